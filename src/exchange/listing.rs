//! The plan as one tidy table: a row for each item and year, a column for each field. For spreadsheets
//! and for whoever reckons further with it.

use crate::model::form::{Field, FieldKind};
use crate::model::id::{AxisId, FieldId, GradeId, HeadingId, NodeId};
use crate::model::item;
use crate::model::place::{NodePart, Place};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::written::{indicators, written};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::committee::tally;
use crate::tally::sitting::is_hidden;
use crate::words::Words;

/// Is a table with its heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The rows, each as long as the heads.
    pub rows: Vec<Vec<String>>,
}

/// Writes the items of all years, year by year in the order of the plan. A field, an axis or a heading
/// has one column over all years, named as in the last of them. What is hidden in a meeting stays out.
pub fn listing(workbook: &Workbook, words: &Words) -> Listing {
    let w = &words.listing;
    let columns = columns(workbook, words);
    let heads = [w.year_number, w.year, w.id, w.level, w.above, w.number, w.title, w.repeat, w.conflict];
    let heads = heads.map(String::from).into_iter().chain(columns.iter().map(|it| it.label.clone()));
    let mut rows = Vec::new();
    for (year, book) in workbook.years() {
        let outline = workbook.outline(year);
        let row = |id| row(&Of { workbook, year, book, outline: &outline, words }, &columns, id);
        rows.extend(outline.below(None).into_iter().map(row));
    }
    Listing { heads: heads.collect(), rows }
}

/// Is a column after the fixed ones.
struct Column {
    label: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Field(FieldId),
    Votes(AxisId, GradeId),
    Decision(AxisId),
    Reason(AxisId),
    Remarks(HeadingId),
}

/// Collects the columns of all years; the last year that has one names it.
fn columns(workbook: &Workbook, words: &Words) -> Vec<Column> {
    let w = &words.listing;
    let mut columns: Vec<Column> = Vec::new();
    for (_, book) in workbook.years() {
        let form = &book.form;
        // The name of a year in a field's label would name one year only.
        let fields = form.fields.iter().map(|field| (Kind::Field(field.id), field.label_in(w.any_year)));
        let axes = form.committee.axes.iter().flat_map(|axis| {
            let grades = form.scale(axis.scale).into_iter().flat_map(|scale| &scale.grades);
            let votes = grades.map(|it| (Kind::Votes(axis.id, it.id), (w.votes)(&axis.label, &it.key)));
            let rest = [
                (Kind::Decision(axis.id), (w.decision)(&axis.label)),
                (Kind::Reason(axis.id), (w.reason)(&axis.label)),
            ];
            votes.chain(rest).collect::<Vec<_>>()
        });
        let headings = form.committee.headings.iter().map(|it| (Kind::Remarks(it.id), it.label.clone()));
        for (kind, label) in fields.chain(axes).chain(headings) {
            match columns.iter_mut().find(|column| column.kind == kind) {
                Some(column) => column.label = label,
                None => columns.push(Column { label, kind }),
            }
        }
    }
    columns
}

struct Of<'a> {
    workbook: &'a Workbook,
    year: FiscalYear,
    book: &'a YearBook,
    outline: &'a Outline,
    words: &'a Words,
}

fn row(of: &Of, columns: &[Column], id: NodeId) -> Vec<String> {
    let Some(node) = of.book.nodes.get(id) else { return Vec::new() };
    let heading = |id| of.book.nodes.get(id).map(|node| node.heading()).unwrap_or_default();
    let mut above: Vec<String> = of.outline.ancestors(id).map(heading).collect();
    above.reverse();
    let level = node.level.and_then(|level| of.book.form.level(level)).map(|it| it.label.clone());
    let conflicts = of.book.form.fields.iter().filter(|field| {
        item::has(of.book, id, field)
            && of.workbook.is_conflict(&Place::Node(of.year, id, NodePart::Value(field.id)))
    });
    let conflicts = conflicts.map(|field| field.label_in(&of.book.label)).collect::<Vec<_>>();
    let fixed = [
        of.year.number().to_string(),
        of.book.label.clone(),
        id.to_string(),
        level.unwrap_or_default(),
        above.join("＞"),
        node.number.clone(),
        node.title.clone(),
        node.repeat.original().map(heading).unwrap_or_default(),
        conflicts.join("、"),
    ];
    fixed.into_iter().chain(columns.iter().map(|column| cell(of, id, column.kind))).collect()
}

fn cell(of: &Of, id: NodeId, kind: Kind) -> String {
    let form = &of.book.form;
    // Of a 再掲 the committee says nothing; its values are the original's.
    let is_open = |id| {
        of.book.nodes.get(id).is_some_and(|it| it.repeat.original().is_none()) && !is_hidden(of.book, id)
    };
    let decision = |axis| of.book.decisions.get((id, axis)).filter(|_| is_open(id));
    match kind {
        Kind::Field(field) => form
            .field(field)
            .filter(|field| item::has(of.book, id, field))
            .map(|field| value(of.book, id, field))
            .unwrap_or_default(),
        Kind::Votes(axis, grade) => {
            let level = of.book.nodes.get(id).and_then(|node| node.level);
            let is_rated = level.is_some_and(|level| form.committee.levels.contains(&level));
            if !is_rated || !is_open(id) || form.axis(axis).is_none() {
                return String::new();
            }
            let counted = tally(of.workbook, of.year, id, axis);
            if counted.is_empty() { String::new() } else { counted.grade(grade).to_string() }
        }
        Kind::Decision(axis) => {
            let scale = form.axis(axis).and_then(|axis| form.scale(axis.scale));
            match decision(axis).map(|it| it.grade) {
                None => String::new(),
                Some(None) => of.words.fields.none_reached.into(),
                Some(Some(grade)) => {
                    let grade = scale.and_then(|scale| scale.grade(grade));
                    grade.map(|it| format!("{} {}", it.key, it.label).trim().to_string()).unwrap_or_default()
                }
            }
        }
        Kind::Reason(axis) => decision(axis).map(|it| it.reason.clone()).unwrap_or_default(),
        Kind::Remarks(heading) => {
            let remarks = of.book.remarks(id, heading);
            remarks.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n")
        }
    }
}

fn value(book: &YearBook, id: NodeId, field: &Field) -> String {
    match field.kind {
        FieldKind::Indicators => indicators(book, id, field.id),
        _ => book.value(id, field.id).map(|it| written(&book.form, field, it)).unwrap_or_default(),
    }
}
