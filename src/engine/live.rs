//! The engine in real time, from outside: how it is started, asked and stopped. What its thread does is in
//! [`super::analysis`].

use std::{
    ffi::OsString,
    io,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    Command, Keeping, Monitor, Record, Snapshot, Surroundings,
    analysis::{Analysis, Message},
    analyzer::Analyzer,
};
use crate::{
    settings::Settings,
    time::{Clock, Mono},
};

/// More messages than anybody clicks before the first is seen.
const MESSAGES: usize = 64;
/// A camera that hangs must not keep the computer from sleeping; the system itself waits no longer than five seconds.
const SLEEP_PATIENCE: Duration = Duration::from_secs(2);

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
    /// Called with every new snapshot, from the thread of the engine, to wake the window; it must not wait for anything.
    pub wake: Arc<dyn Fn(&Snapshot) + Send + Sync>,
    /// Called with everything that happens and what there is at that moment, from the thread of the engine; it must not
    /// wait for anything.
    pub tell: Tell,
}

/// Is told everything that happens.
pub type Tell = Box<dyn FnMut(&Record, &Snapshot) + Send>;

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

impl LiveMonitor {
    /// Starts the threads.
    pub fn start(setup: Setup) -> io::Result<Self> {
        let (messages, received) = sync_channel(MESSAGES);
        let clock = Clock::start();
        let mut analysis = Analysis::new(setup, messages.clone(), clock);
        let latest = Arc::clone(&analysis.latest);
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

    /// Passes on what the desktop tells. Before the computer sleeps it returns only when the camera is closed, or hangs.
    pub fn hear(&self, surroundings: Surroundings) {
        self.send(Command::Surroundings(surroundings));
        if surroundings.is_asleep {
            self.wait_until_closed(SLEEP_PATIENCE);
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
