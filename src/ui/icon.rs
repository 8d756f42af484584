//! Sitwell's sign: a head well over its shoulders, in a rounded square. Drawn, so that it is sharp at every size.

use eframe::egui::{Color32, IconData, Rect, Sense, Ui, Vec2};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Transform};

/// The side of the window's icon, in pixels.
const ICON_PX: u32 = 128;
const GROUND: [u8; 3] = [0x1f, 0x6f, 0xb2];

/// Shapes in a unit square: centre and radius of the head, and of the circle whose upper part is the shoulders.
const HEAD: ([f32; 2], f32) = ([0.5, 0.34], 0.155);
const SHOULDERS: ([f32; 2], f32) = ([0.5, 0.86], 0.31);
const CORNER: f32 = 0.24;

/// The icon for the desktop; empty if it cannot be drawn, which only costs the picture.
pub(super) fn icon() -> IconData {
    draw().map_or_else(IconData::default, |pixmap| {
        let rgba = pixmap.pixels().iter().flat_map(|pixel| {
            let c = pixel.demultiply();
            [c.red(), c.green(), c.blue(), c.alpha()]
        });
        IconData { rgba: rgba.collect(), width: ICON_PX, height: ICON_PX }
    })
}

fn draw() -> Option<Pixmap> {
    let mut pixmap = Pixmap::new(ICON_PX, ICON_PX)?;
    let scale = Transform::from_scale(ICON_PX as f32, ICON_PX as f32);
    let ground = {
        // A rounded square from four quadratic corners.
        let (r, mut path) = (CORNER, PathBuilder::new());
        path.move_to(r, 0.0);
        path.line_to(1.0 - r, 0.0);
        path.quad_to(1.0, 0.0, 1.0, r);
        path.line_to(1.0, 1.0 - r);
        path.quad_to(1.0, 1.0, 1.0 - r, 1.0);
        path.line_to(r, 1.0);
        path.quad_to(0.0, 1.0, 0.0, 1.0 - r);
        path.line_to(0.0, r);
        path.quad_to(0.0, 0.0, r, 0.0);
        path.finish()?
    };
    let [red, green, blue] = GROUND;
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(red, green, blue, 255));
    pixmap.fill_path(&ground, &paint, FillRule::Winding, scale, None);

    paint.set_color(Color::WHITE);
    let head = PathBuilder::from_circle(HEAD.0[0], HEAD.0[1], HEAD.1)?;
    pixmap.fill_path(&head, &paint, FillRule::Winding, scale, None);
    let shoulders = {
        let (([x, y], r), mut path) = (SHOULDERS, PathBuilder::new());
        path.move_to(x - r, y);
        path.cubic_to(x - r, y - 1.33 * r, x + r, y - 1.33 * r, x + r, y);
        path.close();
        path.finish()?
    };
    pixmap.fill_path(&shoulders, &paint, FillRule::Winding, scale, None);
    Some(pixmap)
}

/// The sign within the window, `side` points large.
pub(super) fn show(ui: &mut Ui, side: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    let [r, g, b] = GROUND;
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, CORNER * side, Color32::from_rgb(r, g, b));
    let at = |[x, y]: [f32; 2]| rect.min + Vec2::new(x, y) * side;
    painter.circle_filled(at(HEAD.0), HEAD.1 * side, Color32::WHITE);
    let chest = Rect::from_min_max(rect.min, rect.left_top() + Vec2::new(side, SHOULDERS.0[1] * side));
    painter.with_clip_rect(chest).circle_filled(at(SHOULDERS.0), SHOULDERS.1 * side, Color32::WHITE);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_has_a_white_head_on_a_blue_ground() {
        let icon = icon();
        let pixel = |x: f32, y: f32| {
            let start =
                ((y * ICON_PX as f32) as usize * ICON_PX as usize + (x * ICON_PX as f32) as usize) * 4;
            icon.rgba[start..start + 4].to_vec()
        };
        assert_eq!(pixel(0.5, 0.34), [255, 255, 255, 255]);
        assert_eq!(pixel(0.1, 0.5), [GROUND[0], GROUND[1], GROUND[2], 255]);
        assert_eq!(pixel(0.0, 0.0)[3], 0);
    }
}
