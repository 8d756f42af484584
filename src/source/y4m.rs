//! YUV4MPEG2, the raw video that programs hand to each other: one header line, then frames, each with a line of its own.

use std::io::{self, BufRead, Read};

use super::pixels::{Chroma, Matrix, Planar, check_size};
use crate::{frame::Frame, time::Mono};

/// How a YUV4MPEG2 stream begins.
pub(super) const SIGNATURE: &[u8] = b"YUV4MPEG2 ";
/// The header line of any real stream is shorter.
const MAX_HEADER_BYTES: u64 = 1024;
/// Where the header leaves the rate open (`F0:0`).
const DEFAULT_FPS: f64 = 25.0;
/// A larger rate is damage.
const MAX_FPS: f64 = 1000.0;

/// What stands in a stream.
#[derive(Debug, PartialEq)]
pub(super) enum Item {
    /// A frame.
    Frame(Frame),
    /// The frame of this number is lost.
    Damaged {
        /// Its number.
        index: u64,
        /// What was wrong.
        reason: String,
    },
    /// The end.
    End,
}

/// Reads a stream frame by frame.
pub(super) struct Reader<R> {
    input: R,
    layout: Planar,
    fps: f64,
    /// The number of the next frame.
    index: u64,
    /// Numbers from `index` on that damage has used up and that are still to be reported.
    lost: u64,
    reason: String,
    /// Whether the input stands just behind a frame's header line.
    at_payload: bool,
}

impl<R: BufRead> Reader<R> {
    /// Reads the header. `matrix` is not told by it.
    pub(super) fn open(mut input: R, matrix: Matrix) -> Result<Self, String> {
        let mut line = Vec::new();
        let read = input.by_ref().take(MAX_HEADER_BYTES).read_until(b'\n', &mut line);
        read.map_err(|error| error.to_string())?;
        if line.is_empty() {
            return Err("it is empty".into());
        }
        if !line.starts_with(SIGNATURE) {
            return Err("it is not YUV4MPEG2".into());
        }
        if line.pop() != Some(b'\n') {
            return Err("its YUV4MPEG2 header is cut short or too long".into());
        }
        let (layout, fps) = parse_header(&String::from_utf8_lossy(&line), matrix)?;
        Ok(Self { input, layout, fps, index: 0, lost: 0, reason: String::new(), at_payload: false })
    }

    /// The layout of all frames.
    pub(super) fn layout(&self) -> Planar {
        self.layout
    }

    /// Frames a second.
    pub(super) fn fps(&self) -> f64 {
        self.fps
    }

    /// The next frame. A frame that is not followed by another's header, or by the end, has lost bytes or won some:
    /// it and what is skipped up to the next header are reported as damaged, and the count of time goes on.
    pub(super) fn next(&mut self) -> io::Result<Item> {
        if self.lost > 0 {
            return Ok(self.damaged());
        }
        if !self.at_payload {
            match self.seek_frame_header()? {
                Skipped::End(0) => return Ok(Item::End),
                Skipped::End(_) => return Ok(self.lose(1, "the stream ends in something that is no frame")),
                Skipped::Header(0) => {}
                Skipped::Header(skipped) => {
                    self.at_payload = true;
                    return Ok(self.lose(self.frames_in(skipped), "what stands before it is no frame"));
                }
            }
        }
        self.at_payload = false;
        let len = self.layout.byte_len();
        // Grows with what really comes, whatever the header promised.
        let mut payload = Vec::new();
        self.input.by_ref().take(len as u64).read_to_end(&mut payload)?;
        if payload.len() < len {
            let reason = format!("the stream ends after {} of the frame's {len} bytes", payload.len());
            return Ok(self.lose(1, &reason));
        }
        match self.seek_frame_header()? {
            Skipped::Header(0) => self.at_payload = true,
            Skipped::End(0) => {}
            Skipped::Header(skipped) => {
                self.at_payload = true;
                let frames = 1 + self.frames_in(skipped);
                return Ok(self.lose(frames, "it has lost some of its bytes"));
            }
            Skipped::End(_) => return Ok(self.lose(1, "it has lost some of its bytes")),
        }
        match self.layout.to_rgb(&payload) {
            Ok(image) => {
                let index = self.index;
                self.index += 1;
                Ok(Item::Frame(Frame { at: Mono(index as f64 / self.fps), index, name: None, image }))
            }
            Err(reason) => Ok(self.lose(1, &reason)),
        }
    }

    /// How many frames, to the nearest, so many stray bytes once were.
    fn frames_in(&self, bytes: u64) -> u64 {
        let len = self.layout.byte_len() as u64;
        (bytes + len / 2) / len
    }

    fn lose(&mut self, frames: u64, reason: &str) -> Item {
        self.lost = frames.max(1);
        reason.clone_into(&mut self.reason);
        self.damaged()
    }

    fn damaged(&mut self) -> Item {
        let index = self.index;
        self.index += 1;
        self.lost -= 1;
        Item::Damaged { index, reason: self.reason.clone() }
    }

    /// Reads to behind the next frame's header line.
    fn seek_frame_header(&mut self) -> io::Result<Skipped> {
        const MAGIC: &[u8; 6] = b"FRAME\n";
        let mut last = [0_u8; MAGIC.len()];
        let mut read = 0_u64;
        while let Some(byte) = self.byte()? {
            last.rotate_left(1);
            if let Some(end) = last.last_mut() {
                *end = byte;
            }
            read += 1;
            // A space instead of the newline: parameters follow, which change nothing that matters here.
            let with_parameters = byte == b' ' && last.starts_with(b"FRAME");
            if with_parameters {
                let mut line = Vec::new();
                self.input.by_ref().take(MAX_HEADER_BYTES).read_until(b'\n', &mut line)?;
            }
            if with_parameters || &last == MAGIC {
                return Ok(Skipped::Header(read - MAGIC.len() as u64));
            }
        }
        Ok(Skipped::End(read))
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        self.input.by_ref().bytes().next().transpose()
    }
}

/// Bytes that were skipped up to the next frame's header, or to the end.
enum Skipped {
    Header(u64),
    End(u64),
}

fn parse_header(line: &str, matrix: Matrix) -> Result<(Planar, f64), String> {
    let (mut width, mut height, mut fps, mut chroma, mut full_range) =
        (0, 0, DEFAULT_FPS, Chroma::C420, false);
    for token in line.split(' ').skip(1) {
        let mut chars = token.chars();
        let tag = chars.next();
        let value = chars.as_str();
        let bad = || format!("its YUV4MPEG2 header says `{token}`");
        match tag {
            Some('W') => width = value.parse().map_err(|_error| bad())?,
            Some('H') => height = value.parse().map_err(|_error| bad())?,
            Some('F') => fps = parse_rate(value).ok_or_else(bad)?,
            Some('C') => chroma = parse_chroma(value)?,
            Some('X') if value == "COLORRANGE=FULL" => full_range = true,
            _ => {}
        }
    }
    check_size(width, height)?;
    Ok((Planar { width, height, chroma, full_range, matrix }, fps))
}

/// `30000:1001`; `0:0` is unknown.
fn parse_rate(value: &str) -> Option<f64> {
    let (numerator, denominator) = value.split_once(':')?;
    match (numerator.parse::<u32>().ok()?, denominator.parse::<u32>().ok()?) {
        (0, 0) => Some(DEFAULT_FPS),
        (numerator, denominator) => {
            let fps = f64::from(numerator) / f64::from(denominator);
            (fps > 0.0 && fps <= MAX_FPS).then_some(fps)
        }
    }
}

fn parse_chroma(value: &str) -> Result<Chroma, String> {
    match value {
        "420" | "420jpeg" | "420mpeg2" | "420paldv" => Ok(Chroma::C420),
        "422" => Ok(Chroma::C422),
        "444" => Ok(Chroma::C444),
        "mono" => Ok(Chroma::Mono),
        _ => Err(format!("its pixel format C{value} is not read (8-bit 4:2:0, 4:2:2, 4:4:4 and mono are)")),
    }
}
