//! The points of the upper body over time: smoothed, with short gaps bridged, and the place from which a movement
//! starts.

use enum_map::EnumMap;

use crate::{
    posture::{Joint, Pose, Reading, Why, between},
    time::Mono,
};

/// Below this a point is a guess, as everywhere in Sitwell.
const MIN_CONFIDENCE: f32 = 0.3;
/// A point nearer to the edge than this share of the picture may be cut off.
const EDGE: f32 = 0.005;
/// A point that is lost for no longer is taken to be where it was: one bad picture in ten a second, or two.
const BRIDGED_SECS: f64 = 0.4;
/// A person smaller than this, in pixels from shoulder to shoulder, is too small: an error of a pixel is 3 %.
const MIN_WIDTH_PX: f32 = 32.0;
/// Somebody is still whose nose and shoulders stay within this share of the shoulder width; noise of one posture is
/// at most 2.3 % (docs/ARCHITECTURE.md), talking moves the head by as much again.
const STILL: f32 = 0.05;

/// A smoothed point.
#[derive(Clone, Copy, Debug)]
struct Smoothed {
    point: [f32; 2],
    seen_at: Mono,
}

/// The smoothed points of one person.
#[derive(Clone, Debug)]
pub(super) struct Track {
    /// Time constant of the smoothing, in seconds.
    tau_secs: f64,
    points: EnumMap<Joint, Option<Smoothed>>,
    /// Why a joint is not there.
    why: EnumMap<Joint, Why>,
    now: Mono,
    image_size: [u32; 2],
}

impl Track {
    pub(super) fn new(tau_secs: f64) -> Self {
        Self {
            tau_secs,
            points: EnumMap::default(),
            why: EnumMap::from_fn(|_| Why::Nobody),
            now: Mono::default(),
            image_size: [0; 2],
        }
    }

    /// Takes in the pose of this moment.
    pub(super) fn take(&mut self, at: Mono, pose: &Reading<Pose>) {
        self.now = at;
        if let Reading::Known(pose) = pose
            && pose.image_size != self.image_size
        {
            self.image_size = pose.image_size;
            self.points = EnumMap::default();
        }
        for joint in Joint::ALL {
            let seen = pose.as_ref().and_then(|pose| usable_point(pose, joint));
            match seen {
                Reading::Known(point) => {
                    let before = self.points[joint].filter(|before| at - before.seen_at <= BRIDGED_SECS);
                    let point = before.map_or(point, |before| {
                        let share = 1.0 - (-(at - before.seen_at).max(0.0) / self.tau_secs).exp();
                        towards(before.point, point, share as f32)
                    });
                    self.points[joint] = Some(Smoothed { point, seen_at: at });
                }
                Reading::Unknown(why) => self.why[joint] = why,
            }
        }
    }

    /// Where a joint is, in pixels.
    pub(super) fn point(&self, joint: Joint) -> Reading<[f32; 2]> {
        match self.points[joint] {
            Some(smoothed) if self.now - smoothed.seen_at <= BRIDGED_SECS => Reading::Known(smoothed.point),
            _ => Reading::Unknown(self.why[joint]),
        }
    }

    /// Two joints.
    pub(super) fn pair(&self, [left, right]: [Joint; 2]) -> Reading<[[f32; 2]; 2]> {
        self.point(left).and_then(|left| self.point(right).map(|right| [left, right]))
    }

    /// The distance between the outlines of the shoulders, in pixels.
    pub(super) fn shoulder_width(&self) -> Reading<f32> {
        self.pair(SHOULDERS).map(|[left, right]| distance(left, right)).and_then(|width| {
            if width < MIN_WIDTH_PX { Reading::Unknown(Why::TooFarAway) } else { Reading::Known(width) }
        })
    }

    /// Width of the picture in pixels.
    pub(super) fn picture_width(&self) -> f32 {
        let [width, _] = self.image_size;
        width as f32
    }
}

/// Joints of both sides, the left before the right.
pub(super) const SHOULDERS: [Joint; 2] = [Joint::LeftShoulder, Joint::RightShoulder];
pub(super) const SHOULDER_JOINTS: [Joint; 2] = [Joint::LeftGlenohumeral, Joint::RightGlenohumeral];
pub(super) const EARS: [Joint; 2] = [Joint::LeftEar, Joint::RightEar];
pub(super) const EYES: [Joint; 2] = [Joint::LeftEye, Joint::RightEye];
pub(super) const ELBOWS: [Joint; 2] = [Joint::LeftElbow, Joint::RightElbow];
pub(super) const WRISTS: [Joint; 2] = [Joint::LeftWrist, Joint::RightWrist];

fn usable_point(pose: &Pose, joint: Joint) -> Reading<[f32; 2]> {
    pose.point(joint, MIN_CONFIDENCE).and_then(|point| {
        let inside = point.iter().zip(pose.image_size).all(|(&at, size)| {
            let margin = EDGE * size as f32;
            at.is_finite() && at >= margin && at <= size as f32 - margin
        });
        if inside { Reading::Known(point) } else { Reading::Unknown(Why::OutOfFrame) }
    })
}

/// The place from which a movement starts: the mean of the points while the user was still.
#[derive(Clone, Debug)]
pub(super) struct Baseline {
    points: EnumMap<Joint, Option<[f32; 2]>>,
    /// The distance between the shoulders, in pixels.
    pub(super) width: f32,
}

impl Baseline {
    /// Where a joint was.
    pub(super) fn point(&self, joint: Joint) -> Reading<[f32; 2]> {
        self.points[joint].map_or(Reading::Unknown(Why::LowConfidence), Reading::Known)
    }

    /// Two joints.
    pub(super) fn pair(&self, [left, right]: [Joint; 2]) -> Reading<[[f32; 2]; 2]> {
        self.point(left).and_then(|left| self.point(right).map(|right| [left, right]))
    }

    /// Goes along, by this share of the way, with a posture that drifts.
    pub(super) fn follow(&mut self, track: &Track, share: f32) {
        for (joint, point) in &mut self.points {
            let now = track.point(joint).known();
            *point = match (*point, now) {
                (Some(point), Some(now)) => Some(towards(point, now, share)),
                (point, now) => point.or(now),
            };
        }
        if let Some(width) = track.shoulder_width().known() {
            self.width += share * (width - self.width);
        }
    }
}

/// Waits for the user to be still.
#[derive(Clone, Debug, Default)]
pub(super) struct Stillness {
    since: Option<Mono>,
    /// Nose and the middle of the shoulders when it began.
    anchor: [[f32; 2]; 2],
    sums: EnumMap<Joint, [f32; 2]>,
    counts: EnumMap<Joint, f32>,
}

impl Stillness {
    /// The baseline once the user has been still for so long; why there is none otherwise. `None`: not yet.
    pub(super) fn wait(&mut self, track: &Track, still_secs: f64) -> Reading<Option<Baseline>> {
        let seen = track.point(Joint::Nose).and_then(|nose| {
            let width = track.shoulder_width();
            width.and_then(|width| {
                track.pair(SHOULDERS).map(|[left, right]| ([nose, between(left, right)], width))
            })
        });
        let (places, width) = match seen {
            Reading::Known(seen) => seen,
            Reading::Unknown(why) => {
                *self = Self::default();
                return Reading::Unknown(why);
            }
        };
        let has_moved =
            places.iter().zip(self.anchor).any(|(&place, anchor)| distance(place, anchor) > STILL * width);
        if has_moved || self.since.is_none() {
            *self = Self { since: Some(track.now), anchor: places, ..Self::default() };
        }
        for joint in Joint::ALL {
            if let Some([x, y]) = track.point(joint).known() {
                let [sum_x, sum_y] = self.sums[joint];
                self.sums[joint] = [sum_x + x, sum_y + y];
                self.counts[joint] += 1.0;
            }
        }
        let still_for_secs = self.since.map_or(0.0, |since| track.now - since);
        Reading::Known((still_for_secs >= still_secs).then(|| self.mean(width)))
    }

    fn mean(&self, width: f32) -> Baseline {
        let points = EnumMap::from_fn(|joint: Joint| {
            let ([x, y], count) = (self.sums[joint], self.counts[joint]);
            (count > 0.0).then(|| [x / count, y / count])
        });
        let [left, right] = SHOULDERS.map(|joint| points[joint]);
        let width = left.zip(right).map_or(width, |(left, right)| distance(left, right));
        Baseline { points, width }
    }
}

/// Between two points, in the unit of their coordinates.
pub(super) fn distance([ax, ay]: [f32; 2], [bx, by]: [f32; 2]) -> f32 {
    (ax - bx).hypot(ay - by)
}

fn towards([ax, ay]: [f32; 2], [bx, by]: [f32; 2], share: f32) -> [f32; 2] {
    [ax + share * (bx - ax), ay + share * (by - ay)]
}
