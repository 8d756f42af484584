//! `sitwell analyze FOLDER --report FILE.parquet`: all recordings of a folder, several at once, as one table.
//!
//! Each is watched as if it were the only one, and what came of it is kept as a part beside the table: whole or not at
//! all. So nothing is done twice, whatever ends the program, and the table is joined of the parts in the order of the
//! names: the same bytes, whoever was first.

mod parts;
mod table;

use std::{
    num::NonZeroUsize,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::sync_channel,
    },
    thread,
};

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};

use self::{parts::Parts, table::Row};
use super::{
    INTERRUPTED, Outcome, PoseOptions,
    analyze::Format,
    report_of_recording::{Watched, watch},
    say, start,
};
use crate::{
    app::Instruments,
    engine::analyzer::Analyzer,
    posture::Neutral,
    report::{Format as ReportFormat, Personal, ReportError, join_parts},
    small_file,
    source::{Recording, Recordings, SourceError},
};

/// What is to be watched, and how.
pub(super) struct ManyRecordings<'a> {
    pub(super) recordings: Recordings,
    pub(super) pose: &'a PoseOptions,
    /// What all of them are compared with; by default each with its own neutral.
    pub(super) neutral: Option<Arc<Neutral>>,
    /// So many at once.
    pub(super) jobs: NonZeroUsize,
    /// How the recordings are listed.
    pub(super) format: Format,
    /// The table of all samples.
    pub(super) path: &'a Path,
}

impl ManyRecordings<'_> {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        if ReportFormat::of_path(self.path)? != ReportFormat::Parquet {
            bail!(
                "{}: the samples of many recordings are written as one .parquet\n\
                 hint: name it so; with --format csv the list of the recordings is printed as CSV",
                self.path.display()
            );
        }
        small_file::check_target(self.path)
            .map_err(|error| ReportError::Io { path: self.path.into(), error })?;
        let instruments = start::instruments(&*self.pose.open()?);
        let parts = Parts::open(self.path, &instruments, &self.pose.models(), self.neutral.as_deref())?;
        let mut rows: Vec<Option<Row>> =
            self.recordings.all.iter().map(|recording| parts.kept(recording)).collect();
        self.tell_beginning(&rows);

        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // The first Ctrl-C leaves what is being watched, the second ends at once.
        ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
        })?;
        self.watch_all(&mut rows, &parts, &instruments, &stop)?;
        if stop.load(Ordering::Relaxed) {
            let done = rows.iter().flatten().filter(|row| row.is_measured()).count();
            say(&format!(
                "interrupted: {done} of {} recordings are done; the same command goes on from there",
                rows.len()
            ));
            return Ok(Outcome::Interrupted);
        }
        self.finish(&rows.into_iter().flatten().collect::<Vec<_>>(), &parts)
    }

    fn tell_beginning(&self, rows: &[Option<Row>]) {
        let others = &self.recordings.others;
        if !others.is_empty() {
            say(&format!("no recordings, and left out: {}", others.join(", ")));
        }
        let done = rows.iter().flatten().count();
        let before = if done > 0 { format!(", {done} of them done before") } else { String::new() };
        say(&format!("{} recordings{before}; {} at once", rows.len(), self.jobs));
    }

    /// Watches what there is no row of. What cannot be read is a row, too, and keeps nobody from going on; everything else
    /// that goes wrong, such as a full disk, would be the same for all of them.
    fn watch_all(
        &self,
        rows: &mut [Option<Row>],
        parts: &Parts,
        instruments: &Instruments,
        stop: &AtomicBool,
    ) -> anyhow::Result<()> {
        let recordings = &self.recordings.all;
        let waiting: Vec<usize> = (0..recordings.len()).filter(|n| rows.get(*n) == Some(&None)).collect();
        let next = AtomicUsize::new(0);
        let progress = progress(waiting.len());
        // From the beginning, and not from the first recording that is done.
        progress.tick();
        let (told, ended) = sync_channel(self.jobs.get());
        let watched = thread::scope(|scope| {
            for number in 1..=self.jobs.get().min(waiting.len()) {
                let (told, waiting, next) = (told.clone(), &waiting, &next);
                thread::Builder::new().name(format!("job-{number}")).spawn_scoped(scope, move || {
                    while let Some(place) = waiting.get(next.fetch_add(1, Ordering::Relaxed))
                        && let Some(recording) = recordings.get(*place)
                        && !stop.load(Ordering::Relaxed)
                        && told.send((*place, self.watch_one(recording, parts, instruments, stop))).is_ok()
                    {
                    }
                })?;
            }
            drop(told);
            let mut failure = None;
            for (place, row) in ended {
                match row {
                    Ok(Some(row)) => {
                        progress.inc(1);
                        let number = progress.position();
                        progress
                            .suspend(|| say(&format!("{number} of {}: {}", waiting.len(), row.in_words())));
                        if let Some(known) = rows.get_mut(place) {
                            *known = Some(row);
                        }
                    }
                    Ok(None) => {}
                    Err(error) => {
                        stop.store(true, Ordering::Relaxed);
                        failure.get_or_insert(error);
                    }
                }
            }
            failure.map_or(Ok(()), Err)
        });
        progress.finish_and_clear();
        watched
    }

    /// Nothing, where it was left because of `stop`.
    fn watch_one(
        &self,
        recording: &Recording,
        parts: &Parts,
        instruments: &Instruments,
        stop: &AtomicBool,
    ) -> anyhow::Result<Option<Row>> {
        // Before it is watched: should it change meanwhile, then it is another one.
        let identity = match parts.identity(recording) {
            Ok(identity) => identity,
            Err(error) => return Ok(Some(Row::unreadable(recording, error.to_string()))),
        };
        let watched = self.watch_by_itself(recording, instruments, stop);
        // Ctrl-C may have ended its decoder as well.
        if stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        match watched {
            Ok(watched) if watched.replayed.looked_at == 0 => {
                Ok(Some(Row::unreadable(recording, "not one picture could be read".to_owned())))
            }
            Ok(watched) => {
                let row = Row::of(recording, &watched);
                parts.keep(recording, identity, &row, watched.gathered)?;
                Ok(Some(row))
            }
            Err(error) => match error.downcast_ref::<SourceError>() {
                Some(reason) => Ok(Some(Row::unreadable(recording, reason.to_string()))),
                None => Err(error.context(recording.name())),
            },
        }
    }

    fn watch_by_itself(
        &self,
        recording: &Recording,
        instruments: &Instruments,
        stop: &AtomicBool,
    ) -> anyhow::Result<Watched> {
        let mut source = recording.open()?;
        let mut analyzer = Analyzer::new(self.pose.open_with(&self.pose.models())?);
        analyzer.set_neutral(self.neutral.clone());
        watch(source.as_mut(), analyzer, instruments.clone(), &Personal::default(), stop)
    }

    fn finish(&self, rows: &[Row], parts: &Parts) -> anyhow::Result<Outcome> {
        let numbered = (1..).zip(self.recordings.all.iter().zip(rows));
        let measured: Vec<_> = numbered
            .filter(|(_, (_, row))| row.is_measured())
            .map(|(number, (recording, _))| (number, parts.path(recording)))
            .collect();
        if !measured.is_empty() {
            join_parts(&measured, self.path)?;
        }
        table::print(rows, self.format)?;
        if measured.is_empty() {
            bail!(
                "not one of the recordings could be measured, so {} was not written\n\
                 hint: the list above says why of each",
                self.path.display()
            );
        }
        say(&format!("written: {}", self.path.display()));
        let missing = rows.len() - measured.len();
        if missing == 0 {
            return Ok(Outcome::Done);
        }
        say(&format!("warning: {missing} of {} recordings could not be measured", rows.len()));
        Ok(Outcome::NotAllMeasured)
    }
}

/// A bar on standard error, where that is a terminal.
fn progress(recordings: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} recordings, {eta} to go")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(recordings as u64).with_style(style)
}
