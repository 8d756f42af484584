//! Session reports: what was measured, once, as numbers ([`model`]), and written in every format.

mod charts;
pub mod document;
mod html;
pub mod model;
mod pdf;
mod words;

pub use html::html;
pub use model::{Report, report};
pub use words::{document, line};

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The PDF could not be written.
    #[error(
        "the PDF cannot be made: {0}\nhint: the same report as HTML can be printed to a PDF by a browser; please tell us about this"
    )]
    Pdf(String),
}

/// As PDF.
pub fn pdf(document: &document::Document) -> Result<Vec<u8>, ReportError> {
    pdf::pdf(document)
}
