//! What a colour or a shape of a chart means, as one thing that wraps and is read as a whole.

use eframe::egui::{
    Color32, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, vec2,
};

use crate::ui::theme::Palette;

const MARK_SIDE: f32 = 11.0;
const GAP: f32 = 6.0;

/// What stands for something in a chart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    Square(Color32, Stroke),
    Round(Color32, Stroke),
    Triangle(Color32),
    Diamond(Color32),
}

pub(super) fn entry_ui(ui: &mut Ui, text: &str, mark: Mark) {
    let palette = Palette::of(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, palette.text_weak);
    let size = vec2(MARK_SIDE + GAP + galley.size().x, galley.size().y.max(MARK_SIDE));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let centre = rect.left_center() + vec2(MARK_SIDE / 2.0, 0.0);
    let area = Rect::from_center_size(centre, Vec2::splat(MARK_SIDE));
    match mark {
        Mark::Square(fill, stroke) => {
            ui.painter().rect(area, 3.0, fill, stroke, StrokeKind::Inside);
        }
        Mark::Round(fill, stroke) => {
            ui.painter().circle(centre, MARK_SIDE / 2.0 - 0.5, fill, stroke);
        }
        Mark::Triangle(color) => {
            ui.painter().add(triangle(centre, color));
        }
        Mark::Diamond(color) => {
            ui.painter().add(diamond(centre, color));
        }
    }
    let left = rect.left() + MARK_SIDE + GAP;
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(Pos2::new(left, top), galley, palette.text_weak);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

/// The user was told something.
pub(super) fn triangle(centre: Pos2, color: Color32) -> Shape {
    shape(centre, &[vec2(0.0, -1.0), vec2(1.0, 0.8), vec2(-1.0, 0.8)], color)
}

/// The user did an exercise.
pub(super) fn diamond(centre: Pos2, color: Color32) -> Shape {
    shape(centre, &[vec2(0.0, -1.0), vec2(1.0, 0.0), vec2(0.0, 1.0), vec2(-1.0, 0.0)], color)
}

fn shape(centre: Pos2, corners: &[Vec2], color: Color32) -> Shape {
    let corners = corners.iter().map(|corner| centre + MARK_SIDE / 2.0 * *corner).collect();
    Shape::convex_polygon(corners, color, Stroke::NONE)
}
