//! How a posture is taken: from seconds of sitting still, well seen and facing the camera; and how good what was taken is.

use super::{
    framing::{Framing, MAX_YAW_DEG},
    measure::{Metric, measure},
    neutral::{Neutral, distance, median, middle, unrest},
    observe::JOINTS,
    pose::{Joint, Pose, UserPlace},
    reading::{Reading, Why},
    reference::Reference,
};
use crate::time::Mono;

/// Seconds of sitting still that make a neutral.
pub const CALIBRATION_SECS: f64 = 10.0;
/// Fewer poses than this do not make a median worth the name.
const MIN_SAMPLES: usize = 5;
/// At least this share of the pictures must show the user well.
const MIN_USABLE_SHARE: f64 = 0.5;
/// A sample whose head is turned so much from the others is a glance, and left out.
const MAX_GLANCE_DEG: f32 = 12.0;
/// "Still": how far place and size are from the picture before, from the others, and in the median from their middle, as
/// a share of the shoulder width. Keypoint noise alone gives 1-2 %, breathing and typing as much; shifting about in
/// the chair 10 % and more.
const MAX_UNREST: f32 = 0.05;
/// Who sits still elsewhere for so long has taken another seat, and what was taken before is of no use. A single picture in
/// which the keypoints jump is not that.
const SETTLED_SECS: f64 = 1.0;
/// Pictures further apart than this say nothing about the time between them. Recordings have one a second and more.
const MAX_GAP_SECS: f64 = 2.0;

/// Why a calibration was refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// Too few of the pictures showed the user well; mostly because of this.
    NotSeen(Why),
    /// The user moved about.
    NotStill {
        /// How much, as a share of the shoulder width.
        unrest: f32,
    },
    /// The user looked to the side.
    Turned,
    /// There were too few pictures.
    TooShort,
    /// What was to be shown beside the neutral looks like the neutral.
    NoDifference,
}

/// Collects the poses of a calibration.
#[derive(Clone, Debug, Default)]
pub struct Calibrator {
    /// With the head's yaw in degrees.
    poses: Vec<(Pose, f32)>,
    seen: usize,
    turned: usize,
    restless: usize,
    unseen: usize,
    last_unusable: Option<Why>,
    last_unrest: f32,
    last_place: Option<UserPlace>,
    first: Option<Mono>,
    /// The latest picture, if the user was seen sitting still in it.
    last_still: Option<Mono>,
    still_secs: f64,
    elsewhere_since: Option<Mono>,
}

impl Calibrator {
    /// Takes in one picture's pose. Returns what is wrong with this very picture, if anything; it is left out then.
    pub fn add(&mut self, at: Mono, pose: &Reading<Pose>) -> Option<Refusal> {
        self.first.get_or_insert(at);
        self.seen += 1;
        let problem = match pose {
            Reading::Unknown(why) => Some(Refusal::NotSeen(*why)),
            Reading::Known(pose) => match yaw_deg(pose) {
                Reading::Unknown(why) => Some(Refusal::NotSeen(why)),
                Reading::Known(yaw) if yaw.abs() > MAX_YAW_DEG => Some(Refusal::Turned),
                Reading::Known(yaw) => self.rest(at, pose, yaw),
            },
        };
        match problem {
            Some(Refusal::NotSeen(why)) => {
                self.unseen += 1;
                self.last_unusable = Some(why);
            }
            Some(Refusal::NotStill { unrest }) => {
                self.restless += 1;
                self.last_unrest = unrest;
            }
            Some(Refusal::Turned) => self.turned += 1,
            Some(Refusal::TooShort | Refusal::NoDifference) | None => {}
        }
        if problem.is_some() {
            self.last_still = None;
        } else if let Some(last) = self.last_still.replace(at) {
            self.still_secs += (at - last).clamp(0.0, MAX_GAP_SECS);
        }
        problem
    }

    /// Takes in a pose in which the user is well seen, if he sits still and where he sat before.
    fn rest(&mut self, at: Mono, pose: &Pose, yaw: f32) -> Option<Refusal> {
        if let Some(place) = pose.place() {
            let moved = self.last_place.replace(place).map_or(0.0, |before| distance(place, before));
            if moved > MAX_UNREST {
                self.elsewhere_since = None;
                return Some(Refusal::NotStill { unrest: moved });
            }
            let elsewhere = self.seat_moved(pose);
            if elsewhere > MAX_UNREST {
                if at - *self.elsewhere_since.get_or_insert(at) < SETTLED_SECS {
                    return Some(Refusal::NotStill { unrest: elsewhere });
                }
                let (first, last_place) = (self.first, self.last_place);
                *self = Self { seen: 1, first, last_place, ..Self::default() };
            }
            self.elsewhere_since = None;
        }
        self.poses.push((pose.clone(), yaw));
        None
    }

    /// How far the middle of the shoulders is from where it has been so far, as a share of the user's size. The head plays
    /// no part: a glance aside or at a telephone is no other seat, and is left out by its angle and by the median.
    fn seat_moved(&self, pose: &Pose) -> f32 {
        let shoulders_at = |axis: usize, pose: &Pose| {
            let [left, right] =
                [Joint::LeftShoulder, Joint::RightShoulder].map(|joint| pose.keypoints[joint]);
            Some(f32::midpoint(*left?.point_in_image.get(axis)?, *right?.point_in_image.get(axis)?))
        };
        let moved = |axis: usize| {
            let usual = middle(self.poses.iter().filter_map(|(pose, _)| shoulders_at(axis, pose)).collect())?;
            Some(shoulders_at(axis, pose)? - usual)
        };
        let size_px = pose.place().map_or(1.0, |place| place.size_px.max(1.0));
        moved(0).zip(moved(1)).map_or(0.0, |(across, down)| across.hypot(down) / size_px)
    }

    /// Seconds since the first picture.
    pub fn elapsed_secs(&self, now: Mono) -> f64 {
        self.first.map_or(0.0, |first| now - first)
    }

    /// Seconds in which the user was well seen and sat still.
    pub fn still_secs(&self) -> f64 {
        self.still_secs
    }

    /// The neutral, if the pictures were good enough for one.
    pub fn finish(&self) -> Result<Neutral, Refusal> {
        if self.seen > 0 && 2 * self.turned >= self.seen {
            return Err(Refusal::Turned);
        }
        let poses = self.usable();
        if poses.len() < MIN_SAMPLES || self.usable_share(poses.len()) < MIN_USABLE_SHARE {
            return Err(match self.last_unusable {
                _ if self.restless > self.unseen => Refusal::NotStill { unrest: self.last_unrest },
                Some(why) => Refusal::NotSeen(why),
                None if poses.len() < self.poses.len() => Refusal::Turned,
                None => Refusal::TooShort,
            });
        }
        let neutral = median(&poses).ok_or(Refusal::NotSeen(Why::LowConfidence))?;
        let unrest = unrest(&poses, neutral.place);
        if unrest > MAX_UNREST { Err(Refusal::NotStill { unrest }) } else { Ok(neutral) }
    }

    /// How good the neutral is that [`Self::finish`] gives; `light` as for [`Framing::of`].
    pub fn quality(&self, neutral: &Neutral, light: Option<Why>) -> Quality {
        let poses = self.usable();
        Quality {
            unrest: unrest(&poses, neutral.place),
            noise: noise(&poses, neutral),
            usable_share: self.usable_share(poses.len()) as f32,
            pictures: neutral.samples,
            framing: Framing::of(&Reading::Known(neutral.pose.clone()), light),
        }
    }

    /// Without the glances.
    fn usable(&self) -> Vec<&Pose> {
        let ahead = middle(self.poses.iter().map(|(_, yaw)| *yaw).collect()).unwrap_or(0.0);
        let is_glance = |yaw: f32| (yaw - ahead).abs() > MAX_GLANCE_DEG;
        self.poses.iter().filter(|(_, yaw)| !is_glance(*yaw)).map(|(pose, _)| pose).collect()
    }

    fn usable_share(&self, usable: usize) -> f64 {
        usable as f64 / self.seen.max(1) as f64
    }
}

/// How far the points that are measured jump about their middles, as a share of the size: the mean over the points of the
/// median deviation along the worse axis. The arms do not count; they type.
fn noise(poses: &[&Pose], neutral: &Neutral) -> f32 {
    let jumps = JOINTS.into_iter().filter_map(|joint| {
        let [x, y] = neutral.pose.keypoints[joint]?.point_in_image;
        let points = || poses.iter().filter_map(|pose| pose.keypoints[joint]).map(|k| k.point_in_image);
        let across = middle(points().map(|[at, _]| (at - x).abs()).collect())?;
        let down = middle(points().map(|[_, at]| (at - y).abs()).collect())?;
        Some(across.max(down))
    });
    let (sum, count) = jumps.fold((0.0, 0.0), |(sum, count), jump| (sum + jump, count + 1.0));
    sum / f32::max(count, 1.0) / neutral.place.size_px.max(1.0)
}

/// The head's yaw in degrees, if head and shoulders can be measured at all.
fn yaw_deg(pose: &Pose) -> Reading<f32> {
    Reference::of_pose(pose).and_then(|reference| {
        let measured = measure(pose, &reference);
        measured
            .get(Metric::ShoulderTiltDeg)
            .and_then(|_| measured.get(Metric::HeadYawDeg))
            .map(|yaw| yaw.value)
    })
}

/// How good a calibration is, or a part of it. One that is worse than usable was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Grade {
    Usable,
    Good,
}

/// How good a neutral is.
#[derive(Clone, Debug, PartialEq)]
pub struct Quality {
    /// How far the user moved about, as a share of the shoulder width (the median).
    pub unrest: f32,
    /// How far the points of head and shoulders jumped, as a share of the shoulder width (the mean of the medians).
    pub noise: f32,
    /// Share of the pictures that could be used, 0 to 1.
    pub usable_share: f32,
    /// How many there were.
    pub pictures: u32,
    /// How the camera saw the user.
    pub framing: Framing,
}

/// Up to these a neutral is good. Eight rendered people in six upright postures each, one a second, have 1.2 to 2.4 % of unrest
/// and 0.7 to 1.6 % of noise: nobody sits like a statue.
const GOOD_UNREST: f32 = 0.03;
const GOOD_NOISE: f32 = 0.02;
/// From this share on; a glance aside or a hand before the face costs some pictures.
const GOOD_USABLE_SHARE: f32 = 0.8;

impl Quality {
    /// How still the user sat.
    pub fn stillness(&self) -> Grade {
        grade(self.unrest <= GOOD_UNREST)
    }

    /// How clearly the keypoints were seen.
    pub fn clarity(&self) -> Grade {
        grade(self.noise <= GOOD_NOISE)
    }

    /// How many of the pictures could be used.
    pub fn share(&self) -> Grade {
        grade(self.usable_share >= GOOD_USABLE_SHARE)
    }

    /// Of the whole: as good as its worst part.
    pub fn overall(&self) -> Grade {
        self.stillness().min(self.clarity()).min(self.share()).min(grade(self.framing.is_good()))
    }
}

fn grade(is_good: bool) -> Grade {
    if is_good { Grade::Good } else { Grade::Usable }
}
