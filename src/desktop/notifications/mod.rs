//! Notifications of the desktop, with buttons, and what the user answers.

#[cfg(target_os = "linux")]
mod dbus;

#[cfg(target_os = "linux")]
pub use dbus::Notifier;

use crate::text::words;

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The alert that it is about. A second notification about the same alert replaces the first one.
    pub alert_id: u64,
    /// A few words.
    pub title: String,
    /// A sentence or two.
    pub body: String,
    /// How the desktop ranks it.
    pub urgency: Urgency,
    /// What the user can answer, in this order; left out where the desktop has no buttons.
    pub buttons: Vec<Button>,
    /// Whether it makes a sound; where the desktop's notifications are mute, there is none.
    pub sound: bool,
    /// Whether it is of no use later, so that the desktop need not keep it in its list.
    pub is_transient: bool,
}

/// How the desktop ranks a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Nothing to hurry for.
    Low,
    /// As usual.
    Normal,
    /// Stays until it is answered, over full-screen windows, too.
    Critical,
}

/// A button on a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Show an exercise against it.
    ShowExercise,
    /// No alerts for half an hour.
    Snooze,
    /// There was nothing to tell.
    WasWrong,
    /// Take a new neutral.
    Calibrate,
}

impl Button {
    const ALL: [Self; 4] = [Self::ShowExercise, Self::Snooze, Self::WasWrong, Self::Calibrate];

    fn label(self) -> &'static str {
        words(match self {
            Self::ShowExercise => "alert-button-show-exercise",
            Self::Snooze => "alert-button-snooze",
            Self::WasWrong => "alert-button-was-wrong",
            Self::Calibrate => "alert-button-calibrate",
        })
    }

    /// What the desktop calls it.
    fn key(self) -> &'static str {
        match self {
            Self::ShowExercise => "show-exercise",
            Self::Snooze => "snooze",
            Self::WasWrong => "was-wrong",
            Self::Calibrate => "calibrate",
        }
    }
}

/// What the user did with a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Clicked on it.
    Opened,
    /// Pressed one of its buttons.
    Pressed(Button),
    /// Closed it.
    Dismissed,
}

/// Why nothing was told.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// The desktop shows no notifications, for now.
    #[error(
        "the desktop shows no notifications: {0}\nhint: a notification service such as dunst or mako shows them as soon \
         as it runs; until then look at the window or the tray"
    )]
    NoService(String),
    /// There is no session to ask.
    #[error(
        "the desktop's session cannot be reached: {0}\nhint: start Sitwell from the desktop; DBUS_SESSION_BUS_ADDRESS \
         names the session's bus"
    )]
    NoSession(String),
}

/// Systems whose notifications tell no answers here.
#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use super::{Answer, Notification, NotifyError};

    /// Tells the user something; what is answered is not known on this system.
    #[derive(Debug)]
    pub struct Notifier;

    impl Notifier {
        /// Never fails.
        pub fn start(
            _address: Option<&str>,
            _answered: impl Fn(u64, Answer) + Send + 'static,
        ) -> Result<Self, NotifyError> {
            Ok(Self)
        }

        /// Shows it.
        pub fn notify(&mut self, notification: &Notification) -> Result<(), NotifyError> {
            let shown =
                notify_rust::Notification::new().summary(&notification.title).body(&notification.body).show();
            shown.map(|_| ()).map_err(|error| NotifyError::NoService(error.to_string()))
        }

        /// Not possible here: it goes by itself.
        pub fn withdraw(&mut self, _alert_id: u64) {}
    }
}
#[cfg(not(target_os = "linux"))]
pub use elsewhere::Notifier;
