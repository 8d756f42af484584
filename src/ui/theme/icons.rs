//! Icons: signs of the Phosphor font (assets/fonts/Phosphor.txt), of which Sitwell carries those that it uses.
//!
//! A new one is named here, and `scripts/icons` puts it into the font.

use eframe::egui::{FontFamily, FontId, RichText};

pub(in crate::ui) const LIVE: &str = "\u{E6FC}";
pub(in crate::ui) const EXERCISES: &str = "\u{ED5C}";
pub(in crate::ui) const HISTORY: &str = "\u{E150}";
pub(in crate::ui) const FEELINGS: &str = "\u{E436}";
pub(in crate::ui) const SETTINGS: &str = "\u{E272}";
pub(in crate::ui) const HELP: &str = "\u{E3E8}";
pub(in crate::ui) const CALIBRATE: &str = "\u{E1D8}";
pub(in crate::ui) const PAUSE: &str = "\u{E39E}";
pub(in crate::ui) const RESUME: &str = "\u{E3D0}";
pub(in crate::ui) const ABOUT: &str = "\u{E2CE}";
pub(in crate::ui) const NEXT: &str = "\u{E13A}";

/// The family of the icons.
pub(in crate::ui) fn family() -> FontFamily {
    FontFamily::Name("icons".into())
}

/// The font of an icon as high as this, in points.
pub(in crate::ui) fn font(size: f32) -> FontId {
    FontId::new(size, family())
}

/// An icon as text.
pub(in crate::ui) fn icon(icon: &str, size: f32) -> RichText {
    RichText::new(icon).font(font(size))
}
