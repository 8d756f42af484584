//! A value, or the reason why there is none.

use serde::{Deserialize, Serialize};

/// A value that may honestly be missing. `Unknown` is never zero, never "good" and never "bad": it leaves
/// averages and cannot alarm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reading<T> {
    /// It was measured.
    Known(T),
    /// It could not be, because of this.
    Unknown(Why),
}

impl<T> Reading<T> {
    /// The value, if known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    /// The reason, if unknown.
    pub fn why(&self) -> Option<Why> {
        match self {
            Self::Known(_) => None,
            Self::Unknown(why) => Some(*why),
        }
    }

    /// Borrows the value.
    pub fn as_ref(&self) -> Reading<&T> {
        match self {
            Self::Known(value) => Reading::Known(value),
            Self::Unknown(why) => Reading::Unknown(*why),
        }
    }

    /// Applies `f` to a known value; an unknown one stays unknown for the same reason.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Known(value) => Reading::Known(f(value)),
            Self::Unknown(why) => Reading::Unknown(why),
        }
    }

    /// Applies `f`, which may itself not know.
    pub fn and_then<U>(self, f: impl FnOnce(T) -> Reading<U>) -> Reading<U> {
        match self {
            Self::Known(value) => f(value),
            Self::Unknown(why) => Reading::Unknown(why),
        }
    }
}

/// Why something is unknown, by what the user can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// There is no neutral to compare with: calibrate first.
    NoNeutral,
    /// Nobody is in the picture.
    Nobody,
    /// Somebody is there, but not where or as large as the calibrated user.
    SomeoneElse,
    /// The picture is too dark to see a person.
    TooDark,
    /// Nothing can be seen at all: the lens is covered, or there is no light.
    Covered,
    /// Strong light from behind leaves the person dark.
    Backlit,
    /// A point that is needed is hidden or not seen clearly.
    LowConfidence,
    /// A point that is needed is outside the picture or at its very edge.
    OutOfFrame,
    /// The head or the trunk is turned too far for the measurement to hold.
    NotFrontal,
    /// The head is nodded too far for the measurement to hold.
    HeadPitched,
    /// The trunk leans or moved in so far that a forward head or a slump cannot be told from it.
    LeaningIn,
    /// The trunk leans or has moved too far from the neutral for the measurement to hold.
    TooFarFromNeutral,
    /// The person is too small in the picture.
    TooFarAway,
    /// The estimator cannot give this at all (`MoveNet` has no mouth, for example).
    NotMeasured,
}

impl Why {
    /// The key in machine-readable output, such as `no_neutral`.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoNeutral => "no_neutral",
            Self::Nobody => "nobody",
            Self::SomeoneElse => "someone_else",
            Self::TooDark => "too_dark",
            Self::Covered => "covered",
            Self::Backlit => "backlit",
            Self::LowConfidence => "low_confidence",
            Self::OutOfFrame => "out_of_frame",
            Self::NotFrontal => "not_frontal",
            Self::HeadPitched => "head_pitched",
            Self::LeaningIn => "leaning_in",
            Self::TooFarFromNeutral => "too_far_from_neutral",
            Self::TooFarAway => "too_far_away",
            Self::NotMeasured => "not_measured",
        }
    }
}
