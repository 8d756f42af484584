//! A strip of colour along the top of every screen for a few seconds: a hint that can be seen in the corner of the
//! eye, and that takes neither the keyboard nor the mouse.

#[cfg(target_os = "linux")]
mod x11;

use std::error::Error;
#[cfg(not(target_os = "linux"))]
use std::time::Duration;

#[cfg(target_os = "linux")]
pub use x11::show;

/// Why there is no strip.
#[derive(Debug, thiserror::Error)]
#[error(
    "the screen's edge cannot be coloured: {0}\nhint: this needs a desktop on X11, or Xwayland; elsewhere use the \
     notifications and the sound"
)]
pub struct ScreenEdgeError(Box<dyn Error + Send + Sync>);

/// Always an error: only X11 places such a strip.
#[cfg(not(target_os = "linux"))]
pub fn show(_display: Option<&str>, _lasting: Duration) -> Result<(), ScreenEdgeError> {
    Err(ScreenEdgeError("there is no X11 on this system".into()))
}
