//! What can be read of a damaged file is taken over into a new one.
//!
//! SQLite finds rows through a tree of pages, and loses all that hangs on a damaged one. But every page with rows in it
//! tells them by itself, so they are taken from the pages directly, whatever became of the header, the list of tables
//! and the pages between (<https://www.sqlite.org/fileformat2.html>). Rows know their table by the kinds of their
//! values. Deleted rows do not come back: they were overwritten.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use jiff::tz::TimeZone;
use rusqlite::{Connection, params_from_iter, types::Value};

use super::{minute, recording};

/// The size of a page, as every store has it.
const PAGE_BYTES: usize = 4096;
/// A longer row goes on in other pages. No row of a store is as long.
const MAX_ROW_BYTES: usize = PAGE_BYTES - 35;
/// A page that holds rows of a table.
const LEAF_OF_TABLE: u8 = 0x0d;
const LOG_HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;

/// The tables and the kinds of their columns: `n`othing, `i`nteger, `r`eal (a whole one is stored as an integer), `t`ext,
/// `b`ytes; a capital may be nothing as well. No two are alike. Quarters are added up anew.
const TABLES: [(&str, &str); 8] = [
    ("session", "ntiIit"),
    ("minute", "iib"),
    ("episode", "iitiIRRii"),
    ("stretch", "itiIi"),
    ("alert", "iiittiTIRRTI"),
    ("camera", "iit"),
    ("exercise", "tIiitriiiII"),
    ("feeling", "tiitit"),
];

/// Takes over what can be read of the damaged file; returns how many sessions there are now.
pub(super) fn salvage(damaged: &Path, into: &mut Connection, time_zone: &TimeZone) -> rusqlite::Result<u32> {
    into.pragma_update(None, "foreign_keys", false)?;
    let transaction = into.transaction()?;
    let mut refused = Ok(());
    let mut take = |page: &[u8]| {
        for (table, row) in rows(page) {
            if refused.is_ok() {
                refused = put(&transaction, table, &row);
            }
        }
    };
    // The newest first: of a row that is found twice, the first counts.
    pages_of_log(damaged).unwrap_or_default().iter().rev().for_each(|page| take(page));
    let _end_of_what_can_be_read = for_each_page(damaged, take);
    refused?;
    complete(&transaction)?;
    add_up(&transaction, time_zone)?;
    let sessions = transaction.query_row("SELECT count(*) FROM session", [], |row| row.get(0))?;
    transaction.commit()?;
    into.pragma_update(None, "foreign_keys", true)?;
    Ok(sessions)
}

fn put(file: &Connection, table: &str, row: &[Value]) -> rusqlite::Result<()> {
    if let ("minute", [_, Value::Integer(number), Value::Blob(samples)]) = (table, row)
        && minute::decode(*number, samples).is_none()
    {
        return Ok(());
    }
    let places = vec!["?"; row.len()].join(", ");
    file.execute(&format!("INSERT OR IGNORE INTO {table} VALUES ({places})"), params_from_iter(row))?;
    Ok(())
}

/// A session of which only the minutes are left is one all the same; what belongs to none is left out.
fn complete(file: &Connection) -> rusqlite::Result<()> {
    file.execute_batch(
        "INSERT INTO session (id, uid, since_ms, offset_secs, info) \
         SELECT session, lower(hex(randomblob(16))), 60000 * min(minute), 0, '{}' FROM minute \
         WHERE session NOT IN (SELECT id FROM session) GROUP BY session; \
         UPDATE exercise SET session = NULL WHERE session NOT IN (SELECT id FROM session);",
    )?;
    for table in ["episode", "stretch", "alert", "camera"] {
        file.execute_batch(&format!("DELETE FROM {table} WHERE session NOT IN (SELECT id FROM session)"))?;
    }
    Ok(())
}

/// Adds the samples up by quarters of an hour.
fn add_up(file: &Connection, time_zone: &TimeZone) -> rusqlite::Result<()> {
    let mut minutes = file.prepare("SELECT session, minute, samples FROM minute ORDER BY session, minute")?;
    let mut minutes = minutes.query([])?;
    let mut quarter: Option<recording::Quarter> = None;
    while let Some(row) = minutes.next()? {
        let (session, number): (i64, i64) = (row.get(0)?, row.get(1)?);
        for sample in minute::decode(number, row.get_ref(2)?.as_blob()?).unwrap_or_default() {
            let present = recording::Quarter::of(session, &sample, time_zone);
            let is_same = |former: &recording::Quarter| former.is_same(&present);
            match &mut quarter {
                Some(former) if is_same(former) => {}
                former => {
                    if let Some(former) = former.replace(present) {
                        former.put(file)?;
                    }
                }
            }
            if let Some(quarter) = &mut quarter {
                quarter.add(&sample);
            }
        }
    }
    quarter.map_or(Ok(()), |last| last.put(file))
}

/// The pages of the file; ends at what cannot be read.
fn for_each_page(path: &Path, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    let mut file = io::BufReader::with_capacity(64 * PAGE_BYTES, File::open(path)?);
    let mut page = vec![0; PAGE_BYTES];
    loop {
        file.read_exact(&mut page)?;
        take(&page);
    }
}

/// The pages in the log of changes, in the order in which they were written; what is left of former logs has another
/// salt.
fn pages_of_log(damaged: &Path) -> io::Result<Vec<Vec<u8>>> {
    let mut path = damaged.as_os_str().to_owned();
    path.push("-wal");
    let bytes = std::fs::read(path)?;
    let salt = bytes.get(16..24);
    let mut pages = Vec::new();
    for frame in
        bytes.get(LOG_HEADER_BYTES..).unwrap_or_default().chunks_exact(FRAME_HEADER_BYTES + PAGE_BYTES)
    {
        let (header, page) = frame.split_at(FRAME_HEADER_BYTES);
        if header.get(8..16) == salt {
            pages.push(page.to_vec());
        }
    }
    Ok(pages)
}

/// The rows of a page, as far as they are rows of a store.
fn rows(page: &[u8]) -> Vec<(&'static str, Vec<Value>)> {
    let number = |at: usize| {
        page.get(at..at + 2).map(|two| two.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    if page.first() != Some(&LEAF_OF_TABLE) {
        return Vec::new();
    }
    let count = number(3).unwrap_or(0);
    (0..count).filter_map(|n| row(page.get(number(8 + 2 * n)?..)?)).collect()
}

/// The row of a cell, and its table.
fn row(cell: &[u8]) -> Option<(&'static str, Vec<Value>)> {
    let mut cell = Bytes(cell);
    let length = usize::try_from(cell.varint()?).ok().filter(|length| *length <= MAX_ROW_BYTES)?;
    let id = cell.varint()?;
    let mut row = Bytes(cell.take(length)?);
    let header_length = usize::try_from(Bytes(row.0).varint()?).ok()?;
    let mut header = Bytes(row.take(header_length)?);
    header.varint()?;
    let mut values = Vec::new();
    while !header.0.is_empty() {
        values.push(row.value(header.varint()?)?);
    }
    let (table, _) = TABLES.into_iter().find(|(_, kinds)| is_of(&values, kinds))?;
    if let ("session", Some(first)) = (table, values.first_mut()) {
        *first = Value::Integer(id);
    }
    Some((table, values))
}

fn is_of(values: &[Value], kinds: &str) -> bool {
    let is_kind = |(value, kind): (&Value, char)| match value {
        Value::Null => kind == 'n' || kind.is_uppercase(),
        Value::Integer(_) => matches!(kind.to_ascii_lowercase(), 'i' | 'r'),
        Value::Real(_) => kind.eq_ignore_ascii_case(&'r'),
        Value::Text(_) => kind.eq_ignore_ascii_case(&'t'),
        Value::Blob(_) => kind == 'b',
    };
    values.len() == kinds.len() && values.iter().zip(kinds.chars()).all(is_kind)
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Seven bits a byte, the highest first; a ninth byte has eight.
    fn varint(&mut self) -> Option<i64> {
        let mut value = 0_i64;
        for n in 0..9 {
            let byte = *self.take(1)?.first()?;
            if n == 8 {
                return Some(value << 8 | i64::from(byte));
            }
            value = value << 7 | i64::from(byte & 0x7f);
            if byte < 0x80 {
                break;
            }
        }
        Some(value)
    }

    fn value(&mut self, kind: i64) -> Option<Value> {
        let integer = |bytes: &[u8]| {
            let sign = bytes.first().map_or(0, |first| if *first < 0x80 { 0 } else { -1 });
            bytes.iter().fold(sign, |value: i64, byte| value << 8 | i64::from(*byte))
        };
        Some(match kind {
            0 => Value::Null,
            1..=4 => Value::Integer(integer(self.take(kind as usize)?)),
            5 => Value::Integer(integer(self.take(6)?)),
            6 => Value::Integer(integer(self.take(8)?)),
            7 => Value::Real(f64::from_be_bytes(self.take(8)?.try_into().ok()?)),
            8 | 9 => Value::Integer(kind - 8),
            12.. => {
                let bytes = self.take(usize::try_from((kind - 12) / 2).ok()?)?.to_vec();
                if kind % 2 == 0 { Value::Blob(bytes) } else { Value::Text(String::from_utf8(bytes).ok()?) }
            }
            _ => return None,
        })
    }
}
