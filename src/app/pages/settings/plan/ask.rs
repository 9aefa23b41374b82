//! The dialogs of the page: where to, which numbers, which list.

use super::desk::{Ask, Desk, TITLE};
use super::{list, move_to, renumber};
use crate::app::parts::live::live;
use crate::app::parts::repeat_make;
use crate::app::words;
use crate::edge;
use crate::planning::paste::Listed;
use leptos::html;
use leptos::prelude::*;

/// Shows a dialog while something is asked.
pub fn dialog(desk: Desk) -> AnyView {
    let w = &words().planning;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (desk.ask.get() != Ask::Nothing, dialog.get()) {
            edge::dialog::open(&dialog);
        }
    });
    let shut = Callback::new(move |()| {
        if let Some(dialog) = dialog.get_untracked() {
            edge::dialog::close(&dialog);
        }
    });
    // Whatever was done, one goes on at the row; an empty plan has none.
    let closed = move |_| {
        let asked = desk.ask.get_untracked();
        desk.ask.set(Ask::Nothing);
        if let (Ask::Move(_) | Ask::Repeat(_), Some(node)) = (asked, desk.current.get_untracked()) {
            desk.focus(node, TITLE);
        }
    };
    let title = move || match desk.ask.get() {
        Ask::Move(node) => (w.move_title)(&desk.heading(node)),
        Ask::Repeat(node) => (w.repeat_title)(&desk.heading(node)),
        Ask::Renumber => w.renumber.into(),
        Ask::List => w.make_list.into(),
        Ask::Nothing => String::new(),
    };
    let body = live(move || match desk.ask.get() {
        Ask::Nothing => ().into_any(),
        Ask::Move(node) => move_to::view(desk, node, shut),
        Ask::Repeat(node) => repeat_make::view(desk.session, desk.year, node, shut),
        Ask::Renumber => renumber::view(desk, shut),
        Ask::List => list::view(desk, RwSignal::new(Listed::default()), shut),
    });
    view! {
        <dialog class="dialog dialog--wide" node_ref=dialog aria-labelledby="plan-ask-title" on:close=closed>
            <h2 class="dialog__title" id="plan-ask-title">{title}</h2>
            {body}
        </dialog>
    }
    .into_any()
}

/// The buttons at the end of a dialog.
pub fn buttons(label: AnyView, off: Memo<bool>, act: Callback<()>, shut: Callback<()>) -> AnyView {
    let w = &words().planning;
    view! {
        <div class="dialog__buttons">
            <button type="button" class="button button--fill" disabled=off on:click=move |_| act.run(())>{label}</button>
            <button type="button" class="button button--outline" on:click=move |_| shut.run(())>{w.cancel}</button>
        </div>
    }
    .into_any()
}
