//! Surfaces in a picture: turned to the viewer, lit, and drawn from the back to the front.

use std::hash::Hash;

use eframe::egui::{
    Color32, Id, Pos2, Rect, TextureHandle, TextureOptions, Ui,
    emath::GuiRounding as _,
    epaint::{Mesh, Vertex, util::hash},
    pos2,
};

use serde::Deserialize;

use super::{
    raster,
    skeleton::ease,
    space::{Vec3, vec3},
    surface::{Material, Surface},
};
use crate::ui::theme::Palette;

/// Where the light comes from, seen by the viewer: over the left shoulder.
const LIGHT: Vec3 = vec3(-0.42, 0.66, 0.62);

/// From where a figure is looked at, and which part of the space fills the picture.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct View {
    /// How far the figure is turned: 0 faces the viewer, 90 looks to the right, 180 shows its back.
    pub(super) turn_deg: f32,
    /// How far the viewer looks down, so that seats and mats are seen as such.
    #[serde(default = "View::usual_look_down_deg")]
    pub(super) look_down_deg: f32,
    /// The middle of the picture, and half the width and height that it must show, in metres of the viewer's plane.
    pub(super) centre: [f32; 2],
    pub(super) half: [f32; 2],
}

impl View {
    const fn usual_look_down_deg() -> f32 {
        7.0
    }

    /// A point or a direction as the viewer sees it: to the right, up, and towards the viewer.
    fn seen(&self, point: Vec3) -> Vec3 {
        let (sin, cos) = self.turn_deg.to_radians().sin_cos();
        let (down_sin, down_cos) = self.look_down_deg.to_radians().sin_cos();
        let across = point.x * cos + point.z * sin;
        let near = point.z * cos - point.x * sin;
        vec3(across, point.y * down_cos - near * down_sin, point.y * down_sin + near * down_cos)
    }

    /// Its width over its height.
    pub(super) fn aspect(&self) -> f32 {
        self.half[0] / self.half[1]
    }

    /// Where a point is in the picture.
    pub(super) fn place(&self, rect: Rect, point: Vec3) -> Pos2 {
        self.place_seen(rect, self.seen(point))
    }

    pub(super) fn points_a_metre(&self, rect: Rect) -> f32 {
        let [half_width, half_height] = self.half;
        (rect.width() / (2.0 * half_width)).min(rect.height() / (2.0 * half_height))
    }

    /// Whether the lower edge lies above the floor.
    fn cuts_below(&self, rect: Rect) -> bool {
        self.place(rect, Vec3::default()).y > rect.bottom()
    }

    fn place_seen(&self, rect: Rect, seen: Vec3) -> Pos2 {
        let scale = self.points_a_metre(rect);
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
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) palette: Palette,
    pub(super) is_dark: bool,
    /// The width of a pixel, in points.
    pub(super) pixel: f32,
    /// One colour for everything, instead of the colours of skin and clothes.
    pub(super) plain: Option<Color32>,
}

/// Draws surfaces into a rectangle. A body that is not shown down to its feet fades out at the lower edge.
///
/// Whole surfaces are drawn one over the other, the farthest first, as in a picture cut from paper: where two of them
/// run into each other, the seam is the outline of the nearer one.
pub(super) fn mesh(painted: &[Painted<'_>], view: &View, rect: Rect, look: &Look) -> Mesh {
    let mut order: Vec<(f32, &Painted<'_>)> = painted
        .iter()
        .map(|painted| {
            let points = &painted.surface.points;
            let sum: f32 = points.iter().map(|point| view.seen(*point).z).sum();
            (sum / points.len().max(1) as f32 + painted.surface.lead, painted)
        })
        .collect();
    order.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut mesh = Mesh::default();
    for (_, painted) in order {
        add_surface(&mut mesh, painted, view, rect, look);
    }
    mesh
}

/// Shows what `build` draws into a rectangle, and keeps it as a texture: a picture is put together when it changes, and not
/// again for every picture of the window. `key` is all that it depends on besides its size, the theme and the size of a
/// pixel; `place` is where it stands, so that what stood there before is forgotten.
pub(super) fn show(ui: &Ui, place: Id, key: impl Hash, rect: Rect, build: impl FnOnce(Rect) -> Mesh) {
    let scale = ui.pixels_per_point();
    let size_px = (rect.size() * scale).ceil();
    let key = hash((key, [size_px.x, size_px.y, scale].map(f32::to_bits), ui.visuals().dark_mode));
    let kept = ui.data(|data| data.get_temp::<(u64, TextureHandle)>(place));
    let texture = if let Some((_, texture)) = kept.as_ref().filter(|(of, _)| *of == key) {
        texture.clone()
    } else {
        let mesh = build(Rect::from_min_size(Pos2::ZERO, rect.size()));
        let image = raster::image(&mesh, [size_px.x as usize, size_px.y as usize], scale);
        let texture = if let Some((_, mut texture)) = kept {
            texture.set(image, TextureOptions::NEAREST);
            texture
        } else {
            ui.ctx().load_texture("figure", image, TextureOptions::NEAREST)
        };
        ui.data_mut(|data| data.insert_temp(place, (key, texture.clone())));
        texture
    };
    let at = Rect::from_min_size(rect.min.round_to_pixels(scale), size_px / scale);
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    ui.painter_at(rect).image(texture.id(), at, whole, Color32::WHITE);
}

/// A soft shadow on the floor.
pub(super) fn shadow(on_floor: Vec3, radius: f32, view: &View, rect: Rect, look: &Look) -> Mesh {
    const CORNERS: u32 = 28;
    let mut mesh = Mesh::default();
    let strength = if look.is_dark { 110 } else { 46 };
    let dark = Color32::from_black_alpha(strength);
    mesh.vertices.push(Vertex::untextured(view.place(rect, on_floor), dark));
    for corner in 0..CORNERS {
        let (sin, cos) = (std::f32::consts::TAU * corner as f32 / CORNERS as f32).sin_cos();
        let at = view.place(rect, on_floor + vec3(radius * cos, 0.0, radius * sin));
        mesh.vertices.push(Vertex::untextured(at, Color32::TRANSPARENT));
        mesh.add_triangle(0, corner + 1, (corner + 1) % CORNERS + 1);
    }
    mesh
}

#[expect(clippy::indexing_slicing, reason = "a surface's triangles are of its own points")]
fn add_surface(mesh: &mut Mesh, painted: &Painted<'_>, view: &View, rect: Rect, look: &Look) {
    let surface = painted.surface;
    let first = mesh.vertices.len();
    let fades = view.cuts_below(rect);
    let seen: Vec<Vec3> = surface.points.iter().map(|point| view.seen(*point)).collect();
    let drawn = seen.iter().zip(&surface.normals).zip(&surface.materials).enumerate();
    for (index, ((seen, normal), material)) in drawn {
        let worked = painted.worked.get(index).copied().unwrap_or_default();
        let at = view.place_seen(rect, *seen);
        let fade = if fades { ease((rect.bottom() - at.y) / (0.12 * rect.height())) } else { 1.0 };
        let colour = look.colour(*material, worked, view.seen(*normal));
        mesh.vertices.push(Vertex::untextured(at, colour.gamma_multiply(fade)));
    }
    let place = |mesh: &Mesh, corner: usize| mesh.vertices[first + corner].pos;
    let faces_viewer = |[a, b, c]: [usize; 3]| {
        let [a, b, c] = [a, b, c].map(|corner| place(mesh, corner));
        (b - a).x * (c - a).y - (b - a).y * (c - a).x < 0.0
    };
    let near = |corners: &[usize; 3]| corners.iter().map(|corner| seen[*corner].z).sum::<f32>();
    let mut front: Vec<[usize; 3]> =
        surface.triangles.iter().copied().filter(|corners| faces_viewer(*corners)).collect();
    front.sort_by(|a, b| near(a).total_cmp(&near(b)));
    let edges = front.iter().flat_map(|&[a, b, c]| [(a, b, c), (b, c, a), (c, a, b)]);
    add_soft_edges(mesh, first, edges.collect(), look.pixel);
    mesh.indices.extend(front.iter().flatten().map(|corner| (first + corner) as u32));
}

/// The outline, softened over a pixel: the edges that only one of the triangles in front has. Each edge is told with
/// the corner opposite to it.
#[expect(clippy::indexing_slicing, reason = "a surface's triangles are of its own points")]
fn add_soft_edges(mesh: &mut Mesh, first: usize, mut edges: Vec<(usize, usize, usize)>, pixel: f32) {
    let ends = |&(from, to, _): &(usize, usize, usize)| (from.min(to), from.max(to));
    edges.sort_unstable_by_key(ends);
    for group in edges.chunk_by(|a, b| ends(a) == ends(b)) {
        let [(from, to, opposite)] = *group else { continue };
        let [a, b, inside] = [from, to, opposite].map(|corner| mesh.vertices[first + corner].pos);
        let out = (b - a).rot90().normalized() * pixel;
        let out = if out.dot(inside - a) > 0.0 { -out } else { out };
        let next = mesh.vertices.len() as u32;
        for corner in [a, b] {
            mesh.vertices.push(Vertex::untextured(corner + out, Color32::TRANSPARENT));
        }
        let [from, to] = [(first + from) as u32, (first + to) as u32];
        mesh.indices.extend([from, to, next, to, next + 1, next]);
    }
}

impl Look {
    fn colour(&self, material: Material, worked: f32, normal: Vec3) -> Color32 {
        let palette = &self.palette;
        let own = self.plain.unwrap_or(match material {
            Material::Skin => palette.skin,
            Material::Hair => palette.hair,
            Material::Shirt => palette.shirt,
            Material::Trousers => palette.trousers,
            Material::Shoes => palette.shoes,
            Material::Thing => palette.thing,
            Material::Tool => palette.tool,
        });
        let own = own.lerp_to_gamma(palette.worked, 0.85 * worked.clamp(0.0, 1.0));
        // Light that reaches a little around the corner, and an edge that turns away from it.
        let lit = ease(0.5 + 0.5 * normal.dot(LIGHT.direction()));
        let edge = (1.0 - normal.z.clamp(0.0, 1.0)).powi(3);
        let (dark, light) = if self.is_dark { (0.50, 1.0) } else { (0.66, 1.03) };
        let shade = dark + (light - dark) * lit - 0.07 * edge;
        let channel = |value: u8| (f32::from(value) * shade).clamp(0.0, 255.0) as u8;
        Color32::from_rgb(channel(own.r()), channel(own.g()), channel(own.b()))
    }
}
