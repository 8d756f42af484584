//! Colours, type scale and spacing of the window, for a light and a dark desktop.

use std::sync::Arc;

use eframe::egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Frame, Margin, RichText,
    Stroke, TextStyle, Theme, Ui, Visuals,
    style::WidgetVisuals,
    text::{LayoutJob, TextFormat},
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

const DARK: Palette = Palette {
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

const LIGHT: Palette = Palette {
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

/// Sets the fonts and both themes; egui follows the desktop's choice where the desktop tells it.
pub(in crate::ui) fn install(context: &Context) {
    context.set_fonts(fonts());
    context.set_visuals_of(Theme::Dark, visuals(DARK, Visuals::dark()));
    context.set_visuals_of(Theme::Light, visuals(LIGHT, Visuals::light()));
    context.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(12.0)),
            (TextStyle::Body, FontId::proportional(14.0)),
            (TextStyle::Button, FontId::proportional(14.0)),
            (TextStyle::Monospace, FontId::monospace(13.0)),
            (TextStyle::Heading, FontId::new(15.0, semibold())),
            (title_style(), FontId::new(22.0, semibold())),
            (figure_style(), FontId::new(26.0, semibold())),
        ]
        .into();
        style.spacing.item_spacing = [space::S, space::S].into();
        style.spacing.button_padding = [space::M, 7.0].into();
        style.spacing.interact_size.y = 32.0;
        style.spacing.extra_text_line_spacing = 2.0;
        style.spacing.menu_margin = Margin::same(8);
    });
}

fn fonts() -> FontDefinitions {
    // egui's own fonts stay behind ours for the letters that ours lack.
    let mut fonts = FontDefinitions::default();
    let regular = FontData::from_static(include_bytes!("../../../assets/fonts/Inter-Regular.otf"));
    let bold = FontData::from_static(include_bytes!("../../../assets/fonts/Inter-SemiBold.otf"));
    fonts.font_data.insert("inter".to_owned(), Arc::new(regular));
    fonts.font_data.insert("inter-semibold".to_owned(), Arc::new(bold));
    let proportional = fonts.families.entry(FontFamily::Proportional).or_default();
    proportional.insert(0, "inter".to_owned());
    let mut heavy = proportional.clone();
    heavy.insert(0, "inter-semibold".to_owned());
    fonts.families.insert(semibold(), heavy);
    fonts
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

/// The family of headings.
pub(in crate::ui) fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

fn title_style() -> TextStyle {
    TextStyle::Name("title".into())
}

fn figure_style() -> TextStyle {
    TextStyle::Name("figure".into())
}

/// The state in words.
pub(in crate::ui) fn title(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(title_style())
}

/// The one number of a gauge.
pub(in crate::ui) fn figure(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(figure_style())
}

/// The font of [`figure`], for painted text.
pub(in crate::ui) fn figure_font(ui: &Ui) -> FontId {
    figure_style().resolve(ui.style())
}

/// The heading of a card.
pub(in crate::ui) fn heading(text: impl Into<String>) -> RichText {
    RichText::new(text).heading()
}

/// Body text with weight.
pub(in crate::ui) fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).family(semibold())
}

/// Secondary text.
pub(in crate::ui) fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).small().weak()
}

/// Text with weight in which what stands between backticks is to be typed, and is shown so.
pub(in crate::ui) fn strong_with_code(ui: &Ui, text: &str) -> LayoutJob {
    let palette = Palette::of(ui);
    let mut job = LayoutJob::default();
    for (index, part) in text.split('`').enumerate() {
        let format = if index % 2 == 0 {
            TextFormat::simple(FontId::new(14.0, semibold()), palette.text)
        } else {
            let font = FontId::monospace(13.0);
            TextFormat { background: palette.inset, ..TextFormat::simple(font, palette.text) }
        };
        job.append(part, 0.0, format);
    }
    job
}

/// A line with weight over a secondary one, as one text.
pub(in crate::ui) fn two_lines(ui: &Ui, strong: &str, small: &str) -> LayoutJob {
    let palette = Palette::of(ui);
    let mut job = LayoutJob::default();
    job.append(strong, 0.0, TextFormat::simple(FontId::new(14.0, semibold()), palette.text));
    job.append("\n", 0.0, TextFormat::default());
    job.append(small, 0.0, TextFormat::simple(FontId::proportional(12.0), palette.text_weak));
    job
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
pub(in crate::ui) fn primary_button(ui: &mut Ui, text: &str) -> eframe::egui::Response {
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
