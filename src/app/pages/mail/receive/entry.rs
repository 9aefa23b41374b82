//! One place of the preview: what stands there, what came, with the differences marked, and the choice.

use super::desk::Desk;
use crate::app::parts::live::live_option;
use crate::app::words;
use crate::mail::choose::{Pick, both, usual};
use crate::mail::compare::{Piece, pieces};
use crate::mail::preview::{Entry, Finding, Preview, Voice};
use crate::merge::difference::Difference;
use crate::model::id::NodeId;
use crate::model::place::{Datum, ElementKey, Place};
use leptos::prelude::*;

/// Returns the item that an entry is about.
pub fn node_of(entry: &Entry) -> Option<NodeId> {
    match entry.place {
        Place::Element(_, ElementKey::Ballot(_, node, ..) | ElementKey::Contribution(node, ..)) => Some(node),
        _ => difference(entry).item().map(|(_, node)| node),
    }
}

fn difference(entry: &Entry) -> Difference {
    let theirs = entry.theirs.first().map(|voice| voice.datum.clone()).unwrap_or_default();
    Difference { place: entry.place, one: entry.ours.clone(), other: theirs }
}

/// Draws it.
pub fn view(desk: Desk, preview: &Preview, entry: &Entry) -> AnyView {
    let (w, shelf) = (&words().receive, &words().shelf);
    let place =
        desk.session.read(|plan| (shelf.place)(&difference(entry), plan.content(), preview.part.content()));
    let said = |datum: &Datum| desk.session.read(|plan| (shelf.datum)(&entry.place, datum, plan.content()));
    let ours = said(&entry.ours);
    let theirs: Vec<AnyView> =
        entry.theirs.iter().map(|voice| came(&ours, &said(&voice.datum), voice)).collect();
    let now = if ours.is_empty() { w.unfilled.to_string() } else { ours.clone() };
    view! {
        <section class="receive__entry" aria-label=place.clone()>
            <h4 class="receive__place">{place.clone()}" "<span class="badge">{(w.finding)(entry.finding)}</span></h4>
            <dl class="receive__sides">
                <dt>{w.now}</dt>
                <dd class="receive__text">{now}</dd>
                {theirs}
            </dl>
            {(entry.finding != Finding::New).then(|| choice(desk, entry, &place))}
        </section>
    }
    .into_any()
}

/// A value that came, with what differs from ours marked, and who wrote it.
fn came(ours: &str, theirs: &str, voice: &Voice) -> AnyView {
    let w = &words().receive;
    let piece = |piece: Piece| match piece {
        Piece::Same(text) => text.into_any(),
        Piece::Gone(text) => {
            view! { <del><span class="visually-hidden">{w.gone}</span>{text}</del> }.into_any()
        }
        Piece::Came(text) => {
            view! { <ins><span class="visually-hidden">{w.new}</span>{text}</ins> }.into_any()
        }
    };
    let text: Vec<AnyView> = match (ours.is_empty(), theirs.is_empty()) {
        (_, true) => vec![w.unfilled.into_any()],
        (true, false) => vec![theirs.to_string().into_any()],
        (false, false) => pieces(ours, theirs).into_iter().map(piece).collect(),
    };
    let by = voice.by.as_ref().map(|by| {
        view! { <span class="note receive__by">{(words().conflict.by)(&by.name, &by.day)}</span> }.into_any()
    });
    view! { <dt>{w.their}</dt><dd class="receive__text">{text}{by}</dd> }.into_any()
}

/// The choice between the values.
fn choice(desk: Desk, entry: &Entry, place: &str) -> AnyView {
    let w = &words().receive;
    let mut options = vec![(w.ours.to_string(), Pick::Ours)];
    let count = entry.theirs.len();
    options.extend((0..count).map(|at| ((w.theirs)(at, count), Pick::Theirs(at))));
    let joined = both(entry);
    if joined.is_some() {
        options.push((w.both.into(), Pick::Both));
        options.push((w.other.into(), Pick::Other(joined.unwrap_or_default())));
    }
    if entry.finding == Finding::Conflict {
        options.push((w.later.into(), Pick::Later));
    }
    let (at, usual) = (entry.place, usual(entry));
    let picked =
        Memo::new(move |_| desk.picks.with(|picks| picks.get(&at).cloned()).unwrap_or_else(|| usual.clone()));
    let name = format!("pick-{at}");
    let option = |(label, pick): (String, Pick)| {
        let (a, b, name) = (pick.clone(), pick, name.clone());
        view! {
            <label class="radio">
                <input type="radio" name=name prop:checked=move || is_same(&picked.get(), &a)
                    on:change=move |_| desk.picks.update(|picks| drop(picks.insert(at, b.clone())))/>
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    let options: Vec<AnyView> = options.into_iter().map(option).collect();
    view! {
        <fieldset class="receive__choice">
            <legend>{(w.which)(place)}</legend>
            {options}
            {live_option(move || rewriting(desk, at, picked))}
        </fieldset>
    }
    .into_any()
}

/// Whether two picks are the same button.
fn is_same(one: &Pick, other: &Pick) -> bool {
    one == other || matches!((one, other), (Pick::Other(_), Pick::Other(_)))
}

/// The field for another text; it stays while the text in it changes.
fn rewriting(desk: Desk, at: Place, picked: Memo<Pick>) -> Option<AnyView> {
    let is_other = Memo::new(move |_| matches!(picked.get(), Pick::Other(_)));
    let start = match picked.get_untracked() {
        Pick::Other(text) => text,
        _ => String::new(),
    };
    let write = move |text: String| desk.picks.update(|picks| drop(picks.insert(at, Pick::Other(text))));
    is_other.get().then(|| {
        view! {
            <textarea class="textarea" rows="4" aria-label=words().receive.other_text prop:value=start
                on:input:target=move |event| write(event.target().value())></textarea>
        }
        .into_any()
    })
}
