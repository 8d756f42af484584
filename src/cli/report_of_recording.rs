//! `sitwell analyze RECORDING --report FILE`: from a recording to a report in one go, by the very way that a live session
//! takes: watched, kept, gathered, written. A pure function of the recording and the options.

use std::{
    ffi::OsStr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::bail;
use jiff::{Timestamp, tz::TimeZone};

use super::{Outcome, say};
use crate::{
    app::{Instruments, Recorder},
    engine::{Record, ReplayError, Replayed, Snapshot, Watcher, analyzer::Analyzer, replay},
    report::{Choice, Format, Gathered, Personal, ReportError, gather, line},
    settings::Settings,
    source::{self, FrameSource, SourceOptions},
    store::Store,
    time::{Mono, WallTime},
};

/// So many entries are on their way at most; more than the writer takes at once would be lost.
const ENTRIES_BETWEEN_FLUSHES: u32 = 256;

/// Watches the recording and writes the report.
pub(super) fn write(
    recording: &OsStr,
    analyzer: Analyzer,
    instruments: Instruments,
    personal: &Personal,
    path: &Path,
) -> anyhow::Result<Outcome> {
    if source::is_camera(recording) {
        bail!(
            "a report needs a recording, and {} has no end\nhint: `sitwell report` tells of what was watched",
            recording.display()
        );
    }
    let format = Format::of_path(path)?;
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed))?;
    let mut source = source::open(recording, &SourceOptions::default())?;
    let watched = watch(source.as_mut(), analyzer, instruments, personal, &stop)?;
    if stop.load(Ordering::Relaxed) {
        // Of half a recording it would be another report, and nobody could tell.
        say("interrupted: no report was written");
        return Ok(Outcome::Interrupted);
    }
    if watched.replayed.looked_at == 0 {
        return Ok(Outcome::NothingReadable);
    }
    let Some(gathered) = watched.gathered else {
        bail!(
            "{}: {NO_NEUTRAL}\nhint: a longer recording, or a --profile to compare with",
            recording.display()
        );
    };
    gathered.save(format, path)?;
    say(&line(&gathered.report));
    say(&format!("written: {}", path.display()));
    Ok(Outcome::Done)
}

/// Why there is nothing to report of a recording that can be read.
pub(super) const NO_NEUTRAL: &str = "nothing could be measured, because it takes ten seconds of one person sitting still, and more after them";

/// What came of a recording.
pub(super) struct Watched {
    /// Nothing, where nothing was measured.
    pub(super) gathered: Option<Gathered>,
    pub(super) replayed: Replayed,
}

/// Watches a recording to its end, or until `stop`.
pub(super) fn watch(
    source: &mut dyn FrameSource,
    analyzer: Analyzer,
    instruments: Instruments,
    personal: &Personal,
    stop: &AtomicBool,
) -> anyhow::Result<Watched> {
    let folder = tempfile::Builder::new()
        .prefix("sitwell-")
        .tempdir()
        .map_err(|error| ReportError::Io { path: std::env::temp_dir(), error })?;
    let (store, notice) = Store::open_in(&folder.path().join("recording.sqlite"), TimeZone::UTC);
    if let Some(notice) = notice {
        bail!("{notice}");
    }
    let settings = Settings::default();
    let mut watcher = Watcher::new(analyzer, settings.alerts.clone());
    let snapshot = Snapshot { settings: Arc::new(settings), ..Snapshot::opening() };
    let mut recorder = Recorder::new(store.clone(), instruments).of_recordings_too();
    let mut entries = 0;
    let mut tell = |record: Record| {
        // The day on which a recording was made is unknown: its own time stands for the time of day.
        let time = WallTime(Timestamp::UNIX_EPOCH).after(record.at - Mono(0.0));
        recorder.hear(&Record { time: Some(time), ..record }, &snapshot);
        entries += 1;
        if entries % ENTRIES_BETWEEN_FLUSHES == 0 {
            // What cannot be written is told when it is read.
            let _told_later = store.flush();
        }
    };
    let replayed = replay(source, &mut watcher, stop, &mut tell).map_err(|error| match error {
        // As itself, it brings its hint along.
        ReplayError::Source(error) => anyhow::Error::from(error),
        error @ ReplayError::Estimator { .. } => error.into(),
    })?;
    store.flush()?;
    let gathered = match gather(&store.read()?, Choice::Last, personal) {
        Err(ReportError::Nothing) => None,
        gathered => Some(gathered?),
    };
    let gathered = gathered.map(|mut gathered| {
        gathered.report.is_recording = true;
        gathered
    });
    Ok(Watched { gathered, replayed })
}
