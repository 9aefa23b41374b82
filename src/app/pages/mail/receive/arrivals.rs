//! The list of what came: who sent it, what is odd about it, what of it is not taken.

use super::desk::{Desk, Item, Read};
use crate::app::parts::choice::tick;
use crate::app::parts::field::heading_of;
use crate::app::words;
use crate::mail::arrival::Arrival;
use crate::merge::difference::Difference;
use leptos::prelude::*;
use std::sync::Arc;

/// Draws it; nothing where nothing came.
pub fn view(desk: Desk) -> AnyView {
    let w = &words().receive;
    let items = desk.items.get();
    if items.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = items.into_iter().map(|item| row(desk, item)).collect();
    view! {
        <section class="receive__part" aria-labelledby="receive-came">
            <h3 id="receive-came">{w.came}</h3>
            <ul class="receive__list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(desk: Desk, item: Item) -> AnyView {
    let w = &words().receive;
    let (number, name) = (item.number, item.name.clone());
    let body = match &item.outcome {
        Err(why) => view! {
            <h4 class="receive__name">{name.clone()}</h4>
            <p class="error-text" role="alert">{why.clone()}</p>
        }
        .into_any(),
        Ok(read) => arrived(desk, &item, read),
    };
    view! {
        <li class="receive__item">
            {body}
            <button type="button" class="button button--text" aria-label=(w.leave_out)(&name)
                on:click=move |_| desk.drop(number)>
                {w.leave}
            </button>
        </li>
    }
    .into_any()
}

fn arrived(desk: Desk, item: &Item, read: &Arc<Read>) -> AnyView {
    let w = &words().receive;
    let arrival = &read.arrival;
    let sender = match (&arrival.request, arrival.sender.is_empty()) {
        (None, _) => w.whole.to_string(),
        (_, true) => w.no_name.into(),
        _ => arrival.sender.clone(),
    };
    let line = |text: String| view! { <p>{text}</p> }.into_any();
    let said = [(&arrival.answer.by, w.by), (&arrival.answer.note, w.note)];
    let said = said.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, say)| line(say(text)));
    let odd = arrival.oddities.iter().map(|oddity| {
        let class = if oddity.is_bar() || oddity.is_doubt() { "notice notice--warning" } else { "notice" };
        view! { <p class=class>{(w.oddity)(oddity)}</p> }.into_any()
    });
    let twice = item.is_twice.then(|| view! { <p class="notice">{w.same_file}</p> }.into_any());
    view! {
        <h4 class="receive__name">{sender.clone()}</h4>
        <p class="note">{item.name.clone()}" "{(w.code)(&arrival.check.to_string())}</p>
        <p>{counts(read)}</p>
        {said.collect::<Vec<_>>()}
        {odd.collect::<Vec<_>>()}
        {twice}
        {want(desk, item, arrival, &sender)}
        {refused(desk, arrival)}
        {missing(desk, arrival)}
    }
    .into_any()
}

fn counts(read: &Read) -> String {
    let ([new, open], arrival) = (read.found, &read.arrival);
    (words().receive.counts)(new, open, arrival.same, arrival.refused.len())
}

/// The box to tick where it can be taken.
fn want(desk: Desk, item: &Item, arrival: &Arrival, sender: &str) -> Option<AnyView> {
    let w = &words().receive;
    if arrival.is_barred() || item.is_twice {
        return None;
    }
    let wanted = item.wanted;
    let label =
        format!("{} {}", (w.take_this)(sender), if arrival.is_doubtful() { w.take_anyway } else { "" });
    let set = move |on: bool| {
        desk.forget_picks();
        wanted.set(on);
    };
    Some(tick(label.trim_end().into(), move || wanted.get(), set))
}

/// What was changed and is not taken, with its text, so that nothing is lost.
fn refused(desk: Desk, arrival: &Arrival) -> Option<AnyView> {
    let (w, shelf) = (&words().receive, &words().shelf);
    if arrival.refused.is_empty() {
        return None;
    }
    let rows = desk.session.read(|plan| {
        let row = |it: &crate::mail::arrival::Refused| {
            let ours = plan.content().get(&it.place);
            let difference = Difference { place: it.place, one: ours, other: it.theirs.clone() };
            let place = (shelf.place)(&difference, plan.content(), plan.content());
            let text = (shelf.datum)(&it.place, &it.theirs, plan.content());
            view! { <dt>{place}</dt><dd class="receive__text">{text}<br/><span class="note">{(w.why)(it.why)}</span></dd> }
                .into_any()
        };
        arrival.refused.iter().map(row).collect::<Vec<_>>()
    });
    Some(
        view! {
            <details class="receive__more">
                <summary>{(w.refused)(arrival.refused.len())}</summary>
                <dl>{rows}</dl>
            </details>
        }
        .into_any(),
    )
}

fn missing(desk: Desk, arrival: &Arrival) -> Option<AnyView> {
    let w = &words().receive;
    let (year, _) = arrival.request.as_ref().filter(|_| !arrival.missing.is_empty())?;
    let named = desk
        .session
        .book(*year, |book| arrival.missing.iter().map(|&node| heading_of(book, node)).collect::<Vec<_>>());
    let rows = named.unwrap_or_default().into_iter().map(|name| view! { <li>{name}</li> }.into_any());
    Some(
        view! {
            <details class="receive__more">
                <summary>{(w.missing)(arrival.missing.len())}</summary>
                <ul>{rows.collect::<Vec<_>>()}</ul>
            </details>
        }
        .into_any(),
    )
}
