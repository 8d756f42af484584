//! The exercises as cards, those that the choices let through.

use eframe::egui::{
    Align, CornerRadius, Frame, Label, Layout, Margin, Response, Role, Sense, Stroke, Ui, UiBuilder, Vec2,
    WidgetInfo, vec2,
};

use super::{Lead, Open, filter::Filter};
use crate::ui::{
    figure,
    page::Scene,
    theme::{self, CARD_RADIUS, Palette, space},
};
use crate::{
    care::Exercise,
    text::{self, words, words_with},
};

/// The narrowest card, in points; as many stand in a row as fit.
const CARD_WIDTH: f32 = 220.0;
/// The room of the figure on a card, in points.
const FIGURE_HEIGHT: f32 = 132.0;
/// The room of the words under it, in points: a name of two lines, and two lines of facts.
const WORDS_HEIGHT: f32 = 76.0;

/// The choices and the cards.
pub(super) fn ui(ui: &mut Ui, filter: &mut Filter, scene: &Scene<'_>) -> Option<Lead> {
    filter.ui(ui);
    let at_hand = &scene.snapshot.settings.care;
    let all = &scene.catalogue.exercises;
    let shown: Vec<_> = all.iter().filter(|exercise| filter.lets_through(exercise, at_hand)).collect();
    let count = [("shown", shown.len().into()), ("all", all.len().into())];
    ui.label(theme::small(words_with("exercises-count", &count)));
    if shown.is_empty() {
        ui.label(words("exercises-none-fit"));
        return None;
    }
    grid_ui(ui, &shown, scene)
}

/// Cards in rows.
fn grid_ui(ui: &mut Ui, exercises: &[&Exercise], scene: &Scene<'_>) -> Option<Lead> {
    let gap = space::M;
    let columns = ((ui.available_width() + gap) / (CARD_WIDTH + gap)).floor().max(1.0);
    // An edge of a point at either side belongs to a card.
    let width = (ui.available_width() - (columns - 1.0) * gap) / columns - 2.0;
    let mut opened = None;
    for row in exercises.chunks(columns as usize) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for exercise in row {
                if card_ui(ui, exercise, width, scene).clicked() {
                    opened = Some(Lead::Open(Open::Exercise(exercise.id.clone())));
                }
            }
        });
    }
    opened
}

/// A card that is a button as a whole.
fn card_ui(ui: &mut Ui, exercise: &Exercise, width: f32, scene: &Scene<'_>) -> Response {
    let palette = Palette::of(ui);
    let size = vec2(width, FIGURE_HEIGHT + WORDS_HEIGHT);
    let layout = Layout::top_down(Align::LEFT);
    let builder = UiBuilder::new().id_salt(&exercise.id).layout(layout).sense(Sense::click());
    let facts = facts(exercise);
    let withheld = scene.catalogue.is_withheld(&exercise.withheld_by, &scene.situation.red_flags);
    let card = ui.scope_builder(builder, |ui| {
        let response = ui.response();
        let edge = if response.hovered() || response.has_focus() { palette.fine } else { palette.border };
        ui.style_mut().interaction.selectable_labels = false;
        let frame = Frame::new().fill(palette.card).stroke(Stroke::new(1.0, edge)).corner_radius(CARD_RADIUS);
        frame.show(ui, |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            ui.spacing_mut().item_spacing = Vec2::splat(0.0);
            figure_ui(ui, exercise, width);
            Frame::new().inner_margin(Margin::same(space::M as i8)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.add(Label::new(theme::strong(text::exercise_name(exercise))).truncate());
                ui.add(Label::new(theme::small(&facts)).wrap());
                if withheld {
                    ui.label(theme::small(words("exercises-kept-back")).color(palette.deviation));
                }
            });
        });
    });
    let name = format!("{}: {facts}", text::exercise_name(exercise));
    card.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    card.response
}

fn figure_ui(ui: &mut Ui, exercise: &Exercise, width: f32) {
    let palette = Palette::of(ui);
    let corners = CornerRadius { sw: 0, se: 0, ..CARD_RADIUS.into() };
    Frame::new().fill(palette.inset).corner_radius(corners).show(ui, |ui| {
        figure::exercise_ui(ui, &exercise.id, vec2(width, FIGURE_HEIGHT));
    });
}

/// What one wants to know before looking closer: what it does, how long it takes, what it needs.
fn facts(exercise: &Exercise) -> String {
    let mut facts =
        vec![text::effect_name(exercise.effect).to_owned(), text::about_minutes(exercise.takes_secs)];
    if !exercise.kit.is_empty() {
        facts.push(text::kit_words(&exercise.kit));
    }
    facts.join(" · ")
}
