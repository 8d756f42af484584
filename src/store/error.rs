//! Why something cannot be kept or read.

use std::path::PathBuf;

use super::SessionId;

/// Why something cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing is kept: there is no place for it, or it was not wanted.
    #[error("no sessions are kept here\nhint: set HOME, so that there is a place for them")]
    Nowhere,
    /// The disk or its rights.
    #[error(
        "{path}: the sessions cannot be read or written ({what})\nhint: make the folder one that you may read and \
         write, on a disk that is not full"
    )]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// Another program has it.
    #[error("{path}: the sessions are in use by another program\nhint: try again in a moment")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Written by a newer Sitwell.
    #[error(
        "{path}: the sessions were written by a newer Sitwell (version {found} of the file, this one knows {known})\n\
         hint: install the newer Sitwell again; the file was left as it is"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// It is no store, or a damaged one.
    #[error(
        "{path}: the sessions are damaged ({what})\nhint: start Sitwell: it sets the file aside and takes over what can \
         be read"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// It is no backup, or a damaged one.
    #[error(
        "{path}: no backup of Sitwell's, or a damaged one ({what})\nhint: take another copy; nothing was taken in"
    )]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// There is no such session.
    #[error("there is no session {id}\nhint: `sitwell sessions list` shows which there are", id = .0.0)]
    NoSuchSession(SessionId),
    /// The thread of the store is gone.
    #[error("the store has stopped\nhint: start Sitwell again")]
    Stopped,
}
