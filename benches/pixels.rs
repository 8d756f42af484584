//! The pixel work of a frame outside the network: 640x480 to the input of MoveNet.
#![expect(clippy::unwrap_used, reason = "a benchmark may end at the first surprise")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sitwell::estimator::square::{Square, resample};

fn pixels(criterion: &mut Criterion) {
    let image = image::open("tests/people/user.jpg").unwrap().into_rgb8();
    let mut out = Vec::new();
    let whole = Square::around_picture(&image);
    criterion.bench_function("letterbox 640x480 to 192", |bencher| {
        bencher.iter(|| resample(black_box(&image), whole, 192, &mut out));
    });
    let of_a_person = Square::around([320.0, 330.0], 570.0);
    criterion.bench_function("crop 570 px of 640x480 to 192", |bencher| {
        bencher.iter(|| resample(black_box(&image), of_a_person, 192, &mut out));
    });
}

criterion_group!(benches, pixels);
criterion_main!(benches);
