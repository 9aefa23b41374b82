//! A request that was opened (記入依頼, 委員票): what its recipient sees.

pub mod answer;
mod ballot;
mod department;
pub mod finish;
mod giving_back;

use super::session::Session;
use crate::mail::progress::request_of;
use ballot::BallotPages;
use department::DepartmentPages;
use leptos::prelude::*;

/// Draws an open request for whom it was made.
#[component]
pub fn ErrandShell(session: Session) -> impl IntoView {
    let found = session.read(|workbook| request_of(workbook).map(|(year, request)| (year, request.clone())));
    found.map(|(year, request)| match request.member() {
        Some(_) => view! { <BallotPages session year request/> }.into_any(),
        None => view! { <DepartmentPages session year request/> }.into_any(),
    })
}
