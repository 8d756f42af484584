//! The movement of an exercise: keyframes read from `assets/figures/<exercise>.toml`, and what lies between them.

use std::{
    collections::BTreeMap,
    sync::{LazyLock, OnceLock},
};

use enum_map::EnumMap;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::{
    body::Grain,
    muscles,
    picture::View,
    pose::{CHANNELS, Pose, Side},
    space::Vec3,
    things::Thing,
};
use crate::care::Muscle;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/figures");

/// Every movement, by the key of its exercise.
static MOVEMENTS: LazyLock<BTreeMap<&'static str, Movement>> = LazyLock::new(|| {
    let read = FILES.files().filter_map(|file| {
        let key = file.path().file_stem()?.to_str()?;
        // What is wrong in one of these files is found by the tests; a program in use goes on with the rest.
        let movement = Movement::from_toml(file.contents_utf8()?).inspect_err(|error| {
            debug_assert!(false, "{}: {error}", file.path().display());
        });
        Some((key, movement.ok()?))
    });
    read.collect()
});

/// How a figure moves, again and again.
#[derive(Debug)]
pub(super) struct Movement {
    pub(super) period_secs: f32,
    pub(super) worked: Vec<Muscle>,
    pub(super) things: Vec<Thing>,
    pub(super) views: Vec<View>,
    /// When it shows best what it is about: a picture for each, where nothing may move.
    pub(super) stills_secs: Vec<f32>,
    /// The pose of this time stands behind it as a shadow, so that a small movement is seen.
    pub(super) shadow_secs: Option<f32>,
    keyframes: Vec<(f32, [f32; CHANNELS])>,
    shares: EnumMap<Grain, OnceLock<Vec<Vec<f32>>>>,
}

/// A file of `assets/figures`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    base: Base,
    period_secs: f32,
    #[serde(default)]
    worked: Vec<Muscle>,
    #[serde(default)]
    things: Vec<Thing>,
    views: Vec<View>,
    stills_secs: Vec<f32>,
    shadow_secs: Option<f32>,
    /// What is different from the base all the time.
    #[serde(default)]
    all: Change,
    keyframe: Vec<Keyframe>,
}

/// What a figure is in when nothing else is said.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Base {
    Standing,
    Seated,
    Prone,
    Supine,
}

#[derive(Deserialize)]
struct Keyframe {
    at_secs: f32,
    #[serde(flatten)]
    change: Change,
}

/// What is different from the base; see [`Pose`] for the units.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Change {
    pelvis: Option<Vec3>,
    pelvis_deg: Option<f32>,
    low_back_deg: Option<f32>,
    upper_back_deg: Option<f32>,
    trunk_turn_deg: Option<f32>,
    breath: Option<f32>,
    head_glide: Option<f32>,
    neck_deg: Option<f32>,
    head_nod_deg: Option<f32>,
    head_turn_deg: Option<f32>,
    head_tilt_deg: Option<f32>,
    /// Of both sides, said for the left.
    both: SideChange,
    left: SideChange,
    right: SideChange,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SideChange {
    shoulder_up: Option<f32>,
    shoulder_forward: Option<f32>,
    wrist: Option<Vec3>,
    elbow: Option<Vec3>,
    fingers: Option<Vec3>,
    ankle: Option<Vec3>,
    knee: Option<Vec3>,
    foot_deg: Option<f32>,
}

impl SideChange {
    fn apply(&self, side: &mut Side, turn: fn(Vec3) -> Vec3) {
        let Side { shoulder_up, shoulder_forward, wrist, elbow, fingers, ankle, knee, foot_deg } = side;
        let numbers = [
            (shoulder_up, self.shoulder_up),
            (shoulder_forward, self.shoulder_forward),
            (foot_deg, self.foot_deg),
        ];
        for (value, new) in numbers {
            *value = new.unwrap_or(*value);
        }
        let points = [
            (wrist, self.wrist),
            (elbow, self.elbow),
            (fingers, self.fingers),
            (ankle, self.ankle),
            (knee, self.knee),
        ];
        for (value, new) in points {
            *value = new.map_or(*value, turn);
        }
    }
}

impl Change {
    fn apply(&self, pose: &mut Pose) {
        pose.pelvis = self.pelvis.unwrap_or(pose.pelvis);
        let numbers = [
            (&mut pose.pelvis_deg, self.pelvis_deg),
            (&mut pose.low_back_deg, self.low_back_deg),
            (&mut pose.upper_back_deg, self.upper_back_deg),
            (&mut pose.trunk_turn_deg, self.trunk_turn_deg),
            (&mut pose.breath, self.breath),
            (&mut pose.head_glide, self.head_glide),
            (&mut pose.neck_deg, self.neck_deg),
            (&mut pose.head_nod_deg, self.head_nod_deg),
            (&mut pose.head_turn_deg, self.head_turn_deg),
            (&mut pose.head_tilt_deg, self.head_tilt_deg),
        ];
        for (value, new) in numbers {
            *value = new.unwrap_or(*value);
        }
        self.both.apply(&mut pose.left, |point| point);
        self.both.apply(&mut pose.right, Vec3::mirrored);
        self.left.apply(&mut pose.left, |point| point);
        self.right.apply(&mut pose.right, |point| point);
    }
}

impl Movement {
    /// The movement of an exercise, where there is one.
    pub(super) fn of(exercise_id: &str) -> Option<&'static Self> {
        MOVEMENTS.get(exercise_id)
    }

    fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let written: Written = toml::from_str(text)?;
        let mut base = match written.base {
            Base::Standing => Pose::standing(),
            Base::Seated => Pose::seated(),
            Base::Prone => Pose::prone(),
            Base::Supine => Pose::supine(),
        };
        written.all.apply(&mut base);
        let keyframes = written.keyframe.iter().map(|keyframe| {
            let mut pose = base.clone();
            keyframe.change.apply(&mut pose);
            (keyframe.at_secs, pose.channels())
        });
        Ok(Self {
            period_secs: written.period_secs,
            worked: written.worked,
            things: written.things,
            views: written.views,
            stills_secs: written.stills_secs,
            shadow_secs: written.shadow_secs,
            keyframes: keyframes.collect(),
            shares: EnumMap::default(),
        })
    }

    /// How much every point of the body is worked, 0 to 1.
    pub(super) fn shares(&self, grain: Grain) -> &[Vec<f32>] {
        self.shares[grain].get_or_init(|| muscles::worked(&self.worked, grain))
    }

    /// The pose at a time, in seconds; after the last keyframe the first comes again.
    pub(super) fn pose_at(&self, secs: f32) -> Pose {
        let times: Vec<f32> = self.keyframes.iter().map(|(at, _)| *at).collect();
        Pose::from_channels(std::array::from_fn(|channel| {
            let values: Vec<f32> =
                self.keyframes.iter().filter_map(|(_, pose)| pose.get(channel).copied()).collect();
            on_loop(&times, &values, self.period_secs, secs)
        }))
    }
}

/// The value at a time of a curve through the points (`times`, `values`) that repeats after `period`: without a kink,
/// and never beyond two neighbouring points (Fritsch and Carlson, SIAM J. Numer. Anal. 17, 1980), so that what is held
/// is held still.
fn on_loop(times: &[f32], values: &[f32], period: f32, at: f32) -> f32 {
    let count = times.len() as i64;
    if count == 0 || period <= 0.0 {
        return 0.0;
    }
    let at = at.rem_euclid(period);
    // Points before the first and after the last are those of the loops before and after.
    let point = |index: i64| {
        let inside = index.rem_euclid(count) as usize;
        let loops = index.div_euclid(count) as f32;
        let (time, value) = (times.get(inside), values.get(inside));
        (time.copied().unwrap_or_default() + loops * period, value.copied().unwrap_or_default())
    };
    let next = times.partition_point(|time| *time <= at) as i64;
    let rise = |from: i64| {
        let ((t0, v0), (t1, v1)) = (point(from), point(from + 1));
        (v1 - v0) / (t1 - t0).max(1e-6)
    };
    let slope = |index: i64| {
        let (before, after) = (rise(index - 1), rise(index));
        if before * after <= 0.0 { 0.0 } else { 2.0 * before * after / (before + after) }
    };
    let ((from, start), (to, end)) = (point(next - 1), point(next));
    let length = (to - from).max(1e-6);
    let t = ((at - from) / length).clamp(0.0, 1.0);
    let (t2, t3) = (t * t, t * t * t);
    start * (2.0 * t3 - 3.0 * t2 + 1.0)
        + length * slope(next - 1) * (t3 - 2.0 * t2 + t)
        + end * (3.0 * t2 - 2.0 * t3)
        + length * slope(next) * (t3 - t2)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{MOVEMENTS, Movement, on_loop};
    use crate::{
        care::Catalogue,
        ui::figure::{
            pose::Pose,
            skeleton::Skeleton,
            space::{Vec3, vec3},
        },
    };

    fn keys() -> BTreeSet<&'static str> {
        MOVEMENTS.keys().copied().collect()
    }

    #[test]
    fn every_exercise_has_a_figure_and_every_figure_an_exercise() {
        let catalogue = Catalogue::built_in().unwrap();
        let exercises: BTreeSet<&str> =
            catalogue.exercises.iter().map(|exercise| exercise.id.as_str()).collect();
        assert_eq!(keys(), exercises);
    }

    #[test]
    fn a_figure_highlights_what_its_exercise_works() {
        let catalogue = Catalogue::built_in().unwrap();
        for exercise in &catalogue.exercises {
            for muscle in &Movement::of(&exercise.id).unwrap().worked {
                assert!(exercise.muscles.contains(muscle), "{}: {muscle:?}", exercise.id);
            }
        }
    }

    #[test]
    fn keyframes_follow_each_other_within_the_loop_and_stills_lie_in_it() {
        for (key, movement) in MOVEMENTS.iter() {
            let times: Vec<f32> = movement.keyframes.iter().map(|(at, _)| *at).collect();
            assert!(times.len() >= 2, "{key} moves");
            assert_eq!(times.first(), Some(&0.0), "{key}");
            assert!(times.is_sorted_by(|a, b| a < b), "{key}: {times:?}");
            assert!(times.last().unwrap() < &movement.period_secs, "{key}: the loop needs time to close");
            assert!((1..=3).contains(&movement.stills_secs.len()), "{key}");
            assert!(movement.stills_secs.iter().all(|at| (0.0..movement.period_secs).contains(at)), "{key}");
            assert!((1..=2).contains(&movement.views.len()), "{key}");
        }
    }

    /// Every joint that can be seen to move.
    fn joints(pose: &Pose) -> Vec<Vec3> {
        let skeleton = Skeleton::of(pose);
        let limbs = [&skeleton.left, &skeleton.right];
        let limbs = limbs.map(|limb| [limb.shoulder, limb.elbow, limb.wrist, limb.knee, limb.ankle]);
        [skeleton.head.0, skeleton.neck_base].into_iter().chain(limbs.into_iter().flatten()).collect()
    }

    #[test]
    fn no_joint_jumps_and_the_loop_closes() {
        // No joint of these calm movements is faster than a brisk arm.
        let fastest = 2.5_f32;
        let step = 1.0 / 60.0;
        for (key, movement) in MOVEMENTS.iter() {
            let steps = (movement.period_secs / step).ceil() as usize + 1;
            for index in 0..steps {
                let at = index as f32 * step;
                let [now, next] = [at, at + step].map(|at| joints(&movement.pose_at(at)));
                for (from, to) in now.into_iter().zip(next) {
                    let speed = (to - from).length() / step;
                    assert!(speed < fastest, "{key} at {at} s: {speed} m/s");
                }
            }
        }
    }

    #[test]
    fn poses_stay_within_what_a_body_can_do_and_above_the_floor() {
        for (key, movement) in MOVEMENTS.iter() {
            for index in 0..40 {
                let at = movement.period_secs * index as f32 / 40.0;
                let pose = movement.pose_at(at);
                let ranges = [
                    ("head_glide", pose.head_glide, -0.05..=0.08),
                    ("neck_deg", pose.neck_deg, -25.0..=40.0),
                    ("head_nod_deg", pose.head_nod_deg, -40.0..=50.0),
                    ("head_turn_deg", pose.head_turn_deg, -70.0..=70.0),
                    ("head_tilt_deg", pose.head_tilt_deg, -45.0..=45.0),
                    ("upper_back_deg", pose.upper_back_deg, -25.0..=40.0),
                    ("low_back_deg", pose.low_back_deg, -25.0..=50.0),
                    ("breath", pose.breath, 0.0..=1.0),
                    ("left shoulder_up", pose.left.shoulder_up, -0.03..=0.08),
                    ("right shoulder_up", pose.right.shoulder_up, -0.03..=0.08),
                    ("left shoulder_forward", pose.left.shoulder_forward, -0.06..=0.08),
                    ("right shoulder_forward", pose.right.shoulder_forward, -0.06..=0.08),
                ];
                for (name, value, range) in ranges {
                    assert!(range.contains(&value), "{key} at {at} s: {name} is {value}");
                }
                let lowest = joints(&pose).into_iter().map(|joint| joint.y).fold(f32::MAX, f32::min);
                assert!(lowest > 0.02, "{key} at {at} s: a joint is {lowest} m high");
            }
        }
    }

    #[test]
    fn in_a_chin_tuck_the_head_glides_back_on_a_level_while_the_shoulders_stay() {
        let movement = Movement::of("chin_tuck").unwrap();
        let [from, to] = [0.0, 3.5].map(|at| Skeleton::of(&movement.pose_at(at)));
        let glide = to.head.0 - from.head.0;
        assert!((-0.10..=-0.03).contains(&glide.z), "{glide:?}");
        assert!(glide.y.abs() < 0.02, "{glide:?}");
        assert!(from.head.1.front.dot(to.head.1.front) > 8.0_f32.to_radians().cos(), "it does not nod");
        assert_eq!(from.left.shoulder, to.left.shoulder);
    }

    #[test]
    fn a_held_value_is_still_and_no_value_overshoots() {
        let (times, values) = ([0.0, 1.0, 3.0], [0.0, 10.0, 10.0]);
        let at = |secs: f32| on_loop(&times, &values, 4.0, secs);
        for (secs, value) in times.into_iter().zip(values) {
            assert_eq!(at(secs), value, "the curve goes through its points");
        }
        for hundredth in 0..400 {
            let secs = hundredth as f32 / 100.0;
            let value = at(secs);
            assert!((-1e-4..=10.0001).contains(&value), "{secs}: {value}");
            if (1.0..=3.0).contains(&secs) {
                assert!((value - 10.0).abs() < 1e-4, "{secs}: {value}");
            }
        }
        assert!((at(4.0) - at(0.0)).abs() < 1e-4 && (at(-1.0) - at(3.0)).abs() < 1e-4);
    }

    #[test]
    fn bones_keep_their_length() {
        let movement = Movement::of("band_pull_apart").unwrap();
        let length = |a: Vec3, b: Vec3| (a - b).length();
        for index in 0..20 {
            let skeleton = Skeleton::of(&movement.pose_at(index as f32 * 0.25));
            for limbs in [&skeleton.left, &skeleton.right] {
                assert!((length(limbs.shoulder, limbs.elbow) - 0.285).abs() < 1e-3);
                assert!((length(limbs.elbow, limbs.wrist) - 0.25).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn what_is_written_for_both_sides_is_mirrored() {
        let movement = Movement::of("wall_angels").unwrap();
        let pose = movement.pose_at(1.3);
        assert_eq!(pose.left.wrist, pose.right.wrist.mirrored());
        assert!(pose.left.wrist.x > 0.0 && pose.left.wrist != vec3(0.0, 0.0, 0.0));
    }
}
