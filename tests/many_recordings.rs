//! A folder of recordings as one table, by the real program: the same bytes whatever happens on the way.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed, and says so"
)]
#![cfg(target_os = "linux")]

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Write},
    os::unix::{fs::MetadataExt, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, SystemTime},
};

use assert_cmd::cargo::cargo_bin;
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::RowAccessor,
};
use tempfile::TempDir;

/// Three pictures a second: thirteen seconds and more, the first ten of which become the neutral.
const RATE: &str = "@3";
const PICTURES: [(&str, usize); 3] = [("a", 40), ("b2", 44), ("b10", 48)];

/// A folder with a study of three recordings, and room for what becomes of it.
struct Study {
    folder: TempDir,
}

impl Study {
    fn new() -> Self {
        let study = Self { folder: tempfile::tempdir().unwrap() };
        for (name, pictures) in PICTURES {
            let recording = study.recording(name);
            fs::create_dir_all(&recording).unwrap();
            for picture in (0..pictures).map(|number| format!("{number:03}.jpg")) {
                let original = Path::new("assets/demo").join(&picture);
                // A link costs nothing; where there can be none, a copy does as well.
                fs::hard_link(&original, recording.join(&picture))
                    .or_else(|_| fs::copy(&original, recording.join(&picture)).map(drop))
                    .unwrap();
            }
        }
        study
    }

    fn recording(&self, name: &str) -> PathBuf {
        self.folder.path().join("study").join(name)
    }

    fn out(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn part(&self, recording: &str) -> PathBuf {
        self.out("all.parquet.parts").join(format!("{recording}.parquet"))
    }

    fn command(&self, out: &str, options: &[&str]) -> Command {
        let mut study = self.folder.path().join("study").into_os_string();
        study.push(RATE);
        let mut command = Command::new(cargo_bin!("sitwell"));
        command.arg("analyze").arg(study).arg("--report").arg(self.out(out)).args(options);
        command
    }

    fn run(&self, out: &str, options: &[&str], status: i32) -> Output {
        let output = self.command(out, options).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", told(&output));
        output
    }

    fn bytes(&self, out: &str) -> Vec<u8> {
        fs::read(self.out(out)).unwrap()
    }
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Of every row group: session, source and number of rows.
fn groups(table: &Path) -> Vec<(i64, String, i64)> {
    let file = SerializedFileReader::new(File::open(table).unwrap()).unwrap();
    let mut groups = Vec::new();
    for place in 0..file.num_row_groups() {
        let group = file.get_row_group(place).unwrap();
        let rows: Vec<_> = group.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        let of = |row: &parquet::record::Row| (row.get_long(0).unwrap(), row.get_string(1).unwrap().clone());
        assert!(rows.iter().all(|row| of(row) == of(&rows[0])), "a row group is one recording");
        let (session, source) = of(&rows[0]);
        groups.push((session, source, rows.len() as i64));
    }
    groups
}

#[test]
fn the_table_and_the_list_are_the_same_whatever_the_number_of_jobs() {
    let study = Study::new();
    let mut lists = Vec::new();
    for jobs in ["1", "2", "3"] {
        let out = format!("{jobs}.parquet");
        lists.push(printed(&study.run(&out, &["--jobs", jobs, "--format", "csv"], 0)));
        assert!(study.bytes(&out) == study.bytes("1.parquet"), "{jobs} jobs");
    }
    assert!(lists.iter().all(|list| list == &lists[0]), "{lists:?}");

    let groups = groups(&study.out("1.parquet"));
    let names: Vec<_> = groups.iter().map(|(session, source, _)| (*session, source.as_str())).collect();
    assert_eq!(names, [(1, "a"), (2, "b2"), (3, "b10")], "in the order of people");
    let mut list = csv::Reader::from_reader(lists[0].as_bytes());
    let column = list.headers().unwrap().iter().position(|name| name == "known_secs").unwrap();
    let known: Vec<f64> = list.records().map(|row| row.unwrap()[column].parse().unwrap()).collect();
    assert_eq!(known.len(), 3);
    assert!(known.is_sorted() && known[0] > 2.0, "the more pictures, the longer: {known:?}");
}

#[test]
fn a_recording_measures_the_same_among_others_as_by_itself() {
    let study = Study::new();
    study.run("all.parquet", &[], 0);
    let mut recording = study.recording("b2").into_os_string();
    recording.push(RATE);
    let alone = study.out("alone.csv");
    let mut command = Command::new(cargo_bin!("sitwell"));
    command.arg("analyze").arg(recording).arg("--report").arg(&alone);
    assert!(command.output().unwrap().status.success());
    let mut alone = csv::Reader::from_path(alone).unwrap();
    let names = alone.headers().unwrap().clone();
    let place = |name: &str| names.iter().position(|one| one == name).unwrap();
    let (state, head) = (place("state"), place("forward_head_deg"));
    let file = SerializedFileReader::new(File::open(study.out("all.parquet")).unwrap()).unwrap();
    let rows =
        file.get_row_group(1).unwrap().get_row_iter(None).unwrap().map(Result::unwrap).collect::<Vec<_>>();
    let lines: Vec<_> = alone.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(&lines) {
        assert_eq!(row.get_string(state).unwrap(), &line[state]);
        assert_eq!(row.get_float(head).ok().map(|deg| (deg * 100.0).round()), {
            line[head].parse::<f32>().ok().map(|deg| (deg * 100.0).round())
        });
    }
}

#[test]
fn what_was_done_when_it_was_killed_is_not_done_again() {
    let study = Study::new();
    study.run("undisturbed.parquet", &[], 0);
    for (signal, code) in [("-KILL", None), ("-INT", Some(130))] {
        drop(fs::remove_dir_all(study.out("all.parquet.parts")));
        drop(fs::remove_file(study.out("all.parquet")));
        let mut child = study
            .command("all.parquet", &["--jobs", "1"])
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        lines.find(|line| line.starts_with("1 of 3: a: ")).expect("the first recording is told");
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let rest: Vec<String> = lines.collect();
        let status = child.wait().unwrap();
        assert_eq!((status.code(), status.signal().is_some()), (code, code.is_none()), "{rest:?}");
        assert!(!study.out("all.parquet").exists(), "{signal}: no table that is not whole");
        assert!(code.is_none() || rest.iter().any(|line| line.contains("goes on from there")), "{rest:?}");

        let done = fs::metadata(study.part("a")).unwrap().ino();
        let output = study.run("all.parquet", &["--jobs", "2"], 0);
        assert!(told(&output).contains("3 recordings, 1 of them done before"), "{signal}: {}", told(&output));
        assert_eq!(
            fs::metadata(study.part("a")).unwrap().ino(),
            done,
            "{signal}: the part is the former one"
        );
        assert!(study.bytes("all.parquet") == study.bytes("undisturbed.parquet"), "{signal}");
    }
}

#[test]
fn half_a_recording_is_no_report() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("part.parquet");
    // A recording that goes on for as long as nobody closes it.
    let mut child = Command::new(cargo_bin!("sitwell"))
        .args(["analyze", "-", "--report"])
        .arg(&report)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut recording = child.stdin.take().unwrap();
    let picture = [b"FRAME\n".as_slice(), &[128; 64 * 48 * 3 / 2]].concat();
    recording.write_all(b"YUV4MPEG2 W64 H48 F30:1 C420\n").unwrap();
    // More than the pipe holds: some of it has been watched.
    (0..100).for_each(|_| recording.write_all(&picture).unwrap());
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    // It is asked between two pictures whether to go on.
    while recording.write_all(&picture).is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", told(&output));
    assert!(told(&output).contains("no report was written") && !report.exists());
}

#[test]
fn only_what_is_no_longer_true_is_done_again() {
    let study = Study::new();
    study.run("all.parquet", &[], 0);
    let before = study.bytes("all.parquet");
    let later = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    let cases: [(&str, &dyn Fn(), usize); 5] = [
        ("nothing is new", &|| {}, 3),
        (
            "a picture was written again",
            &|| {
                let picture = study.recording("b2").join("000.jpg");
                let bytes = fs::read(&picture).unwrap();
                fs::remove_file(&picture).unwrap();
                fs::write(&picture, bytes).unwrap();
                File::options().write(true).open(&picture).unwrap().set_modified(later).unwrap();
            },
            2,
        ),
        (
            "a part is cut off",
            &|| {
                let bytes = fs::read(study.part("a")).unwrap();
                fs::write(study.part("a"), &bytes[..bytes.len() / 2]).unwrap();
            },
            2,
        ),
        (
            "a part is another recording's",
            &|| assert!(fs::copy(study.part("a"), study.part("b10")).unwrap() > 0),
            2,
        ),
        ("a part is gone", &|| fs::remove_file(study.part("b2")).unwrap(), 2),
    ];
    for (what, happen, kept) in cases {
        happen();
        let output = study.run("all.parquet", &[], 0);
        assert!(told(&output).contains(&format!("{kept} of them done before")), "{what}: {}", told(&output));
        assert!(study.bytes("all.parquet") == before, "{what}");
    }
    // A recording more: the others move, and are not watched again.
    fs::rename(study.recording("a"), study.recording("c")).unwrap();
    let output = study.run("all.parquet", &[], 0);
    assert!(told(&output).contains("2 of them done before"), "{}", told(&output));
    let names: Vec<_> =
        groups(&study.out("all.parquet")).into_iter().map(|(session, source, _)| (session, source)).collect();
    assert_eq!(names, [(1, "b2".to_owned()), (2, "b10".to_owned()), (3, "c".to_owned())]);
}

#[test]
fn another_neutral_measures_everything_anew() {
    let study = Study::new();
    study.run("all.parquet", &[], 0);
    let profile = study.out("me.json");
    let mut calibrate = Command::new(cargo_bin!("sitwell"));
    calibrate.args(["analyze", "demo", "--frames", "60", "--save-profile"]).arg(&profile);
    assert!(calibrate.output().unwrap().status.success());
    let before = study.bytes("all.parquet");
    let output = study.run("all.parquet", &["--profile", profile.to_str().unwrap()], 0);
    assert!(!told(&output).contains("done before"), "{}", told(&output));
    assert!(study.bytes("all.parquet") != before);
}

#[test]
fn a_recording_that_cannot_be_measured_is_listed_and_the_others_go_on() {
    let study = Study::new();
    fs::write(study.recording("a5.mp4"), "this is no video").unwrap();
    fs::write(study.recording("notes.txt"), "left out").unwrap();
    let broken = study.recording("a6");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("1.jpg"), "no picture").unwrap();
    // Too short for a neutral.
    fs::create_dir(study.recording("b5")).unwrap();
    fs::copy("assets/demo/000.jpg", study.recording("b5").join("1.jpg")).unwrap();
    let output = study.run("all.parquet", &["--format", "jsonl"], 3);
    assert!(told(&output).contains("left out: notes.txt"), "{}", told(&output));
    assert!(told(&output).contains("3 of 6 recordings could not be measured"), "{}", told(&output));
    let rows: Vec<serde_json::Value> =
        printed(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let listed: Vec<_> =
        rows.iter().map(|row| (row["recording"].as_str().unwrap(), row["error"].is_null())).collect();
    let measured = [true, false, false, true, false, true];
    assert_eq!(
        listed,
        ["a", "a5.mp4", "a6", "b2", "b5", "b10"].into_iter().zip(measured).collect::<Vec<_>>()
    );
    for (row, words) in [(1, "a5.mp4"), (2, "not one picture"), (4, "ten seconds")] {
        assert!(rows[row]["error"].as_str().unwrap().contains(words), "{}", rows[row]);
    }
    let names: Vec<_> =
        groups(&study.out("all.parquet")).into_iter().map(|(session, source, _)| (session, source)).collect();
    assert_eq!(names, [(1, "a".to_owned()), (4, "b2".to_owned()), (6, "b10".to_owned())]);
    // What could not be read is tried again, and nothing else.
    let output = study.run("all.parquet", &[], 3);
    assert!(told(&output).contains("6 recordings, 4 of them done before"), "{}", told(&output));
    assert!(printed(&output).contains("ten seconds"), "{}", printed(&output));
}

#[test]
fn what_cannot_be_done_is_told_before_anything_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir_all(path("empty")).unwrap();
    fs::create_dir_all(path("broken/a")).unwrap();
    fs::write(path("broken/a/1.jpg"), "no picture").unwrap();
    let (empty, broken, table) = (path("empty"), path("broken"), path("all.parquet"));
    let demo = "assets/demo";
    for (arguments, words) in [
        (vec![&*empty, "--report", &table], "there are no pictures in this folder"),
        (vec![&*broken], "is a folder of recordings"),
        (vec![&*broken, "--report", "all.html"], "as one .parquet"),
        (vec![&*broken, "--report", &table], "not one of the recordings could be measured"),
        (vec![demo, "--report", &table, "--format", "csv"], "--format"),
        (vec![&*broken, "--report", "/dev/null/all.parquet"], "/dev/null/all.parquet"),
    ] {
        let output = Command::new(cargo_bin!("sitwell")).arg("analyze").args(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", told(&output));
        assert!(
            told(&output).contains(words) && told(&output).contains("hint:"),
            "{arguments:?}: {}",
            told(&output)
        );
        assert!(!Path::new(&table).exists());
    }
}

#[test]
fn two_do_not_write_the_same_table() {
    let study = Study::new();
    fs::create_dir_all(study.out("all.parquet.parts")).unwrap();
    let other = File::create(study.out("all.parquet.parts").join("lock")).unwrap();
    other.lock().unwrap();
    let output = study.run("all.parquet", &[], 1);
    assert!(told(&output).contains("another sitwell is at work"), "{}", told(&output));
}
