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
#[cfg(target_os = "linux")]
mod file_watch;
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
use super::{FrameSource, KnownCamera, Next, error::SourceError, spec::CameraChoice};
use crate::{frame::Frame, time::Mono};

/// Without a frame for so long, the camera has stalled: the slowest that is chosen gives one every 0.2 s, and the first
/// one after opening may take 1 to 2 s.
const STALL_SECS: f64 = 2.5;
/// A few damaged frames are skipped; nothing but damaged ones for so long is trouble.
const DAMAGED_SECS: f64 = 1.0;
/// A thread that is not stuck notices within [`device::GRAB_SECS`] that it is to end.
const CLOSE_PATIENCE: Duration = Duration::from_millis(400);

/// A camera, wanted or open. Closed when it is dropped.
pub(super) struct Webcam {
    slot: Arc<Slot>,
    /// When the last whole frame was taken.
    whole_at: Mono,
    /// Since when every frame that was asked for was damaged.
    damaged_since: Option<Mono>,
}

impl Webcam {
    /// Starts to look for the camera. That it is not there, or not free, is said by `next`.
    pub(super) fn open(choice: CameraChoice) -> Result<Self, SourceError> {
        let slot = Arc::new(Slot::new());
        let filled = Arc::clone(&slot);
        thread::Builder::new()
            .name("camera".into())
            .spawn(move || capture::run(&Platform::new(), &choice, &filled))
            .map_err(|error| SourceError::Backend {
                camera: "camera".into(),
                message: format!("no thread to capture with: {error}"),
            })?;
        Ok(Self { slot, whole_at: Mono::default(), damaged_since: None })
    }

    fn decode(&mut self, captured: &Captured) -> Next {
        let &Captured { at, index, ref bytes, format } = captured;
        match format.decode(bytes) {
            Ok(image) => {
                (self.whole_at, self.damaged_since) = (at, None);
                Next::Frame(Frame { at, index, name: None, image })
            }
            Err(reason) => {
                let without_frame_secs = at - self.whole_at;
                let damaged_secs = at - *self.damaged_since.get_or_insert(at);
                if without_frame_secs < STALL_SECS || damaged_secs < DAMAGED_SECS {
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

    fn camera(&self) -> Option<KnownCamera> {
        self.slot.known_camera()
    }
}

impl Drop for Webcam {
    fn drop(&mut self) {
        // Until the thread has let the camera go, nobody else can open it, this program included.
        self.slot.close(CLOSE_PATIENCE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_damaged_frames_are_skipped_and_nothing_else_for_seconds_is_trouble() {
        let format = CameraFormat { pixels: PixelFormat::Grey, width: 2, height: 2, fps: 10.0 };
        let mut webcam =
            Webcam { slot: Arc::new(Slot::new()), whole_at: Mono::default(), damaged_since: None };
        let mut next_at = |tenths: u32, bytes: usize| {
            let at = Mono(f64::from(tenths) / 10.0);
            webcam.decode(&Captured { at, index: u64::from(tenths), bytes: vec![9; bytes], format })
        };
        assert!(matches!(next_at(0, 4), Next::Frame(_)));
        // Nobody asked for a frame for a while: one that is damaged then says nothing yet.
        for tenths in 40..50 {
            assert!(matches!(next_at(tenths, 1), Next::Damaged { .. }));
        }
        let Next::Trouble { error, .. } = next_at(51, 1) else { panic!("not told") };
        assert_eq!(error.key(), "failed");
        assert!(error.to_string().contains("damaged") && error.hint().contains("cable"), "{error}");
        assert!(matches!(next_at(52, 4), Next::Frame(_)));
        assert!(matches!(next_at(53, 0), Next::Damaged { .. }));
    }
}
