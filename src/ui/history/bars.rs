//! The chart of the days: how long the user sat, and how much of it in good posture.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Grid, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, remap, vec2,
};

use super::{
    legend::{self, Mark},
    period::Period,
    totals::{Totals, sat_secs},
};
use crate::{
    text::{words, words_with},
    ui::theme::{self, Palette, space},
};

/// The height of the bars, in points.
const HEIGHT: f32 = 168.0;
/// The room of the lengths of time at the left, in points.
const AXIS_WIDTH: f32 = 46.0;
/// The room of the labels below, and of how the user felt, in points.
const LABEL_HEIGHT: f32 = 18.0;
const FELT_HEIGHT: f32 = 22.0;
/// A bar is no wider than this, in points, however few there are.
const WIDEST_BAR: f32 = 44.0;
/// The least room for a label such as `Wed` or `21`, in points.
const LABEL_WIDTH: f32 = 27.0;
/// At most so many lines across.
const LINES: f64 = 4.0;

/// A part of the period that is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bar {
    /// Short, under the bar.
    pub(super) label: String,
    /// In full, for the values on hover and for screen readers.
    pub(super) name: String,
    pub(super) totals: Totals,
    /// What a click shows; an hour has nothing behind it.
    pub(super) opens: Option<Period>,
    /// Whether it is today, this month or this hour.
    pub(super) is_now: bool,
}

impl Bar {
    /// What a screen reader says.
    fn words(&self) -> String {
        let lines = self.totals.lines();
        let told: Vec<_> = lines.iter().map(|line| format!("{} {}", line.name, line.value)).collect();
        format!("{}: {}", self.name, told.join("; "))
    }
}

/// Draws the chart; gives the period whose bar was clicked.
pub(super) fn chart_ui(ui: &mut Ui, id: Id, bars: &[Bar]) -> Option<Period> {
    let is_felt = bars.iter().any(|bar| bar.totals.felt.is_some());
    let below = LABEL_HEIGHT + if is_felt { FELT_HEIGHT } else { 0.0 };
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT + below), Sense::hover());
    let plot = Rect::from_min_max(area.min + vec2(AXIS_WIDTH, space::XS), area.max - vec2(0.0, below));
    let most_secs = bars.iter().map(|bar| sat_secs(&bar.totals.times)).fold(0.0, f64::max);
    let step_secs = step_secs(most_secs);
    let top_secs = (most_secs / step_secs).ceil().max(1.0) * step_secs;
    let y_of = |secs: f64| remap(secs as f32, 0.0..=top_secs as f32, plot.bottom()..=plot.top());
    lines_ui(ui, plot, step_secs, top_secs, y_of);

    let room = plot.width() / bars.len().max(1) as f32;
    let every = (LABEL_WIDTH / room).ceil().max(1.0) as usize;
    let mut clicked = None;
    for (index, bar) in bars.iter().enumerate() {
        let left = plot.left() + room * index as f32;
        let column = Rect::from_min_max(pos2(left, area.top()), pos2(left + room, area.bottom()));
        let sense = if bar.opens.is_some() { Sense::click() } else { Sense::focusable_noninteractive() };
        let response = ui.interact(column, id.with(index), sense);
        let role = if bar.opens.is_some() { Role::Button } else { Role::Image };
        response.widget_info(|| WidgetInfo::labeled(role, true, bar.words()));
        let palette = Palette::of(ui);
        under_ui(ui, &response, palette);
        let width = (room - 4.0).clamp(2.0, WIDEST_BAR).min(room * 0.74);
        bar_ui(ui, bar, column.center().x, width, y_of);
        if index % every == 0 {
            let at = pos2(column.center().x, plot.bottom() + 4.0);
            let (font, color) = label_style(bar, palette);
            ui.painter().text(at, Align2::CENTER_TOP, &bar.label, font, color);
        }
        if let Some(felt) = bar.totals.felt {
            let at = pos2(column.center().x, plot.bottom() + LABEL_HEIGHT + FELT_HEIGHT / 2.0);
            felt_ui(ui, at, felt, room);
        }
        if response.clicked() {
            clicked = bar.opens;
        }
        response.on_hover_ui(|ui| values_ui(ui, bar));
    }
    clicked
}

fn label_style(bar: &Bar, palette: Palette) -> (FontId, Color32) {
    if bar.is_now {
        (FontId::new(12.0, theme::semibold()), palette.text)
    } else {
        (FontId::proportional(12.0), palette.text_weak)
    }
}

/// The lines across and their lengths of time.
fn lines_ui(ui: &Ui, plot: Rect, step_secs: f64, top_secs: f64, y_of: impl Fn(f64) -> f32) {
    let palette = Palette::of(ui);
    let count = (top_secs / step_secs).round() as usize;
    for line in 0..=count {
        let secs = line as f64 * step_secs;
        let y = y_of(secs);
        ui.painter().hline(plot.x_range(), y, Stroke::new(1.0, palette.border));
        if line > 0 {
            let at = pos2(plot.left() - space::S, y);
            let font = FontId::proportional(11.0);
            ui.painter().text(at, Align2::RIGHT_CENTER, axis_words(secs), font, palette.text_weak);
        }
    }
}

/// The ground of a column that the pointer or the keyboard is at.
fn under_ui(ui: &Ui, response: &Response, palette: Palette) {
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(response.rect, 8.0, palette.inset.gamma_multiply(0.7));
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, palette.fine);
        ui.painter().rect_stroke(response.rect, 8.0, stroke, StrokeKind::Inside);
    }
}

/// One bar: good posture at the foot, then what was found, then, hollow, what could not be told.
fn bar_ui(ui: &Ui, bar: &Bar, x: f32, width: f32, y_of: impl Fn(f64) -> f32) {
    let palette = Palette::of(ui);
    let times = &bar.totals.times;
    let sat_secs = sat_secs(times);
    if sat_secs <= 0.0 {
        ui.painter().circle_filled(pos2(x, y_of(0.0) - 4.0), 1.5, palette.border);
        return;
    }
    let part =
        |from: f64, to: f64| Rect::from_x_y_ranges(x - width / 2.0..=x + width / 2.0, y_of(to)..=y_of(from));
    let round = (width / 4.0).min(5.0) as u8;
    let top = CornerRadius { nw: round, ne: round, sw: 0, se: 0 };
    let good = part(0.0, times.good_secs);
    let found = part(times.good_secs, times.known_secs);
    let unknown = part(times.known_secs, sat_secs);
    // A gap of a point keeps the parts apart where their colours look alike.
    let gap = 1.0;
    if unknown.height() > 2.5 {
        let inner = unknown.with_max_y(unknown.bottom() - gap);
        ui.painter().rect(
            inner,
            top,
            palette.unknown.gamma_multiply(0.10),
            Stroke::new(1.0, palette.unknown.gamma_multiply(0.55)),
            StrokeKind::Inside,
        );
    }
    if found.height() > 0.5 {
        let is_top = unknown.height() <= 2.5;
        let corners = if is_top { top } else { CornerRadius::ZERO };
        ui.painter().rect_filled(found.with_max_y(found.bottom() - gap), corners, palette.deviation);
    }
    let is_top = found.height() <= 0.5 && unknown.height() <= 2.5;
    ui.painter().rect_filled(good, if is_top { top } else { CornerRadius::ZERO }, palette.fine);
}

/// How the user felt: the number in a ring, or a dot where there is no room.
fn felt_ui(ui: &Ui, at: eframe::egui::Pos2, felt: f32, room: f32) {
    let palette = Palette::of(ui);
    if room < 20.0 {
        ui.painter().circle_stroke(at, 3.0, Stroke::new(1.5, palette.text_weak));
        return;
    }
    ui.painter().circle(at, 9.0, palette.inset, Stroke::new(1.0, palette.text_weak.gamma_multiply(0.6)));
    let font = FontId::proportional(11.0);
    ui.painter().text(at, Align2::CENTER_CENTER, format!("{felt:.0}"), font, palette.text);
}

/// The values of a bar, on hover.
fn values_ui(ui: &mut Ui, bar: &Bar) {
    ui.label(theme::strong(&bar.name));
    Grid::new("values").num_columns(2).spacing(vec2(space::L, space::XS)).show(ui, |ui| {
        for line in bar.totals.lines() {
            ui.label(theme::small(line.name));
            ui.label(line.value);
            ui.end_row();
        }
    });
}

/// What the colours and the ring mean.
pub(super) fn legend_ui(ui: &mut Ui, is_felt: bool) {
    let palette = Palette::of(ui);
    let faint = Stroke::new(1.0, palette.unknown.gamma_multiply(0.55));
    let ring = Stroke::new(1.0, palette.text_weak);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
        legend::entry_ui(ui, words("history-good"), Mark::Square(palette.fine, Stroke::NONE));
        legend::entry_ui(ui, words("history-found"), Mark::Square(palette.deviation, Stroke::NONE));
        let hollow = Mark::Square(palette.unknown.gamma_multiply(0.10), faint);
        legend::entry_ui(ui, words("history-unknown"), hollow);
        if is_felt {
            legend::entry_ui(ui, words("history-felt"), Mark::Round(palette.inset, ring));
        }
    });
}

/// `4 h` or `30 min`: a line stands at no other lengths of time.
fn axis_words(secs: f64) -> String {
    let minutes = (secs / 60.0).round() as i64;
    if minutes % 60 == 0 {
        words_with("history-hours-long", &[("hours", (minutes / 60).into())])
    } else {
        words_with("history-minutes-long", &[("minutes", minutes.into())])
    }
}

/// The length of time between two lines: one that people count in.
fn step_secs(most_secs: f64) -> f64 {
    const STEPS_MIN: [f64; 10] = [5.0, 10.0, 15.0, 60.0, 120.0, 180.0, 360.0, 1200.0, 2400.0, 4800.0];
    let enough = |step: &f64| step * 60.0 * LINES >= most_secs;
    60.0 * STEPS_MIN.into_iter().find(enough).unwrap_or(9600.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_never_more_lines_than_can_be_read() {
        for hours in 1..400 {
            let most = f64::from(hours) * 1800.0;
            assert!(most / step_secs(most) <= 4.0, "{hours}");
        }
    }
}
