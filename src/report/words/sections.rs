//! The sections that follow the summary, each left out where there is nothing to say.

use super::{Local, duration, estimate, heading, named, percent, reason};
use crate::{
    posture::{Deviation, Estimate},
    report::{
        charts,
        document::{Block, Column, Table},
        model::{self, Distribution, EpisodeTold, FindingTime, Reasoned, Report},
    },
    text::{self, words, words_with},
};

/// A longer table belongs into the CSV.
const MAX_ROWS: usize = 60;

fn columns(keys: &[(&str, bool)]) -> Vec<Column> {
    let column = |(key, is_number): &(&str, bool)| {
        if *is_number { Column::numbers(words(key)) } else { Column::words(words(key)) }
    };
    keys.iter().map(column).collect()
}

/// A table of at most [`MAX_ROWS`] rows; that there are more is said.
fn table(blocks: &mut Vec<Block>, caption: &str, columns: Vec<Column>, mut rows: Vec<Vec<String>>) {
    let left_out = rows.len().saturating_sub(MAX_ROWS);
    rows.truncate(MAX_ROWS);
    blocks.push(Block::Table(Table { caption: words(caption).to_owned(), columns, rows }));
    if left_out > 0 {
        blocks.push(Block::Paragraph(words_with("report-more-rows", &[("n", left_out.into())])));
    }
}

pub(super) fn findings(blocks: &mut Vec<Block>, report: &Report) {
    heading(blocks, "report-findings");
    if report.findings.is_empty() {
        blocks.push(Block::Paragraph(words("report-no-findings").to_owned()));
        return;
    }
    let row = |finding: &FindingTime| {
        let limit = match finding.deviation.metric().unit() {
            "mm" => format!("{:.0}\u{a0}mm", finding.deviation.limit().abs()),
            unit => format!("{:.0}{unit}", finding.deviation.limit().abs()),
        };
        let kind = if finding.is_fault { "report-is-fault" } else { "report-is-told" };
        vec![
            text::deviation_name(finding.deviation).to_owned(),
            words(kind).to_owned(),
            limit,
            duration(finding.secs),
            percent(Some(finding.share)),
            duration(finding.longest_secs),
            finding.episodes.to_string(),
        ]
    };
    let heads = columns(&[
        ("report-column-finding", false),
        ("report-column-kind", false),
        ("report-column-limit", true),
        ("report-column-time", true),
        ("report-column-share", true),
        ("report-column-longest", true),
        ("report-column-episodes", true),
    ]);
    table(blocks, "report-findings-caption", heads, report.findings.iter().map(row).collect());
}

pub(super) fn measurements(blocks: &mut Vec<Block>, report: &Report) {
    if report.measurements.is_empty() {
        return;
    }
    heading(blocks, "report-measurements");
    let of = |metric| report.measurements.iter().find(move |distribution| distribution.metric == metric);
    for deviation in [Deviation::ForwardHead, Deviation::RoundedShoulders] {
        let Some(distribution) = of(deviation.metric()) else { continue };
        let [low, median, high] = distribution.percentiles;
        let told = |value| estimate(distribution.metric, value, distribution.uncertainty);
        let caption = words_with(
            "report-distribution-caption",
            &[
                ("metric", text::metric_name(distribution.metric).into()),
                ("median", told(median).into()),
                ("low", told(low).into()),
                ("high", told(high).into()),
            ],
        );
        blocks.push(Block::Chart(charts::distribution(distribution, deviation.limit(), caption)));
    }
    let row = |distribution: &Distribution| {
        let [low, median, high] = distribution.percentiles.map(|value| {
            let [value, _] =
                text::estimate_words_in_unit(distribution.metric, Estimate { value, uncertainty: 0.0 });
            value
        });
        let uncertainty = Estimate { value: distribution.uncertainty, uncertainty: 0.0 };
        let [uncertainty, _] = text::estimate_words_in_unit(distribution.metric, uncertainty);
        let name = text::metric_name(distribution.metric).to_owned();
        vec![name, low, median, high, format!("±{uncertainty}"), duration(distribution.known_secs)]
    };
    let heads = columns(&[
        ("report-column-measurement", false),
        ("report-column-low", true),
        ("report-column-median", true),
        ("report-column-high", true),
        ("report-column-uncertainty", true),
        ("report-column-known", true),
    ]);
    table(blocks, "report-measurements-caption", heads, report.measurements.iter().map(row).collect());
}

pub(super) fn episodes(blocks: &mut Vec<Block>, report: &Report, local: &Local) {
    if report.episodes.is_empty() {
        return;
    }
    heading(blocks, "report-episodes");
    let row = |episode: &EpisodeTold| {
        let lasted = episode.until.0.duration_since(episode.since.0).as_secs_f64();
        let told = match (episode.was_wrong, episode.alerted) {
            (true, _) => words("report-was-wrong"),
            (false, true) => words("report-told"),
            (false, false) => words("report-not-told"),
        };
        let worst = episode.worst.map_or_else(
            || words("report-nothing-known").to_owned(),
            |worst| estimate(episode.fault.metric(), worst.value, worst.uncertainty),
        );
        let name = text::deviation_name(episode.fault).to_owned();
        vec![local.moment(report, episode.since), name, duration(lasted), worst, told.to_owned()]
    };
    let heads = columns(&[
        ("report-column-from", false),
        ("report-column-finding", false),
        ("report-column-lasted", true),
        ("report-column-worst", true),
        ("report-column-told", false),
    ]);
    table(blocks, "report-episodes-caption", heads, report.episodes.iter().map(row).collect());
}

pub(super) fn sitting(blocks: &mut Vec<Block>, report: &Report, local: &Local) {
    let stretches = report.sittings.iter().map(|times| (times, "report-sitting-one"));
    let breaks = report.breaks.iter().map(|times| (times, "report-break-one"));
    let mut all: Vec<_> = stretches.chain(breaks).filter(|(times, _)| times.secs() >= 1.0).collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(times, _)| times.since);
    heading(blocks, "report-sitting");
    let row = |(times, name): &(&model::Times, &str)| {
        vec![
            local.moment(report, times.since),
            local.clock(times.until),
            words(name).to_owned(),
            duration(times.secs()),
        ]
    };
    let heads = columns(&[
        ("report-column-from", false),
        ("report-column-until", false),
        ("report-column-what", false),
        ("report-column-lasted", true),
    ]);
    table(blocks, "report-sitting-caption", heads, all.iter().map(row).collect());
}

pub(super) fn alerts(blocks: &mut Vec<Block>, report: &Report, local: &Local) {
    if report.alerts.is_empty() {
        return;
    }
    heading(blocks, "report-alerts");
    let rows = report.alerts.iter().map(|alert| {
        let about = match alert.fault {
            Some(fault) => text::deviation_name(fault).to_owned(),
            None => words(&format!("report-alert-{}", alert.about.replace('_', "-"))).to_owned(),
        };
        let answer = match alert.answer {
            Some(answer) => words(&format!("report-answer-{}", answer.replace('_', "-"))).to_owned(),
            None => words("report-no-answer").to_owned(),
        };
        vec![local.moment(report, alert.at), about, answer]
    });
    let heads = columns(&[
        ("report-column-at", false),
        ("report-column-about", false),
        ("report-column-answer", false),
    ]);
    table(blocks, "report-alerts-caption", heads, rows.collect());
}

pub(super) fn care(blocks: &mut Vec<Block>, report: &Report, local: &Local) {
    if !report.exercises.is_empty() {
        heading(blocks, "report-exercises");
        let rows = report.exercises.iter().map(|done| {
            let key = format!("exercise-{}", done.exercise.replace('_', "-"));
            let seen = if done.is_seen { "report-seen" } else { "report-by-user" };
            vec![
                local.moment(report, done.at),
                named(&key, &done.exercise),
                format!("{} / {}", done.counted, done.wanted),
                duration(done.secs),
                words(seen).to_owned(),
            ]
        });
        let heads = columns(&[
            ("report-column-at", false),
            ("report-column-exercise", false),
            ("report-column-counted", true),
            ("report-column-lasted", true),
            ("report-column-seen", false),
        ]);
        table(blocks, "report-exercises-caption", heads, rows.collect());
    }
    if !report.feelings.is_empty() {
        heading(blocks, "report-feelings");
        let rows = report.feelings.iter().map(|feeling| {
            let places: Vec<_> = feeling
                .places
                .iter()
                .map(|place| named(&format!("feelings-place-{}", place.replace('_', "-")), place))
                .collect();
            let flags = feeling.red_flags.values().filter(|is_so| **is_so).count();
            let places =
                if places.is_empty() { words("report-nowhere").to_owned() } else { places.join(", ") };
            vec![
                local.moment(report, feeling.at),
                feeling.intensity.map_or("–".to_owned(), |intensity| format!("{intensity} / 10")),
                places,
                flags.to_string(),
            ]
        });
        let heads = columns(&[
            ("report-column-at", false),
            ("report-column-intensity", true),
            ("report-column-places", false),
            ("report-column-flags", true),
        ]);
        table(blocks, "report-feelings-caption", heads, rows.collect());
    }
}

pub(super) fn unmeasured(blocks: &mut Vec<Block>, report: &Report) {
    let time = &report.time;
    if time.unknown.is_empty() && time.absent.is_empty() {
        return;
    }
    heading(blocks, "report-unmeasured");
    let total: f64 = time.unknown.iter().chain(&time.absent).map(|reasoned| reasoned.secs).sum();
    let row = |kind: &'static str| {
        move |reasoned: &Reasoned| {
            let share = (total > 0.0).then(|| reasoned.secs / total);
            vec![words(kind).to_owned(), reason(&reasoned.reason), duration(reasoned.secs), percent(share)]
        }
    };
    let rows = time.unknown.iter().map(row("report-lane-unknown"));
    let rows = rows.chain(time.absent.iter().map(row("report-lane-absent"))).collect();
    let heads = columns(&[
        ("report-column-kind", false),
        ("report-column-reason", false),
        ("report-column-time", true),
        ("report-column-share-of-it", true),
    ]);
    table(blocks, "report-unmeasured-caption", heads, rows);
}

pub(super) fn before(blocks: &mut Vec<Block>, report: &Report) {
    let Some(before) = &report.before else { return };
    heading(blocks, "report-before");
    let row = |name: String, now: Option<f64>, then: f64| {
        let change = now.map_or_else(String::new, |now| {
            let points = ((now - then) * 100.0).round();
            let sign = match points {
                0.0 => "±",
                points if points < 0.0 => "−",
                _ => "+",
            };
            words_with("report-points", &[("n", format!("{sign}{}", points.abs()).into())])
        });
        vec![name, percent(now), percent(Some(then)), change]
    };
    let mut rows = vec![row(words("report-good").to_owned(), report.time.good_share(), before.good_share)];
    for finding in report.findings.iter().filter(|finding| finding.is_fault) {
        let then = before.fault_shares.get(finding.deviation.key()).copied().unwrap_or(0.0);
        rows.push(row(text::deviation_name(finding.deviation).to_owned(), Some(finding.share), then));
    }
    let heads = columns(&[
        ("report-column-what", false),
        ("report-column-now", true),
        ("report-column-before", true),
        ("report-column-change", true),
    ]);
    let caption = words_with(
        "report-before-caption",
        &[("n", before.sessions.into()), ("known", duration(before.known_secs).into())],
    );
    blocks.push(Block::Table(Table { caption, columns: heads, rows }));
    blocks.push(Block::Paragraph(words("report-before-remark").to_owned()));
}

pub(super) fn method(blocks: &mut Vec<Block>, report: &Report) {
    heading(blocks, "report-method");
    let own =
        if report.in_force.has_own_rounded_shoulders { "report-method-own" } else { "report-method-average" };
    let keys = [
        "report-method-how",
        "report-method-uncertainty",
        own,
        "report-method-limits",
        "report-method-medical",
    ];
    blocks.push(Block::Bullets(keys.map(|key| words(key).to_owned()).to_vec()));
    let in_force = &report.in_force;
    let calibration = match (in_force.calibration_pictures, in_force.calibration_spread_share) {
        (Some(pictures), Some(spread)) => words_with(
            "report-calibration",
            &[("n", pictures.into()), ("spread", text::number_words(f64::from(spread) * 100.0).into())],
        ),
        _ => words("report-no-calibration").to_owned(),
    };
    let side_photo = if in_force.has_side_photo { "report-has-side-photo" } else { "report-no-side-photo" };
    let fact = |key: &str, value: String| [words(key).to_owned(), value];
    blocks.push(Block::Facts(vec![
        fact("report-fact-source", in_force.source.clone()),
        fact(
            "report-fact-profile",
            in_force.profile.clone().unwrap_or_else(|| words("report-none").to_owned()),
        ),
        fact("report-fact-calibration", calibration),
        fact("report-fact-side-photo", words(side_photo).to_owned()),
        fact("report-fact-program", format!("Sitwell {}", in_force.sitwell)),
        fact("report-fact-model", format!("{}, {}", in_force.model, in_force.engine)),
    ]));
}
