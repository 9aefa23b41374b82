//! 投影画面: what the room sees of a meeting, as the window that runs it sends it.

use crate::app::words;
use crate::model::id::WorkbookId;
use leptos::prelude::*;

/// Shows the projector's screen.
#[component]
pub fn ScreenPage(id: WorkbookId) -> impl IntoView {
    let _ = id;
    view! { <h1>{words().screen.projector}</h1> }
}
