//! The committee's part: tally, decision, remarks.

use super::sheet::Writer;
use super::{Cell, CellKind, Part, Row, Table, lines};
use crate::model::committee::Opinion;
use crate::model::form::{Axis, Base, Field, FieldKind, Heading, Scale};
use crate::model::id::{AxisId, NodeId};
use crate::model::item;
use crate::model::workbook::Workbook;
use crate::model::written::written;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::committee::{CommitteeTally, tally};
use crate::tally::proposal::{base, share};
use crate::tally::sitting::is_hidden;
use crate::words::Words;

/// Writes the committee's part on an item, where the form has one for its level.
pub(super) fn committee(workbook: &Workbook, year: FiscalYear, node: NodeId, words: &Words) -> Vec<Part> {
    let Some(book) = workbook.year(year) else { return Vec::new() };
    let part = &book.form.committee;
    let level = book.nodes.get(node).and_then(|node| node.level);
    if !level.is_some_and(|level| part.levels.contains(&level)) {
        return Vec::new();
    }
    let mut parts = vec![Part::Heading(part.label.clone())];
    for axis in &part.axes {
        let Some(scale) = book.form.scale(axis.scale) else { continue };
        if is_hidden(book, node) {
            let hidden = Row::new(axis.label.clone(), words.results.hidden_on_sheet);
            parts.push(Part::Rows(vec![hidden]));
            continue;
        }
        let counted = tally(workbook, year, node, axis.id);
        parts.push(Part::Table(tally_table(axis, scale, &counted, part.base, words)));
        let decided = decision(book, node, axis.id, scale, words);
        parts.extend(decided.map(|text| Part::Rows(vec![Row::new(words.app.decision, text)])));
    }
    let remarks =
        part.headings.iter().map(|heading| Row::new(heading.label.clone(), said(book, node, heading, words)));
    let remarks: Vec<Row> = remarks.collect();
    parts.extend((!remarks.is_empty()).then_some(Part::Rows(remarks)));
    parts
}

/// Writes the remarks under a heading, one below the other.
fn said(book: &YearBook, node: NodeId, heading: &Heading, words: &Words) -> String {
    let remarks: Vec<&Opinion> =
        book.remarks(node, heading.id).into_iter().filter(|it| !it.text.is_empty()).collect();
    let mark = if remarks.len() > 1 { "・" } else { "" };
    let named = book.form.committee.named_opinions;
    let author = |it: &Opinion| {
        let member = it.author.filter(|_| named).and_then(|id| book.members.get(id));
        member.map(|member| (words.app.said_by)(&member.name)).unwrap_or_default()
    };
    lines(remarks.into_iter().map(|it| format!("{mark}{}{}", it.text, author(it))))
}

/// Writes the votes for each grade with their shares, and the base.
fn tally_table(axis: &Axis, scale: &Scale, counted: &CommitteeTally, of: Base, words: &Words) -> Table {
    let w = &words.paper;
    let grades = scale.grades.iter().map(|it| format!("{} {}", it.key, it.label).trim().to_string());
    let heads = std::iter::once(axis.label.clone()).chain(grades).chain([words.app.answers.to_string()]);
    let of = base(counted, of);
    let votes = scale.grades.iter().map(|it| {
        let count = counted.grade(it.id);
        let share = of.and_then(|base| share(count, base)).map(|share| format!("（{share}%）"));
        format!("{count}{}{}", w.people_unit, share.unwrap_or_default())
    });
    let texts = std::iter::once((w.votes.to_string(), CellKind::Head))
        .chain(votes.map(|text| (text, CellKind::Grade)))
        .chain([(words.app.base_line(counted), CellKind::Text)]);
    let cell = |(column, (text, kind))| Cell { column, rows: 1, text, kind };
    Table {
        heads: heads.collect(),
        shares: [vec![1.5], vec![1.5; scale.grades.len()], vec![3.0]].concat(),
        rows: vec![texts.enumerate().map(cell).collect()],
        is_small: true,
        ..Table::default()
    }
}

/// Writes what was decided, with the reason under it; `None` where nothing was.
fn decision(book: &YearBook, node: NodeId, axis: AxisId, scale: &Scale, words: &Words) -> Option<String> {
    let decision = book.decisions.get((node, axis))?;
    let grade = decision.grade.map(|grade| scale.grade(grade).map(|it| format!("{} {}", it.key, it.label)));
    let grade = match grade {
        None => words.fields.none_reached.to_string(),
        Some(grade) => grade.unwrap_or_default(),
    };
    Some(lines([grade.trim().to_string(), decision.reason.trim().to_string()]))
}

/// Writes what the committee decided beside a self-rating; nothing where it did not, or where ratings
/// are hidden.
pub(super) fn beside(writer: &Writer, node: NodeId, field: &Field) -> String {
    let (book, words) = (writer.book, writer.words);
    let level = book.nodes.get(node).and_then(|node| node.level);
    let part = &book.form.committee;
    let is_rating = matches!(field.kind, FieldKind::Grade { .. });
    if !is_rating || !level.is_some_and(|level| part.levels.contains(&level)) {
        return String::new();
    }
    let of = book.original(node);
    let all = part.axes.iter().filter(|axis| axis.beside == Some(field.id) && !is_hidden(book, of));
    let all = all.filter_map(|axis| {
        let said = decision(book, of, axis.id, book.form.scale(axis.scale)?, words)?;
        let (grade, reason) = said.split_once('\n').unwrap_or((&said, ""));
        Some(lines([(words.fields.decided)(&part.label, grade), reason.to_string()]))
    });
    lines(all)
}

/// Writes the table of what the committee says of single items of a sheet.
pub(super) fn spoken(writer: &Writer, unit: NodeId) -> Option<Part> {
    let (book, outline, words) = (writer.book, writer.outline, writer.words);
    let part = &book.form.committee;
    let is_spoken_of = |id: &NodeId| {
        let node = book.nodes.get(*id);
        node.and_then(|node| node.level).is_some_and(|level| part.levels.contains(&level))
            && node.is_some_and(|node| node.repeat.original().is_none())
            && item::unit(book, outline, *id) == Some(unit)
    };
    let nodes: Vec<NodeId> = outline.below(Some(unit)).into_iter().filter(is_spoken_of).collect();
    if nodes.is_empty() {
        return None;
    }
    let title = &book.form.sheet.title_label;
    let title = if title.is_empty() { words.fields.item.to_string() } else { title.clone() };
    let heads: Vec<String> = std::iter::once(title)
        .chain(part.axes.iter().map(|axis| axis.label.clone()))
        .chain(part.headings.iter().map(|heading| heading.label.clone()))
        .collect();
    let shares = std::iter::once(2.0)
        .chain(part.axes.iter().map(|_| 1.5))
        .chain(part.headings.iter().map(|_| 3.0))
        .collect();
    let rows = nodes.into_iter().map(|node| spoken_row(writer, node)).collect();
    let above = vec![part.label.clone()];
    Some(Part::Table(Table { above, heads, shares, rows, ..Table::default() }))
}

fn spoken_row(writer: &Writer, node: NodeId) -> Vec<Cell> {
    let (book, words) = (writer.book, writer.words);
    let part = &book.form.committee;
    let owner = book.form.fields.iter().find(|field| field.kind == FieldKind::Departments);
    let owner = owner.map(|field| writer.text(node, field)).unwrap_or_default();
    let mut cells = vec![(lines([writer.title(node), owner]), CellKind::Head)];
    for axis in &part.axes {
        let rated = axis.beside.and_then(|id| {
            let field = book.form.field(id)?;
            let value = book.value(node, id)?;
            Some(format!("{}：{}", field.label_in(&book.label), written(&book.form, field, value)))
        });
        let decided = match is_hidden(book, node) {
            true => Some(words.results.hidden_on_sheet.to_string()),
            false => {
                book.form.scale(axis.scale).and_then(|scale| decision(book, node, axis.id, scale, words))
            }
        };
        cells.push((lines([rated, decided].into_iter().flatten()), CellKind::Text));
    }
    for heading in &part.headings {
        cells.push((said(book, node, heading, words), CellKind::Text));
    }
    let cell = |(column, (text, kind))| Cell { column, rows: 1, text, kind };
    cells.into_iter().enumerate().map(cell).collect()
}
