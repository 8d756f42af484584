//! The user from the side, as estimated from the front: how far the head and the shoulders have gone forward.

use eframe::egui::{Align, Label, Layout, Ui, vec2};

use super::{
    last_hour::LastHour,
    scale::{self, Look, Shown},
};
use crate::ui::{
    figure::{self, SideView},
    theme::{self, Palette, space},
};
use crate::{
    engine::Snapshot,
    posture::{Deviation, Estimate, Metric, OwnPosture, State, Why},
    text::{self, words},
};

const GAUGES: [(Deviation, Option<Metric>); 2] =
    [(Deviation::ForwardHead, Some(Metric::ForwardHeadMm)), (Deviation::RoundedShoulders, None)];
/// The figure, in points.
const FIGURE_SIZE: [f32; 2] = [112.0, 168.0];
/// From this width of the card on, in points, the figure stands beside the gauges.
const BESIDE_FROM: f32 = 290.0;

/// The card; nothing while no picture is judged or there is nothing to compare with.
pub(in crate::ui) fn card_ui(ui: &mut Ui, snapshot: &Snapshot, last_hour: &LastHour) {
    let Some(assessment) = snapshot.assessment.as_ref().filter(|_| snapshot.is_judged()) else { return };
    if assessment.state == State::Unknown(Why::NoNeutral) {
        return;
    }
    theme::card(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(theme::heading(words("live-body")));
            ui.label(theme::small(words("live-body-estimated")));
        });
        let [width, height] = FIGURE_SIZE;
        if ui.available_width() >= BESIDE_FROM {
            ui.horizontal_top(|ui| {
                figure::side_view_ui(ui, SideView::of(&snapshot.measurements), vec2(width, height));
                ui.add_space(space::S);
                ui.vertical(|ui| gauges_ui(ui, snapshot, last_hour));
            });
        } else {
            gauges_ui(ui, snapshot, last_hour);
        }
        let own = snapshot.neutral.as_ref().map(|neutral| &neutral.own.postures);
        let is_own = own.is_some_and(|own| own[OwnPosture::RoundedShoulders].is_some());
        ui.label(theme::small(words(if is_own { "live-body-note-own" } else { "live-body-note" })));
    });
}

fn gauges_ui(ui: &mut Ui, snapshot: &Snapshot, last_hour: &LastHour) {
    for (index, (deviation, also)) in GAUGES.into_iter().enumerate() {
        if index > 0 {
            ui.add_space(space::XS);
        }
        let known = |metric| snapshot.measurements.get(metric).known();
        let usual = last_hour.usual(deviation.metric());
        gauge_ui(ui, deviation, known(deviation.metric()), also.and_then(known), usual);
    }
}

fn gauge_ui(
    ui: &mut Ui,
    deviation: Deviation,
    estimate: Option<Estimate>,
    also_mm: Option<Estimate>,
    usual: Option<[f32; 2]>,
) {
    let shown = Shown::of(deviation, estimate, usual);
    let palette = Palette::of(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(theme::strong(text::deviation_name(deviation)));
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.spacing_mut().item_spacing.x = space::XS;
        let Some(estimate) = shown.estimate else {
            ui.label(theme::figure("–").color(palette.unknown));
            return;
        };
        let [value, uncertainty] = text::estimate_words_in_unit(deviation.metric(), estimate);
        let color = if shown.is_beyond() { palette.deviation } else { palette.text };
        ui.add(Label::new(theme::figure(value).color(color)).extend());
        ui.add(Label::new(theme::small(format!("±{uncertainty}"))).extend());
        if let Some(also) = also_mm {
            let [value, uncertainty] = text::estimate_words_in_unit(Metric::ForwardHeadMm, also);
            let also = theme::small(format!("{value} ±{uncertainty}"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(Label::new(also).truncate()));
        }
    });
    let limit = scale::limit_words(deviation);
    let labels = Some([words("live-gauge-neutral"), limit.as_str()]);
    let response = scale::scale_ui(ui, &shown, &Look { track_height: 8.0, labels });
    scale::tell(response, deviation, &shown);
}
