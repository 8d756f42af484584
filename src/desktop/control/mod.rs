//! The one running Sitwell, and what other programs of the same user may ask of it.
//!
//! In a folder that only the user can enter lie a lock and a socket. Who has the lock is the running Sitwell; the
//! others talk to it over the socket, one line of JSON there and one back:
//!
//! ```text
//! {"request":"pause","minutes":60}
//! {"answer":"done","message":"Sitwell is paused until 15:04."}
//! ```

#[cfg(unix)]
mod socket;

use std::{
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[cfg(not(unix))]
pub use absent::{ControlServer, SingleInstance, send};
#[cfg(unix)]
pub use socket::{ControlServer, SingleInstance, send};

/// The longest pause or snooze that can be asked for, in minutes: a day.
pub const MAX_MINUTES: u32 = 24 * 60;

/// What may be asked of the running Sitwell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "request", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Close the camera.
    Pause {
        /// For so many minutes, 1 to [`MAX_MINUTES`]; `None`: until it is resumed.
        minutes: Option<u32>,
    },
    /// Open the camera again.
    Resume,
    /// Tell how things are.
    Status,
    /// Take a new neutral.
    Calibrate,
    /// Show the window.
    Show,
    /// Give no alerts for a while.
    Snooze {
        /// For so many minutes, 1 to [`MAX_MINUTES`].
        minutes: u32,
    },
    /// End the program.
    Quit,
}

/// What the running Sitwell answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// It is done, or begun.
    Done {
        /// A sentence for the user.
        message: String,
    },
    /// How things are.
    Status(Status),
    /// It was not done.
    Refused {
        /// Why.
        message: String,
        /// What to do.
        hint: String,
    },
}

/// How things are with the running Sitwell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// The state of the camera in one word for programs, such as `streaming`, `busy` or `paused`.
    pub camera: String,
    /// The same for people, with what would help.
    pub camera_words: String,
    /// Since when it has been so.
    pub camera_since: Timestamp,
    /// The verdict in one word for programs, such as `neutral`, `forward_head` or `unknown`.
    pub posture: String,
    /// The same for people, with numbers.
    pub posture_words: String,
    /// Until when it is paused; `None` where it is not, or until it is resumed.
    pub paused_until: Option<Timestamp>,
    /// Until when there are no alerts; `None`: there are.
    pub snoozed_until: Option<Timestamp>,
    /// The profile in use; `None` before the first calibration.
    pub profile: Option<String>,
}

/// Why the running Sitwell cannot be reached, or this one cannot be it.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// Nobody has the lock.
    #[error(
        "Sitwell is not running\nhint: start it with `sitwell`, or in the background with `sitwell --background`"
    )]
    NotRunning,
    /// The folder or a file in it cannot be used.
    #[error("{path}: {error}\nhint: {hint}")]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
        /// What to do.
        hint: &'static str,
    },
    /// It is there and says nothing.
    #[error(
        "the running Sitwell did not answer: {0}\nhint: try again in a moment; if it stays so, end it and start it anew"
    )]
    NoAnswer(io::Error),
    /// It answered something that this version does not understand.
    #[error(
        "the answer of the running Sitwell makes no sense ({0})\nhint: it may be another version; end it and start it anew"
    )]
    Malformed(String),
    /// The system has no such folder, or no such sockets.
    #[error(
        "a running Sitwell cannot be controlled here: {0}\nhint: use the buttons in its window; the commands work on Linux and macOS"
    )]
    Unsupported(&'static str),
}

/// The folder of lock and socket: the user's folder for running programs, or where there is none, that for states.
pub fn folder() -> Result<PathBuf, ControlError> {
    let dirs = directories::ProjectDirs::from("", "", "sitwell")
        .ok_or(ControlError::Unsupported("you have no home folder"))?;
    // A name that was inherited from another user's session may name nothing.
    let runtime = dirs.runtime_dir().filter(|folder| folder.parent().is_some_and(Path::is_dir));
    Ok(runtime.or_else(|| dirs.state_dir()).unwrap_or_else(|| dirs.data_local_dir()).to_owned())
}

/// Systems without Unix sockets: every Sitwell is the only one, and none can be asked.
#[cfg(not(unix))]
mod absent {
    use std::{convert::Infallible, io, path::Path};

    use super::{Answer, ControlError, Request};

    const WHY: &str = "the commands need Unix sockets, which this system does not have";

    /// There is none here.
    #[derive(Debug)]
    pub struct SingleInstance(Infallible);

    impl SingleInstance {
        /// Always [`ControlError::Unsupported`].
        pub fn take(_folder: &Path) -> Result<Option<Self>, ControlError> {
            Err(ControlError::Unsupported(WHY))
        }
    }

    /// There is none here.
    #[derive(Debug)]
    pub struct ControlServer;

    impl ControlServer {
        /// Cannot be called: there is no instance.
        pub fn start(
            instance: SingleInstance,
            _handle: impl Fn(Request) -> Answer + Send + 'static,
        ) -> io::Result<Self> {
            match instance.0 {}
        }
    }

    /// Always [`ControlError::Unsupported`].
    pub fn send(_folder: &Path, _request: Request) -> Result<Answer, ControlError> {
        Err(ControlError::Unsupported(WHY))
    }
}
