//! Starts the engine and opens the window.

use std::{ffi::OsStr, path::Path, sync::Arc};

use super::{PoseOptions, say};
use crate::{
    alerts::AlertSettings,
    engine::{Command, LiveMonitor, Monitor, Setup, Watcher, analyzer::Analyzer},
    estimator::{self, models},
    profile::{self, Profile},
    ui::{self, AboutInfo},
};

pub(super) fn open(source: &OsStr, profile: Option<&Path>, pose: &PoseOptions) -> anyhow::Result<()> {
    let mut analyzer = Analyzer::new(pose.open()?);
    let kept = profile.map(Path::to_owned).or_else(profile::default_path);
    let mut notice = None;
    // A profile that is not there yet is made by the first calibration. One that was named and is damaged is an
    // error; the usual one must not keep the user from working.
    if let Some(path) = kept.as_deref().filter(|path| path.exists()) {
        match Profile::load(path) {
            Ok(profile) => analyzer.set_neutral(Some(Arc::new(profile.neutral))),
            Err(error) if profile.is_some() => return Err(error.into()),
            Err(error) => {
                say(&format!("warning: {error}"));
                notice = Some(format!("Your calibration could not be read: {error}"));
            }
        }
    }
    let source = source.to_owned();
    ui::run(about(pose), |wake| {
        let monitor = LiveMonitor::start(Setup {
            source,
            watcher: Watcher::new(analyzer, AlertSettings::default()),
            profile: kept,
            calibrate: false,
            notice,
            wake,
            tell: Box::new(|_| {}),
        })?;
        monitor.send(Command::Preview(true));
        Ok(Box::new(monitor) as Box<dyn Monitor>)
    })?;
    Ok(())
}

fn about(pose: &PoseOptions) -> AboutInfo {
    let engine = estimator::engine();
    let library = engine.library.as_ref().map_or_else(String::new, |path| format!(", {}", path.display()));
    let from =
        pose.models.as_ref().map_or_else(|| "built in".to_owned(), |folder| folder.display().to_string());
    AboutInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        engine: format!("{}{library}", engine.name()),
        models: models::ALL.into_iter().map(|model| format!("{} ({from})", model.file)).collect(),
        licences: [
            "Sitwell: MIT or Apache-2.0",
            "MoveNet and BlazePose models: Apache-2.0, Copyright Google",
            "Inter font: SIL Open Font License 1.1",
        ]
        .map(str::to_owned)
        .into(),
    }
}
