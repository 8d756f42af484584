//! Where frames come from: one grammar, one port.
//!
//! | written | means | room |
//! |---|---|---|
//! | `camera` | the first camera that works | `webcam` |
//! | `camera:2`, `camera:logitech` | the camera of this number, or with this in its name | `webcam` |
//! | `me.jpg` | a picture: JPEG, PNG, WebP, BMP or a still GIF | `pictures` |
//! | `shots`, `shots@2` | a folder of pictures in natural name order, 5 or so many a second | `pictures` |
//! | `talk.mp4` | a video, decoded by an installed `ffmpeg` | `video` |
//! | `talk.y4m`, `-` | YUV4MPEG2 from a file or from standard input | `stream` |
//! | `demo` | the demo session that is part of the program | `demo` |
//!
//! A recording gives its frames as fast as they are asked for; [`SourceOptions::live`] paces it as a camera would.

mod demo;
mod error;
mod ffmpeg;
mod file;
mod jpeg;
mod live;
mod picture;
mod pictures;
mod pixels;
mod probe;
mod recordings;
mod spec;
mod stream;
mod video;
mod webcam;
mod y4m;

use std::{ffi::OsStr, io, path::Path, time::Duration};

use image::RgbImage;

use self::spec::Spec;
pub use self::{
    error::SourceError,
    recordings::{Recording, Recordings, recordings},
    webcam::{CameraFormat, CameraInfo, PixelFormat, cameras},
};
use crate::{frame::Frame, time::Mono};

/// Something that gives frames, one after the other.
pub trait FrameSource: Send {
    /// Waits for the next frame, at most `timeout`. An error is final; a camera that may come back says
    /// [`Next::Trouble`] instead.
    fn next(&mut self, timeout: Duration) -> Result<Next, SourceError>;

    /// How many frames there will be, where that is known (for a progress bar).
    fn len_hint(&self) -> Option<u64> {
        None
    }

    /// Leaves out, unread, the frames before the newest one that is due at `at`, and tells when the frame that comes next
    /// is due. `None`: that is not known before it is read, and nothing was left out.
    fn skip_to(&mut self, _at: Mono) -> Option<Mono> {
        None
    }

    /// Which camera it is, once it has been opened; a recording has none.
    fn camera(&self) -> Option<KnownCamera> {
        None
    }

    /// For people: what this is, such as `camera "Integrated Webcam" (640x480 MJPEG, 30 fps)`.
    fn describe(&self) -> String;
}

/// A camera that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCamera {
    /// What tells it from every other, whatever its number: the same after it was plugged in again.
    pub identity: String,
    /// Its name, for people.
    pub name: String,
}

/// What came next.
#[derive(Debug)]
pub enum Next {
    /// A frame.
    Frame(Frame),
    /// A frame that could not be read and was skipped; the source goes on.
    Damaged {
        /// Its number in the source.
        index: u64,
        /// What was wrong with it.
        reason: String,
    },
    /// Nothing within the timeout; the source may yet go on.
    TimedOut,
    /// Nothing, because of this; the source goes on trying by itself. Told at once when it changes, and then
    /// again after every timeout for as long as it lasts.
    Trouble {
        /// What is wrong, and what to do about it.
        error: SourceError,
        /// Seconds since the last frame, or since the source was opened.
        without_frame_secs: f64,
    },
    /// The source is at its end.
    End,
}

/// How a source is to be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceOptions {
    /// Pace a recording in real time, as a camera would: frames that are late are left out. A camera is always live.
    pub live: bool,
}

/// Whether `spec` names a camera, and not a recording.
pub fn is_camera(spec: impl AsRef<OsStr>) -> bool {
    matches!(spec::parse(spec.as_ref()), Ok(Spec::Camera(_)))
}

/// Reads one picture file, turned upright.
pub fn read_picture(path: &Path) -> Result<RgbImage, SourceError> {
    picture::read(path)
        .map_err(|flaw| SourceError::unreadable(format!("{}: {}", error::shown(path), flaw.what), flaw.hint))
}

/// Opens the source that `spec` names (the grammar stands at the head of this module).
///
/// A camera need not be there yet: its [`FrameSource::next`] says what is wrong, and goes on trying.
pub fn open(spec: impl AsRef<OsStr>, options: &SourceOptions) -> Result<Box<dyn FrameSource>, SourceError> {
    let recording: Box<dyn FrameSource> = match spec::parse(spec.as_ref())? {
        Spec::Camera(choice) => return Ok(Box::new(webcam::Webcam::open(choice)?)),
        Spec::Demo => Box::new(demo::Demo::open()),
        Spec::StandardInput => {
            Box::new(stream::Stream::open("standard input", io::stdin(), pixels::Matrix::Bt601)?)
        }
        Spec::File(path) => file::open(&path)?,
        Spec::Folder { path, fps } => Box::new(pictures::Pictures::folder(&path, fps)?),
    };
    Ok(if options.live { Box::new(live::Live::new(recording)) } else { recording })
}
