//! A state as a shape: told without its colour, too.

use std::f32::consts::TAU;

use eframe::egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, Vec2};

use crate::posture::State;
use crate::ui::theme::{self, Palette};

/// Blue: fine; orange: a fault; grey: unknown. What is only told, as leaning back, is fine.
pub(in crate::ui) fn state_color(state: State, palette: Palette) -> Color32 {
    match state {
        State::Unknown(_) => palette.unknown,
        State::Deviating(deviation) if deviation.is_fault() => palette.deviation,
        State::Neutral | State::Deviating(_) => palette.fine,
    }
}

/// A check in a disc, a triangle, an open circle with a question mark.
pub(in crate::ui) fn paint_sign(painter: &Painter, rect: Rect, state: State, palette: Palette) {
    let (color, ground) = (state_color(state, palette), palette.card);
    let rect = rect.shrink(rect.width() * 0.06);
    let (centre, radius) = (rect.center(), rect.width() / 2.0);
    let letter = |text: &str, color, offset: f32| {
        let position = centre + Vec2::new(0.0, offset);
        let font = FontId::new(radius * 1.2, theme::semibold());
        painter.text(position, Align2::CENTER_CENTER, text, font, color);
    };
    match state {
        State::Unknown(_) => {
            let ring: Vec<Pos2> =
                (0..=48).map(|i| centre + radius * Vec2::angled(TAU * i as f32 / 48.0)).collect();
            painter.extend(Shape::dashed_line(&ring, Stroke::new(2.0, color), 4.0, 3.0));
            letter("?", color, 0.0);
        }
        State::Deviating(deviation) if deviation.is_fault() => {
            let corners = vec![rect.center_top(), rect.right_bottom(), rect.left_bottom()];
            painter.add(Shape::convex_polygon(corners, color, Stroke::new(2.0, color)));
            letter("!", ground, radius * 0.28);
        }
        State::Deviating(_) => {
            painter.circle_filled(centre, radius, color);
            letter("i", ground, 0.0);
        }
        State::Neutral => {
            painter.circle_filled(centre, radius, color);
            let at = |x: f32, y: f32| centre + radius * Vec2::new(x, y);
            let stroke = Stroke::new((radius * 0.2).max(1.5), ground);
            painter.line(vec![at(-0.45, 0.05), at(-0.1, 0.4), at(0.5, -0.35)], stroke);
        }
    }
}
