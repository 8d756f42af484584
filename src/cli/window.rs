//! Starts the engine and opens the window.

use std::{ffi::OsString, path::PathBuf, sync::Arc};

use anyhow::Context;

use super::{PoseOptions, say, start};
use crate::{
    app::{self, Handover, Log, Options},
    engine::{Keeping, analyzer::Analyzer},
    estimator::{self, models},
    profile::Profile,
    settings::Settings,
    text,
    ui::AboutInfo,
};

/// The options of the window.
#[derive(clap::Args)]
pub(super) struct Window {
    /// What to watch: `camera`, `camera:NAME-OR-INDEX`, a picture, DIR[@FPS], a video, `-` or `demo`
    /// [default: as in the settings, which is `camera` at first]
    #[arg(long, value_name = "SOURCE")]
    source: Option<OsString>,
    /// Your calibration; without this option there is one in your data folder for every camera and desk
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Add a line of JSON to this file for everything that happens, as `sitwell watch` prints them
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Start without the window: watch, and stay in the tray
    #[arg(long)]
    background: bool,
}

impl Window {
    /// Whether any of them is given.
    pub(super) fn is_any(&self) -> bool {
        self.source.is_some() || self.profile.is_some() || self.log.is_some() || self.background
    }

    pub(super) fn open(&self, pose: &PoseOptions) -> anyhow::Result<()> {
        let instance = match app::hand_over()? {
            Handover::First(instance) => Some(instance),
            Handover::Shown => {
                say("Sitwell is running already; its window is shown.");
                return Ok(());
            }
            Handover::Alone(reason) => {
                say(&format!("warning: other programs cannot ask this Sitwell anything: {reason}"));
                None
            }
        };
        let estimator = pose.open()?;
        let instruments = start::instruments(&*estimator);
        let mut analyzer = Analyzer::new(estimator);
        let (store, store_notice) = start::sessions();
        if let Some(notice) = &store_notice {
            say(&format!("warning: {notice}"));
        }
        // Damaged settings must not keep the user from working; they stay as they are until he chooses others.
        let (settings, damage) = match start::settings() {
            Ok(settings) => (settings, None),
            Err(error) => (Settings::default(), Some(error)),
        };
        settings.window.language.language().set();
        let notice = damage.map(|error| {
            say(&format!("warning: {error}"));
            text::notice("notice-settings-not-read", &error)
        });
        let notice = notice.or(store_notice);
        let keeping = match &self.profile {
            // One that is not there yet is made by the first calibration.
            Some(path) => {
                if path.exists() {
                    analyzer.set_neutral(Some(Arc::new(Profile::load(path)?.neutral)));
                }
                Keeping::File(path.clone())
            }
            None => start::kept_profiles(),
        };
        let log = match &self.log {
            Some(path) => Some(Log::open(path).with_context(|| format!("the log {}", path.display()))?),
            None => None,
        };
        let options = Options {
            source: self.source.clone().unwrap_or_else(|| settings.camera.source.clone().into()),
            analyzer,
            keeping,
            settings,
            settings_file: Settings::default_path(),
            notice,
            store,
            instruments,
            log,
            background: self.background,
            about: about(pose),
        };
        app::run(options, instance)
    }
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
