//! From a frame to the keypoints of one person.

use crate::{
    frame::Frame,
    posture::{Pose, Reading, UserPlace},
};

/// Finds one person's keypoints in a frame and stays with that person.
pub trait PoseEstimator: Send {
    /// The keypoints of the followed person, or why there are none (`Nobody`, `SomeoneElse`).
    fn estimate(&mut self, frame: &Frame) -> Result<Reading<Pose>, EstimatorError>;

    /// Stays with the person of this place and size from now on; `None`: with whoever is most prominent.
    fn follow(&mut self, user: Option<UserPlace>);

    /// Forgets the track, so that the next frame stands on its own (unrelated stills). Keeps the user.
    fn forget(&mut self);

    /// For people: the estimator's name.
    fn name(&self) -> &'static str;
}

/// What can go wrong between a model file and keypoints.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct EstimatorError(pub String);
