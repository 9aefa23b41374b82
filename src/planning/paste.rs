//! A list of lines or cells becomes items: numbers split off, levels proposed, all of it shown first.

use super::numbering::Pattern;
use crate::exchange::number::{split, strip_label};
use crate::exchange::table::Table;
use crate::find::fold::is_blank;
use crate::model::edit::YearEdit;
use crate::model::form::{Form, LevelShape};
use crate::model::id::{LevelId, NodeId};
use crate::model::node::Repeat;
use crate::model::plant::Sapling;

/// Is a list as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The items in the order of the list.
    pub items: Vec<Item>,
    /// What became no item of its own.
    pub left: Vec<Left>,
    /// By what the levels were told.
    pub by: By,
}

/// Is one item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The line, from 1.
    pub line: usize,
    /// The number as typed; may be empty.
    pub number: String,
    /// The title as typed; may be empty.
    pub title: String,
    /// The level; none where it is left out.
    pub level: Option<LevelId>,
    /// What items share that look alike: their indentation, column or kind of number.
    kind: usize,
}

/// Is a text that became no item of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The line, from 1.
    pub line: usize,
    /// The text.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// Says why a text became no item of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The line before has it too: a cell that is repeated for every row below it.
    Repeated,
    /// It stands in a column beyond those of the levels.
    Beyond,
}

/// Says by what the levels were told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Each line like the one before: there was nothing to tell them by.
    #[default]
    Nothing,
    /// How far lines are indented.
    Indent,
    /// In which column a cell stands.
    Column,
    /// The kinds of numbers: 目標1, 施策1-1, (1), ①.
    Number,
}

/// Is a cell with a text: its line, how far in it stands, and what it says.
struct Found {
    line: usize,
    indent: usize,
    number: String,
    title: String,
}

/// Reads a list for items below those of a level, or at the top. Every text becomes exactly one
/// item or is named in `left`; the order stays.
pub fn read(text: &str, form: &Form, below: Option<LevelId>) -> Listed {
    let labels: Vec<&str> = labels(form).into_iter().map(|(_, label)| label).collect();
    let (found, left, by_cells) = match text.contains('\t') {
        true => cells(text, form, below, &labels),
        false => (lines(text, &labels), Vec::new(), By::Indent),
    };
    let indents = found.iter().any(|it| Some(it.indent) != found.first().map(|it| it.indent));
    let kind = |it: &Found| match indents {
        true => it.indent.to_string(),
        false => Pattern::read(&it.number).map(|it| it.shape()).unwrap_or_default(),
    };
    let mut kinds: Vec<String> = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for found in found {
        let key = kind(&found);
        let kind = kinds.iter().position(|it| *it == key).unwrap_or_else(|| {
            kinds.push(key);
            kinds.len() - 1
        });
        let level = level_of(form, below, &items, kind, &found);
        items.push(Item { line: found.line, number: found.number, title: found.title, level, kind });
    }
    let by = match kinds.len() {
        0 | 1 => By::Nothing,
        _ if indents => by_cells,
        _ => By::Number,
    };
    Listed { items, left, by }
}

/// Proposes a level: that of the items alike before it, else the one that its label names, else the
/// next one deeper than the item in front.
fn level_of(
    form: &Form,
    below: Option<LevelId>,
    before: &[Item],
    kind: usize,
    found: &Found,
) -> Option<LevelId> {
    let least = below.and_then(|level| form.depth(level)).map_or(0, |depth| depth + 1);
    let fits = |level: &LevelId| form.depth(*level).is_some_and(|depth| depth >= least);
    if let Some(alike) = before.iter().find(|it| it.kind == kind) {
        return alike.level;
    }
    let labels = labels(form);
    let labelled = labels.iter().filter(|(_, label)| strip_label(&found.number, label).is_some());
    if let Some((level, _)) = labelled.max_by_key(|(_, label)| label.len()).filter(|(level, _)| fits(level)) {
        return Some(*level);
    }
    let front = before.last().and_then(|it| form.depth(it.level?));
    let from = front.map_or(least, |depth| depth + 1);
    let plain = |depth: &usize| {
        let shape = form.levels[*depth].shape;
        matches!(shape, LevelShape::Heading | LevelShape::Row)
            || (shape == LevelShape::Group && found.title.is_empty())
    };
    let deeper = (from..form.levels.len()).find(plain);
    let deepest = || (least..form.levels.len()).rev().find(plain);
    deeper.or_else(deepest).map(|depth| form.levels[depth].id)
}

fn labels(form: &Form) -> Vec<(LevelId, &str)> {
    let own = |level: &crate::model::form::Level| level.id;
    let all = form.levels.iter().flat_map(|level| {
        std::iter::once(&level.label).chain(&level.aliases).map(move |label| (own(level), label.as_str()))
    });
    all.filter(|(_, label)| !label.is_empty()).collect()
}

fn lines(text: &str, labels: &[&str]) -> Vec<Found> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = |(at, line): (usize, &str)| {
        let body = line.trim_matches(is_space);
        let start = line.find(|c| !is_space(c)).unwrap_or(0);
        let indent = line[..start].chars().map(|c| if c == '　' { 2 } else { 1 }).sum();
        (!body.is_empty()).then(|| found(at + 1, indent, body, labels))
    };
    text.lines().enumerate().filter_map(line).collect()
}

fn is_space(c: char) -> bool {
    is_blank(c) || c.is_control()
}

fn found(line: usize, indent: usize, text: &str, labels: &[&str]) -> Found {
    let (number, title) = split(text, labels);
    Found { line, indent, number: number.into(), title: title.into() }
}

/// Reads rows of cells: each column is one step further in. A cell with nothing but a number
/// belongs to the cell behind it.
fn cells(text: &str, form: &Form, below: Option<LevelId>, labels: &[&str]) -> (Vec<Found>, Vec<Left>, By) {
    let least = below.and_then(|level| form.depth(level)).map_or(0, |depth| depth + 1);
    let room = form.levels.len().saturating_sub(least).max(1);
    let rows: Vec<(usize, Vec<(usize, String)>)> = Table::from_text(text)
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().enumerate();
            let cells = cells.map(|(at, cell)| (at, one_line(&cell.text))).filter(|(_, it)| !it.is_empty());
            (row.line, cells.collect())
        })
        .collect();
    let single = rows.iter().all(|(_, cells)| joined(cells, labels).len() <= 1);
    let mut out: Vec<Found> = Vec::new();
    let mut left = Vec::new();
    let mut columns: Vec<usize> = Vec::new();
    let mut last: Vec<(usize, String)> = Vec::new();
    for (line, cells) in &rows {
        let mut fresh = false;
        for (column, text, number, title) in joined(cells, labels) {
            if !columns.contains(&column) {
                columns.push(column);
                columns.sort_unstable();
            }
            let place = columns.iter().position(|&it| it == column).unwrap_or(0);
            let is_last = last.contains(&(column, text.clone()));
            let why = match () {
                () if !single && place >= room => Some(Why::Beyond),
                () if !single && !fresh && is_last => Some(Why::Repeated),
                () => None,
            };
            match why {
                Some(why) => left.push(Left { line: *line, text, why }),
                None => {
                    fresh = true;
                    last.retain(|(other, _)| *other < column);
                    last.push((column, text));
                    out.push(Found { line: *line, indent: column, number, title });
                }
            }
        }
    }
    (out, left, if single { By::Indent } else { By::Column })
}

/// Joins a cell with nothing but a number to the one behind it: column, text, number, title.
fn joined(cells: &[(usize, String)], labels: &[&str]) -> Vec<(usize, String, String, String)> {
    let mut out = Vec::new();
    let mut rest = cells.iter().peekable();
    while let Some((column, text)) = rest.next() {
        let (number, title) = split(text, labels);
        let next = rest.peek().filter(|(at, next)| {
            *at == column + 1 && title.is_empty() && !number.is_empty() && split(next, labels).0.is_empty()
        });
        match next.map(|(_, next)| next.clone()) {
            Some(next) => {
                rest.next();
                out.push((*column, format!("{text} {next}"), text.clone(), next));
            }
            None => out.push((*column, text.clone(), number.into(), title.into())),
        }
    }
    out
}

fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim_matches(is_blank).to_string()
}

impl Listed {
    /// Gives an item another level, or leaves it out; with it all that look alike, where asked for.
    pub fn set_level(&mut self, at: usize, level: Option<LevelId>, alike: bool) {
        let Some(kind) = self.items.get(at).map(|it| it.kind) else { return };
        for (other, item) in self.items.iter_mut().enumerate() {
            if other == at || (alike && item.kind == kind) {
                item.level = level;
            }
        }
    }

    /// Returns how many items look like this one, itself included.
    pub fn alike(&self, at: usize) -> usize {
        let kind = self.items.get(at).map(|it| it.kind);
        self.items.iter().filter(|it| Some(it.kind) == kind).count()
    }

    /// Returns the item above each: the nearest before it that stands higher.
    pub fn parents(&self, form: &Form) -> Vec<Option<usize>> {
        let mut open: Vec<(usize, usize)> = Vec::new();
        let parent = |(at, item): (usize, &Item)| {
            let depth = form.depth(item.level?)?;
            open.retain(|&(_, other)| other < depth);
            let parent = open.last().map(|&(at, _)| at);
            open.push((at, depth));
            parent
        };
        self.items.iter().enumerate().map(parent).collect()
    }

    /// Returns how many items will be made.
    pub fn count(&self) -> usize {
        self.items.iter().filter(|it| it.level.is_some()).count()
    }

    /// Makes the one edit that adds all items with a level.
    pub fn edit(
        &self,
        form: &Form,
        (parent, after): (Option<NodeId>, Option<NodeId>),
        mut draw: impl FnMut() -> NodeId,
    ) -> YearEdit {
        let parents = self.parents(form);
        let mut made: Vec<Option<usize>> = vec![None; self.items.len()];
        let mut items = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let Some(level) = item.level else { continue };
            made[at] = Some(items.len());
            items.push(Sapling {
                id: draw(),
                level,
                above: parents[at].and_then(|above| made[above]),
                number: item.number.clone(),
                title: item.title.clone(),
                repeat: Repeat::None,
            });
        }
        YearEdit::Plant { parent, after, items }
    }
}
