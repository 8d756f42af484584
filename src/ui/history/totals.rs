//! What some days amount to.

use super::trend::Share;
use crate::{
    posture::Deviation,
    store::{Day, Hour, Times},
    text::{self, Value, words, words_with},
};

/// A break at least this often is what is told as a break every hour, in seconds.
const HOUR_SECS: f64 = 3600.0;

/// What some days, or some hours, amount to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Totals {
    pub(super) times: Times,
    pub(super) breaks: u32,
    pub(super) longest_sitting_secs: f64,
    pub(super) exercises: u32,
    /// Days on which the user was seen.
    pub(super) days: usize,
    /// Of those, with a break every hour.
    pub(super) days_with_breaks: usize,
    /// Days with an exercise.
    pub(super) days_with_exercises: usize,
    /// The mean of what the user told, 0 to 10.
    pub(super) felt: Option<f32>,
}

/// A value with its name.
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) value: String,
}

impl Totals {
    /// Of these days.
    pub(super) fn of(days: &[Day]) -> Self {
        let mut totals = Self::default();
        for day in days {
            totals.times.join(&day.times);
            totals.breaks += day.breaks;
            totals.longest_sitting_secs = totals.longest_sitting_secs.max(day.longest_sitting_secs);
            totals.exercises += day.exercises;
            totals.days += usize::from(sat_secs(&day.times) > 0.0);
            totals.days_with_breaks += usize::from(has_break_every_hour(day));
            totals.days_with_exercises += usize::from(day.exercises > 0);
        }
        let felt: Vec<f32> =
            days.iter().flat_map(|day| &day.feelings).filter_map(|it| it.intensity).map(f32::from).collect();
        totals.felt = (!felt.is_empty()).then(|| felt.iter().sum::<f32>() / felt.len() as f32);
        totals
    }

    /// Of an hour, of which only the times are kept.
    pub(super) fn of_hour(hour: &Hour) -> Self {
        Self { times: hour.times.clone(), ..Self::default() }
    }

    /// Whether there is nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        sat_secs(&self.times) <= 0.0 && self.exercises == 0 && self.felt.is_none()
    }

    /// The times in words.
    pub(super) fn lines(&self) -> Vec<Line> {
        let line = |key: &str, value: String| Line { name: words(key), value };
        let mut lines = Vec::new();
        if sat_secs(&self.times) <= 0.0 {
            lines.push(line("history-sat", words("history-nothing-seen").to_owned()));
        } else {
            if let Some(share) = self.times.good_share() {
                let found_secs = self.times.known_secs - self.times.good_secs;
                lines.push(line("history-good", time_and_share(self.times.good_secs, share)));
                lines.push(line("history-found", time_and_share(found_secs, 1.0 - share)));
            }
            lines.push(line("history-unknown", text::duration_words(self.times.unknown_secs())));
        }
        if self.breaks > 0 {
            lines.push(line("history-breaks", self.breaks.to_string()));
        }
        if self.exercises > 0 {
            lines.push(line("history-exercises", self.exercises.to_string()));
        }
        lines.extend(self.felt.map(|felt| line("history-felt", felt_words(felt))));
        lines
    }
}

/// How long somebody sat there, whether the posture could be told or not, in seconds.
pub(super) fn sat_secs(times: &Times) -> f64 {
    times.known_secs + times.unknown_secs()
}

/// Whether nobody sat for more than an hour on end that day.
fn has_break_every_hour(day: &Day) -> bool {
    // A day shorter than that says nothing about breaks.
    sat_secs(&day.times) > HOUR_SECS && day.longest_sitting_secs <= HOUR_SECS
}

/// How many of the last days had a break every hour, up to one that had not. Days off do not count, and end nothing.
pub(super) fn days_with_breaks_in_a_row(days: &[Day]) -> usize {
    let long_enough = days.iter().rev().filter(|day| sat_secs(&day.times) > HOUR_SECS);
    long_enough.take_while(|day| has_break_every_hour(day)).count()
}

/// The share of the known time with a finding, over these days.
pub(super) fn share_of_finding(days: &[Day], deviation: Deviation) -> Option<Share> {
    Share::of(days.iter().map(|day| (day.times.finding_secs[deviation], day.times.known_secs)))
}

/// The share of the known time in good posture, over these days.
pub(super) fn share_of_good(days: &[Day]) -> Option<Share> {
    Share::of(days.iter().map(|day| (day.times.good_secs, day.times.known_secs)))
}

/// `4 of 10`.
pub(super) fn felt_words(felt: f32) -> String {
    words_with("history-of-ten", &[("value", format!("{felt:.0}").into())])
}

/// `3 h 12 min (72 %)`.
pub(super) fn time_and_share(secs: f64, share: f64) -> String {
    let time = text::duration_words(secs);
    words_with("history-time-and-share", &[("time", time.into()), ("share", percent(share))])
}

/// A share as a whole number of percent.
pub(super) fn percent(share: f64) -> Value<'static> {
    format!("{:.0}", share * 100.0).into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(of_month: i8, sat_hours: f64, unknown_hours: f64, longest_sitting_hours: f64) -> Day {
        let known_secs = (sat_hours - unknown_hours) * HOUR_SECS;
        let times = Times {
            watched_secs: (sat_hours + 1.0) * HOUR_SECS,
            away_secs: HOUR_SECS,
            known_secs,
            good_secs: known_secs / 2.0,
            ..Times::default()
        };
        Day {
            date: date(2026, 3, of_month),
            times,
            breaks: 2,
            break_secs: 1200.0,
            longest_sitting_secs: longest_sitting_hours * HOUR_SECS,
            exercises: 1,
            feelings: Vec::new(),
        }
    }

    #[test]
    fn what_is_unknown_and_who_is_away_leave_the_share() {
        let totals = Totals::of(&[day(2, 8.0, 4.0, 1.0), day(3, 2.0, 0.0, 1.0)]);
        assert_eq!(totals.times.good_share(), Some(0.5));
        assert_eq!(sat_secs(&totals.times), 10.0 * HOUR_SECS);
        assert_eq!(totals.times.unknown_secs(), 4.0 * HOUR_SECS);
    }

    #[test]
    fn a_day_on_which_nothing_could_be_told_has_no_share() {
        let totals = Totals::of(&[day(2, 3.0, 3.0, 1.0)]);
        assert_eq!(totals.times.good_share(), None);
        assert!(!totals.lines().iter().any(|line| line.value.contains('%')));
    }

    #[test]
    fn a_day_off_does_not_end_what_went_well() {
        let days = [
            day(2, 8.0, 0.0, 1.5),
            day(3, 8.0, 0.0, 0.9),
            day(4, 0.0, 0.0, 0.0),
            day(5, 0.5, 0.0, 0.5),
            day(6, 7.0, 0.0, 1.0),
        ];
        assert_eq!(days_with_breaks_in_a_row(&days), 2);
        assert_eq!(Totals::of(&days).days_with_breaks, 2);
        assert_eq!(days_with_breaks_in_a_row(&[]), 0);
    }
}
