//! The thread that reads a source: it waits until a frame is wanted, and puts the newest one into a slot.

use std::{
    ffi::{OsStr, OsString},
    io,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use super::slot::Slot;
use crate::{
    frame::Frame,
    source::{self, FrameSource, KnownCamera, Next, SourceError, SourceOptions},
};

/// How soon the thread sees that it is to stop while a frame is wanted and none comes.
const PATIENCE: Duration = Duration::from_millis(500);

/// What the capture thread has to say.
#[derive(Clone, Debug)]
pub(super) enum Captured {
    /// The newest frame since one was wanted.
    Frame(Frame),
    /// No frames, and why; the source goes on trying.
    Trouble(SourceError),
    /// It will give no more frames: the recording is over, or it cannot be opened.
    Ended(Option<SourceError>),
}

/// A running capture thread. Dropped, it stops by itself and closes the source; nobody waits for it, because a
/// camera may hang.
pub(super) struct Capture {
    shared: Arc<Shared>,
}

/// A source that is being closed; the thread that has it lets go of it last.
#[derive(Default)]
pub(super) struct Closing(Weak<Shared>);

impl Closing {
    /// Whether it is closed.
    pub(super) fn is_done(&self) -> bool {
        self.0.strong_count() == 0
    }
}

struct Shared {
    stop: AtomicBool,
    /// What the source is, for people, once it is open.
    name: OnceLock<String>,
    /// Which camera it is, once that is known.
    camera: OnceLock<KnownCamera>,
    /// Frames that were damaged, and were left out.
    damaged: AtomicU64,
    /// The newest frame or trouble.
    slot: Slot<Captured>,
    /// Set when nothing more goes into the slot. Beside the slot and not in it, where it would push the last frame out:
    /// that of a single picture is all there is.
    end: OnceLock<Option<SourceError>>,
    /// Filled when a frame is wanted, or the thread is to stop.
    wanted: Slot<()>,
    /// Called when there is something to take.
    notify: Box<dyn Fn() + Send + Sync>,
}

impl Capture {
    /// Starts reading `spec`. `notify` is called, from the thread, when there is something to take.
    pub(super) fn start(spec: OsString, notify: Box<dyn Fn() + Send + Sync>) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            stop: AtomicBool::new(false),
            name: OnceLock::new(),
            camera: OnceLock::new(),
            damaged: AtomicU64::new(0),
            slot: Slot::default(),
            end: OnceLock::new(),
            wanted: Slot::default(),
            notify,
        });
        let thread = Arc::clone(&shared);
        thread::Builder::new().name("reading".into()).spawn(move || {
            let how = thread.read(&spec);
            thread.end.get_or_init(|| how);
            (thread.notify)();
        })?;
        Ok(Self { shared })
    }

    /// Closes the source, and tells when that is done.
    pub(super) fn close(self) -> Closing {
        Closing(Arc::downgrade(&self.shared))
    }

    /// Asks for the newest frame; it is in the slot when `notify` is called.
    pub(super) fn want(&self) {
        self.shared.wanted.put(());
    }

    /// What there is; the end comes after the last frame.
    pub(super) fn take(&self) -> Option<Captured> {
        // Looked at before the slot: what was put in before the end is then taken out first.
        let end = self.shared.end.get().cloned();
        self.shared.slot.take(Duration::ZERO).or_else(|| end.map(Captured::Ended))
    }

    /// What the source is, for people, once it is open.
    pub(super) fn name(&self) -> Option<&str> {
        self.shared.name.get().map(String::as_str)
    }

    /// Which camera it is, once it has been opened; a recording has none.
    pub(super) fn camera(&self) -> Option<&KnownCamera> {
        self.shared.camera.get()
    }

    /// How many frames were damaged so far.
    pub(super) fn damaged(&self) -> u64 {
        self.shared.damaged.load(Ordering::Relaxed)
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        self.shared.wanted.put(());
    }
}

impl Shared {
    /// Reads until the end; returns why it is one, unless it is simply over.
    fn read(&self, spec: &OsStr) -> Option<SourceError> {
        match source::open(spec, &SourceOptions { live: true }) {
            Err(error) => Some(error),
            Ok(mut source) => self.read_frames(source.as_mut()),
        }
    }

    fn read_frames(&self, source: &mut dyn FrameSource) -> Option<SourceError> {
        let mut first_flaw = None;
        loop {
            self.wanted.wait();
            // One frame for one wish, whatever is in the way of it.
            loop {
                if self.stop.load(Ordering::Relaxed) {
                    return None;
                }
                match source.next(PATIENCE) {
                    Ok(Next::Frame(frame)) => {
                        // A camera knows its name and format only once it streams.
                        self.name.get_or_init(|| source.describe());
                        if let Some(camera) = source.camera() {
                            self.camera.get_or_init(|| camera);
                        }
                        self.tell(Captured::Frame(frame));
                        break;
                    }
                    Ok(Next::Trouble { error, .. }) => self.tell(Captured::Trouble(error)),
                    Ok(Next::TimedOut) => {}
                    Ok(Next::Damaged { reason, .. }) => {
                        first_flaw.get_or_insert(reason);
                        self.damaged.fetch_add(1, Ordering::Relaxed);
                    }
                    // Nothing but damaged frames is no recording that is over.
                    Ok(Next::End) if self.name.get().is_none() => {
                        return first_flaw.map(|what| SourceError::Unreadable {
                            what,
                            hint: "nothing in it can be read; choose another recording".to_owned(),
                        });
                    }
                    Ok(Next::End) => return None,
                    Err(error) => return Some(error),
                }
            }
        }
    }

    fn tell(&self, captured: Captured) {
        self.slot.put(captured);
        (self.notify)();
    }
}
