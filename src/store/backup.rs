//! A backup is one file, a store like any other; taking it in twice changes nothing.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};

use super::{SessionId, StoreError, damage, schema};
use crate::small_file;

/// What a backup tells of its sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Nothing.
    Everything,
    /// Names of profiles and cameras, and what the user told about how it feels.
    WithoutNamesAndFeelings,
}

/// The tables of a session, and their columns beside it.
const OF_SESSION: [(&str, &str); 5] = [
    ("minute", "minute, samples"),
    ("episode", "number, fault, since_ms, until_ms, worst, worst_uncertainty, alerted, was_wrong"),
    ("stretch", "kind, since_ms, until_ms, offset_secs"),
    (
        "alert",
        "number, at_ms, about, level, since_ms, fault, episode, value, uncertainty, answer, answered_ms",
    ),
    ("camera", "since_ms, state"),
];

/// Writes a copy of everything, or of one session with what was done and told in its time, to a file that is not there
/// yet, or a backup that is replaced.
pub(super) fn export(
    file: &Connection,
    to: &Path,
    session: Option<SessionId>,
    contents: Contents,
) -> Result<(), StoreError> {
    let disk = |error: &dyn std::fmt::Display| StoreError::Disk { path: to.into(), what: error.to_string() };
    if to.exists() && !is_store(to) {
        return Err(disk(&"it is there, and no backup of Sitwell's; name another file"));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    small_file::create_folder(folder).map_err(|error| disk(&error))?;
    let draft = tempfile::Builder::new()
        .prefix(".sitwell-")
        .suffix(".new")
        .tempfile_in(folder)
        .map_err(|e| disk(&e))?;
    let said = |error| StoreError::from_sqlite(to, &error);
    // The draft is there, empty and for the user alone.
    file.execute("VACUUM INTO ?1", params![draft.path().to_string_lossy()]).map_err(said)?;
    if let Some(session) = session {
        let copy = Connection::open(draft.path()).map_err(said)?;
        if !leave(&copy, session).map_err(said)? {
            return Err(StoreError::NoSuchSession(session));
        }
    }
    if contents == Contents::WithoutNamesAndFeelings {
        let copy = Connection::open(draft.path()).map_err(said)?;
        copy.execute_batch(
            "PRAGMA secure_delete = ON; DELETE FROM feeling; \
             UPDATE session SET info = json_remove(info, '$.profile', '$.source'); VACUUM;",
        )
        .map_err(said)?;
    }
    draft.as_file().sync_all().map_err(|error| disk(&error))?;
    draft.persist(to).map_err(|refused| disk(&refused.error))?;
    Ok(())
}

/// Leaves one session in a copy; gives whether it is there.
fn leave(copy: &Connection, session: SessionId) -> rusqlite::Result<bool> {
    copy.execute_batch("PRAGMA foreign_keys = ON")?;
    // What the user told belongs to a session by its time, as it does when the session is read.
    copy.execute(
        "DELETE FROM feeling WHERE NOT EXISTS (SELECT 1 FROM session WHERE id = ?1 AND at_ms BETWEEN since_ms \
         AND coalesce(until_ms, (SELECT max(until_ms) FROM quarter WHERE session = ?1), since_ms))",
        [session.0],
    )?;
    copy.execute("DELETE FROM exercise WHERE session IS NOT ?1", [session.0])?;
    copy.execute("DELETE FROM session WHERE id <> ?1", [session.0])?;
    copy.execute_batch("VACUUM")?;
    copy.query_row("SELECT EXISTS (SELECT 1 FROM session)", [], |row| row.get(0))
}

fn is_store(path: &Path) -> bool {
    schema::open_to_read(path).is_ok()
}

/// Takes in what a backup has and the file has not; returns how many sessions that are. A session of which the backup
/// knows more than the file takes its place.
pub(super) fn import(file: &mut Connection, from: &Path) -> Result<u32, StoreError> {
    let disk = |error: std::io::Error| StoreError::Disk { path: from.into(), what: error.to_string() };
    // What is wrong with it cannot be set right here.
    let no_backup = |error: StoreError| match error.of(from) {
        StoreError::Damaged { path, what } => StoreError::NoBackup { path, what },
        error => error,
    };
    let said = |error| no_backup(StoreError::from_sqlite(from, &error));
    // A copy is brought up to date and looked through; the backup stays as it is.
    let folder = tempfile::tempdir().map_err(disk)?;
    let copy = folder.path().join("backup.sqlite");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let backup = Connection::open_with_flags(from, flags).map_err(said)?;
    backup.execute("VACUUM INTO ?1", params![copy.to_string_lossy()]).map_err(said)?;
    let backup = schema::open(&copy).map_err(no_backup)?;
    damage::check(&backup, from).map_err(no_backup)?;
    drop(backup);
    file.execute("ATTACH ?1 AS backup", params![copy.to_string_lossy()]).map_err(said)?;
    let taken = take(file);
    file.execute_batch("DETACH backup").map_err(said)?;
    taken.map_err(said)
}

fn take(file: &mut Connection) -> rusqlite::Result<u32> {
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let minutes = |schema: &str, id: &str| {
        format!("(SELECT count(*) FROM {schema}.minute WHERE minute.session = {id})")
    };
    let sql = format!(
        "SELECT theirs.id, ours.id FROM backup.session AS theirs LEFT JOIN main.session AS ours USING (uid) \
         WHERE ours.id IS NULL OR {} > {} ORDER BY theirs.since_ms",
        minutes("backup", "theirs.id"),
        minutes("main", "ours.id")
    );
    let coming: Vec<(i64, Option<i64>)> = transaction
        .prepare(&sql)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let quarter = format!("quarter, offset_secs, until_ms, {}", super::recording::quarter_columns());
    let tables = OF_SESSION.into_iter().chain([("quarter", quarter.as_str())]);
    for (theirs, ours) in &coming {
        transaction.execute("DELETE FROM main.session WHERE id = ?1", [ours])?;
        transaction.execute(
            "INSERT INTO main.session (uid, since_ms, until_ms, offset_secs, info) \
             SELECT uid, since_ms, until_ms, offset_secs, info FROM backup.session WHERE id = ?1",
            [theirs],
        )?;
        let new = transaction.last_insert_rowid();
        for (table, columns) in tables.clone() {
            transaction.execute(
                &format!(
                    "INSERT INTO main.{table} (session, {columns}) SELECT ?1, {columns} FROM backup.{table} \
                     WHERE session = ?2"
                ),
                [new, *theirs],
            )?;
        }
    }
    transaction.execute_batch(
        "INSERT OR IGNORE INTO main.exercise \
         SELECT uid, (SELECT ours.id FROM main.session AS ours JOIN backup.session AS theirs USING (uid) \
         WHERE theirs.id = exercise.session), at_ms, offset_secs, exercise, secs, counted, wanted, is_seen, \
         counted_left, counted_right FROM backup.exercise; \
         INSERT OR IGNORE INTO main.feeling \
         SELECT uid, at_ms, offset_secs, places, intensity, red_flags FROM backup.feeling;",
    )?;
    transaction.commit()?;
    Ok(coming.len() as u32)
}
