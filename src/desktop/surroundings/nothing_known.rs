//! Where Sitwell does not ask the desktop yet: nothing is known, and nothing changes.

use crate::engine::Surroundings;

/// Watches nothing.
#[must_use = "elsewhere, dropped, it stops"]
pub struct SurroundingsWatch(());

/// Tells once that nothing is known.
pub fn watch(told: impl Fn(Surroundings) + Send + Sync + 'static) -> SurroundingsWatch {
    told(Surroundings::default());
    SurroundingsWatch(())
}
