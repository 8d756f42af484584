//! The guided calibration, from the first look at the picture to a verdict about its quality.

use eframe::egui::Ui;

use super::{
    page::{Page, Scene},
    theme,
};

/// The guided calibration.
#[derive(Default)]
pub(super) struct CalibrationPage;

impl CalibrationPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, _scene: &mut Scene<'_>) {
        ui.label(theme::title(Page::Calibration.name()));
    }
}
