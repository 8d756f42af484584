//! The shipped networks are those that models/MODELS.toml describes, and others are told from them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{fs, path::Path};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use sitwell::estimator::{
    EstimatorKind, Models,
    models::{ALL, HEAD, MOVENET_LIGHTNING, SHOULDERS},
    open,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    model: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    file: String,
    sha256: String,
    licence: String,
    input: String,
    outputs: Vec<String>,
    keypoints: Vec<String>,
}

#[test]
fn the_manifest_describes_every_embedded_model() {
    let manifest: Manifest = toml::from_str(include_str!("../models/MODELS.toml")).unwrap();
    assert_eq!(manifest.model.len(), ALL.len());
    for model in ALL {
        let entry = manifest.model.iter().find(|entry| entry.file == model.file).unwrap();
        // Reading from a folder checks the names and shapes in the file against those in the code.
        let file = Models::from_dir("models").read(model).unwrap();
        assert_eq!(file.bytes(), Models::embedded().read(model).unwrap().bytes(), "{}", model.file);
        let digest = format!("{:x}", Sha256::digest(file.bytes()));
        assert_eq!(digest, entry.sha256, "{}", model.file);
        assert_eq!(entry.input, model.input.to_string());
        assert_eq!(entry.outputs, model.outputs.iter().map(ToString::to_string).collect::<Vec<_>>());
        let ours = [HEAD.file, SHOULDERS.file].contains(&entry.file.as_str());
        assert_eq!(entry.licence, if ours { "MIT OR Apache-2.0" } else { "Apache-2.0" });
        assert!(!entry.keypoints.is_empty());
        let notice = fs::read_to_string("models/NOTICE").unwrap();
        assert!(notice.contains(model.file), "models/NOTICE leaves out {}", model.file);
    }
}

#[test]
fn a_folder_with_the_right_files_replaces_the_embedded_ones() {
    for kind in [EstimatorKind::Movenet, EstimatorKind::Blazepose] {
        open(kind, &Models::from_dir("models")).unwrap();
    }
}

/// The message for a folder in which MoveNet's file holds these bytes.
fn message_for(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(MOVENET_LIGHTNING.file), bytes).unwrap();
    message_in(folder.path())
}

fn message_in(folder: &Path) -> String {
    let Err(error) = open(EstimatorKind::Movenet, &Models::from_dir(folder)) else { panic!("it was taken") };
    let message = error.to_string();
    let file = folder.join(MOVENET_LIGHTNING.file);
    assert!(message.contains(&file.display().to_string()), "names no file: {message}");
    assert!(message.contains("image int32[1,192,192,3]"), "names nothing expected: {message}");
    assert!(message.contains("\nhint: "), "{message}");
    message
}

#[test]
fn a_wrong_file_is_named_with_what_was_expected_and_found() {
    let good = fs::read(Path::new("models").join(MOVENET_LIGHTNING.file)).unwrap();
    assert!(message_for(b"").contains("an empty file"));
    assert!(message_for(b"GIF89a, and then something else entirely").contains("not a whole ONNX file"));
    for len in [1, 10, 1000, good.len() / 2, good.len() - 1] {
        let message = message_for(&good[..len]);
        assert!(
            message.contains("not a whole ONNX file") || message.contains("from  to"),
            "{len}: {message}"
        );
    }
    let foreign = fs::read("models/pose_detection.onnx").unwrap();
    assert!(message_for(&foreign).contains("found: an ONNX model from image float32[1,224,224,3] to boxes"));
}

#[test]
fn a_missing_file_or_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    assert!(message_in(folder.path()).contains("No such file") || cfg!(windows));
    message_in(&folder.path().join("nowhere"));
    fs::create_dir(folder.path().join(MOVENET_LIGHTNING.file)).unwrap();
    assert!(message_in(folder.path()).contains("not a file"));
}

#[test]
fn damage_inside_a_file_never_panics() {
    let good = fs::read(Path::new("models").join(MOVENET_LIGHTNING.file)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    // The graph's nodes are at the end of the file, its weights before them.
    for at in (0..24).map(|k| good.len() - 1 - k * 997) {
        let mut damaged = good.clone();
        damaged[at] ^= 0x55;
        fs::write(folder.path().join(MOVENET_LIGHTNING.file), &damaged).unwrap();
        // Either it is refused with words, or the damage is to a value and it loads.
        if let Err(error) = open(EstimatorKind::Movenet, &Models::from_dir(folder.path())) {
            assert!(error.to_string().contains("hint: "), "{error}");
        }
    }
}
