//! Surfaces in a picture: turned to the viewer, lit, and drawn from the back to the front.

use eframe::egui::{
    Color32, Pos2, Rect,
    epaint::{Mesh, Vertex},
    pos2,
};

use serde::Deserialize;

use super::{
    skeleton::ease,
    space::{Vec3, vec3},
    surface::{Material, Surface},
};
use crate::ui::theme::Palette;

/// How far the viewer looks down, so that seats and mats are seen as such.
const LOOK_DOWN_DEG: f32 = 7.0;
/// Where the light comes from, seen by the viewer: over the left shoulder.
const LIGHT: Vec3 = vec3(-0.42, 0.66, 0.62);

/// From where a figure is looked at, and which part of the space fills the picture.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct View {
    /// How far the figure is turned: 0 faces the viewer, 90 looks to the right, 180 shows its back.
    pub(super) turn_deg: f32,
    /// The middle of the picture and half its height, in metres of the viewer's plane.
    pub(super) centre: [f32; 2],
    pub(super) half_height: f32,
}

/// A point as the viewer sees it: to the right, up, and towards the viewer.
pub(super) fn seen_from(turn_deg: f32, point: Vec3) -> Vec3 {
    let (sin, cos) = turn_deg.to_radians().sin_cos();
    let (down_sin, down_cos) = LOOK_DOWN_DEG.to_radians().sin_cos();
    let across = point.x * cos + point.z * sin;
    let near = point.z * cos - point.x * sin;
    vec3(across, point.y * down_cos - near * down_sin, point.y * down_sin + near * down_cos)
}

impl View {
    /// Where a point is in the picture.
    pub(super) fn place(&self, rect: Rect, point: Vec3) -> Pos2 {
        self.place_seen(rect, seen_from(self.turn_deg, point))
    }

    fn place_seen(&self, rect: Rect, seen: Vec3) -> Pos2 {
        let scale = rect.height() / (2.0 * self.half_height);
        let [x, y] = self.centre;
        pos2(rect.center().x + (seen.x - x) * scale, rect.center().y - (seen.y - y) * scale)
    }
}

/// A surface with what is drawn on it.
pub(super) struct Painted<'a> {
    pub(super) surface: &'a Surface,
    /// For every point, how much it is worked, 0 to 1; empty: nowhere.
    pub(super) worked: &'a [f32],
}

/// What surfaces look like to a viewer.
pub(super) struct Look {
    pub(super) palette: Palette,
    pub(super) is_dark: bool,
    /// The width of a pixel, in points.
    pub(super) pixel: f32,
    /// How much of it is seen, 0 to 1.
    pub(super) opacity: f32,
}

/// A triangle that waits for its turn: how near it is, and its corners.
struct Facet {
    near: f32,
    corners: [u32; 3],
}

/// Draws surfaces into a rectangle. What lies below its lower edge fades out.
pub(super) fn mesh(painted: &[Painted<'_>], view: &View, rect: Rect, look: &Look) -> Mesh {
    let mut mesh = Mesh::default();
    let mut facets = Vec::new();
    for painted in painted {
        add_surface(&mut mesh, &mut facets, painted, view, rect, look);
    }
    facets.sort_by(|a, b| a.near.total_cmp(&b.near));
    mesh.indices = facets.iter().flat_map(|facet| facet.corners).collect();
    mesh
}

fn add_surface(
    mesh: &mut Mesh,
    facets: &mut Vec<Facet>,
    painted: &Painted<'_>,
    view: &View,
    rect: Rect,
    look: &Look,
) {
    let surface = painted.surface;
    let first = mesh.vertices.len() as u32;
    let seen: Vec<Vec3> = surface.points.iter().map(|point| seen_from(view.turn_deg, *point)).collect();
    for (index, ((seen, normal), material)) in
        seen.iter().zip(&surface.normals).zip(&surface.materials).enumerate()
    {
        let worked = painted.worked.get(index).copied().unwrap_or_default();
        let at = view.place_seen(rect, *seen);
        let fade = ease((rect.bottom() - at.y) / (0.10 * rect.height())) * look.opacity;
        let normal = seen_from(view.turn_deg, *normal);
        mesh.vertices
            .push(Vertex::untextured(at, look.colour(*material, worked, normal).gamma_multiply(fade)));
    }
    let mut edges = Vec::new();
    for &corners in &surface.triangles {
        let [a, b, c] = corners.map(|corner| mesh.vertices[first as usize + corner].pos);
        let is_front = (b - a).x * (c - a).y - (b - a).y * (c - a).x < 0.0;
        if !is_front {
            continue;
        }
        let near = corners.map(|corner| seen[corner].z).iter().sum::<f32>() / 3.0 + surface.lead;
        facets.push(Facet { near, corners: corners.map(|corner| first + corner as u32) });
        let [a, b, c] = corners;
        for (from, to, other) in [(a, b, c), (b, c, a), (c, a, b)] {
            edges.push((from.min(to), from.max(to), other, near));
        }
    }
    add_soft_edges(mesh, facets, first, edges, look.pixel);
}

/// The outline, softened over a pixel: the edges that only one triangle in front has.
fn add_soft_edges(
    mesh: &mut Mesh,
    facets: &mut Vec<Facet>,
    first: u32,
    mut edges: Vec<(usize, usize, usize, f32)>,
    pixel: f32,
) {
    edges.sort_unstable_by_key(|(from, to, ..)| (*from, *to));
    for group in edges.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let [(from, to, other, near)] = *group else { continue };
        let [a, b, inside] = [from, to, other].map(|corner| mesh.vertices[first as usize + corner]);
        let mut out = (b.pos - a.pos).rot90().normalized() * pixel;
        if out.dot(inside.pos - a.pos) > 0.0 {
            out = -out;
        }
        let next = mesh.vertices.len() as u32;
        for corner in [a, b] {
            mesh.vertices.push(Vertex::untextured(corner.pos + out, Color32::TRANSPARENT));
        }
        let [a, b] = [first + from as u32, first + to as u32];
        facets.push(Facet { near, corners: [a, b, next] });
        facets.push(Facet { near, corners: [b, next + 1, next] });
    }
}

impl Look {
    fn colour(&self, material: Material, worked: f32, normal: Vec3) -> Color32 {
        let palette = &self.palette;
        let own = match material {
            Material::Skin => palette.skin,
            Material::Hair => palette.hair,
            Material::Shirt => palette.shirt,
            Material::Trousers => palette.trousers,
            Material::Shoes => palette.shoes,
            Material::Thing => palette.thing,
            Material::Tool => palette.tool,
        };
        let own = own.lerp_to_gamma(palette.worked, worked.clamp(0.0, 1.0));
        // Light that reaches a little around the corner, and an edge that turns away from it.
        let lit = ease(0.5 + 0.5 * normal.dot(LIGHT.direction()));
        let edge = (1.0 - normal.z.clamp(0.0, 1.0)).powi(3);
        let (dark, light) = if self.is_dark { (0.50, 1.0) } else { (0.66, 1.03) };
        let shade = dark + (light - dark) * lit - 0.10 * edge;
        let channel = |value: u8| (f32::from(value) * shade).clamp(0.0, 255.0) as u8;
        Color32::from_rgb(channel(own.r()), channel(own.g()), channel(own.b()))
    }
}
