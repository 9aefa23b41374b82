//! The way from a row of the table to the item by itself.

use super::field::heading_of;
use super::live::{live, live_text};
use super::status::{chip, stands};
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::year::FiscalYear;
use crate::route::{Page, Spot};
use leptos::prelude::*;

/// A link to the item with all its fields, and how each of its rows stands.
#[component]
pub fn RowDoor(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let app = App::here();
    let heading = live_text(move || {
        session.track(Topic::Node(year, node));
        session.book(year, |book| format!("：{}", heading_of(book, node))).unwrap_or_default()
    });
    let chips = live(move || {
        let outline = session.outline(year);
        let rows = session.book(year, |book| item::rows(book, &outline, node)).unwrap_or_default();
        rows.into_iter().filter_map(|row| stands(session, year, row)).map(chip).collect::<Vec<_>>().into_any()
    });
    let href = app.route.get_untracked().at(Spot { year, page: Page::Item(node) }).hash();
    view! {
        <span class="row-door">
            <a class="row-door__link" href=href>
                {words().daily.open_item}
                <span class="visually-hidden">{heading}</span>
            </a>
            {chips}
        </span>
    }
}
