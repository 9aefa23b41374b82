//! A field for a count of votes, from 0 to 999.

use super::live::live_option;
use crate::app::session::Session;
use crate::app::words;
use crate::model::undo::Visit;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Shows a count and hands on what is typed; what is no count gets a sentence and changes nothing.
/// All that is typed in one stay is one step of undo.
pub fn count_field(
    session: Session,
    id: String,
    label: String,
    value: Memo<String>,
    read_only: Memo<bool>,
    // Whether the field is to show only what is being typed.
    hidden: Memo<bool>,
    write: impl Fn(u32, Option<Visit>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let w = &words().app;
    let wrong = RwSignal::new(false);
    let visit = StoredValue::new(None);
    let typed = move |text: String| match read_count(&text) {
        None => wrong.set(true),
        Some(count) => {
            wrong.set(false);
            write(count, visit.get_value());
        }
    };
    let error = format!("{id}-error");
    let describes = error.clone();
    view! {
        <div class="count-input">
            <label class="count-input__label" for=id.clone()>{label.clone()}</label>
            <input
                id=id
                class="input count-input__field"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                readonly=move || read_only.get()
                aria-label=(w.votes_for)(&label)
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby=move || wrong.get().then(|| describes.clone())
                prop:value=move || value.get()
                on:focus:target=move |event| {
                    visit.set_value(Some(session.visit()));
                    event.target().select();
                }
                on:input:target=move |event| if !is_composing(&event) { typed(event.target().value()) }
                on:change:target=move |event| typed(event.target().value())
                on:blur:target=move |event| {
                    if hidden.get_untracked() && !wrong.get_untracked() {
                        event.target().set_value("");
                    }
                }
            />
            {live_option(move || {
                let error = error.clone();
                let told = || view! { <span class="error-text" id=error role="alert">{w.not_a_count}</span> };
                wrong.get().then(|| told().into_any())
            })}
        </div>
    }
    .into_any()
}

fn is_composing(event: &web_sys::Event) -> bool {
    event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing)
}

/// Reads a count from 0 to 999; an empty text is 0, full-width digits are digits.
fn read_count(text: &str) -> Option<u32> {
    let half = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    let text: String = text.trim().chars().map(half).collect();
    if text.is_empty() {
        return Some(0);
    }
    text.parse().ok().filter(|&count| count <= 999)
}
