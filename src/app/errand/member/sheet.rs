//! The sheet of an item to read: what the plan says of it and of all below it, in large type.

use crate::app::errand::department::text_of;
use crate::app::parts::field::heading_of;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::form::FieldKind;
use crate::model::id::NodeId;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::prelude::*;

/// Draws it as it stands; nothing of it can be changed.
pub fn sheet(session: Session, year: FiscalYear, node: NodeId) -> AnyView {
    session.track(Topic::Form(year));
    let outline = session.outline(year);
    let drawn = session.book(year, |book| {
        let own = lines(book, node);
        let below: Vec<AnyView> = outline.below(Some(node)).into_iter().map(|it| part(book, it)).collect();
        let is_empty = own.is_none() && below.is_empty();
        let empty =
            is_empty.then(|| view! { <p class="note">{words().ballot.nothing_written}</p> }.into_any());
        view! { {own}{below}{empty} }.into_any()
    });
    drawn.unwrap_or_else(|| ().into_any())
}

/// One of the items below.
fn part(book: &YearBook, node: NodeId) -> AnyView {
    let has_fields = book
        .nodes
        .get(node)
        .and_then(|node| node.level)
        .is_some_and(|level| book.form.fields_of(level).next().is_some());
    let none =
        || has_fields.then(|| view! { <p class="note">{words().ballot.nothing_written}</p> }.into_any());
    let body = lines(book, node).or_else(none);
    view! { <section class="member__part"><h4>{heading_of(book, node)}</h4>{body}</section> }.into_any()
}

/// What is filled in, field by field, ratings first.
fn lines(book: &YearBook, node: NodeId) -> Option<AnyView> {
    let level = book.nodes.get(node)?.level?;
    let filled = book.form.fields_of(level).map(|field| (field, text_of(book, node, field)));
    let mut filled: Vec<_> = filled.filter(|(_, text)| !text.is_empty()).collect();
    filled.sort_by_key(|(field, _)| !matches!(field.kind, FieldKind::Grade { .. }));
    if filled.is_empty() {
        return None;
    }
    let line = |(field, text): (&crate::model::form::Field, String)| {
        view! { <dt>{field.label_in(&book.label)}</dt><dd class="errand__text">{text}</dd> }.into_any()
    };
    let lines: Vec<AnyView> = filled.into_iter().map(line).collect();
    Some(view! { <dl class="member__lines">{lines}</dl> }.into_any())
}
