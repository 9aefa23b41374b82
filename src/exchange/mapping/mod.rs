//! Which column of a table is what, where a form does not know its heads.
//!
//! A mapping is proposed from what the form knows, completed by a person, and kept with the form as
//! aliases. Reading by a mapping writes the table anew, with heads that cannot be mistaken, and
//! reads that.

mod apply;
mod invent;
mod learn;

pub use apply::{Mapped, apply, complete};
pub use invent::invent;
pub use learn::{learn, wording};

use super::draft::Draft;
use super::header::YearLabel;
use super::notice::Notice;
use super::table::Table;
use crate::find::fold::fold;
use crate::model::form::{Form, LevelShape, YEAR_TOKEN};
use crate::model::id::{FieldId, HeadingId, LevelId};
use std::collections::{HashMap, HashSet};

/// Says what a column is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Use {
    /// It is not read.
    #[default]
    Leave,
    /// The numbers of the rows.
    Number,
    /// The titles of the rows.
    Title,
    /// Items of a level above the rows; an empty cell stands for the one above it.
    Level(LevelId),
    /// A field.
    Field(FieldId),
    /// Remarks of the committee on the row.
    Heading(HeadingId),
}

/// Says what the columns of a table are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The row with the heads, by its index; none where the table has no heads.
    pub header: Option<usize>,
    /// What the columns are, from the left.
    pub columns: Vec<Use>,
}

/// Heads are looked for in so many rows.
pub const HEADER_ROWS: usize = 30;
/// A head is no longer than this (characters).
const LONGEST_HEAD: usize = 40;
/// A merged head stands at most this many rows above the row of heads.
const HEADS_ABOVE: usize = 2;

/// Proposes a mapping: the row of which the form knows most heads, else the one that looks most
/// like heads.
pub fn propose(table: &Table, form: &Form) -> Mapping {
    let known = Known::of(form);
    let score = |at: usize| {
        let heads = heads(table, Some(at));
        let filled = heads.iter().filter(|head| !head.is_empty()).count();
        let short = heads.iter().all(|head| head.chars().count() <= LONGEST_HEAD);
        let recognised = heads.iter().filter(|head| known.find(head).is_some()).count();
        let distinct: HashSet<&String> = heads.iter().filter(|head| !head.is_empty()).collect();
        let heads_like = if short && distinct.len() == filled { filled } else { 0 };
        (recognised, heads_like)
    };
    let first = |at: &usize| std::cmp::Reverse(*at);
    let rows = 0..table.rows.len().min(HEADER_ROWS);
    let best = rows.map(|at| (score(at), first(&at), at)).max();
    let header = best.filter(|((known, like), ..)| *known > 1 || *like > 1).map(|(.., at)| at);
    columns_for(table, form, header)
}

/// Proposes what the columns are below a row of heads that is given.
pub fn columns_for(table: &Table, form: &Form, header: Option<usize>) -> Mapping {
    let known = Known::of(form);
    let mut seen = HashSet::new();
    let find = |head: &String| known.find(head).filter(|column| seen.insert(*column)).unwrap_or_default();
    let columns = heads(table, header).iter().map(find).collect();
    Mapping { header, columns }
}

impl Mapping {
    /// Returns whether the table can be read by it: it has titles, or items in leading columns.
    pub fn is_usable(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, Use::Title | Use::Level(_)))
    }

    /// Returns whether reading by the form's labels alone has overlooked what this knows: items or
    /// remarks in columns of their own.
    pub fn is_better_than(&self, read: &Draft) -> bool {
        let known = |column: usize| {
            let column = column.checked_sub(1).and_then(|at| self.columns.get(at));
            matches!(column, Some(Use::Level(_) | Use::Heading(_)))
        };
        let overlooked =
            |notice: &Notice| matches!(notice, Notice::UnknownColumn { column, .. } if known(*column));
        self.is_usable() && (read.nodes.is_empty() || read.notices.iter().any(overlooked))
    }
}

/// Returns what stands in each column's head; empty where the table has no heads.
pub fn heads(table: &Table, header: Option<usize>) -> Vec<String> {
    let mut heads = vec![String::new(); width(table)];
    let Some(header) = header else { return heads };
    let text = |row: usize, at: usize| {
        let cell = table.rows.get(row)?.cells.get(at)?;
        Some((cell.text.trim().to_owned(), cell.rows)).filter(|(text, _)| !text.is_empty())
    };
    for (at, head) in heads.iter_mut().enumerate() {
        let above = (1..=HEADS_ABOVE).filter_map(|up| {
            let (text, rows) = text(header.checked_sub(up)?, at)?;
            (usize::from(rows) > up).then_some(text)
        });
        let own = text(header, at).map(|(text, _)| text);
        *head = own.or_else(|| above.into_iter().next()).unwrap_or_default();
    }
    heads
}

/// Returns how many columns the table has.
pub fn width(table: &Table) -> usize {
    table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// Holds the labels that a form knows, in the shape in which they are looked up.
struct Known {
    exact: HashMap<String, Use>,
    years: Vec<(YearLabel, Use)>,
}

impl Known {
    fn of(form: &Form) -> Self {
        let mut known = Self { exact: HashMap::new(), years: Vec::new() };
        let sheet = &form.sheet;
        known.add(&sheet.number_label, &sheet.number_aliases, Use::Number);
        known.add(&sheet.title_label, &sheet.title_aliases, Use::Title);
        for field in &form.fields {
            known.add(&field.label, &field.aliases, Use::Field(field.id));
        }
        for level in &form.levels {
            match level.shape {
                LevelShape::Heading => known.add(&level.label, &level.aliases, Use::Level(level.id)),
                LevelShape::Group => known.add(&level.label, &level.aliases, Use::Number),
                LevelShape::Row => known.add(&level.label, &level.aliases, Use::Title),
                LevelShape::Part => {}
            }
        }
        for heading in &form.committee.headings {
            known.add(&heading.label, &heading.aliases, Use::Heading(heading.id));
        }
        known
    }

    fn add(&mut self, label: &str, aliases: &[String], column: Use) {
        for label in std::iter::once(label).chain(aliases.iter().map(String::as_str)) {
            if label.contains(YEAR_TOKEN) {
                self.years.push((YearLabel::of(label), column));
            } else if !fold(label).is_empty() {
                self.exact.entry(fold(label)).or_insert(column);
            }
        }
    }

    fn find(&self, head: &str) -> Option<Use> {
        let year =
            || self.years.iter().find(|(label, _)| label.year(head).is_some()).map(|(_, column)| *column);
        if head.is_empty() || head.chars().count() > LONGEST_HEAD {
            return None;
        }
        self.exact.get(&fold(head)).copied().or_else(year)
    }
}
