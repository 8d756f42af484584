//! What every way to watch starts with: the user's settings and profiles.

use super::say;
use crate::{
    desktop::monitors,
    engine::Keeping,
    profile::Profiles,
    settings::{Settings, SettingsError},
};

/// The user's settings; the usual ones where there are none yet.
pub(super) fn settings() -> Result<Settings, SettingsError> {
    Settings::default_path().map_or_else(|| Ok(Settings::default()), |path| Settings::load(&path))
}

/// The user's profiles. What is wrong with one of them is told, and keeps nobody from watching.
pub(super) fn kept_profiles() -> Keeping {
    let Some(folder) = Profiles::default_folder() else { return Keeping::Nowhere };
    let (profiles, troubles) = Profiles::open(folder);
    for trouble in troubles {
        say(&format!("warning: {trouble}"));
    }
    Keeping::Profiles { profiles, monitors: Box::new(monitors::connected) }
}
