//! Starts the engine and opens the window.

use std::{ffi::OsStr, path::Path, sync::Arc};

use super::{PoseOptions, say, start};
use crate::{
    engine::{Command, Keeping, LiveMonitor, Monitor, Setup, Watcher, analyzer::Analyzer},
    estimator::{self, models},
    profile::Profile,
    settings::Settings,
    ui::{self, AboutInfo},
};

pub(super) fn open(source: Option<&OsStr>, profile: Option<&Path>, pose: &PoseOptions) -> anyhow::Result<()> {
    let mut analyzer = Analyzer::new(pose.open()?);
    let mut notice = None;
    // Damaged settings must not keep the user from working; they stay as they are until he chooses others.
    let settings = start::settings().unwrap_or_else(|error| {
        say(&format!("warning: {error}"));
        notice = Some(format!("Your settings could not be read, so the usual ones hold: {error}"));
        Settings::default()
    });
    let keeping = match profile {
        // One that is not there yet is made by the first calibration.
        Some(path) => {
            if path.exists() {
                analyzer.set_neutral(Some(Arc::new(Profile::load(path)?.neutral)));
            }
            Keeping::File(path.to_owned())
        }
        None => start::kept_profiles(),
    };
    let source = source.map_or_else(|| settings.camera.source.clone().into(), OsStr::to_owned);
    ui::run(about(pose), |wake| {
        let monitor = LiveMonitor::start(Setup {
            source,
            watcher: Watcher::new(analyzer, settings.alerts),
            keeping,
            away_secs: settings.camera.release_when_away.then_some(settings.camera.away_secs),
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
