//! Which keypoints of a pose can be used, and how precise each is.

use std::ops::Range;

use super::{
    body::{OBSERVATIONS, POINTS, Projection},
    pose::{Joint, Pose},
    reading::{Reading, Why},
};

/// The joints that the body model explains, in its order.
pub(super) const JOINTS: [Joint; POINTS] = [
    Joint::Nose,
    Joint::LeftEye,
    Joint::RightEye,
    Joint::LeftEar,
    Joint::RightEar,
    Joint::LeftShoulder,
    Joint::RightShoulder,
    Joint::LeftGlenohumeral,
    Joint::RightGlenohumeral,
    Joint::JugularNotch,
];

/// The first of them are the head's.
pub(super) const HEAD_JOINTS: usize = 5;

/// Below this a point is a guess. `MoveNet` gives .49-.75 on people and at most .27 on empty scenes, and its own
/// examples draw points from .3.
pub(super) const MIN_CONFIDENCE: f32 = 0.3;
/// A shoulder nearer to the edge than this share of the picture's size may be cut off.
const EDGE: f32 = 0.01;
/// Eyes closer together than this: a keypoint error of one pixel is more than 5 % of the scale.
const MIN_EYE_DISTANCE_PX: f32 = 16.0;

/// Standard deviations of a keypoint about its place on the body, as a share of the shoulder width. `MoveNet`'s, the
/// mean of four looks (`steady.rs`) with the head corrected, on rendered people whose true points are known and
/// with the person held out, are 0.6 % (face), 0.7 % (height of the ears), 1.7 and 1.0 % (joints of the shoulders, x
/// and y), 1.1 % (height of the notch); a little more is assumed, because people look more different than these do.
/// Along x a shoulder is the less certain the more the arm moves, and arms move all day.
const FACE_NOISE: f64 = 0.008;
const EAR_NOISE: f64 = 0.012;
const SHOULDER_NOISE: [f64; 2] = [0.04, 0.014];
const GLENOHUMERAL_NOISE: [f64; 2] = [0.025, 0.014];
const JUGULAR_NOTCH_NOISE: [f64; 2] = [0.012, 0.02];

/// Where [`JOINTS`] has the outline of the shoulders, and where their joints and the notch between them.
pub(super) const SHOULDERS: Range<usize> = 5..7;
const SHOULDER_JOINTS: Range<usize> = 7..10;

/// What the solver is given of one pose.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Observation {
    /// Pixels x, y of the points of the body model.
    pub(super) points: Projection,
    /// 1 / standard deviation of each coordinate in pixels; 0 where the point is not to be used.
    pub(super) precision: [f64; OBSERVATIONS],
    /// Why the head cannot be measured, if so.
    pub(super) head: Option<Why>,
    /// Why the shoulders cannot be measured, if so.
    pub(super) shoulders: Option<Why>,
    /// Whether both shoulder joints and the jugular notch are seen.
    pub(super) has_joints: bool,
}

impl Observation {
    /// With the joints of the shoulders and the notch, or else with the outline of the shoulders: one says nothing
    /// that the other does not.
    pub(super) fn of_shoulders(mut self, joints: bool) -> Self {
        let left_out = if joints { SHOULDERS } else { SHOULDER_JOINTS };
        for cell in self.precision.iter_mut().skip(2 * left_out.start).take(2 * left_out.len()) {
            *cell = 0.0;
        }
        self
    }
}

/// Chooses the usable keypoints. `Unknown` when not even a head can be made of them.
pub(super) fn observe(pose: &Pose) -> Reading<Observation> {
    let seen = JOINTS.map(|joint| usable_point(pose, joint));
    let [nose, left_eye, right_eye, left_ear, right_ear, left_shoulder, right_shoulder, joints @ ..] = seen;
    // The head's place and attitude need one point ahead and two beside; both eyes give the scale.
    let head = left_eye.and_then(|l| right_eye.and_then(|r| nose.map(|_| (l, r))));
    let (l, r) = match head {
        Reading::Known(eyes) => eyes,
        Reading::Unknown(why) => return Reading::Unknown(why),
    };
    let ears_hidden = left_ear.why().is_some() && right_ear.why().is_some();
    let eye_distance = (l[0] - r[0]).hypot(l[1] - r[1]);
    let head = if ears_hidden {
        left_ear.why()
    } else {
        (eye_distance < MIN_EYE_DISTANCE_PX).then_some(Why::TooFarAway)
    };
    let shoulders = left_shoulder.why().or(right_shoulder.why());
    // The unit of the noise: the shoulder width, or what it would be for these eyes (63 mm to 350 mm).
    let width = match (left_shoulder, right_shoulder) {
        (Reading::Known(l), Reading::Known(r)) => (l[0] - r[0]).hypot(l[1] - r[1]),
        _ => 0.0,
    }
    .max(4.0 * eye_distance);

    let mut points = [0.0; OBSERVATIONS];
    let mut precision = [0.0; OBSERVATIONS];
    let cells = points.chunks_exact_mut(2).zip(precision.chunks_exact_mut(2));
    for ((cell, weight), (joint, point)) in cells.zip(JOINTS.into_iter().zip(seen)) {
        let Reading::Known([x, y]) = point else { continue };
        cell.copy_from_slice(&[f64::from(x), f64::from(y)]);
        let deviation = match joint {
            Joint::LeftShoulder | Joint::RightShoulder => SHOULDER_NOISE,
            Joint::LeftGlenohumeral | Joint::RightGlenohumeral => GLENOHUMERAL_NOISE,
            Joint::JugularNotch => JUGULAR_NOTCH_NOISE,
            Joint::LeftEar | Joint::RightEar => [EAR_NOISE; 2],
            _ => [FACE_NOISE; 2],
        };
        weight
            .copy_from_slice(&deviation.map(|share| 1.0 / (share * f64::from(width)).max(f64::MIN_POSITIVE)));
    }
    let has_joints = joints.iter().all(|joint| joint.known().is_some());
    Reading::Known(Observation { points, precision, head, shoulders, has_joints })
}

/// The point of a joint that is seen clearly and inside the picture.
pub(super) fn usable_point(pose: &Pose, joint: Joint) -> Reading<[f32; 2]> {
    pose.point(joint, MIN_CONFIDENCE).and_then(|point| {
        let inside = point.iter().zip(pose.image_size).all(|(&at, size)| {
            let margin = EDGE * size as f32;
            at.is_finite() && at >= margin && at <= size as f32 - margin
        });
        if inside { Reading::Known(point) } else { Reading::Unknown(Why::OutOfFrame) }
    })
}
