//! What the user can have done, wherever he asks for it: window, tray, notification, another terminal.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
    mpsc::SyncSender,
};

use crate::{
    engine::{Command, LiveMonitor, Monitor, Snapshot},
    time::{Mono, WallTime},
    ui::WindowHandle,
};

/// What the main thread is asked for: only it may open windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Open the window.
    Show,
    /// End the program.
    Quit,
}

/// Reaches the engine and the main thread.
#[derive(Clone)]
pub(super) struct Hands {
    pub(super) monitor: Arc<LiveMonitor>,
    pub(super) window: WindowHandle,
    pub(super) asks: SyncSender<Ask>,
    pub(super) is_quitting: Arc<AtomicBool>,
}

impl Hands {
    /// Brings the window to the front, or opens it.
    pub(super) fn show(&self) {
        if !self.window.focus() {
            // Full: it has been asked for already.
            let _asked = self.asks.try_send(Ask::Show);
        }
    }

    /// Ends the program.
    pub(super) fn quit(&self) {
        self.is_quitting.store(true, Ordering::SeqCst);
        self.window.close();
        let _asked = self.asks.try_send(Ask::Quit);
    }

    /// The time of day of a moment of the engine.
    pub(super) fn wall_time(&self, at: Mono) -> WallTime {
        WallTime::now().after(at - self.monitor.now())
    }
}

/// The window asks the engine; everything it may ask for goes this way.
impl Monitor for Hands {
    fn latest(&self) -> Arc<Snapshot> {
        self.monitor.latest()
    }

    fn send(&self, command: Command) {
        self.monitor.send(command);
    }
}
