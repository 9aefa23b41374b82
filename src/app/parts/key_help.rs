//! The list of all keys.

use crate::app::{App, words};
use crate::edge;
use leptos::html;
use leptos::prelude::*;

/// Shows the list while the app says so.
#[component]
pub fn KeyHelp() -> impl IntoView {
    let open = App::here().key_help;
    let w = &words().daily;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (open.get(), dialog.get()) {
            edge::dialog::open(&dialog);
        }
    });
    let shut = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            edge::dialog::close(&dialog);
        }
    };
    let row = |(key, does): &(&'static str, &'static str)| {
        view! { <tr><th scope="row">{*key}</th><td>{*does}</td></tr> }
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="key-help-title" on:close=move |_| open.set(false)>
            <h2 class="dialog__title" id="key-help-title" tabindex="-1" autofocus>{w.keys}</h2>
            <table class="key-help">
                <thead><tr><th scope="col">{w.key}</th><th scope="col">{w.does}</th></tr></thead>
                <tbody>{w.key_list.iter().map(row).collect_view()}</tbody>
            </table>
            <p class="note">{w.keys_mac}</p>
            <div class="dialog__buttons">
                <button type="button" class="button button--outline" on:click=shut>{words().app.close}</button>
            </div>
        </dialog>
    }
}
