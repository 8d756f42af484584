//! Pure: when the user is told something, how loudly, and how often.
//!
//! ```text
//! Moment (verdict, or nothing seen) -> episodes, sitting time, drift -> policy -> AlertEvent
//! ```

mod drift;
mod episodes;
mod policy;
#[cfg(test)]
mod policy_tests;
mod presence;
mod settings;
mod sitting;

pub use policy::Alerts;
pub(crate) use policy::MAX_GAP_SECS;
pub use settings::AlertSettings;
pub(crate) use sitting::{BREAK_SECS, FORGOTTEN_SECS};

use serde::{Serialize, Serializer};

use crate::{
    posture::{Assessment, Deviation, Estimate, Measurements, Pose, Reading},
    time::Mono,
};

/// How long one snooze lasts, in seconds, wherever it is pressed.
pub const SNOOZE_SECS: f64 = 1800.0;

/// One moment, as the alerts see it. Moments come at any rate; all lengths of time are in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// When.
    pub at: Mono,
    /// What was seen; `None`: there is no picture (paused, locked, camera in trouble), so nothing is known. Between two
    /// pictures of a camera that works there is no moment.
    pub seen: Option<Seen<'a>>,
    /// Whether the user must not be disturbed now: a presentation, a call, a film.
    pub is_hushed: bool,
}

/// What was seen in a picture.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The keypoints, or why there are none.
    pub pose: &'a Reading<Pose>,
    /// The measurements of that pose.
    pub measurements: &'a Measurements,
    /// The verdict.
    pub assessment: &'a Assessment,
}

/// What happened, for the record and for whoever tells the user.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AlertEvent {
    /// A fault lasts long enough to be a posture: the quiet colour of the tray.
    EpisodeBegan {
        /// Counts up from 1 with every episode.
        episode: u64,
        /// Which fault.
        fault: Deviation,
        /// Since when it is over its limit.
        since: Mono,
    },
    /// It is over.
    EpisodeEnded {
        /// Which one.
        episode: u64,
        /// Which fault.
        fault: Deviation,
        /// From when.
        since: Mono,
        /// Until when it was last known to last.
        until: Mono,
        /// The measurement at its strongest.
        #[serde(serialize_with = "no_finer_than_it_is")]
        worst: Option<Estimate>,
        /// Whether the user was told.
        alerted: bool,
        /// Whether the user said that it was wrong.
        was_wrong: bool,
    },
    /// The user is to be told.
    Alert(Alert),
    /// The user came, or is seen again after having been away.
    Arrived {
        /// When; a record has that already.
        #[serde(skip)]
        at: Mono,
    },
    /// The user is away.
    Left {
        /// Since when.
        since: Mono,
    },
}

/// Something to tell the user.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alert {
    /// Counts up from 1 with every alert; an insistent one has the number of the notification that it repeats.
    pub id: u64,
    /// When; a record has that already.
    #[serde(skip)]
    pub at: Mono,
    /// What about.
    #[serde(flatten)]
    pub kind: AlertKind,
    /// How loudly.
    pub level: AlertLevel,
    /// Since when it has been so.
    pub since: Mono,
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum AlertKind {
    /// A fault of the posture.
    Posture {
        /// Which one.
        fault: Deviation,
        /// Its episode.
        episode: u64,
        /// How far, now.
        #[serde(serialize_with = "no_finer_than_it_is")]
        estimate: Option<Estimate>,
    },
    /// The user has been sitting for long.
    Sitting {
        /// For very long.
        is_firm: bool,
    },
    /// Look into the distance for a while (20-20-20).
    EyeBreak,
    /// Camera or chair moved, so that the neutral holds no longer.
    Recalibrate,
}

/// How loudly something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertLevel {
    /// A notification.
    Notification,
    /// Once more, by sound or at the screen's edge, where the user wanted that.
    Insistent,
}

/// To a hundredth of a degree or a millimetre.
#[expect(clippy::ref_option, reason = "serde calls it with a reference to the field")]
fn no_finer_than_it_is<S: Serializer>(estimate: &Option<Estimate>, serializer: S) -> Result<S::Ok, S::Error> {
    let rounded = |value: f32| (f64::from(value) * 100.0).round() / 100.0;
    estimate
        .map(|estimate| [("value", rounded(estimate.value)), ("uncertainty", rounded(estimate.uncertainty))])
        .map(std::collections::BTreeMap::from)
        .serialize(serializer)
}
