//! The inputs of the designer: a text, other names, a choice, a box to tick.

use super::designer::{Designer, Get, Put};
use crate::app::parts::live::live;
use crate::app::parts::text_field::TextField;
use crate::app::words;
use leptos::prelude::*;

/// A text under its label, with the sentence that explains it.
pub(super) fn text(
    designer: Designer,
    id: String,
    [label, hint]: [&'static str; 2],
    get: Get<String>,
    put: Put<String>,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let field = bare_text(designer, id.clone(), Signal::stored(label.to_string()), hint_id.clone(), get, put);
    view! {
        <div class="form-control framed">
            <label class="form-control__label" for=id>{label}</label>
            <p class="form-control__support" id=hint_id>{hint}</p>
            {field}
        </div>
    }
    .into_any()
}

/// A text in a cell; its name is heard only.
pub(super) fn bare_text(
    designer: Designer,
    id: String,
    label: Signal<String>,
    explained_by: String,
    get: Get<String>,
    put: Put<String>,
) -> AnyView {
    let visit = StoredValue::new(None);
    let value = designer.see::<String>(get);
    let write = move |text: String| designer.write(visit.get_value(), &|form| put(form, text.clone()));
    view! {
        <TextField
            id
            label
            value=Signal::from(value)
            single=true
            explained_by
            read_only=Signal::from(designer.closed)
            on_enter=Callback::new(move |()| visit.set_value(Some(designer.session.visit())))
            on_text=Callback::new(write)
        />
    }
    .into_any()
}

/// Other names, one per line; written when the field is left, since a line that is begun is no name.
pub(super) fn aliases(
    designer: Designer,
    id: String,
    label: Signal<String>,
    get: Get<Vec<String>>,
    put: Put<Vec<String>>,
) -> AnyView {
    let w = &words().design;
    let names = designer.see::<Vec<String>>(get);
    let value = move || names.with(|names| names.join("\n"));
    let rows = move || names.with(|names| names.len().max(1)).to_string();
    let write = move |text: String| {
        let lines: Vec<String> =
            text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_string).collect();
        designer.write(None, &|form| put(form, lines.clone()));
    };
    view! {
        <textarea
            class="textarea design__names"
            id=id
            rows=rows
            title=w.aliases_hint
            aria-label=label
            readonly=designer.closed
            prop:value=value
            on:change:target=move |event| write(event.target().value())
        ></textarea>
    }
    .into_any()
}

/// A choice by number; where it is not done (refused, or asked first), the old one is shown again.
pub(super) fn select(
    designer: Designer,
    id: String,
    label: Signal<String>,
    options: Get<Vec<String>>,
    chosen: Get<usize>,
    put: Put<usize>,
) -> AnyView {
    let act = move |at: usize| designer.act("", String::new(), &|form| put(form, at));
    select_with(designer, id, label, options, chosen, Callback::new(move |at| drop(act(at))))
}

/// A choice by number that does something of its own.
pub(super) fn select_with(
    designer: Designer,
    id: String,
    label: Signal<String>,
    options: Get<Vec<String>>,
    chosen: Get<usize>,
    on_choose: Callback<usize>,
) -> AnyView {
    let (options, chosen) = (designer.see::<Vec<String>>(options), designer.see::<usize>(chosen));
    let option = move |(at, text): (usize, String)| {
        view! { <option value=at.to_string() selected=move || chosen.get() == at>{text}</option> }.into_any()
    };
    let options =
        live(move || options.get().into_iter().enumerate().map(option).collect::<Vec<_>>().into_any());
    view! {
        <select
            class="select"
            id=id
            aria-label=label
            disabled=designer.closed
            on:change:target=move |event| {
                if let Ok(at) = usize::try_from(event.target().selected_index()) {
                    on_choose.run(at);
                }
                event.target().set_selected_index(chosen.get_untracked() as i32);
            }
        >
            {options}
        </select>
    }
    .into_any()
}

/// Puts a label and the sentence that explains it over an input.
pub(super) fn labelled(id: &str, [label, hint]: [&'static str; 2], input: AnyView) -> AnyView {
    let hint = (!hint.is_empty()).then(|| view! { <p class="form-control__support">{hint}</p> }.into_any());
    view! {
        <div class="form-control">
            <label class="form-control__label" for=id.to_string()>{label}</label>
            {hint}
            {input}
        </div>
    }
    .into_any()
}

/// A box to tick.
pub(super) fn tick(
    designer: Designer,
    id: String,
    label: Memo<String>,
    get: Get<bool>,
    put: Put<bool>,
) -> AnyView {
    let on = designer.see::<bool>(get);
    let act = move |on: bool| designer.act("", String::new(), &|form| put(form, on));
    view! {
        <label class="radio">
            <input
                type="checkbox"
                id=id
                disabled=designer.closed
                prop:checked=move || on.get()
                on:change:target=move |event| {
                    act(event.target().checked());
                    event.target().set_checked(on.get_untracked());
                }
            />
            <span>{move || label.get()}</span>
        </label>
    }
    .into_any()
}
