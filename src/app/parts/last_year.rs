//! What stood in a field the year before: shown, and taken over on request.

use super::field::Cell;
use super::live::live_option;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::model::form::Carry;
use crate::model::id::NodeId;
use crate::model::last_year;
use crate::model::value::FieldValue;
use crate::model::written::written;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Is what is shown of the year before.
struct Was {
    value: FieldValue,
    /// The field's label in that year.
    label: String,
    text: String,
    is_same: bool,
    is_empty: bool,
}

fn was(cell: &Cell) -> Option<Was> {
    let Cell { session, year, node, ref field } = *cell;
    let now = cell.value();
    session.track(Topic::Years);
    session.track(Topic::Form(year));
    let before = session.read(|workbook| last_year::before(workbook, year))?;
    session.track(Topic::Node(before, node));
    session.read(|workbook| {
        let value = last_year::value(workbook, year, node, field)?;
        let book = workbook.year(before)?;
        let was = book.form.field(field.id)?;
        let (label, text) = (was.label_in(&book.label), written(&book.form, was, &value));
        Some(Was { is_same: now.as_ref() == Some(&value), is_empty: now.is_none(), value, label, text })
    })
}

/// Shows last year's content of a field, and where `offer` holds, a button that takes it over.
pub fn last_year_of(cell: Cell, offer: bool) -> AnyView {
    if cell.field.carry != Carry::Year {
        return ().into_any();
    }
    live_option(move || was(&cell).map(|was| shown(&cell, was, offer)))
}

fn shown(cell: &Cell, was: Was, offer: bool) -> AnyView {
    let w = &words().daily;
    let offered = offer && !was.is_same && !cell.read_only();
    let same = was.is_same.then(|| view! { <span class="badge badge--same">{w.same}</span> }.into_any());
    view! {
        <div class="last-year">
            <p class="last-year__head">{format!("{}：{}", w.last_year, was.label)}{same}</p>
            <p class="last-year__text">{was.text.clone()}</p>
            {offered.then(|| button(cell.clone(), was))}
        </div>
    }
    .into_any()
}

/// The button goes away when it has done its work; the focus goes into the field.
fn button(cell: Cell, was: Was) -> AnyView {
    let w = &words().daily;
    let label = cell.session.book(cell.year, |book| (w.copy_into)(&cell.field.label_in(&book.label)));
    let said = if was.is_empty { w.copy } else { w.replace };
    let copy = move |_| {
        cell.set(Some(was.value.clone()), None);
        edge::focus::inside(&field_id(&cell), "textarea, input, select");
    };
    view! {
        <button type="button" class="button button--outline" on:click=copy>
            {said}
            <span class="visually-hidden">{label}</span>
        </button>
    }
    .into_any()
}

/// Returns the id of the element around a field of an item by itself.
pub fn field_id(cell: &Cell) -> String {
    format!("field-{}-{}", cell.node, cell.field.id)
}

/// Offers to take last year's texts over into all empty fields of some rows, as one step.
#[component]
pub fn CopyAll(
    session: Session,
    year: FiscalYear,
    rows: Memo<Vec<NodeId>>,
    heading: Memo<String>,
) -> impl IntoView {
    let w = &words().daily;
    let before = move || session.read(|workbook| last_year::before(workbook, year));
    let copy = move |_| {
        let edit = session.read(|workbook| last_year::take_over(workbook, year, &rows.get_untracked()));
        session.saving.tell(match edit.map(|edit| session.apply(edit, None)) {
            Some(Err(error)) => (words().app.refused)(&error),
            Some(Ok(())) => (w.copied)(&heading.get_untracked()),
            None => w.nothing_to_copy.into(),
        });
    };
    live_option(move || {
        let offered = !session.is_closed(year) && before().is_some();
        offered.then(|| {
            view! { <button type="button" class="button button--outline" on:click=copy>{w.copy_all}</button> }
                .into_any()
        })
    })
}
