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
/// How much wider and narrower the shoulders appear in a roll, at least: three standard deviations of what the noise of the
/// points makes of a shrug.
const ROLL_WIDTH: f32 = 0.024;
/// A roll takes 1 to 4 seconds; slower ones are as good.
const ROLL_SECS: std::ops::RangeInclusive<f64> = 0.6..=8.0;
/// Shoulders that go round spend a third of their time in the upper fifth of their way; those that are lifted and held,
/// most of it.
const MAX_TOP_SHARE: f32 = 0.6;

/// Shoulders that go round.
#[derive(Clone, Debug, Default)]
pub(super) struct Rolls {
    /// Since the last return: when, how high and how wide the shoulders were.
    loop_points: Vec<(Mono, [f32; 2])>,
    is_up: bool,
}

impl Rolls {
    pub(super) fn motion(&mut self, at: Mono, track: &Track, base: &Baseline) -> Reading<Motion> {
        let width = joint_width(track, base);
        shoulder_moves(track, base).and_then(|moves| {
            width.map(|width| {
                let amount = moves.up / ROLL_RISE;
                self.is_up |= amount >= ENTER;
                // Down and waiting, the next roll begins with the last half second of it.
                let kept_secs = if self.is_up || amount > LEAVE { *ROLL_SECS.end() } else { 0.5 };
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
        let top_share = self.top_share();
        self.loop_points.clear();
        self.is_up = false;
        if at - began < *ROLL_SECS.start() {
            Some(Hint::Slower)
        } else {
            (loop_width < ROLL_WIDTH || top_share > MAX_TOP_SHARE).then_some(Hint::MakeCircles)
        }
    }

    /// The share of the loop in the upper fifth of its height.
    fn top_share(&self) -> f32 {
        let heights = self.loop_points.iter().map(|(_, [up, _])| *up);
        let top = 0.8 * heights.clone().fold(0.0, f32::max);
        heights.filter(|up| *up > top).count() as f32 / self.loop_points.len().max(1) as f32
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

/// What the noise of the points makes of each number of a [`Shape`], after smoothing.
const SHAPE_NOISE: f32 = 0.006;
/// How much wider or narrower everything looks because the trunk sways or the seat slides: 10 mm at 60 cm.
const SWAY: f32 = 0.008;
/// What both widths have in common is mostly that, and says nothing: so much of it is left out.
const LEFT_OUT: f32 = SWAY * SWAY / (SHAPE_NOISE * SHAPE_NOISE + 2.0 * SWAY * SWAY);
/// A change of shape that noise does not make: four of its standard deviations.
const CLEAR: f32 = 4.0 * SHAPE_NOISE;
/// A squeeze is this share of the shown one, or of how far the shoulders came forward when they were rounded.
const SQUEEZE_OF_SHOWN: f32 = 0.6;
/// Drawn back, the shoulders rise by no more, in shoulder widths. A camera from above sees them rise by as much as their
/// joints come nearer to each other, too: by twice as much as their outline.
const LIFTED: f32 = 0.04;
const TRUNK_STILL: f32 = 0.1;
/// Seconds of the first squeeze, from which its direction is learnt.
const SHOWN_SECS: f64 = 2.0;
/// Shoulders that go back take their joints along twice as far as their outline: these come nearer to each other by at
/// least so much more. A trunk that sways does the same to both.
const NARROWED: f32 = 0.01;

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
            let [outline, joints, ..] = now;
            let fault = if moves.up > LIFTED + 2.0 * (outline - joints).max(0.0) {
                Some(Hint::ShouldersDown)
            } else if moves.away > TRUNK_STILL {
                Some(Hint::TrunkStill)
            } else {
                None
            };
            let Some(direction) = self.direction else { return self.learn(at, &now, fault) };
            let amount = product(&now, &direction) / (SQUEEZE_OF_SHOWN * product(&direction, &direction));
            Reading::Known(Motion { amount, fault })
        })
    }

    /// The first squeeze shows the direction; it is far enough as soon as it is clear.
    fn learn(&mut self, at: Mono, now: &Shape, fault: Option<Hint>) -> Reading<Motion> {
        let waiting_since = *self.waiting_since.get_or_insert(at);
        let shift = size(now);
        let [outline, joints, ..] = now;
        // Once it is clear, a moment's noise is no end of it.
        let is_shown = if self.shown.is_some() {
            shift >= 0.5 * CLEAR && outline - joints >= 0.5 * NARROWED
        } else {
            shift >= CLEAR && outline - joints >= NARROWED
        };
        if !is_shown || fault.is_some() {
            self.shown = None;
            if at - waiting_since > FAINT_AFTER_SECS {
                return Reading::Unknown(Why::LowConfidence);
            }
            return Reading::Known(Motion { amount: 0.9 * (shift / CLEAR).min(1.0), fault });
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
    product(shape, shape).sqrt()
}

/// The scalar product that weighs every direction by how little it scatters.
fn product(a: &Shape, b: &Shape) -> f32 {
    let ([outline_a, joints_a, ..], [outline_b, joints_b, ..]) = (a, b);
    let all: f32 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    all - LEFT_OUT * (outline_a + joints_a) * (outline_b + joints_b)
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
