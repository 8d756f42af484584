//! Whole frames of 640x480 while a person is tracked, by both estimators, on the engine of this process
//! (`SITWELL_ENGINE=tract` for pure Rust).
#![expect(clippy::unwrap_used, reason = "a benchmark may end at the first surprise")]

use criterion::{Criterion, criterion_group, criterion_main};
use sitwell::{
    estimator::{EstimatorKind, Models, engine, open},
    frame::Frame,
    time::Mono,
};

fn frame(criterion: &mut Criterion) {
    let image = image::open("tests/people/user.jpg").unwrap().into_rgb8();
    for kind in [EstimatorKind::Movenet, EstimatorKind::Blazepose] {
        let mut estimator = open(kind, &Models::embedded()).unwrap();
        let mut frame = Frame { at: Mono(0.0), index: 0, name: None, image: image.clone() };
        let name = format!("{} on {}", estimator.name(), engine().name());
        criterion.bench_function(&name, |bencher| {
            bencher.iter(|| {
                // As a camera of 10 frames a second, so that the detector runs as often as it would.
                frame.at = frame.at + 0.1;
                assert!(estimator.estimate(&frame).unwrap().known().is_some());
            });
        });
    }
}

criterion_group!(benches, frame);
criterion_main!(benches);
