//! Why a source gives no frames, by what can be done about it.

use std::path::Path;

/// Why a source gives no frames. The variants differ in what to do about it; [`SourceError::hint`] says what.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SourceError {
    /// The name of a source makes no sense, or names nothing. Remedy: another name.
    #[error("{what}")]
    NotFound {
        /// What was asked for.
        what: String,
        /// What to do.
        hint: String,
    },
    /// It is there, but it cannot be read: damaged, empty, too large, animated, of an unknown kind. Remedy: another file.
    #[error("{what}")]
    Unreadable {
        /// Which file, which frame, and what is wrong with it.
        what: String,
        /// What to do.
        hint: String,
    },
    /// A program that is needed is not installed. Remedy: install it.
    #[error("{what}")]
    MissingTool {
        /// Which one, and what for.
        what: String,
        /// How to install it.
        hint: String,
    },
    /// No camera, or none of that name. Remedy: plug it in, or choose another.
    #[error("{what}")]
    NoCamera {
        /// What was looked for, and what is there.
        what: String,
    },
    /// Another program uses the camera. Remedy: close that program.
    #[error("{camera} is in use by another program")]
    Busy {
        /// Which camera.
        camera: String,
    },
    /// Another program opened the camera while Sitwell had it, so it was given away. Remedy: none needed.
    #[error("{program} wanted {camera} and has it")]
    GivenAway {
        /// Which camera.
        camera: String,
        /// The name of the other program.
        program: String,
    },
    /// The system does not let this user have the camera. Remedy: permission.
    #[error("{camera} may not be opened by this user (permission denied)")]
    Denied {
        /// Which camera.
        camera: String,
    },
    /// The camera went away. Remedy: plug it in again; it is found by itself.
    #[error("{camera} was unplugged")]
    Unplugged {
        /// Which camera.
        camera: String,
    },
    /// The camera is open and sends nothing. Remedy: plug it out and in.
    #[error("{camera} sends no pictures")]
    Stalled {
        /// Which camera.
        camera: String,
    },
    /// Every frame that the camera sends is damaged. Remedy: another cable or socket.
    #[error("{camera} sends only damaged pictures ({reason})")]
    OnlyDamaged {
        /// Which camera.
        camera: String,
        /// What is wrong with the last one.
        reason: String,
    },
    /// The camera offers nothing that can be read. Remedy: another camera.
    #[error("{camera} offers no picture format that Sitwell can read ({offers})")]
    UnsupportedFormat {
        /// Which camera.
        camera: String,
        /// What it offers, or what the system said.
        offers: String,
    },
    /// The system's camera interface failed in some other way. Remedy: none known; it is tried again.
    #[error("{camera}: {message}")]
    Backend {
        /// Which camera.
        camera: String,
        /// What the system said.
        message: String,
    },
}

impl SourceError {
    /// What to do about it, in one sentence.
    pub fn hint(&self) -> &str {
        match self {
            Self::NotFound { hint, .. } | Self::Unreadable { hint, .. } | Self::MissingTool { hint, .. } => {
                hint
            }
            Self::NoCamera { .. } => {
                "plug a camera in or switch it on (some laptops have a key or a slider for it); \
                 `sitwell cameras` lists what is there"
            }
            Self::Busy { .. } => {
                "close the program that shows its picture (a call, a browser tab, another Sitwell)"
            }
            Self::GivenAway { .. } => "Sitwell watches again by itself when the camera is free",
            Self::Denied { .. } if cfg!(target_os = "linux") => {
                "add yourself to the group that owns it: `sudo usermod -aG video $USER`, then log in again"
            }
            Self::Denied { .. } => "allow camera access for this program in the system's privacy settings",
            Self::Unplugged { .. } => "plug it in again; it is found by itself",
            Self::Stalled { .. } => "plug it out and in again, or try another USB port without a hub",
            Self::OnlyDamaged { .. } => "try another cable, or another USB port without a hub",
            Self::UnsupportedFormat { .. } => {
                "try another camera; MJPEG, YUYV, UYVY, NV12, RGB, BGR and grey can be read"
            }
            Self::Backend { .. } => "`sitwell doctor` shows what the system says about the camera",
        }
    }

    /// For machines: what it is, in one word that stays the same.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::Unreadable { .. } => "unreadable",
            Self::MissingTool { .. } => "missing_tool",
            Self::NoCamera { .. } => "no_camera",
            Self::Busy { .. } | Self::GivenAway { .. } => "busy",
            Self::Denied { .. } => "denied",
            Self::Unplugged { .. } => "unplugged",
            Self::Stalled { .. } => "stalled",
            Self::UnsupportedFormat { .. } => "unsupported_format",
            Self::OnlyDamaged { .. } | Self::Backend { .. } => "failed",
        }
    }

    pub(super) fn unreadable(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Unreadable { what: what.into(), hint: hint.into() }
    }

    pub(super) fn not_found(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::NotFound { what: what.into(), hint: hint.into() }
    }
}

/// A path as it may stand in a message: a newline or an escape code in a file's name must not garble the terminal.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy()
        .chars()
        .flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] })
        .collect()
}
