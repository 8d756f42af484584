//! From measurements to findings and a state.

use enum_map::{Enum, EnumMap};
use serde::{Deserialize, Serialize};

use super::{
    measure::{Estimate, Metric},
    reading::{Reading, Why},
};
use crate::time::Mono;

/// A way in which a posture can differ from the neutral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Deviation {
    ForwardHead,
    RoundedShoulders,
    Slump,
    TooClose,
    HeadTilt,
    ShoulderTilt,
    /// Told, never counted as a fault.
    LeaningIn,
    /// Told, never counted as a fault.
    Reclining,
    /// Told, never counted as a fault.
    LookingDown,
    /// Told, never counted as a fault.
    TurnedAway,
}

impl Deviation {
    /// Every deviation, in the order of declaration.
    pub const ALL: [Self; 10] = [
        Self::ForwardHead,
        Self::RoundedShoulders,
        Self::Slump,
        Self::TooClose,
        Self::HeadTilt,
        Self::ShoulderTilt,
        Self::LeaningIn,
        Self::Reclining,
        Self::LookingDown,
        Self::TurnedAway,
    ];

    /// The key in machine-readable output, such as `forward_head`.
    pub fn key(self) -> &'static str {
        match self {
            Self::ForwardHead => "forward_head",
            Self::RoundedShoulders => "rounded_shoulders",
            Self::Slump => "slump",
            Self::TooClose => "too_close",
            Self::HeadTilt => "head_tilt",
            Self::ShoulderTilt => "shoulder_tilt",
            Self::LeaningIn => "leaning_in",
            Self::Reclining => "reclining",
            Self::LookingDown => "looking_down",
            Self::TurnedAway => "turned_away",
        }
    }

    /// Whether it counts against the posture. The others are ordinary work: told, never alarmed.
    pub fn is_fault(self) -> bool {
        !matches!(self, Self::LeaningIn | Self::Reclining | Self::LookingDown | Self::TurnedAway)
    }
}

/// What is known of one deviation at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// How far: 0 = neutral, 1 = at the limit, more = beyond it.
    pub severity: Reading<f32>,
    /// The measurement behind it, smoothed.
    pub metric: Metric,
    /// The smoothed value of that measurement.
    pub estimate: Reading<Estimate>,
    /// Since when it has been present, if it is: over the limit for the dwell time, with hysteresis.
    pub since: Option<Mono>,
}

/// The verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It cannot be told, because of this.
    Unknown(Why),
    /// Near the neutral.
    Neutral,
    /// The strongest present deviation; a fault goes before one that is only told.
    Deviating(Deviation),
}

/// The verdict on one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// When.
    pub at: Mono,
    /// The verdict.
    pub state: State,
    /// Since when the state has been this one.
    pub since: Mono,
    /// 100 = neutral, 50 = the worst fault is at its limit, 0 = twice its limit or more.
    pub score: Reading<f32>,
    /// What is known of every deviation.
    pub findings: EnumMap<Deviation, Finding>,
}

impl Assessment {
    /// The present fault of the highest severity.
    pub fn strongest_fault(&self) -> Option<Deviation> {
        match self.state {
            State::Deviating(deviation) if deviation.is_fault() => Some(deviation),
            _ => None,
        }
    }
}
