//! The front page: what is asked, how far it is, who fills it in.

use super::paper::paper;
use crate::app::errand::answer::{self, Part};
use crate::app::parts::field::heading_of;
use crate::app::parts::live::{live, live_option};
use crate::app::parts::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::mail::progress::{Answered, progress};
use crate::model::errand::Request;
use crate::model::id::NodeId;
use crate::model::review::Verdict;
use crate::model::year::FiscalYear;
use crate::route::{Page, Spot};
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
    let (a, b) = (request.clone(), request.clone());
    let answered = Memo::new(move |_| {
        session.track(Topic::Statuses(year));
        session.track(Topic::Form(year));
        session.read(|workbook| progress(workbook, year, &a))
    });
    view! {
        <p class="errand__how">{w.how}</p>
        {message}
        {closed}
        {live(move || how_far(year, &answered.get()))}
        <section class="errand__section">
            <h2 class="errand__head">{w.items}</h2>
            {live(move || {
                let rows = answered.get().into_iter().map(|it| row(session, year, it));
                view! { <ol class="errand__items">{rows.collect::<Vec<_>>()}</ol> }.into_any()
            })}
        </section>
        {said(session, Part::By)}
        {said(session, Part::Note)}
        <div class="form__buttons">
            <a class="button button--fill" href=href(year, Page::Return)>{w.give_back}</a>
            <button type="button" class="button button--outline" on:click=|_| drop(window().print())>
                {w.print}
            </button>
        </div>
        {live(move || paper(session, year, &b))}
    }
}

/// Returns the address of a page of the request.
pub fn href(year: FiscalYear, page: Page) -> String {
    App::here().route.get_untracked().at(Spot { year, page }).hash()
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

fn how_far(year: FiscalYear, answered: &[Answered]) -> AnyView {
    let w = &words().errand;
    let (done, all) = (answered.iter().filter(|it| it.is_done()).count(), answered.len());
    let text = (w.done_of)(done, all);
    let next = match answered.iter().find(|it| !it.is_done()) {
        Some(open) => view! {
            <a class="button button--outline" href=href(year, Page::Item(open.node))>{w.to_first}</a>
        }
        .into_any(),
        None => view! { <p class="note">{w.all_done}</p> }.into_any(),
    };
    view! {
        <div class="errand__progress">
            <progress aria-label=w.progress max=all.to_string() value=done.to_string()>{text.clone()}</progress>
            <span role="status">{text}</span>
            {next}
        </div>
    }
    .into_any()
}

fn row(session: Session, year: FiscalYear, it: Answered) -> AnyView {
    let heading = session.book(year, |book| heading_of(book, it.node)).unwrap_or_default();
    let reason = returned(session, year, it.node)
        .map(|text| view! { <p class="errand__returned">{text}</p> }.into_any());
    let state = (words().errand.state)(it.filled, it.asked);
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

/// A field of what is said beside the answers.
fn said(session: Session, part: Part) -> AnyView {
    let w = &words().errand;
    let (label, hint, id) = match part {
        Part::Note => (w.note, w.note_hint, "errand-note-hint"),
        _ => (w.by, w.by_hint, "errand-by-hint"),
    };
    let value = Memo::new(move |_| {
        session.track(Topic::Plan);
        session.read(|workbook| answer::text(workbook, part))
    });
    let visit = StoredValue::new(None);
    let on_enter = Callback::new(move |()| visit.set_value(Some(session.visit())));
    let on_text = Callback::new(move |text: String| answer::write(session, part, text, visit.get_value()));
    view! {
        <label class="form-control errand__said">
            <span class="form-control__label">{label}</span>
            <span class="form-control__support" id=id>{hint}</span>
            <TextField label value single={part == Part::By} explained_by=id.to_string() on_enter on_text/>
        </label>
    }
    .into_any()
}
