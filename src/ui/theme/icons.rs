//! Icons: signs of the Phosphor font (assets/fonts/Phosphor.txt), of which Sitwell carries those that it uses.
//!
//! A new one is named here, and `scripts/icons` puts it into the font.

use eframe::egui::{Button, FontFamily, FontId, Response, RichText, Role, Ui, WidgetInfo, vec2};

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

/// The family of the icons.
pub(in crate::ui) fn family() -> FontFamily {
    FontFamily::Name("icons".into())
}

/// The font of an icon as high as this, in points.
pub(in crate::ui) fn font(size: f32) -> FontId {
    FontId::new(size, family())
}

/// The size of an icon beside words, in points.
const BESIDE_WORDS: f32 = 17.0;
/// The width of a button that is an icon alone, in points.
const ICON_BUTTON_WIDTH: f32 = 36.0;

/// A button of an icon and, where there is room, its name; screen readers are told the name alone.
pub(in crate::ui) fn button_ui(
    ui: &mut Ui,
    icon: &str,
    name: &str,
    is_named: bool,
    enabled: bool,
) -> Response {
    let sign = RichText::new(icon).font(font(BESIDE_WORDS));
    let response = if is_named {
        ui.add_enabled(enabled, Button::new((sign, name)))
    } else {
        let button = Button::new(sign).min_size(vec2(ICON_BUTTON_WIDTH, 0.0));
        ui.add_enabled(enabled, button).on_hover_text(name)
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response
}

/// How wide such buttons stand in a row.
pub(in crate::ui) fn buttons_width(ui: &Ui, names: &[&str], are_named: bool) -> f32 {
    let spacing = ui.spacing();
    let count = names.len() as f32;
    if are_named {
        let icons = count * (BESIDE_WORDS + spacing.icon_spacing);
        super::row_width(ui, names.iter().copied()) + icons
    } else {
        count * (ICON_BUTTON_WIDTH + spacing.item_spacing.x)
    }
}
