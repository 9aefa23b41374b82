//! Rows that belong to the row above: its rest after a page break, or a part of the same item.

use super::clean::join_cut;
use super::heading::same_value;
use super::notice::Notice;
use super::reader::Reader;
use super::rows::{Entry, Filled};
use super::value::is_short;
use crate::find::fold::same;
use crate::model::id::{FieldId, LevelId};

/// Is the last row of the table.
pub(super) struct OpenRow {
    /// The item.
    pub node: usize,
    /// Where the rest of the row belongs: the item or its last part.
    pub last: usize,
    pub line: usize,
    pub number: String,
    pub title: String,
    /// Whether rows without a number below may share its number.
    pub gathers: bool,
}

impl Reader<'_> {
    /// Returns whether a row repeats number and title of the row above.
    pub fn goes_on(&self, entry: &Entry) -> bool {
        let Some(open) = &self.place.row else { return false };
        let title = !entry.title.is_empty() && same(&open.title, &entry.title);
        title && (entry.number.is_empty() || same(&open.number, &entry.number))
    }

    /// Reads a row of the same item.
    ///
    /// A row that says neither who nor how well, or after a page break nothing else about it, is the
    /// rest of the row above. Any other is a part, as items have that two organisations report on.
    pub fn further_row(&mut self, entry: Entry) {
        let Some(open) = self.place.row.as_ref().filter(|open| !self.is_another(open.node, &entry)) else {
            return self.new_row(entry);
        };
        let short = entry.values.iter().filter(|filled| self.is_short(filled.field));
        let kept = &self.tree.nodes[open.last];
        let agrees = |filled: &&Filled| kept.value(filled.field).is_none_or(|v| same_value(v, &filled.value));
        let (count, agreeing) = (short.clone().count(), short.filter(agrees).count());
        if count == 0 || (self.place.broken && agreeing == count) {
            self.rest_of_row(entry);
        } else {
            self.part(entry);
        }
    }

    /// Returns whether a row without a title says of the item itself other things than the one above.
    fn is_another(&self, node: usize, entry: &Entry) -> bool {
        let of_item = |filled: &&Filled| self.is_of_row(filled.field) && !self.is_of_part(filled.field);
        let apart =
            self.form.fields.iter().any(|field| self.is_of_part(field.id) && !self.is_of_row(field.id));
        let mut of_item = entry.values.iter().filter(of_item).filter(|filled| self.is_short(filled.field));
        let kept = &self.tree.nodes[node];
        apart && of_item.any(|f| kept.value(f.field).is_some_and(|value| !same_value(value, &f.value)))
    }

    /// Returns whether rows have a field.
    pub fn is_of_row(&self, field: FieldId) -> bool {
        self.has_level(field, self.levels.row)
    }

    /// Returns whether further rows of an item have a field.
    pub fn is_of_part(&self, field: FieldId) -> bool {
        self.has_level(field, self.levels.part)
    }

    fn has_level(&self, field: FieldId, level: Option<LevelId>) -> bool {
        let field = self.form.field(field);
        field.zip(level).is_some_and(|(field, level)| field.levels.contains(&level))
    }

    /// Returns the report of a row that holds a field which the row itself does not have; the first such
    /// value makes the report.
    pub fn report_of(&mut self, node: usize, field: FieldId, line: usize) -> Option<usize> {
        let level = self.levels.part.filter(|_| self.is_of_part(field))?;
        let open = self.place.row.as_mut().filter(|open| open.node == node)?;
        if open.last == node {
            open.last = self.tree.add(Some(node), level, "", "", line);
        }
        Some(open.last)
    }

    fn is_short(&self, field: FieldId) -> bool {
        self.form.field(field).is_some_and(|field| is_short(&field.kind))
    }

    fn rest_of_row(&mut self, entry: Entry) {
        let Some(open) = &self.place.row else { return };
        let (node, with, line) = (open.last, open.line, entry.line);
        let texts: Vec<&str> = entry.values.iter().map(|filled| filled.text.as_str()).collect();
        let text = texts.join("\n");
        let mut others = Vec::new();
        for filled in entry.values {
            let kept = self.tree.nodes[node].values.iter_mut().find(|(field, _)| *field == filled.field);
            let kept = kept.filter(|(_, value)| !same_value(value, &filled.value));
            match kept.and_then(|(_, value)| value.text_mut()) {
                Some(text) => *text = join_cut(text, &filled.text),
                None => others.push(filled),
            }
        }
        self.put_all(node, line, others);
        self.log.tell(Notice::Joined { line, with, text });
    }

    /// Adds a part; with the first one, the values of the item itself become a part too.
    fn part(&mut self, entry: Entry) {
        let Some(open) = &self.place.row else { return };
        let (node, first, line) = (open.node, open.line, entry.line);
        let Some(level) = self.levels.part else {
            let (number, title) = (open.number.clone(), open.title.clone());
            return self.new_row(Entry { number, title, ..entry });
        };
        if open.last == node {
            let of_part =
                |field: &FieldId| self.form.field(*field).is_some_and(|f| f.levels.contains(&level));
            let values = std::mem::take(&mut self.tree.nodes[node].values);
            let (moved, kept) = values.into_iter().partition(|(field, _)| of_part(field));
            let both = self.form.fields.iter().any(|field| self.is_of_row(field.id) && of_part(&field.id));
            self.tree.nodes[node].values = kept;
            if both {
                let part = self.tree.add(Some(node), level, "", "", first);
                self.tree.nodes[part].values = moved;
                if let Some(gathered) = self.gathered.remove(&node) {
                    self.gathered.insert(part, gathered);
                }
            }
        }
        let part = self.tree.add(Some(node), level, "", "", line);
        if let Some(open) = &mut self.place.row {
            open.last = part;
        }
        self.log.tell(Notice::Part { line, first });
        self.put_all(part, line, entry.values);
    }
}
