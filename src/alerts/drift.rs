//! Whether camera or chair moved, so that the neutral holds no longer.
//!
//! When the lid is tilted, the camera knocked or the chair lowered, head and shoulders move in the picture as one: by
//! a shift, a scale and a turn that they share. A posture moves the head against the shoulders. So the neutral's
//! points are laid over the present ones as a whole; what remains tells whether it was a posture.
//!
//! The body model takes much of it by itself: a chair that rolls to the front, back or aside changes no measurement by
//! more than a degree or two. What it cannot take is a picture that is shifted up or down, and a user far from where he
//! was calibrated. Only that is asked about.

use enum_map::EnumMap;

use crate::{
    posture::{Joint, Neutral, Pose, Reading, Why},
    time::Mono,
};

/// The points that are compared: those of the head, and of the shoulders.
const HEAD: [Joint; 5] = [Joint::Nose, Joint::LeftEye, Joint::RightEye, Joint::LeftEar, Joint::RightEar];
const SHOULDERS: [Joint; 2] = [Joint::LeftShoulder, Joint::RightShoulder];
/// Below this a point is a guess (`posture/observe.rs`).
const MIN_CONFIDENCE: f32 = 0.3;

/// Longer than reaching for something or talking to somebody; shorter than the dwell time of a fault, so that the
/// question comes before a wrong alert.
const STAY_SECS: f64 = 30.0;
/// Within this distance, as a share of the user's size, somebody sits where he sat: fidgeting and breathing.
const SAME_PLACE: f32 = 0.1;
/// Somebody who is not where the user was calibrated: for so long, no passer-by.
const SOMEONE_ELSE_SECS: f64 = 60.0;

/// What remains when the neutral is laid over the present points, as a share of the user's size: at most 0.023 of
/// people who sit as they did, by the noise of the keypoints alone; at least 0.035 of slouches and leans that lower
/// head and shoulders by [`SHIFT_UP_OR_DOWN`].
const MAX_MISFIT: f32 = 0.025;
/// Five centimetres of the chair's height, or five degrees of the lid: from here on an unchanged posture is measured as
/// a slump or not at all.
const SHIFT_UP_OR_DOWN: f32 = 0.15;
/// A shift up or down counts only while the size stays: a chair that rolls nearer comes lower in the picture, too, and
/// that does no harm.
const SIZE_STAYS: f32 = 0.08;
/// Half a shoulder width aside (about 20 cm) or nearer or farther by this factor is another seat.
const SHIFT_ASIDE: f32 = 0.5;
const OTHER_SIZE: f32 = 1.4;
/// Within this share of all that, the user is back in the old place.
const BACK: f32 = 0.6;

/// Whether the neutral holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Drift {
    /// The points of its pose, and the size of the picture that they lie in.
    neutral: Option<(Points, [u32; 2])>,
    stay: Option<Stay>,
    someone_else: Option<(Mono, f64)>,
    moved_since: Option<Mono>,
}

/// The mean of the poses in one place.
#[derive(Clone, Debug)]
struct Stay {
    since: Mono,
    known_secs: f64,
    poses: f32,
    mean: Points,
}

type Points = EnumMap<Joint, Option<[f32; 2]>>;

impl Drift {
    pub(super) fn of(neutral: Option<&Neutral>) -> Self {
        let of_pose = |pose: &Pose| Some((points(pose, pose.image_size)?, pose.image_size));
        Self { neutral: neutral.and_then(|neutral| of_pose(&neutral.pose)), ..Self::default() }
    }

    /// Forgets the past; keeps the neutral.
    pub(super) fn forget(&mut self) {
        *self = Self { neutral: self.neutral.take(), ..Self::default() };
    }

    /// Since when the neutral does not hold.
    pub(super) fn moved_since(&self) -> Option<Mono> {
        self.moved_since
    }

    /// Takes in one moment. Returns whether what is measured at it can be believed.
    pub(super) fn step(&mut self, at: Mono, counted_secs: f64, pose: Option<&Reading<Pose>>) -> bool {
        let Some((neutral, image_size)) = &self.neutral else { return true };
        match pose {
            Some(Reading::Known(pose)) => {
                self.someone_else = None;
                let Some(seen) = points(pose, *image_size) else { return self.moved_since.is_none() };
                let stay = match self.stay.take().and_then(|stay| stay.go_on(counted_secs, &seen)) {
                    Some(stay) => stay,
                    None => Stay { since: at, known_secs: 0.0, poses: 1.0, mean: seen },
                };
                let change = Change::between(neutral, &stay.mean);
                let is_moved = change.is_some_and(|change| change.is_moved());
                if stay.known_secs < STAY_SECS {
                    self.stay = Some(stay);
                } else if is_moved {
                    self.moved_since.get_or_insert(stay.since);
                } else if change.is_some_and(|change| change.is_back()) {
                    self.moved_since = None;
                }
                !is_moved && self.moved_since.is_none()
            }
            Some(Reading::Unknown(Why::SomeoneElse)) => {
                let (since, secs) = self.someone_else.get_or_insert((at, -counted_secs));
                *secs += counted_secs;
                if *secs >= SOMEONE_ELSE_SECS {
                    self.moved_since.get_or_insert(*since);
                }
                false
            }
            Some(Reading::Unknown(_)) => {
                self.someone_else = None;
                false
            }
            None => false,
        }
    }
}

impl Stay {
    /// The stay with one more pose; `None` if that is in another place.
    fn go_on(mut self, counted_secs: f64, seen: &Points) -> Option<Self> {
        let change = Change::between(&self.mean, seen)?;
        (change.shift[0].hypot(change.shift[1]) <= SAME_PLACE && (change.scale - 1.0).abs() <= SAME_PLACE)
            .then_some(())?;
        self.known_secs += counted_secs;
        self.poses += 1.0;
        for (mean, seen) in self.mean.values_mut().zip(seen.values()) {
            *mean = match (*mean, *seen) {
                (Some(mean), Some(seen)) => Some([0, 1].map(|axis: usize| {
                    let of = |point: [f32; 2]| point.get(axis).copied().unwrap_or_default();
                    of(mean) + (of(seen) - of(mean)) / self.poses
                })),
                (mean, seen) => mean.or(seen),
            };
        }
        Some(self)
    }
}

/// A weight, and a point in the one and the other set of points.
type Pair = (f32, [f32; 2], [f32; 2]);

/// How one set of points lies against another: the similarity that takes one to the other, with head and shoulders of
/// equal weight.
#[derive(Clone, Copy, Debug)]
struct Change {
    /// Right and down, as a share of the user's size.
    shift: [f32; 2],
    scale: f32,
    /// Root mean square of what remains, as a share of the user's size.
    misfit: f32,
}

impl Change {
    fn between(from: &Points, to: &Points) -> Option<Self> {
        let pairs = |joints: &[Joint]| -> Vec<([f32; 2], [f32; 2])> {
            joints.iter().filter_map(|joint| Some((from[*joint]?, to[*joint]?))).collect()
        };
        let (head, shoulders) = (pairs(&HEAD), pairs(&SHOULDERS));
        let [(left, _), (right, _)] = shoulders.as_slice() else { return None };
        let (nose, _) = head.first().filter(|_| from[Joint::Nose].is_some() && head.len() >= 3)?;
        let size = crate::posture::size(*nose, *left, *right);
        let weighted: Vec<Pair> = [&head, &shoulders]
            .into_iter()
            .flat_map(|group| group.iter().map(|(a, b)| (0.5 / group.len() as f32, *a, *b)))
            .collect();
        let mean = |of: fn(&Pair) -> [f32; 2]| {
            weighted.iter().fold([0.0, 0.0], |[x, y], pair| {
                let [px, py] = of(pair);
                [x + pair.0 * px, y + pair.0 * py]
            })
        };
        let ([ax, ay], [bx, by]) = (mean(|(_, a, _)| *a), mean(|(_, _, b)| *b));
        // Least squares of b = k a with a complex k, which scales and turns.
        let (mut real, mut imaginary, mut spread, mut total) = (0.0, 0.0, 0.0, 0.0);
        for (weight, [x, y], [u, v]) in &weighted {
            let (x, y, u, v) = (x - ax, y - ay, u - bx, v - by);
            real += weight * (x * u + y * v);
            imaginary += weight * (x * v - y * u);
            spread += weight * (x * x + y * y);
            total += weight * (u * u + v * v);
        }
        let scale = real.hypot(imaginary) / spread;
        let misfit = (total - scale * scale * spread).max(0.0).sqrt() / (scale * size);
        let change = Self { shift: [(bx - ax) / size, (by - ay) / size], scale, misfit };
        (misfit.is_finite() && size > 0.0).then_some(change)
    }

    /// In units of what is too far: above 1 the neutral does not hold.
    fn distance(&self) -> f32 {
        let [aside, down] = self.shift.map(f32::abs);
        let size = self.scale.max(1.0 / self.scale);
        let up_or_down = if size <= 1.0 + SIZE_STAYS { down / SHIFT_UP_OR_DOWN } else { 0.0 };
        up_or_down.max(aside / SHIFT_ASIDE).max(size.ln() / OTHER_SIZE.ln())
    }

    fn is_moved(&self) -> bool {
        self.misfit <= MAX_MISFIT && self.distance() > 1.0
    }

    fn is_back(&self) -> bool {
        let [_, down] = self.shift;
        self.distance() < BACK && down.abs() < BACK * SHIFT_UP_OR_DOWN
    }
}

/// The points that are seen clearly, in pixels of a picture of this size; `None` where that has another shape.
fn points(pose: &Pose, size: [u32; 2]) -> Option<Points> {
    let ([width, height], [to_width, to_height]) =
        (pose.image_size.map(|n| n as f32), size.map(|n| n as f32));
    let factor = to_width / width;
    ((factor * height / to_height - 1.0).abs() < 0.01).then(|| {
        EnumMap::from_fn(|joint| {
            pose.point(joint, MIN_CONFIDENCE).known().map(|point| point.map(|along| along * factor))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::Keypoint;

    /// Somebody half a metre from the camera, in pixels.
    const UPRIGHT: [(Joint, [f32; 2]); 7] = [
        (Joint::Nose, [320.0, 190.0]),
        (Joint::LeftEye, [338.0, 170.0]),
        (Joint::RightEye, [302.0, 170.0]),
        (Joint::LeftEar, [364.0, 180.0]),
        (Joint::RightEar, [276.0, 180.0]),
        (Joint::LeftShoulder, [440.0, 330.0]),
        (Joint::RightShoulder, [200.0, 330.0]),
    ];
    /// The size of a shift by 1.
    const SIZE: f32 = 240.0;

    /// The head moved and scaled by the one, the shoulders by the other.
    fn pose(head: [f32; 3], shoulders: [f32; 3]) -> Pose {
        let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
        for (joint, [x, y]) in UPRIGHT {
            let ([dx, dy, scale], [cx, cy]) =
                if HEAD.contains(&joint) { (head, [320.0, 180.0]) } else { (shoulders, [320.0, 330.0]) };
            let point_in_image = [cx + scale * (x - cx) + dx * SIZE, cy + scale * (y - cy) + dy * SIZE];
            pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 0.8 });
        }
        pose
    }

    fn both(dx: f32, dy: f32) -> Pose {
        pose([dx, dy, 1.0], [dx, dy, 1.0])
    }

    fn upright() -> Drift {
        let neutral = pose([0.0, 0.0, 1.0], [0.0, 0.0, 1.0]);
        Drift::of(Neutral::of_poses(&[&neutral]).known().as_ref())
    }

    /// Holds a pose for so many seconds at 2 Hz, from a time on. Whether every moment could be believed.
    fn hold(drift: &mut Drift, from: f64, secs: f64, pose: &Reading<Pose>) -> bool {
        let moments = (0..(2.0 * secs) as u32).map(|index| from + f64::from(index) / 2.0);
        // Not lazily: every moment is to be seen.
        // Every moment is stepped through, whatever comes of it.
        let held: Vec<bool> = moments.map(|at| drift.step(Mono(at), 0.5, Some(pose))).collect();
        held.into_iter().all(|holds| holds)
    }

    fn is_asked(pose: Pose) -> bool {
        let mut drift = upright();
        hold(&mut drift, 0.0, 120.0, &Reading::Known(pose));
        drift.moved_since().is_some()
    }

    #[test]
    fn a_picture_that_is_shifted_as_a_whole_is_asked_about() {
        for (dx, dy) in [(0.0, 0.2), (0.05, -0.2), (0.6, 0.0), (-0.3, 0.25)] {
            assert!(is_asked(both(dx, dy)), "{dx} {dy}");
        }
        for (dx, dy) in [(0.0, 0.0), (0.0, 0.1), (0.3, 0.05)] {
            assert!(!is_asked(both(dx, dy)), "{dx} {dy}");
        }
    }

    #[test]
    fn a_posture_is_not() {
        // The head comes down and nearer, the shoulders follow less: a slouch, a forward head, leaning in.
        for (head, shoulders) in [
            ([0.0, 0.22, 1.13], [0.0, 0.16, 1.06]),
            ([0.0, 0.25, 1.2], [0.0, 0.0, 1.0]),
            ([0.0, 0.3, 1.3], [0.0, 0.2, 1.12]),
            ([0.0, -0.2, 0.8], [0.0, -0.1, 0.88]),
            ([0.28, 0.02, 1.0], [0.15, 0.0, 1.0]),
        ] {
            assert!(!is_asked(pose(head, shoulders)), "{head:?} {shoulders:?}");
        }
    }

    #[test]
    fn a_chair_that_rolls_is_asked_about_only_when_it_is_elsewhere() {
        let rolled = |factor: f32| {
            let mut pose = both(0.0, 0.0);
            for keypoint in pose.keypoints.values_mut().flatten() {
                let [x, y] = keypoint.point_in_image;
                keypoint.point_in_image = [320.0 + factor * (x - 320.0), 60.0 + factor * (y - 60.0)];
            }
            pose
        };
        let asked = [0.6, 0.85, 1.15, 1.5].map(|factor| is_asked(rolled(factor)));
        assert_eq!(asked, [true, false, false, true]);
    }

    #[test]
    fn nothing_is_believed_from_the_first_moment_until_all_is_back() {
        let mut drift = upright();
        assert!(hold(&mut drift, 0.0, 40.0, &Reading::Known(both(0.0, 0.0))));
        assert!(!drift.step(Mono(40.0), 0.5, Some(&Reading::Known(both(0.0, 0.25)))));
        hold(&mut drift, 40.5, 40.0, &Reading::Known(both(0.0, 0.25)));
        assert_eq!(drift.moved_since(), Some(Mono(40.0)));
        // Slouching there is no proof that the camera is back.
        assert!(!hold(&mut drift, 80.5, 60.0, &Reading::Known(pose([0.0, 0.5, 1.1], [0.0, 0.4, 1.05]))));
        assert!(drift.moved_since().is_some());
        hold(&mut drift, 140.5, 40.0, &Reading::Known(both(0.0, 0.02)));
        assert_eq!(drift.moved_since(), None);
        assert!(drift.step(Mono(181.0), 0.5, Some(&Reading::Known(both(0.0, 0.02)))));
    }

    #[test]
    fn a_short_change_or_an_unknown_one_is_none() {
        let mut drift = upright();
        hold(&mut drift, 0.0, 25.0, &Reading::Known(both(0.0, 0.25)));
        hold(&mut drift, 25.0, 60.0, &Reading::Known(both(0.0, 0.0)));
        for why in [Why::Nobody, Why::TooDark, Why::OutOfFrame] {
            hold(&mut drift, 90.0, 600.0, &Reading::Unknown(why));
        }
        assert_eq!(drift.moved_since(), None);
    }

    #[test]
    fn somebody_who_stays_elsewhere_is_asked_about_and_a_passer_by_is_not() {
        let stranger = Reading::Unknown(Why::SomeoneElse);
        let mut drift = upright();
        hold(&mut drift, 0.0, 40.0, &stranger);
        hold(&mut drift, 40.0, 2.0, &Reading::Unknown(Why::Nobody));
        hold(&mut drift, 42.0, 40.0, &stranger);
        assert_eq!(drift.moved_since(), None);
        hold(&mut drift, 82.0, 30.0, &stranger);
        assert_eq!(drift.moved_since(), Some(Mono(42.0)));
    }
}
