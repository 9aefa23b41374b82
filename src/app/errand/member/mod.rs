//! A member of the committee rates the items (委員票).

mod item;
mod paper;
mod sheet;
mod summary;

use super::front::Front;
use crate::app::App;
use crate::app::parts::ballot::vote_text;
use crate::app::parts::live::live;
use crate::app::session::Session;
use crate::mail::slip::Slip;
use crate::model::errand::Request;
use crate::model::id::NodeId;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::Page;
use item::ItemPage;
use leptos::prelude::*;
pub use paper::paper;
pub use summary::summary;

/// Draws the front page, or the item that the address names.
#[component]
pub fn MemberPages(session: Session, year: FiscalYear, request: Request) -> impl IntoView {
    let app = App::here();
    let node = Memo::new(move |_| match app.route.get().spot().map(|spot| spot.page) {
        Some(Page::Item(node)) => Some(node),
        _ => None,
    });
    live(move || {
        let request = request.clone();
        let body = match node.get() {
            Some(node) => view! { <ItemPage session year request node/> }.into_any(),
            None => view! { <Front session year request/> }.into_any(),
        };
        view! { <div class="member">{body}</div> }.into_any()
    })
}

/// Returns the slips of an item, one for each axis; none where no member and round is named.
pub fn slips(book: &YearBook, request: &Request, node: NodeId) -> Vec<Slip> {
    let Some((member, round)) = request.member().zip(request.round) else { return Vec::new() };
    let axes = book.form.committee.axes.iter();
    axes.map(|axis| Slip { round, node, axis: axis.id, member, proxy: false }).collect()
}

/// Returns what was given to an item: the axis, the vote as a text, the comment.
pub fn given(book: &YearBook, request: &Request, node: NodeId) -> Vec<(String, String, String)> {
    let of = |slip: Slip| {
        let (axis, ballot) = (book.form.axis(slip.axis)?, slip.ballot(book)?);
        Some((axis.label.clone(), vote_text(book, ballot), ballot.comment.clone()))
    };
    slips(book, request, node).into_iter().filter_map(of).collect()
}
