//! What matters most, in a few numbers and sentences: what went well first, then what to look at.

use super::{duration, heading, lower, percent};
use crate::{
    report::{
        document::{Block, Figure},
        model::Report,
    },
    text::{self, words, words_with},
};

/// A change of a share that is smaller is none: that much differs from day to day, in percent points.
const NO_CHANGE_POINTS: f64 = 5.0;
/// Sitting for longer is told; of the 30 to 60 minutes that are commonly recommended, the upper end.
const LONG_SITTING_SECS: f64 = 3600.0;

pub(super) fn summary(blocks: &mut Vec<Block>, report: &Report) {
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
