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
    /// How far the head can glide back from the neutral, in mm: what a chin tuck can reach.
    #[serde(default)]
    pub chin_tuck_mm: Option<f32>,
}

impl Own {
    /// What a craniovertebral angle can be: healthy necks have about 50 degrees, SD 2 (Lau 2009); this leaves room for
    /// every other.
    pub const CVA_DEG: RangeInclusive<f32> = 20.0..=80.0;
    /// What a field of view can be: from a short tele lens to the widest lens that still draws straight lines.
    pub const FIELD_OF_VIEW_DEG: RangeInclusive<f32> = 20.0..=120.0;
    /// What a chin tuck can reach. Below it nothing was shown; necks glide back by 20 to 40 mm, and no neck by 80.
    pub const CHIN_TUCK_MM: RangeInclusive<f32> = 5.0..=80.0;

    /// Whether the numbers can be true.
    pub fn is_possible(&self) -> bool {
        self.neutral_cva_deg.is_none_or(|degrees| Self::CVA_DEG.contains(&degrees))
            && self.field_of_view_deg.is_none_or(|degrees| Self::FIELD_OF_VIEW_DEG.contains(&degrees))
            && self.chin_tuck_mm.is_none_or(|mm| Self::CHIN_TUCK_MM.contains(&mm))
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
    /// of the checks that a `Calibrator` makes. Unknown where fewer than half of them have nose and shoulders.
    pub fn of_poses(poses: &[&Pose]) -> Reading<Self> {
        median(poses).map_or(Reading::Unknown(Why::LowConfidence), Reading::Known)
    }

    /// Takes over what the user added to the neutral that this one replaces, as far as it still holds, and says whether
    /// all of it does.
    ///
    /// Camera and body are the same at the same desk, so that the field of view and the reach of the chin tuck stay. The
    /// own postures are places in the picture and hold only in the same seat; the angle of the photo follows
    /// the change of the neck from that neutral to this one, and is gone where that cannot be told.
    pub fn take_over(&mut self, former: &Self) -> bool {
        self.own.field_of_view_deg = former.own.field_of_view_deg;
        self.own.chin_tuck_mm = former.own.chin_tuck_mm;
        if self.is_in_seat_of(former) {
            self.own.postures = former.own.postures.clone();
            self.own.neutral_cva_deg = former.own.neutral_cva_deg.and_then(|degrees| {
                let Reading::Known(reference) = Reference::of_neutral(former) else { return None };
                let change = measure(&self.pose, &reference).get(Metric::ForwardHeadDeg).known()?;
                Some(degrees + change.value).filter(|degrees| Own::CVA_DEG.contains(degrees))
            });
        }
        let is_kept =
            |posture| self.own.postures[posture].is_some() || former.own.postures[posture].is_none();
        is_kept(OwnPosture::Slouch)
            && is_kept(OwnPosture::RoundedShoulders)
            && self.own.neutral_cva_deg.is_some() == former.own.neutral_cva_deg.is_some()
    }

    /// Whether camera and chair are about where they were: the shift is no larger than that of a new day in the same
    /// chair, and far below that of another chair or a moved screen.
    fn is_in_seat_of(&self, former: &Self) -> bool {
        const SAME_SEAT: f32 = 0.2;
        self.pose.image_size == former.pose.image_size && distance(self.place, former.place) <= SAME_SEAT
    }
}

/// The median of each coordinate of each joint that at least half of the poses have.
pub(super) fn median(poses: &[&Pose]) -> Option<Neutral> {
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
pub(super) fn unrest(poses: &[&Pose], place: UserPlace) -> f32 {
    let deviations = poses.iter().filter_map(|pose| pose.place()).map(|p| distance(p, place));
    middle(deviations.collect()).unwrap_or(f32::INFINITY)
}

/// Between two places, or by how much the sizes differ if that is more, as a share of the size.
pub(super) fn distance(a: UserPlace, b: UserPlace) -> f32 {
    let ([x, y], [x0, y0]) = (a.centre_in_image, b.centre_in_image);
    (x - x0).hypot(y - y0).max((a.size_px - b.size_px).abs()) / b.size_px
}

/// The median; of an even number the upper one of the two in the middle.
pub(super) fn middle(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
