//! Movements of the arms: how far the hands are apart, how the elbows are bent, where they are.
//!
//! Lengths are in widths of the shoulders as they appear now, so that it does not matter how far away one stands.

use super::{
    motion::{Motion, share},
    state::{Hint, Side},
    track::{ELBOWS, SHOULDERS, Track, WRISTS, distance},
};
use crate::posture::{Reading, Why, between};

/// An elbow at a right angle, and a straight one: 150 degrees, less what it loses when the arm does not lie quite in the plane
/// of the picture, or a point errs.
const BENT_DEG: std::ops::RangeInclusive<f32> = 70.0..=110.0;
const NEARLY_STRAIGHT_DEG: f32 = 140.0;

/// Wrists so far apart make a pull-apart, from hands a shoulder width apart. 1.9 is wanted; 5 % are the points' error.
const PULLED_SPAN: f32 = 1.8;
/// Hands that are held towards the camera look further apart than they are; from there on it takes this much more.
const PULLED_OF_START: f32 = 1.5;
/// An upper arm that points so far outward is spread, and a hand beyond the picture's edge continues it.
const SPREAD: f32 = 0.45;
/// Forearm and hand over upper arm.
const FOREARM_OF_UPPER_ARM: f32 = 0.87;

/// One arm, in pixels.
#[derive(Clone, Copy, Debug)]
struct Arm {
    shoulder: [f32; 2],
    elbow: [f32; 2],
    wrist: [f32; 2],
}

impl Arm {
    /// At the elbow, between shoulder and wrist, in degrees, as it appears.
    fn elbow_deg(&self) -> f32 {
        let ([sx, sy], [ex, ey], [wx, wy]) = (self.shoulder, self.elbow, self.wrist);
        let (a, b) = ((sx - ex, sy - ey), (wx - ex, wy - ey));
        let cosine = (a.0 * b.0 + a.1 * b.1) / (a.0.hypot(a.1) * b.0.hypot(b.1)).max(f32::MIN_POSITIVE);
        cosine.clamp(-1.0, 1.0).acos().to_degrees()
    }

    /// How high the upper arm is raised: 0 hanging, 90 level, 180 straight up; degrees.
    fn raised_deg(&self) -> f32 {
        let ([sx, sy], [ex, ey]) = (self.shoulder, self.elbow);
        (ex - sx).abs().atan2(ey - sy).to_degrees()
    }
}

fn arm(track: &Track, side: Side) -> Reading<Arm> {
    let pick = |[left, right]: [crate::posture::Joint; 2]| if side == Side::Left { left } else { right };
    track.point(pick(SHOULDERS)).and_then(|shoulder| {
        track
            .point(pick(ELBOWS))
            .and_then(|elbow| track.point(pick(WRISTS)).map(|wrist| Arm { shoulder, elbow, wrist }))
    })
}

/// Both arms, the left before the right, and the width of the shoulders in pixels.
fn arms(track: &Track) -> Reading<([Arm; 2], f32)> {
    track.shoulder_width().and_then(|width| {
        arm(track, Side::Left).and_then(|left| arm(track, Side::Right).map(|right| ([left, right], width)))
    })
}

/// The hands go apart with straight elbows.
#[derive(Clone, Debug, Default)]
pub(super) struct PullApart {
    /// The narrowest span that there was, in shoulder widths.
    narrowest: Option<f32>,
}

impl PullApart {
    pub(super) fn motion(&mut self, track: &Track) -> Reading<Motion> {
        let hands =
            hand(track, Side::Left).and_then(|left| hand(track, Side::Right).map(|right| (left, right)));
        track.shoulder_width().and_then(|width| {
            hands.map(|(left, right)| {
                let span = distance(left.0, right.0) / width;
                let narrowest = self.narrowest.map_or(span, |narrowest| narrowest.min(span)).max(1.0);
                self.narrowest = Some(narrowest);
                let pulled = PULLED_SPAN.max(PULLED_OF_START * narrowest);
                let amount = share(span, narrowest, pulled);
                let is_straight = left.1.min(right.1) >= NEARLY_STRAIGHT_DEG;
                let fault = (amount > 0.8 && !is_straight).then_some(Hint::StraightenElbows);
                Motion { amount, fault }
            })
        })
    }
}

/// Where a hand is, and the angle of its elbow. One that has left the picture at the side continues its upper arm.
fn hand(track: &Track, side: Side) -> Reading<([f32; 2], f32)> {
    match arm(track, side) {
        Reading::Known(arm) => Reading::Known((arm.wrist, arm.elbow_deg())),
        Reading::Unknown(why) => {
            let pick = usize::from(side == Side::Right);
            let upper_arm = track.pair(SHOULDERS).known().zip(track.pair(ELBOWS).known());
            let width = track.shoulder_width().known().unwrap_or(1.0);
            let outward = if side == Side::Left { 1.0 } else { -1.0 };
            let continued = upper_arm.and_then(|(shoulders, elbows)| {
                let ([sx, sy], [ex, ey]) = (*shoulders.get(pick)?, *elbows.get(pick)?);
                let (x, y) = (ex - sx, ey - sy);
                (outward * x > SPREAD * width && y.abs() < outward * x)
                    .then_some(([ex + FOREARM_OF_UPPER_ARM * x, ey + FOREARM_OF_UPPER_ARM * y], 180.0))
            });
            continued.map_or(Reading::Unknown(why), Reading::Known)
        }
    }
}

/// Arms that are alike differ by no more than this share of the way: noise of both elbows.
const ALIKE: f32 = 0.2;

/// Arms that stretch upward from bent elbows, both alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Overhead {
    /// How high the upper arms are raised at the start at most, degrees; and whether the hands begin at the shoulders.
    start_raised_deg: f32,
    /// ... and at the end at least.
    end_raised_deg: f32,
}

/// From elbows at right angles at the height of the shoulders to straight arms overhead.
pub(super) const WALL_ANGELS: Overhead = Overhead { start_raised_deg: 120.0, end_raised_deg: 120.0 };
/// From a W, the elbows low at the sides, to a Y.
pub(super) const Y_AND_W: Overhead = Overhead { start_raised_deg: 80.0, end_raised_deg: 105.0 };

impl Overhead {
    pub(super) fn motion(self, track: &Track) -> Reading<Motion> {
        arms(track).map(|([left, right], width)| {
            let (of_left, of_right) = (self.of_arm(left, width), self.of_arm(right, width));
            let (less, more) = (of_left.min(of_right), of_left.max(of_right));
            let is_one_armed = more >= 1.0 && less < 0.4;
            // Both are meant to be alike; an error of one arm's points is halved by the other's.
            let amount = f32::midpoint(less, more).min(less + ALIKE);
            Motion { amount, fault: is_one_armed.then_some(Hint::BothArms) }
        })
    }

    /// How far one arm is.
    fn of_arm(self, arm: Arm, width: f32) -> f32 {
        let ([_, shoulder_y], [_, wrist_y]) = (arm.shoulder, arm.wrist);
        let wrist_above_shoulder = (shoulder_y - wrist_y) / width;
        let (elbow_deg, raised_deg) = (arm.elbow_deg(), arm.raised_deg());
        // A hanging arm is straight, too.
        if wrist_above_shoulder < -0.3 {
            return 0.0;
        }
        // 1 at 140 degrees, and 0.4 at 110.
        let by_elbow = share(elbow_deg, *BENT_DEG.end() - 20.0, NEARLY_STRAIGHT_DEG);
        let by_raise = if self.start_raised_deg < self.end_raised_deg {
            0.4 + 0.6 * share(raised_deg, self.start_raised_deg, self.end_raised_deg)
        } else if raised_deg >= self.end_raised_deg && wrist_above_shoulder >= 0.8 {
            2.0
        } else {
            0.9
        };
        by_elbow.min(by_raise)
    }
}

/// One arm lies across the chest at the height of the shoulder.
pub(super) fn across_chest(track: &Track, side: Side) -> Reading<Motion> {
    across(track, side).map(|motion| {
        let other = across(track, side.other()).known();
        // The other arm holds this one and may reach over the midline, too, but no further than its forearm.
        let is_other_side =
            motion.amount < 0.4 && other.is_some_and(|other| other.amount >= 1.0 && other.fault.is_none());
        Motion { fault: if is_other_side { Some(Hint::OtherSide) } else { motion.fault }, ..motion }
    })
}

/// A wrist so far past the midline, in shoulder widths, is across; where the other arm hides it, the elbow tells.
const ACROSS_WRIST: f32 = 0.1;
const ACROSS_ELBOW: f32 = -0.15;
/// An elbow that hangs lower than this below the shoulder, in shoulder widths, does not lie at its height. One that does,
/// before the chest and under a camera at eye level, appears 0.4 lower; one that hangs, 0.8.
const LOW_ELBOW: f32 = 0.6;

fn across(track: &Track, side: Side) -> Reading<Motion> {
    let [pick_elbow, pick_wrist] =
        [ELBOWS, WRISTS].map(|[left, right]| if side == Side::Left { left } else { right });
    let to_other_side = if side == Side::Left { -1.0 } else { 1.0 };
    track.shoulder_width().and_then(|width| {
        track.pair(SHOULDERS).and_then(|[left, right]| {
            let [middle_x, _] = between(left, right);
            let [_, shoulder_y] = if side == Side::Left { left } else { right };
            let past = |[x, _]: [f32; 2]| to_other_side * (x - middle_x) / width;
            let elbow = track.point(pick_elbow);
            let by_wrist =
                track.point(pick_wrist).map(|wrist| share(past(wrist), ACROSS_WRIST - 0.5, ACROSS_WRIST));
            let by_elbow = elbow.map(|elbow| share(past(elbow), ACROSS_ELBOW - 0.4, ACROSS_ELBOW));
            let amount = by_wrist.known().map_or(by_elbow, Reading::Known);
            amount.map(|amount| {
                let is_low =
                    elbow.known().is_none_or(|[_, elbow_y]| elbow_y - shoulder_y > LOW_ELBOW * width);
                Motion { amount, fault: (amount > 0.6 && is_low).then_some(Hint::LiftElbow) }
            })
        })
    })
}

/// The forearm stands on a door's frame: the elbow bent at the height of the shoulder. Who is seen otherwise is not at
/// the door; who is not seen is.
pub(super) fn doorframe(track: &Track) -> Reading<Motion> {
    let at_frame = |arm: Arm, width: f32| {
        let ([_, shoulder_y], [_, elbow_y], [_, wrist_y]) = (arm.shoulder, arm.elbow, arm.wrist);
        BENT_DEG.contains(&arm.elbow_deg())
            && (elbow_y - shoulder_y).abs() < LOW_ELBOW * width
            && wrist_y < elbow_y
    };
    match track.shoulder_width() {
        Reading::Unknown(Why::Nobody | Why::SomeoneElse) => {
            Reading::Known(Motion { amount: 2.0, fault: None })
        }
        Reading::Unknown(why) => Reading::Unknown(why),
        Reading::Known(width) => {
            let seen = [Side::Left, Side::Right].map(|side| arm(track, side).known());
            if seen.iter().all(Option::is_none) {
                return Reading::Unknown(Why::OutOfFrame);
            }
            if seen.into_iter().flatten().any(|arm| at_frame(arm, width)) {
                Reading::Known(Motion { amount: 2.0, fault: None })
            } else {
                Reading::Known(Motion { amount: 0.0, fault: Some(Hint::GoToTheDoor) })
            }
        }
    }
}
