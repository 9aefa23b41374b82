//! All that a member gave, to be looked over before it goes back.

use super::given;
use crate::app::errand::{href, track};
use crate::app::parts::field::heading_of;
use crate::app::session::Session;
use crate::app::words;
use crate::model::errand::Request;
use crate::model::id::NodeId;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::Page;
use leptos::prelude::*;

/// Draws it.
pub fn summary(session: Session, year: FiscalYear, request: &Request) -> AnyView {
    track(session, year, request);
    let rows = session.book(year, |book| {
        request.items.iter().map(|asked| row(book, year, request, asked.node)).collect::<Vec<_>>()
    });
    view! {
        <section class="errand__section" aria-labelledby="given">
            <h3 id="given" class="errand__head">{words().ballot.summary}</h3>
            <ol class="errand__items">{rows.unwrap_or_default()}</ol>
        </section>
    }
    .into_any()
}

fn row(book: &YearBook, year: FiscalYear, request: &Request, node: NodeId) -> AnyView {
    let w = &words().ballot;
    let given = given(book, request, node);
    let several = given.len() > 1;
    let votes = given.iter().map(|(axis, vote, comment)| {
        let label = if several { format!("{axis}：") } else { String::new() };
        let comment =
            (!comment.is_empty()).then(|| view! { <p class="errand__text">{comment.clone()}</p> }.into_any());
        view! { <p><strong>{label}{vote.clone()}</strong></p>{comment} }.into_any()
    });
    let mut votes: Vec<AnyView> = votes.collect();
    if votes.is_empty() {
        votes.push(view! { <p><span class="badge">{w.ungiven}</span></p> }.into_any());
    }
    view! {
        <li class="errand__item">
            <a href=href(year, Page::Item(node))>{heading_of(book, node)}</a>
            {votes}
        </li>
    }
    .into_any()
}
