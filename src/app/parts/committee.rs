//! The committee's part of a sheet: the tally of an item, entered as counts, with what was settled.

use super::count_field::count_field;
use super::decision::DecisionPart;
use super::grade_picker::tone;
use super::live::{live, live_option};
use super::remarks::Remarks;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::meeting::steps::Hand;
use crate::model::committee::{HandCount, Round};
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::form::{Axis, CommitteePart, Proposal, Scale};
use crate::model::id::{AxisId, NodeId, RoundId};
use crate::model::order::OrderKey;
use crate::model::place::ElementKey;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::committee::{CommitteeTally, tally};
use crate::tally::proposal::{Proposed, base, propose, share as share_of};
use crate::tally::sitting::{is_hidden, proceeding};
use leptos::prelude::*;

/// Shows the committee's part of an item, where the form has one for its level.
#[component]
pub fn CommitteeBlock(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let part = Memo::new(move |_| {
        session.track(Topic::Form(year));
        let part = |book: &YearBook| {
            let level = book.nodes.get(node)?.level?;
            let part = book.form.committee.clone();
            let axes = part
                .axes
                .iter()
                .filter_map(|axis| Some((axis.clone(), book.form.scale(axis.scale)?.clone())));
            let axes: Vec<_> = axes.collect();
            part.levels.contains(&level).then_some((part, axes))
        };
        session.book(year, part).flatten()
    });
    move || {
        let (part, axes) = part.get()?;
        let headings = part.headings.clone();
        Some(view! {
            <section class="committee" aria-label=part.label.clone()>
                <h2 class="committee__heading">{part.label.clone()}</h2>
                {axes
                    .into_iter()
                    .map(|(axis, scale)| view! { <AxisPart session year node part=part.clone() axis scale/> })
                    .collect_view()}
                {headings
                    .into_iter()
                    .map(|heading| view! { <Remarks session year node heading/> })
                    .collect_view()}
            </section>
        })
    }
}

#[component]
fn AxisPart(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    part: CommitteePart,
    axis: Axis,
    scale: Scale,
) -> impl IntoView {
    let id = axis.id;
    let counted = Memo::new(move |_| {
        session.track(Topic::Votes(year, node));
        session.track(Topic::People(year));
        session.read(|workbook| tally(workbook, year, node, id))
    });
    let ballots = Memo::new(move |_| {
        session.track(Topic::Votes(year, node));
        let count = |book: &YearBook| {
            book.ballots.values().filter(|ballot| ballot.node == node && ballot.axis == id).count()
        };
        session.book(year, count).unwrap_or(0)
    });
    let hidden = Memo::new(move |_| {
        session.track(Topic::Votes(year, node));
        session.track(Topic::People(year));
        session.book(year, |book| is_hidden(book, node)).unwrap_or(false)
    });
    let inputs = scale.clone();
    let counts = move || {
        if hidden.get() {
            return view! { <p class="axis__hidden">{words().results.hidden_on_sheet}</p> }.into_any();
        }
        view! {
            <TallyView part=part.clone() scale=inputs.clone() counted/>
            <HandInputs session year node axis=id scale=inputs.clone() ballots/>
            <p class="axis__note" role="status">
                {move || {
                    let surplus = counted.get().surplus;
                    (surplus > 0).then(|| (words().app.surplus)(surplus))
                }}
            </p>
        }
        .into_any()
    };
    view! {
        <div class="axis">
            <h3 class="axis__heading">{axis.label.clone()}</h3>
            {live(counts)}
            {live_option(move || {
                let scale = scale.clone();
                (!hidden.get()).then(|| view! { <DecisionPart session year node axis=id scale/> }.into_any())
            })}
        </div>
    }
}

/// Shows the counts with bars, the base, the other classes, and what the rule proposes.
#[component]
fn TallyView(part: CommitteePart, scale: Scale, counted: Memo<CommitteeTally>) -> impl IntoView {
    let share_base = part.base;
    let bars = scale.grades.clone().into_iter().map(|grade| {
        let votes = move || counted.with(|tally| tally.grade(grade.id));
        let share = move || {
            let base = counted.with(|tally| base(tally, share_base));
            base.and_then(|base| share_of(votes(), base))
        };
        view! {
            <tr class="tally__row" data-tone=tone(&scale, grade.id)>
                <th scope="row" class="tally__grade">
                    <span class="tally__key">{grade.key.clone()}</span>
                    <span class="tally__label">{grade.label.clone()}</span>
                </th>
                <td class="tally__votes">{votes}</td>
                <td class="tally__share">
                    <span class="tally__bar" style:width=move || format!("{}%", share().unwrap_or(0).min(100))></span>
                    <span class="tally__percent">{move || share().map(|share| format!("{share}%"))}</span>
                </td>
                <td class="tally__definition">{grade.definition.clone()}</td>
            </tr>
        }
    });
    let bars = bars.collect_view();
    let scale = StoredValue::new(scale);
    view! {
        <table class="tally">
            <caption class="visually-hidden">{part.label.clone()}</caption>
            <tbody>{bars}</tbody>
        </table>
        <p class="tally__base" role="status">
            {move || counted.with(|tally| words().app.base_line(tally))}
            {move || {
                let proposed = scale.with_value(|scale| counted.with(|tally| proposal_line(tally, scale, &part)));
                proposed.map(|line| view! { <span class="tally__proposal">{line}</span> })
            }}
        </p>
    }
}

pub fn proposal_line(tally: &CommitteeTally, scale: &Scale, part: &CommitteePart) -> Option<String> {
    let w = &words().app;
    let rule = match part.proposal {
        Proposal::None => return None,
        Proposal::Mode => w.mode,
        Proposal::Majority => w.majority,
        Proposal::Median => w.median,
    };
    match propose(tally, scale, part.proposal, part.base) {
        Proposed::Grade(grade) => Some((w.proposed)(rule, scale.key(grade)?)),
        Proposed::Tie(grades) => {
            let keys: Vec<&str> = grades.iter().filter_map(|&grade| scale.key(grade)).collect();
            Some((w.tie)(rule, &keys.join("・")))
        }
        Proposed::Nothing => None,
    }
}

/// The fields in which counts are typed.
#[component]
fn HandInputs(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    axis: AxisId,
    scale: Scale,
    ballots: Memo<usize>,
) -> impl IntoView {
    let w = &words().app;
    let closed = Memo::new(move |_| {
        session.track(Topic::Votes(year, node));
        session.track(Topic::People(year));
        let is_closed = |book: &YearBook| proceeding(book, node).is_some_and(|it| it.closed.is_some());
        session.book(year, is_closed).unwrap_or(false)
    });
    let grades = scale.grades.iter().map(|grade| (Hand::Grade(grade.id), grade.key.clone()));
    let others = [(Hand::Abstain, w.abstain.to_string()), (Hand::Cannot, w.cannot.to_string())];
    let inputs = grades.chain(others).map(|(which, label)| {
        view! { <CountInput session year node axis which label closed/> }
    });
    view! {
        <fieldset class="hand-count">
            <legend class="hand-count__legend">
                {move || if ballots.get() > 0 { w.enter_hands } else { w.enter_counts }}
            </legend>
            {inputs.collect_view()}
            <p class="hand-count__note">
                {move || (ballots.get() > 0).then(|| (w.hands_note)(ballots.get()))}
            </p>
            {live_option(move || {
                let closed = closed.get().then_some(words().results.closed_on_sheet);
                closed.map(|note| view! { <p class="hand-count__note">{note}</p> }.into_any())
            })}
        </fieldset>
    }
}

#[component]
fn CountInput(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    axis: AxisId,
    which: Hand,
    label: String,
    closed: Memo<bool>,
) -> impl IntoView {
    let hands = move || session.book(year, |book| last_hands(book, node, axis).cloned()).flatten();
    let value = Memo::new(move |_| {
        session.track(Topic::Votes(year, node));
        let number = hands().map(|hands| number_of(&hands, which)).filter(|&n| n > 0);
        number.map(|n| n.to_string()).unwrap_or_default()
    });
    let id = format!("count-{node}-{axis}-{label}");
    let seen = Memo::new(|_| false);
    let write = move |count, visit| enter(session, year, node, axis, which, count, visit);
    count_field(session, id, label, value, closed, seen, write)
}

fn last_hands(book: &YearBook, node: NodeId, axis: AxisId) -> Option<&HandCount> {
    let rounds = book.rounds_in_order();
    rounds.iter().rev().find_map(|round| book.hand_counts.get((round.id, node, axis)))
}

fn number_of(hands: &HandCount, which: Hand) -> u32 {
    match which {
        Hand::Grade(grade) => hands.counts.get(&grade).copied().unwrap_or(0),
        Hand::Abstain => hands.abstain,
        Hand::Cannot => hands.cannot,
    }
}

/// Enters a count; with the first one a round is made where the year has none.
fn enter(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    axis: AxisId,
    which: Hand,
    count: u32,
    visit: Option<crate::model::undo::Visit>,
) {
    let Some((hands, round)) = session.book(year, |book| {
        let round = book.rounds_in_order().last().map(|round| round.id);
        (last_hands(book, node, axis).cloned(), round)
    }) else {
        return;
    };
    if count == 0 && hands.is_none() {
        return;
    }
    let round = hands.as_ref().map(|hands| hands.round).or(round).unwrap_or_else(|| {
        let id: RoundId = session.draw();
        let label = words().app.default_round.into();
        let round = Round { id, label, meeting: None, order: OrderKey::between(None, None) };
        session.edit(year, YearEdit::Put(Element::Round(round)), visit);
        id
    });
    let none = HandCount { round, node, axis, counts: Default::default(), abstain: 0, cannot: 0 };
    let mut hands = hands.unwrap_or(none);
    match which {
        Hand::Grade(grade) => {
            hands.counts.insert(grade, count);
        }
        Hand::Abstain => hands.abstain = count,
        Hand::Cannot => hands.cannot = count,
    }
    hands.counts.retain(|_, votes| *votes > 0);
    let empty = hands.counts.is_empty() && hands.abstain + hands.cannot == 0;
    let edit = match empty {
        true => YearEdit::Remove(ElementKey::HandCount(round, node, axis)),
        false => YearEdit::Put(Element::HandCount(hands)),
    };
    session.edit(year, edit, visit);
}
