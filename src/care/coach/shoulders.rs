//! Movements of the shoulder girdle: rolls, and the blades drawn together.

use super::{
    head::shoulder_moves,
    motion::{ENTER, LEAVE, Motion},
    state::Hint,
    track::{Baseline, SHOULDER_JOINTS, SHOULDERS, Track, distance},
};
use crate::{
    posture::{Joint, Neutral, OwnPosture, Pose, Reading, Why, between},
    time::Mono,
};

/// Shoulders that rise by this share of their width in a roll; 16 mm of the 30 to 50 that they can.
const ROLL_RISE: f32 = 0.045;
/// How much wider and narrower the shoulders appear in a roll, at least; less is a shrug.
const ROLL_WIDTH: f32 = 0.019;
/// A roll takes 1 to 4 seconds; a little more is as good.
const ROLL_SECS: std::ops::RangeInclusive<f64> = 0.6..=6.0;
/// Shoulders that stay up for longer do not roll.
const MAX_UP_SECS: f64 = 3.0;

/// Shoulders that go round.
#[derive(Clone, Debug, Default)]
pub(super) struct Rolls {
    /// Since the last return: when, how high and how wide the shoulders were.
    loop_points: Vec<(Mono, [f32; 2])>,
    up_since: Option<Mono>,
}

impl Rolls {
    pub(super) fn motion(&mut self, at: Mono, track: &Track, base: &Baseline) -> Reading<Motion> {
        let width = joint_width(track, base);
        shoulder_moves(track, base).and_then(|moves| {
            width.map(|width| {
                let amount = moves.up / ROLL_RISE;
                if amount >= ENTER {
                    self.up_since.get_or_insert(at);
                }
                // Down and waiting, the next roll begins with the last half second of it.
                let kept_secs =
                    if self.up_since.is_some() || amount > LEAVE { *ROLL_SECS.end() } else { 0.5 };
                self.loop_points.retain(|(then, _)| at - *then <= kept_secs);
                self.loop_points.push((at, [moves.up, width]));
                Motion { amount, fault: None }
            })
        })
    }

    /// What keeps the rise and fall that has just ended from being a roll.
    pub(super) fn objection(&mut self, at: Mono) -> Option<Hint> {
        let began = self.loop_points.first().map_or(at, |(began, _)| *began);
        let loop_width = self.loop_width();
        let up_secs = self.up_since.take().map_or(0.0, |since| at - since);
        self.loop_points.clear();
        if at - began < *ROLL_SECS.start() {
            Some(Hint::Slower)
        } else {
            (loop_width < ROLL_WIDTH || up_secs > MAX_UP_SECS).then_some(Hint::MakeCircles)
        }
    }

    /// The width of the ellipse that has the height and the area of the loop; 0 for a line.
    fn loop_width(&self) -> f32 {
        let points = self.loop_points.iter().map(|(_, point)| *point);
        let next = points.clone().cycle().skip(1);
        let doubled_area: f32 = points
            .clone()
            .zip(next)
            .map(|([up, width], [next_up, next_width])| up * next_width - next_up * width)
            .sum();
        let highest = points.clone().map(|[up, _]| up).fold(f32::MIN, f32::max);
        let lowest = points.map(|[up, _]| up).fold(f32::MAX, f32::min);
        let area = doubled_area.abs() / 2.0;
        area / (std::f32::consts::FRAC_PI_4 * (highest - lowest).max(f32::MIN_POSITIVE))
    }
}

/// How much wider the shoulders appear than at the baseline: their joints, where they are seen, otherwise their outline.
fn joint_width(track: &Track, base: &Baseline) -> Reading<f32> {
    let growth = |pair| {
        let width = |[left, right]: [[f32; 2]; 2]| distance(left, right);
        track
            .pair(pair)
            .map(width)
            .and_then(|now| base.pair(pair).map(width).map(|then| now / then.max(1.0) - 1.0))
    };
    let joints = growth(SHOULDER_JOINTS);
    if joints.why().is_some() { growth(SHOULDERS) } else { joints }
}

/// How far the shoulders changed their shape, as the length of [`Shape`], that noise does not make within a second.
const CLEAR: f32 = 0.035;
/// A squeeze is this share of the shown one, or of how far the shoulders came forward when they were rounded.
const SQUEEZE_OF_SHOWN: f32 = 0.6;
/// Drawn back, the shoulders rise by no more, in shoulder widths.
const LIFTED: f32 = 0.04;
const TRUNK_STILL: f32 = 0.1;
/// Seconds of the first squeeze, from which its direction is learnt.
const SHOWN_SECS: f64 = 2.0;

/// What the shoulders do when they go forward or back, in shoulder widths: how much wider their outline and their joints
/// became, and how much lower each is against the notch of the breastbone, which stays.
type Shape = [f32; 4];

/// The shoulders go back along the user's own direction: against that of the calibrated rounded shoulders, or else along
/// that of the first squeeze of this exercise.
#[derive(Clone, Debug, Default)]
pub(super) struct Squeeze {
    direction: Option<Shape>,
    /// Of the first squeeze: since when the shoulders have been elsewhere, the sum of their shifts and its count.
    shown: Option<(Mono, Shape, f32)>,
    waiting_since: Option<Mono>,
}

/// A squeeze that cannot be told from stillness for so long is too faint for this camera.
const FAINT_AFTER_SECS: f64 = 15.0;

impl Squeeze {
    pub(super) fn new(neutral: Option<&Neutral>) -> Self {
        let direction = neutral.and_then(|neutral| {
            let rounded = neutral.own.postures[OwnPosture::RoundedShoulders].as_ref()?;
            let shift = shape(|joint| pose_point(rounded, joint), |joint| pose_point(&neutral.pose, joint))?;
            let back = shift.map(|v| -v);
            (size(&back) >= CLEAR).then_some(back)
        });
        Self { direction, ..Self::default() }
    }

    pub(super) fn motion(&mut self, at: Mono, track: &Track, base: &Baseline) -> Reading<Motion> {
        shoulder_moves(track, base).and_then(|moves| {
            let now = shape(|joint| track.point(joint).known(), |joint| base.point(joint).known());
            let Some(now) = now else { return Reading::Unknown(Why::LowConfidence) };
            let fault = if moves.up > LIFTED {
                Some(Hint::ShouldersDown)
            } else if moves.away > TRUNK_STILL {
                Some(Hint::TrunkStill)
            } else {
                None
            };
            let Some(direction) = self.direction else { return self.learn(at, &now, fault) };
            let squared: f32 = direction.iter().map(|v| v * v).sum();
            let along: f32 = now.iter().zip(direction).map(|(now, shown)| now * shown).sum();
            Reading::Known(Motion { amount: along / (SQUEEZE_OF_SHOWN * squared), fault })
        })
    }

    /// The first squeeze shows the direction; it is far enough as soon as it is clear.
    fn learn(&mut self, at: Mono, now: &Shape, fault: Option<Hint>) -> Reading<Motion> {
        let waiting_since = *self.waiting_since.get_or_insert(at);
        let shift = size(now);
        if shift < CLEAR || fault.is_some() {
            self.shown = None;
            if at - waiting_since > FAINT_AFTER_SECS {
                return Reading::Unknown(Why::LowConfidence);
            }
            return Reading::Known(Motion { amount: 0.9 * shift / CLEAR, fault });
        }
        let (since, sum, count) = self.shown.get_or_insert((at, Shape::default(), 0.0));
        for (sum, shift) in sum.iter_mut().zip(now) {
            *sum += shift;
        }
        *count += 1.0;
        if at - *since >= SHOWN_SECS {
            let count = *count;
            self.direction = Some(sum.map(|v| v / count));
        }
        Reading::Known(Motion { amount: shift / CLEAR, fault: None })
    }
}

fn pose_point(pose: &Pose, joint: Joint) -> Option<[f32; 2]> {
    pose.keypoints[joint].map(|keypoint| keypoint.point_in_image)
}

fn shape(now: impl Fn(Joint) -> Option<[f32; 2]>, then: impl Fn(Joint) -> Option<[f32; 2]>) -> Option<Shape> {
    let of = |point: &dyn Fn(Joint) -> Option<[f32; 2]>| {
        let [_, notch_y] = point(Joint::JugularNotch)?;
        let pair = |[left, right]: [Joint; 2]| {
            let (left, right) = (point(left)?, point(right)?);
            let [_, y] = between(left, right);
            Some((distance(left, right), y - notch_y))
        };
        let ((outline, outline_y), (joints, joints_y)) = (pair(SHOULDERS)?, pair(SHOULDER_JOINTS)?);
        Some([outline, joints, outline_y, joints_y])
    };
    let (now, then) = (of(&now)?, of(&then)?);
    let [width, ..] = then;
    let mut shape = now;
    for (now, then) in shape.iter_mut().zip(then) {
        *now = (*now - then) / width.max(1.0);
    }
    Some(shape)
}

fn size(shape: &Shape) -> f32 {
    shape.iter().map(|v| v * v).sum::<f32>().sqrt()
}

/// The middle of the shoulders' height in shoulder widths above the baseline, for breathing.
pub(super) fn shoulder_height(track: &Track, base: &Baseline) -> Reading<f32> {
    track.pair(SHOULDERS).and_then(|[left, right]| {
        base.pair(SHOULDERS).map(|[left_then, right_then]| {
            let ([_, y], [_, y_then]) = (between(left, right), between(left_then, right_then));
            (y_then - y) / base.width
        })
    })
}
