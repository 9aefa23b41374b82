//! Values as a person reads them in one text.

use super::form::{Field, FieldKind, Form};
use super::id::{FieldId, NodeId};
use super::value::{FieldValue, Span};
use super::year_book::YearBook;

/// Writes a value out: a text as it is, a grade with its name, a schedule line by line.
pub fn written(form: &Form, field: &Field, value: &FieldValue) -> String {
    match (value, &field.kind) {
        (FieldValue::Grade(id), _) => {
            let scale = form.scale_of(field);
            let grade = scale.and_then(|scale| scale.grades.iter().find(|grade| grade.id == *id));
            let mark = scale.and_then(|scale| scale.marks.iter().find(|mark| mark.id == *id));
            let grade = grade.map(|grade| (&grade.key, &grade.label));
            let named = grade.or_else(|| mark.map(|mark| (&mark.key, &mark.label)));
            named.map(|(key, label)| format!("{key} {label}")).unwrap_or_default()
        }
        (FieldValue::Choice(id), FieldKind::Choice { options }) => {
            options.iter().find(|option| option.id == *id).map(|it| it.label.clone()).unwrap_or_default()
        }
        (FieldValue::Schedule(spans), _) => spans.iter().map(span).collect::<Vec<_>>().join("\n"),
        (value, _) => value.as_text().unwrap_or_default().to_string(),
    }
}

fn span(span: &Span) -> String {
    format!("{}〜{} {}", span.from.short_label(), span.to.short_label(), span.text)
}

/// Writes the indicators of an item's field out: each with its unit, and a line per year. A 再掲 has
/// those of its original.
pub fn indicators(book: &YearBook, node: NodeId, field: FieldId) -> String {
    let node = book.original(node);
    let here = book.indicators.values().filter(|it| it.node == node && it.field == field);
    let lines = here.flat_map(|indicator| {
        let figures = book.figures.values().filter(|figure| figure.indicator == indicator.id);
        let figures = figures.map(|figure| format!("{} {}", figure.year.short_label(), figure.text));
        let head = format!("{}（{}）", indicator.label, indicator.unit);
        std::iter::once(head).chain(figures).collect::<Vec<_>>()
    });
    lines.collect::<Vec<_>>().join("\n")
}
