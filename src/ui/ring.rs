//! A ring that fills as time passes, around a number.

use std::f32::consts::TAU;

use eframe::egui::{Align2, Color32, FontId, Pos2, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::theme::{self, Palette};

/// A ring `side` points large, filled by `progress` (0 to 1) in `color` from the top, with `figure` in its middle; `name`
/// says the same in words.
pub(in crate::ui) fn ring_ui(
    ui: &mut Ui,
    side: f32,
    progress: f32,
    color: Color32,
    figure: &str,
    name: &str,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    let palette = Palette::of(ui);
    let width = side / 14.0;
    let (centre, radius) = (rect.center(), (side - width) / 2.0 - 1.0);
    ui.painter().circle_stroke(centre, radius, Stroke::new(width, palette.inset));
    let end = progress.clamp(0.0, 1.0) * TAU;
    let at = |i: usize| centre + radius * Vec2::angled(end * i as f32 / 96.0 - TAU / 4.0);
    let arc: Vec<Pos2> = (0..=96).map(at).collect();
    if let (true, Some(last)) = (end > 0.0, arc.last().copied()) {
        for tip in [at(0), last] {
            ui.painter().circle_filled(tip, width / 2.0, color);
        }
        ui.painter().line(arc, Stroke::new(width, color));
    }
    let font = FontId::new(side * 0.3, theme::semibold());
    ui.painter().text(centre, Align2::CENTER_CENTER, figure, font, palette.text);
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(progress)),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    response
}
