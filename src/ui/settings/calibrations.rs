//! The card of the calibrations that are kept.

use eframe::egui::{Button, Label, Role, Ui, WidgetInfo};

use super::setting_row::row_ui;
use crate::{
    engine::Snapshot,
    profile::Kept,
    text::{self, words, words_with},
    ui::theme,
};

/// The card: which profile is being asked about.
#[derive(Clone, Debug, Default)]
pub(super) struct Calibrations {
    asked_reset: Option<AskedReset>,
}

/// A question that is asked before a profile is reset.
#[derive(Clone, Debug)]
struct AskedReset {
    /// The profile's id.
    id: String,
    /// Whether the question has been brought into view.
    is_shown: bool,
}

impl Calibrations {
    /// The calibrations; gives the id of one that is to be reset.
    pub(super) fn card_ui(&mut self, ui: &mut Ui, snapshot: &Snapshot) -> Option<String> {
        let mut reset = None;
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("settings-calibrations")));
            let is_empty = snapshot.profiles.is_empty();
            ui.label(theme::small(words(if is_empty {
                "settings-calibrations.none"
            } else {
                "settings-calibrations.about"
            })));
            for kept in &*snapshot.profiles {
                ui.separator();
                let is_in_use = snapshot.profile.as_ref() == Some(&kept.profile.name);
                if self.profile_ui(ui, kept, is_in_use) {
                    reset = Some(kept.id.clone());
                }
            }
        });
        reset
    }

    /// One calibration; true when it is to be reset.
    fn profile_ui(&mut self, ui: &mut Ui, kept: &Kept, is_in_use: bool) -> bool {
        let is_asked = self.asked_reset.as_ref().is_some_and(|asked| asked.id == kept.id);
        let name = &kept.profile.name;
        let button_width = theme::row_width(ui, [words("settings-reset")]);
        row_ui(
            ui,
            button_width,
            |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.add(Label::new(theme::strong(name)).wrap());
                let told = text::profile_words(&kept.profile);
                let told = if is_in_use {
                    format!("{}; {told}", words("settings-calibrations.in-use"))
                } else {
                    told
                };
                ui.label(theme::small(text::sentence(&told)));
            },
            |ui| {
                let button = ui.add_enabled(!is_asked, Button::new(words("settings-reset")));
                let label = words_with("settings-reset.name", &[("profile", name.as_str().into())]);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, !is_asked, &label));
                if button.clicked() {
                    self.asked_reset = Some(AskedReset { id: kept.id.clone(), is_shown: false });
                }
            },
        );
        if !is_asked {
            return false;
        }
        ui.label(words("settings-reset.question"));
        let answer = ui.horizontal_wrapped(|ui| {
            let yes = theme::primary_button(ui, words("settings-reset.now")).clicked();
            (yes, ui.button(words("program-cancel")).clicked())
        });
        // It may be below the lower edge.
        if let Some(asked) = self.asked_reset.as_mut().filter(|asked| !asked.is_shown) {
            answer.response.scroll_to_me(None);
            asked.is_shown = true;
        }
        let (yes, no) = answer.inner;
        if yes || no {
            self.asked_reset = None;
        }
        yes
    }
}
