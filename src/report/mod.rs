//! Reports of sessions: what was measured, once, as numbers ([`Report`]), and written in every format.
//!
//! ```text
//! SessionRecord (store) -> Report -> Document -> HTML, PDF
//!                             |  \-> JSON, one line
//!                 samples -> table -> CSV, Parquet
//! ```

mod charts;
mod document;
mod gather;
mod html;
mod model;
mod parquet;
mod pdf;
mod table;
mod words;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

pub use gather::{Choice, Gathered, Personal, gather};
pub use model::{Report, SCHEMA, Span, report};
pub use words::line;

use crate::{
    small_file,
    store::{SessionRecord, StoreError},
};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One file for every browser, to be read and printed.
    Html,
    /// Pages.
    Pdf,
    /// The samples as a table.
    Csv,
    /// All numbers of the report.
    Json,
    /// The samples as a table, for analysis.
    Parquet,
    /// One line.
    Text,
}

impl Format {
    /// By the ending of a file's name.
    pub fn of_path(path: &Path) -> Result<Self, ReportError> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match ending.as_str() {
            "html" | "htm" => Ok(Self::Html),
            "pdf" => Ok(Self::Pdf),
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            "parquet" => Ok(Self::Parquet),
            "txt" => Ok(Self::Text),
            _ => Err(ReportError::UnknownFormat { path: path.into() }),
        }
    }

    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Parquet => "parquet",
            Self::Text => "txt",
        }
    }
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Nothing was kept of that time.
    #[error("there is nothing to report on\nhint: `sitwell sessions list` shows what is kept")]
    Nothing,
    /// What was kept cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ending of the name says nothing.
    #[error(
        "{path}: no format of a report is called by that ending\nhint: .html, .pdf, .csv, .json, .parquet or .txt"
    )]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// A format could not be written; that is a fault in Sitwell.
    #[error(
        "the report cannot be made: {0}\nhint: another format may work; this is a fault in Sitwell, please report it"
    )]
    Format(String),
    /// The file could not be written.
    #[error("{path}: {error}\nhint: is there room on the disk, and may you write in this folder?")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl Gathered {
    /// The report in a format, as the bytes of a file.
    pub fn bytes(&self, format: Format) -> Result<Vec<u8>, ReportError> {
        let Self { report, records } = self;
        let broken = |error: &dyn std::fmt::Display| ReportError::Format(error.to_string());
        let mut bytes = Vec::new();
        match format {
            Format::Html => bytes = html::html(&words::document(report)).into_bytes(),
            Format::Pdf => bytes = pdf::pdf(&words::document(report)).map_err(ReportError::Format)?,
            Format::Csv => table::write_csv(records, &mut bytes).map_err(|error| broken(&error))?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut bytes, report).map_err(|error| broken(&error))?;
                bytes.push(b'\n');
            }
            Format::Parquet => parquet::write(records, None, &mut bytes).map_err(|error| broken(&error))?,
            Format::Text => writeln!(bytes, "{}", line(report)).map_err(|error| broken(&error))?,
        }
        Ok(bytes)
    }

    /// Writes the report to a file, which is whole or not there at any time.
    pub fn save(&self, format: Format, path: &Path) -> Result<(), ReportError> {
        small_file::write(path, &self.bytes(format)?)
            .map_err(|error| ReportError::Io { path: path.into(), error })
    }
}

/// Writes the samples of sessions as a part of a larger table ([`join_parts`]): Parquet that carries `note` in its metadata. It
/// is whole or not there at any time.
pub fn write_part(records: &[SessionRecord], note: &str, path: &Path) -> Result<(), ReportError> {
    let mut bytes = Vec::new();
    parquet::write(records, Some(note), &mut bytes)
        .map_err(|error| ReportError::Format(error.to_string()))?;
    small_file::write(path, &bytes).map_err(|error| ReportError::Io { path: path.into(), error })
}

/// What a part carries; nothing, where it is missing, damaged or something else.
pub fn note_of_part(path: &Path) -> Option<String> {
    parquet::note_of_part(path)
}

/// Writes one Parquet file of parts: a row group each, in their order, with this number of the session. It is whole or not
/// there at any time.
pub fn join_parts(parts: &[(i64, PathBuf)], path: &Path) -> Result<(), ReportError> {
    small_file::write_by(path, |file| parquet::join(parts, file))
        .map_err(|error| ReportError::Io { path: path.into(), error })
}
