//! The capture thread: owns the camera, and opens it again after whatever happened.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use super::{
    STALL_SECS,
    device::{CameraSystem, FoundCamera, GRAB_SECS, OpenCamera, choose},
    slot::Slot,
};
use crate::{
    source::{error::SourceError, spec::CameraChoice},
    text::words,
    time::Mono,
};

/// From the first attempt to open the camera again to the second; doubled every time.
const RETRY_SECS: f64 = 0.25;
/// The longest wait between two attempts. With opening and the first frame, pictures come within 5 s of recovery.
const MAX_RETRY_SECS: f64 = 3.0;
/// For so long a camera that was given to another program is not touched while any program has it open. Then it is
/// tried again: who has had it open for a minute and streams keeps it (the system says that it is busy), and who
/// does not stream is a program that always has it open.
const HANDS_OFF_SECS: f64 = 60.0;

/// Fills the slot until it is closed.
pub(super) fn run(cameras: &impl CameraSystem, choice: &CameraChoice, slot: &Slot) {
    let mut capture = Capture { cameras, choice, slot, former: None, given_away_at: None };
    let mut retry_secs = RETRY_SECS;
    let mut last_key = "";
    while !slot.is_closed() {
        let frames_before = slot.captured();
        // The camera crates panic here and there, for instance when a stream is closed that the kernel already ended.
        let ended = catch_unwind(AssertUnwindSafe(|| capture.stream()));
        let Err(error) = ended.unwrap_or_else(|_| Err(capture.library_failed())) else { break };
        if slot.captured() > frames_before || error.key() != last_key {
            retry_secs = RETRY_SECS;
        }
        // The system makes a device file first, and gives it to the user a moment later.
        let is_just_there = error.key() == "denied" && ["no_camera", "unplugged"].contains(&last_key);
        last_key = error.key();
        // A stalled camera was waited for already.
        let stalled = matches!(error, SourceError::Stalled { .. });
        if !is_just_there {
            slot.fail(error);
        }
        cameras.wait(slot, Duration::from_secs_f64(if stalled { RETRY_SECS } else { retry_secs }));
        retry_secs = (retry_secs * 2.0).min(MAX_RETRY_SECS);
    }
    slot.end();
}

struct Capture<'a, C> {
    cameras: &'a C,
    choice: &'a CameraChoice,
    slot: &'a Slot,
    /// The camera that gave frames; from then on it is meant, and no other.
    former: Option<FoundCamera>,
    /// When it was given to another program that wanted it.
    given_away_at: Option<Mono>,
}

impl<C: CameraSystem> Capture<'_, C> {
    /// Opens the camera and fills the slot until something fails or the slot is closed. After any error a camera has to
    /// be dropped and opened anew: the kernel's stream stays dead.
    fn stream(&mut self) -> Result<(), SourceError> {
        let found = choose(self.cameras.list()?, self.choice, self.former.as_ref())?;
        self.keep_hands_off(&found)?;
        let (camera, mut open) = open_first(self.cameras, found)?;
        self.slot.opened(&camera, open.format());
        let mut bytes = Vec::new();
        let mut silent_secs = 0.0;
        while !self.slot.is_closed() {
            let grabbed = open.grab(&mut bytes);
            if matches!(grabbed, Err(SourceError::GivenAway { .. })) {
                self.given_away_at = Some(self.slot.now());
            }
            if grabbed? {
                silent_secs = 0.0;
                bytes = self.slot.put(bytes, open.format());
                self.former.get_or_insert_with(|| camera.clone());
            } else {
                silent_secs += GRAB_SECS;
                if silent_secs >= STALL_SECS {
                    return Err(SourceError::Stalled { camera: camera.quoted() });
                }
            }
        }
        Ok(())
    }

    /// An error while the camera is another program's.
    fn keep_hands_off(&mut self, found: &[FoundCamera]) -> Result<(), SourceError> {
        let Some((given_away_at, camera)) = self.given_away_at.zip(found.first()) else { return Ok(()) };
        if self.slot.now() - given_away_at < HANDS_OFF_SECS
            && let Some(program) = self.cameras.other_user(camera)
        {
            return Err(SourceError::GivenAway { camera: camera.quoted(), program });
        }
        self.given_away_at = None;
        Ok(())
    }

    fn library_failed(&self) -> SourceError {
        SourceError::Backend {
            camera: self.former.as_ref().map_or_else(|| "camera".into(), FoundCamera::quoted),
            message: "the camera library failed".into(),
        }
    }
}

/// The first one that can be opened; if none can, what is wrong with the first.
fn open_first<C: CameraSystem>(
    cameras: &C,
    found: Vec<FoundCamera>,
) -> Result<(FoundCamera, C::Open), SourceError> {
    let mut first_error = None;
    for camera in found {
        match cameras.open(&camera) {
            Ok(open) => return Ok((camera, open)),
            // Worth waiting for: the next one may well be the infrared camera beside it.
            Err(error @ SourceError::Busy { .. }) => return Err(first_error.unwrap_or(error)),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(|| SourceError::NoCamera { what: words("source-no-camera").into() }))
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, collections::VecDeque};

    use super::*;
    use crate::source::webcam::{CameraFormat, PixelFormat, slot::Taken};

    const FORMAT: CameraFormat = CameraFormat { pixels: PixelFormat::Grey, width: 2, height: 2, fps: 15.0 };

    /// What happens at one attempt to open the camera.
    enum Attempt {
        NotThere,
        Fails(SourceError),
        /// It can be opened under this number, and then grabs this.
        Opens(u32, Vec<Grab>),
    }

    /// What comes of waiting for a frame; after the last of them, nothing any more.
    enum Grab {
        Frame,
        Fails(SourceError),
        Panics,
    }

    /// A camera interface that goes through a script; at its end the slot is closed.
    struct Script {
        attempts: RefCell<VecDeque<Attempt>>,
        /// For how many looks another program has the camera.
        other_user_looks: RefCell<u32>,
        /// What the reader was told before every wait, and the seconds of the wait.
        told: RefCell<Vec<(&'static str, f64)>>,
        /// The numbers under which it was opened.
        opened: RefCell<Vec<u32>>,
    }

    struct Fake {
        grabs: VecDeque<Grab>,
    }

    fn found(index: u32) -> FoundCamera {
        FoundCamera { index, name: "Webcam".into(), identity: "usb:1".into() }
    }

    impl CameraSystem for Script {
        type Open = Fake;

        fn list(&self) -> Result<Vec<FoundCamera>, SourceError> {
            Ok(match self.attempts.borrow().front() {
                Some(Attempt::NotThere) => Vec::new(),
                Some(Attempt::Opens(index, _)) => vec![found(*index)],
                _ => vec![found(0)],
            })
        }

        fn open(&self, camera: &FoundCamera) -> Result<Fake, SourceError> {
            match self.attempts.borrow_mut().pop_front() {
                Some(Attempt::Opens(_, grabs)) => {
                    self.opened.borrow_mut().push(camera.index);
                    Ok(Fake { grabs: grabs.into() })
                }
                Some(Attempt::Fails(error)) => Err(error),
                _ => panic!("nothing to open"),
            }
        }

        fn other_user(&self, _camera: &FoundCamera) -> Option<String> {
            let mut looks = self.other_user_looks.borrow_mut();
            *looks = looks.checked_sub(1)?;
            Some("call".into())
        }

        fn wait(&self, slot: &Slot, wait: Duration) {
            let mut attempts = self.attempts.borrow_mut();
            attempts.pop_front_if(|attempt| matches!(attempt, Attempt::NotThere));
            let told = match slot.take(Duration::ZERO) {
                Taken::Trouble { error, .. } => error.key(),
                Taken::Captured(_) => "a frame",
                Taken::TimedOut => "nothing",
            };
            self.told.borrow_mut().push((told, wait.as_secs_f64()));
            if attempts.is_empty() {
                slot.close(Duration::ZERO);
            }
        }
    }

    impl OpenCamera for Fake {
        fn grab(&mut self, bytes: &mut Vec<u8>) -> Result<bool, SourceError> {
            match self.grabs.pop_front() {
                Some(Grab::Frame) => *bytes = vec![7; 4],
                Some(Grab::Fails(error)) => return Err(error),
                Some(Grab::Panics) => panic!("as a camera library does"),
                None => return Ok(false),
            }
            Ok(true)
        }

        fn format(&self) -> CameraFormat {
            FORMAT
        }

        fn formats(&self) -> &[CameraFormat] {
            &[FORMAT]
        }
    }

    /// Runs the script: what was told before every wait and its seconds, and the numbers that were opened.
    fn play(other_user_looks: u32, attempts: Vec<Attempt>) -> (Vec<(&'static str, f64)>, Vec<u32>) {
        let script = Script {
            attempts: RefCell::new(attempts.into()),
            other_user_looks: RefCell::new(other_user_looks),
            told: RefCell::default(),
            opened: RefCell::default(),
        };
        run(&script, &CameraChoice::First, &Slot::new());
        (script.told.into_inner(), script.opened.into_inner())
    }

    fn camera() -> String {
        found(0).quoted()
    }

    fn unplugged() -> SourceError {
        SourceError::Unplugged { camera: camera() }
    }

    #[test]
    fn the_wait_grows_until_something_changes() {
        let not_there = || (0..6).map(|_| Attempt::NotThere);
        let busy = || Attempt::Fails(SourceError::Busy { camera: camera() });
        let (told, _) = play(0, not_there().chain([busy(), busy()]).collect());
        let (keys, waits): (Vec<_>, Vec<_>) = told.into_iter().unzip();
        assert_eq!(waits, [0.25, 0.5, 1.0, 2.0, 3.0, 3.0, 0.25, 0.5]);
        assert_eq!(keys[..6], ["no_camera"; 6]);
        assert_eq!(keys[6..], ["busy"; 2]);
    }

    #[test]
    fn a_stalled_camera_is_opened_again_and_stays_stalled_until_a_frame_comes() {
        let silent = || Attempt::Opens(0, Vec::new());
        let revived = Attempt::Opens(0, vec![Grab::Frame, Grab::Fails(unplugged())]);
        let (told, opened) = play(0, vec![silent(), silent(), silent(), silent(), revived]);
        assert_eq!(told[..4], [("stalled", 0.25); 4]);
        assert_eq!(told[4].0, "unplugged");
        assert_eq!(opened.len(), 5);
    }

    #[test]
    fn the_same_camera_is_found_under_another_number_and_is_unplugged_until_then() {
        let pulled = Attempt::Opens(0, vec![Grab::Frame, Grab::Fails(unplugged())]);
        let again = Attempt::Opens(2, vec![Grab::Frame, Grab::Fails(unplugged())]);
        let (told, opened) = play(0, vec![pulled, Attempt::NotThere, Attempt::NotThere, again]);
        assert!(told.iter().all(|(key, _)| *key == "unplugged"), "{told:?}");
        assert_eq!(opened, [0, 2]);
    }

    #[test]
    fn a_camera_that_was_given_away_is_not_touched_while_another_program_has_it() {
        let wanted = SourceError::GivenAway { camera: camera(), program: "call".into() };
        let given = Attempt::Opens(0, vec![Grab::Frame, Grab::Fails(wanted)]);
        let after = Attempt::Opens(0, vec![Grab::Frame, Grab::Fails(unplugged())]);
        let (told, opened) = play(3, vec![given, after]);
        assert_eq!(
            told.iter().map(|(key, _)| *key).collect::<Vec<_>>(),
            ["busy", "busy", "busy", "busy", "unplugged"]
        );
        assert_eq!(opened.len(), 2, "not opened in between");
    }

    #[test]
    fn a_camera_just_plugged_in_may_be_denied_for_a_moment() {
        let denied = || Attempt::Fails(SourceError::Denied { camera: camera() });
        let (told, _) = play(0, vec![Attempt::NotThere, denied(), denied()]);
        assert_eq!(told, [("no_camera", 0.25), ("no_camera", 0.25), ("denied", 0.5)]);
    }

    #[test]
    fn a_library_that_panics_costs_one_attempt() {
        let panics = Attempt::Opens(0, vec![Grab::Frame, Grab::Panics]);
        let (told, opened) =
            play(0, vec![panics, Attempt::Opens(0, vec![Grab::Frame, Grab::Fails(unplugged())])]);
        assert_eq!(told.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["failed", "unplugged"]);
        assert_eq!(opened.len(), 2);
    }
}
