//! Which field of which item stands in a cell of a table.

use super::Row;
use crate::model::form::{Field, Form, LevelShape};
use crate::model::id::{FieldId, NodeId};
use crate::model::item;
use crate::model::tree::Outline;
use crate::model::year_book::YearBook;

/// Says what stands in a row's cell of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A field of an item, merged over so many rows.
    Field(NodeId, usize),
    /// A cell that begins further up.
    Covered,
    /// Nothing: neither the item of the row nor the one it belongs to has the field.
    Empty,
}

/// Returns the fields that stand in columns: those of the levels that are rows.
pub fn columns(form: &Form) -> Vec<Field> {
    let row_levels: Vec<_> = form.row_levels().map(|level| level.id).collect();
    let in_row = |field: &&Field| field.levels.iter().any(|level| row_levels.contains(level));
    form.fields.iter().filter(in_row).cloned().collect()
}

/// Returns what stands in the cells of a row, column by column. Where an item has parts, a field that
/// none of them has is one cell beside all of them.
pub fn slots(book: &YearBook, outline: &Outline, row: &Row, columns: &[Field]) -> Vec<Slot> {
    let parts = item::parts(book, outline, row.owner);
    let is_group = item::shape(book, row.owner) == Some(LevelShape::Group);
    let own: Vec<FieldId> = item::fields(book, outline, row.node).map(|field| field.id).collect();
    let slot = |field: &Field| {
        let of_parts = parts.iter().any(|&part| item::has(book, part, field));
        if own.contains(&field.id) && !is_group && (row.node != row.owner || of_parts) {
            return Slot::Field(row.node, 1);
        }
        match row.title {
            // A part can leave a field to parts of its own.
            _ if of_parts || is_group || !item::has(book, row.owner, field) => Slot::Empty,
            Some(title) => Slot::Field(row.owner, title.rows),
            None => Slot::Covered,
        }
    };
    columns.iter().map(slot).collect()
}
