//! 委員会: the roster, the rules, and the meetings of a year.

use crate::app::session::Session;
use crate::app::words;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Shows the committee of a year.
#[component]
pub fn CommitteePage(session: Session, year: FiscalYear) -> impl IntoView {
    let _ = (session, year);
    view! { <h2>{words().committee.committee}</h2> }
}
