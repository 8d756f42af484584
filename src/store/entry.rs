//! What is kept of a session: plain values, the same on the way into the store and out of it.
//!
//! Moments are [`WallTime`]s on the clock of the session: within a session they never go back, and where nothing was
//! missed their differences are those of the monotonic clock, whatever was done to the clock on the wall.

use std::collections::BTreeMap;

use enum_map::EnumMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    alerts::AlertLevel,
    posture::{Deviation, Estimate, Measurements, OwnPosture, Reading, State},
    time::WallTime,
};

/// Something to keep. Those without a session of their own belong to the one that began last.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A session begins; one that is going on ends where it was last heard of.
    Began {
        /// When.
        at: WallTime,
        /// What is in force.
        info: Box<SessionInfo>,
    },
    /// Something else is in force from now on: another profile, a new calibration, other settings.
    Changed(Box<SessionInfo>),
    /// What was seen; at most one a second.
    Sample(Box<Sample>),
    /// A fault lasts, or ended; an episode of the same number takes the place of what was kept of it before.
    Episode(Episode),
    /// The user sits, or has risen; a stretch with the same beginning takes the place of the one before.
    Sitting(Stretch),
    /// The user was away for long enough to count as a break, and is back.
    Break(Stretch),
    /// The user was told something; the same number again only raises how loudly.
    Alert(AlertGiven),
    /// The user answered an alert.
    Answer {
        /// The [`AlertGiven::number`].
        alert: u64,
        /// What the user answered.
        answer: Answer,
        /// When.
        at: WallTime,
    },
    /// The source does differently from now on.
    Camera {
        /// Since when.
        at: WallTime,
        /// The key of [`crate::engine::SourceState::key`], such as `streaming`, `away`, `paused`, `busy`.
        state: String,
    },
    /// An exercise was done, or given up.
    Exercise(ExerciseDone),
    /// The user told how it feels.
    Feeling(Feeling),
    /// The session is over.
    Ended {
        /// When.
        at: WallTime,
    },
}

/// Which session, within one store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SessionId(pub i64);

/// What is in force in a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionInfo {
    /// What was watched, for people, such as the name of the camera.
    pub source: String,
    /// The name of the profile; `None`: it has none, or there is none.
    pub profile: Option<String>,
    /// The calibration; `None`: there was none, and most is unknown.
    pub calibration: Option<CalibrationQuality>,
    /// The version of Sitwell.
    pub sitwell: String,
    /// What ran the networks, such as `ONNX Runtime 1.24.2`.
    pub engine: String,
    /// The pose estimator, such as `MoveNet Lightning`.
    pub model: String,
    /// The settings in force, as the text of a settings file (TOML).
    pub settings: String,
}

/// How good a calibration is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalibrationQuality {
    /// How many pictures it was made of.
    pub samples: u32,
    /// How still the user sat: the spread of the points as a share of the user's size in the picture; 0.05 is the most
    /// that is taken.
    pub spread_share: f32,
    /// What the user showed beside the neutral.
    pub own_postures: Vec<OwnPosture>,
    /// Whether the neutral's craniovertebral angle was measured on a photo from the side.
    pub has_side_photo: bool,
}

/// What was seen in about a second.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// When; the end of the time that it stands for.
    pub at: WallTime,
    /// How long it stands for, in seconds: the time since the sample before it, 0 for the first one after a gap. The sum
    /// over samples is the time that was watched.
    pub secs: f64,
    /// The measurements, to a tenth of a degree and a millimetre, with their uncertainty or the reason why there are none.
    pub measurements: Measurements,
    /// The verdict.
    pub state: State,
    /// 100 = neutral, 50 = the worst fault is at its limit, to a whole number.
    pub score: Reading<f32>,
    /// The deviations that were over their limits for long enough to count, faults and others.
    pub present: EnumMap<Deviation, bool>,
}

impl Sample {
    /// Whether nobody was there: neither good nor bad nor unknown.
    pub fn is_away(&self) -> bool {
        self.state == State::Unknown(crate::posture::Why::Nobody)
    }

    /// Whether there is a verdict.
    pub fn is_known(&self) -> bool {
        !matches!(self.state, State::Unknown(_))
    }

    /// Whether there is a verdict, and no fault.
    pub fn is_good(&self) -> bool {
        self.is_known() && !self.present.iter().any(|(deviation, is_there)| *is_there && deviation.is_fault())
    }
}

/// A fault that lasted.
#[derive(Clone, Debug, PartialEq)]
pub struct Episode {
    /// Counts up within the session.
    pub number: u64,
    /// Which fault.
    pub fault: Deviation,
    /// From when.
    pub since: WallTime,
    /// Until when; `None`: it goes on, or the session was cut off.
    pub until: Option<WallTime>,
    /// The measurement ([`Deviation::metric`]) at its strongest, known at the end.
    pub worst: Option<Estimate>,
    /// Whether the user was told.
    pub alerted: bool,
    /// Whether the user said that it was wrong.
    pub was_wrong: bool,
}

/// A time without interruption.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// From when.
    pub since: WallTime,
    /// Until when; `None`: it goes on, or the session was cut off.
    pub until: Option<WallTime>,
}

/// What the user was told.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertGiven {
    /// Counts up within the session; an insistent one has the number of the notification that it repeats.
    pub number: u64,
    /// When.
    pub at: WallTime,
    /// What about.
    pub about: About,
    /// How loudly.
    pub level: AlertLevel,
    /// Since when it had been so.
    pub since: WallTime,
    /// What the user answered, and when.
    pub answer: Option<(Answer, WallTime)>,
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum About {
    /// A fault.
    Posture {
        /// Which one.
        fault: Deviation,
        /// The [`Episode::number`].
        episode: u64,
        /// How far.
        estimate: Option<Estimate>,
    },
    /// The user had been sitting for long.
    Sitting {
        /// For very long.
        is_firm: bool,
    },
    /// A rest for the eyes.
    EyeBreak,
    /// Camera or chair had moved.
    Recalibrate,
}

/// What a user answers to an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Not now.
    Snooze,
    /// That was wrong.
    WasWrong,
}

impl Answer {
    /// The key in machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            Self::Snooze => "snooze",
            Self::WasWrong => "was_wrong",
        }
    }
}

/// What a source did.
#[derive(Clone, Debug, PartialEq)]
pub struct CameraState {
    /// From when.
    pub since: WallTime,
    /// Until when.
    pub until: WallTime,
    /// The key of [`crate::engine::SourceState::key`]. Frames arrive in `streaming`, `covered` and `dark`; every other
    /// state is a gap, and this its reason.
    pub state: String,
}

/// An exercise that was done, or given up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExerciseDone {
    /// When it was begun.
    pub at: WallTime,
    /// The id, such as `chin_tuck`.
    pub exercise: String,
    /// How long it took, in seconds.
    pub secs: f64,
    /// Repetitions that were counted, or seconds that were held, as the dose counts.
    pub counted: u32,
    /// Repetitions that were wanted, in the same unit.
    pub wanted: u32,
    /// Whether the camera saw it; otherwise the user told so.
    pub is_seen: bool,
    /// What was counted on each side; `None`: both sides at once.
    pub sides: Option<Sides>,
}

/// Repetitions of each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Sides {
    pub left: u32,
    pub right: u32,
}

/// How the user feels, as the user told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feeling {
    /// When.
    pub at: WallTime,
    /// Where it hurts, as keys; empty: nowhere.
    pub places: Vec<String>,
    /// How much, 0 (not at all) to 10; more is kept as 10. `None`: only a question was answered.
    pub intensity: Option<u8>,
    /// The questions about red flags that were answered, by key: whether the answer was yes.
    pub red_flags: BTreeMap<String, bool>,
}

/// A session, in short.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Which one.
    pub id: SessionId,
    /// From when.
    pub since: WallTime,
    /// Until when something is known of it.
    pub until: WallTime,
    /// Whether it came to its end; otherwise it goes on, or the program was cut off.
    pub is_ended: bool,
    /// The day on which it began, on the user's clock.
    pub date: Date,
    /// Seconds east of Greenwich of the user's clock when it began.
    pub utc_offset_secs: i32,
    /// What was in force at its end.
    pub info: SessionInfo,
    /// What was watched.
    pub times: Times,
}

/// Everything about a session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRecord {
    /// In short.
    pub session: Session,
    /// In the order of time.
    pub samples: Vec<Sample>,
    /// In the order of their beginnings.
    pub episodes: Vec<Episode>,
    /// How long the user sat without a break.
    pub sittings: Vec<Stretch>,
    /// Breaks, each from rising to sitting down again.
    pub breaks: Vec<Stretch>,
    /// In the order of time.
    pub alerts: Vec<AlertGiven>,
    /// One after the other, without holes.
    pub camera: Vec<CameraState>,
    /// Those done in the session.
    pub exercises: Vec<ExerciseDone>,
    /// What the user told between its beginning and its end.
    pub feelings: Vec<Feeling>,
}

/// How long what was seen, in seconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    /// Pictures arrived; the sum of known, unknown and away.
    pub watched_secs: f64,
    /// Nobody was there.
    pub away_secs: f64,
    /// There was a verdict.
    pub known_secs: f64,
    /// There was a verdict, and no fault. Its share is of the known time.
    pub good_secs: f64,
    /// A deviation was over its limit; several may be at once.
    pub finding_secs: EnumMap<Deviation, f64>,
}

impl Times {
    /// Somebody was there, and nothing could be told.
    pub fn unknown_secs(&self) -> f64 {
        (self.watched_secs - self.known_secs - self.away_secs).max(0.0)
    }

    /// The share of the known time without a fault, 0 to 1; `None`: nothing is known.
    pub fn good_share(&self) -> Option<f64> {
        (self.known_secs > 0.0).then(|| self.good_secs / self.known_secs)
    }

    /// Adds a sample.
    pub fn add(&mut self, sample: &Sample) {
        let counted = |is_so: bool| if is_so { sample.secs } else { 0.0 };
        self.watched_secs += sample.secs;
        self.away_secs += counted(sample.is_away());
        self.known_secs += counted(sample.is_known());
        self.good_secs += counted(sample.is_good());
        for (deviation, secs) in &mut self.finding_secs {
            *secs += counted(sample.is_known() && sample.present[deviation]);
        }
    }
}

/// A day on the user's clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// What was watched.
    pub times: Times,
    /// How many breaks there were.
    pub breaks: u32,
    /// How long they were together, in seconds.
    pub break_secs: f64,
    /// How long the user sat without a break at the longest, in seconds.
    pub longest_sitting_secs: f64,
    /// How many exercises were done.
    pub exercises: u32,
    /// What the user told, in the order of time.
    pub feelings: Vec<Feeling>,
}

/// An hour on the user's clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Hour {
    /// The day.
    pub date: Date,
    /// 0 to 23.
    pub hour: i8,
    /// What was watched. In the night in which the clock is put back an hour has two.
    pub times: Times,
}
