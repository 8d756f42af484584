//! When to see a professional instead; over every page.

use eframe::egui::{Context, Label};

use crate::ui::{
    help,
    theme::{self, space},
};
use crate::{
    care::{RedFlag, Urgency},
    text::{key_of, words},
};

/// Shows the red flags; true when they are to be closed.
pub(in crate::ui) fn red_flags_dialog_ui(context: &Context, red_flags: &[RedFlag]) -> bool {
    help::dialog(context, words("red-flags-title"), |ui| {
        for (urgency, heading) in [(Urgency::AtOnce, "red-flags-at-once"), (Urgency::Soon, "red-flags-soon")]
        {
            ui.label(theme::strong(words(heading)));
            for flag in red_flags.iter().filter(|flag| flag.urgency == urgency) {
                ui.horizontal_top(|ui| {
                    ui.label("•");
                    ui.add(Label::new(words(&key_of("red-flag-", &flag.id))).wrap());
                });
            }
            ui.add_space(space::S);
        }
        ui.label(words("red-flags-no-medical-device"));
        ui.label(words("red-flags-stop"));
    })
}
