//! The log of a session: everything that happened, a line of JSON each, in a file that the user named.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::engine::Record;

/// A file that lines are added to. It never keeps anybody from watching: what cannot be written is told once.
pub struct Log {
    path: PathBuf,
    file: File,
    has_failed: bool,
}

impl Log {
    /// Opens the file, or makes it; only its owner can read it.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self { path: path.into(), file: options.open(path)?, has_failed: false })
    }

    /// Adds a line, in one piece. Returns what the user is to be told if that fails, the first time.
    pub fn add(&mut self, record: &Record) -> Result<(), String> {
        let written = serde_json::to_vec(record).map_err(io::Error::from).and_then(|mut line| {
            line.push(b'\n');
            self.file.write_all(&line)
        });
        match written {
            Ok(()) => {
                self.has_failed = false;
                Ok(())
            }
            Err(_) if self.has_failed => Ok(()),
            Err(error) => {
                self.has_failed = true;
                Err(format!(
                    "The log {} could not be written: {error}\nhint: free some space, or choose another place",
                    self.path.display()
                ))
            }
        }
    }
}
