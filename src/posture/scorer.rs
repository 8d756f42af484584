//! The whole way from a pose to a verdict, for one stream of poses.

use std::borrow::Cow;

use super::{
    assess::{Assessment, Assessor, Deviation},
    measure::{Measurements, head_at_limit, measure},
    neutral::Neutral,
    pose::Pose,
    reading::{Reading, Why},
    reference::Reference,
    steady::Steady,
};
use crate::time::Mono;

/// Steadies, measures and assesses; holds the neutral and the past few seconds.
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    reference: Option<Reading<Reference>>,
    steady: Steady,
    assessor: Assessor,
}

impl Scorer {
    /// Compares with this neutral; without one only what is absolute is told.
    pub fn new(neutral: Option<&Neutral>) -> Self {
        Self { reference: neutral.map(Reference::of_neutral), ..Self::default() }
    }

    /// The measurements and the verdict of one moment, and the steadied pose that they are of.
    pub fn score(&mut self, at: Mono, pose: &Reading<Pose>) -> (Measurements, Assessment, Reading<Pose>) {
        let pose = pose.as_ref().map(|pose| self.steady.steady(at, pose));
        let measurements = match (&pose, &self.reference) {
            (Reading::Unknown(why), _) | (_, Some(Reading::Unknown(why))) => Measurements::unknown(*why),
            (Reading::Known(pose), Some(Reading::Known(reference))) => {
                match in_size(pose, reference.image_size) {
                    Some(pose) => measure(&pose, reference),
                    None => Measurements::unknown(Why::NoNeutral),
                }
            }
            (Reading::Known(pose), None) => match Reference::of_pose(pose) {
                Reading::Known(reference) => measure(pose, &reference),
                Reading::Unknown(why) => Measurements::unknown(why),
            },
        };
        let assessment = self.assessor.assess(at, &measurements);
        (measurements, assessment, pose)
    }

    /// Forgets the past: what comes next stands on its own (unrelated stills). Keeps the neutral.
    pub fn forget(&mut self) {
        *self = Self { reference: self.reference.take(), ..Self::default() };
    }

    /// Where this person's head would be at the limit of [`Deviation::ForwardHead`], for drawing.
    pub fn head_at_limit(&self, pose: &Pose) -> Option<Pose> {
        let reference = self.reference.as_ref()?.as_ref().known()?;
        if pose.image_size == reference.image_size {
            head_at_limit(pose, reference, Deviation::ForwardHead.limit())
        } else {
            None
        }
    }
}

/// The same pose in a picture of another size but the same shape; `None` when the shape differs too.
fn in_size(pose: &Pose, size: [u32; 2]) -> Option<Cow<'_, Pose>> {
    if pose.image_size == size {
        return Some(Cow::Borrowed(pose));
    }
    let [x, y] = [0, 1].map(|axis: usize| {
        let of = |size: [u32; 2]| size.get(axis).copied().unwrap_or(0).max(1) as f32;
        of(size) / of(pose.image_size)
    });
    // A camera that changes from 4:3 to 16:9 crops or widens; 1 % allows for odd pixel counts.
    ((x / y - 1.0).abs() < 0.01).then(|| {
        let mut scaled = pose.clone();
        scaled.image_size = size;
        for keypoint in scaled.keypoints.values_mut().flatten() {
            keypoint.point_in_image = keypoint.point_in_image.map(|v| v * x);
        }
        Cow::Owned(scaled)
    })
}
