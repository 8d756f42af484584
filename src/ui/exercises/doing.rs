//! Exercises that are being done, one after the other, each with the coach.

use eframe::egui::Ui;

use super::Lead;
use crate::ui::{
    coach::{CoachPage, Leave},
    page::Scene,
};

/// What is being done, and how far it has come.
#[derive(Default)]
pub(super) struct Doing {
    ids: Vec<String>,
    present: usize,
    /// The coach of the present one, from its first picture on.
    coach: Option<CoachPage>,
}

impl Doing {
    /// Begins with the first of these.
    pub(super) fn new(ids: Vec<String>) -> Self {
        Self { ids, ..Self::default() }
    }

    /// The exercise of this moment. After the last one, and when one is given up, it leads back.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Option<Lead> {
        let Some(exercise) = self.ids.get(self.present).and_then(|id| scene.catalogue.exercise(id)) else {
            return Some(Lead::Back);
        };
        let coach = self.coach.get_or_insert_with(|| CoachPage::new(exercise));
        match coach.ui(ui, scene)? {
            Leave::Early => Some(Lead::Back),
            Leave::Done => {
                scene.done = Some(exercise.id.clone());
                self.present += 1;
                self.coach = None;
                (self.present == self.ids.len()).then_some(Lead::Back)
            }
        }
    }
}
