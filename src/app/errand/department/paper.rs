//! The sheet for the approval (決裁) in the department: all that was answered, in full.

use super::item::text_of;
use crate::app::errand::answer::{self, Part};
use crate::app::parts::field::heading_of;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge::clock;
use crate::mail::scope::{Access, access};
use crate::model::errand::{Asked, Request};
use crate::model::written::written;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::prelude::*;

/// Draws it; it shows on paper alone.
pub fn paper(session: Session, year: FiscalYear, request: &Request) -> AnyView {
    let w = &words().errand;
    session.track(Topic::Plan);
    session.track(Topic::Statuses(year));
    let (plan, by, note) = session.read(|workbook| {
        (
            workbook.content().title.clone(),
            answer::text(workbook, Part::By),
            answer::text(workbook, Part::Note),
        )
    });
    let drawn = session.book(year, |book| {
        let items: Vec<AnyView> = request.items.iter().map(|asked| item(book, request, *asked)).collect();
        (format!("{plan} {}", book.label), request.to.name(book), items)
    });
    let Some((plan, department, items)) = drawn else { return ().into_any() };
    let stamps = w.stamps.map(|stamp| view! { <th scope="col">{stamp}</th> }.into_any());
    let boxes = w.stamps.map(|_| view! { <td></td> }.into_any());
    let line = |label: &'static str, text: String| {
        (!text.is_empty())
            .then(|| view! { <p class="errand__text">{format!("{label}：{text}")}</p> }.into_any())
    };
    view! {
        <section class="errand-paper" aria-hidden="true">
            <table class="errand-paper__stamps">
                <thead><tr>{Vec::from(stamps)}</tr></thead>
                <tbody><tr>{Vec::from(boxes)}</tr></tbody>
            </table>
            <h2>{plan}</h2>
            <p>{(w.paper_title)(&department)}</p>
            <p>{(w.printed_on)(&clock::today())}</p>
            {line(w.by, by)}
            {line(w.note, note)}
            {items}
        </section>
    }
    .into_any()
}

fn item(book: &YearBook, request: &Request, asked: Asked) -> AnyView {
    let w = &words().errand;
    let node = asked.node;
    let level = book.nodes.get(node).and_then(|node| node.level);
    let fields = level.into_iter().flat_map(|level| book.form.fields_of(level));
    let fields = fields.filter(|field| access(request, node, field.id) != Access::Shown);
    let line = fields.map(|field| {
        let own = request.department().filter(|_| access(request, node, field.id) == Access::Contribution);
        let contribution = own.and_then(|own| book.contributions.get((node, field.id, own)));
        let text = match (own, contribution) {
            (Some(_), Some(it)) => written(&book.form, field, &it.value),
            _ => text_of(book, node, field),
        };
        let text = if text.is_empty() { w.unfilled.to_string() } else { text };
        view! { <dt>{field.label_in(&book.label)}</dt><dd class="errand__text">{text}</dd> }.into_any()
    });
    let lines: Vec<AnyView> = line.collect();
    view! { <section class="errand-paper__item"><h3>{heading_of(book, node)}</h3><dl>{lines}</dl></section> }
        .into_any()
}
