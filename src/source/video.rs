//! A video file, decoded by an installed `ffmpeg` in a process of its own that hands over YUV4MPEG2.

use std::{
    ffi::OsString,
    io::{BufRead, BufReader, ErrorKind, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use serde::Deserialize;

use super::{
    FrameSource, Next,
    error::{SourceError, shown},
    pixels::{Matrix, check_size},
    stream::Stream,
};

/// Where a file tells no rate, or an absurd one.
const DEFAULT_FPS: f64 = 25.0;
/// A larger one is a container's time base, not the rate of a camera.
const MAX_FPS: f64 = 240.0;
/// What a line of `ffmpeg`'s complaints may have.
const MAX_LINE_BYTES: u64 = 500;

const DAMAGED: &str = "play it with another program; if that works, convert it: `ffmpeg -i VIDEO new.mp4`";

/// A running `ffmpeg`. It is killed and waited for when this is dropped.
pub(super) struct Video {
    name: String,
    child: Child,
    stream: Stream,
    complaints: Arc<Mutex<Complaints>>,
    /// Complaints already reported.
    reported: usize,
    frames: u64,
    len_hint: Option<u64>,
}

/// What `ffmpeg` said on its standard error.
#[derive(Default)]
struct Complaints {
    count: usize,
    last: String,
}

impl Video {
    /// Looks the file over with `ffprobe`, then starts `ffmpeg`.
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let name = shown(path);
        let facts = probe(path, &name)?;
        let mut child = Command::new("ffmpeg")
            .args(["-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1"])
            .args(["-protocol_whitelist", PROTOCOLS, "-i"])
            .arg(file_url(path))
            .args(["-map", &format!("0:{}", facts.stream_index), "-r", &facts.rate])
            .args(["-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| cannot_run("ffmpeg", &error))?;
        let complaints = Arc::default();
        match begin(&mut child, &name, &facts, &complaints) {
            Ok(stream) => {
                Ok(Self { name, child, stream, complaints, reported: 0, frames: 0, len_hint: facts.frames })
            }
            Err(error) => {
                stop(&mut child);
                // Its own words say more than "the stream is empty".
                match lock(&complaints).last.as_str() {
                    "" => Err(error),
                    said => Err(SourceError::unreadable(format!("{name}: {said}"), DAMAGED)),
                }
            }
        }
    }

    /// The complaints since the last call, the newest one in words.
    fn new_complaint(&mut self) -> Option<String> {
        let complaints = lock(&self.complaints);
        let new = complaints.count > self.reported;
        self.reported = complaints.count;
        new.then(|| complaints.last.clone())
    }

    /// `ffmpeg` has closed its output: did it fail?
    fn finish(&mut self) -> Result<Next, SourceError> {
        let status = self.child.wait().map_err(|error| cannot_run("ffmpeg", &error))?;
        let said = self.new_complaint();
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
                Ok(match self.new_complaint() {
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

impl Drop for Video {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// Ends the process and takes its status, so that no zombie stays. Both fail only if it has ended already.
fn stop(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
}

/// Starts reading both of the process's outputs.
fn begin(
    child: &mut Child,
    name: &str,
    facts: &Facts,
    complaints: &Arc<Mutex<Complaints>>,
) -> Result<Stream, SourceError> {
    let no_pipe = || SourceError::unreadable(format!("{name}: ffmpeg has no output"), DAMAGED);
    let stderr = child.stderr.take().ok_or_else(no_pipe)?;
    let heard = Arc::clone(complaints);
    let listener = thread::Builder::new()
        .name("ffmpeg-stderr".into())
        .spawn(move || listen(stderr, &heard))
        .map_err(|error| cannot_run("ffmpeg", &error))?;
    let stream = Stream::open(name, child.stdout.take().ok_or_else(no_pipe)?, facts.matrix);
    if stream.is_err() {
        // It has written nothing, so it is about to end; what it says on the way is wanted. Should it go on
        // nevertheless, killing it closes the pipe.
        drop(child.kill());
        drop(listener.join());
    }
    stream
}

/// Keeps the count and the newest line of what is said, whatever the amount.
fn listen(stderr: impl Read, heard: &Mutex<Complaints>) {
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    while let Ok(1..) = stderr.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line) {
        let text = plain(&String::from_utf8_lossy(&line));
        line.clear();
        if !text.is_empty() {
            let mut heard = lock(heard);
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

fn lock(complaints: &Mutex<Complaints>) -> std::sync::MutexGuard<'_, Complaints> {
    complaints.lock().unwrap_or_else(PoisonError::into_inner)
}

/// No network, ever: a playlist may name addresses.
const PROTOCOLS: &str = "file,pipe";

/// The name as a URL of the `file` protocol, which takes everything behind the colon as it stands: a leading dash
/// is no option, `http://` no address and `%03d` no pattern.
fn file_url(path: &Path) -> OsString {
    let mut url = OsString::from("file:");
    url.push(path);
    url
}

fn cannot_run(program: &str, error: &std::io::Error) -> SourceError {
    if error.kind() == ErrorKind::NotFound {
        return SourceError::MissingTool {
            what: format!("a video needs the program `{program}`, which is not installed"),
            hint: "install it: `sudo apt install ffmpeg` (Debian, Ubuntu), `brew install ffmpeg` (macOS), \
                   `winget install ffmpeg` (Windows); pictures need no ffmpeg"
                .into(),
        };
    }
    SourceError::unreadable(format!("`{program}` cannot be run: {error}"), "check its installation")
}

/// What must be known of a video before it is decoded.
struct Facts {
    stream_index: u32,
    /// Frames a second, as `ffmpeg` takes it.
    rate: String,
    frames: Option<u64>,
    matrix: Matrix,
}

#[derive(Deserialize)]
struct Probe {
    #[serde(default)]
    streams: Vec<ProbedStream>,
    format: Option<ProbedFormat>,
}

#[derive(Deserialize)]
struct ProbedFormat {
    #[serde(default)]
    format_name: String,
    duration: Option<String>,
}

#[derive(Deserialize)]
struct ProbedStream {
    index: u32,
    width: Option<u32>,
    height: Option<u32>,
    color_space: Option<String>,
    #[serde(default)]
    r_frame_rate: String,
    #[serde(default)]
    avg_frame_rate: String,
    disposition: Option<Disposition>,
}

#[derive(Deserialize)]
struct Disposition {
    #[serde(default)]
    attached_pic: u8,
}

fn probe(path: &Path, name: &str) -> Result<Facts, SourceError> {
    let output = Command::new("ffprobe")
        .args([
            "-hide_banner",
            "-loglevel",
            "error",
            "-protocol_whitelist",
            PROTOCOLS,
            "-select_streams",
            "v",
        ])
        .args(["-show_entries", "format=format_name,duration:stream_disposition=attached_pic"])
        .args(["-show_entries", "stream=index,width,height,color_space,r_frame_rate,avg_frame_rate"])
        .args(["-of", "json"])
        .arg(file_url(path))
        .stdin(Stdio::null())
        .output()
        .map_err(|error| cannot_run("ffprobe", &error))?;
    let refused = |what: &str| SourceError::unreadable(format!("{name}: {what}"), DAMAGED);
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        // ffmpeg says the name as well, in its own form.
        let line = said.trim().lines().last().unwrap_or_default();
        let reason = line.rsplit(": ").next().unwrap_or_default();
        return Err(refused(&format!("neither a picture nor a video ({reason})")));
    }
    let probe: Probe = serde_json::from_slice(&output.stdout)
        .map_err(|error| refused(&format!("ffprobe's answer makes no sense: {error}")))?;
    facts(&probe).map_err(|what| refused(&what))
}

fn facts(probe: &Probe) -> Result<Facts, String> {
    // ffmpeg "plays" any text as a terminal's screen.
    if probe.format.as_ref().is_some_and(|format| format.format_name == "tty") {
        return Err("it is a text, neither a picture nor a video".into());
    }
    let stream = probe
        .streams
        .iter()
        // The cover of a piece of music counts as video for ffmpeg.
        .find(|stream| stream.disposition.as_ref().is_none_or(|disposition| disposition.attached_pic == 0))
        .ok_or("there is no video in it")?;
    check_size(stream.width.unwrap_or(0), stream.height.unwrap_or(0))?;
    let rate = constant_rate(&stream.r_frame_rate, &stream.avg_frame_rate);
    let duration_secs =
        probe.format.as_ref().and_then(|format| format.duration.as_deref()?.parse::<f64>().ok());
    Ok(Facts {
        stream_index: stream.index,
        frames: duration_secs
            .zip(ratio(&rate))
            .map(|(secs, fps)| secs * fps)
            .filter(|frames| *frames >= 1.0 && frames.is_finite())
            .map(|frames| frames.round() as u64),
        rate,
        matrix: if stream.color_space.as_deref() == Some("bt709") { Matrix::Bt709 } else { Matrix::Bt601 },
    })
}

/// The rate at which the frames are given. `base` is the one at which every frame has its exact place; where that is
/// far from the average the rate varies, and the average serves.
fn constant_rate(base: &str, average: &str) -> String {
    let usable = |rate: &str| ratio(rate).filter(|fps| *fps > 0.0 && *fps <= MAX_FPS);
    match (usable(base), usable(average)) {
        (Some(base_fps), Some(average_fps)) if (base_fps / average_fps - 1.0).abs() < 0.1 => base.to_owned(),
        (_, Some(_)) => average.to_owned(),
        (Some(_), None) => base.to_owned(),
        (None, None) => DEFAULT_FPS.to_string(),
    }
}

/// `30000/1001`, or a plain number.
fn ratio(rate: &str) -> Option<f64> {
    let (numerator, denominator) = rate.split_once('/').unwrap_or((rate, "1"));
    let fps = numerator.parse::<f64>().ok()? / denominator.parse::<f64>().ok()?;
    fps.is_finite().then_some(fps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_the_exact_one_where_it_is_constant() {
        assert_eq!(constant_rate("30000/1001", "29970/1000"), "30000/1001");
        assert_eq!(constant_rate("1000/1", "1483/100"), "1483/100", "a variable rate");
        assert_eq!(constant_rate("90000/1", "0/0"), "25");
        assert_eq!(constant_rate("15/1", "0/0"), "15/1");
        assert_eq!(constant_rate("", ""), "25");
    }

    #[test]
    fn music_with_a_cover_is_no_video() {
        let json = r#"{"streams":[{"index":0,"width":300,"height":300,"disposition":{"attached_pic":1}}]}"#;
        assert!(facts(&serde_json::from_str(json).unwrap()).err().unwrap().contains("no video"));
    }
}
