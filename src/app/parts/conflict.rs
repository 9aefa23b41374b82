//! The values that differ at a place, and how a person settles it.

use super::live::{live_option, live_text};
use crate::app::session::{Session, Topic, topics_of};
use crate::app::words;
use crate::mail::preview::{Voice, standing};
use crate::merge::difference::Difference;
use crate::model::edit::Edit;
use crate::model::place::{Datum, ElementKey, Place};
use crate::model::value::FieldValue;
use crate::tally::sitting::is_hidden;
use leptos::prelude::*;

/// Draws the differing values at a place with who wrote them, and the ways to settle it; nothing where
/// there is no conflict.
#[component]
pub fn ConflictPanel(session: Session, place: Place) -> impl IntoView {
    live_option(move || {
        topics_of(place).into_iter().for_each(|topic| session.track(topic));
        session.track(Topic::Plan);
        let is_conflict = session.read(|workbook| workbook.is_conflict(&place));
        is_conflict.then(|| panel(session, place))
    })
}

/// Returns how a place is called.
pub fn named(session: Session, place: Place) -> String {
    session.read(|workbook| {
        let content = workbook.content();
        let datum = content.get(&place);
        let difference = Difference { place, one: datum.clone(), other: datum };
        (words().shelf.place)(&difference, content, content)
    })
}

fn panel(session: Session, place: Place) -> AnyView {
    let w = &words().conflict;
    let label = (w.of)(&named(session, place));
    let hidden = is_ballot_hidden(session, place);
    let voices = session.read(|workbook| standing(workbook, &place));
    let rows: Vec<AnyView> = voices.iter().map(|voice| value(session, place, voice, hidden)).collect();
    let more = match (hidden, joined(&voices)) {
        (true, _) => view! { <p class="note">{w.hidden}</p> }.into_any(),
        (false, Some(text)) => texts(session, place, text),
        (false, None) => ().into_any(),
    };
    view! {
        <section class="conflict" role="group" aria-label=label>
            <p class="conflict__head"><span class="badge badge--conflict">{w.conflict}</span></p>
            <ul class="conflict__list">{rows}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// Whether the place is a rating that is not to be seen yet.
fn is_ballot_hidden(session: Session, place: Place) -> bool {
    let (Some(year), Place::Element(_, ElementKey::Ballot(_, node, ..) | ElementKey::HandCount(_, node, _))) =
        (place.year(), place)
    else {
        return false;
    };
    session.book(year, |book| is_hidden(book, node)).unwrap_or(false)
}

fn value(session: Session, place: Place, voice: &Voice, hidden: bool) -> AnyView {
    let w = &words().conflict;
    let text = session.read(|workbook| (words().shelf.datum)(&place, &voice.datum, workbook.content()));
    let text = if text.is_empty() { w.empty.to_string() } else { text };
    let by = match &voice.by {
        Some(by) => (w.by)(&by.name, &by.day),
        None => w.unknown.into(),
    };
    let datum = voice.datum.clone();
    let button = (!hidden).then(|| {
        view! {
            <button type="button" class="button button--outline" aria-label=(w.take_of)(&by)
                on:click=move |_| settle(session, place, datum.clone())>
                {w.take}
            </button>
        }
        .into_any()
    });
    view! {
        <li class="conflict__value">
            <p class="conflict__text">{text}</p>
            <p class="note">{by.clone()}</p>
            {button}
        </li>
    }
    .into_any()
}

/// Returns all values one under the other, where all are texts.
fn joined(voices: &[Voice]) -> Option<String> {
    let text = |voice: &Voice| match &voice.datum {
        Datum::Value(FieldValue::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    let texts: Option<Vec<String>> = voices.iter().map(text).collect();
    texts.map(|texts| texts.join("\n"))
}

/// What can be done with texts beside choosing one.
fn texts(session: Session, place: Place, all: String) -> AnyView {
    let w = &words().conflict;
    let written = RwSignal::new(None::<String>);
    let put =
        move |text: &str| settle(session, place, FieldValue::text(text).map_or(Datum::Absent, Datum::Value));
    let (both, start) = (all.clone(), all);
    let is_writing = Memo::new(move |_| written.with(Option::is_some));
    let field = live_option(move || {
        is_writing.get().then(|| {
            view! {
                <textarea class="textarea" rows="4" aria-label=w.rewritten
                    prop:value=written.get_untracked().unwrap_or_default()
                    on:input:target=move |event| written.set(Some(event.target().value()))></textarea>
                <button type="button" class="button button--fill"
                    on:click=move |_| put(&written.get_untracked().unwrap_or_default())>
                    {w.settle}
                </button>
            }
            .into_any()
        })
    });
    view! {
        <div class="conflict__acts">
            <button type="button" class="button button--outline" on:click=move |_| put(&both)>{w.both}</button>
            <button type="button" class="button button--outline" aria-expanded=move || is_writing.get().to_string()
                on:click=move |_| written.set(Some(start.clone()))>
                {live_text(move || w.rewrite.into())}
            </button>
            {field}
        </div>
    }
    .into_any()
}

fn settle(session: Session, place: Place, datum: Datum) {
    session.saving.tell(match session.apply(Edit::Settle(place, datum), None) {
        Ok(()) => words().conflict.settled.into(),
        Err(error) => (words().app.refused)(&error),
    });
}
