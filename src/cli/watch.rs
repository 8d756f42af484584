//! `sitwell watch`: the engine without a window, a line of JSON for everything that happens.

use std::{
    ffi::OsString,
    io::{self, Write},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, sync_channel},
    },
    time::Duration,
};

use super::{INTERRUPTED, Outcome, PoseOptions, say, start};
use crate::{
    app::{Instruments, Recorder},
    desktop::surroundings,
    engine::{
        Event, Keeping, LiveMonitor, Monitor, Record, Replayed, Setup, Snapshot, Watcher, analyzer::Analyzer,
        replay,
    },
    profile::Profile,
    settings::Settings,
    source::{self, SourceOptions},
    store::Store,
};

/// More lines than happen in the longest pause of a reader; what comes then is left out.
const LINES: usize = 1024;
/// The longest that `--once` waits for a verdict.
const ONCE_SECS: u64 = 20;
/// One verdict is of several views of the same posture.
const JUDGED_FOR_ONCE: u64 = 4;

/// The options of `sitwell watch`.
#[derive(clap::Args)]
pub(super) struct Watch {
    /// `camera`, `camera:NAME-OR-INDEX`, a picture, DIR[@FPS], a video, `-` (YUV4MPEG2) or `demo`
    #[arg(value_name = "SOURCE", default_value = "camera")]
    source: OsString,
    /// Compare with the neutral of this profile; without this option the one that the window keeps is taken
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Take a new neutral from the first ten seconds in which you sit still; a recording without a profile does so anyway
    #[arg(long)]
    calibrate: bool,
    /// Play a recording in real time, as a camera would give it, and not as fast as it can be read
    #[arg(long)]
    live: bool,
    /// Print one verdict, and end
    #[arg(long)]
    once: bool,
    /// Keep the session in this file; without this option what the camera sees is kept where the window keeps it
    #[arg(long, value_name = "FILE", conflicts_with = "once")]
    record: Option<PathBuf>,
}

impl Watch {
    pub(super) fn run(&self, pose: &PoseOptions) -> anyhow::Result<Outcome> {
        let estimator = pose.open()?;
        let instruments = start::instruments(&*estimator);
        let mut analyzer = Analyzer::new(estimator);
        let is_camera = source::is_camera(&self.source);
        if let Some(path) = &self.profile {
            analyzer.set_neutral(Some(Arc::new(Profile::load(path)?.neutral)));
        }
        let calibrate = self.calibrate || !is_camera;
        let settings = start::settings()?;
        let store = self.store();
        let recorder = self.recorder(store.clone(), instruments);
        let outcome = if is_camera || self.live {
            self.watch_live(analyzer, settings, calibrate, recorder)?
        } else {
            self.replay(analyzer, settings, recorder)?
        };
        // What cannot be written now was told already.
        let _unwritten = store.flush();
        Ok(outcome)
    }

    /// Where the session is kept.
    fn store(&self) -> Store {
        let (store, notice) = match &self.record {
            Some(path) => Store::open(path),
            None if source::is_camera(&self.source) && !self.once => start::sessions(),
            None => (Store::nowhere(), None),
        };
        if let Some(notice) = notice {
            say(&format!("warning: {notice}"));
        }
        store.tell_troubles(|trouble| say(&format!("warning: {trouble}")));
        store
    }

    /// Who names a file wants whatever is watched in it.
    fn recorder(&self, store: Store, instruments: Instruments) -> Recorder {
        let recorder = Recorder::new(store, instruments);
        if self.record.is_some() { recorder.of_recordings_too() } else { recorder }
    }

    /// As fast as it can be read.
    fn replay(
        &self,
        analyzer: Analyzer,
        settings: Settings,
        mut recorder: Recorder,
    ) -> anyhow::Result<Outcome> {
        let mut watcher = Watcher::new(analyzer, settings.alerts.clone());
        let snapshot = Snapshot {
            source_spec: self.source.clone(),
            settings: Arc::new(settings),
            ..Snapshot::opening()
        };
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed))?;
        let mut source = source::open(&self.source, &SourceOptions::default())?;
        let mut printed = Ok(());
        let mut tell = |record: Record| {
            recorder.hear(&record, &snapshot);
            let is_verdict =
                matches!(&record.event, Event::Posture(verdict) if verdict.why != Some("no_neutral"));
            let is_wanted = record.is_line() && (is_verdict || !self.once);
            if printed.is_ok() && is_wanted && !stop.load(Ordering::Relaxed) {
                printed = print(&record);
            }
            if printed.is_err() || is_verdict && self.once {
                stop.store(true, Ordering::Relaxed);
            }
        };
        let Replayed { looked_at, .. } = replay(source.as_mut(), &mut watcher, &stop, &mut tell)?;
        printed?;
        Ok(if looked_at == 0 { Outcome::NothingReadable } else { Outcome::Done })
    }

    fn watch_live(
        &self,
        analyzer: Analyzer,
        settings: Settings,
        calibrate: bool,
        mut recorder: Recorder,
    ) -> anyhow::Result<Outcome> {
        let (lines, printed) = sync_channel(LINES);
        let ended = lines.clone();
        let stop = AtomicBool::new(false);
        ctrlc::set_handler(move || {
            // Nobody reads what is printed, so that the first request does not get through.
            if stop.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
            let _full = ended.try_send(None);
        })?;
        let is_camera = source::is_camera(&self.source);
        let keeping = match &self.profile {
            Some(_) => Keeping::Nowhere,
            None => start::kept_profiles(),
        };
        let tell = move |record: &Record, snapshot: &Snapshot| {
            recorder.hear(record, snapshot);
            if !record.is_line() {
                return;
            }
            // A recording ends by itself, or cannot be read; a camera may always come back.
            let goes_on = ["opening", "streaming", "covered", "dark"];
            let is_end = !is_camera
                && matches!(&record.event, Event::Camera(change) if !goes_on.contains(&change.state));
            // Full: nobody has read a thousand lines, and watching goes on.
            let _unread = lines.try_send(Some(record.clone()));
            if is_end {
                let _unread = lines.try_send(None);
            }
        };
        let monitor = Arc::new(LiveMonitor::start(Setup {
            source: self.source.clone(),
            analyzer,
            keeping,
            settings,
            settings_file: None,
            autostart: None,
            calibrate,
            notice: None,
            wake: Arc::new(|_| {}),
            tell: Box::new(tell),
        })?);
        // A camera is let go while nobody is there to be watched; a recording is of another time.
        let _surroundings = is_camera.then(|| {
            let monitor = Arc::clone(&monitor);
            surroundings::watch(move |surroundings| monitor.hear(surroundings))
        });
        if self.once {
            return once(&monitor, &printed);
        }
        let mut failure = None;
        while let Ok(Some(record)) = printed.recv() {
            print(&record)?;
            failure = match record.event {
                Event::Camera(change) if change.state != "ended" => change.message.zip(change.hint),
                _ => None,
            };
        }
        monitor.stop();
        // What was told until it had stopped.
        printed.try_iter().flatten().try_for_each(|record| print(&record))?;
        match failure.filter(|_| !is_camera) {
            Some((message, hint)) => anyhow::bail!("{message}\nhint: {hint}"),
            None => Ok(Outcome::Done),
        }
    }
}

/// Prints the verdict once it is of several views, or why there is none.
fn once(monitor: &LiveMonitor, told: &Receiver<Option<Record>>) -> anyhow::Result<Outcome> {
    let mut last_camera = None;
    let mut judged = (0, None);
    for _ in 0..ONCE_SECS * 10 {
        match told.recv_timeout(Duration::from_millis(100)) {
            Ok(Some(record)) => {
                if let Event::Camera(_) = record.event {
                    last_camera = Some(record);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(None) | Err(RecvTimeoutError::Disconnected) => break,
        }
        let snapshot = monitor.latest();
        if let Some(verdict) = verdict(&snapshot) {
            if judged.1 != Some(verdict.at) {
                judged = (judged.0 + 1, Some(verdict.at));
            }
            if judged.0 >= JUDGED_FOR_ONCE {
                print(&verdict)?;
                return Ok(Outcome::Done);
            }
        }
    }
    if let Some(record) = last_camera {
        print(&record)?;
    }
    say("no verdict: there was no picture\nhint: `sitwell doctor` checks the camera");
    Ok(Outcome::NothingReadable)
}

fn verdict(snapshot: &Snapshot) -> Option<Record> {
    let assessment = snapshot.assessment.as_ref()?;
    let change = crate::engine::PostureChange::to(assessment, &snapshot.measurements);
    Some(Record { time: Some(crate::time::WallTime::now()), at: snapshot.at, event: Event::Posture(change) })
}

fn print(record: &Record) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, record)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}
