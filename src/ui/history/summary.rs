//! The period in short: how much of it was in good posture, what changed, and what went well.

use std::f32::consts::TAU;

use eframe::egui::{Align, Align2, FontId, Layout, Pos2, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};

use super::{
    period::Length,
    totals::{Totals, percent, sat_secs},
    trend::Change,
    view::View,
};
use crate::{
    text::{self, Value, words, words_with},
    ui::theme::{self, Palette, space},
};

const RING_SIDE: f32 = 116.0;
const RING_WIDTH: f32 = 11.0;
/// The width of a tile beside the ring, and the least one below it, in points.
const TILE_WIDTH: f32 = 156.0;
const LEAST_TILE_WIDTH: f32 = 140.0;
/// The least height of what is in a tile below the ring, in points.
const TILE_HEIGHT: f32 = 96.0;
/// From this width on, in points, the tiles stand beside the ring.
const BESIDE_FROM: f32 = 860.0;
/// More sentences about changes would be a table.
const CHANGES: usize = 2;

pub(super) fn summary_ui(ui: &mut Ui, view: &View) {
    let gap = space::M;
    let room = ui.available_width();
    if room >= BESIDE_FROM {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            let left = room - 3.0 * (TILE_WIDTH + gap);
            // The tiles are as high as the card of words beside them, of which margin and border are no part.
            let height = column_ui(ui, left, |ui| in_short_ui(ui, view)) - 2.0 * space::L - 2.0;
            for tile in tiles(&view.totals) {
                column_ui(ui, TILE_WIDTH, |ui| tile_ui(ui, &tile, height));
            }
        });
        return;
    }
    in_short_ui(ui, view);
    let tiles = tiles(&view.totals);
    let columns = ((room + gap) / (LEAST_TILE_WIDTH + gap)).floor().clamp(1.0, 3.0);
    for row in tiles.chunks(columns as usize) {
        let width = (room + gap) / row.len() as f32 - gap;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for tile in row {
                column_ui(ui, width, |ui| tile_ui(ui, tile, TILE_HEIGHT));
            }
        });
    }
}

/// Something of this width in a row; gives its height.
fn column_ui(ui: &mut Ui, width: f32, add_contents: impl FnOnce(&mut Ui)) -> f32 {
    let column = ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        add_contents(ui);
    });
    column.response.rect.height()
}

fn in_short_ui(ui: &mut Ui, view: &View) {
    theme::card(ui, |ui| {
        ui.set_min_height(RING_SIDE);
        ui.horizontal_top(|ui| {
            ring_ui(ui, view.totals.times.good_share());
            ui.add_space(space::M);
            ui.vertical(|ui| {
                ui.add_space(space::XS);
                for (index, sentence) in sentences(view).into_iter().enumerate() {
                    // The first one is the verdict; the others are about it.
                    let text = if index == 0 { theme::heading(sentence) } else { sentence.into() };
                    ui.label(text);
                }
            });
        });
    });
}

/// The share in good posture as a ring; the rest of it is what was found.
fn ring_ui(ui: &mut Ui, share: Option<f64>) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(RING_SIDE), Sense::hover());
    let palette = Palette::of(ui);
    let (centre, radius) = (rect.center(), (RING_SIDE - RING_WIDTH) / 2.0 - 1.0);
    let told = share.map_or_else(
        || words("history-share-unknown").to_owned(),
        |share| words_with("history-percent", &[("share", percent(share))]),
    );
    let arc = |from: f32, to: f32| -> Vec<Pos2> {
        let steps = 1 + (96.0 * (to - from)) as usize;
        let at = |step: usize| TAU * (from + (to - from) * step as f32 / steps as f32) - TAU / 4.0;
        (0..=steps).map(|step| centre + radius * Vec2::angled(at(step))).collect()
    };
    let painter = ui.painter();
    painter.circle_stroke(centre, radius, Stroke::new(RING_WIDTH, palette.inset));
    if let Some(share) = share {
        let share = share as f32;
        // A gap on either side keeps the two parts apart.
        let gap = if share > 0.02 && share < 0.98 { 0.012 } else { 0.0 };
        painter.line(arc(gap, (share - gap).max(gap)), Stroke::new(RING_WIDTH, palette.fine));
        if share < 0.98 {
            let found = Stroke::new(RING_WIDTH * 0.55, palette.deviation);
            painter.line(arc(share + gap, (1.0 - gap).max(share + gap)), found);
        }
    }
    let figure = theme::figure_font(ui);
    painter.text(centre - vec2(0.0, 7.0), Align2::CENTER_CENTER, &told, figure, palette.text);
    let below = centre + vec2(0.0, 16.0);
    let small = FontId::proportional(11.0);
    painter.text(below, Align2::CENTER_CENTER, words("history-good-short"), small, palette.text_weak);
    let name = format!("{}: {told}", words("history-good"));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
}

/// What the period was like, the most important first.
fn sentences(view: &View) -> Vec<String> {
    let times = &view.totals.times;
    let mut sentences = Vec::new();
    match times.good_share() {
        Some(share) => sentences.push(words_with("history-in-short", &[("share", percent(share))])),
        None => sentences.push(words("history-in-short-unknown").to_owned()),
    }
    let sat = text::duration_words(sat_secs(times));
    let unknown = text::duration_words(times.unknown_secs());
    sentences.push(words_with("history-in-short-times", &[("sat", sat.into()), ("unknown", unknown.into())]));
    sentences.extend(change_sentences(view));
    if view.breaks_in_a_row >= 2 {
        let days = [("days", view.breaks_in_a_row.into())];
        sentences.push(words_with("history-breaks-in-a-row", &days));
    }
    sentences
}

/// What changed for certain, the better first; or that it cannot be told yet.
fn change_sentences(view: &View) -> Vec<String> {
    let length = view.period.length;
    if length == Length::Day {
        return Vec::new();
    }
    let Some(good) = view.good_change else {
        return vec![words_with("history-too-few-days", &[("length", key(length).into())])];
    };
    let mut changes = vec![(words("history-good"), good, true)];
    changes.extend(view.findings.iter().filter_map(|finding| {
        let change = finding.change?;
        Some((text::deviation_name(finding.deviation), change, false))
    }));
    changes.retain(|(_, change, _)| change.is_sure());
    // Good posture is better when there is more of it, a finding when there is less.
    changes.sort_by_key(|(_, change, is_good)| (change.minutes > 0.0) != *is_good);
    if changes.is_empty() {
        return vec![words_with("history-no-change", &[("length", key(length).into())])];
    }
    let told = changes.into_iter().take(CHANGES);
    let sentence = |(name, change, _)| {
        words_with(
            "history-change",
            &[("name", Value::from(name)), ("change", change_words(change, length).into())],
        )
    };
    told.map(sentence).collect()
}

/// `About 4 min less in an hour than the week before (±2 min)`.
pub(super) fn change_words(change: Change, length: Length) -> String {
    let arguments = [
        ("minutes", whole_minutes(change.minutes.abs()).into()),
        ("uncertainty", whole_minutes(change.uncertainty).into()),
        ("length", key(length).into()),
    ];
    words_with(if change.minutes > 0.0 { "history-more" } else { "history-less" }, &arguments)
}

/// Never told as none.
fn whole_minutes(minutes: f64) -> String {
    format!("{:.0}", minutes.max(1.0))
}

/// As the sentences select it.
fn key(length: Length) -> &'static str {
    match length {
        Length::Day => "day",
        Length::Week => "week",
        Length::Month => "month",
        Length::Year => "year",
    }
}

/// A number, what it is, and a word about it.
struct Tile {
    name: &'static str,
    figure: String,
    note: String,
}

fn tiles(totals: &Totals) -> [Tile; 3] {
    let breaks = if totals.days > 1 && totals.days_with_breaks > 0 {
        words_with(
            "history-tile-breaks-days",
            &[("days", totals.days_with_breaks.into()), ("of", totals.days.into())],
        )
    } else {
        let longest = text::duration_words(totals.longest_sitting_secs);
        words_with("history-tile-longest", &[("time", longest.into())])
    };
    let exercises = words_with("history-tile-exercise-days", &[("days", totals.days_with_exercises.into())]);
    let (felt, felt_note) = match totals.felt {
        Some(felt) => (format!("{felt:.0}"), words("history-tile-felt")),
        None => ("–".to_owned(), words("history-tile-felt-nothing")),
    };
    [
        Tile { name: words("history-breaks"), figure: totals.breaks.to_string(), note: breaks },
        Tile { name: words("history-exercises"), figure: totals.exercises.to_string(), note: exercises },
        Tile { name: words("history-felt"), figure: felt, note: felt_note.to_owned() },
    ]
}

fn tile_ui(ui: &mut Ui, tile: &Tile, height: f32) {
    theme::card(ui, |ui| {
        ui.set_min_height(height);
        ui.label(theme::small(tile.name));
        ui.label(theme::figure(&tile.figure));
        ui.label(theme::small(&tile.note));
    });
}
