//! Exercises that are being done, one after the other.

use eframe::egui::{Label, Ui, vec2};

use super::{Lead, detail, suggestion::framed_figure_ui};
use crate::ui::{
    page::Scene,
    theme::{self, space},
};
use crate::{
    care::{Dose, Exercise},
    store::{Entry, ExerciseDone},
    text::{self, words, words_with},
    time::WallTime,
};

/// The widest that the figure grows, in points.
const FIGURE_WIDTH: f32 = 560.0;
/// The height of the figure for its width: most exercises are shown from two sides.
const FIGURE_ASPECT: f32 = 0.6;

/// What is being done, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doing {
    ids: Vec<String>,
    present: usize,
    /// When the present one was begun.
    begun: WallTime,
}

impl Doing {
    /// Begins with the first of these.
    pub(super) fn new(ids: Vec<String>) -> Self {
        Self { ids, present: 0, begun: WallTime::now() }
    }

    /// The exercise of this moment, and the ways on.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Option<Lead> {
        let back = detail::back_ui(ui);
        let exercise = self.ids.get(self.present).and_then(|id| scene.catalogue.exercise(id));
        let Some(exercise) = exercise else {
            ui.label(theme::title(words("exercises-finished")));
            ui.add(Label::new(words("exercises-just-done")).wrap());
            return back;
        };
        if self.ids.len() > 1 {
            let number = [("number", (self.present + 1).into()), ("all", self.ids.len().into())];
            ui.label(theme::small(words_with("routines-step", &number)));
        }
        ui.add(Label::new(theme::title(text::exercise_name(exercise))).wrap());
        self.ways_on_ui(ui, exercise, scene);
        let width = ui.available_width().min(FIGURE_WIDTH);
        framed_figure_ui(ui, &exercise.id, vec2(width, width * FIGURE_ASPECT));
        theme::card(ui, |ui| {
            ui.label(theme::heading(text::capitalised(&text::dose_words(&exercise.dose))));
            detail::steps_ui(ui, &text::exercise_steps(exercise));
            ui.add_space(space::XS);
            ui.add(Label::new(text::exercise_caution(exercise)).wrap());
            ui.add(Label::new(theme::strong(words("red-flags-stop"))).wrap());
        });
        back
    }

    fn ways_on_ui(&mut self, ui: &mut Ui, exercise: &Exercise, scene: &mut Scene<'_>) {
        ui.horizontal_wrapped(|ui| {
            if theme::primary_button(ui, words("exercises-done")).clicked() {
                self.keep(exercise, scene);
                self.go_on();
            }
            if self.ids.len() > 1 && ui.button(words("exercises-skip")).clicked() {
                self.go_on();
            }
        });
    }

    fn go_on(&mut self) {
        self.present += 1;
        self.begun = WallTime::now();
    }

    /// Keeps what the user says was done.
    fn keep(&self, exercise: &Exercise, scene: &mut Scene<'_>) {
        let wanted = least(&exercise.dose);
        scene.store.record(Entry::Exercise(ExerciseDone {
            at: self.begun,
            exercise: exercise.id.clone(),
            secs: self.begun.secs_until(WallTime::now()).max(0.0),
            counted: wanted,
            wanted,
            is_seen: false,
            sides: None,
        }));
        scene.done = Some(exercise.id.clone());
    }
}

/// The least that the dose asks for, as it counts: repetitions, or seconds.
fn least(dose: &Dose) -> u32 {
    dose.repetitions.or(dose.hold_secs).or(dose.duration_secs).map_or(0, |[least, _]| least)
}
