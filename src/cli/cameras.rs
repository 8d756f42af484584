//! `sitwell cameras`: what cameras there are and what they offer.

use std::io::{self, Write};

use super::say;
use crate::source::{self, CameraInfo};

pub(super) fn list() -> anyhow::Result<()> {
    let cameras = source::cameras()?;
    if cameras.is_empty() {
        say("no camera was found");
        say("hint: plug one in or switch it on; `sitwell --source demo` shows the demo session without one");
    }
    let mut out = io::stdout().lock();
    for camera in &cameras {
        write!(out, "{}", describe(camera))?;
    }
    Ok(())
}

/// One camera in a few lines, as `doctor` shows it, too.
pub(super) fn describe(camera: &CameraInfo) -> String {
    let mut lines = format!("camera:{}  {}  ({})\n", camera.index, camera.name, camera.identity);
    for format in &camera.formats {
        lines += &format!("    {format}\n");
    }
    if let Some(problem) = &camera.problem {
        lines += &format!("    cannot be used: {problem}\n    hint: {}\n", problem.hint());
    }
    lines
}
