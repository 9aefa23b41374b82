//! Compares the cells that a sheet prints with the texts of the workbook that was made of it, as
//! multisets: what stands in the sheet three times has to stand in the workbook three times.
//!
//! White space and tags that only shape text do not count. A cell is there where
//! 1. one text of the workbook is the cell, or
//! 2. texts of items that follow each other make it up (number and title in one cell, a label of the
//!    form in brackets or a bullet before a text), or
//! 3. it is the next piece of a text that was put together from several cells (at a page break).
//!
//! Each text is used up by the cells it was found in.

use hyokacho::exchange::draft::Draft;
use hyokacho::exchange::{NewPlan, Table, build, read};
use hyokacho::forms::abc_committee;
use hyokacho::model::form::{FieldKind, Form};
use hyokacho::model::id::{IdSource, NodeId, WorkbookId};
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use std::collections::HashMap;
use std::fmt;

/// How many items that follow each other may share one cell: a heading, its first row, its first part.
const TOGETHER: usize = 3;
/// What may stand before a text in its cell and is not kept with it.
const BULLETS: [&str; 3] = ["・", "○", "※"];

/// Is one cell as the sheet prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The line of its row, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// The text without white space and shaping tags.
    pub text: String,
}

/// Is what a sheet and a workbook have in common and what not.
#[derive(Debug, Default)]
pub struct Comparison {
    /// How many cells were compared.
    pub total: usize,
    /// The cells that the workbook does not have, in the order of the sheet.
    pub missing: Vec<Printed>,
    /// Texts of the workbook that no cell prints, whole or in their rest, in reading order.
    pub extra: Vec<String>,
}

impl Comparison {
    /// Returns how many of a hundred cells are there.
    pub fn percent(&self) -> f64 {
        100.0 * (self.total - self.missing.len()) as f64 / self.total.max(1) as f64
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of {} cells ({:.2} %)", self.total - self.missing.len(), self.total, self.percent())?;
        for Printed { line, column, text } in &self.missing {
            writeln!(f, "missing, line {line}, column {column}: {text}")?;
        }
        self.extra.iter().try_for_each(|text| writeln!(f, "printed nowhere: {text}"))
    }
}

/// Compares the cells of a table, `furniture` aside, with a workbook of one year.
pub fn compare(table: &Table, workbook: &Workbook, furniture: impl Fn(&Printed) -> bool) -> Comparison {
    let book = workbook.content().years.values().next().expect("a year");
    compare_with(table, workbook, &indicators(book), furniture)
}

/// Does the same with other texts in the place of the indicators.
pub fn compare_with(
    table: &Table,
    workbook: &Workbook,
    beside: &[(NodeId, String)],
    furniture: impl Fn(&Printed) -> bool,
) -> Comparison {
    let mut pool = Pool::of(workbook, beside);
    let cells: Vec<Printed> = printed(table).into_iter().filter(|cell| !furniture(cell)).collect();
    let total = cells.len();
    let mut left = cells;
    // Cells that are no text by themselves come first, so that nothing else takes a number from them.
    left.retain(|cell| pool.knows(&cell.text) || !pool.makes_up(&cell.text, false));
    left.retain(|cell| !pool.has(&cell.text));
    left.retain(|cell| !pool.makes_up(&cell.text, false));
    left.retain(|cell| !pool.makes_up(&cell.text, true));
    left.retain(|cell| !pool.goes_on_with(&cell.text));
    let extra = pool.texts.into_iter().map(|text| text.rest).filter(|rest| !rest.is_empty()).collect();
    Comparison { total, missing: left, extra }
}

/// Lists the cells of a table that hold a visible character.
pub fn printed(table: &Table) -> Vec<Printed> {
    let cells = table.rows.iter().flat_map(|row| {
        row.cells.iter().enumerate().map(|(at, cell)| Printed {
            line: row.line,
            column: at + 1,
            text: bare(&cell.text),
        })
    });
    cells.filter(|cell| !cell.text.is_empty()).collect()
}

/// Drops white space and the tags that only shape text; any other tag is text.
pub fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].trim_start_matches('/');
        let shapes =
            ["p>", "p ", "br", "b>", "ul", "ol", "li", "div"].iter().any(|tag| name.starts_with(tag));
        let end = rest.find('>').filter(|_| shapes);
        out.push_str(&rest[..if end.is_some() { 0 } else { 1 }]);
        rest = &rest[end.map_or(1, |end| end + 1)..];
    }
    out.push_str(rest);
    out.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

/// Is one text of the workbook; its rest is what no cell has used up.
struct Text {
    item: usize,
    rest: String,
}

/// Holds the texts of a workbook, item by item in reading order.
struct Pool {
    texts: Vec<Text>,
    /// What may stand in a cell before a text: the labels of the form in brackets, and bullets.
    before: Vec<String>,
}

impl Pool {
    fn of(workbook: &Workbook, beside: &[(NodeId, String)]) -> Self {
        let (year, book) = workbook.content().years.iter().next().expect("a year");
        let order = workbook.outline(*year).below(None);
        let items: HashMap<NodeId, usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut texts: Vec<Text> = Vec::new();
        let mut add = |node: NodeId, text: &str| {
            if let Some(&item) = items.get(&node) {
                texts.push(Text { item, rest: bare(text) });
            }
        };
        for id in &order {
            of_item(book, *id, &mut add);
        }
        beside.iter().for_each(|(node, text)| add(*node, text));
        book.opinions.values().for_each(|opinion| add(opinion.node, &opinion.text));
        book.decisions.values().for_each(|decision| add(decision.node, &decision.reason));
        texts.retain(|text| !text.rest.is_empty());
        texts.sort_by_key(|text| text.item);
        let labels =
            book.form.fields.iter().flat_map(|field| std::iter::once(&field.label).chain(&field.aliases));
        let labels = labels.flat_map(|label| [format!("【{}】", bare(label)), bare(label)]);
        let before = labels.chain(BULLETS.map(str::to_owned)).collect();
        Self { texts, before }
    }

    /// Uses up the text that a cell is.
    fn has(&mut self, cell: &str) -> bool {
        let found = self.texts.iter_mut().find(|text| text.rest == cell);
        found.map(|text| text.rest.clear()).is_some()
    }

    fn knows(&self, cell: &str) -> bool {
        self.texts.iter().any(|text| text.rest == cell)
    }

    /// Uses up texts of items that follow each other and together are the cell; `cut`: of the last one
    /// the cell may be the beginning.
    fn makes_up(&mut self, cell: &str, cut: bool) -> bool {
        let mut used = Vec::new();
        let mut open = None;
        let first = |text: &Text| !text.rest.is_empty() && cell.contains(&text.rest);
        let mut items: Vec<usize> = self.texts.iter().filter(|t| first(t)).map(|text| text.item).collect();
        items.dedup();
        let found = items.into_iter().find(|item| {
            let last = item + TOGETHER;
            let near: Vec<usize> =
                (0..self.texts.len()).filter(|at| (*item..last).contains(&self.texts[*at].item)).collect();
            used.clear();
            open = cut.then_some(0);
            self.spell(cell, &near, &mut used, &mut open)
        });
        let last = used.last().copied().filter(|_| open.is_some_and(|length| length > 0));
        for at in used {
            let length = if Some(at) == last { open.unwrap_or_default() } else { self.texts[at].rest.len() };
            self.texts[at].rest.drain(..length);
        }
        found.is_some()
    }

    /// Finds texts that spell a cell. `open`: where the last may be used in part, how much of it was.
    fn spell(&self, cell: &str, near: &[usize], used: &mut Vec<usize>, open: &mut Option<usize>) -> bool {
        if cell.is_empty() {
            return !used.is_empty();
        }
        for &at in near {
            let text = &self.texts[at].rest;
            let next = cell.strip_prefix(text.as_str()).filter(|_| !text.is_empty() && !used.contains(&at));
            let Some(next) = next else { continue };
            used.push(at);
            if self.spell(next, near, used, open) {
                return true;
            }
            used.pop();
        }
        let begun = |at: &&usize| !used.contains(at) && self.texts[**at].rest.starts_with(cell);
        if let Some(&at) = near.iter().find(begun).filter(|_| open.is_some() && !used.is_empty()) {
            used.push(at);
            *open = Some(cell.len());
            return true;
        }
        let mut skipped = self.before.iter().filter_map(|label| cell.strip_prefix(label.as_str()));
        skipped.any(|next| next.len() < cell.len() && self.spell(next, near, used, open))
    }

    /// Uses up the beginning of what is left of a text.
    fn goes_on_with(&mut self, cell: &str) -> bool {
        let rest = self.texts.iter_mut().find(|text| text.rest.starts_with(cell));
        rest.map(|text| text.rest = text.rest[cell.len()..].to_owned()).is_some()
    }
}

/// Adds number, title and values of an item as they are printed.
fn of_item(book: &YearBook, id: NodeId, add: &mut impl FnMut(NodeId, &str)) {
    let Some(node) = book.nodes.get(id) else { return };
    add(id, &node.number);
    add(id, &node.title);
    for (field, value) in &node.values {
        let field = book.form.field(*field);
        match value {
            FieldValue::Text(text) => add(id, text),
            FieldValue::Owners(owners) => add(id, &owners.text),
            FieldValue::Grade(grade) => {
                let key = field.and_then(|field| book.form.scale_of(field)?.key(*grade));
                add(id, key.unwrap_or_default());
            }
            FieldValue::Choice(choice) => {
                if let Some(FieldKind::Choice { options }) = field.map(|field| &field.kind) {
                    options.iter().filter(|it| it.id == *choice).for_each(|it| add(id, &it.label));
                }
            }
            FieldValue::Schedule(spans) => spans.iter().for_each(|span| add(id, &span.text)),
        }
    }
}

/// Lists the texts of all indicators, each once.
fn indicators(book: &YearBook) -> Vec<(NodeId, String)> {
    let parts = book.indicators.values().flat_map(|it| {
        let figures = book.figures.values().filter(|figure| figure.indicator == it.id);
        let texts = [&it.label, &it.unit, &it.target].into_iter().chain(figures.map(|figure| &figure.text));
        texts.map(|text| (it.node, text.clone())).collect::<Vec<_>>()
    });
    parts.collect()
}

/// Makes a workbook of one year of what a form reads in a table.
pub fn workbook_of(table: &Table, form: &Form) -> (Draft, Workbook) {
    let draft = read(table, form);
    let default = || ("令和元年度".to_owned(), FiscalYear::new(2019).expect("a year"));
    let (label, year) = draft.year.clone().unwrap_or_else(default);
    let (id, municipality, title) = (WorkbookId::known("made"), "みどり野市", "計画");
    let mut state = 7u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state ^ (state >> 31)
    };
    let plan = NewPlan { id, municipality, title, year, label: &label };
    let workbook = build::workbook(&draft, form, plan, IdSource::new(&mut random));
    (draft, workbook)
}

#[test]
fn a_cell_that_is_lost_is_named() {
    let sheet = "目標\t目標1 甲\n施策\t施策1-1 乙\n番号\t事業名\t事業内容\t評価\n①\t丙\t<p>丁 丁</p>\tA\n②\t丙\t丁丁\tA\n";
    let form = abc_committee();
    let (_, workbook) = workbook_of(&Table::from_text(sheet), &form);
    let heads = |cell: &Printed| cell.line == 3 || cell.line < 3 && cell.column == 1;
    let whole = compare(&Table::from_text(sheet), &workbook, heads);
    assert_eq!((whole.total, whole.missing.len(), whole.extra.len()), (10, 0, 0), "{whole}");
    let other = sheet.replace("②\t丙\t丁丁\tA", "②\t丙\t丁\tB").replace("①\t丙", "① 丙\t");
    let differing = compare(&Table::from_text(&other), &workbook, heads);
    let missing: Vec<&str> = differing.missing.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!((missing, differing.total), (vec!["B"], 9), "{differing}");
    assert_eq!(differing.extra, ["丁", "A"], "{differing}");
}
