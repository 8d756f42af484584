//! The store with a year of eight-hour days in it: how it is opened and asked, how long a report takes, and what a second
//! of recording takes.
#![expect(clippy::print_stdout, reason = "what is measured is told")]

use std::{path::Path, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use enum_map::EnumMap;
use jiff::{civil::Date, tz::TimeZone};
use sitwell::{
    posture::{Deviation, Estimate, Measurements, Metric, Reading, State, Why},
    report::{Choice, Format, Personal, gather},
    store::{Dates, Entry, Reader, Sample, SessionInfo, Store, Stretch},
    time::{Clock, WallTime},
};

const DAYS: u32 = 365;
const SECS_A_DAY: u32 = 8 * 3600;
/// Long enough that ticks of 10 ms tell a thousandth of a core.
const RECORDED_SECS: u32 = 2000;

/// What somebody's working day gives: noise of a tenth of the uncertainty about a posture that drifts, glances aside.
fn sample(at: WallTime, n: u32) -> Sample {
    let noise = |n: u32| (n.wrapping_mul(2_654_435_761) >> 16) as f32 / 32_768.0 - 1.0;
    let drift = ((n / 600 % 12) as f32 - 6.0) / 3.0;
    let is_aside = n % 97 < 3;
    let measured = |metric: Metric| {
        if is_aside {
            return Reading::Unknown(Why::NotFrontal);
        }
        let (base, unit) = match metric {
            Metric::DistanceMm => (640.0, 8.0),
            Metric::ForwardHeadMm | Metric::RoundedShouldersMm => (4.0, 3.0),
            _ => (-1.0, 1.0),
        };
        let place = metric as u32 * 31;
        Reading::Known(Estimate {
            value: base + drift * unit + noise(n + place) * unit / 3.0,
            uncertainty: 3.0 * unit + noise(n + place + 7) * unit / 6.0,
        })
    };
    let mut present = EnumMap::default();
    present[Deviation::ForwardHead] = drift < -1.0 && !is_aside;
    let state = match () {
        () if is_aside => State::Unknown(Why::NotFrontal),
        () if present[Deviation::ForwardHead] => State::Deviating(Deviation::ForwardHead),
        () => State::Neutral,
    };
    let score =
        if is_aside { Reading::Unknown(Why::NotFrontal) } else { Reading::Known(80.0 + 5.0 * noise(n)) };
    Sample { at, secs: 1.0, measurements: Measurements(EnumMap::from_fn(measured)), state, score, present }
}

fn record_a_year(store: &Store, first: WallTime) {
    for day in 0..DAYS {
        let since = first.after(f64::from(day) * 86_400.0);
        store.record(Entry::Began { at: since, info: Box::new(SessionInfo::default()) });
        for second in 1..=SECS_A_DAY {
            let at = since.after(f64::from(second));
            store.record(Entry::Sample(Box::new(sample(at, second + day))));
            if second % 3000 == 0 {
                store.record(Entry::Sitting(Stretch { since: at.after(-2900.0), until: Some(at) }));
                // A full channel would lose what comes next.
                if store.flush().is_err() {
                    return;
                }
            }
        }
        store.record(Entry::Ended { at: since.after(f64::from(SECS_A_DAY)) });
    }
}

/// CPU time of this process with all its threads, in seconds; Linux counts it in ticks of 10 ms.
fn cpu_secs() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(") ").next()?.split(' ').collect();
    let ticks = |place: usize| fields.get(place)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// How long it takes until a store can be read. That it is looked through afterwards, and closed, is not part of it.
fn opened(path: &Path, times: u64) -> Duration {
    let clock = Clock::start();
    let secs = (0..times).map(|_| {
        let begun = clock.now();
        let store = Store::open_in(path, TimeZone::UTC).0;
        let reader = store.read();
        let took = clock.now() - begun;
        drop((reader, store));
        took
    });
    Duration::from_secs_f64(secs.sum())
}

fn queries(criterion: &mut Criterion, reader: &Reader) {
    let all: Dates = Date::MIN..=Date::MAX;
    criterion.bench_function("days of a year", |bencher| bencher.iter(|| reader.days(all.clone())));
    criterion.bench_function("hours of a year", |bencher| bencher.iter(|| reader.hours(all.clone())));
    criterion.bench_function("sessions of a year", |bencher| bencher.iter(|| reader.sessions(all.clone())));
    if let Ok(Some(last)) = reader.last_session() {
        criterion
            .bench_function("a session of eight hours", |bencher| bencher.iter(|| reader.session(last.id)));
    }
}

/// From the file to the bytes of the report of the last day, compared with the days before it.
fn reports(criterion: &mut Criterion, reader: &Reader) {
    let bytes = |format| {
        let gathered = gather(reader, Choice::Last, &Personal::default());
        gathered.and_then(|gathered| gathered.bytes(format)).map_or(0, |bytes| bytes.len())
    };
    for format in [Format::Html, Format::Pdf, Format::Json, Format::Csv, Format::Parquet] {
        let name = format!("{format:?} of eight hours ({:.0} kB)", bytes(format) as f64 / 1e3);
        criterion.bench_function(&name, |bencher| bencher.iter(|| bytes(format)));
    }
}

fn recording(criterion: &mut Criterion, store: &Store, mut at: WallTime) {
    store.record(Entry::Began { at, info: Box::new(SessionInfo::default()) });
    let mut record_a_second = || {
        at = at.after(1.0);
        store.record(Entry::Sample(Box::new(sample(at, 1))));
        store.flush()
    };
    // The time that a disk takes is not the processor's.
    let before = cpu_secs();
    let _recorded: Vec<_> = (0..RECORDED_SECS).map(|_| record_a_second()).collect();
    if let (Some(before), Some(after)) = (before, cpu_secs()) {
        let share = (after - before) / f64::from(RECORDED_SECS);
        println!("recording takes {:.3} % of a core ({:.2} ms a second)", 100.0 * share, 1000.0 * share);
    }
    criterion.bench_function("a second of recording, until it is on the disk", |bencher| {
        bencher.iter(&mut record_a_second);
    });
}

fn year(criterion: &mut Criterion) {
    let (Ok(folder), Ok(first)) = (tempfile::tempdir(), "2026-01-01T08:00:00Z".parse().map(WallTime)) else {
        return;
    };
    let path = folder.path().join("sessions.sqlite");
    record_a_year(&Store::open_in(&path, TimeZone::UTC).0, first);
    let bytes = std::fs::metadata(&path).map_or(0, |found| found.len());
    let name = format!("open a year ({:.0} MB) until it can be read", bytes as f64 / 1e6);
    criterion.bench_function(&name, |bencher| bencher.iter_custom(|times| opened(&path, times)));
    let store = Store::open_in(&path, TimeZone::UTC).0;
    let Ok(reader) = store.read() else { return };
    queries(criterion, &reader);
    reports(criterion, &reader);
    recording(criterion, &store, first.after(f64::from(DAYS) * 86_400.0));
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = year }
criterion_main!(benches);
