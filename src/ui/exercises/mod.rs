//! All exercises, and those that answer a finding.

mod suggestion;

use eframe::egui::Ui;

pub(super) use suggestion::{Suggestion, red_flags_dialog_ui};

use super::{
    page::{Page, Scene},
    theme,
};

/// The exercises.
#[derive(Default)]
pub(super) struct ExercisesPage;

impl ExercisesPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, _scene: &mut Scene<'_>) {
        ui.label(theme::title(Page::Exercises.name()));
    }
}
