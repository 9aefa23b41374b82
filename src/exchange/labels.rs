//! The labels of a form in the first cells of rows.

use super::header::YearLabel;
use super::leads::Named;
use super::number::{numbering, strip_label};
use crate::find::fold::{fold, near};
use crate::model::form::{Form, LevelShape, YEAR_TOKEN};
use crate::model::id::{AxisId, FieldId, HeadingId, LevelId};
use std::collections::HashMap;

/// Is what a row is about by its first cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// An item of a heading level.
    Heading(LevelId),
    /// Items of a level that stand in the table, named in a heading of the page.
    Names,
    /// A field of a heading level.
    Field(FieldId),
    /// The committee's tally.
    Axis(AxisId),
    /// The committee's remarks.
    Remarks(HeadingId),
}

/// Holds the form's labels in the shape in which they are looked up.
pub(super) struct Labels<'a> {
    exact: HashMap<String, Lead>,
    /// Labels and aliases as the form has them, longest first.
    all: Vec<(&'a str, Lead)>,
    years: Vec<(YearLabel, Lead)>,
}

/// Is a label that was found in a cell.
pub(super) struct Found {
    pub lead: Lead,
    /// Whether it was found in spite of a difference.
    pub differs: bool,
}

impl<'a> Labels<'a> {
    /// Collects the labels of a form. Where two have the same text, headings come first.
    pub fn of(form: &'a Form) -> Self {
        let mut labels = Self { exact: HashMap::new(), all: Vec::new(), years: Vec::new() };
        for level in form.levels.iter().filter(|level| level.shape == LevelShape::Heading) {
            labels.add(&level.label, &level.aliases, Lead::Heading(level.id));
        }
        for axis in &form.committee.axes {
            labels.add(&axis.label, &axis.aliases, Lead::Axis(axis.id));
        }
        for heading in &form.committee.headings {
            labels.add(&heading.label, &heading.aliases, Lead::Remarks(heading.id));
        }
        let of_heading = |id: &LevelId| form.level(*id).is_some_and(|l| l.shape == LevelShape::Heading);
        for field in form.fields.iter().filter(|field| field.levels.iter().any(of_heading)) {
            labels.add(&field.label, &field.aliases, Lead::Field(field.id));
        }
        for level in form.levels.iter().filter(|level| level.shape != LevelShape::Heading) {
            labels.add(&level.label, &level.aliases, Lead::Names);
        }
        labels.all.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
        labels
    }

    fn add(&mut self, label: &'a str, aliases: &'a [String], lead: Lead) {
        for label in std::iter::once(label).chain(aliases.iter().map(String::as_str)) {
            if label.contains(YEAR_TOKEN) {
                self.years.push((YearLabel::of(label), lead));
            } else if !label.trim().is_empty() && numbering(label).is_none() {
                self.exact.entry(fold(label)).or_insert(lead);
                self.all.push((label, lead));
            }
        }
    }

    /// Finds what a text in 【】 names: a level with or without a number, or a field of a heading.
    pub fn bracketed(&self, inner: &str) -> Option<Named> {
        self.all.iter().find_map(|(label, lead)| {
            let rest = strip_label(inner, label)?.trim();
            let numbered = rest.is_empty() || super::align::is_number(rest);
            match lead {
                Lead::Heading(level) => numbered.then_some(Named::Heading(*level)),
                Lead::Field(field) => rest.is_empty().then_some(Named::Field(*field)),
                Lead::Names => (numbered && !rest.is_empty()).then_some(Named::Row),
                Lead::Axis(_) | Lead::Remarks(_) => None,
            }
        })
    }

    /// Finds the label that a whole cell is.
    pub fn find(&self, cell: &str) -> Option<Found> {
        if cell.len() > 200 {
            return None;
        }
        let folded = fold(cell);
        let year = || self.years.iter().find(|(label, _)| label.year(cell).is_some()).map(|(_, lead)| lead);
        if let Some(lead) = self.exact.get(&folded).or_else(year) {
            return Some(Found { lead: *lead, differs: false });
        }
        let length = folded.chars().count();
        let close = self.exact.iter().filter(|(label, _)| near(label, &folded, tolerance(length)));
        let first = close.min_by(|a, b| a.0.cmp(b.0));
        first.map(|(_, lead)| Found { lead: *lead, differs: true })
    }

    /// Finds the label that a cell begins with, and the text after it.
    pub fn find_within<'t>(&self, cell: &'t str) -> Option<(Lead, &'t str)> {
        self.all.iter().find_map(|(label, lead)| {
            let rest = strip_label(cell, label)?;
            let parted = rest.starts_with(|c: char| c.is_whitespace() || "：:".contains(c));
            let text = rest.trim_start_matches(|c: char| c.is_whitespace() || "：:".contains(c));
            let numbered =
                matches!(lead, Lead::Heading(_)) && !super::number::split(cell, &[label]).0.is_empty();
            match (parted, numbered) {
                _ if rest.is_empty() => None,
                (true, _) => Some((*lead, text)),
                (false, true) => Some((*lead, cell)),
                (false, false) => None,
            }
        })
    }
}

/// Returns by how many characters a label of this length may differ from what is typed: long labels
/// are typed with slips (をを for を), and no two labels of a form are that near.
pub(super) fn tolerance(length: usize) -> usize {
    match length {
        0..=9 => 0,
        10..=19 => 1,
        20..=60 => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::abc_committee;

    #[test]
    fn first_cells_are_recognised() {
        let form = abc_committee();
        let labels = Labels::of(&form);
        let find = |cell| labels.find(cell).map(|found| (format!("{:?}", found.lead), found.differs));
        for (cell, expected) in [
            ("目 標", Some(("Heading(goal)", false))),
            ("基本施策", Some(("Heading(measure)", false))),
            ("説　明", Some(("Field(outline)", false))),
            ("評価案", Some(("Axis(proposal)", false))),
            ("委員会\n意見", Some(("Remarks(opinion)", false))),
            ("推進委員会評価 及び意見をを受けて 今後の方向性", Some(("Remarks(direction)", true))),
            ("事 業", Some(("Names", false))),
            ("目的", None),
            ("", None),
        ] {
            let expected = expected.map(|(lead, differs)| (lead.to_owned(), differs));
            assert_eq!(find(cell), expected, "{cell}");
        }
    }

    #[test]
    fn labels_may_stand_in_the_cell_of_their_text() {
        let form = abc_committee();
        let labels = Labels::of(&form);
        let find = |cell| labels.find_within(cell).map(|(lead, text)| (format!("{lead:?}"), text));
        for (cell, expected) in [
            ("取組 (2) 支援", Some(("Heading(effort)", "(2) 支援"))),
            ("目標１すべての人に", Some(("Heading(goal)", "目標１すべての人に"))),
            ("説明：この施策は", Some(("Field(outline)", "この施策は"))),
            ("基本目標2 支える", Some(("Heading(goal)", "基本目標2 支える"))),
            ("取組の方向", None),
            ("目標", None),
        ] {
            assert_eq!(find(cell), expected.map(|(lead, text)| (lead.to_owned(), text)), "{cell}");
        }
    }
}
