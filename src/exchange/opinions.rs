//! The committee's table: its remarks on the items of other tables, found by number and title.

use super::clean::join_cut;
use super::draft::{DraftNode, DraftRemark};
use super::header::{Column, Header};
use super::notice::Notice;
use super::reader::{Reader, Row};
use super::remarks::split;
use super::repeat::{bare_title, without_mark};
use super::rows::Filled;
use super::value::{Reading, read};
use crate::find::fold::{fold, near, same};
use crate::model::id::HeadingId;
use std::collections::HashMap;

/// How many items of one number or title are looked at, the nearest above first.
const MANY: usize = 40;

/// Knows the rows by number and by title.
#[derive(Default)]
pub(super) struct RowIndex {
    numbers: HashMap<String, Vec<usize>>,
    titles: HashMap<String, Vec<usize>>,
    /// The titles as they are compared.
    bare: HashMap<usize, String>,
    /// How many items have been entered.
    entered: usize,
}

/// Says what a row of the table names.
enum Named {
    /// An item, and whether its title is the same.
    Item(usize, bool),
    /// None, and the line of an item with the same title and another number.
    Nothing(Option<usize>),
}

impl Reader<'_> {
    /// Reads a row of remarks on an item.
    pub fn opinions_row(&mut self, row: &Row, header: &Header) -> bool {
        let text =
            |column| header.position(column).and_then(|at| row.cells.get(at)).map_or("", |c| c.as_ref());
        let (number, title) = (text(Column::Number), text(Column::Title));
        let mut filled = row.filled();
        let alone = filled.next().is_some_and(|(_, text)| text == number) && filled.next().is_none();
        if alone {
            return false;
        }
        if number.is_empty() && title.is_empty() {
            return self.rest_of_opinions(row, header);
        }
        self.log.used.push(row.line);
        self.open_opinions = None;
        match self.item_named(number, title) {
            Named::Item(node, same) => {
                if !same {
                    let (line, first) = (row.line, self.tree.nodes[node].line);
                    self.log.tell(Notice::Differs { line, first, text: title.to_owned() });
                }
                self.open_opinions = Some((node, row.line));
                self.opinion_cells(node, row, header);
            }
            Named::Nothing(of) => {
                let texts: Vec<&str> = row.filled().map(|(_, text)| text).collect();
                self.log.tell(Notice::NoSuchItem { line: row.line, text: texts.join("\t"), of });
            }
        }
        true
    }

    fn opinion_cells(&mut self, node: usize, row: &Row, header: &Header) {
        for (at, text) in row.filled() {
            let field = match header.columns.get(at) {
                Some(Column::Number | Column::Title) => continue,
                Some(Column::Remarks(heading)) => {
                    self.add_opinion(node, *heading, text, row.line);
                    continue;
                }
                Some(Column::Field(field)) => self.form.field(*field),
                _ => None,
            };
            match field.map(|field| (field.id, read(self.form, field, text).settled())) {
                Some((field, Reading::Value(value))) => {
                    let column = row.margin + at + 1;
                    self.put(node, row.line, Filled { field, value, column, text: text.to_owned() });
                }
                _ => self.not_used(row, &[(at, text)]),
            }
        }
    }

    /// Reads a row without number and title: the rest of the remarks above.
    fn rest_of_opinions(&mut self, row: &Row, header: &Header) -> bool {
        let Some((node, with)) = self.open_opinions else { return false };
        let heading = |at: usize| match header.columns.get(at) {
            Some(Column::Remarks(heading)) => Some(*heading),
            _ => None,
        };
        if row.filled().any(|(at, _)| heading(at).is_none()) {
            return false;
        }
        for (at, text) in row.filled() {
            let Some(heading) = heading(at) else { continue };
            let line = row.line;
            let mut own = self.remarks.iter_mut().rev().filter(|r| r.node == node && r.heading == heading);
            match own.next() {
                Some(last) => {
                    last.text = join_cut(&last.text, text);
                    let text = last.text.clone();
                    self.log.tell(Notice::Joined { line, with, text });
                }
                None => self.add_opinion(node, heading, text, line),
            }
        }
        self.log.used.push(row.line);
        true
    }

    /// Adds the remarks of a cell: several where the text shows for certain where each one ends.
    pub fn add_opinion(&mut self, node: usize, heading: HeadingId, text: &str, line: usize) {
        let pieces = split(text);
        let certain = pieces.iter().all(|piece| piece.certain);
        let texts: Vec<String> = match certain && !pieces.is_empty() {
            true => pieces.into_iter().map(|piece| piece.text).collect(),
            false => vec![text.to_owned()],
        };
        let new = texts.into_iter().map(|text| DraftRemark { node, heading, text, certain: true, line });
        self.remarks.extend(new);
    }

    /// Finds the item that number and title name together: on the open sheet, else the only one above.
    fn item_named(&mut self, number: &str, title: &str) -> Named {
        self.enter_rows();
        let bare = bare(title);
        let of = |map: &HashMap<String, Vec<usize>>, key: &str| {
            map.get(key)
                .map(|all| all.iter().rev().take(MANY).copied().collect::<Vec<_>>())
                .unwrap_or_default()
        };
        let numbered = of(&self.rows.numbers, &fold(number));
        let titled = of(&self.rows.titles, &bare);
        let marked = without_mark(title).is_some();
        let fits = |at: &usize| self.fit(*at, number, &bare, marked);
        let mut found: Vec<([bool; 3], usize)> =
            numbered.iter().chain(&titled).filter_map(|at| Some((fits(at)?, *at))).collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [.., (a, _), (b, _)] if a == b => Named::Nothing(None),
            [.., ([_, same, _], at)] => Named::Item(*at, *same),
            [] => Named::Nothing(titled.first().map(|at| self.tree.nodes[*at].line)),
        }
    }

    /// Says how well an item fits: whether it stands on the open sheet, has the same title, and the same
    /// mark of a repetition; `None` where number or title are others.
    fn fit(&self, at: usize, number: &str, bare: &str, marked: bool) -> Option<[bool; 3]> {
        let node = &self.tree.nodes[at];
        let own = self.rows.bare.get(&at)?;
        let same_title = own == bare;
        let close = || same_title || near(own, bare, (own.chars().count() / 5).max(1));
        let same_number = || same(&node.number, number);
        let here = self.is_on_open_sheet(node);
        let fits = match (number.is_empty(), bare.is_empty()) {
            (false, false) => same_number() && close(),
            (true, false) => same_title,
            (false, true) => here && same_number(),
            (true, true) => false,
        };
        fits.then_some([here, same_title || bare.is_empty(), node.repeat == marked])
    }

    fn is_on_open_sheet(&self, node: &DraftNode) -> bool {
        let depth = self.form.unit().and_then(|unit| self.form.depth(unit));
        let open = depth.and_then(|depth| self.place.path.get(depth).copied().flatten());
        let mut above = std::iter::successors(node.parent, |at| self.tree.nodes[*at].parent);
        open.is_none_or(|open| above.any(|at| at == open))
    }

    /// Enters the rows that came since the last look.
    fn enter_rows(&mut self) {
        for at in self.rows.entered..self.tree.nodes.len() {
            let node = &self.tree.nodes[at];
            if Some(node.level) == self.levels.row {
                self.rows.numbers.entry(fold(&node.number)).or_default().push(at);
                let bare = bare_title(node);
                self.rows.titles.entry(bare.clone()).or_default().push(at);
                self.rows.bare.insert(at, bare);
            }
        }
        self.rows.entered = self.tree.nodes.len();
    }
}

fn bare(title: &str) -> String {
    fold(&without_mark(title).unwrap_or_else(|| title.to_owned()))
}
