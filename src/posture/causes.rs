//! What makes a person at a desk look different from the neutral, one cause at a time.
//!
//! A single wide prior would split a lean evenly between leaning, slumping, rolling the chair and gliding the head
//! forward, because all of them bring the face nearer. People do one thing at a time, and each of these has a
//! direction: a slouch is never a straighter back than the calibrated one. So each cause is a prior of its own, and
//! [`solve`](super::solve) asks how well each explains the picture. What two causes explain alike comes out as a wide
//! uncertainty, not as a guess.
//!
//! The ranges are those of the body, not fits: a clear forward head is 4-20 degrees, a lean to the screen 7-15,
//! reclining as much, a slouch 8-30 of kyphosis (half of it at the upper thorax), the shoulder girdle travels about
//! 30 mm each way, a chair rolls 6 cm before one sits elsewhere. Every cause is as likely as any other.

use super::body::{STATES, state};

/// A reason to look different from the neutral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Still,
    LeaningIn,
    Reclining,
    ChairMoved,
    ForwardHead,
    Slouch,
    RoundedShoulders,
    /// Forward head, slouch and rounded shoulders at once.
    AllThree,
    /// The head glides back. Nobody sits so, and it is not among [`RANGES`]: it is only looked for when it was asked for.
    ChinTuck,
}

/// How far each degree of freedom strays from the neutral for one cause: mean and standard deviation, in radians and
/// millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) cause: Cause,
    pub(super) mean: [f64; STATES],
    pub(super) deviation: [f64; STATES],
}

/// How many causes there are.
pub(super) const CAUSES: usize = 8;

/// Of a body that does nothing in particular: it breathes, fidgets and sinks a little, looks around and turns.
/// One degree of the screen's tilt looks like 6 mm of the chair's height.
const STILL: [f64; STATES] = {
    let mut range = [0.0; STATES];
    range[state::LEAN] = 0.03;
    range[state::SLUMP] = 0.03;
    range[state::NECK] = 0.04;
    range[state::PROTRACTION] = 5.0;
    range[state::SHRUG] = 5.0;
    range[state::CHAIR_X] = 40.0;
    range[state::CHAIR_Y] = 6.0;
    range[state::CHAIR_Z] = 15.0;
    range[state::HEAD_YAW] = 0.35;
    range[state::HEAD_PITCH] = 0.2;
    range[state::HEAD_ROLL] = 0.15;
    range[state::TRUNK_YAW] = 0.12;
    range[state::TRUNK_SIDE] = 0.06;
    range
};

/// Every cause.
pub(super) const RANGES: [Range; CAUSES] = [
    still(Cause::Still),
    still(Cause::LeaningIn).with(state::LEAN, 0.12, 0.08),
    still(Cause::Reclining).with(state::LEAN, -0.15, 0.1),
    still(Cause::ChairMoved).with(state::CHAIR_Z, 0.0, 60.0).with(state::CHAIR_Y, 0.0, 10.0),
    still(Cause::ForwardHead).with(state::NECK, 0.17, 0.12),
    // The shoulders come along a little.
    still(Cause::Slouch).with(state::SLUMP, 0.13, 0.08).with(state::PROTRACTION, 6.0, 10.0).with(
        state::NECK,
        0.0,
        0.06,
    ),
    still(Cause::RoundedShoulders).with(state::PROTRACTION, 22.0, 15.0),
    // Together each goes less far than alone.
    still(Cause::AllThree).with(state::NECK, 0.12, 0.12).with(state::SLUMP, 0.09, 0.08).with(
        state::PROTRACTION,
        15.0,
        15.0,
    ),
];

/// About 25 mm at the tragus, with room for twice that.
pub(super) const CHIN_TUCK: Range = still(Cause::ChinTuck).with(state::NECK, -0.17, 0.12);

const fn still(cause: Cause) -> Range {
    Range { cause, mean: [0.0; STATES], deviation: STILL }
}

impl Range {
    /// Of one cause.
    pub(super) fn of(cause: Cause) -> Option<&'static Self> {
        RANGES.iter().find(|range| range.cause == cause)
    }

    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, with the indices of `state`")]
    const fn with(mut self, index: usize, mean: f64, deviation: f64) -> Self {
        self.mean[index] = mean;
        self.deviation[index] = deviation;
        self
    }
}
