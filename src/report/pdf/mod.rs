//! A document as PDF: vectors, words that can be selected, and the tags that a screen reader needs (PDF/UA-1).

mod layout;
#[cfg(test)]
mod tests;

use std::{collections::HashMap, num::NonZeroU16};

use ab_glyph::FontRef;
use krilla::{
    Data, Document as Pdf, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Configuration, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
        TagGroup, TagKind, TagTree,
    },
    text::{Font, TextDirection},
};

use self::layout::{Child, Fonts, Ink, Layout, PAGE, Part, RUNNING_SIZE, Role};
use super::document::{CHART_TEXT, Document, Mark, Tone};

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.otf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.otf");
const WEAK: [u8; 3] = [0x57, 0x61, 0x6e];

/// The whole file.
pub(super) fn pdf(document: &Document) -> Result<Vec<u8>, String> {
    let broken = |what: String| what;
    let no_font = || broken("a built-in font cannot be read".to_owned());
    let measured = |data| FontRef::try_from_slice(data).map_err(|error| broken(error.to_string()));
    let pages = layout::lay_out(document, &Fonts { regular: measured(REGULAR)?, bold: measured(BOLD)? });
    let regular = Font::new(Data::from(REGULAR), 0).ok_or_else(no_font)?;
    let bold = Font::new(Data::from(BOLD), 0).ok_or_else(no_font)?;

    let configuration: Configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| broken(format!("{error:?}")))?;
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    pdf.set_metadata(
        Metadata::new()
            .title(format!("{}, {}", document.title, document.subtitle))
            .language(document.language.to_owned())
            .creator("Sitwell".to_owned()),
    );
    let mut drawn = HashMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let settings =
            PageSettings::from_wh(PAGE[0], PAGE[1]).ok_or_else(|| broken("a page has no size".to_owned()))?;
        let mut sheet = pdf.start_page_with(settings);
        let mut surface = sheet.surface();
        let mut pen = Pen { surface: &mut surface, regular: &regular, bold: &bold };
        for (place, ink) in page.iter().enumerate() {
            if let Some(identifier) = pen.ink(ink) {
                drawn.insert((number, place), identifier);
            }
        }
        surface.finish();
        sheet.finish();
    }
    let mut outline = Outline::new();
    for (text, page, y) in &pages.outline {
        let there = XyzDestination::new(*page, Point::from_xy(0.0, *y));
        outline.push_child(OutlineNode::new(text.clone(), there));
    }
    pdf.set_outline(outline);
    pdf.set_tag_tree(tag_tree(&pages, &drawn, document.language));
    pdf.finish().map_err(|error| broken(format!("{error:?}")))
}

fn tag_tree(pages: &Layout, drawn: &HashMap<(usize, usize), Identifier>, language: &str) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    for part in pages.top.iter().filter_map(|place| pages.parts.get(*place)) {
        tree.push(group(part, pages, drawn));
    }
    tree
}

fn group(part: &Part, pages: &Layout, drawn: &HashMap<(usize, usize), Identifier>) -> TagGroup {
    let mut group = TagGroup::new(tag(&part.role));
    // What stands in an item of a list is its body.
    let mut body = (part.role == Role::Item).then(|| TagGroup::new(Tag::LBody));
    for child in &part.children {
        let node: Option<Node> = match child {
            Child::Part(place) => pages.parts.get(*place).map(|part| self::group(part, pages, drawn).into()),
            Child::Drawn(page, place) => drawn.get(&(*page, *place)).copied().map(Node::from),
        };
        if let Some(node) = node {
            body.as_mut().unwrap_or(&mut group).push(node);
        }
    }
    if let Some(body) = body {
        group.push(body);
    }
    group
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Title(text) => Tag::Hn(NonZeroU16::MIN, Some(text.clone())).into(),
        Role::Heading(text) => Tag::Hn(NonZeroU16::MIN.saturating_add(1), Some(text.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Table(caption) => {
            Tag::Table.with_summary(Some(caption.clone()).filter(|words| !words.is_empty())).into()
        }
        Role::Row => Tag::TR.into(),
        Role::HeadCell => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHeadCell => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Chart(caption) => Tag::Figure(Some(caption.clone())).into(),
        Role::Caption => Tag::P.into(),
    }
}

/// Draws on a page.
struct Pen<'a, 'b> {
    surface: &'a mut Surface<'b>,
    regular: &'a Font,
    bold: &'a Font,
}

impl Pen<'_, '_> {
    /// Draws; gives the name by which the document knows it, unless it is no part of that.
    fn ink(&mut self, ink: &Ink) -> Option<Identifier> {
        let layout_artifact = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout));
        let running_artifact = ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther));
        match ink {
            Ink::Words { at, text, style } => {
                let identifier = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                let ink = if style.is_weak { WEAK } else { layout::rgb(Tone::Ink) };
                self.words(*at, text, style.size, style.is_bold, ink);
                self.surface.end_tagged();
                Some(identifier)
            }
            Ink::Marks { at, scale, marks } => {
                let identifier = self.surface.start_tagged(ContentTag::Other);
                for mark in marks {
                    self.mark(*at, *scale, mark);
                }
                self.surface.end_tagged();
                Some(identifier)
            }
            Ink::Rule { at: [x, y], width } => {
                let _not_part = self.surface.start_tagged(layout_artifact);
                self.line(&[[*x, *y], [x + width, *y]], 0.5, Tone::Grid);
                self.surface.end_tagged();
                None
            }
            Ink::Running { at, text } => {
                let _not_part = self.surface.start_tagged(running_artifact);
                self.words(*at, text, RUNNING_SIZE, false, WEAK);
                self.surface.end_tagged();
                None
            }
        }
    }

    fn mark(&mut self, [left, top]: [f32; 2], scale: f32, mark: &Mark) {
        let place = |[x, y]: [f32; 2]| [left + x * scale, top + y * scale];
        match mark {
            Mark::Box { at, size: [width, height], tone, .. } => {
                let [x, y] = place(*at);
                let Some(area) = Rect::from_xywh(x, y, width * scale, height * scale) else { return };
                let mut path = PathBuilder::new();
                path.push_rect(area);
                let Some(path) = path.finish() else { return };
                self.surface.set_stroke(None);
                self.surface.set_fill(Some(fill(layout::rgb(*tone))));
                self.surface.draw_path(&path);
            }
            Mark::Line { points, tone, width } => {
                let points: Vec<_> = points.iter().map(|point| place(*point)).collect();
                self.line(&points, width * scale, *tone);
            }
            Mark::Text { at, text, is_weak, .. } => {
                let ink = if *is_weak { WEAK } else { layout::rgb(Tone::Ink) };
                self.words(place(*at), text, CHART_TEXT * scale, false, ink);
            }
        }
    }

    fn words(&mut self, [x, y]: [f32; 2], text: &str, size: f32, is_bold: bool, ink: [u8; 3]) {
        let font = if is_bold { self.bold } else { self.regular };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(ink)));
        self.surface.draw_text(
            Point::from_xy(x, y),
            font.clone(),
            size,
            text,
            false,
            TextDirection::LeftToRight,
        );
    }

    fn line(&mut self, points: &[[f32; 2]], width: f32, tone: Tone) {
        let mut path = PathBuilder::new();
        for (place, [x, y]) in points.iter().enumerate() {
            if place == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
        }
        let Some(path) = path.finish() else { return };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: color(layout::rgb(tone)).into(),
            width,
            ..Stroke::default()
        }));
        self.surface.draw_path(&path);
    }
}

fn color([red, green, blue]: [u8; 3]) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn fill(ink: [u8; 3]) -> Fill {
    Fill { paint: color(ink).into(), ..Fill::default() }
}
