//! `sitwell doctor`: camera, engine, models, folders and graphics, and what is wrong with them.

mod privacy;

use std::{
    fs,
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
};

use image::RgbImage;

use super::{PoseOptions, cameras};
use crate::{
    estimator::{self, ENGINE_VARIABLE, LIBRARY_VARIABLE, models},
    frame::Frame,
    profile::Profiles,
    settings::Settings,
    source,
    time::{Clock, Mono},
};

/// The options of `sitwell doctor`.
#[derive(clap::Args)]
pub(super) struct Doctor {
    /// Tell what Sitwell stores of you, where, and who may read it, and nothing else
    #[arg(long)]
    privacy: bool,
}

impl Doctor {
    /// Prints what was found; a fault is told with its remedy, and does not end the check.
    pub(super) fn run(&self, pose: &PoseOptions) -> anyhow::Result<()> {
        if self.privacy { print(&privacy::stored()) } else { print(&health(pose)) }
    }
}

fn health(pose: &PoseOptions) -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("Sitwell", vec![format!("version {}", env!("CARGO_PKG_VERSION"))]),
        ("Engine", engine()),
        ("Models", models(pose)),
        ("Estimator", estimate(pose)),
        ("Cameras", cameras()),
        ("Videos", vec![ffmpeg()]),
        ("Folders", folders()),
        ("Graphics", vec![graphics()]),
    ]
}

fn print(sections: &[(&str, Vec<String>)]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for (title, lines) in sections {
        writeln!(out, "{title}")?;
        for line in lines.iter().flat_map(|line| line.lines()) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

fn engine() -> Vec<String> {
    let engine = estimator::engine();
    let mut lines = vec![engine.name()];
    match &engine.library {
        Some(library) => lines.push(format!("library {}", library.display())),
        None => lines.push(format!(
            "no ONNX Runtime library in use; with one it is about four times faster\nhint: run `make setup`, or set \
             {LIBRARY_VARIABLE} to its path ({ENGINE_VARIABLE}=tract asks for pure Rust)"
        )),
    }
    lines.extend(engine.warning.as_ref().map(|warning| format!("warning: {warning}")));
    lines
}

fn models(pose: &PoseOptions) -> Vec<String> {
    let place =
        pose.models.as_ref().map_or_else(|| "built in".to_owned(), |folder| folder.display().to_string());
    let models = pose.models();
    let check = |model| match models.read(model) {
        Ok(file) => format!("{} ({place}, {} bytes)", file.name(), file.bytes().len()),
        Err(error) => format!("problem: {error}"),
    };
    models::ALL.into_iter().map(check).collect()
}

/// Loads the estimator and runs it once on a grey picture.
fn estimate(pose: &PoseOptions) -> Vec<String> {
    let frame = Frame {
        at: Mono(0.0),
        index: 0,
        name: None,
        image: RgbImage::from_pixel(640, 480, image::Rgb([128; 3])),
    };
    let mut estimator = match estimator::open(pose.estimator, &pose.models()) {
        Ok(estimator) => estimator,
        Err(error) => return vec![format!("problem: {error}")],
    };
    // The first run allocates.
    let first = estimator.estimate(&frame);
    let clock = Clock::start();
    match first.and_then(|_| estimator.estimate(&frame)) {
        Ok(_) => vec![format!("{}: {:.0} ms for a picture", estimator.name(), clock.now().secs() * 1000.0)],
        Err(error) => vec![format!("problem: {error}")],
    }
}

fn cameras() -> Vec<String> {
    match source::cameras() {
        Ok(found) if found.is_empty() => vec![
            "none found\nhint: plug one in or switch it on; `sitwell --source demo` works without one"
                .to_owned(),
        ],
        Ok(found) => found.iter().map(cameras::describe).collect(),
        Err(error) => vec![format!("problem: {error}\nhint: {}", error.hint())],
    }
}

fn ffmpeg() -> String {
    let version = Command::new("ffmpeg").arg("-version").stdin(Stdio::null()).output();
    match version {
        Ok(output) => String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or("ffmpeg").to_owned(),
        Err(_) => "ffmpeg is not installed; only needed to analyse video files".to_owned(),
    }
}

fn folders() -> Vec<String> {
    let (Some(folder), Some(settings)) = (Profiles::default_folder(), Settings::default_path()) else {
        return vec![
            "problem: this system names no home folder, so that no calibration can be kept".to_owned(),
        ];
    };
    let kept = match Profiles::open(&folder).0.list() {
        Ok(kept) => format!("{} kept", kept.len()),
        Err(error) => format!("problem: {error}"),
    };
    let mut lines = vec![format!("calibrations {} ({kept})", folder.display())];
    if let Err(error) = writable(&folder) {
        lines
            .push(format!("problem: {error}\nhint: make the folder writable, or name a --profile elsewhere"));
    }
    lines.push(match Settings::load(&settings) {
        Ok(_) if settings.exists() => format!("settings {}", settings.display()),
        Ok(_) => format!("settings {} (none yet: everything has its default)", settings.display()),
        Err(error) => format!("problem: {error}"),
    });
    lines.push("pictures are stored nowhere (`sitwell doctor --privacy` tells more)".to_owned());
    lines
}

/// Whether a file can be made in the folder, or in the nearest one above it that exists.
fn writable(folder: &Path) -> io::Result<()> {
    let existing = folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder);
    if fs::metadata(existing)?.permissions().readonly() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            format!("{}: may not be written to", existing.display()),
        ));
    }
    Ok(())
}

fn graphics() -> String {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    if cfg!(not(target_os = "linux")) {
        return "the system's own window system, OpenGL".to_owned();
    }
    match (set("WAYLAND_DISPLAY"), set("DISPLAY")) {
        (Some(display), _) => format!("Wayland display {display}, OpenGL"),
        (None, Some(display)) => format!("X11 display {display}, OpenGL"),
        (None, None) => {
            "no display: the window cannot be opened here, `sitwell analyze` can be used".to_owned()
        }
    }
}
