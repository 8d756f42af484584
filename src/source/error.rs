//! Why a source gives no frames, by what can be done about it.

use std::path::Path;

use crate::text::{words, words_with};

/// Why a source gives no frames. The variants differ in what to do about it; [`SourceError::hint`] says what. What can
/// be wrong with a camera is said in the language in force, because the window shows it; about a file it is English.
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
    #[error("{}", about("source-busy", camera))]
    Busy {
        /// Which camera.
        camera: String,
    },
    /// Another program opened the camera while Sitwell had it, so it was given away. Remedy: none needed.
    #[error(
        "{}",
        words_with("source-given-away", &[("camera", camera.as_str().into()), ("program", program.as_str().into())])
    )]
    GivenAway {
        /// Which camera.
        camera: String,
        /// The name of the other program.
        program: String,
    },
    /// The system does not let this user have the camera. Remedy: permission.
    #[error("{}", about("source-denied", camera))]
    Denied {
        /// Which camera.
        camera: String,
    },
    /// The camera went away. Remedy: plug it in again; it is found by itself.
    #[error("{}", about("source-unplugged", camera))]
    Unplugged {
        /// Which camera.
        camera: String,
    },
    /// The camera is open and sends nothing. Remedy: plug it out and in.
    #[error("{}", about("source-stalled", camera))]
    Stalled {
        /// Which camera.
        camera: String,
    },
    /// Every frame that the camera sends is damaged. Remedy: another cable or socket.
    #[error(
        "{}",
        words_with("source-only-damaged", &[("camera", camera.as_str().into()), ("reason", reason.as_str().into())])
    )]
    OnlyDamaged {
        /// Which camera.
        camera: String,
        /// What is wrong with the last one.
        reason: String,
    },
    /// The camera offers nothing that can be read. Remedy: another camera.
    #[error(
        "{}",
        words_with("source-unsupported-format", &[("camera", camera.as_str().into()), ("offers", offers.as_str().into())])
    )]
    UnsupportedFormat {
        /// Which camera.
        camera: String,
        /// What it offers, or what the system said.
        offers: String,
    },
    /// The system's camera interface failed in some other way. Remedy: none known; it is tried again.
    #[error(
        "{}",
        words_with("source-backend", &[("camera", camera.as_str().into()), ("said", message.as_str().into())])
    )]
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
            Self::NoCamera { .. } => words("source-no-camera.hint"),
            Self::Busy { .. } => words("source-busy.hint"),
            Self::GivenAway { .. } => words("source-given-away.hint"),
            Self::Denied { .. } if cfg!(target_os = "linux") => words("source-denied.hint-on-linux"),
            Self::Denied { .. } => words("source-denied.hint"),
            Self::Unplugged { .. } => words("source-unplugged.hint"),
            Self::Stalled { .. } => words("source-stalled.hint"),
            Self::OnlyDamaged { .. } => words("source-only-damaged.hint"),
            Self::UnsupportedFormat { .. } => words("source-unsupported-format.hint"),
            Self::Backend { .. } => words("source-backend.hint"),
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

/// A sentence about a camera.
fn about(key: &str, camera: &str) -> String {
    words_with(key, &[("camera", camera.into())])
}

/// A path as it may stand in a message: a newline or an escape code in a file's name must not garble the terminal.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy()
        .chars()
        .flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] })
        .collect()
}
