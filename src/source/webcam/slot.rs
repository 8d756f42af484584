//! The latest-value slot between the capture thread and the reader: a frame that nobody took is overwritten.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{CameraFormat, STALL_SECS, SourceError, device::FoundCamera};
use crate::source::KnownCamera;
use crate::time::{Clock, Mono};

/// Without a frame or a word of the capture thread for so long, it is stuck in the driver. A thread that is not has said
/// by then that the camera has stalled.
const STUCK_SECS: f64 = STALL_SECS + 0.4;

/// An older frame is not the present: the camera may have stalled behind it. The next one is waited for instead.
const FRESH_SECS: f64 = 0.5;

/// A frame as the camera sent it.
pub(super) struct Captured {
    pub(super) at: Mono,
    pub(super) index: u64,
    pub(super) bytes: Vec<u8>,
    pub(super) format: CameraFormat,
}

/// What the reader gets.
pub(super) enum Taken {
    Captured(Captured),
    Trouble { error: SourceError, without_frame_secs: f64 },
    TimedOut,
}

pub(super) struct Slot {
    clock: Clock,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    newest: Option<Captured>,
    /// Frames so far, those nobody took included.
    captured: u64,
    last_frame_at: Mono,
    /// What keeps frames from coming; the next frame clears it.
    trouble: Option<SourceError>,
    /// Whether the reader knows of the trouble.
    told: bool,
    /// The camera that was opened last.
    camera: Option<(FoundCamera, CameraFormat)>,
    /// The reader wants no more.
    closed: bool,
    /// The capture thread has let the camera go.
    ended: bool,
}

impl Slot {
    pub(super) fn new() -> Self {
        Self { clock: Clock::start(), state: Mutex::default(), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, wait: Duration) -> MutexGuard<'a, State> {
        self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0
    }

    // The capture thread's side.

    /// Takes a frame in; gives the memory of the one that nobody took back, to be used again.
    pub(super) fn put(&self, bytes: Vec<u8>, format: CameraFormat) -> Vec<u8> {
        let at = self.clock.now();
        let mut state = self.lock();
        let index = state.captured;
        state.captured += 1;
        state.last_frame_at = at;
        state.trouble = None;
        let overwritten = state.newest.replace(Captured { at, index, bytes, format });
        self.changed.notify_all();
        overwritten.map_or_else(Vec::new, |captured| captured.bytes)
    }

    pub(super) fn opened(&self, camera: &FoundCamera, format: CameraFormat) {
        self.lock().camera = Some((camera.clone(), format));
    }

    /// Says why no frames come. What is no news is not told again at once.
    pub(super) fn fail(&self, error: SourceError) {
        let mut state = self.lock();
        // What came before it is not the present any more.
        state.newest = None;
        if state.trouble.as_ref() != Some(&error) {
            state.trouble = Some(error);
            state.told = false;
        }
        self.changed.notify_all();
    }

    pub(super) fn now(&self) -> Mono {
        self.clock.now()
    }

    pub(super) fn captured(&self) -> u64 {
        self.lock().captured
    }

    pub(super) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// Waits, but no longer than until the slot is closed.
    pub(super) fn wait_closed(&self, wait: Duration) {
        let deadline = self.clock.now() + wait.as_secs_f64();
        let mut state = self.lock();
        while !state.closed && self.clock.now() < deadline {
            state = self.wait(state, Duration::from_secs_f64((deadline - self.clock.now()).max(0.0)));
        }
    }

    pub(super) fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }

    // The reader's side.

    pub(super) fn take(&self, timeout: Duration) -> Taken {
        let deadline = self.clock.now() + timeout.as_secs_f64();
        let mut state = self.lock();
        loop {
            let now = self.clock.now();
            if let Some(captured) = state.newest.take().filter(|captured| now - captured.at <= FRESH_SECS) {
                return Taken::Captured(captured);
            }
            let without_frame_secs = now - state.last_frame_at;
            if state.trouble.is_none() && without_frame_secs > STUCK_SECS {
                let camera =
                    state.camera.as_ref().map_or_else(|| "camera".into(), |(camera, _)| camera.quoted());
                state.trouble = Some(SourceError::Stalled { camera });
                state.told = false;
            }
            let out_of_time = now >= deadline;
            if let Some(error) = &state.trouble
                && (out_of_time || !state.told)
            {
                let error = error.clone();
                state.told = true;
                return Taken::Trouble { error, without_frame_secs };
            }
            if out_of_time {
                return Taken::TimedOut;
            }
            let until_stall = (STUCK_SECS - without_frame_secs).max(0.01);
            state = self.wait(state, Duration::from_secs_f64((deadline - now).min(until_stall)));
        }
    }

    /// The camera in words.
    pub(super) fn description(&self) -> Option<String> {
        let state = self.lock();
        state.camera.as_ref().map(|(camera, format)| format!("camera \"{}\" ({format})", camera.name))
    }

    pub(super) fn known_camera(&self) -> Option<KnownCamera> {
        let state = self.lock();
        let (camera, _) = state.camera.as_ref()?;
        Some(KnownCamera { identity: camera.identity.clone(), name: camera.name.clone() })
    }

    /// Tells the capture thread to end, and waits for that a little.
    pub(super) fn close(&self, patience: Duration) {
        let deadline = self.clock.now() + patience.as_secs_f64();
        let mut state = self.lock();
        state.closed = true;
        self.changed.notify_all();
        while !state.ended && self.clock.now() < deadline {
            state = self.wait(state, Duration::from_secs_f64((deadline - self.clock.now()).max(0.0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::webcam::PixelFormat;

    const FORMAT: CameraFormat = CameraFormat { pixels: PixelFormat::Grey, width: 2, height: 2, fps: 30.0 };
    const SHORT: Duration = Duration::from_millis(5);

    fn unplugged() -> SourceError {
        SourceError::Unplugged { camera: "a".into() }
    }

    #[test]
    fn the_newest_frame_wins_and_dropped_ones_use_up_their_numbers() {
        let slot = Slot::new();
        assert!(matches!(slot.take(SHORT), Taken::TimedOut));
        for value in 0..3 {
            let spare = slot.put(vec![value; 4], FORMAT);
            assert_eq!(spare.len(), if value == 0 { 0 } else { 4 });
        }
        assert!(
            matches!(slot.take(SHORT), Taken::Captured(frame) if frame.index == 2 && frame.bytes == [2; 4])
        );
        assert!(matches!(slot.take(SHORT), Taken::TimedOut));
    }

    #[test]
    fn trouble_is_told_at_once_then_after_every_timeout_until_a_frame_comes() {
        let slot = Slot::new();
        slot.fail(unplugged());
        let clock = Clock::start();
        assert!(
            matches!(slot.take(Duration::from_mins(1)), Taken::Trouble { error, .. } if error == unplugged())
        );
        assert!(clock.now().secs() < 30.0, "at once");
        slot.fail(unplugged());
        let clock = Clock::start();
        assert!(matches!(slot.take(SHORT), Taken::Trouble { .. }), "still unplugged");
        assert!(clock.now().secs() >= SHORT.as_secs_f64(), "no news");
        slot.put(vec![0; 4], FORMAT);
        assert!(matches!(slot.take(SHORT), Taken::Captured(_)));
        assert!(matches!(slot.take(SHORT), Taken::TimedOut));
    }

    #[test]
    fn a_frame_from_before_the_trouble_is_not_given_after_it() {
        let slot = Slot::new();
        slot.put(vec![0; 4], FORMAT);
        slot.fail(unplugged());
        assert!(matches!(slot.take(SHORT), Taken::Trouble { .. }));
    }

    #[test]
    fn closing_waits_for_the_thread_but_not_for_ever() {
        let slot = std::sync::Arc::new(Slot::new());
        slot.close(SHORT);
        assert!(slot.is_closed());
        slot.wait_closed(Duration::from_mins(1));
        slot.end();
        slot.close(Duration::from_mins(1));
    }
}
