//! 結果: what came of a meeting, and the draft of its minutes.

mod list;
mod people;
mod text;

use crate::app::parts::live::live;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::meeting::minutes::name as member_name;
use crate::meeting::results::{Results, results};
use crate::model::id::{MeetingId, MemberId, NodeId};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::sitting::agenda;
use leptos::prelude::*;

/// Shows it.
#[component]
pub fn ResultsPage(session: Session, year: FiscalYear, meeting: MeetingId) -> impl IntoView {
    let w = &words().results;
    let read = Memo::new(move |_| read(session, year, meeting));
    let tables = move || {
        let Some(results) = read.get() else { return ().into_any() };
        if results.items.is_empty() {
            return view! { <p class="empty">{w.no_items}</p> }.into_any();
        }
        let shown = Shown { session, year, meeting, results };
        [
            list::list(&shown),
            people::matrix(&shown),
            people::missing(&shown),
            people::late(&shown),
            people::stray(&shown),
        ]
        .into_any()
    };
    view! {
        <article class="results">
            {live(tables)}
            {text::minutes(session, year, meeting, read)}
        </article>
    }
}

/// Is what the parts of the page draw.
struct Shown {
    session: Session,
    year: FiscalYear,
    meeting: MeetingId,
    results: Results,
}

impl Shown {
    /// Returns an item's number and title.
    fn heading(&self, node: NodeId) -> String {
        let of = |book: &YearBook| book.nodes.get(node).map(|node| node.heading());
        self.session.book(self.year, of).flatten().unwrap_or_default()
    }

    /// Returns a member's name.
    fn name(&self, id: MemberId) -> String {
        let name = |book: &YearBook| member_name(book, id, words());
        self.session.book(self.year, name).unwrap_or_default()
    }
}

/// Reads the results, and subscribes to all that they are made of.
fn read(session: Session, year: FiscalYear, meeting: MeetingId) -> Option<Results> {
    session.track(Topic::Form(year));
    session.track(Topic::People(year));
    let outline = session.outline(year);
    let nodes = session.book(year, |book| agenda(book, &outline, meeting)).unwrap_or_default();
    for node in nodes {
        session.track(Topic::Votes(year, node));
        session.track(Topic::Node(year, node));
    }
    session.read(|workbook| results(workbook, year, &outline, meeting))
}

/// A part of the page with its heading.
fn part(title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="results__part">
            <h3>{title}</h3>
            {body}
        </section>
    }
    .into_any()
}

/// A table that scrolls in itself; its caption is seen where there is one for each axis.
fn table(title: &'static str, axis: Option<String>, heads: Vec<String>, rows: Vec<AnyView>) -> AnyView {
    let hidden = axis.is_none().then_some("visually-hidden");
    let caption = axis.map_or_else(|| title.to_string(), |axis| format!("{title}（{axis}）"));
    let label = caption.clone();
    let head = |text: String| view! { <th scope="col">{text}</th> }.into_any();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="numbers-table results__table">
                <caption class=hidden>{caption}</caption>
                <thead><tr>{heads.into_iter().map(head).collect::<Vec<AnyView>>()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A cell of one or more columns.
fn cell(text: String, kind: &'static str, columns: usize) -> AnyView {
    view! { <td class=kind colspan=(columns > 1).then(|| columns.to_string())>{text}</td> }.into_any()
}
