//! 委員会: the meetings of a year, to which most come; the roster and the rules.

mod meetings;
mod roster;
mod rules;

pub use meetings::noun;
pub use roster::named;

use crate::app::parts::live::live_option;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::edit::{Edit, YearEdit};
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// The id of the roster's part of the page.
pub const ROSTER: &str = "committee-roster";

/// Shows the committee of a year.
#[component]
pub fn CommitteePage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().committee;
    let closed = Memo::new(move |_| session.is_closed(year));
    let has_axes = Memo::new(move |_| {
        session.track(Topic::Form(year));
        session.book(year, |book| !book.form.committee.axes.is_empty()).unwrap_or(false)
    });
    let notes = live_option(move || {
        let closed = closed.get().then_some(w.year_closed);
        closed
            .or((!has_axes.get()).then_some(w.no_committee))
            .map(|note| view! { <p class="notice">{note}</p> }.into_any())
    });
    view! {
        <h2>{w.committee}</h2>
        {notes}
        <fieldset class="roster-page" disabled=closed>
            {meetings::view(session, year)}
            {roster::view(session, year)}
            {rules::view(session, year, has_axes)}
        </fieldset>
    }
}

/// Does several things in a year as one step; returns whether they were done, and tells why not.
pub fn all(session: Session, year: FiscalYear, edits: Vec<YearEdit>) -> bool {
    let edits = edits.into_iter().map(|edit| Edit::In(year, edit)).collect();
    match session.apply(Edit::All(edits), None) {
        Ok(()) => true,
        Err(error) => {
            session.saving.tell((words().app.refused)(&error));
            false
        }
    }
}
