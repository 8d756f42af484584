//! The engine in real time: an analysis thread that owns everything, fed by a capture thread.
//!
//! The thread sleeps until something is due: a look, a command, the end of a pause. While the camera is closed for
//! good reasons it sleeps for good.

use std::{
    ffi::OsString,
    io,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    CalibrationState, Command, Event, Keeping, Monitor, Pause, Record, Snapshot, SourceState, Surroundings,
    analyzer::{Analyzer, Calibration},
    away::Away,
    capture::{Capture, Captured, Closing},
    event::CameraChange,
    watcher::Watcher,
};
use crate::{
    alerts::AlertEvent,
    frame::Frame,
    posture::{CALIBRATION_SECS, Measurements, Neutral, Reading, Why},
    profile::DeskSetup,
    settings::Settings,
    source, text,
    time::{Clock, Mono, WallTime},
};

/// Without a picture for so long after one was wanted, nothing is watched, and that is said. Cameras say so themselves
/// a little sooner, with a better reason.
const STALLED_SECS: f64 = 3.0;
/// More messages than anybody clicks before the first is seen.
const MESSAGES: usize = 64;
/// How long "calibrated" stays to be read.
const CALIBRATION_TOLD_SECS: f64 = 4.0;
/// How long it stays that a calibration was refused, and why: time to read it and to sit differently.
const REFUSAL_TOLD_SECS: f64 = 30.0;
/// One picture in which nothing can be seen may be a hand before the lens.
const BLIND_SECS: f64 = 1.0;
/// How long a camera may take to be closed, before the computer goes to sleep.
const CLOSE_SECS: f64 = 2.0;
const CLOSE_STEP: Duration = Duration::from_millis(20);
/// How often it is looked whether the monitors are still the same: who docks a laptop takes his seat for longer.
const DESK_SECS: f64 = 30.0;

/// The source whose person is not the user.
const DEMO: &str = "demo";

/// How to start the engine.
pub struct Setup {
    /// The source, in the grammar of [`crate::source`].
    pub source: OsString,
    /// Estimator and scorer.
    pub analyzer: Analyzer,
    /// Where neutrals are kept; the one of a file is in the analyzer already.
    pub keeping: Keeping,
    /// What the user chose.
    pub settings: Settings,
    /// Where it is kept when he chooses otherwise.
    pub settings_file: Option<PathBuf>,
    /// Starting with the desktop; `None`: this desktop cannot be told.
    pub autostart: Option<Autostart>,
    /// Take the neutral from the first seconds, as often as it takes.
    pub calibrate: bool,
    /// What the user should know from the start, such as a profile that could not be read.
    pub notice: Option<String>,
    /// Called after every new snapshot, to wake the window.
    pub wake: Arc<dyn Fn() + Send + Sync>,
    /// Called with everything that happens, from the thread of the engine; it must not wait for anything.
    pub tell: Box<dyn FnMut(&Record) + Send>,
}

/// Starting with the desktop, which the desktop keeps.
pub struct Autostart {
    /// Whether it does so now.
    pub is_on: bool,
    /// Changes that; the error is for the user.
    pub set: Box<dyn Fn(bool) -> Result<(), String> + Send>,
}

/// The running engine. Dropped, it stops and closes the camera.
pub struct LiveMonitor {
    latest: Arc<Mutex<Arc<Snapshot>>>,
    messages: SyncSender<Message>,
    analysis: Mutex<Option<JoinHandle<()>>>,
    clock: Clock,
}

/// What the analysis thread wakes up for.
enum Message {
    Command(Command),
    /// There is something to take from the capture thread.
    Captured,
    /// Fill this once the camera that was open is closed.
    TellWhenClosed(SyncSender<()>),
    Stop,
}

impl LiveMonitor {
    /// Starts the threads.
    pub fn start(setup: Setup) -> io::Result<Self> {
        let mut snapshot =
            Snapshot { source_spec: setup.source, notice: setup.notice, ..Snapshot::opening() };
        snapshot.starts_with_desktop = setup.autostart.as_ref().map(|autostart| autostart.is_on);
        snapshot.profiles = setup.keeping.list().into();
        let watcher = Watcher::new(setup.analyzer, setup.settings.alerts.clone());
        snapshot.neutral = watcher.analyzer.neutral().cloned();
        snapshot.settings = Arc::new(setup.settings);
        let latest = Arc::new(Mutex::new(Arc::new(snapshot.clone())));
        let (messages, received) = sync_channel(MESSAGES);
        let clock = Clock::start();
        let mut analysis = Analysis {
            own_neutral: snapshot.neutral.clone(),
            watcher,
            keeping: setup.keeping,
            settings_file: setup.settings_file,
            autostart: setup.autostart,
            desk: None,
            desk_looked_at: Mono::default(),
            calibrate: setup.calibrate,
            wake: setup.wake,
            tell: setup.tell,
            latest: Arc::clone(&latest),
            messages: messages.clone(),
            capture: None,
            closing: Closing::default(),
            wanted_since: None,
            is_over: false,
            paused_by_user: None,
            surroundings: Surroundings::default(),
            away: Away::default(),
            blind_since: None,
            clock_ahead_secs: None,
            snapshot,
            clock,
        };
        let thread = thread::Builder::new().name("analysis".into()).spawn(move || analysis.run(&received))?;
        Ok(Self { latest, messages, analysis: Mutex::new(Some(thread)), clock })
    }

    /// Stops the engine and closes the camera; returns when that is done.
    pub fn stop(&self) {
        let thread = self.analysis.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // Gone: it has stopped already.
            let _gone = self.messages.send(Message::Stop);
            let _panicked = thread.join();
        }
    }

    /// Waits until the camera is closed, but no longer than `patience`. A pause that was asked for before is obeyed by
    /// then.
    pub fn wait_until_closed(&self, patience: Duration) {
        let (done, told) = sync_channel(1);
        if self.messages.send(Message::TellWhenClosed(done)).is_ok() {
            let _closed_or_not = told.recv_timeout(patience);
        }
    }

    /// The time of the engine, in which snapshots and records are.
    pub fn now(&self) -> Mono {
        self.clock.now()
    }
}

impl Monitor for LiveMonitor {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.latest.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn send(&self, command: Command) {
        // Full: the thread is busy with as many clicks as nobody makes. Gone: there is nobody to tell.
        let _unheard = self.messages.try_send(Message::Command(command));
    }
}

impl Drop for LiveMonitor {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What the analysis thread owns.
struct Analysis {
    watcher: Watcher,
    keeping: Keeping,
    settings_file: Option<PathBuf>,
    autostart: Option<Autostart>,
    /// The camera and the monitors that the neutral in force is chosen for.
    desk: Option<DeskSetup>,
    desk_looked_at: Mono,
    calibrate: bool,
    wake: Arc<dyn Fn() + Send + Sync>,
    tell: Box<dyn FnMut(&Record) + Send>,
    latest: Arc<Mutex<Arc<Snapshot>>>,
    /// To be woken by the capture thread.
    messages: SyncSender<Message>,
    capture: Option<Capture>,
    /// The source that was closed last.
    closing: Closing,
    /// A frame is wanted since then, and has not come.
    wanted_since: Option<Mono>,
    /// The source has ended or cannot be opened; only the user can change that.
    is_over: bool,
    paused_by_user: Option<Pause>,
    surroundings: Surroundings,
    away: Away,
    /// Nothing can be seen in the pictures since then.
    blind_since: Option<Mono>,
    /// The user's neutral, while the demo's person is compared with his own.
    own_neutral: Option<Arc<Neutral>>,
    /// What the engine's clock shows more than the source's, so that time goes on from one source to the next.
    clock_ahead_secs: Option<f64>,
    snapshot: Snapshot,
    clock: Clock,
}

impl Analysis {
    fn run(&mut self, messages: &Receiver<Message>) {
        let source = self.snapshot.source_spec.to_string_lossy().into_owned();
        self.emit(Event::Started { version: env!("CARGO_PKG_VERSION"), source });
        self.open();
        self.publish();
        loop {
            let message = match self.next_due() {
                None => messages.recv().map_err(RecvTimeoutError::from),
                Some(due) => {
                    let wait_secs = (due - self.clock.now()).max(0.0);
                    messages.recv_timeout(Duration::from_secs_f64(wait_secs))
                }
            };
            match message {
                Ok(Message::Command(command)) => {
                    self.obey(command);
                    self.publish();
                }
                Ok(Message::Captured) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Message::TellWhenClosed(done)) => {
                    self.wait_until_closed();
                    let _gone = done.try_send(());
                }
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => break,
            }
            while let Some(captured) = self.capture.as_ref().and_then(Capture::take) {
                self.take_in(captured);
                self.publish();
            }
            self.do_what_is_due();
        }
        self.capture = None;
        self.emit(Event::Stopped);
    }

    /// When something is to be done without having been asked; `None`: never.
    fn next_due(&self) -> Option<Mono> {
        let look = self.capture.as_ref().map(|_| match self.wanted_since {
            Some(since) => since + STALLED_SECS,
            None => self.watcher.next_look_at().unwrap_or_default(),
        });
        let pause = match self.paused_by_user {
            Some(Pause::ByUser { until }) => until,
            _ => None,
        };
        let dues = [look, pause, self.away.next_due(), self.calibration_told_until()];
        dues.into_iter().flatten().min_by(|a, b| a.secs().total_cmp(&b.secs()))
    }

    fn do_what_is_due(&mut self) {
        let now = self.clock.now();
        if let Some(Pause::ByUser { until: Some(until) }) = self.paused_by_user
            && now >= until
        {
            self.paused_by_user = None;
            self.settle();
        }
        if self.calibration_told_until().is_some_and(|until| now > until) {
            self.snapshot.calibration = CalibrationState::Idle;
            self.publish();
        }
        if self.away.next_due().is_some_and(|due| now >= due) {
            self.away.step(now);
            self.settle();
        }
        match (&self.capture, self.wanted_since) {
            (Some(capture), None) if self.watcher.next_look_at().is_none_or(|next| now >= next) => {
                capture.want();
                self.wanted_since = Some(now);
            }
            (Some(_), Some(since)) if now - since >= STALLED_SECS => {
                // It is wanted for as long as it takes; only the patience begins anew.
                self.wanted_since = Some(now);
                if self.snapshot.source.is_streaming() {
                    let camera = self.snapshot.source_spec.to_string_lossy().into_owned();
                    let error = source::SourceError::Stalled { camera };
                    self.fail(&error);
                    self.publish();
                }
            }
            _ => {}
        }
    }

    fn obey(&mut self, command: Command) {
        let now = self.clock.now();
        match command {
            Command::Pause { secs } => {
                self.paused_by_user = Some(Pause::ByUser { until: secs.map(|secs| now + secs.max(0.0)) });
                self.settle();
            }
            Command::Resume => {
                self.paused_by_user = None;
                self.away = Away::default();
                self.open();
            }
            Command::Open(source) => {
                self.paused_by_user = None;
                self.away = Away::default();
                self.snapshot.source_spec = source.into();
                self.desk = None;
                self.watcher.alerts.forget();
                self.open();
            }
            Command::Calibrate => self.start_calibration(),
            Command::CancelCalibration => {
                self.watcher.analyzer.cancel_calibration();
                self.snapshot.calibration = CalibrationState::Idle;
            }
            Command::Snooze { secs } => {
                if secs > 0.0 {
                    self.watcher.alerts.snooze(now, secs);
                } else {
                    self.watcher.alerts.unsnooze();
                }
                self.snapshot.alert = None;
                let answer = if secs > 0.0 { "snooze" } else { "unsnooze" };
                self.emit(Event::Answer { answer, episode: None });
            }
            Command::WasWrong { episode } => {
                self.watcher.alerts.was_wrong(now, episode);
                self.snapshot.alert = None;
                self.emit(Event::Answer { answer: "was_wrong", episode: Some(episode) });
            }
            Command::SetSettings(settings) => self.set_settings(*settings),
            Command::StartWithDesktop(is_on) => {
                if let Some(autostart) = &mut self.autostart {
                    match (autostart.set)(is_on) {
                        Ok(()) => autostart.is_on = is_on,
                        Err(error) => self.snapshot.notice = Some(error),
                    }
                    self.snapshot.starts_with_desktop = Some(autostart.is_on);
                }
            }
            Command::ResetProfile(id) => self.reset_profile(&id),
            Command::Surroundings(surroundings) => {
                if surroundings != self.surroundings {
                    self.surroundings = surroundings;
                    self.watcher.is_hushed = surroundings.is_hushed;
                    self.watcher.rate.is_on_battery = surroundings.is_on_battery;
                    if surroundings.is_locked || surroundings.is_asleep {
                        self.watcher.alerts.locked(now);
                    }
                    if !surroundings.is_idle {
                        // Whoever unlocks the screen or touches the keyboard is back.
                        self.away = Away::default();
                    }
                    self.settle();
                }
            }
            Command::Preview(is_previewed) => self.watcher.rate.is_previewed = is_previewed,
        }
    }

    fn set_settings(&mut self, settings: Settings) {
        if let Some(Err(error)) = self.settings_file.as_deref().map(|path| settings.save(path)) {
            self.snapshot.notice =
                Some(format!("Your settings hold until Sitwell ends; they could not be saved: {error}"));
        }
        self.watcher.alerts.set_settings(settings.alerts.clone());
        self.snapshot.settings = Arc::new(settings);
    }

    /// Puts a profile aside. If it is the one in use, nothing is compared until there is another.
    fn reset_profile(&mut self, id: &str) {
        match self.keeping.remove(id) {
            Ok(()) => {
                self.desk = None;
                self.know_the_desk();
            }
            Err(error) => self.snapshot.notice = Some(error.to_string()),
        }
        self.snapshot.profiles = self.keeping.list().into();
    }

    fn start_calibration(&mut self) {
        self.watcher.analyzer.start_calibration(CALIBRATION_SECS);
        self.snapshot.calibration =
            CalibrationState::Running { remaining_secs: CALIBRATION_SECS, progress: 0.0, problem: None };
    }

    /// Why the camera is to be closed now, if it is.
    fn pause(&self) -> Option<Pause> {
        self.paused_by_user.or(match self.surroundings {
            Surroundings { is_asleep: true, .. } => Some(Pause::Asleep),
            Surroundings { is_locked: true, .. } => Some(Pause::Locked),
            Surroundings { is_switched_away: true, .. } => Some(Pause::SwitchedAway),
            _ => None,
        })
    }

    /// Opens or closes the source as the reasons to do so have changed.
    fn settle(&mut self) {
        let state = match self.pause() {
            Some(pause) => SourceState::Paused(pause),
            None if self.away.is_waiting() => SourceState::Away,
            None => {
                if self.capture.is_none() && !self.is_over {
                    self.open();
                }
                return;
            }
        };
        self.close();
        self.set_source(state);
        self.publish();
    }

    /// Opens the source, or says why not now.
    fn open(&mut self) {
        // The former camera is closed before the next one is opened: it may be the same.
        self.close();
        self.is_over = false;
        self.clock_ahead_secs = None;
        if self.pause().is_some() {
            self.settle();
            return;
        }
        if !self.away.is_looking() {
            self.set_source(SourceState::Opening);
        }
        let source = self.snapshot.source_spec.clone();
        let is_demo = source == DEMO;
        if self.snapshot.neutral != self.own_neutral {
            self.watcher.set_neutral(self.own_neutral.clone());
            self.snapshot.neutral.clone_from(&self.own_neutral);
        }
        // The first ten seconds of the demo are its person's neutral.
        if is_demo || self.calibrate && self.own_neutral.is_none() {
            self.watcher.analyzer.start_calibration(CALIBRATION_SECS);
        }
        let messages = self.messages.clone();
        let notify = move || {
            // Full: the thread looks for what was captured after any message.
            let _awake = messages.try_send(Message::Captured);
        };
        match Capture::start(source, Box::new(notify)) {
            Ok(capture) => {
                capture.want();
                self.wanted_since = Some(self.clock.now());
                self.capture = Some(capture);
            }
            Err(error) => {
                self.is_over = true;
                let (message, hint) = (error.to_string(), "close other programs, then try again".to_owned());
                self.set_source(SourceState::Failed { kind: "failed", message, hint });
            }
        }
    }

    /// Closes the source; nothing of a former picture may look like a present one.
    fn close(&mut self) {
        if let Some(capture) = self.capture.take() {
            self.closing = capture.close();
        }
        self.wanted_since = None;
        self.watcher.analyzer.cancel_calibration();
        self.snapshot.calibration = CalibrationState::Idle;
        self.see_nothing();
        self.watcher.forget();
    }

    /// Until the camera that was closed last is free for others, but not for ever: it may hang.
    fn wait_until_closed(&self) {
        let deadline = self.clock.now() + CLOSE_SECS;
        while !self.closing.is_done() && self.clock.now() < deadline {
            thread::park_timeout(CLOSE_STEP);
        }
    }

    fn see_nothing(&mut self) {
        self.blind_since = None;
        self.snapshot.frame = None;
        self.snapshot.pose = Reading::Unknown(Why::Nobody);
        self.snapshot.head_at_limit = None;
        self.snapshot.measurements = Measurements::unknown(Why::Nobody);
        self.snapshot.assessment = None;
        let events = self.watcher.see_nothing(self.clock.now());
        for event in events {
            self.emit(event);
        }
    }

    fn fail(&mut self, error: &source::SourceError) {
        self.see_nothing();
        // A camera that is lost while nobody is there is news.
        self.away = Away::default();
        self.set_source(SourceState::Failed {
            kind: error.key(),
            message: error.to_string(),
            hint: error.hint().to_owned(),
        });
    }

    fn set_source(&mut self, state: SourceState) {
        if self.snapshot.source != state {
            self.snapshot.source = state;
            self.snapshot.source_since = self.clock.now();
            self.emit(Event::Camera(CameraChange::to(&self.snapshot.source)));
        }
    }

    fn take_in(&mut self, captured: Captured) {
        match captured {
            Captured::Trouble(error) => self.fail(&error),
            Captured::Ended(Some(error)) => {
                (self.capture, self.wanted_since, self.is_over) = (None, None, true);
                self.fail(&error);
            }
            Captured::Ended(None) => {
                (self.capture, self.wanted_since, self.is_over) = (None, None, true);
                let calibration = self.watcher.analyzer.finish_calibration();
                self.tell_calibration(calibration);
                self.set_source(SourceState::Ended);
            }
            Captured::Frame(frame) => {
                self.wanted_since = None;
                self.know_the_desk();
                self.look(frame);
            }
        }
    }

    fn look(&mut self, mut frame: Frame) {
        let ahead = *self.clock_ahead_secs.get_or_insert(self.clock.now() - frame.at);
        frame.at = frame.at + ahead;
        match self.watcher.look(&frame) {
            Err(error) => {
                (self.capture, self.is_over) = (None, true);
                self.see_nothing();
                self.set_source(SourceState::Failed {
                    kind: "failed",
                    message: error.to_string(),
                    hint: "`sitwell doctor` checks the engine and the models".to_owned(),
                });
            }
            Ok(looked) => {
                let mut calibration = None;
                if let Some(analysis) = looked.analysis {
                    self.tell_source(frame.at, &analysis.pose);
                    self.snapshot.at = frame.at;
                    self.snapshot.head_at_limit = self.watcher.analyzer.head_at_limit(&analysis.pose);
                    self.snapshot.pose = analysis.pose;
                    self.snapshot.measurements = analysis.measurements;
                    self.snapshot.assessment = Some(analysis.assessment);
                    calibration = Some(analysis.calibration);
                }
                if let Some(calibration) = calibration {
                    self.tell_calibration(calibration);
                }
                self.snapshot.frame = Some(Arc::new(frame));
                for event in looked.events {
                    self.emit(event);
                }
                self.leave_if_away();
            }
        }
    }

    /// Frames arrive; whether anything can be seen in them, and whether somebody is back.
    fn tell_source(&mut self, at: Mono, pose: &Reading<crate::posture::Pose>) {
        let name = || {
            let name = self.capture.as_ref().and_then(Capture::name).map(str::to_owned);
            name.unwrap_or_else(|| self.snapshot.source_spec.to_string_lossy().into_owned())
        };
        let blind = match pose.why() {
            Some(why @ (Why::Covered | Why::TooDark)) => Some(why),
            _ => None,
        };
        let state = match blind {
            Some(why) if at - *self.blind_since.get_or_insert(at) >= BLIND_SECS => {
                SourceState::Blind { name: name(), why }
            }
            _ => SourceState::Streaming { name: name() },
        };
        if blind.is_none() {
            self.blind_since = None;
        }
        if self.away.is_looking() {
            if matches!(pose.why(), Some(Why::Nobody | Why::Covered | Why::TooDark)) {
                return;
            }
            self.away = Away::default();
        }
        self.set_source(state);
    }

    /// Closes the camera once nobody has been there for long.
    fn leave_if_away(&mut self) {
        let is_camera = source::is_camera(&self.snapshot.source_spec);
        if let Some(since) = self.watcher.alerts.is_away().filter(|_| is_camera)
            && self.snapshot.settings.camera.release_when_away
            && self.away.leave(since, self.clock.now(), self.snapshot.settings.camera.away_secs)
        {
            self.settle();
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
                if self.calibrate && self.snapshot.neutral.is_none() && !self.is_over {
                    self.watcher.analyzer.start_calibration(CALIBRATION_SECS);
                }
                CalibrationState::Refused { reason: text::refusal_sentence(refusal), at }
            }
            Calibration::Idle => match &self.snapshot.calibration {
                CalibrationState::Running { .. } => CalibrationState::Idle,
                other => other.clone(),
            },
        };
    }

    /// How a calibration ended is news for a while only, whether frames still come or not.
    fn calibration_told_until(&self) -> Option<Mono> {
        match self.snapshot.calibration {
            CalibrationState::Done { at } => Some(at + CALIBRATION_TOLD_SECS),
            CalibrationState::Refused { at, .. } => Some(at + REFUSAL_TOLD_SECS),
            CalibrationState::Idle | CalibrationState::Running { .. } => None,
        }
    }

    /// A neutral that cannot be kept still serves until the program ends.
    fn keep(&mut self, neutral: &Arc<Neutral>) {
        self.own_neutral = Some(Arc::clone(neutral));
        // Whatever was wrong with the former one is wrong no longer.
        self.snapshot.notice = None;
        match self.keeping.keep(self.desk.as_ref(), neutral) {
            Ok(name) => {
                self.tell_profile(name);
                self.snapshot.profiles = self.keeping.list().into();
            }
            Err(error) => {
                self.snapshot.notice = Some(format!("Your calibration could not be saved: {error}"));
            }
        }
    }

    /// Chooses the neutral of this camera and these monitors; looks from time to time whether they are still the same.
    fn know_the_desk(&mut self) {
        let now = self.clock.now();
        let Some(camera) = self.capture.as_ref().and_then(Capture::camera) else { return };
        if self.desk.is_some() && now - self.desk_looked_at < DESK_SECS {
            return;
        }
        self.desk_looked_at = now;
        let Some(desk) = self.keeping.desk(camera) else { return };
        if self.desk.as_ref().is_some_and(|former| former.is_same_desk(&desk)) {
            return;
        }
        let chosen = self.keeping.choose(&desk);
        self.desk = Some(desk);
        self.own_neutral = chosen.neutral.map(Arc::new);
        self.watcher.set_neutral(self.own_neutral.clone());
        self.snapshot.neutral.clone_from(&self.own_neutral);
        self.snapshot.calibration = CalibrationState::Idle;
        if chosen.notice.is_some() {
            self.snapshot.notice = chosen.notice;
        }
        self.tell_profile(chosen.name);
        self.snapshot.profiles = self.keeping.list().into();
        if self.calibrate && self.own_neutral.is_none() {
            self.start_calibration();
        }
    }

    fn tell_profile(&mut self, name: Option<String>) {
        if self.snapshot.profile != name {
            self.snapshot.profile.clone_from(&name);
            self.emit(Event::Profile { name });
        }
    }

    fn emit(&mut self, event: Event) {
        match &event {
            Event::Alerts(AlertEvent::Alert(alert)) => self.snapshot.alert = Some(alert.clone()),
            Event::Alerts(AlertEvent::EpisodeEnded { .. } | AlertEvent::Left { .. }) => {
                self.snapshot.alert = None;
            }
            _ => {}
        }
        let record = Record { time: Some(WallTime::now()), at: self.clock.now(), event };
        (self.tell)(&record);
    }

    fn publish(&mut self) {
        self.snapshot.sequence += 1;
        self.snapshot.damaged = self.capture.as_ref().map_or(self.snapshot.damaged, Capture::damaged);
        self.snapshot.attention = self.watcher.alerts.attention();
        self.snapshot.snoozed_until = self.watcher.alerts.snoozed_until();
        self.snapshot.misplaced_since = self.watcher.alerts.needs_recalibration();
        let snapshot = Arc::new(self.snapshot.clone());
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = snapshot;
        (self.wake)();
    }
}
