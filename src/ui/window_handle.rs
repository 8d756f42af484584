//! The window from outside: whoever wakes it, brings it to the front or closes it, and whether anybody sees it.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use eframe::egui::{Context, ViewportCommand};

/// A window that may be open or not; every copy is of the same.
#[derive(Clone, Default)]
pub struct WindowHandle {
    context: Arc<Mutex<Option<Context>>>,
    is_seen: Arc<AtomicBool>,
}

impl WindowHandle {
    /// Draws it again, unless nobody would see that.
    pub fn wake(&self) {
        if self.is_seen.load(Ordering::Relaxed)
            && let Some(context) = &*self.lock()
        {
            context.request_repaint();
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
