//! Results and minutes of a meeting.

use super::{Cell, CellKind, Part, Sheet, Table};
use crate::meeting::minutes::minutes as written;
use crate::meeting::results::{AxisResult, Before, ItemResult, Results, results as read};
use crate::model::committee::Way;
use crate::model::form::Scale;
use crate::model::id::MeetingId;
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::words::Words;

/// Writes the results: a table for each axis.
pub(super) fn results(
    workbook: &Workbook,
    year: FiscalYear,
    outline: &Outline,
    id: MeetingId,
    words: &Words,
) -> Sheet {
    let (Some(book), Some(results)) = (workbook.year(year), read(workbook, year, outline, id)) else {
        return Sheet::default();
    };
    let tables = (0..results.axes.len()).map(|at| Part::Table(table(book, &results, at, words)));
    Sheet { place: place(book, id, words.results.list), parts: tables.collect() }
}

/// Writes the draft of the minutes.
pub(super) fn minutes(
    workbook: &Workbook,
    year: FiscalYear,
    outline: &Outline,
    id: MeetingId,
    words: &Words,
) -> Sheet {
    let (Some(book), Some(results)) = (workbook.year(year), read(workbook, year, outline, id)) else {
        return Sheet::default();
    };
    let text = written(workbook, year, id, &results, words);
    Sheet { place: place(book, id, words.results.minutes), parts: vec![Part::Lines(text)] }
}

fn place(book: &YearBook, id: MeetingId, what: &str) -> String {
    let title = book.meetings.get(id).map_or("", |meeting| meeting.title.as_str());
    format!("{title}　{what}（{}）", book.label).trim().to_string()
}

fn table(book: &YearBook, results: &Results, at: usize, words: &Words) -> Table {
    let w = &words.results;
    let (axis, scale) = &results.axes[at];
    let grades = scale.grades.iter().map(|grade| grade.key.clone());
    let rest = [words.app.answers, w.others, w.decision, w.before, w.change].map(String::from);
    let heads: Vec<String> = std::iter::once(words.app.item.to_string()).chain(grades).chain(rest).collect();
    let shares = std::iter::once(5.0)
        .chain(scale.grades.iter().map(|_| 0.8))
        .chain([1.2, 2.0, 2.5, 2.5, 1.5])
        .collect();
    let rows = results.items.iter().map(|item| row(book, results, item, &item.axes[at], scale, words));
    let above = if axis.label.is_empty() { Vec::new() } else { vec![axis.label.clone()] };
    Table { above, heads, shares, rows: rows.collect(), ..Table::default() }
}

fn row(
    book: &YearBook,
    results: &Results,
    item: &ItemResult,
    it: &AxisResult,
    scale: &Scale,
    words: &Words,
) -> Vec<Cell> {
    let w = &words.results;
    let title = book.nodes.get(item.node).map(|node| node.heading()).unwrap_or_default();
    let mut cells = vec![(title, CellKind::Head)];
    match &it.tally {
        None => {
            cells.extend(scale.grades.iter().map(|_| (String::new(), CellKind::Grade)));
            cells.extend([String::new(), w.hidden.into()].map(|text| (text, CellKind::Text)));
        }
        Some(tally) if item.way == Way::Discussion && tally.is_empty() => {
            cells.extend(scale.grades.iter().map(|_| (String::new(), CellKind::Grade)));
            let way = (words.meeting.way_of)(item.way).to_string();
            cells.extend([String::new(), way].map(|text| (text, CellKind::Text)));
        }
        Some(tally) => {
            let votes = scale.grades.iter().map(|grade| tally.grade(grade.id).to_string());
            let base = (w.base)(tally, results.base);
            cells.extend(votes.chain([base]).map(|text| (text, CellKind::Grade)));
            cells.push(((w.other_classes)(tally), CellKind::Text));
        }
    }
    let decided = match it.tally {
        None => String::new(),
        Some(_) => (w.decided)(it.decision.as_ref(), it.disputed, scale),
    };
    cells.push((decided, CellKind::Text));
    cells.push((
        it.before.as_ref().map_or_else(|| w.none_before.into(), |it| before(it, words)),
        CellKind::Text,
    ));
    cells.push(((w.change_of)(it.change).into(), CellKind::Text));
    let cell = |(column, (text, kind))| Cell { column, rows: 1, text, kind };
    cells.into_iter().enumerate().map(cell).collect()
}

fn before(it: &Before, words: &Words) -> String {
    let counts = it.counts.iter().map(|(key, votes)| format!("{key} {votes}")).collect::<Vec<_>>();
    let decision = it.decision.as_deref().unwrap_or(words.results.none_before);
    format!("{decision}（{}）", counts.join("・"))
}
