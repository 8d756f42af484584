//! Self-massage and heat, habits, and why it may ache.

use eframe::egui::{Label, Ui, vec2};

use super::{Lead, Open};
use crate::ui::{
    figure,
    page::Scene,
    theme::{self, space},
};
use crate::{
    care::{Catalogue, Massage, Muscle, Need},
    text::{self, care_words, key_of, words, words_with},
};

/// The narrowest card, in points.
const CARD_WIDTH: f32 = 300.0;
/// The height of the body that shows the muscles, in points.
const BODY_HEIGHT: f32 = 300.0;

/// Self-massage and heat.
pub(super) fn massage_ui(ui: &mut Ui, scene: &Scene<'_>) -> Option<Lead> {
    ui.add(Label::new(words("massages-never-alone")).wrap());
    let red_flags = &scene.situation.red_flags;
    let lead = cards_ui(ui, &scene.catalogue.massages, |ui, massage| {
        ui.label(theme::heading(words(&key_of("massage-", &massage.id))));
        if scene.catalogue.is_withheld(&massage.withheld_by, red_flags) {
            ui.add(Label::new(theme::strong(words("exercises-withheld"))).wrap());
        }
        massage_words_ui(ui, massage, scene.catalogue)
    });
    ui.add(Label::new(theme::small(words("massages-professional"))).wrap());
    lead
}

fn massage_words_ui(ui: &mut Ui, massage: &Massage, catalogue: &Catalogue) -> Option<Lead> {
    ui.add(Label::new(care_words("massage-", &massage.id, "how")).wrap());
    ui.add(Label::new(care_words("massage-", &massage.id, "caution")).wrap());
    let facts = [
        text::capitalised(&text::dose_words(&massage.dose)),
        text::dose_source_words(massage.dose.source).to_owned(),
        text::place_name(massage.place).to_owned(),
    ];
    ui.add(Label::new(theme::small(facts.join(" · "))).wrap());
    let lead = muscle_links_ui(ui, &massage.muscles);
    let then = catalogue.exercise(&massage.then)?;
    let name = words_with("massages-then", &[("exercise", text::exercise_name(then).into())]);
    let opened = ui.link(name).clicked();
    opened.then(|| Lead::Open(Open::Exercise(then.id.clone()))).or(lead)
}

/// What to change at the desk and in the day.
pub(super) fn habits_ui(ui: &mut Ui, catalogue: &Catalogue) -> Option<Lead> {
    cards_ui(ui, &catalogue.habits, |ui, habit| {
        ui.label(theme::heading(words(&key_of("habit-", &habit.id))));
        ui.add(Label::new(care_words("habit-", &habit.id, "advice")).wrap());
        if let Some(dose) = &habit.dose {
            let dose_words = text::capitalised(&text::dose_words(dose));
            let source = text::dose_source_words(dose.source);
            ui.add(Label::new(theme::small(format!("{dose_words}. {source}."))).wrap());
        }
        let lead = need_links_ui(ui, &habit.needs);
        exercise_links_ui(ui, &habit.exercises, catalogue).or(lead)
    })
}

/// Why it may ache, and the muscles.
pub(super) fn causes_ui(ui: &mut Ui, catalogue: &Catalogue) -> Option<Lead> {
    let mut lead = cards_ui(ui, &catalogue.causes, |ui, cause| {
        ui.label(theme::heading(words(&key_of("cause-", &cause.id))));
        ui.add(Label::new(care_words("cause-", &cause.id, "about")).wrap());
        if cause.needs.is_empty() {
            return ui.link(words("red-flags-link")).clicked().then_some(Lead::RedFlags);
        }
        need_links_ui(ui, &cause.needs)
    });
    ui.add_space(space::S);
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("muscles")));
        figure::muscles_ui(ui, &Muscle::ALL, vec2(ui.available_width(), BODY_HEIGHT));
    });
    lead = cards_ui(ui, &catalogue.muscles, |ui, entry| {
        let name = ui.link(theme::strong(text::muscle_name(entry.id)));
        ui.add(Label::new(text::muscle_about(entry.id)).wrap());
        ui.add(Label::new(theme::small(text::tendency_words(entry.tends_to))).wrap());
        name.clicked().then_some(Lead::Muscle(entry.id))
    })
    .or(lead);
    ui.add_space(space::S);
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("question-evidence")));
        ui.add(Label::new(words("question-evidence.answer")).wrap());
    });
    lead
}

/// A card for every entry, in as many columns as fit.
fn cards_ui<T>(
    ui: &mut Ui,
    entries: &[T],
    mut entry_ui: impl FnMut(&mut Ui, &T) -> Option<Lead>,
) -> Option<Lead> {
    let columns = (((ui.available_width() + space::M) / (CARD_WIDTH + space::M)).floor() as usize).max(1);
    let mut lead = None;
    let gap = space::M;
    let width = (ui.available_width() - (columns as f32 - 1.0) * gap) / columns as f32;
    for row in entries.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for entry in row {
                let clicked = ui.vertical(|ui| {
                    ui.set_width(width);
                    theme::card(ui, |ui| entry_ui(ui, entry))
                });
                lead = clicked.inner.or(lead.take());
            }
        });
    }
    lead
}

fn need_links_ui(ui: &mut Ui, needs: &[Need]) -> Option<Lead> {
    let mut lead = None;
    ui.horizontal_wrapped(|ui| {
        for need in needs {
            // There are no exercises for the night.
            if *need == Need::Sleep {
                continue;
            }
            if ui.link(text::need_name(*need)).clicked() {
                lead = Some(Lead::Need(*need));
            }
        }
    });
    lead
}

fn muscle_links_ui(ui: &mut Ui, muscles: &[Muscle]) -> Option<Lead> {
    if muscles.is_empty() {
        ui.label(theme::small(words("muscles-any")));
        return None;
    }
    let mut lead = None;
    ui.horizontal_wrapped(|ui| {
        for muscle in muscles {
            if ui.link(text::muscle_name(*muscle)).clicked() {
                lead = Some(Lead::Muscle(*muscle));
            }
        }
    });
    lead
}

fn exercise_links_ui(ui: &mut Ui, ids: &[String], catalogue: &Catalogue) -> Option<Lead> {
    let mut lead = None;
    for exercise in ids.iter().filter_map(|id| catalogue.exercise(id)) {
        let name = words_with("exercises-also", &[("exercise", text::exercise_name(exercise).into())]);
        if ui.link(name).clicked() {
            lead = Some(Lead::Open(Open::Exercise(exercise.id.clone())));
        }
    }
    lead
}
