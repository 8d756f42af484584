//! The card of the present alert, with the same answers as the desktop's notification.

use eframe::egui::{Button, Ui};

use crate::ui::{
    page::Scene,
    theme::{self, Palette},
    words,
};
use crate::{
    alerts::{AlertKind, SNOOZE_SECS},
    engine::Command,
    text,
};

/// The card; nothing while there is no alert.
pub(in crate::ui) fn card_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let Some(alert) = &scene.snapshot.alert else {
        if scene.snapshot.misplaced_since.is_some() {
            theme::card(ui, |ui| misplaced_ui(ui, scene));
        }
        return;
    };
    let [title, body] = text::alert_words(alert);
    theme::card(ui, |ui| {
        ui.label(theme::heading(title).color(Palette::of(ui).deviation));
        ui.label(body);
        ui.horizontal_wrapped(|ui| {
            if alert.kind == AlertKind::Recalibrate
                && theme::primary_button(ui, words::CALIBRATE_NOW).clicked()
            {
                scene.send(Command::Calibrate);
            }
            if ui.add(Button::new(words::SNOOZE)).clicked() {
                scene.send(Command::Snooze { secs: SNOOZE_SECS });
            }
            if let AlertKind::Posture { episode, .. } = alert.kind
                && ui.button(words::WAS_WRONG).clicked()
            {
                scene.send(Command::WasWrong { episode });
            }
        });
    });
}

/// Camera or chair moved: why nothing is judged, for as long as it is so.
fn misplaced_ui(ui: &mut Ui, scene: &Scene<'_>) {
    ui.label(theme::heading(text::misplaced_words()).color(Palette::of(ui).deviation));
    ui.label(text::recalibration_sentence());
    if theme::primary_button(ui, words::CALIBRATE_NOW).clicked() {
        scene.send(Command::Calibrate);
    }
}
