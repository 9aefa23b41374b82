//! Where a table comes from: a field to paste into, files, and how far the reading is.

use super::reader::Reader;
use crate::app::parts::file_drop::{FileButton, FileDrop, first, read};
use crate::app::parts::live::{live_option, live_text};
use crate::app::words;
use crate::edge::paste;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// Draws the field, the buttons and the progress around what is chosen first.
#[component]
pub fn SourceForm(
    reader: Reader,
    /// Reads what stands in the field.
    read_text: Callback<()>,
    /// Leaves the page.
    cancel: Callback<()>,
    /// What is asked before the table.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let w = &words().app;
    let take = move |file: File| {
        spawn_local(async move {
            match read(&file).await {
                Ok(content) => {
                    reader.text.set(content);
                    read_text.run(());
                }
                Err(not_opened) => reader.error.set(Some(not_opened.message)),
            }
        });
    };
    view! {
        <FileDrop class="form card" label=w.table_choose on_files=first(take)>
            {children.map(|children| children())}
            <PasteField reader/>
            <div class="form__buttons">
                <button type="button" class="button button--fill" on:click=move |_| read_text.run(())>{w.table_read}</button>
                <FileButton label=w.table_choose on_files=first(take)/>
                <button type="button" class="button button--outline" on:click=move |_| cancel.run(())>{w.cancel}</button>
            </div>
            {live_option(move || reader.progress.get().is_some().then(|| progress(reader)))}
        </FileDrop>
    }
}

fn progress(reader: Reader) -> AnyView {
    let w = &words().mapping;
    let percent = move || reader.progress.get().unwrap_or(100);
    view! {
        <div class="reading">
            <progress max="100" aria-label=w.progress value=percent></progress>
            <span>{live_text(move || (w.reading)(percent()))}</span>
            <button type="button" class="button button--outline" on:click=move |_| reader.stop()>{w.stop}</button>
        </div>
    }
    .into_any()
}

#[component]
fn PasteField(reader: Reader) -> impl IntoView {
    let w = &words().app;
    let Reader { text, error, .. } = reader;
    let pasted = move |event: ev::ClipboardEvent| {
        let plain = paste::pasted_text(&event);
        let said = match (&plain, paste::pasted_files(&event)) {
            (Some(_), _) => None,
            (None, true) => Some(words().mapping.image_only),
            (None, false) => Some(words().mapping.nothing_pasted),
        };
        error.set(said.map(str::to_string));
        if let (Some(plain), Some(page)) = (plain, paste::pasted_page(&event)) {
            reader.pasted(plain, page);
        }
    };
    view! {
        <div class="form-control">
            <label class="form-control__label" for="table-text">{w.table_paste}</label>
            <textarea
                class="textarea"
                id="table-text"
                spellcheck="false"
                aria-describedby="table-error"
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=move || text.get()
                on:paste=pasted
                on:change:target=move |event| text.set(event.target().value())
            ></textarea>
            <p class="error-text" id="table-error" role="alert">{live_text(move || error.get().unwrap_or_default())}</p>
        </div>
    }
}
