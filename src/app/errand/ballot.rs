//! A member rates on a 委員票, one item at a time.

use crate::app::session::Session;
use crate::app::words;
use crate::model::errand::Request;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws it.
#[component]
pub fn BallotPages(session: Session, year: FiscalYear, request: Request) -> impl IntoView {
    let _ = (session, year, request);
    view! { <p class="empty" role="alert">{words().ballot.ballot}</p> }
}
