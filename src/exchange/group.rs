//! The number column: a row's own number, or a cell merged over the rows of a group.

use super::clean::{close_up, join_cut};
use super::notice::Notice;
use super::number::split;
use super::reader::Reader;
use super::repeat::without_mark;
use super::rows::Entry;
use crate::find::fold::same;

/// Is what a cell of the number column says.
enum Cell<'t> {
    Empty,
    /// A number and nothing else.
    Number(&'t str),
    /// A number with a title.
    Titled(&'t str, &'t str),
    /// A title without a number.
    Text(&'t str),
}

impl<'t> Cell<'t> {
    fn of(text: &'t str) -> Self {
        let bare = without_mark(text);
        if bare.as_deref().is_some_and(|bare| matches!(split(bare, &[]), (n, "") if !n.is_empty())) {
            return Self::Number(text);
        }
        match split(text, &[]) {
            ("", "") => Self::Empty,
            (number, "") => Self::Number(number),
            ("", title) => Self::Text(title),
            (number, title) => Self::Titled(number, title),
        }
    }
}

impl Reader<'_> {
    /// Reads a cell of the number column and returns the row's own number, empty in a group.
    ///
    /// A number with a title is a group that holds this row and those with an empty number cell below,
    /// also across a page break. Where the row has no title, number and title are its own.
    pub fn group_cell(&mut self, number: &str, title: &str, line: usize) -> String {
        match Cell::of(number) {
            Cell::Empty => String::new(),
            Cell::Number(number) => {
                self.place.group = None;
                number.to_owned()
            }
            Cell::Titled(number, _) if title.is_empty() => {
                self.place.group = None;
                number.to_owned()
            }
            Cell::Text(text) if self.place.broken && self.go_on_with_group(text, line) => String::new(),
            Cell::Text(_) if title.is_empty() => {
                self.place.group = None;
                String::new()
            }
            Cell::Titled(..) | Cell::Text(_) if self.levels.group.is_none() => number.to_owned(),
            Cell::Titled(number, text) => self.open_group(number, text, line),
            Cell::Text(text) => self.open_group("", text, line),
        }
    }

    /// Reads a row that has nothing but a cell in the number column: a group above its rows, or the rest
    /// of a group's title. Returns whether it is one of these.
    pub fn lone_group(&mut self, number: &str, line: usize) -> bool {
        match Cell::of(number) {
            Cell::Text(text) => self.place.broken && self.go_on_with_group(text, line),
            Cell::Titled(number, title) if self.levels.group.is_some() => {
                self.open_group(number, title, line);
                true
            }
            Cell::Empty | Cell::Number(_) | Cell::Titled(..) => false,
        }
    }

    /// Returns a row's title: its own, or that in the number column where the column of titles is empty.
    pub fn row_title(&self, number: &str, title: &str) -> String {
        let joined = self.place.group.is_some();
        match Cell::of(number) {
            Cell::Titled(_, text) | Cell::Text(text) if title.is_empty() && !joined => text.to_owned(),
            _ => title.to_owned(),
        }
    }

    fn open_group(&mut self, number: &str, title: &str, line: usize) -> String {
        let Some(level) = self.levels.group else { return String::new() };
        let open = self.place.group.map(|at| &self.tree.nodes[at]);
        if open.is_some_and(|open| same(&open.number, number) && same(&open.title, title)) {
            return String::new();
        }
        let parent = self.place.deepest();
        if parent.is_none() {
            self.log.tell(Notice::NoParent { line });
        }
        self.place.group = Some(self.tree.add(parent, level, number, title, line));
        self.place.row = None;
        String::new()
    }

    /// Adds the rest of a title that a page break had cut to the group above it. Where groups have no
    /// numbers a text is a group of its own.
    fn go_on_with_group(&mut self, text: &str, line: usize) -> bool {
        if self.place.group.is_none() {
            self.gather();
        }
        let group = self.place.group.map(|group| &mut self.tree.nodes[group]);
        let Some(group) = group.filter(|group| !group.number.is_empty()) else { return false };
        if same(&group.title, text) {
            return true;
        }
        group.title = join_cut(&close_up(&group.title), &close_up(text));
        let (with, text) = (group.line, group.title.clone());
        self.log.tell(Notice::Joined { line, with, text });
        true
    }

    /// Makes a group of the row above where this one has a title and an empty number cell: the number
    /// of the row above was a cell merged over both.
    pub fn gather_rows(&mut self, entry: &Entry) {
        if entry.numbered && entry.number.is_empty() {
            self.gather();
        }
    }

    fn gather(&mut self) {
        let (Some(level), None) = (self.levels.group, self.place.group) else { return };
        let Some(row) = self.place.row.as_mut().filter(|row| row.gathers && !row.number.is_empty()) else {
            return;
        };
        let (node, line) = (row.node, row.line);
        let number = std::mem::take(&mut row.number);
        let group = self.tree.add(self.tree.nodes[node].parent, level, &number, "", line);
        self.tree.nodes[node].parent = Some(group);
        self.tree.nodes[node].number.clear();
        self.place.group = Some(group);
    }
}
