//! The list of the recordings: what each of them came to, or why it could not be measured.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::{Deserialize, Serialize};

use crate::{
    cli::{
        analyze::Format,
        report_of_recording::{NO_NEUTRAL, Watched},
    },
    posture::Deviation,
    source::Recording,
    text,
};

/// One recording. Times are in seconds, shares are of the known time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    /// Its name in the folder.
    recording: String,
    /// Somebody was there and was watched.
    watched_secs: f64,
    /// There was a verdict.
    known_secs: f64,
    /// Without a fault, 0 to 1.
    good_share: Option<f64>,
    /// With each fault, 0 to 1, by its key; several may be at once.
    fault_shares: BTreeMap<String, f64>,
    /// Why there was no verdict, for the longest time.
    unknown_mostly: Option<String>,
    /// Pictures that were skipped.
    damaged: u64,
    /// Why it could not be read or measured; then there is nothing else.
    error: Option<String>,
}

fn faults() -> impl Iterator<Item = Deviation> {
    Deviation::ALL.into_iter().filter(|deviation| deviation.is_fault())
}

/// No share is known better than to the hundredth of a percent, and no time better than to the tenth of a second.
fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

impl Row {
    pub(super) fn of(recording: &Recording, watched: &Watched) -> Self {
        let report = watched.gathered.as_ref().map(|gathered| &gathered.report);
        let Some(report) = report.filter(|report| report.in_force.calibration_pictures.is_some()) else {
            let damaged = watched.replayed.damaged;
            return Self { damaged, ..Self::unreadable(recording, NO_NEUTRAL.to_owned()) };
        };
        let time = &report.time;
        let share = |fault: Deviation| {
            let finding = report.findings.iter().find(|finding| finding.deviation == fault);
            rounded(finding.map_or(0.0, |finding| finding.share), 1e4)
        };
        let is_known = time.known_secs > 0.0;
        let shares = faults().filter(|_| is_known).map(|fault| (fault.key().to_owned(), share(fault)));
        let reasons = time.unknown.iter().chain(&time.absent);
        let mostly = reasons.filter(|reasoned| reasoned.secs > 0.0).max_by(|a, b| a.secs.total_cmp(&b.secs));
        Self {
            watched_secs: rounded(time.monitored_secs, 10.0),
            known_secs: rounded(time.known_secs, 10.0),
            good_share: time.good_share().map(|share| rounded(share, 1e4)),
            fault_shares: shares.collect(),
            unknown_mostly: mostly.map(|reasoned| reasoned.reason.clone()),
            damaged: watched.replayed.damaged,
            error: None,
            recording: recording.name(),
        }
    }

    pub(super) fn unreadable(recording: &Recording, reason: String) -> Self {
        Self {
            recording: recording.name(),
            watched_secs: 0.0,
            known_secs: 0.0,
            good_share: None,
            fault_shares: BTreeMap::new(),
            unknown_mostly: None,
            damaged: 0,
            error: Some(reason),
        }
    }

    pub(super) fn is_measured(&self) -> bool {
        self.error.is_none()
    }

    /// One line, as soon as it is done.
    pub(super) fn in_words(&self) -> String {
        let [recording, watched, _, good, remark] = self.cells_for_people();
        if self.is_measured() {
            format!("{recording}: {watched}, {good} near neutral")
        } else {
            format!("{recording}: {remark}")
        }
    }

    fn cells_for_people(&self) -> [String; 5] {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let time = |secs: f64| match secs {
            _ if !self.is_measured() => "-".to_owned(),
            ..100.0 => format!("{secs:.0} s"),
            _ => format!("{:.1} min", secs / 60.0),
        };
        let most = faults()
            .filter_map(|fault| Some((fault, *self.fault_shares.get(fault.key())?)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .filter(|(_, share)| *share > 0.0);
        let mut remarks: Vec<String> = self.error.iter().cloned().collect();
        remarks
            .extend(most.map(|(fault, share)| format!("{} {}", text::deviation_name(fault), percent(share))));
        remarks.extend(self.unknown_mostly.iter().map(|why| format!("unknown: {why}")));
        if self.damaged > 0 {
            remarks.push(format!("{} damaged pictures", self.damaged));
        }
        [
            self.recording.clone(),
            time(self.watched_secs),
            time(self.known_secs),
            self.good_share.map_or_else(|| "-".to_owned(), percent),
            remarks.join(", "),
        ]
    }

    fn csv_line(&self) -> Vec<String> {
        let mut cells = vec![self.recording.clone()];
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        let time = |secs: f64| number(self.is_measured().then_some(secs));
        cells.extend([time(self.watched_secs), time(self.known_secs), number(self.good_share)]);
        cells.extend(faults().map(|fault| number(self.fault_shares.get(fault.key()).copied())));
        cells.push(self.unknown_mostly.clone().unwrap_or_default());
        cells.push(self.damaged.to_string());
        cells.push(self.error.clone().unwrap_or_default());
        cells
    }
}

fn csv_header() -> Vec<String> {
    let mut names: Vec<String> =
        ["recording", "watched_secs", "known_secs", "good_share"].map(str::to_owned).into();
    names.extend(faults().map(|fault| format!("{}_share", fault.key())));
    names.extend(["unknown_mostly", "damaged", "error"].map(str::to_owned));
    names
}

/// Prints the list on standard output.
pub(super) fn print(rows: &[Row], format: Format) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match format {
        Format::Table => {
            let header = ["recording", "watched", "known", "near neutral", "remarks"].map(str::to_owned);
            let lines: Vec<_> =
                std::iter::once(header).chain(rows.iter().map(Row::cells_for_people)).collect();
            let width = |cell: fn(&[String; 5]) -> &String| {
                lines.iter().map(|line| cell(line).chars().count()).max().unwrap_or_default()
            };
            let (widest, watched, known) =
                (width(|line| &line[0]), width(|line| &line[1]), width(|line| &line[2]));
            for [recording, minutes, of_them_known, good, remarks] in &lines {
                let line = format!(
                    "{recording:<widest$}  {minutes:>watched$}  {of_them_known:>known$}  {good:>12}  {remarks}"
                );
                writeln!(out, "{}", line.trim_end())?;
            }
        }
        Format::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut out, row)?;
                writeln!(out)?;
            }
        }
        Format::Csv => {
            let mut out = csv::Writer::from_writer(out);
            out.write_record(csv_header())?;
            for row in rows {
                out.write_record(row.csv_line())?;
            }
            out.flush()?;
        }
    }
    Ok(())
}
