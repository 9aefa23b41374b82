//! 送る: requests to departments and members.

use crate::app::session::Session;
use crate::app::words;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn SendPage(session: Session, year: FiscalYear) -> impl IntoView {
    let _ = (session, year);
    view! { <h2>{words().mail.send}</h2> }
}
