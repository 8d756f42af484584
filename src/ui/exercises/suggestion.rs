//! What to do about the strongest finding, and when to see a professional instead.

use eframe::egui::{Context, Label, Link, Response, Ui};

use crate::ui::{
    help,
    theme::{self, space},
    words,
};
use crate::{
    care::{Catalogue, Need, RedFlag, Urgency},
    posture::Deviation,
    text,
};

/// More would be a list to choose from, and not a suggestion.
const SUGGESTED: usize = 3;

/// Which finding is being answered. It stays after the finding has passed, because the exercise is done afterwards.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui) struct Suggestion {
    answered: Option<Deviation>,
}

impl Suggestion {
    /// Takes up a new finding; none leaves the last one standing.
    pub(in crate::ui) fn answer(&mut self, finding: Option<Deviation>) {
        self.answered = finding.or(self.answered);
    }

    /// The card; gives the link to the red flags, which is always there.
    pub(in crate::ui) fn card_ui(self, ui: &mut Ui, catalogue: &Catalogue) -> Response {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words::CARE));
            match self.answered {
                None => {
                    ui.label(words::CARE_NOTHING);
                }
                Some(deviation) => advice_ui(ui, deviation, catalogue),
            }
            ui.add_space(space::XS);
            ui.add(Link::new(text::words("red-flags-link")))
        })
    }
}

fn advice_ui(ui: &mut Ui, deviation: Deviation, catalogue: &Catalogue) {
    let need = Need::from(deviation);
    ui.label(theme::small(text::need_name(need)));
    for exercise in catalogue.exercises.iter().filter(|it| it.needs.contains(&need)).take(SUGGESTED) {
        ui.label(theme::strong(text::exercise_name(exercise)));
    }
}

/// Shows the red flags; true when they are to be closed.
pub(in crate::ui) fn red_flags_dialog_ui(context: &Context, red_flags: &[RedFlag]) -> bool {
    help::dialog(context, text::words("red-flags-title"), |ui| {
        for (urgency, heading) in [(Urgency::AtOnce, "red-flags-at-once"), (Urgency::Soon, "red-flags-soon")]
        {
            ui.label(theme::strong(text::words(heading)));
            for flag in red_flags.iter().filter(|flag| flag.urgency == urgency) {
                ui.horizontal_top(|ui| {
                    ui.label("•");
                    ui.add(Label::new(text::words(&text::key_of("red-flag-", &flag.id))).wrap());
                });
            }
            ui.add_space(space::S);
        }
        ui.label(text::words("red-flags-no-medical-device"));
        ui.label(text::words("red-flags-stop"));
    })
}
