//! The drawings of a report: what was when, and how a measurement lay.

use jiff::{RoundMode, SignedDuration, Unit, ZonedRound};

use super::{
    document::{Anchor, CHART_TEXT, CHART_WIDTH, Chart, Mark, Tone},
    model::{Distribution, Report, Span, What},
    words::{Local, span_name},
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
/// The height of a distribution without its axis.
const BARS_HEIGHT: f32 = 110.0;

/// What was when: a lane for every kind of time, so that no colour needs to be known. Over several days a lane for
/// every day.
pub(super) fn timeline(report: &Report, local: &Local) -> Chart {
    let (first, last) = (local.date(report.since), local.date(report.until));
    if first == last { one_day(report, local) } else { many_days(report, local) }
}

struct Lane {
    name: String,
    spans: Vec<(WallTime, WallTime, Tone, String)>,
}

fn one_day(report: &Report, local: &Local) -> Chart {
    let faults: Vec<Deviation> = report
        .findings
        .iter()
        .filter(|finding| finding.is_fault)
        .map(|finding| finding.deviation)
        .take(MAX_FAULT_LANES)
        .collect();
    let lane = |name: &str, holds: &dyn Fn(&What) -> Option<Tone>| Lane {
        name: name.to_owned(),
        spans: spans(&report.timeline, local, holds),
    };
    let mut lanes =
        vec![lane(words("report-lane-good"), &|what| (*what == What::Good).then_some(Tone::Fine))];
    for fault in faults {
        lanes.push(lane(text::deviation_name(fault), &|what| {
            (*what == What::Fault(fault)).then_some(Tone::Fault)
        }));
    }
    lanes.push(lane(words("report-lane-unknown"), &|what| {
        matches!(what, What::Unknown(_)).then_some(Tone::Unknown)
    }));
    lanes.push(lane(words("report-lane-absent"), &|what| {
        matches!(what, What::Absent(_)).then_some(Tone::Absent)
    }));
    let total = report.until.0.duration_since(report.since.0).as_secs_f64().max(1.0);
    let x = |time: WallTime| {
        let secs = time.0.duration_since(report.since.0).as_secs_f64();
        NAMES + (secs / total) as f32 * (CHART_WIDTH - NAMES)
    };
    let mut marks = ticks(report, local, total, &x, lanes.len() as f32 * LANE);
    for (place, lane) in lanes.iter().enumerate() {
        lane_marks(&mut marks, lane, place as f32 * LANE, &x);
    }
    Chart {
        caption: words("report-timeline-caption").to_owned(),
        height: lanes.len() as f32 * LANE + 22.0,
        marks,
    }
}

fn many_days(report: &Report, local: &Local) -> Chart {
    let tone = |what: &What| {
        Some(match what {
            What::Good => Tone::Fine,
            What::Fault(_) => Tone::Fault,
            What::Unknown(_) => Tone::Unknown,
            What::Absent(_) => return None,
        })
    };
    let mut days: Vec<(jiff::civil::Date, Lane)> = Vec::new();
    for (since, until, tone, hover) in spans(&report.timeline, local, &tone) {
        let date = local.date(since);
        if days.last().is_none_or(|(last, _)| *last != date) {
            days.push((date, Lane { name: text::date_words(date), spans: Vec::new() }));
        }
        if let Some((_, lane)) = days.last_mut() {
            lane.spans.push((since, until, tone, hover));
        }
    }
    let x = |time: WallTime| NAMES + local.hours(time) / 24.0 * (CHART_WIDTH - NAMES);
    let height = days.len() as f32 * LANE;
    let mut marks = Vec::new();
    for hour in (0..=24_u8).step_by(6) {
        let x = NAMES + f32::from(hour) / 24.0 * (CHART_WIDTH - NAMES);
        tick(&mut marks, x, height, &format!("{hour:02}:00"));
    }
    for (place, (_, lane)) in days.iter().enumerate() {
        lane_marks(&mut marks, lane, place as f32 * LANE, &x);
    }
    Chart { caption: words("report-days-caption").to_owned(), height: height + 22.0, marks }
}

fn spans(
    timeline: &[Span],
    local: &Local,
    holds: &dyn Fn(&What) -> Option<Tone>,
) -> Vec<(WallTime, WallTime, Tone, String)> {
    let told = |span: &Span| {
        let tone = holds(&span.what)?;
        let hover = words_with(
            "report-span",
            &[
                ("since", local.clock(span.since).into()),
                ("until", local.clock(span.until).into()),
                ("what", span_name(&span.what).into()),
                ("lasted", text::duration_words(span.secs()).into()),
            ],
        );
        Some((span.since, span.until, tone, hover))
    };
    timeline.iter().filter_map(told).collect()
}

fn lane_marks(marks: &mut Vec<Mark>, lane: &Lane, y: f32, x: &dyn Fn(WallTime) -> f32) {
    let base = y + LANE / 2.0 + CHART_TEXT * 0.35;
    marks.push(Mark::Text {
        at: [0.0, base],
        text: lane.name.clone(),
        anchor: Anchor::Start,
        is_weak: false,
    });
    let mut drawn: Option<(f32, f32, Tone)> = None;
    let top = y + (LANE - BAR) / 2.0;
    for (since, until, tone, hover) in &lane.spans {
        let left = x(*since);
        let right = x(*until).max(left + MIN_WIDTH).min(CHART_WIDTH);
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
            at: [left, top],
            size: [right - left, BAR],
            tone: *tone,
            hover: Some(hover.clone()),
        });
        drawn = Some((left, right, *tone));
    }
}

fn tick(marks: &mut Vec<Mark>, x: f32, height: f32, text: &str) {
    marks.push(Mark::Line { points: vec![[x, 0.0], [x, height + 4.0]], tone: Tone::Grid, width: 1.0 });
    let anchor = match x {
        x if x <= NAMES + 1.0 => Anchor::Start,
        x if x >= CHART_WIDTH - 16.0 => Anchor::End,
        _ => Anchor::Middle,
    };
    marks.push(Mark::Text { at: [x, height + 18.0], text: text.to_owned(), anchor, is_weak: true });
}

/// Lines at round times, four to eight of them; below a few minutes at the ends alone.
fn ticks(
    report: &Report,
    local: &Local,
    total_secs: f64,
    x: &dyn Fn(WallTime) -> f32,
    height: f32,
) -> Vec<Mark> {
    const STEPS_MIN: [i64; 8] = [1, 2, 5, 10, 15, 30, 60, 120];
    let step_min =
        STEPS_MIN.into_iter().find(|step| total_secs / 60.0 / (*step as f64) <= 8.0).unwrap_or(240);
    let mut marks = Vec::new();
    let start = local.zoned(report.since);
    let (unit, increment) =
        if step_min < 60 { (Unit::Minute, step_min) } else { (Unit::Hour, step_min / 60) };
    let round = ZonedRound::new().smallest(unit).increment(increment).mode(RoundMode::Ceil);
    let mut at = start.round(round).map_or(report.since, |zoned| WallTime(zoned.timestamp()));
    while at <= report.until {
        tick(&mut marks, x(at), height, &local.clock(at));
        match at.0.checked_add(SignedDuration::from_mins(step_min)) {
            Ok(next) => at = WallTime(next),
            Err(_) => break,
        }
    }
    if marks.is_empty() {
        tick(&mut marks, x(report.since), height, &local.clock(report.since));
    }
    marks
}

/// How a measurement lay: a bar for every bin, the neutral and the limit.
pub(super) fn distribution(distribution: &Distribution, limit: f32, caption: String) -> Chart {
    let width = distribution.bin_width;
    let ends = |bins: &[(f32, f64)]| {
        let low = bins.first().map_or(0.0, |(low, _)| *low).min(limit.min(0.0) - 2.0 * width);
        let high = bins.last().map_or(0.0, |(low, _)| low + width).max(limit.max(0.0) + 2.0 * width);
        (low, high)
    };
    let (low, high) = ends(&distribution.bins);
    let x = |value: f32| (value - low) / (high - low) * CHART_WIDTH;
    let most = distribution.bins.iter().map(|(_, secs)| *secs).fold(1.0, f64::max);
    let mut marks = Vec::new();
    let base = BARS_HEIGHT + 18.0;
    for (bin, secs) in &distribution.bins {
        let height = (secs / most) as f32 * BARS_HEIGHT;
        let hover = words_with(
            "report-bin",
            &[
                ("from", text::number_words(f64::from(*bin)).into()),
                ("to", text::number_words(f64::from(bin + width)).into()),
                ("unit", distribution.unit.into()),
                ("lasted", text::duration_words(*secs).into()),
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
    for (value, name) in [(0.0, words("report-neutral")), (limit, words("report-limit"))] {
        marks.push(Mark::Line {
            points: vec![[x(value), 14.0], [x(value), base]],
            tone: Tone::Ink,
            width: 1.0,
        });
        let text = format!("{name} {}\u{a0}{}", text::number_words(f64::from(value)), distribution.unit);
        marks.push(Mark::Text { at: [x(value), 10.0], text, anchor: Anchor::Middle, is_weak: false });
    }
    for (value, anchor) in [(low, Anchor::Start), (high, Anchor::End)] {
        let text = format!("{}\u{a0}{}", text::number_words(f64::from(value)), distribution.unit);
        marks.push(Mark::Text { at: [x(value), base + 15.0], text, anchor, is_weak: true });
    }
    Chart { caption, height: base + 20.0, marks }
}
