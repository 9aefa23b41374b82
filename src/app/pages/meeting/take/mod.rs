//! 進行: one item after the other, its ratings, and what is settled.

use crate::app::session::Session;
use crate::model::id::{MeetingId, NodeId};
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Shows it.
#[component]
pub fn TakePage(
    session: Session,
    year: FiscalYear,
    meeting: MeetingId,
    asked: Memo<Option<NodeId>>,
) -> impl IntoView {
    let _ = (session, year, meeting, asked);
}
