//! Two buttons that move something up and down in a list.

use crate::app::words;
use crate::edge;
use leptos::prelude::*;

/// Shows the buttons. They keep the focus when what they move stands elsewhere, and do nothing at
/// the ends of the list.
pub fn mover(id: String, name: Signal<String>, ends: Signal<(bool, bool)>, step: Callback<bool>) -> AnyView {
    let w = &words().committee;
    let button = |down: bool| {
        let id = format!("{}-{id}", if down { "down" } else { "up" });
        let own = id.clone();
        let (sign, label) = if down { ("↓", w.move_down) } else { ("↑", w.move_up) };
        let at_end = move || if down { ends.get().1 } else { ends.get().0 };
        let click = move |_| {
            step.run(down);
            edge::focus::focus_soon(own.clone());
        };
        view! {
            <button
                type="button"
                class="icon-button mover"
                id=id
                aria-label=move || label(&name.get())
                aria-disabled=move || at_end().then_some("true")
                on:click=click
            >
                {sign}
            </button>
        }
        .into_any()
    };
    vec![button(false), button(true)].into_any()
}
