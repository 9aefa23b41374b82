//! Contributions of several departments to one field (各課の記入), put together in the order of the
//! item's owners.

use super::ask::owners;
use crate::model::errand::Contribution;
use crate::model::id::{DepartmentId, FieldId, NodeId};
use crate::model::place::{Datum, NodePart, Place};
use crate::model::tree::Outline;
use crate::model::value::FieldValue;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::{BTreeMap, BTreeSet};

/// Is one field to which departments contributed.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// The item.
    pub node: NodeId,
    /// The field.
    pub field: FieldId,
    /// What each wrote, in the order of the owners; others behind them.
    pub parts: Vec<(DepartmentId, FieldValue)>,
    /// Owners of whom nothing is there yet.
    pub waiting: Vec<DepartmentId>,
    /// What stands in the field.
    pub now: Option<FieldValue>,
    /// All of it put together; none where it cannot be: differing grades, options or schedules.
    pub joined: Option<FieldValue>,
}

impl Joint {
    /// Returns whether putting it together would change something.
    pub fn is_open(&self) -> bool {
        self.joined.is_none() || self.joined != self.now
    }

    /// Returns whether it is put together unless a person says otherwise: nothing stands there, or the
    /// beginning of it, which was put together when fewer had come.
    pub fn is_usual(&self) -> bool {
        let before = |now: &FieldValue, all: &FieldValue| {
            now.as_text().zip(all.as_text()).is_some_and(|(now, all)| all.starts_with(now))
        };
        match (&self.now, &self.joined) {
            (None, joined) => joined.is_some(),
            (Some(now), joined) => joined.as_ref().is_some_and(|all| before(now, all)),
        }
    }

    /// Returns the place of the field.
    pub fn place(&self, year: FiscalYear) -> Place {
        Place::Node(year, self.node, NodePart::Value(self.field))
    }

    /// Returns what is to be written to put it together.
    pub fn datum(&self) -> Option<Datum> {
        self.joined.clone().map(Datum::Value)
    }
}

/// Lists the fields to which departments contributed, in the order of the plan and the form.
/// `more` holds contributions that are about to be taken, which come before those of the book.
pub fn joints(book: &YearBook, outline: &Outline, more: Option<&YearBook>) -> Vec<Joint> {
    let all = [more, Some(book)].into_iter().flatten().flat_map(|book| book.contributions.values());
    let mut by_field: BTreeMap<(NodeId, FieldId), Vec<&Contribution>> = BTreeMap::new();
    for it in all {
        let parts = by_field.entry((it.node, it.field)).or_default();
        if parts.iter().all(|part| part.department != it.department) {
            parts.push(it);
        }
    }
    let nodes: BTreeSet<NodeId> = by_field.keys().map(|(node, _)| *node).collect();
    let mut joints = Vec::new();
    for node in outline.below(None).into_iter().filter(|node| nodes.contains(node)) {
        for field in &book.form.fields {
            if let Some(parts) = by_field.remove(&(node, field.id)) {
                joints.push(joint(book, outline, (node, field.id), parts));
            }
        }
    }
    joints
}

fn joint(book: &YearBook, outline: &Outline, at: (NodeId, FieldId), mut parts: Vec<&Contribution>) -> Joint {
    let (node, field) = at;
    let owners: Vec<DepartmentId> = owners(book, outline, node).into_iter().map(|owner| owner.id).collect();
    let rank = |id: DepartmentId| owners.iter().position(|&owner| owner == id).unwrap_or(owners.len());
    parts.sort_by_key(|it| (rank(it.department), it.department));
    let waiting = owners.iter().copied().filter(|id| parts.iter().all(|it| it.department != *id)).collect();
    let parts: Vec<_> = parts.into_iter().map(|it| (it.department, it.value.clone())).collect();
    let joined = joined(book, &parts);
    Joint { node, field, joined, parts, waiting, now: book.value(node, field).cloned() }
}

/// Puts texts together, each ended by (課名); anything else where all are the same.
fn joined(book: &YearBook, parts: &[(DepartmentId, FieldValue)]) -> Option<FieldValue> {
    let (_, first) = parts.first()?;
    if !matches!(first, FieldValue::Text(_)) {
        return parts.iter().all(|(_, value)| value == first).then(|| first.clone());
    }
    let named = |(id, value): &(DepartmentId, FieldValue)| {
        let name = book.departments.get(*id).map(|it| it.name.clone()).unwrap_or_default();
        value.as_text().map(|text| format!("{}（{name}）", text.trim_end()))
    };
    let texts: Option<Vec<String>> = parts.iter().map(named).collect();
    FieldValue::text(&texts?.join("\n"))
}
