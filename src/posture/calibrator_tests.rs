//! What a calibration takes, what it leaves out, what it says of itself, and what stays from the one before.

use enum_map::EnumMap;

use super::{
    body::{Posture, STATES, Scene, state, tests::scene},
    observe::JOINTS,
    steady::tests::Noise,
    *,
};
use crate::time::Mono;

const RATE: f64 = 5.0;

fn picture(scene: &Scene, changes: &[(usize, f64)]) -> Pose {
    let mut posture = [0.0; STATES];
    for &(index, value) in changes {
        posture[index] = value;
    }
    let projection = scene.project(&Posture(posture)).unwrap();
    let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
    for (joint, xy) in JOINTS.into_iter().zip(projection.chunks_exact(2)) {
        let point_in_image = [xy[0] as f32, xy[1] as f32];
        pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 0.8 });
    }
    pose
}

fn noisy(mut pose: Pose, noise: &mut Noise, share: f64) -> Pose {
    let size = f64::from(pose.place().unwrap().size_px);
    for keypoint in pose.keypoints.values_mut().flatten() {
        keypoint.point_in_image = keypoint.point_in_image.map(|v| v + (noise.next(share) * size) as f32);
    }
    pose
}

/// A calibrator after so many seconds of what is seen at each of them.
fn after(secs: f64, seen: impl Fn(f64) -> Reading<Pose>) -> Calibrator {
    let mut calibrator = Calibrator::default();
    for frame in 0..(secs * RATE) as u32 {
        let at = f64::from(frame) / RATE;
        calibrator.add(Mono(at), &seen(at));
    }
    calibrator
}

fn neutral() -> Neutral {
    after(10.0, |_| Reading::Known(picture(&scene(), &[]))).finish().unwrap()
}

#[test]
fn only_seconds_of_sitting_still_count() {
    // Two seconds still, two on the move, two out of the picture, four still.
    let calibrator = after(10.0, |at| match at {
        at if (2.0..4.0).contains(&at) => {
            Reading::Known(picture(&scene(), &[(state::CHAIR_X, 60.0 * (at * RATE % 2.0).round())]))
        }
        at if (4.0..6.0).contains(&at) => Reading::Unknown(Why::Nobody),
        _ => Reading::Known(picture(&scene(), &[])),
    });
    let still = calibrator.still_secs();
    assert!((5.0..=6.0).contains(&still), "{still} s of 6");
    let neutral = calibrator.finish().unwrap();
    assert_eq!(neutral.pose, self::neutral().pose, "what was seen on the move left no trace");
    let share = calibrator.quality(&neutral, None).usable_share;
    assert!((0.5..0.75).contains(&share), "{share}");
}

#[test]
fn who_takes_another_seat_begins_anew_there_and_a_picture_that_errs_changes_nothing() {
    let moved = [(state::CHAIR_X, 80.0)];
    let seat = |at: f64| if at < 5.0 { picture(&scene(), &[]) } else { picture(&scene(), &moved) };
    let calibrator = after(10.0, |at| Reading::Known(seat(at)));
    assert!((3.0..4.5).contains(&calibrator.still_secs()), "{}", calibrator.still_secs());
    assert_eq!(calibrator.finish().unwrap().pose, picture(&scene(), &moved));

    let glitch =
        |at: f64| if (at - 5.0).abs() < 0.1 { picture(&scene(), &moved) } else { picture(&scene(), &[]) };
    let calibrator = after(10.0, |at| Reading::Known(glitch(at)));
    assert!(calibrator.still_secs() > 9.0, "{}", calibrator.still_secs());
}

#[test]
fn a_restless_or_blurred_neutral_is_usable_and_a_quiet_one_is_good() {
    let quality = |share: f64| {
        let mut noise = Noise(7);
        let poses: Vec<Pose> = (0..50).map(|_| noisy(picture(&scene(), &[]), &mut noise, share)).collect();
        let calibrator = after(10.0, |at| Reading::Known(poses[(at * RATE).round() as usize].clone()));
        let neutral = calibrator.finish().unwrap();
        calibrator.quality(&neutral, None)
    };
    let (quiet, restless) = (quality(0.006), quality(0.03));
    assert_eq!([quiet.clarity(), quiet.stillness()], [Grade::Good; 2]);
    assert!(restless.noise > 3.0 * quiet.noise && restless.unrest > 3.0 * quiet.unrest, "{restless:?}");
    assert_eq!(Quality { noise: 0.021, ..quiet.clone() }.clarity(), Grade::Usable);
    assert_eq!(Quality { unrest: 0.031, ..quiet.clone() }.stillness(), Grade::Usable);
    assert_eq!(Quality { usable_share: 0.7, ..quiet }.overall(), Grade::Usable);
}

#[test]
fn in_the_same_seat_what_was_shown_stays_and_the_neck_angle_follows_the_neck() {
    let mut former = neutral();
    former.own.postures[OwnPosture::Slouch] = Some(picture(&scene(), &[(state::SLUMP, 0.15)]));
    former.own.neutral_cva_deg = Some(50.0);
    former.own.field_of_view_deg = Some(70.0);
    former.own.chin_tuck_mm = Some(25.0);

    let mut same = neutral();
    assert!(same.take_over(&former));
    assert_eq!(same.own.postures, former.own.postures);
    assert!((same.own.neutral_cva_deg.unwrap() - 50.0).abs() < 0.5);

    // The new neutral has the head further forward.
    let forward = picture(&scene(), &[(state::NECK, 0.2)]);
    let mut forward = Neutral::of_poses(&[&forward]).known().unwrap();
    assert!(forward.take_over(&former));
    let degrees = forward.own.neutral_cva_deg.unwrap();
    assert!((35.0..45.0).contains(&degrees), "{degrees}");

    let elsewhere = picture(&scene(), &[(state::CHAIR_X, 150.0)]);
    let mut elsewhere = Neutral::of_poses(&[&elsewhere]).known().unwrap();
    assert!(!elsewhere.take_over(&former), "something was left behind");
    assert_eq!(elsewhere.own.postures, EnumMap::default());
    assert_eq!(elsewhere.own.neutral_cva_deg, None);
    assert_eq!((elsewhere.own.field_of_view_deg, elsewhere.own.chin_tuck_mm), (Some(70.0), Some(25.0)));
}

#[test]
fn an_own_posture_must_differ_from_the_neutral() {
    let neutral = neutral();
    let reference = Reference::of_neutral(&neutral).known().unwrap();
    let slouch = picture(&scene(), &[(state::SLUMP, 0.15)]);
    let rounded = picture(&scene(), &[(state::PROTRACTION, 25.0)]);
    assert!(reference.shows(OwnPosture::Slouch, &slouch));
    assert!(reference.shows(OwnPosture::RoundedShoulders, &rounded));
    let mut noise = Noise(3);
    for _ in 0..20 {
        // A median of 25 pictures has a fifth of their noise.
        let still = noisy(neutral.pose.clone(), &mut noise, 0.002);
        assert!(!reference.shows(OwnPosture::Slouch, &still));
        assert!(!reference.shows(OwnPosture::RoundedShoulders, &still));
    }
}

#[test]
fn a_chin_tuck_is_told_in_millimetres() {
    let neutral = neutral();
    let reference = Reference::of_neutral(&neutral).known().unwrap();
    let told =
        |neck: f64| reference.chin_tuck_mm(&picture(&scene(), &[(state::NECK, -neck)])).known().unwrap();
    let then = scene().tragus_from_c7(&Posture([0.0; STATES])).0[0];
    for neck in [0.1, 0.2, 0.3] {
        let mut tucked = [0.0; STATES];
        tucked[state::NECK] = -neck;
        let true_mm = then - scene().tragus_from_c7(&Posture(tucked)).0[0];
        let told = f64::from(told(neck));
        assert!((told - true_mm).abs() < 0.25 * true_mm, "{told} of {true_mm} mm");
    }
    assert!(told(0.0) < *Own::CHIN_TUCK_MM.start(), "{}", told(0.0));
}

fn framing(pose: &Pose) -> Framing {
    Framing::of(&Reading::Known(pose.clone()), None)
}

#[test]
fn the_framing_says_what_to_change() {
    let good = picture(&scene(), &[]);
    assert!(framing(&good).is_good(), "{:?}", framing(&good));
    let aspect =
        |scene: &Scene, changes: &[(usize, f64)], aspect| framing(&picture(scene, changes)).looks[aspect];

    let near = Scene { camera: [20.0, 760.0, 430.0], ..scene() };
    assert_eq!(aspect(&near, &[], Aspect::Distance), Look::Passable(Advice::MoreDistance));
    let far = Scene { camera: [20.0, 900.0, 1400.0], ..scene() };
    assert_eq!(aspect(&far, &[], Aspect::Distance), Look::Passable(Advice::LessDistance));
    assert_eq!(
        aspect(&scene(), &[(state::HEAD_YAW, 0.3)], Aspect::Facing),
        Look::Passable(Advice::FaceCamera)
    );
    assert_eq!(aspect(&scene(), &[(state::HEAD_YAW, 0.5)], Aspect::Facing), Look::Wrong(Advice::FaceCamera));
    // The user's left is at the right of the picture.
    assert_eq!(
        aspect(&scene(), &[(state::CHAIR_X, 220.0)], Aspect::Place),
        Look::Passable(Advice::MoveRight)
    );
    assert_eq!(
        aspect(&scene(), &[(state::CHAIR_X, -220.0)], Aspect::Place),
        Look::Passable(Advice::MoveLeft)
    );

    let without = |joints: &[Joint]| {
        let mut pose = good.clone();
        for joint in joints {
            pose.keypoints[*joint] = None;
        }
        framing(&pose)
    };
    let one_ear = without(&[Joint::LeftEar]);
    assert!(one_ear.is_possible() && !one_ear.is_good());
    assert!(!without(&[Joint::LeftEar, Joint::RightEar]).is_possible());
    assert!(!without(&[Joint::LeftShoulder]).is_possible());
}

#[test]
fn the_framing_knows_a_bad_light_and_an_empty_chair() {
    let nobody = |light| Framing::of(&Reading::Unknown(Why::Nobody), light);
    assert_eq!(nobody(None).looks[Aspect::Face], Look::Wrong(Advice::ComeIntoView));
    assert_eq!(nobody(Some(Why::Covered)).looks[Aspect::Light], Look::Wrong(Advice::UncoverLens));
    assert_eq!(nobody(Some(Why::Backlit)).looks[Aspect::Light], Look::Wrong(Advice::LessLightFromBehind));
    let dim = Framing::of(&Reading::Known(picture(&scene(), &[])), Some(Why::TooDark));
    assert_eq!(dim.looks[Aspect::Light], Look::Passable(Advice::MoreLight));
    assert!(dim.is_possible());
}
