//! The body around a skeleton: soft, well proportioned, and of nobody in particular.

use enum_map::Enum;

use super::{
    skeleton::{Limbs, SPINE, Skeleton, ease},
    space::{Basis, Vec3, vec3},
    surface::{Material, Ring, Surface},
};

/// A row of a table of cross-sections.
type Row = [f32; 4];

/// The trunk from below: height along the spine as a share of it, half width, half depth, and how far the middle lies
/// before the spine; in metres.
const TRUNK: [Row; 14] = [
    [-0.11, 0.169, 0.110, -0.004],
    [-0.05, 0.170, 0.111, -0.003],
    [0.00, 0.170, 0.112, -0.002],
    [0.10, 0.164, 0.108, 0.002],
    [0.22, 0.148, 0.098, 0.006],
    [0.34, 0.138, 0.093, 0.012],
    [0.46, 0.143, 0.097, 0.018],
    [0.58, 0.152, 0.105, 0.023],
    [0.70, 0.162, 0.111, 0.026],
    [0.79, 0.170, 0.108, 0.025],
    [0.87, 0.178, 0.096, 0.020],
    [0.93, 0.172, 0.078, 0.014],
    [0.98, 0.132, 0.062, 0.010],
    [1.03, 0.066, 0.054, 0.014],
];
/// Up to here the trunk wears trousers.
const BELT: f32 = 0.12;
/// How much breath widens the ribs, in metres.
const BREATH: f32 = 0.026;

/// The head from below: height over its middle, half width, half depth, and how far the middle lies forward.
const HEAD: [Row; 13] = [
    [-0.118, 0.022, 0.020, 0.060],
    [-0.110, 0.036, 0.036, 0.050],
    [-0.092, 0.050, 0.060, 0.030],
    [-0.066, 0.060, 0.078, 0.014],
    [-0.036, 0.067, 0.090, 0.004],
    [-0.004, 0.073, 0.098, -0.002],
    [0.028, 0.077, 0.102, -0.004],
    [0.058, 0.077, 0.101, -0.006],
    [0.084, 0.071, 0.094, -0.008],
    [0.104, 0.059, 0.080, -0.010],
    [0.118, 0.042, 0.058, -0.010],
    [0.126, 0.024, 0.034, -0.010],
    [0.129, 0.010, 0.014, -0.010],
];
/// How thick the hair lies, in metres.
const HAIR: f32 = 0.009;

/// How fine the surfaces are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(super) enum Grain {
    /// For a figure of a hundred points.
    Coarse,
    Fine,
    /// For regions drawn on the skin.
    Finest,
}

impl Grain {
    fn around(self, usual: usize) -> usize {
        match self {
            Self::Coarse => usual * 2 / 3,
            Self::Fine => usual,
            Self::Finest => usual * 3,
        }
    }

    fn along(self) -> usize {
        match self {
            Self::Coarse => 1,
            Self::Fine => 2,
            Self::Finest => 6,
        }
    }
}

/// The number of surfaces before those of the head, and before those of arms and legs.
const BEFORE_HEAD: usize = 3;
const BEFORE_LIMBS: usize = 10;

/// What a surface is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    TrunkAndNeck,
    Head,
    Limbs,
}

impl Part {
    /// That of a surface, by its place among [`surfaces`].
    pub(super) fn of(surface: usize) -> Self {
        match surface {
            ..BEFORE_HEAD => Self::TrunkAndNeck,
            BEFORE_HEAD..BEFORE_LIMBS => Self::Head,
            _ => Self::Limbs,
        }
    }
}

/// All surfaces of a body, always in the same order and of the same triangles.
pub(super) fn surfaces(skeleton: &Skeleton, grain: Grain) -> Vec<Surface> {
    let mut surfaces = vec![trunk(skeleton, grain), seat(skeleton, grain), neck(skeleton, grain)];
    surfaces.extend(head(skeleton, grain));
    for (limbs, sign) in [(&skeleton.left, 1.0), (&skeleton.right, -1.0)] {
        surfaces.extend(arm(limbs, grain));
        surfaces.extend(hand(limbs, sign, grain));
        surfaces.extend(leg(limbs, grain));
        surfaces.push(foot(limbs, grain));
    }
    surfaces
}

/// Between the rows of a table, softly: `steps` places for each row.
#[expect(clippy::indexing_slicing, reason = "of the columns of a row")]
fn smooth_rows(rows: &[Row], steps: usize) -> Vec<Row> {
    let row = |index: usize| rows.get(index.min(rows.len() - 1)).copied().unwrap_or_default();
    let mut all = Vec::new();
    for index in 0..rows.len() - 1 {
        let [before, from, to, after] =
            [row(index.saturating_sub(1)), row(index), row(index + 1), row(index + 2)];
        for step in 0..steps {
            let t = step as f32 / steps as f32;
            all.push(std::array::from_fn(|n| {
                // Catmull-Rom: through every row, without a kink.
                0.5 * (2.0 * from[n]
                    + t * (to[n] - before[n])
                    + t * t * (2.0 * before[n] - 5.0 * from[n] + 4.0 * to[n] - after[n])
                    + t * t * t * (3.0 * from[n] - before[n] - 3.0 * to[n] + after[n]))
            }));
        }
    }
    all.push(row(rows.len() - 1));
    all
}

fn trunk(skeleton: &Skeleton, grain: Grain) -> Surface {
    let mut rows = smooth_rows(&TRUNK, grain.along());
    // The hem of the shirt, over the trousers.
    let hem = rows.partition_point(|[at, ..]| *at < BELT);
    if let Some(&[_, width, depth, before]) = rows.get(hem) {
        rows.insert(hem, [BELT + 0.001, width + 0.002, depth + 0.002, before]);
        rows.insert(hem, [BELT - 0.001, width - 0.002, depth - 0.002, before]);
    }
    let rings: Vec<Ring> = rows
        .iter()
        .map(|&[at, width, depth, before]| {
            let (point, basis) = on_spine(skeleton, at);
            let ribs = ease(1.0 - ((at - 0.58) / 0.3).abs()) * skeleton.breath * BREATH;
            let material = if at < BELT { Material::Trousers } else { Material::Shirt };
            let centre = point + basis.front * (before + 0.3 * ribs);
            Ring { centre, basis, half: [width + ribs, depth + ribs], material }
        })
        .collect();
    let heights: Vec<f32> = rows.iter().map(|[at, ..]| *at).collect();
    Surface::shaped_tube(&rings, grain.around(36), |number, angle, point| {
        let at = heights.get(number).copied().unwrap_or_default();
        let Some(ring) = rings.get(number) else { return point };
        // Flatter than an ellipse in front and behind, as a chest is.
        let (sin, cos) = angle.sin_cos();
        let square = 1.0 + 0.10 * (2.0 * angle).sin().powi(2);
        let point = ring.centre + (point - ring.centre) * square;
        // A shallow groove along the spine.
        let groove = ease((-sin - 0.75) / 0.25) * 0.010 * ease(at / 0.3);
        let point = point + ring.basis.front * groove;
        // What lies near a shoulder goes with it.
        let with = ease((at - 0.60) / 0.32) * ease((1.06 - at) / 0.12) * ease((cos.abs() - 0.15) / 0.7);
        let shift = if cos > 0.0 { skeleton.left.shoulder_shift } else { skeleton.right.shoulder_shift };
        // The collar lies lower in front.
        let collar = ring.basis.up * (-0.022 * ease((at - 0.95) / 0.08) * ease((sin + 0.5) / 1.5));
        point + shift * with + collar
    })
    .open()
}

/// What closes the trunk from below; behind the thighs.
fn seat(skeleton: &Skeleton, grain: Grain) -> Surface {
    let rows = [
        (-0.01, 0.166, 0.110),
        (-0.08, 0.163, 0.107),
        (-0.14, 0.145, 0.096),
        (-0.18, 0.105, 0.07),
        (-0.20, 0.05, 0.03),
    ];
    let mut rings = rows.map(|(at, width, depth)| {
        let (centre, basis) = on_spine(skeleton, at);
        Ring {
            centre: centre - basis.front * 0.004,
            basis,
            half: [width, depth],
            material: Material::Trousers,
        }
    });
    rings.reverse();
    Surface::tube(&rings, grain.around(24)).leading(-0.12)
}

/// The point of the spine at a share of its length, also a little beyond its ends.
fn on_spine(skeleton: &Skeleton, along: f32) -> (Vec3, Basis) {
    let spine = &skeleton.spine;
    let last = spine.len().saturating_sub(1);
    let place = along.clamp(0.0, 1.0) * last as f32;
    let index = (place as usize).min(last.saturating_sub(1));
    let (Some((from, basis)), Some((to, next))) = (spine.get(index), spine.get(index + 1)) else {
        return (Vec3::default(), Basis::UPRIGHT);
    };
    let share = place - index as f32;
    let basis = Basis::along(basis.up.between(next.up, share), basis.front.between(next.front, share));
    let beyond = (along - along.clamp(0.0, 1.0)) * SPINE;
    (from.between(*to, share) + basis.up * beyond, basis)
}

fn neck(skeleton: &Skeleton, grain: Grain) -> Surface {
    let (_, head) = skeleton.head;
    let front = head.front.between(skeleton.left.shoulder_shift, 0.0);
    let top = skeleton.skull_base + head.up * 0.035;
    let profile = [(0.0, 0.070), (0.2, 0.063), (0.4, 0.057), (0.75, 0.054), (1.0, 0.054)];
    let profile = profile.map(|(along, radius)| (along, radius, Material::Skin));
    // Under the collar.
    Surface::limb([skeleton.neck_base, top], front, &profile, grain.around(18)).leading(-0.08)
}

fn head(skeleton: &Skeleton, grain: Grain) -> Vec<Surface> {
    let (centre, basis) = skeleton.head;
    let rows = smooth_rows(&HEAD, grain.along());
    let ring = |&[at, width, depth, before]: &[f32; 4], material, thick: f32| Ring {
        centre: centre + basis.up * (at + thick * 0.6) + basis.front * before,
        basis,
        half: [(width + thick).max(0.004), (depth + thick).max(0.004)],
        material,
    };
    let skin: Vec<Ring> = rows.iter().map(|row| ring(row, Material::Skin, 0.0)).collect();
    let heights: Vec<f32> = rows.iter().map(|[at, ..]| *at).collect();
    let face = Surface::shaped_tube(&skin, grain.around(24), |number, angle, point| {
        let at = heights.get(number).copied().unwrap_or_default();
        // The brow, and the hollow under it.
        let front = ease((angle.sin() - 0.5) / 0.5);
        point + basis.front * (front * (0.004 * bump(at, 0.045, 0.03) - 0.007 * bump(at, 0.012, 0.025)))
    });
    let hair = hair(centre, basis, grain);
    let nose_from = centre + basis.in_space(vec3(0.0, 0.004, 0.088));
    let nose_to = centre + basis.in_space(vec3(0.0, -0.032, 0.102));
    let nose = [(0.0, 0.008, Material::Skin), (0.6, 0.012, Material::Skin), (1.0, 0.013, Material::Skin)];
    let mut surfaces =
        vec![face, hair, Surface::limb([nose_from, nose_to], basis.front, &nose, 10).leading(0.01)];
    for sign in [1.0, -1.0] {
        let eye = [0.031, 0.036]
            .map(|x| centre + basis.in_space(vec3(x * sign, 0.011, 0.089 - 0.012 * (x / 0.039))));
        let profile = [(0.0, 0.006, Material::Hair), (1.0, 0.006, Material::Hair)];
        surfaces.push(Surface::limb(eye, basis.front, &profile, 8));
        let at = centre + basis.in_space(vec3(0.074 * sign, -0.008, -0.010));
        let ear = Basis { left: basis.left, ..basis }.bowed(-12.0);
        let rings = [(-0.028, 0.4), (-0.020, 0.75), (-0.004, 0.95), (0.014, 1.0), (0.026, 0.7), (0.031, 0.3)];
        let rings = rings.map(|(height, size)| Ring {
            centre: at + ear.up * height,
            basis: ear,
            half: [0.010 * size, 0.019 * size],
            material: Material::Skin,
        });
        surfaces.push(Surface::tube(&rings, grain.around(10)).leading(0.03));
    }
    surfaces
}

/// A cap over the skull, from the hairline to the crown.
fn hair(centre: Vec3, basis: Basis, grain: Grain) -> Surface {
    let rows = smooth_rows(&HEAD, 8);
    let skull = |at: f32| {
        let above = rows.partition_point(|row| row[0] <= at).clamp(1, rows.len() - 1);
        let (Some(low), Some(high)) = (rows.get(above - 1), rows.get(above)) else { return [0.0; 4] };
        let share = ((at - low[0]) / (high[0] - low[0]).max(1e-4)).clamp(0.0, 1.0);
        let mut between = *low;
        for (value, high) in between.iter_mut().zip(high) {
            *value += (high - *value) * share;
        }
        between
    };
    let crown = 0.127;
    let count = 5 + 4 * grain.along();
    let rings = (0..=count).map(|_| Ring { centre, basis, half: [0.05; 2], material: Material::Hair });
    let rings: Vec<Ring> = rings.collect();
    Surface::shaped_tube(&rings, grain.around(28), |number, angle, _| {
        // High over the brow, before the ear, and low at the nape.
        let (sin, cos) = angle.sin_cos();
        let hairline = 0.084 - 0.075 * ease((0.90 - sin) / 0.75) - 0.070 * ease((-0.12 - sin) / 0.28);
        let along = ease(number as f32 / count as f32 * 0.5 + 0.5) * 2.0 - 1.0;
        let at = hairline + (crown - hairline) * along;
        let [_, width, depth, before] = skull(at);
        let thick = HAIR * ease(number as f32 * 0.6);
        let round = if number == count { 0.0 } else { 1.0 };
        let [across, forward] = [(width + thick) * cos * round, (depth + thick) * sin * round + before];
        centre + basis.in_space(vec3(across, at + thick * 0.8, forward))
    })
    .open()
    .leading(0.03)
}

fn bump(at: f32, middle: f32, half: f32) -> f32 {
    ease(1.0 - ((at - middle) / half).abs())
}

fn arm(limbs: &Limbs, grain: Grain) -> [Surface; 2] {
    use Material::{Shirt, Skin};
    let front = (limbs.elbow - limbs.shoulder.between(limbs.wrist, 0.5)) * -1.0;
    let upper = [
        (0.0, 0.056, Shirt),
        (0.12, 0.056, Shirt),
        (0.30, 0.053, Shirt),
        (0.495, 0.051, Shirt),
        (0.505, 0.045, Skin),
        (0.75, 0.041, Skin),
        (1.0, 0.036, Skin),
    ];
    let lower = [
        (0.0, 0.037, Skin),
        (0.18, 0.041, Skin),
        (0.38, 0.039, Skin),
        (0.7, 0.031, Skin),
        (1.0, 0.025, Skin),
    ];
    let around = grain.around(16);
    [
        Surface::limb([limbs.shoulder, limbs.elbow], front, &upper, around).leading(0.05),
        Surface::limb([limbs.elbow, limbs.wrist], front, &lower, around).leading(0.05),
    ]
}

fn hand(limbs: &Limbs, sign: f32, grain: Grain) -> [Surface; 2] {
    let forearm = (limbs.wrist - limbs.elbow).direction();
    let bend = limbs.elbow - limbs.shoulder.between(limbs.wrist, 0.5);
    // The palm faces as that of an arm that hangs or rests: towards the body and forward.
    let basis = Basis::along(limbs.fingers, bend.cross(forearm) * -sign);
    let rings = [
        (-0.012, 0.024, 0.023),
        (0.02, 0.032, 0.021),
        (0.05, 0.038, 0.018),
        (0.085, 0.037, 0.015),
        (0.125, 0.030, 0.012),
        (0.152, 0.021, 0.010),
        (0.165, 0.010, 0.006),
    ];
    let rings = rings.map(|(along, width, depth)| Ring {
        centre: limbs.wrist + basis.up * along,
        basis,
        half: [width, depth],
        material: Material::Skin,
    });
    let thumb_from = limbs.wrist + basis.in_space(vec3(0.022 * sign, 0.03, 0.004));
    let thumb_to = limbs.wrist + basis.in_space(vec3(0.048 * sign, 0.085, 0.012));
    let thumb = [(0.0, 0.014, Material::Skin), (1.0, 0.010, Material::Skin)];
    [
        Surface::tube(&rings, grain.around(14)),
        Surface::limb([thumb_from, thumb_to], basis.front, &thumb, grain.around(9)),
    ]
}

fn leg(limbs: &Limbs, grain: Grain) -> [Surface; 2] {
    let thigh = [(0.0, 0.088), (0.2, 0.086), (0.45, 0.077), (0.7, 0.065), (1.0, 0.054)];
    let shank = [(0.0, 0.054), (0.2, 0.056), (0.4, 0.053), (0.7, 0.043), (1.0, 0.038)];
    // Each part under the one above it, so that the seams are clean.
    let limb = |ends, profile: [(f32, f32); 5], lead| {
        let profile = profile.map(|(along, radius)| (along, radius, Material::Trousers));
        Surface::limb(ends, limbs.foot.front, &profile, grain.around(18)).leading(lead)
    };
    [limb([limbs.hip, limbs.knee], thigh, 0.0), limb([limbs.knee, limbs.ankle], shank, 0.0)]
}

fn foot(limbs: &Limbs, grain: Grain) -> Surface {
    let Basis { left, up, front } = limbs.foot;
    // From the heel to the toes.
    let basis = Basis { left, up: front, front: up * -1.0 };
    let rings = [
        (-0.064, 0.016, 0.018, 0.046),
        (-0.056, 0.030, 0.034, 0.040),
        (-0.030, 0.037, 0.046, 0.032),
        (0.010, 0.037, 0.046, 0.034),
        (0.050, 0.039, 0.035, 0.046),
        (0.100, 0.044, 0.026, 0.054),
        (0.145, 0.042, 0.020, 0.060),
        (0.172, 0.030, 0.016, 0.063),
        (0.186, 0.014, 0.010, 0.066),
    ];
    let rings = rings.map(|(along, width, height, below)| Ring {
        centre: limbs.ankle + front * along + up * -(below - 0.006),
        basis,
        half: [width, height],
        material: Material::Shoes,
    });
    Surface::tube(&rings, grain.around(14))
}
