//! Every kind of recording, whole, damaged at many places, and hostile.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use image::{Rgb, RgbImage};
use sitwell::{
    frame::Frame,
    source::{self, FrameSource, Next, SourceError, SourceOptions},
    time::Clock,
};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_mins(1);

/// What a source gave until its end.
#[derive(Default)]
struct Run {
    frames: Vec<Frame>,
    damaged: Vec<(u64, String)>,
}

fn open(spec: &str) -> Result<Box<dyn FrameSource>, SourceError> {
    source::open(spec, &SourceOptions::default())
}

fn drain(source: &mut dyn FrameSource) -> Result<Run, SourceError> {
    let mut run = Run::default();
    loop {
        match source.next(PATIENCE)? {
            Next::Frame(frame) => run.frames.push(frame),
            Next::Damaged { index, reason } => run.damaged.push((index, reason)),
            Next::End => return Ok(run),
            Next::TimedOut | Next::Trouble { .. } => panic!("a recording keeps nobody waiting"),
        }
        assert!(run.damaged.len() < 1000, "it never ends");
    }
}

fn read(path: &Path) -> Result<Run, SourceError> {
    drain(&mut *open(path.to_str().unwrap())?)
}

fn error(path: &Path) -> SourceError {
    let Err(error) = read(path) else { panic!("{} was read", path.display()) };
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(error.to_string().contains(name), "the file is not named: {error}");
    assert!(!error.hint().is_empty());
    error
}

fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 9 % 256) as u8, (y * 7 % 256) as u8, ((x + y) * 3 % 256) as u8])
    })
}

fn mean_difference(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: f64 = a.iter().zip(b.iter()).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
    sum / a.len() as f64
}

fn file(dir: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn encoded(dir: &TempDir, name: &str) -> Vec<u8> {
    let path = dir.path().join(name);
    picture(64, 48).save(&path).unwrap();
    fs::read(path).unwrap()
}

fn ffmpeg(args: &[&str]) {
    let output = Command::new("ffmpeg").args(["-nostdin", "-loglevel", "error", "-y"]).args(args).output();
    let output = output.expect("these tests need ffmpeg: `make setup` installs it");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A moving test picture of 64x48 at 10 frames a second, `secs` long.
fn video(dir: &TempDir, name: &str, secs: &str, more: &[&str]) -> PathBuf {
    let path = dir.path().join(name);
    let input = format!("testsrc=size=64x48:rate=10:duration={secs}");
    ffmpeg(
        &[&["-f", "lavfi", "-i", &input, "-pix_fmt", "yuv420p"], more, &[path.to_str().unwrap()]].concat(),
    );
    path
}

fn y4m(header: &str, frames: &[&[u8]]) -> Vec<u8> {
    let mut bytes = format!("YUV4MPEG2 {header}\n").into_bytes();
    for frame in frames {
        bytes.extend_from_slice(b"FRAME\n");
        bytes.extend_from_slice(frame);
    }
    bytes
}

mod pictures {
    use super::*;

    #[test]
    fn every_format_gives_one_frame_and_then_the_end() {
        let dir = TempDir::new().unwrap();
        for name in ["a.png", "a.bmp", "a.webp", "a.jpg", "a.gif"] {
            encoded(&dir, name);
            let mut source = open(dir.path().join(name).to_str().unwrap()).unwrap();
            assert_eq!(source.len_hint(), Some(1));
            assert!(source.describe().contains(name));
            let run = drain(&mut *source).unwrap();
            let [frame] = &run.frames[..] else { panic!("{name}: {} frames", run.frames.len()) };
            assert_eq!((frame.index, frame.at.secs(), frame.name.as_deref()), (0, 0.0, Some(name)));
            let lossy = name.ends_with("jpg") || name.ends_with("gif");
            let difference = mean_difference(&frame.image, &picture(64, 48));
            assert!(if lossy { difference < 15.0 } else { difference == 0.0 }, "{name}: {difference}");
        }
    }

    #[test]
    fn the_content_tells_the_format_not_the_name() {
        let dir = TempDir::new().unwrap();
        let path = file(&dir, "really-a-png.mp4", encoded(&dir, "a.png"));
        assert_eq!(read(&path).unwrap().frames[0].image, picture(64, 48));
    }

    #[test]
    fn a_picture_cut_anywhere_is_an_error_that_names_it() {
        let dir = TempDir::new().unwrap();
        for format in ["png", "bmp", "webp", "jpg", "gif"] {
            let whole = encoded(&dir, &format!("whole.{format}"));
            let image = &read(&dir.path().join(format!("whole.{format}"))).unwrap().frames[0].image;
            for len in (0..whole.len()).filter(|len| len % (whole.len() / 60) == 0 || len + 40 > whole.len())
            {
                let path = file(&dir, "cut.picture", &whole[..len]);
                match read(&path) {
                    // Only the closing bytes, which carry no pixels, were cut off.
                    Ok(run) => {
                        assert!(run.frames[0].image == *image, "{format} cut to {len} of {}", whole.len());
                    }
                    Err(_) => drop(error(&path)),
                }
            }
        }
    }

    #[test]
    fn corrupt_bytes_never_panic() {
        let dir = TempDir::new().unwrap();
        for format in ["png", "bmp", "webp", "jpg", "gif"] {
            let whole = encoded(&dir, &format!("whole.{format}"));
            for at in (0..whole.len()).step_by(whole.len() / 60 + 1) {
                let mut bytes = whole.clone();
                for byte in bytes.iter_mut().skip(at).take(7) {
                    *byte ^= 0xA5;
                }
                drop(read(&file(&dir, "corrupt.picture", bytes)));
            }
        }
    }

    #[test]
    fn animated_pictures_are_refused_with_a_way_out() {
        let dir = TempDir::new().unwrap();
        for name in ["moving.gif", "moving.png", "moving.webp"] {
            let codec: &[&str] = match name {
                "moving.png" => &["-f", "apng"],
                "moving.webp" => &["-c:v", "libwebp_anim", "-pix_fmt", "yuv420p"],
                _ => &["-pix_fmt", "rgb8"],
            };
            let error = error(&video(&dir, name, "0.5", codec));
            assert!(error.to_string().contains("animated"), "{error}");
            assert!(error.hint().contains("ffmpeg -i") && error.hint().contains("pad="), "{}", error.hint());
        }
    }

    #[test]
    fn a_decompression_bomb_is_refused_by_its_header() {
        let dir = TempDir::new().unwrap();
        // A BMP that claims 30000 x 30000 pixels.
        let mut bmp = encoded(&dir, "a.bmp");
        bmp[18..22].copy_from_slice(&30_000_u32.to_le_bytes());
        bmp[22..26].copy_from_slice(&30_000_u32.to_le_bytes());
        assert!(error(&file(&dir, "bomb.bmp", bmp)).to_string().contains("too large"));
        let mut gif = encoded(&dir, "a.gif");
        gif[6..10].copy_from_slice(&[0xFF; 4]);
        assert!(error(&file(&dir, "bomb.gif", gif)).to_string().contains("too large"));
        // A real PNG of 20000 x 3000 black pixels has 60 megapixels in a few kilobytes.
        let path = dir.path().join("bomb.png");
        image::GrayImage::new(20_000, 3_000).save(&path).unwrap();
        assert!(fs::metadata(&path).unwrap().len() < 1_000_000);
        assert!(error(&path).to_string().contains("too large"));
    }

    #[test]
    fn a_picture_over_the_limit_is_to_be_scaled_down() {
        let dir = TempDir::new().unwrap();
        for (name, width, height) in
            [("large.jpg", 8_000, 7_000), ("wide.jpg", 20_000, 8), ("large.png", 8_000, 7_000)]
        {
            let path = dir.path().join(name);
            image::GrayImage::new(width, height).save(&path).unwrap();
            let error = error(&path);
            assert!(error.to_string().contains("too large"), "{error}");
            assert!(error.hint().contains("scale it down"), "{}", error.hint());
        }
    }

    #[test]
    fn a_picture_is_turned_upright() {
        let dir = TempDir::new().unwrap();
        let jpeg = encoded(&dir, "a.jpg");
        // EXIF orientation 6: turned a quarter clockwise to be upright.
        let tiff =
            [&b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"[..]].concat();
        let len = (tiff.len() as u16 + 2).to_be_bytes();
        let turned = [&jpeg[..2], &[0xFF, 0xE1], &len, &tiff, &jpeg[2..]].concat();
        let frame = &read(&file(&dir, "turned.jpg", turned)).unwrap().frames[0];
        assert_eq!(frame.image.dimensions(), (48, 64));
        assert_eq!(
            frame.image,
            image::imageops::rotate90(&read(&dir.path().join("a.jpg")).unwrap().frames[0].image)
        );
    }

    #[test]
    fn other_kinds_of_file_are_refused() {
        let dir = TempDir::new().unwrap();
        assert!(error(&file(&dir, "empty.jpg", "")).to_string().contains("empty"));
        error(&file(&dir, "notes.txt", "just some text, nothing else\n".repeat(50)));
        assert!(error(&file(&dir, "hello.jpg", "hello")).to_string().contains("neither a picture nor"));
        error(&file(&dir, "data.json", "{\"a\": 1}"));
        let tiff = error(&file(&dir, "scan.tiff", b"II*\0\x08\0\0\0\0\0"));
        assert!(tiff.to_string().contains("GIF"), "{tiff}");
        error(&file(&dir, "zeros.bin", vec![0; 100_000]));
    }

    #[cfg(unix)]
    #[test]
    fn a_named_pipe_does_not_hang() {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        assert!(error(&path).hint().contains('-'));
    }
}

mod folders {
    use super::*;

    #[test]
    fn natural_order_rate_and_only_pictures() {
        let dir = TempDir::new().unwrap();
        for name in ["shot10.png", "shot9.png", "shot1.jpg", ".hidden.png"] {
            encoded(&dir, name);
        }
        file(&dir, "README.txt", "not a picture");
        fs::create_dir(dir.path().join("folder.png")).unwrap();
        let mut source = open(&format!("{}@2", dir.path().display())).unwrap();
        assert_eq!(source.len_hint(), Some(3));
        let run = drain(&mut *source).unwrap();
        let seen: Vec<_> =
            run.frames.iter().map(|f| (f.index, f.at.secs(), f.name.clone().unwrap())).collect();
        assert_eq!(
            seen,
            [(0, 0.0, "shot1.jpg".into()), (1, 0.5, "shot9.png".into()), (2, 1.0, "shot10.png".into())]
        );
    }

    #[test]
    fn damaged_pictures_are_told_and_skipped_and_keep_their_number() {
        let dir = TempDir::new().unwrap();
        for name in ["0.png", "1.png", "2.png", "3.png"] {
            encoded(&dir, name);
        }
        file(&dir, "1.png", "this is no picture");
        let whole = fs::read(dir.path().join("2.png")).unwrap();
        file(&dir, "2.png", &whole[..whole.len() / 2]);
        let run = read(dir.path()).unwrap();
        assert_eq!(run.frames.iter().map(|frame| frame.index).collect::<Vec<_>>(), [0, 3]);
        assert!((run.frames[1].at.secs() - 0.6).abs() < 1e-9);
        assert_eq!(run.damaged.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [1, 2]);
        assert!(run.damaged[0].1.contains("1.png"), "{:?}", run.damaged);
    }

    #[test]
    fn a_folder_without_pictures_is_an_error() {
        let dir = TempDir::new().unwrap();
        assert!(error(dir.path()).to_string().contains("no pictures"));
    }
}

mod yuv4mpeg2 {
    use super::*;

    const GREY: [u8; 6] = [126, 126, 126, 126, 128, 128];

    #[test]
    fn rate_layout_and_time() {
        let dir = TempDir::new().unwrap();
        let path =
            file(&dir, "a.y4m", y4m("W2 H2 F30000:1001 Ip A1:1 C420jpeg XYSCSS=420JPEG", &[&GREY, &GREY]));
        let mut source = open(path.to_str().unwrap()).unwrap();
        assert!(source.describe().contains("2x2"), "{}", source.describe());
        let run = drain(&mut *source).unwrap();
        assert_eq!(run.frames.len(), 2);
        assert!((run.frames[1].at.secs() - 1001.0 / 30000.0).abs() < 1e-9);
        assert!(run.frames[0].image.pixels().all(|p| p.0.iter().all(|&v| v.abs_diff(128) <= 1)));
        for (chroma, bytes) in [("422", 8), ("444", 12), ("mono", 4), ("420mpeg2", 6), ("420paldv", 6)] {
            let path = file(&dir, "b.y4m", y4m(&format!("W2 H2 F25:1 C{chroma}"), &[&vec![128; bytes]]));
            assert_eq!(read(&path).unwrap().frames.len(), 1, "{chroma}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let dir = TempDir::new().unwrap();
        for (header, word) in [
            ("W100000 H100000 F25:1", "too large"),
            ("W0 H2 F25:1", "no pixels"),
            ("H2 F25:1", "no pixels"),
            ("Wx H2", "Wx"),
            ("W-2 H2", "W-2"),
            ("W2 H2 F1:0", "F1:0"),
            ("W2 H2 C420p10", "C420p10"),
            ("W2 H2 C444alpha", "C444alpha"),
            ("W2 H2 C411", "C411"),
        ] {
            let error = error(&file(&dir, "bad.y4m", y4m(header, &[&GREY])));
            assert!(error.to_string().contains(word), "{header}: {error}");
        }
        assert!(
            error(&file(&dir, "bad.y4m", format!("YUV4MPEG2 {}", "x".repeat(5000))))
                .to_string()
                .contains("header")
        );
    }

    #[test]
    fn a_stream_cut_anywhere_gives_what_is_whole_and_tells_the_rest() {
        let dir = TempDir::new().unwrap();
        let whole = y4m("W2 H2 F25:1", &[&GREY[..]; 4]);
        let header = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
        for len in header..=whole.len() {
            let run = read(&file(&dir, "cut.y4m", &whole[..len])).unwrap();
            let (frames, rest) = ((len - header) / 12, (len - header) % 12);
            // A frame followed by half a header cannot be told from one that has lost bytes.
            let undecided = frames > 0 && (1..6).contains(&rest);
            assert_eq!(run.frames.len(), frames - usize::from(undecided), "cut to {len}");
            assert_eq!(run.damaged.len(), usize::from(rest > 0), "cut to {len}: {:?}", run.damaged);
        }
        for len in 10..header {
            error(&file(&dir, "cut.y4m", &whole[..len]));
        }
    }

    #[test]
    fn lost_and_stray_bytes_cost_the_frames_around_them_only() {
        let dir = TempDir::new().unwrap();
        let frame = vec![100; 64 * 48 * 3 / 2];
        let whole = y4m("W64 H48 F25:1", &[&frame[..]; 8]);
        let third = whole.len() * 3 / 8;
        for (name, bytes) in [
            ("lost", [&whole[..third], &whole[third + 1000..]].concat()),
            ("stray", [&whole[..third], &[7; 1000], &whole[third..]].concat()),
            ("a frame and a half lost", [&whole[..third], &whole[third + 6900..]].concat()),
        ] {
            let run = read(&file(&dir, "hurt.y4m", bytes)).unwrap();
            assert!(run.frames.len() >= 5, "{name}: {} frames, {:?}", run.frames.len(), run.damaged);
            assert!((1..=3).contains(&run.damaged.len()), "{name}: {:?}", run.damaged);
            assert!(run.frames.iter().map(|f| f.index).is_sorted_by(|a, b| a < b));
            assert!(run.frames.last().unwrap().index <= 8);
        }
    }

    #[test]
    fn a_frame_may_have_parameters() {
        let dir = TempDir::new().unwrap();
        let path = file(&dir, "parameters.y4m", b"YUV4MPEG2 W2 H2\nFRAME Ip\n\x7e\x7e\x7e\x7e\x80\x80");
        assert_eq!(read(&path).unwrap().frames.len(), 1);
    }

    #[test]
    fn standard_input_is_read_by_the_program() {
        let analyze = |input: &[u8]| {
            let mut sitwell = assert_cmd::Command::cargo_bin("sitwell").unwrap();
            sitwell.args(["analyze", "-", "--format", "jsonl"]).write_stdin(input).output().unwrap()
        };
        let whole = y4m("W64 H48 F25:1", &[&[100; 64 * 48 * 3 / 2][..]; 3]);
        let output = analyze(&whole);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stdout).matches(r#""type":"frame""#).count(), 3);
        let output = analyze(b"GIF89a");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1));
        assert!(said.contains("standard input: it is not YUV4MPEG2") && said.contains("hint: "), "{said}");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_end_without_a_panic(
            header in "[WHFCX0-9:a-z ]{0,30}", body in proptest::collection::vec(proptest::num::u8::ANY, 0..300),
        ) {
            let dir = TempDir::new().unwrap();
            drop(read(&file(&dir, "any.y4m", y4m(&header, &[&body]))));
            let run = read(&file(&dir, "any.y4m", [&b"YUV4MPEG2 W4 H2\n"[..], &body].concat())).unwrap();
            assert!(run.frames.len() <= body.len() / 12);
        }
    }
}

mod live {
    use super::*;

    #[test]
    fn late_frames_are_left_out_and_none_comes_early() {
        let dir = TempDir::new().unwrap();
        for index in 0..10 {
            encoded(&dir, &format!("{index}.png"));
        }
        let spec = format!("{}@20", dir.path().display());
        let mut source = source::open(&spec, &SourceOptions { live: true }).unwrap();
        let clock = Clock::start();
        assert!(matches!(source.next(PATIENCE).unwrap(), Next::Frame(frame) if frame.index == 0));
        assert!(matches!(source.next(Duration::from_millis(1)).unwrap(), Next::TimedOut));
        // A slow reader.
        std::thread::park_timeout(Duration::from_millis(260));
        let mut seen = Vec::new();
        while let Next::Frame(frame) = source.next(PATIENCE).unwrap() {
            assert!(clock.now() >= frame.at, "frame {} came early", frame.index);
            seen.push(frame.index);
        }
        assert!(seen[0] >= 4, "the newest due frame comes first: {seen:?}");
        assert_eq!(seen.last(), Some(&9), "{seen:?}");
        assert!(matches!(source.next(PATIENCE).unwrap(), Next::End));
    }

    #[test]
    fn a_picture_that_nobody_asks_for_is_not_even_opened() {
        let dir = TempDir::new().unwrap();
        for index in 0..40 {
            encoded(&dir, &format!("{index}.png"));
        }
        let mut source =
            source::open(format!("{}@100", dir.path().display()), &SourceOptions { live: true }).unwrap();
        assert!(matches!(source.next(PATIENCE).unwrap(), Next::Frame(frame) if frame.index == 0));
        // Whoever opens one of these, or looks ahead, is told that it is gone.
        for index in 1..39 {
            fs::remove_file(dir.path().join(format!("{index}.png"))).unwrap();
        }
        std::thread::park_timeout(Duration::from_millis(450));
        assert!(matches!(source.next(PATIENCE).unwrap(), Next::Frame(frame) if frame.index == 39));
        assert!(matches!(source.next(PATIENCE).unwrap(), Next::End));
    }

    #[test]
    fn a_source_that_cannot_skip_leaves_late_frames_out_as_well() {
        let dir = TempDir::new().unwrap();
        let path = file(&dir, "a.y4m", y4m("W2 H2 F100:1", &[&[126, 126, 126, 126, 128, 128][..]; 30]));
        let mut source = source::open(&path, &SourceOptions { live: true }).unwrap();
        assert!(matches!(source.next(PATIENCE).unwrap(), Next::Frame(frame) if frame.index == 0));
        std::thread::park_timeout(Duration::from_millis(350));
        let Next::Frame(frame) = source.next(PATIENCE).unwrap() else { panic!("no frame") };
        assert!(frame.index > 0);
    }
}

mod videos {
    use super::*;

    #[test]
    fn frames_times_and_count() {
        let dir = TempDir::new().unwrap();
        for name in ["a.mp4", "a.mkv", "a.avi"] {
            let mut source = open(video(&dir, name, "1.2", &[]).to_str().unwrap()).unwrap();
            assert_eq!(source.len_hint(), Some(12), "{name}");
            let run = drain(&mut *source).unwrap();
            assert_eq!(run.frames.len(), 12, "{name}: {:?}", run.damaged);
            assert_eq!(run.frames[0].image.dimensions(), (64, 48));
            assert!((run.frames[11].at.secs() - 1.1).abs() < 1e-9);
            assert_ne!(run.frames[0].image, run.frames[11].image);
        }
    }

    #[test]
    fn odd_names_are_only_names() {
        let dir = TempDir::new().unwrap();
        let plain = video(&dir, "plain.mp4", "0.3", &[]);
        for name in [
            "-i.mp4",
            "a b.mp4",
            "new\nline.mp4",
            "file:a.mp4",
            "http:a.mp4",
            "100%d.mp4",
            "a@5.mp4",
            "ü'\".mp4",
        ] {
            let path = dir.path().join(name);
            fs::copy(&plain, &path).unwrap();
            assert_eq!(read(&path).unwrap_or_else(|e| panic!("{name}: {e}")).frames.len(), 3, "{name}");
        }
    }

    #[test]
    fn a_turned_video_is_turned_upright() {
        let dir = TempDir::new().unwrap();
        let plain = video(&dir, "plain.mp4", "0.3", &[]);
        let turned = dir.path().join("turned.mp4");
        ffmpeg(&[
            "-i",
            plain.to_str().unwrap(),
            "-c",
            "copy",
            "-metadata:s:v:0",
            "rotate=90",
            turned.to_str().unwrap(),
        ]);
        assert_eq!(read(&turned).unwrap().frames[0].image.dimensions(), (48, 64));
    }

    #[test]
    fn a_variable_rate_keeps_its_times() {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("variable.mkv");
        // Black for one second at 10 a second, then white at one a second until the fifth.
        ffmpeg(&[
            "-f",
            "lavfi",
            "-i",
            "color=black:size=64x48:rate=10:duration=1",
            "-f",
            "lavfi",
            "-i",
            "color=white:size=64x48:rate=1:duration=4",
            "-filter_complex",
            "[0][1]concat",
            "-vsync",
            "vfr",
            path.to_str().unwrap(),
        ]);
        let run = read(&path).unwrap();
        let white_at =
            run.frames.iter().find(|frame| frame.image.get_pixel(0, 0).0[0] > 128).unwrap().at.secs();
        assert!((0.5..=1.5).contains(&white_at), "white from {white_at} s on");
        assert!(
            (run.frames.last().unwrap().at.secs() - 4.5).abs() < 0.8,
            "{:?}",
            run.frames.last().unwrap().at
        );
    }

    #[test]
    fn a_cut_video_gives_what_is_left_or_an_error_never_silence() {
        let dir = TempDir::new().unwrap();
        for name in ["a.mkv", "a.mp4", "a.avi"] {
            let whole = fs::read(video(&dir, name, "3", &["-g", "5"])).unwrap();
            for part in [1, 5, 20, 50, 80, 95] {
                let path = file(&dir, &format!("cut-{name}"), &whole[..whole.len() * part / 100]);
                match read(&path) {
                    Ok(run) => {
                        assert!(!run.frames.is_empty(), "{name} cut to {part} %: no frame and no error");
                        assert!(run.frames.len() <= 30);
                    }
                    Err(error) => assert!(error.to_string().contains(name), "{error}"),
                }
            }
        }
    }

    #[test]
    fn damage_in_the_middle_is_told_and_the_rest_is_given() {
        let dir = TempDir::new().unwrap();
        let path = video(&dir, "hurt.avi", "4", &["-c:v", "mjpeg"]);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        for (i, byte) in bytes.iter_mut().skip(middle).take(6000).enumerate() {
            *byte = (i * 31 % 251) as u8;
        }
        let run = read(&file(&dir, "hurt.avi", bytes)).unwrap();
        assert!(run.damaged.iter().all(|(_, reason)| !reason.contains("0x")), "{:?}", run.damaged);
        assert!(!run.damaged.is_empty());
        assert!(run.frames.len() >= 25, "{} frames, {:?}", run.frames.len(), run.damaged);
        let last = run.frames.last().unwrap().at.secs();
        assert!(last > 3.4, "it goes on to the end, not to {last} s; {:?}", run.damaged);
    }

    #[test]
    fn corrupt_bytes_anywhere_end_in_frames_or_an_error() {
        let dir = TempDir::new().unwrap();
        let whole = fs::read(video(&dir, "a.mp4", "1", &[])).unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 12) {
            let mut bytes = whole.clone();
            for byte in bytes.iter_mut().skip(at).take(50) {
                *byte ^= 0x5A;
            }
            drop(read(&file(&dir, "corrupt.mp4", bytes)));
        }
    }

    #[test]
    fn sound_without_pictures_is_no_video() {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("beep.mp4");
        ffmpeg(&["-f", "lavfi", "-i", "sine=duration=0.2", path.to_str().unwrap()]);
        assert!(error(&path).to_string().contains("no video"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_need_not_be_unicode() {
        use std::os::unix::ffi::OsStrExt;
        let dir = TempDir::new().unwrap();
        let path = dir.path().join(std::ffi::OsStr::from_bytes(b"\xFF.mp4"));
        fs::copy(video(&dir, "plain.mp4", "0.3", &[]), &path).unwrap();
        let mut source = source::open(&path, &SourceOptions::default()).unwrap();
        assert_eq!(drain(&mut *source).unwrap().frames.len(), 3);
        let mut sitwell = assert_cmd::Command::cargo_bin("sitwell").unwrap();
        let output = sitwell.args(["analyze", "--format", "jsonl"]).arg(&path).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn what_points_elsewhere_is_refused_at_once() {
        let dir = TempDir::new().unwrap();
        let plain = video(&dir, "plain.mp4", "0.3", &[]);
        let hls = |segment: &str| {
            format!("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{segment}\n#EXT-X-ENDLIST\n")
        };
        for (name, content) in [
            ("list.m3u8", hls("http://127.0.0.1:9/a.ts")),
            ("list.mp4", hls(plain.to_str().unwrap())),
            ("list.ffconcat", "ffconcat version 1.0\nfile plain.mp4\n".to_owned()),
            (
                "session.sdp",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n".to_owned(),
            ),
        ] {
            let error = error(&file(&dir, name, content));
            assert!(error.to_string().contains("neither a picture nor"), "{error}");
            assert!(error.hint().contains("playlist is not followed"), "{error}");
        }
    }

    #[test]
    fn the_usual_containers_are_opened() {
        let dir = TempDir::new().unwrap();
        for name in [
            "a.mov", "a.3gp", "a.webm", "a.mpg", "a.ts", "a.flv", "a.ogv", "a.wmv", "a.mxf", "a.mjpeg",
            "a.h264",
        ] {
            let size: &[&str] = match name {
                // The codecs of these know few sizes and rates.
                "a.3gp" | "a.mpg" | "a.mxf" => &["-s", "352x288", "-r", "25"],
                _ => &[],
            };
            assert!(!read(&video(&dir, name, "1", size)).unwrap().frames.is_empty(), "{name}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn dropping_the_source_ends_ffmpeg() {
        fn ffmpegs_of_this_process() -> usize {
            let me = format!("PPid:\t{}\n", std::process::id());
            let is_mine = |status: String| status.starts_with("Name:\tffmpeg\n") && status.contains(&me);
            fs::read_dir("/proc")
                .unwrap()
                .filter_map(|entry| fs::read_to_string(entry.unwrap().path().join("status")).ok())
                .filter(|status| is_mine(status.clone()) && status.contains("VmSize"))
                .count()
        }
        let dir = TempDir::new().unwrap();
        let path = video(&dir, "long.mp4", "20", &["-s", "640x480"]);
        let before = ffmpegs_of_this_process();
        let mut source = open(path.to_str().unwrap()).unwrap();
        assert!(matches!(source.next(PATIENCE).unwrap(), Next::Frame(_)));
        drop(source);
        // Other tests of this file run ffmpeg too, but theirs come and go; this one must not stay.
        let clock = Clock::start();
        while ffmpegs_of_this_process() > before && clock.now().secs() < 20.0 {
            std::thread::park_timeout(Duration::from_millis(50));
        }
        assert!(ffmpegs_of_this_process() <= before);
    }
}
