//! The report in words: from numbers to a document, in the language in force. What went well comes first; nothing is
//! blamed, nothing is diagnosed.

use jiff::{
    Zoned,
    civil::Date,
    tz::{Offset, TimeZone},
};

use super::{
    charts,
    document::{Block, Column, Document, Figure, Table},
    model::{Distribution, EpisodeTold, FindingTime, Reasoned, Report, What},
};
use crate::{
    posture::{Deviation, Estimate, Metric},
    text::{self, Language, is_known, words, words_with},
    time::WallTime,
};

/// A longer table belongs into the CSV.
const MAX_ROWS: usize = 60;
/// A change of a share that is smaller is none: that much differs from day to day, in percent points.
const NO_CHANGE_POINTS: f64 = 5.0;
/// Sitting for longer is told; of the 30 to 60 minutes that are commonly recommended, the upper end.
const LONG_SITTING_SECS: f64 = 3600.0;

/// The clock of the user at the time of the session.
pub(super) struct Local {
    time_zone: TimeZone,
    is_recording: bool,
}

impl Local {
    pub(super) fn of(report: &Report) -> Self {
        let time_zone = Offset::from_seconds(report.utc_offset_secs).map_or(TimeZone::UTC, TimeZone::fixed);
        Self { time_zone, is_recording: report.is_recording }
    }

    pub(super) fn zoned(&self, time: WallTime) -> Zoned {
        time.0.to_zoned(self.time_zone.clone())
    }

    pub(super) fn date(&self, time: WallTime) -> Date {
        self.zoned(time).date()
    }

    /// `14:30`; in a recording the time since its beginning, `0:14:30`.
    pub(super) fn clock(&self, time: WallTime) -> String {
        let format = if self.is_recording { "%-H:%M:%S" } else { "%H:%M" };
        self.zoned(time).strftime(format).to_string()
    }

    /// The same under an axis with a mark every so many seconds.
    pub(super) fn tick(&self, time: WallTime, step_secs: i64) -> String {
        if self.is_recording || step_secs >= 60 {
            return self.clock(time);
        }
        self.zoned(time).strftime("%H:%M:%S").to_string()
    }

    /// Hours since midnight, 0 to 24.
    pub(super) fn hours(&self, time: WallTime) -> f32 {
        let time = self.zoned(time).time();
        f32::from(time.hour()) + f32::from(time.minute()) / 60.0 + f32::from(time.second()) / 3600.0
    }

    /// With its date, where the report is about several days.
    fn moment(&self, report: &Report, time: WallTime) -> String {
        if self.date(report.since) == self.date(report.until) {
            self.clock(time)
        } else {
            format!("{}, {}", text::date_words(self.date(time)), self.clock(time))
        }
    }
}

/// The whole report.
pub(super) fn document(report: &Report) -> Document {
    let local = Local::of(report);
    let mut blocks = Vec::new();
    summary(&mut blocks, report);
    heading(&mut blocks, "report-day");
    blocks.push(Block::Chart(charts::timeline(report, &local)));
    findings(&mut blocks, report);
    measurements(&mut blocks, report);
    episodes(&mut blocks, report, &local);
    sitting(&mut blocks, report, &local);
    alerts(&mut blocks, report, &local);
    care(&mut blocks, report, &local);
    unmeasured(&mut blocks, report);
    before(&mut blocks, report);
    method(&mut blocks, report);
    Document {
        title: words("report-title").to_owned(),
        subtitle: subtitle(report, &local),
        language: Language::in_force().code(),
        blocks,
        footer: words_with("report-footer", &[("version", report.in_force.sitwell.as_str().into())]),
    }
}

/// The report in one line.
pub fn line(report: &Report) -> String {
    let local = Local::of(report);
    let worst = report.findings.iter().find(|finding| finding.is_fault);
    let mut line = words_with(
        "report-line",
        &[
            ("when", subtitle(report, &local).into()),
            ("known", duration(report.time.known_secs).into()),
            ("good", percent(report.time.good_share()).into()),
            ("unknown", duration(report.time.unknown_secs()).into()),
        ],
    );
    if let Some(worst) = worst {
        line += &words_with(
            "report-line-fault",
            &[
                ("fault", lower(text::deviation_name(worst.deviation)).into()),
                ("lasted", duration(worst.secs).into()),
            ],
        );
    }
    line
}

fn subtitle(report: &Report, local: &Local) -> String {
    let (first, last) = (local.date(report.since), local.date(report.until));
    let when = if report.is_recording {
        let lasted = report.until.0.duration_since(report.since.0).as_secs_f64();
        words_with(
            "report-recording",
            &[("source", report.in_force.source.as_str().into()), ("lasted", duration(lasted).into())],
        )
    } else if first == last {
        words_with(
            "report-when",
            &[
                ("date", text::date_long_words(first).into()),
                ("since", local.clock(report.since).into()),
                ("until", local.clock(report.until).into()),
            ],
        )
    } else {
        text::days_words(first, last)
    };
    report.name.as_ref().map_or_else(|| when.clone(), |name| format!("{name}, {when}"))
}

fn heading(blocks: &mut Vec<Block>, key: &str) {
    blocks.push(Block::Heading(words(key).to_owned()));
}

/// To the nearest second, where it is told in seconds.
pub(super) fn duration(secs: f64) -> String {
    text::duration_words(secs.round())
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || words("report-nothing-known").to_owned(),
        |share| words_with("report-percent", &[("n", (share * 100.0).round().into())]),
    )
}

/// Within a sentence. German writes its nouns large.
fn lower(name: &str) -> String {
    if Language::in_force() == Language::German { name.to_owned() } else { name.to_lowercase() }
}

fn estimate(metric: Metric, value: f32, uncertainty: f32) -> String {
    let [value, uncertainty] = text::estimate_words_in_unit(metric, Estimate { value, uncertainty });
    format!("{value}\u{a0}±\u{a0}{uncertainty}")
}

fn summary(blocks: &mut Vec<Block>, report: &Report) {
    let time = &report.time;
    heading(blocks, "report-summary");
    let figure =
        |value: String, name: &str, remark: String| Figure { value, name: words(name).to_owned(), remark };
    let breaks = report.breaks.len();
    let longest_sitting = report.sittings.iter().map(|sitting| sitting.secs()).fold(0.0, f64::max);
    blocks.push(Block::Figures(vec![
        figure(
            duration(time.known_secs),
            "report-known",
            words_with("report-known-of", &[("monitored", duration(time.monitored_secs).into())]),
        ),
        figure(percent(time.good_share()), "report-good", words("report-good-remark").to_owned()),
        figure(duration(time.longest_good_secs), "report-longest", words("report-longest-remark").to_owned()),
        Figure {
            value: breaks.to_string(),
            name: words_with("report-breaks", &[("n", breaks.into())]),
            remark: words_with("report-breaks-remark", &[("sitting", duration(longest_sitting).into())]),
        },
    ]));
    if time.known_secs <= 0.0 {
        blocks.push(Block::Paragraph(words("report-nothing").to_owned()));
        return;
    }
    let mut lines = went_well(report);
    lines.extend(to_look_at(report, longest_sitting));
    blocks.push(Block::Bullets(lines));
}

fn went_well(report: &Report) -> Vec<String> {
    let mut lines = vec![words_with(
        "report-well-good",
        &[
            ("good", percent(report.time.good_share()).into()),
            ("longest", duration(report.time.longest_good_secs).into()),
        ],
    )];
    if !report.breaks.is_empty() {
        lines.push(words_with("report-well-breaks", &[("n", report.breaks.len().into())]));
    }
    if !report.exercises.is_empty() {
        lines.push(words_with("report-well-exercises", &[("n", report.exercises.len().into())]));
    }
    if let (Some(before), Some(share)) = (&report.before, report.time.good_share())
        && (share - before.good_share) * 100.0 > NO_CHANGE_POINTS
    {
        let points = ((share - before.good_share) * 100.0).round();
        lines.push(words_with("report-well-better", &[("points", points.into())]));
    }
    lines
}

fn to_look_at(report: &Report, longest_sitting: f64) -> Vec<String> {
    let mut lines = Vec::new();
    match report.findings.iter().find(|finding| finding.is_fault && finding.secs > 0.0) {
        Some(finding) => lines.push(words_with(
            "report-look-fault",
            &[
                ("fault", lower(text::deviation_name(finding.deviation)).into()),
                ("lasted", duration(finding.secs).into()),
                ("share", percent(Some(finding.share)).into()),
                ("longest", duration(finding.longest_secs).into()),
            ],
        )),
        None => lines.push(words("report-look-no-fault").to_owned()),
    }
    if longest_sitting > LONG_SITTING_SECS {
        lines.push(words_with("report-look-sitting", &[("longest", duration(longest_sitting).into())]));
    }
    if report.time.unknown_secs() > report.time.known_secs {
        lines.push(words("report-look-unknown").to_owned());
    }
    lines
}

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

fn findings(blocks: &mut Vec<Block>, report: &Report) {
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

fn measurements(blocks: &mut Vec<Block>, report: &Report) {
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

fn episodes(blocks: &mut Vec<Block>, report: &Report, local: &Local) {
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

fn sitting(blocks: &mut Vec<Block>, report: &Report, local: &Local) {
    let stretches = report.sittings.iter().map(|times| (times, "report-sitting-one"));
    let breaks = report.breaks.iter().map(|times| (times, "report-break-one"));
    let mut all: Vec<_> = stretches.chain(breaks).filter(|(times, _)| times.secs() >= 1.0).collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(times, _)| times.since);
    heading(blocks, "report-sitting");
    let row = |(times, name): &(&super::model::Times, &str)| {
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

fn alerts(blocks: &mut Vec<Block>, report: &Report, local: &Local) {
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

fn care(blocks: &mut Vec<Block>, report: &Report, local: &Local) {
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

/// The words of a key, where there are any; otherwise the thing's own name. What is kept may be of another version.
fn named(key: &str, otherwise: &str) -> String {
    if is_known(Language::English, key) { words(key).to_owned() } else { otherwise.replace('_', " ") }
}

fn unmeasured(blocks: &mut Vec<Block>, report: &Report) {
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

/// A reason by its key, in words.
fn reason(key: &str) -> String {
    named(&format!("report-reason-{}", key.replace('_', "-")), key)
}

/// What a span of the timeline is, in words.
pub(super) fn span_name(what: &What) -> String {
    match what {
        What::Good => words("report-lane-good").to_owned(),
        What::Fault(fault) => text::deviation_name(*fault).to_owned(),
        What::Unknown(key) | What::Absent(key) => reason(key),
    }
}

fn before(blocks: &mut Vec<Block>, report: &Report) {
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

fn method(blocks: &mut Vec<Block>, report: &Report) {
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
