//! The one question that is asked before a new exercise which a condition of the spine rules out.

use eframe::egui::{Label, Ui};

use crate::ui::{page::Scene, theme};
use crate::{
    care::{Exercise, SPINAL_CONDITION},
    text::words,
};

/// Asks, as long as it was never answered and one of these exercises depends on it.
pub(super) fn ask_ui<'a>(
    ui: &mut Ui,
    mut exercises: impl Iterator<Item = &'a Exercise>,
    scene: &mut Scene<'_>,
) {
    let depends = |exercise: &Exercise| exercise.withheld_by.iter().any(|it| it == SPINAL_CONDITION);
    if scene.situation.spinal_condition.is_some() || !exercises.any(depends) {
        return;
    }
    theme::card(ui, |ui| {
        ui.add(Label::new(theme::strong(words("exercises-spine"))).wrap());
        ui.add(Label::new(theme::small(words("exercises-spine.why"))).wrap());
        ui.horizontal_wrapped(|ui| {
            for (answer, key) in [(false, "exercises-spine.no"), (true, "exercises-spine.yes")] {
                if ui.button(words(key)).clicked() {
                    scene.spinal_condition = Some(answer);
                }
            }
        });
    });
}
