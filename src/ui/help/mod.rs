//! What the program can and cannot see, questions that people ask, red flags, and what it is made of.

mod about;

use eframe::egui::Ui;

pub use about::AboutInfo;
pub(super) use about::{dialog, dialog_ui};

use super::{
    page::{Page, Scene},
    theme,
};

/// The help.
#[derive(Default)]
pub(super) struct HelpPage;

impl HelpPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, _scene: &mut Scene<'_>) {
        ui.label(theme::title(Page::Help.name()));
    }
}
