//! What a changed form would no longer show of what is entered.

use super::proposal::Proposal;
use crate::model::committee::Vote;
use crate::model::form::{FieldKind, Form};
use crate::model::id::{AxisId, ChoiceId, FieldId, GradeId, HeadingId, LevelId, NodeId};
use crate::model::tree::Outline;
use crate::model::value::FieldValue;
use crate::model::year_book::YearBook;
use std::collections::{BTreeMap, BTreeSet};

/// Is what would no longer be shown, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// What it is.
    pub what: What,
    /// Why it would be hidden.
    pub why: Why,
    /// How much of it there is, at least 1.
    pub count: usize,
    /// The items that it belongs to, each once, in the order of the tree.
    pub items: Vec<NodeId>,
}

/// Names what can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Items of a level; number and title stay.
    Items(LevelId),
    /// What stands in a field.
    Values(FieldId),
    /// The indicators of a field.
    Indicators(FieldId),
    /// Ratings of members.
    Ballots(AxisId),
    /// Counts of hands.
    Hands(AxisId),
    /// What was settled.
    Decisions(AxisId),
    /// Remarks.
    Opinions(HeadingId),
}

/// Says why something is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The form has no such level.
    Level(LevelId),
    /// The form has no such field.
    Field,
    /// The field is not of the item's level.
    Elsewhere(LevelId),
    /// The field is of another kind.
    Kind,
    /// The scale has no such grade.
    Grade(GradeId),
    /// The field has no such option.
    Option(ChoiceId),
    /// The committee has no such axis or heading.
    Gone,
    /// The committee does not deal with items of this level.
    NotOfCommittee(LevelId),
}

/// How many there are, and on which items, by their order in the plan.
type Found = (usize, BTreeSet<(usize, NodeId)>);

/// Lists what is shown now and would not be with a proposal.
pub fn impact(book: &YearBook, outline: &Outline, proposal: &Proposal) -> Vec<Hidden> {
    let nodes = outline.below(None);
    let rank: BTreeMap<NodeId, usize> = nodes.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut found: BTreeMap<(What, Why), Found> = BTreeMap::new();
    let new = &proposal.form;
    let converted: BTreeMap<(NodeId, FieldId), &FieldValue> =
        proposal.values.iter().map(|(node, field, value)| ((*node, *field), value)).collect();
    // Asks the same of the form as it is and as it would be; what is not in the tree is not shown.
    let mut ask = |node: NodeId, what: What, why: &dyn Fn(&Form, LevelId, bool) -> Option<Why>| {
        let Some(&at) = rank.get(&node) else { return };
        let Some(level) = book.nodes.get(node).and_then(|node| node.level) else { return };
        let gone = |form: &Form| form.level(level).is_none().then_some(Why::Level(level));
        let before = gone(&book.form).or_else(|| why(&book.form, level, false));
        let after = gone(new).or_else(|| why(new, level, true));
        if let (None, Some(why)) = (before, after) {
            let (count, items) = found.entry((what, why)).or_default();
            *count += 1;
            items.insert((at, node));
        }
    };
    for node in nodes.iter().filter_map(|id| book.nodes.get(*id)) {
        if let Some(level) = node.level {
            ask(node.id, What::Items(level), &|_, _, _| None);
        }
        for (&field, value) in &node.values {
            ask(node.id, What::Values(field), &|form, level, after| {
                let value = converted.get(&(node.id, field)).copied().filter(|_| after).unwrap_or(value);
                of_field(form, level, field).or_else(|| of_value(form, field, value))
            });
        }
    }
    for it in book.indicators.values() {
        ask(it.node, What::Indicators(it.field), &|form, level, _| {
            let is_other = form.field(it.field).is_some_and(|field| field.kind != FieldKind::Indicators);
            of_field(form, level, it.field).or(is_other.then_some(Why::Kind))
        });
    }
    for it in book.ballots.values() {
        let grade = match it.vote {
            Vote::Grade(grade) => Some(grade),
            _ => None,
        };
        ask(it.node, What::Ballots(it.axis), &|form, level, _| {
            of_axis(form, level, it.axis, grade.as_slice())
        });
    }
    for it in book.hand_counts.values() {
        let grades: Vec<GradeId> = it.counts.keys().copied().collect();
        ask(it.node, What::Hands(it.axis), &|form, level, _| of_axis(form, level, it.axis, &grades));
    }
    for it in book.decisions.values() {
        ask(it.node, What::Decisions(it.axis), &|form, level, _| {
            of_axis(form, level, it.axis, it.grade.as_slice())
        });
    }
    for it in book.opinions.values() {
        ask(it.node, What::Opinions(it.heading), &|form, level, _| {
            let gone = form.heading(it.heading).is_none().then_some(Why::Gone);
            gone.or_else(|| of_committee(form, level))
        });
    }
    let hidden = |((what, why), (count, items)): ((What, Why), Found)| Hidden {
        what,
        why,
        count,
        items: items.into_iter().map(|(_, node)| node).collect(),
    };
    found.into_iter().map(hidden).collect()
}

fn of_field(form: &Form, level: LevelId, field: FieldId) -> Option<Why> {
    match form.field(field) {
        None => Some(Why::Field),
        Some(field) => (!field.levels.contains(&level)).then_some(Why::Elsewhere(level)),
    }
}

fn of_value(form: &Form, field: FieldId, value: &FieldValue) -> Option<Why> {
    let field = form.field(field).filter(|field| !form.takes(field, value))?;
    Some(match (value, &field.kind) {
        (FieldValue::Grade(grade), FieldKind::Grade { .. }) => Why::Grade(*grade),
        (FieldValue::Choice(choice), FieldKind::Choice { .. }) => Why::Option(*choice),
        _ => Why::Kind,
    })
}

fn of_axis(form: &Form, level: LevelId, axis: AxisId, grades: &[GradeId]) -> Option<Why> {
    let Some(scale) = form.axis(axis).and_then(|axis| form.scale(axis.scale)) else { return Some(Why::Gone) };
    let unknown = grades.iter().find(|grade| scale.grade(**grade).is_none());
    of_committee(form, level).or(unknown.map(|grade| Why::Grade(*grade)))
}

fn of_committee(form: &Form, level: LevelId) -> Option<Why> {
    (!form.committee.levels.contains(&level)).then_some(Why::NotOfCommittee(level))
}
