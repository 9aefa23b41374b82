//! What the room sees of a meeting: in the projector's window, or over the page that runs it.

use crate::app::words;
use crate::edge;
use crate::meeting::screen::Screen;
use leptos::html;
use leptos::prelude::*;

/// Shows a screen; an empty ground where there is none.
#[component]
pub fn ScreenView(screen: Signal<Option<Screen>>) -> impl IntoView {
    view! { <div class="screen">{move || screen.get().map(|screen| screen.heading())}</div> }
}

/// Shows the same over the whole of this window while `open` says so, for browsers that open no
/// other; Esc and 「閉じる」 end it.
#[component]
pub fn InWindow(screen: Signal<Option<Screen>>, open: RwSignal<bool>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (open.get(), dialog.get()) {
            edge::dialog::open(&dialog);
        }
    });
    let _ = words();
    view! {
        <Show when=move || open.get()>
            <dialog class="screen-over" node_ref=dialog on:close=move |_| open.set(false)>
                <ScreenView screen/>
            </dialog>
        </Show>
    }
}
