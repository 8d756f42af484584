//! The score of the last ten minutes.

use std::{collections::VecDeque, ops::RangeInclusive};

use eframe::egui::{Align, Color32, FontId, Layout, Role, Stroke, Ui, WidgetInfo};
use egui_plot::{AxisHints, GridMark, HLine, Line, LineStyle, Plot, PlotPoints};

use crate::ui::{
    theme::{self, Palette},
    words,
};
use crate::{engine::Snapshot, time::Mono};

/// How far back the timeline goes, in seconds.
const SPAN_SECS: f64 = 600.0;
/// The height of the card, in points.
pub(in crate::ui) const CARD_HEIGHT: f32 = 150.0;
const PLOT_HEIGHT: f32 = 82.0;
/// The score at which the worst fault is at its limit.
const LIMIT_SCORE: f64 = 50.0;

/// The scores of the last ten minutes, one a second; a second without one is a gap.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct History {
    seconds: VecDeque<Second>,
}

/// The mean of the known scores within one second.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Second {
    /// The whole second, in the time of the source.
    start_secs: f64,
    sum: f32,
    count: u32,
}

impl History {
    /// Adds a score, or that it was unknown. A time before the last one is that of a new source: history begins anew.
    pub(in crate::ui) fn push(&mut self, at: Mono, score: Option<f32>) {
        let start_secs = at.secs().floor();
        if self.seconds.back().is_some_and(|last| start_secs < last.start_secs) {
            self.seconds.clear();
        }
        if self.seconds.back().is_none_or(|last| start_secs > last.start_secs) {
            self.seconds.push_back(Second { start_secs, sum: 0.0, count: 0 });
        }
        if let (Some(last), Some(score)) = (self.seconds.back_mut(), score) {
            last.sum += score;
            last.count += 1;
        }
        while self.seconds.front().is_some_and(|first| start_secs - first.start_secs > SPAN_SECS) {
            self.seconds.pop_front();
        }
    }

    /// Runs of seconds without a gap: minutes before the newest (negative), and the score.
    fn segments(&self) -> Vec<Vec<[f64; 2]>> {
        let Some(newest) = self.seconds.back() else { return Vec::new() };
        let mut segments: Vec<Vec<[f64; 2]>> = Vec::new();
        let mut last_secs = f64::NEG_INFINITY;
        for second in self.seconds.iter().filter(|second| second.count > 0) {
            let point =
                [(second.start_secs - newest.start_secs) / 60.0, f64::from(second.sum / second.count as f32)];
            match segments.last_mut() {
                // At one or two frames a second, every other second may be empty.
                Some(segment) if second.start_secs - last_secs <= 2.0 => segment.push(point),
                _ => segments.push(vec![point]),
            }
            last_secs = second.start_secs;
        }
        segments
    }
}

pub(in crate::ui) fn card_ui(ui: &mut Ui, history: &History, snapshot: &Snapshot) {
    let assessment = snapshot.assessment.as_ref().filter(|_| snapshot.is_judged());
    let known = assessment.and_then(|assessment| assessment.score.known());
    let now = known.map_or_else(|| words::SCORE_UNKNOWN.to_owned(), |score| format!("{score:.0} of 100"));
    theme::card(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            ui.label(theme::heading(words::SCORE));
            ui.label(theme::small(words::LAST_TEN_MINUTES));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| match known {
                Some(_) => ui.label(theme::heading(&now)),
                None => ui.label(theme::small(&now)),
            });
        });
        plot_ui(ui, history, &now);
    });
}

fn plot_ui(ui: &mut Ui, history: &History, now: &str) {
    let palette = Palette::of(ui);
    let font = FontId::proportional(11.0);
    let response = Plot::new("score")
        .height(PLOT_HEIGHT)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_background(false)
        .show_crosshair(false)
        .set_margin_fraction([0.0, 0.0].into())
        .show_grid([true, false])
        .x_grid_spacer(|_| {
            (-10..=0).step_by(2).map(|minute| GridMark { value: f64::from(minute), step_size: 2.0 }).collect()
        })
        .y_grid_spacer(|_| [0.0, 50.0, 100.0].map(|value| GridMark { value, step_size: 50.0 }).to_vec())
        .grid_color(palette.border)
        .custom_x_axes(vec![AxisHints::new_x().formatter(minutes_words).tick_label_font(font.clone())])
        .custom_y_axes(vec![
            AxisHints::new_y().formatter(|mark, _| format!("{:.0}", mark.value)).tick_label_font(font),
        ])
        .cursor_color(Color32::TRANSPARENT)
        .show(ui, |plot| {
            plot.set_plot_bounds_x(-SPAN_SECS / 60.0..=0.0);
            plot.set_plot_bounds_y(-4.0..=106.0);
            let limit = Stroke::new(1.0, palette.deviation.gamma_multiply(0.8));
            plot.hline(
                HLine::new(words::LIMIT, LIMIT_SCORE)
                    .stroke(limit)
                    .style(LineStyle::dashed_loose())
                    .allow_hover(false),
            );
            for segment in history.segments() {
                let line = Line::new(words::SCORE, PlotPoints::from(segment)).color(palette.fine).width(2.0);
                plot.line(line.allow_hover(false));
            }
        })
        .response;
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Image,
            true,
            format!("{}, {}: now {now}", words::SCORE, words::LAST_TEN_MINUTES),
        )
    });
}

fn minutes_words(mark: GridMark, _range: &RangeInclusive<f64>) -> String {
    match mark.value.abs() {
        0.0 => "now".to_owned(),
        // Would run into the labels of the other axis; the heading says it.
        10.0 => String::new(),
        minutes => format!("−{minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_a_gap_and_not_a_zero() {
        let mut history = History::default();
        for second in 0..20 {
            let score = if (8..14).contains(&second) { None } else { Some(80.0) };
            history.push(Mono(f64::from(second)), score);
        }
        let segments = history.segments();
        assert_eq!(segments.iter().map(Vec::len).collect::<Vec<_>>(), [8, 6]);
        assert!(segments.iter().flatten().all(|[_, score]| (score - 80.0).abs() < 1e-6));
    }

    #[test]
    fn it_holds_ten_minutes_however_many_frames_come() {
        let mut history = History::default();
        for frame in 0..40_000 {
            history.push(Mono(f64::from(frame) / 30.0), Some(50.0));
        }
        assert!(history.seconds.len() <= 601, "{} seconds", history.seconds.len());
        let first = history.segments()[0][0][0];
        assert!((-10.0..-9.9).contains(&first), "{first}");
    }

    #[test]
    fn the_frames_of_a_second_are_averaged() {
        let mut history = History::default();
        history.push(Mono(3.1), Some(40.0));
        history.push(Mono(3.5), None);
        history.push(Mono(3.9), Some(60.0));
        assert_eq!(history.segments(), [[[0.0, 50.0]]]);
    }

    #[test]
    fn a_new_source_begins_a_new_history() {
        let mut history = History::default();
        history.push(Mono(100.0), Some(90.0));
        history.push(Mono(0.0), Some(10.0));
        assert_eq!(history.segments(), [[[0.0, 10.0]]]);
    }
}
