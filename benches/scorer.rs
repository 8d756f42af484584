//! The scorer: one pose to a mean, measurements and verdict.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use enum_map::EnumMap;
use sitwell::{
    posture::{Joint, Keypoint, Neutral, Own, Pose, Reading, Scorer},
    time::Mono,
};

/// Somebody at a desk in a 640x480 picture, as the estimator sees the demo's person.
const POINTS: [(Joint, f32, f32); 10] = [
    (Joint::Nose, 320.9, 204.6),
    (Joint::LeftEye, 345.1, 179.0),
    (Joint::RightEye, 302.7, 176.6),
    (Joint::LeftEar, 389.2, 172.7),
    (Joint::RightEar, 289.1, 170.4),
    (Joint::LeftShoulder, 456.7, 269.3),
    (Joint::RightShoulder, 231.5, 255.9),
    (Joint::LeftGlenohumeral, 450.2, 289.8),
    (Joint::RightGlenohumeral, 236.9, 276.6),
    (Joint::JugularNotch, 340.4, 279.5),
];

fn pose(head_down_px: f32) -> Pose {
    let mut keypoints = EnumMap::default();
    for (joint, x, y) in POINTS {
        let down = if y < 210.0 { head_down_px } else { 0.0 };
        keypoints[joint] = Some(Keypoint { point_in_image: [x, y + down], confidence: 0.7 });
    }
    Pose { image_size: [640, 480], keypoints }
}

fn scorer(criterion: &mut Criterion) {
    let still = pose(0.0);
    let Some(place) = still.place() else { return };
    let neutral = Neutral { pose: still.clone(), place, spread_px: 1.0, samples: 50, own: Own::default() };
    for (name, seen) in [("near the neutral", pose(1.5)), ("head forward", pose(16.0))] {
        criterion.bench_function(&format!("score, {name}"), |bencher| {
            let mut scorer = Scorer::new(Some(&neutral));
            let seen = Reading::Known(seen.clone());
            let mut t = 0.0;
            bencher.iter(|| {
                t += 0.125;
                scorer.score(Mono(t), black_box(&seen))
            });
        });
    }
    criterion.bench_function("fit a new neutral", |bencher| {
        bencher.iter(|| Scorer::new(Some(black_box(&neutral))));
    });
}

criterion_group!(benches, scorer);
criterion_main!(benches);
