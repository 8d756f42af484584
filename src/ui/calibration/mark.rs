//! The sign before a line: well, could be better, wrong, not told. Each has a shape of its own.

use std::f32::consts::TAU;

use eframe::egui::{Align2, Color32, FontId, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2};

use crate::ui::theme::{self, Palette};

/// How something looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A check in a disc.
    Well,
    /// An `i` in a ring.
    Better,
    /// An exclamation mark in a triangle.
    Wrong,
    /// A dashed ring.
    Untold,
}

impl Mark {
    pub(super) fn color(self, palette: Palette) -> Color32 {
        match self {
            Self::Well => palette.fine,
            Self::Better | Self::Wrong => palette.deviation,
            Self::Untold => palette.unknown,
        }
    }

    /// Draws it `side` points large; the words beside it say the same.
    pub(super) fn ui(self, ui: &mut Ui, side: f32) {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
        self.paint(ui, rect);
    }

    fn paint(self, ui: &Ui, rect: Rect) {
        let palette = Palette::of(ui);
        let (color, painter) = (self.color(palette), ui.painter());
        let (centre, radius) = (rect.center(), rect.width() / 2.0 - 1.0);
        let at = |x: f32, y: f32| centre + radius * Vec2::new(x, y);
        let letter = |text: &str, color, offset: f32| {
            let font = FontId::new(radius * 1.3, theme::semibold());
            painter.text(at(0.0, offset), Align2::CENTER_CENTER, text, font, color);
        };
        match self {
            Self::Well => {
                painter.circle_filled(centre, radius, color);
                let check = vec![at(-0.45, 0.05), at(-0.1, 0.4), at(0.5, -0.35)];
                painter.line(check, Stroke::new(radius / 5.0, palette.card));
            }
            Self::Better => {
                painter.circle_stroke(centre, radius - 1.0, Stroke::new(1.5, color));
                letter("i", color, 0.0);
            }
            Self::Wrong => {
                let corners = vec![at(0.0, -0.9), at(1.0, 0.85), at(-1.0, 0.85)];
                painter.add(Shape::convex_polygon(corners, color, Stroke::new(1.0, color)));
                letter("!", palette.card, 0.25);
            }
            Self::Untold => {
                let ring: Vec<Pos2> =
                    (0..=32).map(|i| centre + (radius - 1.0) * Vec2::angled(TAU * i as f32 / 32.0)).collect();
                painter.extend(Shape::dashed_line(&ring, Stroke::new(1.5, color), 3.0, 3.0));
            }
        }
    }
}
