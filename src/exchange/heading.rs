//! Heading rows: items above the table, their values, and headings that name items in it.

use super::draft::DraftValue;
use super::levels::Found;
use super::notice::{Furniture, Notice};
use super::number::{numbering, split};
use super::reader::{Reader, Row};
use super::repeat::without_mark;
use super::tree::Met;
use super::value::{Reading, read};
use crate::find::fold::{fold, same};
use crate::model::form::{Choice, Field, FieldKind, Level};
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
    pub fn enter(&mut self, depth: usize, node: usize) {
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

    /// Opens the item that a heading names which stands in a column or after a label in brackets. Returns
    /// whether it says anything new.
    pub fn open_level(&mut self, found: &Found, line: usize) -> bool {
        let Some(depth) = self.form.depth(found.level) else { return false };
        let parent = self.place.path[..depth].iter().rev().copied().flatten().next();
        let (node, new) = match self.met_before(parent, found) {
            Met::Same(node) => (node, false),
            Met::Near(node) => (node, self.other_title(node, found, line)),
            Met::Never => (self.add_heading(parent, depth, found, line), true),
        };
        self.go_to(depth, node);
        self.mark_choice(node);
        new
    }

    fn add_heading(&mut self, parent: Option<usize>, depth: usize, found: &Found, line: usize) -> usize {
        if parent.is_none() && depth > 0 {
            self.log.tell(Notice::NoParent { line });
        }
        let node = self.tree.add_known(parent, found.level, &found.number, &found.title, line);
        self.merged.stood.insert(node, found.at);
        if found.damaged {
            self.merged.damaged.insert(node);
        }
        node
    }

    /// Finds the heading that this one repeats.
    pub fn met_before(&self, parent: Option<usize>, found: &Found) -> Met {
        match self.tree.find(parent, found.level, &found.number, &found.title) {
            Met::Never => self.cut_or_marked(parent, found).map_or(Met::Never, Met::Near),
            met => met,
        }
    }

    /// Finds the heading of the same number where one title is the beginning of the other, as a page
    /// break cuts it, or where this one is marked as repeated.
    fn cut_or_marked(&self, parent: Option<usize>, found: &Found) -> Option<usize> {
        let node =
            self.tree.of_number(parent, found.level, &found.number).filter(|_| !found.number.is_empty())?;
        let (kept, other) = (fold(&self.tree.nodes[node].title), fold(&found.title));
        let cut = kept.starts_with(&other) || other.starts_with(&kept);
        (cut || found.marked).then_some(node)
    }

    /// Keeps the whole one of two titles, and tells of the other.
    fn other_title(&mut self, node: usize, found: &Found, line: usize) -> bool {
        let unmarked = without_mark(&found.title);
        let title = unmarked.as_deref().unwrap_or(&found.title);
        let (first, kept) = (self.tree.nodes[node].line, self.tree.nodes[node].title.clone());
        if same(&kept, title) {
            return false;
        }
        self.mark_choice_of(node, title);
        let longer = fold(title).starts_with(&fold(&kept));
        let whole = !found.damaged && self.merged.damaged.remove(&node);
        if longer || whole {
            self.tree.rename(node, title);
        }
        self.log.tell(match (longer, whole) {
            (true, _) => Notice::Joined { line, with: first, text: title.to_owned() },
            (false, true) => Notice::Differs { line: first, first: line, text: kept },
            (false, false) => Notice::Differs { line, first, text: title.to_owned() },
        });
        true
    }

    /// Sets the options that stand in brackets in an item's title: （重点）.
    pub fn mark_choice(&mut self, node: usize) {
        let title = self.tree.nodes[node].title.clone();
        self.mark_choice_of(node, &title);
    }

    fn mark_choice_of(&mut self, node: usize, title: &str) {
        let level = self.tree.nodes[node].level;
        let folded = fold(title);
        let form = self.form;
        for field in form.fields_of(level) {
            let FieldKind::Choice { options } = &field.kind else { continue };
            let marked = |option: &&Choice| folded.contains(&format!("({})", fold(&option.label)));
            let option =
                options.iter().find(marked).filter(|_| self.tree.nodes[node].value(field.id).is_none());
            let value = option.map(|option| (field.id, DraftValue::Choice(option.id)));
            self.tree.nodes[node].values.extend(value);
        }
    }

    /// Reads a value of an open heading that stands in a cell of a row. Returns whether it is new.
    pub fn note_heading_value(&mut self, field: FieldId, row: &Row, at: usize, text: &str) -> bool {
        let Some(field) = self.form.field(field) else { return false };
        let mut open = self.place.path.iter().rev().copied().flatten();
        let holder = open.find(|node| field.levels.contains(&self.tree.nodes[*node].level));
        let value = read(self.form, field, text).settled();
        let (line, holder, value) = match (row.line, holder, value) {
            (line, Some(holder), Reading::Value(value)) => (line, &mut self.tree.nodes[holder], value),
            (_, None, _) => {
                self.not_used(row, &[(at, text)]);
                return true;
            }
            (_, Some(_), Reading::Empty) => return false,
            (line, Some(_), Reading::Boxes(_) | Reading::Unknown) => {
                self.log.tell(unknown(field, line, text));
                return true;
            }
        };
        match holder.value(field.id) {
            None => holder.values.push((field.id, value)),
            Some(kept) if same_value(kept, &value) => return false,
            Some(_) => {
                let first = holder.line;
                self.log.tell(Notice::Differs { line, first, text: text.to_owned() });
            }
        }
        true
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
    let labels = std::iter::once(level.label.as_str()).chain(level.aliases.iter().map(String::as_str));
    labels.filter(|label| numbering(label).is_none()).collect()
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
