//! The two gauges: how far the head is forward and the shoulders are rounded, against their limits.

use eframe::egui::{
    Align, Align2, FontId, Layout, Rangef, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, lerp, pos2,
    remap, vec2,
};

use crate::ui::{
    theme::{self, Palette, space},
    words,
};
use crate::{
    engine::Snapshot,
    posture::{Deviation, Estimate},
    text,
};

const GAUGES: [Deviation; 2] = [Deviation::ForwardHead, Deviation::RoundedShoulders];

/// The ends of the scale, in limits: room for sitting better than neutral, and for twice the limit.
const SCALE: Rangef = Rangef { min: -0.5, max: 2.0 };
const TRACK_HEIGHT: f32 = 10.0;

pub(in crate::ui) fn card_ui(ui: &mut Ui, snapshot: &Snapshot) {
    theme::card(ui, |ui| {
        let mut told = None;
        for (index, deviation) in GAUGES.into_iter().enumerate() {
            if index > 0 {
                ui.add_space(space::S);
            }
            let reading = snapshot.measurements.get(deviation.metric());
            // A reading is of now; without a picture there is none, and why is told in the picture's place.
            let judged = snapshot.is_judged();
            gauge_ui(ui, deviation, reading.known().filter(|_| judged));
            // The same reason is told once.
            if let Some(why) = reading.why().filter(|why| judged && told != Some(*why)) {
                ui.label(theme::small(format!("Unknown: {}.", text::why_sentence(why))));
                told = Some(why);
            }
        }
    });
}

fn gauge_ui(ui: &mut Ui, deviation: Deviation, estimate: Option<Estimate>) {
    // Worse is positive, and to the right, whatever the sign of the metric.
    let towards_worse = deviation.limit().signum();
    let worse = estimate.map(|estimate| Estimate { value: estimate.value * towards_worse, ..estimate });
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.label(theme::heading(text::deviation_name(deviation)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| match worse {
            Some(estimate) => {
                let [value, uncertainty] = text::estimate_words_in_unit(deviation.metric(), estimate);
                let beyond = estimate.value >= deviation.limit().abs();
                ui.label(theme::small(format!("±{uncertainty}")));
                ui.label(theme::figure(value).color(if beyond { palette.deviation } else { palette.text }));
            }
            None => {
                ui.label(theme::figure("–").color(palette.unknown));
            }
        });
    });
    let response = scale_ui(ui, deviation, worse);
    response.widget_info(|| accessible(deviation, worse));
}

/// What a screen reader says instead of the scale.
fn accessible(deviation: Deviation, worse: Option<Estimate>) -> WidgetInfo {
    let name = text::deviation_name(deviation);
    match worse {
        Some(estimate) => {
            let [value, uncertainty] = text::estimate_words_in_unit(deviation.metric(), estimate);
            let told = format!("{name}: {value}, ±{uncertainty}, {}", limit_words(deviation));
            WidgetInfo { value: Some(estimate.value.into()), ..WidgetInfo::labeled(Role::Meter, true, told) }
        }
        None => WidgetInfo::labeled(Role::Meter, true, format!("{name}: unknown")),
    }
}

fn limit_words(deviation: Deviation) -> String {
    let limit = Estimate { value: deviation.limit().abs(), uncertainty: 0.0 };
    let [limit, _] = text::estimate_words_in_unit(deviation.metric(), limit);
    format!("{} {limit}", words::LIMIT)
}

fn scale_ui(ui: &mut Ui, deviation: Deviation, worse: Option<Estimate>) -> Response {
    let limit = deviation.limit().abs();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::hover());
    let palette = Palette::of(ui);
    let painter = ui.painter_at(rect.expand(4.0));
    let track =
        Rect::from_center_size(pos2(rect.center().x, rect.top() + 10.0), vec2(rect.width(), TRACK_HEIGHT));
    let x_of = |limits: f32| remap(limits.clamp(SCALE.min, SCALE.max), SCALE, track.x_range());

    painter.rect_filled(track, TRACK_HEIGHT / 2.0, palette.inset);
    let beyond = Rect::from_x_y_ranges(x_of(1.0)..=track.right(), track.y_range());
    painter.rect_filled(beyond, TRACK_HEIGHT / 2.0, palette.deviation.gamma_multiply(0.30));

    if let Some(estimate) = worse {
        let centre = estimate.value / limit;
        let spread = estimate.uncertainty / limit;
        let color = if centre >= 1.0 { palette.deviation } else { palette.fine };
        let band = Rect::from_x_y_ranges(x_of(centre - spread)..=x_of(centre + spread), track.y_range());
        let band = band.expand2(vec2(TRACK_HEIGHT / 2.0, 0.0)).intersect(track);
        painter.rect_filled(band, TRACK_HEIGHT / 2.0, color.gamma_multiply(0.35));
        let knob = pos2(x_of(centre), track.center().y);
        painter.circle(knob, 9.0, color, Stroke::new(3.0, palette.card));
    }

    let ticks = [(0.0, words::NEUTRAL.to_owned()), (1.0, limit_words(deviation))];
    for (limits, words) in ticks {
        let x = x_of(limits);
        painter.vline(x, track.bottom() + 2.0..=track.bottom() + 7.0, Stroke::new(1.5, palette.text_weak));
        let below = pos2(x, track.bottom() + 8.0);
        painter.text(below, Align2::CENTER_TOP, words, FontId::proportional(11.0), palette.text_weak);
    }
    painter.vline(
        x_of(1.0),
        lerp(track.y_range(), 0.0)..=track.bottom(),
        Stroke::new(1.5, palette.deviation),
    );

    response
}
