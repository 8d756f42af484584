//! Samples `MoveNet`'s inner features around points of a person. Everything is in network space: the square of the
//! network's input, from (0, 0) to (1, 1), mirrored where the network saw a mirrored picture.

use crate::posture::size;

/// What `MoveNet` gives for one look.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// 17 x (y, x, score).
    pub(super) keypoints: &'a [f32],
    /// [`FINE`]: 48 channels of 48 x 48 cells.
    pub(super) features: &'a [f32],
    /// [`COARSE`]: 160 channels of 12 x 12 cells.
    pub(super) deep_features: &'a [f32],
}

impl Look<'_> {
    /// A keypoint by its number, x and y.
    pub(super) fn point(&self, index: usize) -> Option<[f32; 2]> {
        match self.keypoints.get(3 * index..3 * index + 2) {
            Some([y, x]) => Some([*x, *y]),
            _ => None,
        }
    }

    /// How sure the network is of a keypoint.
    pub(super) fn score(&self, index: usize) -> Option<f32> {
        self.keypoints.get(3 * index + 2).copied()
    }

    /// The person's [`size`] in units of the square. `None` where there is nobody of any size.
    pub(super) fn scale(&self) -> Option<f32> {
        let scale = size(self.point(NOSE)?, self.point(LEFT_SHOULDER)?, self.point(RIGHT_SHOULDER)?);
        (scale.is_finite() && scale > 0.0).then_some(scale)
    }
}

/// Numbers of `MoveNet`'s keypoints.
pub(super) const NOSE: usize = 0;
pub(super) const LEFT_SHOULDER: usize = 5;
pub(super) const RIGHT_SHOULDER: usize = 6;

/// The features at one resolution.
pub(super) struct Level {
    /// Cells along each side of the square.
    cells: usize,
    channels: usize,
}

/// Early features and those that the network's outputs are made of, four pixels a cell.
pub(super) const FINE: Level = Level { cells: 48, channels: 48 };
/// Deep features, sixteen pixels a cell.
pub(super) const COARSE: Level = Level { cells: 12, channels: 160 };

/// Where features are sampled around a point: so many along each side, so far apart in units of the person's scale.
#[derive(Clone, Copy)]
pub(super) struct Patch {
    pub(super) side: usize,
    pub(super) step: f32,
}

impl Level {
    /// Appends the features (channels, rows, columns) at the patches around the centres, channel after channel.
    pub(super) fn sample(
        &self,
        features: &[f32],
        centres: &[[f32; 2]],
        patch: Patch,
        scale: f32,
        out: &mut Vec<f32>,
    ) {
        let taps = self.taps(centres, patch, scale);
        for channel in features.chunks_exact(self.cells * self.cells).take(self.channels) {
            out.extend(taps.iter().map(|tap| tap.of(channel)));
        }
    }

    fn taps(&self, centres: &[[f32; 2]], patch: Patch, scale: f32) -> Vec<Tap> {
        let middle = (patch.side as f32 - 1.0) / 2.0;
        let offset = |index: usize| (index as f32 - middle) * patch.step * scale;
        let mut taps = Vec::with_capacity(centres.len() * patch.side * patch.side);
        for [x, y] in centres {
            for row in 0..patch.side {
                for column in 0..patch.side {
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
        let level = Level { cells: 8, channels: 2 };
        let patch = Patch { side: 3, step: 0.1 };
        let features = [slope(8, [1.0, 0.0]), slope(8, [0.0, 1.0])].concat();
        let centres = [[0.3, 0.4], [0.6, 0.5], [0.45, 0.35]];
        let mut out = Vec::new();
        level.sample(&features, &centres, patch, 0.5, &mut out);
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
    fn nobody_has_no_scale() {
        let look = |keypoints| Look { keypoints, features: &[], deep_features: &[] };
        assert!(look(&[0.5; 51]).scale().is_none());
        assert!(look(&[f32::NAN; 51]).scale().is_none());
        assert!(look(&[0.1, 0.2]).scale().is_none());
        let mut person = [0.0; 51];
        person[15..21].copy_from_slice(&[0.5, 0.6, 0.9, 0.5, 0.4, 0.9]);
        assert!((look(&person).scale().unwrap() - 1.5 * 0.5_f32.hypot(0.5)).abs() < 1e-6);
        assert_eq!(
            (look(&person).point(LEFT_SHOULDER), look(&person).score(5)),
            (Some([0.6, 0.5]), Some(0.9))
        );
    }
}
