//! A damaged file is set aside, never deleted, and what can be read of it is taken over.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use jiff::tz::TimeZone;
use rusqlite::Connection;

use super::{StoreError, salvage, schema};
use crate::small_file;

/// Opens the file for writing. One that is damaged is replaced, and the user is to be told.
pub(super) fn open(path: &Path, time_zone: &TimeZone) -> Result<(Connection, Option<String>), StoreError> {
    match schema::open(path) {
        Err(StoreError::Damaged { what, .. }) => {
            replace(path, &what, time_zone).map(|(file, notice)| (file, Some(notice)))
        }
        opened => Ok((opened?, None)),
    }
}

/// Looks at every page; the error says what is wrong.
pub(super) fn check(file: &Connection, path: &Path) -> Result<(), StoreError> {
    let said: String = file
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| StoreError::from_sqlite(path, &error))?;
    if said == "ok" { Ok(()) } else { Err(StoreError::Damaged { path: path.into(), what: said }) }
}

/// Sets the damaged file aside and makes a new one of what can be read; tells what the user is to know.
pub(super) fn replace(
    path: &Path,
    what: &str,
    time_zone: &TimeZone,
) -> Result<(Connection, String), StoreError> {
    let disk = |error: io::Error| StoreError::Disk { path: path.into(), what: error.to_string() };
    let aside = small_file::set_aside(path, "damaged").map_err(disk)?;
    // The log belongs to the damaged file, and what is in it nowhere else. It need not be there.
    let _no_log = fs::rename(beside(path, "-wal"), beside(&aside, "-wal"));
    let _no_index = fs::remove_file(beside(path, "-shm"));
    let mut file = schema::open(path)?;
    let sessions = salvage::salvage(&aside, &mut file, time_zone)
        .map_err(|error| StoreError::from_sqlite(path, &error))?;
    let notice = format!(
        "The file of your sessions was damaged ({what}). It was set aside as {}, and {sessions} sessions were taken over \
         from it.\nhint: if some are missing, `sitwell sessions import` takes them in from a backup",
        aside.display()
    );
    Ok((file, notice))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}
