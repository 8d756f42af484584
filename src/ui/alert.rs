//! The card of the present alert, with the same answers as the desktop's notification.

use eframe::egui::{Button, Ui};

use super::{
    theme::{self, Palette},
    words,
};
use crate::{
    alerts::{AlertKind, SNOOZE_SECS},
    engine::{Command, Monitor, Snapshot},
    text,
};

/// The card; nothing while there is no alert.
pub(super) fn card_ui(ui: &mut Ui, snapshot: &Snapshot, monitor: &dyn Monitor) {
    let Some(alert) = &snapshot.alert else {
        if snapshot.misplaced_since.is_some() {
            theme::card(ui, |ui| misplaced_ui(ui, monitor));
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
                monitor.send(Command::Calibrate);
            }
            if ui.add(Button::new(words::SNOOZE)).clicked() {
                monitor.send(Command::Snooze { secs: SNOOZE_SECS });
            }
            if let AlertKind::Posture { episode, .. } = alert.kind
                && ui.button(words::WAS_WRONG).clicked()
            {
                monitor.send(Command::WasWrong { episode });
            }
        });
    });
}

/// Camera or chair moved: why nothing is judged, for as long as it is so.
fn misplaced_ui(ui: &mut Ui, monitor: &dyn Monitor) {
    ui.label(theme::heading(text::MISPLACED).color(Palette::of(ui).deviation));
    ui.label(text::recalibration_sentence());
    if theme::primary_button(ui, words::CALIBRATE_NOW).clicked() {
        monitor.send(Command::Calibrate);
    }
}
