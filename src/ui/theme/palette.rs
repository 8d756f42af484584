//! The colours of the window, for a light and a dark desktop.

use eframe::egui::{Color32, Ui};

/// The colours of one theme. What is fine is blue and what is not is orange, a pair that every common kind of colour
/// blindness tells apart; a shape or a word always says the same thing too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct Palette {
    pub(in crate::ui) background: Color32,
    pub(in crate::ui) card: Color32,
    pub(in crate::ui) border: Color32,
    /// A part of a card that stands back: tracks, the empty picture.
    pub(in crate::ui) inset: Color32,
    pub(in crate::ui) text: Color32,
    pub(in crate::ui) text_weak: Color32,
    pub(in crate::ui) button: Color32,
    pub(in crate::ui) button_hovered: Color32,
    pub(in crate::ui) primary: Color32,
    pub(in crate::ui) primary_hovered: Color32,
    pub(in crate::ui) on_primary: Color32,
    pub(in crate::ui) fine: Color32,
    pub(in crate::ui) deviation: Color32,
    pub(in crate::ui) unknown: Color32,
    /// The drawn figure, and what stands around it.
    pub(in crate::ui) skin: Color32,
    pub(in crate::ui) hair: Color32,
    pub(in crate::ui) shirt: Color32,
    pub(in crate::ui) trousers: Color32,
    pub(in crate::ui) shoes: Color32,
    pub(in crate::ui) thing: Color32,
    pub(in crate::ui) tool: Color32,
    /// The muscles at work.
    pub(in crate::ui) worked: Color32,
}

pub(super) const DARK: Palette = Palette {
    background: Color32::from_rgb(0x12, 0x15, 0x1a),
    card: Color32::from_rgb(0x1b, 0x1f, 0x26),
    border: Color32::from_rgb(0x2b, 0x31, 0x3b),
    inset: Color32::from_rgb(0x26, 0x2c, 0x35),
    text: Color32::from_rgb(0xec, 0xef, 0xf3),
    text_weak: Color32::from_rgb(0xa3, 0xad, 0xba),
    button: Color32::from_rgb(0x2b, 0x32, 0x3d),
    button_hovered: Color32::from_rgb(0x37, 0x40, 0x4d),
    primary: Color32::from_rgb(0x1f, 0x6f, 0xb2),
    primary_hovered: Color32::from_rgb(0x26, 0x77, 0xbb),
    on_primary: Color32::WHITE,
    fine: Color32::from_rgb(0x6c, 0xbd, 0xf0),
    deviation: Color32::from_rgb(0xf2, 0xa9, 0x3b),
    unknown: Color32::from_rgb(0xa3, 0xad, 0xba),
    skin: Color32::from_rgb(0xe3, 0xc3, 0xa8),
    hair: Color32::from_rgb(0x6e, 0x5c, 0x55),
    shirt: Color32::from_rgb(0x7f, 0xb0, 0xd6),
    trousers: Color32::from_rgb(0x5f, 0x6f, 0x88),
    shoes: Color32::from_rgb(0xc9, 0xd2, 0xdc),
    thing: Color32::from_rgb(0x3d, 0x46, 0x53),
    tool: Color32::from_rgb(0xa5, 0xcf, 0x6a),
    worked: Color32::from_rgb(0xf2, 0x6d, 0x5b),
};

pub(super) const LIGHT: Palette = Palette {
    background: Color32::from_rgb(0xf3, 0xf5, 0xf8),
    card: Color32::WHITE,
    border: Color32::from_rgb(0xe0, 0xe4, 0xea),
    inset: Color32::from_rgb(0xe9, 0xed, 0xf2),
    text: Color32::from_rgb(0x1a, 0x1f, 0x27),
    text_weak: Color32::from_rgb(0x57, 0x61, 0x70),
    button: Color32::from_rgb(0xe9, 0xed, 0xf2),
    button_hovered: Color32::from_rgb(0xdc, 0xe2, 0xea),
    primary: Color32::from_rgb(0x1a, 0x66, 0xa8),
    primary_hovered: Color32::from_rgb(0x14, 0x55, 0x8e),
    on_primary: Color32::WHITE,
    fine: Color32::from_rgb(0x0b, 0x6c, 0xb0),
    deviation: Color32::from_rgb(0xad, 0x56, 0x00),
    unknown: Color32::from_rgb(0x57, 0x61, 0x70),
    skin: Color32::from_rgb(0xec, 0xc9, 0xad),
    hair: Color32::from_rgb(0x6b, 0x57, 0x50),
    shirt: Color32::from_rgb(0x7d, 0xae, 0xd8),
    trousers: Color32::from_rgb(0x5a, 0x6b, 0x86),
    shoes: Color32::from_rgb(0xd6, 0xdb, 0xe3),
    thing: Color32::from_rgb(0xd5, 0xdb, 0xe3),
    tool: Color32::from_rgb(0x6b, 0x98, 0x2f),
    worked: Color32::from_rgb(0xe8, 0x55, 0x45),
};

impl Palette {
    /// The colours of the theme in force.
    pub(in crate::ui) fn of(ui: &Ui) -> Self {
        if ui.visuals().dark_mode { DARK } else { LIGHT }
    }

    /// A figure that stands back, on a card.
    pub(in crate::ui) fn ghost(&self) -> Color32 {
        self.card.lerp_to_gamma(self.text_weak, 0.35)
    }

    /// The ground of what is chosen: a breath of blue.
    pub(in crate::ui) fn tinted(&self) -> Color32 {
        self.background.lerp_to_gamma(self.fine, 0.08)
    }
}

#[cfg(test)]
mod tests {
    use super::{Color32, DARK, LIGHT, Palette};

    /// Linear light of red, green and blue (IEC 61966-2-1).
    fn linear(colour: Color32) -> [f32; 3] {
        [colour.r(), colour.g(), colour.b()].map(|channel| {
            let share = f32::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The contrast of WCAG 2.2, 1 to 21.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |colour| {
            let [r, g, b] = linear(colour);
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// What somebody without one kind of cones sees, in linear light (Machado, Oliveira and Fernandes, IEEE Trans. Vis.
    /// Comput. Graph. 15, 2009; severity 1).
    const COLOUR_BLINDNESS: [(&str, [[f32; 3]; 3]); 3] = [
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// The difference of two colours in CIELAB (1976) as somebody sees them; about 2 is just noticed.
    fn difference(a: Color32, b: Color32, seen: &[[f32; 3]; 3]) -> f32 {
        let lab = |colour| {
            let light = linear(colour);
            let dot = |row: &[f32; 3]| row.iter().zip(light).map(|(a, b)| a * b).sum::<f32>().clamp(0.0, 1.0);
            let [r, g, b] = [dot(&seen[0]), dot(&seen[1]), dot(&seen[2])];
            let [x, y, z] = [
                (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
                0.2126 * r + 0.7152 * g + 0.0722 * b,
                (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
            ]
            .map(|t| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        let (a, b) = (lab(a), lab(b));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
    }

    const THEMES: [(&str, Palette); 2] = [("dark", DARK), ("light", LIGHT)];

    #[test]
    fn all_text_has_the_contrast_that_wcag_asks_for() {
        for (theme, palette) in THEMES {
            let Palette { background, card, inset, button, button_hovered, .. } = palette;
            let texts = [
                ("text", palette.text, vec![background, card, inset, button, button_hovered]),
                ("weak text", palette.text_weak, vec![background, card, inset]),
                ("fine", palette.fine, vec![background, card]),
                ("deviation", palette.deviation, vec![background, card]),
                ("unknown", palette.unknown, vec![background, card]),
                ("on primary", palette.on_primary, vec![palette.primary, palette.primary_hovered]),
                ("present page", palette.fine, vec![palette.tinted()]),
            ];
            for (name, ink, grounds) in texts {
                for ground in grounds {
                    let contrast = contrast(ink, ground);
                    assert!(contrast >= 4.5, "{theme}: {name} on {ground:?} has {contrast:.2}");
                }
            }
        }
    }

    #[test]
    fn colours_that_mean_different_things_differ_for_every_eye() {
        let usual = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        for (theme, palette) in THEMES {
            let pairs = [
                ("fine and deviation", palette.fine, palette.deviation),
                ("fine and unknown", palette.fine, palette.unknown),
                ("deviation and unknown", palette.deviation, palette.unknown),
                ("worked and skin", palette.worked, palette.skin),
                ("worked and shirt", palette.worked, palette.shirt),
                ("tool and shirt", palette.tool, palette.shirt),
                ("tool and card", palette.tool, palette.card),
                ("skin and card", palette.skin, palette.card),
            ];
            for (pair, a, b) in pairs {
                for (eye, seen) in [("usual", usual)].into_iter().chain(COLOUR_BLINDNESS) {
                    let difference = difference(a, b, &seen);
                    assert!(difference >= 15.0, "{theme}, {eye}: {pair} differ by {difference:.1}");
                }
            }
        }
    }
}
