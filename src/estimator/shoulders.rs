//! The joints of the shoulders and the notch between the collar bones, read out of what `MoveNet` makes of a picture
//! inside: its shoulder points stay on the outline of the shoulders, and it has no point on the thorax.
//!
//! Its inner features are sampled around its own two shoulders and the base of the neck, and one linear map tells
//! from them where the three points are. Everything is in network space: the square of the network's input, from
//! (0, 0) to (1, 1), mirrored where the network saw a mirrored picture. `models/landmarks/` has the training.

use std::ops::Range;

use super::{
    EstimatorError,
    models::{Models, SHOULDERS},
    network::Network,
};

/// What comes out: the left and the right glenohumeral joint and the jugular notch.
pub(super) type ShoulderPoints = [[f32; 2]; 3];

/// The features of `MoveNet` at one resolution, and where they are sampled.
struct Level {
    /// Cells along each side of the square.
    cells: usize,
    channels: usize,
    /// Samples along each side of the patch around a centre, and their distance in units of the person's scale:
    /// about two cells of the fine features, one of the coarse ones.
    patch: usize,
    step: f32,
}

const FINE: Level = Level { cells: 48, channels: 48, patch: 5, step: 0.12 };
const COARSE: Level = Level { cells: 12, channels: 160, patch: 3, step: 0.24 };
/// Around either shoulder and the base of the neck.
const CENTRES: usize = 3;
/// The base of the neck lies above the middle of the shoulders, in units of the scale.
const NECK_ABOVE_SHOULDERS: f32 = 0.1;

/// Where `MoveNet`'s output has the points that are needed, each as y, x, score.
const NOSE: usize = 0;
const SHOULDERS_IN_OUTPUT: Range<usize> = 5..7;

/// The trained map.
pub(super) struct Shoulders {
    network: Network,
    /// The input, kept to reuse its memory.
    patches: Vec<f32>,
}

impl Shoulders {
    pub(super) fn load(models: &Models) -> Result<Self, EstimatorError> {
        Ok(Self { network: Network::load(&models.read(&SHOULDERS)?)?, patches: Vec::new() })
    }

    /// The points of one look, from `MoveNet`'s keypoints and features of the same look. `None` where `MoveNet` saw
    /// nobody of any size.
    pub(super) fn points(
        &mut self,
        keypoints: &[f32],
        features: &[f32],
        deep_features: &[f32],
    ) -> Result<Option<ShoulderPoints>, EstimatorError> {
        let Some((centres, scale)) = centres(keypoints) else { return Ok(None) };
        self.patches.clear();
        FINE.sample(features, centres, scale, &mut self.patches);
        COARSE.sample(deep_features, centres, scale, &mut self.patches);
        let offsets = self.network.run(&self.patches, |outputs| Ok(outputs.floats("offsets")?.to_vec()))?;
        let mut points = centres;
        for (point, offset) in points.iter_mut().zip(offsets.chunks_exact(2)) {
            for (at, offset) in point.iter_mut().zip(offset) {
                *at += offset * scale;
            }
        }
        Ok(points.as_flattened().iter().all(|v| v.is_finite()).then_some(points))
    }
}

/// Left shoulder, right shoulder, base of the neck, and the person's scale: the length that [`Pose::place`] calls
/// his size, here in units of the square.
///
/// [`Pose::place`]: crate::posture::Pose::place
fn centres(keypoints: &[f32]) -> Option<(ShoulderPoints, f32)> {
    let mut points = keypoints.chunks_exact(3).map(|point| match point {
        [y, x, _] => [*x, *y],
        _ => [f32::NAN; 2],
    });
    let nose = points.nth(NOSE)?;
    let left = points.nth(SHOULDERS_IN_OUTPUT.start - NOSE - 1)?;
    let right = points.next()?;
    let distance = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let middle = [f32::midpoint(left[0], right[0]), f32::midpoint(left[1], right[1])];
    let scale = distance(left, right).max(1.5 * distance(nose, middle));
    let neck = [middle[0], middle[1] - NECK_ABOVE_SHOULDERS * scale];
    (scale.is_finite() && scale > 0.0).then_some(([left, right, neck], scale))
}

impl Level {
    /// Appends the features (channels, rows, columns) at the patches, channel after channel.
    fn sample(&self, features: &[f32], centres: ShoulderPoints, scale: f32, out: &mut Vec<f32>) {
        let positions = self.positions(centres, scale);
        for channel in features.chunks_exact(self.cells * self.cells).take(self.channels) {
            out.extend(positions.iter().map(|tap| tap.of(channel)));
        }
    }

    fn positions(&self, centres: ShoulderPoints, scale: f32) -> Vec<Tap> {
        let middle = (self.patch as f32 - 1.0) / 2.0;
        let offset = |index: usize| (index as f32 - middle) * self.step * scale;
        let mut taps = Vec::with_capacity(CENTRES * self.patch * self.patch);
        for [x, y] in centres {
            for row in 0..self.patch {
                for column in 0..self.patch {
                    taps.push(Tap::at([x + offset(column), y + offset(row)], self.cells));
                }
            }
        }
        taps
    }
}

/// A place between four cells, and how much of each it is.
struct Tap {
    /// The upper left one.
    first: usize,
    stride: usize,
    right: f32,
    below: f32,
}

impl Tap {
    /// Cells have their middle at (index + 0.5) / cells; beyond the outer ones the features go on as they are.
    fn at(point: [f32; 2], cells: usize) -> Self {
        let along = |v: f32| {
            let at = (v * cells as f32 - 0.5).clamp(0.0, cells as f32 - 1.0);
            let first = (at as usize).min(cells - 2);
            (first, at - first as f32)
        };
        let ((column, right), (row, below)) = (along(point[0]), along(point[1]));
        Self { first: row * cells + column, stride: cells, right, below }
    }

    fn of(&self, channel: &[f32]) -> f32 {
        let cell = |index: usize| channel.get(self.first + index).copied().unwrap_or_default();
        let across = |row: usize| cell(row) * (1.0 - self.right) + cell(row + 1) * self.right;
        across(0) * (1.0 - self.below) + across(self.stride) * self.below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A channel whose value is a linear function of the place.
    fn slope(cells: usize, [x, y]: [f32; 2]) -> Vec<f32> {
        let middle = |index: usize| (index as f32 + 0.5) / cells as f32;
        (0..cells * cells).map(|cell| x * middle(cell % cells) + y * middle(cell / cells)).collect()
    }

    #[test]
    fn samples_lie_where_they_should() {
        let level = Level { cells: 8, channels: 2, patch: 3, step: 0.1 };
        let features = [slope(8, [1.0, 0.0]), slope(8, [0.0, 1.0])].concat();
        let centres = [[0.3, 0.4], [0.6, 0.5], [0.45, 0.35]];
        let mut out = Vec::new();
        level.sample(&features, centres, 0.5, &mut out);
        let (xs, ys) = out.split_at(27);
        assert_eq!(ys.len(), 27);
        // Rows before columns: the first sample is up and left of the first centre, the next one right of it.
        for (index, (x, y)) in [(0, (0.25, 0.35)), (1, (0.3, 0.35)), (3, (0.25, 0.4)), (13, (0.6, 0.5))] {
            assert!((xs[index] - x).abs() < 1e-6 && (ys[index] - y).abs() < 1e-6, "{index}");
        }
    }

    #[test]
    fn beyond_the_square_the_features_go_on() {
        let channel = slope(8, [1.0, 1.0]);
        assert_eq!(Tap::at([-3.0, -1.0], 8).of(&channel), channel[0]);
        assert_eq!(Tap::at([5.0, f32::INFINITY], 8).of(&channel), channel[63]);
    }

    #[test]
    fn nobody_of_any_size_has_no_shoulders() {
        assert!(centres(&[0.5; 51]).is_none());
        assert!(centres(&[f32::NAN; 51]).is_none());
        assert!(centres(&[0.1, 0.2]).is_none());
        let mut person = [0.0; 51];
        person[15..21].copy_from_slice(&[0.5, 0.6, 0.9, 0.5, 0.4, 0.9]);
        let ([left, right, neck], scale) = centres(&person).unwrap();
        assert_eq!((left, right), ([0.6, 0.5], [0.4, 0.5]));
        assert!(
            (scale - 1.5 * 0.5_f32.hypot(0.5)).abs() < 1e-6 && (neck[1] - 0.5 + 0.1 * scale).abs() < 1e-6
        );
    }
}
