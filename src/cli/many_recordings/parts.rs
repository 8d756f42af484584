//! What came of every recording, kept in a folder beside the table of all of them.

use std::{
    fs::{File, TryLockError},
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use anyhow::bail;
use serde::{Deserialize, Serialize};

use super::table::Row;
use crate::{
    app::Instruments,
    estimator::{Models, models},
    posture::Neutral,
    report::{Gathered, ReportError, note_of_part, write_part},
    small_file,
    source::Recording,
};

/// The folder of parts.
pub(super) struct Parts {
    folder: PathBuf,
    /// Stands for everything but the recording that a part depends on.
    measured_by: String,
    /// Locked for as long as this process lives.
    _lock: File,
}

/// What a part carries.
#[derive(Serialize, Deserialize)]
struct Note {
    /// Of which recording, measured by what.
    identity: String,
    row: Row,
}

impl Parts {
    /// Opens the folder beside `report`, for this process alone.
    pub(super) fn open(
        report: &Path,
        instruments: &Instruments,
        models: &Models,
        neutral: Option<&Neutral>,
    ) -> anyhow::Result<Self> {
        let mut folder = report.as_os_str().to_owned();
        folder.push(".parts");
        let folder = PathBuf::from(folder);
        let lock = small_file::create_folder(&folder)
            .and_then(|()| File::create(folder.join("lock")))
            .map_err(|error| ReportError::Io { path: folder.clone(), error })?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => bail!(
                "{}: another sitwell is at work on it\nhint: wait for it, or write into another file",
                report.display()
            ),
            // There are file systems without locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        Ok(Self { measured_by: measured_by(instruments, models, neutral)?, folder, _lock: lock })
    }

    /// Where the part of a recording is.
    pub(super) fn path(&self, recording: &Recording) -> PathBuf {
        let mut name = recording.file_name().to_owned();
        name.push(".parquet");
        self.folder.join(name)
    }

    /// What tells a recording, measured so, from every other.
    pub(super) fn identity(&self, recording: &Recording) -> io::Result<String> {
        Ok(format!("{} recording {:016x}", self.measured_by, recording.fingerprint()?))
    }

    /// What was kept of a recording, if it is still that recording and would be measured so again.
    pub(super) fn kept(&self, recording: &Recording) -> Option<Row> {
        let note: Note = serde_json::from_str(&note_of_part(&self.path(recording))?).ok()?;
        (note.identity == self.identity(recording).ok()?).then_some(note.row)
    }

    /// Keeps what came of a recording, were it nothing.
    pub(super) fn keep(
        &self,
        recording: &Recording,
        identity: String,
        row: &Row,
        gathered: Option<Gathered>,
    ) -> anyhow::Result<()> {
        let mut records = gathered.map(|gathered| gathered.records).unwrap_or_default();
        for record in &mut records {
            // The name within the folder: the same wherever the folder is.
            record.session.info.source = recording.name();
        }
        let note = serde_json::to_string(&Note { identity, row: row.clone() })?;
        Ok(write_part(&records, &note, &self.path(recording))?)
    }
}

/// Another version, engine, model or neutral measures something else.
fn measured_by(
    instruments: &Instruments,
    models: &Models,
    neutral: Option<&Neutral>,
) -> anyhow::Result<String> {
    // As a recording's fingerprint, it need not outlive a release.
    let mut hasher = DefaultHasher::new();
    for model in models::ALL {
        // A folder need not have the models of the estimator that is not asked for.
        if let Ok(file) = models.read(model) {
            (model.file, file.bytes()).hash(&mut hasher);
        }
    }
    serde_json::to_string(&neutral)?.hash(&mut hasher);
    let Instruments { engine, model } = instruments;
    Ok(format!("Sitwell {}, {engine}, {model}, {:016x}", env!("CARGO_PKG_VERSION"), hasher.finish()))
}
