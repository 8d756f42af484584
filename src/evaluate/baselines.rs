//! The rules of other posture monitors, on the same keypoints and against the same neutral: what Sitwell must beat.

use enum_map::Enum;

use crate::posture::{Joint, Pose};

/// A rule of thumb. Its score grows with the fault and has no unit, so that it has an area under the curve and
/// false alarms, but no error in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Baseline {
    /// The nose sinks towards the line of the shoulders (postured, dorso-linux).
    NoseDrop,
    /// The eyes grow apart against the shoulders: the face comes nearer (pose-nudge).
    EyeDistance,
    /// The ears sink towards the line of the shoulders while the eyes grow apart.
    TwoRatios,
}

/// What one of the two ratios of [`Baseline::TwoRatios`] changes by when it begins to matter.
const RATIO_STEP: f64 = 0.06;

impl Baseline {
    /// Its key in machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoseDrop => "nose_drop",
            Self::EyeDistance => "eye_distance",
            Self::TwoRatios => "two_ratios",
        }
    }

    /// The score of a pose; `None` where a point that it needs is missing.
    pub fn score(self, pose: &Pose, neutral: &Pose) -> Option<f64> {
        let (now, then) = (Ratios::of(pose)?, Ratios::of(neutral)?);
        let score = match self {
            Self::NoseDrop => then.nose_height - now.nose_height,
            Self::EyeDistance => now.eye_distance / then.eye_distance - 1.0,
            Self::TwoRatios => {
                (1.0 - now.ear_height / then.ear_height) / RATIO_STEP
                    + (now.eye_distance / then.eye_distance - 1.0) / RATIO_STEP
            }
        };
        score.is_finite().then_some(score)
    }
}

/// Heights over the line of the shoulders and the distance of the eyes, in shoulder widths.
struct Ratios {
    nose_height: f64,
    ear_height: f64,
    eye_distance: f64,
}

impl Ratios {
    fn of(pose: &Pose) -> Option<Self> {
        let point =
            |joint: Joint| pose.keypoints[joint].map(|keypoint| keypoint.point_in_image.map(f64::from));
        let pair = |left, right| Some((point(left)?, point(right)?));
        let shoulders = pair(Joint::LeftShoulder, Joint::RightShoulder)?;
        let eyes = pair(Joint::LeftEye, Joint::RightEye)?;
        let ears = pair(Joint::LeftEar, Joint::RightEar)?;
        let [_, nose_y] = point(Joint::Nose)?;
        let width = Some(distance(shoulders)).filter(|width| *width > 0.0)?;
        let line_y = middle_y(shoulders);
        Some(Self {
            nose_height: (line_y - nose_y) / width,
            ear_height: (line_y - middle_y(ears)) / width,
            eye_distance: distance(eyes) / width,
        })
    }
}

fn distance(([x0, y0], [x1, y1]): ([f64; 2], [f64; 2])) -> f64 {
    (x1 - x0).hypot(y1 - y0)
}

fn middle_y(([_, y0], [_, y1]): ([f64; 2], [f64; 2])) -> f64 {
    f64::midpoint(y0, y1)
}

#[cfg(test)]
mod tests {
    use enum_map::EnumMap;

    use super::*;
    use crate::posture::Keypoint;

    /// Shoulders 200 px apart at a height of 300, the eyes 40 px apart.
    fn pose(nose_y: f32, ear_y: f32, half_eye_distance: f32) -> Pose {
        let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
        for (joint, point_in_image) in [
            (Joint::Nose, [320.0, nose_y]),
            (Joint::LeftEye, [320.0 + half_eye_distance, 180.0]),
            (Joint::RightEye, [320.0 - half_eye_distance, 180.0]),
            (Joint::LeftEar, [360.0, ear_y]),
            (Joint::RightEar, [280.0, ear_y]),
            (Joint::LeftShoulder, [420.0, 300.0]),
            (Joint::RightShoulder, [220.0, 300.0]),
        ] {
            pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 1.0 });
        }
        pose
    }

    #[test]
    fn scores_by_hand() {
        let (neutral, forward) = (pose(200.0, 200.0, 20.0), pose(220.0, 206.0, 21.2));
        let score = |baseline: Baseline| baseline.score(&forward, &neutral).unwrap();
        // 20 px of 200; 6 %; and 6 px of 100 px, which is one step, with the 6 %, which is another.
        assert!((score(Baseline::NoseDrop) - 0.1).abs() < 1e-4);
        assert!((score(Baseline::EyeDistance) - 0.06).abs() < 1e-4);
        assert!((score(Baseline::TwoRatios) - 2.0).abs() < 1e-3);
    }

    #[test]
    fn a_missing_point_or_no_width_is_unknown() {
        let neutral = pose(200.0, 200.0, 20.0);
        let mut earless = neutral.clone();
        earless.keypoints[Joint::LeftEar] = None;
        let mut narrow = neutral.clone();
        narrow.keypoints[Joint::LeftShoulder] = narrow.keypoints[Joint::RightShoulder];
        for other in [earless, narrow] {
            assert_eq!(Baseline::TwoRatios.score(&other, &neutral), None);
            assert_eq!(Baseline::TwoRatios.score(&neutral, &other), None);
        }
    }
}
