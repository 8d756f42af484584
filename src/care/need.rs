//! What an exercise or a habit answers.

use serde::{Deserialize, Serialize};

/// What was seen, or is wanted, and can be answered: every deviation, and what no picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// As the deviation of this name.
    ForwardHead,
    /// As the deviation of this name.
    RoundedShoulders,
    /// As the deviation of this name.
    Slump,
    /// As the deviation of this name.
    TooClose,
    /// As the deviation of this name.
    HeadTilt,
    /// As the deviation of this name.
    ShoulderTilt,
    /// As the deviation of this name.
    LeaningIn,
    /// As the deviation of this name.
    Reclining,
    /// As the deviation of this name.
    LookingDown,
    /// As the deviation of this name.
    TurnedAway,
    /// The user has sat for long.
    LongSitting,
    /// A neck or an upper back that moves little.
    Stiffness,
    /// Tension from the day.
    Stress,
    /// A good night.
    Sleep,
    /// To keep well; always there.
    Prevention,
}

impl Need {
    /// Every need, in the order of declaration.
    pub const ALL: [Self; 15] = [
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
        Self::LongSitting,
        Self::Stiffness,
        Self::Stress,
        Self::Sleep,
        Self::Prevention,
    ];

    /// The key in the care files and in words: `forward_head`.
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
            Self::LongSitting => "long_sitting",
            Self::Stiffness => "stiffness",
            Self::Stress => "stress",
            Self::Sleep => "sleep",
            Self::Prevention => "prevention",
        }
    }
}
