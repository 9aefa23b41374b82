//! The two save states in the header, lasting banners, and what was just done.

use super::file_dialog::FileState;
use crate::app::saving::Kept;
use crate::app::session::Session;
use crate::app::words;
use leptos::prelude::*;

/// Shows how the workbook stands in this browser and in a file.
#[component]
pub fn SaveStates(session: Session) -> impl IntoView {
    let browser = move || kept(session);
    view! {
        <div class="save-states">
            <span
                class="save-state"
                role="status"
                data-state=move || browser().0
                title=move || browser().2
            >
                {move || browser().1}
            </span>
            <FileState session/>
        </div>
    }
}

/// Returns the mark of how the workbook stands in this browser, the sentence, and what explains it.
fn kept(session: Session) -> (&'static str, &'static str, &'static str) {
    let w = &words().storage;
    match session.saving.kept.get() {
        Kept::Saved => ("saved", w.saved, w.saved_hint),
        Kept::ForNow => ("for-now", w.saved_for_now, w.saved_for_now_hint),
        Kept::Working => ("working", w.saving, ""),
        Kept::Failed(_) => ("failed", w.not_saved, ""),
        Kept::NotHere => ("not-here", w.not_here, w.not_here_hint),
    }
}

/// Shows once more how the workbook stands in this browser, where the header is out of view. It is
/// read out in the header alone.
pub fn kept_mark(session: Session) -> AnyView {
    let state = move || kept(session);
    view! {
        <span class="save-state" aria-hidden="true" data-state=move || state().0>{move || state().1}</span>
    }
    .into_any()
}

/// Shows the lasting banners, and at the lower edge what was just done.
#[component]
pub fn Told(session: Session) -> impl IntoView {
    let w = words();
    let saving = session.saving;
    let banner = move |at: usize, message: crate::words::storage::Message| {
        let close = move |_| {
            saving.banners.update(|banners| {
                if at < banners.len() {
                    banners.remove(at);
                }
            });
        };
        view! {
            <div class="notice notice--error" role="alert">
                <p class="notice__text"><strong>{message.title}</strong><br/>{message.text}</p>
                <button type="button" class="button button--fill" on:click=move |_| saving.save_file(session)>
                    {w.storage.save_file}
                </button>
                <button type="button" class="button button--outline" on:click=move |_| saving.retry(session)>
                    {w.storage.retry}
                </button>
                <button type="button" class="button button--text" on:click=close>{w.app.close}</button>
            </div>
        }
    };
    view! {
        <div class="notices">
            {move || {
                let banners = saving.banners.get().into_iter().enumerate();
                banners.map(|(at, message)| banner(at, message)).collect_view()
            }}
        </div>
        <div class="told" role="status"><p class="told__text">{move || saving.told.get()}</p></div>
    }
}
