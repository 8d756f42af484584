//! Nose, eyes and ears, corrected by what `MoveNet` makes of a picture inside: its own points err by a third more,
//! most of all when somebody looks down or slouches.
//!
//! Its features are sampled around its own points of the head, and one linear map tells from them, and from how the
//! points lie to each other, how far each is off. `models/landmarks/` has the training.

use super::{
    EstimatorError,
    features::{COARSE, FINE, Look, NOSE, Patch},
    models::{HEAD, Models},
    network::Network,
};
use crate::posture::between;

/// What is corrected, in the order of `MoveNet`'s keypoints: nose, eyes, ears.
pub(super) const HEAD_POINTS: usize = 5;
const LEFT_EYE: usize = 1;
const RIGHT_EYE: usize = 2;
const LEFT_EAR: usize = 3;
const RIGHT_EAR: usize = 4;
/// Head and shoulders: how they lie to each other, and how sure the network is of them, goes into the map too.
const POINTS: usize = 7;

/// About half as wide as a face in the fine features, a whole head in the coarse ones.
const FINE_PATCH: Patch = Patch { side: 5, step: 0.06 };
const COARSE_PATCH: Patch = Patch { side: 3, step: 0.24 };

/// The trained map.
pub(super) struct Head {
    network: Network,
    /// The input, kept to reuse its memory.
    inputs: Vec<f32>,
}

impl Head {
    pub(super) fn load(models: &Models) -> Result<Self, EstimatorError> {
        Ok(Self { network: Network::load(&models.read(&HEAD)?)?, inputs: Vec::new() })
    }

    /// The corrected points of one look. `None` where `MoveNet` saw nobody of any size.
    pub(super) fn points(
        &mut self,
        look: Look<'_>,
    ) -> Result<Option<[[f32; 2]; HEAD_POINTS]>, EstimatorError> {
        let at = |index| look.point(index).unwrap_or([f32::NAN; 2]);
        let Some(scale) = look.scale() else { return Ok(None) };
        let eyes = between(at(LEFT_EYE), at(RIGHT_EYE));
        let (nose, left_ear, right_ear) = (at(NOSE), at(LEFT_EAR), at(RIGHT_EAR));
        let inputs = &mut self.inputs;
        inputs.clear();
        FINE.sample(look.features, &[nose, eyes, left_ear, right_ear], FINE_PATCH, scale, inputs);
        COARSE.sample(look.deep_features, &[nose, left_ear, right_ear], COARSE_PATCH, scale, inputs);
        for [x, y] in (0..POINTS).map(at) {
            inputs.extend([(x - eyes[0]) / scale, (y - eyes[1]) / scale]);
        }
        inputs.extend((0..POINTS).map(|index| look.score(index).unwrap_or(f32::NAN)));
        let corrections = self.network.run(inputs, |outputs| Ok(outputs.floats("corrections")?.to_vec()))?;
        let mut points: [[f32; 2]; HEAD_POINTS] = std::array::from_fn(at);
        for (at, correction) in points.as_flattened_mut().iter_mut().zip(corrections) {
            *at += correction * scale;
        }
        Ok(points.as_flattened().iter().all(|v| v.is_finite()).then_some(points))
    }
}
