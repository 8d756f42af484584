//! Where everything of a document stands on pages of paper, and which part of the document it is. Pure: no PDF here.

use ab_glyph::{Font as _, FontRef};

use crate::report::document::{
    Anchor, Block, CHART_TEXT, CHART_WIDTH, Chart, Column, Document, Figure, Mark, Table, Tone,
};

/// A4, in points of 1/72 inch.
pub(super) const PAGE: [f32; 2] = [595.28, 841.89];
/// 18 mm: every printer can.
const MARGIN: f32 = 51.0;
const WIDTH: f32 = PAGE[0] - 2.0 * MARGIN;
const BOTTOM: f32 = PAGE[1] - MARGIN - 18.0;

const BODY: Style = Style { size: 9.5, leading: 13.5, is_bold: false, is_weak: false };
const SMALL: Style = Style { size: 8.0, leading: 11.0, is_bold: false, is_weak: true };
const STRONG: Style = Style { is_bold: true, ..BODY };
const WEAK: Style = Style { is_weak: true, ..BODY };
const TITLE: Style = Style { size: 22.0, leading: 28.0, is_bold: true, is_weak: false };
const HEADING: Style = Style { size: 13.0, leading: 18.0, is_bold: true, is_weak: false };
const VALUE: Style = Style { size: 17.0, leading: 22.0, is_bold: true, is_weak: false };
/// Between two blocks, and before a section.
const GAP: f32 = 8.0;
const SECTION_GAP: f32 = 12.0;
/// A heading, and that much under it, stay on one page.
const KEEP_WITH_HEADING: f32 = 70.0;
/// Between two columns; after the last one there is none.
const CELL_GAP: f32 = 14.0;
/// As many figures as stand in a row.
const FIGURES_IN_A_ROW: usize = 4;

/// How words are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    leading: f32,
    pub(super) is_bold: bool,
    pub(super) is_weak: bool,
}

/// The fonts, to measure words with.
pub(super) struct Fonts<'a> {
    pub(super) regular: FontRef<'a>,
    pub(super) bold: FontRef<'a>,
}

impl Fonts<'_> {
    fn width(&self, text: &str, style: Style) -> f32 {
        let font = if style.is_bold { &self.bold } else { &self.regular };
        let advance: f32 = text.chars().map(|letter| font.h_advance_unscaled(font.glyph_id(letter))).sum();
        advance / font.units_per_em().unwrap_or(1000.0) * style.size
    }

    /// What the fonts cannot write becomes a question mark: a file with holes in it would be no better.
    fn writable(&self, text: &str) -> String {
        let known = |letter: char| self.regular.glyph_id(letter).0 != 0 || letter == ' ';
        text.chars().map(|letter| if known(letter) { letter } else { '?' }).collect()
    }
}

/// The role of a part of the document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    Title(String),
    Heading(String),
    Paragraph,
    List,
    Item,
    Table(String),
    Row,
    HeadCell,
    RowHeadCell,
    Cell,
    Chart(String),
    Caption,
}

/// A part of the document: what it is, and what it holds in reading order.
#[derive(Debug, PartialEq)]
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) children: Vec<Child>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Child {
    /// A part, by its place in [`Layout::parts`].
    Part(usize),
    /// Something drawn, by page and place on it.
    Drawn(usize, usize),
}

/// Something drawn.
#[derive(Debug, PartialEq)]
pub(super) enum Ink {
    Words {
        at: [f32; 2],
        text: String,
        style: Style,
    },
    /// Marks of a chart, its corner and how many points a unit is.
    Marks {
        at: [f32; 2],
        scale: f32,
        marks: Vec<Mark>,
    },
    /// A thin line across, which is no part of the document.
    Rule {
        at: [f32; 2],
        width: f32,
    },
    /// Words at the edge of a page, or said once more on it, which are no part of the document.
    Running {
        at: [f32; 2],
        text: String,
    },
}

/// The pages, and the document that they show.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Layout {
    pub(super) pages: Vec<Vec<Ink>>,
    pub(super) parts: Vec<Part>,
    /// The parts at the top, in reading order.
    pub(super) top: Vec<usize>,
    /// Headings for the outline: words, page, height on it.
    pub(super) outline: Vec<(String, usize, f32)>,
}

/// Lays a document out.
pub(super) fn lay_out(document: &Document, fonts: &Fonts<'_>) -> Layout {
    let mut sheet = Sheet { fonts, pages: Layout::default(), y: MARGIN };
    sheet.pages.pages.push(Vec::new());
    let title = sheet.part(None, Role::Title(document.title.clone()));
    sheet.text(title, &document.title, TITLE, MARGIN, WIDTH);
    let subtitle = sheet.part(None, Role::Paragraph);
    sheet.text(subtitle, &document.subtitle, WEAK, MARGIN, WIDTH);
    for block in &document.blocks {
        sheet.block(block);
    }
    sheet.footers(&document.footer);
    sheet.pages
}

struct Sheet<'a> {
    fonts: &'a Fonts<'a>,
    pages: Layout,
    y: f32,
}

impl Sheet<'_> {
    fn part(&mut self, parent: Option<usize>, role: Role) -> usize {
        let place = self.pages.parts.len();
        self.pages.parts.push(Part { role, children: Vec::new() });
        match parent.and_then(|parent| self.pages.parts.get_mut(parent)) {
            Some(parent) => parent.children.push(Child::Part(place)),
            None => self.pages.top.push(place),
        }
        place
    }

    fn draw(&mut self, part: Option<usize>, ink: Ink) {
        let page = self.pages.pages.len() - 1;
        let Some(inks) = self.pages.pages.last_mut() else { return };
        inks.push(ink);
        let child = Child::Drawn(page, inks.len() - 1);
        if let Some(part) = part.and_then(|part| self.pages.parts.get_mut(part)) {
            part.children.push(child);
        }
    }

    /// Goes to the next page where there is less room than that; gives whether it did.
    fn need(&mut self, height: f32) -> bool {
        let is_full = self.y + height > BOTTOM && self.y > MARGIN;
        if is_full {
            self.pages.pages.push(Vec::new());
            self.y = MARGIN;
        }
        is_full
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => {
                self.y += SECTION_GAP;
                self.need(HEADING.leading + KEEP_WITH_HEADING);
                self.pages.outline.push((text.clone(), self.pages.pages.len() - 1, self.y));
                let part = self.part(None, Role::Heading(text.clone()));
                self.text(part, text, HEADING, MARGIN, WIDTH);
                self.y += 2.0;
                return;
            }
            Block::Paragraph(text) => {
                let part = self.part(None, Role::Paragraph);
                self.text(part, text, BODY, MARGIN, WIDTH);
            }
            Block::Bullets(lines) => self.bullets(lines),
            Block::Figures(figures) => self.figures(figures),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
        }
        self.y += GAP;
    }

    /// Words in lines of a width; they may go over pages.
    fn text(&mut self, part: usize, text: &str, style: Style, left: f32, width: f32) {
        for line in self.lines(text, style, width) {
            self.need(style.leading);
            let at = [left, self.y + style.size];
            self.draw(Some(part), Ink::Words { at, text: line, style });
            self.y += style.leading;
        }
    }

    fn lines(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        let text = self.fonts.writable(text);
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_inclusive(' ') {
            match lines.last_mut() {
                Some(line) if self.fonts.width(&format!("{line}{}", word.trim_end()), style) <= width => {
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    fn bullets(&mut self, lines: &[String]) {
        let list = self.part(None, Role::List);
        for line in lines {
            let item = self.part(Some(list), Role::Item);
            self.need(BODY.leading);
            self.draw(
                Some(item),
                Ink::Words { at: [MARGIN + 2.0, self.y + BODY.size], text: "• ".to_owned(), style: BODY },
            );
            self.text(item, line, BODY, MARGIN + 12.0, WIDTH - 12.0);
            self.y += 2.0;
        }
    }

    fn figures(&mut self, figures: &[Figure]) {
        let width = WIDTH / FIGURES_IN_A_ROW as f32;
        for row in figures.chunks(FIGURES_IN_A_ROW) {
            let room = width - CELL_GAP;
            let height = |sheet: &Self, figure: &Figure| {
                let lines = |text, style: Style| sheet.lines(text, style, room).len() as f32 * style.leading;
                lines(&figure.value, VALUE) + lines(&figure.name, STRONG) + lines(&figure.remark, SMALL)
            };
            let tallest = row.iter().map(|figure| height(self, figure)).fold(0.0, f32::max);
            self.need(tallest);
            let top = self.y;
            for (place, figure) in row.iter().enumerate() {
                let part = self.part(None, Role::Paragraph);
                self.y = top;
                let left = MARGIN + place as f32 * width;
                for (text, style) in [(&figure.value, VALUE), (&figure.name, STRONG), (&figure.remark, SMALL)]
                {
                    self.text(part, &format!("{text} "), style, left, room);
                }
            }
            self.y = top + tallest + GAP;
        }
    }

    fn facts(&mut self, facts: &[[String; 2]]) {
        let columns = [Column::words(""), Column::words("")];
        let widths = [150.0, WIDTH + CELL_GAP - 150.0];
        let height = |cells: &[String; 2]| self.row_height(cells, &widths, [WEAK, BODY]);
        // They are few, and read together.
        self.need(facts.iter().map(height).sum());
        let table = self.part(None, Role::Table(String::new()));
        for cells in facts {
            let roles = [Role::RowHeadCell, Role::Cell];
            self.row(table, cells, &columns, &widths, roles, [WEAK, BODY]);
        }
    }

    fn table(&mut self, table: &Table) {
        let caption = self.part(None, Role::Paragraph);
        self.need(KEEP_WITH_HEADING);
        self.text(caption, &table.caption, WEAK, MARGIN, WIDTH);
        let widths = self.column_widths(table);
        let part = self.part(None, Role::Table(table.caption.clone()));
        let heads: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
        self.row(part, &heads, &table.columns, &widths, [Role::HeadCell, Role::HeadCell], [STRONG, STRONG]);
        for (place, row) in table.rows.iter().enumerate() {
            // The last row is never alone on a page.
            let together = if place + 2 == table.rows.len() { 2 } else { 1 };
            let rows = table.rows.iter().skip(place).take(together);
            if self.need(rows.map(|row| self.row_height(row, &widths, [BODY, BODY])).sum()) {
                self.repeat_heads(&heads, &table.columns, &widths);
            }
            self.draw(None, Ink::Rule { at: [MARGIN, self.y], width: WIDTH });
            self.row(part, row, &table.columns, &widths, [Role::RowHeadCell, Role::Cell], [BODY, BODY]);
        }
    }

    /// What every column wants, made to fit the page: narrow columns get it, wide ones share the rest.
    fn column_widths(&self, table: &Table) -> Vec<f32> {
        let wanted = |place: usize, column: &Column| {
            let cells =
                table.rows.iter().filter_map(|row| row.get(place)).map(|cell| self.fonts.width(cell, BODY));
            cells.fold(self.fonts.width(&column.name, STRONG), f32::max) + CELL_GAP
        };
        let mut widths: Vec<f32> =
            table.columns.iter().enumerate().map(|(place, column)| wanted(place, column)).collect();
        let room = WIDTH + CELL_GAP;
        let total: f32 = widths.iter().sum();
        if total <= room {
            let spare = (room - total) / widths.len().max(1) as f32;
            for width in &mut widths {
                *width += spare;
            }
            return widths;
        }
        let fair = room / widths.len().max(1) as f32;
        let narrow: f32 = widths.iter().filter(|width| **width <= fair).sum();
        let wide: f32 = widths.iter().filter(|width| **width > fair).sum();
        for width in widths.iter_mut().filter(|width| **width > fair) {
            *width *= (room - narrow) / wide;
        }
        widths
    }

    /// A row of a table; the first role and style are those of its first cell.
    fn row(
        &mut self,
        table: usize,
        cells: &[String],
        columns: &[Column],
        widths: &[f32],
        roles: [Role; 2],
        styles: [Style; 2],
    ) {
        let height = self.row_height(cells, widths, styles);
        self.need(height);
        let row = self.part(Some(table), Role::Row);
        let top = self.y + 1.5;
        let mut left = MARGIN;
        let [first, others] = roles;
        for (place, ((cell, width), column)) in cells.iter().zip(widths).zip(columns).enumerate() {
            let role = if place == 0 { first.clone() } else { others.clone() };
            let part = self.part(Some(row), role);
            let style = if place == 0 { styles[0] } else { styles[1] };
            for (number, line) in self.lines(cell, style, width - CELL_GAP).into_iter().enumerate() {
                let slack = width - CELL_GAP - self.fonts.width(line.trim_end(), style);
                let x = if column.is_number { left + slack } else { left };
                let at = [x, top + number as f32 * BODY.leading + BODY.size];
                self.draw(Some(part), Ink::Words { at, text: line, style });
            }
            left += width;
        }
        self.y = top - 1.5 + height;
    }

    fn row_height(&self, cells: &[String], widths: &[f32], styles: [Style; 2]) -> f32 {
        let lines = |(place, (cell, width)): (usize, (&String, &f32))| {
            let style = if place == 0 { styles[0] } else { styles[1] };
            self.lines(cell, style, width - CELL_GAP).len()
        };
        let tallest = cells.iter().zip(widths).enumerate().map(lines).max().unwrap_or(1);
        tallest as f32 * BODY.leading + 3.0
    }

    /// The names of the columns once more, on the next page of a table.
    fn repeat_heads(&mut self, heads: &[String], columns: &[Column], widths: &[f32]) {
        let mut left = MARGIN;
        for ((head, column), width) in heads.iter().zip(columns).zip(widths) {
            let text = self.fonts.writable(head);
            let slack = width - CELL_GAP - self.fonts.width(&text, SMALL);
            let x = if column.is_number { left + slack } else { left };
            self.draw(None, Ink::Running { at: [x, self.y + SMALL.size], text });
            left += width;
        }
        self.y += SMALL.leading + 2.0;
    }

    fn chart(&mut self, chart: &Chart) {
        let scale = WIDTH / CHART_WIDTH;
        let height = chart.height * scale;
        self.need(height + SMALL.leading);
        let part = self.part(None, Role::Chart(chart.caption.clone()));
        let marks = chart.marks.iter().map(|mark| self.writable_mark(mark)).collect();
        self.draw(Some(part), Ink::Marks { at: [MARGIN, self.y], scale, marks });
        self.y += height + 4.0;
        let caption = self.part(None, Role::Caption);
        self.text(caption, &chart.caption, SMALL, MARGIN, WIDTH);
    }

    /// Words in a chart at the place where they begin.
    fn writable_mark(&self, mark: &Mark) -> Mark {
        let Mark::Text { at: [x, y], text, anchor, is_weak } = mark else { return mark.clone() };
        let text = self.fonts.writable(text);
        let width = self.fonts.width(&text, Style { size: CHART_TEXT, ..BODY });
        let x = match anchor {
            Anchor::Start => *x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Mark::Text { at: [x, *y], text, anchor: Anchor::Start, is_weak: *is_weak }
    }

    fn footers(&mut self, footer: &str) {
        let count = self.pages.pages.len();
        let y = PAGE[1] - MARGIN + 6.0;
        let footer = self.fonts.writable(footer);
        for (number, page) in self.pages.pages.iter_mut().enumerate() {
            let text = format!("{} / {count}", number + 1);
            let x = PAGE[0] - MARGIN - self.fonts.width(&text, SMALL);
            page.push(Ink::Running { at: [MARGIN, y], text: footer.clone() });
            page.push(Ink::Running { at: [x, y], text });
        }
    }
}

/// The size of the words that are no part of the document.
pub(super) const RUNNING_SIZE: f32 = SMALL.size;

/// A colour on paper, as red, green, blue.
pub(super) fn rgb(tone: Tone) -> [u8; 3] {
    match tone {
        Tone::Fine => [0x2f, 0x86, 0xc6],
        Tone::Fault => [0xd9, 0x83, 0x13],
        Tone::Unknown => [0x87, 0x91, 0x9f],
        Tone::Absent => [0xc3, 0xca, 0xd4],
        Tone::Grid => [0xdf, 0xe4, 0xea],
        Tone::Ink => [0x1a, 0x1f, 0x27],
    }
}
