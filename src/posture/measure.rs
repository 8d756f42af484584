//! What is measured on one pose.

use enum_map::{Enum, EnumMap};
use serde::{Deserialize, Serialize};

use super::reading::{Reading, Why};

/// A measured value and its uncertainty, in the unit of its [`Metric`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value.
    pub value: f32,
    /// One standard deviation of the value: about two thirds of the true values lie within it.
    pub uncertainty: f32,
}

/// Everything that Sitwell measures. "Change" is against the user's neutral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Change of the craniovertebral angle in degrees; negative: the head is further forward.
    ForwardHeadDeg,
    /// Change of the tragus' position ahead of the trunk in mm; positive: further forward.
    ForwardHeadMm,
    /// Change of the acromia's position ahead of the upper thorax in mm; positive: more rounded (protracted).
    RoundedShouldersMm,
    /// Change of the thoracic kyphosis in degrees; positive: more slumped.
    SlumpDeg,
    /// Change of the trunk's lean in degrees; positive: leaning in, negative: reclining.
    LeanDeg,
    /// Change of the head's pitch in degrees; positive: looking down.
    HeadPitchDeg,
    /// Turn of the head in degrees; positive: to the person's left. Absolute.
    HeadYawDeg,
    /// Tilt of the head in degrees; positive: towards the person's left shoulder. Absolute.
    HeadRollDeg,
    /// Tilt of the shoulder line in degrees; positive: the person's left shoulder is lower. Absolute.
    ShoulderTiltDeg,
    /// Distance from the camera to the eyes in mm. Absolute.
    DistanceMm,
}

impl Metric {
    /// Every metric, in the order of declaration.
    pub const ALL: [Self; 10] = [
        Self::ForwardHeadDeg,
        Self::ForwardHeadMm,
        Self::RoundedShouldersMm,
        Self::SlumpDeg,
        Self::LeanDeg,
        Self::HeadPitchDeg,
        Self::HeadYawDeg,
        Self::HeadRollDeg,
        Self::ShoulderTiltDeg,
        Self::DistanceMm,
    ];

    /// The key in machine-readable output, such as `forward_head_deg`.
    pub fn key(self) -> &'static str {
        match self {
            Self::ForwardHeadDeg => "forward_head_deg",
            Self::ForwardHeadMm => "forward_head_mm",
            Self::RoundedShouldersMm => "rounded_shoulders_mm",
            Self::SlumpDeg => "slump_deg",
            Self::LeanDeg => "lean_deg",
            Self::HeadPitchDeg => "head_pitch_deg",
            Self::HeadYawDeg => "head_yaw_deg",
            Self::HeadRollDeg => "head_roll_deg",
            Self::ShoulderTiltDeg => "shoulder_tilt_deg",
            Self::DistanceMm => "distance_mm",
        }
    }

    /// `"°"` or `"mm"`.
    pub fn unit(self) -> &'static str {
        match self {
            Self::ForwardHeadMm | Self::RoundedShouldersMm | Self::DistanceMm => "mm",
            _ => "°",
        }
    }
}

/// The measurements of one pose: each a value with its uncertainty, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurements(pub EnumMap<Metric, Reading<Estimate>>);

impl Measurements {
    /// All unknown, for the same reason.
    pub fn unknown(why: Why) -> Self {
        Self(EnumMap::from_fn(|_| Reading::Unknown(why)))
    }

    /// One of them.
    pub fn get(&self, metric: Metric) -> Reading<Estimate> {
        self.0[metric]
    }
}
