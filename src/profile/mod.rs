//! The user's calibrations as files: JSON, versioned, one for every camera and desk.

mod store;

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

pub use store::{Found, Kept, Profiles};

use crate::{
    posture::{Neutral, Reading, Reference},
    small_file,
    time::WallTime,
};

/// The version that this program writes. An older one stays readable; a newer one is refused, not guessed at.
const VERSION: u32 = 3;
/// No profile is larger; a larger file is something else.
const MAX_BYTES: u64 = 1 << 20;
/// A longer name would fill the window.
const MAX_NAME_LETTERS: usize = 80;

/// A calibration, and where it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    version: u32,
    /// For people, such as `Logi C920, 2 monitors`; empty where it has none.
    #[serde(default)]
    pub name: String,
    /// Where it holds; `None`: at the first desk that has no profile of its own. Version 1 did not know it.
    #[serde(default)]
    pub desk: Option<DeskSetup>,
    /// When it was made; version 1 did not tell.
    #[serde(default)]
    pub calibrated: Option<WallTime>,
    /// When it was last used, to the day.
    #[serde(default)]
    pub last_used: Option<WallTime>,
    /// How the user sits well, with what he showed beside it.
    pub neutral: Neutral,
}

/// What makes a desk: from another place of the camera, or at other monitors, the same posture looks different.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskSetup {
    /// What tells the camera from every other, as the system knows it.
    pub camera: String,
    /// Its name, for people; plays no part in telling desks apart.
    pub camera_name: String,
    /// What tells the monitors from every other, in any order; empty: not known.
    pub monitors: Vec<String>,
}

impl DeskSetup {
    /// Whether it is the same camera at the same monitors.
    pub fn is_same_desk(&self, other: &Self) -> bool {
        let sorted = |monitors: &[String]| {
            let mut monitors = monitors.to_vec();
            monitors.sort();
            monitors
        };
        self.camera == other.camera && sorted(&self.monitors) == sorted(&other.monitors)
    }

    /// In words, such as `Logi C920, 2 monitors`.
    fn words(&self) -> String {
        let monitors = match self.monitors.len() {
            0 => return self.camera_name.clone(),
            1 => "1 monitor".to_owned(),
            count => format!("{count} monitors"),
        };
        format!("{}, {monitors}", self.camera_name)
    }
}

/// Why a profile cannot be read, written or found.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// The file system said no.
    #[error("{path}: {error}\nhint: {hint}")]
    Io {
        /// The file or folder.
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
    /// A damaged one among the user's profiles; it stands in nobody's way any more.
    #[error(
        "{path}: not a Sitwell profile ({what})\nhint: it was set aside as {aside}; calibrate again at that desk, or \
         import a copy that you exported"
    )]
    SetAside {
        /// Where it was.
        path: PathBuf,
        /// What is wrong with it, with its line.
        what: String,
        /// Where it is now.
        aside: PathBuf,
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
    /// There is none of that name.
    #[error("there is no profile {name:?}\nhint: {}", known_names(known))]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
}

fn known_names(known: &[String]) -> String {
    if known.is_empty() {
        return "there is none yet; a calibration in the window makes one".to_owned();
    }
    format!("there are {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
}

impl Profile {
    /// A profile of no particular desk.
    pub fn new(neutral: Neutral) -> Self {
        Self { version: VERSION, name: String::new(), desk: None, calibrated: None, last_used: None, neutral }
    }

    /// Reads a profile of this or an older version.
    pub fn load(path: &Path) -> Result<Self, ProfileError> {
        let malformed = |what: String| ProfileError::Malformed { path: path.into(), what };
        let text = small_file::read(path, MAX_BYTES).map_err(|error| {
            if error.kind() == io::ErrorKind::FileTooLarge {
                return malformed(error.to_string());
            }
            let hint = "name a profile that exists and that you may read";
            ProfileError::Io { path: path.into(), error, hint }
        })?;
        let value: serde_json::Value = serde_json::from_slice(&text).map_err(|e| malformed(e.to_string()))?;
        match value.get("version").and_then(serde_json::Value::as_u64) {
            None => return Err(malformed("it has no version".into())),
            Some(found) if found > u64::from(VERSION) => {
                return Err(ProfileError::Newer { path: path.into(), found });
            }
            Some(_) => {}
        }
        // From the text again, so that an error has its line.
        let profile: Self = serde_json::from_slice(&text).map_err(|e| malformed(e.to_string()))?;
        if !profile.neutral.own.is_possible() {
            return Err(malformed("its angles of the neck or of the camera cannot be".into()));
        }
        if let Reading::Unknown(why) = Reference::of_neutral(&profile.neutral) {
            return Err(malformed(format!("its neutral cannot be used: {}", crate::text::why_sentence(why))));
        }
        // Names come from cameras and from other people's files, and go to a terminal.
        let name =
            profile.name.chars().filter(|letter| !letter.is_control()).take(MAX_NAME_LETTERS).collect();
        Ok(Self { version: VERSION, name, ..profile })
    }

    /// Writes the profile in one piece; a crash loses neither it nor the former one.
    pub fn save(&self, path: &Path) -> Result<(), ProfileError> {
        let io = |error| ProfileError::Io {
            path: path.into(),
            error,
            hint: "choose a folder that you may write to, on a disk that is not full",
        };
        let text = serde_json::to_string_pretty(self).map_err(|error| io(error.into()))?;
        small_file::write(path, text.as_bytes()).map_err(io)
    }
}

/// Whether a profile could be written there, before a calibration is spent on it.
pub fn check_target(path: &Path) -> Result<(), ProfileError> {
    small_file::check_target(path).map_err(|error| ProfileError::Io {
        path: path.into(),
        error,
        hint: "name another file",
    })
}
