//! What an entry means for the file.

use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};

use super::{
    About, AlertGiven, Entry, Episode, ExerciseDone, Feeling, Sample, SessionId, SessionInfo, Stretch, Times,
    minute::{self, MINUTE_MS},
};
use crate::{posture::Deviation, time::WallTime};

pub(super) const QUARTER_MS: i64 = 15 * MINUTE_MS;
/// A longer time between two pictures is a gap, however a sample calls it.
const MAX_SAMPLE_SECS: f64 = 10.0;
/// Two samples of different clocks may round to this.
const ROUNDING_SECS: f64 = 0.02;

/// The session that is being recorded, as far as it is in the file.
#[derive(Clone, Debug)]
pub(super) struct Recording {
    time_zone: TimeZone,
    session: Option<Ongoing>,
}

#[derive(Clone, Debug)]
struct Ongoing {
    id: SessionId,
    info: SessionInfo,
    /// The latest moment of which anything is known, and the latest sample.
    last: WallTime,
    last_sample: WallTime,
    /// The minute that is being filled, and what is in it.
    minute: i64,
    samples: Vec<Sample>,
    /// The quarter of an hour that is being filled.
    quarter: Quarter,
    /// Whether either has anything that is not in the file.
    is_unsaved: bool,
}

impl Recording {
    pub(super) fn new(time_zone: TimeZone) -> Self {
        Self { time_zone, session: None }
    }

    /// Writes the minute and the quarter that are being filled.
    pub(super) fn settle(&mut self, file: &Connection) -> rusqlite::Result<()> {
        self.session.as_mut().map_or(Ok(()), |session| session.settle(file))
    }

    /// Writes an entry; a sample with [`Self::settle`]. Everything that it changes is in one transaction of the caller's, who keeps the former
    /// recording where that fails.
    pub(super) fn add(&mut self, file: &Connection, entry: &Entry) -> rusqlite::Result<()> {
        match entry {
            Entry::Began { at, info } => {
                self.end(file, None)?;
                self.begin(file, *at, info)
            }
            Entry::Feeling(feeling) => self.add_feeling(file, feeling),
            Entry::Exercise(exercise) => self.add_exercise(file, exercise),
            _ => {
                // What belongs to no session is nobody's.
                let Some(session) = self.living_session(file)? else { return Ok(()) };
                match entry {
                    Entry::Changed(info) => session.change(file, info),
                    Entry::Sample(sample) => self.add_sample(file, sample),
                    Entry::Episode(episode) => session.put_episode(file, episode),
                    Entry::Sitting(stretch) => self.put_stretch(file, "sitting", *stretch),
                    Entry::Break(stretch) => self.put_stretch(file, "break", *stretch),
                    Entry::Alert(alert) => session.put_alert(file, alert),
                    Entry::Answer { alert, answer, at } => {
                        let sql = "UPDATE alert SET answer = ?3, answered_ms = ?4 WHERE session = ?1 AND number = ?2";
                        file.execute(sql, params![session.id.0, *alert as i64, answer.key(), ms(*at)])?;
                        Ok(())
                    }
                    Entry::Camera { at, state } => {
                        session.last = session.last.max(*at);
                        let sql =
                            "INSERT OR IGNORE INTO camera (session, since_ms, state) VALUES (?1, ?2, ?3)";
                        file.execute(sql, params![session.id.0, ms(*at), state])?;
                        Ok(())
                    }
                    Entry::Ended { at } => self.end(file, Some(*at)),
                    Entry::Began { .. } | Entry::Feeling(_) | Entry::Exercise(_) => Ok(()),
                }
            }
        }
    }

    /// The session that is recorded is begun again in a file that does not have it, because it was deleted or the file
    /// is another one.
    fn living_session(&mut self, file: &Connection) -> rusqlite::Result<Option<&mut Ongoing>> {
        if let Some(Ongoing { id, last, info, .. }) = &self.session {
            let sql = "SELECT 1 FROM session WHERE id = ?1";
            if file.query_row(sql, [id.0], |_| Ok(())).optional()?.is_none() {
                let (last, info) = (*last, info.clone());
                self.begin(file, last, &info)?;
            }
        }
        Ok(self.session.as_mut())
    }

    /// The file is another one, in which the same number may be a stranger's session.
    pub(super) fn begin_in_another_file(&mut self) {
        if let Some(session) = &mut self.session {
            session.id = SessionId(0);
        }
    }

    /// What was deleted of the present minute and quarter is not written again.
    pub(super) fn forget_deleted(&mut self, file: &Connection) {
        let Some(session) = &mut self.session else { return };
        let is_there = |table: &str, number: i64| {
            let sql = format!("SELECT 1 FROM {table} WHERE session = ?1 AND {table} = ?2");
            // What cannot be read is still there.
            !matches!(file.query_row(&sql, [session.id.0, number], |_| Ok(())).optional(), Ok(None))
        };
        if !is_there("minute", session.minute) {
            session.samples.clear();
        }
        if !is_there("quarter", session.quarter.number) {
            session.quarter.times = Times::default();
        }
    }

    fn begin(&mut self, file: &Connection, at: WallTime, info: &SessionInfo) -> rusqlite::Result<()> {
        let sql = "INSERT INTO session (uid, since_ms, offset_secs, info) VALUES (lower(hex(randomblob(16))), ?1, ?2, ?3)";
        file.execute(sql, params![ms(at), self.offset_secs(ms(at)), json(info)?])?;
        let id = file.last_insert_rowid();
        self.session = Some(Ongoing {
            id: SessionId(id),
            info: info.clone(),
            last: at,
            last_sample: at,
            minute: 0,
            samples: Vec::new(),
            quarter: Quarter { session: id, ..Quarter::default() },
            is_unsaved: false,
        });
        Ok(())
    }

    /// Ends the session, if one is going on.
    fn end(&mut self, file: &Connection, at: Option<WallTime>) -> rusqlite::Result<()> {
        self.settle(file)?;
        if let Some(Ongoing { id, last, .. }) = self.session.take() {
            let until = at.map_or(last, |at| at.max(last));
            file.execute("UPDATE session SET until_ms = ?2 WHERE id = ?1", params![id.0, ms(until)])?;
        }
        Ok(())
    }

    /// Whatever the caller's clock did: no time is counted twice, and none that has not passed.
    fn add_sample(&mut self, file: &Connection, sample: &Sample) -> rusqlite::Result<()> {
        let Some(session) = &mut self.session else { return Ok(()) };
        let passed_secs = (ms(sample.at) - ms(session.last_sample)) as f64 / 1000.0;
        if passed_secs < 0.0 {
            return Ok(());
        }
        let mut sample = sample.clone();
        let most = (passed_secs + ROUNDING_SECS).min(MAX_SAMPLE_SECS);
        // Not a number is no time either.
        sample.secs = if sample.secs > 0.0 { sample.secs.min(most) } else { 0.0 };
        session.last_sample = sample.at;
        session.last = session.last.max(sample.at);
        let minute = ms(sample.at).div_euclid(MINUTE_MS);
        if session.minute != minute {
            session.settle(file)?;
            session.minute = minute;
            session.samples.clear();
        }
        session.add_to_quarters(file, &self.time_zone, &sample)?;
        session.samples.push(sample);
        session.is_unsaved = true;
        Ok(())
    }

    fn put_stretch(&self, file: &Connection, kind: &str, stretch: Stretch) -> rusqlite::Result<()> {
        let Some(session) = &self.session else { return Ok(()) };
        let since = ms(stretch.since);
        let until = stretch.until.map(|until| ms(until).max(since));
        let sql = "INSERT INTO stretch (session, kind, since_ms, until_ms, offset_secs) VALUES (?1, ?2, ?3, ?4, ?5) \
                   ON CONFLICT (session, kind, since_ms) DO UPDATE SET until_ms = excluded.until_ms";
        file.execute(sql, params![session.id.0, kind, since, until, self.offset_secs(since)])?;
        Ok(())
    }

    fn add_exercise(&mut self, file: &Connection, done: &ExerciseDone) -> rusqlite::Result<()> {
        let offset_secs = self.offset_secs(ms(done.at));
        let session = self.living_session(file)?.map(|session| session.id.0);
        let sql = "INSERT INTO exercise (uid, session, at_ms, offset_secs, exercise, secs, counted, wanted, is_seen, \
                   counted_left, counted_right) \
                   VALUES (lower(hex(randomblob(16))), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let [left, right] = [done.sides.map(|sides| sides.left), done.sides.map(|sides| sides.right)];
        let secs = if done.secs.is_finite() { done.secs.max(0.0) } else { 0.0 };
        let at = ms(done.at);
        let values = params![
            session,
            at,
            offset_secs,
            done.exercise,
            secs,
            done.counted,
            done.wanted,
            done.is_seen,
            left,
            right
        ];
        file.execute(sql, values)?;
        Ok(())
    }

    fn add_feeling(&self, file: &Connection, feeling: &Feeling) -> rusqlite::Result<()> {
        let sql = "INSERT INTO feeling (uid, at_ms, offset_secs, places, intensity, red_flags) \
                   VALUES (lower(hex(randomblob(16))), ?1, ?2, ?3, ?4, ?5)";
        let at = ms(feeling.at);
        let (places, red_flags) = (json(&feeling.places)?, json(&feeling.red_flags)?);
        // -1: not told.
        let intensity = feeling.intensity.map_or(-1, |intensity| i64::from(intensity.min(10)));
        file.execute(sql, params![at, self.offset_secs(at), places, intensity, red_flags])?;
        Ok(())
    }

    /// Seconds east of Greenwich of the user's clock at a moment.
    fn offset_secs(&self, at_ms: i64) -> i32 {
        offset_secs(&self.time_zone, at_ms)
    }
}

impl Ongoing {
    fn change(&mut self, file: &Connection, info: &SessionInfo) -> rusqlite::Result<()> {
        self.info = info.clone();
        file.execute("UPDATE session SET info = ?2 WHERE id = ?1", params![self.id.0, json(info)?])?;
        Ok(())
    }

    fn settle(&mut self, file: &Connection) -> rusqlite::Result<()> {
        if self.is_unsaved {
            let sql = "INSERT INTO minute (session, minute, samples) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (session, minute) DO UPDATE SET samples = excluded.samples";
            let samples = minute::encode(self.minute, &self.samples);
            file.execute(sql, params![self.id.0, self.minute, samples])?;
            self.quarter.put(file)?;
            self.is_unsaved = false;
        }
        Ok(())
    }

    /// A sample at the turn of a quarter counts in both, as much as it lies in each.
    fn add_to_quarters(
        &mut self,
        file: &Connection,
        time_zone: &TimeZone,
        sample: &Sample,
    ) -> rusqlite::Result<()> {
        let next = Quarter::of(self.id.0, sample, time_zone);
        let mut secs = sample.secs;
        if !self.quarter.is_same(&next) {
            let in_the_next = secs.min((ms(sample.at) - next.number * QUARTER_MS) as f64 / 1000.0);
            let is_in_both = self.quarter.number == next.number - 1 && secs > in_the_next;
            if is_in_both {
                self.quarter.add(&Sample { secs: secs - in_the_next, ..sample.clone() });
                self.quarter.until_ms = next.number * QUARTER_MS;
            }
            if is_in_both || self.is_unsaved {
                self.quarter.put(file)?;
            }
            secs = in_the_next;
            self.quarter = next;
        }
        self.quarter.add(&Sample { secs, ..sample.clone() });
        Ok(())
    }

    fn put_episode(&mut self, file: &Connection, episode: &Episode) -> rusqlite::Result<()> {
        let since = ms(episode.since);
        let values = params![
            self.id.0,
            episode.number as i64,
            episode.fault.key(),
            since,
            episode.until.map(|until| ms(until).max(since)),
            episode.worst.map(|worst| worst.value),
            episode.worst.map(|worst| worst.uncertainty),
            episode.alerted,
            episode.was_wrong
        ];
        let sql = "INSERT OR REPLACE INTO episode (session, number, fault, since_ms, until_ms, worst, \
                   worst_uncertainty, alerted, was_wrong) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        file.execute(sql, values)?;
        Ok(())
    }

    fn put_alert(&mut self, file: &Connection, alert: &AlertGiven) -> rusqlite::Result<()> {
        let (about, fault, episode, estimate) = match alert.about {
            About::Posture { fault, episode, estimate } => ("posture", Some(fault), Some(episode), estimate),
            About::Sitting { is_firm: false } => ("sitting", None, None, None),
            About::Sitting { is_firm: true } => ("sitting_firmly", None, None, None),
            About::EyeBreak => ("eye_break", None, None, None),
            About::Recalibrate => ("recalibrate", None, None, None),
        };
        let values = params![
            self.id.0,
            alert.number as i64,
            ms(alert.at),
            about,
            super::reader::level_key(alert.level),
            ms(alert.since),
            fault.map(Deviation::key),
            episode.map(|episode| episode as i64),
            estimate.map(|estimate| estimate.value),
            estimate.map(|estimate| estimate.uncertainty),
            alert.answer.map(|(answer, _)| answer.key()),
            alert.answer.map(|(_, at)| ms(at))
        ];
        let sql = "INSERT INTO alert (session, number, at_ms, about, level, since_ms, fault, episode, value, \
                   uncertainty, answer, answered_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
                   ON CONFLICT (session, number) DO UPDATE SET level = excluded.level";
        file.execute(sql, values)?;
        Ok(())
    }
}

/// What the samples of a quarter of an hour add up to.
#[derive(Clone, Debug, Default)]
pub(super) struct Quarter {
    session: i64,
    number: i64,
    offset_secs: i32,
    until_ms: i64,
    times: Times,
}

impl Quarter {
    /// The one, still empty, in which the time lies that a sample stands for.
    pub(super) fn of(session: i64, sample: &Sample, time_zone: &TimeZone) -> Self {
        // The end of a quarter belongs to it.
        let number = (ms(sample.at) - 1).div_euclid(QUARTER_MS);
        let offset_secs = offset_secs(time_zone, number * QUARTER_MS);
        Self { session, number, offset_secs, until_ms: ms(sample.at), times: Times::default() }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.session, self.number) == (other.session, other.number)
    }

    pub(super) fn add(&mut self, sample: &Sample) {
        self.times.add(sample);
        self.until_ms = ms(sample.at);
    }

    pub(super) fn put(&self, file: &Connection) -> rusqlite::Result<()> {
        let columns = quarter_columns();
        let mut values: Vec<Value> =
            vec![self.session.into(), self.number.into(), self.offset_secs.into(), self.until_ms.into()];
        let Times { watched_secs, away_secs, known_secs, good_secs, finding_secs } = &self.times;
        let lengths = [*watched_secs, *away_secs, *known_secs, *good_secs].into_iter();
        values.extend(lengths.chain(finding_secs.values().copied()).map(Value::from));
        let places = vec!["?"; values.len()].join(", ");
        let sql = format!(
            "INSERT OR REPLACE INTO quarter (session, quarter, offset_secs, until_ms, {columns}) VALUES ({places})"
        );
        file.execute(&sql, params_from_iter(values))?;
        Ok(())
    }
}

/// The same columns, added up, each with a comma before it.
pub(super) fn sums_of_quarters() -> String {
    let sums: Vec<String> =
        quarter_columns().split(", ").map(|column| format!(", sum({column}) AS {column}")).collect();
    sums.concat()
}

/// The columns of a quarter that hold lengths of time, in the order of [`Times`].
pub(super) fn quarter_columns() -> String {
    let findings = Deviation::ALL.map(Deviation::key);
    ["watched", "away", "known", "good"].into_iter().chain(findings).collect::<Vec<_>>().join(", ")
}

fn offset_secs(time_zone: &TimeZone, at_ms: i64) -> i32 {
    jiff::Timestamp::from_millisecond(at_ms).map_or(0, |at| time_zone.to_offset(at).seconds())
}

pub(super) fn ms(at: WallTime) -> i64 {
    at.0.as_millisecond()
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
