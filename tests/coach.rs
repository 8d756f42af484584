//! The whole way from pixels to repetitions: pictures of a rendered person, the pose network, the coach, as a user would
//! have a recording counted.
//!
//! The person's postures are computed: in some the head is 38 mm further forward than in others, the gaze level and the
//! trunk still. Played one after the other, held as long as an exercise is, they are chin tucks of that length.

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
};

use assert_cmd::Command;
use serde_json::Value;

const PERSON: &str = "tests/data/graded/p00";
const PICTURES_A_SECOND: usize = 10;

/// A recording of still postures, each with the seconds that it is held.
struct Clip {
    folder: tempfile::TempDir,
    pictures: usize,
}

impl Clip {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), pictures: 0 }
    }

    /// Several pictures of the same posture follow each other, as somebody sways who holds it.
    fn show(&mut self, pictures: &[&str], secs: f64) {
        for n in 0..(secs * PICTURES_A_SECOND as f64) as usize {
            // Each for half a second.
            let picture = Path::new(PERSON).join(pictures[n / 5 % pictures.len()]);
            fs::copy(picture, self.folder.path().join(format!("{:04}.jpg", self.pictures))).unwrap();
            self.pictures += 1;
        }
    }

    fn spec(&self) -> PathBuf {
        let folder = self.folder.path().to_str().unwrap();
        PathBuf::from(format!("{folder}@{PICTURES_A_SECOND}"))
    }

    /// What is counted of this exercise, line by line.
    fn coached(&self, exercise: &str) -> Vec<Value> {
        let output = Command::cargo_bin("sitwell")
            .unwrap()
            .arg("analyze")
            .arg(self.spec())
            .args(["--coach", exercise, "--format", "jsonl"])
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn counted(lines: &[Value]) -> u64 {
    let outcome = lines.last().unwrap();
    assert_eq!(outcome["type"], "outcome");
    outcome["counted"].as_u64().unwrap()
}

const FORWARD: &[&str] = &["fhp/002.jpg"];
const HALF_WAY: &[&str] = &["fhp/001.jpg"];
const BACK: &[&str] = &["neutral/000.jpg", "neutral/004.jpg", "neutral/005.jpg"];

#[test]
fn chin_tucks_of_a_rendered_person_are_counted() {
    let mut clip = Clip::new();
    clip.show(FORWARD, 5.0);
    for _ in 0..4 {
        clip.show(HALF_WAY, 0.3);
        clip.show(BACK, 4.0);
        clip.show(HALF_WAY, 0.3);
        clip.show(FORWARD, 2.0);
    }
    let lines = clip.coached("chin_tuck");
    assert_eq!(counted(&lines), 4, "{lines:?}");
    let times: Vec<f64> = lines
        .iter()
        .filter(|line| line["type"] == "counted")
        .map(|line| line["at"].as_f64().unwrap())
        .collect();
    // Each is complete when the head is back.
    for (time, end) in times.iter().zip([9.6, 16.2, 22.8, 29.4]) {
        assert!((end..end + 1.5).contains(time), "{times:?}");
    }
}

#[test]
fn looking_down_and_leaning_in_are_no_chin_tucks() {
    let mut clip = Clip::new();
    clip.show(BACK, 5.0);
    for picture in
        ["nonfault_look_down/005.jpg", "nonfault_lean_forward/006.jpg", "nonfault_look_side/003.jpg"]
    {
        clip.show(&[picture], 4.0);
        clip.show(BACK, 2.5);
    }
    let lines = clip.coached("chin_tuck");
    assert_eq!(counted(&lines), 0, "{lines:?}");
    assert!(lines.iter().any(|line| line["hint"] == "do_not_nod"), "{lines:?}");
}

#[test]
fn nothing_is_counted_of_an_exercise_that_cannot_be_seen() {
    let mut clip = Clip::new();
    clip.show(BACK, 6.0);
    let lines = clip.coached("band_pull_apart");
    assert_eq!(counted(&lines), 0);
    assert!(lines.last().unwrap()["seen_share"].as_f64().unwrap() < 0.7, "{lines:?}");
}

#[test]
fn an_exercise_that_is_not_there_is_answered_with_those_that_are() {
    let mut clip = Clip::new();
    clip.show(BACK, 0.2);
    let output = Command::cargo_bin("sitwell")
        .unwrap()
        .arg("analyze")
        .arg(clip.spec())
        .args(["--coach", "chin_tucks"])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && errors.contains("chin_tuck, "), "{errors}");
}
