//! A made-up desk worker's days in a store, the same every time.

use std::collections::BTreeMap;

use enum_map::EnumMap;
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use sitwell::{
    alerts::AlertLevel,
    posture::{Deviation, Estimate, Measurements, Reading, State, Why},
    store::{
        About, AlertGiven, Answer, CalibrationQuality, Entry, Episode, ExerciseDone, Feeling, Sample,
        SessionInfo, Store, Stretch,
    },
    time::WallTime,
};

/// The longest that a sample can stand for, in seconds.
const SAMPLE_SECS: f64 = 10.0;
const QUARTER_SECS: f64 = 900.0;

/// Today on the user's clock, as the window has it.
pub(crate) fn today() -> Date {
    WallTime::now().0.to_zoned(TimeZone::system()).date()
}

/// Numbers that look like chance (Numerical Recipes, 3rd ed., 7.1.4).
struct Dice(u64);

impl Dice {
    /// 0 to 1.
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1_u32 << 31)
    }
}

/// Fills a store with the working days of the `days` before and including `last`; of every quarter of an hour so many
/// samples are kept, 90 being all of it.
pub(crate) fn fill(store: &Store, last: Date, days: i32, samples_a_quarter: usize) {
    let mut dice = Dice(7);
    for back in (0..days).rev() {
        let date = last.saturating_sub(back.days());
        let is_day_off = date.weekday().to_monday_one_offset() > 5 || dice.roll() < 0.06;
        // The last day is one with something to see.
        if is_day_off && back > 0 {
            continue;
        }
        // Sitting gets better over the months.
        let progress = 1.0 - f64::from(back) / f64::from(days.max(2));
        Worker { store, dice: &mut dice, date, samples_a_quarter, good: 0.52 + 0.2 * progress }.works();
        store.flush().expect("the store writes");
    }
}

struct Worker<'a> {
    store: &'a Store,
    dice: &'a mut Dice,
    date: Date,
    samples_a_quarter: usize,
    /// The share of good posture in the morning.
    good: f64,
}

impl Worker<'_> {
    fn at(&self, hour: f64) -> WallTime {
        let midnight = self.date.to_zoned(TimeZone::system()).expect("a day");
        WallTime(midnight.timestamp()).after(hour * 3600.0)
    }

    fn works(&mut self) {
        self.good += 0.16 * (self.dice.roll() - 0.5);
        let late = self.dice.roll() < 0.12;
        self.sits(8.5, 12.0);
        self.sits(12.75, if late { 19.5 } else { 16.75 });
        if self.dice.roll() < 0.6 {
            let secs = 95.0;
            self.store.record(Entry::Exercise(ExerciseDone {
                at: self.at(15.1),
                exercise: "chin_tuck".to_owned(),
                secs,
                counted: 8 + (self.dice.roll() * 3.0) as u32,
                wanted: 10,
                is_seen: true,
                sides: None,
            }));
        }
        if self.dice.roll() < 0.5 {
            let intensity = (5.5 - 4.0 * self.good + 2.0 * self.dice.roll()) as u8;
            self.store.record(Entry::Feeling(Feeling {
                at: self.at(16.5),
                places: if intensity > 2 { vec!["neck".to_owned()] } else { Vec::new() },
                intensity: Some(intensity),
                red_flags: BTreeMap::new(),
            }));
        }
    }

    /// A session from one hour to another, with a break about every hour.
    fn sits(&mut self, from: f64, to: f64) {
        let info = SessionInfo {
            source: "camera \"Made up\"".to_owned(),
            profile: Some("Desk".to_owned()),
            calibration: Some(CalibrationQuality {
                samples: 50,
                spread_share: 0.01,
                own_postures: Vec::new(),
                has_side_photo: false,
            }),
            sitwell: "0.1.0".to_owned(),
            engine: "made up".to_owned(),
            model: "made up".to_owned(),
            settings: String::new(),
        };
        self.store.record(Entry::Began { at: self.at(from), info: Box::new(info) });
        let (mut hour, mut number) = (from, 0);
        while hour < to {
            let until = (hour + 0.6 + 0.55 * self.dice.roll()).min(to);
            let stretch = Stretch { since: self.at(hour), until: Some(self.at(until)) };
            self.store.record(Entry::Sitting(stretch));
            self.watched(hour, until, &mut number);
            let back = (until + 0.1).min(to);
            if back > until {
                let stretch = Stretch { since: self.at(until), until: Some(self.at(back)) };
                self.store.record(Entry::Break(stretch));
            }
            hour = back;
        }
        self.store.record(Entry::Ended { at: self.at(to) });
    }

    fn watched(&mut self, from: f64, to: f64, number: &mut u64) {
        let step = QUARTER_SECS / self.samples_a_quarter as f64 / 3600.0;
        let mut hour = from + step;
        let (mut state, mut left, mut began) = (State::Neutral, 0, from);
        while hour <= to {
            if left == 0 {
                self.lasted(state, began, hour, number);
                (state, left, began) = (self.next_state(hour), 3 + (self.dice.roll() * 24.0) as i32, hour);
            }
            left -= 1;
            let sample = self.sample(hour, state);
            self.store.record(Entry::Sample(Box::new(sample)));
            hour += step;
        }
        self.lasted(state, began, to, number);
    }

    fn next_state(&mut self, hour: f64) -> State {
        // The afternoon is harder than the morning.
        let good = self.good - 0.03 * (hour - 10.0).max(0.0);
        let roll = self.dice.roll();
        if roll < good {
            return State::Neutral;
        }
        let left = (roll - good) / (1.0 - good);
        match left {
            ..0.35 => State::Deviating(Deviation::ForwardHead),
            ..0.55 => State::Deviating(Deviation::RoundedShoulders),
            ..0.68 => State::Deviating(Deviation::Slump),
            ..0.74 => State::Deviating(Deviation::TooClose),
            ..0.84 => State::Deviating(Deviation::LookingDown),
            ..0.96 => State::Unknown(Why::NotFrontal),
            _ => State::Unknown(Why::Nobody),
        }
    }

    fn sample(&mut self, hour: f64, state: State) -> Sample {
        let mut present = EnumMap::default();
        let score = match state {
            State::Unknown(why) => Reading::Unknown(why),
            State::Neutral => Reading::Known(78.0 + (18.0 * self.dice.roll()) as f32),
            State::Deviating(deviation) => {
                present[deviation] = true;
                Reading::Known(30.0 + (18.0 * self.dice.roll()) as f32)
            }
        };
        let measurements = Measurements::unknown(Why::NotMeasured);
        Sample { at: self.at(hour), secs: SAMPLE_SECS, measurements, state, score, present }
    }

    /// Keeps what lasted for long enough, and tells some of it.
    fn lasted(&mut self, state: State, from: f64, to: f64, number: &mut u64) {
        let State::Deviating(fault) = state else { return };
        if !fault.is_fault() || (to - from) * 3600.0 < 120.0 {
            return;
        }
        *number += 1;
        let alerted = self.dice.roll() < 0.4;
        let worst = Some(Estimate { value: fault.limit() * 1.4, uncertainty: 2.0 });
        self.store.record(Entry::Episode(Episode {
            number: *number,
            fault,
            since: self.at(from),
            until: Some(self.at(to)),
            worst,
            alerted,
            was_wrong: false,
        }));
        if alerted {
            let answered = self.dice.roll() < 0.3;
            self.store.record(Entry::Alert(AlertGiven {
                number: *number,
                at: self.at(from + 0.03),
                about: About::Posture { fault, episode: *number, estimate: worst },
                level: AlertLevel::Notification,
                since: self.at(from),
                answer: answered.then(|| (Answer::Snooze, self.at(from + 0.04))),
            }));
        }
    }
}
