//! A changed form as an edit: whether the workbook can go on with it, and which values are then
//! entered otherwise.

use crate::find::fold::fold;
use crate::model::edit::YearEdit;
use crate::model::form::{Field, FieldKind, Form, FormFault};
use crate::model::id::{FieldId, LevelId, NodeId};
use crate::model::tree::Outline;
use crate::model::value::{FieldValue, Owner, Owners};
use crate::model::year_book::YearBook;

/// Is a changed form, with the values that its fields take in another way.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The form as it would be.
    pub form: Form,
    /// What is entered otherwise where a field is of another kind: a text A as the grade A.
    pub values: Vec<(NodeId, FieldId, FieldValue)>,
}

/// Says why a form cannot be changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No level would be left.
    NoLevel,
    /// There are items of the second of these levels below items of the first.
    Below(LevelId, LevelId),
    /// Its parts would not fit together: a field is rated by a scale that would be gone.
    Fault(FormFault),
}

impl Proposal {
    /// Makes the one edit that changes form and values.
    pub fn edit(self) -> YearEdit {
        let values = self.values.into_iter().map(|(node, field, value)| (node, field, Some(value)));
        YearEdit::Reform(Box::new(self.form), values.collect())
    }
}

/// Checks a changed form against a year, and finds the values that are to be entered otherwise.
pub fn propose(book: &YearBook, outline: &Outline, form: Form) -> Result<Proposal, Refused> {
    if form.levels.is_empty() && !book.form.levels.is_empty() {
        return Err(Refused::NoLevel);
    }
    let old = book.form.faults();
    if let Some((_, fault)) = form.faults().into_iter().find(|fault| !old.contains(fault)) {
        return Err(Refused::Fault(fault));
    }
    check_order(book, outline, &form)?;
    let values = conversions(book, outline, &form);
    Ok(Proposal { form, values })
}

/// Refuses an order of the levels in which an item would stand above its parent, where it does not
/// already.
fn check_order(book: &YearBook, outline: &Outline, form: &Form) -> Result<(), Refused> {
    if form.levels.iter().map(|it| it.id).eq(book.form.levels.iter().map(|it| it.id)) {
        return Ok(());
    }
    let level = |id| book.nodes.get(id).and_then(|node| node.level);
    let is_inverted = |form: &Form, above, below| {
        form.depth(above).zip(form.depth(below)).is_some_and(|(above, below)| above >= below)
    };
    for node in outline.below(None) {
        let Some((above, below)) = outline.parent(node).and_then(level).zip(level(node)) else { continue };
        if is_inverted(form, above, below) && !is_inverted(&book.form, above, below) {
            return Err(Refused::Below(above, below));
        }
    }
    Ok(())
}

/// Finds the values that fields of another kind take in another way. Those of a dropped item, in
/// view for what was written below it, stay as they are: it takes no entry before it is back.
fn conversions(book: &YearBook, outline: &Outline, form: &Form) -> Vec<(NodeId, FieldId, FieldValue)> {
    let of_other_kind = |field: &&Field| book.form.field(field.id).is_some_and(|old| old.kind != field.kind);
    let changed: Vec<&Field> = form.fields.iter().filter(of_other_kind).collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let mut values = Vec::new();
    let nodes = outline.below(None).into_iter().filter_map(|id| book.nodes.get(id));
    for node in nodes.filter(|node| node.dropped.is_none()) {
        for field in &changed {
            let value = node
                .values
                .get(&field.id)
                .filter(|_| node.level.is_some_and(|it| field.levels.contains(&it)));
            let value = value.filter(|value| !form.takes(field, value));
            let converted = value.and_then(|value| convert(book, form, field, value));
            values.extend(converted.map(|value| (node.id, field.id, value)));
        }
    }
    values
}

/// Returns what a value is in a field of another kind; `None` where it is nothing there.
fn convert(book: &YearBook, form: &Form, field: &Field, value: &FieldValue) -> Option<FieldValue> {
    let text = text_of(book, field.id, value)?;
    let converted = match &field.kind {
        FieldKind::Grade { scale } => form.scale(*scale)?.read(&text).map(FieldValue::Grade),
        FieldKind::Choice { options } => {
            let folded = fold(&text);
            options.iter().find(|option| fold(&option.label) == folded).map(|it| FieldValue::Choice(it.id))
        }
        FieldKind::Departments => {
            let known = crate::model::department::names_in(&text).into_iter().filter_map(|name| {
                book.department_named(name).map(|department| Owner { id: department.id, lead: false })
            });
            Some(FieldValue::Owners(Box::new(Owners { departments: known.collect(), text: text.clone() })))
        }
        kind if kind.is_text() => FieldValue::text(&text),
        _ => None,
    };
    converted.filter(|value| form.takes(field, value))
}

/// Returns a value in words, as the form shows it now.
fn text_of(book: &YearBook, field: FieldId, value: &FieldValue) -> Option<String> {
    let kind = &book.form.field(field)?.kind;
    match (value, kind) {
        (FieldValue::Text(text), _) => Some(text.to_string()),
        (FieldValue::Owners(owners), _) => Some(owners.text.clone()),
        (FieldValue::Grade(grade), FieldKind::Grade { scale }) => {
            book.form.scale(*scale)?.key(*grade).map(str::to_string)
        }
        (FieldValue::Choice(choice), FieldKind::Choice { options }) => {
            options.iter().find(|it| it.id == *choice).map(|it| it.label.clone())
        }
        _ => None,
    }
}
