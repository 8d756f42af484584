//! A measurement against its limit, as a bar.

use eframe::egui::{
    Align2, Color32, FontId, Painter, Rangef, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2,
    remap, vec2,
};

use crate::ui::theme::Palette;
use crate::{
    posture::{Deviation, Estimate, Metric},
    text::{self, words_with},
};

/// The ends of the scale, in limits: room for sitting better than neutral, and for twice the limit.
const SCALE: Rangef = Rangef { min: -0.5, max: 2.0 };
/// Room around the knob and under the track, in points.
const TRACK_TOP: f32 = 5.0;

/// How a scale looks.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Look<'a> {
    /// In points.
    pub(in crate::ui) track_height: f32,
    /// Under the neutral and under the limit; none on a small scale.
    pub(in crate::ui) labels: Option<[&'a str; 2]>,
}

/// What the scale shows, worse to the right, whatever the sign of the metric.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Shown {
    pub(in crate::ui) estimate: Option<Estimate>,
    /// Between which values it mostly is.
    pub(in crate::ui) usual: Option<[f32; 2]>,
    pub(in crate::ui) limit: f32,
}

impl Shown {
    /// A deviation whose metric is 0 at the neutral.
    pub(in crate::ui) fn of(
        deviation: Deviation,
        estimate: Option<Estimate>,
        usual: Option<[f32; 2]>,
    ) -> Self {
        let sign = deviation.limit().signum();
        Self {
            estimate: estimate.map(|estimate| Estimate { value: estimate.value * sign, ..estimate }),
            usual: usual.map(|[from, to]| if sign < 0.0 { [-to, -from] } else { [from, to] }),
            limit: deviation.limit().abs(),
        }
    }

    /// Whether it is at the limit or beyond.
    pub(in crate::ui) fn is_beyond(&self) -> bool {
        self.estimate.is_some_and(|estimate| estimate.value >= self.limit)
    }
}

/// Draws the bar, as wide as there is room.
pub(in crate::ui) fn scale_ui(ui: &mut Ui, shown: &Shown, look: &Look<'_>) -> Response {
    let height = look.track_height + 2.0 * TRACK_TOP + if look.labels.is_some() { 16.0 } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let palette = Palette::of(ui);
    let painter = ui.painter_at(rect.expand(4.0));
    let round = look.track_height / 2.0;
    let track = Rect::from_min_size(rect.min + vec2(0.0, TRACK_TOP), vec2(rect.width(), look.track_height));
    let x_of = |limits: f32| remap(limits.clamp(SCALE.min, SCALE.max), SCALE, track.x_range());

    painter.rect_filled(track, round, palette.inset);
    let beyond = Rect::from_x_y_ranges(x_of(1.0)..=track.right(), track.y_range());
    painter.rect_filled(beyond, round, palette.deviation.gamma_multiply(0.30));
    if let Some(estimate) = shown.estimate {
        let (centre, spread) = (estimate.value / shown.limit, estimate.uncertainty / shown.limit);
        let color = if shown.is_beyond() { palette.deviation } else { palette.fine };
        let band = Rect::from_x_y_ranges(x_of(centre - spread)..=x_of(centre + spread), track.y_range());
        let band = band.expand2(vec2(round, 0.0)).intersect(track);
        painter.rect_filled(band, round, color.gamma_multiply(0.40));
        painter.circle(
            pos2(x_of(centre), track.center().y),
            round + 3.0,
            color,
            Stroke::new(2.5, palette.card),
        );
    }
    if let Some([from, to]) = shown.usual {
        // A bracket over the track.
        let (y, [left, right]) = (track.top() - 3.5, [from, to].map(|value| x_of(value / shown.limit)));
        let stroke = Stroke::new(1.5, palette.text_weak);
        painter.line(vec![pos2(left, y + 2.5), pos2(left, y), pos2(right, y), pos2(right, y + 2.5)], stroke);
    }
    tick(&painter, x_of(0.0), track, palette.text_weak);
    tick(&painter, x_of(1.0), track, palette.deviation);
    if let Some(labels) = look.labels {
        for (limits, label) in [0.0, 1.0].into_iter().zip(labels) {
            let below = pos2(x_of(limits), track.bottom() + TRACK_TOP + 1.0);
            painter.text(below, Align2::CENTER_TOP, label, FontId::proportional(11.0), palette.text_weak);
        }
    }
    response
}

fn tick(painter: &Painter, x: f32, track: Rect, color: Color32) {
    painter.vline(x, track.top() - 2.0..=track.bottom() + 2.0, Stroke::new(1.5, color));
}

/// What a screen reader says instead of the scale, and what hovering adds to it.
pub(in crate::ui) fn tell(response: Response, deviation: Deviation, shown: &Shown) {
    let limit = limit_words(deviation);
    let name = text::deviation_name(deviation);
    let metric = deviation.metric();
    let told = match shown.estimate {
        Some(estimate) => {
            let [value, uncertainty] = text::estimate_words_in_unit(metric, estimate);
            format!("{name}: {value}, ±{uncertainty}, {limit}")
        }
        None => words_with("live-gauge-unknown", &[("name", name.into())]),
    };
    response.widget_info(|| WidgetInfo {
        value: shown.estimate.map(|estimate| estimate.value.into()),
        ..WidgetInfo::labeled(Role::Meter, true, &told)
    });
    let usual = shown.usual.map(|range| usual_words("live-gauge-usual", metric, range));
    response.on_hover_text([Some(told.clone()), usual].into_iter().flatten().collect::<Vec<_>>().join("\n"));
}

/// The limit, such as "limit 8°".
pub(in crate::ui) fn limit_words(deviation: Deviation) -> String {
    words_with(
        "live-gauge-limit",
        &[("limit", value_words(deviation.metric(), deviation.limit().abs()).into())],
    )
}

/// A value in its unit, as whole as it deserves.
pub(in crate::ui) fn value_words(metric: Metric, value: f32) -> String {
    let [value, _] = text::estimate_words_in_unit(metric, Estimate { value, uncertainty: 0.0 });
    value
}

/// The usual range in words.
pub(in crate::ui) fn usual_words(key: &str, metric: Metric, [from, to]: [f32; 2]) -> String {
    let [from, to] = [from, to].map(|value| value_words(metric, value));
    words_with(key, &[("from", from.into()), ("to", to.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worse_is_positive_whatever_the_sign_of_the_metric() {
        let estimate = Some(Estimate { value: -11.0, uncertainty: 2.0 });
        let head = Shown::of(Deviation::ForwardHead, estimate, Some([-5.0, 1.0]));
        assert_eq!((head.estimate.unwrap().value, head.usual, head.limit), (11.0, Some([-1.0, 5.0]), 8.0));
        assert!(head.is_beyond());
        let shoulders = Shown::of(Deviation::RoundedShoulders, estimate, Some([-5.0, 1.0]));
        assert_eq!((shoulders.estimate.unwrap().value, shoulders.usual), (-11.0, Some([-5.0, 1.0])));
        assert!(!shoulders.is_beyond());
    }
}
