//! Sitwell's estimators give what the reference implementations give, on both engines.
//!
//! An engine is chosen once in a process, so the pure-Rust half runs in a child process of this test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{collections::HashMap, path::Path, process::Command};

use image::{Rgb, RgbImage};
use serde::Deserialize;
use sitwell::estimator::{
    EngineKind, EstimatorKind, Models, engine,
    models::{MOVENET_LIGHTNING, Model, POSE_DETECTION, POSE_LANDMARK_FULL},
    movenet::{Movenet, VIEWS, View},
    network::{Network, Outputs},
    open,
    square::Square,
};
use sitwell::frame::Frame;
use sitwell::posture::{Joint, Pose, Reading, Why};
use sitwell::time::Mono;

#[derive(Deserialize)]
struct Golden {
    tensors: Tensors,
    portraits: HashMap<String, Portrait>,
}

#[derive(Deserialize)]
struct Tensors {
    /// y, x, score of the 17 points, as they come out of the network.
    movenet: Vec<[f32; 3]>,
    detector: DetectorTensors,
    landmark: LandmarkTensors,
}

#[derive(Deserialize)]
struct DetectorTensors {
    /// The first box.
    boxes0: Vec<f32>,
    /// The first scores.
    scores: Vec<f32>,
    /// Which score is the highest.
    argmax: usize,
}

#[derive(Deserialize)]
struct LandmarkTensors {
    /// The first values of each output.
    landmarks: Vec<f32>,
    pose_flag: Vec<f32>,
    world: Vec<f32>,
}

#[derive(Deserialize)]
struct Portrait {
    /// x, y in the picture and score, in COCO order.
    movenet: Vec<[f32; 3]>,
    /// x, y in the picture, by the names of the points.
    blazepose: HashMap<String, [f32; 2]>,
}

fn golden() -> Golden {
    serde_json::from_str(include_str!("data/golden.json")).unwrap()
}

fn portrait(name: &str) -> RgbImage {
    image::open(Path::new("tests/portraits").join(name)).unwrap().into_rgb8()
}

fn network(model: &'static Model) -> Network {
    Network::load(&Models::embedded().read(model).unwrap()).unwrap()
}

/// The engine that this process was asked to run on. Without the library half of the tests would silently test
/// the other engine again.
fn assert_engine() {
    let info = engine();
    let wanted = match std::env::var("SITWELL_ENGINE").as_deref() {
        Ok("tract") => EngineKind::PureRust,
        _ => EngineKind::OnnxRuntime,
    };
    assert_eq!(
        info.kind, wanted,
        "no ONNX Runtime library; `make setup` puts it into runtime/ ({:?})",
        info.warning
    );
    assert_eq!(info.warning, None);
}

/// Within 1e-3 of the reference value, relative, or of one for values below one.
fn assert_close(what: &str, ours: &[f32], reference: &[f32]) {
    assert!(ours.len() >= reference.len(), "{what}: {} values", ours.len());
    for (index, (&ours, &reference)) in ours.iter().zip(reference).enumerate() {
        let tolerance = 1e-3 * reference.abs().max(1.0);
        assert!((ours - reference).abs() <= tolerance, "{what}[{index}]: {ours}, reference {reference}");
    }
}

#[test]
fn fixed_tensors() {
    assert_engine();
    let golden = golden().tensors;

    let image: Vec<i32> = (0..192 * 192 * 3).map(|i| i % 251).collect();
    let points =
        network(&MOVENET_LIGHTNING).run(&image, |out| Ok(out.floats("keypoints")?.to_vec())).unwrap();
    assert_close("movenet keypoints", &points, golden.movenet.as_flattened());

    let image: Vec<f32> = (0..224 * 224 * 3).map(|i| (i % 251) as f32 / 125.0 - 1.0).collect();
    let (boxes, scores) = network(&POSE_DETECTION)
        .run(&image, |out| Ok((out.floats("boxes")?.to_vec(), out.floats("scores")?.to_vec())))
        .unwrap();
    assert_close("detector boxes", &boxes, &golden.detector.boxes0);
    assert_close("detector scores", &scores, &golden.detector.scores);
    let highest = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    assert_eq!(highest, Some(golden.detector.argmax));

    let image: Vec<f32> = (0..256 * 256 * 3).map(|i| (i % 251) as f32 / 250.0).collect();
    let read = |out: &Outputs<'_>| {
        ["landmarks", "pose_flag", "world"].into_iter().map(|name| Ok(out.floats(name)?.to_vec())).collect()
    };
    let outputs: Vec<Vec<f32>> = network(&POSE_LANDMARK_FULL).run(&image, read).unwrap();
    let reference = [golden.landmark.landmarks, golden.landmark.pose_flag, golden.landmark.world];
    for (ours, reference) in outputs.iter().zip(&reference) {
        assert_close("landmark outputs", ours, reference);
    }
}

#[test]
fn fixed_tensors_in_pure_rust() {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "fixed_tensors", "--nocapture"])
        .env("SITWELL_ENGINE", "tract")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&child.stderr)
    );
}

/// Distances of the points from the reference, as a share of the reference's shoulder width: the median within
/// 1 %, the worst within 3 %.
fn assert_points_match(what: &str, pose: &Pose, reference: &[(Joint, [f32; 2])]) {
    let find = |joint| reference.iter().find(|(of, _)| *of == joint).unwrap().1;
    let (left, right) = (find(Joint::LeftShoulder), find(Joint::RightShoulder));
    let width = (left[0] - right[0]).hypot(left[1] - right[1]);
    let mut errors: Vec<(f32, Joint)> = reference
        .iter()
        .map(|&(joint, point)| {
            let ours = pose.keypoints[joint].unwrap().point_in_image;
            ((ours[0] - point[0]).hypot(ours[1] - point[1]) / width, joint)
        })
        .collect();
    errors.sort_by(|a, b| a.0.total_cmp(&b.0));
    let median = errors.get(errors.len() / 2).unwrap().0;
    assert!(median <= 0.01, "{what}: median of {errors:?}");
    assert!(errors.last().unwrap().0 <= 0.03, "{what}: worst of {errors:?}");
}

const JOINTS: [Joint; 7] = [
    Joint::Nose,
    Joint::LeftEye,
    Joint::RightEye,
    Joint::LeftEar,
    Joint::RightEar,
    Joint::LeftShoulder,
    Joint::RightShoulder,
];

#[test]
fn movenet_on_portraits() {
    assert_engine();
    let mut movenet = Movenet::load(&Models::embedded()).unwrap();
    for (name, golden) in golden().portraits {
        let image = portrait(&name);
        let seen = movenet.look(&image, Square::around_picture(&image), View::PLAIN).unwrap();
        let (pose, mean_score) = (seen.own, seen.mean_score);
        let reference: Vec<_> = JOINTS.into_iter().zip(golden.movenet.iter().map(|p| [p[0], p[1]])).collect();
        assert_points_match(&name, &pose, &reference);
        let reference_score = golden.movenet.iter().take(7).map(|p| p[2]).sum::<f32>() / 7.0;
        assert!((mean_score - reference_score).abs() < 0.03, "{name}: {mean_score} for {reference_score}");
    }
}

#[derive(Deserialize)]
struct LookGolden {
    picture: String,
    /// Left, top, side.
    square: [f32; 3],
    points_in_image: Vec<[f32; 2]>,
}

#[test]
fn head_and_shoulder_joints_are_where_the_training_has_them() {
    assert_engine();
    let mut movenet = Movenet::load(&Models::embedded()).unwrap();
    let shoulders = [Joint::LeftGlenohumeral, Joint::RightGlenohumeral, Joint::JugularNotch];
    let head = [Joint::Nose, Joint::LeftEye, Joint::RightEye, Joint::LeftEar, Joint::RightEar];
    for (golden, joints) in [
        (include_str!("data/shoulders.json"), shoulders.as_slice()),
        (include_str!("data/head.json"), head.as_slice()),
    ] {
        let golden: LookGolden = serde_json::from_str(golden).unwrap();
        let [left, top, side] = golden.square;
        let square = Square { left, top, side };
        let seen = movenet.look(&portrait(&golden.picture), square, View::PLAIN).unwrap();
        assert_eq!(joints.len(), golden.points_in_image.len());
        for (&joint, [x, y]) in joints.iter().zip(golden.points_in_image) {
            let [seen_x, seen_y] = seen.pose.keypoints[joint].unwrap().point_in_image;
            let apart = (seen_x - x).hypot(seen_y - y) / side;
            assert!(apart < 0.001, "{joint:?}: {apart} of the square");
        }
    }
}

#[test]
fn every_view_of_a_portrait_shows_the_same_points() {
    assert_engine();
    let mut movenet = Movenet::load(&Models::embedded()).unwrap();
    for (name, golden) in golden().portraits {
        let image = portrait(&name);
        let whole = Square::around_picture(&image);
        let [plain, mirrored, shifted, both] =
            VIEWS.map(|view| movenet.look(&image, whole, view).unwrap().own);
        let width = golden.movenet[5][0] - golden.movenet[6][0];
        for joint in JOINTS {
            let at = |pose: &Pose| pose.keypoints[joint].unwrap().point_in_image;
            let [x, y] = at(&plain);
            for (view, pose) in [("mirrored", &mirrored), ("shifted", &shifted), ("both", &both)] {
                let [other_x, other_y] = at(pose);
                let apart = (x - other_x).hypot(y - other_y) / width;
                assert!(apart < 0.06, "{name} {joint:?} {view}: {apart} of the shoulder width");
            }
        }
    }
}

#[test]
fn a_mirrored_view_of_a_mirrored_picture_shows_the_other_side() {
    assert_engine();
    let mut movenet = Movenet::load(&Models::embedded()).unwrap();
    let [plain, mirrored, ..] = VIEWS;
    let image = portrait("obama.jpg");
    let mirror = image::imageops::flip_horizontal(&image);
    let whole = Square::around_picture(&image);
    let seen = movenet.look(&image, whole, plain).unwrap();
    let in_mirror = movenet.look(&mirror, whole, mirrored).unwrap();
    assert!((seen.mean_score - in_mirror.mean_score).abs() < 1e-6);
    let (pose, mirror_pose) = (seen.pose, in_mirror.pose);
    let last_column = image.width() as f32 - whole.side / 192.0;
    for joint in JOINTS {
        let [x, y] = pose.keypoints[joint].unwrap().point_in_image;
        let [mirror_x, mirror_y] = mirror_pose.keypoints[joint.mirrored()].unwrap().point_in_image;
        assert!((last_column - x - mirror_x).abs() < 0.1 && (y - mirror_y).abs() < 0.1, "{joint:?}");
    }
}

fn frame(image: RgbImage) -> Frame {
    Frame { at: Mono(0.0), index: 0, name: None, image }
}

#[test]
fn blazepose_on_portraits() {
    assert_engine();
    let mut blazepose = open(EstimatorKind::Blazepose, &Models::embedded()).unwrap();
    let joints = [
        Joint::Nose,
        Joint::LeftEye,
        Joint::RightEye,
        Joint::LeftEar,
        Joint::RightEar,
        Joint::MouthLeft,
        Joint::MouthRight,
        Joint::LeftShoulder,
        Joint::RightShoulder,
    ];
    for (name, golden) in golden().portraits {
        blazepose.forget();
        let pose = blazepose.estimate(&frame(portrait(&name))).unwrap().known().unwrap();
        let reference: Vec<_> =
            joints.into_iter().map(|joint| (joint, golden.blazepose[joint.key()])).collect();
        assert_points_match(&name, &pose, &reference);
    }
}

#[test]
fn both_estimators_see_people_only_where_there_are_some() {
    assert_engine();
    let noise = |x: u32, y: u32| ((x * 7919 + y * 104_729 + x * y * 31) % 251) as u8;
    let nobody = [
        RgbImage::new(640, 480),
        RgbImage::from_pixel(640, 480, Rgb([255; 3])),
        RgbImage::from_fn(640, 480, |x, y| Rgb([noise(x, y), noise(y, x), noise(x + 1, y)])),
        RgbImage::from_fn(640, 480, |x, y| Rgb([(x / 3) as u8, (y / 2) as u8, ((x + y) / 5) as u8])),
        RgbImage::new(1, 1),
        RgbImage::new(0, 0),
        RgbImage::new(3, 2000),
    ];
    for kind in [EstimatorKind::Movenet, EstimatorKind::Blazepose] {
        let mut estimator = open(kind, &Models::embedded()).unwrap();
        for image in &nobody {
            let found = estimator.estimate(&frame(image.clone())).unwrap();
            assert_eq!(found, Reading::Unknown(Why::Nobody), "{kind:?} {:?}", image.dimensions());
        }
        for name in golden().portraits.into_keys() {
            estimator.forget();
            let found = estimator.estimate(&frame(portrait(&name))).unwrap();
            assert!(found.known().is_some(), "{kind:?} {name}");
        }
    }
}
