//! The card that says the state in words, or how a calibration is doing.

use std::f32::consts::TAU;

use eframe::egui::{
    Align2, Color32, FontId, Frame, Margin, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui,
    Vec2, WidgetInfo,
};

use crate::ui::{
    page::Scene,
    theme::{self, Palette, space},
    words,
};
use crate::{
    engine::{CalibrationState, Command, Snapshot},
    posture::{Assessment, State, Why},
    text,
};

const SIGN_SIDE: f32 = 28.0;
const RING_SIDE: f32 = 84.0;

/// The card; where nothing is judged there is nothing to say, and the picture's place tells why.
pub(in crate::ui) fn card_ui(ui: &mut Ui, scene: &Scene<'_>) {
    if !scene.snapshot.is_judged() {
        return;
    }
    theme::card(ui, |ui| {
        if let CalibrationState::Running { remaining_secs, progress, problem } = &scene.snapshot.calibration {
            calibrating_ui(ui, *remaining_secs, *progress, problem.as_deref(), scene);
            return;
        }
        if let Some(assessment) = &scene.snapshot.assessment {
            state_ui(ui, assessment, scene);
        } else {
            ui.label(theme::title(words::WAITING));
            ui.label(words::WAITING_SENTENCE);
        }
        calibration_note_ui(ui, scene);
    });
}

fn state_ui(ui: &mut Ui, assessment: &Assessment, scene: &Scene<'_>) {
    let color = state_color(assessment.state, Palette::of(ui));
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(SIGN_SIDE), Sense::hover());
        paint_sign(ui.painter(), rect, assessment.state, color, Palette::of(ui).card);
        ui.label(theme::title(text::state_name(assessment.state)).color(color));
    });
    ui.label(text::verdict_sentence(assessment, &scene.snapshot.measurements));
    if assessment.state == State::Unknown(Why::NoNeutral)
        && streams(scene.snapshot)
        && theme::primary_button(ui, words::CALIBRATE_NOW).clicked()
    {
        scene.send(Command::Calibrate);
    }
}

/// Only coming pictures can be calibrated on.
fn streams(snapshot: &Snapshot) -> bool {
    snapshot.source.is_streaming()
}

/// Blue: fine; orange: a fault; grey: unknown. What is only told, as leaning back, is fine.
pub(in crate::ui) fn state_color(state: State, palette: Palette) -> Color32 {
    match state {
        State::Unknown(_) => palette.unknown,
        State::Deviating(deviation) if deviation.is_fault() => palette.deviation,
        State::Neutral | State::Deviating(_) => palette.fine,
    }
}

/// The state as a shape: a check in a disc, a triangle, an open circle with a question mark.
fn paint_sign(painter: &Painter, rect: Rect, state: State, color: Color32, ground: Color32) {
    let rect = rect.shrink(2.0);
    let (centre, radius) = (rect.center(), rect.width() / 2.0);
    let letter = |text: &str, color, offset: f32| {
        let position = centre + Vec2::new(0.0, offset);
        let font = FontId::new(radius * 1.2, theme::semibold());
        painter.text(position, Align2::CENTER_CENTER, text, font, color);
    };
    match state {
        State::Unknown(_) => {
            let ring: Vec<Pos2> =
                (0..=48).map(|i| centre + radius * Vec2::angled(TAU * i as f32 / 48.0)).collect();
            painter.extend(Shape::dashed_line(&ring, Stroke::new(2.0, color), 4.0, 3.0));
            letter("?", color, 0.0);
        }
        State::Deviating(deviation) if deviation.is_fault() => {
            let corners = vec![rect.center_top(), rect.right_bottom(), rect.left_bottom()];
            painter.add(Shape::convex_polygon(corners, color, Stroke::new(2.0, color)));
            letter("!", ground, radius * 0.28);
        }
        State::Deviating(_) => {
            painter.circle_filled(centre, radius, color);
            letter("i", ground, 0.0);
        }
        State::Neutral => {
            painter.circle_filled(centre, radius, color);
            let at = |x: f32, y: f32| centre + radius * Vec2::new(x, y);
            painter.line(vec![at(-0.45, 0.05), at(-0.1, 0.4), at(0.5, -0.35)], Stroke::new(2.5, ground));
        }
    }
}

fn calibrating_ui(ui: &mut Ui, remaining_secs: f64, progress: f32, problem: Option<&str>, scene: &Scene<'_>) {
    ui.horizontal(|ui| {
        ring_ui(ui, remaining_secs, progress, problem.is_some());
        ui.add_space(space::S);
        ui.vertical(|ui| {
            ui.label(theme::title(words::CALIBRATING));
            match problem {
                Some(problem) => problem_ui(ui, problem),
                None => {
                    ui.label(theme::strong(words::CALIBRATING_GOOD).color(Palette::of(ui).fine));
                }
            }
            ui.label(theme::small(words::CALIBRATING_SENTENCE));
            if ui.button(words::CANCEL).clicked() {
                scene.send(Command::CancelCalibration);
            }
        });
    });
}

/// What keeps a calibration from going on, where it cannot be missed.
fn problem_ui(ui: &mut Ui, problem: &str) {
    let color = Palette::of(ui).deviation;
    Frame::new().fill(color.gamma_multiply(0.16)).corner_radius(8).inner_margin(Margin::same(10)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            ui.label(theme::strong(text::sentence(problem)).color(color));
        },
    );
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
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(progress)),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, format!("{seconds} seconds to go"))
    });
    response
}

fn calibration_note_ui(ui: &mut Ui, scene: &Scene<'_>) {
    match &scene.snapshot.calibration {
        CalibrationState::Refused { reason, .. } => {
            ui.separator();
            ui.label(theme::strong(words::CALIBRATION_REFUSED).color(Palette::of(ui).deviation));
            ui.label(text::sentence(reason));
            ui.horizontal(|ui| {
                if streams(scene.snapshot) && ui.button(words::TRY_AGAIN).clicked() {
                    scene.send(Command::Calibrate);
                }
                if ui.button(words::DISMISS).clicked() {
                    scene.send(Command::CancelCalibration);
                }
            });
        }
        CalibrationState::Done { .. } => {
            ui.label(theme::strong(words::CALIBRATION_DONE).color(Palette::of(ui).fine));
        }
        CalibrationState::Idle | CalibrationState::Running { .. } => {}
    }
}

/// Something that went wrong without stopping the engine, such as a calibration that could not be saved.
pub(in crate::ui) fn notice_ui(ui: &mut Ui, snapshot: &Snapshot) {
    if let Some(notice) = &snapshot.notice {
        let (what, hint) = notice.split_once("\nhint: ").unwrap_or((notice, ""));
        theme::card(ui, |ui| {
            ui.label(theme::strong(text::sentence(what)).color(Palette::of(ui).deviation));
            if !hint.is_empty() {
                ui.label(theme::strong_with_code(ui, &text::sentence(hint)));
            }
        });
    }
}
