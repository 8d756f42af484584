//! The drawings of a report: what was when, and how a measurement lay.

use jiff::{RoundMode, Span, Unit, ZonedRound, civil::Date};

use super::{
    document::{Anchor, CHART_TEXT, CHART_WIDTH, Chart, Mark, Tone},
    model::{self, Distribution, Report, What},
    words::{Local, duration, span_name},
};
use crate::{
    posture::Deviation,
    text::{self, words, words_with},
    time::WallTime,
};

/// The room of the names at the left.
const NAMES: f32 = 150.0;
const LANE: f32 = 24.0;
const BAR: f32 = 14.0;
/// What is narrower could not be seen, and is drawn so wide.
const MIN_WIDTH: f32 = 0.8;
/// Two boxes nearer to each other than this are drawn as one.
const MIN_GAP: f32 = 0.8;
/// More faults than lanes are told in the table.
const MAX_FAULT_LANES: usize = 5;
/// The height of a distribution without its axis and its words.
const BARS_HEIGHT: f32 = 90.0;
/// The height of a line of words in a chart.
const WORDS_LINE: f32 = 16.0;
/// The room of the words under an axis.
const AXIS: f32 = 22.0;
/// The longest words under an axis, `0:00:00`, are twice as wide.
const HALF_A_LABEL: f32 = 22.0;
/// As many parts as an axis has at most; with more, its words would touch.
const MAX_TICKS: f32 = 8.0;

/// What was when: a lane for every kind of time that there was, so that no colour needs to be known. Over several days a
/// lane for every day.
pub(super) fn timeline(report: &Report, local: &Local) -> Chart {
    let (first, last) = (local.date(report.since), local.date(report.until));
    if first == last { one_day(report, local) } else { many_days(report, local) }
}

struct Lane {
    name: String,
    bars: Vec<Bar>,
}

/// What is drawn of a span: from where to where, in units of the chart.
struct Bar {
    left: f32,
    right: f32,
    height: f32,
    tone: Tone,
    hover: String,
}

fn one_day(report: &Report, local: &Local) -> Chart {
    let faults: Vec<Deviation> = report
        .findings
        .iter()
        .filter(|finding| finding.is_fault)
        .map(|finding| finding.deviation)
        .take(MAX_FAULT_LANES)
        .collect();
    let total_secs = report.until.0.duration_since(report.since.0).as_secs_f64().max(1.0);
    let x = |time: WallTime| {
        let secs = time.0.duration_since(report.since.0).as_secs_f64();
        NAMES + (secs / total_secs) as f32 * (CHART_WIDTH - NAMES)
    };
    let lane = |name: &str, tone: Tone, holds: &dyn Fn(&What) -> bool| Lane {
        name: name.to_owned(),
        bars: report
            .timeline
            .iter()
            .filter(|span| holds(&span.what))
            .map(|span| Bar {
                left: x(span.since),
                right: x(span.until),
                height: BAR,
                tone,
                hover: span_words(span, local),
            })
            .collect(),
    };
    let mut lanes = vec![lane(words("report-lane-good"), Tone::Fine, &|what| *what == What::Good)];
    for fault in faults {
        let name = text::deviation_name(fault);
        lanes.push(lane(name, Tone::Fault, &|what| *what == What::Fault(fault)));
    }
    let is_unknown = |what: &What| matches!(what, What::Unknown(_));
    lanes.push(lane(words("report-lane-unknown"), Tone::Unknown, &is_unknown));
    let is_absent = |what: &What| matches!(what, What::Absent(_));
    lanes.push(lane(words("report-lane-absent"), Tone::Absent, &is_absent));
    // A fault that never was the one that is told has its row in the table alone.
    lanes.retain(|lane| !lane.bars.is_empty());
    let height = lanes.len() as f32 * LANE;
    let mut marks = time_ticks(report, local, total_secs, &x, height);
    for (place, lane) in lanes.iter().enumerate() {
        lane_marks(&mut marks, lane, place as f32 * LANE);
    }
    Chart { caption: words("report-timeline-caption").to_owned(), height: height + AXIS, marks }
}

fn many_days(report: &Report, local: &Local) -> Chart {
    let tone = |what: &What| match what {
        What::Good => Some(Tone::Fine),
        What::Fault(_) => Some(Tone::Fault),
        What::Unknown(_) => Some(Tone::Unknown),
        What::Absent(_) => None,
    };
    // What goes over midnight is on both days.
    let mut pieces = Vec::new();
    for span in &report.timeline {
        let Some(tone) = tone(&span.what) else { continue };
        let (first, last) = (local.date(span.since), local.date(span.until));
        for date in first.series(Span::new().days(1)).take_while(|date| *date <= last) {
            let from = if date == first { local.hours(span.since) } else { 0.0 };
            let until = if date == last { local.hours(span.until) } else { 24.0 };
            pieces.push((date, from, until, tone, span_words(span, local)));
        }
    }
    // The hours of a day in which there was anything.
    let first = pieces.iter().map(|(_, from, ..)| from.floor()).fold(23.0, f32::min);
    let last = pieces.iter().map(|(_, _, until, ..)| until.ceil()).fold(first + 1.0, f32::max);
    let x = |hours: f32| NAMES + (hours - first) / (last - first) * (CHART_WIDTH - NAMES);
    let mut days: Vec<(Date, Lane)> = Vec::new();
    for (date, from, until, tone, hover) in pieces {
        if days.last().is_none_or(|(last, _)| *last != date) {
            days.push((date, Lane { name: text::date_words(date), bars: Vec::new() }));
        }
        if let Some((_, lane)) = days.last_mut() {
            // In one row the height tells what the colour does.
            let height = match tone {
                Tone::Fault => BAR,
                Tone::Fine => BAR / 2.0,
                _ => BAR / 4.0,
            };
            lane.bars.push(Bar { left: x(from), right: x(until), height, tone, hover });
        }
    }
    let height = days.len() as f32 * LANE;
    let mut marks = Vec::new();
    let step = ((last - first) / MAX_TICKS).ceil() as usize;
    for hour in (first as u8..=last as u8).step_by(step.max(1)) {
        tick(&mut marks, x(f32::from(hour)), height, &format!("{hour:02}:00"));
    }
    for (place, (_, lane)) in days.iter().enumerate() {
        lane_marks(&mut marks, lane, place as f32 * LANE);
    }
    Chart { caption: words("report-days-caption").to_owned(), height: height + AXIS, marks }
}

fn span_words(span: &model::Span, local: &Local) -> String {
    words_with(
        "report-span",
        &[
            ("since", local.clock(span.since).into()),
            ("until", local.clock(span.until).into()),
            ("what", span_name(&span.what).into()),
            ("lasted", duration(span.secs()).into()),
        ],
    )
}

fn lane_marks(marks: &mut Vec<Mark>, lane: &Lane, y: f32) {
    let base = y + LANE / 2.0 + CHART_TEXT * 0.35;
    marks.push(Mark::Text {
        at: [0.0, base],
        text: lane.name.clone(),
        anchor: Anchor::Start,
        is_weak: false,
    });
    let mut drawn: Option<(f32, f32, Tone)> = None;
    for Bar { left, right, height, tone, hover } in &lane.bars {
        let right = right.max(left + MIN_WIDTH).min(CHART_WIDTH);
        // What follows closely makes the last box longer, or thousands of glances would make the file large.
        if let (Some((from, to, same)), Some(Mark::Box { size, .. })) = (drawn, marks.last_mut())
            && same == *tone
            && left - to < MIN_GAP
        {
            size[0] = right.max(to) - from;
            drawn = Some((from, right.max(to), same));
            continue;
        }
        marks.push(Mark::Box {
            at: [*left, y + (LANE - height) / 2.0],
            size: [right - left, *height],
            tone: *tone,
            hover: Some(hover.clone()),
        });
        drawn = Some((*left, right, *tone));
    }
}

fn tick(marks: &mut Vec<Mark>, x: f32, height: f32, text: &str) {
    marks.push(Mark::Line { points: vec![[x, 0.0], [x, height + 4.0]], tone: Tone::Grid, width: 1.0 });
    marks.push(axis_words(x, NAMES, height, text.to_owned()));
}

/// Words under an axis that begins at `left`, under their place or, at the ends, as near as there is room.
fn axis_words(x: f32, left: f32, height: f32, text: String) -> Mark {
    let anchor = match x {
        x if x <= left + HALF_A_LABEL => Anchor::Start,
        x if x >= CHART_WIDTH - HALF_A_LABEL => Anchor::End,
        _ => Anchor::Middle,
    };
    Mark::Text { at: [x, height + 18.0], text, anchor, is_weak: true }
}

/// Lines at round times, some three to eight of them.
fn time_ticks(
    report: &Report,
    local: &Local,
    total_secs: f64,
    x: &dyn Fn(WallTime) -> f32,
    height: f32,
) -> Vec<Mark> {
    const STEPS_SECS: [i64; 15] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400];
    let fits = |step: &i64| total_secs / (*step as f64) <= f64::from(MAX_TICKS);
    let step_secs = STEPS_SECS.into_iter().find(fits).unwrap_or(14_400);
    let (unit, increment) = match step_secs {
        ..60 => (Unit::Second, step_secs),
        60..3600 => (Unit::Minute, step_secs / 60),
        _ => (Unit::Hour, step_secs / 3600),
    };
    let round = ZonedRound::new().smallest(unit).increment(increment).mode(RoundMode::Ceil);
    let start = local.zoned(report.since);
    let first = start.round(round).map_or(report.since, |zoned| WallTime(zoned.timestamp()));
    let mut marks = Vec::new();
    for number in 0..=MAX_TICKS as i64 {
        let at = first.after((number * step_secs) as f64);
        if at <= report.until {
            tick(&mut marks, x(at), height, &local.tick(at, step_secs));
        }
    }
    marks
}

/// How a measurement lay: a bar for every bin, the neutral and the limit.
pub(super) fn distribution(distribution: &Distribution, limit: f32, caption: String) -> Chart {
    let (width, unit) = (distribution.bin_width, distribution.unit);
    let bins = &distribution.bins;
    let low = bins.first().map_or(0.0, |(low, _)| *low).min(limit.min(0.0) - 2.0 * width);
    let high = bins.last().map_or(0.0, |(low, _)| low + width).max(limit.max(0.0) + 2.0 * width);
    let x = |value: f32| (value - low) / (high - low) * CHART_WIDTH;
    let most = bins.iter().map(|(_, secs)| *secs).fold(1.0, f64::max);
    // Two lines of words stand above the bars.
    let base = BARS_HEIGHT + 2.0 * WORDS_LINE + 4.0;
    let mut marks = Vec::new();
    for (bin, secs) in bins {
        let height = (secs / most) as f32 * BARS_HEIGHT;
        let hover = words_with(
            "report-bin",
            &[
                ("from", value_words(*bin, unit).into()),
                ("to", value_words(bin + width, unit).into()),
                ("lasted", duration(*secs).into()),
            ],
        );
        // Over the limit as in the verdict: by the middle of the bin.
        let middle = bin + width / 2.0;
        let is_beyond = if limit < 0.0 { middle < limit } else { middle > limit };
        let tone = if is_beyond { Tone::Fault } else { Tone::Fine };
        let (left, right) = (x(*bin), x(bin + width));
        marks.push(Mark::Box {
            at: [left + 0.5, base - height],
            size: [(right - left - 1.0).max(MIN_WIDTH), height.max(0.5)],
            tone,
            hover: Some(hover),
        });
    }
    marks.push(Mark::Line { points: vec![[0.0, base], [CHART_WIDTH, base]], tone: Tone::Grid, width: 1.0 });
    // Each in a line of its own, however near they are to each other.
    for (value, name, line) in [(limit, words("report-limit"), 1.0), (0.0, words("report-neutral"), 2.0)] {
        let (x, y) = (x(value), line * WORDS_LINE);
        marks.push(Mark::Line { points: vec![[x, y], [x, base]], tone: Tone::Ink, width: 1.0 });
        // Beside its line, on the side where there is more room.
        let (x, anchor) =
            if x > CHART_WIDTH / 2.0 { (x - 5.0, Anchor::End) } else { (x + 5.0, Anchor::Start) };
        let text = format!("{name} {}", value_words(value, unit));
        marks.push(Mark::Text { at: [x, y - 3.0], text, anchor, is_weak: false });
    }
    marks.extend(value_ticks(low, high, unit, &x, base));
    Chart { caption, height: base + AXIS, marks }
}

/// Round values under the bars.
fn value_ticks(low: f32, high: f32, unit: &str, x: &dyn Fn(f32) -> f32, base: f32) -> Vec<Mark> {
    const STEPS: [f32; 6] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
    let step = STEPS.into_iter().find(|step| (high - low) / step <= MAX_TICKS).unwrap_or(100.0);
    let mut marks = Vec::new();
    for number in (low / step).ceil() as i32..=(high / step).floor() as i32 {
        let value = number as f32 * step;
        marks.push(Mark::Line {
            points: vec![[x(value), base], [x(value), base + 4.0]],
            tone: Tone::Grid,
            width: 1.0,
        });
        marks.push(axis_words(x(value), 0.0, base, value_words(value, unit)));
    }
    marks
}

fn value_words(value: f32, unit: &str) -> String {
    let gap = if unit == "°" { "" } else { "\u{a0}" };
    format!("{}{gap}{unit}", text::number_words(f64::from(value)))
}
