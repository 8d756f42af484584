//! A user's calibration as a file: JSON, versioned, written in one piece.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::posture::{Neutral, Reading, Reference};

/// The version that this program writes. An older one stays readable; a newer one is refused, not guessed at.
const VERSION: u32 = 1;
/// No profile is larger; a larger file is something else.
const MAX_BYTES: u64 = 1 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    version: u32,
    neutral: Neutral,
}

/// Why a profile cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// The file system said no.
    #[error("{path}: {error}\nhint: {hint}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
        /// What to do.
        hint: &'static str,
    },
    /// It is no profile, or a damaged one.
    #[error(
        "{path}: not a Sitwell profile ({what})\nhint: calibrate again to make a new one; the file was left as it is"
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, with its line.
        what: String,
    },
    /// A later Sitwell wrote it.
    #[error(
        "{path}: a profile of version {found}, and this Sitwell reads up to {VERSION}\nhint: update Sitwell, or calibrate again"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u64,
    },
}

/// Reads a neutral.
pub fn load(path: &Path) -> Result<Neutral, ProfileError> {
    let io = |error| ProfileError::Io {
        path: path.into(),
        error,
        hint: "name a profile that exists and that you may read",
    };
    let malformed = |what: String| ProfileError::Malformed { path: path.into(), what };
    // A device or a pipe may never end, or never begin.
    if !fs::metadata(path).map_err(io)?.is_file() {
        return Err(malformed("it is not a file".into()));
    }
    let mut text = Vec::new();
    File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut text)).map_err(io)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(malformed(format!("it has over {MAX_BYTES} bytes")));
    }
    let value: serde_json::Value = serde_json::from_slice(&text).map_err(|e| malformed(e.to_string()))?;
    let version = value.get("version").and_then(serde_json::Value::as_u64);
    match version {
        None => return Err(malformed("it has no version".into())),
        Some(found) if found > u64::from(VERSION) => {
            return Err(ProfileError::Newer { path: path.into(), found });
        }
        Some(_) => {}
    }
    // From the text again, so that an error has its line.
    let profile: Profile = serde_json::from_slice(&text).map_err(|e| malformed(e.to_string()))?;
    if !profile.neutral.own.is_possible() {
        return Err(malformed("its angles of the neck or of the camera cannot be".into()));
    }
    match Reference::of_neutral(&profile.neutral) {
        Reading::Known(_) => Ok(profile.neutral),
        Reading::Unknown(why) => {
            Err(malformed(format!("its neutral cannot be used: {}", crate::text::why_sentence(why))))
        }
    }
}

/// Whether a profile could be written there, before a calibration is spent on it: what is there already must be a
/// file.
pub fn check_target(path: &Path) -> Result<(), ProfileError> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => Err(ProfileError::Io {
            path: path.into(),
            error: io::Error::other("it is there, and not a file"),
            hint: "name another file",
        }),
        _ => Ok(()),
    }
}

/// Writes a neutral: beside the old file first, then in its place, so that a crash loses neither.
pub fn save(path: &Path, neutral: &Neutral) -> Result<(), ProfileError> {
    let io = |error| ProfileError::Io {
        path: path.into(),
        error,
        hint: "choose a folder that you may write to, on a disk that is not full",
    };
    check_target(path)?;
    // Through a link, the file that it points to is replaced, and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.into());
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let profile = Profile { version: VERSION, neutral: neutral.clone() };
    let text = serde_json::to_string_pretty(&profile).map_err(|error| io(error.into()))?;
    let draft = target.with_extension("json.new");
    fs::write(&draft, text).and_then(|()| fs::rename(&draft, &target)).map_err(|error| {
        // What is left of a draft is of no use; that it cannot be removed either changes nothing.
        let _kept = fs::remove_file(&draft);
        io(error)
    })
}

/// Where the window keeps the user's profile; `None` on a system without a home folder.
pub fn default_path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "sitwell").map(|dirs| dirs.data_dir().join("profile.json"))
}
