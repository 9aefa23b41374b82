//! 送る: requests to departments, 委員票 to members.

mod desk;
mod letters;

use crate::app::outgoing::can_make;
use crate::app::parts::choice::{choice, put_in, tick};
use crate::app::parts::field::heading_of;
use crate::app::parts::live::{live, live_option};
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::mail::ask::{self, Asking, Sharing};
use crate::mail::carrier::Carrier;
use crate::model::errand::{Asked, Recipient};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::year::FiscalYear;
use crate::route::{Page, Spot};
use desk::Desk;
pub use desk::save;
use leptos::prelude::*;
pub use letters::one as letter;
use std::collections::BTreeSet;

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

/// Step 1: departments or members, each with the items.
fn whom(desk: Desk) -> AnyView {
    let w = &words().mail;
    let to_members = desk.to_members.get();
    let kind = Memo::new(move |_| usize::from(desk.to_members.get()));
    let turn = Callback::new(move |at| desk.turn(at == 1));
    let kinds = [w.to_departments, w.to_members];
    let kinds = choice("mail-whom-kind", w.whom_kind, String::new(), &kinds, kind, None, turn, ().into_any());
    let recipients = desk.recipients();
    let body = match (recipients.is_empty(), to_members) {
        (true, true) => nobody_to_rate(desk),
        (true, false) => view! { <p class="notice">{w.nobody_owns}</p> }.into_any(),
        (false, _) => list(desk, &recipients),
    };
    view! {
        <section aria-labelledby="mail-whom">
            <h3 id="mail-whom">{w.whom}</h3>
            {kinds}
            {body}
        </section>
    }
    .into_any()
}

fn list(desk: Desk, recipients: &[(Recipient, Vec<Asked>)]) -> AnyView {
    let w = &words().mail;
    let before = match desk.to_members.get() {
        true => desk.round.view(),
        false => {
            let asking = desk.asking();
            view! { {sharing(desk, &asking)}{unowned(desk, &asking)} }.into_any()
        }
    };
    let all: BTreeSet<Recipient> = recipients.iter().map(|(to, _)| *to).collect();
    let choose_all = move |_| desk.chosen.set(all.clone());
    let rows: Vec<AnyView> = recipients.iter().map(|(to, items)| row(desk, *to, items)).collect();
    view! {
        {before}
        <div class="form__buttons">
            <button type="button" class="button button--outline" on:click=choose_all>{w.all}</button>
            <button type="button" class="button button--outline" on:click=move |_| desk.chosen.set(Default::default())>
                {w.none}
            </button>
        </div>
        <ul class="mail__list">{rows}</ul>
    }
    .into_any()
}

/// Says why no member can be asked: there is none, or nothing is rated.
pub fn nobody_to_rate(desk: Desk) -> AnyView {
    let has_members = desk.session.book(desk.year, |book| !ask::members(book).is_empty()) == Some(true);
    no_raters(desk.year, has_members)
}

/// Says that there is no member, or that nothing is rated, and leads to where that is mended.
pub fn no_raters(year: FiscalYear, has_members: bool) -> AnyView {
    let w = &words().ballot;
    if has_members {
        return view! { <p class="notice">{w.no_items}</p> }.into_any();
    }
    let href = App::here().route.get_untracked().at(Spot { year, page: Page::Committee }).hash();
    view! { <p class="notice">{w.no_members}" "<a href=href>{w.to_committee}</a></p> }.into_any()
}

fn row(desk: Desk, to: Recipient, items: &[Asked]) -> AnyView {
    let w = &words().mail;
    let name = desk.name(to);
    let boxes = items.iter().map(|asked| {
        let node = asked.node;
        let heading = desk.session.book(desk.year, |book| heading_of(book, node)).unwrap_or_default();
        let on = move || desk.left_out.with(|out| !out.contains(&(to, node)));
        let set = move |on: bool| put_in(desk.left_out, (to, node), !on);
        view! { <li>{tick(heading, on, set)}</li> }.into_any()
    });
    let boxes: Vec<AnyView> = boxes.collect();
    let on = move || desk.chosen.with(|chosen| chosen.contains(&to));
    let set = move |on: bool| put_in(desk.chosen, to, on);
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

/// Who of several departments of one item is asked.
fn sharing(desk: Desk, asking: &Asking) -> Option<AnyView> {
    let w = &words().mail;
    let chosen = Memo::new(move |_| usize::from(desk.sharing.get() == Sharing::Each));
    let on_choose =
        Callback::new(move |at| desk.sharing.set(if at == 1 { Sharing::Each } else { Sharing::Lead }));
    let hint = (w.sharing_hint)(asking.shared);
    (asking.shared > 0).then(|| {
        choice("mail-sharing", w.sharing, hint, &[w.lead, w.each], chosen, None, on_choose, ().into_any())
    })
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
    let rows = picked.iter().map(|(to, items)| outgoing(desk, *to, items));
    let rows: Vec<AnyView> = rows.collect();
    let count = rows.len();
    let carriers: Vec<Carrier> = Carrier::ALL.into_iter().filter(|it| can_make(*it)).collect();
    let labels: Vec<&'static str> = carriers.iter().map(|it| (w.carrier)(*it)).collect();
    let kinds = carriers.clone();
    let kind = Memo::new(move |_| kinds.iter().position(|it| *it == desk.carrier.get()).unwrap_or(0));
    let on_choose = Callback::new(move |at: usize| {
        if let Some(carrier) = carriers.get(at) {
            desk.carrier.set(*carrier);
        }
    });
    let carrier_hint = move || if desk.carrier.get() == Carrier::Page { w.page_hint } else { "" };
    let more = view! { <p class="note">{carrier_hint}</p> }.into_any();
    let note = match count {
        0 => w.chosen_none,
        _ => w.save_hint,
    };
    view! {
        <section aria-labelledby="mail-check">
            <h3 id="mail-check">{w.check}</h3>
            <ul class="mail__list">{rows}</ul>
            {choice("mail-kind", w.file_kind, String::new(), &labels, kind, None, on_choose, more)}
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
fn outgoing(desk: Desk, to: Recipient, items: &[Asked]) -> AnyView {
    let w = &words().mail;
    let (name, is_anew) = (desk.name(to), desk.before(to).is_some());
    let rows = desk.session.book(desk.year, |book| {
        let row = |asked: &Asked| view! { <li>{heading_of(book, asked.node)}</li> }.into_any();
        items.iter().map(row).collect::<Vec<_>>()
    });
    let replaces = is_anew.then(|| view! { <p class="note">{w.replaces}</p> }.into_any());
    view! {
        <li class="mail__one">
            {name.clone()}" "{(w.items)(items.len())}
            {replaces}
            <details class="mail__items">
                <summary aria-label=(w.content_of)(&name)>{w.content}</summary>
                <ul>{rows.unwrap_or_default()}</ul>
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
