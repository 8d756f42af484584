//! What the program can and cannot see, questions that people ask, red flags, keys, and what it is made of.

mod about;

use eframe::egui::{Label, Link, Ui};

pub use about::AboutInfo;
pub(super) use about::{dialog, dialog_ui};

use super::{
    column::column_ui,
    fold::fold_ui,
    page::{Next, Page, Scene},
    theme,
};
use crate::{
    care::Question,
    text::{care_words, words, words_of},
};

/// The cards of short lines.
const CARDS: [&str; 3] = ["help-sees", "help-sees-not", "help-numbers"];
const LINES: [&str; 4] = ["line-1", "line-2", "line-3", "line-4"];
/// The keys, and what each does.
const KEYS: [(&str, &str); 7] = [
    ("help-key-tab", "help-keys.tab"),
    ("help-key-tab.space", "help-keys.space"),
    ("help-key-tab.escape", "help-keys.escape"),
    ("help-key-tab.pages", "help-keys.pages"),
    ("help-key-tab.help", "help-keys.help"),
    ("help-key-tab.compact", "help-keys.compact"),
    ("help-key-tab.undo", "help-keys.undo"),
];

/// The room of a key's name, in points.
const KEY_WIDTH: f32 = 104.0;

/// Draws the page.
pub(super) fn page_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    column_ui(ui, |ui| {
        ui.label(theme::title(Page::Help.name()));
        ui.label(theme::small(words("help-intro")));
        for card in CARDS {
            theme::card(ui, |ui| {
                ui.label(theme::heading(words(card)));
                for line in LINES {
                    line_ui(ui, words(&format!("{card}.{line}")));
                }
            });
        }
        theme::card(ui, |ui| questions_ui(ui, &scene.catalogue.questions));
        theme::card(ui, |ui| red_flags_ui(ui, scene));
        theme::card(ui, keys_ui);
        theme::card(ui, |ui| more_ui(ui, scene));
    });
}

fn line_ui(ui: &mut Ui, line: &str) {
    ui.horizontal_top(|ui| {
        ui.label("•");
        ui.add(Label::new(line).wrap());
    });
}

fn questions_ui(ui: &mut Ui, questions: &[Question]) {
    ui.label(theme::heading(words("help-questions")));
    for question in questions {
        fold_ui(ui, words_of("question-", &question.id), |ui| {
            ui.label(care_words("question-", &question.id, "answer"));
        });
    }
}

fn red_flags_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.label(theme::heading(words("help-red-flags")));
    ui.label(words("help-red-flags.about"));
    if ui.add(Link::new(words("red-flags-title"))).clicked() {
        scene.next = Some(Next::RedFlags);
    }
}

fn keys_ui(ui: &mut Ui) {
    ui.label(theme::heading(words("help-keys")));
    for (key, does) in KEYS {
        ui.horizontal_top(|ui| {
            let name = ui.label(theme::strong(words(key)));
            ui.add_space((KEY_WIDTH - name.rect.width()).max(0.0));
            ui.add(Label::new(words(does)).wrap());
        });
    }
}

/// What can be looked at besides.
fn more_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.label(words("help-about-title.no-medical-device"));
    ui.horizontal_wrapped(|ui| {
        if ui.button(words("help-tour")).clicked() {
            scene.next = Some(Next::Tour);
        }
        if ui.button(words("help-about-title")).clicked() {
            scene.next = Some(Next::About);
        }
    });
}
