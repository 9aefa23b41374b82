//! A small workbook and edits of it.

use hyokacho::forms;
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::ReplicaId;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::id::{FieldId, Id, LevelId, NodeId, WorkbookId};
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::{Author, Workbook};
use hyokacho::model::year::FiscalYear;

/// The items of the workbook in which something can be typed.
pub const CELLS: [NodeId; 2] = [NodeId::known("p"), NodeId::known("q")];
const CONTENT: FieldId = FieldId::known("content");

pub fn year() -> FiscalYear {
    FiscalYear::new(2019).unwrap()
}

pub fn replica(n: u64) -> ReplicaId {
    ReplicaId(Id::from_random(n + 1))
}

pub fn author(n: u64) -> Author {
    let about = Replica { name: format!("担当{n}"), day: "2026-11-21".into() };
    Author { replica: replica(n), about }
}

/// A workbook of one year: a goal with two programmes.
pub fn small(id: WorkbookId) -> Workbook {
    let mut book = Workbook::new(id, year(), forms::abc_committee());
    let add = |id, level, parent| YearEdit::AddNode {
        id,
        level: LevelId::known(level),
        parent,
        after: None,
        number: String::new(),
        title: format!("項目{id}"),
    };
    let goal = NodeId::known("g");
    apply(&mut book, add(goal, "goal", None));
    CELLS.into_iter().for_each(|id| apply(&mut book, add(id, "programme", Some(goal))));
    Workbook::made_of(id, book.content().clone())
}

fn apply(book: &mut Workbook, edit: YearEdit) {
    book.apply(Edit::In(year(), edit), &author(99)).unwrap();
}

/// Types a text into a cell and returns the part that carries the change.
pub fn type_in(book: &mut Workbook, author: &Author, cell: NodeId, text: &str) -> Workbook {
    let edit = YearEdit::Value(cell, CONTENT, FieldValue::text(text));
    let change = book.apply(Edit::In(year(), edit), author).unwrap();
    book.part_of(&change)
}

/// The text that stands in a cell.
pub fn text(book: &Workbook, cell: NodeId) -> String {
    match book.year(year()).unwrap().value(cell, CONTENT) {
        Some(FieldValue::Text(text)) => text.to_string(),
        None => String::new(),
        other => panic!("no text: {other:?}"),
    }
}

/// Whether a workbook knows all that another says.
pub fn covers(whole: &Workbook, part: &Workbook) -> bool {
    let mut joined = whole.clone();
    joined.join(part).unwrap();
    joined == *whole
}
