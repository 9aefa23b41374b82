//! The draft of the minutes: to be read, copied, saved.

use super::part;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge::{clipboard, files};
use crate::format;
use crate::meeting::minutes::minutes as write_minutes;
use crate::meeting::results::Results;
use crate::model::id::MeetingId;
use crate::model::year::FiscalYear;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The field's id.
const TEXT: &str = "minutes-text";

/// Draws the draft with what can be done with it.
pub fn minutes(
    session: Session,
    year: FiscalYear,
    meeting: MeetingId,
    read: Memo<Option<Results>>,
) -> AnyView {
    let w = &words().results;
    let field = NodeRef::<html::Textarea>::new();
    let text = Memo::new(move |_| {
        session.track(Topic::Plan);
        session.track(Topic::Remarks(year));
        let write = |results: &Results| {
            session.read(|workbook| write_minutes(workbook, year, meeting, results, words()))
        };
        read.with(|results| results.as_ref().map(write)).unwrap_or_default()
    });
    let tell = move |sentence: String| session.saving.tell(sentence);
    let copy = move |_| {
        spawn_local(async move {
            if clipboard::copy(&text.get_untracked()).await {
                return tell(w.copied.into());
            }
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
                field.select();
            }
            tell(w.not_copied.into());
        });
    };
    let save = move |_| {
        let name = session.book(year, |book| {
            let title = book.meetings.get(meeting).map_or("", |it| it.title.as_str());
            format::export_name([w.file_stem, &book.label, title], "txt")
        });
        let name = name.unwrap_or_default();
        // Old editors on Windows want a mark at the beginning and both signs at the end of a line.
        let text = format!("\u{feff}{}", text.get_untracked().replace('\n', "\r\n"));
        tell(match files::download(&name, &text, "text/plain") {
            Ok(()) => (w.saved)(&name),
            Err(_) => w.not_saved.into(),
        });
    };
    let body = view! {
        <p class="note">{w.minutes_hint}</p>
        <div class="results__tools">
            <button type="button" class="button button--outline" on:click=copy>{w.copy}</button>
            <button type="button" class="button button--outline" on:click=save>{w.save}</button>
        </div>
        <label class="visually-hidden" for=TEXT>{w.minutes_text}</label>
        <textarea id=TEXT class="input results__text" readonly rows="24" node_ref=field prop:value=move || text.get()></textarea>
        <div class="results__print">{move || text.get()}</div>
    };
    part(w.minutes, body.into_any())
}
