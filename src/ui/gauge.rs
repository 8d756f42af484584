//! The two gauges: how far the head is forward and the shoulders are rounded, against their limits.

use eframe::egui::{Align, Align2, FontId, Layout, Rangef, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, lerp, pos2, remap, vec2};

use super::{
    theme::{self, Palette, space},
    words,
};
use crate::{
    engine::Snapshot,
    posture::{Deviation, Estimate, Metric, Reading},
    text,
};

/// One gauge. The scale runs so that worse is to the right, whatever the sign of the metric.
struct Gauge {
    deviation: Deviation,
    metric: Metric,
    /// +1 where a larger value is worse, -1 where a smaller one is.
    worse: f32,
    /// The distance from neutral at which the deviation begins, in the metric's unit.
    limit: f32,
}

const GAUGES: [Gauge; 2] = [
    Gauge { deviation: Deviation::ForwardHead, metric: Metric::ForwardHeadDeg, worse: -1.0, limit: 8.0 },
    Gauge { deviation: Deviation::RoundedShoulders, metric: Metric::RoundedShouldersMm, worse: 1.0, limit: 15.0 },
];

/// The ends of the scale, in limits: room for sitting better than neutral, and for twice the limit.
const SCALE: Rangef = Rangef { min: -0.5, max: 2.0 };
const TRACK_HEIGHT: f32 = 10.0;

pub(super) fn card_ui(ui: &mut Ui, snapshot: &Snapshot) {
    theme::card(ui, |ui| {
        for (index, gauge) in GAUGES.iter().enumerate() {
            if index > 0 {
                ui.add_space(space::M);
            }
            gauge_ui(ui, gauge, snapshot.measurements.get(gauge.metric));
        }
    });
}

fn gauge_ui(ui: &mut Ui, gauge: &Gauge, reading: Reading<Estimate>) {
    let worse = reading.map(|estimate| Estimate { value: estimate.value * gauge.worse, ..estimate });
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.label(theme::heading(text::deviation_name(gauge.deviation)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| match worse {
            Reading::Known(estimate) => {
                let [value, uncertainty] = words_in_unit(gauge.metric, estimate);
                let beyond = estimate.value >= gauge.limit;
                ui.label(theme::small(format!("±{uncertainty}")));
                ui.label(theme::figure(value).color(if beyond { palette.deviation } else { palette.text }));
            }
            Reading::Unknown(_) => {
                ui.label(theme::figure("–").color(palette.unknown));
            }
        });
    });
    scale_ui(ui, gauge, worse);
    if let Reading::Unknown(why) = worse {
        ui.label(theme::small(format!("Unknown: {}.", text::why_sentence(why))));
    }
}

/// Value and uncertainty in the unit of the scale, so that they can be compared with its limit.
fn words_in_unit(metric: Metric, estimate: Estimate) -> [String; 2] {
    let unit = if metric.unit() == "mm" { " mm" } else { metric.unit() };
    // `+ 0.0` turns -0 into 0; an uncertainty is never told as none.
    [format!("{}{unit}", estimate.value.round() + 0.0), format!("{}{unit}", estimate.uncertainty.round().max(1.0))]
}

fn scale_ui(ui: &mut Ui, gauge: &Gauge, worse: Reading<Estimate>) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::hover());
    let palette = Palette::of(ui);
    let painter = ui.painter_at(rect.expand(4.0));
    let track = Rect::from_center_size(pos2(rect.center().x, rect.top() + 10.0), vec2(rect.width(), TRACK_HEIGHT));
    let x_of = |limits: f32| remap(limits.clamp(SCALE.min, SCALE.max), SCALE, track.x_range());

    painter.rect_filled(track, TRACK_HEIGHT / 2.0, palette.inset);
    let beyond = Rect::from_x_y_ranges(x_of(1.0)..=track.right(), track.y_range());
    painter.rect_filled(beyond, TRACK_HEIGHT / 2.0, palette.deviation.gamma_multiply(0.30));

    if let Reading::Known(estimate) = worse {
        let centre = estimate.value / gauge.limit;
        let spread = estimate.uncertainty / gauge.limit;
        let color = if centre >= 1.0 { palette.deviation } else { palette.fine };
        let band = Rect::from_x_y_ranges(x_of(centre - spread)..=x_of(centre + spread), track.y_range());
        painter.rect_filled(band.expand2(vec2(TRACK_HEIGHT / 2.0, 0.0)), TRACK_HEIGHT / 2.0, color.gamma_multiply(0.35));
        let knob = pos2(x_of(centre), track.center().y);
        painter.circle(knob, 9.0, color, Stroke::new(3.0, palette.card));
    }

    let [limit, _] = words_in_unit(gauge.metric, Estimate { value: gauge.limit, uncertainty: 0.0 });
    let ticks = [(0.0, words::NEUTRAL.to_owned()), (1.0, format!("{} {limit}", words::LIMIT))];
    for (limits, words) in ticks {
        let x = x_of(limits);
        painter.vline(x, track.bottom() + 2.0..=track.bottom() + 7.0, Stroke::new(1.5, palette.text_weak));
        let below = pos2(x, track.bottom() + 8.0);
        painter.text(below, Align2::CENTER_TOP, words, FontId::proportional(11.0), palette.text_weak);
    }
    painter.vline(x_of(1.0), lerp(track.y_range(), 0.0)..=track.bottom(), Stroke::new(1.5, palette.deviation));

    response.widget_info(|| {
        let (value, told) = match worse {
            Reading::Known(estimate) => {
                let [value, uncertainty] = words_in_unit(gauge.metric, estimate);
                (Some(f64::from(estimate.value)), format!("{}: {value}, ±{uncertainty}, limit {limit}", text::deviation_name(gauge.deviation)))
            }
            Reading::Unknown(why) => (None, format!("{}: unknown, {}", text::deviation_name(gauge.deviation), text::why_sentence(why))),
        };
        WidgetInfo { value, ..WidgetInfo::labeled(Role::Meter, true, told) }
    });
    response
}
