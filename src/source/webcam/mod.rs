//! A webcam as a source: a thread of its own owns the camera, and opens it again after whatever happened.
//!
//! ```text
//! capture thread:  list -> choose -> open -> grab, grab, ... -> an error -> drop the camera, wait, again
//!                                             |
//!                                latest-value slot (newest wins)
//!                                             |
//! reader:                       next(timeout) -> decode -> Frame | Damaged | Trouble | TimedOut
//! ```
//!
//! The thread may be stuck in the driver for ever, so the reader never waits for it: it looks at the age of the last
//! frame, and says [`SourceError::Stalled`].

mod capture;
mod device;
mod format;
#[cfg(any(test, not(target_os = "linux")))]
#[cfg_attr(
    target_os = "linux",
    allow(dead_code, reason = "used on other systems; compiled and tested here, so that it does not rot")
)]
mod nokhwa;
#[cfg(target_os = "linux")]
mod other_users;
mod slot;
#[cfg(target_os = "linux")]
mod sysfs;
#[cfg(target_os = "linux")]
mod v4l2;

use std::{sync::Arc, thread, time::Duration};

#[cfg(not(target_os = "linux"))]
use self::nokhwa::Nokhwa as Platform;
use self::slot::{Captured, Slot, Taken};
#[cfg(target_os = "linux")]
use self::v4l2::V4l2 as Platform;
pub use self::{
    device::{CameraInfo, cameras},
    format::{CameraFormat, PixelFormat},
};
use super::{FrameSource, Next, error::SourceError, spec::CameraChoice};
use crate::{frame::Frame, time::Mono};

/// Without a frame for so long, the camera has stalled: the slowest that is chosen gives one every 0.2 s, and the first
/// one after opening may take 1 to 2 s.
const STALL_SECS: f64 = 2.5;
/// A thread that is not stuck notices within [`device::GRAB_SECS`] that it is to end.
const CLOSE_PATIENCE: Duration = Duration::from_millis(400);

/// A camera, wanted or open. Closed when it is dropped.
pub(super) struct Webcam {
    slot: Arc<Slot>,
    /// Since when every frame was damaged.
    damaged_since: Option<Mono>,
}

impl Webcam {
    /// Starts to look for the camera. That it is not there, or not free, is said by `next`.
    pub(super) fn open(choice: CameraChoice) -> Result<Self, SourceError> {
        let slot = Arc::new(Slot::new());
        let filled = Arc::clone(&slot);
        thread::Builder::new()
            .name("camera".into())
            .spawn(move || capture::run(&Platform, &choice, &filled))
            .map_err(|error| SourceError::Backend {
                camera: "camera".into(),
                message: format!("no thread to capture with: {error}"),
            })?;
        Ok(Self { slot, damaged_since: None })
    }

    fn decode(&mut self, captured: &Captured) -> Next {
        let &Captured { at, index, ref bytes, format } = captured;
        match format.decode(bytes) {
            Ok(image) => {
                self.damaged_since = None;
                Next::Frame(Frame { at, index, name: None, image })
            }
            Err(reason) => {
                let without_frame_secs = at - *self.damaged_since.get_or_insert(at);
                if without_frame_secs < STALL_SECS {
                    return Next::Damaged { index, reason };
                }
                let camera = self.describe();
                let error = SourceError::OnlyDamaged { camera, reason };
                Next::Trouble { error, without_frame_secs }
            }
        }
    }
}

impl FrameSource for Webcam {
    fn next(&mut self, timeout: Duration) -> Result<Next, SourceError> {
        Ok(match self.slot.take(timeout) {
            Taken::Captured(captured) => self.decode(&captured),
            Taken::Trouble { error, without_frame_secs } => Next::Trouble { error, without_frame_secs },
            Taken::TimedOut => Next::TimedOut,
        })
    }

    fn describe(&self) -> String {
        self.slot.description().unwrap_or_else(|| "camera".into())
    }

    fn identity(&self) -> Option<String> {
        self.slot.identity()
    }
}

impl Drop for Webcam {
    fn drop(&mut self) {
        // Until the thread has let the camera go, nobody else can open it, this program included.
        self.slot.close(CLOSE_PATIENCE);
    }
}
