//! The user's own upright posture, to which everything is compared, and how it is taken.

use std::ops::RangeInclusive;

use enum_map::{Enum, EnumMap};
use serde::{Deserialize, Serialize};

use super::{
    measure::{Metric, measure},
    pose::{Joint, Keypoint, Pose, UserPlace, absent_as_none},
    reading::{Reading, Why},
    reference::Reference,
};
use crate::time::Mono;

/// The calibrated neutral posture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neutral {
    /// The median keypoints.
    pub pose: Pose,
    /// Where the user sat and how large he appeared.
    pub place: UserPlace,
    /// Median absolute deviation of the keypoints' places over the samples, in pixels (the mean over the points).
    pub spread_px: f32,
    /// How many poses it was made of.
    pub samples: u32,
    /// What the user showed beside it.
    #[serde(default)]
    pub own: Own,
}

/// What a user may add to the neutral, once: it makes the measurements more certain or more complete, and none of it is
/// needed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    /// The user's own way to slouch and to round the shoulders, in the same seat before the same camera.
    #[serde(default, deserialize_with = "absent_as_none")]
    pub postures: EnumMap<OwnPosture, Option<Pose>>,
    /// The craniovertebral angle of the neutral in degrees, measured on a photo from the side.
    #[serde(default)]
    pub neutral_cva_deg: Option<f32>,
    /// The camera's field of view along the longer side of its picture, in degrees, from its data sheet.
    #[serde(default)]
    pub field_of_view_deg: Option<f32>,
}

impl Own {
    /// What a craniovertebral angle can be: healthy necks have about 50 degrees, SD 2 (Lau 2009); this leaves room for
    /// every other.
    pub const CVA_DEG: RangeInclusive<f32> = 20.0..=80.0;
    /// What a field of view can be: from a short tele lens to the widest lens that still draws straight lines.
    pub const FIELD_OF_VIEW_DEG: RangeInclusive<f32> = 20.0..=120.0;

    /// Whether the numbers can be true.
    pub fn is_possible(&self) -> bool {
        self.neutral_cva_deg.is_none_or(|degrees| Self::CVA_DEG.contains(&degrees))
            && self.field_of_view_deg.is_none_or(|degrees| Self::FIELD_OF_VIEW_DEG.contains(&degrees))
    }
}

/// A posture that a user shows on purpose, for comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum OwnPosture {
    Slouch,
    RoundedShoulders,
}

impl Neutral {
    /// The neutral of a few poses that are known to show it, such as those of a graded set: their median, with none
    /// of the checks that a [`Calibrator`] makes. Unknown where fewer than half of them have nose and shoulders.
    pub fn of_poses(poses: &[&Pose]) -> Reading<Self> {
        median(poses).map_or(Reading::Unknown(Why::LowConfidence), Reading::Known)
    }
}

/// Seconds of sitting still that make a neutral.
pub const CALIBRATION_SECS: f64 = 10.0;
/// Fewer poses than this do not make a median worth the name.
const MIN_SAMPLES: usize = 5;
/// At least this share of the pictures must show the user well.
const MIN_USABLE_SHARE: f64 = 0.5;
/// A camera may stand aside of the screen, but beyond this angle the far side of the face is hidden.
const MAX_YAW_DEG: f32 = 25.0;
/// A sample whose head is turned so much from the others is a glance, and left out.
const MAX_GLANCE_DEG: f32 = 12.0;
/// "Still": the median absolute deviation of place and size, as a share of the shoulder width. Keypoint noise alone
/// gives 1-2 %, breathing and typing as much; shifting about in the chair 10 % and more.
const MAX_UNREST: f32 = 0.05;

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
}

/// Collects the poses of a calibration.
#[derive(Clone, Debug, Default)]
pub struct Calibrator {
    /// With the head's yaw in degrees.
    poses: Vec<(Pose, f32)>,
    seen: usize,
    turned: usize,
    last_unusable: Option<Why>,
    last_place: Option<UserPlace>,
    first: Option<Mono>,
}

impl Calibrator {
    /// Takes in one picture's pose. Returns what is wrong with this very picture, if anything.
    pub fn add(&mut self, at: Mono, pose: &Reading<Pose>) -> Option<Refusal> {
        self.first.get_or_insert(at);
        self.seen += 1;
        let (pose, problem) = match pose {
            Reading::Unknown(why) => (None, Some(*why)),
            Reading::Known(pose) => (Some(pose), None),
        };
        let measured = pose.map(|pose| (pose, absolute(pose)));
        match measured {
            Some((pose, Reading::Known(yaw))) if yaw.abs() <= MAX_YAW_DEG => {
                self.poses.push((pose.clone(), yaw));
                self.moved(pose)
                    .filter(|unrest| *unrest > MAX_UNREST)
                    .map(|unrest| Refusal::NotStill { unrest })
            }
            Some((_, Reading::Known(_))) => {
                self.turned += 1;
                Some(Refusal::Turned)
            }
            Some((_, Reading::Unknown(why))) => {
                self.last_unusable = Some(why);
                Some(Refusal::NotSeen(why))
            }
            None => {
                self.last_unusable = problem;
                problem.map(Refusal::NotSeen)
            }
        }
    }

    /// How far the user moved since the picture before, as a share of the shoulder width.
    fn moved(&mut self, pose: &Pose) -> Option<f32> {
        let place = pose.place()?;
        let before = self.last_place.replace(place)?;
        Some(distance(place, before))
    }

    /// Seconds since the first picture.
    pub fn elapsed_secs(&self, now: Mono) -> f64 {
        self.first.map_or(0.0, |first| now - first)
    }

    /// The neutral, if the pictures were good enough for one.
    pub fn finish(&self) -> Result<Neutral, Refusal> {
        if self.seen > 0 && 2 * self.turned >= self.seen {
            return Err(Refusal::Turned);
        }
        let ahead = middle(self.poses.iter().map(|(_, yaw)| *yaw).collect()).unwrap_or(0.0);
        let is_glance = |yaw: f32| (yaw - ahead).abs() > MAX_GLANCE_DEG;
        let poses: Vec<&Pose> =
            self.poses.iter().filter(|(_, yaw)| !is_glance(*yaw)).map(|(pose, _)| pose).collect();
        let usable_share = poses.len() as f64 / self.seen.max(1) as f64;
        if poses.len() < MIN_SAMPLES || usable_share < MIN_USABLE_SHARE {
            return Err(match self.last_unusable {
                Some(why) => Refusal::NotSeen(why),
                None if poses.len() < self.poses.len() => Refusal::Turned,
                None => Refusal::TooShort,
            });
        }
        let neutral = median(&poses).ok_or(Refusal::NotSeen(Why::LowConfidence))?;
        let unrest = unrest(&poses, neutral.place);
        if unrest > MAX_UNREST { Err(Refusal::NotStill { unrest }) } else { Ok(neutral) }
    }
}

/// The head's yaw in degrees, if head and shoulders can be measured at all.
fn absolute(pose: &Pose) -> Reading<f32> {
    Reference::of_pose(pose).and_then(|reference| {
        let measured = measure(pose, &reference);
        measured
            .get(Metric::ShoulderTiltDeg)
            .and_then(|_| measured.get(Metric::HeadYawDeg))
            .map(|yaw| yaw.value)
    })
}

/// The median of each coordinate of each joint that at least half of the poses have.
fn median(poses: &[&Pose]) -> Option<Neutral> {
    let image_size = poses.last()?.image_size;
    let mut spreads = Vec::new();
    let keypoints = EnumMap::from_fn(|joint: Joint| {
        let points: Vec<Keypoint> = poses.iter().filter_map(|pose| pose.keypoints[joint]).collect();
        (2 * points.len() >= poses.len()).then_some(())?;
        let along = |axis: fn(&Keypoint) -> f32| {
            let middle = middle(points.iter().map(axis).collect())?;
            let spread = self::middle(points.iter().map(|p| (axis(p) - middle).abs()).collect())?;
            Some((middle, spread))
        };
        let (x, x_spread) = along(|p| p.point_in_image[0])?;
        let (y, y_spread) = along(|p| p.point_in_image[1])?;
        let (confidence, _) = along(|p| p.confidence)?;
        spreads.push(x_spread.max(y_spread));
        Some(Keypoint { point_in_image: [x, y], confidence })
    });
    let pose = Pose { image_size, keypoints };
    let place = pose.place()?;
    let spread_px = spreads.iter().sum::<f32>() / spreads.len().max(1) as f32;
    let samples = u32::try_from(poses.len()).unwrap_or(u32::MAX);
    Some(Neutral { pose, place, spread_px, samples, own: Own::default() })
}

/// How much place and size vary, as a share of the size.
fn unrest(poses: &[&Pose], place: UserPlace) -> f32 {
    let deviations = poses.iter().filter_map(|pose| pose.place()).map(|p| distance(p, place));
    middle(deviations.collect()).unwrap_or(f32::INFINITY)
}

/// Between two places, or by how much the sizes differ if that is more, as a share of the size.
fn distance(a: UserPlace, b: UserPlace) -> f32 {
    let ([x, y], [x0, y0]) = (a.centre_in_image, b.centre_in_image);
    (x - x0).hypot(y - y0).max((a.size_px - b.size_px).abs()) / b.size_px
}

/// The median; of an even number the upper one of the two in the middle.
fn middle(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
