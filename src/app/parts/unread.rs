//! What of the open workbook could not be read from storage, and the way to take it along.

use crate::app::session::Session;
use crate::app::words;
use crate::edge::{clock, files};
use crate::format;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Names what could not be read, and saves it as a file.
#[component]
pub fn UnreadNotice(session: Session) -> impl IntoView {
    let saving = session.saving;
    let save = move |_| {
        spawn_local(async move {
            let text = format::write_bundle(&saving.stored_unread(session).await);
            let name = (words().shelf.rescue_name)(&clock::today());
            saving.tell(match files::download(&name, &text, files::JSON) {
                Ok(()) => (words().app.file_saved_as)(&name),
                Err(_) => words().app.file_not_saved.into(),
            });
        });
    };
    move || {
        let keys: Vec<String> = saving.unread.get().into_iter().map(|unread| unread.key).collect();
        (!keys.is_empty()).then(|| {
            let message = (words().storage.unread)(&keys);
            view! {
                <div class="notice notice--error" role="alert">
                    <p class="notice__text"><strong>{message.title}</strong><br/>{message.text}</p>
                    <button type="button" class="button button--outline" on:click=save>{words().shelf.save_unread}</button>
                    <button type="button" class="button button--text" on:click=move |_| saving.unread.set(Vec::new())>
                        {words().app.close}
                    </button>
                </div>
            }
        })
    }
}
