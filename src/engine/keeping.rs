//! Where calibrations are kept, and which one is for this camera and desk.

use std::path::PathBuf;

use crate::{
    posture::Neutral,
    profile::{DeskSetup, Found, Kept, Profile, ProfileError, Profiles},
    source::KnownCamera,
    text::{self, words, words_with},
    time::WallTime,
};

/// Where calibrations are kept.
pub enum Keeping {
    /// Nowhere: one serves until the program ends.
    Nowhere,
    /// In the file that the user named.
    File(PathBuf),
    /// A profile for every camera and desk.
    Profiles {
        /// All of them.
        profiles: Profiles,
        /// The monitors that are connected now, as stable identities.
        monitors: Box<dyn Fn() -> Vec<String> + Send>,
    },
}

/// The calibration for a desk.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Chosen {
    /// The name of the profile.
    pub(super) name: Option<String>,
    pub(super) neutral: Option<Neutral>,
    /// When that was taken.
    pub(super) calibrated: Option<WallTime>,
    /// What the user should know.
    pub(super) notice: Option<String>,
}

impl Keeping {
    /// The desk that this camera now stands on, if it matters where calibrations are kept.
    pub(super) fn desk(&self, camera: &KnownCamera) -> Option<DeskSetup> {
        match self {
            Self::Nowhere | Self::File(_) => None,
            Self::Profiles { monitors, .. } => Some(DeskSetup {
                camera: camera.identity.clone(),
                camera_name: camera.name.clone(),
                monitors: monitors(),
            }),
        }
    }

    /// What was calibrated at this desk.
    pub(super) fn choose(&self, desk: &DeskSetup) -> Chosen {
        let Self::Profiles { profiles, .. } = self else { return Chosen::default() };
        match profiles.find(desk) {
            Ok(Found::Fits(kept)) => {
                // That it was used today is of use to nobody now; what keeps it from being noted will be told when
                // something is to be kept.
                let _not_noted = profiles.touch(&kept.id, WallTime::now());
                let Profile { name, neutral, calibrated, .. } = kept.profile;
                Chosen { name: Some(name), neutral: Some(neutral), calibrated, notice: None }
            }
            Ok(Found::OtherMonitors(kept)) => Chosen {
                notice: Some(format!(
                    "{}\nhint: {}",
                    words_with("notice-new-desk", &[("profile", kept.profile.name.into())]),
                    words("notice-new-desk.hint")
                )),
                ..Chosen::default()
            },
            Ok(Found::Nothing) => Chosen::default(),
            Err(error) => Chosen {
                notice: Some(text::notice("notice-calibration-not-read", &error)),
                ..Chosen::default()
            },
        }
    }

    /// All profiles that are kept, the latest used first.
    pub(super) fn list(&self) -> Vec<Kept> {
        match self {
            // What cannot be read was told when the folder was opened.
            Self::Profiles { profiles, .. } => profiles.list().unwrap_or_default(),
            Self::Nowhere | Self::File(_) => Vec::new(),
        }
    }

    /// Puts a profile aside.
    pub(super) fn remove(&self, id: &str) -> Result<(), ProfileError> {
        match self {
            Self::Profiles { profiles, .. } => profiles.remove(id).map(|_set_aside_at| ()),
            Self::Nowhere | Self::File(_) => Ok(()),
        }
    }

    /// Keeps a calibration that was made then; returns the name of its profile.
    pub(super) fn keep(
        &self,
        desk: Option<&DeskSetup>,
        neutral: &Neutral,
        calibrated: WallTime,
    ) -> Result<Option<String>, ProfileError> {
        match (self, desk) {
            (Self::File(path), _) => {
                // What else is in it, such as its name, stays.
                let mut profile = Profile::load(path).unwrap_or_else(|_| Profile::new(neutral.clone()));
                profile.neutral.clone_from(neutral);
                profile.calibrated = Some(calibrated);
                profile.save(path).map(|()| None)
            }
            (Self::Profiles { profiles, .. }, Some(desk)) => {
                profiles.keep(desk, neutral.clone(), calibrated).map(|kept| Some(kept.profile.name))
            }
            (Self::Nowhere | Self::Profiles { .. }, _) => Ok(None),
        }
    }

    /// Gives the profile of this desk another name; returns the one that it has now.
    pub(super) fn rename(
        &self,
        desk: Option<&DeskSetup>,
        name: &str,
    ) -> Result<Option<String>, ProfileError> {
        match (self, desk) {
            (Self::Profiles { profiles, .. }, Some(desk)) => match profiles.find(desk)? {
                Found::Fits(kept) => profiles.rename(&kept.id, name).map(Some),
                Found::OtherMonitors(_) | Found::Nothing => Ok(None),
            },
            _ => Ok(None),
        }
    }
}
