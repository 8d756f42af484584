//! The samples of sessions as a table: a row for every sample, a column for every value, with its uncertainty or the
//! reason why there is none. What the columns mean stands in `docs/DATA.md`.

use std::io::{self, Write};

use crate::{
    posture::{Deviation, Metric, Reading, State},
    store::{Sample, SessionRecord},
};

/// What is in the cells of a column, in the order of the rows; `None`: unknown, or not the case.
#[derive(Debug, PartialEq)]
pub(super) enum Cells {
    Words(Vec<Option<String>>),
    /// Milliseconds since 1970 in UTC.
    Moments(Vec<i64>),
    Numbers(Vec<Option<f32>>),
    Truths(Vec<bool>),
    Whole(Vec<i64>),
}

/// A column: its name and its cells.
pub(super) type NamedCells = (String, Cells);

/// The table of one session.
pub(super) fn columns(record: &SessionRecord) -> Vec<NamedCells> {
    let samples = &record.samples;
    let words = |cell: &dyn Fn(&Sample) -> Option<String>| Cells::Words(samples.iter().map(cell).collect());
    let numbers = |cell: &dyn Fn(&Sample) -> Option<f32>| Cells::Numbers(samples.iter().map(cell).collect());
    let mut columns = vec![
        ("session".to_owned(), Cells::Whole(vec![record.session.id.0; samples.len()])),
        ("source".to_owned(), words(&|_| Some(record.session.info.source.clone()))),
        (
            "time".to_owned(),
            Cells::Moments(samples.iter().map(|sample| sample.at.0.as_millisecond()).collect()),
        ),
        ("secs".to_owned(), numbers(&|sample| Some(sample.secs as f32))),
        ("state".to_owned(), words(&|sample| Some(sample.state.key().to_owned()))),
        (
            "state_unknown".to_owned(),
            words(&|sample| match sample.state {
                State::Unknown(why) => Some(why.key().to_owned()),
                State::Neutral | State::Deviating(_) => None,
            }),
        ),
        ("score".to_owned(), numbers(&|sample| sample.score.known())),
    ];
    for deviation in Deviation::ALL {
        let is_there = samples.iter().map(|sample| sample.present[deviation]).collect();
        columns.push((format!("is_{}", deviation.key()), Cells::Truths(is_there)));
    }
    for metric in Metric::ALL {
        let estimate = move |sample: &Sample| sample.measurements.get(metric).known();
        let key = metric.key();
        columns.push((key.to_owned(), numbers(&|sample| Some(estimate(sample)?.value))));
        columns.push((format!("{key}_uncertainty"), numbers(&|sample| Some(estimate(sample)?.uncertainty))));
        columns.push((
            format!("{key}_unknown"),
            words(&|sample| match sample.measurements.get(metric) {
                Reading::Known(_) => None,
                Reading::Unknown(why) => Some(why.key().to_owned()),
            }),
        ));
    }
    columns
}

/// Writes the table of sessions as CSV (RFC 4180): a line of names, then the rows; an empty cell is unknown.
pub(super) fn write_csv(records: &[SessionRecord], out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    for (place, record) in records.iter().enumerate() {
        let columns = columns(record);
        if place == 0 {
            csv.write_record(columns.iter().map(|(name, _)| name))?;
        }
        for row in 0..record.samples.len() {
            csv.write_record(columns.iter().map(|(_, cells)| cells.words(row)))?;
        }
    }
    csv.flush()
}

impl Cells {
    /// A cell as words.
    fn words(&self, row: usize) -> String {
        match self {
            Self::Words(cells) => cells.get(row).cloned().flatten().unwrap_or_default(),
            Self::Moments(cells) => {
                let moment = cells.get(row).and_then(|ms| jiff::Timestamp::from_millisecond(*ms).ok());
                moment.map_or_else(String::new, |moment| moment.to_string())
            }
            // To the tenth, as it is kept.
            Self::Numbers(cells) => cells
                .get(row)
                .copied()
                .flatten()
                .map_or_else(String::new, |value| format!("{}", (value * 1000.0).round() / 1000.0)),
            Self::Truths(cells) => cells.get(row).copied().unwrap_or_default().to_string(),
            Self::Whole(cells) => cells.get(row).copied().unwrap_or_default().to_string(),
        }
    }
}
