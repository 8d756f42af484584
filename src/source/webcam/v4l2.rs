//! The camera interface of Linux, through the `v4l` crate. One level below `nokhwa`, which knows neither a timeout nor the
//! length of a frame there, panics here and there, and refuses cameras that it could use.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::Duration,
};

use rustix::{event::PollFlags, io::Errno};
use v4l::{
    Device, Format, FourCC, Fraction,
    buffer::{Flags, Type},
    frameinterval::FrameIntervalEnum,
    framesize::FrameSizeEnum,
    io::{mmap::Stream, traits::CaptureStream},
    video::{Capture, capture::Parameters},
};

use super::{
    CameraFormat, PixelFormat,
    device::{CameraSystem, FoundCamera, GRAB_SECS, OpenCamera},
    file_watch::{FileWatch, WatchFlags},
    format::{WANTED_FPS, WANTED_HEIGHT, WANTED_WIDTH},
    other_users::{OpenWatch, other_users},
    slot::Slot,
    sysfs,
};
use crate::source::error::SourceError;

/// How the kernel spells what can be read.
const READABLE: [(PixelFormat, &[u8; 4]); 7] = [
    (PixelFormat::Mjpeg, b"MJPG"),
    (PixelFormat::Yuyv, b"YUYV"),
    (PixelFormat::Uyvy, b"UYVY"),
    (PixelFormat::Nv12, b"NV12"),
    (PixelFormat::Rgb, b"RGB3"),
    (PixelFormat::Bgr, b"BGR3"),
    (PixelFormat::Grey, b"GREY"),
];
/// Where a driver does not tell the rates.
const UNKNOWN_FPS: f64 = 30.0;
/// Formats that are tried before it is given up: a camera may refuse one that it lists.
const FORMAT_ATTEMPTS: usize = 4;
/// One is being filled, one waits, one is read; the fourth makes up for a late reader.
const BUFFERS: u32 = 4;

/// How soon a camera that was plugged in is seen while one is waited for.
const ARRIVAL_SECS: f64 = 0.5;

/// The camera interface of Linux.
pub(super) struct V4l2 {
    /// Device files that come, and those whose owner or rights change; none where the system cannot watch them.
    arrivals: Option<FileWatch>,
}

impl V4l2 {
    pub(super) fn new() -> Self {
        Self { arrivals: FileWatch::begin(Path::new("/dev"), WatchFlags::CREATE | WatchFlags::ATTRIB).ok() }
    }
}

impl CameraSystem for V4l2 {
    type Open = OpenV4l2;

    fn list(&self) -> Result<Vec<FoundCamera>, SourceError> {
        sysfs::list(Path::new(sysfs::CLASS))
            .map_err(|error| SourceError::Backend { camera: "cameras".into(), message: error.to_string() })
    }

    fn open(&self, found: &FoundCamera) -> Result<OpenV4l2, SourceError> {
        // The crate panics where a driver says something that it does not expect.
        let opened = catch_unwind(AssertUnwindSafe(|| OpenV4l2::open(found)));
        opened.unwrap_or_else(|_| {
            let message = "its driver says what the camera library does not expect".into();
            Err(SourceError::Backend { camera: found.quoted(), message })
        })
    }

    fn other_user(&self, camera: &FoundCamera) -> Option<String> {
        other_users(&sysfs::node(camera.index)).pop_first().map(|(_, name)| name)
    }

    /// No longer than until a device file changes: it may be the camera.
    fn wait(&self, slot: &Slot, wait: Duration) {
        let until = slot.now() + wait.as_secs_f64();
        while !slot.is_closed() && slot.now() < until {
            slot.wait_closed(Duration::from_secs_f64((until - slot.now()).clamp(0.0, ARRIVAL_SECS)));
            if self.arrivals.as_ref().is_some_and(FileWatch::anything_happened) {
                return;
            }
        }
    }
}

/// An open camera.
pub(super) struct OpenV4l2 {
    // Before the device, so that it is dropped first.
    stream: Option<Streaming>,
    device: Device,
    found: FoundCamera,
    formats: Vec<CameraFormat>,
    format: CameraFormat,
}

impl OpenV4l2 {
    fn open(found: &FoundCamera) -> Result<Self, SourceError> {
        let failed = |error: io::Error| remedy(found, &error);
        let device = Device::with_path(sysfs::node(found.index)).map_err(failed)?;
        let offered: Vec<FourCC> =
            device.enum_formats().map_err(failed)?.iter().map(|format| format.fourcc).collect();
        let mut formats = Vec::new();
        for (pixels, fourcc) in READABLE {
            let fourcc = FourCC::new(fourcc);
            if offered.contains(&fourcc) {
                formats.extend(modes(&device, pixels, fourcc));
            }
        }
        CameraFormat::rank(&mut formats);
        formats.dedup();
        let mut refused = None;
        for format in formats.iter().take(FORMAT_ATTEMPTS).copied() {
            match set(&device, format) {
                Ok(true) => {
                    return Ok(Self { stream: None, device, found: found.clone(), formats, format });
                }
                Ok(false) => {}
                Err(error) => refused = Some(remedy(found, &error)),
            }
        }
        Err(refused.unwrap_or_else(|| {
            let names: Vec<_> = offered.iter().map(ToString::to_string).collect();
            let offers = if names.is_empty() { "it offers none".into() } else { names.join(", ") };
            SourceError::UnsupportedFormat { camera: found.quoted(), offers }
        }))
    }
}

impl OpenCamera for OpenV4l2 {
    fn grab(&mut self, bytes: &mut Vec<u8>) -> Result<bool, SourceError> {
        let failed = |error: io::Error| remedy(&self.found, &error);
        let streaming = match &mut self.stream {
            Some(streaming) => streaming,
            none => none.insert(Streaming::new(&self.device, &self.found).map_err(failed)?),
        };
        if let Some(program) = streaming.openings.as_mut().and_then(OpenWatch::who_wants_it) {
            return Err(SourceError::GivenAway { camera: self.found.quoted(), program });
        }
        match streaming.next_frame(bytes) {
            Ok(filled) => Ok(filled),
            Err(error) if is_nothing_yet(&error) => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    fn format(&self) -> CameraFormat {
        self.format
    }

    fn formats(&self) -> &[CameraFormat] {
        &self.formats
    }
}

/// A signal handler that ran, a timeout, a frame that another process took.
fn is_nothing_yet(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock)
        && error.raw_os_error() != Some(Errno::TIMEDOUT.raw_os_error())
}

/// The sizes and rates of one pixel format.
fn modes(device: &Device, pixels: PixelFormat, fourcc: FourCC) -> Vec<CameraFormat> {
    let sizes = device.enum_framesizes(fourcc).unwrap_or_default().into_iter().map(|size| match size.size {
        FrameSizeEnum::Discrete(size) => (size.width, size.height),
        // Any size between two: the wanted one, if it is among them.
        FrameSizeEnum::Stepwise(size) => (
            stepwise(WANTED_WIDTH, size.min_width, size.max_width, size.step_width),
            stepwise(WANTED_HEIGHT, size.min_height, size.max_height, size.step_height),
        ),
    });
    let with_rates = |(width, height)| {
        let rates = rates(device, fourcc, width, height);
        rates.into_iter().map(move |fps| CameraFormat { pixels, width, height, fps })
    };
    sizes.flat_map(with_rates).collect()
}

fn rates(device: &Device, fourcc: FourCC, width: u32, height: u32) -> Vec<f64> {
    let intervals = device.enum_frameintervals(fourcc, width, height).unwrap_or_default();
    let rates = intervals.into_iter().filter_map(|interval| match interval.interval {
        FrameIntervalEnum::Discrete(interval) => fps(interval),
        // The longest interval is the lowest rate.
        FrameIntervalEnum::Stepwise(range) => {
            let (lowest, highest) = (fps(range.max)?, fps(range.min)?);
            Some(f64::from(WANTED_FPS).min(highest).max(lowest))
        }
    });
    let rates: Vec<_> = rates.collect();
    if rates.is_empty() { vec![UNKNOWN_FPS] } else { rates }
}

fn fps(interval: Fraction) -> Option<f64> {
    let fps = f64::from(interval.denominator) / f64::from(interval.numerator);
    (fps.is_finite() && fps > 0.0).then_some(fps)
}

/// The value of a range with steps that is nearest to the wanted one from below.
fn stepwise(wanted: u32, min: u32, max: u32, step: u32) -> u32 {
    let within = wanted.min(max).saturating_sub(min);
    min + within - within % step.max(1)
}

/// Sets a format. False: the camera would rather have another one, or pads its rows.
fn set(device: &Device, format: CameraFormat) -> io::Result<bool> {
    let fourcc = READABLE.iter().find(|(pixels, _)| *pixels == format.pixels).map(|(_, fourcc)| *fourcc);
    let Some(fourcc) = fourcc.map(FourCC::new) else { return Ok(false) };
    let set = device.set_format(&Format::new(format.width, format.height, fourcc))?;
    // In thousandths of a second: the driver takes the nearest rate that it has. Some cannot set one, and need not.
    let interval = Fraction::new(1000, (format.fps * 1000.0).round() as u32);
    let _fixed_rate = device.set_params(&Parameters::new(interval));
    let padded = format.row_bytes().is_some_and(|row_bytes| set.stride > row_bytes);
    Ok(set.fourcc == fourcc && (set.width, set.height) == (format.width, format.height) && !padded)
}

/// A camera that was started.
struct Streaming {
    stream: Stream<'static>,
    buffers: Buffers,
    /// None where the system cannot watch the device file.
    openings: Option<OpenWatch>,
}

/// Where the buffers are. The crate's `next` hands the one that was read back before it waits, and fails for ever if
/// there is none to hand back; so it is called only when one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Buffers {
    /// Nobody has them: the camera has not been started.
    Idle,
    /// The driver has all of them.
    Queued,
    /// The one that was read is here, the driver has the others.
    OneHere,
}

impl Streaming {
    fn new(device: &Device, found: &FoundCamera) -> io::Result<Self> {
        let mut stream = Stream::with_buffers(device, Type::VideoCapture, BUFFERS)?;
        stream.set_timeout(Duration::from_secs_f64(GRAB_SECS));
        let openings = OpenWatch::begin(sysfs::node(found.index)).ok();
        Ok(Self { stream, buffers: Buffers::Idle, openings })
    }

    /// Waits for the next frame. Of a damaged one, as far as the driver knows, there are no bytes.
    fn next_frame(&mut self, bytes: &mut Vec<u8>) -> io::Result<bool> {
        let wait_ms = (GRAB_SECS * 1000.0) as i32;
        if self.buffers == Buffers::OneHere
            && self.stream.handle().poll(PollFlags::IN.bits() as i16, wait_ms)? == 0
        {
            return Ok(false);
        }
        if std::mem::replace(&mut self.buffers, Buffers::Queued) == Buffers::Queued {
            // That frame is lost, but the next can be read.
            self.stream.dequeue()?;
            self.buffers = Buffers::OneHere;
            return Ok(false);
        }
        let (buffer, about) = self.stream.next()?;
        self.buffers = Buffers::OneHere;
        bytes.clear();
        if !about.flags.contains(Flags::ERROR) {
            bytes.extend_from_slice(buffer.get(..about.bytesused as usize).unwrap_or(buffer));
        }
        Ok(true)
    }
}

/// What to do about an error of the system.
fn remedy(found: &FoundCamera, error: &io::Error) -> SourceError {
    let camera = found.quoted();
    match error.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::PERM | Errno::ACCESS) => SourceError::Denied { camera },
        Some(Errno::BUSY) => SourceError::Busy { camera },
        Some(Errno::NOENT | Errno::NXIO | Errno::NODEV) => SourceError::Unplugged { camera },
        Some(Errno::TIMEDOUT) => SourceError::Stalled { camera },
        Some(Errno::NOSPC) => {
            let message = "other devices leave it no room on this USB port; use another one".into();
            SourceError::Backend { camera, message }
        }
        _ => SourceError::Backend { camera, message: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_by_remedy() {
        let by = |errno: i32| {
            let camera = FoundCamera { index: 0, name: "C".into(), identity: "c".into() };
            remedy(&camera, &io::Error::from_raw_os_error(errno)).key()
        };
        let keys = [1, 13, 16, 2, 6, 19, 110, 5, 28].map(by);
        assert_eq!(
            keys,
            [
                "denied",
                "denied",
                "busy",
                "unplugged",
                "unplugged",
                "unplugged",
                "stalled",
                "failed",
                "failed"
            ]
        );
    }

    #[test]
    fn a_range_of_sizes_gives_the_wanted_one_or_the_nearest() {
        assert_eq!(stepwise(640, 16, 4096, 2), 640);
        assert_eq!(stepwise(640, 16, 320, 16), 320);
        assert_eq!(stepwise(640, 800, 1600, 8), 800);
        assert_eq!(stepwise(640, 15, 1000, 100), 615);
        assert_eq!(stepwise(640, 0, 1000, 0), 640);
    }

    #[test]
    fn rates_are_the_inverse_of_intervals() {
        assert_eq!(fps(Fraction::new(2, 15)), Some(7.5));
        assert_eq!(fps(Fraction::new(1001, 30_000)).map(f64::round), Some(30.0));
        assert_eq!(fps(Fraction::new(0, 30)), None);
        assert_eq!(fps(Fraction::new(1, 0)), None);
    }
}
