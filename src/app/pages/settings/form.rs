//! 様式: the designer of the form.

use crate::app::session::Session;
use crate::app::words;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn FormPage(session: Session, year: FiscalYear) -> impl IntoView {
    let _ = (session, year);
    view! { <h2>{words().settings.form}</h2> }
}
