//! How the user feels, over time beside the posture.

use eframe::egui::Ui;

use super::{
    page::{Page, Scene},
    theme,
};

/// How the user feels.
#[derive(Default)]
pub(super) struct FeelingsPage;

impl FeelingsPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, _scene: &mut Scene<'_>) {
        ui.label(theme::title(Page::Feelings.name()));
    }
}
