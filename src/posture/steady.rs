//! The mean over the past few poses of one still posture, before anything is measured on them.
//!
//! Averaging points and not measurements keeps the body that the solver sees a whole one, and what it cannot
//! explain small.

use super::{
    observe::{HEAD_JOINTS, JOINTS, MIN_CONFIDENCE},
    pose::{Joint, Keypoint, Pose},
};
use crate::time::Mono;

/// Poses in the mean: as many as the estimator has views of a person, each of which errs in its own way.
pub const POSES_IN_MEAN: usize = 4;
/// What is older does not count: the four poses of a camera that is judged only twice a second.
const MAX_AGE_SECS: f64 = 2.0;
/// Head or shoulders that are so far from where they were (the mean of the two latest poses from the mean of the
/// two before; root mean square over their points, as a share of the shoulder width) have moved. Over 708 pictures
/// of rendered people, four views of one picture differ by more in 1 of 20, and a movement of 4 % by less in none.
const MOVED: f32 = 0.025;

/// The past poses that may belong to the present posture.
#[derive(Clone, Debug, Default)]
pub(super) struct Steady {
    /// The oldest first.
    past: Vec<(Mono, Pose)>,
}

impl Steady {
    /// The mean of this pose and those before it, back to the latest movement. Two poses, a plain and a mirrored
    /// view, tell a movement from an error of the estimator: the first pose of a new posture counts half, the second
    /// in full.
    pub(super) fn steady(&mut self, at: Mono, pose: &Pose) -> Pose {
        self.past.retain(|(then, past)| {
            (0.0..=MAX_AGE_SECS).contains(&(at - *then)) && past.image_size == pose.image_size
        });
        if self.past.len() == POSES_IN_MEAN {
            self.past.remove(0);
        }
        self.past.push((at, pose.clone()));
        let (before, latest) = self.past.split_at(self.past.len().saturating_sub(2));
        if has_moved(before, latest) {
            let moved_from = before.len();
            self.past.drain(..moved_from);
        }
        let mut mean_pose = pose.clone();
        for (joint, keypoint) in &mut mean_pose.keypoints {
            // A point that is no longer there is not brought back.
            *keypoint = keypoint.and_then(|_| mean(self.past.iter().filter_map(|(_, p)| p.keypoints[joint])));
        }
        mean_pose
    }
}

/// The mean place and confidence.
fn mean(keypoints: impl Iterator<Item = Keypoint>) -> Option<Keypoint> {
    let (mut x, mut y, mut confidence, mut count) = (0.0, 0.0, 0.0, 0.0);
    for keypoint in keypoints {
        let [x_in_image, y_in_image] = keypoint.point_in_image;
        x += x_in_image;
        y += y_in_image;
        confidence += keypoint.confidence;
        count += 1.0;
    }
    (count > 0.0).then(|| Keypoint { point_in_image: [x / count, y / count], confidence: confidence / count })
}

/// Whether head or shoulders moved from the poses before to the latest.
fn has_moved(before: &[(Mono, Pose)], latest: &[(Mono, Pose)]) -> bool {
    let Some(place) = latest.last().and_then(|(_, pose)| pose.place()) else { return false };
    let (head, shoulders) = JOINTS.split_at(HEAD_JOINTS);
    [head, shoulders].into_iter().any(|joints| {
        let (mut sum_of_squares, mut count) = (0.0, 0.0);
        for &joint in joints {
            if let (Some([x0, y0]), Some([x1, y1])) = (mean_point(before, joint), mean_point(latest, joint)) {
                sum_of_squares += (x1 - x0).powi(2) + (y1 - y0).powi(2);
                count += 1.0;
            }
        }
        // Places that are no numbers are no posture that goes on.
        let distance = (sum_of_squares / f32::max(count, 1.0)).sqrt();
        distance.is_nan() || distance > MOVED * place.size_px
    })
}

/// Where a joint is in the mean of the poses; `None` if one of them does not show it clearly, because then it is a
/// guess that moves about.
fn mean_point(poses: &[(Mono, Pose)], joint: Joint) -> Option<[f32; 2]> {
    let seen = |(_, pose): &(Mono, Pose)| pose.point(joint, MIN_CONFIDENCE).known().is_some();
    poses.iter().all(seen).then_some(())?;
    Some(mean(poses.iter().filter_map(|(_, pose)| pose.keypoints[joint]))?.point_in_image)
}
