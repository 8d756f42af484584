//! The threads that join camera, estimator and scorer, and what they tell the window.

pub mod analyzer;
mod capture;
mod live;
mod slot;

pub use live::{LiveMonitor, Setup};
pub use slot::Slot;

use std::{ffi::OsString, sync::Arc};

use crate::{
    frame::Frame,
    posture::{Assessment, Measurements, Neutral, Pose, Reading, Why},
    time::Mono,
};

/// What the window may ask of the engine; everything else flows the other way.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Close the camera and stop judging.
    Pause,
    /// Open the source again: a camera that was closed, or a recording from its beginning.
    Resume,
    /// Take a new neutral from the coming ten seconds.
    Calibrate,
    /// Give up a calibration that is running, or put away that one was refused; the former neutral stays.
    CancelCalibration,
    /// Change to another source (its name in the grammar of `source`), for example the bundled demo.
    Open(String),
}

/// What the desktop tells that concerns the camera and the alerts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The screen is locked, or its saver runs.
    pub is_locked: bool,
    /// The computer is about to sleep, or has not woken up.
    pub is_asleep: bool,
    /// Another user has the screen.
    pub is_switched_away: bool,
    /// There is no mains.
    pub is_on_battery: bool,
    /// The user must not be disturbed: a presentation, a call, a film, "do not disturb".
    pub is_hushed: bool,
}

/// How the source is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceState {
    /// Being opened.
    Opening,
    /// Frames arrive.
    Streaming {
        /// What it is, for people.
        name: String,
    },
    /// It gives no frames; it is tried again where that makes sense.
    Failed {
        /// What happened.
        message: String,
        /// What to do about it.
        hint: String,
    },
    /// The user paused; the camera is closed.
    Paused,
    /// A recording is at its end; its last picture and what was judged of it stay.
    Ended,
}

/// How a calibration is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum CalibrationState {
    /// None is running.
    Idle,
    /// Sit still and upright, for so many seconds more.
    Running {
        /// Seconds still to go.
        remaining_secs: f64,
        /// 0 to 1.
        progress: f32,
        /// What keeps it from going on, in words: not still, not seen, turned.
        problem: Option<String>,
    },
    /// It was refused; the former neutral, if any, stays.
    Refused {
        /// Why, and what to change.
        reason: String,
        /// When; after a while it is told no more.
        at: Mono,
    },
    /// A new neutral is in force since then.
    Done {
        /// When it was finished; after a while it is told no more.
        at: Mono,
    },
}

/// Everything that the window draws of one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Counts up by one with every snapshot.
    pub sequence: u64,
    /// The time of the source.
    pub at: Mono,
    /// The latest picture; `None` before the first, while paused and after a failure.
    pub frame: Option<Arc<Frame>>,
    /// The keypoints in it, or why there are none.
    pub pose: Reading<Pose>,
    /// Where the head (nose, eyes, ears) would be at the limit of a forward head.
    pub head_at_limit: Option<Pose>,
    /// The measurements.
    pub measurements: Measurements,
    /// The verdict; `None` before the first frame.
    pub assessment: Option<Assessment>,
    /// The neutral in force.
    pub neutral: Option<Arc<Neutral>>,
    /// What the source was opened as, in the grammar of [`crate::source`].
    pub source_spec: OsString,
    /// The source.
    pub source: SourceState,
    /// The calibration.
    pub calibration: CalibrationState,
    /// Frames that came while the one before was still being judged, and were left out.
    pub dropped: u64,
    /// Something that the user should know and that stops nothing, such as a profile that could not be saved;
    /// what to do about it follows after `\nhint: `.
    pub notice: Option<String>,
}

impl Snapshot {
    /// Before anything has happened.
    pub fn opening() -> Self {
        Self {
            sequence: 0,
            at: Mono(0.0),
            frame: None,
            pose: Reading::Unknown(Why::Nobody),
            head_at_limit: None,
            measurements: Measurements::unknown(Why::Nobody),
            assessment: None,
            neutral: None,
            source_spec: OsString::new(),
            source: SourceState::Opening,
            calibration: CalibrationState::Idle,
            dropped: 0,
            notice: None,
        }
    }

    /// Whether there is a present to tell: frames arrive, or the last one of a recording stays.
    pub fn is_judged(&self) -> bool {
        match self.source {
            SourceState::Streaming { .. } => true,
            SourceState::Ended => self.frame.is_some(),
            SourceState::Opening | SourceState::Failed { .. } | SourceState::Paused => false,
        }
    }
}

/// What the window needs of the engine; the real one is a pair of threads, a test's one is a list.
pub trait Monitor {
    /// The newest snapshot.
    fn latest(&self) -> Arc<Snapshot>;
    /// Sends a command; never blocks.
    fn send(&self, command: Command);
}
