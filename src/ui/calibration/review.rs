//! The last step: how good the calibration is, and why.

use eframe::egui::{Label, Ui};

use super::{framing::look_words, headline_ui, mark::Mark};
use crate::{
    engine::{CalibrationStep, Command, Guide, Taken},
    posture::{Aspect, Grade, Look, Quality},
    text::{self, words, words_with},
    ui::{
        page::{Next, Page, Scene},
        theme::{self, Palette},
    },
};

const MARK_SIDE: f32 = 18.0;
/// The shoulder width that shares of it are told in millimetres by: an adult of average build.
const SHOULDER_WIDTH_MM: f32 = 350.0;

/// The verdict, its reasons, and the ways on.
pub(super) fn card_ui(ui: &mut Ui, scene: &mut Scene<'_>, guide: &Guide) {
    theme::card(ui, |ui| {
        if let Some(taken) = &guide.taken {
            verdict_ui(ui, taken);
        } else {
            ui.label(theme::title(words("calibration-review-title")));
            if let Some(made) = scene.snapshot.calibrated {
                ui.label(words_with("calibration-made", &[("day", text::day_words(made).into())]));
            }
        }
        ui.horizontal_wrapped(|ui| {
            if theme::primary_button(ui, words("calibration-done")).clicked() {
                scene.next = Some(Next::Page(Page::Live));
            }
            if ui.button(words("calibration-again")).clicked() {
                scene.send(Command::CalibrateStep(CalibrationStep::Framing));
            }
            let has_former = guide.taken.as_ref().is_some_and(|taken| taken.has_former);
            if has_former && ui.button(words("calibration-undo")).clicked() {
                scene.send(Command::UndoCalibration);
                scene.next = Some(Next::Page(Page::Live));
            }
        });
    });
}

fn verdict_ui(ui: &mut Ui, taken: &Taken) {
    match taken.quality.overall() {
        Grade::Good => {
            headline_ui(ui, Mark::Well, words("calibration-good-title"));
            ui.label(words("calibration-good-sentence"));
        }
        Grade::Usable => {
            headline_ui(ui, Mark::Better, words("calibration-usable-title"));
            ui.label(words("calibration-usable-sentence"));
        }
    }
    for (mark, name, told) in reasons(&taken.quality) {
        reason_ui(ui, mark, name, &told);
    }
    if !taken.keeps_own {
        ui.add(Label::new(theme::strong(words("calibration-left-behind"))).wrap());
    }
}

fn reason_ui(ui: &mut Ui, mark: Mark, name: &str, told: &str) {
    ui.horizontal_top(|ui| {
        mark.ui(ui, MARK_SIDE);
        let told = if mark == Mark::Well {
            super::weak(format!("{name}: {told}"))
        } else {
            theme::strong(format!("{name}: {told}")).color(mark.color(Palette::of(ui)))
        };
        ui.add(Label::new(told).wrap());
    });
}

/// Every reason with its sign, its name, and its number or what would be better. What the camera saw is told where it
/// could be better, and the distance always.
fn reasons(quality: &Quality) -> Vec<(Mark, &'static str, String)> {
    let mm = |share: f32| (share * SHOULDER_WIDTH_MM).round().max(1.0);
    let percent = (100.0 * quality.usable_share).round().min(100.0);
    let numbers = [
        (quality.stillness(), "calibration-quality-stillness", ("mm", mm(quality.unrest))),
        (quality.clarity(), "calibration-quality-clarity", ("mm", mm(quality.noise))),
        (quality.share(), "calibration-quality-share", ("percent", percent)),
    ];
    let mut reasons: Vec<_> = numbers
        .into_iter()
        .map(|(grade, key, (name, number))| {
            let (mark, attribute) = match grade {
                Grade::Good => (Mark::Well, ".value"),
                Grade::Usable => (Mark::Better, ".advice"),
            };
            let told = words_with(&format!("{key}{attribute}"), &[(name, number.into())]);
            (mark, words(key), told)
        })
        .collect();
    for aspect in Aspect::ALL {
        let look = quality.framing.looks[aspect];
        if look != Look::Well || aspect == Aspect::Distance {
            let (mark, told) = look_words(aspect, look, quality.framing.distance_mm);
            reasons.push((mark, words(&format!("calibration-aspect-{}", aspect.key())), told));
        }
    }
    reasons
}
