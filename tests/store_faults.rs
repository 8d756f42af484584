//! The store when things go wrong: killed, torn, damaged, full, gone, newer. Nothing panics, the user is told once,
//! nothing is deleted, and what can be read stays.
//!
//! `STORE_FAULTS=full` does each as often as docs/RELIABILITY.md tells, and holds the two seconds; a busy machine alone may
//! take longer than that to be told.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use enum_map::EnumMap;
use jiff::{civil::Date, tz::TimeZone};
use sitwell::{
    posture::{Estimate, Measurements, Reading, State},
    store::{Dates, Entry, Sample, Session, SessionInfo, Store, StoreError},
    time::{Clock, WallTime},
};

fn is_full() -> bool {
    std::env::var("STORE_FAULTS").is_ok_and(|value| value == "full")
}

/// Numbers without a pattern, and always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }
}

fn all() -> Dates {
    Date::MIN..=Date::MAX
}

fn sample(at: WallTime, n: u32) -> Entry {
    let measured = Reading::Known(Estimate { value: (n * 7919 % 101) as f32 / 10.0, uncertainty: 3.0 });
    Entry::Sample(Box::new(Sample {
        at,
        secs: 1.0,
        measurements: Measurements(EnumMap::from_fn(|_| measured)),
        state: State::Neutral,
        score: Reading::Known(90.0),
        present: EnumMap::default(),
    }))
}

fn began(at: WallTime) -> Entry {
    let info = SessionInfo { settings: "# The settings in force.\n".repeat(30), ..SessionInfo::default() };
    Entry::Began { at, info: Box::new(info) }
}

fn morning(day: u32) -> WallTime {
    WallTime("2026-03-02T08:00:00Z".parse().unwrap()).after(f64::from(day) * 86_400.0)
}

/// A whole session of so many seconds.
fn record_session(store: &Store, since: WallTime, secs: u32) {
    store.record(began(since));
    (1..=secs).for_each(|n| store.record(sample(since.after(f64::from(n)), n)));
    store.record(Entry::Ended { at: since.after(f64::from(secs)) });
    store.flush().unwrap();
}

/// Opens a store as the program does; what the user is told.
fn open(path: &Path) -> (Store, Vec<String>) {
    let (store, notice) = Store::open_in(path, TimeZone::UTC);
    let told: Arc<Mutex<Vec<String>>> = Arc::new(Mutex::new(notice.into_iter().collect()));
    let telling = Arc::clone(&told);
    store.tell_troubles(move |trouble| telling.lock().unwrap().push(trouble));
    // Also waits until the file was looked through.
    let _refused = store.flush();
    let told = told.lock().unwrap().clone();
    (store, told)
}

fn sessions(store: &Store) -> Vec<Session> {
    store.read().unwrap().sessions(all()).unwrap()
}

/// Not a test: the program that is killed. It says what it has recorded when.
#[test]
#[ignore = "run by the others"]
fn record_until_killed() {
    let path = std::env::var_os("STORE").expect("run by the others");
    let (store, _) = open(Path::new(&path));
    store.tell_troubles(|trouble| println!("told {trouble}"));
    let clock = Clock::start();
    let began_at = WallTime::now();
    store.record(began(began_at));
    for n in 1.. {
        let at = began_at.after(clock.now().secs());
        store.record(sample(at, n));
        println!("recorded {n} {}", at.0.as_millisecond());
        std::io::stdout().flush().unwrap();
        thread::park_timeout(Duration::from_millis(20));
    }
}

fn recorder(path: &Path, prefix: &[&str]) -> std::process::Child {
    let program = std::env::current_exe().unwrap();
    let mut command = match prefix {
        [] => Command::new(program),
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
    };
    command.args(["--ignored", "--exact", "record_until_killed", "--nocapture"]).env("STORE", path);
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

/// Kills a recorder after so many milliseconds; the milliseconds between what it recorded last and what is in the file,
/// `None` where it had not recorded for two seconds.
fn kill_after(path: &Path, wait_ms: u64) -> Option<i64> {
    let mut child = recorder(path, &[]);
    let output = BufReader::new(child.stdout.take().unwrap());
    let reading = thread::Builder::new()
        .spawn(move || -> Vec<i64> {
            let last_number = |line: &str| line.rsplit(' ').next().and_then(|number| number.parse().ok());
            output
                .lines()
                .map_while(Result::ok)
                .filter(|line| line.starts_with("recorded"))
                .filter_map(|line| last_number(&line))
                .collect()
        })
        .unwrap();
    thread::park_timeout(Duration::from_millis(wait_ms));
    child.kill().unwrap();
    child.wait().unwrap();
    let recorded_ms = reading.join().unwrap();
    let (store, told) = open(path);
    assert_eq!(told, Vec::<String>::new());
    let (first, last) = (*recorded_ms.first()?, *recorded_ms.last()?);
    let session = store.read().unwrap().last_session().unwrap();
    let session = session.filter(|session| session.since.0.as_millisecond() >= first - 1000);
    let Some(session) = session else {
        assert!(!is_full() || last - first < 2000, "a session of {} ms is lost", last - first);
        return None;
    };
    let samples = store.read().unwrap().session(session.id).unwrap().samples;
    let kept: Vec<i64> = samples.iter().map(|sample| sample.at.0.as_millisecond()).collect();
    let whole = recorded_ms.iter().zip(&kept).all(|(recorded, kept)| (recorded - kept).abs() <= 10);
    assert!(whole && kept.len() <= recorded_ms.len() + 1, "what is there has no holes");
    Some(last - session.until.0.as_millisecond())
}

#[test]
fn killed_at_any_moment_it_loses_two_seconds_at_the_most() {
    let (kills, threads) = if is_full() { (500, 4) } else { (12, 4) };
    let (left, sessions_there, worst) = (AtomicU32::new(kills), AtomicU32::new(0), Mutex::new(0));
    thread::scope(|scope| {
        for seed in 0..threads {
            let (left, sessions_there, worst) = (&left, &sessions_there, &worst);
            scope.spawn(move || {
                let mut dice = Dice(seed);
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("sessions.sqlite");
                let mut expected = 0;
                while left
                    .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
                    .is_ok()
                {
                    if let Some(lost_ms) = kill_after(&path, dice.below(3500)) {
                        assert!(!is_full() || lost_ms < 2000, "{lost_ms} ms are lost");
                        expected += 1;
                        let mut worst = worst.lock().unwrap();
                        *worst = lost_ms.max(*worst);
                    }
                }
                let (store, _) = open(&path);
                assert_eq!(sessions(&store).len(), expected, "no session of before is lost");
                sessions_there.fetch_add(expected as u32, Ordering::SeqCst);
            });
        }
    });
    eprintln!(
        "kills: {kills}, sessions in the files {}, most lost {} ms",
        sessions_there.into_inner(),
        worst.into_inner().unwrap()
    );
}

#[test]
fn files_copied_while_they_are_written_always_open() {
    const COPIES_OF_EACH: u32 = 10;
    let stores = if is_full() { 20 } else { 2 };
    let mut dice = Dice(7);
    let salvaged: usize = (0..stores).map(|_| copy_while_it_is_written(COPIES_OF_EACH, &mut dice)).sum();
    eprintln!("torn copies: {}, {salvaged} of them taken over into a new file", stores * COPIES_OF_EACH);
}

/// Every session that was whole before a copy was begun is whole in it; how many copies were set aside.
fn copy_while_it_is_written(copies: u32, dice: &mut Dice) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.sqlite");
    let (store, _) = open(&path);
    let (done, stop) = (AtomicU32::new(0), AtomicBool::new(false));
    let mut salvaged = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::SeqCst) {
                record_session(&store, morning(done.load(Ordering::SeqCst)), 150);
                done.fetch_add(1, Ordering::SeqCst);
            }
        });
        for copy in 0..copies {
            thread::park_timeout(Duration::from_millis(dice.below(60)));
            let before = done.load(Ordering::SeqCst) as usize;
            let torn = folder.path().join(format!("torn{copy}.sqlite"));
            let mut endings = ["", "-wal"];
            if dice.below(2) == 0 {
                endings.reverse();
            }
            for ending in endings {
                let with = |path: &Path| format!("{}{ending}", path.display());
                let _not_there_now = fs::copy(with(&path), with(&torn));
            }
            let (opened, told) = open(&torn);
            salvaged += usize::from(!told.is_empty());
            let there = sessions(&opened);
            let whole = there.iter().filter(|session| session.times.watched_secs == 150.0).count();
            assert!(whole >= before, "copy {copy}: {whole} of {before} sessions are whole, {told:?}");
        }
        stop.store(true, Ordering::SeqCst);
    });
    salvaged
}

#[test]
fn damaged_bytes_cost_no_session_and_no_panic() {
    const SESSIONS: u32 = 40;
    let damages = if is_full() { 100 } else { 20 };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.sqlite");
    let (store, _) = open(&path);
    (0..SESSIONS).for_each(|day| record_session(&store, morning(day), 600));
    drop(store);
    let whole = fs::read(&path).unwrap();
    let mut dice = Dice(3);
    let (mut set_aside, mut seconds) = (0, 0.0);
    for damage in 0..damages {
        let mut bytes = whole.clone();
        // Every tenth hits the very beginning, without which no other program reads it.
        let most = if damage % 10 == 0 { 100 } else { bytes.len() as u64 };
        let from = dice.below(most) as usize;
        let length = [1, 16, 512, 4096][dice.below(4) as usize].min(bytes.len() - from);
        for byte in &mut bytes[from..from + length] {
            *byte = if damage % 2 == 0 { 0 } else { dice.below(256) as u8 };
        }
        let path = folder.path().join(format!("damaged{damage}.sqlite"));
        fs::write(&path, &bytes).unwrap();
        let (store, told) = open(&path);
        let aside = folder.path().join(format!("damaged{damage}.sqlite.damaged"));
        assert!(told.len() <= 1, "told once: {told:?}");
        assert_eq!(aside.exists(), !told.is_empty(), "{told:?}");
        if aside.exists() {
            set_aside += 1;
            assert!(fs::read(&aside).unwrap() == bytes, "the damaged file stays as it was");
        }
        let there = sessions(&store);
        assert_eq!(there.len(), SESSIONS as usize, "damage {damage}: {length} bytes from {from}, {told:?}");
        let reader = store.read().unwrap();
        seconds +=
            there.iter().map(|session| reader.session(session.id).unwrap().samples.len() as f64).sum::<f64>();
        record_session(&store, morning(100), 10);
        assert_eq!(sessions(&store).len(), SESSIONS as usize + 1, "watching goes on");
    }
    eprintln!(
        "damages: {damages}, {set_aside} files set aside, 0 of {SESSIONS} sessions lost, {:.2} % of the samples",
        100.0 * (1.0 - seconds / f64::from(damages * SESSIONS * 600))
    );
}

#[test]
fn what_is_no_store_is_set_aside_and_what_is_cut_short_is_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.sqlite");
    fs::write(&path, "This is a letter, and no store.").unwrap();
    let (store, told) = open(&path);
    assert!(told.len() == 1 && told[0].contains(".damaged") && told[0].contains("hint: "), "{told:?}");
    assert_eq!(fs::read_to_string(folder.path().join("sessions.sqlite.damaged")).unwrap().len(), 31);
    (0..10).for_each(|day| record_session(&store, morning(day), 600));
    drop(store);
    let bytes = fs::read(&path).unwrap();
    for keep in [0, 1, 99, 100, 4095, 4096, 5000, bytes.len() / 2, bytes.len() - 1] {
        let path = folder.path().join(format!("short{keep}.sqlite"));
        fs::write(&path, &bytes[..keep]).unwrap();
        let (store, told) = open(&path);
        assert!(told.len() <= 1, "{told:?}");
        let there = sessions(&store).len();
        // All that is written lies behind the lists of tables.
        assert!(there <= 10 && (keep < bytes.len() - 1 || there > 8), "{keep} bytes: {there} sessions");
        record_session(&store, morning(100), 10);
    }
}

#[test]
fn a_newer_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.sqlite");
    let (store, _) = open(&path);
    record_session(&store, morning(1), 10);
    drop(store);
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute_batch("CREATE TABLE of_the_future (x); PRAGMA user_version = 99;").unwrap();
    file.close().unwrap();
    let before = fs::read(&path).unwrap();
    let (store, told) = open(&path);
    assert!(told.len() == 1 && told[0].contains("newer Sitwell"), "{told:?}");
    store.record(began(morning(2)));
    assert!(matches!(store.flush(), Err(StoreError::Nowhere)));
    drop(store);
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn a_file_that_is_deleted_is_made_anew_and_the_session_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.sqlite");
    let (store, _) = open(&path);
    let told: Arc<Mutex<Vec<String>>> = Arc::default();
    let telling = Arc::clone(&told);
    store.tell_troubles(move |trouble| telling.lock().unwrap().push(trouble));
    record_session(&store, morning(0), 10);
    store.record(began(morning(1)));
    store.record(sample(morning(1).after(1.0), 1));
    store.flush().unwrap();
    for ending in ["", "-wal", "-shm"] {
        fs::remove_file(format!("{}{ending}", path.display())).unwrap();
    }
    (2..10).for_each(|n| store.record(sample(morning(1).after(f64::from(n)), n)));
    store.flush().unwrap();
    let there = sessions(&store);
    assert_eq!(there.iter().map(|session| session.times.watched_secs).collect::<Vec<_>>(), [8.0]);
    let told = told.lock().unwrap();
    assert!(told.len() == 1 && told[0].contains("is gone"), "{told:?}");
}

#[test]
fn a_place_that_cannot_be_written_is_told_once_and_nothing_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a file"), "").unwrap();
    let (store, told) = open(&folder.path().join("a file/sessions.sqlite"));
    assert!(told.len() == 1 && told[0].contains("hint: make the folder"), "{told:?}");
    (0..20_000).for_each(|n| store.record(sample(morning(0).after(f64::from(n)), n)));
    assert!(matches!(store.flush(), Err(StoreError::Disk { .. })));
    // Once there is a place, what was recorded comes into it.
    fs::remove_file(folder.path().join("a file")).unwrap();
    record_session(&store, morning(1), 10);
    assert_eq!(sessions(&store).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_once_and_what_was_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.sqlite");
    let (store, _) = open(&path);
    record_session(&store, morning(0), 600);
    drop(store);
    // No file may grow beyond that; the signal that says so would end the program.
    let mut child = recorder(&path, &["bash", "-c", "trap '' XFSZ; ulimit -f 192; exec \"$0\" \"$@\""]);
    let mut told = Vec::new();
    let (mut after, mut lines) = (0, BufReader::new(child.stdout.take().unwrap()).lines());
    while after < 50 {
        let line = lines.next().expect("it goes on").unwrap();
        after += usize::from(!told.is_empty());
        told.extend(line.strip_prefix("told ").map(str::to_owned));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(told.len() == 1 && told[0].contains("cannot be read or written"), "{told:?}");
    let (store, told) = open(&path);
    assert_eq!(told, Vec::<String>::new());
    let there = sessions(&store);
    assert_eq!((there.len(), there[0].times.watched_secs), (2, 600.0));
    record_session(&store, morning(100), 10);
}

#[cfg(unix)]
#[test]
fn everything_that_is_made_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/sessions.sqlite");
    let (store, _) = open(&path);
    record_session(&store, morning(0), 10);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for ending in ["", "-wal", "-shm"] {
        assert_eq!(mode(Path::new(&format!("{}{ending}", path.display()))), 0o600, "{ending}");
    }
    // One that was made by others is drawn in.
    drop(store);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let (_store, _) = open(&path);
    assert_eq!(mode(&path), 0o600);
}
