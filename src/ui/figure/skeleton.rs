//! From the numbers of a pose to where every joint is.

use super::{
    pose::{Pose, Side},
    space::{Basis, Vec3, vec3},
};

/// Lengths of a person of 1.70 m, in metres, near the proportions of Drillis and Contini (1966).
pub(super) const SPINE: f32 = 0.53;
const HIP_HALF_WIDTH: f32 = 0.09;
const THIGH: f32 = 0.42;
const SHANK: f32 = 0.41;
const UPPER_ARM: f32 = 0.285;
const FOREARM: f32 = 0.25;
/// Where the shoulder joint is from the seventh neck vertebra, on the left.
const SHOULDER: Vec3 = vec3(0.162, -0.072, 0.022);
/// From the seventh neck vertebra to the base of the skull, and on to the middle of the head.
const NECK: Vec3 = vec3(0.0, 0.085, 0.038);
const HEAD: Vec3 = vec3(0.0, 0.085, 0.022);
/// Steps in which the spine is bent.
const SPINE_STEPS: usize = 24;

/// Where the joints of a figure are.
pub(super) struct Skeleton {
    /// From the hips up to the seventh neck vertebra, in equal steps.
    pub(super) spine: Vec<(Vec3, Basis)>,
    pub(super) neck_base: Vec3,
    pub(super) skull_base: Vec3,
    pub(super) head: (Vec3, Basis),
    pub(super) left: Limbs,
    pub(super) right: Limbs,
    pub(super) breath: f32,
}

/// The joints of one side.
pub(super) struct Limbs {
    /// How far the shoulder has moved from where it is at rest.
    pub(super) shoulder_shift: Vec3,
    pub(super) shoulder: Vec3,
    pub(super) elbow: Vec3,
    pub(super) wrist: Vec3,
    pub(super) fingers: Vec3,
    pub(super) hip: Vec3,
    pub(super) knee: Vec3,
    pub(super) ankle: Vec3,
    pub(super) foot: Basis,
}

impl Skeleton {
    pub(super) fn of(pose: &Pose) -> Self {
        let pelvis = Basis::UPRIGHT.bowed(pose.pelvis_deg);
        let spine = spine(pose, pelvis);
        let (c7, chest) = spine.last().copied().unwrap_or((pose.pelvis, pelvis));
        let neck = chest.tilted(pose.head_tilt_deg * 0.55).bowed(pose.neck_deg);
        let glide = chest.front * pose.head_glide;
        let skull_base = c7 + neck.in_space(NECK) + glide * 0.8;
        let head = chest
            .tilted(pose.head_tilt_deg)
            .bowed(pose.neck_deg * 0.4)
            .turned(pose.head_turn_deg)
            .bowed(pose.head_nod_deg);
        let head_centre = skull_base + head.in_space(HEAD) + glide * 0.2;
        let sides = [(&pose.left, 1.0), (&pose.right, -1.0)];
        let [left, right] = sides.map(|(side, sign)| limbs(side, sign, pose.pelvis, pelvis, c7, chest));
        Self {
            neck_base: c7 + chest.in_space(vec3(0.0, -0.02, 0.022)),
            spine,
            skull_base,
            head: (head_centre, head),
            left,
            right,
            breath: pose.breath,
        }
    }
}

/// The spine bends along its length: the low back in its lower half, the upper back above.
fn spine(pose: &Pose, pelvis: Basis) -> Vec<(Vec3, Basis)> {
    let mut point = pose.pelvis;
    let step = SPINE / SPINE_STEPS as f32;
    (0..=SPINE_STEPS)
        .map(|index| {
            let along = index as f32 / SPINE_STEPS as f32;
            let low = ease((along - 0.05) / 0.45);
            let high = ease((along - 0.45) / 0.55);
            let basis = pelvis
                .turned(pose.trunk_turn_deg * along)
                .bowed(pose.low_back_deg * low + pose.upper_back_deg * high);
            if index > 0 {
                point += basis.up * step;
            }
            (point, basis)
        })
        .collect()
}

/// 0 before 0, 1 after 1, and softly from one to the other.
pub(super) fn ease(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

fn limbs(side: &Side, sign: f32, pelvis_at: Vec3, pelvis: Basis, c7: Vec3, chest: Basis) -> Limbs {
    let on_side = |point: Vec3| vec3(point.x * sign, point.y, point.z);
    // Around the rib cage: a shoulder that goes forward goes inward as well.
    let inward = -0.35 * side.shoulder_forward;
    let shift = chest.in_space(on_side(vec3(inward, side.shoulder_up, side.shoulder_forward)));
    let shoulder = c7 + chest.in_space(on_side(SHOULDER)) + shift;
    let (elbow, wrist) = two_bones(shoulder, side.wrist, [UPPER_ARM, FOREARM], side.elbow);
    let hip = pelvis_at + pelvis.in_space(on_side(vec3(HIP_HALF_WIDTH, 0.0, 0.0)));
    let (knee, ankle) = two_bones(hip, side.ankle, [THIGH, SHANK], side.knee);
    // The foot keeps its own direction: on the floor it is level whatever the shin does.
    let shin = knee - ankle;
    let level = Basis::along(vec3(0.0, 1.0, 0.0), side.knee + shin.across(vec3(0.0, 1.0, 0.0)) * 0.01);
    let flat = if shin.y.abs() > 0.5 * shin.length() { level } else { Basis::along(shin, side.knee) };
    Limbs {
        shoulder_shift: shift,
        shoulder,
        elbow,
        wrist,
        fingers: (wrist - elbow).direction() + side.fingers,
        hip,
        knee,
        ankle,
        foot: flat.bowed(side.foot_deg),
    }
}

/// Two bones from a joint towards a point, the middle joint pointing to `pole`: the middle joint and the end.
fn two_bones(from: Vec3, to: Vec3, [first, second]: [f32; 2], pole: Vec3) -> (Vec3, Vec3) {
    let along = (to - from).direction();
    // Never quite straight: a limb at full stretch would tremble.
    let reach = (to - from).length().clamp((first - second).abs() + 0.01, first + second - 0.002);
    let beside = pole.across(along).direction();
    let share = (first * first - second * second + reach * reach) / (2.0 * reach);
    let height = (first * first - share * share).max(0.0).sqrt();
    (from + along * share + beside * height, from + along * reach)
}
