//! The report in words: from numbers to a document, in the language in force. What went well comes first; nothing is
//! blamed, nothing is diagnosed.

mod sections;
mod summary;

use jiff::{
    Zoned,
    civil::Date,
    tz::{Offset, TimeZone},
};

use super::{
    charts,
    document::{Block, Document},
    model::{Report, What},
};
use crate::{
    posture::{Estimate, Metric},
    text::{self, Language, is_known, words, words_with},
    time::WallTime,
};

/// The clock of the user at the time of the session.
pub(in crate::report) struct Local {
    time_zone: TimeZone,
    is_recording: bool,
}

impl Local {
    pub(in crate::report) fn of(report: &Report) -> Self {
        let time_zone = Offset::from_seconds(report.utc_offset_secs).map_or(TimeZone::UTC, TimeZone::fixed);
        Self { time_zone, is_recording: report.is_recording }
    }

    pub(in crate::report) fn zoned(&self, time: WallTime) -> Zoned {
        time.0.to_zoned(self.time_zone.clone())
    }

    pub(in crate::report) fn date(&self, time: WallTime) -> Date {
        self.zoned(time).date()
    }

    /// `14:30`; in a recording the time since its beginning, `0:14:30`.
    pub(in crate::report) fn clock(&self, time: WallTime) -> String {
        let format = if self.is_recording { "%-H:%M:%S" } else { "%H:%M" };
        self.zoned(time).strftime(format).to_string()
    }

    /// The same under an axis with a mark every so many seconds.
    pub(in crate::report) fn tick(&self, time: WallTime, step_secs: i64) -> String {
        if self.is_recording || step_secs >= 60 {
            return self.clock(time);
        }
        self.zoned(time).strftime("%H:%M:%S").to_string()
    }

    /// Hours since midnight, 0 to 24.
    pub(in crate::report) fn hours(&self, time: WallTime) -> f32 {
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
pub(in crate::report) fn document(report: &Report) -> Document {
    let local = Local::of(report);
    let mut blocks = Vec::new();
    summary::summary(&mut blocks, report);
    heading(&mut blocks, "report-day");
    blocks.push(Block::Chart(charts::timeline(report, &local)));
    sections::findings(&mut blocks, report);
    sections::measurements(&mut blocks, report);
    sections::episodes(&mut blocks, report, &local);
    sections::sitting(&mut blocks, report, &local);
    sections::alerts(&mut blocks, report, &local);
    sections::care(&mut blocks, report, &local);
    sections::unmeasured(&mut blocks, report);
    sections::before(&mut blocks, report);
    sections::method(&mut blocks, report);
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
pub(in crate::report) fn duration(secs: f64) -> String {
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

/// The words of a key, where there are any; otherwise the thing's own name. What is kept may be of another version.
fn named(key: &str, otherwise: &str) -> String {
    if is_known(Language::English, key) { words(key).to_owned() } else { otherwise.replace('_', " ") }
}

/// A reason by its key, in words.
fn reason(key: &str) -> String {
    named(&format!("report-reason-{}", key.replace('_', "-")), key)
}

/// What a span of the timeline is, in words.
pub(in crate::report) fn span_name(what: &What) -> String {
    match what {
        What::Good => words("report-lane-good").to_owned(),
        What::Fault(fault) => text::deviation_name(*fault).to_owned(),
        What::Unknown(key) | What::Absent(key) => reason(key),
    }
}
