//! The blank ballot: everything that the committee rates, with room to write.

use super::{Cell, CellKind, Part, Row, Sheet, Table};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::tally::sitting::rated;
use crate::words::Words;

/// Writes it: one line for the name, one row for each item.
pub(super) fn ballot(workbook: &Workbook, year: FiscalYear, outline: &Outline, words: &Words) -> Sheet {
    let Some(book) = workbook.year(year) else { return Sheet::default() };
    let (part, w) = (&book.form.committee, &words.paper);
    let axes: Vec<_> = part.axes.iter().filter_map(|it| Some((it, book.form.scale(it.scale)?))).collect();
    let label = |axis: &str| if axis.is_empty() { w.grade.to_string() } else { axis.to_string() };
    let heads = std::iter::once(words.app.item.to_string())
        .chain(axes.iter().map(|(axis, _)| label(&axis.label)))
        .chain([w.comment.to_string()]);
    let boxes = axes.iter().map(|(_, scale)| {
        let grades = scale.grades.iter().map(|it| format!("{} {}", it.key, it.label));
        let all = grades.chain([w.abstain.to_string()]);
        all.map(|it| format!("□ {}", it.trim())).collect::<Vec<_>>().join("\n")
    });
    let boxes: Vec<String> = boxes.collect();
    let row = |node| {
        let title = book.nodes.get(node).map(|node| node.heading()).unwrap_or_default();
        let texts = std::iter::once((title, CellKind::Head))
            .chain(boxes.iter().map(|it| (it.clone(), CellKind::Text)))
            .chain([(String::new(), CellKind::Blank)]);
        let cell = |(column, (text, kind))| Cell { column, rows: 1, text, kind };
        texts.enumerate().map(cell).collect()
    };
    let table = Table {
        heads: heads.collect(),
        shares: [vec![3.0], vec![2.0; axes.len()], vec![5.0]].concat(),
        rows: rated(book, outline).into_iter().map(row).collect(),
        ..Table::default()
    };
    let content = workbook.content();
    let place = format!("{}　{} {}（{}）", w.ballot_title, content.municipality, content.title, book.label);
    let name = Row::new(w.member_name, "　");
    Sheet {
        place,
        parts: vec![Part::Rows(vec![name]), Part::Lines(w.ballot_hint.into()), Part::Table(table)],
    }
}
