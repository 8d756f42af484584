//! The file: how it is opened, and how an older one is brought up to date.

use std::{
    fs::{self, OpenOptions},
    io,
    path::Path,
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::StoreError;
use crate::small_file;

/// What each version of the file adds to the one before. A version that was released is never changed.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/001.sql")];
/// The newest version that this program knows.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;
/// "Sitw": tells the file from every other that SQLite made.
const APPLICATION_ID: i64 = 0x5369_7477;
/// Another program, such as `sitwell sessions`, has the file for so long at the most.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens the file for writing, or makes it, for the user alone, and brings it up to date.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let disk = |error: io::Error| StoreError::Disk { path: path.into(), what: error.to_string() };
    if let Some(folder) = path.parent() {
        small_file::create_folder(folder).map_err(disk)?;
    }
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(disk(io::Error::other("it is there, and not a file")));
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(disk)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(disk)?;
    drop(file);
    let said = |error| StoreError::from_sqlite(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(said)?;
    connection.busy_timeout(PATIENCE).map_err(said)?;
    check(&connection, path)?;
    // FULL: what is committed outlives a power cut. Deleted rows are overwritten, not only forgotten.
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON; PRAGMA journal_size_limit = 4194304;",
        )
        .map_err(said)?;
    migrate(&mut connection, path)?;
    Ok(connection)
}

/// Opens the file for reading alone; it must be there, and of the present version.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    let said = |error| StoreError::from_sqlite(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(said)?;
    connection.busy_timeout(PATIENCE).map_err(said)?;
    let found = check(&connection, path)?;
    if found < VERSION {
        return Err(StoreError::Damaged { path: path.into(), what: format!("version {found} of the file") });
    }
    connection.execute_batch("PRAGMA cell_size_check = ON").map_err(said)?;
    Ok(connection)
}

/// Whether it is a store that this program knows; returns its version.
fn check(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let number = |pragma: &str| -> Result<i64, StoreError> {
        connection
            .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
            .map_err(|error| StoreError::from_sqlite(path, &error))
    };
    let (found, application) = (number("user_version")?, number("application_id")?);
    let is_empty = number("page_count")? == 0;
    if found > VERSION && application == APPLICATION_ID {
        return Err(StoreError::Newer { path: path.into(), found, known: VERSION });
    }
    if !is_empty && application != APPLICATION_ID && number("schema_version")? != 0 || found < 0 {
        return Err(StoreError::Damaged {
            path: path.into(),
            what: "it is no store of Sitwell's".to_owned(),
        });
    }
    Ok(found)
}

/// In one transaction: a file is of the former version or of the new one, never between.
fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let migrate = |connection: &mut Connection| -> rusqlite::Result<()> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
            transaction.execute_batch(migration)?;
        }
        if found < VERSION {
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        transaction.commit()
    };
    migrate(connection).map_err(|error| StoreError::from_sqlite(path, &error))
}

impl StoreError {
    /// The same of another file.
    pub(super) fn of(mut self, file: &Path) -> Self {
        match &mut self {
            Self::Disk { path, .. }
            | Self::Busy { path }
            | Self::Newer { path, .. }
            | Self::NoBackup { path, .. }
            | Self::Damaged { path, .. } => file.clone_into(path),
            Self::Nowhere | Self::NoSuchSession(_) | Self::Stopped => {}
        }
        self
    }

    /// What SQLite said about this file.
    pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let (path, what) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::NoLargeFileSupport
                | ErrorCode::TooBig
                | ErrorCode::OutOfMemory,
            ) => Self::Disk { path, what },
            // A value of the wrong kind, a table that is not there: no store of ours is like that.
            _ => Self::Damaged { path, what },
        }
    }
}
