//! The hours at which the user sat well, as a map of weekdays and hours.

use std::ops::Range;

use eframe::egui::{
    Align2, Color32, FontId, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, lerp, pos2, vec2,
};
use jiff::civil::Weekday;

use super::totals::{percent, sat_secs};
use crate::{
    store::{Hour, Times},
    text::{self, words, words_with},
    ui::theme::{self, Palette, space},
};

const HOURS: usize = 24;
/// Shown at least, so that two hours on a day off do not fill the card.
const SHOWN_AT_LEAST: Range<usize> = 8..18;
const ROW_HEIGHT: f32 = 27.0;
const LABEL_WIDTH: f32 = 36.0;
/// From this width of a cell on, in points, its number is written in it.
const NUMBER_FROM: f32 = 27.0;
/// Less than this of an hour says nothing about it, in seconds.
const LEAST_KNOWN_SECS: f64 = 120.0;

/// What each hour of each weekday amounts to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeatMap {
    /// From Monday on, every hour of the day.
    weekdays: Vec<(Weekday, Vec<Times>)>,
    /// The hours that are shown.
    shown: Range<usize>,
}

impl HeatMap {
    pub(super) fn of(hours: &[Hour]) -> Self {
        let week = Weekday::Monday.cycle_forward().take(7);
        let weekdays = week.map(|weekday| (weekday, vec![Times::default(); HOURS])).collect();
        let mut map = Self { weekdays, shown: SHOWN_AT_LEAST };
        for hour in hours.iter().filter(|hour| sat_secs(&hour.times) > 0.0) {
            let row = usize::from(hour.date.weekday().to_monday_zero_offset().unsigned_abs());
            let column = usize::from(hour.hour.unsigned_abs());
            if let Some(cell) = map.weekdays.get_mut(row).and_then(|(_, cells)| cells.get_mut(column)) {
                cell.join(&hour.times);
                map.shown = map.shown.start.min(column)..map.shown.end.max(column + 1);
            }
        }
        map
    }
}

pub(super) fn card_ui(ui: &mut Ui, map: &HeatMap) {
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("history-hours")));
        ui.label(theme::small(words("history-hours-note")));
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = (ui.available_width() - LABEL_WIDTH) / map.shown.len().max(1) as f32;
        for (weekday, cells) in &map.weekdays {
            row_ui(ui, *weekday, cells, &map.shown, width);
        }
        axis_ui(ui, &map.shown, width);
        ui.add_space(space::S);
        scale_ui(ui);
    });
}

fn row_ui(ui: &mut Ui, weekday: Weekday, cells: &[Times], shown: &Range<usize>, width: f32) {
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    let palette = Palette::of(ui);
    let label = text::weekday_short(weekday);
    let at = pos2(row.left(), row.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, label, FontId::proportional(12.0), palette.text_weak);
    let pointer = response.hover_pos();
    let mut told_there = None;
    for (index, hour) in shown.clone().enumerate() {
        let Some(times) = cells.get(hour) else { continue };
        let left = row.left() + LABEL_WIDTH + width * index as f32;
        let cell = Rect::from_min_size(pos2(left, row.top()), vec2(width, ROW_HEIGHT));
        cell_ui(ui, cell.shrink(1.5), times);
        if pointer.is_some_and(|pointer| cell.contains(pointer)) {
            ui.painter().rect_stroke(cell, 6.0, Stroke::new(1.5, palette.text), StrokeKind::Inside);
            told_there = Some(format!("{}, {}", text::weekday_name(weekday), hour_words(hour, times)));
        }
    }
    response.widget_info(|| {
        let told = shown.clone().filter_map(|hour| {
            let times = cells.get(hour).filter(|times| sat_secs(times) > 0.0)?;
            Some(hour_words(hour, times))
        });
        let told: Vec<_> = told.collect();
        let told = if told.is_empty() { words("history-nothing-seen").to_owned() } else { told.join("; ") };
        WidgetInfo::labeled(Role::Image, true, format!("{}: {told}", text::weekday_name(weekday)))
    });
    if let Some(told) = told_there {
        response.on_hover_text_at_pointer(told);
    }
}

/// What is known of an hour, or nothing.
fn share(times: &Times) -> Option<f64> {
    times.good_share().filter(|_| times.known_secs >= LEAST_KNOWN_SECS)
}

/// The more good posture, the fuller the colour; hollow where nothing could be told.
fn cell_ui(ui: &Ui, cell: Rect, times: &Times) {
    let palette = Palette::of(ui);
    let painter = ui.painter();
    match share(times) {
        Some(share) => {
            painter.rect_filled(cell, 5.0, color(palette, share));
            if cell.width() >= NUMBER_FROM - 3.0 {
                let text = format!("{:.0}", share * 100.0);
                let color = text_color(palette, share);
                painter.text(cell.center(), Align2::CENTER_CENTER, text, FontId::proportional(11.0), color);
            }
        }
        None if sat_secs(times) >= LEAST_KNOWN_SECS => {
            let faint = palette.unknown.gamma_multiply(0.55);
            painter.rect_stroke(cell, 5.0, Stroke::new(1.0, faint), StrokeKind::Inside);
        }
        None => {
            painter.circle_filled(cell.center(), 1.5, palette.border);
        }
    }
}

/// From pale to full; below a third of the time there is little to tell apart.
fn color(palette: Palette, share: f64) -> Color32 {
    let strength = lerp(0.16..=1.0, ((share as f32 - 0.3) / 0.65).clamp(0.0, 1.0));
    palette.card.lerp_to_gamma(palette.fine, strength)
}

/// What can be read on it.
fn text_color(palette: Palette, share: f64) -> Color32 {
    let ground = color(palette, share);
    let luminance = |color: Color32| {
        0.299 * f32::from(color.r()) + 0.587 * f32::from(color.g()) + 0.114 * f32::from(color.b())
    };
    let (dark, light) = (Color32::from_rgb(0x10, 0x14, 0x1a), Color32::WHITE);
    if luminance(ground) > 125.0 { dark } else { light }
}

/// `9:00: 72 % in good posture`.
fn hour_words(hour: usize, times: &Times) -> String {
    let hour = hour.to_string();
    match share(times) {
        Some(share) => words_with("history-hour", &[("hour", hour.into()), ("share", percent(share))]),
        None if sat_secs(times) > 0.0 => words_with("history-hour-unknown", &[("hour", hour.into())]),
        None => words_with("history-hour-nothing", &[("hour", hour.into())]),
    }
}

fn axis_ui(ui: &mut Ui, shown: &Range<usize>, width: f32) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let color = Palette::of(ui).text_weak;
    let every = (22.0 / width).ceil().max(1.0) as usize;
    for (index, hour) in shown.clone().enumerate().step_by(every) {
        let x = row.left() + LABEL_WIDTH + width * (index as f32 + 0.5);
        let at = pos2(x, row.bottom());
        ui.painter().text(at, Align2::CENTER_BOTTOM, hour.to_string(), FontId::proportional(11.0), color);
    }
}

/// What the colours mean.
fn scale_ui(ui: &mut Ui) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(theme::small(words("history-less-good")));
        for step in 0..5 {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(16.0, 11.0), Sense::hover());
            ui.painter().rect_filled(rect, 3.0, color(palette, 0.3 + 0.65 * f64::from(step) / 4.0));
        }
        ui.label(theme::small(words("history-more-good")));
    });
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn hour(day: i8, hour: i8, known_secs: f64, good_secs: f64) -> Hour {
        let times = Times { watched_secs: known_secs, known_secs, good_secs, ..Times::default() };
        Hour { date: date(2026, 11, day), hour, times }
    }

    #[test]
    fn the_same_hour_of_a_weekday_is_added_up_and_stray_hours_widen_the_map() {
        let map =
            HeatMap::of(&[hour(2, 9, 3600.0, 1800.0), hour(9, 9, 1800.0, 0.0), hour(8, 22, 600.0, 600.0)]);
        let (weekday, cells) = &map.weekdays[0];
        assert_eq!(*weekday, Weekday::Monday);
        assert_eq!(cells[9].good_share(), Some(1800.0 / 5400.0));
        assert_eq!(map.shown, 8..23);
        assert_eq!(HeatMap::of(&[]).shown, SHOWN_AT_LEAST);
    }

    #[test]
    fn an_hour_of_which_little_is_known_is_no_number() {
        let little = Times { watched_secs: 3000.0, known_secs: 60.0, good_secs: 60.0, ..Times::default() };
        assert_eq!(share(&little), None);
    }
}
