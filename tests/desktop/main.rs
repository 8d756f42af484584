//! The desktop, played by the tests on a message bus of their own.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed, and says so"
)]

mod notifications;
mod private_bus;
mod screen_edge;
mod tray;

use std::time::Duration;

/// Far longer than anything here takes, so that only what never happens fails.
const WAIT: Duration = Duration::from_secs(30);
