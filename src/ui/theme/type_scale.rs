//! The type scale: the fonts, the sizes of text, and what each of them is for.

use std::sync::Arc;

use eframe::egui::{
    FontData, FontDefinitions, FontFamily, FontId, RichText, Style, TextStyle, Ui,
    text::{LayoutJob, TextFormat},
};

use super::{icons, palette::Palette};

/// The sizes of text, in points.
const SMALL: f32 = 12.0;
const BODY: f32 = 14.0;
const HEADING: f32 = 15.0;
const TITLE: f32 = 22.0;
const FIGURE: f32 = 26.0;
/// Letters of one width look larger.
const MONOSPACE: f32 = 13.0;

/// Sets the sizes.
pub(super) fn set_text_styles(style: &mut Style) {
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(SMALL)),
        (TextStyle::Body, FontId::proportional(BODY)),
        (TextStyle::Button, FontId::proportional(BODY)),
        (TextStyle::Monospace, FontId::monospace(MONOSPACE)),
        (TextStyle::Heading, FontId::new(HEADING, semibold())),
        (title_style(), FontId::new(TITLE, semibold())),
        (figure_style(), FontId::new(FIGURE, semibold())),
    ]
    .into();
}

pub(super) fn fonts() -> FontDefinitions {
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
    let phosphor = FontData::from_static(include_bytes!("../../../assets/fonts/Phosphor-Subset.ttf"));
    fonts.font_data.insert("phosphor".to_owned(), Arc::new(phosphor));
    fonts.families.insert(icons::family(), vec!["phosphor".to_owned()]);
    fonts
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
            TextFormat::simple(FontId::new(BODY, semibold()), palette.text)
        } else {
            let font = FontId::monospace(MONOSPACE);
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
    job.append(strong, 0.0, TextFormat::simple(FontId::new(BODY, semibold()), palette.text));
    job.append("\n", 0.0, TextFormat::default());
    job.append(small, 0.0, TextFormat::simple(FontId::proportional(SMALL), palette.text_weak));
    job
}
