//! How long sessions are kept, and how one of them is taken along.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

mod kept_day;

use std::{fs, path::Path, sync::Arc};

use enum_map::EnumMap;
use jiff::{
    civil::{Date, date},
    tz::TimeZone,
};
use sitwell::{
    app::{Instruments, Recorder},
    engine::{Event, Record, Sampled, Snapshot},
    posture::{Assessment, Deviation, Finding, Measurements, Reading, State, Why},
    settings::{PrivacySettings, Retention, Settings},
    store::{Contents, SessionId, SessionRecord, Store, StoreError},
    time::{Mono, WallTime},
};

fn open(path: &Path) -> Store {
    let (store, notice) = Store::open(path);
    assert_eq!(notice, None);
    store
}

/// Everything that is in a store, by session.
fn records(store: &Store) -> Vec<SessionRecord> {
    let reader = store.read().unwrap();
    let sessions = reader.sessions(Date::MIN..=Date::MAX).unwrap();
    sessions.iter().map(|session| reader.session(session.id).unwrap()).collect()
}

/// The same without the number, which each store gives by itself.
fn without_number(mut record: SessionRecord) -> SessionRecord {
    record.session.id = SessionId(0);
    record
}

#[test]
fn one_session_is_taken_along_with_all_that_belongs_to_it_and_nothing_else() {
    let [home, travel] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let store = kept_day::store(home.path(), 3);
    let kept = records(&store);
    let second = &kept[1];
    let backup = travel.path().join("tuesday.sqlite");
    store.export(&backup, Some(second.session.id), Contents::Everything).unwrap();
    assert_eq!(fs::read_dir(travel.path()).unwrap().count(), 1, "a backup is one file");

    let elsewhere = open(&travel.path().join("sessions.sqlite"));
    assert_eq!((elsewhere.import(&backup).unwrap(), elsewhere.import(&backup).unwrap()), (1, 0));
    let taken = records(&elsewhere);
    assert_eq!(taken.len(), 1);
    assert_eq!(without_number(taken[0].clone()), without_number(second.clone()));
    assert_eq!((taken[0].exercises.len(), taken[0].feelings.len()), (1, 1));
    // Nothing of the other days came with it, and at home it is nothing new.
    let reader = elsewhere.read().unwrap();
    assert_eq!(reader.feelings(Date::MIN..=Date::MAX).unwrap(), second.feelings);
    assert_eq!(reader.exercises(Date::MIN..=Date::MAX).unwrap(), second.exercises);
    assert_eq!(store.import(&backup).unwrap(), 0);
    assert_eq!(records(&store), kept);

    store.export(&backup, Some(second.session.id), Contents::WithoutNamesAndFeelings).unwrap();
    let anonymous = open(&backup);
    let anonymous = records(&anonymous).remove(0);
    assert_eq!((anonymous.feelings.len(), anonymous.session.info.profile), (0, None));
    assert_eq!(anonymous.samples, second.samples);
}

#[test]
fn a_session_that_is_not_there_cannot_be_taken_along() {
    let folder = tempfile::tempdir().unwrap();
    let store = kept_day::store(folder.path(), 1);
    let backup = folder.path().join("backup.sqlite");
    let refused = store.export(&backup, Some(SessionId(77)), Contents::Everything);
    assert!(matches!(refused, Err(StoreError::NoSuchSession(SessionId(77)))), "{refused:?}");
    assert!(!backup.exists());
}

/// The first picture of a session at noon of this day on the user's clock.
fn first_picture(day: Date) -> Record {
    let at = Mono(10.0);
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::system()).unwrap();
    let finding = |deviation: Deviation| Finding {
        severity: Reading::Unknown(Why::Nobody),
        metric: deviation.metric(),
        estimate: Reading::Unknown(Why::Nobody),
        since: None,
    };
    let assessment = Assessment {
        at,
        state: State::Unknown(Why::Nobody),
        since: at,
        score: Reading::Unknown(Why::Nobody),
        findings: EnumMap::from_fn(finding),
    };
    let measurements = Measurements::unknown(Why::Nobody);
    let event = Event::Sampled(Box::new(Sampled { secs: 1.0, measurements, assessment, neutral: None }));
    Record { time: Some(WallTime(noon.timestamp())), at, event }
}

/// The days of which something is kept after watching has begun in the next February, of 2 to 4 November.
fn kept_days(retention: Retention, of_recordings_too: bool) -> Vec<Date> {
    let folder = tempfile::tempdir().unwrap();
    let store = kept_day::store(folder.path(), 3);
    let instruments = Instruments { engine: "an engine".into(), model: "a model".into() };
    let mut recorder = Recorder::new(store.clone(), instruments);
    if of_recordings_too {
        recorder = recorder.of_recordings_too();
    }
    let settings = Settings { privacy: PrivacySettings { retention }, ..Settings::default() };
    let snapshot =
        Snapshot { source_spec: "camera".into(), settings: Arc::new(settings), ..Snapshot::opening() };
    recorder.hear(&first_picture(date(2027, 2, 4)), &snapshot);
    store.flush().unwrap();
    let reader = store.read().unwrap();
    let mut days: Vec<Date> =
        reader.sessions(Date::MIN..=Date::MAX).unwrap().iter().map(|session| session.date).collect();
    assert_eq!(days.pop(), Some(date(2027, 2, 4)), "what begins is kept");
    let told = reader.feelings(Date::MIN..=Date::MAX).unwrap();
    assert_eq!(told.len(), days.len(), "feelings go and stay with their day");
    days
}

#[test]
fn what_is_older_than_the_user_wants_goes_when_watching_begins() {
    let all = [date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4)];
    assert_eq!(kept_days(Retention::ThreeMonths, false), all[2..]);
    assert_eq!(kept_days(Retention::OneYear, false), all);
    assert_eq!(kept_days(Retention::Unlimited, false), all);
    // A file that the user named for a recording is the user's.
    assert_eq!(kept_days(Retention::ThreeMonths, true), all);
}

#[test]
fn pruning_gives_the_room_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = kept_day::store(folder.path(), 4);
    let size = || fs::metadata(folder.path().join("sessions.sqlite")).unwrap().len();
    store.export(&folder.path().join("backup.sqlite"), None, Contents::Everything).unwrap();
    let before = size();
    assert_eq!(store.prune(date(2026, 11, 5)).unwrap(), 3);
    assert!(size() < before / 2, "{before} bytes before, {} after", size());
    assert_eq!(store.import(&folder.path().join("backup.sqlite")).unwrap(), 3);
}
