//! What a pose is compared with: the person, the camera and the neutral posture, fitted to the neutral's points.

use super::{
    body::{Jacobian, OBSERVATIONS, Posture, Projection, STATES, Scene, state},
    causes::{CHIN_TUCK, Cause, Range},
    geometry::about_x,
    linear::Cholesky,
    measure::{Metric, measure},
    neutral::{Neutral, OwnPosture},
    observe::{Observation, observe},
    pose::Pose,
    reading::{Reading, Why},
    solve::solve_for,
};

/// Horizontal field of view of an ordinary webcam, degrees. An error scales distances, and changes with them.
const FIELD_OF_VIEW_DEG: f64 = 65.0;

/// The person and the camera in the neutral.
#[derive(Clone, Debug)]
pub struct Reference {
    pub(super) scene: Scene,
    pub(super) neutral_posture: Posture,
    /// False: it was made of the very pose to be measured, so that only the absolute measurements mean anything.
    pub(super) is_neutral: bool,
    /// The neutral's own [`Scene::linearise`].
    pub(super) at_neutral: (Projection, Jacobian),
    /// The neutral's own [`Scene::tragus_from_c7`].
    pub(super) neutral_tragus_from_c7: [f64; 2],
    /// What the user's own postures showed beyond the average body: how much further each point moves, in pixels by
    /// a unit of a state.
    pub(super) own_slopes: [(usize, [f64; OBSERVATIONS]); 2],
    /// The neutral shows the joints of the shoulders.
    pub(super) has_joints: bool,
    /// Width and height of the picture of the neutral.
    pub(super) image_size: [u32; 2],
}

impl Reference {
    /// Of a calibrated neutral.
    pub fn of_neutral(neutral: &Neutral) -> Reading<Self> {
        let field_of_view_deg = neutral.own.field_of_view_deg.map_or(FIELD_OF_VIEW_DEG, f64::from);
        Self::of_pose_before(&neutral.pose, field_of_view_deg).map(|reference| {
            let average = Self { is_neutral: true, ..reference };
            let shown = |posture, cause, index| {
                let pose = neutral.own.postures[posture].as_ref();
                (index, pose.and_then(|pose| own_slope(&average, pose, cause, index)).unwrap_or_default())
            };
            let own_slopes = [
                shown(OwnPosture::Slouch, Cause::Slouch, state::SLUMP),
                shown(OwnPosture::RoundedShoulders, Cause::RoundedShoulders, state::PROTRACTION),
            ];
            Self { own_slopes, ..average }
        })
    }

    /// Whether the user showed the own rounded shoulders.
    pub(super) fn knows_own_rounded_shoulders(&self) -> bool {
        let shows = |slope: &[f64; OBSERVATIONS]| slope.iter().any(|s| *s != 0.0);
        self.own_slopes.iter().any(|(index, slope)| *index == state::PROTRACTION && shows(slope))
    }

    /// How far the camera stands above the level of the neutral's eyes, seen from them, in degrees.
    pub(super) fn camera_above_eyes_deg(&self) -> f64 {
        self.scene.camera_above_eyes(&self.neutral_posture).to_degrees()
    }

    /// Of a single pose: the absolute measurements that can be had without a neutral.
    pub fn of_pose(pose: &Pose) -> Reading<Self> {
        Self::of_pose_before(pose, FIELD_OF_VIEW_DEG)
    }

    /// The same before a camera with this field of view along the longer side of its picture.
    fn of_pose_before(pose: &Pose, field_of_view_deg: f64) -> Reading<Self> {
        observe(pose).and_then(|observation| {
            Self::of_observation(&observation, pose.image_size, field_of_view_deg)
                .map_or(Reading::Unknown(Why::LowConfidence), Reading::Known)
        })
    }

    fn of_observation(
        observation: &Observation,
        image_size: [u32; 2],
        field_of_view_deg: f64,
    ) -> Option<Self> {
        let [width, height] = image_size.map(f64::from);
        // The lens sees its field of view along the longer side, whichever way the picture is turned.
        let focal_px = width.max(height) / 2.0 / (field_of_view_deg / 2.0).to_radians().tan();
        let (scene, neutral_posture) = fit(observation, focal_px, [width / 2.0, height / 2.0])?;
        Some(Self {
            at_neutral: scene.linearise(&neutral_posture)?,
            neutral_tragus_from_c7: scene.tragus_from_c7(&neutral_posture).0,
            scene,
            neutral_posture,
            is_neutral: false,
            own_slopes: [(0, [0.0; OBSERVATIONS]); 2],
            has_joints: observation.has_joints,
            image_size,
        })
    }
}

/// How much of what an own posture shows is believed: as much as the average body, because the posture was shown
/// once, and nobody knows how far it went.
const TRUST_IN_OWN_POSTURE: f64 = 0.5;

/// The least that a user shows who is asked for a slouch (degrees of kyphosis) or for rounded shoulders (mm): a third of what
/// people show (causes.rs), and over what the keypoints' noise makes of a neutral.
const LEAST_SLUMP_DEG: f32 = 5.0;
const LEAST_PROTRACTION_MM: f32 = 5.0;

impl Reference {
    /// Whether a pose shows more of this posture than the neutral does. What cannot be measured is at least no neutral.
    pub fn shows(&self, posture: OwnPosture, pose: &Pose) -> bool {
        let (metric, least) = match posture {
            OwnPosture::Slouch => (Metric::SlumpDeg, LEAST_SLUMP_DEG),
            OwnPosture::RoundedShoulders => (Metric::RoundedShouldersMm, LEAST_PROTRACTION_MM),
        };
        measure(pose, self).get(metric).known().is_none_or(|shown| shown.value >= least)
    }

    /// How far the head has glided back from the neutral in this pose, in mm; unknown where head and shoulders are not
    /// seen well.
    pub fn chin_tuck_mm(&self, pose: &Pose) -> Reading<f32> {
        observe(pose).and_then(|observation| {
            let tucked = solve_for(self, &observation, &CHIN_TUCK);
            tucked.map_or(Reading::Unknown(Why::LowConfidence), |posture| {
                let [forward, _] = self.scene.tragus_from_c7(&posture).0;
                Reading::Known((self.neutral_tragus_from_c7[0] - forward) as f32)
            })
        })
    }
}

/// What the points of an own posture show beyond the average body, by a unit of the state that it is about. `None`
/// where it cannot be seen well, or shows nothing.
fn own_slope(average: &Reference, pose: &Pose, cause: Cause, index: usize) -> Option<[f64; OBSERVATIONS]> {
    let observation = observe(pose).known().filter(|_| pose.image_size == average.image_size)?;
    let posture = solve_for(average, &observation, Range::of(cause)?)?;
    let change = posture.0.get(index)? - average.neutral_posture.0.get(index)?;
    // Against the cause's own direction it is not what the user was asked for.
    let change = (change > 0.0).then_some(change)?;
    let projection = average.scene.project(&posture)?;
    let mut slope = [0.0; OBSERVATIONS];
    let seen = observation.points.iter().zip(observation.precision);
    for (slope, ((point, precision), expected)) in slope.iter_mut().zip(seen.zip(projection)) {
        if precision > 0.0 {
            *slope = TRUST_IN_OWN_POSTURE * (point - expected) / change;
        }
    }
    slope.iter().all(|slope| slope.is_finite()).then_some(slope)
}

/// What is fitted: where the camera is (mm, radians), the person's sizes (mm), and how he sits (radians).
const PARAMETERS: usize = 12;

/// Before anything is seen. The camera stands on or in a screen at arm's length, its height about that of the
/// eyes or a little more, tilted down a little; people's shoulders and necks differ by about 20 and 15 mm.
const USUAL: [f64; PARAMETERS] = [0.0, 820.0, 700.0, 0.15, 173.0, 508.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
/// One standard deviation of each.
const RANGE: [f64; PARAMETERS] = [150.0, 150.0, 300.0, 0.3, 20.0, 20.0, 15.0, 0.1, 0.25, 0.1, 0.1, 0.05];
/// As difference quotients: small against the ranges, large against rounding.
const DIFFERENCE: f64 = 1e-5;
const STEPS: usize = 15;

fn scene(parameters: &[f64; PARAMETERS], focal_px: f64, centre_in_image: [f64; 2]) -> (Scene, Posture) {
    let [x, y, z, pitch, half_shoulder_width, shoulder_height, neck_extra, head_pitch, yaw, roll, turn, side] =
        *parameters;
    let mut posture = [0.0; STATES];
    for (index, value) in [
        (state::HEAD_YAW, yaw),
        (state::HEAD_ROLL, roll),
        (state::TRUNK_YAW, turn),
        (state::TRUNK_SIDE, side),
    ] {
        if let Some(cell) = posture.get_mut(index) {
            *cell = value;
        }
    }
    let scene = Scene {
        focal_px,
        centre_in_image,
        camera: [x, y, z],
        to_camera: about_x(pitch),
        half_shoulder_width,
        shoulder_height,
        neck_extra,
        neutral_head_pitch: head_pitch,
        neutral_offset_px: [0.0; OBSERVATIONS],
    };
    (scene, Posture(posture))
}

/// Maximum a posteriori by Gauss-Newton; runs once a calibration.
#[expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "indices run below the arrays' sizes"
)]
fn fit(seen: &Observation, focal_px: f64, centre_in_image: [f64; 2]) -> Option<(Scene, Posture)> {
    let observation = seen.clone().of_shoulders(seen.has_joints);
    let project = |unknowns: &[f64; PARAMETERS]| {
        let mut parameters = USUAL;
        for k in 0..PARAMETERS {
            parameters[k] += unknowns[k] * RANGE[k];
        }
        let (scene, posture) = scene(&parameters, focal_px, centre_in_image);
        scene.project(&posture)
    };
    let mut unknowns = start(&observation, focal_px);
    for _ in 0..STEPS {
        let base = project(&unknowns)?;
        let mut columns = [[0.0; OBSERVATIONS]; PARAMETERS];
        for (k, column) in columns.iter_mut().enumerate() {
            let mut moved = unknowns;
            moved[k] += DIFFERENCE;
            let there = project(&moved)?;
            for row in 0..OBSERVATIONS {
                column[row] = (there[row] - base[row]) / DIFFERENCE * observation.precision[row];
            }
        }
        let mut information = [[0.0; PARAMETERS]; PARAMETERS];
        let mut towards = [0.0; PARAMETERS];
        for k in 0..PARAMETERS {
            towards[k] = -unknowns[k];
            for row in 0..OBSERVATIONS {
                let residual = (observation.points[row] - base[row]) * observation.precision[row];
                towards[k] += columns[k][row] * residual;
            }
            for j in k..PARAMETERS {
                information[k][j] = f64::from(u8::from(j == k));
                for row in 0..OBSERVATIONS {
                    information[k][j] += columns[k][row] * columns[j][row];
                }
            }
        }
        let step = Cholesky::new(&information)?.solve(towards);
        for k in 0..PARAMETERS {
            // More than two usual ranges at once would leave the region in which the picture is nearly linear.
            unknowns[k] += step[k].clamp(-2.0, 2.0);
        }
    }
    let mut parameters = USUAL;
    for k in 0..PARAMETERS {
        parameters[k] += unknowns[k] * RANGE[k];
    }
    let (mut scene, posture) = scene(&parameters, focal_px, centre_in_image);
    let projection = scene.project(&posture)?;
    for row in 0..OBSERVATIONS {
        // Of all points, so that a pose without the joints of the shoulders can be compared by their outline.
        if seen.precision[row] > 0.0 {
            scene.neutral_offset_px[row] = seen.points[row] - projection[row];
        }
    }
    scene.neutral_offset_px.iter().all(|offset| offset.is_finite()).then_some((scene, posture))
}

/// The distance that the eyes tell puts a far or near person within reach of the first step.
fn start(observation: &Observation, focal_px: f64) -> [f64; PARAMETERS] {
    const EYE_DISTANCE_MM: f64 = 63.0;
    const EYES_BEFORE_HIP_MM: f64 = 109.0;
    const DISTANCE_PARAMETER: usize = 2;
    let [_, _, left_x, left_y, right_x, right_y, ..] = observation.points;
    let distance = focal_px * EYE_DISTANCE_MM / (left_x - right_x).hypot(left_y - right_y).max(1.0);
    let mut unknowns = [0.0; PARAMETERS];
    for (index, (cell, (usual, range))) in unknowns.iter_mut().zip(USUAL.into_iter().zip(RANGE)).enumerate() {
        if index == DISTANCE_PARAMETER {
            *cell = (distance + EYES_BEFORE_HIP_MM - usual) / range;
        }
    }
    unknowns
}
