//! With several people in the picture the user is kept, and nobody else ever takes his place.
//!
//! The scenes are put together from two rendered people on a plain wall.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may end at the first surprise, also in what its tests share"
)]

use image::{RgbImage, imageops};
use sitwell::{
    estimator::{EstimatorKind, Models, PoseEstimator, open},
    frame::Frame,
    posture::{Reading, UserPlace, Why},
    time::Mono,
};

/// Somebody cut out of his picture: the columns he fills.
fn person(file: &str, columns: std::ops::Range<u32>) -> RgbImage {
    let image = image::open(format!("tests/people/{file}")).unwrap().into_rgb8();
    imageops::crop_imm(&image, columns.start, 0, columns.len() as u32, image.height()).to_image()
}

fn user() -> RgbImage {
    person("user.jpg", 150..490)
}

fn passer_by(scale: f32) -> RgbImage {
    let whole = person("passer_by.jpg", 140..500);
    let [width, height] = [whole.width(), whole.height()].map(|len| (len as f32 * scale) as u32);
    imageops::resize(&whole, width, height, imageops::FilterType::Triangle)
}

/// A 640x480 picture of a wall with people in front of it, the last one foremost; `left` is where each begins.
fn scene(people: &[(&RgbImage, i64)]) -> RgbImage {
    let mut scene =
        RgbImage::from_fn(640, 480, |x, y| image::Rgb([150 + (x / 64) as u8, 155 + (y / 60) as u8, 165]));
    for (person, left) in people {
        imageops::overlay(&mut scene, *person, *left, 480 - i64::from(person.height()));
    }
    scene
}

/// An estimator with a clock that ticks half a second a frame.
struct Camera {
    estimator: Box<dyn PoseEstimator>,
    now: Mono,
}

impl Camera {
    fn new(kind: EstimatorKind) -> Self {
        Self { estimator: open(kind, &Models::embedded()).unwrap(), now: Mono(0.0) }
    }

    /// What is seen after `secs` of this picture, checked in every frame to be one of the two.
    fn look(&mut self, image: &RgbImage, secs: f64) -> Reading<UserPlace> {
        let end = self.now + secs;
        loop {
            self.now = self.now + 0.5;
            let frame = Frame { at: self.now, index: 0, name: None, image: image.clone() };
            let seen = self.estimator.estimate(&frame).unwrap().map(|pose| pose.place().unwrap());
            if end - self.now < 1e-6 {
                return seen;
            }
        }
    }
}

/// Less than a quarter of a shoulder width apart, and of about the same size.
fn assert_same_place(what: &str, seen: Reading<UserPlace>, user: UserPlace) {
    let Reading::Known(place) = seen else { panic!("{what}: {seen:?}") };
    let ([x, y], [user_x, user_y]) = (place.centre_in_image, user.centre_in_image);
    let ratio = place.size_px / user.size_px;
    let distance = (x - user_x).hypot(y - user_y);
    assert!(distance < 0.25 * user.size_px && (0.8..1.25).contains(&ratio), "{what}: {place:?} for {user:?}");
}

#[test]
fn the_calibrated_user_is_kept_and_found_again() {
    for kind in [EstimatorKind::Movenet, EstimatorKind::Blazepose] {
        let (user, passer_by) = (user(), passer_by(0.95));
        let mut camera = Camera::new(kind);
        let place = camera.look(&scene(&[(&user, 0)]), 1.0).known().unwrap();
        camera.estimator.follow(Some(place));

        let both = scene(&[(&passer_by, 310), (&user, 0)]);
        assert_same_place("with a passer-by", camera.look(&both, 3.0), place);
        let other = scene(&[(&passer_by, 310)]);
        assert_eq!(camera.look(&other, 0.5), Reading::Unknown(Why::SomeoneElse), "{kind:?} at once");
        assert_eq!(camera.look(&other, 15.0), Reading::Unknown(Why::SomeoneElse), "{kind:?} for long");
        assert_same_place("back beside the passer-by", camera.look(&both, 1.0), place);
        assert_eq!(camera.look(&scene(&[]), 2.0), Reading::Unknown(Why::Nobody), "{kind:?} empty");
        assert_same_place("back alone", camera.look(&scene(&[(&user, 20)]), 1.0), place);
    }
}

#[test]
fn somebody_behind_the_empty_chair_is_not_the_user() {
    for kind in [EstimatorKind::Movenet, EstimatorKind::Blazepose] {
        let (user, behind) = (user(), passer_by(0.5));
        let mut camera = Camera::new(kind);
        let place = camera.look(&scene(&[(&user, 150)]), 1.0).known().unwrap();
        camera.estimator.follow(Some(place));
        for left in (0..=460).step_by(92) {
            let seen = camera.look(&scene(&[(&behind, left), (&user, 150)]), 0.5);
            assert_same_place(&format!("{kind:?} passing at {left}"), seen, place);
        }
        let seen = camera.look(&scene(&[(&behind, 230)]), 5.0);
        assert!(matches!(seen, Reading::Unknown(_)), "{kind:?}: {seen:?}");
    }
}

#[test]
fn without_a_calibration_the_first_person_is_followed() {
    for kind in [EstimatorKind::Movenet, EstimatorKind::Blazepose] {
        let (user, passer_by) = (user(), passer_by(0.95));
        let mut camera = Camera::new(kind);
        let place = camera.look(&scene(&[(&user, 0)]), 1.0).known().unwrap();
        assert_same_place("joined", camera.look(&scene(&[(&passer_by, 310), (&user, 0)]), 2.0), place);
        let other = scene(&[(&passer_by, 310)]);
        assert_eq!(camera.look(&other, 2.0), Reading::Unknown(Why::SomeoneElse), "{kind:?}");
        // Whoever sits there long after the first one left is the one to follow.
        assert!(camera.look(&other, 12.0).known().is_some(), "{kind:?}");
    }
}

#[test]
fn unrelated_stills_stand_on_their_own() {
    for kind in [EstimatorKind::Movenet, EstimatorKind::Blazepose] {
        let mut camera = Camera::new(kind);
        assert!(camera.look(&scene(&[(&user(), 0)]), 0.5).known().is_some());
        let elsewhere = scene(&[(&passer_by(0.95), 300)]);
        assert_eq!(camera.look(&elsewhere, 0.5), Reading::Unknown(Why::SomeoneElse), "{kind:?}");
        camera.estimator.forget();
        assert!(camera.look(&elsewhere, 0.5).known().is_some(), "{kind:?}");
    }
}
