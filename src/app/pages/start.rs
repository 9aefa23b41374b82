//! はじめに: what is on this PC, a file, a new plan, a table, the sample.

use crate::app::opening::{self, NotOpened};
use crate::app::{App, words};
use crate::edge::index::Listed;
use crate::edge::{files, paste};
use crate::route::Route;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

/// Draws the page.
#[component]
pub fn StartPage() -> impl IntoView {
    let w = &words().app;
    let failed = RwSignal::new(None::<NotOpened>);
    let card = move |title: &'static str, hint: &'static str, route: Route| {
        view! {
            <section class="card">
                <h2>{title}</h2>
                <p>{hint}</p>
                <a class="button button--outline" href=route.hash()>{title}</a>
            </section>
        }
    };
    view! {
        <main class="page start" id="main">
            <div class="start__brand">
                <h1>{w.name}</h1>
                <p class="start__tagline">{w.tagline}</p>
                <p class="note">{w.offline_note}</p>
            </div>
            <Troubles/>
            <Failed failed/>
            <Kept/>
            <div class="start__cards">
                <OpenCard failed/>
                {card(w.make_new, w.make_new_hint, Route::New)}
                {card(w.make_from_table, w.make_from_table_hint, Route::Table)}
                {card(w.see_sample, w.see_sample_hint, Route::Sample(None))}
            </div>
        </main>
    }
}

/// What storage has to say, and what the address named in vain.
#[component]
fn Troubles() -> impl IntoView {
    let app = App::here();
    let storage = app.shelf(|shelf| shelf.error.clone()).map(|error| error.message(&words().storage));
    let view = |message: crate::words::storage::Message| {
        view! {
            <div class="notice notice--error" role="alert">
                <p class="notice__text"><strong>{message.title}</strong><br/>{message.text}</p>
            </div>
        }
    };
    view! {
        <div class="notices">
            {storage.map(view)}
            {move || app.troubles.get().into_iter().map(view).collect_view()}
        </div>
    }
}

/// Why a file was not opened, and the way to what can be read of it.
#[component]
fn Failed(failed: RwSignal<Option<NotOpened>>) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let rescue = move |text: String| {
        if let Err(not_opened) = opening::rescue(app, &text) {
            failed.set(Some(not_opened));
        }
    };
    move || {
        failed.get().map(|not_opened| view! {
            <div class="notice notice--error" role="alert">
                <p class="notice__text">{not_opened.message}</p>
                {not_opened.rescue.map(|text| view! {
                    <button type="button" class="button button--outline" on:click=move |_| rescue(text.clone())>
                        {w.open_for_rescue}
                    </button>
                })}
            </div>
        })
    }
}

/// The workbooks that this browser keeps, the one opened last first.
#[component]
fn Kept() -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let listed: Vec<Listed> = app
        .shelf(|shelf| shelf.own().and_then(|store| store.list().ok()))
        .map(|listing| listing.workbooks.into_iter().rev().filter(|listed| listed.found).collect())
        .unwrap_or_default();
    let none = listed.is_empty();
    let item = |listed: Listed| {
        let entry = listed.entry;
        let title = match entry.title.is_empty() {
            true => format!("{} {}", entry.municipality, w.untitled),
            false => format!("{} {}", entry.municipality, entry.title),
        };
        view! {
            <li class="books__item">
                <a href=Route::Book(entry.id, None).hash()>{title}</a>
                <span class="books__day">
                    {(!entry.opened.is_empty()).then(|| (w.last_opened)(&entry.opened))}
                </span>
            </li>
        }
    };
    view! {
        <section aria-label=w.go_on>
            <h2>{w.go_on}</h2>
            {none.then(|| view! { <p>{w.go_on_empty}</p> })}
            <ul class="books">{listed.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}

/// A file by button or by drop.
#[component]
fn OpenCard(failed: RwSignal<Option<NotOpened>>) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let over = RwSignal::new(false);
    let take = move |file: Option<File>| {
        let Some(file) = file else { return };
        spawn_local(async move {
            let read = read(&file).await.and_then(|text| opening::file(app, text));
            failed.set(read.err());
        });
    };
    let chosen = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        take(input.and_then(|input| files::chosen(&input).into_iter().next()));
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(paste::dropped_files(&event).into_iter().next());
    };
    view! {
        <section
            class="card card--drop"
            aria-label=w.open_file
            data-over=move || over.get().then_some("")
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <h2>{w.open_file}</h2>
            <p>{w.open_file_hint}</p>
            <FileButton label=w.choose_file on_change=Callback::new(chosen)/>
        </section>
    }
}

/// Reads a file, or says why not.
pub async fn read(file: &File) -> Result<String, NotOpened> {
    let unreadable = |error: files::FileError| NotOpened {
        message: match error {
            files::FileError::NotText(error) => opening::sentence(&error),
            _ => words().app.file_unreadable.into(),
        },
        rescue: None,
    };
    files::read_text(file).await.map_err(unreadable)
}

/// A file input that looks like a button; its label is the button's.
#[component]
pub fn FileButton(label: &'static str, on_change: Callback<ev::Event>) -> impl IntoView {
    view! {
        <label class="file-button button button--outline">
            {label}
            <input class="file-button__input" type="file" on:change=move |event| on_change.run(event)/>
        </label>
    }
}
