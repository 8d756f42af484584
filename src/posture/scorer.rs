//! The whole way from a pose to a verdict, for one stream of poses.

use super::{
    assess::{Assessment, Assessor},
    measure::{Measurements, measure},
    neutral::Neutral,
    pose::Pose,
    reading::Reading,
    reference::Reference,
    smooth::Smoother,
};
use crate::time::Mono;

/// Measures, smooths and assesses; holds the neutral and the past few seconds.
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    reference: Option<Reading<Reference>>,
    smoother: Smoother,
    assessor: Assessor,
}

impl Scorer {
    /// Compares with this neutral from now on; the past counts no more.
    pub fn set_neutral(&mut self, neutral: &Neutral) {
        *self = Self { reference: Some(Reference::of_neutral(neutral)), ..Self::default() };
    }

    /// The smoothed measurements and the verdict of one moment.
    pub fn score(&mut self, at: Mono, pose: &Reading<Pose>) -> (Measurements, Assessment) {
        let raw = match (pose, &self.reference) {
            (Reading::Unknown(why), _) | (_, Some(Reading::Unknown(why))) => Measurements::unknown(*why),
            (Reading::Known(pose), Some(Reading::Known(reference))) => measure(pose, reference),
            (Reading::Known(pose), None) => match Reference::of_pose(pose) {
                Reading::Known(reference) => measure(pose, &reference),
                Reading::Unknown(why) => Measurements::unknown(why),
            },
        };
        let smooth = self.smoother.smooth(at, &raw);
        let assessment = self.assessor.assess(at, &smooth);
        (smooth, assessment)
    }
}
