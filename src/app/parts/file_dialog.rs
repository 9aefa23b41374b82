//! How the workbook stands in files, in the header, and what can be done about it.

use super::file_drop::{FileButton, first};
use crate::app::saving::Saving;
use crate::app::session::Session;
use crate::app::tying::{Import, Standing, message};
use crate::app::words;
use crate::edge::file_handle::{self, FileHandle};
use crate::edge::shared_file::Refused;
use crate::edge::tie::{Compared, Trouble, compare};
use crate::edge::{clock, dialog, files};
use crate::format::ReadError;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use web_sys::File;

/// How often the age of the file is shown anew.
const AGE: Duration = Duration::from_secs(30);

/// Shows how the workbook stands in a file; pressed, it opens the dialog.
#[component]
pub fn FileState(session: Session) -> impl IntoView {
    let saving = session.saving;
    let open = RwSignal::new(false);
    let now = RwSignal::new(clock::epoch_ms());
    if let Ok(handle) = set_interval_with_handle(move || now.set(clock::epoch_ms()), AGE) {
        on_cleanup(move || handle.clear());
    }
    let state = Memo::new(move |_| state(saving, now.get()));
    view! {
        <button
            type="button"
            class="save-state save-state--button"
            aria-haspopup="dialog"
            data-state=move || state.get().0
            on:click=move |_| open.set(true)
        >
            {move || state.get().1}
        </button>
        <FileDialog session open/>
    }
}

/// Returns the mark and the sentence.
fn state(saving: Saving, now: f64) -> (&'static str, String) {
    let w = &words().tied;
    let Some(name) = saving.tying.name.get() else {
        let minutes = saving.filed.get().map(|filed| ((now - filed).max(0.0) / 60_000.0) as u32);
        let mark = if saving.changed.get() { "open" } else { "saved" };
        return (mark, (words().storage.file_saved)(minutes));
    };
    match saving.tying.standing.get() {
        Standing::Waiting => ("working", (w.waiting)(&name)),
        Standing::Saved(time) => ("saved", (w.saved)(&name, &time)),
        Standing::Stopped(trouble) => ("failed", (w.stopped)(&name, message(&name, &trouble).0)),
    }
}

#[component]
fn FileDialog(session: Session, open: RwSignal<bool>) -> impl IntoView {
    let w = &words().tied;
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let (true, Some(element)) = (open.get(), element.get()) {
            dialog::open(&element);
        }
    });
    let shut = Callback::new(move |()| {
        if let Some(element) = element.get_untracked() {
            dialog::close(&element);
        }
    });
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby="file-dialog-title" on:close=move |_| open.set(false)>
            <h2 class="dialog__title" id="file-dialog-title">{w.title}</h2>
            <Show when=move || open.get()>
                <div class="form">
                    <Files session/>
                    <TiedFile session shut/>
                    <div class="dialog__buttons">
                        {button(words().app.close, "outline", move || shut.run(()))}
                    </div>
                </div>
            </Show>
        </dialog>
    }
}

/// A file of its own, and what an earlier one has that is not here.
#[component]
fn Files(session: Session) -> impl IntoView {
    let w = &words().tied;
    let said = RwSignal::new(String::new());
    let check = move |file: File| {
        // Where the dialog was closed meanwhile, nobody reads it.
        spawn_local(async move { drop(said.try_set(compared(session, &file).await)) });
    };
    let (label, kind) = if file_handle::can_tie() { (w.download, "outline") } else { (w.save_over, "fill") };
    view! {
        <section class="file-dialog__part">
            {button(label, kind, move || session.saving.save_file(session))}
            <p class="form-control__support">{w.download_hint}</p>
            <FileButton label=w.compare on_files=first(check)/>
            <p class="form-control__support">{w.compare_hint}</p>
            <p role="status">{move || said.get()}</p>
        </section>
    }
}

async fn compared(session: Session, file: &File) -> String {
    let w = &words().tied;
    let Ok(bytes) = files::read_bytes(file).await else {
        return words().app.file_unreadable.into();
    };
    // The join loses nothing, so it goes on without a backup too.
    let _ = session.saving.back_up(session).await;
    match compare(&bytes, &Import(session)) {
        Ok(Compared::Same) => w.same.into(),
        Ok(Compared::Covered) => w.covered.into(),
        Ok(Compared::Taken(taken)) => (w.compared)(taken),
        Err(Trouble::Unreadable(error)) => (w.not_compared)(&error),
        Err(Trouble::Emptied) => (w.not_compared)(&ReadError::Empty),
        Err(_) => w.compared_another.into(),
    }
}

/// The file on a shared folder.
#[component]
fn TiedFile(session: Session, shut: Callback<()>) -> impl IntoView {
    let w = &words().tied;
    let tying = session.saving.tying;
    let refused = RwSignal::new(None::<String>);
    let choose = move |new: bool| {
        spawn_local(async move {
            match choose_and_tie(session, new).await {
                Ok(true) => drop(shut.try_run(())),
                Ok(false) => {}
                Err(why) => drop(refused.try_set(Some(why))),
            }
        });
    };
    let body = move || {
        if !file_handle::can_tie() {
            return view! { <p class="form-control__support">{w.no_tie}</p> }.into_any();
        }
        if tying.name.get().is_some() {
            return view! {
                <p><strong>{move || state(session.saving, 0.0).1}</strong></p>
                <div class="dialog__buttons">
                    {button(w.save_over, "fill", move || tying.save(session))}
                    {button(w.untie, "outline", move || tying.untie(session))}
                </div>
            }
            .into_any();
        }
        view! {
            <div class="dialog__buttons">
                {button(w.tie_existing, "outline", move || choose(false))}
                {button(w.tie_new, "outline", move || choose(true))}
            </div>
            <p class="form-control__support">{w.tie_existing_hint}</p>
            <p class="error-text" role="alert">{move || refused.get()}</p>
        }
        .into_any()
    };
    view! {
        <section class="file-dialog__part" aria-labelledby="file-dialog-tied">
            <h3 class="form-control__label" id="file-dialog-tied">{w.tie}</h3>
            <p class="form-control__support">{w.tie_hint}</p>
            {body}
        </section>
    }
}

/// Lets the user choose a file and ties to it; `false` where they change their mind.
pub async fn choose_and_tie(session: Session, new: bool) -> Result<bool, String> {
    let chosen = match new {
        true => file_handle::choose_new(&session.saving.file_name(session)).await,
        false => file_handle::choose_existing().await,
    };
    let Some(file) = self::chosen(chosen)? else { return Ok(false) };
    let tied = session.saving.tying.tie(session, file).await;
    tied.map(|()| true).map_err(|why| format!("{}。{}", why.title, why.text))
}

/// Says why no file could be chosen.
pub fn chosen(chosen: Result<Option<FileHandle>, Refused>) -> Result<Option<FileHandle>, String> {
    chosen.map_err(|refused| message("", &refused.into()).1.text)
}

/// A button.
pub fn button(label: &'static str, kind: &'static str, act: impl Fn() + 'static) -> AnyView {
    let act: Box<dyn Fn()> = Box::new(act);
    view! { <button type="button" class=format!("button button--{kind}") on:click=move |_| act()>{label}</button> }
        .into_any()
}
