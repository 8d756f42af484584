//! How a calibration is doing, while it runs and just after.

use std::f32::consts::TAU;

use eframe::egui::{Align2, Frame, Margin, Pos2, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use crate::ui::{
    page::Scene,
    theme::{self, Palette, space},
};
use crate::{
    engine::{CalibrationState, Command},
    text::{self, words, words_with},
};

const RING_SIDE: f32 = 84.0;

/// What is told while one runs.
pub(in crate::ui) fn running_ui(
    ui: &mut Ui,
    remaining_secs: f64,
    progress: f32,
    problem: Option<&str>,
    scene: &Scene<'_>,
) {
    ui.horizontal(|ui| {
        ring_ui(ui, remaining_secs, progress, problem.is_some());
        ui.add_space(space::S);
        ui.vertical(|ui| {
            ui.label(theme::title(words("live-calibrating")));
            if let Some(problem) = problem {
                problem_ui(ui, problem);
            } else {
                let good = theme::strong(words("live-calibrating-good"));
                ui.label(good.color(Palette::of(ui).fine));
            }
            ui.label(theme::small(words("live-calibrating-sentence")));
            if ui.button(words("live-cancel")).clicked() {
                scene.send(Command::CancelCalibration);
            }
        });
    });
}

/// What keeps a calibration from going on, where it cannot be missed.
fn problem_ui(ui: &mut Ui, problem: &str) {
    let color = Palette::of(ui).deviation;
    let frame = Frame::new().fill(color.gamma_multiply(0.16)).corner_radius(8).inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::strong(text::sentence(problem)).color(color));
    });
}

/// The countdown: an arc that closes, around the seconds that remain.
fn ring_ui(ui: &mut Ui, remaining_secs: f64, progress: f32, held_up: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(RING_SIDE), Sense::hover());
    let palette = Palette::of(ui);
    let color = if held_up { palette.deviation } else { palette.fine };
    let seconds = remaining_secs.max(0.0).ceil() as u32;
    let (centre, radius) = (rect.center(), RING_SIDE / 2.0 - 5.0);
    ui.painter().circle_stroke(centre, radius, Stroke::new(6.0, palette.inset));
    let end = progress.clamp(0.0, 1.0) * TAU;
    let arc: Vec<Pos2> =
        (0..=64).map(|i| centre + radius * Vec2::angled(end * i as f32 / 64.0 - TAU / 4.0)).collect();
    ui.painter().line(arc, Stroke::new(6.0, color));
    let font = theme::figure_font(ui);
    ui.painter().text(centre, Align2::CENTER_CENTER, seconds.to_string(), font, palette.text);
    let left = words_with("live-calibrating-left", &[("seconds", seconds.into())]);
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(progress)),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, &left)
    });
    response
}

/// How the last one ended, for a while.
pub(in crate::ui) fn note_ui(ui: &mut Ui, scene: &Scene<'_>) {
    match &scene.snapshot.calibration {
        CalibrationState::Refused { reason, .. } => {
            ui.separator();
            let refused = theme::strong(words("live-calibration-refused"));
            ui.label(refused.color(Palette::of(ui).deviation));
            ui.label(text::sentence(reason));
            ui.horizontal(|ui| {
                if scene.snapshot.source.is_streaming() && ui.button(words("live-try-again")).clicked() {
                    scene.send(Command::Calibrate);
                }
                if ui.button(words("live-dismiss")).clicked() {
                    scene.send(Command::CancelCalibration);
                }
            });
        }
        CalibrationState::Done { .. } => {
            ui.label(theme::strong(words("live-calibration-done")).color(Palette::of(ui).fine));
        }
        CalibrationState::Idle | CalibrationState::Running { .. } => {}
    }
}
