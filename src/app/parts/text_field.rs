//! A text field that grows with its text and leaves an active IME alone.

use crate::merge::text::both;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

/// Shows a text and hands on what is typed.
///
/// The field is written only where its text differs and nothing is being composed: a value that is
/// written back during composition doubles the text. While composing, nothing is handed on; the
/// finished text comes with the end of the composition. Where somebody else wrote into the same
/// text meanwhile, both changes are in it.
#[component]
pub fn TextField(
    /// The accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The text as it stands in the workbook.
    #[prop(into)]
    value: Signal<String>,
    /// Is told when the field is entered.
    #[prop(into)]
    on_enter: Callback<()>,
    /// Is given every finished input.
    #[prop(into)]
    on_text: Callback<String>,
    /// One line only: Enter makes no line break.
    #[prop(optional)]
    single: bool,
    /// The field's own id, where something leads to it.
    #[prop(optional)]
    id: String,
    /// The id of what explains the field, where there is something.
    #[prop(optional)]
    explained_by: String,
    /// Refuses input (a closed year).
    #[prop(into, optional)]
    read_only: Signal<bool>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    // While composing: what stood in the field, and in the workbook, when that began.
    let composing = StoredValue::new(None::<(String, String)>);
    let hand_on = move || {
        if let Some(field) = field.get_untracked() {
            let text = field.value();
            on_text.run(if single { text.replace(['\r', '\n'], "") } else { text });
        }
    };
    let begin = move || {
        let shown = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        composing.set_value(Some((shown, value.get_untracked())));
    };
    let finish = move || {
        let began = composing.try_update_value(Option::take).flatten();
        let now = value.get_untracked();
        if let (Some(field), Some((shown, before))) = (field.get_untracked(), began)
            && before != now
        {
            field.set_value(&both(&shown, &field.value(), &now));
        }
        hand_on();
    };
    let is_composing = move || composing.with_value(Option::is_some);
    let show = move || {
        let text = value.get();
        let free = |field: &HtmlTextAreaElement| !is_composing() && field.value() != text;
        if let Some(field) = field.get().filter(|field| free(field)) {
            put(&field, &text);
        }
    };
    Effect::new(move |_| show());
    let on_key = move |event: ev::KeyboardEvent| {
        if single && event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
        }
    };
    view! {
        <span class="text-field" data-text=move || format!("{} ", value.get())>
            <textarea
                node_ref=field
                id=(!id.is_empty()).then_some(id)
                rows="1"
                cols="1"
                aria-label=label
                aria-describedby=(!explained_by.is_empty()).then_some(explained_by)
                readonly=read_only
                on:focus=move |_| on_enter.run(())
                on:keydown=on_key
                on:compositionstart=move |_| begin()
                on:compositionend=move |_| finish()
                on:input=move |_| if !is_composing() { hand_on() }
            ></textarea>
        </span>
    }
}

/// Puts a text into a field, and leaves the cursor where it stood.
fn put(field: &HtmlTextAreaElement, text: &str) {
    let cursor = field.selection_start().ok().flatten();
    let is_active = field.is_same_node(document().active_element().as_deref());
    field.set_value(text);
    if let Some(at) = cursor.filter(|_| is_active) {
        // Beyond the end of the text the browser takes the end.
        let _ = field.set_selection_range(at, at);
    }
}
