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
        last_key = error.key();
        // A stalled camera was waited for already.
        let stalled = matches!(error, SourceError::Stalled { .. });
        slot.fail(error);
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
    Err(first_error.unwrap_or_else(|| SourceError::NoCamera { what: "no camera was found".into() }))
}
