//! Drawn figures: a soft, calm body that shows how an exercise goes, which muscles it works, and how one sits.
//!
//! A figure is a pose in numbers ([`pose`]), from which follow its joints ([`skeleton`]), its surfaces ([`body`]) and the
//! picture of them ([`picture`]). The movements are data: `assets/figures/*.toml` ([`movement`]).

mod body;
mod movement;
mod muscles;
mod picture;
mod pose;
mod side_view;
mod skeleton;
mod space;
mod surface;
mod things;

use eframe::egui::{Rect, Sense, Shape, Ui, Vec2, vec2};

use self::{
    body::Grain,
    movement::Movement,
    picture::{Look, Painted, View},
    pose::Pose,
    skeleton::Skeleton,
};
pub(in crate::ui) use self::{
    muscles::muscles_ui,
    side_view::{SideView, side_view_ui},
};
use super::theme::Palette;

/// Draws how an exercise goes.
pub(in crate::ui) fn exercise_ui(ui: &mut Ui, exercise_id: &str, size: Vec2) {
    let (rect, _response) = ui.allocate_exact_size(size, Sense::hover());
    let Some(movement) = Movement::of(exercise_id) else { return };
    if !ui.is_rect_visible(rect) {
        return;
    }
    let secs = ui.input(|input| input.time).rem_euclid(f64::from(movement.period_secs)) as f32;
    let pose = movement.pose_at(secs);
    let count = movement.views.len();
    for (index, view) in movement.views.iter().enumerate() {
        let width = rect.width() / count as f32;
        let cell =
            Rect::from_min_size(rect.min + vec2(width * index as f32, 0.0), vec2(width, rect.height()));
        paint(ui, cell, movement, &pose, view);
    }
}

fn paint(ui: &Ui, rect: Rect, movement: &Movement, pose: &Pose, view: &View) {
    let skeleton = Skeleton::of(pose);
    let grain = if rect.height() < 160.0 { Grain::Coarse } else { Grain::Fine };
    let body = body::surfaces(&skeleton, grain);
    let things: Vec<_> = movement.things.iter().flat_map(|thing| thing.surfaces(&skeleton)).collect();
    let painted: Vec<Painted<'_>> =
        things.iter().chain(&body).map(|surface| Painted { surface, worked: &[] }).collect();
    let look = Look {
        palette: Palette::of(ui),
        is_dark: ui.visuals().dark_mode,
        pixel: 1.0 / ui.pixels_per_point(),
        opacity: 1.0,
    };
    ui.painter_at(rect).add(Shape::mesh(picture::mesh(&painted, view, rect, &look)));
}
