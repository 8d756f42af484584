//! The points of one person: the region through the landmark network, its points refined by the heatmap.

use enum_map::EnumMap;
use image::RgbImage;

use super::{
    super::{
        EstimatorError,
        models::{Models, POSE_LANDMARK_FULL},
        network::{Network, Outputs},
    },
    bilinear::Border,
    detector::sigmoid,
    region::Region,
};
use crate::posture::{Joint, Keypoint, Pose};

/// Width and height of the network's input, in pixels.
const INPUT_SIZE: usize = 256;

/// Points the network gives, and values per point: x, y, z, visibility, presence.
const POINTS: usize = 39;
const POINT_VALUES: usize = 5;

/// Width and height of the heatmap, in cells.
const HEATMAP_SIZE: usize = 64;

/// A point is refined from this many cells around it on each side, where the surest of them reaches this
/// probability (MediaPipe's values).
const HEATMAP_REACH: usize = 3;
const MIN_HEATMAP_PROBABILITY: f32 = 0.5;

/// The network's index of every joint (MediaPipe's 33 points).
const JOINTS: [(Joint, usize); 15] = [
    (Joint::Nose, 0),
    (Joint::LeftEye, 2),
    (Joint::RightEye, 5),
    (Joint::LeftEar, 7),
    (Joint::RightEar, 8),
    (Joint::MouthLeft, 9),
    (Joint::MouthRight, 10),
    (Joint::LeftShoulder, 11),
    (Joint::RightShoulder, 12),
    (Joint::LeftElbow, 13),
    (Joint::RightElbow, 14),
    (Joint::LeftWrist, 15),
    (Joint::RightWrist, 16),
    (Joint::LeftHip, 23),
    (Joint::RightHip, 24),
];

/// The middle of the hips and the point on the body's circle: the region of the next frame.
const MID_HIP: usize = 33;
const CIRCLE_POINT: usize = 34;

/// What the network sees in a region.
pub(super) struct Landmarks {
    /// The points in the picture.
    pub(super) pose: Pose,
    /// How sure the network is that there is a person, 0 to 1. Not to be believed alone: it is above 0.98 for
    /// many a wall.
    pub(super) pose_flag: f32,
    /// Where to look in the next frame.
    pub(super) next_region: Region,
}

/// The landmark network.
pub(super) struct LandmarkNetwork {
    network: Network,
    input: Vec<f32>,
}

impl LandmarkNetwork {
    pub(super) fn load(models: &Models) -> Result<Self, EstimatorError> {
        Ok(Self { network: Network::load(&models.read(&POSE_LANDMARK_FULL)?)?, input: Vec::new() })
    }

    pub(super) fn look(&mut self, image: &RgbImage, region: Region) -> Result<Landmarks, EstimatorError> {
        region.sample(image, INPUT_SIZE, Border::Replicated, &mut self.input);
        self.network.run(&self.input, |outputs| decode(outputs, region, image))
    }
}

/// A point in units of the region, and how sure it is that it can be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Point {
    in_region: [f32; 2],
    visibility: f32,
}

fn decode(outputs: &Outputs<'_>, region: Region, image: &RgbImage) -> ort::Result<Landmarks> {
    let heatmap = outputs.floats("heatmap")?;
    let mut points = [Point::default(); POINTS];
    let values = outputs.floats("landmarks")?.chunks_exact(POINT_VALUES);
    for (index, (point, values)) in points.iter_mut().zip(values).enumerate() {
        let &[x, y, _z, visibility, _presence] = values else { continue };
        let in_region = [x, y].map(|value| value / INPUT_SIZE as f32);
        point.in_region = refine(in_region, heatmap, index).unwrap_or(in_region);
        point.visibility = sigmoid(visibility);
    }
    let image_point = |index: usize| {
        let point = points.get(index).copied().unwrap_or_default();
        (region.image_from_region(point.in_region), point.visibility)
    };
    let mut keypoints: EnumMap<Joint, Option<Keypoint>> = EnumMap::default();
    for (joint, index) in JOINTS {
        let (point_in_image, confidence) = image_point(index);
        keypoints[joint] = Some(Keypoint { point_in_image, confidence });
    }
    Ok(Landmarks {
        pose: Pose { image_size: [image.width(), image.height()], keypoints },
        pose_flag: outputs.floats("pose_flag")?.first().copied().unwrap_or(0.0),
        next_region: Region::around(image_point(MID_HIP).0, image_point(CIRCLE_POINT).0),
    })
}

/// The centre of mass of the point's probability around its cell, in units of the region; `None` where the
/// point lies outside the heatmap[64 x 64 x 39] or the heatmap is not sure of it. Without this the ears are off
/// by 2 % and the shoulders by 4 % of the shoulder width.
fn refine([x, y]: [f32; 2], heatmap: &[f32], point: usize) -> Option<[f32; 2]> {
    let cell = |value: f32| {
        let cell = (value * HEATMAP_SIZE as f32).trunc();
        (0.0..HEATMAP_SIZE as f32).contains(&cell).then_some(cell as usize)
    };
    let (column, row) = (cell(x)?, cell(y)?);
    let around =
        |cell: usize| cell.saturating_sub(HEATMAP_REACH)..(cell + HEATMAP_REACH + 1).min(HEATMAP_SIZE);
    let (mut mass, mut best, mut sum_x, mut sum_y) = (0.0, 0.0_f32, 0.0, 0.0);
    for row in around(row) {
        for column in around(column) {
            let probability = sigmoid(*heatmap.get((row * HEATMAP_SIZE + column) * POINTS + point)?);
            mass += probability;
            best = best.max(probability);
            sum_x += probability * column as f32;
            sum_y += probability * row as f32;
        }
    }
    let scale = mass * HEATMAP_SIZE as f32;
    (best >= MIN_HEATMAP_PROBABILITY).then(|| [sum_x / scale, sum_y / scale])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heatmap_with(peaks: &[(usize, usize)]) -> Vec<f32> {
        let mut heatmap = vec![-100.0; HEATMAP_SIZE * HEATMAP_SIZE * POINTS];
        for &(column, row) in peaks {
            heatmap[(row * HEATMAP_SIZE + column) * POINTS + 7] = 10.0;
        }
        heatmap
    }

    #[test]
    fn a_point_moves_to_the_middle_of_its_peak() {
        let refined = refine([0.5, 0.5], &heatmap_with(&[(33, 32), (34, 32)]), 7).unwrap();
        assert!((refined[0] - 33.5 / 64.0).abs() < 1e-4 && (refined[1] - 0.5).abs() < 1e-4, "{refined:?}");
    }

    #[test]
    fn a_point_without_a_sure_peak_nearby_stays() {
        assert_eq!(refine([0.5, 0.5], &heatmap_with(&[]), 7), None);
        assert_eq!(refine([0.5, 0.5], &heatmap_with(&[(40, 32)]), 7), None);
    }

    #[test]
    fn the_window_is_cut_at_the_border_and_points_outside_stay() {
        assert!(refine([0.0, 0.999], &heatmap_with(&[(1, 63)]), 7).is_some());
        for outside in [[-0.5, 0.5], [0.5, 1.0], [f32::NAN, 0.5]] {
            assert_eq!(refine(outside, &heatmap_with(&[(32, 32)]), 7), None);
        }
    }
}
