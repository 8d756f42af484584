//! Points and directions in the space of a figure: x to its left, y up, z forward, in metres.

use std::ops::{Add, AddAssign, Mul, Sub};

use serde::Deserialize;

/// A point or a direction, in metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "[f32; 3]")]
pub(super) struct Vec3 {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) z: f32,
}

pub(super) const fn vec3(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3 { x, y, z }
}

impl Vec3 {
    pub(super) fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    pub(super) fn cross(self, other: Self) -> Self {
        vec3(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    pub(super) fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    /// The direction of it; of nothing, up.
    pub(super) fn direction(self) -> Self {
        let length = self.length();
        if length > 1e-6 { self * (1.0 / length) } else { vec3(0.0, 1.0, 0.0) }
    }

    /// The part of it that is at a right angle to a direction.
    pub(super) fn across(self, direction: Self) -> Self {
        self - direction * self.dot(direction)
    }

    /// On the other side of the body.
    pub(super) fn mirrored(self) -> Self {
        vec3(-self.x, self.y, self.z)
    }

    pub(super) fn between(self, other: Self, share: f32) -> Self {
        self + (other - self) * share
    }
}

impl From<[f32; 3]> for Vec3 {
    fn from([x, y, z]: [f32; 3]) -> Self {
        vec3(x, y, z)
    }
}

impl Add for Vec3 {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        vec3(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl AddAssign for Vec3 {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Vec3 {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        vec3(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl Mul<f32> for Vec3 {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        vec3(self.x * factor, self.y * factor, self.z * factor)
    }
}

/// How a part of the body stands in space: where its left, its top and its front point to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Basis {
    pub(super) left: Vec3,
    pub(super) up: Vec3,
    pub(super) front: Vec3,
}

impl Basis {
    pub(super) const UPRIGHT: Self =
        Self { left: vec3(1.0, 0.0, 0.0), up: vec3(0.0, 1.0, 0.0), front: vec3(0.0, 0.0, 1.0) };

    /// Bowed forward.
    pub(super) fn bowed(self, deg: f32) -> Self {
        let (sin, cos) = deg.to_radians().sin_cos();
        Self { up: self.up * cos + self.front * sin, front: self.front * cos - self.up * sin, ..self }
    }

    /// Turned to the left.
    pub(super) fn turned(self, deg: f32) -> Self {
        let (sin, cos) = deg.to_radians().sin_cos();
        Self { front: self.front * cos + self.left * sin, left: self.left * cos - self.front * sin, ..self }
    }

    /// Tilted to the left.
    pub(super) fn tilted(self, deg: f32) -> Self {
        let (sin, cos) = deg.to_radians().sin_cos();
        Self { up: self.up * cos + self.left * sin, left: self.left * cos - self.up * sin, ..self }
    }

    /// With its top along a direction and its front as near as can be to another.
    pub(super) fn along(up: Vec3, front: Vec3) -> Self {
        let up = up.direction();
        let front = front.across(up);
        let front = if front.length() > 1e-4 { front } else { vec3(0.0, 0.6, -0.8).across(up) };
        let front = front.direction();
        Self { left: up.cross(front), up, front }
    }

    /// What is said in its own directions, in space.
    pub(super) fn in_space(self, own: Vec3) -> Vec3 {
        self.left * own.x + self.up * own.y + self.front * own.z
    }
}
