//! One good exercise for this moment, with its reason; on the live page and at the top of the exercises.

use eframe::egui::{Frame, Label, Ui, Vec2, vec2};

use super::{Lead, Open, routines};
use crate::ui::{
    figure,
    page::{Next, Scene},
    theme::{self, CARD_RADIUS, Palette, space},
};
use crate::{
    care::{Need, Reason, Suggestion, Suggestions},
    text::{self, words, words_with},
};

/// The room of the figure beside the words, in points.
const FIGURE: Vec2 = vec2(136.0, 148.0);
/// The least height of what is in the cards at the top, in points: side by side they are alike.
pub(super) const TOP_HEIGHT: f32 = 236.0;
/// From this width of a card on, in points, there is room for the figure.
const FIGURE_FROM: f32 = 320.0;
/// From this width of the page on, in points, the routines stand beside the suggestion.
const BESIDE_FROM: f32 = 700.0;

/// Which suggestion is shown: the user may ask for another.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui) struct Suggested {
    /// How many were passed over.
    passed: usize,
    /// For which need; another need begins with its best again.
    need: Option<Need>,
}

impl Suggested {
    /// The card of the live page.
    pub(in crate::ui) fn card_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let mut red_flags = false;
        let lead = theme::card(ui, |ui| {
            let lead = self.advice_ui(ui, scene);
            ui.add_space(space::XS);
            red_flags = ui.link(words("red-flags-link")).clicked();
            lead
        });
        if let Some(Lead::Open(Open::Exercise(id))) = lead {
            scene.next = Some(Next::Exercise(id));
        } else if red_flags {
            scene.next = Some(Next::RedFlags);
        }
    }

    /// The cards at the top of the exercises: the suggestion and the routines.
    pub(super) fn cards_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<Lead> {
        let room = ui.available_width();
        if room < BESIDE_FROM {
            let suggested = theme::card(ui, |ui| self.advice_ui(ui, scene));
            return routines::card_ui(ui, scene).or(suggested);
        }
        let width = (room - space::M) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let left = ui.vertical(|ui| {
                ui.set_width(width);
                theme::card(ui, |ui| {
                    ui.set_min_height(TOP_HEIGHT);
                    self.advice_ui(ui, scene)
                })
            });
            let right = ui.vertical(|ui| {
                ui.set_width(width);
                routines::card_ui(ui, scene)
            });
            left.inner.or(right.inner)
        })
        .inner
    }

    fn advice_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<Lead> {
        ui.label(theme::heading(words("exercises-for-you")));
        match scene.catalogue.suggest(scene.situation) {
            Suggestions::Ranked(ranked) if scene.situation.seen.is_empty() => {
                ui.add(Label::new(words("exercises-good-now")).wrap());
                self.suggestion_ui(ui, &ranked, scene)
            }
            Suggestions::Ranked(ranked) => self.suggestion_ui(ui, &ranked, scene),
            Suggestions::JustDone => told_ui(ui, "exercises-just-done"),
            Suggestions::SeeProfessional => told_ui(ui, "exercises-see-professional"),
            Suggestions::Nothing => told_ui(ui, "exercises-nothing-fits"),
        }
    }

    fn suggestion_ui(&mut self, ui: &mut Ui, ranked: &[Suggestion<'_>], scene: &Scene<'_>) -> Option<Lead> {
        let need = ranked.first().and_then(|best| need_of(&best.reason));
        if self.need != need {
            *self = Self { passed: 0, need };
        }
        let suggestion = ranked.get(self.passed % ranked.len().max(1))?;
        let shown = if ui.available_width() < FIGURE_FROM {
            self.words_ui(ui, suggestion, ranked.len())
        } else {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                framed_figure_ui(ui, &suggestion.exercise.id, FIGURE);
                ui.vertical(|ui| self.words_ui(ui, suggestion, ranked.len())).inner
            })
            .inner
        };
        if let Some(habit) = need.and_then(|need| scene.catalogue.habits_for(need).into_iter().next()) {
            let advice = text::care_words("habit-", &habit.id, "advice");
            let advice = words_with("exercises-at-the-desk", &[("advice", advice.into())]);
            ui.add(Label::new(theme::small(advice)).wrap());
        }
        shown
    }

    fn words_ui(&mut self, ui: &mut Ui, suggestion: &Suggestion<'_>, count: usize) -> Option<Lead> {
        let exercise = suggestion.exercise;
        let mut lead = None;
        ui.label(theme::strong(text::exercise_name(exercise)));
        ui.add(Label::new(text::reason_words(&suggestion.reason)).wrap());
        ui.add(Label::new(theme::small(text::exercise_why(exercise))).wrap());
        ui.add(Label::new(theme::small(text::dose_words(&exercise.dose))).wrap());
        ui.horizontal_wrapped(|ui| {
            if theme::primary_button(ui, words("exercises-show")).clicked() {
                lead = Some(Lead::Open(Open::Exercise(exercise.id.clone())));
            }
            if count > 1 && ui.button(words("exercises-another")).clicked() {
                self.passed += 1;
            }
        });
        lead
    }
}

fn need_of(reason: &Reason) -> Option<Need> {
    match reason {
        Reason::Seen(seen) | Reason::ForAChange(seen) => Some(seen.need),
        Reason::AtAnyTime => None,
    }
}

fn told_ui(ui: &mut Ui, key: &str) -> Option<Lead> {
    ui.add(Label::new(words(key)).wrap());
    None
}

/// A figure on a ground of its own.
pub(super) fn framed_figure_ui(ui: &mut Ui, exercise_id: &str, size: Vec2) {
    let palette = Palette::of(ui);
    Frame::new().fill(palette.inset).corner_radius(CARD_RADIUS - 4).show(ui, |ui| {
        figure::exercise_ui(ui, exercise_id, size);
    });
}
