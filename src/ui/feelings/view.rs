//! What was told so far, computed once when it is read and not with every picture.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};

use super::{intensity::intensity_words, place::Place};
use crate::{
    care::RedFlagAnswers,
    store::{Day, Feeling, Store, StoreError},
    text::{self, words},
    time::WallTime,
};

/// How far back the chart goes, in days: twelve weeks.
const CHART_DAYS: i32 = 84;

/// What was told so far.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// The newest first.
    pub(super) told: Vec<Told>,
    /// The newest answers about red flags.
    pub(super) answers: RedFlagAnswers,
    /// Every day of the chart, the earliest first.
    pub(super) days: Vec<ChartDay>,
}

/// What the user told at a time.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) at: WallTime,
    /// The day and the time of day.
    pub(super) when: String,
    /// How much, where, and how many red flags.
    pub(super) what: String,
}

/// A day of the chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChartDay {
    pub(super) date: Date,
    /// The mean of what was told, 0 to 10.
    pub(super) felt: Option<f32>,
    /// The share of the known time in good posture.
    pub(super) good: Option<f32>,
}

impl View {
    pub(super) fn read(store: &Store, today: Date) -> Result<Self, StoreError> {
        let reader = store.read()?;
        let first = today.saturating_sub((CHART_DAYS - 1).days());
        Ok(Self::of(today, &reader.feelings(Date::MIN..=Date::MAX)?, &reader.days(first..=today)?))
    }

    /// Of everything that was told, the earliest first, and of the days of the chart.
    fn of(today: Date, feelings: &[Feeling], days: &[Day]) -> Self {
        let chart_day = |back: i32| {
            let date = today.saturating_sub(back.days());
            let day = days.iter().find(|day| day.date == date);
            let told = day.iter().flat_map(|day| &day.feelings).filter_map(|feeling| feeling.intensity);
            let (sum, count) = told.fold((0.0, 0.0), |(sum, count), it| (sum + f32::from(it), count + 1.0));
            let felt = (count > 0.0).then(|| sum / count);
            ChartDay {
                date,
                felt,
                good: day.and_then(|day| day.times.good_share()).map(|share| share as f32),
            }
        };
        Self {
            told: feelings.iter().rev().map(told).collect(),
            answers: RedFlagAnswers::of(feelings.iter().map(|feeling| &feeling.red_flags)),
            days: (0..CHART_DAYS).rev().map(chart_day).collect(),
        }
    }
}

fn told(feeling: &Feeling) -> Told {
    let date = feeling.at.date();
    let answered = || words("feelings-answered").to_owned();
    let mut what = vec![feeling.intensity.map_or_else(answered, intensity_words)];
    what.extend(
        feeling.places.iter().filter_map(|key| Place::of_key(key)).map(|place| place.name().to_owned()),
    );
    let present: BTreeSet<_> =
        feeling.red_flags.iter().filter(|(_, applies)| **applies).map(|(red_flag, _)| red_flag).collect();
    if !present.is_empty() {
        what.push(words("feelings-with-red-flags").to_owned());
    }
    Told {
        at: feeling.at,
        when: format!("{}, {}", text::date_words(date), feeling.at.clock_words()),
        what: what.join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::store::Times;

    fn feeling(intensity: u8, red_flags: &[(&str, bool)]) -> Feeling {
        let red_flags: BTreeMap<_, _> =
            red_flags.iter().map(|(key, applies)| ((*key).to_owned(), *applies)).collect();
        let at = WallTime(jiff::Timestamp::UNIX_EPOCH);
        Feeling {
            at,
            places: vec!["neck".to_owned(), "a_new_place".to_owned()],
            intensity: Some(intensity),
            red_flags,
        }
    }

    fn day(of_month: i8, known_secs: f64, feelings: Vec<Feeling>) -> Day {
        let times =
            Times { watched_secs: 3600.0, known_secs, good_secs: known_secs / 4.0, ..Times::default() };
        Day {
            date: date(2026, 3, of_month),
            times,
            breaks: 0,
            break_secs: 0.0,
            longest_sitting_secs: 0.0,
            exercises: 0,
            feelings,
        }
    }

    #[test]
    fn a_day_without_a_note_or_without_a_verdict_is_a_gap_and_not_a_zero() {
        let days = [day(1, 0.0, vec![feeling(2, &[]), feeling(5, &[])]), day(2, 3600.0, Vec::new())];
        let view = View::of(date(2026, 3, 3), &[], &days);
        let last: Vec<_> = view.days.iter().rev().take(3).map(|day| (day.felt, day.good)).collect();
        assert_eq!(last, [(None, None), (None, Some(0.25)), (Some(3.5), None)]);
        assert_eq!(view.days.len(), CHART_DAYS as usize);
    }

    #[test]
    fn an_answer_alone_is_no_feeling() {
        let answer =
            Feeling { places: Vec::new(), intensity: None, ..feeling(0, &[("spinal_condition", true)]) };
        let days = [day(2, 0.0, vec![answer.clone()]), day(3, 0.0, vec![answer.clone(), feeling(4, &[])])];
        let view = View::of(date(2026, 3, 3), &[answer], &days);
        let last: Vec<_> = view.days.iter().rev().take(2).map(|day| day.felt).collect();
        assert_eq!(last, [Some(4.0), None]);
        assert_eq!(view.told[0].what, "a question answered · with signs for a professional");
        assert_eq!(view.answers.answer("spinal_condition"), Some(true));
    }

    #[test]
    fn what_was_told_last_comes_first_and_an_unknown_place_is_left_out() {
        let feelings = [feeling(1, &[]), feeling(7, &[("worse_at_night", true)])];
        let view = View::of(date(2026, 3, 3), &feelings, &[]);
        assert!(view.told[0].what.starts_with("7 of 10"), "{}", view.told[0].what);
        assert_eq!(view.told[1].what, "1 of 10, mild · Neck");
        assert_eq!(view.answers.present(), ["worse_at_night"]);
    }
}
