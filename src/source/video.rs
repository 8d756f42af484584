//! A video file, decoded by an installed `ffmpeg` in a process of its own that hands over YUV4MPEG2.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::ChildStderr,
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    FrameSource, Next,
    error::{SourceError, shown},
    ffmpeg::{DAMAGED, Process},
    probe::probe,
    stream::Stream,
};

/// What a line of `ffmpeg`'s complaints may have.
const MAX_LINE_BYTES: u64 = 500;
/// For the first picture: a damaged beginning is decoded through, on a busy machine and with a slow codec.
const FIRST_PICTURE_LIMIT: Duration = Duration::from_mins(1);

/// A video on its way through `ffmpeg`.
pub(super) struct Video {
    name: String,
    ffmpeg: Process,
    stream: Stream,
    complaints: Complaints,
    frames: u64,
    len_hint: Option<u64>,
}

impl Video {
    /// Looks the file over with `ffprobe`, then starts `ffmpeg`.
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let name = shown(path);
        let unreadable = |what: &str| SourceError::unreadable(format!("{name}: {what}"), DAMAGED);
        let facts = probe(path, &name)?;
        let map = format!("0:{}", facts.stream_index);
        let mut ffmpeg = Process::start(
            "ffmpeg",
            &["-nostdin", "-loglevel", "error", "-threads", "1"],
            path,
            &["-map", &map, "-r", &facts.rate, "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1"],
        )?;
        let stderr = ffmpeg.stderr().ok_or_else(|| unreadable("ffmpeg has no output"))?;
        let mut complaints = Complaints::hear(stderr)
            .map_err(|error| unreadable(&format!("no thread to read with: {error}")))?;
        let stream_name = name.clone();
        let stream = ffmpeg
            .read_within(FIRST_PICTURE_LIMIT, move |stdout| Stream::open(&stream_name, stdout, facts.matrix))
            .map_err(|what| unreadable(&what))?;
        match stream {
            Ok(stream) => Ok(Self { name, ffmpeg, stream, complaints, frames: 0, len_hint: facts.frames }),
            Err(error) => {
                // It has written nothing, so it is about to end; what it says on the way is wanted. Should it go on
                // nevertheless, stopping it closes the pipe.
                ffmpeg.stop();
                // Its own words say more than "the stream is empty".
                Err(complaints.last_word().map_or(error, |said| unreadable(&said)))
            }
        }
    }

    /// `ffmpeg` has closed its output: did it fail?
    fn finish(&mut self) -> Result<Next, SourceError> {
        let status = self.ffmpeg.wait()?;
        let said = self.complaints.last_word();
        let what = if status.success() {
            match said {
                _ if self.frames == 0 => "there is no frame in it".to_owned(),
                None => return Ok(Next::End),
                Some(reason) => {
                    let index = self.frames;
                    self.frames += 1;
                    return Ok(Next::Damaged { index, reason });
                }
            }
        } else {
            format!(
                "decoding fails after frame {}: {}",
                self.frames,
                said.unwrap_or_else(|| status.to_string())
            )
        };
        Err(SourceError::unreadable(format!("{}: {what}", self.name), DAMAGED))
    }
}

impl FrameSource for Video {
    fn next(&mut self, timeout: Duration) -> Result<Next, SourceError> {
        match self.stream.next(timeout)? {
            Next::End => self.finish(),
            Next::Frame(frame) => {
                self.frames = frame.index + 1;
                // To keep the time, ffmpeg repeats an older picture for one that it could not decode. The complaint
                // comes within a frame or two of it; one frame is left out for every complaint.
                Ok(match self.complaints.new_one() {
                    Some(reason) => Next::Damaged { index: frame.index, reason },
                    None => Next::Frame(frame),
                })
            }
            other => Ok(other),
        }
    }

    fn len_hint(&self) -> Option<u64> {
        self.len_hint
    }

    fn describe(&self) -> String {
        format!("video {}", self.stream.describe())
    }
}

/// What `ffmpeg` says on its standard error.
struct Complaints {
    heard: Arc<Mutex<Heard>>,
    /// How many of them have been reported.
    reported: usize,
    listener: Option<JoinHandle<()>>,
}

/// The count and the newest line of what was said, whatever the amount.
#[derive(Default)]
struct Heard {
    count: usize,
    last: String,
}

impl Complaints {
    /// Listens in a thread, which ends with the process.
    fn hear(stderr: ChildStderr) -> std::io::Result<Self> {
        let heard = Arc::default();
        let kept = Arc::clone(&heard);
        let listener =
            thread::Builder::new().name("ffmpeg-stderr".into()).spawn(move || listen(stderr, &kept))?;
        Ok(Self { heard, reported: 0, listener: Some(listener) })
    }

    /// The complaints since the last call, the newest one in words.
    fn new_one(&mut self) -> Option<String> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let new = heard.count > self.reported;
        self.reported = heard.count;
        new.then(|| heard.last.clone())
    }

    /// The same once the process has ended, when everything it said has been heard.
    fn last_word(&mut self) -> Option<String> {
        if let Some(listener) = self.listener.take() {
            drop(listener.join());
        }
        self.new_one()
    }
}

fn listen(stderr: impl Read, heard: &Mutex<Heard>) {
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    while let Ok(1..) = stderr.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line) {
        let text = plain(&String::from_utf8_lossy(&line));
        line.clear();
        if !text.is_empty() {
            let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
            heard.count += 1;
            heard.last = text;
        }
    }
}

/// A line without the `[h264 @ 0x55d0c8]` at its beginning, which is another one every time.
fn plain(line: &str) -> String {
    let text = match line.split_once("] ") {
        Some((part, text)) if part.contains(" @ 0x") => text,
        _ => line,
    };
    text.trim().chars().filter(|c| !c.is_control()).collect()
}
