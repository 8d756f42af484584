//! The first step: how the camera sees the user, and what would be better.

use eframe::egui::{Align, Key, Label, Layout, ProgressBar, Ui};

use super::{headline_ui, mark::Mark};
use crate::{
    engine::{CalibrationStep, Command, Guide},
    posture::{Advice, Aspect, Framing, Look},
    text::{words, words_with},
    ui::{
        page::Scene,
        theme::{self, Palette, space},
    },
};

const MARK_SIDE: f32 = 18.0;
/// The column of the aspects' names, in points.
const NAMES_WIDTH: f32 = 104.0;

/// The card of the step.
pub(super) fn card_ui(ui: &mut Ui, scene: &mut Scene<'_>, guide: &Guide) {
    theme::card(ui, |ui| {
        let framing = guide.framing.as_ref();
        let is_possible = framing.is_some_and(Framing::is_possible);
        let (headline, mark) = headline(framing);
        headline_ui(ui, mark, headline);
        let waits = if is_possible { "calibration-framing-waits" } else { "calibration-framing-sentence" };
        ui.label(words(waits));
        ui.add_space(space::XS);
        for aspect in Aspect::ALL {
            aspect_ui(ui, aspect, framing);
        }
        ui.add_space(space::XS);
        let fill = Palette::of(ui).fine;
        ui.add(ProgressBar::new(guide.framing_progress).desired_height(6.0).fill(fill));
        ui.horizontal_wrapped(|ui| {
            let go_on = ui.add_enabled_ui(is_possible, |ui| {
                theme::primary_button(ui, words("calibration-go-on")).clicked()
            });
            // Without a button in focus, Enter means the one that goes on.
            let is_free = ui.memory(|memory| memory.focused().is_none());
            let enter = is_possible && is_free && ui.input(|input| input.key_pressed(Key::Enter));
            if go_on.inner || enter {
                scene.send(Command::CalibrateStep(CalibrationStep::Neutral));
            }
            super::cancel_ui(ui, scene, guide);
        });
    });
}

/// What matters most now, in a few words.
fn headline(framing: Option<&Framing>) -> (&'static str, Mark) {
    let Some(framing) = framing else { return (words("calibration-framing-title"), Mark::Untold) };
    let looks = || Aspect::ALL.into_iter().map(|aspect| framing.looks[aspect]);
    // A lens that is covered explains why nobody is seen.
    let of_light = match framing.looks[Aspect::Light] {
        Look::Wrong(advice) => Some(advice),
        _ => None,
    };
    let wrong = of_light.or_else(|| {
        looks().find_map(|look| match look {
            Look::Wrong(advice) => Some(advice),
            _ => None,
        })
    });
    let passable = looks().find_map(|look| match look {
        Look::Passable(advice) => Some(advice),
        _ => None,
    });
    match (wrong, passable) {
        (Some(advice), _) => (advice_words(advice), Mark::Wrong),
        (None, Some(advice)) => (advice_words(advice), Mark::Better),
        (None, None) if framing.is_good() => (words("calibration-framing-good"), Mark::Well),
        (None, None) => (words("calibration-framing-title"), Mark::Untold),
    }
}

/// One line: a sign, the name, and how it is or what to change.
fn aspect_ui(ui: &mut Ui, aspect: Aspect, framing: Option<&Framing>) {
    let look = framing.map_or(Look::Untold, |framing| framing.looks[aspect]);
    let (mark, told) = look_words(aspect, look, framing.and_then(|framing| framing.distance_mm));
    let name = words(&format!("calibration-aspect-{}", aspect.key()));
    ui.horizontal_top(|ui| {
        mark.ui(ui, MARK_SIDE);
        let height = ui.spacing().interact_size.y.min(MARK_SIDE);
        ui.allocate_ui_with_layout([NAMES_WIDTH, height].into(), Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_width(NAMES_WIDTH);
            ui.label(name);
        });
        let told = if look == Look::Well || look == Look::Untold {
            super::weak(told)
        } else {
            theme::strong(told).color(mark.color(Palette::of(ui)))
        };
        ui.add(Label::new(told).wrap());
    });
}

/// How an aspect looks, in a sign and words.
pub(super) fn look_words(aspect: Aspect, look: Look, distance_mm: Option<f32>) -> (Mark, String) {
    match look {
        Look::Well if aspect == Aspect::Distance => {
            let cm = (distance_mm.unwrap_or_default() / 10.0).round();
            (Mark::Well, words_with("calibration-distance", &[("cm", cm.into())]))
        }
        Look::Well => (Mark::Well, words(&format!("calibration-aspect-{}.well", aspect.key())).to_owned()),
        Look::Passable(advice) => (Mark::Better, advice_words(advice).to_owned()),
        Look::Wrong(advice) => (Mark::Wrong, advice_words(advice).to_owned()),
        Look::Untold => (Mark::Untold, words("calibration-aspect-untold").to_owned()),
    }
}

fn advice_words(advice: Advice) -> &'static str {
    words(&format!("calibration-advice-{}", advice.key()))
}
