//! The texts for the mails of what was sent just now, each with its file once more.

use super::desk::{Desk, save};
use crate::app::outgoing;
use crate::app::session::Session;
use crate::app::words;
use crate::format;
use crate::mail::carrier::Carrier;
use crate::mail::cut::cut;
use crate::model::id::RequestId;
use crate::model::year::FiscalYear;
use crate::words::mail::Letter;
use leptos::prelude::*;

/// Draws them; nothing where nothing was sent.
pub fn view(desk: Desk) -> AnyView {
    let w = &words().mail;
    let sent = desk.sent.get();
    if sent.is_empty() {
        return ().into_any();
    }
    let carrier = desk.carrier.get_untracked();
    let rows: Vec<AnyView> =
        sent.into_iter().filter_map(|id| one(desk.session, desk.year, id, carrier)).collect();
    view! {
        <section aria-labelledby="mail-letters">
            <h3 id="mail-letters">{w.to_send}</h3>
            <ul class="mail__list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Draws the text for the mail of one request, as an entry of a list.
pub fn one(session: Session, year: FiscalYear, id: RequestId, carrier: Carrier) -> Option<AnyView> {
    let w = &words().mail;
    let (name, text) = letter(session, year, id, carrier)?;
    let label = (w.letter_of)(&name);
    let again = (w.save_again)(&name);
    let copied = text.clone();
    let copy = move |_| outgoing::copy(session, copied.clone(), w.copied, w.not_copied);
    let save = move |_| {
        session.saving.tell(match save(session, year, id, carrier) {
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
fn letter(session: Session, year: FiscalYear, id: RequestId, carrier: Carrier) -> Option<(String, String)> {
    let w = &words().mail;
    session.read(|workbook| {
        let book = workbook.year(year)?;
        let request = book.requests.get(id)?;
        let file = cut(workbook, year, request)?;
        let file = format::errand_name(&file, outgoing::sent_kind(request), carrier.file_type());
        let (to, title) = (request.to.name(book), &workbook.content().title);
        let plan = format!("{title} {}", book.label);
        let letter = Letter {
            to: &to,
            plan: &plan,
            items: request.items.len(),
            deadline: &request.deadline,
            file: &file,
            message: &request.message,
            replaces: request.replaces.is_some(),
            is_ballot: request.member().is_some(),
            is_page: carrier == Carrier::Page,
        };
        let subject = (w.subject)(title, &book.label, letter.replaces);
        let body = (w.body)(&letter);
        Some((to.clone(), format!("{subject}\n\n{body}")))
    })
}
