//! Sitwell's estimators give what the reference implementations give, on both engines.
//!
//! An engine is chosen once in a process, so the pure-Rust half runs in a child process of this test.

use std::{collections::HashMap, path::Path, process::Command};

use image::RgbImage;
use serde::Deserialize;
use sitwell::estimator::{
    EngineKind, Models, engine,
    models::{MOVENET_LIGHTNING, Model},
    movenet::Movenet,
    network::Network,
    square::Square,
};
use sitwell::posture::{Joint, Pose};

#[derive(Deserialize)]
struct Golden {
    tensors: Tensors,
    portraits: HashMap<String, Portrait>,
}

#[derive(Deserialize)]
struct Tensors {
    /// y, x, score of the 17 points, as they come out of the network.
    movenet: Vec<[f32; 3]>,
}

#[derive(Deserialize)]
struct Portrait {
    /// x, y in the picture and score, in COCO order.
    movenet: Vec<[f32; 3]>,
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
    println!("{what}: {errors:.4?}");
    assert!(errors[errors.len() / 2].0 <= 0.01, "{what}: median of {errors:?}");
    assert!(errors.last().unwrap().0 <= 0.03, "{what}: worst of {errors:?}");
}

#[test]
fn movenet_on_portraits() {
    assert_engine();
    let mut movenet = Movenet::load(&Models::embedded()).unwrap();
    for (name, golden) in golden().portraits {
        let image = portrait(&name);
        let (pose, mean_score) = movenet.look(&image, Square::around_picture(&image)).unwrap();
        let joints = [
            Joint::Nose,
            Joint::LeftEye,
            Joint::RightEye,
            Joint::LeftEar,
            Joint::RightEar,
            Joint::LeftShoulder,
            Joint::RightShoulder,
        ];
        let reference: Vec<_> = joints.into_iter().zip(golden.movenet.iter().map(|p| [p[0], p[1]])).collect();
        assert_points_match(&name, &pose, &reference);
        let reference_score = golden.movenet.iter().take(7).map(|p| p[2]).sum::<f32>() / 7.0;
        assert!((mean_score - reference_score).abs() < 0.03, "{name}: {mean_score} for {reference_score}");
    }
}
