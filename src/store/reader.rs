//! Reading what was kept, beside the writer.

use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::{
    About, AlertGiven, Answer, CameraState, Episode, ExerciseDone, Feeling, Sample, Session, SessionId,
    SessionRecord, Sides, StoreError, Stretch, Times, minute,
    recording::{quarter_columns, sums_of_quarters},
    schema,
};
use crate::{
    alerts::AlertLevel,
    posture::{Deviation, Estimate},
    time::WallTime,
};

/// Days on the user's clock, from the first to the last.
pub type Dates = RangeInclusive<Date>;

/// Where in a list the days of a range may lie, in milliseconds: no clock is more than a day from Greenwich's.
const CLOCK_MARGIN_MS: i64 = 86_400_000;

/// Reads what was kept. Every answer is what was in the file at that moment.
#[derive(Debug)]
pub struct Reader {
    file: Connection,
    path: PathBuf,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { file: schema::open_to_read(path)?, path: path.into() })
    }

    /// The sessions that began on these days, the earliest first.
    pub fn sessions(&self, range: Dates) -> Result<Vec<Session>, StoreError> {
        let [from, to] = margins(&range);
        let sql = format!("{} WHERE since_ms BETWEEN ?1 AND ?2 ORDER BY since_ms", session_sql());
        let mut sessions = self.all(&sql, [from, to], session)?;
        sessions.retain(|session| range.contains(&session.date));
        Ok(sessions)
    }

    /// The session that began last.
    pub fn last_session(&self) -> Result<Option<Session>, StoreError> {
        let sql = format!("{} ORDER BY since_ms DESC LIMIT 1", session_sql());
        Ok(self.all(&sql, [], session)?.pop())
    }

    /// Everything about a session. Minutes that are damaged are left out.
    pub fn session(&self, id: SessionId) -> Result<SessionRecord, StoreError> {
        let sql = format!("{} WHERE id = ?1", session_sql());
        let session = self.all(&sql, [id.0], session)?.pop().ok_or(StoreError::NoSuchSession(id))?;
        let minutes = self.all(
            "SELECT minute, samples FROM minute WHERE session = ?1 ORDER BY minute",
            [id.0],
            |row| {
                let minute: i64 = row.get(0)?;
                Ok(minute::decode(minute, row.get_ref(1)?.as_blob()?).unwrap_or_default())
            },
        )?;
        let samples: Vec<Sample> = minutes.into_iter().flatten().collect();
        let [since, until] = [session.since, session.until].map(|at| at.0.as_millisecond());
        let feelings = format!("{FEELING_SQL} WHERE at_ms BETWEEN ?1 AND ?2 ORDER BY at_ms");
        let stretches =
            "SELECT since_ms, until_ms FROM stretch WHERE session = ?1 AND kind = ?2 ORDER BY since_ms";
        Ok(SessionRecord {
            episodes: self.all(
                "SELECT number, fault, since_ms, until_ms, worst, worst_uncertainty, alerted, was_wrong \
                 FROM episode WHERE session = ?1 ORDER BY since_ms",
                [id.0],
                episode,
            )?,
            sittings: self.all(stretches, params![id.0, "sitting"], stretch)?,
            breaks: self.all(stretches, params![id.0, "break"], stretch)?,
            alerts: self.all(
                "SELECT number, at_ms, about, level, since_ms, fault, episode, value, uncertainty, answer, answered_ms \
                 FROM alert WHERE session = ?1 ORDER BY at_ms, number",
                [id.0],
                alert,
            )?,
            camera: self.camera(id, session.until)?,
            exercises: self.all(
                &format!("{EXERCISE_SQL} WHERE session = ?1 ORDER BY at_ms"),
                [id.0],
                exercise,
            )?,
            feelings: self.all(&feelings, [since, until], feeling)?,
            session,
            samples,
        })
    }

    /// What the user told on these days, the earliest first.
    pub fn feelings(&self, range: Dates) -> Result<Vec<Feeling>, StoreError> {
        let [from, to] = margins(&range);
        let sql = format!("{FEELING_SQL} WHERE at_ms BETWEEN ?1 AND ?2 ORDER BY at_ms");
        let dated = self.all(&sql, [from, to], |row| {
            let feeling = feeling(row)?;
            Ok((local_date(feeling.at, row.get("offset_secs")?), feeling))
        })?;
        Ok(dated.into_iter().filter(|(date, _)| range.contains(date)).map(|(_, feeling)| feeling).collect())
    }

    /// The exercises that were done on these days, the earliest first.
    pub fn exercises(&self, range: Dates) -> Result<Vec<ExerciseDone>, StoreError> {
        let [from, to] = margins(&range);
        let sql = format!("{EXERCISE_SQL} WHERE at_ms BETWEEN ?1 AND ?2 ORDER BY at_ms");
        let dated = self.all(&sql, [from, to], |row| {
            let done = exercise(row)?;
            Ok((local_date(done.at, row.get("offset_secs")?), done))
        })?;
        Ok(dated.into_iter().filter(|(date, _)| range.contains(date)).map(|(_, done)| done).collect())
    }

    /// When this exercise was done last.
    pub fn last_done(&self, exercise: &str) -> Result<Option<WallTime>, StoreError> {
        let sql = "SELECT at_ms FROM exercise WHERE exercise = ?1 ORDER BY at_ms DESC LIMIT 1";
        self.file
            .query_row(sql, [exercise], |row| moment(row, "at_ms"))
            .optional()
            .map_err(|error| StoreError::from_sqlite(&self.path, &error))
    }

    /// One state after the other, each until the next.
    fn camera(&self, id: SessionId, end: WallTime) -> Result<Vec<CameraState>, StoreError> {
        let sql = "SELECT since_ms, state FROM camera WHERE session = ?1 ORDER BY since_ms, rowid";
        let mut states = self.all(sql, [id.0], |row| {
            let since = moment(row, "since_ms")?;
            Ok(CameraState { since, until: end.max(since), state: row.get("state")? })
        })?;
        let begins: Vec<WallTime> = states.iter().skip(1).map(|state| state.since).collect();
        for (state, next) in states.iter_mut().zip(begins) {
            state.until = next;
        }
        Ok(states)
    }

    /// Every row that a query gives, without those that make no sense: a damaged one is in nobody's way.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let all = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.file.prepare(sql)?;
            let rows = statement.query_map(values, |row| read(row))?;
            rows.filter(|row| !matches!(row, Err(error) if error.sqlite_error().is_none())).collect()
        };
        all().map_err(|error| StoreError::from_sqlite(&self.path, &error))
    }
}

/// Where the days of a range may begin and end, in milliseconds since 1970.
pub(super) fn margins(range: &Dates) -> [i64; 2] {
    let midnight =
        |date: &Date| date.to_zoned(jiff::tz::TimeZone::UTC).map(|zoned| zoned.timestamp().as_millisecond());
    [
        midnight(range.start()).map_or(i64::MIN, |ms| ms - CLOCK_MARGIN_MS),
        midnight(range.end()).map_or(i64::MAX, |ms| ms + 2 * CLOCK_MARGIN_MS),
    ]
}

/// The day of a moment on a clock that is so far east of Greenwich.
pub(super) fn local_date(at: WallTime, offset_secs: i32) -> Date {
    let offset = jiff::tz::Offset::from_seconds(offset_secs).unwrap_or(jiff::tz::Offset::UTC);
    offset.to_datetime(at.0).date()
}

/// Reads a moment in milliseconds; one beyond all years is a damaged file.
pub(super) fn moment(row: &Row<'_>, column: &str) -> rusqlite::Result<WallTime> {
    wall_time(row.get(column)?)
}

fn later_moment(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<WallTime>> {
    row.get::<_, Option<i64>>(column)?.map(wall_time).transpose()
}

fn wall_time(ms: i64) -> rusqlite::Result<WallTime> {
    jiff::Timestamp::from_millisecond(ms).map(WallTime).map_err(malformed)
}

fn malformed(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
}

/// A key that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("the key {0:?} is unknown")]
struct UnknownKey(String);

fn session_sql() -> String {
    let sums = sums_of_quarters();
    format!(
        "SELECT id, since_ms, until_ms, offset_secs, info, last_ms, {columns} FROM session LEFT JOIN \
         (SELECT session, max(until_ms) AS last_ms{sums} FROM quarter GROUP BY session) ON session = id",
        columns = quarter_columns()
    )
}

fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    let since = moment(row, "since_ms")?;
    let utc_offset_secs = row.get("offset_secs")?;
    let ended = later_moment(row, "until_ms")?;
    // A session whose description is damaged was one all the same.
    let info = row.get_ref("info")?.as_str().ok().and_then(|info| serde_json::from_str(info).ok());
    let until = ended.or(later_moment(row, "last_ms")?).unwrap_or(since);
    Ok(Session {
        id: SessionId(row.get("id")?),
        since,
        until: until.max(since),
        is_ended: ended.is_some(),
        date: local_date(since, utc_offset_secs),
        utc_offset_secs,
        info: info.unwrap_or_default(),
        times: times(row)?,
    })
}

/// The columns of [`quarter_columns`], in their order; nothing where there are none.
pub(super) fn times(row: &Row<'_>) -> rusqlite::Result<Times> {
    // By their places: to look up every name in every row of a year takes about as long as all the rest.
    let first = row.as_ref().column_index("watched")?;
    let secs = |place: usize| row.get::<_, Option<f64>>(first + place).map(|secs| secs.unwrap_or(0.0));
    let mut times = Times {
        watched_secs: secs(0)?,
        away_secs: secs(1)?,
        known_secs: secs(2)?,
        good_secs: secs(3)?,
        ..Times::default()
    };
    for (place, deviation) in Deviation::ALL.into_iter().enumerate() {
        times.finding_secs[deviation] = secs(4 + place)?;
    }
    Ok(times)
}

fn deviation(key: String) -> rusqlite::Result<Deviation> {
    let found = Deviation::ALL.into_iter().find(|deviation| deviation.key() == key);
    found.ok_or_else(|| malformed(UnknownKey(key)))
}

fn estimate(row: &Row<'_>, value: &str, uncertainty: &str) -> rusqlite::Result<Option<Estimate>> {
    let [value, uncertainty]: [Option<f32>; 2] = [row.get(value)?, row.get(uncertainty)?];
    Ok(value.zip(uncertainty).map(|(value, uncertainty)| Estimate { value, uncertainty }))
}

fn episode(row: &Row<'_>) -> rusqlite::Result<Episode> {
    Ok(Episode {
        number: row.get::<_, i64>("number")? as u64,
        fault: deviation(row.get("fault")?)?,
        since: moment(row, "since_ms")?,
        until: later_moment(row, "until_ms")?,
        worst: estimate(row, "worst", "worst_uncertainty")?,
        alerted: row.get("alerted")?,
        was_wrong: row.get("was_wrong")?,
    })
}

fn stretch(row: &Row<'_>) -> rusqlite::Result<Stretch> {
    Ok(Stretch { since: moment(row, "since_ms")?, until: later_moment(row, "until_ms")? })
}

fn alert(row: &Row<'_>) -> rusqlite::Result<AlertGiven> {
    let about: String = row.get("about")?;
    let about = match about.as_str() {
        "posture" => About::Posture {
            fault: deviation(row.get("fault")?)?,
            episode: row.get::<_, i64>("episode")? as u64,
            estimate: estimate(row, "value", "uncertainty")?,
        },
        "sitting" => About::Sitting { is_firm: false },
        "sitting_firmly" => About::Sitting { is_firm: true },
        "eye_break" => About::EyeBreak,
        "recalibrate" => About::Recalibrate,
        _ => return Err(malformed(UnknownKey(about))),
    };
    let answer: Option<String> = row.get("answer")?;
    let answer = answer
        .map(|key| {
            let known = [Answer::Snooze, Answer::WasWrong].into_iter().find(|answer| answer.key() == key);
            known.ok_or_else(|| malformed(UnknownKey(key)))
        })
        .transpose()?;
    let level: String = row.get("level")?;
    let known = [AlertLevel::Notification, AlertLevel::Insistent];
    let level = known
        .into_iter()
        .find(|known| level_key(*known) == level)
        .ok_or_else(|| malformed(UnknownKey(level)))?;
    Ok(AlertGiven {
        number: row.get::<_, i64>("number")? as u64,
        at: moment(row, "at_ms")?,
        about,
        level,
        since: moment(row, "since_ms")?,
        answer: answer.zip(later_moment(row, "answered_ms")?),
    })
}

pub(super) fn level_key(level: AlertLevel) -> &'static str {
    match level {
        AlertLevel::Notification => "notification",
        AlertLevel::Insistent => "insistent",
    }
}

const EXERCISE_SQL: &str = "SELECT at_ms, offset_secs, exercise, secs, counted, wanted, is_seen, counted_left, \
                            counted_right FROM exercise";

fn exercise(row: &Row<'_>) -> rusqlite::Result<ExerciseDone> {
    let [left, right]: [Option<u32>; 2] = [row.get("counted_left")?, row.get("counted_right")?];
    Ok(ExerciseDone {
        at: moment(row, "at_ms")?,
        exercise: row.get("exercise")?,
        secs: row.get("secs")?,
        counted: row.get("counted")?,
        wanted: row.get("wanted")?,
        is_seen: row.get("is_seen")?,
        sides: left.zip(right).map(|(left, right)| Sides { left, right }),
    })
}

pub(super) const FEELING_SQL: &str = "SELECT at_ms, offset_secs, places, intensity, red_flags FROM feeling";

pub(super) fn feeling(row: &Row<'_>) -> rusqlite::Result<Feeling> {
    Ok(Feeling {
        at: moment(row, "at_ms")?,
        places: serde_json::from_str(row.get_ref("places")?.as_str()?).map_err(malformed)?,
        intensity: u8::try_from(row.get::<_, i64>("intensity")?).ok(),
        red_flags: serde_json::from_str(row.get_ref("red_flags")?.as_str()?).map_err(malformed)?,
    })
}
