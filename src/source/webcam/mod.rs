//! A webcam as a source: a thread of its own owns the camera, and opens it again after whatever happened.
//!
//! ```text
//! capture thread:  find -> device::open -> grab, grab, ... -> an error -> drop the camera, wait, again
//!                                           |
//!                              latest-value slot (newest wins)
//!                                           |
//! reader:                     next(timeout) -> decode -> Frame | Damaged | Trouble | TimedOut
//! ```
//!
//! The thread may be stuck in the driver for ever, so the reader never waits for it: it looks at the age of the last
//! frame, and says [`SourceError::Stalled`].

mod device;
mod format;
mod slot;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
    time::Duration,
};

pub use self::{
    device::{CameraInfo, cameras},
    format::{CameraFormat, PixelFormat},
};
use self::{
    device::{Device, FoundCamera},
    slot::{Captured, Slot, Taken},
};
use super::{FrameSource, Next, error::SourceError, spec::CameraChoice};
use crate::frame::Frame;

/// From the first attempt to open the camera again to the second; doubled every time.
const RETRY_SECS: f64 = 0.25;
/// The longest wait between two attempts: who plugs a camera in looks at the screen for that long.
const MAX_RETRY_SECS: f64 = 5.0;
/// A thread that is not stuck notices within one frame that it is to end, even at 5 frames a second.
const CLOSE_PATIENCE: Duration = Duration::from_millis(300);

/// A camera, wanted or open. Closed when it is dropped.
pub(super) struct Webcam {
    slot: Arc<Slot>,
}

impl Webcam {
    /// Starts to look for the camera. That it is not there, or not free, is said by `next`.
    pub(super) fn open(choice: CameraChoice) -> Result<Self, SourceError> {
        let slot = Arc::new(Slot::new());
        let filled = Arc::clone(&slot);
        thread::Builder::new().name("capture".into()).spawn(move || capture(&choice, &filled)).map_err(
            |error| SourceError::Backend {
                camera: "camera".into(),
                message: format!("no thread to capture with: {error}"),
            },
        )?;
        Ok(Self { slot })
    }
}

impl FrameSource for Webcam {
    fn next(&mut self, timeout: Duration) -> Result<Next, SourceError> {
        Ok(match self.slot.take(timeout) {
            Taken::Captured(Captured { at, index, bytes, format }) => match format.decode(&bytes) {
                Ok(image) => Next::Frame(Frame { at, index, name: None, image }),
                Err(reason) => Next::Damaged { index, reason },
            },
            Taken::Trouble { error, without_frame_secs } => Next::Trouble { error, without_frame_secs },
            Taken::TimedOut => Next::TimedOut,
        })
    }

    fn describe(&self) -> String {
        self.slot.open_camera().unwrap_or_else(|| "camera".into())
    }
}

impl Drop for Webcam {
    fn drop(&mut self) {
        // Until the thread has let the camera go, nobody else can open it, this program included.
        self.slot.close(CLOSE_PATIENCE);
    }
}

/// The capture thread.
fn capture(choice: &CameraChoice, slot: &Slot) {
    let mut former = None;
    let mut retry_secs = RETRY_SECS;
    while !slot.is_closed() {
        let frames_before = slot.captured();
        // The camera crate panics here and there, for instance when a stream is closed that the kernel already ended.
        let ended = catch_unwind(AssertUnwindSafe(|| stream(choice, &mut former, slot)));
        let result = ended.unwrap_or_else(|_| {
            let message = "the camera library failed (see the lines above)".into();
            Err(SourceError::Backend { camera: former.clone().unwrap_or_else(|| "camera".into()), message })
        });
        if let Err(error) = result {
            slot.fail(error);
        }
        if slot.captured() > frames_before {
            retry_secs = RETRY_SECS;
        }
        slot.wait_closed(Duration::from_secs_f64(retry_secs));
        retry_secs = (retry_secs * 2.0).min(MAX_RETRY_SECS);
    }
    slot.end();
}

/// Opens the camera and fills the slot until something fails or the slot is closed. After any error a camera has to be
/// dropped and opened anew: the kernel's stream stays dead.
fn stream(choice: &CameraChoice, former: &mut Option<String>, slot: &Slot) -> Result<(), SourceError> {
    let mut device = open_first(&device::find(choice, former.as_deref())?)?;
    slot.opened(device.describe());
    while !slot.is_closed() {
        let (bytes, format) = device.grab()?;
        slot.put(bytes, format);
        // From now on this one is meant, and no other: another camera looks from another side.
        former.get_or_insert_with(|| device.name().to_owned());
    }
    Ok(())
}

/// The first one that can be opened; if none can, what is wrong with the first.
fn open_first(found: &[FoundCamera]) -> Result<Device, SourceError> {
    let mut first_error = None;
    for camera in found {
        match Device::open(camera) {
            Ok(device) => return Ok(device),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(|| SourceError::NoCamera { what: "no camera was found".into() }))
}
