//! A puppet of an upper body before a pinhole camera: every joint computed, then seen with the errors of a network.

use enum_map::EnumMap;

use crate::posture::{Joint, Keypoint, Pose, Reading, Why};

/// Numbers that are the same for the same person of the same set (`SplitMix64`: Steele, Lea and Flood 2014, OOPSLA).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// A stream of its own for everyone.
    pub(super) fn of(people: u64, person: u64) -> Self {
        let mut dice = Self(people.wrapping_mul(0xd6e8_feb8_6659_fd93));
        let set = dice.next();
        Self(set ^ Self(person).next())
    }

    /// Another stream that depends on this one.
    fn split(&mut self) -> Self {
        Self(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Between 0 and 1, alike.
    pub(super) fn uniform(&mut self) -> f64 {
        (self.next() >> 40) as f64 / f64::from(1_u32 << 24)
    }

    pub(super) fn between(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * self.uniform()
    }

    /// Normally distributed about 0, with a standard deviation of 1.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}

type Vec3 = [f64; 3];

/// What the puppet does: angles in degrees, lengths in mm. Zero is sitting upright, the hands in the lap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posture {
    /// The neck about C7; negative: back.
    pub(super) neck_deg: f64,
    /// Positive: to the left, down, towards the right shoulder.
    pub(super) yaw_deg: f64,
    pub(super) pitch_deg: f64,
    pub(super) roll_deg: f64,
    pub(super) shrug_mm: f64,
    pub(super) protraction_mm: f64,
    /// Trunk about the hip, forward.
    pub(super) lean_deg: f64,
    /// The whole body: to the left, up, to the camera.
    pub(super) shift_mm: Vec3,
    /// The left arm's and the right arm's.
    pub(super) arms: [ArmPosture; 2],
}

/// Directions of upper arm and forearm: out to the side, up, to the front.
#[derive(Clone, Copy, Debug)]
pub(super) struct ArmPosture {
    pub(super) upper: Vec3,
    pub(super) fore: Vec3,
}

pub(super) const IN_LAP: ArmPosture = ArmPosture { upper: [0.1, -1.0, 0.1], fore: [-0.4, -0.1, 1.0] };
pub(super) const UPRIGHT: Posture = Posture {
    neck_deg: 0.0,
    yaw_deg: 0.0,
    pitch_deg: 0.0,
    roll_deg: 0.0,
    shrug_mm: 0.0,
    protraction_mm: 0.0,
    lean_deg: 0.0,
    shift_mm: [0.0; 3],
    arms: [IN_LAP; 2],
};

/// A person and the camera before it.
#[derive(Clone, Debug)]
pub(super) struct Puppet {
    /// 1: of average size.
    size: f64,
    shoulder_half_mm: f64,
    neck_mm: f64,
    /// From the camera to the trunk, and how far the camera is over the shoulders.
    pub(super) distance_mm: f64,
    camera_height_mm: f64,
    camera_side_mm: f64,
    /// 1: the errors that were measured.
    pub(super) noise: f64,
    drift: EnumMap<Joint, [f64; 2]>,
    dice: Dice,
    last: Option<(f64, Pose)>,
    gap_until: f64,
    /// A share of the time in which nothing is recognised.
    pub(super) gaps: f64,
}

/// Of the shoulder width: what differs between two looks at the same posture, and what stays with it for a second. Two
/// looks of the network at rendered people differ by .77 % on the face; what stays is such that the size of the face
/// over the width of the shoulders scatters by 1 %, as it does over a minute of a rendered session (.6 to 1.0 %). Ears and
/// shoulders are a little worse; elbows and wrists were never measured, and are taken three times as bad.
const LOOK: f64 = 0.0077;
const STAYS: f64 = 0.0025;
const STAYS_SECS: f64 = 1.0;

fn noise_of(joint: Joint) -> f64 {
    match joint {
        Joint::Nose | Joint::LeftEye | Joint::RightEye => 1.0,
        Joint::LeftElbow | Joint::RightElbow | Joint::LeftWrist | Joint::RightWrist => 3.0,
        _ => 1.25,
    }
}

const FOCAL_PX: f64 = 502.0;
const PICTURE: [u32; 2] = [640, 480];

impl Puppet {
    /// A person like many, somewhere before a camera.
    pub(super) fn new(dice: &mut Dice, distance_mm: [f64; 2]) -> Self {
        let mut dice = dice.split();
        let [nearest, farthest] = distance_mm;
        Self {
            size: dice.between(0.9, 1.1),
            shoulder_half_mm: dice.between(155.0, 195.0),
            neck_mm: dice.between(120.0, 145.0),
            distance_mm: dice.between(nearest, farthest),
            camera_height_mm: dice.between(60.0, 320.0),
            camera_side_mm: dice.between(-80.0, 80.0),
            noise: 1.0,
            drift: EnumMap::default(),
            dice,
            last: None,
            gap_until: -1.0,
            gaps: 0.0,
        }
    }

    /// Where every joint is: x to the person's left, y up, z to the front; mm from the middle of the shoulders at C7.
    fn joints(&self, posture: &Posture) -> EnumMap<Joint, Option<Vec3>> {
        let mut joints: EnumMap<Joint, Option<Vec3>> = EnumMap::default();
        let size = self.size;
        // C7 is 35 mm over the joints of the shoulders and 50 behind them.
        let neck = about_x([0.0, self.neck_mm, 85.0], posture.neck_deg);
        let atlas = [0.0, 35.0 + neck[1], -50.0 + neck[2]];
        let mut head = |joint, offset: Vec3| {
            let offset = offset.map(|v| v * size);
            let turned =
                about_y(about_x(about_z(offset, posture.roll_deg), posture.pitch_deg), posture.yaw_deg);
            // Who tilts the head bends the neck as well.
            let aside = -1.2 * posture.roll_deg;
            joints[joint] = Some([atlas[0] + turned[0] + aside, atlas[1] + turned[1], atlas[2] + turned[2]]);
        };
        head(Joint::Nose, [0.0, -8.0, 130.0]);
        head(Joint::LeftEye, [31.5, 28.0, 84.0]);
        head(Joint::RightEye, [-31.5, 28.0, 84.0]);
        head(Joint::LeftEar, [77.0, 5.0, 17.0]);
        head(Joint::RightEar, [-77.0, 5.0, 17.0]);
        joints[Joint::JugularNotch] = Some([0.0, 20.0, 0.0]);
        let radius = self.shoulder_half_mm - 25.0;
        let sides = [
            (1.0, [Joint::LeftGlenohumeral, Joint::LeftShoulder, Joint::LeftElbow, Joint::LeftWrist]),
            (-1.0, [Joint::RightGlenohumeral, Joint::RightShoulder, Joint::RightElbow, Joint::RightWrist]),
        ];
        for ((sign, [joint, outline, elbow, wrist]), arm) in sides.into_iter().zip(posture.arms) {
            let at = |follows: f64| {
                let angle = follows * posture.protraction_mm / radius;
                [sign * (25.0 + radius * angle.cos()), posture.shrug_mm, radius * angle.sin()]
            };
            let shoulder = at(1.0);
            let out = at(0.5);
            joints[joint] = Some(shoulder);
            joints[outline] = Some([out[0] + sign * 8.0, out[1] + 31.0, out[2]]);
            let along = |from: Vec3, direction: Vec3, length: f64| {
                let norm = direction.iter().map(|v| v * v).sum::<f64>().sqrt();
                let [x, y, z] = direction.map(|v| v / norm * length);
                [from[0] + sign * x, from[1] + y, from[2] + z]
            };
            let bend = along(shoulder, arm.upper, 290.0 * size);
            joints[elbow] = Some(bend);
            joints[wrist] = Some(along(bend, arm.fore, 250.0 * size));
        }
        for at in joints.values_mut().flatten() {
            // The hip is half a metre below the shoulders.
            let [x, y, z] = about_x([at[0], at[1] + 500.0, at[2]], posture.lean_deg);
            *at = [x + posture.shift_mm[0], y - 500.0 + posture.shift_mm[1], z + posture.shift_mm[2]];
        }
        joints
    }

    /// What the estimator makes of the puppet at this moment.
    pub(super) fn seen(&mut self, at_secs: f64, posture: &Posture) -> Reading<Pose> {
        let step_secs = self.last.as_ref().map_or(0.1, |(before, _)| at_secs - before);
        if at_secs >= self.gap_until && self.dice.uniform() < self.gaps * step_secs {
            self.gap_until = at_secs + self.dice.between(0.1, 1.2);
        }
        let tilt_deg = (self.camera_height_mm - 150.0).atan2(self.distance_mm).to_degrees();
        let projected = self.joints(posture).map(|_, at| {
            let [x, y, z] = at?;
            let from_camera = [x - self.camera_side_mm, y - self.camera_height_mm, z - self.distance_mm];
            let [x, y, z] = about_x(from_camera, tilt_deg);
            let depth = -z;
            (depth > 50.0).then(|| {
                let [width, height] = PICTURE.map(f64::from);
                // Not mirrored: the person's left is at the right.
                [width / 2.0 + FOCAL_PX * x / depth, height / 2.0 - FOCAL_PX * y / depth]
            })
        });
        let width = match (projected[Joint::LeftShoulder], projected[Joint::RightShoulder]) {
            (Some(left), Some(right)) => (left[0] - right[0]).hypot(left[1] - right[1]),
            _ => 100.0,
        };
        let keeps = (-step_secs / STAYS_SECS).exp();
        let mut pose = Pose { image_size: PICTURE, keypoints: EnumMap::default() };
        for joint in Joint::ALL {
            let Some([x, y]) = projected[joint] else { continue };
            let unit = self.noise * noise_of(joint) * width;
            for drift in &mut self.drift[joint] {
                *drift = keeps * *drift + (1.0 - keeps * keeps).sqrt() * STAYS * self.dice.normal();
            }
            let [drift_x, drift_y] = self.drift[joint];
            let point = [
                x + unit * (drift_x + LOOK * self.dice.normal()),
                y + unit * (drift_y + LOOK * self.dice.normal()),
            ];
            let is_inside = (0.0..640.0).contains(&x) && (0.0..480.0).contains(&y);
            let confidence =
                if is_inside { self.dice.between(0.45, 0.8) } else { self.dice.between(0.0, 0.25) };
            pose.keypoints[joint] =
                Some(Keypoint { point_in_image: point.map(|v| v as f32), confidence: confidence as f32 });
        }
        // The mean of two looks, as the engine has it shortly after a movement.
        let mut mean = pose.clone();
        if let Some((_, before)) = &self.last {
            for (joint, keypoint) in &mut mean.keypoints {
                if let (Some(now), Some(then)) = (keypoint.as_mut(), before.keypoints[joint]) {
                    let [x, y] = then.point_in_image;
                    now.point_in_image =
                        [f32::midpoint(now.point_in_image[0], x), f32::midpoint(now.point_in_image[1], y)];
                }
            }
        }
        self.last = Some((at_secs, pose));
        if at_secs < self.gap_until { Reading::Unknown(Why::LowConfidence) } else { Reading::Known(mean) }
    }
}

/// Positive nods to the front.
fn about_x([x, y, z]: Vec3, degrees: f64) -> Vec3 {
    let (s, c) = degrees.to_radians().sin_cos();
    [x, c * y - s * z, s * y + c * z]
}

/// Positive turns to the person's left.
fn about_y([x, y, z]: Vec3, degrees: f64) -> Vec3 {
    let (s, c) = degrees.to_radians().sin_cos();
    [c * x + s * z, y, c * z - s * x]
}

/// Positive tilts to the person's right: the left ear rises.
fn about_z([x, y, z]: Vec3, degrees: f64) -> Vec3 {
    let (s, c) = degrees.to_radians().sin_cos();
    [c * x - s * y, s * x + c * y, z]
}
