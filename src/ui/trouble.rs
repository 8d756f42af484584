//! What went wrong with what is kept, where the user can see it.

use eframe::egui::Ui;

use super::theme::{self, Palette};
use crate::{
    store::StoreError,
    text::{self, words, words_with},
};

/// What a card tells of an error of the store: the file and what the system said as they are, the rest in the user's
/// language.
pub(in crate::ui) fn of_store(error: &StoreError) -> String {
    let told = |key: &str, path: &std::path::Path, what: &str| {
        let values = [("path", path.display().to_string().into()), ("what", what.into())];
        format!("{}\nhint: {}", words_with(key, &values), words(&format!("{key}.hint")))
    };
    match error {
        StoreError::Disk { path, what } => told("trouble-disk", path, what),
        StoreError::Busy { path } => told("trouble-busy", path, ""),
        StoreError::Newer { path, .. } => told("trouble-newer", path, ""),
        StoreError::Damaged { path, what } => told("trouble-damaged", path, what),
        // These are for the command line, or for nobody.
        StoreError::Nowhere
        | StoreError::NoBackup { .. }
        | StoreError::NoSuchSession(_)
        | StoreError::Stopped => error.to_string(),
    }
}

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
