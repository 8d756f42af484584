//! How the window looks: colours, type, icons, space and motion, and the widgets that every page shares.

pub(in crate::ui) mod icons;
pub(in crate::ui) mod motion;
mod palette;
mod type_scale;

use eframe::egui::{
    Color32, Context, CornerRadius, Frame, Margin, Response, Stroke, TextStyle, Theme, Ui, Visuals,
    style::WidgetVisuals,
};

pub(in crate::ui) use self::{
    palette::Palette,
    type_scale::{figure, figure_font, heading, semibold, small, strong, strong_with_code, title, two_lines},
};

/// The steps of the spacing scale, in points.
pub(in crate::ui) mod space {
    pub(crate) const XS: f32 = 4.0;
    pub(crate) const S: f32 = 8.0;
    pub(crate) const M: f32 = 12.0;
    pub(crate) const L: f32 = 16.0;
}

/// Roundness of cards and of the picture, in points.
pub(in crate::ui) const CARD_RADIUS: u8 = 12;

/// Sets the fonts and both themes; egui follows the desktop's choice where the desktop tells it.
pub(in crate::ui) fn install(context: &Context) {
    context.set_fonts(type_scale::fonts());
    context.set_visuals_of(Theme::Dark, visuals(palette::DARK, Visuals::dark()));
    context.set_visuals_of(Theme::Light, visuals(palette::LIGHT, Visuals::light()));
    context.all_styles_mut(|style| {
        type_scale::set_text_styles(style);
        style.spacing.item_spacing = [space::S, space::S].into();
        style.spacing.button_padding = [space::M, 7.0].into();
        style.spacing.interact_size.y = 32.0;
        style.spacing.extra_text_line_spacing = 2.0;
        style.spacing.menu_margin = Margin::same(8);
    });
}

fn visuals(palette: Palette, base: Visuals) -> Visuals {
    let mut visuals = base;
    visuals.panel_fill = palette.background;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(1.0, palette.border);
    visuals.window_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.extreme_bg_color = palette.inset;
    visuals.hyperlink_color = palette.fine;
    visuals.weak_text_color = Some(palette.text_weak);
    visuals.selection.bg_fill = palette.primary;
    // What egui writes on a selected button.
    visuals.selection.stroke = Stroke::new(1.0, palette.on_primary);
    let widgets = &mut visuals.widgets;
    paint_widget(&mut widgets.noninteractive, palette.card, palette.border, palette.text);
    paint_widget(&mut widgets.inactive, palette.button, Color32::TRANSPARENT, palette.text);
    paint_widget(&mut widgets.hovered, palette.button_hovered, palette.border, palette.text);
    paint_widget(&mut widgets.active, palette.button_hovered, palette.fine, palette.text);
    paint_widget(&mut widgets.open, palette.button_hovered, palette.border, palette.text);
    visuals
}

fn paint_widget(widget: &mut WidgetVisuals, fill: Color32, border: Color32, text: Color32) {
    widget.bg_fill = fill;
    widget.weak_bg_fill = fill;
    widget.bg_stroke = Stroke::new(1.0, border);
    widget.fg_stroke = Stroke::new(1.0, text);
    widget.corner_radius = CornerRadius::same(8);
    widget.expansion = 0.0;
}

/// A rounded box that belongs together, as wide as there is room.
pub(in crate::ui) fn card<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::of(ui);
    Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.border))
        .corner_radius(CARD_RADIUS)
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::S;
            add_contents(ui)
        })
        .inner
}

/// How wide buttons with these words stand in a row.
pub(in crate::ui) fn row_width<'a>(ui: &Ui, buttons: impl IntoIterator<Item = &'a str>) -> f32 {
    let spacing = ui.spacing();
    let font = TextStyle::Button.resolve(ui.style());
    let width = |text: &str| {
        let galley = ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER);
        galley.size().x + 2.0 * spacing.button_padding.x + spacing.item_spacing.x
    };
    buttons.into_iter().map(width).sum::<f32>() - spacing.item_spacing.x
}

/// The one button of a card that matters most.
pub(in crate::ui) fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        paint_widget(&mut widgets.inactive, palette.primary, Color32::TRANSPARENT, palette.on_primary);
        paint_widget(&mut widgets.hovered, palette.primary_hovered, Color32::TRANSPARENT, palette.on_primary);
        paint_widget(&mut widgets.active, palette.primary_hovered, palette.fine, palette.on_primary);
        // Of the weight of every button, which `row_width` counts on.
        ui.button(text)
    })
    .inner
}
