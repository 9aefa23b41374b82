//! Laws of files by mail: random histories in which requests are cut on any PC, filled in anywhere,
//! altered on the way, and taken in any order, again and again, between other edits and undo steps.
//! Everything that travels is written as a file and read again.

use crate::histories::{DEPARTMENTS, Op, World, author, difference, visible, year};
use hyokacho::format::{self, check_code};
use hyokacho::mail::arrival::Arrival;
use hyokacho::mail::ask;
use hyokacho::mail::choose::choices;
use hyokacho::mail::cut::cut;
use hyokacho::mail::preview::{Finding, Preview};
use hyokacho::mail::progress::request_of;
use hyokacho::mail::slip::Slip;
use hyokacho::mail::take::{receipt, take};
use hyokacho::merge::stamp::Stamp;
use hyokacho::model::committee::Vote;
use hyokacho::model::department::Department;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::errand::{Asked, Request};
use hyokacho::model::form::FieldKind;
use hyokacho::model::id::*;
use hyokacho::model::order::OrderKey;
use hyokacho::model::place::{Datum, ElementKey, NodePart, Place};
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One step: an edit or a join of the plan's PCs, or something that happens to a file.
#[derive(Clone, Debug)]
enum Step {
    Plan(Op),
    /// Who sends, to whom, which items.
    Send(u8, u8, u16),
    /// Which file is filled in, and three numbers that choose what is written.
    Fill(u16, u16, u16, u16),
    /// Which file is changed outside of what was asked.
    Alter(u16, u16),
    /// Who takes which files.
    Take(u8, u16, bool),
    /// Who takes the last step back, or does it again.
    Undo(u8, bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => any::<Op>().prop_map(Step::Plan),
        3 => any::<(u8, u8, u16)>().prop_map(|(a, b, c)| Step::Send(a, b, c)),
        6 => any::<(u16, u16, u16, u16)>().prop_map(|(a, b, c, d)| Step::Fill(a, b, c, d)),
        1 => any::<(u16, u16)>().prop_map(|(a, b)| Step::Alter(a, b)),
        5 => any::<(u8, u16, bool)>().prop_map(|(a, b, c)| Step::Take(a, b, c)),
        2 => any::<(u8, bool)>().prop_map(|(a, b)| Step::Undo(a, b)),
    ]
}

/// The plan on some PCs, and all files that are about, each as a text.
struct Post {
    world: World,
    files: Vec<String>,
    next: u64,
}

fn mailed(book: &Workbook) -> String {
    format::write(book)
}

fn opened(text: &str) -> Workbook {
    format::read(text).expect("what was written is read")
}

fn arrival(plan: &Workbook, text: &str) -> Arrival {
    let came = opened(text);
    let code = check_code(&came);
    Arrival::new(plan, came, code)
}

/// Whether a request gives a place, as it is said in words: the asked fields of the asked items to a
/// department, the member's own ratings of the asked items in the round to a member.
fn is_given(request: &Request, place: &Place) -> bool {
    let asked = |node: NodeId| request.items.iter().any(|it| it.node == node);
    match *place {
        Place::Node(at, node, NodePart::Value(field)) => {
            at == year(2019)
                && request.department().is_some()
                && asked(node)
                && request.fields.contains(&field)
        }
        Place::Element(at, ElementKey::Ballot(round, node, _, member)) => {
            at == year(2019)
                && request.member() == Some(member)
                && request.round == Some(round)
                && asked(node)
        }
        _ => false,
    }
}

impl Post {
    fn new(replicas: usize) -> Self {
        Post { world: World::new(replicas), files: Vec::new(), next: 1 }
    }

    fn step(&mut self, step: &Step) -> Result<(), TestCaseError> {
        match *step {
            Step::Plan(op) => self.world.step(&op),
            Step::Send(who, to, which) => self.send(who, to, which),
            Step::Fill(which, a, b, c) => self.fill(which, a, b, c),
            Step::Alter(which, b) => self.alter(which, b),
            Step::Take(who, which, logs) => return self.take(who, which, logs),
            Step::Undo(who, back) => {
                let who = usize::from(who) % self.world.books.len();
                let op = (if back { 4 } else { 6 }, who as u8, 0, 0, 0);
                self.world.step(&op);
            }
        }
        Ok(())
    }

    fn send(&mut self, who: u8, to: u8, which: u16) {
        let who = usize::from(who) % self.world.books.len();
        let plan = &mut self.world.books[who];
        let Some(book) = plan.year(year(2019)) else { return };
        self.next += 1;
        let id = RequestId(Id::from_random(self.next << 40));
        let nodes = plan.outline(year(2019)).below(None);
        let items: Vec<NodeId> = nodes
            .into_iter()
            .enumerate()
            .filter(|(at, _)| which >> (at % 16) & 1 == 1)
            .map(|(_, node)| node)
            .collect();
        let request = match to % 3 {
            0 => {
                let Some(round) = book.rounds.values().next().map(|it| it.id) else { return };
                let Some(member) = book.members.values().next().map(|it| it.id) else { return };
                ask::of_member(id, member, round, &items)
            }
            to => {
                let own = DEPARTMENTS[usize::from(to - 1)];
                if !book.departments.contains(own) {
                    let new = Department {
                        id: own,
                        name: format!("{own}課"),
                        order: OrderKey::between(None, None),
                    };
                    let put = Edit::In(year(2019), YearEdit::Put(Element::Department(new)));
                    if plan.apply(put, &author(who as u64)).is_err() {
                        return;
                    }
                }
                let Some(book) = plan.year(year(2019)) else { return };
                let items = items.into_iter().map(|node| Asked { node, each: false }).collect();
                ask::of_department(book, id, own, items)
            }
        };
        let put = Edit::In(year(2019), YearEdit::Put(Element::Request(Box::new(request.clone()))));
        if plan.apply(put, &author(who as u64)).is_err() {
            return;
        }
        if let Some(file) = cut(plan, year(2019), &request) {
            let text = mailed(&file);
            assert_eq!(opened(&text), file, "a request is read as it was written");
            self.files.push(text);
        }
    }

    /// Somebody opens a file on a PC of their own, writes into it, and saves another file; the first one
    /// is still about.
    fn fill(&mut self, which: u16, a: u16, b: u16, c: u16) {
        let Some(text) = self.files.get(usize::from(which) % self.files.len().max(1)) else { return };
        let mut file = opened(text);
        let Some((at, request)) = request_of(&file).map(|(at, it)| (at, it.clone())) else { return };
        let Some(asked) = request.items.get(usize::from(a) % request.items.len().max(1)).copied() else {
            return;
        };
        let book = file.year(at).expect("a request has its year");
        let edit = match request.member().zip(request.round) {
            Some((member, round)) => {
                let axis = AxisId::known("proposal");
                let slip = Slip { round, node: asked.node, axis, member, proxy: false };
                let grade = GradeId::known(["a", "b", "c"][usize::from(c) % 3]);
                match b % 5 {
                    0 => slip.clear(),
                    1 => slip.give(book, Vote::Abstain),
                    2 => match slip.comment(book, &format!("意見{}", c % 3)) {
                        Some(edit) => edit,
                        None => return,
                    },
                    _ => slip.give(book, Vote::Grade(grade)),
                }
            }
            None => {
                let Some(field) = request.fields.get(usize::from(b) % request.fields.len().max(1)) else {
                    return;
                };
                let kind = book.form.field(*field).map(|it| it.kind.clone());
                let value = match kind {
                    Some(FieldKind::Grade { .. }) => {
                        Some(FieldValue::Grade(GradeId::known(["a", "b", "c"][usize::from(c) % 3])))
                    }
                    _ => FieldValue::text(&if c.is_multiple_of(6) {
                        String::new()
                    } else {
                        format!("回答{}", c % 6)
                    }),
                };
                YearEdit::Value(asked.node, *field, value)
            }
        };
        self.next += 1;
        let by = author(1000 + self.next);
        if file.apply(Edit::In(at, edit), &by).is_ok() {
            self.files.push(mailed(&file));
        }
    }

    fn alter(&mut self, which: u16, b: u16) {
        let Some(text) = self.files.get(usize::from(which) % self.files.len().max(1)) else { return };
        let mut file = opened(text);
        let nodes: Vec<NodeId> =
            file.year(year(2019)).map(|book| book.nodes.keys().collect()).unwrap_or_default();
        let Some(&node) = nodes.get(usize::from(b) % nodes.len().max(1)) else { return };
        self.next += 1;
        let edit = Edit::In(year(2019), YearEdit::Title(node, format!("勝手な名前{}", b % 4)));
        if file.apply(edit, &author(1000 + self.next)).is_ok() {
            self.files.push(mailed(&file));
        }
    }

    fn take(&mut self, who: u8, which: u16, logs: bool) -> Result<(), TestCaseError> {
        let who = usize::from(who) % self.world.books.len();
        let picked = self.files.iter().enumerate().filter(|(at, _)| which >> (at % 16) & 1 == 1);
        let texts: Vec<String> = picked.map(|(_, text)| text.clone()).take(8).collect();
        let before = self.world.books[who].clone();
        let arrivals: Vec<Arrival> = texts.iter().map(|text| arrival(&before, text)).collect();
        let refs: Vec<&Arrival> = arrivals.iter().collect();
        let mut plan = before.clone();
        let preview = Preview::new(&plan, &refs);
        let chosen = choices(&preview.entries, &BTreeMap::new());
        let receipts = receipts(&arrivals, logs, &mut self.next);
        let change =
            take(&mut plan, &preview, chosen.clone(), receipts, &author(who as u64)).expect("of this plan");

        // Nothing else is touched: every register but those that the requests gave is as it was.
        let given = |place: &Place| {
            arrivals.iter().any(|it| it.request.as_ref().is_some_and(|(_, request)| is_given(request, place)))
        };
        for place in before.all_places().into_iter().chain(plan.all_places()) {
            let is_log = matches!(place, Place::Element(_, ElementKey::Receipt(_)));
            if !given(&place) && !is_log {
                prop_assert_eq!(
                    before.register(&place),
                    plan.register(&place),
                    "{} was not asked for",
                    place
                );
            }
        }
        // No word is lost: what was written into a file stands in the plan, or was written over by somebody
        // who had seen it, or is named as refused.
        for (text, arrival) in texts.iter().zip(&arrivals).filter(|(_, it)| !it.is_barred()) {
            lost_nothing(&plan, &opened(text), arrival)?;
        }
        // Every conflict can be read with its writers.
        for place in plan.conflicts() {
            let register = plan.register(&place).expect("a conflict stands in a register");
            for stamp in register.values.keys().filter(|stamp| **stamp != Stamp::MADE) {
                prop_assert!(plan.history().replicas.contains_key(&stamp.replica), "{place}: {stamp:?}");
            }
        }
        is_tree(&plan)?;
        // In any order and repeated, it comes to the same.
        let shuffled: Vec<&Arrival> = refs.iter().rev().chain(&refs).copied().collect();
        let again = Preview::new(&before, &shuffled);
        let mut other = before.clone();
        take(&mut other, &again, choices(&again.entries, &BTreeMap::new()), Vec::new(), &author(who as u64))
            .unwrap();
        same(&plan, &other)?;
        // One after the other, where nothing had to be chosen.
        if preview.entries.iter().all(|it| it.finding == Finding::New || it.finding == Finding::Conflict) {
            let mut other = before.clone();
            for text in texts.iter().rev() {
                let arrival = arrival(&other, text);
                let preview = Preview::new(&other, &[&arrival]);
                take(&mut other, &preview, Vec::new(), Vec::new(), &author(who as u64)).unwrap();
            }
            same(&plan, &other)?;
        }
        // Taken once more, there is nothing new.
        let rest: Vec<Arrival> = texts.iter().map(|text| self::arrival(&plan, text)).collect();
        let rest = Preview::new(&plan, &rest.iter().collect::<Vec<_>>());
        prop_assert_eq!(rest.count(Finding::New) + rest.count(Finding::Conflict), 0);

        // One step back is all of it.
        let mut undone = plan.clone();
        let mut undo = hyokacho::model::undo::UndoStack::default();
        undo.push(change.clone(), None);
        if undo.undo(&mut undone, &author(who as u64)).is_some() {
            prop_assert_eq!(undone.content(), before.content());
        }
        self.world.undo[who].push(change, None);
        self.world.books[who] = opened(&mailed(&plan));
        prop_assert_eq!(&self.world.books[who], &plan);
        Ok(())
    }
}

fn receipts(
    arrivals: &[Arrival],
    logs: bool,
    next: &mut u64,
) -> Vec<(hyokacho::model::year::FiscalYear, hyokacho::model::errand::Receipt)> {
    let mut bits = || {
        *next += 1;
        *next << 20
    };
    let mut ids = IdSource::new(&mut bits);
    arrivals.iter().filter(|_| logs).filter_map(|it| receipt(it, "2026-11-22 10:00", &mut ids)).collect()
}

fn lost_nothing(plan: &Workbook, file: &Workbook, came: &Arrival) -> Result<(), TestCaseError> {
    let Some((_, request)) = &came.request else { return Ok(()) };
    let refused: BTreeSet<Place> = came.refused.iter().map(|it| it.place).collect();
    for place in file.all_places().into_iter().filter(|place| is_given(request, place)) {
        let theirs = file.register(&place).expect("the place is there");
        // What came along from the PC that cut the request is for that PC to bring.
        let written = theirs.values.iter().filter(|(stamp, _)| !request.seen.covers(**stamp));
        for (stamp, data) in written {
            let ours = plan.register(&place);
            let stands = ours.as_ref().and_then(|it| it.values.get(stamp));
            let stands = stands.is_some_and(|here| data.iter().all(|datum| here.contains(datum)));
            let is_seen =
                ours.as_ref().is_some_and(|it| it.context.covers(*stamp) && !it.values.contains_key(stamp));
            prop_assert!(
                stands || is_seen || refused.contains(&place),
                "{place}: {data:?} of {stamp:?} is lost"
            );
        }
    }
    Ok(())
}

fn is_tree(plan: &Workbook) -> Result<(), TestCaseError> {
    for (at, _) in plan.years() {
        let nodes = plan.outline(at).below(None);
        let once: BTreeSet<&NodeId> = nodes.iter().collect();
        prop_assert_eq!(once.len(), nodes.len());
    }
    Ok(())
}

/// Whether two states are the same to everybody: what they show, and all values of every conflict.
fn same(one: &Workbook, other: &Workbook) -> Result<(), TestCaseError> {
    let values = |book: &Workbook| -> BTreeMap<Place, Vec<Datum>> {
        let all = book.conflicts().into_iter().filter_map(|place| {
            let mut data: Vec<Datum> = book.register(&place)?.values.into_values().flatten().collect();
            data.sort_by_key(|datum| format!("{datum:?}"));
            data.dedup();
            Some((place, data))
        });
        all.collect()
    };
    let (seen, also) = (visible(one), visible(other));
    prop_assert_eq!(difference(&seen, &also), None);
    prop_assert_eq!(values(one), values(other));
    Ok(())
}

proptest! {
    #[test]
    fn files_by_mail_lose_nothing_and_touch_nothing_else(
        replicas in 2..4usize,
        steps in prop::collection::vec(step(), 4..40),
    ) {
        let mut post = Post::new(replicas);
        for step in &steps {
            post.step(step)?;
        }
        // In the end the PCs exchange whole workbooks, in either order and as files.
        let books: Vec<Workbook> = post.world.books.iter().map(|it| opened(&mailed(it))).collect();
        let all = |order: &[usize]| {
            let mut book = books[order[0]].clone();
            order.iter().chain(order).for_each(|at| drop(book.join(&books[*at]).unwrap()));
            book
        };
        let order: Vec<usize> = (0..books.len()).collect();
        let back: Vec<usize> = order.iter().rev().copied().collect();
        let (one, other) = (all(&order), all(&back));
        prop_assert_eq!(&one, &other);
        is_tree(&one)?;
        prop_assert_eq!(opened(&mailed(&one)), one);
    }
}
