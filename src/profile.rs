//! A user's calibration as a file: JSON, versioned, written in one piece.

use std::{
    fs, io,
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
    let size = fs::metadata(path).map_err(io)?.len();
    if size > MAX_BYTES {
        return Err(malformed(format!("{size} bytes are too many for one")));
    }
    let text = fs::read(path).map_err(io)?;
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
    match Reference::of_neutral(&profile.neutral) {
        Reading::Known(_) => Ok(profile.neutral),
        Reading::Unknown(why) => {
            Err(malformed(format!("its neutral cannot be used: {}", crate::text::why_sentence(why))))
        }
    }
}

/// Writes a neutral: beside the old file first, then in its place, so that a crash loses neither.
pub fn save(path: &Path, neutral: &Neutral) -> Result<(), ProfileError> {
    let io = |error| ProfileError::Io {
        path: path.into(),
        error,
        hint: "choose a folder that you may write to, on a disk that is not full",
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let profile = Profile { version: VERSION, neutral: neutral.clone() };
    let text = serde_json::to_string_pretty(&profile).map_err(|error| io(error.into()))?;
    let draft = path.with_extension("json.new");
    fs::write(&draft, text).map_err(io)?;
    fs::rename(&draft, path).map_err(io)
}

/// Where the window keeps the user's profile; `None` on a system without a home folder.
pub fn default_path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "sitwell").map(|dirs| dirs.data_dir().join("profile.json"))
}
