//! Where frames come from: one grammar, one port.

use std::time::Duration;

use crate::frame::Frame;

/// Something that gives frames, one after the other.
pub trait FrameSource: Send {
    /// Waits for the next frame, at most `timeout`.
    fn next(&mut self, timeout: Duration) -> Result<Next, SourceError>;

    /// How many frames there will be, where that is known (for a progress bar).
    fn len_hint(&self) -> Option<u64> {
        None
    }

    /// For people: what this is, such as `camera "Integrated Webcam" (640x480 MJPEG, 30 fps)`.
    fn describe(&self) -> String;
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
    /// The source is at its end.
    End,
}

/// Why a source gives no frames. The variants differ in what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The name of a source makes no sense, or names nothing.
    #[error("{what}")]
    NotFound {
        /// What was asked for.
        what: String,
        /// What to do.
        hint: String,
    },
}
