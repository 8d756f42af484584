//! A report as a document: headings, sentences, tables and charts, without a format. Every format that people read is
//! written from it, so that all of them say the same.

/// A whole document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Document {
    /// The heading, and the name of the page.
    pub title: String,
    /// Who and when.
    pub subtitle: String,
    /// The code of its language, ISO 639-1.
    pub language: &'static str,
    /// What stands in it, in reading order.
    pub blocks: Vec<Block>,
    /// The line under the last page.
    pub footer: String,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// A section begins.
    Heading(String),
    /// A sentence or more.
    Paragraph(String),
    /// Sentences that stand for themselves.
    Bullets(Vec<String>),
    /// The few numbers that matter most.
    Figures(Vec<Figure>),
    /// Names and what belongs to them.
    Facts(Vec<[String; 2]>),
    /// Rows and columns.
    Table(Table),
    /// A drawing.
    Chart(Chart),
}

/// A number that matters, with its name and a remark.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// The number with its unit.
    pub value: String,
    /// What it is.
    pub name: String,
    /// How sure it is, or what it leaves out.
    pub remark: String,
}

/// Rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// What the table tells, for those who cannot see it as well.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The cells, row by row; as many as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Its heading.
    pub name: String,
    /// Whether it holds numbers, which stand at the right.
    pub is_number: bool,
}

impl Column {
    /// A column of words.
    pub(super) fn words(name: &str) -> Self {
        Self { name: name.to_owned(), is_number: false }
    }

    /// A column of numbers.
    pub(super) fn numbers(name: &str) -> Self {
        Self { name: name.to_owned(), is_number: true }
    }
}

/// A drawing, in units of which 700 are as wide as the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chart {
    /// What is to be seen, for those who cannot see it as well.
    pub caption: String,
    /// The height; the width is [`CHART_WIDTH`].
    pub height: f32,
    /// What is drawn, one after the other.
    pub marks: Vec<Mark>,
}

/// The width of every chart.
pub(super) const CHART_WIDTH: f32 = 700.0;

/// A part of a drawing; the origin is at the upper left.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A filled box.
    Box {
        /// The upper left corner.
        at: [f32; 2],
        /// Width and height.
        size: [f32; 2],
        /// What it stands for.
        tone: Tone,
        /// What it says when it is pointed at.
        hover: Option<String>,
    },
    /// A line through points.
    Line {
        /// At least two.
        points: Vec<[f32; 2]>,
        /// What it stands for.
        tone: Tone,
        /// Its width.
        width: f32,
    },
    /// Words.
    Text {
        /// The point of the base line that `anchor` means.
        at: [f32; 2],
        /// The words.
        text: String,
        /// Which end of the words is there.
        anchor: Anchor,
        /// Whether they stand back.
        is_weak: bool,
    },
}

/// The size of the words in a chart.
pub(super) const CHART_TEXT: f32 = 12.0;

/// What a part of a drawing stands for; the format chooses the colour. Never colour alone: place, shape or words say the
/// same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tone {
    Fine,
    Fault,
    Unknown,
    Absent,
    Grid,
    Ink,
}

/// Which end of the words is at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}
