//! One asked item: what is to be filled in, with last year beside, and what the plan says of it.

use crate::app::errand::front::returned;
use crate::app::errand::href;
use crate::app::pages::item::item_field;
use crate::app::parts::field::{Cell, heading_of};
use crate::app::parts::live::{live, live_text};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::mail::scope::{Access, access};
use crate::model::edit::{Edit, YearEdit};
use crate::model::element::Element;
use crate::model::errand::{Contribution, Request};
use crate::model::form::{Carry, Field, FieldKind};
use crate::model::id::NodeId;
use crate::model::last_year;
use crate::model::written::{indicators, written};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::Page;
use leptos::prelude::*;

/// Draws it.
#[component]
pub fn ItemPage(session: Session, year: FiscalYear, request: Request, node: NodeId) -> impl IntoView {
    let (w, daily) = (&words().errand, &words().daily);
    let Some(at) = request.items.iter().position(|asked| asked.node == node) else {
        return view! {
            <p class="empty">{w.not_asked}</p>
            <a class="button button--outline" href=href(year, Page::Sheet(None))>{w.to_front}</a>
        }
        .into_any();
    };
    let count = request.items.len();
    let step = |id: &'static str, label: &'static str, to: Option<usize>| {
        let to = to.and_then(|at| request.items.get(at)).map(|asked| href(year, Page::Item(asked.node)));
        let off = to.is_none().then_some("true");
        view! { <a class="button button--outline" id=id role="link" href=to aria-disabled=off>{label}</a> }
            .into_any()
    };
    let heading = live_text(move || {
        session.track(Topic::Node(year, node));
        session.book(year, |book| heading_of(book, node)).unwrap_or_default()
    });
    let path = live_text(move || path(session, year, node));
    let reason = returned(session, year, node)
        .map(|text| view! { <p class="notice notice--warning">{text}</p> }.into_any());
    let next = step("turn-next", daily.next_item, at.checked_add(1));
    let previous = step("turn-previous", daily.previous_item, at.checked_sub(1));
    let place = format!("{}/{count}", at + 1);
    view! {
        <div class="item-tools-bar">
            {previous}
            <progress aria-label=w.items max=count.to_string() value=(at + 1).to_string()></progress>
            <span role="status">{place}</span>
            {next}
            <a class="button button--text" href=href(year, Page::Sheet(None))>{w.to_front}</a>
        </div>
        <article class="item">
            <p class="item__path"><span class="visually-hidden">{daily.path}</span>{path}</p>
            <h2>{heading}</h2>
            {reason}
            {live(move || fields(session, year, &request, node))}
        </article>
    }
    .into_any()
}

fn path(session: Session, year: FiscalYear, node: NodeId) -> String {
    let outline = session.outline(year);
    let mut above: Vec<NodeId> = outline.ancestors(node).collect();
    above.reverse();
    let named = |book: &YearBook| above.iter().map(|&it| heading_of(book, it)).collect::<Vec<_>>();
    session.book(year, named).unwrap_or_default().join(" ＞ ")
}

fn fields(session: Session, year: FiscalYear, request: &Request, node: NodeId) -> AnyView {
    let w = &words().errand;
    session.track(Topic::Form(year));
    let all = session.book(year, |book| {
        let level = book.nodes.get(node).and_then(|node| node.level);
        level.into_iter().flat_map(|level| book.form.fields_of(level)).cloned().collect::<Vec<Field>>()
    });
    let (shown, asked): (Vec<Field>, Vec<Field>) = all
        .unwrap_or_default()
        .into_iter()
        .partition(|field| access(request, node, field.id) == Access::Shown);
    if asked.is_empty() {
        return view! { <p class="note">{words().daily.no_fields}</p>{context(session, year, node, &shown)} }
            .into_any();
    }
    let cells: Vec<Cell> =
        asked.iter().map(|field| Cell { session, year, node, field: field.clone() }).collect();
    let copy =
        (!session.is_closed(year) && session.read(|it| last_year::before(it, year)).is_some()).then(|| {
            let copy = move |_| copy_all(&cells);
            view! { <button type="button" class="button button--outline" on:click=copy>{w.copy_all}</button> }
                .into_any()
        });
    let own = asked.into_iter().map(|field| {
        let is_part =
            access(request, node, field.id) == Access::Contribution && field.kind != FieldKind::Indicators;
        let said = is_part.then(|| view! { <p class="note">{w.contribution}</p> }.into_any());
        view! { <div class="errand__field">{said}{item_field(session, year, node, field)}</div> }.into_any()
    });
    let own: Vec<AnyView> = own.collect();
    view! {
        {context(session, year, node, &shown)}
        {copy}
        <section class="item__row">{own}</section>
    }
    .into_any()
}

/// What else the plan says of the item, to read.
fn context(session: Session, year: FiscalYear, node: NodeId, shown: &[Field]) -> AnyView {
    let lines = session.book(year, |book| {
        let line = |field: &Field| {
            let text = text_of(book, node, field);
            (!text.is_empty()).then(|| (field.label_in(&book.label), text))
        };
        shown.iter().filter_map(line).collect::<Vec<_>>()
    });
    let lines = lines.unwrap_or_default();
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines
        .into_iter()
        .map(|(label, text)| view! { <dt>{label}</dt><dd class="errand__text">{text}</dd> }.into_any());
    view! {
        <details class="errand__context">
            <summary>{words().errand.context}</summary>
            <dl>{lines.collect::<Vec<_>>()}</dl>
        </details>
    }
    .into_any()
}

/// Returns what stands in a field of an item, as a text.
pub fn text_of(book: &YearBook, node: NodeId, field: &Field) -> String {
    match field.kind {
        FieldKind::Indicators => indicators(book, book.original(node), field.id),
        _ => book.value(node, field.id).map(|value| written(&book.form, field, value)).unwrap_or_default(),
    }
}

/// Takes last year's content over into all asked fields that are empty, as one step.
fn copy_all(cells: &[Cell]) {
    let w = &words().errand;
    let Some(session) = cells.first().map(|cell| cell.session) else { return };
    let edits: Vec<Edit> = cells.iter().filter_map(copy_edit).collect();
    let told = match edits.is_empty() {
        true => w.nothing_to_copy.into(),
        false => match session.apply(Edit::All(edits), None) {
            Ok(()) => w.copied.into(),
            Err(error) => (words().app.refused)(&error),
        },
    };
    session.saving.tell(told);
}

fn copy_edit(cell: &Cell) -> Option<Edit> {
    let (node, field, year) = (cell.node, cell.field.id, cell.year);
    if cell.field.carry != Carry::Year || untrack(|| cell.read_only() || cell.value().is_some()) {
        return None;
    }
    let value = cell.session.read(|workbook| last_year::value(workbook, year, node, &cell.field))?;
    let edit = match cell.contributor() {
        Some(department) => {
            YearEdit::Put(Element::Contribution(Contribution { node, field, department, value }))
        }
        None => YearEdit::Value(node, field, Some(value)),
    };
    Some(Edit::In(year, edit))
}
