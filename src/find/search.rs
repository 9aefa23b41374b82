//! Going through the years, some items at a time, so that a page is never held up.

use super::fold::fold;
use super::number::key;
use super::query::{Filter, Query};
use super::texts::{Beside, each};
use crate::model::form::FieldKind;
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::node::{Node, Repeat};
use crate::model::tree::Outline;
use crate::model::value::FieldValue;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::statuses::standing;

/// Is an item that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The year.
    pub year: FiscalYear,
    /// The item.
    pub node: NodeId,
}

/// Is a search under way.
#[derive(Debug)]
pub struct Search {
    query: Query,
    words: Vec<String>,
    whole: String,
    number: Option<String>,
    /// The years to go through; the last one is under way.
    years: Vec<FiscalYear>,
    /// The items of the year under way, and how many of them are done.
    nodes: Vec<NodeId>,
    at: usize,
    beside: Beside,
    /// By rank: the number itself, the number behind that of its sheet, the words.
    found: [Vec<Hit>; 3],
}

impl Search {
    /// Begins a search in a year, and in the others where they are asked for, too: the latest first.
    pub fn new(workbook: &Workbook, year: FiscalYear, query: Query) -> Self {
        let mut years: Vec<FiscalYear> = match query.all_years {
            true => workbook.years().map(|(year, _)| year).filter(|other| *other != year).collect(),
            false => Vec::new(),
        };
        years.push(year);
        Self {
            words: query.words(),
            whole: fold(&query.text),
            number: query.number(),
            query,
            years,
            nodes: Vec::new(),
            at: 0,
            beside: Beside::default(),
            found: Default::default(),
        }
    }

    /// Returns the year whose items come next; `None` where all are done.
    pub fn year(&self) -> Option<FiscalYear> {
        self.years.last().copied()
    }

    /// Looks at some more items of that year, whose tree is handed in.
    pub fn step(&mut self, workbook: &Workbook, outline: &Outline, items: usize) {
        let Some((year, book)) = self.year().and_then(|year| Some((year, workbook.year(year)?))) else {
            self.years.pop();
            return;
        };
        if self.nodes.is_empty() {
            self.nodes = outline.below(None);
            self.beside = Beside::new(book);
        }
        for _ in 0..items {
            let Some(&node) = self.nodes.get(self.at) else {
                self.years.pop();
                self.nodes.clear();
                self.at = 0;
                return;
            };
            self.at += 1;
            if !passes(&self.query.filter, workbook, year, book, outline, node) {
                continue;
            }
            let words = || self.holds_words(workbook, year, book, outline, node).then_some(2);
            if let Some(rank) = self.number_rank(book, outline, node).or_else(words) {
                self.found[rank].push(Hit { year, node });
            }
        }
    }

    /// Returns how many were found so far.
    pub fn len(&self) -> usize {
        self.found.iter().map(Vec::len).sum()
    }

    /// Returns whether nothing was found so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns what was found so far: first those that bear the number.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        self.found.iter().flatten().copied()
    }

    /// Returns 0 where an item bears the number that is asked for, as it is printed or by its digits,
    /// and 1 where it does so behind that of its sheet (`1-2①` for ① of 施策1-2).
    fn number_rank(&self, book: &YearBook, outline: &Outline, node: NodeId) -> Option<usize> {
        let number = |node: NodeId| book.nodes.get(node).map_or("", |node| &node.number);
        let own = number(node);
        if own.is_empty() || self.whole.is_empty() {
            return None;
        }
        if fold(own) == self.whole {
            return Some(0);
        }
        let (wanted, own) = self.number.as_ref().zip(key(own))?;
        if *wanted == own {
            return Some(0);
        }
        let rest = wanted.strip_suffix(own.as_str())?.strip_suffix('-')?;
        let unit = item::unit(book, outline, node).filter(|unit| *unit != node)?;
        (key(number(unit)).as_deref() == Some(rest)).then_some(1)
    }

    /// Returns whether an item holds all the words. Without any, the rows of the tables are listed.
    fn holds_words(
        &self,
        workbook: &Workbook,
        year: FiscalYear,
        book: &YearBook,
        outline: &Outline,
        node: NodeId,
    ) -> bool {
        if self.words.is_empty() {
            let repeats = || book.nodes.get(node).is_some_and(|node| node.repeat.original().is_some());
            return standing(workbook, year, outline, node).is_some() || repeats();
        }
        let mut missing: Vec<&String> = self.words.iter().collect();
        each(book, Some(&self.beside), node, &mut |_, text| {
            let folded = fold(text);
            missing.retain(|word| !folded.contains(word.as_str()));
            !missing.is_empty()
        });
        missing.is_empty()
    }
}

fn passes(
    filter: &Filter,
    workbook: &Workbook,
    year: FiscalYear,
    book: &YearBook,
    outline: &Outline,
    id: NodeId,
) -> bool {
    let Some(node) = book.nodes.get(id) else { return false };
    let repeat = !filter.repeat || node.repeat != Repeat::None;
    let conflict = !filter.conflict || workbook.has_conflict(year, id);
    let stands = || {
        let holds = |stage: crate::find::query::Stage| {
            standing(workbook, year, outline, id).is_some_and(|standing| stage.holds(standing))
        };
        filter.stage.is_none_or(holds)
    };
    let belongs = || {
        let owner = |id| item::departments(book, book.original(node.id)).contains(&id);
        filter.department.is_none_or(owner)
    };
    repeat && conflict && is_rated(filter, book, node) && belongs() && stands()
}

fn is_rated(filter: &Filter, book: &YearBook, node: &Node) -> bool {
    let Some(grade) = filter.grade else { return true };
    let mut ratings = book.form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Grade { .. }));
    ratings.any(|field| book.value(node.id, field.id) == Some(&FieldValue::Grade(grade)))
}
