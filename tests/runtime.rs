//! Whatever stands where the ONNX Runtime library should be, there is an engine, and one warning at most.
//!
//! An engine is chosen once in a process, so every case runs in a child process of this test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]
#![cfg(target_os = "linux")]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may end at the first surprise, also in what its tests share"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use sitwell::estimator::{EstimatorKind, Models, engine, open};

/// What every child runs: the engine in one line, after a model was loaded into it.
#[test]
fn engine_of_this_process() {
    let info = engine();
    open(EstimatorKind::Movenet, &Models::embedded()).unwrap();
    assert!(std::ptr::eq(info, engine()));
    println!("engine: {} [{}]", info.name(), info.warning.as_deref().unwrap_or("no warning"));
}

/// The line of a child with these variables.
fn engine_with(variables: &[(&str, &Path)]) -> String {
    engine_of(&std::env::current_exe().unwrap(), variables)
}

fn engine_of(executable: &Path, variables: &[(&str, &Path)]) -> String {
    let mut child = Command::new(executable);
    child.args(["--exact", "engine_of_this_process", "--nocapture"]);
    child.env_remove("SITWELL_ONNXRUNTIME").env_remove("SITWELL_ENGINE").envs(variables.iter().copied());
    let output = child.output().unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}: {stdout}{stderr}", output.status);
    assert_eq!(stderr, "", "the warning is data; nothing else is said");
    stdout
        .lines()
        .find(|line| line.contains("engine: "))
        .unwrap()
        .split_once("engine: ")
        .unwrap()
        .1
        .to_owned()
}

fn assert_refused(library: &Path, because: &str) {
    let line = engine_with(&[("SITWELL_ONNXRUNTIME", library)]);
    assert!(line.starts_with("tract "), "{line}");
    assert!(line.contains(&library.display().to_string()), "names no file: {line}");
    assert!(line.contains(because), "expected `{because}`: {line}");
}

/// The library that the set-up fetched.
fn fetched_library() -> PathBuf {
    let found =
        fs::read_dir("runtime").into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let is_library = |path: &PathBuf| path.to_string_lossy().contains("libonnxruntime.so");
    found.into_iter().find(is_library).expect("no ONNX Runtime library; `make setup` puts it into runtime/")
}

#[test]
fn the_library_is_found_beside_and_above_the_executable() {
    let folder = tempfile::tempdir().unwrap();
    let bin = folder.path().join("target/release");
    fs::create_dir_all(&bin).unwrap();
    let executable = bin.join("copy");
    fs::copy(std::env::current_exe().unwrap(), &executable).unwrap();
    for place in [folder.path().join("runtime"), bin.join("runtime"), bin] {
        fs::create_dir_all(&place).unwrap();
        let library = place.join("libonnxruntime.so.1.31.1");
        fs::copy(fetched_library(), &library).unwrap();
        let line = engine_of(&executable, &[]);
        assert!(line.starts_with("ONNX Runtime 1.31.1 ") && line.ends_with("[no warning]"), "{line}");
        fs::remove_file(library).unwrap();
    }
}

#[test]
fn a_broken_library_does_not_hide_a_good_one_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let executable = folder.path().join("copy");
    fs::copy(std::env::current_exe().unwrap(), &executable).unwrap();
    fs::create_dir(folder.path().join("runtime")).unwrap();
    fs::copy(fetched_library(), folder.path().join("runtime/libonnxruntime.so")).unwrap();
    fs::write(folder.path().join("libonnxruntime.so"), "not this one").unwrap();
    let line = engine_of(&executable, &[]);
    assert!(line.starts_with("ONNX Runtime 1.31") && line.contains("another one is used"), "{line}");
}

#[test]
fn the_pure_rust_engine_can_be_asked_for() {
    let line = engine_with(&[("SITWELL_ENGINE", Path::new("tract"))]);
    assert!(line.starts_with("tract ") && line.ends_with("[no warning]"), "{line}");
}

#[test]
fn what_is_not_a_library_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    assert_refused(&folder.path().join("missing.so"), "No such file");
    assert_refused(folder.path(), "not a file");
    assert_refused(&file("empty.so", b""), "too short to be a shared library");
    assert_refused(&file("text.so", &[b'x'; 4096]), "not a shared library");
    let whole = fs::read(fetched_library()).unwrap();
    for len in [100, 5000, whole.len() / 2, whole.len() - 1] {
        assert_refused(&file(&format!("{len}.so"), &whole[..len]), "truncated");
    }
    let foreign: Vec<u8> =
        whole.iter().take(64).copied().chain(std::iter::repeat_n(0xa5, whole.len())).collect();
    assert_refused(&file("garbage.so", &foreign), "garbage.so");
}

/// A shared library of this C source.
fn library_of(folder: &Path, name: &str, source: &str) -> PathBuf {
    let (c, library) = (folder.join(format!("{name}.c")), folder.join(format!("{name}.so")));
    fs::write(&c, source).unwrap();
    let status = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(&c).status().unwrap();
    assert!(status.success());
    library
}

#[test]
fn a_library_of_another_kind_or_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = library_of(folder.path(), "foreign", "int answer(void) { return 42; }");
    assert_refused(&foreign, "does not export `OrtGetApiBase`");

    let versioned = |version: &str| {
        format!(
            "static const void *api(unsigned v) {{ return 0; }}
             static const char *version(void) {{ return \"{version}\"; }}
             static const struct {{ const void *(*a)(unsigned); const char *(*v)(void); }} base = {{ api, version }};
             const void *OrtGetApiBase(void) {{ return &base; }}"
        )
    };
    assert_refused(&library_of(folder.path(), "old", &versioned("1.10.0")), "'1.10.0'");
    assert_refused(&library_of(folder.path(), "odd", &versioned("")), "odd.so");
    assert_refused(&library_of(folder.path(), "hollow", &versioned("1.99.0")), "no ONNX Runtime interface");
    let null = "void *OrtGetApiBase(void) { return 0; }";
    assert_refused(&library_of(folder.path(), "null", null), "no ONNX Runtime interface");
}
