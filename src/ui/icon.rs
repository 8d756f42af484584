//! Sitwell's sign as the window's icon and within it.

use eframe::egui::{Color32, IconData, Rect, Sense, Ui, Vec2};

use crate::sign::{self, CORNER, GROUND, HEAD, SHOULDERS, Sign};

/// The side of the window's icon, in pixels.
const ICON_PX: u32 = 128;

/// The icon for the desktop.
pub(in crate::ui) fn icon() -> IconData {
    IconData { rgba: sign::rgba(Sign::Well, ICON_PX), width: ICON_PX, height: ICON_PX }
}

/// The sign within the window, `side` points large.
pub(in crate::ui) fn show(ui: &mut Ui, side: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    show_in(ui, rect);
}

/// The sign in a square.
pub(in crate::ui) fn show_in(ui: &Ui, rect: Rect) {
    let side = rect.width();
    let [r, g, b] = GROUND;
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, CORNER * side, Color32::from_rgb(r, g, b));
    let at = |[x, y]: [f32; 2]| rect.min + Vec2::new(x, y) * side;
    painter.circle_filled(at(HEAD.0), HEAD.1 * side, Color32::WHITE);
    let chest = Rect::from_min_max(rect.min, rect.left_top() + Vec2::new(side, SHOULDERS.0[1] * side));
    painter.with_clip_rect(chest).circle_filled(at(SHOULDERS.0), SHOULDERS.1 * side, Color32::WHITE);
}
