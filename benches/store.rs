//! The store with a year of eight-hour days in it: how it is opened and asked, and what a second of recording takes.

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use enum_map::EnumMap;
use jiff::{civil::Date, tz::TimeZone};
use sitwell::{
    posture::{Deviation, Estimate, Measurements, Metric, Reading, State, Why},
    store::{Dates, Entry, Sample, SessionInfo, Store, Stretch},
    time::WallTime,
};

const DAYS: u32 = 365;
const SECS_A_DAY: u32 = 8 * 3600;

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

fn year(criterion: &mut Criterion) {
    let (Ok(folder), Ok(first)) = (tempfile::tempdir(), "2026-01-01T08:00:00Z".parse().map(WallTime)) else {
        return;
    };
    let path = folder.path().join("sessions.sqlite");
    let open = |path: &Path| Store::open_in(path, TimeZone::UTC).0;
    record_a_year(&open(&path), first);
    let bytes = std::fs::metadata(&path).map_or(0, |found| found.len());
    criterion.bench_function(&format!("open a year ({:.0} MB) and read", bytes as f64 / 1e6), |bencher| {
        bencher.iter(|| open(&path).read().is_ok());
    });
    let store = open(&path);
    let Ok(reader) = store.read() else { return };
    let all: Dates = Date::MIN..=Date::MAX;
    criterion.bench_function("days of a year", |bencher| bencher.iter(|| reader.days(all.clone())));
    criterion.bench_function("hours of a year", |bencher| bencher.iter(|| reader.hours(all.clone())));
    criterion.bench_function("sessions of a year", |bencher| bencher.iter(|| reader.sessions(all.clone())));
    if let Ok(Some(last)) = reader.last_session() {
        criterion
            .bench_function("a session of eight hours", |bencher| bencher.iter(|| reader.session(last.id)));
    }
    let mut at = first.after(f64::from(DAYS) * 86_400.0);
    store.record(Entry::Began { at, info: Box::new(SessionInfo::default()) });
    criterion.bench_function("a second of recording", |bencher| {
        bencher.iter(|| {
            at = at.after(1.0);
            store.record(Entry::Sample(Box::new(sample(at, 1))));
            store.flush()
        });
    });
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = year }
criterion_main!(benches);
