//! 委員会: what of the form is the committee's. The rules it goes by are on its own page.

use super::designer::Designer;
use super::fields::level_ticks;
use super::inputs::text;
use super::rows::{Cell, Column, name, rows};
use crate::app::{App, words};
use crate::design::Part;
use crate::model::form::{Axis, Form};
use crate::model::id::{FieldId, Id};
use crate::route::{Page, Spot};
use leptos::prelude::*;
use std::sync::Arc;

static AXES: [Column; 4] = [
    Column { head: |w| w.label, cell: name },
    Column { head: |w| w.axis_scale, cell: axis_scale },
    Column { head: |w| w.beside, cell: beside },
    Column { head: |w| w.aliases, cell: axis_aliases },
];

static HEADINGS: [Column; 2] =
    [Column { head: |w| w.label, cell: name }, Column { head: |w| w.aliases, cell: heading_aliases }];

/// Draws the section.
pub(super) fn view(designer: Designer) -> AnyView {
    let app = App::here();
    let w = &words().design;
    let href = move || app.route.get().at(Spot { year: designer.year, page: Page::Committee }).hash();
    view! {
        {text(
            designer,
            "committee-label".into(),
            [w.committee_label, w.committee_label_hint],
            Arc::new(|form| form.committee.label.clone()),
            Arc::new(|form, text| form.committee.label = text),
        )}
        {level_ticks(
            designer,
            "committee-level",
            [w.committee_levels, w.committee_levels_hint],
            Arc::new(|form| form.committee.levels.clone()),
            Arc::new(|form, levels| form.committee.levels = levels),
        )}
        <h4 class="design-card__part">{w.axes}</h4>
        <p class="form-control__support">{w.axes_hint}</p>
        {rows(designer, Part::Axes, "axis", &AXES, w.add_axis)}
        <h4 class="design-card__part">{w.headings}</h4>
        <p class="form-control__support">{w.headings_hint}</p>
        {rows(designer, Part::Headings, "heading", &HEADINGS, w.add_heading)}
        <p><a href=href>{w.rules}</a></p>
    }
    .into_any()
}

fn axis(form: &Form, id: Id) -> Option<&Axis> {
    form.committee.axes.iter().find(|it| it.id.0 == id)
}

fn axis_mut(form: &mut Form, id: Id) -> Option<&mut Axis> {
    form.committee.axes.iter_mut().find(|it| it.id.0 == id)
}

fn axis_scale(cell: Cell) -> AnyView {
    let id = cell.id;
    cell.select(
        Arc::new(|form| form.scales.iter().map(|it| it.label.clone()).collect()),
        Arc::new(move |form| {
            let scale = axis(form, id).map(|it| it.scale);
            form.scales.iter().position(|it| Some(it.id) == scale).unwrap_or_default()
        }),
        Arc::new(move |form, at| {
            if let Some(scale) = form.scales.get(at).map(|it| it.id) {
                axis_mut(form, id).into_iter().for_each(|it| it.scale = scale);
            }
        }),
    )
}

/// The self-ratings beside which an axis can stand.
fn ratings(form: &Form) -> Vec<FieldId> {
    form.rating_fields().map(|(field, _)| field.id).collect()
}

fn beside(cell: Cell) -> AnyView {
    let id = cell.id;
    cell.select(
        Arc::new(|form| {
            let labels = form.rating_fields().map(|(field, _)| field.label.clone());
            std::iter::once(words().design.beside_none.to_string()).chain(labels).collect()
        }),
        Arc::new(move |form| {
            let beside = axis(form, id).and_then(|it| it.beside);
            ratings(form).iter().position(|it| Some(*it) == beside).map_or(0, |at| at + 1)
        }),
        Arc::new(move |form, at| {
            let field = at.checked_sub(1).and_then(|at| ratings(form).get(at).copied());
            axis_mut(form, id).into_iter().for_each(|it| it.beside = field);
        }),
    )
}

fn axis_aliases(cell: Cell) -> AnyView {
    let id = cell.id;
    cell.aliases(
        Arc::new(move |form| axis(form, id).map(|it| it.aliases.clone()).unwrap_or_default()),
        Arc::new(move |form, names| {
            axis_mut(form, id).into_iter().for_each(|it| it.aliases.clone_from(&names))
        }),
    )
}

fn heading_aliases(cell: Cell) -> AnyView {
    let id = cell.id;
    cell.aliases(
        Arc::new(move |form| form.heading(id.into()).map(|it| it.aliases.clone()).unwrap_or_default()),
        Arc::new(move |form, names| {
            let own = form.committee.headings.iter_mut().filter(|it| it.id.0 == id);
            own.for_each(|it| it.aliases.clone_from(&names));
        }),
    )
}
