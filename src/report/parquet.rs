//! The samples as Parquet, for analysis: the columns of the CSV with their types, a row group for every session. A part is
//! the table of one recording of many; parts are joined by copying their columns as they are.

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use parquet::{
    basic::{Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical},
    column::writer::{ColumnCloseResult, ColumnWriter},
    data_type::ByteArray,
    errors::ParquetError,
    file::{
        metadata::{KeyValue, PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData},
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::{Type, TypePtr},
};

use super::table::{self, Cells, NamedCells};
use crate::store::SessionRecord;

/// The column that is the number of the session.
const SESSION: &str = "session";
/// Under this key a part carries what it is a part of.
const NOTE: &str = "sitwell.part";

/// Writes sessions, all of them as one table; without one it has no columns.
pub(super) fn write(
    records: &[SessionRecord],
    note: Option<&str>,
    out: &mut (dyn Write + Send),
) -> Result<(), ParquetError> {
    let schema = schema(&records.first().map(table::columns).unwrap_or_default())?;
    let mut file = SerializedFileWriter::new(out, schema, properties(note))?;
    for record in records {
        let mut group = file.next_row_group()?;
        for (_, cells) in table::columns(record) {
            write_column(&mut group, &cells)?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(())
}

fn properties(note: Option<&str>) -> Arc<WriterProperties> {
    let note = note.map(|note| vec![KeyValue::new(NOTE.to_owned(), note.to_owned())]);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        // Without the time of writing or a host: the same sessions give the same bytes.
        .set_created_by(format!("Sitwell {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(note);
    Arc::new(properties.build())
}

/// What a part carries; nothing, where it is no part that can be read.
pub(super) fn note_of_part(path: &Path) -> Option<String> {
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&File::open(path).ok()?).ok()?;
    let notes = metadata.file_metadata().key_value_metadata()?;
    notes.iter().find(|entry| entry.key == NOTE)?.value.clone()
}

/// Writes one table of parts, each with its number of the session. Only one part is open at a time, and no value is decoded.
pub(super) fn join(parts: &[(i64, PathBuf)], out: &mut File) -> io::Result<()> {
    let Some((_, first)) = parts.first() else { return Ok(()) };
    let (_, metadata) = open_part(first)?;
    let schema = metadata.file_metadata().schema_descr().root_schema_ptr();
    let mut joined = SerializedFileWriter::new(out, schema, properties(None)).map_err(io::Error::other)?;
    for (session, path) in parts {
        let (part, metadata) = open_part(path)?;
        append(&part, &metadata, *session, &mut joined).map_err(|error| in_part(path, &error))?;
    }
    joined.close().map_err(io::Error::other)?;
    Ok(())
}

fn open_part(path: &Path) -> io::Result<(File, ParquetMetaData)> {
    let part = File::open(path)?;
    let metadata = ParquetMetaDataReader::new()
        .with_page_index_policy(PageIndexPolicy::Optional)
        .parse_and_finish(&part)
        .map_err(|error| in_part(path, &error))?;
    Ok((part, metadata))
}

fn in_part(path: &Path, error: &ParquetError) -> io::Error {
    io::Error::other(format!("{}: {error}", path.display()))
}

/// Copies the row groups of a part, with another number of the session.
fn append(
    part: &File,
    metadata: &ParquetMetaData,
    session: i64,
    joined: &mut SerializedFileWriter<&mut File>,
) -> Result<(), ParquetError> {
    for (place, group) in metadata.row_groups().iter().enumerate() {
        let mut copy = joined.next_row_group()?;
        for (column, chunk) in group.columns().iter().enumerate() {
            if chunk.column_descr().name() == SESSION {
                write_column(&mut copy, &numbers(session, group))?;
                continue;
            }
            let pages = metadata.page_index();
            copy.append_column(
                part,
                ColumnCloseResult {
                    bytes_written: chunk.compressed_size() as u64,
                    rows_written: group.num_rows() as u64,
                    metadata: chunk.clone(),
                    bloom_filter: None,
                    column_index: pages.and_then(|pages| pages.column_index(place, column)).cloned(),
                    offset_index: pages.and_then(|pages| pages.offset_index(place, column)).cloned(),
                },
            )?;
        }
        copy.close()?;
    }
    Ok(())
}

fn numbers(session: i64, group: &RowGroupMetaData) -> Cells {
    Cells::Whole(vec![session; group.num_rows() as usize])
}

fn schema(columns: &[NamedCells]) -> Result<TypePtr, ParquetError> {
    let fields =
        columns.iter().map(|(name, cells)| field(name, cells).map(Arc::new)).collect::<Result<_, _>>()?;
    Ok(Arc::new(Type::group_type_builder("samples").with_fields(fields).build()?))
}

fn field(name: &str, cells: &Cells) -> Result<Type, ParquetError> {
    let (physical, repetition) = match cells {
        Cells::Words(_) => (Physical::BYTE_ARRAY, Repetition::OPTIONAL),
        Cells::Moments(_) | Cells::Whole(_) => (Physical::INT64, Repetition::REQUIRED),
        Cells::Numbers(_) => (Physical::FLOAT, Repetition::OPTIONAL),
        Cells::Truths(_) => (Physical::BOOLEAN, Repetition::REQUIRED),
    };
    let field = Type::primitive_type_builder(name, physical).with_repetition(repetition);
    match cells {
        Cells::Words(_) => {
            field.with_logical_type(Some(LogicalType::String)).with_converted_type(ConvertedType::UTF8)
        }
        Cells::Moments(_) => field.with_logical_type(Some(LogicalType::timestamp(true, TimeUnit::MILLIS))),
        Cells::Numbers(_) | Cells::Truths(_) | Cells::Whole(_) => field,
    }
    .build()
}

fn write_column<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    cells: &Cells,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    match (column.untyped(), cells) {
        (ColumnWriter::ByteArrayColumnWriter(writer), Cells::Words(cells)) => {
            let (values, levels) = known(cells, |words| ByteArray::from(words.as_str()));
            writer.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::FloatColumnWriter(writer), Cells::Numbers(cells)) => {
            let (values, levels) = known(cells, |value| *value);
            writer.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::Int64ColumnWriter(writer), Cells::Moments(cells) | Cells::Whole(cells)) => {
            writer.write_batch(cells, None, None)?;
        }
        (ColumnWriter::BoolColumnWriter(writer), Cells::Truths(cells)) => {
            writer.write_batch(cells, None, None)?;
        }
        // The schema is made of the same columns.
        _ => return Err(ParquetError::General("a column is not of its own type".to_owned())),
    }
    column.close()
}

/// The values that there are, and for every cell whether it has one.
fn known<T, U>(cells: &[Option<T>], value: impl Fn(&T) -> U) -> (Vec<U>, Vec<i16>) {
    let values = cells.iter().flatten().map(value).collect();
    (values, cells.iter().map(|cell| i16::from(cell.is_some())).collect())
}
