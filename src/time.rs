//! Monotonic time in seconds, and the only place that asks the system for it.

use std::{
    ops::{Add, Sub},
    time::Instant,
};

use serde::{Deserialize, Serialize, Serializer};

/// A moment, in seconds since the source was opened. For recordings it is the recording's own time.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Deserialize)]
pub struct Mono(pub f64);

/// To the millisecond: no camera tells its moments better.
impl Serialize for Mono {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64((self.0 * 1000.0).round() / 1000.0)
    }
}

impl Mono {
    /// Seconds since the source was opened.
    pub fn secs(self) -> f64 {
        self.0
    }
}

impl Sub for Mono {
    type Output = f64;
    /// Seconds from `earlier` to `self`.
    fn sub(self, earlier: Self) -> f64 {
        self.0 - earlier.0
    }
}

impl Add<f64> for Mono {
    type Output = Self;
    fn add(self, secs: f64) -> Self {
        Self(self.0 + secs)
    }
}

/// A moment of the day, written as RFC 3339 in UTC; for the record, never to measure with: it jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WallTime(pub jiff::Timestamp);

impl WallTime {
    /// Now, to the millisecond.
    pub fn now() -> Self {
        let now = jiff::Timestamp::now();
        Self(now.round(jiff::Unit::Millisecond).unwrap_or(now))
    }

    /// So many seconds later; itself, where there is no such moment.
    #[must_use]
    pub fn after(self, secs: f64) -> Self {
        let later =
            jiff::SignedDuration::try_from_secs_f64(secs).ok().and_then(|by| self.0.checked_add(by).ok());
        Self(later.unwrap_or(self.0))
    }

    /// How long from here to there, in seconds; negative, where that was before.
    pub fn secs_until(self, later: Self) -> f64 {
        later.0.duration_since(self.0).as_secs_f64()
    }

    /// The day on the user's clock.
    pub fn date(self) -> jiff::civil::Date {
        self.0.to_zoned(jiff::tz::TimeZone::system()).date()
    }

    /// The time of the user's clock, such as `14:30`.
    pub fn clock_words(self) -> String {
        self.0.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M").to_string()
    }
}

/// A stopwatch over the system's monotonic clock; zero is when it was made.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    started: Instant,
}

impl Clock {
    /// Starts at zero now.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }

    /// The time since the start.
    pub fn now(&self) -> Mono {
        Mono(self.started.elapsed().as_secs_f64())
    }
}
