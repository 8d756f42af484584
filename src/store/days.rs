//! Days and hours, from the quarters that were added up when they were written.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::Row;

use super::{
    Day, Hour, Reader, StoreError, Times,
    reader::{Dates, FEELING_SQL, feeling, local_date, margins, moment, times},
    recording::{QUARTER_MS, sums_of_quarters},
};
use crate::time::WallTime;

/// Two programs may have watched at once, or the clock was put back: a quarter of an hour is not longer for that.
const QUARTER_SECS: f64 = QUARTER_MS as f64 / 1000.0;

/// A quarter of an hour on the user's clock.
struct Quarter {
    date: Date,
    hour: i8,
    times: Times,
}

impl Reader {
    /// The days of a range of which anything is known, the earliest first.
    pub fn days(&self, range: Dates) -> Result<Vec<Day>, StoreError> {
        let mut days: BTreeMap<Date, Day> = BTreeMap::new();
        for quarter in self.quarters(&range)? {
            day(&mut days, quarter.date).times.join(&quarter.times);
        }
        let [from, to] = margins(&range);
        let stretches = self.all(
            "SELECT kind, since_ms, offset_secs, coalesce(until_ms, (SELECT until_ms FROM session WHERE id = session), \
             (SELECT max(until_ms) FROM quarter WHERE quarter.session = stretch.session), since_ms) AS end_ms \
             FROM stretch WHERE since_ms BETWEEN ?1 AND ?2",
            [from, to],
            |row| {
                let since = moment(row, "since_ms")?;
                let secs = moment(row, "end_ms")?.0.duration_since(since.0).as_secs_f64().max(0.0);
                Ok((local_date(since, row.get("offset_secs")?), row.get::<_, String>("kind")?, secs))
            },
        )?;
        for (date, kind, secs) in stretches.into_iter().filter(|(date, ..)| range.contains(date)) {
            let day = day(&mut days, date);
            if kind == "break" {
                day.breaks += 1;
                day.break_secs += secs;
            } else {
                day.longest_sitting_secs = day.longest_sitting_secs.max(secs);
            }
        }
        let date_of = |row: &Row<'_>| Ok(local_date(moment(row, "at_ms")?, row.get("offset_secs")?));
        let exercises = "SELECT at_ms, offset_secs FROM exercise WHERE at_ms BETWEEN ?1 AND ?2";
        for date in self.all(exercises, [from, to], date_of)? {
            if range.contains(&date) {
                day(&mut days, date).exercises += 1;
            }
        }
        let feelings = format!("{FEELING_SQL} WHERE at_ms BETWEEN ?1 AND ?2 ORDER BY at_ms");
        for (date, feeling) in self.all(&feelings, [from, to], |row| Ok((date_of(row)?, feeling(row)?)))? {
            if range.contains(&date) {
                day(&mut days, date).feelings.push(feeling);
            }
        }
        Ok(days.into_values().collect())
    }

    /// The hours of a range of days in which anything was watched, the earliest first.
    pub fn hours(&self, range: Dates) -> Result<Vec<Hour>, StoreError> {
        let mut hours: BTreeMap<(Date, i8), Times> = BTreeMap::new();
        for quarter in self.quarters(&range)? {
            hours.entry((quarter.date, quarter.hour)).or_default().join(&quarter.times);
        }
        Ok(hours.into_iter().map(|((date, hour), times)| Hour { date, hour, times }).collect())
    }

    /// The quarters of an hour in a range of days, all sessions together.
    fn quarters(&self, range: &Dates) -> Result<Vec<Quarter>, StoreError> {
        let sums = sums_of_quarters();
        let sql = format!(
            "SELECT quarter, max(offset_secs) AS offset_secs{sums} FROM quarter WHERE quarter BETWEEN ?1 AND ?2 \
             GROUP BY quarter ORDER BY quarter"
        );
        let [from, to] = margins(range).map(|ms| ms.div_euclid(QUARTER_MS));
        let mut quarters = self.all(&sql, [from, to], |row| {
            let began = row.get::<_, i64>("quarter")?.saturating_mul(QUARTER_MS);
            let offset_secs: i32 = row.get("offset_secs")?;
            let local_ms = began.saturating_add(i64::from(offset_secs) * 1000);
            let mut times = times(row)?;
            times.fit(QUARTER_SECS);
            Ok(Quarter {
                date: local_date(
                    WallTime(jiff::Timestamp::from_millisecond(began).unwrap_or_default()),
                    offset_secs,
                ),
                hour: (local_ms.div_euclid(4 * QUARTER_MS)).rem_euclid(24) as i8,
                times,
            })
        })?;
        quarters.retain(|quarter| range.contains(&quarter.date));
        Ok(quarters)
    }
}

fn day(days: &mut BTreeMap<Date, Day>, date: Date) -> &mut Day {
    days.entry(date).or_insert_with(|| Day {
        date,
        times: Times::default(),
        breaks: 0,
        break_secs: 0.0,
        longest_sitting_secs: 0.0,
        exercises: 0,
        feelings: Vec::new(),
    })
}

impl Times {
    /// Both together.
    pub fn join(&mut self, other: &Self) {
        self.watched_secs += other.watched_secs;
        self.away_secs += other.away_secs;
        self.known_secs += other.known_secs;
        self.good_secs += other.good_secs;
        for (deviation, secs) in &mut self.finding_secs {
            *secs += other.finding_secs[deviation];
        }
    }

    /// Makes it no longer than this, and leaves the shares as they are.
    fn fit(&mut self, most_secs: f64) {
        if self.watched_secs > most_secs {
            let factor = most_secs / self.watched_secs;
            let secs =
                [&mut self.watched_secs, &mut self.away_secs, &mut self.known_secs, &mut self.good_secs];
            for secs in secs.into_iter().chain(self.finding_secs.values_mut()) {
                *secs *= factor;
            }
        }
    }
}
