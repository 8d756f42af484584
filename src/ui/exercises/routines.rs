//! A few exercises in a row, built from what was seen.

use eframe::egui::{Button, Label, Link, Role, Ui, Vec2, WidgetInfo};

use super::{
    Lead, Open, detail, spine_question,
    suggestion::{TOP_HEIGHT, framed_figure_ui},
};
use crate::ui::{
    page::Scene,
    theme::{self, space},
};
use crate::{
    care::{Length, Suggestion},
    text::{self, words, words_with},
};

/// The side of a figure beside the words, in points.
const FIGURE_SIDE: f32 = 112.0;

fn key(length: Length) -> &'static str {
    match length {
        Length::TwoMinutes => "routines-two-minutes",
        Length::TenMinutes => "routines-ten-minutes",
    }
}

/// The card that leads to the routines.
pub(super) fn card_ui(ui: &mut Ui, scene: &Scene<'_>) -> Option<Lead> {
    theme::card(ui, |ui| {
        ui.set_min_height(TOP_HEIGHT);
        ui.label(theme::heading(words("routines")));
        let mut lead = None;
        for length in Length::ALL {
            let routine = scene.catalogue.routine(scene.situation, length);
            ui.label(theme::strong(words(key(length))));
            let names: Vec<_> = routine.iter().map(|it| text::exercise_name(it.exercise)).collect();
            ui.add(Label::new(theme::small(names.join(" · "))).wrap());
            let show = ui.add_enabled(!routine.is_empty(), Button::new(words("exercises-show")));
            let name = format!("{}: {}", words(key(length)), words("exercises-show"));
            show.widget_info(|| WidgetInfo::labeled(Role::Button, !routine.is_empty(), &name));
            if show.clicked() {
                lead = Some(Lead::Open(Open::Routine(length)));
            }
        }
        lead
    })
}

/// A routine: its exercises in their order, and why they stand in it.
pub(super) fn ui(ui: &mut Ui, length: Length, scene: &mut Scene<'_>) -> Option<Lead> {
    let back = detail::back_ui(ui);
    let (catalogue, situation) = (scene.catalogue, scene.situation);
    let routine = catalogue.routine(situation, length);
    ui.label(theme::title(words(key(length))));
    if routine.is_empty() {
        ui.add(Label::new(words("routines-empty")).wrap());
        return back;
    }
    ui.add(Label::new(words(&format!("{}.about", key(length)))).wrap());
    ui.add(Label::new(theme::small(words("routines-order"))).wrap());
    spine_question::ask_ui(ui, routine.iter().map(|it| it.exercise), scene);
    let mut lead = None;
    ui.horizontal_wrapped(|ui| {
        if theme::primary_button(ui, words("exercises-start")).clicked() {
            lead = Some(Lead::Start(routine.iter().map(|it| it.exercise.id.clone()).collect()));
        }
        let secs: u32 = routine.iter().map(|it| it.exercise.takes_secs).sum();
        ui.label(theme::small(text::about_minutes(secs)));
        if ui.link(words("red-flags-link")).clicked() {
            lead = Some(Lead::RedFlags);
        }
    });
    for (index, suggestion) in routine.iter().enumerate() {
        let number = [("number", (index + 1).into()), ("all", routine.len().into())];
        lead = step_ui(ui, suggestion, &number).or(lead);
    }
    back.or(lead)
}

fn step_ui(
    ui: &mut Ui,
    suggestion: &Suggestion<'_>,
    number: &[(&'static str, text::Value<'_>)],
) -> Option<Lead> {
    let exercise = suggestion.exercise;
    theme::card(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let figure = FIGURE_SIDE.min(ui.available_width() * 0.35);
            framed_figure_ui(ui, &exercise.id, Vec2::splat(figure));
            ui.vertical(|ui| {
                ui.label(theme::small(words_with("routines-step", number)));
                let name = text::exercise_name(exercise);
                let open = ui.add(Link::new(theme::strong(name))).clicked();
                ui.add(
                    Label::new(format!(
                        "{}: {}",
                        text::effect_name(exercise.effect),
                        text::dose_words(&exercise.dose)
                    ))
                    .wrap(),
                );
                ui.add(Label::new(theme::small(text::reason_words(&suggestion.reason))).wrap());
                open.then(|| Lead::Open(Open::Exercise(exercise.id.clone())))
            })
            .inner
        })
        .inner
    })
}
