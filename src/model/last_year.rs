//! What stood in a field the year before, and what of it can be taken over.

use super::edit::{Edit, YearEdit};
use super::form::{Carry, Field, FieldKind};
use super::id::NodeId;
use super::value::FieldValue;
use super::workbook::Workbook;
use super::year::FiscalYear;
use super::year_book::YearBook;

/// Returns the latest year before this one that is there.
pub fn before(workbook: &Workbook, year: FiscalYear) -> Option<FiscalYear> {
    workbook.years().map(|(year, _)| year).filter(|other| *other < year).last()
}

/// Returns what stood in a field that starts empty each year, in the latest year before: of the
/// same item and the same field, where the field took the same kind of value. A grade or an option
/// that this year's form does not have is not offered.
pub fn value(workbook: &Workbook, year: FiscalYear, node: NodeId, field: &Field) -> Option<FieldValue> {
    let (book, last) = (workbook.year(year)?, workbook.year(before(workbook, year)?)?);
    let was = last.form.field(field.id)?;
    let there = last.nodes.get(node).is_some_and(|node| node.dropped.is_none());
    if field.carry != Carry::Year || !there || !is_same_kind(&was.kind, &field.kind) {
        return None;
    }
    last.value(node, field.id).filter(|value| is_known(book, field, value)).cloned()
}

fn is_same_kind(one: &FieldKind, other: &FieldKind) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn is_known(book: &YearBook, field: &Field, value: &FieldValue) -> bool {
    match (value, &field.kind) {
        (FieldValue::Grade(grade), _) => book.form.scale_of(field).is_some_and(|scale| scale.has(*grade)),
        (FieldValue::Choice(id), FieldKind::Choice { options }) => options.iter().any(|it| it.id == *id),
        (FieldValue::Owners(owners), _) => {
            owners.departments.iter().all(|owner| book.departments.contains(owner.id))
        }
        _ => true,
    }
}

/// Makes the one edit that takes last year's texts and options over into the empty fields of some
/// items. Ratings are left out: each year is rated by itself. `None` where there is nothing to do.
pub fn take_over(workbook: &Workbook, year: FiscalYear, nodes: &[NodeId]) -> Option<Edit> {
    let book = workbook.year(year)?;
    let edits: Vec<Edit> = nodes.iter().flat_map(|&node| edits_of(workbook, book, year, node)).collect();
    (!edits.is_empty()).then_some(Edit::All(edits))
}

fn edits_of(workbook: &Workbook, book: &YearBook, year: FiscalYear, node: NodeId) -> Vec<Edit> {
    let item = book.nodes.get(node).filter(|item| item.repeat.original().is_none());
    let level = item.and_then(|item| item.level);
    let fields = level.into_iter().flat_map(|level| book.form.fields_of(level));
    let empty = fields.filter(|field| {
        book.value(node, field.id).is_none() && !matches!(field.kind, FieldKind::Grade { .. })
    });
    let edit = |field: &Field| {
        let value = value(workbook, year, node, field)?;
        Some(Edit::In(year, YearEdit::Value(node, field.id, Some(value))))
    };
    empty.filter_map(edit).collect()
}
