//! Closed surfaces of small triangles: what a figure and the things around it are made of.

use super::space::{Basis, Vec3};

/// What a point of a surface is made of; its colour follows from the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Material {
    Skin,
    Hair,
    Shirt,
    Trousers,
    Shoes,
    /// Chairs, walls, mats.
    Thing,
    /// What is held or worked with.
    Tool,
}

/// A closed surface; its triangles run counter-clockwise, seen from outside.
#[derive(Clone, Debug, Default)]
pub(super) struct Surface {
    pub(super) points: Vec<Vec3>,
    pub(super) normals: Vec<Vec3>,
    pub(super) materials: Vec<Material>,
    pub(super) triangles: Vec<[usize; 3]>,
    /// How much nearer to the viewer than its middle it is taken to be, in metres, when surfaces are put in order.
    pub(super) lead: f32,
}

/// A cross-section of a tube.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ring {
    pub(super) centre: Vec3,
    pub(super) basis: Basis,
    /// Half its width and half its depth, in metres.
    pub(super) half: [f32; 2],
    pub(super) material: Material,
}

impl Ring {
    /// The point of the ring in a direction, in radians from its left over its front.
    fn point(&self, angle: f32) -> Vec3 {
        let (sin, cos) = angle.sin_cos();
        self.centre + self.basis.left * (self.half[0] * cos) + self.basis.front * (self.half[1] * sin)
    }
}

impl Surface {
    /// A tube through cross-sections that follow each other upward, closed at both ends.
    pub(super) fn tube(rings: &[Ring], segments: usize) -> Self {
        Self::shaped_tube(rings, segments, |_, _, point| point)
    }

    /// A tube of which every point may be moved; `shape` is told the number of the ring, the direction in radians and
    /// the point.
    pub(super) fn shaped_tube(
        rings: &[Ring],
        segments: usize,
        shape: impl Fn(usize, f32, Vec3) -> Vec3,
    ) -> Self {
        let (Some(first), Some(last)) = (rings.first(), rings.last()) else { return Self::default() };
        let mut surface = Self::default();
        for (number, ring) in rings.iter().enumerate() {
            for segment in 0..segments {
                let angle = std::f32::consts::TAU * segment as f32 / segments as f32;
                surface.points.push(shape(number, angle, ring.point(angle)));
                surface.materials.push(ring.material);
            }
        }
        for lower in 0..rings.len() - 1 {
            for segment in 0..segments {
                let next = (segment + 1) % segments;
                let [a, b] = [lower * segments + segment, lower * segments + next];
                let [c, d] = [a + segments, b + segments];
                surface.triangles.extend([[a, c, b], [b, c, d]]);
            }
        }
        let top = (rings.len() - 1) * segments;
        let [below, above] = [surface.points.len(), surface.points.len() + 1];
        let lids = [surface.points.get(..segments), surface.points.get(top..)]
            .map(|ring| mean(ring.unwrap_or_default()));
        surface.points.extend(lids);
        surface.materials.extend([first.material, last.material]);
        for segment in 0..segments {
            let next = (segment + 1) % segments;
            surface.triangles.extend([[segment, next, below], [top + segment, above, top + next]]);
        }
        surface.find_normals();
        surface
    }

    /// The same without its lower and its upper lid.
    pub(super) fn open(mut self) -> Self {
        let lids = self.points.len().saturating_sub(2);
        self.triangles.retain(|corners| corners.iter().all(|corner| *corner < lids));
        self.find_normals();
        self
    }

    /// The same, taken to be nearer to the viewer.
    pub(super) fn leading(self, lead: f32) -> Self {
        Self { lead, ..self }
    }

    /// A round limb from joint to joint: `profile` gives places along it, 0 to 1, with the radius there; its ends are
    /// rounded.
    pub(super) fn limb(
        [from, to]: [Vec3; 2],
        front: Vec3,
        profile: &[(f32, f32, Material)],
        segments: usize,
    ) -> Self {
        let (Some(&first), Some(&last)) = (profile.first(), profile.last()) else { return Self::default() };
        let basis = Basis::along(to - from, front);
        let ring = |centre, radius: f32, material| Ring { centre, basis, half: [radius; 2], material };
        let cap = |at: Vec3, radius: f32, way: f32, material| {
            [0.97_f32, 0.86, 0.66, 0.36].map(|lift| {
                ring(at + basis.up * (way * radius * lift), radius * (1.0 - lift * lift).sqrt(), material)
            })
        };
        let mut rings: Vec<Ring> = cap(from, first.1, -1.0, first.2).to_vec();
        rings.extend(
            profile.iter().map(|&(along, radius, material)| ring(from.between(to, along), radius, material)),
        );
        let mut end = cap(to, last.1, 1.0, last.2);
        end.reverse();
        rings.extend(end);
        let mut limb = Self::tube(&rings, segments);
        // An end is lit nearly as the limb beside it, so that two limbs at a joint look like one.
        for normal in &mut limb.normals {
            *normal = normal.across(basis.up * 0.8).direction();
        }
        limb
    }

    /// A box with flat sides, in squares of about `grain` metres.
    pub(super) fn cuboid(centre: Vec3, basis: Basis, half: Vec3, material: Material, grain: f32) -> Self {
        let Basis { left, up, front } = basis;
        let [x, y, z] = [left * half.x, up * half.y, front * half.z];
        let mut surface = Self::default();
        for (out, a, b) in
            [(x, y, z), (x * -1.0, z, y), (y, z, x), (y * -1.0, x, z), (z, x, y), (z * -1.0, y, x)]
        {
            surface.add_side(centre + out, [a, b], material, grain);
        }
        surface
    }

    fn add_side(&mut self, centre: Vec3, [a, b]: [Vec3; 2], material: Material, grain: f32) {
        let count = |half: Vec3| ((2.0 * half.length() / grain).ceil() as usize).clamp(1, 12);
        let (columns, rows) = (count(a), count(b));
        let first = self.points.len();
        let normal = a.cross(b).direction();
        for row in 0..=rows {
            for column in 0..=columns {
                let share = |index: usize, of: usize| 2.0 * index as f32 / of as f32 - 1.0;
                self.points.push(centre + a * share(column, columns) + b * share(row, rows));
                self.normals.push(normal);
                self.materials.push(material);
            }
        }
        for row in 0..rows {
            for column in 0..columns {
                let at = first + row * (columns + 1) + column;
                let above = at + columns + 1;
                self.triangles.extend([[at, at + 1, above], [at + 1, above + 1, above]]);
            }
        }
    }

    /// Smooth normals: at every point the mean of the triangles around it.
    #[expect(clippy::indexing_slicing, reason = "a surface's triangles are of its own points")]
    fn find_normals(&mut self) {
        self.normals = vec![Vec3::default(); self.points.len()];
        for &[a, b, c] in &self.triangles {
            let face = (self.points[b] - self.points[a]).cross(self.points[c] - self.points[a]);
            for corner in [a, b, c] {
                self.normals[corner] += face;
            }
        }
        for normal in &mut self.normals {
            *normal = normal.direction();
        }
    }
}

fn mean(points: &[Vec3]) -> Vec3 {
    let sum = points.iter().fold(Vec3::default(), |sum, point| sum + *point);
    sum * (1.0 / points.len().max(1) as f32)
}
