//! One exercise in full: how it goes, why it helps, how much of it, and what to mind.

use std::iter;

use eframe::egui::{Button, Label, Role, Sense, Ui, WidgetInfo, vec2};

use super::{Lead, spine_question, suggestion::framed_figure_ui};
use crate::ui::{
    figure,
    page::Scene,
    theme::{self, Palette, space},
};
use crate::{
    care::{Check, Exercise, Muscle},
    text::{self, words, words_with},
};

/// From this width on, in points, the pictures stand beside the words.
const TWO_COLUMNS_FROM: f32 = 720.0;
/// The widest that the pictures grow, in points.
const PICTURES_WIDTH: f32 = 440.0;
/// From this width on, in points, two facts stand side by side.
const FACTS_BESIDE_FROM: f32 = 380.0;
/// The height of the body that shows the muscles, in points.
const MUSCLES_HEIGHT: f32 = 240.0;

/// The exercise.
pub(super) fn ui(ui: &mut Ui, exercise: &Exercise, scene: &mut Scene<'_>) -> Option<Lead> {
    let mut lead = back_ui(ui);
    let room = ui.available_width();
    if room < TWO_COLUMNS_FROM {
        lead = lead.or(heading_ui(ui, exercise, scene));
        figure_card_ui(ui, exercise, room * 0.62);
        lead = lead.or(words_ui(ui, exercise));
        return muscles_card_ui(ui, &exercise.muscles).or(lead);
    }
    let pictures = (room * 0.42).min(PICTURES_WIDTH);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        ui.vertical(|ui| {
            ui.set_width(pictures);
            figure_card_ui(ui, exercise, pictures * 0.8);
            lead = muscles_card_ui(ui, &exercise.muscles).or(lead.take());
        });
        ui.vertical(|ui| {
            lead = lead.take().or(heading_ui(ui, exercise, scene));
            lead = lead.take().or(words_ui(ui, exercise));
        });
    });
    lead
}

/// The way back to the list.
pub(super) fn back_ui(ui: &mut Ui) -> Option<Lead> {
    let label = format!("‹ {}", words("exercises-back"));
    ui.add(Button::new(label).frame(false)).clicked().then_some(Lead::Back)
}

fn figure_card_ui(ui: &mut Ui, exercise: &Exercise, height: f32) {
    let size = vec2(ui.available_width(), height);
    framed_figure_ui(ui, &exercise.id, size);
}

fn heading_ui(ui: &mut Ui, exercise: &Exercise, scene: &mut Scene<'_>) -> Option<Lead> {
    let mut lead = None;
    ui.add(Label::new(theme::title(text::exercise_name(exercise))).wrap());
    ui.add(Label::new(text::exercise_why(exercise)).wrap());
    let withheld = scene.catalogue.is_withheld(&exercise.withheld_by, &scene.situation.red_flags);
    if withheld {
        let warning = theme::strong(words("exercises-withheld")).color(Palette::of(ui).deviation);
        ui.add(Label::new(warning).wrap());
    }
    if !withheld {
        spine_question::ask_ui(ui, iter::once(exercise), scene);
    }
    ui.horizontal_wrapped(|ui| {
        if !withheld && theme::primary_button(ui, words("exercises-start")).clicked() {
            lead = Some(Lead::Start(vec![exercise.id.clone()]));
        }
        if ui.link(words("red-flags-link")).clicked() {
            lead = Some(Lead::RedFlags);
        }
    });
    lead
}

fn words_ui(ui: &mut Ui, exercise: &Exercise) -> Option<Lead> {
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("exercises-how")));
        steps_ui(ui, &text::exercise_steps(exercise));
    });
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("exercises-mind")));
        ui.add(Label::new(text::exercise_caution(exercise)).wrap());
        ui.add(Label::new(theme::small(words("red-flags-stop"))).wrap());
    });
    theme::card(ui, |ui| {
        facts_ui(ui, exercise);
        answers_ui(ui, exercise)
    })
}

/// How much, how long, with what, where; in two columns where there is room.
fn facts_ui(ui: &mut Ui, exercise: &Exercise) {
    let dose = &exercise.dose;
    let facts = [
        ("exercises-dose", text::capitalised(&text::dose_words(dose))),
        ("exercises-dose-source", text::dose_source_words(dose.source).to_owned()),
        ("exercises-takes", text::about_minutes(exercise.takes_secs)),
        ("exercises-needs-kit", text::capitalised(&text::kit_words(&exercise.kit))),
        ("exercises-where", text::place_name(exercise.place).to_owned()),
        ("exercises-check", check_words(exercise.check).to_owned()),
    ];
    let columns = if ui.available_width() < FACTS_BESIDE_FROM { 1 } else { 2 };
    let width = (ui.available_width() - space::M) / columns as f32;
    for row in facts.chunks(columns) {
        ui.horizontal_top(|ui| {
            for (about, fact) in row {
                fact_ui(ui, words(about), fact, width);
            }
        });
    }
}

/// What is to be done, numbered.
pub(in crate::ui) fn steps_ui(ui: &mut Ui, steps: &[&str]) {
    let palette = Palette::of(ui);
    for (index, step) in steps.iter().enumerate() {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::hover());
            ui.painter().circle_filled(rect.center(), 12.0, palette.inset);
            let number = (index + 1).to_string();
            let font = eframe::egui::FontId::new(13.0, theme::semibold());
            ui.painter().text(rect.center(), eframe::egui::Align2::CENTER_CENTER, number, font, palette.text);
            let told =
                words_with("exercises-step", &[("number", (index + 1).into()), ("step", (*step).into())]);
            ui.vertical(|ui| {
                ui.add_space(2.0);
                let label = ui.add(Label::new(*step).wrap());
                label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &told));
            });
        });
    }
}

/// A fact: what it is about, small, over what it is.
fn fact_ui(ui: &mut Ui, about: &str, fact: &str, width: f32) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.label(theme::small(about));
        ui.add(Label::new(fact).wrap());
    });
}

/// What the exercise answers, each a way to more of that.
fn answers_ui(ui: &mut Ui, exercise: &Exercise) -> Option<Lead> {
    let mut lead = None;
    ui.label(theme::small(words("exercises-answers")));
    ui.horizontal_wrapped(|ui| {
        for need in &exercise.needs {
            if ui.link(text::need_name(*need)).clicked() {
                lead = Some(Lead::Need(*need));
            }
        }
    });
    lead
}

/// The muscles at work, on a body and by name.
fn muscles_card_ui(ui: &mut Ui, muscles: &[Muscle]) -> Option<Lead> {
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("exercises-works-on")));
        if muscles.is_empty() {
            ui.label(words("muscles-whole-body"));
            return None;
        }
        figure::muscles_ui(ui, muscles, vec2(ui.available_width(), MUSCLES_HEIGHT));
        let mut lead = None;
        for muscle in muscles {
            if ui.link(text::muscle_name(*muscle)).clicked() {
                lead = Some(Lead::Muscle(*muscle));
            }
            ui.add(Label::new(theme::small(text::muscle_about(*muscle))).wrap());
        }
        lead
    })
}

fn check_words(check: Check) -> &'static str {
    words(match check {
        Check::Timer => "exercises-check-timer",
        Check::Away => "exercises-check-away",
        Check::Log => "exercises-check-log",
        _ => "exercises-check-counts",
    })
}
