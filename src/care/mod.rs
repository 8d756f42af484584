//! Pure: the exercises and habits that fit a finding, and when to see a professional instead.
//!
//! The data stand in `assets/care/*.toml` and are built in; the words stand in `assets/text` under their ids. Sitwell
//! suggests; it never diagnoses and promises no cure.

mod catalogue;
mod check;
pub mod coach;
mod dose;
mod entries;
mod muscle;
mod need;
mod red_flags;
mod routine;
mod suggest;
#[cfg(test)]
mod suggest_tests;

pub use catalogue::{CareError, Catalogue};
pub use check::Check;
pub use dose::{Dose, DoseSource, Range};
pub use entries::{
    Cause, Effect, Exercise, Habit, Kit, Massage, MuscleEntry, Place, Question, RedFlag, Tendency, Urgency,
};
pub use muscle::Muscle;
pub use need::Need;
pub use red_flags::{RedFlagAdvice, RedFlagAnswers, SPINAL_CONDITION};
pub use routine::Length;
pub use suggest::{Done, REST_SECS, Reason, Seen, Situation, Suggestion, Suggestions};
