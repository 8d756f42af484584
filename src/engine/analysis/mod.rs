//! The analysis thread: it owns the engine, is fed by a capture thread, and decides when to look.
//!
//! It sleeps until something is due: a look, a command, the end of a pause. While the camera is closed for good reasons it
//! sleeps for good.

mod calibrating;
mod pictures;

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, SyncSender},
    },
    thread,
    time::Duration,
};

use super::{
    Autostart, CalibrationState, Command, Event, Keeping, Pause, Record, Setup, Snapshot, SourceState,
    Surroundings, Tell,
    away::Away,
    capture::{Capture, Closing},
    event::CameraChange,
    watcher::Watcher,
};
use crate::{
    alerts::{AlertEvent, AlertKind},
    posture::{CALIBRATION_SECS, Neutral},
    profile::DeskSetup,
    settings::Settings,
    source, text,
    time::{Clock, Mono, WallTime},
};

/// Without a picture for so long after one was wanted, nothing is watched, and that is said. Cameras say so themselves
/// a little sooner, with a better reason.
const STALLED_SECS: f64 = 3.0;
/// How long a camera may take to be closed, before the computer goes to sleep.
const CLOSE_SECS: f64 = 2.0;
const CLOSE_STEP: Duration = Duration::from_millis(20);

/// The source whose person is not the user.
const DEMO: &str = "demo";

/// What the thread wakes up for.
pub(super) enum Message {
    Command(Command),
    /// There is something to take from the capture thread.
    Captured,
    /// Fill this once the camera that was open is closed.
    TellWhenClosed(SyncSender<()>),
    Stop,
}

/// What the thread owns.
pub(super) struct Analysis {
    watcher: Watcher,
    keeping: Keeping,
    settings_file: Option<PathBuf>,
    autostart: Option<Autostart>,
    /// The camera and the monitors that the neutral in force is chosen for.
    desk: Option<DeskSetup>,
    desk_looked_at: Mono,
    calibrate: bool,
    wake: Arc<dyn Fn(&Snapshot) + Send + Sync>,
    tell: Tell,
    pub(super) latest: Arc<Mutex<Arc<Snapshot>>>,
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
    /// The neutral before the guided calibration took another, and when that was made.
    former: Option<(Arc<Neutral>, Option<WallTime>)>,
    /// What the engine's clock shows more than the source's, so that time goes on from one source to the next.
    clock_ahead_secs: Option<f64>,
    snapshot: Snapshot,
    clock: Clock,
}

impl Analysis {
    pub(super) fn new(setup: Setup, messages: SyncSender<Message>, clock: Clock) -> Self {
        let mut snapshot =
            Snapshot { source_spec: setup.source, notice: setup.notice, ..Snapshot::opening() };
        snapshot.starts_with_desktop = setup.autostart.as_ref().map(|autostart| autostart.is_on);
        snapshot.profiles = setup.keeping.list().into();
        let watcher = Watcher::new(setup.analyzer, setup.settings.alerts.clone());
        snapshot.neutral = watcher.analyzer.neutral().cloned();
        snapshot.settings = Arc::new(setup.settings);
        Self {
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
            latest: Arc::new(Mutex::new(Arc::new(snapshot.clone()))),
            messages,
            capture: None,
            closing: Closing::default(),
            wanted_since: None,
            is_over: false,
            paused_by_user: None,
            surroundings: Surroundings::default(),
            away: Away::default(),
            blind_since: None,
            former: None,
            clock_ahead_secs: None,
            snapshot,
            clock,
        }
    }

    pub(super) fn run(&mut self, messages: &Receiver<Message>) {
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
                if self.take_in(captured) {
                    self.publish();
                }
            }
            self.do_what_is_due();
        }
        self.capture = None;
        for event in self.watcher.end(self.clock.now()) {
            self.emit(event);
        }
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
        let dues =
            [look, pause, self.away.next_due(), self.calibration_told_until(), self.watcher.next_tick_at()];
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
        if self.watcher.next_tick_at().is_some_and(|due| now >= due) {
            if let Some(done) = self.watcher.step_coach(now, None) {
                self.emit(done);
            }
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
            Command::Calibrate => self.start_guide(),
            Command::CalibrateStep(step) => self.start_step(step),
            Command::CancelCalibration => self.leave_calibration(),
            Command::UndoCalibration => self.undo_calibration(),
            Command::DescribeNeutral { neutral_cva_deg, field_of_view_deg } => {
                self.describe_neutral(neutral_cva_deg, field_of_view_deg);
            }
            Command::RenameProfile(name) => self.rename_profile(&name),
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
            Command::Coach(command) => {
                if let Some(done) = self.watcher.coach(command) {
                    self.emit(done);
                }
            }
            Command::Preview(is_previewed) => self.watcher.rate.is_previewed = is_previewed,
            Command::Notice(notice) => self.snapshot.notice = Some(notice),
        }
    }

    fn set_settings(&mut self, settings: Settings) {
        if let Some(Err(error)) = self.settings_file.as_deref().map(|path| settings.save(path)) {
            self.snapshot.notice = Some(text::notice("notice-settings-not-saved", &error));
        }
        if settings.window.language != self.snapshot.settings.window.language {
            settings.window.language.language().set();
        }
        self.watcher.alerts.set_settings(settings.alerts.clone());
        self.snapshot.settings = Arc::new(settings);
        self.emit(Event::Settings);
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
        self.resume_guide();
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
        self.watcher.analyzer.forget();
    }

    /// Until the camera that was closed last is free for others, but not for ever: it may hang.
    fn wait_until_closed(&self) {
        let deadline = self.clock.now() + CLOSE_SECS;
        while !self.closing.is_done() && self.clock.now() < deadline {
            thread::park_timeout(CLOSE_STEP);
        }
    }

    fn set_source(&mut self, state: SourceState) {
        if self.snapshot.source != state {
            self.snapshot.source = state;
            self.snapshot.source_since = WallTime::now();
            self.emit(Event::Camera(CameraChange::to(&self.snapshot.source)));
        }
    }

    fn emit(&mut self, event: Event) {
        match &event {
            Event::Alerts(AlertEvent::Alert(alert)) => self.snapshot.alert = Some(alert.clone()),
            Event::Alerts(AlertEvent::EpisodeEnded { episode: ended, .. }) => {
                self.snapshot.alert.take_if(
                    |alert| matches!(alert.kind, AlertKind::Posture { episode, .. } if episode == *ended),
                );
            }
            Event::Alerts(AlertEvent::Left { .. }) => self.snapshot.alert = None,
            Event::Calibration { is_done: true, .. } => {
                self.snapshot.alert.take_if(|alert| alert.kind == AlertKind::Recalibrate);
            }
            _ => {}
        }
        let record = Record { time: Some(WallTime::now()), at: self.clock.now(), event };
        (self.tell)(&record, &self.snapshot);
    }

    fn publish(&mut self) {
        self.snapshot.sequence += 1;
        self.snapshot.damaged = self.capture.as_ref().map_or(self.snapshot.damaged, Capture::damaged);
        self.snapshot.attention = self.watcher.alerts.attention();
        self.snapshot.coach = self.watcher.coach_state();
        self.snapshot.snoozed_until = self.watcher.alerts.snoozed_until();
        self.snapshot.misplaced_since = self.watcher.alerts.needs_recalibration();
        let snapshot = Arc::new(self.snapshot.clone());
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&snapshot);
        (self.wake)(&snapshot);
    }
}
