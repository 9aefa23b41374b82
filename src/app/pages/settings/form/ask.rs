//! The question before a change that hides something: what, how much, with examples.

use super::designer::{Designer, Pending};
use crate::app::parts::live::live_option;
use crate::app::words;
use crate::edge;
use leptos::html;
use leptos::prelude::*;

/// Shows the dialog while a change waits.
pub(super) fn view(designer: Designer) -> AnyView {
    let w = &words().design;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let waits = designer.pending.with(Option::is_some);
        if let (true, Some(dialog)) = (waits, dialog.get()) {
            edge::dialog::open(&dialog);
        }
    });
    let shut = move || dialog.get_untracked().into_iter().for_each(|dialog| edge::dialog::close(&dialog));
    let go_on = move |_| {
        let pending = designer.pending.get_untracked();
        shut();
        pending.into_iter().for_each(|it| designer.apply(it));
    };
    let body = live_option(move || designer.pending.get().map(|it| lines(&it)));
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="design-ask-title" on:close=move |_| designer.pending.set(None)>
            <h2 class="dialog__title" id="design-ask-title">{w.ask}</h2>
            <div class="form">
                {body}
                <div class="dialog__buttons">
                    <button type="button" class="button button--outline" id="design-ask-no" on:click=move |_| shut()>
                        {w.cancel}
                    </button>
                    <button type="button" class="button button--fill" id="design-ask-yes" on:click=go_on>{w.go_on}</button>
                </div>
            </div>
        </dialog>
    }
    .into_any()
}

fn lines(pending: &Pending) -> AnyView {
    let w = &words().design;
    let line = |(what, examples): &(String, String)| {
        view! {
            <li>
                <strong>{what.clone()}</strong>
                <span class="design__example">{examples.clone()}</span>
            </li>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = pending.lines.iter().map(line).collect();
    let hint = pending.hides.then_some(w.ask_hint);
    view! {
        <p>{hint}</p>
        <ul class="design__hidden">{lines}</ul>
    }
    .into_any()
}
