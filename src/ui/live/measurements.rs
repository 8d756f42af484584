//! The list of everything that is measured.

use eframe::egui::{Align, CollapsingHeader, Label, Layout, Ui};

use crate::ui::theme::{self, Palette};
use crate::{
    engine::Snapshot,
    posture::{Estimate, Metric, Reading},
    text::{self, words},
};

/// The card; nothing while no picture is judged.
pub(in crate::ui) fn card_ui(ui: &mut Ui, snapshot: &Snapshot) {
    if snapshot.assessment.is_none() || !snapshot.is_judged() {
        return;
    }
    let measurements = &snapshot.measurements;
    theme::card(ui, |ui| {
        CollapsingHeader::new(theme::heading(words("live-measurements")))
            .default_open(false)
            .show_unindented(ui, |ui| {
                ui.spacing_mut().interact_size.y = 18.0;
                for (index, metric) in Metric::ALL.into_iter().enumerate() {
                    let reading = measurements.get(metric);
                    row_ui(ui, metric, reading);
                    // A reason is told once for all the rows above that share it.
                    let next = Metric::ALL.get(index + 1).and_then(|next| measurements.get(*next).why());
                    if let Some(why) = reading.why().filter(|why| next != Some(*why)) {
                        ui.label(theme::small(text::sentence(text::why_sentence(why))));
                    }
                }
            });
    });
}

fn row_ui(ui: &mut Ui, metric: Metric, reading: Reading<Estimate>) {
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
                ui.label(theme::small(words("live-measurement-unknown")).color(palette.unknown));
            }
        });
    });
}
