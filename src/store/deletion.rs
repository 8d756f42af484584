//! Deleting so that nothing is left: SQLite overwrites what it deletes (`secure_delete`), and the log of changes, which
//! still has it, is emptied.

use std::path::PathBuf;

use jiff::civil::Date;
use rusqlite::Connection;

use super::{
    SessionId, StoreError,
    recording::{QUARTER_MS, ms},
};
use crate::time::WallTime;

/// Less than this part of a file is left to what comes next.
const WORTH_GIVING_BACK: i64 = 10;
const DAY_MS: i64 = 96 * QUARTER_MS;

/// Deletes a session with everything in it.
pub(super) fn delete_session(file: &mut Connection, id: SessionId) -> Result<(), StoreError> {
    let deleted = run(file, |file| file.execute("DELETE FROM session WHERE id = ?1", [id.0]))?;
    if deleted == 0 { Err(StoreError::NoSuchSession(id)) } else { Ok(()) }
}

/// Deletes everything of a day on the user's clock.
pub(super) fn delete_day(file: &mut Connection, date: Date) -> Result<(), StoreError> {
    run(file, |file| {
        let day = day_number(date);
        // Quarters know the clock of their time; what has none goes by the session's.
        let is_of_day = |at: &str| format!("({at} + 1000 * offset_secs) / {DAY_MS} = {day}");
        let of_session = |at: &str| {
            format!(
                "({at} + 1000 * (SELECT offset_secs FROM session WHERE session.id = session)) / {DAY_MS} = {day}"
            )
        };
        for table in ["exercise", "feeling"] {
            file.execute(&format!("DELETE FROM {table} WHERE {}", is_of_day("at_ms")), [])?;
        }
        file.execute(
            &format!("DELETE FROM quarter WHERE {}", is_of_day(&format!("quarter * {QUARTER_MS}"))),
            [],
        )?;
        file.execute(&format!("DELETE FROM stretch WHERE {}", is_of_day("since_ms")), [])?;
        for (table, at) in [
            ("minute", "minute * 60000"),
            ("episode", "since_ms"),
            ("alert", "at_ms"),
            ("camera", "since_ms"),
        ] {
            file.execute(&format!("DELETE FROM {table} WHERE {}", of_session(at)), [])?;
        }
        // A session over midnight begins with what is left of it, and one with nothing left is gone.
        let began = format!("(since_ms + 1000 * offset_secs) / {DAY_MS} = {day}");
        let rest = "(SELECT min(quarter) FROM quarter WHERE session = session.id)";
        file.execute(&format!("DELETE FROM session WHERE {began} AND {rest} IS NULL"), [])?;
        file.execute(
            &format!("UPDATE session SET since_ms = max(since_ms, {QUARTER_MS} * {rest}) WHERE {began}"),
            [],
        )
    })?;
    Ok(())
}

/// Deletes what is older than a day on the user's clock, and gives the room back; returns how many sessions that were.
pub(super) fn prune(file: &mut Connection, before: Date) -> Result<usize, StoreError> {
    let deleted = run(file, |file| {
        let day = day_number(before);
        let is_older = |at: &str| format!("({at} + 1000 * offset_secs) / {DAY_MS} < {day}");
        for table in ["exercise", "feeling"] {
            file.execute(&format!("DELETE FROM {table} WHERE {}", is_older("at_ms")), [])?;
        }
        file.execute(&format!("DELETE FROM session WHERE {}", is_older("since_ms")), [])
    })?;
    // Where the disk has no room for that, the file stays as large, and what comes next goes into the gaps.
    let _as_large_as_before = give_back(file);
    Ok(deleted)
}

/// Makes the file smaller where that is worth writing all of it.
fn give_back(file: &Connection) -> rusqlite::Result<()> {
    let pages = |pragma| file.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
    if pages("freelist_count")? * WORTH_GIVING_BACK > pages("page_count")? {
        file.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(())
}

/// Deletes what the user told at this moment.
pub(super) fn delete_feeling(file: &mut Connection, at: WallTime) -> Result<(), StoreError> {
    run(file, |file| file.execute("DELETE FROM feeling WHERE at_ms = ?1", [ms(at)])).map(|_deleted| ())
}

/// Deletes everything.
pub(super) fn delete_everything(file: &mut Connection) -> Result<(), StoreError> {
    run(file, |file| file.execute_batch("DELETE FROM session; DELETE FROM exercise; DELETE FROM feeling;"))
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i64 {
    let midnight = date.to_zoned(jiff::tz::TimeZone::UTC).map(|zoned| zoned.timestamp().as_millisecond());
    midnight.map_or(i64::MIN, |ms| ms.div_euclid(DAY_MS))
}

/// In one transaction, and then out of the log.
fn run<T>(
    file: &mut Connection,
    delete: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Result<T, StoreError> {
    let path = PathBuf::from(file.path().unwrap_or_default());
    let run = || {
        let transaction = file.transaction()?;
        let done = delete(&transaction)?;
        transaction.commit()?;
        let is_busy = file.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok((done, is_busy))
    };
    match run().map_err(|error| StoreError::from_sqlite(&path, &error))? {
        (_, true) => Err(StoreError::Busy { path }),
        (done, false) => Ok(done),
    }
}
