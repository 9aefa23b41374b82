//! 階層: the levels from the top of the tree down.

use super::designer::Designer;
use super::rows::{Cell, Column, name, rows};
use crate::app::words;
use crate::design::Part;
use crate::model::form::{Form, Level, LevelShape};
use crate::model::id::Id;
use leptos::prelude::*;
use std::sync::Arc;

const SHAPES: [LevelShape; 4] = [LevelShape::Heading, LevelShape::Group, LevelShape::Row, LevelShape::Part];

static COLUMNS: [Column; 3] = [
    Column { head: |w| w.label, cell: name },
    Column { head: |w| w.shape, cell: shape },
    Column { head: |w| w.aliases, cell: aliases },
];

/// Draws the list.
pub(super) fn view(designer: Designer) -> AnyView {
    let w = &words().design;
    view! {
        <p class="form-control__support">{w.shapes_hint}" "{w.move_hint}</p>
        {rows(designer, Part::Levels, "level", &COLUMNS, w.add_level)}
    }
    .into_any()
}

fn level(form: &Form, id: Id) -> Option<&Level> {
    form.levels.iter().find(|it| it.id.0 == id)
}

fn level_mut(form: &mut Form, id: Id) -> Option<&mut Level> {
    form.levels.iter_mut().find(|it| it.id.0 == id)
}

fn shape(cell: Cell) -> AnyView {
    let id = cell.id;
    let chosen = move |form: &Form| {
        let shape = level(form, id).map(|it| it.shape);
        SHAPES.iter().position(|it| Some(*it) == shape).unwrap_or_default()
    };
    cell.select(
        Arc::new(|_| words().design.shapes.map(str::to_string).into()),
        Arc::new(chosen),
        Arc::new(move |form, at| level_mut(form, id).into_iter().for_each(|it| it.shape = SHAPES[at])),
    )
}

fn aliases(cell: Cell) -> AnyView {
    let id = cell.id;
    cell.aliases(
        Arc::new(move |form| level(form, id).map(|it| it.aliases.clone()).unwrap_or_default()),
        Arc::new(move |form, names| {
            level_mut(form, id).into_iter().for_each(|it| it.aliases.clone_from(&names))
        }),
    )
}
