//! The camera interface of every system but Linux, through the `nokhwa` crate. Nothing else of Sitwell knows that crate.
//! Its peculiarities (0.10.11) are dealt with here, and named where they are.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::nokhwa::{
    Camera, NokhwaError,
    utils::{
        ApiBackend, CameraFormat as NokhwaFormat, CameraIndex, CameraInfo, FrameFormat, RequestedFormat,
        RequestedFormatType, Resolution,
    },
};

use super::{
    CameraFormat, PixelFormat,
    device::{CameraSystem, FoundCamera, OpenCamera},
};
use crate::source::error::SourceError;

/// The camera interface of macOS or Windows.
pub(super) struct Nokhwa;

impl Nokhwa {
    pub(super) fn new() -> Self {
        Self
    }
}

impl CameraSystem for Nokhwa {
    type Open = OpenNokhwa;

    fn list(&self) -> Result<Vec<FoundCamera>, SourceError> {
        let failed = |message: String| SourceError::Backend { camera: "cameras".into(), message };
        let infos = catch_unwind(|| ::nokhwa::query(ApiBackend::Auto))
            .map_err(|_panic| failed("listing them failed".into()))?
            .map_err(|error| failed(error.to_string()))?;
        let mut cameras: Vec<_> =
            infos.iter().zip(0..).map(|(info, position)| found(info, position)).collect();
        cameras.sort_by_key(|camera| camera.index);
        Ok(cameras)
    }

    fn open(&self, found: &FoundCamera) -> Result<OpenNokhwa, SourceError> {
        let opened = catch_unwind(AssertUnwindSafe(|| open(found)));
        opened.unwrap_or_else(|_| {
            Err(SourceError::Backend { camera: found.quoted(), message: "the camera library failed".into() })
        })
    }

    /// These systems share a camera, or give it to the first who asks; they do not tell who that is.
    fn other_user(&self, _camera: &FoundCamera) -> Option<String> {
        None
    }
}

/// `misc` is what the system knows the camera by: its unique ID on macOS, its symbolic link on Windows.
fn found(info: &CameraInfo, position: u32) -> FoundCamera {
    let name = info.human_name();
    let misc = info.misc();
    FoundCamera {
        index: info.index().as_index().unwrap_or(position),
        identity: if misc.is_empty() { name.clone() } else { misc },
        name,
    }
}

/// An open camera.
pub(super) struct OpenNokhwa {
    camera: Camera,
    found: FoundCamera,
    /// What it offers that can be read, the best first.
    formats: Vec<CameraFormat>,
    format: CameraFormat,
    streaming: bool,
}

impl OpenCamera for OpenNokhwa {
    fn grab(&mut self, bytes: &mut Vec<u8>) -> Result<bool, SourceError> {
        let failed = |error: NokhwaError| remedy(&self.found, &error);
        if !self.streaming {
            self.camera.open_stream().map_err(failed)?;
            self.streaming = true;
        }
        *bytes = self.camera.frame_raw().map_err(failed)?.into_owned();
        Ok(true)
    }

    fn format(&self) -> CameraFormat {
        self.format
    }

    fn formats(&self) -> &[CameraFormat] {
        &self.formats
    }
}

/// Formats that are tried before it is given up: a camera may refuse one that it lists.
const FORMAT_ATTEMPTS: usize = 4;

fn open(found: &FoundCamera) -> Result<OpenNokhwa, SourceError> {
    const READABLE: [FrameFormat; 6] = [
        FrameFormat::MJPEG,
        FrameFormat::YUYV,
        FrameFormat::NV12,
        FrameFormat::RAWRGB,
        FrameFormat::RAWBGR,
        FrameFormat::GRAY,
    ];
    let failed = |error: NokhwaError| remedy(found, &error);
    // Asks macOS for the permission; elsewhere this does nothing.
    ::nokhwa::nokhwa_initialize(|_granted| {});
    // The ways in which `nokhwa` chooses by itself prefer whatever sorts last; so first open with anything, then choose.
    let any = RequestedFormat::with_formats(RequestedFormatType::None, &READABLE);
    let mut camera = Camera::new(CameraIndex::Index(found.index), any).map_err(failed)?;
    let offered = camera.compatible_camera_formats().map_err(failed)?;
    let mut formats: Vec<_> = offered.iter().map(from_nokhwa).collect();
    CameraFormat::rank(&mut formats);
    formats.dedup();
    let mut last_error = None;
    for format in formats.iter().take(FORMAT_ATTEMPTS).copied() {
        let Some(exact) = to_nokhwa(format).map(RequestedFormatType::Exact) else { continue };
        match camera.set_camera_requset(RequestedFormat::with_formats(exact, &READABLE)) {
            Ok(_) => {
                return Ok(OpenNokhwa { camera, found: found.clone(), formats, format, streaming: false });
            }
            Err(error) => last_error = Some(remedy(found, &error)),
        }
    }
    Err(last_error.unwrap_or_else(|| SourceError::UnsupportedFormat {
        camera: found.quoted(),
        offers: "it lists none".into(),
    }))
}

fn from_nokhwa(format: &NokhwaFormat) -> CameraFormat {
    CameraFormat {
        pixels: match format.format() {
            FrameFormat::MJPEG => PixelFormat::Mjpeg,
            FrameFormat::YUYV => PixelFormat::Yuyv,
            FrameFormat::NV12 => PixelFormat::Nv12,
            FrameFormat::GRAY => PixelFormat::Grey,
            FrameFormat::RAWRGB => PixelFormat::Rgb,
            FrameFormat::RAWBGR => PixelFormat::Bgr,
        },
        width: format.resolution().width(),
        height: format.resolution().height(),
        fps: f64::from(format.frame_rate()),
    }
}

/// None for what `nokhwa` does not know, and so never offers.
fn to_nokhwa(format: CameraFormat) -> Option<NokhwaFormat> {
    let pixels = match format.pixels {
        PixelFormat::Mjpeg => FrameFormat::MJPEG,
        PixelFormat::Yuyv => FrameFormat::YUYV,
        PixelFormat::Uyvy => return None,
        PixelFormat::Nv12 => FrameFormat::NV12,
        PixelFormat::Grey => FrameFormat::GRAY,
        PixelFormat::Rgb => FrameFormat::RAWRGB,
        PixelFormat::Bgr => FrameFormat::RAWBGR,
    };
    Some(NokhwaFormat::new(Resolution::new(format.width, format.height), pixels, format.fps as u32))
}

/// What to do about an error. It carries the system's error number only in its text: "Device or resource busy (os error 16)".
fn remedy(found: &FoundCamera, error: &NokhwaError) -> SourceError {
    let camera = found.quoted();
    let message = error.to_string();
    let errno =
        message.rsplit_once("(os error ").and_then(|(_, rest)| rest.split(')').next()?.parse::<i32>().ok());
    match errno {
        // EPERM, EACCES
        Some(1 | 13) => SourceError::Denied { camera },
        Some(16) => SourceError::Busy { camera },
        // ENOENT, ENXIO, ENODEV
        Some(2 | 6 | 19) => SourceError::Unplugged { camera },
        // ETIMEDOUT
        Some(110) => SourceError::Stalled { camera },
        None if UNSUPPORTED.iter().any(|text| message.contains(text)) => {
            SourceError::UnsupportedFormat { camera, offers: message }
        }
        _ => SourceError::Backend { camera, message },
    }
}

/// What `nokhwa` says (spelled as there) if it knows none of the offered formats, or if the camera sets another one than
/// asked for.
const UNSUPPORTED: [&str; 3] = ["Failed to Fufill", "unsupported", "Rejected"];

#[cfg(test)]
mod tests {
    use super::*;

    fn camera() -> FoundCamera {
        FoundCamera { index: 0, name: "C".into(), identity: "c".into() }
    }

    #[test]
    fn what_the_system_knows_a_camera_by_is_its_identity() {
        let info = |misc: &str| CameraInfo::new("C", "", misc, CameraIndex::String("x".into()));
        assert_eq!(found(&info("0x14100000046d0825"), 3).identity, "0x14100000046d0825");
        assert_eq!(
            found(&info(""), 3),
            FoundCamera { index: 3, ..FoundCamera { identity: "C".into(), ..camera() } }
        );
    }

    #[test]
    fn formats_there_and_back() {
        for pixels in [PixelFormat::Mjpeg, PixelFormat::Yuyv, PixelFormat::Nv12, PixelFormat::Grey] {
            let format = CameraFormat { pixels, width: 640, height: 480, fps: 15.0 };
            assert_eq!(to_nokhwa(format).map(|there| from_nokhwa(&there)), Some(format));
        }
    }

    #[test]
    fn errors_by_remedy() {
        let by = |text: &str| remedy(&camera(), &NokhwaError::OpenStreamError(text.into()));
        assert!(matches!(by("Device or resource busy (os error 16)"), SourceError::Busy { .. }));
        assert!(matches!(by("V4L2 Error: Permission denied (os error 13)"), SourceError::Denied { .. }));
        assert!(matches!(by("No such device (os error 19)"), SourceError::Unplugged { .. }));
        assert!(matches!(by("Failed to Fufill"), SourceError::UnsupportedFormat { .. }));
        assert!(matches!(by("Input/output error (os error 5)"), SourceError::Backend { .. }));
        assert!(matches!(by("anything else"), SourceError::Backend { .. }));
    }
}
