//! A posture is being taken, or was refused.

use eframe::egui::{Frame, Margin, Ui};

use super::{headline_ui, mark::Mark};
use crate::{
    engine::{CalibrationStep, Command, Guide},
    posture::OwnPosture,
    text::{self, words, words_with},
    ui::{
        page::Scene,
        ring::ring_ui,
        theme::{self, Palette, space},
    },
};

const RING_SIDE: f32 = 128.0;

/// The key of the words of a step.
fn key(step: CalibrationStep) -> &'static str {
    match step {
        CalibrationStep::Framing | CalibrationStep::Neutral | CalibrationStep::Review => {
            "calibration-neutral"
        }
        CalibrationStep::Own(OwnPosture::Slouch) => "calibration-slouch",
        CalibrationStep::Own(OwnPosture::RoundedShoulders) => "calibration-rounded",
        CalibrationStep::ChinTuck => "calibration-chin-tuck",
    }
}

/// The card of a posture that is being taken: what to do, and the ring, which only goes on while the user is still.
pub(super) fn card_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    guide: &Guide,
    (remaining_secs, progress, problem): (f64, f32, Option<&str>),
) {
    theme::card(ui, |ui| {
        ui.label(theme::title(words(key(guide.step))));
        ui.label(words(&format!("{}.sentence", key(guide.step))));
        ui.add_space(space::S);
        let palette = Palette::of(ui);
        let is_waiting = guide.begins_in_secs > 0.0;
        let (color, secs, name) = match (is_waiting, problem) {
            (true, _) => (palette.unknown, guide.begins_in_secs, "calibration-begins-in"),
            (false, Some(_)) => (palette.deviation, remaining_secs, "calibration-seconds-to-go"),
            (false, None) => (palette.fine, remaining_secs, "calibration-seconds-to-go"),
        };
        let seconds = secs.max(0.0).ceil();
        let name = words_with(name, &[("seconds", seconds.into())]);
        ui.vertical_centered(|ui| {
            ring_ui(ui, RING_SIDE, progress, color, &format!("{seconds}"), &name);
            if is_waiting {
                ui.label(super::weak(name));
            }
        });
        match problem {
            Some(problem) if !is_waiting => problem_ui(ui, problem),
            _ if is_waiting => {}
            _ => {
                ui.vertical_centered(|ui| {
                    ui.label(theme::strong(words("calibration-keeps-still")).color(palette.fine));
                });
            }
        }
        super::cancel_ui(ui, scene, guide);
    });
}

/// What the ring waits for, where it cannot be missed.
fn problem_ui(ui: &mut Ui, problem: &str) {
    let color = Palette::of(ui).deviation;
    let frame = Frame::new().fill(color.gamma_multiply(0.16)).corner_radius(8).inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let told = format!("{} {}", words("calibration-waits"), text::with_full_stop(problem));
        super::announce(ui, theme::strong(told).color(color));
    });
}

/// The card of a posture that could not be taken, with the reason.
pub(super) fn refused_ui(ui: &mut Ui, scene: &mut Scene<'_>, guide: &Guide, reason: &str) {
    theme::card(ui, |ui| {
        headline_ui(ui, Mark::Wrong, words("calibration-refused-title"));
        ui.label(text::sentence(reason));
        if scene.snapshot.neutral.is_some() {
            ui.label(super::weak(words("calibration-refused-former")));
        }
        ui.horizontal_wrapped(|ui| {
            let can_retry = scene.snapshot.source.is_streaming();
            let again = ui.add_enabled_ui(can_retry, |ui| {
                theme::primary_button(ui, words("calibration-try-again")).clicked()
            });
            if again.inner {
                let step = match guide.step {
                    CalibrationStep::Neutral => CalibrationStep::Framing,
                    other => other,
                };
                scene.send(Command::CalibrateStep(step));
            }
            super::cancel_ui(ui, scene, guide);
        });
    });
}
