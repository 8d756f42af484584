//! What lies over the picture: the legend, and the two buttons.

use eframe::egui::{
    Color32, FontId, Galley, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

use super::skeleton;
use crate::text::words;
use crate::ui::theme::{Palette, space};

/// Words on a dark ground are readable on any picture.
pub(in crate::ui) const CHIP_TEXT: Color32 = Color32::WHITE;
pub(in crate::ui) const CHIP_GROUND: Color32 = Color32::from_black_alpha(176);
pub(in crate::ui) const CHIP_EDGE: Color32 = Color32::from_gray(0x90);

/// The side of a button, in points.
const BUTTON_SIDE: f32 = 34.0;
const SWATCH: f32 = 22.0;
const GAP: f32 = 6.0;

/// A button over the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Icon {
    /// A head and shoulders, struck through: hide the picture.
    HidePicture,
    /// A picture: show it.
    ShowPicture,
    /// A small window within a large one.
    SmallWindow,
    /// The large one.
    LargeWindow,
}

/// A button in a row, without a ground of its own; true when it was pressed.
pub(in crate::ui) fn icon_button_ui(ui: &mut Ui, icon: Icon, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let palette = Palette::of(ui);
    let is_marked = response.hovered() || response.has_focus();
    ui.painter().rect_filled(rect, 8.0, if is_marked { palette.button_hovered } else { palette.button });
    paint_icon(ui.painter(), rect.center(), icon, palette.text);
    response.on_hover_text(name).clicked()
}

/// A round button whose middle is at `centre`; true when it was pressed.
pub(in crate::ui) fn button_ui(ui: &mut Ui, centre: Pos2, icon: Icon, name: &str) -> bool {
    let rect = Rect::from_center_size(centre, Vec2::splat(BUTTON_SIDE));
    let response = ui.interact(rect, ui.scope_id().with(icon as u8), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let is_marked = response.hovered() || response.has_focus();
    let painter = ui.painter();
    painter.circle_filled(centre, BUTTON_SIDE / 2.0, CHIP_GROUND);
    if is_marked {
        painter.circle_stroke(centre, BUTTON_SIDE / 2.0 - 1.0, Stroke::new(2.0, CHIP_TEXT));
    }
    paint_icon(painter, centre, icon, CHIP_TEXT);
    response.on_hover_text(name).clicked()
}

/// Where the buttons stand, from the right.
pub(in crate::ui) fn button_place(room: Rect, from_right: usize) -> Pos2 {
    let step = BUTTON_SIDE + space::S;
    let inset = space::M + BUTTON_SIDE / 2.0;
    pos2(room.right() - inset - step * from_right as f32, room.top() + inset)
}

fn paint_icon(painter: &Painter, centre: Pos2, icon: Icon, color: Color32) {
    let stroke = Stroke::new(1.6, color);
    let at = |x: f32, y: f32| centre + vec2(x, y);
    match icon {
        Icon::HidePicture => {
            painter.circle_stroke(at(0.0, -3.0), 3.4, stroke);
            let shoulders: Vec<Pos2> = (0..=12)
                .map(|i| {
                    at(0.0, 8.0)
                        + vec2(7.0, 6.0) * Vec2::angled(std::f32::consts::PI * (1.0 + i as f32 / 12.0))
                })
                .collect();
            painter.line(shoulders, stroke);
            painter.line_segment([at(-8.0, 8.0), at(8.0, -8.0)], stroke);
        }
        Icon::ShowPicture => {
            painter.rect_stroke(
                Rect::from_center_size(centre, vec2(18.0, 14.0)),
                3.0,
                stroke,
                StrokeKind::Middle,
            );
            painter.circle_filled(at(-4.0, -2.5), 1.6, color);
            painter
                .line(vec![at(-8.0, 5.0), at(-3.0, 1.0), at(0.0, 3.5), at(4.0, -1.5), at(8.5, 3.5)], stroke);
        }
        Icon::SmallWindow => {
            painter.rect_stroke(
                Rect::from_center_size(centre, vec2(18.0, 14.0)),
                3.0,
                stroke,
                StrokeKind::Middle,
            );
            painter.rect_filled(Rect::from_min_size(at(0.0, 0.5), vec2(6.5, 4.5)), 1.0, color);
        }
        Icon::LargeWindow => {
            painter.line(vec![at(1.0, -6.0), at(7.0, -6.0), at(7.0, 0.0)], stroke);
            painter.line(vec![at(-1.0, 6.0), at(-7.0, 6.0), at(-7.0, 0.0)], stroke);
            painter.line_segment([at(7.0, -6.0), at(2.0, -1.5)], stroke);
            painter.line_segment([at(-7.0, 6.0), at(-2.0, 1.5)], stroke);
        }
    }
}

/// Which line is which, in the lower left corner of `picture`, as far as there is room.
pub(in crate::ui) fn legend_ui(ui: &mut Ui, left_bottom: Pos2, room: f32, live: Color32, has_limit: bool) {
    let entries = [
        (live, false, "live-legend-you", "live-legend-you-hint"),
        (skeleton::NEUTRAL, true, "live-legend-neutral", "live-legend-neutral-hint"),
        (skeleton::LIVE_DEVIATING, true, "live-legend-limit", "live-legend-limit-hint"),
    ];
    let shown = if has_limit { 3 } else { 2 };
    let laid: Vec<(Arc<Galley>, _)> = entries
        .into_iter()
        .take(shown)
        .map(|entry| (ui.painter().layout_no_wrap(words(entry.2).to_owned(), chip_font(), CHIP_TEXT), entry))
        .collect();
    let width_of = |galley: &Galley| SWATCH + GAP + galley.size().x;
    let width = laid.iter().map(|(galley, _)| width_of(galley) + space::M).sum::<f32>() + space::M;
    let Some(height) = laid.first().map(|(galley, _)| galley.size().y + 10.0) else { return };
    if width > room - 2.0 * space::M {
        return;
    }
    let chip = Rect::from_min_size(left_bottom + vec2(space::M, -space::M - height), vec2(width, height));
    ui.painter().rect_filled(chip, height / 2.0, CHIP_GROUND);
    let mut x = chip.left() + space::M;
    for (galley, (color, is_dashed, key, hint)) in laid {
        let place = Rect::from_min_size(pos2(x, chip.top()), vec2(width_of(&galley), height));
        let y = chip.center().y;
        let swatch = [pos2(x, y), pos2(x + SWATCH, y)];
        let stroke = Stroke::new(2.0, color);
        if is_dashed {
            ui.painter().extend(Shape::dashed_line(&swatch, stroke, 5.0, 3.5));
        } else {
            ui.painter().line_segment(swatch, stroke);
            ui.painter().circle_filled(swatch[1], 3.5, color);
        }
        ui.painter().galley(pos2(x + SWATCH + GAP, y - galley.size().y / 2.0), galley, CHIP_TEXT);
        let response = ui.interact(place, ui.scope_id().with(key), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words(key)));
        response.on_hover_text(words(hint));
        x = place.right() + space::M;
    }
}

fn chip_font() -> FontId {
    FontId::proportional(12.0)
}
