//! 結果: what came of a meeting, and the draft of its minutes.

use crate::app::session::Session;
use crate::model::id::MeetingId;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Shows it.
#[component]
pub fn ResultsPage(session: Session, year: FiscalYear, meeting: MeetingId) -> impl IntoView {
    let _ = (session, year, meeting);
}
