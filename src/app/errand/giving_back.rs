//! The three ways back: a file, a text for the mail, paper.

use super::finish::finish;
use super::{department, href, member, track};
use crate::app::outgoing::{self, block, can_make, copy, kind_of};
use crate::app::parts::live::{live, live_option};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::format::{CheckCode, check_code};
use crate::mail::carrier::Carrier;
use crate::mail::progress::progress;
use crate::model::errand::Request;
use crate::model::year::FiscalYear;
use crate::route::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Is what was made to be sent: the text for the mail, and the code of what went out last.
#[derive(Clone, Copy)]
struct Made {
    text: RwSignal<String>,
    code: RwSignal<Option<CheckCode>, LocalStorage>,
}

/// Draws them.
#[component]
pub fn GivingBack(session: Session, year: FiscalYear, request: Request) -> impl IntoView {
    let w = &words().giving_back;
    let made = Made { text: RwSignal::new(String::new()), code: RwSignal::new_local(None) };
    let (printed, given, of_code) = (request.clone(), request.clone(), request.clone());
    let is_ballot = request.member().is_some();
    let (b, large) = (&words().ballot, if is_ballot { "errand__ways member" } else { "errand__ways" });
    let (save_label, by_file_hint, by_paper_hint) = match is_ballot {
        true => (b.save, b.by_file_hint, b.by_paper_hint),
        false => (w.save, w.by_file_hint, w.by_paper_hint),
    };
    let page = can_make(Carrier::Page).then(|| {
        view! {
            <button type="button" class="button button--outline" on:click=move |_| save(session, made, Carrier::Page)>
                {w.save_page}
            </button>
        }
        .into_any()
    });
    let to_front = href(year, Page::Sheet(None));
    view! {
        <div class=large>
        <h2>{w.give_back}</h2>
        <p>{w.how}</p>
        {live_option(move || missing(session, year, &request))}
        {is_ballot.then(|| view! {
            <p>
                <button type="button" class="button button--outline" on:click=|_| { edge::focus::focus("back-file"); }>
                    {b.to_ways}
                </button>
            </p>
            {live(move || member::summary(session, year, &given))}
        }.into_any())}
        <section class="errand__section" aria-labelledby="back-file">
            <h3 id="back-file" class="errand__head" tabindex="-1">{w.by_file}</h3>
            <p>{by_file_hint}</p>
            <div class="form__buttons">
                <button type="button" class="button button--fill" on:click=move |_| save(session, made, Carrier::Json)>
                    {save_label}
                </button>
                <button type="button" class="button button--outline" on:click=move |_| save(session, made, Carrier::Text)>
                    {w.save_text}
                </button>
                {page}
            </div>
        </section>
        <section class="errand__section" aria-labelledby="back-text">
            <h3 id="back-text" class="errand__head">{w.by_text}</h3>
            <p>{w.by_text_hint}</p>
            {by_text(session, made)}
        </section>
        <section class="errand__section" aria-labelledby="back-paper">
            <h3 id="back-paper" class="errand__head">{w.by_paper}</h3>
            <p>{by_paper_hint}</p>
            <button type="button" class="button button--outline" on:click=|_| drop(window().print())>
                {w.print}
            </button>
        </section>
        {live_option(move || code(session, year, &of_code, made))}
        <p><a class="button button--text" href=to_front>{words().errand.to_front}</a></p>
        </div>
        {live(move || match printed.member() {
            Some(_) => member::paper(session, year, &printed),
            None => department::paper(session, year, &printed),
        })}
    }
}

/// Says what is still open, with the way to it.
fn missing(session: Session, year: FiscalYear, request: &Request) -> Option<AnyView> {
    let w = &words().giving_back;
    track(session, year, request);
    let answered = session.read(|workbook| progress(workbook, year, request));
    let open = answered.iter().filter(|it| !it.is_done());
    let first = open.clone().next()?;
    let text = (w.missing)(open.count(), answered.len());
    Some(
        view! {
            <p class="notice" role="status">
                {text}
                " "
                <a href=href(year, Page::Item(first.node))>{w.to_missing}</a>
            </p>
        }
        .into_any(),
    )
}

/// Saves the answer as a file.
fn save(session: Session, made: Made, carrier: Carrier) {
    finish(session);
    let saved = session.read(|workbook| outgoing::save(workbook, kind_of(workbook), carrier));
    session.saving.tell(match saved {
        Some((name, code)) => {
            made.code.set(Some(code));
            session.saving.note_filed(session);
            (words().giving_back.saved)(&name)
        }
        None => words().app.file_not_saved.into(),
    });
}

fn by_text(session: Session, made: Made) -> AnyView {
    let w = &words().giving_back;
    let make = move |_| {
        finish(session);
        let workbook = session.read(Clone::clone);
        spawn_local(async move {
            match block(&workbook).await {
                Ok(text) => {
                    made.code.try_set(Some(check_code(&workbook)));
                    made.text.try_set(text);
                }
                Err(why) => session.saving.tell(why),
            }
        });
    };
    let copy = move |_| copy(session, made.text.get_untracked(), w.copied, w.not_copied);
    let there = live_option(move || {
        let text = made.text.get();
        (!text.is_empty()).then(|| {
            view! {
                <textarea class="textarea errand__block" readonly rows="6" aria-label=w.text prop:value=text></textarea>
                <button type="button" class="button button--outline" on:click=copy>{w.copy}</button>
            }
            .into_any()
        })
    });
    view! {
        <button type="button" class="button button--outline" on:click=make>{w.make_text}</button>
        {there}
    }
    .into_any()
}

/// The check code of what went out, to be kept, and a word where something changed since.
fn code(session: Session, year: FiscalYear, request: &Request, made: Made) -> Option<AnyView> {
    let w = &words().giving_back;
    let code = made.code.get()?;
    session.track(Topic::Undo);
    track(session, year, request);
    let changed = session.read(check_code) != code;
    let changed = live(move || match changed {
        true => view! { <p class="notice notice--warning" role="status">{w.changed}</p> }.into_any(),
        false => ().into_any(),
    });
    Some(
        view! {
            <section class="errand__section errand__code" aria-labelledby="back-code">
                <h3 id="back-code" class="errand__head">{w.code}</h3>
                <p class="errand__code-text"><output>{code.to_string()}</output></p>
                <p>{w.code_hint}</p>
                {changed}
            </section>
        }
        .into_any(),
    )
}
