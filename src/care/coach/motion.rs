//! What one moment shows of a movement, in a measure that all movements share.

use super::state::Hint;

/// How far a movement is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Motion {
    /// 0: where it starts; 1: far enough; below 0 and above 1 it goes on.
    pub(super) amount: f32,
    /// What is wrong with it: nothing of it counts meanwhile.
    pub(super) fault: Option<Hint>,
}

/// The share of a range that a value has reached.
pub(super) fn share(value: f32, from: f32, to: f32) -> f32 {
    (value - from) / (to - from)
}

/// It has begun when the movement is far enough ...
pub(super) const ENTER: f32 = 1.0;
/// ... it goes on while noise takes it no further back than this ...
pub(super) const STAY: f32 = 0.75;
/// ... and it is back below this.
pub(super) const LEAVE: f32 = 0.4;
/// Longer than one wrong picture at ten a second.
pub(super) const SETTLED_SECS: f64 = 0.15;
