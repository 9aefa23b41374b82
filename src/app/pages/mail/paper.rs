//! 紙の委員票: a ballot on paper, entered by the secretariat (代理入力).

use crate::app::session::Session;
use crate::app::words;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn PaperPage(session: Session, year: FiscalYear) -> impl IntoView {
    let _ = (session, year);
    view! { <h2>{words().ballot.paper}</h2> }
}
