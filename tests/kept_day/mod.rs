//! Made-up days of eight hours, kept in a real store.

use std::path::Path;

use enum_map::EnumMap;
use jiff::tz::TimeZone;
use sitwell::{
    alerts::AlertLevel,
    posture::{Deviation, Estimate, Measurements, Metric, Reading, State, Why},
    store::{
        About, AlertGiven, Answer, CalibrationQuality, Entry, Episode, ExerciseDone, Feeling, Sample,
        SessionInfo, Store, Stretch,
    },
    time::WallTime,
};

/// How long a day is.
pub(crate) const HOURS: f64 = 8.0;

/// A store with so many days in it, one session each, at nine, an hour east of Greenwich.
pub(crate) fn store(folder: &Path, days: u32) -> Store {
    let (store, notice) =
        Store::open_in(&folder.join("sessions.sqlite"), TimeZone::fixed(jiff::tz::offset(1)));
    assert_eq!(notice, None);
    for day in 0..days {
        // Monday, 2 November 2026, 08:00 UTC.
        let start = WallTime("2026-11-02T08:00:00Z".parse().unwrap()).after(f64::from(day) * 86_400.0);
        keep_day(&store, start);
        store.flush().unwrap();
    }
    store
}

fn keep_day(store: &Store, start: WallTime) {
    let at = |secs: f64| start.after(secs);
    let calibration = CalibrationQuality {
        samples: 50,
        spread_share: 0.012,
        own_postures: Vec::new(),
        has_side_photo: false,
    };
    let info = SessionInfo {
        source: "Example Cam".into(),
        profile: Some("Example Cam, 2 monitors".into()),
        calibration: Some(calibration),
        sitwell: "0.1.0".into(),
        engine: "ONNX Runtime 1.24.2".into(),
        model: "MoveNet Lightning".into(),
        settings: String::new(),
    };
    store.record(Entry::Began { at: start, info: Box::new(info) });
    store.record(Entry::Camera { at: start, state: "streaming".into() });
    let seconds = (HOURS * 3600.0) as u32;
    for second in 1..=seconds {
        store.record(Entry::Sample(Box::new(sample(at(f64::from(second)), second))));
        // In life they come once a second; here the writer must be waited for.
        if second % 1000 == 0 {
            store.flush().unwrap();
        }
    }
    for hour in (0..8_u32).filter(|hour| *hour != 4) {
        let since = at(f64::from(hour) * 3600.0 + 1800.0);
        let estimate = Estimate { value: -12.0, uncertainty: 3.0 };
        let number = u64::from(hour) + 1;
        store.record(Entry::Episode(Episode {
            number,
            fault: Deviation::ForwardHead,
            since,
            until: Some(since.after(600.0)),
            worst: Some(estimate),
            alerted: hour % 2 == 0,
            was_wrong: hour == 6,
        }));
        if hour % 2 == 0 {
            store.record(Entry::Alert(AlertGiven {
                number,
                at: since.after(45.0),
                about: About::Posture {
                    fault: Deviation::ForwardHead,
                    episode: number,
                    estimate: Some(estimate),
                },
                level: AlertLevel::Notification,
                since,
                answer: (hour == 6).then(|| (Answer::WasWrong, since.after(60.0))),
            }));
        }
    }
    store.record(Entry::Sitting(Stretch { since: start, until: Some(at(4.0 * 3600.0)) }));
    store.record(Entry::Break(Stretch { since: at(4.0 * 3600.0), until: Some(at(5.0 * 3600.0)) }));
    store.record(Entry::Sitting(Stretch { since: at(5.0 * 3600.0), until: Some(at(HOURS * 3600.0)) }));
    store.record(Entry::Exercise(ExerciseDone {
        at: at(2.0 * 3600.0),
        exercise: "chin_tuck".into(),
        secs: 95.0,
        counted: 9,
        wanted: 10,
        is_seen: true,
        sides: None,
    }));
    store.record(Entry::Feeling(Feeling {
        at: at(7.0 * 3600.0),
        places: vec!["neck".into()],
        intensity: Some(3),
        red_flags: [("numbness".to_owned(), false)].into(),
    }));
    store.record(Entry::Ended { at: at(HOURS * 3600.0) });
}

/// In every hour ten minutes of a head forward from the half on, and a minute turned away; away in the fifth.
fn sample(at: WallTime, second: u32) -> Sample {
    let (hour, in_hour) = (second.saturating_sub(1) / 3600, second.saturating_sub(1) % 3600);
    let is_forward = (1800..2400).contains(&in_hour);
    // Sways a little, slowly, always the same.
    let sway = (f64::from(second) / 97.0).sin() as f32;
    let state = match in_hour {
        _ if hour == 4 => State::Unknown(Why::Nobody),
        600..660 => State::Unknown(Why::NotFrontal),
        _ if is_forward => State::Deviating(Deviation::ForwardHead),
        _ => State::Neutral,
    };
    let mut present = EnumMap::default();
    let mut measurements = Measurements::unknown(Why::NotMeasured);
    if let State::Unknown(why) = state {
        measurements = Measurements::unknown(why);
    } else {
        present[Deviation::ForwardHead] = is_forward;
        let forward = if is_forward { -11.0 } else { -1.0 };
        let told = |value: f32, uncertainty: f32| Reading::Known(Estimate { value, uncertainty });
        measurements.0[Metric::ForwardHeadDeg] = told(forward + 1.5 * sway, 2.5);
        measurements.0[Metric::ForwardHeadMm] = told(-2.4 * forward, 6.0);
        measurements.0[Metric::RoundedShouldersMm] = told(6.0 + 5.0 * sway, 8.0);
        measurements.0[Metric::DistanceMm] = told(620.0 + 20.0 * sway, 30.0);
    }
    let score = match state {
        State::Unknown(why) => Reading::Unknown(why),
        State::Deviating(_) => Reading::Known(35.0),
        State::Neutral => Reading::Known(90.0),
    };
    Sample { at, secs: 1.0, measurements, state, score, present }
}
