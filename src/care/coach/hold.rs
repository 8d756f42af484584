//! Adds up how long a position is held.

use super::{
    motion::{ENTER, Motion, SETTLED_SECS, STAY},
    state::Hint,
};
use crate::time::Mono;

/// A stretch that is lost for no longer goes on, and the lapse counts: people breathe, and pictures err.
const LAPSE_SECS: f64 = 1.0;

/// The time of one stretch. Leaving it stops the time and loses nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Hold {
    pub(super) secs: f64,
    /// In position since then.
    there_since: Option<Mono>,
    /// Seen in position last.
    there_at: Option<Mono>,
    /// Not seen in position since then.
    lapse_secs: f64,
    last: Option<Mono>,
}

impl Hold {
    /// Takes in what this moment shows; `None`: it cannot be seen. Gives what to do differently.
    pub(super) fn step(&mut self, at: Mono, motion: Option<Motion>) -> Option<Hint> {
        let step_secs = self.last.map_or(0.0, |last| at - last).clamp(0.0, 0.5);
        self.last = Some(at);
        let far_enough = if self.is_held() { STAY } else { ENTER };
        let is_there = motion.is_some_and(|motion| motion.amount >= far_enough && motion.fault.is_none());
        if is_there {
            let since = *self.there_since.get_or_insert(at);
            if at - since >= SETTLED_SECS {
                self.there_at = Some(at);
                self.secs += self.lapse_secs + step_secs;
                self.lapse_secs = 0.0;
            }
        } else if self.there_at.is_none_or(|there_at| at - there_at > LAPSE_SECS) {
            (self.there_since, self.there_at, self.lapse_secs) = (None, None, 0.0);
        } else {
            self.lapse_secs += step_secs;
        }
        let motion = motion?;
        motion.fault.or((!is_there && !self.is_held() && motion.amount > 0.5).then_some(Hint::Further))
    }

    /// Whether the position is held now.
    pub(super) fn is_held(&self) -> bool {
        self.there_at.is_some()
    }
}
