//! What became of an exercise, kindly.

use eframe::egui::{Label, Ui};

use super::Leave;
use crate::ui::{
    ring::ring_ui,
    theme::{self, Palette, space},
};
use crate::{
    care::{
        Check,
        coach::{Assignment, CoachState, Phase},
    },
    text::{words, words_with},
};

const RING: f32 = 170.0;

/// Leaving the page now.
pub(super) fn leave_of(state: &CoachState) -> Leave {
    if state.phase == Phase::Done {
        Leave::Done { is_counted: state.outcome.counted > 0 }
    } else {
        Leave::Early
    }
}

/// The count, whether the camera saw it, and the way on.
pub(super) fn ui(ui: &mut Ui, state: &CoachState, assignment: &Assignment) -> Option<Leave> {
    let outcome = &state.outcome;
    let palette = Palette::of(ui);
    let counts = [("counted", outcome.counted.into()), ("wanted", outcome.wanted.into())];
    let sentence = match assignment.check {
        _ if outcome.counted == 0 => words("coach-did-nothing").to_owned(),
        Check::Log => words("coach-did-log").to_owned(),
        Check::ChinTuck
        | Check::ShoulderRolls
        | Check::ShoulderBladeSqueeze
        | Check::BandPullApart
        | Check::WallAngels
        | Check::YAndW => words_with("coach-did-repetitions", &counts),
        _ => words_with("coach-did-seconds", &counts),
    };
    let share = outcome.counted as f32 / outcome.wanted.max(1) as f32;
    ring_ui(ui, RING, share, palette.fine, &outcome.counted.to_string(), &sentence);
    ui.label(theme::title(words("coach-done")));
    ui.add(Label::new(sentence).wrap());
    if let Some([left, right]) = outcome.sides {
        ui.label(theme::small(words_with("coach-sides", &[("left", left.into()), ("right", right.into())])));
    }
    let needs_eyes = !matches!(assignment.check, Check::Timer | Check::Log);
    if outcome.counted > 0 && needs_eyes {
        ui.label(theme::small(words(if outcome.is_seen { "coach-was-seen" } else { "coach-was-told" })));
    }
    ui.add_space(space::S);
    let finish = theme::primary_button(ui, words("coach-finish"));
    if !ui.memory(|memory| memory.focused().is_some_and(|id| id == finish.id)) {
        finish.request_focus();
    }
    finish.clicked().then(|| leave_of(state))
}
