//! The true points of a graded set in the place of an estimator: what remains is the error of the model alone.

use std::collections::HashMap;

use enum_map::EnumMap;

use super::graded_set::{GradedPicture, GradedSet};
use crate::{
    estimator::{EstimatorError, PoseEstimator},
    frame::Frame,
    posture::{Joint, Keypoint, Pose, Reading, UserPlace, Why, between},
};

/// Looks the keypoints of a frame up by its name, instead of looking at it.
pub struct TruePoints {
    keypoints: HashMap<String, EnumMap<Joint, Option<Keypoint>>>,
}

impl TruePoints {
    /// Of all pictures of the set.
    pub fn of(set: &GradedSet) -> Self {
        let keypoints = set.pictures.iter().map(|picture| (picture.image.clone(), true_keypoints(picture)));
        Self { keypoints: keypoints.collect() }
    }
}

/// The true points of a picture, with full confidence.
pub fn true_keypoints(picture: &GradedPicture) -> EnumMap<Joint, Option<Keypoint>> {
    let point = |name: &str| picture.points_in_image.get(name).copied();
    EnumMap::from_fn(|joint| {
        let point_in_image = match joint {
            // Between the inner ends of the collar bones.
            Joint::JugularNotch => between(point("clav_L")?, point("clav_R")?),
            joint => point(name_in_set(joint)?)?,
        };
        Some(Keypoint { point_in_image, confidence: 1.0 })
    })
}

fn name_in_set(joint: Joint) -> Option<&'static str> {
    Some(match joint {
        Joint::Nose => "nose",
        Joint::LeftEye => "eye_L",
        Joint::RightEye => "eye_R",
        Joint::LeftEar => "tragus_L",
        Joint::RightEar => "tragus_R",
        Joint::MouthLeft => "mouth_L",
        Joint::MouthRight => "mouth_R",
        Joint::LeftShoulder => "acr_L",
        Joint::RightShoulder => "acr_R",
        Joint::LeftGlenohumeral => "shoulder_L",
        Joint::RightGlenohumeral => "shoulder_R",
        Joint::JugularNotch => return None,
        Joint::LeftElbow => "elbow_L",
        Joint::RightElbow => "elbow_R",
        Joint::LeftWrist => "wrist_L",
        Joint::RightWrist => "wrist_R",
        Joint::LeftHip => "hip_L",
        Joint::RightHip => "hip_R",
    })
}

impl PoseEstimator for TruePoints {
    fn estimate(&mut self, frame: &Frame) -> Result<Reading<Pose>, EstimatorError> {
        let keypoints = frame.name.as_ref().and_then(|name| self.keypoints.get(name));
        let pose = keypoints.map(|keypoints| Pose {
            image_size: [frame.image.width(), frame.image.height()],
            keypoints: *keypoints,
        });
        Ok(pose
            .filter(|pose| pose.place().is_some())
            .map_or(Reading::Unknown(Why::NotMeasured), Reading::Known))
    }

    fn follow(&mut self, _user: Option<UserPlace>) {}

    fn forget(&mut self) {}

    fn name(&self) -> &'static str {
        "true points"
    }
}
