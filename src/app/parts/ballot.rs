//! 委員票: one vote with its comment, given by the member or entered from a paper.

use super::conflict::ConflictPanel;
use super::grade_picker::tone;
use super::live::live_option;
use super::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge::focus;
use crate::mail::slip::Slip;
use crate::meeting::keys::{Held, Keys, Press, typed};
use crate::model::committee::{Ballot, Vote};
use crate::model::form::Scale;
use crate::model::place::Place;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::ev;
use leptos::prelude::*;

/// Is one of the votes that can be given.
struct Choice {
    vote: Vote,
    key: String,
    label: String,
    meaning: String,
    tone: String,
}

/// Draws the votes of one slip as large buttons, and the comment below them; nothing where the form
/// has no such axis.
#[component]
pub fn BallotField(
    /// The workbook that holds it: a 委員票, or the plan.
    session: Session,
    /// The year.
    year: FiscalYear,
    /// What is given.
    slip: Slip,
    /// What names the item where several are on the page; empty else.
    of: String,
) -> impl IntoView {
    let axis = session
        .book(year, |book| {
            let axis = book.form.axis(slip.axis)?;
            // The only axis need not be told from others.
            let is_only = book.form.committee.axes.len() == 1;
            let label = match (of.is_empty(), is_only) {
                (true, _) => axis.label.clone(),
                (false, true) => of.clone(),
                (false, false) => (words().ballot.of)(&of, &axis.label),
            };
            let comment = match of.is_empty() && is_only {
                true => words().ballot.comment.into(),
                false => (words().ballot.comment_of)(&label),
            };
            Some(([label, comment], book.form.scale(axis.scale)?.clone()))
        })
        .flatten();
    axis.map(|(labels, scale)| field(session, year, slip, labels, &scale))
}

fn field(
    session: Session,
    year: FiscalYear,
    slip: Slip,
    [label, comment_label]: [String; 2],
    scale: &Scale,
) -> AnyView {
    let w = &words().ballot;
    let given = Memo::new(move |_| {
        session.track(Topic::Votes(year, slip.node));
        session.book(year, |book| slip.ballot(book).cloned()).flatten()
    });
    let closed = Memo::new(move |_| session.is_closed(year));
    let id = format!("ballot-{}-{}", slip.node, slip.axis);
    let choices = choices(scale);
    let votes: Vec<Vote> = choices.iter().map(|it| it.vote).collect();
    let options: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(at, it)| option(session, year, slip, given, closed, &id, at, it))
        .collect();
    let (keys, held) = (Keys::of(scale), StoredValue::new(Held::default()));
    let on_key = move |event: ev::KeyboardEvent| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        let Some(typed) = typed(&event.key(), &event.code(), event.shift_key()).filter(|_| !modified) else {
            return;
        };
        let pressed = held.try_update_value(|held| keys.press(typed, held)).flatten();
        if let Some(Press::Vote(vote) | Press::Amend(vote)) = pressed
            && vote != Vote::Away
            && !closed.get_untracked()
        {
            event.prevent_default();
            event.stop_propagation();
            if let Some(at) = votes.iter().position(|it| *it == vote) {
                focus::radio(&event, at);
            }
            give(session, year, slip, vote);
        }
    };
    let clear = live_option(move || {
        (given.with(Option::is_some) && !closed.get()).then(|| {
            view! {
                <button type="button" class="button button--text" on:click=move |_| clear(session, year, slip)>
                    {w.clear}
                </button>
            }
            .into_any()
        })
    });
    let by_proxy = live_option(move || {
        let is_marked = given.with(|it| it.as_ref().is_some_and(|it| it.proxy));
        is_marked.then(|| view! { <span class="badge">{w.by_proxy}</span> }.into_any())
    });
    view! {
        <fieldset class="ballot">
            <legend class="ballot__axis">{label}</legend>
            <ConflictPanel session place=Place::Element(year, slip.key())/>
            <div class="ballot__votes" on:keydown=on_key>{options}</div>
            <div class="form__buttons">{by_proxy}{clear}</div>
            {comment(session, year, slip, given, closed, comment_label, format!("{id}-hint"))}
        </fieldset>
    }
    .into_any()
}

#[expect(clippy::too_many_arguments, reason = "each is one thing that differs")]
fn option(
    session: Session,
    year: FiscalYear,
    slip: Slip,
    given: Memo<Option<Ballot>>,
    closed: Memo<bool>,
    id: &str,
    at: usize,
    choice: Choice,
) -> AnyView {
    let Choice { vote, key, label, meaning, tone } = choice;
    let explained = format!("{id}-{at}");
    let is_explained = (!meaning.is_empty()).then(|| explained.clone());
    let meaning = (!meaning.is_empty())
        .then(|| view! { <p class="ballot__meaning" id=explained>{meaning}</p> }.into_any());
    let chosen = move || given.with(|it| it.as_ref().is_some_and(|it| it.vote == vote));
    view! {
        <div class="ballot__vote" data-tone=tone>
            <label class="ballot__label">
                <input type="radio" name=id.to_string() prop:checked=chosen disabled=closed aria-describedby=is_explained
                    on:change=move |_| give(session, year, slip, vote)/>
                <span class="ballot__key">{key}</span>
                " "
                <span>{label}</span>
            </label>
            {meaning}
        </div>
    }
    .into_any()
}

/// Returns all that can be given on a scale: its grades, 棄権, 評価できない.
fn choices(scale: &Scale) -> Vec<Choice> {
    let grades = scale.grades.iter().map(|grade| Choice {
        vote: Vote::Grade(grade.id),
        key: grade.key.clone(),
        label: grade.label.clone(),
        meaning: grade.definition.clone(),
        tone: tone(scale, grade.id),
    });
    let others = [Vote::Abstain, Vote::Cannot].into_iter().map(|vote| Choice {
        vote,
        key: String::new(),
        label: (words().meeting.vote_of)(vote).into(),
        meaning: String::new(),
        tone: "rest".into(),
    });
    grades.chain(others).collect()
}

/// Returns what a vote is called: `A 順調`, `棄権`; empty where the scale knows it no more.
pub fn vote_text(book: &YearBook, ballot: &Ballot) -> String {
    let Vote::Grade(grade) = ballot.vote else { return (words().meeting.vote_of)(ballot.vote).into() };
    let scale = book.form.axis(ballot.axis).and_then(|axis| book.form.scale(axis.scale));
    let grade = scale.and_then(|scale| scale.grade(grade));
    grade.map(|grade| format!("{} {}", grade.key, grade.label).trim().to_string()).unwrap_or_default()
}

fn give(session: Session, year: FiscalYear, slip: Slip, vote: Vote) {
    if let Some(edit) = session.book(year, |book| slip.give(book, vote)) {
        session.edit(year, edit, None);
    }
}

fn clear(session: Session, year: FiscalYear, slip: Slip) {
    let w = &words().ballot;
    let commented = session.book(year, |book| slip.ballot(book).is_some_and(|it| !it.comment.is_empty()));
    session.edit(year, slip.clear(), None);
    session.saving.tell(if commented == Some(true) { w.cleared_with_comment } else { w.cleared }.into());
}

/// The comment. It belongs to a vote, so it waits for one.
fn comment(
    session: Session,
    year: FiscalYear,
    slip: Slip,
    given: Memo<Option<Ballot>>,
    closed: Memo<bool>,
    label: String,
    hint_id: String,
) -> AnyView {
    let w = &words().ballot;
    let value =
        Memo::new(move |_| given.with(|it| it.as_ref().map(|it| it.comment.clone()).unwrap_or_default()));
    let read_only = Memo::new(move |_| closed.get() || given.with(Option::is_none));
    let hint = move || if given.with(Option::is_none) { w.comment_waits } else { w.comment_hint };
    let visit = StoredValue::new(None);
    let on_enter = Callback::new(move |()| visit.set_value(Some(session.visit())));
    let on_text = Callback::new(move |text: String| {
        if let Some(edit) = session.book(year, |book| slip.comment(book, &text)).flatten() {
            session.edit(year, edit, visit.get_value());
        }
    });
    view! {
        <label class="form-control errand__said">
            <span class="form-control__label">{label.clone()}</span>
            <span class="form-control__support" id=hint_id.clone()>{hint}</span>
            <TextField label value explained_by=hint_id on_enter on_text read_only/>
        </label>
    }
    .into_any()
}
