//! What an exercise needs besides the body.

use serde::Deserialize;

use super::{
    skeleton::Skeleton,
    space::{Basis, Vec3, vec3},
    surface::{Material, Surface},
};

/// Something in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Thing {
    /// Under a figure that sits.
    Chair,
    /// Under a figure of which the back is shown.
    Stool,
    /// Behind a figure that stands.
    Wall,
    /// Around a figure that stands.
    Doorway,
    /// Under a figure that lies.
    Mat,
    /// Across the upper back of a figure that lies.
    Roller,
    /// From hand to hand.
    Band,
    /// From over the figure to its left hand.
    HungBand,
}

/// Where a hung band is fixed.
const HOOK: Vec3 = vec3(0.24, 2.12, 0.42);
const BAND_RADIUS: f32 = 0.011;

impl Thing {
    pub(super) fn surfaces(self, skeleton: &Skeleton) -> Vec<Surface> {
        match self {
            Self::Chair => chair(),
            Self::Stool => stool(),
            Self::Wall => vec![block(vec3(0.0, 1.05, -0.165), vec3(0.80, 1.06, 0.02), 0.2).leading(-1.0)],
            Self::Doorway => doorway(),
            Self::Mat => vec![block(vec3(0.0, 0.012, 0.0), vec3(0.36, 0.012, 1.0), 0.2).leading(-1.0)],
            Self::Roller => vec![roller()],
            Self::Band => vec![band(grip(skeleton, 1.0), grip(skeleton, -1.0))],
            Self::HungBand => vec![band(HOOK, grip(skeleton, 1.0))],
        }
    }
}

fn block(centre: Vec3, half: Vec3, grain: f32) -> Surface {
    Surface::cuboid(centre, Basis::UPRIGHT, half, Material::Thing, grain)
}

fn rod(from: Vec3, to: Vec3, radius: f32, material: Material) -> Surface {
    let profile = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0].map(|along| (along, radius, material));
    Surface::limb([from, to], vec3(0.0, 0.3, 1.0), &profile, 10)
}

fn chair() -> Vec<Surface> {
    let mut surfaces = stool();
    let back = Basis::UPRIGHT.bowed(-4.0);
    surfaces.push(Surface::cuboid(
        vec3(0.0, 0.76, -0.165),
        back,
        vec3(0.19, 0.13, 0.012),
        Material::Thing,
        0.09,
    ));
    for x in [-0.13, 0.13] {
        surfaces.push(rod(vec3(x, 0.41, -0.14), vec3(x, 0.74, -0.165), 0.012, Material::Thing));
    }
    surfaces
}

fn stool() -> Vec<Surface> {
    let mut surfaces = vec![block(vec3(0.0, 0.412, 0.06), vec3(0.215, 0.022, 0.22), 0.09)];
    for x in [-0.18, 0.18] {
        surfaces.push(rod(vec3(x, 0.40, 0.24), vec3(x, 0.012, 0.25), 0.013, Material::Thing));
        surfaces.push(rod(vec3(x, 0.40, -0.13), vec3(x, 0.012, -0.18), 0.013, Material::Thing));
    }
    surfaces
}

fn doorway() -> Vec<Surface> {
    let post = |x: f32| block(vec3(x, 1.05, 0.04), vec3(0.045, 1.05, 0.05), 0.12).leading(-1.0);
    vec![post(0.52), post(-0.52), block(vec3(0.0, 2.14, 0.04), vec3(0.565, 0.045, 0.05), 0.12).leading(-1.0)]
}

fn roller() -> Surface {
    let ends = [vec3(0.30, 0.075, -0.36), vec3(-0.30, 0.075, -0.36)];
    let profile = [0.0, 0.25, 0.5, 0.75, 1.0].map(|along| (along, 0.072, Material::Tool));
    Surface::limb(ends, vec3(0.0, 0.0, 1.0), &profile, 20)
}

/// The middle of a closed hand.
fn grip(skeleton: &Skeleton, sign: f32) -> Vec3 {
    let limbs = if sign > 0.0 { &skeleton.left } else { &skeleton.right };
    limbs.wrist + (limbs.wrist - limbs.elbow).direction() * 0.07
}

fn band(from: Vec3, to: Vec3) -> Surface {
    rod(from, to, BAND_RADIUS, Material::Tool)
}
