//! Engine, desktop and window, joined to the program that runs all day.
//!
//! ```text
//! engine -> Record -> announcer (thread) -> tray, notifications, log
//!        -> Recorder -> Entry -> store -> window
//!        -> Snapshot -> window (main thread)
//! tray, notifications, other programs, window -> Hands -> Command -> engine
//! the desktop (locked, asleep, battery, ...) -> Command -> engine
//! ```
//!
//! The window comes and goes; everything else goes on without it.

mod announcer;
mod commands;
mod hands;
mod log;
mod recorder;
mod session_clock;
mod tray_state;

use std::{
    ffi::OsString,
    io::{self, Write},
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::Ordering,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use anyhow::Context;

use self::{
    announcer::Announcer,
    hands::{Ask, Hands},
};
pub use self::{
    log::Log,
    recorder::{Instruments, Recorder},
};
use crate::{
    desktop::{
        autostart,
        control::{self, Answer, ControlServer, Request, SingleInstance},
        motion, surroundings,
        tray::Tray,
    },
    engine::{Autostart, Command, Keeping, LiveMonitor, Monitor, Record, Setup, analyzer::Analyzer},
    settings::Settings,
    store::Store,
    time::WallTime,
    ui::{self, AboutInfo, WindowHandle},
};

/// More records than happen while a desktop takes its time; what comes then is not announced, but still watched.
const RECORDS: usize = 1024;
/// More wishes than anybody has before the first is seen.
const ASKS: usize = 8;

/// How to start the program.
pub struct Options {
    /// The source, in the grammar of [`crate::source`].
    pub source: OsString,
    /// Estimator and scorer, with the neutral of a named file.
    pub analyzer: Analyzer,
    /// Where neutrals are kept.
    pub keeping: Keeping,
    /// What the user chose.
    pub settings: Settings,
    /// Where that is kept.
    pub settings_file: Option<PathBuf>,
    /// Where sessions are kept.
    pub store: Store,
    /// What judges them.
    pub instruments: Instruments,
    /// What the user should know from the start.
    pub notice: Option<String>,
    /// Where to log what happens.
    pub log: Option<Log>,
    /// Whether to start without the window.
    pub background: bool,
    /// What the window tells about the program.
    pub about: AboutInfo,
}

/// Whether Sitwell runs already; it then shows its window.
pub fn hand_over() -> anyhow::Result<Handover> {
    let folder = match control::folder() {
        Ok(folder) => folder,
        Err(error) => return Ok(Handover::Alone(error.to_string())),
    };
    match SingleInstance::take(&folder) {
        Ok(Some(instance)) => Ok(Handover::First(instance)),
        Ok(None) => match control::send(&folder, Request::Show)? {
            Answer::Refused { message, hint } => anyhow::bail!("{message}\nhint: {hint}"),
            Answer::Done { .. } | Answer::Status(_) => Ok(Handover::Shown),
        },
        Err(error) => Ok(Handover::Alone(error.to_string())),
    }
}

/// What came of asking whether Sitwell runs already.
pub enum Handover {
    /// It does, and shows its window.
    Shown,
    /// It does not; from now on this one is it.
    First(SingleInstance),
    /// It cannot be known, for this reason; other programs cannot ask this one anything.
    Alone(String),
}

/// Runs until the user ends it.
pub fn run(mut options: Options, instance: Option<SingleInstance>) -> anyhow::Result<()> {
    let window = WindowHandle::default();
    let (asks, asked) = sync_channel(ASKS);
    let (records, recorded) = sync_channel(RECORDS);
    let about = options.about.clone();
    let background = options.background;
    let log = options.log.take();
    let store = options.store.clone();
    let monitor = Arc::new(start_engine(options, &window, records)?);
    let told = Arc::downgrade(&monitor);
    store.tell_troubles(move |notice| {
        if let Some(monitor) = told.upgrade() {
            monitor.send(Command::Notice(notice));
        }
    });
    let hands = Hands { monitor, window: window.clone(), asks, is_quitting: Arc::default() };

    let by_signal = hands.clone();
    ctrlc::set_handler(move || by_signal.quit()).context("signals cannot be received")?;
    let told = Arc::clone(&hands.monitor);
    let surroundings = surroundings::watch(move |surroundings| told.hear(surroundings));
    let tray = Arc::new(Mutex::new(None));
    let announcer = Announcer::new(hands.clone(), Arc::clone(&tray), log);
    let announcing =
        thread::Builder::new().name("announcer".into()).spawn(move || announcer.run(&recorded))?;
    let to_commands = hands.clone();
    let control = instance
        .map(|instance| {
            ControlServer::start(instance, move |request| commands::answer(request, &to_commands))
        })
        .transpose()?;

    let result = show_windows(&hands, &store, &asked, &about, background, &tray);

    // First nobody may ask for anything, then the engine stops, which ends the announcer.
    drop(control);
    drop(surroundings);
    hands.monitor.stop();
    let _panicked = announcing.join();
    // What cannot be written now was told already.
    let _unwritten = store.flush();
    result
}

fn start_engine(
    options: Options,
    window: &WindowHandle,
    records: SyncSender<Record>,
) -> io::Result<LiveMonitor> {
    let window = window.clone();
    let autostart = autostart::Autostart::of_user().ok().and_then(|place| {
        let is_on = place.is_on().ok()?;
        let set = move |is_on| place.set(is_on).map_err(|error| error.to_string());
        Some(Autostart { is_on, set: Box::new(set) })
    });
    let mut recorder = Recorder::new(options.store, options.instruments);
    LiveMonitor::start(Setup {
        source: options.source,
        analyzer: options.analyzer,
        keeping: options.keeping,
        settings: options.settings,
        settings_file: options.settings_file,
        autostart,
        calibrate: false,
        notice: options.notice,
        wake: Arc::new(move |snapshot| window.hear(snapshot, WallTime::now())),
        tell: Box::new(move |record, snapshot| {
            recorder.hear(record, snapshot);
            if record.is_line() {
                let _too_many = records.try_send(record.clone());
            }
        }),
    })
}

/// Opens the window as often as it is asked for, until the program is to end. Whoever started it in the background, the
/// desktop as a rule, knows how to call it back; otherwise it stays only where its icon does.
fn show_windows(
    hands: &Hands,
    store: &Store,
    asked: &Receiver<Ask>,
    about: &AboutInfo,
    background: bool,
    tray: &Mutex<Option<Tray>>,
) -> anyhow::Result<()> {
    let mut ask = if background { asked.recv().unwrap_or(Ask::Quit) } else { Ask::Show };
    loop {
        if hands.is_quitting.load(Ordering::SeqCst) || ask == Ask::Quit {
            return Ok(());
        }
        if ask == Ask::Show {
            hands.window.set_motion_reduced(motion::is_reduced());
            let opened = ui::run(about.clone(), Box::new(hands.clone()), store.clone(), &hands.window);
            hands.send(Command::Preview(false));
            match opened {
                // Without a desktop it watches on, as it did before the window was asked for.
                Err(error) if background => say(&format!("error: {error}")),
                opened => opened?,
            }
            let is_in_tray = || lock(tray).as_ref().is_some_and(Tray::is_shown);
            let may_stay = background || hands.latest().settings.desktop.close_to_background && is_in_tray();
            if !may_stay {
                return Ok(());
            }
        }
        // The other end is in this program's own hands.
        ask = asked.recv().unwrap_or(Ask::Quit);
    }
}

/// Talk goes to standard error. If even that is closed there is nobody to tell.
pub(crate) fn say(text: &str) {
    let _nobody_listens = writeln!(io::stderr(), "{text}");
}

/// A thread that panicked while it held the lock leaves a whole value behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
