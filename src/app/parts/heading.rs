//! Numbers and titles of items, edited in place.

use super::field::heading_of;
use super::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::edit::YearEdit;
use crate::model::id::NodeId;
use crate::model::node::Node;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Returns the name of an item's level.
pub fn level_label(session: Session, year: FiscalYear, node: NodeId) -> String {
    let label = session.book(year, |book| {
        let level = book.nodes.get(node)?.level?;
        book.form.level(level).map(|level| level.label.clone())
    });
    label.flatten().unwrap_or_default()
}

/// Number and title of an item, both edited in place.
#[component]
pub fn Heading(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    /// Begins the element's id; the outline has another than the sheet.
    #[prop(default = "item")]
    place: &'static str,
) -> impl IntoView {
    view! {
        <span class="heading-fields" id=format!("{place}-{node}")>
            <span class="heading-fields__number"><NumberField session year node/></span>
            <span class="heading-fields__title"><TitleField session year node/></span>
        </span>
    }
}

#[component]
pub fn NumberField(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let number = move |node: &Node| node.number.clone();
    part_field(session, year, node, words().app.number_of, number, YearEdit::Number)
}

#[component]
pub fn TitleField(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let title = move |node: &Node| node.title.clone();
    part_field(session, year, node, words().app.title_of, title, YearEdit::Title)
}

fn part_field(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    named: fn(&str) -> String,
    select: impl Fn(&Node) -> String + Copy + Send + Sync + 'static,
    edit: fn(NodeId, String) -> YearEdit,
) -> impl IntoView {
    let visit = StoredValue::new(None);
    let value = Memo::new(move |_| {
        session.track(Topic::Node(year, node));
        session.book(year, |book| book.nodes.get(node).map(select)).flatten().unwrap_or_default()
    });
    let label = Memo::new(move |_| {
        session.track(Topic::Node(year, node));
        named(&session.book(year, |book| heading_of(book, node)).unwrap_or_default())
    });
    let closed = Memo::new(move |_| session.is_closed(year));
    view! {
        <TextField
            label
            value
            read_only=closed
            single=true
            on_enter=Callback::new(move |()| visit.set_value(Some(session.visit())))
            on_text=Callback::new(move |text| session.edit(year, edit(node, text), visit.get_value()))
        />
    }
}
