//! The days that the history shows at a time.

use jiff::{ToSpan, civil::Date};

use crate::text::{self, words};

/// How many days are shown at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Length {
    Day,
    #[default]
    Week,
    Month,
    Year,
}

impl Length {
    pub(super) const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    pub(super) fn name(self) -> &'static str {
        words(match self {
            Self::Day => "history-length-day",
            Self::Week => "history-length-week",
            Self::Month => "history-length-month",
            Self::Year => "history-length-year",
        })
    }
}

/// A whole day, week (from Monday, ISO 8601), month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) length: Length,
    pub(super) first: Date,
    /// Of the period as well.
    pub(super) last: Date,
}

impl Period {
    /// The one of this length that `day` lies in.
    pub(super) fn around(day: Date, length: Length) -> Self {
        let (first, last) = match length {
            Length::Day => (day, day),
            Length::Week => {
                let monday = day.saturating_sub(i32::from(day.weekday().to_monday_zero_offset()).days());
                (monday, monday.saturating_add(6.days()))
            }
            Length::Month => (day.first_of_month(), day.last_of_month()),
            Length::Year => (day.first_of_year(), day.last_of_year()),
        };
        Self { length, first, last }
    }

    pub(super) fn previous(self) -> Self {
        Self::around(self.first.saturating_sub(1.day()), self.length)
    }

    pub(super) fn next(self) -> Self {
        Self::around(self.last.saturating_add(1.day()), self.length)
    }

    pub(super) fn contains(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// What its chart has a bar for: the days of a week or a month, the months of a year; a day is drawn by its hours.
    pub(super) fn parts(self) -> Vec<Self> {
        let length = if self.length == Length::Year { Length::Month } else { Length::Day };
        let first = Self::around(self.first, length);
        // The last day of the calendar is its own next.
        std::iter::successors(Some(first), |part| Some(part.next()).filter(|next| next.first > part.first))
            .take_while(|part| part.last <= self.last)
            .collect()
    }

    /// Its name: `Saturday, 21 November 2026`, `16–22 November 2026`, `November 2026`, `2026`.
    pub(super) fn title(self) -> String {
        match self.length {
            Length::Day => text::date_long_words(self.first),
            Length::Week => text::days_words(self.first, self.last),
            Length::Month => text::month_of_year_words(self.first),
            Length::Year => self.first.year().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_follow_one_another_without_a_gap() {
        for length in Length::ALL {
            let mut period = Period::around(date(2026, 11, 21), length);
            assert!(period.contains(date(2026, 11, 21)));
            for _ in 0..60 {
                let next = period.next();
                assert_eq!(period.last.tomorrow().ok(), Some(next.first), "{length:?}");
                assert_eq!(next.previous(), period);
                period = next;
            }
        }
    }

    #[test]
    fn a_week_goes_from_monday_to_sunday() {
        let week = Period::around(date(2026, 11, 22), Length::Week);
        assert_eq!((week.first, week.last), (date(2026, 11, 16), date(2026, 11, 22)));
    }

    #[test]
    fn the_parts_are_the_whole() {
        for (length, count) in [(Length::Day, 1), (Length::Week, 7), (Length::Month, 30), (Length::Year, 12)]
        {
            let period = Period::around(date(2026, 11, 21), length);
            let parts = period.parts();
            assert_eq!(parts.len(), count);
            assert_eq!((parts[0].first, parts[count - 1].last), (period.first, period.last));
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trap() {
        for length in Length::ALL {
            Period::around(Date::MAX, length).next().parts();
            Period::around(Date::MIN, length).previous().parts();
        }
    }
}
