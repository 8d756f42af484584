//! The real program, as a user calls it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{fs, path::Path};

use assert_cmd::Command;
use predicates::prelude::{PredicateBooleanExt, predicate::str::contains};
use serde_json::Value;

/// The program, with a home of its own, so that profiles and settings of whoever runs the tests play no part.
fn sitwell() -> Command {
    let mut command = Command::cargo_bin("sitwell").unwrap();
    let home = std::env::temp_dir().join("sitwell-tests-no-such-home");
    command.env("XDG_DATA_HOME", &home).env("XDG_CONFIG_HOME", &home);
    command
}

fn lines(arguments: &[&str]) -> Vec<Value> {
    let output =
        sitwell().args(arguments).args(["--format", "jsonl"]).assert().success().get_output().clone();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_single_picture_gets_keypoints_and_what_is_absolute() {
    let lines = lines(&["analyze", "tests/portraits/obama.jpg"]);
    let [frame, summary] = lines.as_slice() else { panic!("{} lines", lines.len()) };
    assert_eq!(frame["state"], "unknown");
    assert_eq!(frame["why"], "no_neutral");
    assert_eq!(frame["unknown"]["forward_head"], "no_neutral");
    assert!(frame["forward_head_deg"].is_null());
    let distance = frame["distance_mm"].as_f64().unwrap();
    assert!((300.0..1000.0).contains(&distance), "{distance}");
    assert!(frame["head_yaw_deg"].as_f64().unwrap().abs() < 15.0);
    assert_eq!(frame["calibrating"], false);
    assert_eq!(frame["keypoints"]["left_ear"].as_array().unwrap().len(), 3);
    assert_eq!(summary["type"], "summary");
    assert_eq!(summary["frames"], 1);
}

#[test]
fn every_format_tells_the_same_frames() {
    let jsonl = lines(&["analyze", "demo", "--frames", "30"]);
    let csv = sitwell().args(["analyze", "demo", "--frames", "30", "--format", "csv"]).assert().success();
    let csv = csv.get_output().stdout.clone();
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 30);
    for (record, line) in records.iter().zip(&jsonl) {
        assert_eq!(record[column("state")], *line["state"].as_str().unwrap());
        match line["forward_head_deg"].as_f64() {
            Some(value) => {
                let told: f64 = record[column("forward_head_deg")].parse().unwrap();
                assert!((told - value).abs() < 0.01);
            }
            None => assert_eq!(&record[column("forward_head_deg")], ""),
        }
    }
    sitwell().args(["analyze", "demo", "--frames", "30"]).assert().success().stdout(
        contains("neck angle").and(contains("30 pictures analysed")).and(contains("Near your neutral")),
    );
}

#[test]
fn a_profile_carries_the_neutral_from_one_recording_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("me.json");
    let profile = profile.to_str().unwrap();
    lines(&["analyze", "demo", "--frames", "27", "--save-profile", profile]);
    let again = lines(&["analyze", "demo", "--frames", "3", "--profile", profile]);
    assert_eq!(again[0]["state"], "neutral");
    assert!(again[0]["forward_head_deg"].as_f64().unwrap().abs() < 5.0);

    fs::write(profile, "{\"version\": 1, \"neutral\": 5}").unwrap();
    sitwell().args(["analyze", "demo", "--profile", profile]).assert().code(1).stderr(
        contains("me.json")
            .and(contains("not a Sitwell profile"))
            .and(contains("line 1"))
            .and(contains("hint:")),
    );
    fs::write(profile, "{\"version\": 99}").unwrap();
    sitwell().args(["analyze", "demo", "--profile", profile]).assert().code(1).stderr(contains("version 99"));
    assert_eq!(
        fs::read_to_string(profile).unwrap(),
        "{\"version\": 99}",
        "a file that is refused is left alone"
    );
}

#[test]
fn the_neutral_is_taken_from_the_named_seconds() {
    let lines = lines(&["analyze", "demo", "--neutral", "47.6..53"]);
    for line in lines.iter().filter(|line| line["type"] == "frame") {
        let t = line["t"].as_f64().unwrap();
        assert_eq!(line["calibrating"], (47.6..53.0).contains(&t), "at {t}");
        assert_eq!(line["why"] == "no_neutral", t < 53.0, "at {t}");
    }
    // Seconds without a person make no neutral, and that is an error, not a guess.
    let folder = tempfile::tempdir().unwrap();
    let black = image::RgbImage::new(320, 240);
    for i in 0..12 {
        black.save(folder.path().join(format!("{i}.png"))).unwrap();
    }
    let spec = format!("{}@2", folder.path().display());
    sitwell()
        .args(["analyze", &spec, "--neutral", "0..4"])
        .assert()
        .code(1)
        .stderr(contains("no neutral in seconds 0..4").and(contains("hint:")));
}

#[test]
fn an_own_slouch_and_a_side_photo_join_the_neutral_and_an_older_profile_has_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("me.json");
    let profile = path.to_str().unwrap();
    let told = lines(&[
        "analyze",
        "demo",
        "--slouch",
        "36..42",
        "--side-photo-cva",
        "48.5",
        "--save-profile",
        profile,
    ]);
    let angles = |line: &Value| {
        let of = |key: &str| line[key].as_f64();
        Some((of("craniovertebral_angle_deg")?, of("forward_head_deg")?))
    };
    assert!(told.iter().filter_map(angles).all(|(angle, change)| (angle - change - 48.5).abs() < 0.01));
    let mut kept: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let own = &kept["neutral"]["own"];
    assert!(own["postures"]["slouch"].is_object() && own["postures"]["rounded_shoulders"].is_null());
    assert_eq!(own["neutral_cva_deg"], 48.5);
    // A profile from before there was any of this still works, and tells changes alone.
    kept["neutral"].as_object_mut().unwrap().remove("own").unwrap();
    for joint in ["left_glenohumeral", "right_glenohumeral", "jugular_notch"] {
        kept["neutral"]["pose"]["keypoints"].as_object_mut().unwrap().remove(joint).unwrap();
    }
    fs::write(&path, kept.to_string()).unwrap();
    let told = lines(&["analyze", "demo", "--frames", "20", "--profile", profile]);
    assert!(told[19]["forward_head_deg"].is_number() && told[19]["craniovertebral_angle_deg"].is_null());
    // A narrower camera sees the same face as large from further away.
    let distance = |line: &Value| line["distance_mm"].as_f64().unwrap();
    let narrow = lines(&["analyze", "demo", "--frames", "20", "--profile", profile, "--field-of-view", "40"]);
    assert!(distance(&narrow[19]) > 1.4 * distance(&told[19]));
    // What is told beside a profile is kept with it, though nothing new is shown.
    let again = folder.path().join("again.json");
    let again = again.to_str().unwrap();
    let options = ["--profile", profile, "--side-photo-cva", "50", "--save-profile", again];
    lines(&[&["analyze", "demo", "--frames", "3"][..], &options].concat());
    let saved: Value = serde_json::from_str(&fs::read_to_string(again).unwrap()).unwrap();
    assert_eq!(saved["neutral"]["own"]["neutral_cva_deg"], 50.0);
    kept["neutral"]["own"] = serde_json::json!({"field_of_view_deg": 400.0});
    fs::write(&path, kept.to_string()).unwrap();
    sitwell()
        .args(["analyze", "demo", "--profile", profile])
        .assert()
        .code(1)
        .stderr(contains("not a Sitwell profile").and(contains("hint:")));
    // What was asked for and never shown is an error.
    sitwell()
        .args(["analyze", "demo", "--rounded", "500..510"])
        .assert()
        .code(1)
        .stderr(contains("seconds 500..510 showed nothing").and(contains("hint:")));
}

#[test]
fn covered_dark_and_empty_pictures_are_unknown_for_their_reason() {
    let folder = tempfile::tempdir().unwrap();
    // A wall with boards, by so much light.
    let room = |light: u8| {
        image::RgbImage::from_fn(640, 480, |x, _| {
            image::Rgb([if x / 40 % 2 == 0 { light } else { light / 4 }; 3])
        })
    };
    image::RgbImage::new(640, 480).save(folder.path().join("1-covered.png")).unwrap();
    room(24).save(folder.path().join("2-dark.png")).unwrap();
    room(150).save(folder.path().join("3-empty.png")).unwrap();
    let lines = lines(&["analyze", folder.path().to_str().unwrap()]);
    assert_eq!(
        [0, 1, 2].map(|index| lines[index]["why"].as_str().unwrap()),
        ["covered", "too_dark", "nobody"]
    );
    assert!(lines[2]["keypoints"].is_null() && lines[2]["distance_mm"].is_null());
}

#[test]
fn a_damaged_picture_among_others_is_counted_told_and_skipped() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.jpg", "c.jpg"] {
        fs::copy("assets/demo/000.jpg", folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("b.jpg"), "no picture at all").unwrap();
    let output = sitwell()
        .args(["analyze", folder.path().to_str().unwrap(), "--format", "jsonl"])
        .assert()
        .success()
        .stderr(contains("picture 1 was skipped").and(contains("b.jpg")));
    let text = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[1]["type"], "damaged");
    assert_eq!(lines.last().unwrap()["damaged"], 1);
    assert_eq!(lines.last().unwrap()["frames"], 2);
}

#[test]
fn annotated_pictures_carry_the_drawing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("not/yet/there");
    lines(&["analyze", "tests/portraits/obama.jpg", "--annotate", out.to_str().unwrap()]);
    let drawn = image::open(out.join("000000_obama.jpg")).unwrap().into_rgb8();
    let plain = image::open("tests/portraits/obama.jpg").unwrap().into_rgb8();
    assert_eq!(drawn.dimensions(), plain.dimensions());
    let changed = drawn.pixels().zip(plain.pixels()).filter(|(a, b)| a.0[0].abs_diff(b.0[0]) > 60).count();
    assert!(changed > 2000, "{changed} pixels changed");
}

#[test]
fn what_cannot_be_done_says_what_where_and_what_to_do() {
    for (arguments, words) in [
        (vec!["analyze", "no/such/file.mp4"], "no/such/file.mp4"),
        (vec!["analyze", "Cargo.toml"], "Cargo.toml"),
        (vec!["analyze", "https://example.org/a.mp4"], "never uses the network"),
        (vec!["analyze", "demo", "--models", "no/such/folder"], "movenet_lightning.onnx"),
        (vec!["analyze", "demo", "--profile", "no/such/profile.json"], "no/such/profile.json"),
        (vec!["analyze", "camera:no such camera"], "no"),
        (vec!["analyze", "demo", "--neutral", "100..110"], "ended before second 110"),
        (vec!["analyze", "demo", "--frames", "3", "--save-profile", "never.json"], "no neutral was taken"),
        (vec!["analyze", "demo", "--save-profile", "/dev/full"], "not a file"),
        (vec!["analyze", "demo", "--profile", "/dev/zero"], "not a file"),
    ] {
        sitwell().args(&arguments).assert().code(1).stderr(contains(words).and(contains("hint:")));
    }
    for wrong in [
        vec!["--nonsense"],
        vec!["analyze"],
        vec!["analyze", "demo", "--neutral", "9..3"],
        vec!["analyze", "demo", "--estimator", "magic"],
        vec!["analyze", "demo", "--frames", "0"],
        vec!["--profile", "x.json", "analyze", "demo"],
        vec!["--source", "demo", "doctor"],
    ] {
        sitwell().args(&wrong).assert().code(2);
    }
}

#[test]
fn standard_output_is_data_even_when_it_ends_early() {
    let program = assert_cmd::cargo::cargo_bin("sitwell");
    let script = format!(
        "'{}' analyze demo --frames 60 --format jsonl | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}",
        program.display()
    );
    let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        "0",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn help_doctor_cameras_and_completions() {
    sitwell().arg("--help").assert().success().stdout(contains("Examples:").and(contains("Exit status:")));
    sitwell().arg("--version").assert().success().stdout(contains(env!("CARGO_PKG_VERSION")));
    let doctor = sitwell().arg("doctor").assert().success();
    doctor.stdout(
        contains("Engine")
            .and(contains("movenet_lightning.onnx"))
            .and(contains("Cameras"))
            .and(contains("problem").not()),
    );
    sitwell().arg("cameras").assert().success();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        sitwell().args(["completions", shell]).assert().success().stdout(contains("sitwell"));
    }
}

/// `analyze demo` as it was when its lines were looked at one by one; a change of the model or of the scorer shows
/// here. `SITWELL_BLESS=1 cargo test` writes the file anew.
#[test]
fn the_demo_gives_the_expected_verdicts() {
    const GOLDEN: &str = "tests/data/demo.jsonl";
    let all = lines(&["analyze", "demo"]);
    let kept = [
        "frame",
        "t",
        "state",
        "why",
        "score",
        "forward_head_deg",
        "rounded_shoulders_mm",
        "slump_deg",
        "lean_deg",
        "head_yaw_deg",
        "distance_mm",
    ];
    let short: Vec<Value> = all
        .iter()
        .filter(|line| line["type"] == "frame")
        .map(|line| {
            kept.iter()
                .filter_map(|key| Some(((*key).to_owned(), line.get(key)?.clone())))
                .collect::<serde_json::Map<_, _>>()
                .into()
        })
        .collect();
    if std::env::var_os("SITWELL_BLESS").is_some() {
        let text = short.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
        fs::write(GOLDEN, text).unwrap();
    }
    let golden = fs::read_to_string(Path::new(GOLDEN)).unwrap();
    let golden: Vec<Value> = golden.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(short.len(), golden.len());
    // Engines and processors differ in the last digits of a network's output; where that moves the user's crop by a
    // pixel, keypoints move by a fraction of one, and a state that is on the edge may tip a moment sooner.
    let tipped =
        short.iter().zip(&golden).filter(|(line, expected)| line["state"] != expected["state"]).count();
    assert!(tipped <= golden.len() / 30, "{tipped} states differ");
    let apart: Vec<String> = short
        .iter()
        .zip(&golden)
        .flat_map(|(line, expected)| {
            kept[5..].iter().filter_map(move |key| {
                let (a, b) = (line[*key].as_f64()?, expected[*key].as_f64()?);
                ((a - b).abs() >= 0.05 * (30.0 + b.abs())).then(|| format!("{key}: {a} for {b} in {line}"))
            })
        })
        .collect();
    // So may the moment at which a movement is seen.
    assert!(apart.len() <= golden.len() / 30, "{}", apart.join("\n"));
    let known = |lines: &[Value]| lines.iter().filter(|line| line["forward_head_deg"].is_number()).count();
    assert!(known(&short).abs_diff(known(&golden)) <= golden.len() / 30);
    // What the demo is there to show.
    let secs = &all.last().unwrap()["seconds"];
    assert!(secs["slump"].as_f64().unwrap() > 5.0);
    let forward = all.iter().filter(|line| line["findings"]["forward_head"]["since"].is_number());
    assert!(forward.count() > 20, "the head goes forward with the slump");
    assert!(secs["neutral"].as_f64().unwrap() > 20.0);
}
