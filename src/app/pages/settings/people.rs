//! 担当課と委員: departments and members, renamed and replaced in one place.

use crate::app::session::Session;
use crate::app::words;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn PeoplePage(session: Session, year: FiscalYear) -> impl IntoView {
    let _ = (session, year);
    view! { <h2>{words().settings.people}</h2> }
}
