//! What must hold for every person, picture and posture; poses are drawn from the body model itself.

use enum_map::EnumMap;
use proptest::prelude::*;

use super::{
    body::{POINTS, Posture, STATES, Scene, state, tests::scene},
    measure::measure,
    observe::{JOINTS, SHOULDERS},
    steady::tests::Noise,
    *,
};
use crate::time::Mono;

fn picture(scene: &Scene, posture: [f64; STATES]) -> Pose {
    let projection = scene.project(&Posture(posture)).unwrap();
    let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
    for (joint, xy) in JOINTS.into_iter().zip(projection.chunks_exact(2)) {
        let point_in_image = [xy[0] as f32, xy[1] as f32];
        pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 0.8 });
    }
    pose
}

fn with(changes: &[(usize, f64)]) -> [f64; STATES] {
    let mut posture = [0.0; STATES];
    for &(index, value) in changes {
        posture[index] = value;
    }
    posture
}

fn neutral() -> Neutral {
    let mut calibrator = Calibrator::default();
    for i in 0..20 {
        assert_eq!(
            calibrator.add(Mono(f64::from(i) * 0.5), &Reading::Known(picture(&scene(), [0.0; STATES]))),
            None
        );
    }
    calibrator.finish().unwrap()
}

fn reference() -> Reference {
    Reference::of_neutral(&neutral()).known().unwrap()
}

fn value(pose: &Pose, metric: Metric) -> f32 {
    measure(pose, &reference()).get(metric).known().unwrap_or_else(|| panic!("{metric:?} is unknown")).value
}

fn changed(pose: &Pose, change: impl Fn([f32; 2]) -> [f32; 2]) -> Pose {
    let mut pose = pose.clone();
    for keypoint in pose.keypoints.values_mut().flatten() {
        keypoint.point_in_image = change(keypoint.point_in_image);
    }
    pose
}

fn mirrored(pose: &Pose) -> Pose {
    let mut mirror = changed(pose, |[x, y]| [640.0 - x, y]);
    for (left, right) in [
        (Joint::LeftEye, Joint::RightEye),
        (Joint::LeftEar, Joint::RightEar),
        (Joint::LeftShoulder, Joint::RightShoulder),
        (Joint::LeftGlenohumeral, Joint::RightGlenohumeral),
    ] {
        let (l, r) = (mirror.keypoints[left], mirror.keypoints[right]);
        mirror.keypoints[left] = r;
        mirror.keypoints[right] = l;
    }
    mirror
}

#[test]
fn every_cause_is_told_as_what_it_is() {
    let forward = picture(&scene(), with(&[(state::NECK, 0.21)]));
    let told = value(&forward, Metric::ForwardHeadDeg);
    assert!((-14.0..-8.5).contains(&told), "12 degrees read as {told}");
    assert!(value(&forward, Metric::ForwardHeadMm) > 15.0);
    for (name, cause, limit) in [
        ("looking down", with(&[(state::HEAD_PITCH, 0.35)]), 5.0),
        ("looking aside", with(&[(state::HEAD_YAW, 0.35)]), 3.0),
        ("rolling the chair", with(&[(state::CHAIR_Z, 90.0)]), 4.5),
        ("leaning in", with(&[(state::LEAN, 0.2)]), 5.5),
        ("reclining", with(&[(state::LEAN, -0.2)]), 5.5),
        ("tilting the head", with(&[(state::HEAD_ROLL, 0.2)]), 3.0),
        ("leaning aside", with(&[(state::TRUNK_SIDE, 0.12)]), 3.0),
        ("turning", with(&[(state::TRUNK_YAW, 0.25)]), 3.0),
        ("rounding the shoulders", with(&[(state::PROTRACTION, 30.0)]), 3.0),
    ] {
        match measure(&picture(&scene(), cause), &reference()).get(Metric::ForwardHeadDeg) {
            Reading::Known(told) => {
                assert!(told.value.abs() < limit, "{name} reads as a forward head: {told:?}");
            }
            Reading::Unknown(why) => assert_eq!(why, Why::LeaningIn, "{name}"),
        }
    }
    assert!(value(&picture(&scene(), with(&[(state::HEAD_PITCH, 0.35)])), Metric::HeadPitchDeg) > 15.0);
    assert!(value(&picture(&scene(), with(&[(state::LEAN, 0.2)])), Metric::LeanDeg) > 5.0);
    assert!(
        value(&picture(&scene(), with(&[(state::PROTRACTION, 40.0)])), Metric::RoundedShouldersMm) > 10.0
    );
    assert!(value(&picture(&scene(), with(&[(state::HEAD_YAW, 0.3)])), Metric::HeadYawDeg) > 14.0);
}

#[test]
fn an_own_posture_makes_the_same_posture_known_better_and_leaves_the_neutral_alone() {
    // A user whose shoulder joints sink by 6 pixels when they are rounded, which those of the average body do not.
    let rounded = |protraction: f64| {
        let mut pose = picture(&scene(), with(&[(state::PROTRACTION, protraction)]));
        for joint in [Joint::LeftGlenohumeral, Joint::RightGlenohumeral] {
            pose.keypoints[joint].as_mut().unwrap().point_in_image[1] += 6.0 * (protraction / 25.0) as f32;
        }
        pose
    };
    let mut own = neutral();
    own.own.postures[OwnPosture::RoundedShoulders] = Some(rounded(25.0));
    let told = |neutral: &Neutral, pose: &Pose, metric: Metric| {
        let reference = Reference::of_neutral(neutral).known().unwrap();
        measure(pose, &reference).get(metric).known().unwrap().value
    };
    let error = |neutral: &Neutral| (told(neutral, &rounded(30.0), Metric::RoundedShouldersMm) - 30.0).abs();
    assert!(error(&own) < error(&neutral()), "{} with, {} without", error(&own), error(&neutral()));
    let upright = picture(&scene(), [0.0; STATES]);
    for metric in [Metric::ForwardHeadDeg, Metric::RoundedShouldersMm, Metric::SlumpDeg] {
        let apart = told(&own, &upright, metric) - told(&neutral(), &upright, metric);
        assert!(apart.abs() < 1.0, "{metric:?}: {apart}");
    }
}

#[test]
fn the_drawn_limit_is_where_the_measurement_says_it_is() {
    let scorer = Scorer::new(Some(&neutral()));
    for posture in
        [with(&[]), with(&[(state::NECK, 0.2)]), with(&[(state::SLUMP, 0.1), (state::CHAIR_X, 30.0)])]
    {
        let pose = picture(&scene(), posture);
        let limit = scorer.head_at_limit(&pose).unwrap();
        let mut moved = pose.clone();
        for (joint, keypoint) in limit.keypoints {
            moved.keypoints[joint] = keypoint.or(moved.keypoints[joint]);
        }
        let told = value(&moved, Metric::ForwardHeadDeg);
        assert!((told - Deviation::ForwardHead.limit()).abs() < 2.0, "{told}");
    }
    assert!(Scorer::new(None).head_at_limit(&picture(&scene(), with(&[]))).is_none());
}

#[test]
fn turned_far_is_unknown_not_bad() {
    let pose = picture(&scene(), with(&[(state::HEAD_YAW, 0.8), (state::NECK, 0.3)]));
    let measured = measure(&pose, &reference());
    assert_eq!(measured.get(Metric::ForwardHeadDeg).why(), Some(Why::NotFrontal));
    assert!(measured.get(Metric::HeadYawDeg).known().is_some());
}

#[test]
fn without_a_neutral_only_the_absolute_is_told() {
    let pose = picture(&scene(), [0.0; STATES]);
    let (measured, assessment, _) = Scorer::default().score(Mono(0.0), &Reading::Known(pose));
    assert_eq!(assessment.state, State::Unknown(Why::NoNeutral));
    assert_eq!(measured.get(Metric::ForwardHeadDeg).why(), Some(Why::NoNeutral));
    let distance = measured.get(Metric::DistanceMm).known().unwrap();
    let true_distance = scene().eye_distance(&Posture([0.0; STATES])) as f32;
    assert!((distance.value - true_distance).abs() < distance.uncertainty, "{distance:?} of {true_distance}");
}

#[test]
fn a_calibration_refuses_what_is_no_neutral() {
    let mut turned = Calibrator::default();
    let mut restless = Calibrator::default();
    let mut empty = Calibrator::default();
    for i in 0..20 {
        let at = Mono(f64::from(i) * 0.5);
        turned.add(at, &Reading::Known(picture(&scene(), with(&[(state::HEAD_YAW, 0.6)]))));
        let aside = with(&[(state::CHAIR_X, f64::from(i % 5) * 40.0)]);
        let told = restless.add(at, &Reading::Known(picture(&scene(), aside)));
        assert_eq!(matches!(told, Some(Refusal::NotStill { .. })), i > 0, "said while it happens");
        empty.add(at, &Reading::Unknown(Why::Nobody));
    }
    assert_eq!(turned.finish(), Err(Refusal::Turned));
    assert!(matches!(restless.finish(), Err(Refusal::NotStill { .. })));
    assert_eq!(empty.finish(), Err(Refusal::NotSeen(Why::Nobody)));
    assert_eq!(Calibrator::default().finish(), Err(Refusal::TooShort));
}

#[test]
fn a_held_forward_head_is_found_after_three_seconds_and_leaves_with_hysteresis() {
    let mut scorer = Scorer::new(Some(&neutral()));
    let mut states = Vec::new();
    for i in 0..150 {
        let t = f64::from(i) * 0.2;
        let neck = if (5.0..15.0).contains(&t) { 0.25 } else { 0.0 };
        let pose = picture(&scene(), with(&[(state::NECK, neck)]));
        states.push((t, scorer.score(Mono(t), &Reading::Known(pose)).1.state));
    }
    let forward = State::Deviating(Deviation::ForwardHead);
    let first = states.iter().find(|(_, s)| *s == forward).unwrap().0;
    assert!((8.0..9.0).contains(&first), "found at {first}");
    let last = states.iter().rfind(|(_, s)| *s == forward).unwrap().0;
    assert!((16.0..17.5).contains(&last), "left at {last}");
    assert_eq!(states[10].1, State::Neutral);
    // A cough is no posture: under three seconds nothing is found.
    let mut scorer = Scorer::new(Some(&neutral()));
    for i in 0..50 {
        let t = f64::from(i) * 0.2;
        let neck = if (5.0..7.0).contains(&t) { 0.25 } else { 0.0 };
        let pose = picture(&scene(), with(&[(state::NECK, neck)]));
        assert_eq!(scorer.score(Mono(t), &Reading::Known(pose)).1.state, State::Neutral);
    }
}

#[test]
fn time_without_a_picture_is_no_time_in_a_posture() {
    let mut scorer = Scorer::new(Some(&neutral()));
    let forward = Reading::Known(picture(&scene(), with(&[(state::NECK, 0.25)])));
    assert_eq!(scorer.score(Mono(0.0), &forward).1.state, State::Neutral);
    assert_eq!(scorer.score(Mono(600.0), &forward).1.state, State::Neutral);
    let away = scorer.score(Mono(601.0), &Reading::Unknown(Why::Nobody)).1;
    assert_eq!(away.state, State::Unknown(Why::Nobody));
    assert_eq!(away.score, Reading::Unknown(Why::Nobody));
}

#[test]
fn the_errors_of_the_views_hardly_reach_the_verdict_and_a_movement_does_at_once() {
    let postures = [0.05, 0.25].map(|neck| picture(&scene(), with(&[(state::NECK, neck)])));
    let [before, after] = postures.each_ref().map(|pose| value(pose, Metric::ForwardHeadDeg));
    let (mut raw_squares, mut steady_squares) = (0.0, 0.0);
    for seed in 0..20 {
        let mut noise = Noise(seed);
        // One percent of the shoulder width, different in each of four views.
        let views: Vec<[[f32; 2]; POINTS]> =
            (0..4).map(|_| [0; POINTS].map(|_| [0; 2].map(|_| noise.next(2.0) as f32))).collect();
        let mut scorer = Scorer::new(Some(&neutral()));
        for (frame, view) in views.iter().cycle().take(14).enumerate() {
            let mut pose = postures[usize::from(frame >= 12)].clone();
            for (joint, [x, y]) in JOINTS.into_iter().zip(view) {
                let point = &mut pose.keypoints[joint].as_mut().unwrap().point_in_image;
                *point = [point[0] + x, point[1] + y];
            }
            let raw = value(&pose, Metric::ForwardHeadDeg);
            let (measured, _, _) = scorer.score(Mono(frame as f64 * 0.5), &Reading::Known(pose));
            let told = measured.get(Metric::ForwardHeadDeg).known().unwrap().value;
            if (4..12).contains(&frame) {
                raw_squares += (raw - before).powi(2);
                steady_squares += (told - before).powi(2);
            } else if frame == 13 {
                // Half a second after the first picture of the new posture.
                assert!((told - after).abs() < 0.25 * (before - after), "{told} of {after}");
            }
        }
    }
    assert!(steady_squares < 0.36 * raw_squares, "{}", (steady_squares / raw_squares).sqrt());
}

fn posture_strategy() -> impl Strategy<Value = [f64; STATES]> {
    (
        -0.15..0.2_f64,
        -0.05..0.15_f64,
        -0.05..0.3_f64,
        -10.0..40.0_f64,
        -4.0..8.0_f64,
        (-60.0..60.0_f64, -50.0..60.0_f64),
        (-0.3..0.3_f64, -0.2..0.4_f64, -0.15..0.15_f64),
        (-0.15..0.15_f64, -0.08..0.08_f64),
    )
        .prop_map(|(lean, slump, neck, protraction, shrug, (x, z), (yaw, pitch, roll), (turn, side))| {
            [lean, slump, neck, protraction, shrug, x, 0.0, z, yaw, pitch, roll, turn, side]
        })
}

/// Metrics that a mirror turns round; the others it leaves.
const SIGNED: [Metric; 3] = [Metric::HeadYawDeg, Metric::HeadRollDeg, Metric::ShoulderTiltDeg];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_mirror_changes_only_the_sides(posture in posture_strategy()) {
        let scene = Scene { camera: [0.0, 830.0, 700.0], ..scene() };
        let still = picture(&scene, [0.0; STATES]);
        let pose = picture(&scene, posture);
        let a = measure(&pose, &Reference { is_neutral: true, ..Reference::of_pose(&still).known().unwrap() });
        let b = measure(&mirrored(&pose), &Reference { is_neutral: true, ..Reference::of_pose(&mirrored(&still)).known().unwrap() });
        for metric in Metric::ALL {
            match (a.get(metric), b.get(metric)) {
                (Reading::Known(a), Reading::Known(b)) => {
                    let expected = if SIGNED.contains(&metric) { -a.value } else { a.value };
                    prop_assert!((b.value - expected).abs() < 0.05, "{:?}: {} and {}", metric, a.value, b.value);
                }
                (a, b) => prop_assert_eq!(a.why(), b.why()),
            }
        }
    }

    #[test]
    fn the_size_of_the_picture_does_not_matter(posture in posture_strategy(), factor in 0.8..3.0_f32) {
        let grown = |pose: &Pose| {
            let mut pose = changed(pose, |[x, y]| [x * factor, y * factor]);
            pose.image_size = [(640.0 * factor) as u32, (480.0 * factor) as u32];
            pose
        };
        let (still, pose) = (picture(&scene(), [0.0; STATES]), picture(&scene(), posture));
        let a = measure(&pose, &Reference { is_neutral: true, ..Reference::of_pose(&still).known().unwrap() });
        let b = measure(&grown(&pose), &Reference { is_neutral: true, ..Reference::of_pose(&grown(&still)).known().unwrap() });
        for metric in Metric::ALL {
            if let (Reading::Known(a), Reading::Known(b)) = (a.get(metric), b.get(metric)) {
                let tolerance = if metric == Metric::DistanceMm { 4.0 } else { 0.3 };
                prop_assert!((a.value - b.value).abs() < tolerance, "{:?}: {} and {}", metric, a.value, b.value);
            }
        }
    }

    #[test]
    fn sitting_elsewhere_in_the_picture_is_no_deviation(x in -60.0..60.0_f32, y in -15.0..15.0_f32) {
        let moved = changed(&picture(&scene(), [0.0; STATES]), |[px, py]| [px + x, py + y]);
        let measured = measure(&moved, &reference());
        if let Reading::Known(forward) = measured.get(Metric::ForwardHeadDeg) {
            prop_assert!(forward.value > Deviation::ForwardHead.limit(), "moved by {} {}: {:?}", x, y, forward);
        }
    }

    #[test]
    fn more_of_a_forward_head_never_scores_better(neck in 0.0..0.3_f64, more in 0.005..0.1_f64, lean in -0.1..0.1_f64) {
        let score = |neck| {
            let mut scorer = Scorer::new(Some(&neutral()));
            let pose = picture(&scene(), with(&[(state::NECK, neck), (state::LEAN, lean)]));
            scorer.score(Mono(0.0), &Reading::Known(pose)).1.score
        };
        if let (Reading::Known(less), Reading::Known(worse)) = (score(neck), score(neck + more)) {
            // The causes that remain possible take turns; that moves the mean a little.
            prop_assert!(worse <= less + 1.0, "{} after {}", worse, less);
        }
    }

    #[test]
    fn a_hidden_point_makes_it_unknown_or_agrees_within_the_uncertainty(posture in posture_strategy(), hidden in 0..POINTS) {
        let pose = picture(&scene(), posture);
        let mut covered = pose.clone();
        covered.keypoints[JOINTS[hidden]].as_mut().unwrap().confidence = 0.1;
        let (open, covered) = (measure(&pose, &reference()), measure(&covered, &reference()));
        if SHOULDERS.contains(&hidden) {
            prop_assert!(covered.get(Metric::ForwardHeadDeg).why().is_some());
        }
        if let (Reading::Known(a), Reading::Known(b)) = (open.get(Metric::ForwardHeadDeg), covered.get(Metric::ForwardHeadDeg)) {
            prop_assert!((a.value - b.value).abs() <= a.uncertainty + b.uncertainty, "{:?} and {:?}", a, b);
        }
    }

    #[test]
    fn garbage_is_measured_without_a_panic(points in prop::collection::vec((prop::num::f32::ANY, prop::num::f32::ANY, prop::num::f32::ANY), POINTS)) {
        let mut pose = picture(&scene(), [0.0; STATES]);
        for (joint, (x, y, confidence)) in JOINTS.into_iter().zip(points) {
            pose.keypoints[joint] = Some(Keypoint { point_in_image: [x, y], confidence });
        }
        for measured in [measure(&pose, &reference()), Scorer::default().score(Mono(0.0), &Reading::Known(pose.clone())).0] {
            for (_, reading) in measured.0 {
                if let Reading::Known(estimate) = reading {
                    prop_assert!(estimate.value.is_finite() && estimate.uncertainty.is_finite());
                }
            }
        }
        let mut calibrator = Calibrator::default();
        for i in 0..12 {
            calibrator.add(Mono(f64::from(i)), &Reading::Known(pose.clone()));
        }
        let _outcome = calibrator.finish();
    }
}
