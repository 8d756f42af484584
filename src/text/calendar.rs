//! Days, months and clock times as the language in force writes them.

use jiff::civil::{Date, Weekday};

use super::{Value, words, words_with};

/// A month by its number, 1 to 12: `November`.
pub fn month_name(month: i8) -> &'static str {
    words(&format!("calendar-month-{month}"))
}

/// The same, short: `Nov`.
pub fn month_short(month: i8) -> &'static str {
    words(&format!("calendar-month-{month}.short"))
}

/// `Saturday`.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    words(&format!("calendar-weekday-{}", weekday.to_monday_one_offset()))
}

/// `Sat`.
pub fn weekday_short(weekday: Weekday) -> &'static str {
    words(&format!("calendar-weekday-{}.short", weekday.to_monday_one_offset()))
}

/// `21 Nov 2026`.
pub fn date_words(date: Date) -> String {
    let month = month_short(date.month());
    words_with("calendar-date", &[("day", date.day().into()), ("month", month.into()), ("year", year(date))])
}

/// `21 November`.
pub fn day_of_month_words(date: Date) -> String {
    let month = month_name(date.month());
    words_with("calendar-day-of-month", &[("day", date.day().into()), ("month", month.into())])
}

/// `Saturday, 21 November 2026`.
pub fn date_long_words(date: Date) -> String {
    words_with(
        "calendar-date-long",
        &[
            ("weekday", weekday_name(date.weekday()).into()),
            ("day", date.day().into()),
            ("month", month_name(date.month()).into()),
            ("year", year(date)),
        ],
    )
}

/// `November 2026`.
pub fn month_of_year_words(date: Date) -> String {
    let month = month_name(date.month());
    words_with("calendar-month-of-year", &[("month", month.into()), ("year", year(date))])
}

/// `16–22 November 2026`; what both days share is said once.
pub fn days_words(first: Date, last: Date) -> String {
    if first.year() != last.year() {
        let days = [("first", date_words(first).into()), ("last", date_words(last).into())];
        return words_with("calendar-days", &days);
    }
    if first.month() != last.month() {
        return words_with(
            "calendar-days-in-year",
            &[
                ("first-day", first.day().into()),
                ("first-month", month_short(first.month()).into()),
                ("last-day", last.day().into()),
                ("last-month", month_short(last.month()).into()),
                ("year", year(first)),
            ],
        );
    }
    words_with(
        "calendar-days-in-month",
        &[
            ("first", first.day().into()),
            ("last", last.day().into()),
            ("month", month_name(first.month()).into()),
            ("year", year(first)),
        ],
    )
}

/// As text: a number might be given a sign between its thousands.
fn year(date: Date) -> Value<'static> {
    date.year().to_string().into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_two_days_share_is_said_once() {
        assert_eq!(days_words(date(2026, 11, 16), date(2026, 11, 22)), "16–22 November 2026");
        assert_eq!(days_words(date(2026, 9, 28), date(2026, 10, 4)), "28 Sep – 4 Oct 2026");
        assert_eq!(days_words(date(2026, 12, 28), date(2027, 1, 3)), "28 Dec 2026 – 3 Jan 2027");
    }

    #[test]
    fn a_date_is_said_with_its_weekday() {
        assert_eq!(date_long_words(date(2026, 11, 21)), "Saturday, 21 November 2026");
        assert_eq!(date_words(date(2026, 3, 1)), "1 Mar 2026");
    }
}
