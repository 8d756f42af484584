//! The samples as Parquet, for analysis: the columns of the CSV with their types, a row group for every session.

use std::{io::Write, sync::Arc};

use parquet::{
    basic::{Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical},
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::{Type, TypePtr},
};

use super::table::{self, Cells, NamedCells};
use crate::store::SessionRecord;

/// Writes sessions, all of them as one table.
pub(super) fn write(records: &[SessionRecord], out: &mut (dyn Write + Send)) -> Result<(), ParquetError> {
    let Some(first) = records.first() else { return Ok(()) };
    let schema = schema(&table::columns(first))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        // Without the time of writing or a host: the same sessions give the same bytes.
        .set_created_by(format!("Sitwell {}", env!("CARGO_PKG_VERSION")))
        .build();
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
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
