//! What went wrong with what is kept, where the user can see it.

use eframe::egui::Ui;

use super::theme::{self, Palette};
use crate::text::{self, words};

/// A card with what happened and, after `\nhint: `, what to do about it.
pub(in crate::ui) fn card_ui(ui: &mut Ui, trouble: &str) {
    let (what, hint) = trouble.split_once("\nhint: ").unwrap_or((trouble, ""));
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("history-trouble")).color(Palette::of(ui).deviation));
        ui.label(text::with_full_stop(what));
        if !hint.is_empty() {
            ui.label(theme::strong_with_code(ui, &text::sentence(hint)));
        }
    });
}
