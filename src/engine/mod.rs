//! The threads that join camera, estimator and scorer, and what they tell the window.

mod analysis;
pub mod analyzer;
mod away;
mod calibration;
mod capture;
mod coaching;
mod event;
mod keeping;
mod live;
mod photo;
mod rate;
mod replay;
mod slot;
mod small_picture;
mod watcher;

pub use calibration::{CalibrationStep, Guide, Taken};
pub use coaching::CoachCommand;
pub use event::{CameraChange, Event, FindingTold, PostureChange, Record, Sampled};
pub use keeping::Keeping;
pub use live::{Autostart, LiveMonitor, Setup, Tell};
pub use photo::open_photo;
pub use replay::{ReplayError, Replayed, replay};
pub use slot::Slot;
pub use watcher::Watcher;

use std::{ffi::OsString, sync::Arc};

use crate::{
    alerts::Alert,
    care::coach::CoachState,
    frame::Frame,
    posture::{Assessment, Deviation, Measurements, Neutral, Pose, Reading, Why},
    profile::Kept,
    settings::Settings,
    time::{Mono, WallTime},
};

/// What the window may ask of the engine; everything else flows the other way.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Close the camera and stop judging, for so many seconds or until further notice.
    Pause {
        /// How long.
        secs: Option<f64>,
    },
    /// Open the source again: a camera that was closed, or a recording from its beginning.
    Resume,
    /// Begin a guided calibration: look how the camera sees the user, then take a new neutral.
    Calibrate,
    /// Go to this step of the guided calibration, or do it again.
    CalibrateStep(CalibrationStep),
    /// Leave the calibration. What is being taken is given up; what has been taken stays.
    CancelCalibration,
    /// Go back to the neutral that was in force before this calibration, and leave it.
    UndoCalibration,
    /// What the user tells of the neutral in force: see [`Own`](crate::posture::Own); what cannot be is left out.
    DescribeNeutral {
        /// The craniovertebral angle on a photo from the side, in degrees.
        neutral_cva_deg: Option<f32>,
        /// The camera's field of view along the longer side of its picture, in degrees.
        field_of_view_deg: Option<f32>,
    },
    /// Call the profile in use so.
    RenameProfile(String),
    /// Change to another source (its name in the grammar of `source`), for example the bundled demo.
    Open(String),
    /// No alerts for so many seconds; 0 ends that.
    Snooze {
        /// How long.
        secs: f64,
    },
    /// What was told about this episode was wrong.
    WasWrong {
        /// Its number.
        episode: u64,
    },
    /// The user chose other settings.
    SetSettings(Box<Settings>),
    /// Start with the desktop, or do so no longer.
    StartWithDesktop(bool),
    /// Take the profile of this id out of use.
    ResetProfile(String),
    /// What the desktop tells has changed.
    Surroundings(Surroundings),
    /// Something for the coach of an exercise.
    Coach(CoachCommand),
    /// Whether a window shows the picture.
    Preview(bool),
    /// The user should know this, such as a full disk; what to do about it follows after `\nhint: `.
    Notice(String),
}

/// What the desktop tells that concerns the camera and the alerts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; any of them may hold together")]
pub struct Surroundings {
    /// The screen is locked, or its saver runs.
    pub is_locked: bool,
    /// The computer is about to sleep, or has not woken up.
    pub is_asleep: bool,
    /// Another user has the screen.
    pub is_switched_away: bool,
    /// Nobody has touched keyboard or mouse for minutes, by the desktop's own measure. When that ends, somebody is back.
    pub is_idle: bool,
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
    /// Frames arrive, and nothing can be seen in them.
    Blind {
        /// What it is, for people.
        name: String,
        /// [`Why::Covered`] or [`Why::TooDark`].
        why: Why,
    },
    /// It gives no frames; it is tried again where that makes sense.
    Failed {
        /// The key of the reason, such as `busy` or `unplugged` ([`crate::source::SourceError::key`]).
        kind: &'static str,
        /// What happened.
        message: String,
        /// What to do about it.
        hint: String,
    },
    /// Nobody has been there for a while; the camera is closed, and opened now and then to see who is back.
    Away,
    /// The camera is closed because of this.
    Paused(Pause),
    /// A recording is at its end; its last picture and what was judged of it stay.
    Ended,
}

impl SourceState {
    /// The key in machine-readable output.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Streaming { .. } => "streaming",
            Self::Blind { why: Why::Covered, .. } => "covered",
            Self::Blind { .. } => "dark",
            Self::Failed { kind, .. } => kind,
            Self::Away => "away",
            Self::Paused(_) => "paused",
            Self::Ended => "ended",
        }
    }

    /// Whether frames arrive.
    pub fn is_streaming(&self) -> bool {
        matches!(self, Self::Streaming { .. } | Self::Blind { .. })
    }
}

/// Why the camera is closed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pause {
    /// The user wanted it, until then or until further notice.
    ByUser {
        /// The time of the engine.
        until: Option<Mono>,
    },
    /// The computer sleeps.
    Asleep,
    /// The screen is locked.
    Locked,
    /// Another user has the screen.
    SwitchedAway,
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
    /// The name of the profile in use, where profiles are kept.
    pub profile: Option<String>,
    /// All profiles that are kept.
    pub profiles: Arc<[Kept]>,
    /// The settings in force.
    pub settings: Arc<Settings>,
    /// Whether Sitwell starts with the desktop; `None`: this desktop cannot be told.
    pub starts_with_desktop: Option<bool>,
    /// What the source was opened as, in the grammar of [`crate::source`].
    pub source_spec: OsString,
    /// The source.
    pub source: SourceState,
    /// Since when it has been doing so.
    pub source_since: WallTime,
    /// The fault of the present episode, if there is one.
    pub attention: Option<Deviation>,
    /// The latest alert.
    pub alert: Option<Alert>,
    /// No alerts until then.
    pub snoozed_until: Option<Mono>,
    /// Since when camera or chair have not been where they were calibrated.
    pub misplaced_since: Option<Mono>,
    /// What is being taken for a calibration, or became of it.
    pub calibration: CalibrationState,
    /// The calibration that the user is guided through.
    pub guide: Option<Guide>,
    /// When the neutral in force was taken, where that is known.
    pub calibrated: Option<WallTime>,
    /// Whether that is so long ago that a new one is worth its ten seconds.
    pub is_recheck_due: bool,
    /// What the coach tells, while an exercise is done and until its end was seen.
    pub coach: Option<CoachState>,
    /// Frames of the open source that were damaged, and were left out.
    pub damaged: u64,
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
            profile: None,
            profiles: Arc::default(),
            settings: Arc::default(),
            starts_with_desktop: None,
            source_spec: OsString::new(),
            source: SourceState::Opening,
            source_since: WallTime::now(),
            attention: None,
            alert: None,
            snoozed_until: None,
            misplaced_since: None,
            calibration: CalibrationState::Idle,
            guide: None,
            calibrated: None,
            is_recheck_due: false,
            coach: None,
            damaged: 0,
            notice: None,
        }
    }

    /// Whether there is a present to tell: frames arrive, or the last one of a recording stays.
    pub fn is_judged(&self) -> bool {
        match self.source {
            SourceState::Streaming { .. } | SourceState::Blind { .. } => true,
            SourceState::Ended => self.frame.is_some(),
            SourceState::Opening
            | SourceState::Failed { .. }
            | SourceState::Away
            | SourceState::Paused(_) => false,
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
