//! x
mod entry;
pub use entry::*;
