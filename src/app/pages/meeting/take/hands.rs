//! 挙手: counts of hands, checked against those who can raise one.

use super::state::Taking;
use crate::app::parts::count_field::count_field;
use crate::app::parts::live::live_option;
use crate::app::words;
use crate::meeting::steps::{self, Hand};
use crate::model::committee::HandCount;
use crate::model::form::Scale;
use crate::model::place::{ElementKey, Place};
use crate::model::undo::Visit;
use crate::model::year_book::YearBook;
use leptos::prelude::*;

/// Draws the fields in which hands are typed, and how they fit those who are there.
pub fn hands(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let fields = live_option(move || {
        let (_, scale) = taking.scale()?;
        let fields = fields(&scale).into_iter().map(|(which, label)| field(taking, which, label));
        Some(fields.collect::<Vec<_>>().into_any())
    });
    let check = live_option(move || {
        taking.track();
        let spot = taking.spot()?;
        let has_roster = taking.roll.with(|roll| !roll.is_empty());
        let (raised, of) =
            taking.book(|book| (raised(book, spot), steps::may_raise(book, taking.meeting, spot)));
        let place = spot
            .round
            .map(|round| Place::Element(taking.year, ElementKey::HandCount(round, spot.node, spot.axis)));
        let torn = place.is_some_and(|place| taking.session.read(|workbook| workbook.is_conflict(&place)));
        let fits = match of.checked_sub(raised) {
            _ if taking.hidden.get() && raised > 0 => (w.hands_hidden)(raised),
            _ if taking.hidden.get() => String::new(),
            None => (w.hands_surplus)(raised, of),
            Some(0) => w.hands_all.into(),
            Some(left) => (w.hands_left)(left),
        };
        let wrong = (raised > of).then_some("");
        Some(
            view! {
                {has_roster.then(|| view! {
                    <p class="note">{(w.hands_of)(of)}</p>
                    <p class="hands__check" data-wrong=wrong role="status">{fits}</p>
                }.into_any())}
                {torn.then(|| view! { <p class="hands__check" data-wrong="">{w.hands_conflict}</p> }.into_any())}
            }
            .into_any(),
        )
    });
    view! {
        <fieldset class="hand-count">
            <legend class="hand-count__legend">{w.hands}</legend>
            {fields}
        </fieldset>
        {check}
    }
    .into_any()
}

fn fields(scale: &Scale) -> Vec<(Hand, String)> {
    let w = &words().app;
    let grades = scale.grades.iter().map(|grade| (Hand::Grade(grade.id), grade.key.clone()));
    grades.chain([(Hand::Abstain, w.abstain.into()), (Hand::Cannot, w.cannot.into())]).collect()
}

fn raised(book: &YearBook, spot: steps::Spot) -> u32 {
    let count = spot.round.and_then(|round| book.hand_counts.get((round, spot.node, spot.axis)));
    count.map_or(0, HandCount::raised)
}

fn field(taking: Taking, which: Hand, label: String) -> AnyView {
    let value = Memo::new(move |_| {
        taking.track();
        let number = taking.spot().map_or(0, |spot| taking.book(|book| steps::hands(book, spot, which)));
        match number {
            0 => String::new(),
            _ if taking.hidden.get() => String::new(),
            number => number.to_string(),
        }
    });
    let closed = Memo::new(move |_| taking.is_closed());
    let write = move |number, visit| enter(taking, which, number, visit);
    count_field(taking.session, format!("hands-{label}"), label, value, closed, taking.hidden, write)
}

fn enter(taking: Taking, which: Hand, number: u32, visit: Option<Visit>) {
    if untrack(|| taking.is_closed()) {
        return;
    }
    let Some(before) = taking.spot_now() else { return };
    if taking.book(|book| steps::hands(book, before, which)) == number {
        return;
    }
    let round = taking.round_to_write();
    let Some(spot) = taking.spot_now() else { return };
    let edit = taking
        .session
        .book(taking.year, |book| steps::raise(book, spot, taking.meeting, round, which, number));
    if let Some(edit) = edit {
        taking.apply(edit, visit);
    }
}
