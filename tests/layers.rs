//! The pure rooms stay pure: no input or output, no clock, no thread, and nothing from the rooms that use them.

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

/// What `posture/`, `alerts/` and `care/` may not name.
const IMPURE: [&str; 12] = [
    "std::fs",
    "std::net",
    "std::thread",
    "std::process",
    "std::env",
    "std::io",
    "Instant",
    "SystemTime",
    "Clock",
    "rand::",
    "println!",
    "unsafe",
];

/// Every room and the rooms that it may use; `time`, `frame` and `text` hold types and words that all share.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("posture", &["posture", "time"]),
    ("alerts", &["alerts", "posture", "time"]),
    ("care", &["care", "posture", "time"]),
    ("source", &["source", "frame", "text", "time"]),
    ("estimator", &["estimator", "frame", "posture", "time"]),
    ("profile", &["profile", "posture", "small_file", "text", "time"]),
    ("settings.rs", &["alerts", "care", "small_file", "text"]),
    ("store", &["store", "alerts", "posture", "small_file", "time"]),
    (
        "engine",
        &[
            "alerts",
            "care",
            "engine",
            "estimator",
            "frame",
            "posture",
            "profile",
            "settings",
            "source",
            "text",
            "time",
        ],
    ),
    ("desktop", &["desktop", "alerts", "engine", "settings", "sign", "small_file", "text", "time"]),
    ("evaluate", &["evaluate", "engine", "estimator", "frame", "posture", "source", "time"]),
    (
        "ui",
        &[
            "ui", "alerts", "care", "engine", "frame", "posture", "profile", "report", "settings", "sign",
            "store", "text", "time",
        ],
    ),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of a file, without its tests and comments, with the line numbers.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().enumerate();
    lines.map(|(n, line)| (n + 1, line.split("//").next().unwrap_or_default().to_owned())).collect()
}

fn is_test_file(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("_tests"))
}

#[test]
fn the_pure_rooms_are_pure() {
    let files: Vec<_> = ["src/posture", "src/alerts", "src/care"]
        .iter()
        .flat_map(|room| rust_files(Path::new(room)))
        .collect();
    assert!(files.len() > 10, "the rooms were not found");
    for path in files.iter().filter(|path| !is_test_file(path)) {
        for (number, line) in code(path) {
            let found = IMPURE.iter().find(|word| line.contains(*word));
            assert!(found.is_none(), "{}:{number} names {}", path.display(), found.unwrap());
        }
    }
}

#[test]
fn rooms_use_only_what_lies_below_them() {
    for (room, allowed) in MAY_USE {
        for path in rust_files(&Path::new("src").join(room)) {
            let text: String = code(&path).into_iter().map(|(_, line)| line + "\n").collect();
            for used in crate_uses(&text) {
                assert!(allowed.contains(&used.as_str()), "{} uses crate::{used}", path.display());
            }
        }
    }
}

/// The rooms that a file names as `crate::room` or in `use crate::{room, ...}`.
fn crate_uses(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for after in text.split("crate::").skip(1) {
        if let Some(group) = after.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for letter in group.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => rooms.push(std::mem::take(&mut item)),
                    _ if depth == 0 => item.push(letter),
                    _ => {}
                }
            }
            rooms.push(item);
        } else {
            rooms.push(after.to_owned());
        }
    }
    rooms
        .iter()
        .map(|item| item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
        .filter(|room| !room.is_empty())
        .collect()
}

#[test]
fn the_reader_of_uses_reads_them() {
    assert_eq!(crate_uses("use crate::{a::{b, c}, d, e::f};\nlet x = crate::g::h();"), ["a", "d", "e", "g"]);
}
