//! The system's camera interface, through the `nokhwa` crate: finding, opening, one frame. Nothing else of Sitwell
//! knows that crate. Its peculiarities (seen with 0.10.11 on Linux) are dealt with here, and named where they are.

use std::panic::{AssertUnwindSafe, catch_unwind};

use nokhwa::{
    Camera, NokhwaError,
    utils::{
        CameraFormat as NokhwaFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType,
        Resolution,
    },
};

use super::{CameraFormat, PixelFormat};
use crate::source::{error::SourceError, spec::CameraChoice};

/// A camera that the system knows; not necessarily one that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundCamera {
    pub(super) index: u32,
    pub(super) name: String,
}

impl FoundCamera {
    fn quoted(&self) -> String {
        format!("camera {} \"{}\"", self.index, self.name)
    }
}

/// A camera, for a list to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct CameraInfo {
    /// Its number, as in `camera:2`; on Linux the N of `/dev/videoN`.
    pub index: u32,
    /// Its name, as in `camera:NAME`.
    pub name: String,
    /// What it offers that can be read, the one that would be taken first.
    pub formats: Vec<CameraFormat>,
    /// Why it cannot be used at the moment.
    pub problem: Option<SourceError>,
}

/// The cameras of this machine, by number. Opens each for a moment to ask for its formats.
pub fn cameras() -> Result<Vec<CameraInfo>, SourceError> {
    let info = |camera: FoundCamera| {
        let (formats, problem) = match Device::open(&camera) {
            Ok(device) => (device.formats, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        CameraInfo { index: camera.index, name: camera.name, formats, problem }
    };
    Ok(list()?.into_iter().map(info).collect())
}

/// The cameras that may be meant, the likeliest first. Once one has given frames (`former`), only that one is: after
/// it was plugged in again its number may be another, its name is the same.
pub(super) fn find(choice: &CameraChoice, former: Option<&str>) -> Result<Vec<FoundCamera>, SourceError> {
    choose(list()?, choice, former)
}

fn choose(
    cameras: Vec<FoundCamera>,
    choice: &CameraChoice,
    former: Option<&str>,
) -> Result<Vec<FoundCamera>, SourceError> {
    let is_meant = |camera: &FoundCamera| match (former, choice) {
        (Some(name), _) => camera.name == name,
        (None, CameraChoice::First) => true,
        (None, CameraChoice::Index(index)) => camera.index == *index,
        (None, CameraChoice::Name(part)) => camera.name.to_lowercase().contains(&part.to_lowercase()),
    };
    let (mut meant, others): (Vec<_>, Vec<_>) = cameras.into_iter().partition(is_meant);
    // Of two with the same name, the one of the wanted number first.
    meant.sort_by_key(|camera| (*choice != CameraChoice::Index(camera.index), camera.index));
    if !meant.is_empty() {
        return Ok(meant);
    }
    let there: Vec<_> = others.iter().map(|camera| format!("{} \"{}\"", camera.index, camera.name)).collect();
    let there = if there.is_empty() {
        "there is none at all".into()
    } else {
        format!("there are: {}", there.join(", "))
    };
    Err(SourceError::NoCamera {
        what: match choice {
            CameraChoice::First => "no camera was found".into(),
            CameraChoice::Index(index) => format!("there is no camera number {index}; {there}"),
            CameraChoice::Name(part) => format!("no camera has `{part}` in its name; {there}"),
        },
    })
}

/// From the kernel's own list. `nokhwa`'s takes the second node that every webcam has, which carries no pictures, for
/// a camera, and panics on a name in /dev like `video-front`.
#[cfg(target_os = "linux")]
fn list() -> Result<Vec<FoundCamera>, SourceError> {
    let entries = match std::fs::read_dir("/sys/class/video4linux") {
        Ok(entries) => entries,
        // No such class: no camera was ever plugged in, so no driver is loaded.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(SourceError::Backend { camera: "cameras".into(), message: error.to_string() });
        }
    };
    let mut cameras: Vec<_> = entries
        .flatten()
        .filter_map(|entry| {
            let index = entry.file_name().to_str()?.strip_prefix("video")?.parse().ok()?;
            let attribute = |name: &str| std::fs::read_to_string(entry.path().join(name)).ok();
            let carries_pictures = attribute("index")?.trim() == "0";
            carries_pictures
                .then(|| FoundCamera { index, name: attribute("name").unwrap_or_default().trim().into() })
        })
        .collect();
    cameras.sort_by_key(|camera| camera.index);
    Ok(cameras)
}

#[cfg(not(target_os = "linux"))]
fn list() -> Result<Vec<FoundCamera>, SourceError> {
    let failed = |message: String| SourceError::Backend { camera: "cameras".into(), message };
    let infos = catch_unwind(|| nokhwa::query(nokhwa::utils::ApiBackend::Auto))
        .map_err(|_| failed("listing them failed".into()))?
        .map_err(|error| failed(error.to_string()))?;
    let mut cameras: Vec<_> = infos
        .iter()
        .zip(0..)
        .map(|(info, position)| FoundCamera {
            index: info.index().as_index().unwrap_or(position),
            name: info.human_name(),
        })
        .collect();
    cameras.sort_by_key(|camera| camera.index);
    Ok(cameras)
}

/// An open camera. It is made, used and dropped in one thread.
pub(super) struct Device {
    camera: Camera,
    found: FoundCamera,
    /// What it offers that can be read, the best first.
    formats: Vec<CameraFormat>,
    format: CameraFormat,
    streaming: bool,
}

impl Device {
    /// Opens the camera and sets the best format that it accepts.
    pub(super) fn open(found: &FoundCamera) -> Result<Self, SourceError> {
        let opened = catch_unwind(AssertUnwindSafe(|| open(found)));
        opened.unwrap_or_else(|_| {
            Err(SourceError::Backend { camera: found.quoted(), message: "the camera library failed".into() })
        })
    }

    /// Waits for the next frame; for ever, if the camera stalls. After an error only dropping helps.
    pub(super) fn grab(&mut self) -> Result<(Vec<u8>, CameraFormat), SourceError> {
        let failed = |error: NokhwaError| remedy(&self.found, &error);
        if !self.streaming {
            self.camera.open_stream().map_err(failed)?;
            self.streaming = true;
        }
        let bytes = self.camera.frame_raw().map_err(failed)?.into_owned();
        Ok((bytes, self.format))
    }

    pub(super) fn name(&self) -> &str {
        &self.found.name
    }

    pub(super) fn describe(&self) -> String {
        format!("camera \"{}\" ({})", self.found.name, self.format)
    }
}

/// Formats that are tried before it is given up: a camera may refuse one that it lists.
const FORMAT_ATTEMPTS: usize = 4;

fn open(found: &FoundCamera) -> Result<Device, SourceError> {
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
    nokhwa::nokhwa_initialize(|_granted| {});
    // The ways in which `nokhwa` chooses by itself prefer whatever sorts last; so first open with anything, then choose.
    let any = RequestedFormat::with_formats(RequestedFormatType::None, &READABLE);
    let mut camera = Camera::new(CameraIndex::Index(found.index), any).map_err(failed)?;
    let offered = camera.compatible_camera_formats().map_err(failed)?;
    let mut formats: Vec<_> = offered.iter().map(from_nokhwa).collect();
    CameraFormat::rank(&mut formats);
    let mut last_error = None;
    for format in formats.iter().take(FORMAT_ATTEMPTS).copied() {
        let exact = RequestedFormatType::Exact(to_nokhwa(format));
        match camera.set_camera_requset(RequestedFormat::with_formats(exact, &READABLE)) {
            Ok(_) => return Ok(Device { camera, found: found.clone(), formats, format, streaming: false }),
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
        fps: format.frame_rate(),
    }
}

fn to_nokhwa(format: CameraFormat) -> NokhwaFormat {
    let pixels = match format.pixels {
        PixelFormat::Mjpeg => FrameFormat::MJPEG,
        PixelFormat::Yuyv => FrameFormat::YUYV,
        PixelFormat::Nv12 => FrameFormat::NV12,
        PixelFormat::Grey => FrameFormat::GRAY,
        PixelFormat::Rgb => FrameFormat::RAWRGB,
        PixelFormat::Bgr => FrameFormat::RAWBGR,
    };
    NokhwaFormat::new(Resolution::new(format.width, format.height), pixels, format.fps)
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

/// What `nokhwa` says (spelled as there) if it knows none of the offered formats, or not the one another program left
/// behind, or if the camera sets another one than asked for.
const UNSUPPORTED: [&str; 4] = ["Failed to Fufill", "unsupported", "Framerate not whole number", "Rejected"];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(index: u32, name: &str) -> FoundCamera {
        FoundCamera { index, name: name.into() }
    }

    fn indices(choice: &CameraChoice, former: Option<&str>) -> Vec<u32> {
        let cameras = vec![found(0, "Integrated"), found(2, "Logi C920"), found(4, "Logi C920")];
        choose(cameras, choice, former).unwrap_or_default().iter().map(|camera| camera.index).collect()
    }

    #[test]
    fn the_camera_that_is_meant() {
        assert_eq!(indices(&CameraChoice::First, None), [0, 2, 4]);
        assert_eq!(indices(&CameraChoice::Index(4), None), [4]);
        assert_eq!(indices(&CameraChoice::Name("logi".into()), None), [2, 4]);
        assert_eq!(indices(&CameraChoice::Name("xyz".into()), None), Vec::<u32>::new());
        assert_eq!(indices(&CameraChoice::First, Some("Logi C920")), [2, 4], "the same camera again");
        assert_eq!(indices(&CameraChoice::Index(4), Some("Logi C920")), [4, 2]);
        assert_eq!(indices(&CameraChoice::First, Some("gone")), Vec::<u32>::new());
        let error = choose(vec![found(0, "Integrated")], &CameraChoice::Index(7), None).unwrap_err();
        assert!(error.to_string().contains("Integrated"), "{error}");
    }

    #[test]
    fn errors_by_remedy() {
        let by = |text: &str| remedy(&found(0, "C"), &NokhwaError::OpenStreamError(text.into()));
        assert!(matches!(by("Device or resource busy (os error 16)"), SourceError::Busy { .. }));
        assert!(matches!(by("V4L2 Error: Permission denied (os error 13)"), SourceError::Denied { .. }));
        assert!(matches!(by("No such device (os error 19)"), SourceError::Unplugged { .. }));
        assert!(matches!(by("Failed to Fufill"), SourceError::UnsupportedFormat { .. }));
        assert!(matches!(by("Input/output error (os error 5)"), SourceError::Backend { .. }));
        assert!(matches!(by("anything else"), SourceError::Backend { .. }));
    }
}
