//! What the history shows of a period, computed once when it is read and not with every picture.

use jiff::civil::Date;

use super::{
    bars::Bar,
    heat_map::HeatMap,
    period::{Length, Period},
    totals::{Totals, days_with_breaks_in_a_row, share_of_finding, share_of_good},
    trend::{Change, Share},
};
use crate::{
    posture::Deviation,
    store::{Day, Hour, Session, Store, StoreError},
    text::{self, words_with},
};

/// A period of the history, ready to be drawn.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub(super) period: Period,
    /// Whether anything was ever kept.
    pub(super) has_any: bool,
    /// Whether there is something before the period, or after it.
    pub(super) has_earlier: bool,
    pub(super) has_later: bool,
    pub(super) totals: Totals,
    pub(super) bars: Vec<Bar>,
    /// Faults that were found, the most frequent first.
    pub(super) findings: Vec<Finding>,
    /// The largest share of any finding in any part: the scale of their bars.
    pub(super) largest_share: f64,
    /// The change of the share in good posture against the period before.
    pub(super) good_change: Option<Change>,
    /// The last days with a break every hour, where the period is the present one.
    pub(super) breaks_in_a_row: usize,
    pub(super) heat_map: HeatMap,
    /// The sessions of a day; a longer period lists none.
    pub(super) sessions: Vec<Session>,
}

/// A fault over the period.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) deviation: Deviation,
    /// The share of the known time, 0 to 1.
    pub(super) share: f64,
    /// The same of every part of the period; `None`: nothing is known of it.
    pub(super) parts: Vec<Option<f64>>,
    /// The change of `share` against the period before.
    pub(super) change: Option<Change>,
}

impl View {
    /// Reads it.
    pub(super) fn read(store: &Store, period: Period, today: Date) -> Result<Self, StoreError> {
        let reader = store.read()?;
        let dates = period.first..=period.last;
        let sessions =
            if period.length == Length::Day { reader.sessions(dates.clone())? } else { Vec::new() };
        Ok(Self::of(period, today, &reader.days(Date::MIN..=Date::MAX)?, &reader.hours(dates)?, sessions))
    }

    /// Of all days in their order, and the hours and sessions of the period.
    pub(super) fn of(
        period: Period,
        today: Date,
        days: &[Day],
        hours: &[Hour],
        sessions: Vec<Session>,
    ) -> Self {
        let shown = days_in(days, period);
        let before = days_in(days, period.previous());
        let parts = period.parts();
        let findings = findings(shown, before, &parts);
        let shares = findings.iter().flat_map(|finding| finding.parts.iter().flatten());
        let until_today = days.partition_point(|day| day.date <= today);
        Self {
            period,
            has_any: !days.is_empty(),
            has_earlier: days.first().is_some_and(|day| day.date < period.first),
            has_later: today > period.last,
            totals: Totals::of(shown),
            bars: if period.length == Length::Day { hour_bars(hours) } else { bars(shown, &parts, today) },
            largest_share: shares.copied().fold(f64::MIN_POSITIVE, f64::max),
            findings,
            good_change: change(share_of_good(shown), share_of_good(before)),
            breaks_in_a_row: if period.contains(today) {
                days_with_breaks_in_a_row(days.get(..until_today).unwrap_or_default())
            } else {
                0
            },
            heat_map: HeatMap::of(hours),
            sessions,
        }
    }
}

/// Those of `days`, which are in their order, that lie in `period`.
fn days_in(days: &[Day], period: Period) -> &[Day] {
    let from = days.partition_point(|day| day.date < period.first);
    let to = days.partition_point(|day| day.date <= period.last);
    days.get(from..to).unwrap_or_default()
}

fn change(share: Option<Share>, before: Option<Share>) -> Option<Change> {
    share?.change_from(before?)
}

/// Faults alone: leaning in or looking down is ordinary work.
fn findings(shown: &[Day], before: &[Day], parts: &[Period]) -> Vec<Finding> {
    let faults = Deviation::ALL.into_iter().filter(|deviation| deviation.is_fault());
    let found = faults.filter_map(|deviation| {
        let share = share_of_finding(shown, deviation);
        let in_part = |part: &Period| Some(share_of_finding(days_in(shown, *part), deviation)?.value);
        Some(Finding {
            deviation,
            share: share.map(|share| share.value).filter(|share| *share > 0.0)?,
            parts: parts.iter().map(in_part).collect(),
            change: change(share, share_of_finding(before, deviation)),
        })
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    found
}

/// A bar for every day, or for every month of a year.
fn bars(shown: &[Day], parts: &[Period], today: Date) -> Vec<Bar> {
    let bar = |part: &Period| Bar {
        label: match part.length {
            Length::Month => text::month_short(part.first.month()).to_owned(),
            // A week has room for the days' names, a month for their numbers.
            _ if parts.len() <= 7 => text::weekday_short(part.first.weekday()).to_owned(),
            _ => part.first.day().to_string(),
        },
        name: part.title(),
        totals: Totals::of(days_in(shown, *part)),
        opens: Some(*part),
        is_now: part.contains(today),
    };
    parts.iter().map(bar).collect()
}

/// A bar for every hour from the first to the last that was watched, and of a working day at least.
fn hour_bars(hours: &[Hour]) -> Vec<Bar> {
    let watched = || hours.iter().map(|hour| hour.hour);
    let first = watched().min().unwrap_or(8).min(8);
    let last = watched().max().unwrap_or(17).max(17);
    let bar = |hour: i8| Bar {
        label: hour.to_string(),
        name: words_with(
            "history-hour-name",
            &[("from", hour.to_string().into()), ("to", (hour + 1).to_string().into())],
        ),
        totals: hours.iter().find(|found| found.hour == hour).map(Totals::of_hour).unwrap_or_default(),
        opens: None,
        is_now: false,
    };
    (first..=last).map(bar).collect()
}
