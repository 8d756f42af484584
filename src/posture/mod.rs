//! Pure: from the keypoints of one person to measurements, findings and a state, against a neutral posture.
//!
//! No input or output, no clock, no thread: the same keypoints and times always give the same verdict.

mod assess;
mod measure;
mod neutral;
mod pose;
mod reading;

pub use assess::{Assessment, Deviation, Finding, State};
pub use measure::{Estimate, Measurements, Metric};
pub use neutral::Neutral;
pub use pose::{Joint, Keypoint, Pose, UserPlace};
pub use reading::{Reading, Why};
