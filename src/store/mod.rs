//! What is kept of every session, in one SQLite file of the user's: samples, episodes, breaks, alerts, exercises,
//! feelings; never a picture, never a keypoint.
//!
//! ```text
//! Entry -> Store::record -> [channel] -> writer (thread "store") -> file
//!                                          Store::read -> Reader <- file
//! ```
//!
//! Whoever records never waits. The writer puts what came in the last second into one transaction, so that a program
//! that is killed loses less than two seconds. What goes wrong with the file is told once and stops nobody.

mod backup;
mod damage;
mod days;
mod deletion;
mod entry;
mod error;
mod handle;
mod minute;
mod reader;
mod recording;
mod salvage;
mod schema;
mod writer;

pub use backup::Contents;
pub use entry::{
    About, AlertGiven, Answer, CalibrationQuality, CameraState, Day, Entry, Episode, ExerciseDone, Feeling,
    Hour, Sample, Session, SessionId, SessionInfo, SessionRecord, Sides, Stretch, Times,
};
pub use error::StoreError;
pub use handle::Store;
pub use reader::{Dates, Reader};
