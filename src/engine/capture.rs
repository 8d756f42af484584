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
#[derive(Clone, Debug)]
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
    /// The newest frame or trouble.
    slot: Arc<Slot<Captured>>,
    /// Set when nothing more goes into the slot. Beside the slot and not in it, where it would push the last frame out:
    /// that of a single picture is all there is.
    end: Arc<OnceLock<Option<SourceError>>>,
}

impl Capture {
    /// Starts reading `spec`.
    pub(super) fn start(spec: OsString) -> io::Result<Self> {
        let capture =
            Self { stop: Arc::default(), name: Arc::default(), slot: Arc::default(), end: Arc::default() };
        let (stop, name) = (Arc::clone(&capture.stop), Arc::clone(&capture.name));
        let (slot, end) = (Arc::clone(&capture.slot), Arc::clone(&capture.end));
        thread::Builder::new().name("capture".into()).spawn(move || {
            let how = read(&spec, &stop, &name, &slot);
            end.get_or_init(|| how);
        })?;
        Ok(capture)
    }

    /// What is newest, waiting for it at most `timeout`; the end comes after the last frame.
    pub(super) fn take(&self, timeout: Duration) -> Option<Captured> {
        // Looked at before the slot: what was put in before the end is then taken out first.
        let end = self.end.get().cloned();
        let timeout = if end.is_some() { Duration::ZERO } else { timeout };
        self.slot.take(timeout).or_else(|| end.map(Captured::Ended))
    }

    /// How many frames were left out so far.
    pub(super) fn dropped(&self) -> u64 {
        self.slot.dropped()
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Reads until the end; returns why it is one, unless it is simply over.
fn read(
    spec: &OsStr,
    stop: &AtomicBool,
    name: &OnceLock<String>,
    slot: &Slot<Captured>,
) -> Option<SourceError> {
    match source::open(spec, &SourceOptions { live: true }) {
        Err(error) => Some(error),
        Ok(mut source) => read_frames(source.as_mut(), stop, name, slot),
    }
}

fn read_frames(
    source: &mut dyn FrameSource,
    stop: &AtomicBool,
    name: &OnceLock<String>,
    slot: &Slot<Captured>,
) -> Option<SourceError> {
    let mut first_flaw = None;
    while !stop.load(Ordering::Relaxed) {
        match source.next(PATIENCE) {
            Ok(Next::Frame(frame)) => {
                // A camera knows its name and format only once it streams.
                name.get_or_init(|| source.describe());
                slot.put(Captured::Frame(frame));
            }
            Ok(Next::Trouble { error, .. }) => slot.put(Captured::Trouble(error)),
            Ok(Next::TimedOut) => {}
            Ok(Next::Damaged { reason, .. }) => {
                first_flaw.get_or_insert(reason);
            }
            // Nothing but damaged frames is no recording that is over.
            Ok(Next::End) if name.get().is_none() => {
                return first_flaw.map(|what| SourceError::Unreadable {
                    what,
                    hint: "nothing in it can be read; choose another recording".to_owned(),
                });
            }
            Ok(Next::End) => return None,
            Err(error) => return Some(error),
        }
    }
    None
}
