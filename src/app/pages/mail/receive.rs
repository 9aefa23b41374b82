//! 受け取る: what came back, what taking it would do, and taking it.

mod arrivals;
mod desk;
mod entries;
mod entry;

use crate::app::parts::file_drop::{FileButton, FileDrop};
use crate::app::parts::live::{live, live_option};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::year::FiscalYear;
use desk::Desk;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn ReceivePage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().receive;
    let desk = Desk::new(session);
    // Whatever changes the plan changes what taking would do.
    Effect::new(move |before: Option<()>| {
        session.track(Topic::Undo);
        if before.is_some() {
            desk.look_again();
        }
    });
    let closed = live_option(move || {
        session.is_closed(year).then(|| view! { <p class="notice">{w.closed}</p> }.into_any())
    });
    view! {
        <h2>{w.receive}</h2>
        <p>{w.hint}</p>
        {closed}
        {ways_in(desk)}
        {live(move || arrivals::view(desk))}
        {live(move || entries::view(desk, year))}
    }
}

/// The ways in: drop, choice, paste.
fn ways_in(desk: Desk) -> AnyView {
    let w = &words().receive;
    let pasted = RwSignal::new(String::new());
    let take = Callback::new(move |files| desk.read_files(files));
    let read = move |_| {
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            desk.read_text(text);
            pasted.set(String::new());
        }
    };
    view! {
        <FileDrop class="receive__in" label=w.drop on_files=take>
            <p>{w.drop}</p>
            <FileButton label=w.choose multiple=true on_files=take/>
        </FileDrop>
        <details class="receive__paste">
            <summary>{w.paste}</summary>
            <label class="form-control">
                <span class="form-control__label">{w.pasted}</span>
                <textarea
                    class="textarea"
                    rows="6"
                    prop:value=move || pasted.get()
                    on:input:target=move |event| pasted.set(event.target().value())
                ></textarea>
            </label>
            <button type="button" class="button button--outline" on:click=read>{w.read}</button>
        </details>
        <p class="receive__reading" role="status">{move || match desk.reading.get() {
            Some((at, all)) => (w.reading)(at, all),
            None => String::new(),
        }}</p>
    }
    .into_any()
}
