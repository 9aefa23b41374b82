//! Files by button and by drop.

use crate::app::opening::{self, NotOpened};
use crate::app::words;
use crate::edge::{files, paste};
use crate::format;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

/// Is a place onto which files can be dropped.
#[component]
pub fn FileDrop(
    /// The class of the place.
    class: &'static str,
    /// The accessible name.
    label: &'static str,
    /// Is given the files that are dropped.
    on_files: Callback<Vec<File>>,
    children: Children,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        over.set(false);
        on_files.run(paste::dropped_files(&event));
    };
    view! {
        <section
            class=format!("drop {class}")
            aria-label=label
            data-over=move || over.get().then_some("")
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {children()}
        </section>
    }
}

/// A file input that looks like a button; its label is the button's.
#[component]
pub fn FileButton(
    /// The label.
    label: &'static str,
    /// Whether several files can be chosen at once.
    #[prop(optional)]
    multiple: bool,
    /// Is given the files that are chosen.
    on_files: Callback<Vec<File>>,
) -> impl IntoView {
    let chosen = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            on_files.run(files::chosen(&input));
        }
    };
    view! {
        <label class="file-button button button--outline">
            {label}
            <input class="file-button__input" type="file" multiple=multiple on:change=chosen/>
        </label>
    }
}

/// Gives the first of some files to what takes one.
pub fn first(take: impl Fn(File) + Send + Sync + 'static) -> Callback<Vec<File>> {
    Callback::new(move |files: Vec<File>| files.into_iter().take(1).for_each(&take))
}

/// Reads a file as text, or says why not.
pub async fn read(file: &File) -> Result<String, NotOpened> {
    let unreadable = |_| NotOpened::because(words().app.file_unreadable.into());
    decode(&files::read_bytes(file).await.map_err(unreadable)?)
}

/// Decodes a file as text, or says why not.
pub fn decode(bytes: &[u8]) -> Result<String, NotOpened> {
    if let Some(foreign) = format::foreign(bytes) {
        return Err(NotOpened::because((words().read.foreign)(foreign)));
    }
    files::decode(bytes).map_err(|error| NotOpened {
        choices: Vec::new(),
        message: opening::sentence(&error),
        rescue: error.can_be_rescued().then(|| format::decode_for_rescue(bytes, &files::shift_jis)).flatten(),
    })
}

/// Keeps the browser from opening a file in the place of the app when it is dropped beside a place
/// for files.
pub fn keep_page() {
    let handles = [
        window_event_listener(ev::dragover, |event| event.prevent_default()),
        window_event_listener(ev::drop, |event| event.prevent_default()),
    ];
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
}
