//! The committee's part: tally, decision, remarks.

use super::sheet::Writer;
use super::{Axis, Cell, CellKind, Committee, Labelled, Table, Votes};
use crate::model::form::{Field, FieldKind, Scale};
use crate::model::id::{AxisId, NodeId};
use crate::model::item;
use crate::model::workbook::Workbook;
use crate::model::written::written;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::committee::tally;
use crate::tally::proposal::{base, share};
use crate::tally::sitting::is_hidden;
use crate::words::Words;

/// Writes the committee's part on an item, where the form has one for its level.
pub fn committee(workbook: &Workbook, year: FiscalYear, node: NodeId, words: &Words) -> Option<Committee> {
    let book = workbook.year(year)?;
    let part = &book.form.committee;
    let level = book.nodes.get(node)?.level?;
    if !part.levels.contains(&level) {
        return None;
    }
    let axes = part.axes.iter().filter_map(|axis| {
        let scale = book.form.scale(axis.scale)?;
        if is_hidden(book, node) {
            let base = words.results.hidden_on_sheet.into();
            return Some(Axis { label: axis.label.clone(), base, ..Axis::default() });
        }
        let counted = tally(workbook, year, node, axis.id);
        let of = base(&counted, part.base);
        let votes = scale.grades.iter().map(|grade| {
            let count = counted.grade(grade.id);
            let share = of.and_then(|base| share(count, base));
            Votes { grade: format!("{} {}", grade.key, grade.label).trim().into(), count, share }
        });
        Some(Axis {
            label: axis.label.clone(),
            votes: votes.collect(),
            base: words.app.base_line(&counted),
            decision: decision(book, node, axis.id, scale, words),
        })
    });
    let remarks = part.headings.iter().map(|heading| {
        let said = book.remarks(node, heading.id).into_iter().map(|it| it.text.clone());
        (heading.label.clone(), said.filter(|text| !text.is_empty()).collect())
    });
    Some(Committee { label: part.label.clone(), axes: axes.collect(), remarks: remarks.collect() })
}

fn decision(book: &YearBook, node: NodeId, axis: AxisId, scale: &Scale, words: &Words) -> Option<Labelled> {
    let decision = book.decisions.get((node, axis))?;
    let grade = decision.grade.map(|grade| scale.grade(grade).map(|it| format!("{} {}", it.key, it.label)));
    let grade = match grade {
        None => words.fields.none_reached.to_string(),
        Some(grade) => grade.unwrap_or_default(),
    };
    let lines = [grade.trim(), decision.reason.trim()].into_iter().filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    Some(Labelled { label: words.app.decision.into(), text })
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
    let lines = part.axes.iter().filter(|axis| axis.beside == Some(field.id) && !is_hidden(book, of));
    let lines = lines.filter_map(|axis| {
        let said = decision(book, of, axis.id, book.form.scale(axis.scale)?, words)?;
        let (grade, reason) = said.text.split_once('\n').unwrap_or((&said.text, ""));
        let line = (words.fields.decided)(&part.label, grade);
        Some([line.as_str(), reason].join("\n").trim_end().to_string())
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes the table of what the committee says of single items of a sheet.
pub(super) fn spoken(writer: &Writer, unit: NodeId) -> Option<(String, Table)> {
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
    Some((part.label.clone(), Table { heads, shares, rows }))
}

fn spoken_row(writer: &Writer, node: NodeId) -> Vec<Cell> {
    let (book, words) = (writer.book, writer.words);
    let part = &book.form.committee;
    let owner = book.form.fields.iter().find(|field| field.kind == FieldKind::Departments);
    let owner = owner.map(|field| writer.text(node, field)).unwrap_or_default();
    let head = [writer.title(node), owner].into_iter().filter(|text| !text.is_empty());
    let mut cells = vec![(head.collect::<Vec<_>>().join("\n"), CellKind::Head)];
    for axis in &part.axes {
        let rated = axis.beside.and_then(|id| {
            let field = book.form.field(id)?;
            let value = book.value(node, id)?;
            Some(format!("{}：{}", field.label_in(&book.label), written(&book.form, field, value)))
        });
        let decided = match is_hidden(book, node) {
            true => Some(words.results.hidden_on_sheet.to_string()),
            false => book
                .form
                .scale(axis.scale)
                .and_then(|scale| decision(book, node, axis.id, scale, words))
                .map(|it| it.text),
        };
        let text = [rated, decided].into_iter().flatten().collect::<Vec<_>>().join("\n");
        cells.push((text, CellKind::Text));
    }
    for heading in &part.headings {
        let said: Vec<&str> = book.remarks(node, heading.id).iter().map(|it| it.text.as_str()).collect();
        cells.push((said.join("\n"), CellKind::Text));
    }
    let cell = |(column, (text, kind))| Cell { column, rows: 1, text, kind };
    cells.into_iter().enumerate().map(cell).collect()
}
