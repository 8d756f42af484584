//! The evaluation on a graded sample: floors for the accuracy, the protocol, and what is said about a broken set.

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
use serde_json::{Value, json};
use sitwell::evaluate::{
    Degrade, EvaluateError, GradedSet, How, Report, TruePoints, evaluate, protocol::Evaluation,
};

const SAMPLE: &str = "tests/data/graded";

fn sitwell() -> Command {
    Command::cargo_bin("sitwell").unwrap()
}

/// What `sitwell evaluate` writes: the figures, the predictions, and what is printed.
fn evaluated(arguments: &[&str]) -> (Value, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let [json, predictions] = ["figures.json", "predictions.jsonl"].map(|name| folder.path().join(name));
    let output = sitwell()
        .args(["evaluate", SAMPLE, "--json"])
        .arg(&json)
        .arg("--predictions")
        .arg(&predictions)
        .args(arguments)
        .assert()
        .success()
        .stderr("")
        .get_output()
        .clone();
    let figures = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    (figures, fs::read_to_string(&predictions).unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// The figures of all stills, in which every floor is looked up.
fn all(figures: &Value) -> &Value {
    let all = &figures["slices"][0];
    assert_eq!(all["by"], "all");
    all
}

fn figure(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("no figure but {value}"))
}

// A little looser than measured, because engines and processors differ in the last digits.

#[test]
fn the_default_estimator_keeps_its_accuracy_and_writes_its_predictions() {
    let (figures, predictions, text) = evaluated(&[]);
    let all = all(&figures);
    let forward_head = &all["forward_head"]["sitwell"];
    assert_eq!((figures["stills"].as_u64(), figures["calibration_pictures"].as_u64()), (Some(64), Some(14)));
    assert!(figure(&forward_head["auc"]) > 0.98, "{forward_head}");
    assert!(figure(&forward_head["false_alarms"]) < 0.05, "{forward_head}");
    assert!(figure(&forward_head["hits_at_limit"]) > 0.85, "{forward_head}");
    assert!(figure(&all["errors"]["forward_head_deg"]["mae"]) < 1.5, "{}", all["errors"]);
    assert!(figure(&all["errors"]["forward_head_deg"]["correlation"]) > 0.92, "{}", all["errors"]);
    assert!(figure(&all["errors"]["forward_head_deg"]["coverage"]) > 0.82, "{}", all["errors"]);
    assert!(figure(&all["errors"]["head_yaw_deg"]["correlation"]) > 0.9, "{}", all["errors"]);
    assert!(figure(&all["rounded_shoulders"]["sitwell"]["auc"]) > 0.93, "{}", all["rounded_shoulders"]);
    for other in ["nose_drop", "eye_distance", "two_ratios"] {
        assert!(figure(&all["forward_head"][other]["auc"]) <= figure(&forward_head["auc"]), "{other}");
    }
    for part in ["nose drop", "nonfault_lean_forward", "cause look_down", "Rounded shoulders", "p18"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    check_predictions(&predictions);
}

/// One line for every judged picture, in the order of the set, with the agreed keys.
fn check_predictions(predictions: &str) {
    let lines: Vec<Value> = predictions.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let truth = fs::read_to_string(Path::new(SAMPLE).join("gt.jsonl")).unwrap();
    let truth: Vec<Value> = truth.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let judged: Vec<&Value> =
        truth.iter().filter(|p| !p["kind"].as_str().unwrap().starts_with("calibration")).collect();
    assert_eq!(lines.len(), judged.len());
    let (mut unknown, mut forward) = (0, 0);
    for (line, picture) in lines.iter().zip(judged) {
        assert_eq!(line["image"], picture["image"]);
        for key in
            ["forward_head_deg", "forward_head_uncertainty_deg", "forward_head_mm", "rounded_shoulders_mm"]
        {
            assert!(line[key].is_number() || line[key].is_null(), "{key} in {line}");
        }
        for key in
            ["rounded_shoulders_uncertainty_mm", "slump_deg", "lean_deg", "head_yaw_deg", "head_pitch_deg"]
        {
            assert!(line[key].is_number() || line[key].is_null(), "{key} in {line}");
        }
        assert_eq!(line["forward_head_deg"].is_null(), line["unknown"]["forward_head"].is_string(), "{line}");
        assert_eq!(line["distance_m"].is_null(), line["unknown"]["distance"].is_string(), "{line}");
        if let Some(metres) = line["distance_m"].as_f64() {
            assert!((0.3..1.2).contains(&metres), "{line}");
        }
        unknown += u32::from(line["forward_head_deg"].is_null());
        // The sign and the unit of the truth, and a state that says the same.
        if picture["delta"]["cva_trunk_deg"].as_f64().unwrap() < -17.0 {
            forward += 1;
            assert!(line["forward_head_deg"].as_f64().unwrap() < -8.0, "{line}");
            assert!(
                ["forward_head", "slump", "too_close"].contains(&line["state"].as_str().unwrap()),
                "{line}"
            );
        }
    }
    assert!(unknown > 0 && forward > 3, "{unknown} unknown, {forward} far forward");
}

#[test]
fn with_true_points_the_model_alone_keeps_its_accuracy_and_every_run_is_the_same() {
    let (figures, predictions, text) = evaluated(&["--true-points"]);
    let all = all(&figures);
    assert!(figure(&all["forward_head"]["sitwell"]["auc"]) > 0.98, "{}", all["forward_head"]);
    assert!(figure(&all["errors"]["forward_head_deg"]["mae"]) < 1.5, "{}", all["errors"]);
    assert!(figure(&all["rounded_shoulders"]["sitwell"]["auc"]) > 0.9, "{}", all["rounded_shoulders"]);
    assert_eq!((figures, predictions, text), evaluated(&["--true-points"]));
}

#[test]
fn a_worse_picture_is_seen_worse_but_seen() {
    let (figures, ..) = evaluated(&["--degrade", "320x240"]);
    assert_eq!(figures["degrade"], "320x240");
    let forward_head = &all(&figures)["forward_head"];
    assert!(figure(&forward_head["sitwell"]["auc"]) > 0.93, "{forward_head}");
}

/// A set of our own making: black pictures, and the points of one posture of the sample.
struct OwnSet {
    folder: tempfile::TempDir,
    lines: Vec<String>,
}

impl OwnSet {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), lines: Vec::new() }
    }

    /// Adds a picture with the truth and the points of the sample's picture `like`.
    fn add(&mut self, image: &str, like: &str, changes: &Value) {
        image::RgbImage::new(640, 480).save(self.folder.path().join(image)).unwrap();
        let sample = fs::read_to_string(Path::new(SAMPLE).join("gt.jsonl")).unwrap();
        let mut records = sample.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut record = records.find(|record| record["image"] == like).unwrap();
        record["image"] = json!(image);
        for (key, value) in changes.as_object().unwrap() {
            record[key] = value.clone();
        }
        self.lines.push(record.to_string());
    }

    fn open(&self) -> Result<GradedSet, EvaluateError> {
        fs::write(self.folder.path().join("gt.jsonl"), self.lines.join("\n")).unwrap();
        GradedSet::open(self.folder.path())
    }
}

fn with_true_points(set: &GradedSet) -> Result<Evaluation<'_>, EvaluateError> {
    evaluate(set, &|_| Ok(Box::new(TruePoints::of(set))), How::default(), &mut || {})
}

const NEUTRAL: &str = "p00/neutral/000.jpg";
const FORWARD: &str = "p00/fhp/004.jpg";

#[test]
fn a_session_runs_in_the_order_of_time_with_the_neutral_of_the_same_camera() {
    let mut set = OwnSet::new();
    set.add("neutral.png", NEUTRAL, &json!({}));
    // Written backwards: 20 s of neutral, then 20 s of a forward head, at 2.5 pictures a second.
    for index in (0..100_u32).rev() {
        let like = if index < 50 { NEUTRAL } else { FORWARD };
        let session = json!({"sequence": "session1", "kind": "session", "t": f64::from(index) * 0.4});
        set.add(&format!("{index}.png"), like, &session);
    }
    let opened = set.open().unwrap();
    let evaluation = with_true_points(&opened).unwrap();
    assert_eq!(evaluation.judged[0].picture.image, "99.png", "told in the order of the set");
    let report = Report::of(&evaluation, "true points", Degrade::None);
    let [session] = report.sessions.as_slice() else { panic!("{:?}", report.sessions) };
    assert_eq!((report.stills, session.pictures, session.known), (0, 100, 100));
    let states: Vec<_> = session.states.iter().map(|(_, state)| *state).collect();
    assert_eq!(states, ["neutral", "forward_head"]);
    let (secs, _) = session.states[1];
    assert!((22.0..25.0).contains(&secs), "after the dwell time, not at {secs}");
    assert!(session.correlation.unwrap() > 0.97 && session.delay_secs.unwrap() < 0.5, "{session:?}");
}

#[test]
fn a_session_before_another_camera_is_left_out() {
    let mut set = OwnSet::new();
    set.add("neutral.png", NEUTRAL, &json!({}));
    let other = json!({"sequence": "session1", "kind": "session", "t": 0.0, "camera": {"dist_m": 9.0}});
    set.add("session.png", FORWARD, &other);
    let opened = set.open().unwrap();
    let error = with_true_points(&opened).unwrap_err().to_string();
    assert!(error.contains("p00 session1") && error.contains("hint:"), "{error}");
}

#[test]
fn a_still_has_no_past() {
    let mut set = OwnSet::new();
    set.add("neutral.png", NEUTRAL, &json!({}));
    set.add("forward.png", FORWARD, &json!({}));
    set.add("upright.png", NEUTRAL, &json!({"kind": "nonfault", "sequence": "neutral2"}));
    let opened = set.open().unwrap();
    let both = with_true_points(&opened).unwrap();
    set.lines.remove(1);
    let opened = set.open().unwrap();
    let alone = with_true_points(&opened).unwrap();
    let [first, second] = both.judged.as_slice() else { panic!("{} judged", both.judged.len()) };
    assert_eq!(first.state.key(), "forward_head");
    assert_eq!(second.analysis.measurements, alone.judged[0].analysis.measurements);
}

#[test]
fn what_is_wrong_with_a_set_is_counted_and_told() {
    let mut set = OwnSet::new();
    set.add("neutral.png", NEUTRAL, &json!({}));
    set.add("good.png", FORWARD, &json!({}));
    set.add("missing.png", FORWARD, &json!({}));
    set.add("damaged.png", FORWARD, &json!({}));
    set.add("stranger.png", FORWARD, &json!({"person": "nobody calibrated"}));
    set.add("sample.png", FORWARD, &json!({"kind": "calibration_slouch"}));
    set.add("pointless.png", FORWARD, &json!({"kp2d": {}, "delta": null}));
    set.lines.push("{\"image\": 5".into());
    fs::remove_file(set.folder.path().join("missing.png")).unwrap();
    fs::write(set.folder.path().join("damaged.png"), b"\x89PNG\r\n\x1a\nno").unwrap();
    set.open().unwrap();
    let folder = set.folder.path().to_str().unwrap();
    let figures = set.folder.path().join("figures.json");
    sitwell().args(["evaluate", folder, "--true-points", "--json"]).arg(&figures).assert().success().stdout(
        contains("Left out: 4 pictures or lines")
            .and(contains("gt.jsonl:3"))
            .and(contains("gt.jsonl:4"))
            .and(contains("nobody calibrated main"))
            .and(contains("gt.jsonl:8"))
            .and(contains("hint:"))
            .and(contains("not_measured 1")),
    );
    let figures: Value = serde_json::from_str(&fs::read_to_string(figures).unwrap()).unwrap();
    assert_eq!(figures["stills"], 2);
    assert_eq!(figures["excluded"].as_array().unwrap().len(), 4);
    assert_eq!(figures["slices"][0]["forward_head"]["sitwell"]["positives"], 1);
}

#[test]
fn a_set_that_cannot_be_judged_at_all_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    let folder = empty.path().to_str().unwrap();
    let fails_with = |what: &str| {
        sitwell()
            .args(["evaluate", folder, "--true-points"])
            .assert()
            .code(1)
            .stdout("")
            .stderr(contains(what).and(contains("hint:")));
    };
    fails_with("gt.jsonl");
    fs::write(empty.path().join("gt.jsonl"), "\n\n").unwrap();
    fails_with("there is no line in it");
    let line = r#"{"image": "a.jpg", "person": "p", "sequence": "fhp", "kind": "fault"}"#;
    fs::write(empty.path().join("gt.jsonl"), line).unwrap();
    fails_with("p main: there is no calibration picture");
    sitwell().args(["evaluate", "--degrade", "noise", "--true-points", SAMPLE]).assert().code(2);
    sitwell()
        .args(["evaluate", SAMPLE, "--json", "no/such/folder/figures.json"])
        .assert()
        .code(1)
        .stderr(contains("figures.json").and(contains("cannot be written")));
}
