//! How good the measurements are: a graded set of pictures, the truth about them, and the figures.
//!
//! [`graded_set`] reads the truth; [`protocol`] calibrates every person and judges the pictures, seen through an
//! estimator or with [`true_points`], as they are or made worse by [`degrade`]; [`baselines`] has the rules of other
//! posture monitors; [`metrics`] are the figures, [`report`] and [`session`] gather them, [`table`] and
//! [`predictions`] write them down.

pub mod baselines;
pub mod degrade;
pub mod graded_set;
pub mod metrics;
pub mod predictions;
pub mod protocol;
pub mod report;
pub mod session;
pub mod table;
pub mod true_points;

pub use degrade::Degrade;
pub use graded_set::GradedSet;
pub use protocol::{How, evaluate};
pub use report::Report;
pub use true_points::TruePoints;

use crate::estimator::EstimatorError;

/// Why a set cannot be evaluated, by what helps.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// The truth is not there, or is none. Remedy: another folder.
    #[error(
        "{file}: {reason}\nhint: name the folder that holds a graded set: its gt.jsonl and the pictures it names"
    )]
    NoSet {
        /// The file that holds the truth.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Not one picture could be judged. Remedy: what the exclusions say.
    #[error("not one picture of the set could be judged; {first_exclusion}")]
    NothingJudged {
        /// The first reason.
        first_exclusion: String,
    },
    /// The estimator failed, which is no fault of the set.
    #[error("{place}: {error}")]
    Estimator {
        /// On which picture, or for which person.
        place: String,
        /// Why.
        error: EstimatorError,
    },
}
