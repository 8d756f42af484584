//! The keypoints of one person in one picture.

use std::{collections::HashMap, hash::Hash};

use enum_map::{Enum, EnumArray, EnumMap};
use serde::{Deserialize, Deserializer, Serialize};

use super::reading::{Reading, Why};

/// The points of the upper body that Sitwell uses. Left and right are the person's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Joint {
    Nose,
    LeftEye,
    RightEye,
    /// The tragus, as far as a pose model places it there.
    LeftEar,
    /// The tragus, as far as a pose model places it there.
    RightEar,
    MouthLeft,
    MouthRight,
    /// The outline of the shoulder near the acromion, as a pose model places it.
    LeftShoulder,
    /// The outline of the shoulder near the acromion, as a pose model places it.
    RightShoulder,
    /// The centre of the shoulder joint.
    LeftGlenohumeral,
    /// The centre of the shoulder joint.
    RightGlenohumeral,
    /// Between the inner ends of the collar bones: the front of the thorax, which rounded shoulders leave behind.
    JugularNotch,
    LeftElbow,
    RightElbow,
    LeftWrist,
    RightWrist,
    LeftHip,
    RightHip,
}

impl Joint {
    /// Every joint, in the order of declaration.
    pub const ALL: [Self; 18] = [
        Self::Nose,
        Self::LeftEye,
        Self::RightEye,
        Self::LeftEar,
        Self::RightEar,
        Self::MouthLeft,
        Self::MouthRight,
        Self::LeftShoulder,
        Self::RightShoulder,
        Self::LeftGlenohumeral,
        Self::RightGlenohumeral,
        Self::JugularNotch,
        Self::LeftElbow,
        Self::RightElbow,
        Self::LeftWrist,
        Self::RightWrist,
        Self::LeftHip,
        Self::RightHip,
    ];

    /// The same joint of the other side, which a mirror shows in its place.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Nose => Self::Nose,
            Self::LeftEye => Self::RightEye,
            Self::RightEye => Self::LeftEye,
            Self::LeftEar => Self::RightEar,
            Self::RightEar => Self::LeftEar,
            Self::MouthLeft => Self::MouthRight,
            Self::MouthRight => Self::MouthLeft,
            Self::LeftShoulder => Self::RightShoulder,
            Self::RightShoulder => Self::LeftShoulder,
            Self::LeftGlenohumeral => Self::RightGlenohumeral,
            Self::RightGlenohumeral => Self::LeftGlenohumeral,
            Self::JugularNotch => Self::JugularNotch,
            Self::LeftElbow => Self::RightElbow,
            Self::RightElbow => Self::LeftElbow,
            Self::LeftWrist => Self::RightWrist,
            Self::RightWrist => Self::LeftWrist,
            Self::LeftHip => Self::RightHip,
            Self::RightHip => Self::LeftHip,
        }
    }

    /// The key in machine-readable output, such as `left_ear`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nose => "nose",
            Self::LeftEye => "left_eye",
            Self::RightEye => "right_eye",
            Self::LeftEar => "left_ear",
            Self::RightEar => "right_ear",
            Self::MouthLeft => "mouth_left",
            Self::MouthRight => "mouth_right",
            Self::LeftShoulder => "left_shoulder",
            Self::RightShoulder => "right_shoulder",
            Self::LeftGlenohumeral => "left_glenohumeral",
            Self::RightGlenohumeral => "right_glenohumeral",
            Self::JugularNotch => "jugular_notch",
            Self::LeftElbow => "left_elbow",
            Self::RightElbow => "right_elbow",
            Self::LeftWrist => "left_wrist",
            Self::RightWrist => "right_wrist",
            Self::LeftHip => "left_hip",
            Self::RightHip => "right_hip",
        }
    }
}

/// What is drawn as bones between the joints.
pub const BONES: [[Joint; 2]; 9] = [
    [Joint::LeftShoulder, Joint::RightShoulder],
    [Joint::LeftShoulder, Joint::LeftElbow],
    [Joint::RightShoulder, Joint::RightElbow],
    [Joint::LeftElbow, Joint::LeftWrist],
    [Joint::RightElbow, Joint::RightWrist],
    [Joint::LeftEar, Joint::LeftEye],
    [Joint::LeftEye, Joint::Nose],
    [Joint::Nose, Joint::RightEye],
    [Joint::RightEye, Joint::RightEar],
];

/// One point, as the model saw it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Keypoint {
    /// x to the right and y down, in pixels of the frame (not mirrored); may lie outside the picture.
    pub point_in_image: [f32; 2],
    /// The model's confidence, 0 to 1.
    pub confidence: f32,
}

/// The keypoints of one person in one frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pose {
    /// Width and height of the frame, in pixels.
    pub image_size: [u32; 2],
    /// The points; `None` where the estimator has no such point.
    #[serde(deserialize_with = "absent_as_none")]
    pub keypoints: EnumMap<Joint, Option<Keypoint>>,
}

impl Pose {
    /// The point of a joint that the model is sure of by at least `min_confidence`.
    pub fn point(&self, joint: Joint, min_confidence: f32) -> Reading<[f32; 2]> {
        match self.keypoints[joint] {
            None => Reading::Unknown(Why::NotMeasured),
            Some(k) if k.confidence >= min_confidence => Reading::Known(k.point_in_image),
            Some(_) => Reading::Unknown(Why::LowConfidence),
        }
    }

    /// Where the person is and how large: see [`UserPlace`]. `None` when neither shoulders nor eyes are there.
    pub fn place(&self) -> Option<UserPlace> {
        let point = |joint| self.keypoints[joint].map(|k: Keypoint| k.point_in_image);
        let (left, right) = (point(Joint::LeftShoulder)?, point(Joint::RightShoulder)?);
        let nose = point(Joint::Nose)?;
        Some(UserPlace {
            centre_in_image: between(nose, between(left, right)),
            size_px: size(nose, left, right),
        })
    }
}

/// About the width of the shoulders, in the unit of these points: the longer of shoulder line and head height, which
/// stays near the person's size when the trunk turns.
pub fn size(nose: [f32; 2], left_shoulder: [f32; 2], right_shoulder: [f32; 2]) -> f32 {
    let distance = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    distance(left_shoulder, right_shoulder).max(1.5 * distance(nose, between(left_shoulder, right_shoulder)))
}

/// The middle of two points.
pub fn between(a: [f32; 2], b: [f32; 2]) -> [f32; 2] {
    [f32::midpoint(a[0], b[0]), f32::midpoint(a[1], b[1])]
}

/// Reads a map that was written before some of its keys existed.
pub(super) fn absent_as_none<'de, K, V, D>(deserializer: D) -> Result<EnumMap<K, Option<V>>, D::Error>
where
    K: EnumArray<Option<V>> + Eq + Hash + Deserialize<'de>,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let mut present: HashMap<K, Option<V>> = HashMap::deserialize(deserializer)?;
    Ok(EnumMap::from_fn(|key| present.remove(&key).flatten()))
}

/// Where the user was calibrated and how large he appeared, to tell him from a passer-by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserPlace {
    /// Half-way between the nose and the middle of the shoulders, in pixels.
    pub centre_in_image: [f32; 2],
    /// About the width of the shoulders, in pixels.
    pub size_px: f32,
}
