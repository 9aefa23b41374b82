//! One sheet: what stands above, its tables, the committee's part.

use super::committee::{beside, committee, spoken};
use super::{Cell, CellKind, Choice, Part, Row, Sheet, Table, lines};
use crate::model::form::{Field, FieldKind, LevelShape};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::node::Node;
use crate::model::place::{Datum, NodePart, Place};
use crate::model::repeat::{self, Standing};
use crate::model::sheet::{self, Slot, columns, has_numbers, shares, slots};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::written::{indicators, written};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::words::Words;

/// Writes the sheet of an item. `outline` is the tree of what is wanted.
pub(super) fn sheet(
    workbook: &Workbook,
    year: FiscalYear,
    outline: &Outline,
    unit: NodeId,
    choice: Choice,
    words: &Words,
) -> Sheet {
    let Some(book) = workbook.year(year).filter(|book| book.nodes.get(unit).is_some()) else {
        return Sheet::default();
    };
    let writer = Writer { workbook, year, book, outline, words };
    let mut path: Vec<NodeId> = outline.ancestors(unit).collect();
    path.reverse();
    path.push(unit);
    // What stands above is told of in full on the first sheet below it alone.
    let is_first = |node: NodeId| node == unit || sheet::first_unit(book, outline, node) == Some(unit);
    let head = path.iter().flat_map(|&node| {
        let fields = if is_first(node) { writer.fields(node) } else { Vec::new() };
        std::iter::once(writer.heading(node)).chain(fields)
    });
    let mut parts = vec![Part::Rows(head.collect())];
    for block in sheet::blocks(book, outline, unit) {
        parts.extend(writer.block(unit, &block));
    }
    if choice.is_whole() {
        parts.extend(committee(workbook, year, unit, words));
        parts.extend(spoken(&writer, unit));
    }
    let titles = path.iter().map(|&node| writer.title(node)).filter(|title| !title.is_empty());
    Sheet { place: titles.collect::<Vec<_>>().join("　＞　"), parts }
}

/// Is what all parts of a sheet are written of.
pub(super) struct Writer<'a> {
    pub workbook: &'a Workbook,
    pub year: FiscalYear,
    pub book: &'a YearBook,
    pub outline: &'a Outline,
    pub words: &'a Words,
}

impl Writer<'_> {
    fn node(&self, node: NodeId) -> Option<&Node> {
        self.book.nodes.get(node)
    }

    /// Returns number and title of an item as they stand in the plan.
    pub fn title(&self, node: NodeId) -> String {
        self.node(node).map(Node::heading).unwrap_or_default()
    }

    fn level(&self, node: NodeId) -> String {
        let level = self.node(node).and_then(|it| self.book.form.level(it.level?));
        level.map(|level| level.label.clone()).unwrap_or_default()
    }

    fn heading(&self, node: NodeId) -> Row {
        Row { label: self.level(node), text: self.title(node), is_heading: true }
    }

    fn fields(&self, node: NodeId) -> Vec<Row> {
        let own = item::fields(self.book, self.outline, node);
        let own = own.map(|field| Row::new(field.label_in(&self.book.label), self.text(node, field)));
        own.filter(|it| !it.text.is_empty()).collect()
    }

    /// Writes what stands in a field: of a conflict every value, and beside a self-rating what the
    /// committee decided.
    pub fn text(&self, node: NodeId, field: &Field) -> String {
        let of_kind = match field.kind {
            FieldKind::Indicators => indicators(self.book, node, field.id),
            _ => self.values(node, field),
        };
        let beside = beside(self, node, field);
        lines([of_kind, beside])
    }

    fn values(&self, node: NodeId, field: &Field) -> String {
        let place = Place::Node(self.year, node, NodePart::Value(field.id));
        let form = &self.book.form;
        if !self.workbook.is_conflict(&place) {
            return self.book.value(node, field.id).map(|it| written(form, field, it)).unwrap_or_default();
        }
        let register = self.workbook.register(&place).unwrap_or_default();
        let said = |datum: &Datum| match datum {
            Datum::Value(value) => written(form, field, value),
            _ => self.words.conflict.empty.into(),
        };
        let said = register.values.values().flatten().map(said);
        lines(std::iter::once(format!("【{}】", self.words.conflict.conflict)).chain(said))
    }

    /// Writes a block: the headings under which nothing stands by themselves, then the table.
    fn block(&self, unit: NodeId, block: &sheet::Block) -> Vec<Part> {
        let goes_back = block.headings.is_empty() && block.under != unit;
        if block.rows.is_empty() {
            let rows = |&node: &NodeId| std::iter::once(self.heading(node)).chain(self.fields(node));
            return vec![Part::Rows(block.headings.iter().flat_map(rows).collect())];
        }
        let headings = block.headings.iter().map(|&node| self.named(node));
        let back = goes_back.then(|| (self.words.fields.further_rows)(&self.title(block.under)));
        let above = headings.chain(back).filter(|text| !text.is_empty()).collect();
        let lead = block.headings.iter().flat_map(|&node| self.fields(node)).collect();
        vec![Part::Table(Table { above, lead, ..self.table(&block.rows) })]
    }

    /// Returns number and title after the level's name, where they do not begin with it.
    fn named(&self, node: NodeId) -> String {
        let (level, title) = (self.level(node), self.title(node));
        if title.starts_with(&level) { title } else { format!("{level}　{title}").trim().to_string() }
    }

    fn table(&self, rows: &[sheet::Row]) -> Table {
        let form = &self.book.form;
        let columns = columns(form);
        let with_number = has_numbers(form);
        let heads = with_number.then(|| form.sheet.number_label.clone()).into_iter();
        let heads = heads.chain([form.sheet.title_label.clone()]);
        let heads = heads.chain(columns.iter().map(|field| field.label_in(&self.book.label)));
        Table {
            heads: heads.collect(),
            shares: shares(form, &columns, with_number),
            rows: rows.iter().map(|row| self.row(row, &columns, with_number)).collect(),
            ..Table::default()
        }
    }

    fn row(&self, row: &sheet::Row, columns: &[Field], with_number: bool) -> Vec<Cell> {
        let first = usize::from(with_number);
        let mut cells = Vec::new();
        let own_number = row.number.zip(row.title).is_some_and(|(number, title)| number.node == title.node);
        if let Some(cell) = row.number.filter(|_| with_number) {
            let text = match own_number {
                true => self.node(cell.node).map(|it| it.number.clone()).unwrap_or_default(),
                false => self.with_fields(self.title(cell.node), cell.node),
            };
            cells.push(Cell { column: 0, rows: cell.rows, text, kind: CellKind::Head });
        }
        if let Some(cell) = row.title {
            let title = match with_number && own_number {
                true => self.node(cell.node).map(|it| it.title.clone()).unwrap_or_default(),
                false => self.title(cell.node),
            };
            let badge = self.repeated(cell.node);
            let title = lines([title, badge]);
            let is_group = item::shape(self.book, cell.node) == Some(LevelShape::Group);
            let text = if is_group { self.with_fields(title, cell.node) } else { title };
            cells.push(Cell { column: first, rows: cell.rows, text, kind: CellKind::Head });
        }
        let slots = slots(self.book, self.outline, row, columns);
        // A part has no title cell of its own: what it is called stands with its first field.
        let mut part = (row.node != row.owner).then(|| self.title(row.node));
        for (at, (slot, field)) in slots.into_iter().zip(columns).enumerate() {
            let (text, rows) = match slot {
                Slot::Covered => continue,
                Slot::Empty => (String::new(), 1),
                Slot::Field(node, rows) if node == row.node => {
                    (lines([part.take().unwrap_or_default(), self.text(node, field)]), rows)
                }
                Slot::Field(node, rows) => (self.text(node, field), rows),
            };
            let kind = match field.kind {
                FieldKind::Grade { .. } => CellKind::Grade,
                _ => CellKind::Text,
            };
            cells.push(Cell { column: first + 1 + at, rows, text, kind });
        }
        cells
    }

    /// Writes the fields of a group under its title.
    fn with_fields(&self, title: String, node: NodeId) -> String {
        let fields = self.fields(node).into_iter().map(|it| format!("{}：{}", it.label, it.text));
        lines(std::iter::once(title).chain(fields))
    }

    /// Says of a 再掲 that it is one, and of what.
    fn repeated(&self, node: NodeId) -> String {
        let (w, planning) = (&self.words.app, &self.words.planning);
        match repeat::standing(self.book, self.outline, node) {
            Standing::Own => String::new(),
            Standing::Candidate(_) => w.repeat_candidate.into(),
            Standing::Dropped(_) | Standing::Missing(_) => planning.badge_lost.into(),
            Standing::Linked(original) => {
                let is_unit = |id: &NodeId| item::is_unit(self.book, self.outline, *id);
                let unit = self.outline.ancestors(original).find(is_unit).and_then(|unit| self.node(unit));
                let number = unit.map(|unit| unit.number.clone()).unwrap_or_default();
                (w.repeat_of)(format!("{number} {}", self.title(original)).trim())
            }
        }
    }
}
