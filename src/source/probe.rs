//! What `ffprobe` tells about a video before it is decoded.

use std::{
    io::{self, Read},
    path::Path,
    time::Duration,
};

use serde::Deserialize;

use super::{
    error::SourceError,
    ffmpeg::{DAMAGED, Process},
    pixels::{Matrix, check_size},
};

/// Where a file tells no rate, or an absurd one.
const DEFAULT_FPS: f64 = 25.0;
/// A larger one is a container's time base, not the rate of a camera.
const MAX_FPS: f64 = 240.0;
/// `ffprobe` reads a few megabytes of the file; a sleeping disk wakes in ten seconds.
const ANSWER_LIMIT: Duration = Duration::from_secs(20);
/// The error code of a format that is not among those that may be opened (EINVAL, negative).
const FORMAT_REFUSED: i32 = -22;

/// What must be known of a video before it is decoded.
pub(super) struct Facts {
    /// Which of the file's streams.
    pub(super) stream_index: u32,
    /// Frames a second, as `ffmpeg` takes it.
    pub(super) rate: String,
    /// How many there should be.
    pub(super) frames: Option<u64>,
    /// Colours.
    pub(super) matrix: Matrix,
}

#[derive(Deserialize)]
struct Probe {
    #[serde(default)]
    streams: Vec<ProbedStream>,
    format: Option<ProbedFormat>,
    error: Option<ProbeError>,
}

#[derive(Deserialize)]
struct ProbeError {
    code: i32,
    string: String,
}

#[derive(Deserialize)]
struct ProbedFormat {
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

/// Looks a file over. `name` is for people.
pub(super) fn probe(path: &Path, name: &str) -> Result<Facts, SourceError> {
    let refused = |what: &str| SourceError::unreadable(format!("{name}: {what}"), DAMAGED);
    let options = [
        &["-loglevel", "quiet", "-show_error", "-select_streams", "v", "-of", "json"][..],
        &["-show_entries", "format=duration:stream_disposition=attached_pic"],
        &["-show_entries", "stream=index,width,height,color_space,r_frame_rate,avg_frame_rate"],
    ];
    let mut ffprobe = Process::start("ffprobe", &options.concat(), path, &[])?;
    let answer = ffprobe
        .read_within(ANSWER_LIMIT, |mut stdout| -> io::Result<_> {
            let mut answer = Vec::new();
            stdout.read_to_end(&mut answer)?;
            Ok(answer)
        })
        .and_then(|answer| answer.map_err(|error| error.to_string()))
        .map_err(|what| refused(&what))?;
    let probe: Probe = serde_json::from_slice(&answer)
        .map_err(|error| refused(&format!("ffprobe's answer makes no sense: {error}")))?;
    match &probe.error {
        None => facts(&probe).map_err(|what| refused(&what)),
        Some(error) if error.code == FORMAT_REFUSED => Err(SourceError::unreadable(
            format!("{name}: it is neither a picture nor a kind of video that Sitwell opens"),
            "save a picture as .jpg or .png, a video as .mp4 or .mkv; a playlist is not followed, give its video",
        )),
        Some(error) => Err(refused(&format!("it is neither a picture nor a video ({})", error.string))),
    }
}

fn facts(probe: &Probe) -> Result<Facts, String> {
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
