//! 送る: requests to departments.

mod desk;
mod letters;

use crate::app::parts::choice::{choice, put_in, tick};
use crate::app::parts::field::heading_of;
use crate::app::parts::live::{live, live_option};
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::mail::ask::{self, Asking};
use crate::model::errand::{Asked, Recipient};
use crate::model::id::{DepartmentId, NodeId};
use crate::model::item;
use crate::model::year::FiscalYear;
use crate::route::{Page, Spot};
use desk::Desk;
pub use desk::save;
use leptos::prelude::*;
pub use letters::one as letter;

/// Draws the page.
#[component]
pub fn SendPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().mail;
    let desk = Desk::new(session, year);
    let closed = Memo::new(move |_| session.is_closed(year));
    view! {
        <h2>{w.send}</h2>
        <p>{w.hint}</p>
        {live_option(move || closed.get().then(|| view! { <p class="notice">{w.closed}</p> }.into_any()))}
        <fieldset class="mail__form" disabled=closed>
            {live(move || whom(desk))}
            {terms(desk)}
            {live(move || last_step(desk))}
        </fieldset>
        {live(move || letters::view(desk))}
    }
}

/// Step 1: the departments with their items.
fn whom(desk: Desk) -> AnyView {
    let w = &words().mail;
    let asking = desk.asking();
    if asking.departments.is_empty() {
        return view! { <p class="notice">{w.nobody_owns}</p> }.into_any();
    }
    let all: Vec<DepartmentId> = asking.departments.iter().map(|(id, _)| *id).collect();
    let choose_all = move |_| desk.chosen.set(all.iter().copied().collect());
    let rows: Vec<AnyView> = asking.departments.iter().map(|(id, items)| row(desk, *id, items)).collect();
    view! {
        <section aria-labelledby="mail-whom">
            <h3 id="mail-whom">{w.whom}</h3>
            {sharing(&asking)}
            {unowned(desk, &asking)}
            <div class="form__buttons">
                <button type="button" class="button button--outline" on:click=choose_all>{w.all}</button>
                <button type="button" class="button button--outline" on:click=move |_| desk.chosen.set(Default::default())>
                    {w.none}
                </button>
            </div>
            <ul class="mail__list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(desk: Desk, id: DepartmentId, items: &[Asked]) -> AnyView {
    let w = &words().mail;
    let name = desk.name(id);
    let boxes = items.iter().map(|asked| {
        let node = asked.node;
        let heading = desk.session.book(desk.year, |book| heading_of(book, node)).unwrap_or_default();
        let on = move || desk.left_out.with(|out| !out.contains(&(id, node)));
        let set = move |on: bool| put_in(desk.left_out, (id, node), !on);
        view! { <li>{tick(heading, on, set)}</li> }.into_any()
    });
    let boxes: Vec<AnyView> = boxes.collect();
    let on = move || desk.chosen.with(|chosen| chosen.contains(&id));
    let set = move |on: bool| put_in(desk.chosen, id, on);
    view! {
        <li class="mail__one">
            {tick(name.clone(), on, set)}
            <details class="mail__items">
                <summary><span class="visually-hidden">{(w.which)(&name)}" "</span>{(w.items)(items.len())}</summary>
                <ul>{boxes}</ul>
            </details>
        </li>
    }
    .into_any()
}

/// Says who of several departments of one item is asked.
fn sharing(asking: &Asking) -> Option<AnyView> {
    let text = (words().mail.shared)(asking.shared);
    (asking.shared > 0).then(|| view! { <p class="note">{text}</p> }.into_any())
}

/// What nobody would be asked about, by name.
fn unowned(desk: Desk, asking: &Asking) -> Option<AnyView> {
    let w = &words().mail;
    let (route, outline) = (App::here().route.get_untracked(), desk.session.outline(desk.year));
    let rows = desk.session.book(desk.year, |book| {
        let row = |node: &NodeId| {
            let page = Page::Item(item::whole(book, &outline, *node));
            let href = route.clone().at(Spot { year: desk.year, page }).hash();
            view! { <li><a href=href>{heading_of(book, *node)}</a></li> }.into_any()
        };
        asking.nobody.iter().map(row).collect::<Vec<_>>()
    });
    (!asking.nobody.is_empty()).then(|| {
        view! {
            <details class="notice mail__items">
                <summary>{(w.unowned)(asking.nobody.len())}</summary>
                <ul>{rows.unwrap_or_default()}</ul>
            </details>
        }
        .into_any()
    })
}

/// Step 2: the last day, and what is said.
fn terms(desk: Desk) -> AnyView {
    let w = &words().mail;
    view! {
        <section aria-labelledby="mail-terms" class="mail__terms">
            <h3 id="mail-terms">{w.terms}</h3>
            <label class="form-control">
                <span class="form-control__label">{w.deadline}</span>
                <input class="input mail__day" type="date" max="9999-12-31" prop:value=move || desk.deadline.get()
                    on:input:target=move |event| desk.deadline.set(event.target().value())/>
            </label>
            <label class="form-control">
                <span class="form-control__label">{w.message}</span>
                <textarea class="textarea" rows="3" prop:value=move || desk.message.get()
                    on:input:target=move |event| desk.message.set(event.target().value())></textarea>
            </label>
        </section>
    }
    .into_any()
}

/// Step 3: what would be sent, and saving it.
fn last_step(desk: Desk) -> AnyView {
    let w = &words().mail;
    let picked = desk.picked();
    let rows = picked.iter().map(|(id, items)| outgoing(desk, *id, items));
    let rows: Vec<AnyView> = rows.collect();
    let count = rows.len();
    let kind = Memo::new(move |_| usize::from(desk.as_text.get()));
    let on_choose = Callback::new(move |at| desk.as_text.set(at == 1));
    let note = match count {
        0 => w.chosen_none,
        _ => w.save_hint,
    };
    view! {
        <section aria-labelledby="mail-check">
            <h3 id="mail-check">{w.check}</h3>
            <ul class="mail__list">{rows}</ul>
            {choice("mail-kind", w.file_kind, String::new(), &[w.json, w.txt], kind, None, on_choose, ().into_any())}
            <p class="note" id="mail-save-hint">{note}</p>
            <button type="button" class="button button--fill" aria-describedby="mail-save-hint"
                disabled=count == 0 on:click=move |_| desk.send()>
                {(w.save)(count)}
            </button>
        </section>
    }
    .into_any()
}

/// One request as it would go out: to whom, what, and whether it takes the place of another.
fn outgoing(desk: Desk, id: DepartmentId, items: &[Asked]) -> AnyView {
    let w = &words().mail;
    let name = desk.name(id);
    let shown = desk.session.book(desk.year, |book| {
        let row = |asked: &Asked| view! { <li>{heading_of(book, asked.node)}</li> }.into_any();
        let rows: Vec<AnyView> = items.iter().map(row).collect();
        (rows, ask::latest(book, Recipient::Department(id), None).is_some())
    });
    let (rows, is_anew) = shown.unwrap_or_default();
    let replaces = is_anew.then(|| view! { <p class="note">{w.replaces}</p> }.into_any());
    view! {
        <li class="mail__one">
            {name.clone()}" "{(w.items)(items.len())}
            {replaces}
            <details class="mail__items">
                <summary aria-label=(w.content_of)(&name)>{w.content}</summary>
                <ul>{rows}</ul>
            </details>
        </li>
    }
    .into_any()
}

/// Subscribes to all that says who is asked for what.
fn track(session: Session, year: FiscalYear) {
    for topic in
        [Topic::Form(year), Topic::Tree(year), Topic::Statuses(year), Topic::People(year), Topic::Mail(year)]
    {
        session.track(topic);
    }
}
