//! 状況: who has answered, and what is open.

use crate::app::session::Session;
use crate::app::words;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn BoardPage(session: Session, year: FiscalYear) -> impl IntoView {
    let _ = (session, year);
    view! { <h2>{words().mail.board}</h2> }
}
