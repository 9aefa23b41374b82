//! 整理: a workbook of what stands today, for good without what was deleted and without its history.

use crate::mail::joint::joints;
use crate::merge::stamp::{Context, Stamp};
use crate::model::content::Content;
use crate::model::id::{FieldId, NodeId, WorkbookId};
use crate::model::item;
use crate::model::node::{Node, Repeat};
use crate::model::place::Place;
use crate::model::review::Review;
use crate::model::table::{Keyed, Table};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::{BTreeMap, BTreeSet};

/// Counts what a workbook leaves behind when it is tidied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Years that were taken back.
    pub years: usize,
    /// Items that were deleted.
    pub items: usize,
    /// Filled fields of the deleted items, and of other items fields that their form does not have.
    pub values: usize,
    /// Ballots, decisions, remarks and other entries of the committee on deleted items.
    pub entries: usize,
    /// Requests, what came back, and what was kept of it beside the plan.
    pub mail: usize,
    /// Writes that the history tells apart.
    pub writes: usize,
    /// People whom the history names.
    pub names: usize,
}

impl Left {
    /// Returns whether nothing would be left behind.
    pub fn is_nothing(&self) -> bool {
        *self == Left::default()
    }
}

/// Makes a workbook of its own, under another id, of all that is shown in this one: without deleted
/// items, years taken back, values that no form shows, the log of the mail and the history. `Err` holds
/// the number of conflicts in what is shown, of which one value would be given up unasked.
///
/// It needs another id since nothing in it remembers what it replaced: joined with an older state, it
/// could not tell which of two values is the later one.
///
/// A check that something was written after is left out: who checks is to look once more.
pub fn tidied(workbook: &Workbook, id: WorkbookId) -> Result<(Workbook, Left), usize> {
    let conflicts = open_conflicts(workbook);
    if conflicts > 0 {
        return Err(conflicts);
    }
    let history = workbook.history();
    let mut left = Left {
        writes: history.registers.len(),
        names: history
            .replicas
            .values()
            .map(|it| &it.name)
            .filter(|it| !it.is_empty())
            .collect::<BTreeSet<_>>()
            .len(),
        ..Left::default()
    };
    let years: BTreeMap<FiscalYear, YearBook> =
        workbook.years().map(|(year, book)| (year, tidied_year(workbook, year, book, &mut left))).collect();
    left.years = workbook.content().years.len() - years.len();
    let Content { municipality, title, .. } = workbook.content();
    let content =
        Content { municipality: municipality.clone(), title: title.clone(), years, ..Content::default() };
    Ok((Workbook::made_of(id, content), left))
}

/// Counts the conflicts in what stays.
fn open_conflicts(workbook: &Workbook) -> usize {
    let outlines: BTreeMap<FiscalYear, Outline> =
        workbook.years().map(|(year, _)| (year, workbook.outline(year))).collect();
    let stays = |place: &Place| match place.year() {
        None => true,
        Some(year) => {
            outlines.get(&year).is_some_and(|outline| place.node().is_none_or(|node| outline.contains(node)))
        }
    };
    workbook.conflicts().iter().filter(|place| stays(place)).count()
}

fn tidied_year(workbook: &Workbook, year: FiscalYear, book: &YearBook, left: &mut Left) -> YearBook {
    let outline = workbook.outline(year);
    let stays = Stays::of(book, &outline);
    let open = joints(book, &outline, None).into_iter().filter(|it| it.is_open());
    let open: BTreeSet<_> = open.map(|it| (it.node, it.field)).collect();
    let mut book = book.clone();
    let mut nodes = Vec::new();
    for node in book.nodes.values() {
        let tidied = match stays.holds(node.id) {
            true => {
                let is_current = !workbook.is_changed_since_review(year, node);
                Some(tidied_node(&book, node, &stays, is_current))
            }
            false => stays.stubs.contains(&node.id).then(|| stub(node)),
        };
        left.items +=
            usize::from(tidied.as_ref().is_none_or(|it| it != node && stays.stubs.contains(&it.id)));
        left.values += node.values.len() - tidied.as_ref().map_or(0, |node| node.values.len());
        nodes.extend(tidied);
    }
    book.nodes = nodes.into_iter().collect();
    let entries = &mut left.entries;
    retain(&mut book.indicators, entries, |it| stays.holds(it.node));
    let indicators: BTreeSet<_> = book.indicators.keys().collect();
    retain(&mut book.figures, entries, |it| indicators.contains(&it.indicator));
    retain(&mut book.agenda, entries, |it| stays.holds(it.node) || stays.stubs.contains(&it.node));
    retain(&mut book.proceedings, entries, |it| stays.holds(it.node));
    retain(&mut book.ballots, entries, |it| stays.holds(it.node));
    retain(&mut book.hand_counts, entries, |it| stays.holds(it.node));
    retain(&mut book.decisions, entries, |it| stays.holds(it.node));
    retain(&mut book.opinions, entries, |it| stays.holds(it.node));
    retain(&mut book.requests, &mut left.mail, |_| false);
    retain(&mut book.receipts, &mut left.mail, |_| false);
    retain(&mut book.contributions, &mut left.mail, |it| open.contains(&(it.node, it.field)));
    book
}

/// Says which items of a year stay.
struct Stays {
    shown: BTreeSet<NodeId>,
    /// Items whose values are shown at other places (再掲), among them deleted ones.
    originals: BTreeSet<NodeId>,
    /// Deleted items that are all that is on a meeting's agenda: without them it would take up every item.
    stubs: BTreeSet<NodeId>,
}

impl Stays {
    fn of(book: &YearBook, outline: &Outline) -> Self {
        let shown: BTreeSet<NodeId> = outline.below(None).into_iter().collect();
        let is_repeated =
            |id: &&NodeId| book.nodes.get(**id).is_some_and(|node| node.repeat.original().is_some());
        let originals = shown.iter().filter(is_repeated).map(|&id| book.original(id)).collect();
        let mut stays = Self { shown, originals, stubs: BTreeSet::new() };
        for meeting in book.meetings.keys() {
            let agenda = book.agenda.values().filter(|it| it.meeting == meeting).map(|it| it.node);
            let agenda: Vec<NodeId> = agenda.collect();
            if !agenda.iter().any(|&id| stays.holds(id)) {
                stays.stubs.extend(agenda);
            }
        }
        stays
    }

    fn holds(&self, id: NodeId) -> bool {
        self.shown.contains(&id) || self.originals.contains(&id)
    }
}

/// Keeps of an item what its form shows. One that is shown though it was deleted is there again.
fn tidied_node(book: &YearBook, node: &Node, stays: &Stays, is_current: bool) -> Node {
    // Another place of an item may be of a level with more fields. And a year of which the form has not
    // arrived says nothing about what it shows.
    let has = |id: &FieldId| match book.form.field(*id) {
        Some(field) => stays.originals.contains(&node.id) || item::has(book, node.id, field),
        None => book.form.is_empty(),
    };
    let values = node.values.iter().filter(|(field, _)| has(field));
    let as_made = Context::from_iter([Stamp::MADE]);
    Node {
        values: values.map(|(&field, value)| (field, value.clone())).collect(),
        repeat: match node.repeat {
            Repeat::Of(of) => Repeat::Of(Some(book.original(of)).filter(|&of| stays.holds(of)).unwrap_or(of)),
            Repeat::Candidate(of) if !stays.holds(of) => Repeat::None,
            repeat => repeat,
        },
        review: node.review.clone().filter(|_| is_current).map(|it| Review { seen: as_made.clone(), ..it }),
        dropped: (!stays.shown.contains(&node.id)).then_some(as_made),
        ..node.clone()
    }
}

/// Keeps of a deleted item only that there was one.
fn stub(node: &Node) -> Node {
    Node { level: node.level, dropped: Some(Context::from_iter([Stamp::MADE])), ..Node::new(node.id) }
}

fn retain<T: Keyed + Clone>(table: &mut Table<T>, left: &mut usize, stays: impl Fn(&T) -> bool) {
    let before = table.len();
    *table = table.values().filter(|it| stays(it)).cloned().collect();
    *left += before - table.len();
}
