//! 投影画面: what the room sees of a meeting, as the window that runs it sends it.

use crate::app::following::Following;
use crate::app::parts::live::live_option;
use crate::app::parts::screen_view::ScreenView;
use crate::app::words;
use crate::model::id::WorkbookId;
use leptos::prelude::*;

/// Shows the projector's screen.
#[component]
pub fn ScreenPage(id: WorkbookId) -> impl IntoView {
    let w = &words().screen;
    let Following { screen, blank, waiting } = Following::new(id);
    let title = Memo::new(move |_| screen.with(|it| it.as_ref().map(|it| (w.title)(&it.heading()))));
    Effect::new(move |_| document().set_title(&title.get().unwrap_or_else(|| w.projector.into())));
    on_cleanup(|| document().set_title(words().app.name));
    let notice = move || match (title.with(Option::is_some), blank.get(), waiting.get()) {
        (true, _, false) => None,
        (true, _, true) => Some(view! { <p class="screen-mark" role="status">{w.waiting}</p> }.into_any()),
        (false, true, false) => Some(view! { <h1 class="visually-hidden">{w.blank}</h1> }.into_any()),
        (false, ..) => Some(
            view! {
                <div class="screen-wait" role="status">
                    <h1 class="screen-wait__what">{w.waiting}</h1>
                    <p class="screen-wait__how">{w.waiting_how}</p>
                </div>
            }
            .into_any(),
        ),
    };
    view! {
        <main class="projector">
            <ScreenView screen=screen.into()/>
            {live_option(notice)}
        </main>
    }
}
