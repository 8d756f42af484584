//! Where people are: the letterboxed picture through the detector, its boxes decoded and merged.

use image::RgbImage;

use super::{
    super::{
        EstimatorError,
        models::{Models, POSE_DETECTION},
        network::Network,
    },
    bilinear::Border,
    region::Region,
};

/// Width and height of the network's input, in pixels.
const INPUT_SIZE: usize = 224;

/// Values per box: centre, size, and four points, x before y.
const BOX_VALUES: usize = 12;

/// The grids of anchors: cells along a side, and anchors per cell.
const GRIDS: [(usize, usize); 3] = [(28, 2), (14, 2), (7, 6)];

/// A box counts from this score on. MediaPipe asks for [`SURE_SCORE`] and misses people at desks.
const MIN_SCORE: f32 = 0.3;

/// Where a person has boxes from this score on, they alone make up the mean, as in MediaPipe.
const SURE_SCORE: f32 = 0.5;

/// Boxes that overlap the best one by more than this are of the same person (MediaPipe's value).
const SAME_PERSON_OVERLAP: f32 = 0.3;

/// A person, as the detector sees him, in pixels of the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Detection {
    /// 0 to 1.
    pub(super) score: f32,
    /// Left, top, right and bottom of the box, which is around the face.
    box_edges: [f32; 4],
    /// The middle of the hips.
    mid_hip: [f32; 2],
    /// A point on the circle around the middle of the hips that holds the whole body.
    circle_point: [f32; 2],
}

impl Detection {
    /// Where the landmark network is to look.
    pub(super) fn region(&self) -> Region {
        Region::around(self.mid_hip, self.circle_point)
    }
}

/// The detector with its anchors.
pub(super) struct Detector {
    network: Network,
    anchors: Vec<[f32; 2]>,
    input: Vec<f32>,
}

impl Detector {
    pub(super) fn load(models: &Models) -> Result<Self, EstimatorError> {
        let network = Network::load(&models.read(&POSE_DETECTION)?)?;
        Ok(Self { network, anchors: anchors(), input: Vec::new() })
    }

    /// Everybody in an upright square of the picture, the surest first.
    pub(super) fn detect(
        &mut self,
        image: &RgbImage,
        square: Region,
    ) -> Result<Vec<Detection>, EstimatorError> {
        square.sample(image, INPUT_SIZE, Border::Black, &mut self.input);
        for value in &mut self.input {
            *value = 2.0 * *value - 1.0;
        }
        let anchors = &self.anchors;
        let boxes = self.network.run(&self.input, |outputs| {
            Ok(decode(outputs.floats("boxes")?, outputs.floats("scores")?, anchors, square))
        })?;
        Ok(merge(boxes))
    }
}

/// 2254 centres in units of the input: grid by grid, row by row, the anchors of a cell side by side.
fn anchors() -> Vec<[f32; 2]> {
    let mut anchors = Vec::new();
    for (cells, per_cell) in GRIDS {
        let centre = |cell: usize| (cell as f32 + 0.5) / cells as f32;
        for row in 0..cells {
            for column in 0..cells {
                anchors.extend(std::iter::repeat_n([centre(column), centre(row)], per_cell));
            }
        }
    }
    anchors
}

/// From boxes[2254 x 12], in pixels of the input relative to their anchors, and score logits[2254] to the boxes
/// that count, in the picture.
fn decode(boxes: &[f32], logits: &[f32], anchors: &[[f32; 2]], square: Region) -> Vec<Detection> {
    let mut detections = Vec::new();
    for ((values, &logit), anchor) in boxes.chunks_exact(BOX_VALUES).zip(logits).zip(anchors) {
        let score = sigmoid(logit);
        let &[x, y, width, height, hip_x, hip_y, circle_x, circle_y, ..] = values else { continue };
        if score < MIN_SCORE || !values.iter().all(|value| value.is_finite()) {
            continue;
        }
        let to_image = |[x, y]: [f32; 2]| {
            let size = INPUT_SIZE as f32;
            square.image_from_region([x / size + anchor[0], y / size + anchor[1]])
        };
        let [left, top] = to_image([x - width / 2.0, y - height / 2.0]);
        let [right, bottom] = to_image([x + width / 2.0, y + height / 2.0]);
        detections.push(Detection {
            score,
            box_edges: [left, top, right, bottom],
            mid_hip: to_image([hip_x, hip_y]),
            circle_point: to_image([circle_x, circle_y]),
        });
    }
    detections
}

/// One detection per person: boxes that overlap the surest one are averaged with it, weighted by their scores.
fn merge(mut boxes: Vec<Detection>) -> Vec<Detection> {
    boxes.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut merged = Vec::new();
    while let Some(best) = boxes.first().cloned() {
        let (same, others): (Vec<_>, Vec<_>) = boxes.into_iter().enumerate().partition(|(index, other)| {
            *index == 0 || overlap(best.box_edges, other.box_edges) > SAME_PERSON_OVERLAP
        });
        let least = best.score.min(SURE_SCORE);
        let same: Vec<Detection> =
            same.into_iter().map(|(_, detection)| detection).filter(|box_| box_.score >= least).collect();
        merged.push(Detection {
            score: best.score,
            box_edges: weighted_mean(&same, |detection| detection.box_edges),
            mid_hip: weighted_mean(&same, |detection| detection.mid_hip),
            circle_point: weighted_mean(&same, |detection| detection.circle_point),
        });
        boxes = others.into_iter().map(|(_, detection)| detection).collect();
    }
    merged
}

fn weighted_mean<const N: usize>(detections: &[Detection], of: impl Fn(&Detection) -> [f32; N]) -> [f32; N] {
    let weight: f32 = detections.iter().map(|detection| detection.score).sum();
    let mut mean = [0.0; N];
    for detection in detections {
        for (mean, value) in mean.iter_mut().zip(of(detection)) {
            *mean += value * detection.score / weight;
        }
    }
    mean
}

/// Intersection over union of two boxes of (left, top, right, bottom).
fn overlap([l0, t0, r0, b0]: [f32; 4], [l1, t1, r1, b1]: [f32; 4]) -> f32 {
    let intersection = (r0.min(r1) - l0.max(l1)).max(0.0) * (b0.min(b1) - t0.max(t1)).max(0.0);
    let union = (r0 - l0) * (b0 - t0) + (r1 - l1) * (b1 - t1) - intersection;
    if union > 0.0 { intersection / union } else { 0.0 }
}

/// The logistic function; the clip is MediaPipe's and keeps `exp` finite.
pub(super) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit.clamp(-100.0, 100.0)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_go_row_by_row_through_three_grids() {
        let anchors = anchors();
        assert_eq!(anchors.len(), 28 * 28 * 2 + 14 * 14 * 2 + 7 * 7 * 6);
        assert_eq!(anchors[0], anchors[1]);
        assert_eq!(anchors[2], [1.5 / 28.0, 0.5 / 28.0]);
        assert_eq!(anchors[2 * 28], [0.5 / 28.0, 1.5 / 28.0]);
        assert_eq!(anchors[2253], [6.5 / 7.0, 6.5 / 7.0]);
    }

    fn detection(score: f32, left: f32) -> Detection {
        Detection {
            score,
            box_edges: [left, 0.0, left + 10.0, 10.0],
            mid_hip: [left, 50.0],
            circle_point: [left, -50.0],
        }
    }

    #[test]
    fn overlapping_boxes_become_their_weighted_mean_and_others_stay() {
        let merged =
            merge(vec![detection(0.6, 1.0), detection(0.9, 0.0), detection(0.4, 0.5), detection(0.5, 40.0)]);
        assert_eq!(merged.len(), 2);
        assert!((merged[0].mid_hip[0] - 0.4).abs() < 1e-6, "the unsure one is left out: {:?}", merged[0]);
        assert!((merged[0].score - 0.9).abs() < 1e-6);
        assert_eq!(merged[1].box_edges, detection(0.5, 40.0).box_edges);
    }

    #[test]
    fn boxes_below_the_score_or_without_numbers_do_not_count() {
        let square = Region::upright([112.0, 112.0], 224.0);
        let mut values = [0.0; 2 * BOX_VALUES];
        values[BOX_VALUES] = f32::NAN;
        let anchors = [[0.5, 0.5]; 2];
        assert_eq!(decode(&values, &[-1.0, 5.0], &anchors, square), []);
        let found = decode(&values, &[1.0, 5.0], &anchors, square);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].mid_hip, [112.0, 112.0]);
    }
}
