//! The texts for the mails of what was sent just now, each with its file once more.

use super::desk::{Desk, save};
use crate::app::words;
use crate::edge::clipboard;
use crate::format::{self, ErrandFile};
use crate::mail::cut::cut;
use crate::model::id::RequestId;
use crate::words::mail::Letter;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Draws them; nothing where nothing was sent.
pub fn view(desk: Desk) -> AnyView {
    let w = &words().mail;
    let sent = desk.sent.get();
    if sent.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = sent.into_iter().filter_map(|id| one(desk, id)).collect();
    view! {
        <section aria-labelledby="mail-letters">
            <h3 id="mail-letters">{w.to_send}</h3>
            <ul class="mail__list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn one(desk: Desk, id: RequestId) -> Option<AnyView> {
    let w = &words().mail;
    let (name, text) = letter(desk, id)?;
    let label = (w.letter_of)(&name);
    let again = (w.save_again)(&name);
    let copied = text.clone();
    let copy = move |_| {
        let text = copied.clone();
        spawn_local(async move {
            let done = clipboard::copy(&text).await;
            desk.session.saving.tell(if done { w.copied } else { w.not_copied }.into());
        });
    };
    let save = move |_| {
        desk.session.saving.tell(match save(desk.session, desk.year, id, desk.as_text.get_untracked()) {
            Some(name) => (words().app.file_saved_as)(&name),
            None => words().app.file_not_saved.into(),
        });
    };
    Some(
        view! {
            <li class="mail__letter">
                <h4>{name}</h4>
                <textarea class="textarea" readonly rows="6" aria-label=label prop:value=text></textarea>
                <div class="form__buttons">
                    <button type="button" class="button button--outline" on:click=copy>{w.copy}</button>
                    <button type="button" class="button button--text" on:click=save>{again}</button>
                </div>
            </li>
        }
        .into_any(),
    )
}

/// Returns to whom a request goes, and the text of its mail with the subject above it.
fn letter(desk: Desk, id: RequestId) -> Option<(String, String)> {
    let w = &words().mail;
    let as_text = desk.as_text.get_untracked();
    desk.session.read(|workbook| {
        let book = workbook.year(desk.year)?;
        let request = book.requests.get(id)?;
        let file = cut(workbook, desk.year, request)?;
        let file = format::errand_name(&file, ErrandFile::Request, if as_text { "txt" } else { "json" });
        let (to, title) = (request.to.name(book), &workbook.content().title);
        let plan = format!("{title} {}", book.label);
        let (items, deadline) = (request.items.len(), request.deadline.as_str());
        let body = (w.body)(&Letter { to: &to, plan: &plan, items, deadline, file: &file });
        Some((to.clone(), format!("{}\n\n{body}", (w.subject)(title, &book.label))))
    })
}
