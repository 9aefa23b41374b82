//! Remarks (意見, 今後の方向性) on an item, one field each.

use super::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::model::committee::Opinion;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::form::Heading;
use crate::model::id::{NodeId, OpinionId};
use crate::model::order::OrderKey;
use crate::model::place::ElementKey;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::prelude::*;

/// Shows the remarks on an item under a heading, to be edited, added and removed.
#[component]
pub fn Remarks(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    heading: Heading,
    /// Whether who said it is shown in any case; else as the form says.
    #[prop(default = false)]
    named: bool,
) -> impl IntoView {
    let w = &words().app;
    let id = heading.id;
    let remarks = Memo::new(move |_| {
        session.track(Topic::Remarks(year));
        let ids =
            session.book(year, |book| book.remarks(node, id).iter().map(|it| it.id).collect::<Vec<_>>());
        ids.unwrap_or_default()
    });
    let label = StoredValue::new(heading.label.clone());
    let add = move |_| {
        let last = remarks.get_untracked().last().copied();
        let order = session.book(year, |book| {
            let last = last.and_then(|last| book.opinions.get(last));
            OrderKey::between(last.map(|last| &last.order), None)
        });
        let opinion: OpinionId = session.draw();
        let new = Opinion {
            id: opinion,
            node,
            heading: id,
            text: String::new(),
            author: None,
            order: order.unwrap_or_default(),
        };
        session.edit(year, YearEdit::Put(Element::Opinion(new)), None);
        edge::focus::inside(&format!("remark-{opinion}"), "textarea");
    };
    let numbered = move || remarks.get().into_iter().zip(1usize..).collect::<Vec<_>>();
    view! {
        <section class="remarks" aria-label=heading.label.clone()>
            <h3 class="remarks__heading">{heading.label.clone()}</h3>
            <Show when=move || remarks.get().is_empty()>
                <p class="remarks__none">{w.no_remarks}</p>
            </Show>
            <ul class="remarks__list">
                <For each=numbered key=|remark| *remark let:remark>
                    <Remark session year id=remark.0 at=remark.1 label named/>
                </For>
            </ul>
            <button type="button" class="button button--text" on:click=add>
                {format!("＋ {}", w.add_remark)}
                <span class="visually-hidden">{format!("（{}）", heading.label)}</span>
            </button>
        </section>
    }
}

#[component]
fn Remark(
    session: Session,
    year: FiscalYear,
    id: OpinionId,
    at: usize,
    label: StoredValue<String>,
    named: bool,
) -> impl IntoView {
    let w = &words().app;
    let opinion = Memo::new(move |_| {
        session.track(Topic::Remarks(year));
        session.book(year, |book| book.opinions.get(id).cloned()).flatten()
    });
    let author = move || {
        let author = opinion.get().and_then(|opinion| opinion.author)?;
        session.track(Topic::Form(year));
        let shown = |book: &YearBook| {
            let member = book.members.get(author).filter(|_| named || book.form.committee.named_opinions);
            member.map(|member| (w.said_by)(&member.name))
        };
        session.book(year, shown).flatten()
    };
    let visit = StoredValue::new(None);
    let write = move |text: String| {
        if let Some(opinion) = opinion.get_untracked() {
            let new = Opinion { text, ..opinion };
            session.edit(year, YearEdit::Put(Element::Opinion(new)), visit.get_value());
        }
    };
    let remove = move |_| session.edit(year, YearEdit::Remove(ElementKey::Opinion(id)), None);
    let closed = Memo::new(move |_| session.is_closed(year));
    view! {
        <li class="remark" id=format!("remark-{id}")>
            <span class="remark__mark" aria-hidden="true">"・"</span>
            <TextField
                label=Signal::derive(move || label.with_value(|label| (w.remark_of)(label, at)))
                value=Signal::derive(move || opinion.get().map(|opinion| opinion.text).unwrap_or_default())
                read_only=closed
                on_enter=Callback::new(move |()| visit.set_value(Some(session.visit())))
                on_text=Callback::new(write)
            />
            <span class="remark__author">{author}</span>
            <button
                type="button"
                class="icon-button"
                aria-label=move || label.with_value(|label| (w.remove_remark)(label, at))
                disabled=closed
                on:click=remove
            >
                "×"
            </button>
        </li>
    }
}
