//! The check of an item by the 取りまとめ課: 確認済 or 差し戻し.

use super::edit::YearEdit;
use super::id::NodeId;
use super::node::Node;
use super::place::{Datum, NodePart, Place};
use super::workbook::Workbook;
use super::year::FiscalYear;
use crate::merge::stamp::Context;
use serde::{Deserialize, Serialize};

/// Is the outcome of checking one item in one year, with all that was seen of the item then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The outcome.
    pub verdict: Verdict,
    /// Why it goes back, as typed; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The day, `2026-11-21`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
    /// What was seen of the item: an edit that is not covered came afterwards, or from elsewhere.
    #[serde(default)]
    pub seen: Context,
}

/// Names the outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// 確認済
    Checked,
    /// 差し戻し: the 担当課 is to write it again.
    Returned,
}

impl Verdict {
    /// Makes the edit that gives an item this verdict.
    pub fn edit(self, node: NodeId, note: String, day: String) -> YearEdit {
        YearEdit::Review(node, Some(Review { verdict: self, note, day, seen: Context::default() }))
    }
}

/// Returns whether a check looks at this part of an item: what is written in it, and not where it
/// stands.
fn is_looked_at(part: NodePart) -> bool {
    matches!(part, NodePart::Number | NodePart::Title | NodePart::Value(_))
}

impl Workbook {
    /// Returns whether something of an item was written that its checker had not seen. Taking such
    /// an edit back is an edit, too.
    pub fn is_changed_since_review(&self, year: FiscalYear, node: &Node) -> bool {
        let unseen = |seen: &Context| {
            let mut written = self.written_to(year, node.id).filter(|(part, _)| is_looked_at(*part));
            written.any(|(_, context)| context.stamps().iter().any(|&stamp| !seen.covers(stamp)))
        };
        node.review.as_ref().is_some_and(|review| unseen(&review.seen))
    }

    /// Returns whether differing values stand somewhere in an item: in what is written there, or a
    /// check beside a giving back.
    pub fn has_conflict(&self, year: FiscalYear, node: NodeId) -> bool {
        let mut parts = self.written_to(year, node).map(|(part, _)| part);
        parts.any(|part| match part {
            NodePart::Review => self.is_disputed(year, node),
            part => self.is_conflict(&Place::Node(year, node, part)),
        })
    }

    /// Returns whether an item was checked here and given back there.
    pub fn is_disputed(&self, year: FiscalYear, node: NodeId) -> bool {
        let place = Place::Node(year, node, NodePart::Review);
        if !self.is_conflict(&place) {
            return false;
        }
        let verdict = |datum: &Datum| match datum {
            Datum::Review(review) => Some(review.verdict),
            _ => None,
        };
        self.register(&place).is_some_and(|register| {
            let mut verdicts = register.values.values().flatten().map(verdict);
            let first = verdicts.next();
            verdicts.any(|other| Some(other) != first)
        })
    }

    /// Returns all that a checker sees of an item.
    pub(super) fn seen_by_checker(&self, year: FiscalYear, node: NodeId) -> Context {
        let mut seen = Context::from_iter(self.made_at(year));
        for (part, context) in self.written_to(year, node) {
            if is_looked_at(part) {
                seen.merge(context);
            }
        }
        seen
    }

    /// Lists the parts of an item that were written since its year was made, each with all the
    /// writes there.
    pub(super) fn written_to(
        &self,
        year: FiscalYear,
        node: NodeId,
    ) -> impl Iterator<Item = (NodePart, &Context)> {
        let first = Place::Node(year, node, NodePart::Level);
        self.history().registers.range(first..).map_while(move |(place, versions)| match place {
            Place::Node(y, id, part) if (*y, *id) == (year, node) => Some((*part, &versions.over)),
            _ => None,
        })
    }
}
