//! The user's own upright posture, to which everything is compared.

use serde::{Deserialize, Serialize};

use super::pose::{Pose, UserPlace};

/// The calibrated neutral posture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neutral {
    /// The median keypoints, for drawing the neutral over the live picture.
    pub pose: Pose,
    /// Where the user sat and how large he appeared.
    pub place: UserPlace,
    /// How many poses it was made of.
    pub samples: u32,
}
