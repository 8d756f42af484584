//! The engine of the window: an analysis thread that owns everything, fed by a capture thread.

use std::{
    ffi::OsString,
    io,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    CalibrationState, Command, Monitor, Snapshot, SourceState,
    analyzer::{Analyzer, Calibration},
    capture::{Capture, Captured},
};
use crate::{
    frame::Frame,
    posture::{CALIBRATION_SECS, Measurements, Neutral, Reading, Why},
    profile, text,
    time::{Clock, Mono},
};

/// Frames judged a second at most: postures change over seconds, and more only warms the machine.
const MAX_RATE_HZ: f64 = 8.0;
/// How soon a command is seen while no frame comes.
const PATIENCE: Duration = Duration::from_millis(100);
/// More commands than anybody clicks before the first is seen.
const COMMANDS: usize = 32;
/// How long "calibrated" stays to be read.
const CALIBRATION_TOLD_SECS: f64 = 4.0;
/// How long it stays that a calibration was refused, and why: time to read it and to sit differently.
const REFUSAL_TOLD_SECS: f64 = 30.0;

/// The source whose person is not the user.
const DEMO: &str = "demo";

/// How to start the engine.
pub struct Setup {
    /// The source, in the grammar of [`crate::source`].
    pub source: OsString,
    /// Estimator and scorer.
    pub analyzer: Analyzer,
    /// Where a new neutral is kept.
    pub profile: Option<PathBuf>,
    /// What the user should know from the start, such as a profile that could not be read.
    pub notice: Option<String>,
    /// Called after every new snapshot, to wake the window.
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

/// The running engine. Dropped, it stops and closes the camera.
pub struct LiveMonitor {
    latest: Arc<Mutex<Arc<Snapshot>>>,
    commands: Option<SyncSender<Command>>,
    analysis: Option<JoinHandle<()>>,
}

impl LiveMonitor {
    /// Starts the threads.
    pub fn start(setup: Setup) -> io::Result<Self> {
        let snapshot = Snapshot { source_spec: setup.source, notice: setup.notice, ..Snapshot::opening() };
        let latest = Arc::new(Mutex::new(Arc::new(snapshot.clone())));
        let (commands, received) = sync_channel(COMMANDS);
        let mut analysis = Analysis {
            analyzer: setup.analyzer,
            profile: setup.profile,
            wake: setup.wake,
            latest: Arc::clone(&latest),
            capture: None,
            own_neutral: None,
            clock_ahead_secs: None,
            snapshot,
            clock: Clock::start(),
        };
        let thread = thread::Builder::new().name("analysis".into()).spawn(move || analysis.run(&received))?;
        Ok(Self { latest, commands: Some(commands), analysis: Some(thread) })
    }
}

impl Monitor for LiveMonitor {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.latest.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn send(&self, command: Command) {
        if let Some(commands) = &self.commands {
            // Full: the thread is busy with as many clicks as nobody makes. Gone: there is nobody to tell.
            let _unheard = commands.try_send(command);
        }
    }
}

impl Drop for LiveMonitor {
    fn drop(&mut self) {
        self.commands = None;
        if let Some(thread) = self.analysis.take() {
            // It sees the closed channel within `PATIENCE`, or after the frame in hand.
            let _panicked = thread.join();
        }
    }
}

/// What the analysis thread owns.
struct Analysis {
    analyzer: Analyzer,
    profile: Option<PathBuf>,
    wake: Arc<dyn Fn() + Send + Sync>,
    latest: Arc<Mutex<Arc<Snapshot>>>,
    capture: Option<Capture>,
    /// The user's neutral, while the demo's person is compared with his own.
    own_neutral: Option<Arc<Neutral>>,
    /// What the engine's clock shows more than the source's, so that time goes on from one source to the next.
    clock_ahead_secs: Option<f64>,
    snapshot: Snapshot,
    clock: Clock,
}

impl Analysis {
    fn run(&mut self, commands: &Receiver<Command>) {
        self.own_neutral = self.analyzer.neutral().cloned();
        self.open(self.snapshot.source_spec.clone());
        self.publish();
        let mut next_at = self.clock.now();
        loop {
            loop {
                match commands.try_recv() {
                    Ok(command) => self.obey(command),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => return,
                }
            }
            let now = self.clock.now();
            self.forget_calibration(now);
            if now < next_at {
                thread::park_timeout(Duration::from_secs_f64((next_at - now).min(PATIENCE.as_secs_f64())));
                continue;
            }
            let captured = if let Some(capture) = &self.capture {
                capture.take(PATIENCE)
            } else {
                thread::park_timeout(PATIENCE);
                None
            };
            if let Some(captured) = captured {
                if matches!(captured, Captured::Frame(_)) {
                    next_at = now + 1.0 / MAX_RATE_HZ;
                }
                self.take_in(captured);
            }
        }
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Pause => {
                self.capture = None;
                self.analyzer.cancel_calibration();
                self.snapshot.calibration = CalibrationState::Idle;
                self.clear();
                self.snapshot.source = SourceState::Paused;
            }
            Command::Resume => self.open(self.snapshot.source_spec.clone()),
            Command::Open(source) => self.open(source.into()),
            Command::Calibrate => {
                self.analyzer.start_calibration(CALIBRATION_SECS);
                self.snapshot.calibration = CalibrationState::Running {
                    remaining_secs: CALIBRATION_SECS,
                    progress: 0.0,
                    problem: None,
                };
            }
            Command::CancelCalibration => {
                self.analyzer.cancel_calibration();
                self.snapshot.calibration = CalibrationState::Idle;
            }
        }
        self.publish();
    }

    fn open(&mut self, source: OsString) {
        // The former camera is closed before the next one is opened: it may be the same.
        self.capture = None;
        self.clear();
        self.clock_ahead_secs = None;
        self.snapshot.source = SourceState::Opening;
        self.snapshot.calibration = CalibrationState::Idle;
        self.snapshot.source_spec.clone_from(&source);
        self.analyzer.set_neutral(self.own_neutral.clone());
        self.snapshot.neutral.clone_from(&self.own_neutral);
        if source == DEMO {
            // Its first ten seconds are its person's neutral.
            self.analyzer.start_calibration(CALIBRATION_SECS);
        }
        match Capture::start(source) {
            Ok(capture) => self.capture = Some(capture),
            Err(error) => self.fail(error.to_string(), "close other programs, then try again"),
        }
    }

    /// Nothing of a former picture may look like a present one.
    fn clear(&mut self) {
        self.snapshot.frame = None;
        self.snapshot.pose = Reading::Unknown(Why::Nobody);
        self.snapshot.head_at_limit = None;
        self.snapshot.measurements = Measurements::unknown(Why::Nobody);
        self.snapshot.assessment = None;
    }

    fn fail(&mut self, message: String, hint: &str) {
        self.clear();
        self.snapshot.source = SourceState::Failed { message, hint: hint.to_owned() };
    }

    fn take_in(&mut self, captured: Captured) {
        match captured {
            Captured::Trouble(error) => self.fail(error.to_string(), error.hint()),
            Captured::Ended(Some(error)) => {
                self.capture = None;
                self.fail(error.to_string(), error.hint());
            }
            Captured::Ended(None) => {
                self.capture = None;
                self.snapshot.source = SourceState::Ended;
                let calibration = self.analyzer.finish_calibration();
                self.tell_calibration(calibration);
            }
            Captured::Frame(frame) => self.judge(frame),
        }
        self.publish();
    }

    fn judge(&mut self, mut frame: Frame) {
        let ahead = *self.clock_ahead_secs.get_or_insert(self.clock.now() - frame.at);
        frame.at = frame.at + ahead;
        match self.analyzer.analyze(&frame) {
            Err(error) => self.fail(error.to_string(), "`sitwell doctor` checks the engine and the models"),
            Ok(analysis) => {
                if !matches!(self.snapshot.source, SourceState::Streaming { .. }) {
                    let name = self.capture.as_ref().and_then(|capture| capture.name.get());
                    let spec = || self.snapshot.source_spec.to_string_lossy().into_owned();
                    self.snapshot.source =
                        SourceState::Streaming { name: name.cloned().unwrap_or_else(spec) };
                }
                self.snapshot.at = frame.at;
                self.tell_calibration(analysis.calibration);
                self.snapshot.head_at_limit = self.analyzer.head_at_limit(&analysis.pose);
                self.snapshot.pose = analysis.pose;
                self.snapshot.measurements = analysis.measurements;
                self.snapshot.assessment = Some(analysis.assessment);
                self.snapshot.frame = Some(Arc::new(frame));
            }
        }
    }

    fn tell_calibration(&mut self, calibration: Calibration) {
        let at = self.clock.now();
        self.snapshot.calibration = match calibration {
            Calibration::Running { remaining_secs, problem } => CalibrationState::Running {
                remaining_secs,
                progress: (1.0 - remaining_secs / CALIBRATION_SECS) as f32,
                problem: problem.map(text::refusal_sentence),
            },
            Calibration::Done(neutral) => {
                if self.snapshot.source_spec != DEMO {
                    self.keep(&neutral);
                }
                self.snapshot.neutral = Some(neutral);
                CalibrationState::Done { at }
            }
            Calibration::Refused(refusal) => {
                CalibrationState::Refused { reason: text::refusal_sentence(refusal), at }
            }
            Calibration::Idle => match &self.snapshot.calibration {
                CalibrationState::Running { .. } => CalibrationState::Idle,
                other => other.clone(),
            },
        };
    }

    /// How a calibration ended is news for a while only, whether frames still come or not.
    fn forget_calibration(&mut self, now: Mono) {
        let told_until = match self.snapshot.calibration {
            CalibrationState::Done { at } => at + CALIBRATION_TOLD_SECS,
            CalibrationState::Refused { at, .. } => at + REFUSAL_TOLD_SECS,
            CalibrationState::Idle | CalibrationState::Running { .. } => return,
        };
        if now > told_until {
            self.snapshot.calibration = CalibrationState::Idle;
            self.publish();
        }
    }

    /// A neutral that cannot be kept still serves until the window is closed.
    fn keep(&mut self, neutral: &Arc<Neutral>) {
        self.own_neutral = Some(Arc::clone(neutral));
        // Whatever was wrong with the former one is wrong no longer.
        self.snapshot.notice = self
            .profile
            .as_deref()
            .and_then(|path| profile::save(path, neutral).err())
            .map(|error| format!("Your calibration could not be saved: {error}"));
    }

    fn publish(&mut self) {
        self.snapshot.sequence += 1;
        self.snapshot.dropped = self.capture.as_ref().map_or(self.snapshot.dropped, Capture::dropped);
        let snapshot = Arc::new(self.snapshot.clone());
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = snapshot;
        (self.wake)();
    }
}
