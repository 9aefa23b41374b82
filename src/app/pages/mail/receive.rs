//! 受け取る: what came back, what taking it would do, and taking it.

mod arrivals;
mod desk;
mod entries;
mod entry;

use crate::app::parts::live::{live, live_option};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge::{files, paste};
use crate::model::year::FiscalYear;
use desk::Desk;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

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
    let over = RwSignal::new(false);
    let chosen = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            desk.read_files(files::chosen(&input));
        }
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        over.set(false);
        desk.read_files(paste::dropped_files(&event));
    };
    let read = move |_| {
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            desk.read_text(text);
            pasted.set(String::new());
        }
    };
    view! {
        <section
            class="drop receive__in"
            aria-label=w.drop
            data-over=move || over.get().then_some("")
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <p>{w.drop}</p>
            <label class="file-button button button--fill">
                {w.choose}
                <input class="file-button__input" type="file" multiple on:change=chosen/>
            </label>
        </section>
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
