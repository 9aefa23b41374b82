//! A department fills in its items.

use crate::app::session::Session;
use crate::app::words;
use crate::model::errand::Request;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws it.
#[component]
pub fn DepartmentPages(session: Session, year: FiscalYear, request: Request) -> impl IntoView {
    let _ = (session, year, request);
    view! { <h2>{words().errand.request}</h2> }
}
