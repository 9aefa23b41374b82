//! A field of what is said beside the answers: who filled it in, a note to the secretariat.

use super::answer::{self, Part};
use crate::app::parts::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::words;
use leptos::prelude::*;

/// Draws it.
pub fn said(session: Session, part: Part) -> AnyView {
    let w = &words().errand;
    let (label, hint, id) = match part {
        Part::Note => (w.note, w.note_hint, "errand-note-hint"),
        _ => (w.by, w.by_hint, "errand-by-hint"),
    };
    let value = Memo::new(move |_| {
        session.track(Topic::Plan);
        session.read(|workbook| answer::text(workbook, part))
    });
    let visit = StoredValue::new(None);
    let on_enter = Callback::new(move |()| visit.set_value(Some(session.visit())));
    let on_text = Callback::new(move |text: String| answer::write(session, part, text, visit.get_value()));
    view! {
        <label class="form-control errand__said">
            <span class="form-control__label">{label}</span>
            <span class="form-control__support" id=id>{hint}</span>
            <TextField label value single={part == Part::By} explained_by=id.to_string() on_enter on_text/>
        </label>
    }
    .into_any()
}
