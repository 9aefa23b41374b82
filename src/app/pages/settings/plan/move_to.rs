//! The place where an item goes, chosen from a list.

use super::ask::buttons;
use super::desk::Desk;
use crate::app::parts::place_picker::{self, Picked};
use crate::app::words;
use crate::model::id::NodeId;
use crate::planning::moves;
use leptos::prelude::*;

/// Draws the dialog's content.
pub fn view(desk: Desk, node: NodeId, shut: Callback<()>) -> AnyView {
    let w = &words().planning;
    let picked = Picked::nothing();
    let level = desk.session.book(desk.year, |book| book.nodes.get(node)?.level).flatten();
    let act = Callback::new(move |()| {
        let slot = picked.slot(desk.session, desk.year, Some(node));
        let edit = desk.with(|book, outline| moves::to(book, outline, node, slot?)).flatten();
        desk.act(node, edit);
        desk.current.set(Some(node));
        shut.run(());
    });
    let off = Memo::new(move |_| picked.parent.get().is_none());
    let picker = level.map(|level| place_picker::view(desk.session, desk.year, level, Some(node), picked));
    view! { <div class="form">{picker}{buttons(w.move_here.into_any(), off, act, shut)}</div> }.into_any()
}
