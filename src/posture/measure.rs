//! What is measured on one pose.

use enum_map::{Enum, EnumMap};
use serde::{Deserialize, Serialize};

use super::{
    body::{Posture, STATES, state},
    causes::Cause,
    observe::{HEAD_JOINTS, JOINTS, Observation, observe},
    pose::{Keypoint, Pose},
    reading::{Reading, Why},
    reference::Reference,
    solve::{Solution, solve},
};

/// A measured value and its uncertainty, in the unit of its [`Metric`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value.
    pub value: f32,
    /// Half the width of the interval that holds nine of ten true values.
    pub uncertainty: f32,
}

impl Estimate {
    pub(super) fn new(value: f64, uncertainty: f64) -> Self {
        Self { value: value as f32, uncertainty: uncertainty as f32 }
    }

    /// From radians.
    pub(super) fn in_degrees(self) -> Self {
        self.times(180.0 / std::f64::consts::PI)
    }

    pub(super) fn times(self, factor: f64) -> Self {
        Self::new(f64::from(self.value) * factor, f64::from(self.uncertainty) * factor.abs())
    }
}

/// Everything that Sitwell measures. "Change" is against the user's neutral; "turn" and "tilt" are, too, where there
/// is a neutral, and against the camera's axes where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Change of the craniovertebral angle in degrees; negative: the head is further forward.
    ForwardHeadDeg,
    /// Change of the tragus' position ahead of the trunk in mm; positive: further forward.
    ForwardHeadMm,
    /// Change of the acromia's position ahead of the upper thorax in mm; positive: more rounded (protracted).
    RoundedShouldersMm,
    /// Change of the thoracic kyphosis in degrees; positive: more slumped.
    SlumpDeg,
    /// Change of the trunk's lean in degrees; positive: leaning in, negative: reclining.
    LeanDeg,
    /// Change of the head's pitch in degrees; positive: looking down.
    HeadPitchDeg,
    /// Turn of the head in degrees; positive: to the person's left.
    HeadYawDeg,
    /// Tilt of the head in degrees; positive: towards the person's right shoulder (left ear higher).
    HeadRollDeg,
    /// Tilt of the shoulder line in degrees; positive: the person's left shoulder is higher.
    ShoulderTiltDeg,
    /// Distance from the camera to the eyes in mm. Absolute.
    DistanceMm,
}

impl Metric {
    /// Every metric, in the order of declaration.
    pub const ALL: [Self; 10] = [
        Self::ForwardHeadDeg,
        Self::ForwardHeadMm,
        Self::RoundedShouldersMm,
        Self::SlumpDeg,
        Self::LeanDeg,
        Self::HeadPitchDeg,
        Self::HeadYawDeg,
        Self::HeadRollDeg,
        Self::ShoulderTiltDeg,
        Self::DistanceMm,
    ];

    /// The key in machine-readable output, such as `forward_head_deg`.
    pub fn key(self) -> &'static str {
        match self {
            Self::ForwardHeadDeg => "forward_head_deg",
            Self::ForwardHeadMm => "forward_head_mm",
            Self::RoundedShouldersMm => "rounded_shoulders_mm",
            Self::SlumpDeg => "slump_deg",
            Self::LeanDeg => "lean_deg",
            Self::HeadPitchDeg => "head_pitch_deg",
            Self::HeadYawDeg => "head_yaw_deg",
            Self::HeadRollDeg => "head_roll_deg",
            Self::ShoulderTiltDeg => "shoulder_tilt_deg",
            Self::DistanceMm => "distance_mm",
        }
    }

    /// The key without its unit, such as `forward_head`: what is unknown is unknown in every unit.
    pub fn quantity(self) -> &'static str {
        let key = self.key();
        key.strip_suffix("_deg").or_else(|| key.strip_suffix("_mm")).unwrap_or(key)
    }

    /// The key of its uncertainty, such as `forward_head_uncertainty_deg`.
    pub fn uncertainty_key(self) -> String {
        let unit = if self.unit() == "mm" { "mm" } else { "deg" };
        format!("{}_uncertainty_{unit}", self.quantity())
    }

    /// `"°"` or `"mm"`.
    pub fn unit(self) -> &'static str {
        match self {
            Self::ForwardHeadMm | Self::RoundedShouldersMm | Self::DistanceMm => "mm",
            _ => "°",
        }
    }
}

/// The measurements of one pose: each a value with its uncertainty, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurements(pub EnumMap<Metric, Reading<Estimate>>);

impl Measurements {
    /// All unknown, for the same reason.
    pub fn unknown(why: Why) -> Self {
        Self(EnumMap::from_fn(|_| Reading::Unknown(why)))
    }

    /// One of them.
    pub fn get(&self, metric: Metric) -> Reading<Estimate> {
        self.0[metric]
    }
}

/// Beyond this the far eye and ear are hidden and the rigid head no longer fits; within it the errors of the
/// forward head stay as they are (docs/ACCURACY.md).
const MAX_HEAD_YAW_DEG: f64 = 30.0;
/// A shoulder hides behind the trunk beyond this.
const MAX_TRUNK_YAW_DEG: f64 = 20.0;
/// The ears rise over the eyes and the chin hides the neck: a keyboard glance is 15-30 degrees.
const MAX_HEAD_PITCH_DEG: f64 = 35.0;
/// The model is linear enough, and the hip near enough to where it was, within this lean.
const MAX_LEAN_DEG: f64 = 20.0;
/// A forward head that is less certain than this (one standard deviation) says nothing: the smallest change that
/// counts is about 5 degrees (Gallego-Izquierdo 2020).
const MAX_FORWARD_HEAD_DEVIATION_DEG: f64 = 5.0;
/// It is then because of leaning in, where that is at least this likely: seen from the front, a lean and a slouch
/// move head and shoulders nearly alike.
const LIKELY: f64 = 0.25;
/// Misfit (chi squared, 16 degrees of freedom: two coordinates of eight points) beyond which the points do not belong
/// to one seated person: the 99.99 % point is 46, and the assumed noise is on the cautious side.
const MAX_MISFIT: f64 = 50.0;
/// Eyes are 63 mm apart with a standard deviation of 6 %, and webcams see 50 to 80 degrees where 65 are assumed:
/// together 14 %, as on the rendered people. (IECON 2015 gives 9.4 % for one known camera.)
const DISTANCE_RELATIVE_UNCERTAINTY: f64 = 0.14;
/// Kyphosis is an angle between the upper and the lower thorax; half of it turns the upper thorax about T8.
const KYPHOSIS_PER_SLUMP: f64 = 2.0;

/// Half the width of the interval that holds nine of ten true values, in standard deviations of the solver. A normal
/// distribution would have 1.65 everywhere; these are measured on rendered people (docs/ACCURACY.md), each with
/// maps of head and shoulders that were trained without the person. A turned head errs more than the noise of the
/// keypoints tells.
fn deviations_for_nine_of_ten(metric: Metric, reference: &Reference) -> f32 {
    match metric {
        Metric::ForwardHeadDeg => 1.35,
        Metric::ForwardHeadMm => 1.65,
        // Without it nobody knows how these very shoulders look when they are rounded.
        Metric::RoundedShouldersMm if !reference.knows_own_rounded_shoulders() => 1.35,
        Metric::RoundedShouldersMm => 1.15,
        Metric::SlumpDeg => 0.8,
        Metric::LeanDeg | Metric::ShoulderTiltDeg => 1.1,
        Metric::HeadYawDeg => 2.6,
        Metric::HeadPitchDeg => 1.6,
        Metric::HeadRollDeg => 1.3,
        Metric::DistanceMm => 1.85,
    }
}

/// Measures a pose against a reference. Without a neutral (`reference.is_neutral` false), what is relative is
/// `Unknown(NoNeutral)`, and the absolute measurements come from a person of average build.
pub fn measure(pose: &Pose, reference: &Reference) -> Measurements {
    match observe(pose) {
        Reading::Unknown(why) => Measurements::unknown(why),
        Reading::Known(observation) => match solve(reference, &observation) {
            Some(solution) => tell(&solution, &observation, reference),
            None => Measurements::unknown(Why::LowConfidence),
        },
    }
}

/// Where nose, eyes and ears would be with this trunk and a forward head at `limit_deg` (a change of the
/// craniovertebral angle), for drawing. `None` without a neutral, or where the pose cannot be measured.
pub(super) fn head_at_limit(pose: &Pose, reference: &Reference, limit_deg: f32) -> Option<Pose> {
    let observation = observe(pose).known().filter(|_| reference.is_neutral)?;
    let solution = solve(reference, &observation)?;
    let change_deg = tell(&solution, &observation, reference).get(Metric::ForwardHeadDeg).known()?.value;
    let mut posture = solution.posture;
    // Bending the neck forward by an angle takes the craniovertebral angle down by as much.
    *posture.0.get_mut(state::NECK)? += f64::from(change_deg - limit_deg).to_radians();
    let projection = reference.scene.project(&posture)?;
    let mut head = Pose { image_size: pose.image_size, keypoints: EnumMap::default() };
    for (joint, point) in JOINTS.into_iter().zip(projection.chunks_exact(2)).take(HEAD_JOINTS) {
        let (Some(seen), [x, y]) = (pose.keypoints[joint], point) else { continue };
        head.keypoints[joint] = Some(Keypoint { point_in_image: [*x as f32, *y as f32], ..seen });
    }
    Some(head)
}

/// From the solved posture to the measurements.
fn tell(solution: &Solution, observation: &Observation, reference: &Reference) -> Measurements {
    let neutral = &reference.neutral_posture;
    let ([forward, up], [by_forward, by_up]) = reference.scene.tragus_from_c7(&solution.posture);
    let tragus_then = reference.neutral_tragus_from_c7;
    let length_squared = forward * forward + up * up;
    let cva = |[forward, up]: [f64; 2]| up.atan2(forward);
    let mut cva_gradient = by_up;
    for (g, (by_up, by_forward)) in cva_gradient.iter_mut().zip(by_up.iter().zip(by_forward)) {
        *g = (forward * by_up - up * by_forward) / length_squared;
    }
    let cva_deviation = solution.deviation(cva_gradient);
    let gates = gates(solution, observation, reference, cva_deviation.to_degrees());
    let relative = |gate: Option<Why>, estimate: Estimate| match (reference.is_neutral, gate) {
        (false, _) => Reading::Unknown(Why::NoNeutral),
        (true, Some(why)) => Reading::Unknown(why),
        (true, None) => Reading::Known(estimate),
    };
    let absolute = |gate: Option<Why>, estimate| gate.map_or(Reading::Known(estimate), Reading::Unknown);
    let degrees = |index| solution.change(index, neutral).in_degrees();
    let upright = Posture([0.0; STATES]);
    let turn =
        |index| solution.change(index, if reference.is_neutral { neutral } else { &upright }).in_degrees();
    let distance = reference.scene.eye_distance(&solution.posture);
    let trunk = gates.trunk;
    let with_deviations = EnumMap::from_fn(|metric| match metric {
        Metric::ForwardHeadDeg => relative(
            gates.forward_head,
            Estimate::new(cva([forward, up]) - cva(tragus_then), cva_deviation).in_degrees(),
        ),
        Metric::ForwardHeadMm => relative(
            gates.forward_head,
            Estimate::new(forward - tragus_then[0], solution.deviation(by_forward)),
        ),
        Metric::RoundedShouldersMm => relative(trunk, solution.change(state::PROTRACTION, neutral)),
        Metric::SlumpDeg => relative(gates.slump, degrees(state::SLUMP).times(KYPHOSIS_PER_SLUMP)),
        Metric::LeanDeg => relative(gates.lean, degrees(state::LEAN)),
        Metric::HeadPitchDeg => relative(gates.head, degrees(state::HEAD_PITCH)),
        Metric::HeadYawDeg => absolute(gates.head, turn(state::HEAD_YAW)),
        Metric::HeadRollDeg => absolute(gates.head, turn(state::HEAD_ROLL)),
        // The line of the shoulders is lower on the left when the trunk tilts to the left.
        Metric::ShoulderTiltDeg => absolute(gates.shoulders, turn(state::TRUNK_SIDE).times(-1.0)),
        Metric::DistanceMm => {
            absolute(gates.head, Estimate::new(distance, distance * DISTANCE_RELATIVE_UNCERTAINTY))
        }
    });
    Measurements(with_deviations.map(|metric, reading| {
        reading.map(|Estimate { value, uncertainty }| Estimate {
            value,
            uncertainty: uncertainty * deviations_for_nine_of_ten(metric, reference),
        })
    }))
}

/// Why a group of measurements cannot be told, if it cannot.
struct Gates {
    head: Option<Why>,
    shoulders: Option<Why>,
    lean: Option<Why>,
    trunk: Option<Why>,
    slump: Option<Why>,
    forward_head: Option<Why>,
}

fn gates(
    solution: &Solution,
    observation: &Observation,
    reference: &Reference,
    forward_head_deviation_deg: f64,
) -> Gates {
    let at = |posture: &Posture, index: usize| posture.0.get(index).copied().unwrap_or_default().to_degrees();
    let angle = |index| at(&solution.posture, index);
    let change = |index| at(&solution.posture, index) - at(&reference.neutral_posture, index);
    let when = |condition: bool, why: Why| condition.then_some(why);
    let misfit = when(solution.misfit > MAX_MISFIT, Why::LowConfidence);
    let head = observation.head.or(misfit);
    let shoulders = observation.shoulders.or(misfit);
    let turned = when(
        angle(state::HEAD_YAW).abs() > MAX_HEAD_YAW_DEG || angle(state::TRUNK_YAW).abs() > MAX_TRUNK_YAW_DEG,
        Why::NotFrontal,
    );
    let far = when(change(state::LEAN).abs() > MAX_LEAN_DEG, Why::TooFarFromNeutral);
    // The order is that of what the user would do about it.
    let lean = observation.head.or(observation.shoulders).or(turned).or(misfit);
    let trunk = lean.or(far);
    let pitched = when(change(state::HEAD_PITCH).abs() > MAX_HEAD_PITCH_DEG, Why::HeadPitched);
    let undecided = when(
        forward_head_deviation_deg > MAX_FORWARD_HEAD_DEVIATION_DEG,
        if solution.probability(Cause::LeaningIn) > LIKELY { Why::LeaningIn } else { Why::LowConfidence },
    );
    let slump = trunk.or(undecided);
    let forward_head = slump.or(pitched);
    Gates { head, shoulders, lean, trunk, slump, forward_head }
}
