//! The card of the present alert, with the same answers as the desktop's notification.

use eframe::egui::Ui;

use crate::ui::{
    page::{Next, Scene},
    theme::{self, Palette},
};
use crate::{
    alerts::{AlertKind, SNOOZE_SECS},
    care::Need,
    engine::Command,
    text::{self, words},
};

/// The card; nothing while there is no alert.
pub(in crate::ui) fn card_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(alert) = &scene.snapshot.alert else {
        if scene.snapshot.misplaced_since.is_some() {
            theme::card(ui, |ui| misplaced_ui(ui, scene));
        }
        return;
    };
    let [title, body] = text::alert_words(alert);
    let mut next = None;
    theme::card(ui, |ui| {
        ui.label(theme::heading(title).color(Palette::of(ui).deviation));
        ui.label(body);
        ui.horizontal_wrapped(|ui| match alert.kind {
            AlertKind::Posture { fault, episode, .. } => {
                let need = Need::from(fault);
                let exercise = scene.catalogue.exercises.iter().find(|it| it.needs.contains(&need));
                if let Some(exercise) = exercise
                    && theme::primary_button(ui, words("live-show-exercise")).clicked()
                {
                    next = Some(Next::Exercise(exercise.id.clone()));
                }
                snooze_ui(ui, scene);
                if ui.button(words("live-was-wrong")).clicked() {
                    scene.send(Command::WasWrong { episode });
                }
            }
            AlertKind::Recalibrate => {
                if theme::primary_button(ui, words("live-calibrate-now")).clicked() {
                    scene.send(Command::Calibrate);
                }
                snooze_ui(ui, scene);
            }
            AlertKind::Sitting { .. } | AlertKind::EyeBreak => snooze_ui(ui, scene),
        });
    });
    if next.is_some() {
        scene.next = next;
    }
}

fn snooze_ui(ui: &mut Ui, scene: &Scene<'_>) {
    if ui.button(words("live-snooze")).clicked() {
        scene.send(Command::Snooze { secs: SNOOZE_SECS });
    }
}

/// Camera or chair moved: why nothing is judged, for as long as it is so.
fn misplaced_ui(ui: &mut Ui, scene: &Scene<'_>) {
    ui.label(theme::heading(text::misplaced_words()).color(Palette::of(ui).deviation));
    ui.label(text::recalibration_sentence());
    if theme::primary_button(ui, words("live-calibrate-now")).clicked() {
        scene.send(Command::Calibrate);
    }
}
