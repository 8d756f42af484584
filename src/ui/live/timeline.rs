//! The last hour as bands: low where the user sat near his neutral, tall where a fault lasted, a line where nobody was
//! there to be seen. Each kind has a height, a pattern and words of its own beside its colour.

use eframe::egui::{
    Align, Align2, Color32, EventFilter, FontId, Key, Label, Layout, Painter, Rangef, Rect, Response, Role,
    Sense, Shape, Stroke, Ui, WidgetInfo, pos2, remap, vec2,
};

use super::last_hour::{HOUR_SECS, Kind, LastHour, Run, epoch_secs, sum};
use crate::ui::theme::{self, Palette, space};
use crate::{
    text::{self, words, words_with},
    time::WallTime,
};

/// The least height of the card, in points.
pub(in crate::ui) const CARD_HEIGHT: f32 = BANDS_HEIGHT.min + 94.0;
const BANDS_HEIGHT: Rangef = Rangef { min: 44.0, max: 72.0 };
const AXIS_HEIGHT: f32 = 18.0;
/// The shorter of the two spans, in seconds.
const SHORT_SECS: f64 = 600.0;
/// The least room between two words under the axis, in points.
const TICK_ROOM: f32 = 64.0;
/// What lies under a pointer or the keyboard moves on with time even where nothing else does, in seconds.
const REFRESH_SECS: f32 = 30.0;

/// What the user has chosen to see of it.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Timeline {
    is_short: bool,
    /// The moment that the keyboard points at, in seconds of the Unix epoch.
    pointed_at: Option<f64>,
}

impl Timeline {
    /// The card, about as high as `height` if that is possible.
    pub(in crate::ui) fn card_ui(&mut self, ui: &mut Ui, height: f32, last_hour: &LastHour, now: WallTime) {
        let span_secs = if self.is_short { SHORT_SECS } else { HOUR_SECS };
        let runs = last_hour.runs(span_secs, now);
        let told = sum_words(&runs);
        theme::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.horizontal(|ui| self.header_ui(ui, &told));
            let span = Span { end: epoch_secs(now), secs: span_secs };
            let bands_height = BANDS_HEIGHT.clamp(BANDS_HEIGHT.min + height - CARD_HEIGHT);
            self.strip_ui(ui, bands_height, (&runs, span), &told);
        });
        if runs.last().is_some_and(|run| !run.kind.is_judged()) {
            ui.ctx().request_repaint_after_secs(REFRESH_SECS);
        }
    }

    fn header_ui(&mut self, ui: &mut Ui, told: &str) {
        ui.spacing_mut().interact_size.y = 24.0;
        ui.spacing_mut().button_padding = vec2(space::S, 3.0);
        ui.label(theme::heading(words("live-timeline")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for (is_short, name) in [(false, "live-timeline-1-h"), (true, "live-timeline-10-min")] {
                if ui.selectable_label(self.is_short == is_short, words(name)).clicked() {
                    self.is_short = is_short;
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(theme::small(told)).truncate());
            });
        });
    }

    fn strip_ui(&mut self, ui: &mut Ui, bands_height: f32, (runs, span): (&[Run], Span), told: &str) {
        let size = vec2(ui.available_width(), bands_height + AXIS_HEIGHT);
        let (rect, response) =
            ui.allocate_exact_size(size, Sense::focusable_noninteractive() | Sense::hover());
        let bands = Rect::from_min_size(rect.min, vec2(rect.width(), bands_height));
        let palette = Palette::of(ui);
        let painter = ui.painter_at(rect);
        for run in runs {
            paint_run(&painter, bands, span, *run, palette);
        }
        painter.hline(bands.x_range(), bands.bottom(), Stroke::new(1.0, palette.border));
        paint_axis(&painter, bands, span, palette);
        if runs.iter().all(|run| run.kind == Kind::Gap) {
            let font = FontId::proportional(12.0);
            let empty = words("live-timeline-empty");
            painter.text(bands.center(), Align2::CENTER_CENTER, empty, font, palette.text_weak);
        }

        let by_pointer = response.hover_pos().map(|at| span.time_at(at.x, bands));
        let by_keyboard = self.walk(ui, &response, runs);
        let pointed = by_pointer.or(by_keyboard);
        let run = pointed.and_then(|at| runs.iter().find(|run| (run.from..=run.until).contains(&at)));
        let run = run.filter(|run| run.kind != Kind::Gap);
        let about = run.map(|run| run_words(*run));
        response.widget_info(|| {
            let about = about.as_deref().unwrap_or_default();
            let told = format!("{}: {told}. {about}", words("live-timeline"));
            WidgetInfo::labeled(Role::Image, true, told.trim_end())
        });
        if response.has_focus() {
            painter.rect_stroke(rect, 4.0, Stroke::new(1.5, palette.fine), eframe::egui::StrokeKind::Inside);
        }
        if let (Some(at), Some(about)) = (pointed, about) {
            painter.vline(span.x_of(at, bands), bands.y_range(), Stroke::new(1.5, palette.text));
            response.show_tooltip_text(about);
        }
    }

    /// From run to run by the arrow keys while it has the focus.
    fn walk(&mut self, ui: &Ui, response: &Response, runs: &[Run]) -> Option<f64> {
        if !response.has_focus() {
            self.pointed_at = None;
            return None;
        }
        let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let shown: Vec<&Run> = runs.iter().filter(|run| run.kind != Kind::Gap).collect();
        let middle = |run: &Run| f64::midpoint(run.from, run.until);
        let newest = shown.len().checked_sub(1)?;
        let at =
            self.pointed_at.and_then(|at| shown.iter().position(|run| at <= run.until)).unwrap_or(newest);
        let (back, on) =
            ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
        let at = if back { at.saturating_sub(1) } else { (at + usize::from(on)).min(newest) };
        self.pointed_at = shown.get(at).map(|run| middle(run));
        self.pointed_at
    }
}

/// Which time the strip shows.
#[derive(Clone, Copy, Debug)]
struct Span {
    /// At its right edge, in seconds of the Unix epoch.
    end: f64,
    secs: f64,
}

impl Span {
    fn x_of(self, at: f64, bands: Rect) -> f32 {
        remap((self.end - at) as f32, 0.0..=self.secs as f32, bands.right()..=bands.left())
    }

    fn time_at(self, x: f32, bands: Rect) -> f64 {
        self.end - f64::from(remap(x, bands.right()..=bands.left(), 0.0..=self.secs as f32))
    }
}

/// How high a band is, as a share of the strip; a line on the ground where nobody was seen.
fn height(kind: Kind) -> f32 {
    match kind {
        Kind::Fault(_) => 1.0,
        Kind::Fine | Kind::Told(_) => 0.5,
        Kind::Unknown(_) => 0.25,
        Kind::Away | Kind::Paused | Kind::NoCamera | Kind::Gap => 0.0,
    }
}

fn paint_run(painter: &Painter, bands: Rect, span: Span, run: Run, palette: Palette) {
    let x = Rangef::new(
        span.x_of(run.from, bands),
        span.x_of(run.until, bands).max(span.x_of(run.from, bands) + 1.0),
    );
    let top = bands.bottom() - height(run.kind) * bands.height();
    let band = Rect::from_x_y_ranges(x, Rangef::new(top, bands.bottom()));
    // Neighbours are kept apart where there is room for that.
    let body = if band.width() > 4.0 { band.with_max_x(band.right() - 1.0) } else { band };
    let round = (body.width() / 3.0).min(3.0);
    match run.kind {
        Kind::Fine => {
            painter.rect_filled(body, round, palette.fine.gamma_multiply(0.85));
        }
        Kind::Told(_) => {
            painter.rect_filled(body, round, palette.fine.gamma_multiply(0.35));
            painter.hline(body.x_range(), body.top() + 1.0, Stroke::new(2.0, palette.fine));
        }
        Kind::Fault(deviation) => {
            painter.rect_filled(body, round, palette.deviation);
            paint_hatch(painter, body, palette.card.gamma_multiply(0.22));
            paint_name(painter, body, text::deviation_name(deviation), palette.card, Some(palette.deviation));
        }
        Kind::Unknown(_) => {
            painter.rect_filled(body, 0.0, palette.inset);
            paint_hatch(painter, body, palette.unknown.gamma_multiply(0.7));
        }
        Kind::Away => {
            paint_ground(painter, body, palette.unknown, 1.5, 4.5);
            paint_name(painter, over(body, bands), words("live-timeline-away"), palette.text_weak, None);
        }
        Kind::Paused => {
            paint_ground(painter, body, palette.unknown, 9.0, 4.0);
            paint_name(painter, over(body, bands), words("live-timeline-paused"), palette.text_weak, None);
        }
        Kind::NoCamera => {
            paint_ground(painter, body, palette.deviation, 3.0, 3.0);
            paint_name(painter, over(body, bands), words("live-timeline-no-camera"), palette.text_weak, None);
        }
        Kind::Gap => {}
    }
}

/// The room above a line on the ground.
fn over(body: Rect, bands: Rect) -> Rect {
    Rect::from_x_y_ranges(body.x_range(), bands.bottom() - 24.0..=bands.bottom() - 4.0)
}

/// A line of dashes near the ground.
fn paint_ground(painter: &Painter, body: Rect, color: Color32, dash: f32, gap: f32) {
    let y = body.bottom() - 3.0;
    let line = [pos2(body.left(), y), pos2(body.right(), y)];
    painter.extend(Shape::dashed_line(&line, Stroke::new(2.0, color), dash, gap));
}

/// Slanting lines.
fn paint_hatch(painter: &Painter, body: Rect, color: Color32) {
    const STEP: f32 = 7.0;
    let painter = painter.with_clip_rect(body);
    let stroke = Stroke::new(1.5, color);
    let lines = ((body.width() + body.height()) / STEP) as usize;
    for line in 1..=lines {
        let foot = pos2(body.left() + line as f32 * STEP, body.bottom());
        painter.line_segment([foot, foot + vec2(-body.height(), -body.height())], stroke);
    }
}

/// A name in the middle of a band, where it fits, on a ground of its own where the band has a pattern.
fn paint_name(painter: &Painter, band: Rect, name: &str, color: Color32, ground: Option<Color32>) {
    let galley = painter.layout_no_wrap(name.to_owned(), FontId::new(11.0, theme::semibold()), color);
    if galley.size().x + 12.0 > band.width() {
        return;
    }
    let place = Align2::CENTER_CENTER.anchor_size(band.center(), galley.size());
    if let Some(ground) = ground {
        painter.rect_filled(place.expand2(vec2(5.0, 2.0)), 4.0, ground);
    }
    painter.galley(place.min, galley, color);
}

/// The time of the clock under the strip, at round minutes.
fn paint_axis(painter: &Painter, bands: Rect, span: Span, palette: Palette) {
    let font = FontId::proportional(11.0);
    let y = bands.bottom() + 5.0;
    let steps = [60.0, 120.0, 300.0, 600.0, 900.0, 1200.0, 1800.0];
    let room = |step: &f64| (step / span.secs) as f32 * bands.width();
    let step = steps.into_iter().find(|step| room(step) >= TICK_ROOM).unwrap_or(1800.0);
    let text = |x: f32, align, words: &str| {
        painter.text(pos2(x, y), align, words, font.clone(), palette.text_weak);
    };
    text(bands.right(), Align2::RIGHT_TOP, words("live-timeline-now"));
    let mut at = (span.end / step).floor() * step;
    while at > span.end - span.secs {
        let x = span.x_of(at, bands);
        painter.vline(x, bands.bottom()..=bands.bottom() + 4.0, Stroke::new(1.0, palette.text_weak));
        // Clear of the words at both ends.
        if x < bands.right() - 48.0 && x > bands.left() + 18.0 {
            text(x, Align2::CENTER_TOP, &clock_words(at));
        }
        at -= step;
    }
}

fn clock_words(epoch_secs: f64) -> String {
    let time = jiff::Timestamp::from_millisecond((epoch_secs * 1000.0) as i64).unwrap_or_default();
    WallTime(time).clock_words()
}

/// What held, from when to when.
fn run_words(run: Run) -> String {
    let name = match run.kind {
        Kind::Fine => words("live-timeline-fine").to_owned(),
        Kind::Told(deviation) => {
            format!("{} ({})", text::deviation_name(deviation), words("live-timeline-told"))
        }
        Kind::Fault(deviation) => {
            format!("{} ({})", text::deviation_name(deviation), words("live-timeline-fault"))
        }
        Kind::Unknown(why) => format!("{}: {}", words("live-timeline-unknown"), text::why_sentence(why)),
        Kind::Away => words("live-timeline-away").to_owned(),
        Kind::Paused => words("live-timeline-paused").to_owned(),
        Kind::NoCamera => words("live-timeline-no-camera").to_owned(),
        Kind::Gap => String::new(),
    };
    let times = words_with(
        "live-timeline-run",
        &[
            ("from", clock_words(run.from).into()),
            ("until", clock_words(run.until).into()),
            ("duration", text::duration_words(run.secs()).into()),
        ],
    );
    format!("{}\n{times}", text::sentence(&name))
}

/// What the shown time came to; empty before there is anything.
fn sum_words(runs: &[Run]) -> String {
    let sum = sum(runs);
    if sum.judged < 1.0 {
        return String::new();
    }
    let mut told = words_with(
        "live-timeline-sum",
        &[
            ("fine", text::duration_words(sum.judged - sum.fault).into()),
            ("judged", text::duration_words(sum.judged).into()),
        ],
    );
    if sum.breaks > 0 {
        told += " · ";
        told += &words_with("live-timeline-sum-breaks", &[("breaks", sum.breaks.into())]);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANDS: Rect = Rect { min: pos2(10.0, 0.0), max: pos2(610.0, 40.0) };

    #[test]
    fn a_place_on_the_strip_is_a_time_and_back() {
        let span = Span { end: 10_000.0, secs: 3600.0 };
        assert_eq!(span.x_of(10_000.0, BANDS), 610.0);
        assert_eq!(span.x_of(6400.0, BANDS), 10.0);
        let at = span.time_at(span.x_of(9000.0, BANDS), BANDS);
        assert!((at - 9000.0).abs() < 1.0, "{at}");
    }

    #[test]
    fn every_kind_is_told_apart_without_its_colour() {
        use crate::posture::{Deviation, Why};
        let kinds = [
            Kind::Fine,
            Kind::Told(Deviation::LeaningIn),
            Kind::Fault(Deviation::Slump),
            Kind::Unknown(Why::NotFrontal),
            Kind::Away,
            Kind::Paused,
            Kind::NoCamera,
        ];
        let told = kinds.map(|kind| run_words(Run { from: 0.0, until: 60.0, kind }));
        for (index, one) in told.iter().enumerate() {
            assert!(!told[index + 1..].contains(one), "{one}");
            assert!(one.contains("1\u{a0}min"), "{one}");
        }
    }

    #[test]
    fn the_sum_is_told_in_words() {
        let run = |from, until, kind| Run { from, until, kind };
        let runs = [
            run(0.0, 600.0, Kind::Fine),
            run(600.0, 780.0, Kind::Away),
            run(780.0, 900.0, Kind::Fault(crate::posture::Deviation::ForwardHead)),
        ];
        assert_eq!(sum_words(&runs), "10\u{a0}min of 12\u{a0}min without a finding · 1 break");
        assert_eq!(sum_words(&[]), "");
    }
}
