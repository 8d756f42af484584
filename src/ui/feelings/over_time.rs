//! How the user felt over the last weeks, beside how much of the time was spent in good posture.

use eframe::egui::{Align2, FontId, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, remap, vec2};
use jiff::civil::Weekday;

use super::{
    intensity::{MOST, intensity_words},
    view::ChartDay,
};
use crate::{
    text::{self, words, words_with},
    ui::theme::{self, Palette, space},
};

const FELT_HEIGHT: f32 = 104.0;
const GOOD_HEIGHT: f32 = 62.0;
const LANE_GAP: f32 = 34.0;
const AXIS_HEIGHT: f32 = 20.0;
const AXIS_WIDTH: f32 = 36.0;
/// The room of a date such as `21 November`, in points.
const DATE_WIDTH: f32 = 92.0;

pub(super) fn card_ui(ui: &mut Ui, days: &[ChartDay]) {
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("feelings-over-time")));
        ui.label(theme::small(words("feelings-over-time-note")));
        ui.add_space(space::XS);
        chart_ui(ui, days);
    });
}

fn chart_ui(ui: &mut Ui, days: &[ChartDay]) {
    let height = 2.0 * LANE_GAP + FELT_HEIGHT + GOOD_HEIGHT + AXIS_HEIGHT;
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, told(days)));
    let palette = Palette::of(ui);
    let lane = |top: f32, height: f32| {
        Rect::from_min_size(
            pos2(area.left() + AXIS_WIDTH, top),
            vec2(area.width() - AXIS_WIDTH - 4.0, height),
        )
    };
    let felt = lane(area.top() + LANE_GAP, FELT_HEIGHT);
    let good = lane(felt.bottom() + LANE_GAP, GOOD_HEIGHT);
    let room = felt.width() / days.len().max(1) as f32;
    let x_of = |index: usize| felt.left() + room * (index as f32 + 0.5);

    weeks_ui(ui, days, Rect::from_min_max(felt.min, good.max), x_of, palette);
    name_ui(ui, felt, words("feelings-felt-lane"), palette);
    for number in [0, 5, MOST] {
        line_ui(ui, felt, f32::from(number) / f32::from(MOST), &number.to_string(), palette);
    }
    felt_ui(ui, days, felt, x_of, palette);
    name_ui(ui, good, words("history-good"), palette);
    for percent in [0, 50, 100] {
        line_ui(ui, good, percent as f32 / 100.0, &format!("{percent}\u{a0}%"), palette);
    }
    for (index, share) in days.iter().enumerate().filter_map(|(index, day)| Some((index, day.good?))) {
        let width = (room * 0.7).clamp(1.5, 14.0);
        let top = good.bottom() - good.height() * share;
        let bar = Rect::from_min_max(
            pos2(x_of(index) - width / 2.0, top),
            pos2(x_of(index) + width / 2.0, good.bottom()),
        );
        ui.painter().rect_filled(bar, 1.5, palette.fine);
    }

    let Some(pointer) = response.hover_pos().filter(|pointer| pointer.x >= felt.left()) else { return };
    let index = ((pointer.x - felt.left()) / room) as usize;
    let Some(day) = days.get(index) else { return };
    let stroke = Stroke::new(1.0, palette.text.gamma_multiply(0.5));
    ui.painter().vline(x_of(index), felt.top()..=good.bottom(), stroke);
    response.on_hover_text_at_pointer(day_words(day));
}

/// A fine line for every Monday, and its date where there is room.
fn weeks_ui(ui: &Ui, days: &[ChartDay], plot: Rect, x_of: impl Fn(usize) -> f32, palette: Palette) {
    let mut free_from = plot.left();
    for (index, day) in days.iter().enumerate().filter(|(_, day)| day.date.weekday() == Weekday::Monday) {
        let x = x_of(index);
        ui.painter().vline(x, plot.y_range(), Stroke::new(1.0, palette.border.gamma_multiply(0.6)));
        if x >= free_from && x + DATE_WIDTH * 0.6 < plot.right() {
            let at = pos2(x, plot.bottom() + 5.0);
            let date = text::day_of_month_words(day.date);
            ui.painter().text(at, Align2::LEFT_TOP, date, FontId::proportional(11.0), palette.text_weak);
            free_from = x + DATE_WIDTH;
        }
    }
}

fn name_ui(ui: &Ui, lane: Rect, name: &str, palette: Palette) {
    let at = lane.left_top() - vec2(AXIS_WIDTH, 8.0);
    ui.painter().text(at, Align2::LEFT_BOTTOM, name, FontId::new(12.0, theme::semibold()), palette.text);
}

/// A line across at a share of the lane's height, and its value.
fn line_ui(ui: &Ui, lane: Rect, share: f32, value: &str, palette: Palette) {
    let y = remap(share, 0.0..=1.0, lane.bottom()..=lane.top());
    ui.painter().hline(lane.x_range(), y, Stroke::new(1.0, palette.border));
    let at = pos2(lane.left() - 6.0, y);
    ui.painter().text(at, Align2::RIGHT_CENTER, value, FontId::proportional(11.0), palette.text_weak);
}

/// The days on which something was told, joined by a line.
fn felt_ui(ui: &Ui, days: &[ChartDay], lane: Rect, x_of: impl Fn(usize) -> f32, palette: Palette) {
    let point = |(index, day): (usize, &ChartDay)| {
        let share = day.felt? / f32::from(MOST);
        Some(pos2(x_of(index), remap(share, 0.0..=1.0, lane.bottom()..=lane.top())))
    };
    let points: Vec<Pos2> = days.iter().enumerate().filter_map(point).collect();
    ui.painter().line(points.clone(), Stroke::new(1.5, palette.deviation.gamma_multiply(0.6)));
    for at in points {
        ui.painter().circle(at, 4.0, palette.deviation, Stroke::new(1.5, palette.card));
    }
}

/// `Sat, 21 November 2026: 3 of 10, mild; 72 % in good posture`.
fn day_words(day: &ChartDay) -> String {
    let felt = day.felt.map_or_else(
        || words("feelings-nothing-told").to_owned(),
        |felt| intensity_words(felt.round() as u8),
    );
    let good = day.good.map_or_else(
        || words("history-share-unknown-long").to_owned(),
        |share| words_with("history-percent", &[("share", format!("{:.0}", share * 100.0).into())]),
    );
    let date = text::date_long_words(day.date);
    format!("{date}: {felt}; {}: {good}", words("history-good"))
}

/// What a screen reader says instead: the days on which something was told.
fn told(days: &[ChartDay]) -> String {
    let told: Vec<_> = days.iter().filter(|day| day.felt.is_some()).map(day_words).collect();
    let told = if told.is_empty() { words("feelings-nothing-told").to_owned() } else { told.join(". ") };
    format!("{}: {told}", words("feelings-over-time"))
}
