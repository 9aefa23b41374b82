//! The buttons for the chosen item; they stay in view while the list is scrolled.

use super::desk::{Ask, Desk, TITLE};
use crate::app::parts::field::heading_of;
use crate::app::parts::live::live_text;
use crate::app::{App, words};
use crate::planning::moves::{self, Direction};
use crate::route::Page;
use leptos::prelude::*;

/// The id of the first button: a row's handle leads there.
pub const FIRST: &str = "plan-tools-first";

/// Draws the buttons.
pub fn view(desk: Desk) -> AnyView {
    let w = &words().planning;
    let app = App::here();
    let said = live_text(move || match (desk.dragged.get(), desk.gap.get()) {
        (Some(node), Some(above)) => drop_place(desk, node, above).unwrap_or_default(),
        _ => match desk.chosen() {
            Some(node) => (w.current)(&desk.heading(node)),
            None => w.none_chosen.into(),
        },
    });
    let idle = Memo::new(move |_| desk.chosen().is_none());
    let ask = move |ask: fn(crate::model::id::NodeId) -> Ask| {
        if let Some(node) = untrack(|| desk.chosen()) {
            desk.ask.set(ask(node));
        }
    };
    let open = move || {
        if let Some(node) = untrack(|| desk.chosen()) {
            app.go_to(desk.year, Page::Item(node));
        }
    };
    let back = move || {
        if let Some(node) = untrack(|| desk.chosen()) {
            desk.focus(node, TITLE);
        }
    };
    let buttons: Vec<AnyView> = vec![
        button(FIRST, w.add_beside, None, move || desk.add_beside()),
        button("", w.add_below, None, move || desk.add_below()),
        button("", w.up, Some(idle), move || desk.step(Direction::Up)),
        button("", w.down, Some(idle), move || desk.step(Direction::Down)),
        button("", w.deeper, Some(idle), move || desk.step(Direction::Deeper)),
        button("", w.shallower, Some(idle), move || desk.step(Direction::Shallower)),
        button("", w.move_to, Some(idle), move || ask(Ask::Move)),
        button("", w.repeat_make, Some(idle), move || ask(Ask::Repeat)),
        button("", w.to_item, Some(idle), open),
        button("", w.drop, Some(idle), move || desk.drop_chosen()),
        button("", w.back_to_row, Some(idle), back),
    ];
    let plan = vec![
        button("", w.make_list, None, move || desk.ask.set(Ask::List)),
        button("", w.renumber, None, move || desk.ask.set(Ask::Renumber)),
    ];
    view! {
        <div class="plan-whole">{plan}</div>
        <div class="plan-tools" role="group" aria-label=w.tools>
            <p class="plan-tools__current">{said}</p>
            <div class="plan-tools__buttons">{buttons}</div>
        </div>
    }
    .into_any()
}

fn button(
    id: &'static str,
    label: &'static str,
    off: Option<Memo<bool>>,
    act: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let act = Callback::new(move |()| act());
    let disabled = move || off.is_some_and(|off| off.get());
    view! {
        <button
            type="button"
            class="button button--outline plan-tools__button"
            id=(!id.is_empty()).then_some(id)
            disabled=disabled
            on:click=move |_| act.run(())
        >
            {label}
        </button>
    }
    .into_any()
}

/// Says where the dragged item would be put.
fn drop_place(
    desk: Desk,
    node: crate::model::id::NodeId,
    above: Option<crate::model::id::NodeId>,
) -> Option<String> {
    let w = &words().planning;
    desk.with(|book, outline| {
        let (parent, after) = moves::gap(book, outline, above, book.nodes.get(node)?.level?);
        let named = |id| heading_of(book, id);
        let parent = parent.map_or(w.top.to_string(), |id| format!("「{}」の下", named(id)));
        Some((w.drop_here)(&parent, &after.map(named).unwrap_or_default()))
    })?
}
