//! A line that opens to what is told under it. Unlike egui's own header, its words wrap.

use std::f32::consts::FRAC_PI_2;

use eframe::egui::{
    CursorIcon, Frame, Margin, Role, Sense, Shape, Stroke, StrokeKind, TextStyle, TextWrapMode, Ui, Vec2,
    WidgetInfo, WidgetText, collapsing_header::CollapsingState, emath::Rot2, vec2,
};

use super::theme::{Palette, space};

/// The room of the triangle before the words, in points.
const INDENT: f32 = 24.0;

/// Draws the line, and the contents while it is open.
pub(in crate::ui) fn fold_ui(ui: &mut Ui, title: &str, add_contents: impl FnOnce(&mut Ui)) {
    let id = ui.make_persistent_id(title);
    let mut state = CollapsingState::load_with_default_open(ui.ctx(), id, false);
    let palette = Palette::of(ui);
    let width = ui.available_width();
    let words = WidgetText::from(title).into_galley(
        ui,
        Some(TextWrapMode::Wrap),
        width - INDENT - space::S,
        TextStyle::Button,
    );
    let height = (words.size().y + 2.0 * space::XS).max(ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    if response.clicked() {
        state.toggle(ui);
    }
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(state.is_open()));
    if response.hovered() {
        ui.painter().rect_filled(rect, 8, palette.inset);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 8, Stroke::new(2.0, palette.fine), StrokeKind::Inside);
    }
    let turn = Rot2::from_angle(state.openness(ui.ctx()) * FRAC_PI_2);
    let centre = rect.left_center() + vec2(INDENT / 2.0, 0.0);
    let corners =
        [vec2(-3.0, -5.0), vec2(5.0, 0.0), vec2(-3.0, 5.0)].map(|corner: Vec2| centre + turn * corner);
    ui.painter().add(Shape::convex_polygon(corners.to_vec(), palette.text_weak, Stroke::NONE));
    let at = rect.left_center() + vec2(INDENT, -words.size().y / 2.0);
    ui.painter().galley(at, words, palette.text);
    response.on_hover_cursor(CursorIcon::PointingHand);
    state.show_body_unindented(ui, |ui| {
        let margin = Margin { left: INDENT as i8, bottom: space::S as i8, ..Margin::ZERO };
        Frame::new().inner_margin(margin).show(ui, add_contents);
    });
}
