//! The list of everything that is measured.

use eframe::egui::{Align, CollapsingHeader, Label, Layout, Ui};

use super::{
    theme::{self, Palette},
    words,
};
use crate::{
    posture::{Measurements, Metric, Reading},
    text,
};

pub(super) fn card_ui(ui: &mut Ui, measurements: &Measurements) {
    theme::card(ui, |ui| {
        CollapsingHeader::new(theme::heading(words::MORE_MEASUREMENTS)).default_open(true).show_unindented(
            ui,
            |ui| {
                let first = measurements.get(Metric::ForwardHeadDeg).why();
                match first {
                    // The same reason ten times over tells nothing more.
                    Some(why)
                        if Metric::ALL.iter().all(|metric| measurements.get(*metric).why() == first) =>
                    {
                        ui.label(theme::small(format!("All unknown: {}.", text::why_sentence(why))));
                    }
                    _ => {
                        for metric in Metric::ALL {
                            row_ui(ui, metric, measurements);
                        }
                    }
                }
            },
        );
    });
}

fn row_ui(ui: &mut Ui, metric: Metric, measurements: &Measurements) {
    let reading = measurements.get(metric);
    ui.horizontal(|ui| {
        ui.label(text::metric_name(metric));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| match reading {
            Reading::Known(estimate) => {
                let [value, uncertainty] = text::estimate_words(metric, estimate);
                ui.add(Label::new(theme::small(format!("±{uncertainty}"))).extend());
                ui.add(Label::new(theme::strong(value)).extend());
            }
            Reading::Unknown(_) => {
                let palette = Palette::of(ui);
                ui.label(theme::small("unknown").color(palette.unknown));
            }
        });
    });
    if let Some(why) = reading.why() {
        ui.label(theme::small(text::capitalised(text::why_sentence(why)) + "."));
    }
}
