//! The thread that reads a source and puts its frames into a slot.

use std::{
    ffi::{OsStr, OsString},
    io,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use super::slot::Slot;
use crate::{
    frame::Frame,
    source::{self, FrameSource, Next, SourceError, SourceOptions},
};

/// How soon the thread sees that it is to stop.
const PATIENCE: Duration = Duration::from_millis(200);

/// What the capture thread has to say.
#[derive(Debug)]
pub(super) enum Captured {
    /// A frame.
    Frame(Frame),
    /// No frames, and why; the source goes on trying.
    Trouble(SourceError),
    /// It will give no more frames: the recording is over, or it cannot be opened.
    Ended(Option<SourceError>),
}

/// A running capture thread. Dropped, it stops by itself and closes the source; nobody waits for it, because a
/// camera may hang.
pub(super) struct Capture {
    stop: Arc<AtomicBool>,
    /// What the source is, for people, once it is open.
    pub(super) name: Arc<OnceLock<String>>,
    pub(super) slot: Arc<Slot<Captured>>,
}

impl Capture {
    /// Starts reading `spec`.
    pub(super) fn start(spec: OsString) -> io::Result<Self> {
        let capture = Self { stop: Arc::default(), name: Arc::default(), slot: Arc::default() };
        let (stop, name, slot) =
            (Arc::clone(&capture.stop), Arc::clone(&capture.name), Arc::clone(&capture.slot));
        thread::Builder::new().name("capture".into()).spawn(move || read(&spec, &stop, &name, &slot))?;
        Ok(capture)
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn read(spec: &OsStr, stop: &AtomicBool, name: &OnceLock<String>, slot: &Slot<Captured>) {
    let end = match source::open(spec, &SourceOptions { live: true }) {
        Err(error) => Some(error),
        Ok(mut source) => read_frames(source.as_mut(), stop, name, slot),
    };
    slot.put(Captured::Ended(end));
}

fn read_frames(
    source: &mut dyn FrameSource,
    stop: &AtomicBool,
    name: &OnceLock<String>,
    slot: &Slot<Captured>,
) -> Option<SourceError> {
    while !stop.load(Ordering::Relaxed) {
        match source.next(PATIENCE) {
            Ok(Next::Frame(frame)) => {
                // A camera knows its name and format only once it streams.
                name.get_or_init(|| source.describe());
                slot.put(Captured::Frame(frame));
            }
            Ok(Next::Trouble { error, .. }) => slot.put(Captured::Trouble(error)),
            Ok(Next::TimedOut | Next::Damaged { .. }) => {}
            Ok(Next::End) => return None,
            Err(error) => return Some(error),
        }
    }
    None
}
