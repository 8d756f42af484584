//! A gentle note, weeks after a calibration.

use eframe::egui::{Label, Ui};

use crate::{
    engine::Command,
    text::{words, words_with},
    time::WallTime,
    ui::{page::Scene, theme},
};

const DAYS_A_WEEK: i64 = 7;

/// The note, which can be put off until the window is opened again.
#[derive(Default)]
pub(in crate::ui) struct RecheckNote {
    is_put_off: bool,
}

impl RecheckNote {
    /// The note where a new calibration is due, otherwise nothing.
    pub(in crate::ui) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let snapshot = scene.snapshot;
        let is_due = snapshot.is_recheck_due && snapshot.guide.is_none() && snapshot.source.is_streaming();
        let Some(made) = snapshot.calibrated.filter(|_| is_due && !self.is_put_off) else { return };
        let weeks = WallTime::now().0.duration_since(made.0).as_hours() / 24 / DAYS_A_WEEK;
        theme::card(ui, |ui| {
            ui.add(Label::new(words_with("calibration-recheck", &[("weeks", weeks.into())])).wrap());
            ui.horizontal_wrapped(|ui| {
                if ui.button(words("calibration-recheck-now")).clicked() {
                    scene.send(Command::Calibrate);
                }
                if ui.button(words("calibration-recheck-later")).clicked() {
                    self.is_put_off = true;
                }
            });
        });
    }
}
