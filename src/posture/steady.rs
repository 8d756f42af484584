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
/// What is older does not count: four poses while nothing moves, when one is judged every 1.5 seconds at the least.
const MAX_AGE_SECS: f64 = 5.0;
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

#[cfg(test)]
pub(super) mod tests {
    use enum_map::EnumMap;

    use super::*;

    /// Normally distributed numbers, the same for the same seed.
    pub(in super::super) struct Noise(pub u64);

    impl Noise {
        pub(in super::super) fn next(&mut self, deviation: f64) -> f64 {
            let mut uniform = || {
                self.0 =
                    self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (self.0 >> 40) as f64 / f64::from(1_u32 << 24)
            };
            // The sum of twelve uniform numbers has a variance of one.
            ((0..12).map(|_| uniform()).sum::<f64>() - 6.0) * deviation
        }
    }

    const SHOULDER_WIDTH: f32 = 200.0;

    fn still() -> Pose {
        let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
        let head = [[0, 0], [15, -20], [-15, -20], [35, -15], [-35, -15]];
        let shoulders = [[100, 80], [-100, 80], [95, 100], [-95, 100], [0, 90]];
        let places = head.into_iter().chain(shoulders);
        for (joint, [x, y]) in JOINTS.into_iter().zip(places) {
            let point_in_image = [320.0 + x as f32, 200.0 + y as f32];
            pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 0.7 });
        }
        pose
    }

    fn head_lower(mut pose: Pose, by: f32) -> Pose {
        for joint in JOINTS.into_iter().take(HEAD_JOINTS) {
            pose.keypoints[joint].as_mut().unwrap().point_in_image[1] += by;
        }
        pose
    }

    /// What the four views add to the points, as on rendered people: 1 % of the shoulder width.
    struct Views(Vec<Vec<[f32; 2]>>);

    impl Views {
        fn new(noise: &mut Noise) -> Self {
            let mut point = || [0, 1].map(|_| noise.next(0.01) as f32 * SHOULDER_WIDTH);
            Self((0..POSES_IN_MEAN).map(|_| JOINTS.map(|_| point()).to_vec()).collect())
        }

        fn of(&self, pose: &Pose, frame: usize) -> Pose {
            let mut seen = pose.clone();
            for (joint, [x, y]) in JOINTS.into_iter().zip(&self.0[frame % POSES_IN_MEAN]) {
                let point = &mut seen.keypoints[joint].as_mut().unwrap().point_in_image;
                *point = [point[0] + x, point[1] + y];
            }
            seen
        }
    }

    fn nose_y(pose: &Pose) -> f32 {
        pose.keypoints[Joint::Nose].unwrap().point_in_image[1]
    }

    #[test]
    fn what_the_views_add_shrinks_to_half() {
        let (mut before, mut after) = (0.0, 0.0);
        for seed in 0..200 {
            let mut noise = Noise(seed);
            let views = Views::new(&mut noise);
            let mut steady = Steady::default();
            for frame in 0..12_u8 {
                let seen = views.of(&still(), frame.into());
                let mean = steady.steady(Mono(f64::from(frame) * 0.5), &seen);
                if frame >= 4 {
                    before += (nose_y(&seen) - 200.0).powi(2);
                    after += (nose_y(&mean) - 200.0).powi(2);
                }
            }
        }
        let share = (after / before).sqrt();
        assert!((0.45..0.55).contains(&share), "{share} of the error of one view is left");
    }

    #[test]
    fn a_movement_of_a_twenty_fifth_of_the_shoulder_width_is_there_with_the_second_picture() {
        let step = 0.04 * SHOULDER_WIDTH;
        let mut late = 0;
        for seed in 0..200_u32 {
            let views = Views::new(&mut Noise(seed.into()));
            let mut steady = Steady::default();
            let begins = 5 + seed as usize % 4;
            for frame in 0..=begins + 1 {
                let at = Mono(frame as f64 * 0.5);
                let pose = if frame >= begins { head_lower(still(), step) } else { still() };
                steady.steady(at, &views.of(&pose, frame));
            }
            // What is left in the mean are poses of the new posture alone.
            late += u32::from(steady.past.len() > 2);
        }
        assert!(late <= 4, "{late} of 200 were late");
    }

    #[test]
    fn a_slow_movement_is_followed_closely() {
        let mut steady = Steady::default();
        for frame in 0..60_u8 {
            let lower = f32::from(frame) * 0.01 * SHOULDER_WIDTH;
            let told = nose_y(&steady.steady(Mono(f64::from(frame) * 0.125), &head_lower(still(), lower)));
            assert!(200.0 + lower - told <= 0.02 * SHOULDER_WIDTH, "{told} in frame {frame}");
        }
    }

    #[test]
    fn one_wrong_pose_is_soon_forgotten() {
        let mut steady = Steady::default();
        for frame in 0..12_u8 {
            let pose = if frame == 6 { head_lower(still(), 100.0) } else { still() };
            let told = nose_y(&steady.steady(Mono(f64::from(frame) * 0.5), &pose));
            let limit = if (6..8).contains(&frame) { 250.0 } else { 200.0 };
            assert!((200.0 - 1e-3..=limit + 1e-3).contains(&told), "{told} in frame {frame}");
        }
    }

    #[test]
    fn a_gap_in_time_another_picture_size_and_a_rewound_recording_start_afresh() {
        // Too small a difference to be a movement.
        let (pose, other) = (still(), head_lower(still(), 3.0));
        let larger = Pose { image_size: [1280, 960], ..other.clone() };
        for (at, next, is_mean) in
            [(10.5, &other, true), (15.5, &other, false), (10.5, &larger, false), (9.0, &other, false)]
        {
            let mut steady = Steady::default();
            steady.steady(Mono(9.5), &pose);
            steady.steady(Mono(10.0), &pose);
            let told = steady.steady(Mono(at), next);
            assert_eq!(told != *next, is_mean, "at {at}");
        }
    }

    #[test]
    fn a_joint_that_disappears_is_not_brought_back_and_leaves_the_others_alone() {
        let mut steady = Steady::default();
        for frame in 0..4_u8 {
            steady.steady(Mono(f64::from(frame)), &still());
        }
        let mut covered = still();
        covered.keypoints[Joint::LeftEar] = None;
        assert_eq!(steady.steady(Mono(4.0), &covered), covered);
        // A guess at a hidden point is no movement, and soon makes it an unsure one.
        let mut guessed = still();
        guessed.keypoints[Joint::LeftEar] = Some(Keypoint { point_in_image: [0.0; 2], confidence: 0.1 });
        let mut steady = Steady::default();
        let told: Vec<_> = (0..12_u8)
            .map(|frame| {
                let pose = if frame < 6 { still() } else { guessed.clone() };
                steady.steady(Mono(f64::from(frame) * 0.5), &pose)
            })
            .collect();
        assert!(told.iter().all(|pose| (nose_y(pose) - 200.0).abs() < 1e-3));
        assert!(told[9].point(Joint::LeftEar, MIN_CONFIDENCE).known().is_none());
    }

    #[test]
    fn places_that_are_no_numbers_are_gone_with_the_next_poses() {
        let mut steady = Steady::default();
        for (frame, y) in [0.0, 0.0, f32::NAN, 0.0, 0.0, 0.0].into_iter().enumerate() {
            let told = nose_y(&steady.steady(Mono(frame as f64 * 0.2), &head_lower(still(), y)));
            assert_eq!(told.is_finite(), !(2..4).contains(&frame), "frame {frame}");
        }
    }
}
