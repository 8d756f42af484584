//! Every word that a user reads in the window, in a notification or in a report.
//!
//! The words stand in `assets/text/<language>/*.ftl` (Fluent), one file for every page, the same names in every language;
//! a translator needs nothing else. [`words`] and [`words_with`] fetch them by their key in the language that is in force.
//! What a state, a finding or a reason is called is put together in `states.rs`.

mod calendar;
mod care;
mod language;
mod numbers;
mod states;

pub use calendar::*;
pub use care::*;
pub use fluent_bundle::FluentValue as Value;
pub use language::{Language, is_known, key_of, keys, words, words_of, words_with};
pub use numbers::number_words;
pub use states::*;
