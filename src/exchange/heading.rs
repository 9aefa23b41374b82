//! Heading rows: items above the table, their values, and headings that name items in it.

use super::draft::DraftValue;
use super::notice::{Furniture, Notice};
use super::number::split;
use super::reader::{Reader, Row};
use super::tree::Met;
use super::value::{Reading, read};
use crate::find::fold::{fold, same};
use crate::model::form::{Field, Level};
use crate::model::id::{FieldId, LevelId};

impl Reader<'_> {
    /// Opens the item that a heading row names, a new one or one that was met before.
    pub fn heading(&mut self, level: LevelId, row: &Row, texts: &[(usize, &str)]) -> bool {
        let Some((&(_, text), others)) = texts.split_first() else { return false };
        let (Some(depth), Some(known)) = (self.form.depth(level), self.form.level(level)) else {
            return false;
        };
        let (number, title) = split(text, &labels(known));
        let parent = self.place.path[..depth].iter().rev().copied().flatten().next();
        let line = row.line;
        let node = match self.tree.find(parent, level, number, title) {
            Met::Same(node) => {
                self.log.furniture(Furniture::Repeated, line);
                node
            }
            Met::Near(node) => {
                let first = self.tree.nodes[node].line;
                self.log.tell(Notice::Differs { line, first, text: text.to_owned() });
                self.log.used.push(line);
                node
            }
            Met::Never => {
                self.new_heading(parent, depth, line);
                self.tree.add_known(parent, level, number, title, line)
            }
        };
        self.enter(depth, node);
        self.not_used(row, others);
        true
    }

    fn new_heading(&mut self, parent: Option<usize>, depth: usize, line: usize) {
        self.log.used.push(line);
        if parent.is_none() && depth > 0 {
            self.log.tell(Notice::NoParent { line });
        }
    }

    /// Goes to an item. Where it is open already, what is open below it stays open: a page break only.
    fn enter(&mut self, depth: usize, node: usize) {
        self.place.broken = true;
        if self.place.path[depth] == Some(node) {
            return;
        }
        self.place.path[depth] = Some(node);
        self.place.path[depth + 1..].fill(None);
        self.place.close_rows();
    }

    /// Reads a value of the open heading: 説明.
    pub fn heading_value(&mut self, field: FieldId, row: &Row, texts: &[(usize, &str)]) -> bool {
        let Some((&(_, text), others)) = texts.split_first() else { return false };
        let Some(field) = self.form.field(field) else { return false };
        let open = self.place.path.iter().rev().copied().flatten();
        let mut holders = open.filter(|node| field.levels.contains(&self.tree.nodes[*node].level));
        let Some(node) = holders.next() else { return false };
        self.set_heading_value(node, field, text, row.line);
        self.place.broken = true;
        self.not_used(row, others);
        true
    }

    fn set_heading_value(&mut self, node: usize, field: &Field, text: &str, line: usize) {
        let value = match read(self.form, field, text).settled() {
            Reading::Value(value) => value,
            Reading::Empty | Reading::Boxes(_) | Reading::Unknown => {
                self.log.used.push(line);
                return self.log.tell(unknown(field, line, text));
            }
        };
        let holder = &mut self.tree.nodes[node];
        let place = format!("{node} {}", field.id);
        let first = *self.first_lines.entry(place).or_insert(line);
        match holder.value(field.id) {
            None => {
                holder.values.push((field.id, value));
                self.log.used.push(line);
            }
            Some(kept) if same_value(kept, &value) => self.log.furniture(Furniture::Repeated, line),
            Some(_) => {
                self.log.used.push(line);
                self.log.tell(Notice::Differs { line, first, text: text.to_owned() });
            }
        }
    }

    /// Remembers a heading that names items of the table; whether it does is seen when all are read.
    pub fn names(&mut self, row: &Row, texts: &[(usize, &str)]) -> bool {
        if texts.is_empty() {
            return false;
        }
        let texts: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
        self.named.push((row.line, texts.join("\t")));
        self.place.broken = true;
        true
    }

    /// Tells of every heading whether all the names in it are items; otherwise it was not understood.
    pub fn resolve_names(&mut self) {
        let mut titles: Vec<String> = self.tree.nodes.iter().map(|node| fold(&node.title)).collect();
        titles.sort_unstable();
        for (line, text) in std::mem::take(&mut self.named) {
            let named = text.split(['～', '〜', '~', '、', '\t', '\n']).all(|name| {
                let name = fold(split(name, &[]).1);
                let at = titles.partition_point(|title| *title < name);
                !name.is_empty() && titles.get(at).is_some_and(|title| title.starts_with(&name))
            });
            self.log.tell(match named {
                true => Notice::NamesItems { line, text },
                false => Notice::NotUnderstood { line, text },
            });
        }
    }

    /// Tells of cells for which the row has no use.
    pub fn not_used(&mut self, row: &Row, cells: &[(usize, &str)]) {
        for (at, text) in cells {
            let (line, column) = (row.line, row.margin + at + 1);
            self.log.tell(Notice::CellNotUsed { line, column, text: (*text).to_owned() });
        }
    }
}

/// Returns a level's names, as they may stand before its numbers.
pub(super) fn labels(level: &Level) -> Vec<&str> {
    std::iter::once(level.label.as_str()).chain(level.aliases.iter().map(String::as_str)).collect()
}

/// Returns the notice for a text that a grade or choice field does not know.
pub(super) fn unknown(field: &Field, line: usize, text: &str) -> Notice {
    let (field, text, graded) = (field.id, text.to_owned(), is_graded(field));
    match graded {
        true => Notice::UnknownGrade { line, field, text },
        false => Notice::UnknownChoice { line, field, text },
    }
}

fn is_graded(field: &Field) -> bool {
    matches!(field.kind, crate::model::form::FieldKind::Grade { .. })
}

/// Returns whether two values say the same.
pub(super) fn same_value(a: &DraftValue, b: &DraftValue) -> bool {
    match (a.as_text(), b.as_text()) {
        (Some(a), Some(b)) => same(a, b),
        _ => a == b,
    }
}
