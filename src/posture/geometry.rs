//! Vectors and rotations in three dimensions.
//!
//! Body axes: x to the person's left, y up, z the way the seated person faces; millimetres. Rotations are
//! right-handed, in radians.

/// A point or direction, x y z.
pub(super) type Vec3 = [f64; 3];

/// Rows of a rotation matrix.
pub(super) type Mat3 = [Vec3; 3];

pub(super) fn add(a: Vec3, b: Vec3) -> Vec3 {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

pub(super) fn sub(a: Vec3, b: Vec3) -> Vec3 {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

pub(super) fn scale(a: Vec3, factor: f64) -> Vec3 {
    [a[0] * factor, a[1] * factor, a[2] * factor]
}

pub(super) fn dot(a: Vec3, b: Vec3) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub(super) fn apply(m: &Mat3, v: Vec3) -> Vec3 {
    [dot(m[0], v), dot(m[1], v), dot(m[2], v)]
}

pub(super) fn product(a: &Mat3, b: &Mat3) -> Mat3 {
    let column = |k: usize| [b[0], b[1], b[2]].map(|row| row.get(k).copied().unwrap_or_default());
    let columns = [column(0), column(1), column(2)];
    a.map(|row| columns.map(|c| dot(row, c)))
}

/// About x: positive nods the upper body towards the camera.
pub(super) fn about_x(angle: f64) -> Mat3 {
    let (s, c) = angle.sin_cos();
    [[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]]
}

/// About y: positive turns to the person's left.
pub(super) fn about_y(angle: f64) -> Mat3 {
    let (s, c) = angle.sin_cos();
    [[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]]
}

/// About z: positive tilts towards the person's right.
pub(super) fn about_z(angle: f64) -> Mat3 {
    let (s, c) = angle.sin_cos();
    [[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]]
}

/// x axis × v: the velocity of v under [`about_x`].
pub(super) fn x_cross(v: Vec3) -> Vec3 {
    [0.0, -v[2], v[1]]
}

/// y axis × v: the velocity of v under [`about_y`].
pub(super) fn y_cross(v: Vec3) -> Vec3 {
    [v[2], 0.0, -v[0]]
}

/// z axis × v: the velocity of v under [`about_z`].
pub(super) fn z_cross(v: Vec3) -> Vec3 {
    [-v[1], v[0], 0.0]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rotations_keep_lengths_and_match_their_velocities(
            angle in -3.0..3.0_f64, x in -500.0..500.0_f64, y in -500.0..500.0_f64, z in -500.0..500.0_f64,
        ) {
            let v = [x, y, z];
            for (rotate, cross) in [
                (about_x as fn(f64) -> Mat3, x_cross as fn(Vec3) -> Vec3),
                (about_y, y_cross),
                (about_z, z_cross),
            ] {
                let turned = apply(&rotate(angle), v);
                prop_assert!((dot(turned, turned) - dot(v, v)).abs() < 1e-6 * (1.0 + dot(v, v)));
                let step = 1e-6;
                let numeric = scale(sub(apply(&rotate(angle + step), v), turned), 1.0 / step);
                let exact = cross(turned);
                prop_assert!(sub(numeric, exact).iter().all(|d| d.abs() < 1e-2));
            }
        }
    }
}
