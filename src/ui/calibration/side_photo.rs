//! The photo from the side: where it comes from, and the angle of the neck on it. It is only looked at, and never kept.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, TryRecvError, sync_channel},
    thread,
    time::Duration,
};

use eframe::egui::{Context, ScrollArea, Ui};
use image::RgbImage;

use super::{extras, neck_points::NeckPoints};
use crate::{
    engine,
    posture::Own,
    text::{self, words, words_with},
    ui::{
        page::Scene,
        theme::{self, Palette, space},
    },
};

/// Time to turn sideways before the camera, in seconds.
const TURNING_SECS: f64 = 8.0;

/// A picture, or why there is none; `None`: nothing was chosen.
type Chosen = Option<Result<RgbImage, String>>;

/// The photo on its way to an angle.
#[derive(Default)]
pub(super) enum SidePhoto {
    /// None is there yet; why not, if something went wrong.
    #[default]
    Wanted,
    Failed(String),
    /// The user chooses a file, or it is being read.
    Opening(Receiver<Chosen>),
    /// The camera's picture is taken at this time of the window, in seconds.
    Turning {
        until: f64,
    },
    Shown(Box<NeckPoints>),
}

impl SidePhoto {
    /// Draws it; true when it is no longer wanted.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        self.step(ui.ctx(), scene);
        let dropped = ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            *self = open(ui.ctx(), move || Some(path));
        }
        let mut is_closed = false;
        if let Self::Shown(points) = self {
            is_closed = shown_ui(ui, scene, points);
        } else {
            ScrollArea::vertical().show(ui, |ui| {
                theme::card(ui, |ui| is_closed = self.source_ui(ui));
            });
        }
        is_closed
    }

    /// What has happened since the last picture of the window.
    fn step(&mut self, context: &Context, scene: &Scene<'_>) {
        let now = context.input(|input| input.time);
        let next = match self {
            Self::Opening(chosen) => match chosen.try_recv() {
                Ok(Some(Ok(photo))) => Some(shown(context, &photo)),
                Ok(Some(Err(reason))) => Some(Self::Failed(reason)),
                Ok(None) | Err(TryRecvError::Disconnected) => Some(Self::Wanted),
                Err(TryRecvError::Empty) => None,
            },
            Self::Turning { until } if now >= *until => Some(match &scene.snapshot.frame {
                Some(frame) => shown(context, &frame.image),
                None => Self::Failed(words("calibration-photo-no-camera").to_owned()),
            }),
            Self::Turning { .. } => {
                context.request_repaint_after(Duration::from_millis(250));
                None
            }
            _ => None,
        };
        if let Some(next) = next {
            *self = next;
        }
    }

    /// Where the photo is to come from.
    fn source_ui(&mut self, ui: &mut Ui) -> bool {
        ui.label(theme::title(words("calibration-photo-title")));
        ui.label(words("calibration-photo-sentence"));
        ui.add_space(space::XS);
        match self {
            Self::Failed(reason) => {
                let color = Palette::of(ui).deviation;
                let failed = format!("{}: {reason}", words("calibration-photo-failed"));
                ui.label(theme::strong(text::with_full_stop(&failed)).color(color));
            }
            Self::Opening(_) => {
                ui.label(super::weak(words("calibration-photo-opening")));
            }
            Self::Turning { until } => {
                let seconds = (*until - ui.input(|input| input.time)).max(0.0).ceil();
                let told = words_with("calibration-photo-taking", &[("seconds", seconds.into())]);
                super::announce(ui, theme::strong(told));
            }
            Self::Wanted | Self::Shown(_) => {}
        }
        let mut is_closed = false;
        ui.horizontal_wrapped(|ui| {
            let is_busy = matches!(self, Self::Opening(_) | Self::Turning { .. });
            ui.add_enabled_ui(!is_busy, |ui| {
                if theme::primary_button(ui, words("calibration-photo-choose")).clicked() {
                    *self = open(ui.ctx(), choose_file);
                }
                if ui.button(words("calibration-photo-take")).clicked() {
                    *self = Self::Turning { until: ui.input(|input| input.time) + TURNING_SECS };
                }
            });
            is_closed = ui.button(words("calibration-back")).clicked();
        });
        is_closed
    }
}

/// The photo with its points, and what becomes of the angle; true when it is done with.
fn shown_ui(ui: &mut Ui, scene: &Scene<'_>, points: &mut NeckPoints) -> bool {
    let mut is_closed = false;
    theme::card(ui, |ui| {
        let degrees = points.angle_deg();
        let is_possible = Own::CVA_DEG.contains(&degrees);
        ui.horizontal_wrapped(|ui| {
            let angle = words_with("calibration-photo-angle", &[("degrees", degrees.round().into())]);
            super::announce(ui, theme::figure(angle));
            points.zoom_ui(ui);
            ui.add_enabled_ui(is_possible, |ui| {
                if theme::primary_button(ui, words("calibration-photo-use")).clicked() {
                    scene.send(extras::with_angle(scene.snapshot, degrees));
                    is_closed = true;
                }
            });
            is_closed |= ui.button(words("calibration-back")).clicked();
        });
        if is_possible {
            ui.label(words("calibration-photo-points"));
            ui.label(theme::small(words("calibration-photo-keys")));
        } else {
            let color = Palette::of(ui).deviation;
            super::announce(ui, theme::strong(words("calibration-photo-impossible")).color(color));
        }
    });
    ui.add_space(space::S);
    points.ui(ui);
    is_closed
}

fn shown(context: &Context, photo: &RgbImage) -> SidePhoto {
    SidePhoto::Shown(Box::new(NeckPoints::new(context, photo)))
}

/// Asks for a file and reads it, in a thread of its own: a desktop's dialogue takes as long as the user does.
fn open(context: &Context, choose: impl FnOnce() -> Option<PathBuf> + Send + 'static) -> SidePhoto {
    let (tell, chosen) = sync_channel(1);
    let context = context.clone();
    let thread = thread::Builder::new().name("side photo".into()).spawn(move || {
        // Nobody listens any more: the user went elsewhere.
        let _unheard = tell.send(choose().map(|path| read(&path)));
        context.request_repaint();
    });
    match thread {
        Ok(_reading) => SidePhoto::Opening(chosen),
        Err(error) => SidePhoto::Failed(error.to_string()),
    }
}

fn choose_file() -> Option<PathBuf> {
    rfd::FileDialog::new()
        .set_title(words("calibration-photo-choose"))
        .add_filter(words("calibration-photo-name"), &["jpg", "jpeg", "png", "webp", "bmp", "gif"])
        .pick_file()
}

fn read(path: &Path) -> Result<RgbImage, String> {
    let photo = engine::open_photo(path).map_err(|error| format!("{}; {}", error, error.hint()))?;
    photo.ok_or_else(|| words("calibration-photo-failed-hint").to_owned())
}
