//! Drawn figures: a soft, calm body that shows how an exercise goes, which muscles it works, and how one sits.
//!
//! A figure is a pose in numbers ([`pose`]), from which follow its joints ([`skeleton`]), its surfaces ([`body`]) and the
//! picture of them ([`picture`]). The movements are data: `assets/figures/*.toml` ([`movement`]).

mod body;
mod movement;
mod muscles;
mod picture;
mod pose;
mod raster;
mod side_view;
mod skeleton;
mod space;
mod surface;
mod things;

use std::time::Duration;

use eframe::egui::{Id, Mesh, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use self::{
    body::Grain,
    movement::Movement,
    picture::{Look, Painted, View},
    skeleton::Skeleton,
    space::vec3,
    things::Thing,
};
pub(in crate::ui) use self::{
    muscles::muscles_ui,
    side_view::{SideView, side_view_ui},
};
use super::theme::{Palette, motion};
use crate::text::{words_of, words_with};

/// How long a picture of a figure in motion stands: fluent enough, and a quarter of what a screen could show.
const PICTURE: Duration = Duration::from_millis(66);
/// Below this height, in points, a figure moves only while it is pointed at: many small ones side by side stay calm.
const MOVES_FROM_HEIGHT: f32 = 150.0;
/// A figure of less height, in points, is drawn of larger triangles.
const FINE_FROM_HEIGHT: f32 = 130.0;

/// How many more pictures stand in a row than would fill its height.
const CROWDING: f32 = 1.6;

/// Draws how an exercise goes: in motion, or as a row of still pictures where motion is reduced. An exercise without a
/// figure leaves its place empty.
pub(in crate::ui) fn exercise_ui(ui: &mut Ui, exercise_id: &str, size: Vec2) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = words_of("exercise-", exercise_id);
    response.widget_info(|| {
        let told = words_with("figure-exercise", &[("exercise", name.into())]);
        WidgetInfo::labeled(Role::Image, true, told)
    });
    let Some(movement) = Movement::of(exercise_id).filter(|_| ui.is_rect_visible(rect)) else { return };
    let stills = &movement.stills_secs;
    if motion::is_reduced(ui.ctx()) {
        let Some(view) = movement.views.first() else { return };
        let room = (CROWDING * rect.width() / rect.height() / view.aspect()).round().max(1.0) as usize;
        // Where there is room for fewer, the last tells most.
        let shown = stills.get(stills.len().saturating_sub(room)..).unwrap_or_default();
        for (index, (cell, secs)) in columns(rect, shown.len()).zip(shown).enumerate() {
            moment_ui(ui, response.id.with(index), exercise_id, movement, cell, *secs, view);
        }
        return;
    }
    // As many views as there is room for.
    let widths = movement.views.iter().scan(0.0, |width, view| {
        *width += view.aspect() * rect.height();
        Some(*width)
    });
    let count = widths.take_while(|width| *width <= rect.width() * 1.1).count().max(1);
    let moves = rect.height() >= MOVES_FROM_HEIGHT || response.contains_pointer();
    for (index, (cell, view)) in columns(rect, count).zip(&movement.views).enumerate() {
        let secs = if moves {
            ui.input(|input| input.time).rem_euclid(f64::from(movement.period_secs)) as f32
        } else {
            stills.last().copied().unwrap_or_default()
        };
        moment_ui(ui, response.id.with(index), exercise_id, movement, cell, secs, view);
    }
    if moves {
        ui.ctx().request_repaint_after(PICTURE);
    }
}

fn moment_ui(ui: &Ui, place: Id, exercise_id: &str, movement: &Movement, rect: Rect, secs: f32, view: &View) {
    let key = (exercise_id, secs.to_bits(), view.turn_deg.to_bits());
    picture::show(ui, place, key, rect, |rect| figure_mesh(ui, rect, movement, secs, view));
}

/// Columns of the same width.
fn columns(rect: Rect, count: usize) -> impl Iterator<Item = Rect> {
    let width = rect.width() / count.max(1) as f32;
    (0..count).map(move |index| {
        let left = rect.left() + width * index as f32;
        Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()))
    })
}

fn figure_mesh(ui: &Ui, rect: Rect, movement: &Movement, secs: f32, view: &View) -> Mesh {
    let palette = Palette::of(ui);
    let is_dark = ui.visuals().dark_mode;
    let look = Look { palette, is_dark, pixel: 1.0 / ui.pixels_per_point(), plain: None };
    let grain = if rect.height() < FINE_FROM_HEIGHT { Grain::Coarse } else { Grain::Fine };
    let skeleton = Skeleton::of(&movement.pose_at(secs));
    let mut mesh = Mesh::default();
    if !movement.things.contains(&Thing::Mat) {
        for limbs in [&skeleton.left, &skeleton.right] {
            let below = vec3(limbs.ankle.x, 0.0, limbs.ankle.z + 0.05);
            mesh.append(picture::shadow(below, 0.19, view, rect, &look));
        }
    }
    if let Some(shadow_secs) = movement.shadow_secs {
        let body = body::surfaces(&Skeleton::of(&movement.pose_at(shadow_secs)), grain);
        let drawn: Vec<_> = body.iter().map(|surface| Painted { surface, worked: &[] }).collect();
        let look = Look { plain: Some(palette.ghost()), ..look };
        mesh.append(picture::mesh(&drawn, view, rect, &look));
    }
    let things: Vec<_> = movement.things.iter().flat_map(|thing| thing.surfaces(&skeleton)).collect();
    let body = body::surfaces(&skeleton, grain);
    let things = things.iter().map(|surface| Painted { surface, worked: &[] });
    let body = body.iter().zip(movement.shares(grain)).map(|(surface, worked)| Painted { surface, worked });
    let drawn: Vec<Painted<'_>> = things.chain(body).collect();
    mesh.append(picture::mesh(&drawn, view, rect, &look));
    mesh
}
