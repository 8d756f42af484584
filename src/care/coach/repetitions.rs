//! Counts movements to and fro: there, held, and back is one.

use super::{
    motion::{ENTER, LEAVE, Motion, SETTLED_SECS},
    state::Hint,
};
use crate::time::Mono;

/// A hold is long enough from this share of it on: the smoothing takes a little off both its ends.
const HELD: f64 = 0.9;
/// A movement that is there and back faster is a jerk, or noise.
const MIN_SECS: f64 = 0.25;
/// Half-way and back again is a movement that was not finished.
const HALF_WAY: f32 = 0.65;
/// After so long at the far end, beyond the hold, the user has taken another seat there.
const STUCK_SECS: f64 = 12.0;
/// With these time constants the level of rest follows the movement, down and up: a body settles elsewhere after every
/// repetition, and the points of the place where it started have errors of their own.
const SINK_SECS: f64 = 1.0;
const RISE_SECS: f64 = 3.0;
/// Rest is near the place where it started; somewhere else it is another posture, and coming back from it no movement.
const REST: std::ops::RangeInclusive<f32> = -0.3..=1.5;
/// With these the level of the far end is found, up and down: it must not sink with the way back that it is the measure of.
const FAR_RISE_SECS: f64 = 0.7;
const FAR_SINK_SECS: f64 = 5.0;
/// Back is who has left so much of his own way behind, for so long: where something is held a moment's noise is no way back.
const BACK: f32 = 0.5;
const BACK_FROM_HOLD_SECS: f64 = 0.3;
/// Without being seen for so long, what was begun is over.
const LOST_SECS: f64 = 3.0;

/// What a moment brought.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counted {
    /// A repetition is complete.
    pub(super) is_one: bool,
    /// What to do differently.
    pub(super) hint: Option<Hint>,
    /// The user stays where the movement led: this is the new place to start from.
    pub(super) is_stuck: bool,
}

/// The counter of one bout.
#[derive(Clone, Debug)]
pub(super) struct Repetitions {
    hold_secs: f64,
    stage: Stage,
    /// The amount at rest; what counts is the swing above it.
    rest: f32,
    last: Option<Mono>,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Where the movement starts.
    Rest {
        /// More than half-way since then, and far enough since then.
        rising_since: Option<Mono>,
        there_since: Option<Mono>,
        /// The furthest since the last repetition, and whether its form was right.
        furthest: f32,
        fault: Option<Hint>,
    },
    /// At the far end, or on the way back.
    There {
        since: Mono,
        held_secs: f64,
        /// The swing there.
        far: f32,
        seen_at: Mono,
        back_since: Option<Mono>,
        fault: Option<Hint>,
    },
}

const RESTING: Stage = Stage::Rest { rising_since: None, there_since: None, furthest: 0.0, fault: None };

impl Repetitions {
    pub(super) fn new(hold_secs: f64) -> Self {
        Self { hold_secs, stage: RESTING, rest: 0.0, last: None }
    }

    /// Takes in what this moment shows; `None`: it cannot be seen.
    pub(super) fn step(&mut self, at: Mono, motion: Option<Motion>) -> Counted {
        let step_secs = self.last.map_or(0.0, |last| at - last).clamp(0.0, 0.5);
        self.last = Some(at);
        let Some(motion) = motion else {
            match &mut self.stage {
                Stage::There { seen_at, .. } if at - *seen_at > LOST_SECS => self.stage = RESTING,
                // What was not seen is no time at the far end.
                Stage::Rest { rising_since, there_since, .. } => (*rising_since, *there_since) = (None, None),
                Stage::There { .. } => {}
            }
            return Counted::default();
        };
        let swing = Motion { amount: motion.amount - self.rest, ..motion };
        match self.stage {
            Stage::Rest { .. } => {
                if swing.amount < HALF_WAY {
                    let tau_secs = if swing.amount < 0.0 { SINK_SECS } else { RISE_SECS };
                    self.rest_at(self.rest + share_of(step_secs, tau_secs) * swing.amount);
                }
                self.start(at, swing)
            }
            Stage::There { .. } => self.there(at, swing, step_secs),
        }
    }

    /// At rest, or on the way to the far end.
    fn start(&mut self, at: Mono, motion: Motion) -> Counted {
        let Stage::Rest { rising_since, there_since, furthest, fault } = &mut self.stage else {
            return Counted::default();
        };
        if motion.amount > *furthest {
            (*furthest, *fault) = (motion.amount, motion.fault);
        }
        let rising = if motion.amount >= BACK && motion.fault.is_none() {
            *rising_since.get_or_insert(at)
        } else {
            *rising_since = None;
            at
        };
        if motion.amount >= ENTER && motion.fault.is_none() {
            let since = *there_since.get_or_insert(at);
            if at - since >= SETTLED_SECS {
                // Held is from half-way there to half-way back, which smoothing does not shorten.
                let held_secs = at - rising;
                let far = motion.amount;
                self.stage =
                    Stage::There { since, held_secs, far, seen_at: at, back_since: None, fault: None };
            }
            return Counted::default();
        }
        *there_since = None;
        let mut counted = Counted::default();
        if motion.amount >= HALF_WAY {
            counted.hint = motion.fault;
        } else if motion.amount <= LEAVE {
            if *furthest >= HALF_WAY {
                counted.hint = Some(fault.unwrap_or(Hint::Further));
            } else {
                // At the start nothing is half done; a fault there, such as the wrong side, is told all the same.
                counted.hint = motion.fault;
            }
            self.stage = RESTING;
        }
        counted
    }

    /// At the far end, or on the way back.
    fn there(&mut self, at: Mono, motion: Motion, step_secs: f64) -> Counted {
        let Stage::There { since, held_secs, far, seen_at, back_since, fault } = &mut self.stage else {
            return Counted::default();
        };
        *seen_at = at;
        if motion.amount > LEAVE.max(BACK * *far) {
            *back_since = None;
            let tau_secs = if motion.amount > *far { FAR_RISE_SECS } else { FAR_SINK_SECS };
            *far += share_of(step_secs, tau_secs) * (motion.amount - *far);
            // Who has not begun to come back holds it: noise around a small movement is no end of it.
            if motion.fault.is_none() {
                *held_secs += step_secs;
            } else {
                *fault = motion.fault;
            }
            let is_enough = *held_secs >= self.hold_secs;
            if at - *since > self.hold_secs + STUCK_SECS {
                (self.stage, self.rest) = (RESTING, 0.0);
                return Counted { is_stuck: true, hint: Some(Hint::ComeBack), is_one: false };
            }
            let come_back = is_enough && self.hold_secs > 0.0;
            let hint = motion.fault.filter(|_| !is_enough).or(come_back.then_some(Hint::ComeBack));
            return Counted { hint, ..Counted::default() };
        }
        let back = *back_since.get_or_insert(at);
        if at - back < if self.hold_secs > 0.0 { BACK_FROM_HOLD_SECS } else { SETTLED_SECS } {
            return Counted::default();
        }
        let counted = if back - *since < MIN_SECS {
            Counted { hint: Some(Hint::Slower), ..Counted::default() }
        } else if *held_secs < HELD * self.hold_secs {
            Counted { hint: Some(fault.unwrap_or(Hint::HoldLonger)), ..Counted::default() }
        } else {
            Counted { is_one: true, ..Counted::default() }
        };
        self.stage = RESTING;
        self.rest_at(self.rest + motion.amount);
        counted
    }

    fn rest_at(&mut self, amount: f32) {
        self.rest = amount.clamp(*REST.start(), *REST.end());
    }

    /// Seconds that the far end has been held, while it is.
    pub(super) fn held_secs(&self) -> Option<f64> {
        match self.stage {
            Stage::There { held_secs, .. } => Some(held_secs),
            Stage::Rest { .. } => None,
        }
    }
}

/// How much of the way a level goes in one step.
fn share_of(step_secs: f64, tau_secs: f64) -> f32 {
    1.0 - (-step_secs / tau_secs).exp() as f32
}
