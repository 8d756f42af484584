//! What every way to watch starts with: the user's settings and profiles.

use super::say;
use crate::{
    app::Instruments,
    desktop::monitors,
    engine::Keeping,
    estimator::{self, PoseEstimator},
    profile::Profiles,
    settings::{Settings, SettingsError},
    store::Store,
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

/// The user's sessions, and what the user should be told about them.
pub(super) fn sessions() -> (Store, Option<String>) {
    match Store::default_path() {
        Some(path) => Store::open(&path),
        None => (Store::nowhere(), None),
    }
}

/// What judges, for the record of a session.
pub(super) fn instruments(estimator: &dyn PoseEstimator) -> Instruments {
    Instruments { engine: estimator::engine().name(), model: estimator.name().to_owned() }
}
