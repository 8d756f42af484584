//! Where it may hurt.

use crate::text::words;

/// A place that an ache of desk work is told at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Head,
    Neck,
    LeftShoulder,
    RightShoulder,
    UpperBack,
    LowerBack,
    LeftArm,
    RightArm,
    Chest,
}

impl Place {
    pub(super) const ALL: [Self; 9] = [
        Self::Head,
        Self::Neck,
        Self::LeftShoulder,
        Self::RightShoulder,
        Self::UpperBack,
        Self::LowerBack,
        Self::LeftArm,
        Self::RightArm,
        Self::Chest,
    ];

    /// As it is kept.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Neck => "neck",
            Self::LeftShoulder => "left_shoulder",
            Self::RightShoulder => "right_shoulder",
            Self::UpperBack => "upper_back",
            Self::LowerBack => "lower_back",
            Self::LeftArm => "left_arm",
            Self::RightArm => "right_arm",
            Self::Chest => "chest",
        }
    }

    /// The one of this key; none where another version knew more of them.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.key() == key)
    }

    pub(super) fn name(self) -> &'static str {
        words(match self {
            Self::Head => "feelings-place-head",
            Self::Neck => "feelings-place-neck",
            Self::LeftShoulder => "feelings-place-left-shoulder",
            Self::RightShoulder => "feelings-place-right-shoulder",
            Self::UpperBack => "feelings-place-upper-back",
            Self::LowerBack => "feelings-place-lower-back",
            Self::LeftArm => "feelings-place-left-arm",
            Self::RightArm => "feelings-place-right-arm",
            Self::Chest => "feelings-place-chest",
        })
    }

    /// Its ellipse on the body from behind, in shares of the figure's height: the middle (x to the right), half the width
    /// and half the height. The chest is in front.
    pub(super) fn area(self) -> Option<[f32; 4]> {
        match self {
            Self::Head => Some([0.0, 0.088, 0.056, 0.070]),
            Self::Neck => Some([0.0, 0.212, 0.040, 0.036]),
            Self::LeftShoulder => Some([-0.122, 0.296, 0.050, 0.034]),
            Self::RightShoulder => Some([0.122, 0.296, 0.050, 0.034]),
            Self::UpperBack => Some([0.0, 0.395, 0.086, 0.074]),
            Self::LowerBack => Some([0.0, 0.715, 0.088, 0.080]),
            Self::LeftArm => Some([-0.215, 0.560, 0.030, 0.110]),
            Self::RightArm => Some([0.215, 0.560, 0.030, 0.110]),
            Self::Chest => None,
        }
    }
}
