//! Hours of watching, at speed: nothing grows, and nothing is missed.
//!
//! The usual run simulates a quarter of an hour; `make soak` sets `SOAK_HOURS=8`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    fs,
    sync::{Arc, atomic::AtomicBool, mpsc::sync_channel},
    time::Duration,
};

use sitwell::{
    alerts::{AlertEvent, AlertSettings},
    engine::{
        Command, Event, Keeping, LiveMonitor, Monitor, Record, Setup, SourceState, Watcher,
        analyzer::Analyzer, replay,
    },
    estimator::{EstimatorKind, Models, open},
    settings::Settings,
    source::{self, FrameSource, Next, SourceError, SourceOptions},
    time::Mono,
};

const PATIENCE: Duration = Duration::from_mins(2);
/// What grows in the first ten minutes are caches; after them nothing may.
const WARM_UP_SECS: f64 = 600.0;
const MAX_GROWTH_KIB: u64 = 2048;
/// The recorded session goes on with its beginning after so long.
const ROUND_SECS: f64 = 60.0;

fn watcher() -> Watcher {
    let analyzer = Analyzer::new(open(EstimatorKind::Movenet, &Models::embedded()).unwrap());
    Watcher::new(analyzer, AlertSettings { dwell_secs: 5.0, ..AlertSettings::default() })
}

/// A value of `/proc/self/status`, such as `VmRSS`.
fn status(key: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// The demo's session again and again, as one long recording, in which the camera fails now and then.
struct Hours {
    demo: Box<dyn FrameSource>,
    round: u32,
    until_secs: f64,
    last: Mono,
    /// Resident memory, threads and descriptors at the end of the warm-up.
    warm: Option<[u64; 3]>,
}

impl Hours {
    fn new(until_secs: f64) -> Self {
        let demo = source::open("demo", &SourceOptions::default()).unwrap();
        Self { demo, round: 0, until_secs, last: Mono(0.0), warm: None }
    }

    fn start_secs(&self) -> f64 {
        f64::from(self.round) * ROUND_SECS
    }
}

fn resources() -> [u64; 3] {
    [status("VmRSS"), status("Threads"), descriptors() as u64]
}

impl FrameSource for Hours {
    fn next(&mut self, timeout: Duration) -> Result<Next, SourceError> {
        if self.last.secs() >= WARM_UP_SECS && self.warm.is_none() {
            self.warm = Some(resources());
        }
        loop {
            match self.demo.next(timeout)? {
                Next::Frame(mut frame) if frame.at.secs() < ROUND_SECS => {
                    frame.at = frame.at + self.start_secs();
                    self.last = frame.at;
                    return Ok(Next::Frame(frame));
                }
                Next::Frame(_) | Next::End => {
                    self.round += 1;
                    if self.start_secs() >= self.until_secs {
                        return Ok(Next::End);
                    }
                    self.demo = source::open("demo", &SourceOptions::default())?;
                    // Every tenth round begins with a damaged picture and a camera in trouble.
                    if self.round.is_multiple_of(10) {
                        return Ok(Next::Damaged { index: 0, reason: "simulated".into() });
                    }
                }
                other => return Ok(other),
            }
        }
    }

    fn skip_to(&mut self, at: Mono) -> Option<Mono> {
        let start_secs = self.start_secs();
        self.demo.skip_to(at + -start_secs).map(|next| next + start_secs)
    }

    fn describe(&self) -> String {
        "hours of the demo".into()
    }
}

#[test]
fn hours_of_watching_let_nothing_grow_and_miss_nothing() {
    let hours: f64 = std::env::var("SOAK_HOURS").map_or(0.25, |hours| hours.parse().unwrap());
    let mut source = Hours::new(hours * 3600.0);
    let mut began = Vec::new();
    let mut tell = |record: Record| {
        if let Event::Alerts(AlertEvent::EpisodeBegan { fault, since, .. }) = record.event {
            began.push((fault, since));
        }
    };
    let replayed = replay(&mut source, &mut watcher(), &AtomicBool::new(false), &mut tell).unwrap();
    let (warm, end) = (source.warm.unwrap(), resources());
    eprintln!(
        "soak: {hours} h simulated, {} pictures looked at, {} judged, {} damaged; resident {} KiB after ten \
         minutes, {} KiB at the end; threads {} and {}; descriptors {} and {}",
        replayed.looked_at,
        replayed.judged,
        replayed.damaged,
        warm[0],
        end[0],
        warm[1],
        end[1],
        warm[2],
        end[2]
    );
    assert!(end[0] <= warm[0] + MAX_GROWTH_KIB, "memory grows: {warm:?} KiB, {end:?} KiB");
    assert!(end[1] <= warm[1] && end[2] <= warm[2], "threads or descriptors grow: {warm:?}, {end:?}");
    // The session shows a forward head in every round; the first one calibrates.
    for round in 1..source.round {
        let span = f64::from(round) * ROUND_SECS..f64::from(round + 1) * ROUND_SECS;
        let seen = began.iter().any(|(_, at)| span.contains(&at.secs()));
        assert!(seen, "no forward head in round {round}");
    }
}

#[test]
fn opening_and_closing_all_day_leaves_no_thread_and_no_descriptor() {
    let (wake, woken) = sync_channel(4096);
    let monitor = LiveMonitor::start(Setup {
        source: "demo".into(),
        analyzer: Analyzer::new(open(EstimatorKind::Movenet, &Models::embedded()).unwrap()),
        keeping: Keeping::Nowhere,
        settings: Settings::default(),
        settings_file: None,
        autostart: None,
        calibrate: false,
        notice: None,
        wake: Arc::new(move |_| {
            let _unheard = wake.try_send(());
        }),
        tell: Box::new(|_, _| {}),
    })
    .unwrap();
    let wait_for = |what: &str, is_it: &dyn Fn(&SourceState) -> bool| {
        while !is_it(&monitor.latest().source) {
            woken.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("waited in vain for {what}"));
        }
    };
    let mut before = None;
    for round in 0..30 {
        wait_for("pictures", &SourceState::is_streaming);
        monitor.send(Command::Pause { secs: None });
        wait_for("the pause", &|state| matches!(state, SourceState::Paused(_)));
        if round == 4 {
            before = Some((status("Threads"), descriptors()));
        }
        monitor.send(Command::Resume);
    }
    wait_for("pictures", &SourceState::is_streaming);
    monitor.send(Command::Pause { secs: None });
    wait_for("the pause", &|state| matches!(state, SourceState::Paused(_)));
    let (threads, open) = before.unwrap();
    // A thread that was told to stop may still be on its way out.
    assert!(
        status("Threads") <= threads + 1 && descriptors() <= open + 1,
        "from {threads} threads and {open} descriptors"
    );
}
