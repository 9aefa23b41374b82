//! 再掲 of an item made from the item: another place, with a number of its own.

use super::field::heading_of;
use super::place_picker::{self, Picked};
use super::plan_dialog::LabelledInput;
use crate::app::session::Session;
use crate::app::words;
use crate::model::edit::{Edit, YearEdit};
use crate::model::id::NodeId;
use crate::model::repeat;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Asks for the place and the number there.
pub fn view(session: Session, year: FiscalYear, node: NodeId, shut: Callback<()>) -> AnyView {
    let w = &words().planning;
    let picked = Picked::nothing();
    let number = RwSignal::new(String::new());
    let level = session.book(year, |book| book.nodes.get(book.original(node))?.level).flatten();
    let act = move |_| {
        let Some(slot) = picked.slot(session, year, None) else { return };
        let outline = session.outline_now(year);
        let number = number.get_untracked();
        let made = session.book(year, |book| {
            let made = repeat::make(book, &outline, node, slot, number.trim(), || session.draw());
            made.map(|edit| (edit, heading_of(book, node)))
        });
        if let Some((edit, heading)) = made.flatten() {
            match session.apply(Edit::In(year, edit), None) {
                Ok(()) => session.saving.tell((w.repeat_made)(&heading)),
                Err(error) => return session.saving.tell((words().app.refused)(&error)),
            }
        }
        shut.run(());
    };
    let picker = level.map(|level| place_picker::view(session, year, level, None, picked));
    view! {
        <div class="form">
            {picker}
            <LabelledInput id="repeat-number" label=w.repeat_number support=w.repeat_number_hint value=number/>
            <div class="dialog__buttons">
                <button
                    type="button"
                    class="button button--fill"
                    disabled=move || picked.parent.get().is_none()
                    on:click=act
                >
                    {w.repeat_here}
                </button>
                <button type="button" class="button button--outline" on:click=move |_| shut.run(())>{w.cancel}</button>
            </div>
        </div>
    }
    .into_any()
}

/// Does several things in a year as one step; a refusal is told.
pub fn all(session: Session, year: FiscalYear, edits: Vec<YearEdit>) -> bool {
    use crate::model::edit::Edit;
    let edits = edits.into_iter().map(|edit| Edit::In(year, edit)).collect();
    session
        .apply(Edit::All(edits), None)
        .map_err(|error| {
            session.saving.tell((words().app.refused)(&error));
        })
        .is_ok()
}
