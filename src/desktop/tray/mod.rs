//! The icon in the desktop's tray, with a menu.

#[cfg(target_os = "linux")]
mod item;

#[cfg(target_os = "linux")]
pub use item::Tray;

use crate::sign::Sign;

/// What the tray shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrayState {
    /// The icon.
    pub sign: Sign,
    /// How things are, in one line.
    pub status: String,
    /// Whether the user paused, so that the menu offers to resume.
    pub is_paused: bool,
    /// Until when there are no alerts, such as "14:30"; `None`: there are.
    pub snoozed_until: Option<String>,
    /// Whether there is a picture to take a neutral from.
    pub can_calibrate: bool,
}

/// What the user chose in the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrayChoice {
    /// Show the window.
    Open,
    /// Close the camera.
    Pause,
    /// Close the camera for an hour.
    PauseAnHour,
    /// Open the camera again.
    Resume,
    /// No alerts for half an hour.
    Snooze,
    /// Take a new neutral.
    Calibrate,
    /// End the program.
    Quit,
}

/// Systems where Sitwell has no tray icon.
#[cfg(not(target_os = "linux"))]
mod absent {
    use std::io;

    use super::{TrayChoice, TrayState};

    /// Nothing: there is no tray icon on this system.
    #[derive(Debug)]
    pub struct Tray;

    impl Tray {
        /// Shows nothing, and nothing can be chosen.
        pub fn start(_chosen: impl Fn(TrayChoice) + Send + Sync + 'static) -> io::Result<Self> {
            Ok(Self)
        }

        /// Shows nothing.
        pub fn show(&mut self, _state: &TrayState) {}

        /// Always false.
        pub fn is_shown(&self) -> bool {
            false
        }
    }
}
#[cfg(not(target_os = "linux"))]
pub use absent::Tray;
