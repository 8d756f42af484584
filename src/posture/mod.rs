//! Pure: from the keypoints of one person to measurements, findings and a state, against a neutral posture.
//!
//! No input or output, no clock, no thread: the same keypoints and times always give the same verdict.
//!
//! The way of a pose: `steady` takes the mean over the past poses of the same posture, `observe` chooses the usable
//! keypoints, `solve` finds the posture of the `body` model that
//! best explains them, `measure` reads degrees and millimetres off it, `assess` makes
//! findings and a state of them; `scorer` is all of that in one. `framing` says whether the user is seen well enough,
//! `calibrator` takes the neutral, and `reference` fits person and camera to it.

mod assess;
mod body;
mod calibrator;
#[cfg(test)]
mod calibrator_tests;
mod causes;
mod framing;
mod geometry;
mod linear;
mod measure;
mod neutral;
mod observe;
mod pose;
mod reading;
mod reference;
mod scorer;
#[cfg(test)]
mod scorer_tests;
mod solve;
mod steady;

pub(crate) use assess::LEAVE_SEVERITY;
pub use assess::{Assessment, Assessor, Deviation, Finding, State};
pub use calibrator::{CALIBRATION_SECS, Calibrator, Grade, Quality, Refusal};
pub use framing::{Advice, Aspect, Framing, Look};
pub use measure::{Estimate, Measurements, Metric, measure};
pub use neutral::{Neutral, Own, OwnPosture};
pub use pose::{BONES, Joint, Keypoint, Pose, UserPlace, between, size};
pub use reading::{Reading, Why};
pub use reference::Reference;
pub use scorer::Scorer;
pub use steady::POSES_IN_MEAN;
