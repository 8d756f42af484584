//! Days, weeks and months of sitting.

use eframe::egui::Ui;

use super::{
    page::{Page, Scene},
    theme,
};

/// The history.
#[derive(Default)]
pub(super) struct HistoryPage;

impl HistoryPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, _scene: &mut Scene<'_>) {
        ui.label(theme::title(Page::History.name()));
    }
}
