//! What to do about the strongest finding, and when to see a professional instead.

use eframe::egui::{CollapsingHeader, Context, Link, Response, Ui};

use crate::ui::{
    help,
    theme::{self, space},
    words,
};
use crate::{
    care::{Catalogue, Exercise, RedFlags},
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
            ui.add(Link::new(words::RED_FLAGS))
        })
    }
}

fn advice_ui(ui: &mut Ui, deviation: Deviation, catalogue: &Catalogue) {
    let advice = catalogue.suggest(deviation);
    ui.label(theme::small(format!("For: {}", text::deviation_name(deviation).to_lowercase())));
    for exercise in advice.exercises.iter().take(SUGGESTED) {
        exercise_ui(ui, exercise, catalogue.red_flags());
    }
    for habit in advice.habits.iter().take(1) {
        ui.label(format!("At the desk: {habit}"));
    }
}

fn exercise_ui(ui: &mut Ui, exercise: &Exercise, red_flags: &RedFlags) {
    let summary = format!("{}, {}", exercise.place.words(), exercise.dose);
    CollapsingHeader::new(theme::two_lines(ui, &exercise.name, &summary)).id_salt(&exercise.id).show(
        ui,
        |ui| {
            ui.label(&exercise.why);
            for (number, step) in exercise.steps.iter().enumerate() {
                ui.horizontal_top(|ui| {
                    ui.label(theme::strong(format!("{}", number + 1)));
                    ui.add(eframe::egui::Label::new(step).wrap());
                });
            }
            ui.label(theme::small(format!(
                "Dose: {} ({}). Needs {}. Works on {}.",
                exercise.dose,
                exercise.dose.source.words(),
                exercise.kit.words(),
                exercise.muscles.join(", "),
            )));
            ui.label(theme::small(format!("{} {}", exercise.caution, red_flags.stop)));
        },
    );
}

/// Shows the red flags; true when they are to be closed.
pub(in crate::ui) fn red_flags_dialog_ui(context: &Context, red_flags: &RedFlags) -> bool {
    help::dialog(context, words::RED_FLAGS_TITLE, |ui| {
        ui.label(theme::strong(words::RED_FLAGS_AT_ONCE));
        bullets_ui(ui, &red_flags.at_once);
        ui.add_space(space::S);
        ui.label(theme::strong(words::RED_FLAGS_SOON));
        bullets_ui(ui, &red_flags.see_a_professional);
        ui.add_space(space::S);
        ui.label(words::NO_MEDICAL_DEVICE);
        ui.label(&red_flags.stop);
    })
}

fn bullets_ui(ui: &mut Ui, lines: &[String]) {
    for line in lines {
        ui.horizontal_top(|ui| {
            ui.label("•");
            ui.add(eframe::egui::Label::new(line).wrap());
        });
    }
}
