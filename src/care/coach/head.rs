//! Movements of the head: how it is turned, nodded and tilted against its baseline.
//!
//! Against the baseline of this exercise, and not against the calibrated neutral: an exercise is often done in another
//! seat, and before there is a neutral.

use super::{
    motion::Motion,
    state::{Hint, Side},
    track::{Baseline, EARS, EYES, SHOULDERS, Track, WRISTS, distance},
};
use crate::posture::{Joint, Reading, Why, between};

/// Between the tragi and between the pupils, and from the middle of each to the tip of the nose, in mm: an adult of average
/// build, as in `posture/body.rs`.
const EARS_MM: f32 = 154.0;
const EYES_MM: f32 = 63.0;
const EARS_TO_NOSE_MM: f32 = 114.0;
const EYES_TO_NOSE_MM: f32 = 58.0;
/// Of a head that is turned and nodded by 25 degrees each.
const TYPICAL_COSINE: f32 = 0.82;
/// Focal length over the width of the picture: a horizontal field of view of 65 degrees, usual for webcams.
const FOCAL_LENGTH_IN_WIDTHS: f32 = 0.785;

const TILT_DEG: f32 = 20.0;
const TILT_MAX_DEG: f32 = 45.0;
const LEVEL_SHOULDERS_DEG: f32 = 8.0;
/// 15 degrees, and what a tilted head adds to the estimate.
const TILT_MAX_YAW_DEG: f32 = 20.0;

/// 30 and 20 degrees, less the fifth by which the estimates err near the camera.
const LEVATOR_YAW_DEG: f32 = 24.0;
const LEVATOR_PITCH_DEG: f32 = 16.0;
/// 45 degrees, and the error of a turn that far.
const LEVATOR_MAX_YAW_DEG: f32 = 55.0;

/// How the head is held against the baseline, in degrees.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_field_names, reason = "every name has its unit")]
pub(super) struct Attitude {
    /// Positive to the person's left.
    pub(super) yaw_deg: f32,
    /// Positive down.
    pub(super) pitch_deg: f32,
    /// Positive towards the person's right shoulder.
    roll_deg: f32,
}

impl Attitude {
    pub(super) fn read(track: &Track, base: &Baseline) -> Reading<Self> {
        let of_ears = Self::about(track, base, EARS, EARS_TO_NOSE_MM);
        // A head that is turned far hides an ear.
        if of_ears.why().is_some() { Self::about(track, base, EYES, EYES_TO_NOSE_MM) } else { of_ears }
    }

    fn about(track: &Track, base: &Baseline, pair: [Joint; 2], nose_from_pair_mm: f32) -> Reading<Self> {
        let read =
            track.pair(pair).and_then(|pair_now| track.point(Joint::Nose).map(|nose| (pair_now, nose)));
        let (pair_now, nose) = match read {
            Reading::Known(read) => read,
            Reading::Unknown(why) => return Reading::Unknown(why),
        };
        let then = base.pair(pair).known().zip(base.point(Joint::Nose).known());
        let Some((then, px_per_mm)) = then.zip(px_per_mm(base)) else {
            return Reading::Unknown(Why::LowConfidence);
        };
        let (pair_then, nose_then) = then;
        let focal_px = FOCAL_LENGTH_IN_WIDTHS * track.picture_width().max(1.0);
        // The nose is nearer to the camera than what it is measured from, and looks as much larger.
        let nearness = nose_from_pair_mm * px_per_mm / focal_px;
        let direction = |pair, nose, ahead: f32| {
            let length_px = nose_from_pair_mm * px_per_mm / (1.0 - (ahead * nearness).min(0.5));
            let [x, y] = in_head(pair, nose);
            let pitch = (y / length_px).clamp(-1.0, 1.0).asin();
            let yaw = (x / (length_px * pitch.cos().max(0.3))).clamp(-1.0, 1.0).asin();
            [yaw, pitch]
        };
        let [yaw, pitch] = direction(pair_now, nose, TYPICAL_COSINE);
        let [yaw_then, pitch_then] = direction(pair_then, nose_then, 1.0);
        // A head that moves aside or down is seen from another side: that is no turn and no nod.
        let ([x_now, y_now], [x_then, y_then]) = (middle(pair_now), middle(pair_then));
        let yaw = yaw - yaw_then - (x_now - x_then) / focal_px;
        let pitch = pitch - pitch_then - (y_now - y_then) / focal_px;
        let roll = angle(pair_then) - angle(pair_now);
        Reading::Known(Self {
            yaw_deg: yaw.to_degrees(),
            pitch_deg: pitch.to_degrees(),
            roll_deg: roll.to_degrees(),
        })
    }

    /// The turn to a side.
    fn yaw_to(self, side: Side) -> f32 {
        if side == Side::Left { self.yaw_deg } else { -self.yaw_deg }
    }

    /// The tilt to a side.
    fn roll_to(self, side: Side) -> f32 {
        if side == Side::Right { self.roll_deg } else { -self.roll_deg }
    }
}

/// From the camera to the face, in mm.
pub(super) fn distance_mm(track: &Track, base: &Baseline) -> Option<f32> {
    px_per_mm(base).map(|px| FOCAL_LENGTH_IN_WIDTHS * track.picture_width() / px)
}

/// Pixels of a millimetre at the face.
fn px_per_mm(base: &Baseline) -> Option<f32> {
    let eyes = base.pair(EYES).known().map(|[left, right]| distance(left, right));
    let ears = base.pair(EARS).known().map(|[left, right]| distance(left, right));
    match (eyes, ears) {
        (Some(eyes), Some(ears)) => Some((eyes + ears) / (EYES_MM + EARS_MM)),
        (Some(eyes), None) => Some(eyes / EYES_MM),
        (None, Some(ears)) => Some(ears / EARS_MM),
        (None, None) => None,
    }
    .filter(|px| *px > 0.0)
}

/// The nose from the middle of a pair of points, in the axes of that pair.
fn in_head(pair: [[f32; 2]; 2], [nose_x, nose_y]: [f32; 2]) -> [f32; 2] {
    let [middle_x, middle_y] = middle(pair);
    let (sin, cos) = angle(pair).sin_cos();
    let (x, y) = (nose_x - middle_x, nose_y - middle_y);
    [cos * x + sin * y, cos * y - sin * x]
}

pub(super) fn middle([left, right]: [[f32; 2]; 2]) -> [f32; 2] {
    between(left, right)
}

/// Of the line from right to left, in radians; 0 is level.
fn angle([[left_x, left_y], [right_x, right_y]]: [[f32; 2]; 2]) -> f32 {
    (left_y - right_y).atan2(left_x - right_x)
}

/// What the shoulders did: moved up, moved at all, each in shoulder widths; grew; tilted, in degrees.
pub(super) struct ShoulderMoves {
    pub(super) up: f32,
    pub(super) away: f32,
    pub(super) growth: f32,
    pub(super) tilt_deg: f32,
}

/// How the shoulders moved from the baseline.
pub(super) fn shoulder_moves(track: &Track, base: &Baseline) -> Reading<ShoulderMoves> {
    track.pair(SHOULDERS).and_then(|now| {
        base.pair(SHOULDERS).map(|then| {
            let (here, there) = (middle(now), middle(then));
            let ([_, y], [_, y_then]) = (here, there);
            let [left, right] = now;
            ShoulderMoves {
                up: (y_then - y) / base.width,
                away: distance(here, there) / base.width,
                growth: distance(left, right) / base.width - 1.0,
                tilt_deg: (angle(now) - angle(then)).to_degrees(),
            }
        })
    })
}

/// The head tilts to a side, the shoulders stay level.
pub(super) fn upper_trapezius(track: &Track, base: &Baseline, side: Side) -> Reading<Motion> {
    Attitude::read(track, base).map(|attitude| {
        let tilt_deg = attitude.roll_to(side);
        let shoulders_tilt_deg = shoulder_moves(track, base).known().map_or(0.0, |moves| moves.tilt_deg);
        let fault = if tilt_deg < -TILT_DEG / 2.0 {
            Some(Hint::OtherSide)
        } else if tilt_deg < TILT_DEG / 2.0 {
            None
        } else if tilt_deg > TILT_MAX_DEG {
            Some(Hint::NotSoFar)
        } else if shoulders_tilt_deg.abs() > LEVEL_SHOULDERS_DEG {
            Some(Hint::ShouldersLevel)
        } else if attitude.yaw_deg.abs() > TILT_MAX_YAW_DEG {
            Some(Hint::LookAhead)
        } else {
            None
        };
        Motion { amount: tilt_deg / TILT_DEG, fault }
    })
}

/// The head is turned to a side and nodded, as if to smell the armpit; a hand lies on it.
pub(super) fn levator_scapulae(track: &Track, base: &Baseline, side: Side) -> Reading<Motion> {
    Attitude::read(track, base).map(|attitude| {
        let yaw_deg = attitude.yaw_to(side);
        let amount = (yaw_deg / LEVATOR_YAW_DEG).min(attitude.pitch_deg / LEVATOR_PITCH_DEG);
        // A hand on the head is often out of the picture; only where both hands are seen, neither may lie elsewhere.
        let face_y = track.pair(EYES).known().map(|eyes| middle(eyes)[1]);
        let hand_is_elsewhere = track.pair(WRISTS).known().zip(face_y).is_some_and(|(wrists, face_y)| {
            wrists.iter().all(|[_, wrist_y]| *wrist_y > face_y + 0.2 * base.width)
        });
        let fault = if yaw_deg < -LEVATOR_YAW_DEG / 2.0 && attitude.pitch_deg > LEVATOR_PITCH_DEG / 2.0 {
            Some(Hint::OtherSide)
        } else if yaw_deg > LEVATOR_MAX_YAW_DEG {
            Some(Hint::NotSoFar)
        } else if amount > 0.8 && hand_is_elsewhere {
            Some(Hint::HandOnHead)
        } else {
            None
        };
        Motion { amount, fault }
    })
}
