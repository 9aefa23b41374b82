//! The 取りまとめ課 among the departments of an item, in words.

use super::field::Cell;
use super::live::{live, live_option};
use crate::app::words;
use crate::model::id::DepartmentId;
use crate::model::value::{FieldValue, Owner, Owners};
use leptos::prelude::*;

fn owners(cell: &Cell) -> Option<Box<Owners>> {
    match cell.value() {
        Some(FieldValue::Owners(owners)) => Some(owners),
        _ => None,
    }
}

/// Says who leads, and lets choose it where there are several departments.
pub fn lead(cell: Cell) -> AnyView {
    let w = &words().fields;
    let read = cell.clone();
    let shown = Memo::new(move |_| {
        let departments = owners(&read)?.departments;
        let names = read.session.book(read.year, |book| {
            let named = |owner: &Owner| {
                let department = book.departments.get(owner.id)?;
                Some((owner.id.to_string(), department.name.clone(), owner.lead))
            };
            departments.iter().filter_map(named).collect::<Vec<_>>()
        });
        names.filter(|names| names.len() > 1 || names.iter().any(|(.., lead)| *lead))
    });
    let choose = move |cell: &Cell, id: String| {
        let chosen = id.parse::<DepartmentId>().ok();
        if let Some(mut owners) = untrack(|| owners(cell)) {
            owners.departments.iter_mut().for_each(|owner| owner.lead = Some(owner.id) == chosen);
            cell.set(Some(FieldValue::Owners(owners)), None);
        }
    };
    live_option(move || {
        let names = shown.get()?;
        let set = names.iter().any(|(.., lead)| *lead);
        let (a, b, c) = (cell.clone(), cell.clone(), cell.clone());
        let body = live(move || {
            let names = names.clone();
            if a.read_only() {
                let lead = names.into_iter().filter(|(.., lead)| *lead).map(|(_, name, _)| name);
                return lead.collect::<Vec<_>>().join("・").into_any();
            }
            let option = |(id, name, lead): (String, String, bool)| {
                view! { <option value=id selected=lead>{name}</option> }.into_any()
            };
            let options: Vec<AnyView> = names.into_iter().map(option).collect();
            let (named, cell) = (b.clone(), c.clone());
            view! {
                <select class="select lead__select"
                    aria-label=move || format!("{} {}", named.label(), w.lead)
                    on:change:target=move |event| choose(&cell, event.target().value())>
                    <option value="" selected=!set>{w.no_lead}</option>
                    {options}
                </select>
            }
            .into_any()
        });
        // Nothing in a row says that nobody leads, until one is in the field.
        Some(view! { <span class="lead" class:lead--set=set><span aria-hidden="true">{w.lead}</span>{body}</span> }.into_any())
    })
}
