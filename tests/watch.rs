//! `sitwell watch` as a script runs it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

/// The program, in a home of its own.
fn sitwell(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sitwell"));
    command.args(arguments).env("HOME", home).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
    command
}

/// What it printed, line by line, and its exit status.
fn lines(mut command: Command) -> (Vec<Value>, i32) {
    let output = command.output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (lines, output.status.code().unwrap())
}

/// A recording of somebody who sits well for a while and then in one fault.
fn recording(folder: &Path, fps: f64, well_secs: f64, fault_secs: f64) -> String {
    let neutrals = ["000", "001", "002", "003", "004", "005"].map(|n| format!("p00/neutral/{n}.jpg"));
    let set = Path::new("tests/data/graded");
    for index in 0..((well_secs + fault_secs) * fps) as usize {
        let is_well = index as f64 / fps < well_secs;
        // Each of the calibration's pictures for a second: nobody sits like a statue.
        let neutral = &neutrals[(index as f64 / fps) as usize % neutrals.len()];
        let picture = if is_well { neutral.as_str() } else { "p00/fhp/003.jpg" };
        fs::hard_link(set.join(picture), folder.join(format!("{index:06}.jpg"))).unwrap();
    }
    format!("{}@{fps}", folder.display())
}

#[test]
fn a_fault_that_lasts_is_told_after_the_dwell_time_whatever_the_rate() {
    let dwell_secs = 20.0;
    for fps in [2.0, 10.0] {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join(".config/sitwell")).unwrap();
        let settings = format!("[alerts]\ndwell_secs = {dwell_secs}\n");
        fs::write(home.path().join(".config/sitwell/settings.toml"), settings).unwrap();
        // Beside the pictures that are linked: links do not cross file systems.
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let source = recording(folder.path(), fps, 75.0, 60.0);
        let (lines, status) = lines(sitwell(home.path(), &["watch", &source]));
        assert_eq!(status, 0);
        let alerts: Vec<_> = lines.iter().filter(|line| line["type"] == "alert").collect();
        assert_eq!(alerts.len(), 1, "{alerts:?}");
        let told_after = alerts[0]["at"].as_f64().unwrap() - 75.0;
        assert!(
            (told_after - dwell_secs).abs() <= 1.0,
            "told after {told_after} s at {fps} pictures a second"
        );
        assert!(["forward_head", "slump"].contains(&alerts[0]["fault"].as_str().unwrap()), "{alerts:?}");
        // Nothing was told of the time in which all was well.
        let faults = lines.iter().filter(|line| line["type"] == "episode_began");
        assert!(faults.into_iter().all(|line| line["since"].as_f64().unwrap() >= 74.0), "{lines:?}");
    }
}

#[test]
fn a_recording_gives_the_same_lines_every_time_from_started_to_stopped() {
    let home = tempfile::tempdir().unwrap();
    let run = || lines(sitwell(home.path(), &["watch", "demo"]));
    let (first, status) = run();
    assert_eq!((first.clone(), status), run());
    assert_eq!((&first[0]["type"], &first.last().unwrap()["type"]), (&"started".into(), &"stopped".into()));
    assert!(first.iter().any(|line| line["type"] == "calibration" && line["is_done"] == true));
    let postures: Vec<_> = first.iter().filter(|line| line["type"] == "posture").collect();
    assert!(postures.iter().any(|line| line["state"] == "neutral"));
    assert!(postures.iter().any(|line| line["findings"].as_array().is_some_and(|found| !found.is_empty())));
    assert!(
        first.iter().all(|line| line.get("time").is_none()),
        "the time of day says nothing about a recording"
    );
}

#[test]
fn once_prints_one_verdict() {
    let home = tempfile::tempdir().unwrap();
    let (lines, status) = lines(sitwell(home.path(), &["watch", "demo", "--once"]));
    assert_eq!((lines.len(), status), (1, 0), "{lines:?}");
    assert_eq!(lines[0]["type"], "posture");
    assert_ne!(lines[0]["why"], "no_neutral");
}

#[test]
fn what_cannot_be_watched_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    for arguments in [["watch", "no/such/folder"].as_slice(), &["watch", "no/such/folder", "--live"]] {
        let output = sitwell(home.path(), arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("error: ") && said.contains("hint: "), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_stops_it_cleanly() {
    for signal in ["-TERM", "-INT"] {
        let home = tempfile::tempdir().unwrap();
        let mut program =
            sitwell(home.path(), &["watch", "demo", "--live"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        lines.find(|line| line.as_ref().unwrap().contains(r#""state":"streaming""#)).unwrap().unwrap();
        assert!(Command::new("kill").args([signal, &program.id().to_string()]).status().unwrap().success());
        let last = lines.map(Result::unwrap).last().unwrap();
        assert!(last.contains(r#""type":"stopped""#), "{last}");
        assert!(program.wait().unwrap().success());
    }
}
