//! The form as a file, and another form in its place.

use super::designer::Designer;
use crate::app::opening;
use crate::app::parts::file_drop::{FileButton, first, read};
use crate::app::parts::live::live_option;
use crate::app::words;
use crate::design::adopt;
use crate::edge::{clock, files};
use crate::format;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// Draws the two buttons.
pub(super) fn view(designer: Designer) -> AnyView {
    let w = &words().design;
    let saving = designer.session.saving;
    let save = move |_| {
        let form = designer.form();
        // What was changed apart and does not fit together would not be read again.
        if !form.faults().is_empty() {
            return saving.tell(w.not_whole.into());
        }
        let name = format::form_name(&form, &clock::today());
        saving.tell(match files::download(&name, &format::write_form(&form), files::JSON) {
            Ok(()) => (w.saved_file)(&name),
            Err(_) => words().app.file_not_saved.into(),
        });
    };
    let take = move |file: File| {
        spawn_local(async move {
            match read(&file)
                .await
                .map_err(|it| it.message)
                .and_then(|text| format::read_form(&text).map_err(|error| opening::sentence(&error)))
            {
                Ok(given) => replace(designer, &given),
                Err(sentence) => saving.tell(sentence),
            }
        });
    };
    let other = live_option(move || {
        (!designer.closed.get())
            .then(|| view! { <FileButton label=w.replace on_files=first(take)/> }.into_any())
    });
    view! {
        <div class="form__buttons">
            <button type="button" class="button button--outline" id="design-save" on:click=save>{w.save_file}</button>
            {other}
        </div>
        <p class="form-control__support">{w.file_hint}</p>
    }
    .into_any()
}

fn replace(designer: Designer, given: &crate::model::form::Form) {
    let w = &words().design;
    let own = designer.form();
    let form = adopt(&own, given);
    if form == own {
        return designer.session.saving.tell(w.same.into());
    }
    let said = (w.replaced)(&form.name);
    designer.propose("", said, form);
}
