//! The window from outside: whoever wakes it, brings it to the front or closes it, and whether anybody sees it.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use eframe::egui::{Context, ViewportCommand};

use super::live::LastHour;
use crate::{engine::Snapshot, time::WallTime};

/// At once, but drawn once: what is asked for without any delay egui draws twice.
const SOON: Duration = Duration::from_millis(1);

/// A window that may be open or not; every copy is of the same.
#[derive(Clone, Default)]
pub struct WindowHandle {
    context: Arc<Mutex<Option<Context>>>,
    is_seen: Arc<AtomicBool>,
    is_motion_reduced: Arc<AtomicBool>,
    /// Goes on while nobody sees the window, and from one window to the next.
    last_hour: Arc<Mutex<Arc<LastHour>>>,
}

impl WindowHandle {
    /// Takes in a new snapshot, and draws the window again, unless nobody would see that.
    pub fn hear(&self, snapshot: &Snapshot, now: WallTime) {
        let mut last_hour = self.last_hour.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut last_hour).take(snapshot, now);
        drop(last_hour);
        if self.is_seen.load(Ordering::Relaxed)
            && let Some(context) = &*self.lock()
        {
            context.request_repaint_after(SOON);
        }
    }

    /// Brings it to the front; `false`: there is none.
    pub fn focus(&self) -> bool {
        let context = self.lock();
        let Some(context) = &*context else { return false };
        context.send_viewport_cmd(ViewportCommand::Minimized(false));
        context.send_viewport_cmd(ViewportCommand::Focus);
        context.request_repaint();
        true
    }

    /// Closes it, if it is open.
    pub fn close(&self) {
        if let Some(context) = &*self.lock() {
            context.send_viewport_cmd(ViewportCommand::Close);
            context.request_repaint();
        }
    }

    pub(super) fn last_hour(&self) -> Arc<LastHour> {
        Arc::clone(&self.last_hour.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Tells whether the desktop wishes little motion.
    pub fn set_motion_reduced(&self, is_reduced: bool) {
        self.is_motion_reduced.store(is_reduced, Ordering::Relaxed);
    }

    pub(super) fn is_motion_reduced(&self) -> bool {
        self.is_motion_reduced.load(Ordering::Relaxed)
    }

    pub(super) fn opened(&self, context: &Context) {
        *self.lock() = Some(context.clone());
    }

    pub(super) fn closed(&self) {
        self.is_seen.store(false, Ordering::Relaxed);
        *self.lock() = None;
    }

    pub(super) fn set_seen(&self, is_seen: bool) {
        self.is_seen.store(is_seen, Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, Option<Context>> {
        self.context.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
