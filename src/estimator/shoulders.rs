//! The joints of the shoulders and the notch between the collar bones, read out of what `MoveNet` makes of a picture
//! inside: its shoulder points stay on the outline of the shoulders, and it has no point on the thorax.
//!
//! Its features are sampled around its own two shoulders and the base of the neck, and one linear map tells from them
//! where the three points are. `models/landmarks/` has the training.

use super::{
    EstimatorError,
    features::{COARSE, FINE, LEFT_SHOULDER, Look, Patch, RIGHT_SHOULDER},
    models::{Models, SHOULDERS},
    network::Network,
};
use crate::posture::between;

/// What comes out: the left and the right glenohumeral joint and the jugular notch.
pub(super) type ShoulderPoints = [[f32; 2]; 3];

/// About two cells apart in the fine features, one in the coarse ones.
const FINE_PATCH: Patch = Patch { side: 5, step: 0.12 };
const COARSE_PATCH: Patch = Patch { side: 3, step: 0.24 };
/// The base of the neck lies above the middle of the shoulders, in units of the scale.
const NECK_ABOVE_SHOULDERS: f32 = 0.1;

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

    /// The points of one look. `None` where `MoveNet` saw nobody of any size.
    pub(super) fn points(&mut self, look: Look<'_>) -> Result<Option<ShoulderPoints>, EstimatorError> {
        let seen = (look.scale(), look.point(LEFT_SHOULDER), look.point(RIGHT_SHOULDER));
        let (Some(scale), Some(left), Some(right)) = seen else { return Ok(None) };
        let [x, y] = between(left, right);
        let mut points = [left, right, [x, y - NECK_ABOVE_SHOULDERS * scale]];
        self.patches.clear();
        FINE.sample(look.features, &points, FINE_PATCH, scale, &mut self.patches);
        COARSE.sample(look.deep_features, &points, COARSE_PATCH, scale, &mut self.patches);
        let offsets = self.network.run(&self.patches, |outputs| Ok(outputs.floats("offsets")?.to_vec()))?;
        for (at, offset) in points.as_flattened_mut().iter_mut().zip(offsets) {
            *at += offset * scale;
        }
        Ok(points.as_flattened().iter().all(|v| v.is_finite()).then_some(points))
    }
}
