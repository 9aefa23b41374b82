//! Headings in cells that are merged over rows: where they begin, when a page took their text away.
//!
//! Taken out of a page, the text of a merged cell stands in whatever row the page has it: pages after
//! the first row that it is of, or before. The numbers tell. Where rows or headings begin anew with 1,
//! something above them has changed: an unnamed heading is opened, and the next heading of its level
//! names it. A heading that is met while the rows below the open one still go on waits for the row that
//! begins anew. An unnamed heading that nothing names is taken away again.

use super::levels::Found;
use super::notice::Notice;
use super::number::ordinal;
use super::reader::Reader;
use super::tree::Met;
use crate::find::fold::{fold, same};
use crate::model::form::LevelShape;
use std::collections::{HashMap, HashSet};

/// Holds what is known about headings while a table is read.
#[derive(Default)]
pub(super) struct Merged {
    /// In which cell of its row a heading stood.
    pub stood: HashMap<usize, usize>,
    /// Headings whose cells held something else before them.
    pub damaged: HashSet<usize>,
    /// Headings without a name yet, with the one to which their rows belong if none comes.
    unnamed: Vec<(usize, Option<usize>)>,
    /// Headings that wait for a row that begins anew.
    waiting: Vec<(Found, usize)>,
    /// How many rows the open heading has, and the number of the last one.
    rows: u32,
    /// How many rows began anew with 1.
    begun: u32,
    last: Option<u32>,
}

/// Is what a row says of itself.
pub(super) struct Row<'t> {
    pub number: &'t str,
    pub titled: bool,
    pub line: usize,
}

impl Reader<'_> {
    /// Opens the headings that stand in a row's columns, or waits with them, and opens those that waited
    /// for this row. Returns whether any of it is new.
    pub fn merged_headings(&mut self, found: Vec<Found>, row: Row) -> bool {
        let number = ordinal(row.number);
        let goes_on = number.is_some_and(|number| self.follows(number));
        let mut new = false;
        if row.titled && !goes_on {
            new |= self.open_waiting(row.line);
            self.merged.begun += u32::from(number == Some(1));
            if number == Some(1) && self.merged.rows > 0 && found.is_empty() {
                self.open_unnamed_beside(row.line);
            }
        }
        let waits = (goes_on || !row.titled) && self.place.row.is_some() && self.merged.begun > 1;
        for found in found {
            let held = self.is_open(&found) || self.names_open(&found, row.line);
            if !held && waits && !found.marked {
                self.merged.waiting.push((found, row.line));
                new = true;
            } else if !held {
                new |= self.open_merged(&found, row.line);
            }
        }
        if row.titled {
            self.merged.rows += 1;
            self.merged.last = number.or(self.merged.last.map(|last| last.saturating_add(1)));
        }
        new
    }

    /// Returns whether a row of this number goes on with the rows below the open heading.
    fn follows(&self, number: u32) -> bool {
        let after = self.merged.last.is_some_and(|last| number == last.saturating_add(1));
        number > 1 && (after || number == self.merged.rows.saturating_add(1))
    }

    fn is_open(&self, found: &Found) -> bool {
        let open = self.form.depth(found.level).and_then(|depth| self.place.path[depth]);
        let open = open.map(|node| &self.tree.nodes[node]);
        open.is_some_and(|open| same(&open.number, &found.number) && same(&open.title, &found.title))
    }

    /// Names the open heading of the level where it has no name and the number may be its.
    fn names_open(&mut self, found: &Found, line: usize) -> bool {
        let open = self.form.depth(found.level).and_then(|depth| self.place.path[depth]);
        let at = self.merged.unnamed.iter().position(|(node, _)| Some(*node) == open);
        let Some((node, before)) = at.map(|at| self.merged.unnamed[at]) else { return false };
        let previous = before.and_then(|before| ordinal(&self.tree.nodes[before].number));
        let fits = match (previous, ordinal(&found.number)) {
            (Some(previous), Some(own)) => own == previous.saturating_add(1),
            _ => true,
        };
        if !fits {
            return false;
        }
        self.merged.unnamed.retain(|(unnamed, _)| *unnamed != node);
        self.tree.name(node, &found.number, &found.title);
        self.merged.stood.insert(node, found.at);
        self.mark_choice(node);
        self.log.tell(Notice::HeadingLater { line, first: self.tree.nodes[node].line, text: whole(found) });
        true
    }

    /// Opens a heading of a column; where its number begins anew, below an unnamed one.
    fn open_merged(&mut self, found: &Found, line: usize) -> bool {
        let Some(depth) = self.form.depth(found.level) else { return false };
        let parent = self.place.path[..depth].iter().rev().copied().flatten().next();
        if !matches!(self.met_before(parent, found), Met::Never) {
            return self.open_level(found, line);
        }
        let beside = self.place.path[depth].and_then(|open| ordinal(&self.tree.nodes[open].number));
        let begins = beside.zip(ordinal(&found.number)).is_some_and(|(before, own)| own <= before);
        let above = self.place.path[..depth].iter().rposition(Option::is_some);
        match above {
            Some(above) if begins => self.open_unnamed(above, line),
            None if depth > 0 => self.open_unnamed(0, line),
            _ => {}
        }
        self.open_level(found, line)
    }

    /// Opens an unnamed heading beside the deepest that is open.
    fn open_unnamed_beside(&mut self, line: usize) {
        if let Some(depth) = self.place.path.iter().rposition(Option::is_some) {
            self.open_unnamed(depth, line);
        }
    }

    fn open_unnamed(&mut self, depth: usize, line: usize) {
        let before = self.place.path[depth];
        let is_unnamed = |node| self.merged.unnamed.iter().any(|(unnamed, _)| *unnamed == node);
        let level = &self.form.levels[depth];
        if before.is_some_and(is_unnamed) || level.shape != LevelShape::Heading {
            return;
        }
        let parent = self.place.path[..depth].iter().rev().copied().flatten().next();
        let node = self.tree.add(parent, level.id, "", "", line);
        self.merged.unnamed.push((node, before));
        self.go_to(depth, node);
    }

    fn open_waiting(&mut self, first: usize) -> bool {
        let waiting = std::mem::take(&mut self.merged.waiting);
        let any = !waiting.is_empty();
        for (found, line) in waiting {
            self.open_merged(&found, first);
            self.log.tell(Notice::HeadingLater { line, first, text: whole(&found) });
        }
        any
    }

    /// Goes to an item; what was open below another one is closed.
    pub fn go_to(&mut self, depth: usize, node: usize) {
        if self.place.path[depth] != Some(node) {
            self.enter(depth, node);
            (self.merged.rows, self.merged.last) = (0, None);
        }
    }

    /// Opens what still waits, and takes away the headings that nothing named, if nothing stands in them.
    pub fn finish_headings(&mut self) {
        let last = self.merged.waiting.last().map_or(0, |(_, line)| *line);
        self.open_waiting(last);
        let unnamed: HashMap<usize, Option<usize>> = std::mem::take(&mut self.merged.unnamed)
            .into_iter()
            .filter(|(node, _)| self.is_bare(*node))
            .collect();
        for child in &mut self.tree.nodes {
            let Some(&before) = child.parent.and_then(|parent| unnamed.get(&parent)) else { continue };
            child.parent = before;
            if before.is_none() {
                self.log.tell(Notice::NoParent { line: child.line });
            }
        }
        self.tree.removed.extend(unnamed.into_keys());
    }

    /// Returns whether a heading has no values, votes or remarks; tells of one that has and no name.
    fn is_bare(&mut self, node: usize) -> bool {
        let rated = self.counts.iter().map(|count| count.node).chain(self.remarks.iter().map(|r| r.node));
        let bare = self.tree.nodes[node].values.is_empty() && rated.into_iter().all(|rated| rated != node);
        if !bare {
            self.log.tell(Notice::NoTitle { line: self.tree.nodes[node].line });
        }
        bare
    }
}

fn whole(found: &Found) -> String {
    let space = if found.number.is_empty() || fold(&found.title).is_empty() { "" } else { " " };
    format!("{}{space}{}", found.number, found.title)
}
