//! What is not known now, and what would help: a line for every reason.

use eframe::egui::Ui;

use crate::ui::theme;
use crate::{
    engine::Snapshot,
    posture::{Metric, State, Why},
    text::{self, words, words_of},
};

/// The card; nothing where everything is known, or where the verdict has said the one reason already.
pub(in crate::ui) fn card_ui(ui: &mut Ui, snapshot: &Snapshot) {
    let reasons = reasons(snapshot);
    if reasons.is_empty() {
        return;
    }
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("live-unknown")));
        for (why, cues) in reasons {
            ui.label(theme::strong(text::sentence(&cues.join(", ")).trim_end_matches('.')));
            ui.label(theme::small(text::sentence(text::why_sentence(why))));
        }
    });
}

/// Each reason with what it keeps from being known, in the order of the measurements.
fn reasons(snapshot: &Snapshot) -> Vec<(Why, Vec<&'static str>)> {
    let Some(assessment) = snapshot.assessment.as_ref().filter(|_| snapshot.is_judged()) else {
        return Vec::new();
    };
    let mut reasons: Vec<(Why, Vec<&'static str>)> = Vec::new();
    let mut known = 0;
    for metric in Metric::ALL {
        let Some(why) = snapshot.measurements.get(metric).why() else {
            known += 1;
            continue;
        };
        let cue = words_of("live-cue-", metric.quantity());
        match reasons.iter_mut().find(|(told, _)| *told == why) {
            Some((_, cues)) if cues.contains(&cue) => {}
            Some((_, cues)) => cues.push(cue),
            None => reasons.push((why, vec![cue])),
        }
    }
    match (assessment.state, reasons.as_slice()) {
        // The verdict asks for a calibration, and that is all there is to do.
        (State::Unknown(Why::NoNeutral), _) => Vec::new(),
        (State::Unknown(why), [(only, _)]) if known == 0 && why == *only => Vec::new(),
        _ => reasons,
    }
}
