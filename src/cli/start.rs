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

/// Since 1.31 ONNX Runtime makes an identifier of the computer and asks the network for the address of its makers as soon
/// as it is loaded, before anybody can tell it not to. It obeys this variable alone.
const NO_TELEMETRY: &str = "ORT_DISABLE_TELEMETRY";

/// Starts the program again, as the same process, with the variable that keeps ONNX Runtime from the network. No program
/// can safely set its own variables while a library may read them.
pub(super) fn keep_from_network() {
    #[cfg(unix)]
    if std::env::var_os(NO_TELEMETRY).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        use std::os::unix::process::CommandExt;
        let mut arguments = std::env::args_os();
        let mut again = std::process::Command::new(program);
        if let Some(name) = arguments.next() {
            again.arg0(name);
        }
        let refused = again.args(arguments).env(NO_TELEMETRY, "1").exec();
        say(&format!(
            "warning: ONNX Runtime cannot be kept from the network: {refused}\nhint: set {NO_TELEMETRY}=1"
        ));
    }
}
