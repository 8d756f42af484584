//! Pure: the exercises and habits that fit a finding, and when to see a professional instead.
//!
//! The words live in `assets/care/*.toml` and are built in. Sitwell suggests; it never diagnoses and promises no cure.

mod catalogue;
mod check;
pub mod coach;
mod dose;
mod muscle;

pub use catalogue::{Advice, CareError, Catalogue, Exercise, Kit, Place, RedFlags};
pub use check::Check;
pub use dose::{Dose, DoseSource};
pub use muscle::Muscle;
