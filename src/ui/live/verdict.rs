//! The card that says the state in words, with the score.

use std::f32::consts::TAU;

use eframe::egui::{
    Align, Align2, Color32, FontId, Label, Layout, Pos2, Role, Sense, Stroke, Ui, Vec2, WidgetInfo,
};

use super::{
    calibrating,
    sign::{paint_sign, state_color},
};
use crate::ui::{
    page::Scene,
    theme::{self, Palette, space},
};
use crate::{
    engine::{CalibrationState, Command, Snapshot},
    posture::{Assessment, State, Why},
    text::{self, words, words_with},
};

const SIGN_SIDE: f32 = 32.0;
const SCORE_SIDE: f32 = 60.0;
/// Below this width of the card the score has no room of its own, in points.
const SCORE_FROM: f32 = 260.0;

/// The card; where nothing is judged there is nothing to say, and the picture's place tells why.
pub(in crate::ui) fn card_ui(ui: &mut Ui, scene: &Scene<'_>) {
    if !scene.snapshot.is_judged() {
        return;
    }
    theme::card(ui, |ui| {
        if let CalibrationState::Running { remaining_secs, progress, problem } = &scene.snapshot.calibration {
            calibrating::running_ui(ui, *remaining_secs, *progress, problem.as_deref(), scene);
            return;
        }
        match &scene.snapshot.assessment {
            Some(assessment) if assessment.state == State::Unknown(Why::NoNeutral) => {
                no_neutral_ui(ui, scene);
            }
            Some(assessment) => state_ui(ui, assessment, scene.snapshot),
            None => {
                ui.label(theme::title(words("live-waiting")));
                ui.label(words("live-waiting-sentence"));
            }
        }
        calibrating::note_ui(ui, scene);
    });
}

fn state_ui(ui: &mut Ui, assessment: &Assessment, snapshot: &Snapshot) {
    let score = assessment.score.known().filter(|_| ui.available_width() >= SCORE_FROM);
    let words_width = ui.available_width() - score.map_or(0.0, |_| SCORE_SIDE + space::M);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(Vec2::new(words_width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(words_width);
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(Vec2::splat(SIGN_SIDE), Sense::hover());
                let palette = Palette::of(ui);
                paint_sign(ui.painter(), rect, assessment.state, palette);
                let name = theme::title(text::state_name(assessment.state));
                ui.add(Label::new(name.color(state_color(assessment.state, palette))).wrap());
            });
            ui.label(text::verdict_sentence(assessment, &snapshot.measurements));
        });
        if let Some(score) = score {
            let color = state_color(assessment.state, Palette::of(ui));
            score_ui(ui, score, color);
        }
    });
}

/// Before the first calibration: what to do first, and why.
fn no_neutral_ui(ui: &mut Ui, scene: &Scene<'_>) {
    ui.label(theme::title(words("live-no-neutral")));
    ui.label(words("live-no-neutral-sentence"));
    // Only coming pictures can be calibrated on.
    if scene.snapshot.source.is_streaming() {
        ui.add_space(space::XS);
        if theme::primary_button(ui, words("live-calibrate-now")).clicked() {
            scene.send(Command::Calibrate);
        }
    }
}

/// The score as a ring that is full at 100.
fn score_ui(ui: &mut Ui, score: f32, color: Color32) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SCORE_SIDE), Sense::hover());
    let palette = Palette::of(ui);
    let (centre, radius) = (rect.center(), SCORE_SIDE / 2.0 - 4.0);
    ui.painter().circle_stroke(centre, radius, Stroke::new(5.0, palette.inset));
    let end = (score / 100.0).clamp(0.0, 1.0) * TAU;
    let arc: Vec<Pos2> =
        (0..=48).map(|i| centre + radius * Vec2::angled(end * i as f32 / 48.0 - TAU / 4.0)).collect();
    ui.painter().line(arc, Stroke::new(5.0, color));
    let number = format!("{score:.0}");
    let font = FontId::new(18.0, theme::semibold());
    ui.painter().text(centre, Align2::CENTER_CENTER, &number, font, palette.text);
    let of_100 = words_with("live-score-of-100", &[("score", number.into())]);
    let told = format!("{}: {of_100}", words("live-score"));
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(score)),
        ..WidgetInfo::labeled(Role::Meter, true, &told)
    });
    response.on_hover_text(format!("{told}. {}", words("live-score-hint")));
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
