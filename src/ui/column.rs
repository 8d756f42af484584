//! A page that is one column of words, as wide as is easy to read, and scrolls.

use eframe::egui::{Margin, Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::theme::space;

/// The widest column of words that is still easy to read, in points.
const WIDTH: f32 = 640.0;

/// Draws a page in such a column, in the middle of the room.
pub(in crate::ui) fn column_ui(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let room = ui.available_rect_before_wrap();
        let width = (room.width() - space::M).min(WIDTH);
        let left = room.left() + (room.width() - width) / 2.0;
        let column = room.with_min_x(left).with_max_x(left + width);
        let column = ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            ui.add_space(space::XS);
            add_contents(ui);
        });
        ui.advance_cursor_after_rect(column.response.rect);
    });
}

/// Draws a page of charts and cards in the middle of the room, no wider than `widest` points; `id` tells how far which
/// page is scrolled.
pub(in crate::ui) fn wide_column_ui(
    ui: &mut Ui,
    id: &'static str,
    widest: f32,
    add_contents: impl FnOnce(&mut Ui),
) {
    let area = ui.available_rect_before_wrap();
    // The scroll bar has the margin of the window to itself.
    let mut ui = ui.new_child(UiBuilder::new().max_rect(area.with_max_x(area.right() + space::M)));
    let margin = Margin { right: space::M as i8, ..Margin::ZERO };
    ScrollArea::vertical().id_salt(id).auto_shrink(false).content_margin(margin).show(&mut ui, |ui| {
        let room = ui.available_rect_before_wrap();
        let size = vec2(room.width().min(widest), room.height());
        let column = Rect::from_center_size(room.center(), size);
        ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            add_contents(ui);
        });
    });
}
