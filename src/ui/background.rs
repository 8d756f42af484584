//! Work that must not hold up a picture, in a thread of its own.

use std::{
    sync::mpsc::{Receiver, TryRecvError, sync_channel},
    thread,
};

use eframe::egui::Context;

/// At most one piece of work at a time, and its result.
#[derive(Debug)]
pub(in crate::ui) struct Background<T> {
    running: Option<Receiver<T>>,
}

impl<T> Default for Background<T> {
    fn default() -> Self {
        Self { running: None }
    }
}

impl<T: Send + 'static> Background<T> {
    /// Begins `work` in a thread of this name; the result of what was running before is not wanted any more. The window
    /// is drawn again when there is one.
    pub(in crate::ui) fn start(
        &mut self,
        context: &Context,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) {
        let (sender, receiver) = sync_channel(1);
        let context = context.clone();
        let run = move || {
            // Nobody may be waiting any more.
            if sender.send(work()).is_ok() {
                context.request_repaint();
            }
        };
        // Without a thread nothing is running, and it is begun again with the next picture.
        let started = thread::Builder::new().name(name.to_owned()).spawn(run);
        self.running = started.ok().map(|_| receiver);
    }

    /// Whether something is being worked at.
    pub(in crate::ui) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// The result, once, as soon as there is one.
    pub(in crate::ui) fn take(&mut self) -> Option<T> {
        match self.running.as_ref()?.try_recv() {
            Ok(result) => {
                self.running = None;
                Some(result)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.running = None;
                None
            }
        }
    }
}
