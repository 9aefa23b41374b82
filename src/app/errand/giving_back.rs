//! The three ways back: a file, a text for the mail, paper.

use crate::app::session::Session;
use crate::app::words;
use crate::model::errand::Request;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws it.
#[component]
pub fn GivingBack(session: Session, year: FiscalYear, request: Request) -> impl IntoView {
    let _ = (session, year, request);
    view! { <h2>{words().giving_back.give_back}</h2> }
}
