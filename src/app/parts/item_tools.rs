//! Buttons that add, move and drop items of the tree.

use super::field::heading_of;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::form::{Level, LevelShape};
use crate::model::id::{FieldId, LevelId, NodeId};
use crate::model::indicator::Indicator;
use crate::model::item;
use crate::model::node::Repeat;
use crate::model::value::FieldValue;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::Page;
use leptos::prelude::*;

/// Offers the levels that can stand below an item, or at the top.
#[component]
pub fn AddButtons(session: Session, year: FiscalYear, parent: Option<NodeId>) -> impl IntoView {
    let w = &words().app;
    let levels = Memo::new(move |_| {
        session.track(Topic::Form(year));
        session.book(year, |book| levels_below(book, parent)).unwrap_or_default()
    });
    let above = Memo::new(move |_| {
        session.track(Topic::Node(year, parent?));
        let heading = session.book(year, |book| heading_of(book, parent?).into()).flatten();
        heading.map(|heading: String| format!("（{}）", heading.trim_matches(['（', '）'])))
    });
    move || {
        let button = |level: Level| {
            let named = match level.shape {
                LevelShape::Heading => w.add,
                LevelShape::Group => w.add_group,
                LevelShape::Row | LevelShape::Part => w.add_row,
            };
            let label = named(&level.label);
            view! {
                <button
                    type="button"
                    class="button button--text add-button"
                    on:click=move |_| add(session, year, parent, &level)
                >
                    {format!("＋ {label}")}
                    <span class="visually-hidden">{move || above.get()}</span>
                </button>
            }
        };
        levels.get().into_iter().map(button).collect_view()
    }
}

/// Returns the levels that are offered below an item: the next one, and where that is a group,
/// those up to the first that is none.
fn levels_below(book: &YearBook, parent: Option<NodeId>) -> Vec<Level> {
    let depth = parent.and_then(|id| book.nodes.get(id)?.level).and_then(|level| book.form.depth(level));
    let deeper = &book.form.levels[depth.map_or(0, |depth| depth + 1)..];
    let end =
        deeper.iter().position(|level| level.shape != LevelShape::Group).map_or(deeper.len(), |at| at + 1);
    deeper[..end].to_vec()
}

/// Returns the level whose items are the parts of an item.
pub fn part_level(book: &YearBook, node: NodeId) -> Option<Level> {
    levels_below(book, Some(node)).into_iter().find(|level| {
        level.shape == LevelShape::Part
            && matches!(item::shape(book, node), Some(LevelShape::Row | LevelShape::Part))
    })
}

/// Adds an item and goes to where it is filled in.
pub fn add(session: Session, year: FiscalYear, parent: Option<NodeId>, level: &Level) {
    let id = add_below(session, year, parent, level);
    let is_unit = session.book(year, |book| book.form.unit() == Some(level.id)).unwrap_or(false);
    if is_unit {
        App::here_or(|app| app.go_to(year, Page::Sheet(Some(id))));
    }
    // A row has its fields in the table, a heading above it, and what has no sheet in the outline.
    for place in ["outline", "item", "row"] {
        edge::focus::inside(&format!("{place}-{id}"), "textarea");
    }
}

/// Adds an item as the last below its parent. A row that gets its first part hands on to it what it
/// has in their common fields, so that nothing typed disappears from the sheet.
pub fn add_below(session: Session, year: FiscalYear, parent: Option<NodeId>, level: &Level) -> NodeId {
    let visit = Some(session.visit());
    let outline = session.outline_now(year);
    let mut after = outline.children(parent).last().copied();
    let new = |after: Option<NodeId>| {
        let id: NodeId = session.draw();
        let (number, title) = (String::new(), String::new());
        session.edit(year, YearEdit::AddNode { id, level: level.id, parent, after, number, title }, visit);
        id
    };
    if let (LevelShape::Part, None, Some(row)) = (level.shape, after, parent)
        && let Some((values, indicators)) = session.book(year, |book| common(book, row, level.id)).flatten()
    {
        let first = new(None);
        for (field, value) in values {
            session.edit(year, YearEdit::Value(first, field, Some(value)), visit);
            session.edit(year, YearEdit::Value(row, field, None), visit);
        }
        for indicator in indicators {
            let indicator = Indicator { node: first, ..indicator };
            session.edit(year, YearEdit::Put(Element::Indicator(indicator)), visit);
        }
        after = Some(first);
    }
    new(after)
}

/// Is what stands in some fields of an item.
type Contents = (Vec<(FieldId, FieldValue)>, Vec<Indicator>);

/// Returns what an item has in the fields that a level of parts has, too; `None` where they have no field
/// in common.
fn common(book: &YearBook, row: NodeId, parts: LevelId) -> Option<Contents> {
    let item = book.nodes.get(row)?;
    let fields: Vec<FieldId> = book.form.fields_of(item.level?).map(|field| field.id).collect();
    let shared = |id: &FieldId| {
        fields.contains(id) && book.form.field(*id).is_some_and(|field| field.levels.contains(&parts))
    };
    if !fields.iter().any(shared) {
        return None;
    }
    let values = item.values.iter().filter(|(id, _)| shared(id)).map(|(id, value)| (*id, value.clone()));
    let indicators = book.indicators.values().filter(|it| it.node == row && shared(&it.field));
    Some((values.collect(), indicators.cloned().collect()))
}

/// Moves an item up and down among its siblings, drops it, and links a 再掲候補.
#[component]
pub fn ItemTools(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let w = &words().app;
    let heading = Memo::new(move |_| {
        session.track(Topic::Node(year, node));
        session.book(year, |book| heading_of(book, node)).unwrap_or_default()
    });
    let place = Memo::new(move |_| {
        let outline = session.outline(year);
        let siblings = outline.children(outline.parent(node));
        (siblings.iter().position(|&id| id == node).unwrap_or(0), siblings.len())
    });
    let step = move |down: bool| {
        let outline = session.outline_now(year);
        let parent = outline.parent(node);
        let siblings = outline.children(parent);
        let Some(at) = siblings.iter().position(|&id| id == node) else { return };
        let after =
            if down { siblings.get(at + 1).copied() } else { at.checked_sub(2).map(|at| siblings[at]) };
        session.edit(year, YearEdit::Move { node, parent, after }, None);
    };
    let drop = move |_| {
        let told = (w.dropped)(&heading.get_untracked());
        session.edit(year, YearEdit::Drop(node), None);
        session.saving.tell(told);
    };
    let candidate = Memo::new(move |_| {
        session.track(Topic::Tree(year));
        session.book(year, |book| match book.nodes.get(node)?.repeat {
            Repeat::Candidate(original) => Some(heading_of(book, original)),
            _ => None,
        })?
    });
    let app = use_context::<App>();
    let link = move || {
        let named = candidate.get()?;
        // What differs is compared first, where the item stands by itself.
        let click = move |_| {
            if let Some(app) = app {
                app.go_to(year, Page::Item(node));
            }
        };
        Some(view! {
            <button type="button" class="button button--text" on:click=click>{(w.make_repeat)(&named)}</button>
        })
    };
    view! {
        <span class="item-tools" role="group" aria-label=w.row_actions>
            <button
                type="button"
                class="icon-button"
                aria-label=move || (w.move_up)(&heading.get())
                disabled=move || place.get().0 == 0
                on:click=move |_| step(false)
            >
                "↑"
            </button>
            <button
                type="button"
                class="icon-button"
                aria-label=move || (w.move_down)(&heading.get())
                disabled={move || place.get().0 + 1 >= place.get().1}
                on:click=move |_| step(true)
            >
                "↓"
            </button>
            <button
                type="button"
                class="icon-button icon-button--danger"
                aria-label=move || (w.drop_item)(&heading.get())
                on:click=drop
            >
                "削除"
            </button>
            {link}
        </span>
    }
}
