//! 評価段階: scales with their grades, and marks that are none.

use super::designer::Designer;
use super::inputs::{text, tick};
use super::rows::{Cell, Column, add_button, name, rows, tools, wrong};
use crate::app::parts::live::{live_list, live_text};
use crate::app::words;
use crate::design::Part;
use crate::model::form::{Form, Grade, Mark, Scale};
use crate::model::id::{Id, ScaleId};
use leptos::prelude::*;
use std::sync::Arc;

static GRADES: [Column; 3] = [
    Column { head: |w| w.grade_key, cell: name },
    Column { head: |w| w.grade_label, cell: grade_label },
    Column { head: |w| w.definition, cell: definition },
];

static MARKS: [Column; 3] = [
    Column { head: |w| w.grade_key, cell: name },
    Column { head: |w| w.mark_label, cell: mark_label },
    Column { head: |w| w.aliases, cell: mark_aliases },
];

/// Draws the scales below each other.
pub(super) fn view(designer: Designer) -> AnyView {
    let w = &words().design;
    let ids = designer.see::<Vec<Id>>(Arc::new(|form| Part::Scales.ids(form)));
    let list = live_list(move || ids.get(), move |id| scale(designer, id, ids));
    let add = move |()| {
        designer.add(Part::Scales, w.new_scale, |id| format!("scale-{id}"));
    };
    view! {
        <p class="form-control__support">{w.move_hint}</p>
        {list}
        {add_button(designer, "scale-add".into(), w.add_scale, Callback::new(add))}
    }
    .into_any()
}

fn scale(designer: Designer, id: Id, ids: Memo<Vec<Id>>) -> AnyView {
    let w = &words().design;
    let (own, title) = (ScaleId(id), format!("scale-{id}-title"));
    let titled_by = title.clone();
    let heading = designer.name(Part::Scales, id);
    let ordered = Memo::new(move |_| w.ordered.to_string());
    view! {
        <section class="design-card" aria-labelledby=titled_by>
            <h4 class="design-card__title" id=title>{live_text(move || heading.get())}</h4>
            {wrong(designer, id)}
            {text(
                designer,
                format!("scale-{id}"),
                [w.scale_label, ""],
                Arc::new(move |form| form.scale(own).map(|it| it.label.clone()).unwrap_or_default()),
                Arc::new(move |form, text| scale_mut(form, own).into_iter().for_each(|it| it.label.clone_from(&text))),
            )}
            <div>
                {tick(
                    designer,
                    format!("scale-{id}-ordered"),
                    ordered,
                    Arc::new(move |form| form.scale(own).is_some_and(|it| it.ordered)),
                    Arc::new(move |form, on| scale_mut(form, own).into_iter().for_each(|it| it.ordered = on)),
                )}
                <p class="form-control__support">{w.ordered_hint}</p>
            </div>
            <h5 class="design-card__part">{w.grades}</h5>
            {rows(designer, Part::Grades(own), "grade", &GRADES, w.add_grade)}
            <h5 class="design-card__part">{w.marks}</h5>
            <p class="form-control__support">{w.marks_hint}</p>
            {rows(designer, Part::Marks(own), "mark", &MARKS, w.add_mark)}
            <div class="design-row__actions">{tools(designer, Part::Scales, id, ids, "scale-add".into())}</div>
        </section>
    }
    .into_any()
}

fn scale_mut(form: &mut Form, id: ScaleId) -> Option<&mut Scale> {
    form.scales.iter_mut().find(|it| it.id == id)
}

fn grade_of(form: &Form, part: Part, id: Id) -> Option<&Grade> {
    let Part::Grades(scale) = part else { return None };
    form.scale(scale)?.grade(id.into())
}

fn grade_mut(form: &mut Form, part: Part, id: Id) -> Option<&mut Grade> {
    let Part::Grades(scale) = part else { return None };
    scale_mut(form, scale)?.grades.iter_mut().find(|it| it.id.0 == id)
}

fn mark(form: &Form, part: Part, id: Id) -> Option<&Mark> {
    let Part::Marks(scale) = part else { return None };
    form.scale(scale)?.mark(id.into())
}

fn mark_mut(form: &mut Form, part: Part, id: Id) -> Option<&mut Mark> {
    let Part::Marks(scale) = part else { return None };
    scale_mut(form, scale)?.marks.iter_mut().find(|it| it.id.0 == id)
}

fn grade_label(cell: Cell) -> AnyView {
    let (part, id) = (cell.part, cell.id);
    cell.text(
        Arc::new(move |form| grade_of(form, part, id).map(|it| it.label.clone()).unwrap_or_default()),
        Arc::new(move |form, text| {
            grade_mut(form, part, id).into_iter().for_each(|it| it.label.clone_from(&text))
        }),
    )
}

fn definition(cell: Cell) -> AnyView {
    let (part, id) = (cell.part, cell.id);
    cell.text(
        Arc::new(move |form| grade_of(form, part, id).map(|it| it.definition.clone()).unwrap_or_default()),
        Arc::new(move |form, text| {
            grade_mut(form, part, id).into_iter().for_each(|it| it.definition.clone_from(&text));
        }),
    )
}

fn mark_label(cell: Cell) -> AnyView {
    let (part, id) = (cell.part, cell.id);
    cell.text(
        Arc::new(move |form| mark(form, part, id).map(|it| it.label.clone()).unwrap_or_default()),
        Arc::new(move |form, text| {
            mark_mut(form, part, id).into_iter().for_each(|it| it.label.clone_from(&text))
        }),
    )
}

fn mark_aliases(cell: Cell) -> AnyView {
    let (part, id) = (cell.part, cell.id);
    cell.aliases(
        Arc::new(move |form| mark(form, part, id).map(|it| it.aliases.clone()).unwrap_or_default()),
        Arc::new(move |form, names| {
            mark_mut(form, part, id).into_iter().for_each(|it| it.aliases.clone_from(&names));
        }),
    )
}
