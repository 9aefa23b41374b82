//! One year's book: form, tree, values, people and meetings, complete in itself.

use super::committee::{
    AgendaItem, Attendance, Ballot, Decision, HandCount, Meeting, Member, Opinion, Proceeding, Round,
};
use super::department::Department;
use super::errand::{Contribution, Receipt, Request};
use super::form::{Field, Form};
use super::id::{FieldId, HeadingId, NodeId};
use super::indicator::{Figure, Indicator};
use super::node::Node;
use super::order::in_order;
use super::table::Table;
use super::value::FieldValue;
use crate::merge::stamp::Context;
use serde::{Deserialize, Serialize};

/// Is one year of a workbook. Nothing in it refers to another year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct YearBook {
    /// The year's label as typed: 令和元年度, 平成31年度, H31, 31; absent in a part without it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Present while the year is closed; a closed year refuses edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closing>,
    /// Present where the year was taken back, with all that was seen of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Context>,
    /// The form of this year; absent in a part without it.
    #[serde(default, skip_serializing_if = "Form::is_empty")]
    pub form: Form,
    /// The departments.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub departments: Table<Department>,
    /// The items, in a file in the order of the tree.
    #[serde(default)]
    pub nodes: Table<Node>,
    /// The indicators.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub indicators: Table<Indicator>,
    /// The indicators' values.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub figures: Table<Figure>,
    /// The roster.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub members: Table<Member>,
    /// The meetings.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub meetings: Table<Meeting>,
    /// Who attended how.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub attendances: Table<Attendance>,
    /// What is on the agenda of the meetings.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub agenda: Table<AgendaItem>,
    /// How the meetings dealt with the items.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub proceedings: Table<Proceeding>,
    /// The rounds of ratings.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub rounds: Table<Round>,
    /// The ballots.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub ballots: Table<Ballot>,
    /// The hand counts.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub hand_counts: Table<HandCount>,
    /// What was settled.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub decisions: Table<Decision>,
    /// The remarks.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub opinions: Table<Opinion>,
    /// What was asked of whom.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub requests: Table<Request>,
    /// What came in.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub receipts: Table<Receipt>,
    /// What several departments wrote for one field.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub contributions: Table<Contribution>,
}

/// Says that, when and why a year was closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The day, `2026-03-31`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
    /// The reason, as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// How many steps a 再掲 of a 再掲 is followed.
const MAX_REPEATS: usize = 8;

impl YearBook {
    /// Returns the item whose values are shown at an item's place: the original of a 再掲, else itself.
    pub fn original(&self, node: NodeId) -> NodeId {
        let next = |&at: &NodeId| self.nodes.get(at)?.repeat.original().filter(|&o| self.nodes.contains(o));
        std::iter::successors(Some(node), next).take(MAX_REPEATS).last().unwrap_or(node)
    }

    /// Returns a field's value as it is shown: a 再掲 shows its own where it has one, else the original's.
    pub fn value(&self, node: NodeId, field: FieldId) -> Option<&FieldValue> {
        let own = self.nodes.get(node)?;
        own.values.get(&field).or_else(|| match own.repeat.original() {
            Some(_) => self.nodes.get(self.original(node))?.values.get(&field),
            None => None,
        })
    }

    /// Returns whether an item is asked for a field of its level: one with a condition asks only where
    /// the item has one of its options.
    pub fn asks(&self, node: NodeId, field: &Field) -> bool {
        field.when.as_ref().is_none_or(|when| match self.value(node, when.field) {
            Some(FieldValue::Choice(choice)) => when.options.contains(choice),
            _ => false,
        })
    }

    /// Returns the remarks on an item under a heading, in order.
    pub fn remarks(&self, node: NodeId, heading: HeadingId) -> Vec<&Opinion> {
        let stands_here = |opinion: &&Opinion| opinion.node == node && opinion.heading == heading;
        in_order(self.opinions.values().filter(stands_here), |it| (&it.order, it.id.0))
    }

    /// Returns the members in the order of the roster.
    pub fn roster(&self) -> Vec<&Member> {
        in_order(self.members.values(), |it| (&it.order, it.id.0))
    }

    /// Returns the meetings from the first to the last.
    pub fn meetings_in_order(&self) -> Vec<&Meeting> {
        in_order(self.meetings.values(), |it| (&it.order, it.id.0))
    }

    /// Returns the rounds from the first to the last.
    pub fn rounds_in_order(&self) -> Vec<&Round> {
        in_order(self.rounds.values(), |it| (&it.order, it.id.0))
    }

    /// Returns the departments in order.
    pub fn departments_in_order(&self) -> Vec<&Department> {
        in_order(self.departments.values(), |it| (&it.order, it.id.0))
    }

    /// Finds a department by its name.
    pub fn department_named(&self, name: &str) -> Option<&Department> {
        self.departments.values().find(|department| department.name == name)
    }

    /// Makes next year's book: structure, people and plan fields come along, year fields start empty.
    pub fn successor(&self, label: &str) -> YearBook {
        let carried = |field: &FieldId| {
            self.form.field(*field).is_some_and(|field| field.carry == super::form::Carry::Plan)
        };
        let there = |node: &&Node| node.dropped.is_none() && node.level.is_some();
        let nodes = self.nodes.values().filter(there).map(|node| {
            let values = node.values.iter().filter(|(field, _)| carried(field));
            let values = values.map(|(&field, value)| (field, value.clone())).collect();
            Node { values, review: None, ..node.clone() }
        });
        YearBook {
            label: label.into(),
            form: self.form.clone(),
            departments: self.departments.clone(),
            nodes: nodes.collect(),
            indicators: self.indicators.clone(),
            members: self.members.values().filter(|member| !member.retired).cloned().collect(),
            ..YearBook::default()
        }
    }
}
