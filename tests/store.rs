//! The store of sessions: what goes in comes out, days and hours add up, and what is deleted is gone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{collections::BTreeMap, fs, path::Path};

use enum_map::EnumMap;
use jiff::{civil::Date, tz::TimeZone};
use proptest::prelude::*;
use sitwell::{
    alerts::{Alert, AlertEvent, AlertKind, AlertLevel},
    app::{Instruments, Recorder},
    engine::{CameraChange, Event, Record, Sampled, Snapshot, SourceState},
    posture::{Assessment, Deviation, Estimate, Finding, Measurements, Reading, State, Why},
    store::{
        About, AlertGiven, Answer, Entry, Episode, ExerciseDone, Feeling, Sample, SessionInfo, Sides, Store,
        StoreError, Stretch,
    },
    time::{Mono, WallTime},
};

fn time(text: &str) -> WallTime {
    WallTime(text.parse().unwrap())
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap_or_else(|_| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap())
}

fn open(path: &Path) -> Store {
    let (store, notice) = Store::open_in(path, berlin());
    assert_eq!(notice, None);
    store
}

fn info() -> Box<SessionInfo> {
    Box::new(SessionInfo {
        source: "a camera".into(),
        profile: Some("desk".into()),
        ..SessionInfo::default()
    })
}

fn sample(at: WallTime, state: State) -> Sample {
    let mut present = EnumMap::default();
    if let State::Deviating(deviation) = state {
        present[deviation] = true;
    }
    let measurements = match state {
        State::Unknown(why) => Measurements::unknown(why),
        _ => Measurements(EnumMap::from_fn(|_| Reading::Known(Estimate { value: -4.0, uncertainty: 3.0 }))),
    };
    let score = match state {
        State::Unknown(why) => Reading::Unknown(why),
        _ => Reading::Known(80.0),
    };
    Sample { at, secs: 1.0, measurements, state, score, present }
}

/// A session of so many seconds: good, but for the last tenth.
fn record_session(store: &Store, since: WallTime, secs: u32) {
    store.record(Entry::Began { at: since, info: info() });
    store.record(Entry::Camera { at: since, state: "streaming".into() });
    store.record(Entry::Sitting(Stretch { since, until: None }));
    for second in 1..=secs {
        let state = if second * 10 > secs * 9 { State::Deviating(Deviation::Slump) } else { State::Neutral };
        store.record(Entry::Sample(Box::new(sample(since.after(f64::from(second)), state))));
        if second % 1000 == 0 {
            store.flush().unwrap();
        }
    }
    let until = since.after(f64::from(secs));
    store.record(Entry::Sitting(Stretch { since, until: Some(until) }));
    store.record(Entry::Ended { at: until });
    store.flush().unwrap();
}

fn exercise(at: WallTime) -> ExerciseDone {
    ExerciseDone {
        at,
        exercise: "chin_tuck".into(),
        secs: 41.5,
        counted: 9,
        wanted: 10,
        is_seen: true,
        sides: Some(Sides { left: 5, right: 4 }),
    }
}

fn feeling(at: WallTime) -> Feeling {
    let red_flags = BTreeMap::from([("numbness".to_owned(), false)]);
    Feeling { at, places: vec!["neck".into()], intensity: Some(4), red_flags }
}

#[test]
fn everything_that_goes_in_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/sessions.sqlite");
    let since = time("2026-03-02T08:59:30Z");
    let at = |secs: f64| since.after(secs);
    let samples: Vec<Sample> = [
        State::Neutral,
        State::Unknown(Why::NotFrontal),
        State::Unknown(Why::Nobody),
        State::Deviating(Deviation::ForwardHead),
        State::Deviating(Deviation::LeaningIn),
    ]
    .into_iter()
    .enumerate()
    .map(|(n, state)| sample(at(20.0 * (n + 1) as f64), state))
    .collect();
    let episode = Episode {
        number: 3,
        fault: Deviation::ForwardHead,
        since: at(60.0),
        until: Some(at(80.0)),
        worst: Some(Estimate { value: -12.5, uncertainty: 3.25 }),
        alerted: true,
        was_wrong: true,
    };
    let about = About::Posture { fault: Deviation::ForwardHead, episode: 3, estimate: episode.worst };
    let alert = AlertGiven {
        number: 7,
        at: at(75.0),
        about,
        level: AlertLevel::Notification,
        since: at(60.0),
        answer: None,
    };
    let (exercise, feeling) = (exercise(at(85.0)), feeling(at(90.0)));
    let sitting = Stretch { since: at(1.0), until: Some(at(50.0)) };
    let rest = Stretch { since: at(50.0), until: Some(at(55.0)) };
    {
        let store = open(&path);
        store.record(Entry::Began { at: since, info: Box::default() });
        store.record(Entry::Changed(info()));
        store.record(Entry::Camera { at: since, state: "streaming".into() });
        store.record(Entry::Sitting(Stretch { until: None, ..sitting }));
        for sample in &samples {
            store.record(Entry::Sample(Box::new(sample.clone())));
        }
        store.record(Entry::Sitting(sitting));
        store.record(Entry::Break(rest));
        store.record(Entry::Episode(Episode { until: None, worst: None, alerted: false, ..episode.clone() }));
        store.record(Entry::Episode(episode.clone()));
        store.record(Entry::Alert(alert.clone()));
        store.record(Entry::Answer { alert: 7, answer: Answer::WasWrong, at: at(78.0) });
        store.record(Entry::Camera { at: at(95.0), state: "unplugged".into() });
        store.record(Entry::Exercise(exercise.clone()));
        store.record(Entry::Feeling(feeling.clone()));
        store.record(Entry::Ended { at: at(110.0) });
    }
    let reader = open(&path).read().unwrap();
    let day = date("2026-03-02");
    let session = reader.sessions(day..=day).unwrap().pop().unwrap();
    assert!(session.is_ended);
    assert_eq!((session.since, session.until, session.date), (since, at(110.0), day));
    assert_eq!((&session.info, session.utc_offset_secs), (&*info(), 3600));
    let times = &session.times;
    assert_eq!(
        (times.watched_secs, times.known_secs, times.good_secs, times.away_secs),
        (5.0, 3.0, 2.0, 1.0)
    );
    let record = reader.session(session.id).unwrap();
    assert_eq!(record.samples, samples);
    assert_eq!(record.episodes, [episode]);
    assert_eq!((record.sittings, record.breaks), (vec![sitting], vec![rest]));
    assert_eq!(record.alerts, [AlertGiven { answer: Some((Answer::WasWrong, at(78.0))), ..alert }]);
    let camera: Vec<_> = record.camera.iter().map(|camera| (camera.state.as_str(), camera.until)).collect();
    assert_eq!(camera, [("streaming", at(95.0)), ("unplugged", at(110.0))]);
    assert_eq!(record.exercises, std::slice::from_ref(&exercise));
    assert_eq!(record.feelings, std::slice::from_ref(&feeling));
    assert_eq!(reader.exercises(day..=day).unwrap(), [exercise]);
    assert_eq!(reader.feelings(day..=day).unwrap(), [feeling]);
    assert_eq!(reader.last_done("chin_tuck").unwrap(), Some(at(85.0)));
}

#[test]
fn days_and_hours_are_those_of_the_users_clock() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("sessions.sqlite"));
    // Over midnight in Berlin, which is at 22:00 in Greenwich.
    record_session(&store, time("2026-06-30T21:50:00Z"), 1200);
    store.record(Entry::Feeling(Feeling {
        at: time("2026-06-30T22:30:00Z"),
        places: Vec::new(),
        intensity: Some(0),
        red_flags: BTreeMap::new(),
    }));
    store.flush().unwrap();
    let reader = store.read().unwrap();
    let days = reader.days(date("2026-06-01")..=date("2026-07-31")).unwrap();
    assert_eq!(days.iter().map(|day| day.date).collect::<Vec<_>>(), [date("2026-06-30"), date("2026-07-01")]);
    assert_eq!(days.iter().map(|day| day.times.watched_secs).collect::<Vec<_>>(), [600.0, 600.0]);
    assert_eq!(days[1].times.good_share(), Some(0.8));
    assert_eq!(days[1].times.finding_secs[Deviation::Slump], 120.0);
    assert_eq!((days[0].longest_sitting_secs, days[1].feelings.len()), (1200.0, 1));
    let hours = reader.hours(date("2026-07-01")..=date("2026-07-01")).unwrap();
    assert_eq!(
        hours.iter().map(|hour| (hour.hour, hour.times.watched_secs)).collect::<Vec<_>>(),
        [(0, 600.0)]
    );
    assert_eq!(reader.sessions(date("2026-07-01")..=date("2026-07-31")).unwrap(), []);
}

#[test]
fn the_hour_that_comes_twice_is_told_apart_from_the_one_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("sessions.sqlite"));
    // From 1:45 to 3:15 by the clock of summer, in the night in which it is put back at 3:00.
    record_session(&store, time("2026-10-24T23:45:00Z"), 2 * 3600);
    let night = date("2026-10-25")..=date("2026-10-25");
    let hours = store.read().unwrap().hours(night.clone()).unwrap();
    let hours: Vec<_> = hours.iter().map(|hour| (hour.hour, hour.times.watched_secs)).collect();
    assert_eq!(hours, [(1, 900.0), (2, 6300.0)]);
    assert_eq!(store.read().unwrap().days(night).unwrap()[0].times.watched_secs, 7200.0);
}

#[test]
fn a_session_that_is_deleted_leaves_no_trace_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.sqlite");
    let store = open(&path);
    store.record(Entry::Began {
        at: time("2026-03-01T10:00:00Z"),
        info: Box::new(SessionInfo { profile: Some("the-secret-desk".into()), ..SessionInfo::default() }),
    });
    store.record(Entry::Sample(Box::new(sample(time("2026-03-01T10:00:01Z"), State::Neutral))));
    record_session(&store, time("2026-03-02T10:00:00Z"), 30);
    let reader = store.read().unwrap();
    let all = date("2026-01-01")..=date("2026-12-31");
    let sessions = reader.sessions(all.clone()).unwrap();
    let is_in_a_file = || {
        fs::read_dir(folder.path()).unwrap().any(|file| {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            bytes.windows(15).any(|window| window == b"the-secret-desk")
        })
    };
    assert!(is_in_a_file());
    store.delete_session(sessions[0].id).unwrap();
    assert!(!is_in_a_file());
    assert_eq!(reader.sessions(all.clone()).unwrap(), sessions[1..]);
    assert!(matches!(store.delete_session(sessions[0].id), Err(StoreError::NoSuchSession(_))));
    store.delete_everything().unwrap();
    assert_eq!(reader.sessions(all.clone()).unwrap(), []);
    assert_eq!(reader.days(all).unwrap(), []);
}

#[test]
fn a_day_that_is_deleted_takes_its_part_of_a_night_and_recording_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("sessions.sqlite"));
    record_session(&store, time("2026-06-29T10:00:00Z"), 60);
    let since = time("2026-06-30T21:59:30Z");
    store.record(Entry::Began { at: since, info: info() });
    let go_on = |seconds: std::ops::RangeInclusive<u32>| {
        for second in seconds {
            let at = since.after(f64::from(second));
            store.record(Entry::Sample(Box::new(sample(at, State::Neutral))));
        }
        store.flush().unwrap();
    };
    go_on(1..=60);
    store.delete_day(date("2026-06-30")).unwrap();
    go_on(61..=90);
    let all = date("2026-06-01")..=date("2026-07-31");
    let watched = || -> Vec<_> {
        let days = store.read().unwrap().days(all.clone()).unwrap();
        days.into_iter().map(|day| (day.date, day.times.watched_secs)).collect()
    };
    assert_eq!(watched(), [(date("2026-06-29"), 60.0), (date("2026-07-01"), 60.0)]);
    store.delete_day(date("2026-07-01")).unwrap();
    assert_eq!(watched(), [(date("2026-06-29"), 60.0)]);
    go_on(91..=100);
    assert_eq!(watched(), [(date("2026-06-29"), 60.0), (date("2026-07-01"), 10.0)]);
    let sessions = store.read().unwrap().sessions(all.clone()).unwrap();
    assert_eq!(store.read().unwrap().session(sessions[1].id).unwrap().samples.len(), 10);
}

/// A second in which this was seen.
fn sampled(at: f64, state: State) -> Event {
    let measurements = sample(WallTime::now(), state).measurements;
    let finding = |deviation: Deviation| Finding {
        severity: deviation.severity(&measurements),
        metric: deviation.metric(),
        estimate: measurements.get(deviation.metric()),
        since: (state == State::Deviating(deviation)).then_some(Mono(at)),
    };
    let assessment = Assessment {
        at: Mono(at),
        state,
        since: Mono(at),
        score: Reading::Known(70.0),
        findings: EnumMap::from_fn(finding),
    };
    Event::Sampled(Box::new(Sampled {
        secs: 1.0,
        measurements: measurements.clone(),
        assessment,
        neutral: None,
    }))
}

#[test]
fn what_the_engine_tells_becomes_a_session() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("sessions.sqlite"));
    let instruments = Instruments { engine: "an engine".into(), model: "a model".into() };
    let mut recorder = Recorder::new(store.clone(), instruments);
    let mut snapshot = Snapshot { source_spec: "camera".into(), ..Snapshot::opening() };
    let noon = time("2026-03-02T11:00:00Z");
    let streaming = Event::Camera(CameraChange::to(&SourceState::Streaming { name: "a camera".into() }));
    let fault = Deviation::Slump;
    let (since, until) = (Mono(12.0), Mono(18.0));
    let kind = AlertKind::Posture { fault, episode: 1, estimate: None };
    let alert = Alert { id: 5, at: Mono(15.0), kind, level: AlertLevel::Notification, since };
    let ended = AlertEvent::EpisodeEnded {
        episode: 1,
        fault,
        since,
        until,
        worst: None,
        alerted: true,
        was_wrong: true,
    };
    // From 205 on, the clock on the wall is put back by an hour.
    let wall = |at: f64| noon.after(if at < 205.0 { at } else { at - 3600.0 });
    let happened = [
        (1.0, streaming),
        (10.0, sampled(10.0, State::Neutral)),
        (10.0, Event::Alerts(AlertEvent::Arrived { at: Mono(10.0) })),
        (11.0, sampled(11.0, State::Neutral)),
        (15.0, Event::Alerts(AlertEvent::EpisodeBegan { episode: 1, fault, since })),
        (15.0, Event::Alerts(AlertEvent::Alert(alert))),
        (16.0, Event::Answer { answer: "was_wrong", episode: Some(1) }),
        (16.0, sampled(16.0, State::Deviating(fault))),
        (18.0, Event::Alerts(ended)),
        (80.0, Event::Alerts(AlertEvent::Left { since: Mono(20.0) })),
        (200.0, sampled(200.0, State::Neutral)),
        (200.0, Event::Alerts(AlertEvent::Arrived { at: Mono(200.0) })),
        (206.0, sampled(206.0, State::Neutral)),
        (210.0, Event::Stopped),
    ];
    for (at, event) in happened {
        recorder.hear(&Record { time: Some(wall(at)), at: Mono(at), event }, &snapshot);
    }
    // The person of the demo is not the user.
    snapshot.source_spec = "demo".into();
    let event = sampled(300.0, State::Neutral);
    recorder.hear(&Record { time: Some(wall(300.0)), at: Mono(300.0), event }, &snapshot);
    store.flush().unwrap();
    let reader = store.read().unwrap();
    let sessions = reader.sessions(Date::MIN..=Date::MAX).unwrap();
    assert_eq!(sessions.len(), 1);
    let record = reader.session(sessions[0].id).unwrap();
    let at = |secs: f64| noon.after(secs);
    let stretch = |since: f64, until: f64| Stretch { since: at(since), until: Some(at(until)) };
    assert_eq!((record.session.since, record.session.until), (at(10.0), at(210.0)));
    assert_eq!(record.session.info.source, "a camera");
    assert_eq!(
        record.samples.iter().map(|sample| sample.at).collect::<Vec<_>>(),
        [10.0, 11.0, 16.0, 200.0, 206.0].map(at)
    );
    assert!(record.samples[2].present[fault] && record.samples[0].secs <= 0.02);
    assert_eq!(record.sittings, [stretch(10.0, 20.0), stretch(200.0, 206.0)]);
    assert_eq!(record.breaks, [stretch(20.0, 200.0)]);
    assert_eq!((record.episodes[0].until, record.episodes[0].was_wrong), (Some(at(18.0)), true));
    assert_eq!(record.alerts[0].answer, Some((Answer::WasWrong, at(16.0))));
    assert_eq!(record.camera.iter().map(|camera| camera.state.as_str()).collect::<Vec<_>>(), ["streaming"]);
}

#[test]
fn nowhere_keeps_nothing_and_says_so() {
    let store = Store::nowhere();
    store.record(Entry::Ended { at: time("2026-03-01T10:00:00Z") });
    assert!(matches!(store.read(), Err(StoreError::Nowhere)));
    assert!(matches!(store.delete_everything(), Err(StoreError::Nowhere)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever the clock does to whoever records: no time is negative, none counts twice.
    #[test]
    fn no_minute_is_negative_and_none_is_doubled(
        steps in prop::collection::vec((-7_200_000..7_200_000_i64, -5.0..20.0_f64, 0..8_u8), 1..120),
        sessions in 1..4_u8,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("sessions.sqlite"));
        let mut at = time("2026-10-24T23:00:00Z");
        for _ in 0..sessions {
            store.record(Entry::Began { at, info: info() });
            for (jump_ms, secs, odds) in &steps {
                at = at.after(if *odds == 0 { *jump_ms as f64 / 1000.0 } else { 1.0 });
                let sample = Sample { secs: *secs, ..sample(at, State::Neutral) };
                store.record(Entry::Sample(Box::new(sample)));
            }
            store.record(Entry::Ended { at });
        }
        store.flush().unwrap();
        let reader = store.read().unwrap();
        let all = date("2026-10-01")..=date("2026-11-30");
        for hour in reader.hours(all.clone()).unwrap() {
            let most = if hour.hour == 2 { 7200.0 } else { 3600.0 };
            prop_assert!((0.0..=most + 1e-6).contains(&hour.times.watched_secs), "{hour:?}");
            prop_assert!(hour.times.good_secs <= hour.times.watched_secs + 1e-6);
        }
        for session in reader.sessions(all).unwrap() {
            prop_assert!(session.until >= session.since);
            let lasted_secs = session.until.0.duration_since(session.since.0).as_secs_f64();
            prop_assert!(session.times.watched_secs <= lasted_secs + 0.1 * steps.len() as f64);
            let samples = reader.session(session.id).unwrap().samples;
            prop_assert!(samples.windows(2).all(|pair| pair[0].at <= pair[1].at));
            prop_assert!(samples.iter().all(|sample| sample.secs >= 0.0));
        }
    }
}
