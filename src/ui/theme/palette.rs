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
    primary_hovered: Color32::from_rgb(0x2a, 0x80, 0xc8),
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
    tool: Color32::from_rgb(0x5f, 0xc4, 0xa8),
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
    tool: Color32::from_rgb(0x2f, 0x9d, 0x80),
    worked: Color32::from_rgb(0xe8, 0x55, 0x45),
};

impl Palette {
    /// The colours of the theme in force.
    pub(in crate::ui) fn of(ui: &Ui) -> Self {
        if ui.visuals().dark_mode { DARK } else { LIGHT }
    }
}
