//! A list of the form as rows: inputs, buttons to move and to remove, and one to add.

use super::designer::{Designer, Read, Write};
use super::inputs;
use crate::app::parts::live::{live_list, live_option, live_text};
use crate::app::parts::mover::mover;
use crate::app::words;
use crate::design::{Part, problems};
use crate::model::form::Form;
use crate::model::id::Id;
use crate::words::design::DesignWords;
use leptos::ev;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Is a column: its head, and what draws the input of a row.
pub(super) struct Column {
    pub head: fn(&DesignWords) -> &'static str,
    pub cell: fn(Cell) -> AnyView,
}

/// Is where an input stands: the element, the input's own id, the head of its column.
pub(super) struct Cell {
    pub designer: Designer,
    pub part: Part,
    pub id: Id,
    pub own: String,
    pub head: &'static str,
}

/// Draws the rows; `id` begins the ids of all that is in them.
pub(super) fn rows(
    designer: Designer,
    part: Part,
    id: &'static str,
    columns: &'static [Column],
    add: &'static str,
) -> AnyView {
    let w = &words().design;
    let name = move |of: Id| format!("{id}-{of}-0");
    let ids = designer.see::<Vec<Id>>(Arc::new(move |form| part.ids(form)));
    let row = move |of: Id| {
        let cells: Vec<AnyView> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let (head, own) = ((column.head)(w), format!("{id}-{of}-{at}"));
                let input = (column.cell)(Cell { designer, part, id: of, own, head });
                let wrong = (at == 0).then(|| wrong(designer, of));
                view! { <td data-label=head>{input}{wrong}</td> }.into_any()
            })
            .collect();
        view! {
            <tr class="design-row" on:keydown=move |event| on_key(designer, part, of, &event)>
                {cells}
                <td class="design-row__actions">{tools(designer, part, of, ids, format!("{id}-add"))}</td>
            </tr>
        }
        .into_any()
    };
    let rows = live_list(move || ids.get(), row);
    let heads: Vec<AnyView> =
        columns.iter().map(|column| view! { <th scope="col">{(column.head)(w)}</th> }.into_any()).collect();
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    view! {
        <table class="design-rows" hidden=is_empty>
            <thead><tr>{heads}<th scope="col">{w.actions}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {add_button(designer, format!("{id}-add"), add, Callback::new(move |()| {
            designer.add(part, "", name);
        }))}
    }
    .into_any()
}

/// The button under a list, while the year takes edits.
pub(super) fn add_button(designer: Designer, id: String, label: &'static str, add: Callback<()>) -> AnyView {
    live_option(move || {
        let id = id.clone();
        (!designer.closed.get()).then(|| {
            view! {
                <button type="button" class="button button--outline design__add" id=id on:click=move |_| add.run(())>
                    {label}
                </button>
            }
            .into_any()
        })
    })
}

/// Up, down and remove, while the year takes edits.
pub(super) fn tools(designer: Designer, part: Part, id: Id, ids: Memo<Vec<Id>>, after: String) -> AnyView {
    let w = &words().design;
    let own = designer.name(part, id);
    let name = Signal::derive(move || own.get());
    let ends = Signal::derive(move || ids.with(|all| (all.first() == Some(&id), all.last() == Some(&id))));
    live_option(move || {
        let after = after.clone();
        let remove = move |_| {
            let said = (w.removed)(&name.get_untracked());
            designer.act(&after, said, &|form| part.remove(form, id));
        };
        (!designer.closed.get()).then(|| {
            let step = move |down| designer.act("", String::new(), &|form| part.shift(form, id, down));
            view! {
                {mover(format!("design-{id}"), name, ends, Callback::new(step))}
                <button type="button" class="button button--text button--danger" on:click=remove>
                    {w.remove}
                    <span class="visually-hidden">{live_text(move || format!("：{}", name.get()))}</span>
                </button>
            }
            .into_any()
        })
    })
}

/// Moves an element with Alt and an arrow; the focus stays where it was in it.
pub(super) fn on_key(designer: Designer, part: Part, id: Id, event: &ev::KeyboardEvent) {
    let down = event.key() == "ArrowDown";
    if !event.alt_key() || !(down || event.key() == "ArrowUp") || designer.closed.get_untracked() {
        return;
    }
    let focused = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    // In a list of choices Alt and an arrow open it.
    if focused.as_ref().is_some_and(|it| it.tag_name() == "SELECT") {
        return;
    }
    event.prevent_default();
    let focused = focused.map(|it| it.id());
    designer.act(&focused.unwrap_or_default(), String::new(), &|form| part.shift(form, id, down));
}

/// What is wrong with an element, at the element.
pub(super) fn wrong(designer: Designer, id: Id) -> AnyView {
    let sentence = designer.see::<String>(Arc::new(move |form: &Form| {
        let own = problems(form).into_iter().find(|it| it.place().1 == Some(id));
        own.map(|it| (words().design.problem)(&it, form)).unwrap_or_default()
    }));
    view! { <p class="error-text">{live_text(move || sentence.get())}</p> }.into_any()
}

impl Cell {
    /// The input's name: the element's, and the head of the column.
    pub fn label(&self) -> Signal<String> {
        let (name, head) = (self.designer.name(self.part, self.id), self.head);
        Signal::derive(move || (words().design.of)(&name.get(), head))
    }

    /// A text of the element.
    pub fn text(self, get: Read<String>, put: Write<String>) -> AnyView {
        let label = self.label();
        inputs::bare_text(self.designer, self.own, label, String::new(), get, put)
    }

    /// Other names of the element.
    pub fn aliases(self, get: Read<Vec<String>>, put: Write<Vec<String>>) -> AnyView {
        let label = self.label();
        inputs::aliases(self.designer, self.own, label, get, put)
    }

    /// A choice by number.
    pub fn select(self, options: Read<Vec<String>>, chosen: Read<usize>, put: Write<usize>) -> AnyView {
        let label = self.label();
        inputs::select(self.designer, self.own, label, options, chosen, put)
    }
}

/// The text by which an element is known.
pub(super) fn name(cell: Cell) -> AnyView {
    let (part, id) = (cell.part, cell.id);
    let get = move |form: &Form| part.label(form, id).unwrap_or_default().to_string();
    let put =
        move |form: &mut Form, text| part.label_mut(form, id).into_iter().for_each(|it| it.clone_from(&text));
    cell.text(Arc::new(get), Arc::new(put))
}
