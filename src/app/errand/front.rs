//! The front page: what is asked, how far it is, and what is said beside the answers.

use super::answer::Part;
use super::department::paper;
use super::said::said;
use super::{href, member, track};
use crate::app::parts::field::heading_of;
use crate::app::parts::live::{live, live_option};
use crate::app::session::Session;
use crate::app::words;
use crate::mail::progress::{Answered, progress};
use crate::model::errand::Request;
use crate::model::id::NodeId;
use crate::model::review::Verdict;
use crate::model::year::FiscalYear;
use crate::route::Page;
use leptos::prelude::*;

/// Draws it.
#[component]
pub fn Front(session: Session, year: FiscalYear, request: Request) -> impl IntoView {
    let w = &words().errand;
    let message = (!request.message.is_empty()).then(|| {
        view! {
            <section class="notice errand__message" aria-label=w.message>
                <h2 class="errand__head">{w.message}</h2>
                <p class="notice__text">{request.message.clone()}</p>
            </section>
        }
        .into_any()
    });
    let closed = live_option(move || {
        session.is_closed(year).then(|| view! { <p class="notice" role="status">{w.closed}</p> }.into_any())
    });
    let asked = request.clone();
    let answered = Memo::new(move |_| {
        track(session, year, &asked);
        session.read(|workbook| progress(workbook, year, &asked))
    });
    let listed = request.clone();
    let is_ballot = request.member().is_some();
    let (how, items, give_back) = match is_ballot {
        true => (words().ballot.how, words().ballot.items, words().ballot.give_back),
        false => (w.how, w.items, w.give_back),
    };
    let print = (!is_ballot).then(|| {
        view! {
            <button type="button" class="button button--outline" on:click=|_| drop(window().print())>{w.print}</button>
        }
        .into_any()
    });
    view! {
        <p class="errand__how">{how}</p>
        {message}
        {closed}
        {live(move || how_far(year, &answered.get(), is_ballot))}
        <section class="errand__section">
            <h2 class="errand__head">{items}</h2>
            {live(move || {
                let rows = answered.get().into_iter().map(|it| row(session, year, &listed, it));
                view! { <ol class="errand__items">{rows.collect::<Vec<_>>()}</ol> }.into_any()
            })}
        </section>
        {(!is_ballot).then(|| said(session, Part::By))}
        {said(session, Part::Note)}
        <div class="form__buttons">
            <a class="button button--fill" href=href(year, Page::Return)>{give_back}</a>
            {print}
        </div>
        {(!is_ballot).then(|| live(move || paper(session, year, &request)))}
    }
}

/// Returns why an item was given back, where it was.
pub fn returned(session: Session, year: FiscalYear, node: NodeId) -> Option<String> {
    session
        .book(year, |book| {
            let review = book.nodes.get(node)?.review.as_ref()?;
            (review.verdict == Verdict::Returned).then(|| (words().errand.returned)(&review.note))
        })
        .flatten()
}

fn how_far(year: FiscalYear, answered: &[Answered], is_ballot: bool) -> AnyView {
    let w = &words().errand;
    let (done, all) = (answered.iter().filter(|it| it.is_done()).count(), answered.len());
    let text = (w.done_of)(done, all);
    let (label, all_done, to_first) = match (is_ballot, done) {
        (false, _) => (w.progress, w.all_done, w.to_first),
        (true, 0) => (words().ballot.progress, words().ballot.all_done, words().ballot.start),
        (true, _) => (words().ballot.progress, words().ballot.all_done, words().ballot.go_on),
    };
    let emphasis = if is_ballot { "button button--fill" } else { "button button--outline" };
    let next = match answered.iter().find(|it| !it.is_done()) {
        Some(open) => {
            view! { <a class=emphasis href=href(year, Page::Item(open.node))>{to_first}</a> }.into_any()
        }
        None => view! { <p class="note">{all_done}</p> }.into_any(),
    };
    view! {
        <div class="errand__progress">
            <progress aria-label=label max=all.to_string() value=done.to_string()>{text.clone()}</progress>
            <span role="status">{text}</span>
            {next}
        </div>
    }
    .into_any()
}

fn row(session: Session, year: FiscalYear, request: &Request, it: Answered) -> AnyView {
    let heading = session.book(year, |book| heading_of(book, it.node)).unwrap_or_default();
    let reason = returned(session, year, it.node)
        .map(|text| view! { <p class="errand__returned">{text}</p> }.into_any());
    let given = session.book(year, |book| member::given(book, request, it.node)).unwrap_or_default();
    let state = match request.member() {
        Some(_) if given.is_empty() => words().ballot.ungiven.to_string(),
        Some(_) => given.iter().map(|(_, text, _)| text.as_str()).collect::<Vec<_>>().join("、"),
        None => (words().errand.state)(it.filled, it.asked),
    };
    view! {
        <li class="errand__item">
            <a href=href(year, Page::Item(it.node))>{heading}</a>
            " "
            <span class="badge">{state}</span>
            {reason}
        </li>
    }
    .into_any()
}
