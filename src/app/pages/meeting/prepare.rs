//! 準備: what is met about, who comes, and which items are called.

use crate::app::session::Session;
use crate::model::id::MeetingId;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Shows it.
#[component]
pub fn PreparePage(session: Session, year: FiscalYear, meeting: MeetingId) -> impl IntoView {
    let _ = (session, year, meeting);
}
