//! One sheet: what stands above, its tables, the committee's part.

use super::committee::{beside, committee, spoken};
use super::{Block, Cell, CellKind, Choice, Heading, Labelled, Sheet, Table};
use crate::model::form::{Field, FieldKind, LevelShape};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::node::Node;
use crate::model::place::{Datum, NodePart, Place};
use crate::model::repeat::{self, Standing};
use crate::model::sheet::{self, Row, Slot, columns, has_numbers, shares, slots};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::written::{indicators, written};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::words::Words;

/// Writes the sheet of an item. `outline` is the tree of what is wanted.
pub fn sheet(
    workbook: &Workbook,
    year: FiscalYear,
    outline: &Outline,
    unit: NodeId,
    choice: Choice,
    words: &Words,
) -> Sheet {
    let Some(book) = workbook.year(year) else { return Sheet::default() };
    let writer = Writer { workbook, year, book, outline, words };
    let mut path: Vec<NodeId> = outline.ancestors(unit).collect();
    path.reverse();
    path.push(unit);
    let is_first = |node: NodeId| node == unit || sheet::first_unit(book, outline, node) == Some(unit);
    let path = path.into_iter().map(|node| writer.heading(node, is_first(node))).collect();
    let blocks = sheet::blocks(book, outline, unit).iter().map(|block| writer.block(unit, block)).collect();
    let is_whole = choice.is_whole();
    Sheet {
        unit: Some(unit),
        path,
        blocks,
        committee: is_whole.then(|| committee(workbook, year, unit, words)).flatten(),
        spoken: is_whole.then(|| spoken(&writer, unit)).flatten(),
    }
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

    fn heading(&self, node: NodeId, with_fields: bool) -> Heading {
        let level = self.node(node).and_then(|it| self.book.form.level(it.level?));
        let fields = if with_fields { self.fields(node) } else { Vec::new() };
        let level = level.map(|level| level.label.clone()).unwrap_or_default();
        Heading { level, text: self.title(node), fields }
    }

    fn fields(&self, node: NodeId) -> Vec<Labelled> {
        let label = |field: &Field| field.label_in(&self.book.label);
        let own = item::fields(self.book, self.outline, node);
        let own = own.map(|field| Labelled { label: label(field), text: self.text(node, field) });
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
        let parts = [of_kind, beside].into_iter().filter(|text| !text.is_empty());
        parts.collect::<Vec<_>>().join("\n")
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
        let mut lines = vec![format!("【{}】", self.words.conflict.conflict)];
        lines.extend(register.values.values().flatten().map(said));
        lines.join("\n")
    }

    fn block(&self, unit: NodeId, block: &sheet::Block) -> Block {
        let goes_back = block.headings.is_empty() && block.under != unit;
        Block {
            headings: block.headings.iter().map(|&node| self.heading(node, true)).collect(),
            back: goes_back.then(|| (self.words.fields.further_rows)(&self.title(block.under))),
            table: (!block.rows.is_empty()).then(|| self.table(&block.rows)),
        }
    }

    fn table(&self, rows: &[Row]) -> Table {
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
        }
    }

    fn row(&self, row: &Row, columns: &[Field], with_number: bool) -> Vec<Cell> {
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
            let title =
                [title, badge].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
            let is_group = item::shape(self.book, cell.node) == Some(LevelShape::Group);
            let text = if is_group { self.with_fields(title, cell.node) } else { title };
            cells.push(Cell { column: first, rows: cell.rows, text, kind: CellKind::Head });
        }
        let slots = slots(self.book, self.outline, row, columns);
        for (at, (slot, field)) in slots.into_iter().zip(columns).enumerate() {
            let (text, rows) = match slot {
                Slot::Covered => continue,
                Slot::Empty => (String::new(), 1),
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
        std::iter::once(title).filter(|it| !it.is_empty()).chain(fields).collect::<Vec<_>>().join("\n")
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
