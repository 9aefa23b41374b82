//! Laws of changing a form: what is said to be hidden is what is hidden, and undo brings all back.

use crate::histories::{World, author, histories, year};
use hyokacho::design::{Part, What, impact, propose};
use hyokacho::model::committee::{Member, Round};
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::form::{FieldKind, Form};
use hyokacho::model::id::*;
use hyokacho::model::order::OrderKey;
use hyokacho::model::place::{Datum, NodePart, Place};
use hyokacho::model::undo::UndoStack;
use hyokacho::model::workbook::Workbook;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn pick<T: Copy>(list: &[T], at: u16) -> Option<T> {
    list.get(usize::from(at) % list.len().max(1)).copied()
}

/// Changes a form at random.
fn act(form: &mut Form, (kind, a, b): (u8, u16, u16)) {
    let scale = pick(&Part::Scales.ids(form), b).map(ScaleId);
    let field = pick(&form.fields.iter().map(|it| it.id).collect::<Vec<_>>(), b);
    let grades = scale.map_or(Part::Scales, Part::Grades);
    let options = field.map_or(Part::Fields, Part::Options);
    let parts = [Part::Levels, Part::Fields, grades, options, Part::Axes, Part::Headings, Part::Scales];
    let part = parts[usize::from(a) % parts.len()];
    let id = pick(&part.ids(form), b / 7);
    match (kind % 8, id) {
        (0, _) => {
            part.add(form, Id::from_random(u64::from(a) << 20 | u64::from(b)), "新");
        }
        (1..=3, Some(id)) => part.remove(form, id),
        (4, Some(id)) => part.shift(form, id, b % 2 == 0),
        (5 | 6, _) => {
            let scale = form.scales.first().map(|it| it.id);
            let kinds = [
                Some(FieldKind::Line),
                Some(FieldKind::Departments),
                Some(FieldKind::Indicators),
                Some(FieldKind::Choice { options: vec![] }),
                scale.map(|scale| FieldKind::Grade { scale }),
            ];
            let at = usize::from(a) % form.fields.len().max(1);
            if let (Some(field), Some(kind)) = (form.fields.get_mut(at), &kinds[usize::from(b) % kinds.len()])
            {
                field.kind = kind.clone();
            }
        }
        _ => {
            let level = pick(&form.levels.iter().map(|it| it.id).collect::<Vec<_>>(), a);
            let at = usize::from(b) % form.fields.len().max(1);
            form.committee.levels = level.into_iter().collect();
            if let Some(field) = form.fields.get_mut(at) {
                field.levels = level.into_iter().collect();
            }
        }
    }
}

/// Names everything that a workbook shows: what an edit may write there as it stands.
fn shown(book: &Workbook) -> BTreeMap<String, (What, NodeId)> {
    let at = year(2019);
    let own = book.year(at).unwrap();
    let in_tree: BTreeSet<NodeId> = book.outline(at).below(None).into_iter().collect();
    // What was dropped and is in view for what stands below it takes no edit before it is back.
    let mut whole = book.clone();
    for &id in &in_tree {
        let place = Place::Node(at, id, NodePart::Dropped);
        whole.apply(Edit::Settle(place, Datum::Absent), &author(9)).unwrap();
    }
    // Votes are in view where their member or round was deleted, too: as a stranger's.
    let order = OrderKey::between(None, None);
    for id in own.ballots.values().map(|it| it.member).filter(|id| !own.members.contains(*id)) {
        let member = Member {
            id,
            name: "退任".into(),
            seat: String::new(),
            role: String::new(),
            section: String::new(),
            retired: true,
            order: order.clone(),
        };
        whole.apply(Edit::In(at, YearEdit::Put(Element::Member(member))), &author(9)).unwrap();
    }
    let rounds = own.ballots.values().map(|it| it.round).chain(own.hand_counts.values().map(|it| it.round));
    for id in rounds.filter(|id| !own.rounds.contains(*id)) {
        let round = Round { id, label: "前回".into(), meeting: None, order: order.clone() };
        whole.apply(Edit::In(at, YearEdit::Put(Element::Round(round))), &author(9)).unwrap();
    }
    let takes = |edit: YearEdit| whole.clone().apply(Edit::In(at, edit), &author(9)).is_ok();
    let level = |id: NodeId| own.nodes.get(id)?.level.filter(|level| own.form.level(*level).is_some());
    let discussed = |id: NodeId| level(id).is_some_and(|level| own.form.committee.levels.contains(&level));
    let mut shown = BTreeMap::new();
    for &id in &in_tree {
        let Some(level) = level(id) else { continue };
        shown.insert(format!("{id}"), (What::Items(level), id));
        for (&field, value) in &own.nodes.get(id).unwrap().values {
            if takes(YearEdit::Value(id, field, Some(value.clone()))) {
                shown.insert(format!("{id} {field}"), (What::Values(field), id));
            }
        }
    }
    for it in own.indicators.values().filter(|it| in_tree.contains(&it.node)) {
        let field = own.form.field(it.field).filter(|field| field.kind == FieldKind::Indicators);
        if field.zip(level(it.node)).is_some_and(|(field, level)| field.levels.contains(&level)) {
            shown.insert(format!("indicator {}", it.id), (What::Indicators(it.field), it.node));
        }
    }
    let mut vote = |name: String, what, node: NodeId, element| {
        if in_tree.contains(&node) && discussed(node) && takes(YearEdit::Put(element)) {
            shown.insert(name, (what, node));
        }
    };
    for it in own.ballots.values() {
        vote(
            format!("{:?}", (it.round, it.node, it.axis, it.member)),
            What::Ballots(it.axis),
            it.node,
            Element::Ballot(it.clone()),
        );
    }
    for it in own.hand_counts.values() {
        vote(
            format!("hands {:?}", (it.round, it.node, it.axis)),
            What::Hands(it.axis),
            it.node,
            Element::HandCount(it.clone()),
        );
    }
    for it in own.decisions.values() {
        vote(
            format!("decision {:?}", (it.node, it.axis)),
            What::Decisions(it.axis),
            it.node,
            Element::Decision(it.clone()),
        );
    }
    for it in own.opinions.values() {
        vote(format!("opinion {}", it.id), What::Opinions(it.heading), it.node, Element::Opinion(it.clone()));
    }
    shown
}

proptest! {
    #[test]
    fn laws_of_changing_a_form(
        (replicas, ops) in histories(),
        acts in prop::collection::vec(any::<(u8, u16, u16)>(), 1..6),
    ) {
        let mut book = World::run(replicas, &ops).books.remove(0);
        if book.year(year(2019)).unwrap().closed.is_some() {
            book.apply(Edit::In(year(2019), YearEdit::Reopen), &author(9)).unwrap();
        }
        let own = book.year(year(2019)).unwrap();
        let outline = book.outline(year(2019));
        let mut form = own.form.clone();
        acts.iter().for_each(|it| act(&mut form, *it));
        let Ok(proposal) = propose(own, &outline, form) else { return Ok(()) };
        let said = impact(own, &outline, &proposal);

        let before = shown(&book);
        let mut after = book.clone();
        let mut undo = UndoStack::default();
        undo.push(after.apply(Edit::In(year(2019), proposal.edit()), &author(9)).unwrap(), None);
        let still = shown(&after);
        let mut hidden: BTreeMap<What, (usize, BTreeSet<NodeId>)> = BTreeMap::new();
        for (what, node) in before.iter().filter(|(name, _)| !still.contains_key(*name)).map(|(_, it)| it) {
            let (count, nodes) = hidden.entry(*what).or_default();
            *count += 1;
            nodes.insert(*node);
        }
        let mut told: BTreeMap<What, (usize, BTreeSet<NodeId>)> = BTreeMap::new();
        for it in &said {
            let (count, nodes) = told.entry(it.what).or_default();
            *count += it.count;
            nodes.extend(&it.items);
        }
        prop_assert_eq!(told, hidden);
        // Nothing is taken out of the file, and undo brings the form back.
        let places = |book: &Workbook| book.content().places().into_iter().filter(|it| it.node().is_some()).collect::<Vec<_>>();
        prop_assert_eq!(places(&book), places(&after));
        undo.undo(&mut after, &author(9));
        prop_assert_eq!(book.content(), after.content());
    }
}
