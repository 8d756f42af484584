//! Exercises that are being done before the camera, one after the other.

use eframe::egui::{Label, Ui};

use super::{Lead, detail};
use crate::text::{words, words_with};
use crate::ui::{
    coach::{CoachPage, Leave},
    page::Scene,
    theme,
};

/// What is being done, and how far it has come.
pub(super) struct Doing {
    ids: Vec<String>,
    present: usize,
    /// The page of the present one, once it is shown.
    coach: Option<CoachPage>,
}

impl Doing {
    /// Begins with the first of these.
    pub(super) fn new(ids: Vec<String>) -> Self {
        Self { ids, present: 0, coach: None }
    }

    /// The exercise of this moment.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Option<Lead> {
        let exercise = self.ids.get(self.present).and_then(|id| scene.catalogue.exercise(id));
        let Some(exercise) = exercise else {
            let back = detail::back_ui(ui);
            ui.label(theme::title(words("exercises-finished")));
            ui.add(Label::new(words("exercises-just-done")).wrap());
            return back;
        };
        if self.ids.len() > 1 {
            let number = [("number", (self.present + 1).into()), ("all", self.ids.len().into())];
            ui.label(theme::small(words_with("routines-step", &number)));
        }
        let coach = self.coach.get_or_insert_with(|| CoachPage::new(exercise));
        match coach.ui(ui, scene)? {
            Leave::Early => Some(Lead::Back),
            Leave::Done { is_counted } => {
                if is_counted {
                    scene.done = Some(exercise.id.clone());
                }
                self.present += 1;
                self.coach = None;
                None
            }
        }
    }
}
