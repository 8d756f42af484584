//! A seated person before a pinhole camera: how seven keypoints move in the picture when the person leans,
//! slumps, glides the head forward, rounds the shoulders, rolls the chair, nods or turns.
//!
//! The joints turn about the places where a body turns: the trunk about the hip, the upper thorax about T8, the
//! neck about C7, the shoulder girdle about the sternoclavicular joints, the head about the atlanto-occipital
//! joint, with the gaze held (the head's own yaw, pitch and roll are those in the room, not against the neck).
//! Sizes are those of an adult of average build (Gordon et al. 2014, US Army anthropometry, rounded); the user's
//! own shoulder width, shoulder height and neck length are estimated from the neutral (`reference.rs`). Because
//! everything is compared with the user's own neutral, an error in a size only scales the result by as much.

use super::geometry::{
    Mat3, Vec3, about_x, about_y, about_z, add, apply, product, scale, sub, x_cross, y_cross, z_cross,
};

/// The keypoints that the model explains: nose, eyes, ears, shoulders, shoulder joints, jugular notch; left before
/// right.
pub(super) const POINTS: usize = 10;
/// Two coordinates of each.
pub(super) const OBSERVATIONS: usize = 2 * POINTS;
/// Degrees of freedom of a posture.
pub(super) const STATES: usize = 13;

/// Millimetres, in body axes with the origin between the hips.
const T8: Vec3 = [0.0, 360.0, -60.0];
const C7: Vec3 = [0.0, 575.0, -60.0];
const ATLANTO_OCCIPITAL: Vec3 = [0.0, 705.0, 25.0];
const STERNOCLAVICULAR_X: f64 = 25.0;
const SHOULDER_Z: f64 = -10.0;
/// From the joint of the left shoulder to the point that a pose model calls the shoulder, which lies on its outline:
/// in 24 pictures of eight rendered people 8 mm (SD 7) further out and 31 mm (SD 8) higher.
const OUTLINE: Vec3 = [8.0, 31.0, 0.0];
/// How far that point follows the joint forward: it stays at the outline (45-51 %, with any one of eight people left
/// out).
const OUTLINE_FOLLOWS: f64 = 0.5;
/// The notch from the height of the shoulder joints, and its place ahead.
const NOTCH_ABOVE_JOINTS: f64 = 20.0;
const NOTCH_Z: f64 = -12.0;
/// Nose, left eye, right eye, left tragus, right tragus from the atlanto-occipital joint, head upright
/// (Frankfurt plane level). Pupils 63 mm apart (SD 3.5).
const HEAD: [Vec3; 5] =
    [[0.0, -8.0, 130.0], [31.5, 28.0, 84.0], [-31.5, 28.0, 84.0], [77.0, 5.0, 17.0], [-77.0, 5.0, 17.0]];
/// The middle between the tragi, from the same joint.
const TRAGUS: Vec3 = [0.0, 5.0, 17.0];

/// One posture, as far as a front camera can see it. Angles in radians, lengths in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Posture(pub(super) [f64; STATES]);

/// Indices into [`Posture`].
pub(super) mod state {
    /// Trunk about the hip, positive towards the screen.
    pub(in super::super) const LEAN: usize = 0;
    /// Upper thorax about T8, positive forward.
    pub(in super::super) const SLUMP: usize = 1;
    /// Neck about C7, positive forward: the forward head.
    pub(in super::super) const NECK: usize = 2;
    /// Acromia ahead of the thorax, mm along their arc.
    pub(in super::super) const PROTRACTION: usize = 3;
    /// Acromia up, mm.
    pub(in super::super) const SHRUG: usize = 4;
    /// Chair to the person's left, mm.
    pub(in super::super) const CHAIR_X: usize = 5;
    /// Chair up, mm.
    pub(in super::super) const CHAIR_Y: usize = 6;
    /// Chair towards the screen, mm.
    pub(in super::super) const CHAIR_Z: usize = 7;
    /// Head to the person's left.
    pub(in super::super) const HEAD_YAW: usize = 8;
    /// Head down.
    pub(in super::super) const HEAD_PITCH: usize = 9;
    /// Head towards the person's right shoulder (the left ear is higher).
    pub(in super::super) const HEAD_ROLL: usize = 10;
    /// Trunk to the person's left.
    pub(in super::super) const TRUNK_YAW: usize = 11;
    /// Trunk tilted to the person's left.
    pub(in super::super) const TRUNK_SIDE: usize = 12;
}

/// The person and the camera: what does not change between two calibrations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scene {
    /// Focal length in pixels.
    pub(super) focal_px: f64,
    /// Middle of the picture.
    pub(super) centre_in_image: [f64; 2],
    /// The camera in body axes of the neutral, mm.
    pub(super) camera: Vec3,
    /// From body axes to the camera's (x right in the picture, y up, z backwards); it looks down a little.
    pub(super) to_camera: Mat3,
    /// Half the distance between the shoulder joints, mm.
    pub(super) half_shoulder_width: f64,
    /// Height of the shoulder joints above the hips, mm.
    pub(super) shoulder_height: f64,
    /// The neck is longer than the average one by so much, mm.
    pub(super) neck_extra: f64,
    /// The head's pitch in the neutral, radians; [`state::HEAD_PITCH`] counts from here.
    pub(super) neutral_head_pitch: f64,
    /// What the neutral's points differ from those of the average body, pixels; zero where a point was not seen.
    pub(super) neutral_offset_px: [f64; OBSERVATIONS],
}

/// Where the seven points are, in pixels x, y, x, y, ...
pub(super) type Projection = [f64; OBSERVATIONS];
/// d projection / d state.
pub(super) type Jacobian = [[f64; STATES]; OBSERVATIONS];

/// The parts of a posture that several functions need.
struct Chain {
    lean: Mat3,
    /// The trunk's turn and side lean, without the lean.
    tilted: Mat3,
    /// All three.
    trunk: Mat3,
    slump: Mat3,
    neck: Mat3,
    head_yaw: Mat3,
    head_pitch: Mat3,
    head_roll: Mat3,
}

impl Chain {
    fn new(scene: &Scene, posture: &Posture) -> Self {
        let [lean, slump, neck, _, _, _, _, _, yaw, pitch, roll, trunk_yaw, trunk_side] = posture.0;
        let lean = about_x(lean);
        let tilted = product(&about_y(trunk_yaw), &about_z(-trunk_side));
        Self {
            lean,
            tilted,
            trunk: product(&tilted, &lean),
            slump: about_x(slump),
            neck: about_x(neck),
            head_yaw: about_y(yaw),
            head_pitch: about_x(pitch + scene.neutral_head_pitch),
            head_roll: about_z(roll),
        }
    }
}

impl Scene {
    /// Where the seven points are in the picture. `None` when a point would be behind the camera.
    pub(super) fn project(&self, posture: &Posture) -> Option<Projection> {
        let mut projection = [0.0; OBSERVATIONS];
        self.visit(posture, &mut |point, at, _| {
            let (pixel, _) = self.pixel(at)?;
            self.place(&mut projection, point, pixel);
            Some(())
        })?;
        Some(projection)
    }

    /// The same with its derivative by every state.
    pub(super) fn linearise(&self, posture: &Posture) -> Option<(Projection, Jacobian)> {
        let mut projection = [0.0; OBSERVATIONS];
        let mut jacobian = [[0.0; STATES]; OBSERVATIONS];
        self.visit(posture, &mut |point, at, velocities| {
            let (pixel, [du, dv]) = self.pixel(at)?;
            self.place(&mut projection, point, pixel);
            let mut rows = jacobian.iter_mut().skip(2 * point);
            for (row, gradient) in rows.by_ref().zip([du, dv]) {
                for (cell, velocity) in row.iter_mut().zip(velocities) {
                    *cell = super::geometry::dot(gradient, *velocity);
                }
            }
            Some(())
        })?;
        Some((projection, jacobian))
    }

    fn place(&self, projection: &mut Projection, point: usize, pixel: [f64; 2]) {
        let cells = projection.iter_mut().zip(self.neutral_offset_px).skip(2 * point);
        for ((cell, offset), value) in cells.zip(pixel) {
            *cell = value + offset;
        }
    }

    /// The pixel of a point in body axes, and the gradient of each coordinate in body axes.
    fn pixel(&self, at: Vec3) -> Option<([f64; 2], [Vec3; 2])> {
        // A face nearer than this cannot be in focus, nor its shoulders in the picture.
        const NEAREST_MM: f64 = 100.0;
        let to_camera = &self.to_camera;
        let [x, y, z] = apply(to_camera, sub(at, self.camera));
        let depth = -z;
        if depth.is_nan() || depth < NEAREST_MM {
            return None;
        }
        let k = self.focal_px / depth;
        let pixel = [self.centre_in_image[0] + k * x, self.centre_in_image[1] - k * y];
        // In camera axes: d(kx) = k dx + k x / depth dz, because depth = -z. Rows of a rotation turn it back.
        let back = |g: Vec3| {
            add(add(scale(to_camera[0], g[0]), scale(to_camera[1], g[1])), scale(to_camera[2], g[2]))
        };
        let du = back([k, 0.0, k * x / depth]);
        let dv = back([0.0, -k, -k * y / depth]);
        Some((pixel, [du, dv]))
    }

    /// Calls `visit` with each point's number, its position and its velocity by every state.
    fn visit(
        &self,
        posture: &Posture,
        visit: &mut impl FnMut(usize, Vec3, &[Vec3; STATES]) -> Option<()>,
    ) -> Option<()> {
        let chain = Chain::new(self, posture);
        let [_, _, _, protraction, shrug, x, y, z, ..] = posture.0;
        let rolled_to = [x, y, z];
        let upper_thorax = product(&chain.trunk, &chain.slump);

        // What hangs on the trunk moves alike with lean, slump, chair, trunk yaw and side lean.
        let carried = |above_t8: Vec3, velocities: &mut [Vec3; STATES]| {
            let before_trunk = add(T8, apply(&chain.slump, above_t8));
            let at = apply(&chain.trunk, before_trunk);
            let leant = apply(&chain.lean, before_trunk);
            velocities[state::LEAN] = apply(&chain.trunk, x_cross(before_trunk));
            velocities[state::SLUMP] = apply(&upper_thorax, x_cross(above_t8));
            velocities[state::TRUNK_SIDE] = scale(apply(&chain.tilted, z_cross(leant)), -1.0);
            velocities[state::TRUNK_YAW] = y_cross(at);
            velocities[state::CHAIR_X] = [1.0, 0.0, 0.0];
            velocities[state::CHAIR_Y] = [0.0, 1.0, 0.0];
            velocities[state::CHAIR_Z] = [0.0, 0.0, 1.0];
            add(at, rolled_to)
        };

        let neck = sub(add(ATLANTO_OCCIPITAL, [0.0, self.neck_extra, 0.0]), C7);
        let mut velocities = [[0.0; 3]; STATES];
        let joint = carried(sub(add(C7, apply(&chain.neck, neck)), T8), &mut velocities);
        velocities[state::NECK] = apply(&upper_thorax, apply(&chain.neck, x_cross(neck)));
        for (point, offset) in HEAD.iter().enumerate() {
            let rolled = apply(&chain.head_roll, *offset);
            let pitched = apply(&chain.head_pitch, rolled);
            let turned = apply(&chain.head_yaw, pitched);
            velocities[state::HEAD_YAW] = y_cross(turned);
            velocities[state::HEAD_PITCH] = apply(&chain.head_yaw, x_cross(pitched));
            velocities[state::HEAD_ROLL] = apply(&chain.head_yaw, apply(&chain.head_pitch, z_cross(rolled)));
            visit(point, add(joint, turned), &velocities)?;
        }

        let radius = self.half_shoulder_width - STERNOCLAVICULAR_X;
        for (first, follows, [out, up, ahead]) in [(5, OUTLINE_FOLLOWS, OUTLINE), (7, 1.0, [0.0; 3])] {
            let (sin, cos) = (follows * protraction / radius).sin_cos();
            for (point, sign) in [(first, 1.0), (first + 1, -1.0)] {
                let shoulder = [
                    sign * (STERNOCLAVICULAR_X + radius * cos + out),
                    self.shoulder_height + shrug + up,
                    SHOULDER_Z + radius * sin + ahead,
                ];
                let mut velocities = [[0.0; 3]; STATES];
                let at = carried(sub(shoulder, T8), &mut velocities);
                let forward = [-sign * follows * sin, 0.0, follows * cos];
                velocities[state::PROTRACTION] = apply(&upper_thorax, forward);
                velocities[state::SHRUG] = apply(&upper_thorax, [0.0, 1.0, 0.0]);
                visit(point, at, &velocities)?;
            }
        }
        let notch = [0.0, self.shoulder_height + NOTCH_ABOVE_JOINTS, NOTCH_Z];
        let mut velocities = [[0.0; 3]; STATES];
        let at = carried(sub(notch, T8), &mut velocities);
        visit(9, at, &velocities)?;
        Some(())
    }

    /// From C7 to the middle of the tragi in the lean-compensated trunk frame: forward and up in mm, with the
    /// gradient of each by every state.
    pub(super) fn tragus_from_c7(&self, posture: &Posture) -> ([f64; 2], [[f64; STATES]; 2]) {
        let chain = Chain::new(self, posture);
        let neck = sub(add(ATLANTO_OCCIPITAL, [0.0, self.neck_extra, 0.0]), C7);
        let bent = apply(&chain.neck, neck);
        let joint = apply(&chain.slump, bent);
        let tragus = apply(&chain.head_pitch, TRAGUS);
        let v = add(joint, tragus);
        let (by_slump, by_neck, by_pitch) =
            (x_cross(joint), apply(&chain.slump, x_cross(bent)), x_cross(tragus));
        let gradient = |axis: fn(Vec3) -> f64| {
            let mut g = [0.0; STATES];
            g[state::SLUMP] = axis(by_slump);
            g[state::NECK] = axis(by_neck);
            g[state::HEAD_PITCH] = axis(by_pitch);
            g
        };
        ([v[2], v[1]], [gradient(|p| p[2]), gradient(|p| p[1])])
    }

    /// Distance from the camera to the middle between the eyes, mm.
    pub(super) fn eye_distance(&self, posture: &Posture) -> f64 {
        let from_camera = self.eyes_from_camera(posture);
        super::geometry::dot(from_camera, from_camera).sqrt()
    }

    /// How far the camera stands above the level of the eyes, seen from them, in radians.
    pub(super) fn camera_above_eyes(&self, posture: &Posture) -> f64 {
        let [x, y, z] = self.eyes_from_camera(posture);
        (-y).atan2(x.hypot(z))
    }

    /// The middle between the eyes from the camera, in body axes, mm.
    fn eyes_from_camera(&self, posture: &Posture) -> Vec3 {
        let mut sum = [0.0; 3];
        let _done: Option<()> = self.visit(posture, &mut |point, at, _| {
            if point == 1 || point == 2 {
                sum = add(sum, scale(at, 0.5));
            }
            Some(())
        });
        sub(sum, self.camera)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn scene() -> Scene {
        Scene {
            focal_px: 500.0,
            centre_in_image: [320.0, 240.0],
            camera: [20.0, 830.0, 700.0],
            to_camera: about_x(0.2),
            half_shoulder_width: 175.0,
            shoulder_height: 540.0,
            neck_extra: 3.0,
            neutral_head_pitch: 0.05,
            neutral_offset_px: [0.0; OBSERVATIONS],
        }
    }

    fn posture() -> Posture {
        Posture([0.1, 0.07, 0.12, 18.0, 4.0, 30.0, -5.0, 25.0, 0.2, 0.15, 0.1, 0.12, -0.06])
    }

    #[test]
    fn derivatives_match_differences() {
        let (_, jacobian) = scene().linearise(&posture()).unwrap();
        let (_, gradients) = scene().tragus_from_c7(&posture());
        for k in 0..STATES {
            let step = if posture().0[k].abs() >= 1.0 { 1e-3 } else { 1e-6 };
            let (mut up, mut down) = (posture(), posture());
            up.0[k] += step;
            down.0[k] -= step;
            let (a, b) = (scene().project(&up).unwrap(), scene().project(&down).unwrap());
            for row in 0..OBSERVATIONS {
                let numeric = (a[row] - b[row]) / (2.0 * step);
                assert!(
                    (numeric - jacobian[row][k]).abs() < 1e-4 * (1.0 + numeric.abs()),
                    "row {row} state {k}: {numeric} against {}",
                    jacobian[row][k]
                );
            }
            let (a, b) = (scene().tragus_from_c7(&up).0, scene().tragus_from_c7(&down).0);
            for axis in 0..2 {
                let numeric = (a[axis] - b[axis]) / (2.0 * step);
                assert!((numeric - gradients[axis][k]).abs() < 1e-4 * (1.0 + numeric.abs()));
            }
        }
    }

    #[test]
    fn a_forward_head_comes_nearer_and_drops_while_the_shoulders_stay() {
        let neutral = scene().project(&Posture([0.0; STATES])).unwrap();
        let mut forward = Posture([0.0; STATES]);
        forward.0[state::NECK] = 0.2;
        let forward = scene().project(&forward).unwrap();
        let eyes = |p: &Projection| (p[2] - p[4]).hypot(p[3] - p[5]);
        assert!(eyes(&forward) > 1.03 * eyes(&neutral), "the face grows");
        assert!(forward[7] > neutral[7] + 5.0, "the ear is lower in the picture");
        assert_eq!(forward[10..], neutral[10..], "the shoulders stay");
    }

    #[test]
    fn nobody_is_behind_the_camera() {
        let mut behind = Posture([0.0; STATES]);
        behind.0[state::CHAIR_Z] = 2000.0;
        assert!(scene().project(&behind).is_none());
    }
}
