//! 受け取る: what came back, and what taking it would do.

use crate::app::session::Session;
use crate::app::words;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn ReceivePage(session: Session, year: FiscalYear) -> impl IntoView {
    let _ = (session, year);
    view! { <h2>{words().mail.receive}</h2> }
}
