//! はじめに: what is on this PC, a file, a new plan, a table, the sample.

use super::shelf::{self, Shelved};
use crate::app::opening::{self, NotOpened};
use crate::app::parts::file_dialog::{button, chosen};
use crate::app::parts::file_drop::{FileButton, FileDrop, decode, first, read};
use crate::app::tying::message;
use crate::app::{App, words};
use crate::edge::file_handle;
use crate::edge::shared_file::SharedFile;
use crate::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

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
    let storage = move || {
        app.ready.track();
        app.shelf(|shelf| shelf.error.clone()).flatten().map(|error| error.message(&words().storage))
    };
    let view = |message: crate::words::storage::Message| {
        view! {
            <div class="notice notice--error" role="alert">
                <p class="notice__text"><strong>{message.title}</strong><br/>{message.text}</p>
            </div>
        }
    };
    view! {
        <div class="notices">
            {move || storage().map(view)}
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
        spawn_local(async move { drop(failed.try_set(opening::rescue(app, &text).await.err())) });
    };
    move || {
        failed.get().map(|not_opened| view! {
            <div class="notice notice--error" role="alert">
                <p class="notice__text">{not_opened.message}</p>
                {not_opened.choices.into_iter().map(|(id, name, text)| view! {
                    <button
                        type="button"
                        class="button button--outline"
                        on:click=move |_| {
                            let text = text.clone();
                            spawn_local(async move {
                                drop(failed.try_set(opening::bundle(app, text, Some(id)).await.err()));
                            });
                        }
                    >
                        {(words().shelf.open_one)(&name)}
                    </button>
                }).collect_view()}
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
    let listed = RwSignal::new(None::<Vec<Shelved>>);
    Effect::new(move |_| {
        if app.ready.get() {
            spawn_local(async move { drop(listed.try_set(Some(shelf::list(app).await))) });
        }
    });
    let own = move || listed.get().unwrap_or_default().into_iter().filter(|it| !it.is_sample);
    let none = move || listed.with(Option::is_some) && own().next().is_none();
    let item = move |one: Shelved| {
        let opened = &one.entry.opened;
        view! {
            <li class="books__item">
                <a href=Route::Book(one.entry.id, None).hash()>{one.name()}</a>
                <span class="books__day">{(!opened.is_empty()).then(|| (w.last_opened)(opened))}</span>
                <span class="books__day">{one.filed()}</span>
            </li>
        }
    };
    let some = move || listed.with(|listed| listed.as_ref().is_some_and(|all| !all.is_empty()));
    view! {
        <section aria-label=w.go_on>
            <h2>{w.go_on}</h2>
            <Show when=none><p>{w.go_on_empty}</p></Show>
            <ul class="books">{move || own().map(item).collect_view()}</ul>
            <Show when=some><p><a href=Route::Shelf.hash()>{words().shelf.manage}</a></p></Show>
        </section>
        <LeaveNothing/>
    }
}

/// この PC に残さない: a switch for shared PCs.
#[component]
fn LeaveNothing() -> impl IntoView {
    let app = App::here();
    let w = &words().shelf;
    let switch = move |on: bool| {
        app.leaves_nothing.set(on);
        // Where the setting is not taken, it holds until the page is closed.
        app.shelf(|shelf| drop(shelf.set_leaves_nothing(on)));
    };
    view! {
        <div class="leave-nothing">
            <label class="leave-nothing__label">
                <input
                    type="checkbox"
                    aria-describedby="leave-nothing-hint"
                    prop:checked=move || app.leaves_nothing.get()
                    on:change:target=move |event| switch(event.target().checked())
                />
                {w.leave_nothing}
            </label>
            <p class="note" id="leave-nothing-hint">{w.leave_nothing_hint}</p>
        </div>
    }
}

/// A file by button or by drop.
#[component]
fn OpenCard(failed: RwSignal<Option<NotOpened>>) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let take = move |file: File| {
        spawn_local(async move {
            let opened = match read(&file).await {
                Ok(text) => opening::file(app, text).await,
                Err(not_opened) => Err(not_opened),
            };
            // Where it was opened, the page is gone.
            let _ = failed.try_set(opened.err());
        });
    };
    let tie = move || {
        spawn_local(async move {
            let _ = failed.try_set(open_and_tie(app).await.err());
        });
    };
    view! {
        <FileDrop class="card" label=w.open_file on_files=first(take)>
            <h2>{w.open_file}</h2>
            <p>{w.open_file_hint}</p>
            <FileButton label=w.choose_file on_files=first(take)/>
            {file_handle::can_tie().then(|| view! {
                <p>{words().tied.open_tied_hint}</p>
                {button(words().tied.open_tied, "outline", tie)}
            })}
        </FileDrop>
    }
}

/// Opens a file of a shared folder, and ties the workbook to it.
async fn open_and_tie(app: App) -> Result<(), NotOpened> {
    let not_opened = NotOpened::because;
    let Some(file) = chosen(file_handle::choose_existing().await).map_err(not_opened)? else {
        return Ok(());
    };
    // One question for reading and writing; a refusal shows when the workbook is tied.
    let _ = file.ask().await;
    let read = file.read().await;
    let (_, bytes) = read.map_err(|refused| not_opened(message(&file.name(), &refused.into()).1.title))?;
    opening::file(app, decode(&bytes)?).await?;
    if let Some(session) = app.session()
        && let Err(why) = session.saving.tying.tie(session, file).await
    {
        session.saving.add_banner(why);
    }
    Ok(())
}
