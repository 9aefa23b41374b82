//! A text field that grows with its text and leaves an active IME alone.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// Shows a text and hands on what is typed.
///
/// The field is written only where its text differs and nothing is being composed: a value that is
/// written back during composition doubles the text. While composing, nothing is handed on; the
/// finished text comes with the end of the composition.
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
    /// The id of what explains the field, where there is something.
    #[prop(optional)]
    explained_by: String,
    /// Refuses input (a closed year).
    #[prop(into, optional)]
    read_only: Signal<bool>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let composing = StoredValue::new(false);
    let hand_on = move || {
        if let Some(field) = field.get_untracked() {
            let text = field.value();
            on_text.run(if single { text.replace(['\r', '\n'], "") } else { text });
        }
    };
    let show = move || {
        let text = value.get();
        let free = |field: &web_sys::HtmlTextAreaElement| !composing.get_value() && field.value() != text;
        if let Some(field) = field.get().filter(|field| free(field)) {
            field.set_value(&text);
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
                rows="1"
                cols="1"
                aria-label=label
                aria-describedby=(!explained_by.is_empty()).then_some(explained_by)
                readonly=read_only
                on:focus=move |_| on_enter.run(())
                on:keydown=on_key
                on:compositionstart=move |_| composing.set_value(true)
                on:compositionend=move |_| {
                    composing.set_value(false);
                    hand_on();
                }
                on:input=move |_| if !composing.get_value() { hand_on() }
            ></textarea>
        </span>
    }
}
