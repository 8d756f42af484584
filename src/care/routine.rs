//! A few exercises in a row, built from what was seen.

use super::{
    catalogue::Catalogue,
    entries::{Effect, Exercise},
    suggest::{Situation, Suggestion},
};

/// How long a routine may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// Between two pieces of work.
    TwoMinutes,
    /// Once a day.
    TenMinutes,
}

impl Length {
    /// Both.
    pub const ALL: [Self; 2] = [Self::TwoMinutes, Self::TenMinutes];

    /// The time in which it has to fit, in seconds.
    pub fn secs(self) -> u32 {
        match self {
            Self::TwoMinutes => 120,
            Self::TenMinutes => 600,
        }
    }
}

impl Catalogue {
    /// A routine for this situation, in the order in which to go through it: loosen, strengthen, stretch, breathe.
    ///
    /// What fits best is in it; then one of every effect, as far as the time goes; then what fits next. Empty where
    /// nothing may be done. That something was just done does not matter here: a routine is asked for.
    pub fn routine(&self, situation: &Situation, length: Length) -> Vec<Suggestion<'_>> {
        let mut left: Vec<_> = self.ranked(situation);
        left.retain(|suggestion| suggestion.exercise.effect != Effect::Move);
        let mut routine: Vec<Suggestion<'_>> = Vec::new();
        let mut secs = length.secs();
        loop {
            let fits = |exercise: &Exercise| exercise.takes_secs <= secs;
            let is_new = |exercise: &Exercise| {
                routine.iter().all(|chosen: &Suggestion<'_>| chosen.exercise.effect != exercise.effect)
            };
            let of_new_effect = left.iter().position(|it| fits(it.exercise) && is_new(it.exercise));
            let Some(next) = of_new_effect.or_else(|| left.iter().position(|it| fits(it.exercise))) else {
                break;
            };
            let next = left.remove(next);
            secs -= next.exercise.takes_secs;
            routine.push(next);
        }
        // Of the same effect the one that fits better stays first.
        routine.sort_by_key(|suggestion| suggestion.exercise.effect);
        routine
    }
}
