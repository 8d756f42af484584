//! How a figure stands, in numbers that can be written down and blended.

use super::space::{Vec3, vec3};

/// How a figure stands. Points are in metres from the floor's middle (x to its left, y up, z forward), angles in degrees.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pose {
    /// Between the hip joints.
    pub(super) pelvis: Vec3,
    /// How far the pelvis is bowed forward: 90 lies on the belly, -90 on the back.
    pub(super) pelvis_deg: f32,
    /// How far the low back is bowed forward.
    pub(super) low_back_deg: f32,
    /// How far the upper back is rounded; less than 0: opened.
    pub(super) upper_back_deg: f32,
    /// How far the trunk is turned to the left.
    pub(super) trunk_turn_deg: f32,
    /// How far the ribs are widened by breath, 0 to 1.
    pub(super) breath: f32,
    /// How far the head has glided forward on a level, in metres.
    pub(super) head_glide: f32,
    /// How far the neck leans forward from where it stands at rest.
    pub(super) neck_deg: f32,
    /// How far the face looks down.
    pub(super) head_nod_deg: f32,
    /// How far it is turned to the left.
    pub(super) head_turn_deg: f32,
    /// How far head and neck are tilted to the left.
    pub(super) head_tilt_deg: f32,
    pub(super) left: Side,
    pub(super) right: Side,
}

/// One side of the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    /// How far the shoulder is lifted, in metres.
    pub(super) shoulder_up: f32,
    /// How far it is drawn forward, in metres.
    pub(super) shoulder_forward: f32,
    /// Where the wrist is, as near as the arm can reach.
    pub(super) wrist: Vec3,
    /// Whither the elbow points.
    pub(super) elbow: Vec3,
    /// Whither the fingers point, where not along the forearm.
    pub(super) fingers: Vec3,
    /// Where the ankle is, as near as the leg can reach.
    pub(super) ankle: Vec3,
    /// Whither the knee points.
    pub(super) knee: Vec3,
    /// How far the toes point down.
    pub(super) foot_deg: f32,
}

/// How many numbers a pose is made of.
pub(super) const CHANNELS: usize = 13 + 2 * Side::CHANNELS;

impl Side {
    const CHANNELS: usize = 18;

    fn mirrored(&self) -> Self {
        Self {
            wrist: self.wrist.mirrored(),
            elbow: self.elbow.mirrored(),
            fingers: self.fingers.mirrored(),
            ankle: self.ankle.mirrored(),
            knee: self.knee.mirrored(),
            ..*self
        }
    }

    fn channels(&mut self) -> [&mut f32; Self::CHANNELS] {
        let [wx, wy, wz] = axes(&mut self.wrist);
        let [ex, ey, ez] = axes(&mut self.elbow);
        let [fx, fy, fz] = axes(&mut self.fingers);
        let [ax, ay, az] = axes(&mut self.ankle);
        let [kx, ky, kz] = axes(&mut self.knee);
        [
            &mut self.shoulder_up,
            &mut self.shoulder_forward,
            wx,
            wy,
            wz,
            ex,
            ey,
            ez,
            fx,
            fy,
            fz,
            ax,
            ay,
            az,
            kx,
            ky,
            kz,
            &mut self.foot_deg,
        ]
    }
}

fn axes(point: &mut Vec3) -> [&mut f32; 3] {
    [&mut point.x, &mut point.y, &mut point.z]
}

impl Pose {
    /// A pose that is the same on both sides.
    fn even(pelvis: Vec3, pelvis_deg: f32, left: Side) -> Self {
        Self {
            pelvis,
            pelvis_deg,
            low_back_deg: 0.0,
            upper_back_deg: 0.0,
            trunk_turn_deg: 0.0,
            breath: 0.0,
            head_glide: 0.0,
            neck_deg: 0.0,
            head_nod_deg: 0.0,
            head_turn_deg: 0.0,
            head_tilt_deg: 0.0,
            right: left.mirrored(),
            left,
        }
    }

    /// Upright, with the arms hanging.
    pub(super) fn standing() -> Self {
        let left = Side {
            wrist: vec3(0.235, 0.845, 0.03),
            elbow: vec3(0.35, 0.0, -1.0),
            ankle: vec3(0.10, 0.08, -0.02),
            knee: vec3(0.0, 0.0, 1.0),
            ..Side::at_rest()
        };
        Self::even(vec3(0.0, 0.908, 0.0), 0.0, left)
    }

    /// On a chair, the hands on the thighs.
    pub(super) fn seated() -> Self {
        let left = Side {
            wrist: vec3(0.16, 0.66, 0.27),
            elbow: vec3(0.5, -0.3, -1.0),
            ankle: vec3(0.12, 0.08, 0.40),
            knee: vec3(0.1, 1.0, 0.6),
            ..Side::at_rest()
        };
        Self::even(vec3(0.0, 0.53, 0.0), 0.0, left)
    }

    /// On the belly, the arms along the body; the head towards z.
    pub(super) fn prone() -> Self {
        let left = Side {
            wrist: vec3(0.28, 0.06, 0.05),
            elbow: vec3(1.0, 0.3, 0.0),
            ankle: vec3(0.11, 0.10, -0.86),
            knee: vec3(0.0, -1.0, 0.0),
            foot_deg: 60.0,
            ..Side::at_rest()
        };
        Self::even(vec3(0.0, 0.13, 0.0), 90.0, left)
    }

    /// On the back, the knees bent; the head towards -z.
    pub(super) fn supine() -> Self {
        let left = Side {
            wrist: vec3(0.30, 0.06, -0.02),
            elbow: vec3(1.0, -0.2, 0.0),
            ankle: vec3(0.12, 0.08, 0.42),
            knee: vec3(0.0, 1.0, 0.3),
            ..Side::at_rest()
        };
        Self::even(vec3(0.0, 0.12, 0.0), -90.0, left)
    }

    fn channels_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        let [x, y, z] = axes(&mut self.pelvis);
        let trunk = [
            x,
            y,
            z,
            &mut self.pelvis_deg,
            &mut self.low_back_deg,
            &mut self.upper_back_deg,
            &mut self.trunk_turn_deg,
            &mut self.breath,
            &mut self.head_glide,
            &mut self.neck_deg,
            &mut self.head_nod_deg,
            &mut self.head_turn_deg,
            &mut self.head_tilt_deg,
        ];
        trunk.into_iter().chain(self.left.channels()).chain(self.right.channels())
    }

    /// The numbers that it is made of, always in the same order.
    pub(super) fn channels(&self) -> [f32; CHANNELS] {
        let mut copy = self.clone();
        let mut channels = [0.0; CHANNELS];
        for (channel, value) in channels.iter_mut().zip(copy.channels_mut()) {
            *channel = *value;
        }
        channels
    }

    /// The pose of these numbers.
    pub(super) fn from_channels(channels: [f32; CHANNELS]) -> Self {
        let mut pose = Self::standing();
        for (value, channel) in pose.channels_mut().zip(channels) {
            *value = channel;
        }
        pose
    }
}

impl Side {
    fn at_rest() -> Self {
        Self {
            shoulder_up: 0.0,
            shoulder_forward: 0.0,
            wrist: vec3(0.0, 0.0, 0.0),
            elbow: vec3(0.0, 0.0, -1.0),
            fingers: vec3(0.0, 0.0, 0.0),
            ankle: vec3(0.0, 0.0, 0.0),
            knee: vec3(0.0, 0.0, 1.0),
            foot_deg: 0.0,
        }
    }
}
