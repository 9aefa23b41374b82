//! The inputs of the designer: a text, other names, a choice, a box to tick.

use super::designer::{Designer, Read, Write};
use crate::app::parts::live::{live, live_option};
use crate::app::parts::text_field::TextField;
use crate::app::words;
use crate::model::form::Form;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// A text under its label, with the sentence that explains it.
pub(super) fn text(
    designer: Designer,
    id: String,
    [label, hint]: [&'static str; 2],
    get: Read<String>,
    put: Write<String>,
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
    get: Read<String>,
    put: Write<String>,
) -> AnyView {
    let visit = StoredValue::new(None);
    let value = designer.see::<String>(get);
    let write = move |text: String| designer.write(visit.get_value(), &|form| put(form, text.clone()));
    view! {
        <TextField
            id
            label
            value=Signal::derive(move || value.get())
            single=true
            explained_by
            read_only=Signal::derive(move || designer.closed.get())
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
    get: Read<Vec<String>>,
    put: Write<Vec<String>>,
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

/// A choice by number.
pub(super) fn select(
    designer: Designer,
    id: String,
    label: Signal<String>,
    options: Read<Vec<String>>,
    chosen: Read<usize>,
    put: Write<usize>,
) -> AnyView {
    let make = move |at: usize| {
        let mut form = designer.form();
        put(&mut form, at);
        Some(form)
    };
    select_with(designer, id, label, options, chosen, Arc::new(make))
}

/// Makes the form with a choice; `None` where that cannot be, which is told.
type Make = Arc<dyn Fn(usize) -> Option<Form> + Send + Sync>;

/// A choice by number. Where it would hide something it is not made at once, since arrow keys go
/// through the options one by one: a button asks then.
pub(super) fn select_with(
    designer: Designer,
    id: String,
    label: Signal<String>,
    options: Read<Vec<String>>,
    chosen: Read<usize>,
    make: Make,
) -> AnyView {
    let w = &words().design;
    let field = NodeRef::<html::Select>::new();
    let (options, chosen) = (designer.see::<Vec<String>>(options), designer.see::<usize>(chosen));
    let wanted = RwSignal::new(None::<usize>);
    let option = move |(at, text): (usize, String)| {
        view! { <option value=at.to_string() selected=move || chosen.get() == at>{text}</option> }.into_any()
    };
    let options =
        live(move || options.get().into_iter().enumerate().map(option).collect::<Vec<_>>().into_any());
    let show_chosen = move || {
        wanted.set(None);
        field.get_untracked().into_iter().for_each(|it| it.set_selected_index(chosen.get_untracked() as i32));
    };
    let focus = id.clone();
    let choose: Arc<dyn Fn(usize, bool) + Send + Sync> = Arc::new(move |at, ask| {
        let weighed = make(at).and_then(|form| designer.weigh(&focus, String::new(), form));
        match weighed {
            Some(pending) if pending.lines.is_empty() => {
                wanted.set(None);
                designer.apply(pending);
            }
            Some(pending) if ask => {
                show_chosen();
                designer.pending.set(Some(pending));
            }
            Some(_) => wanted.set(Some(at)),
            None => show_chosen(),
        }
    });
    let ask = choose.clone();
    let button = live_option(move || {
        let (at, ask) = (wanted.get()?, ask.clone());
        Some(
            view! {
                <div class="design__wanted">
                    <p>{w.not_yet}</p>
                    <button type="button" class="button button--outline" on:click=move |_| ask(at, true)>{w.look}</button>
                </div>
            }
            .into_any(),
        )
    });
    view! {
        <select
            class="select"
            node_ref=field
            id=id
            aria-label=label
            disabled=designer.closed
            on:change:target=move |event| {
                if let Ok(at) = usize::try_from(event.target().selected_index()) {
                    choose(at, false);
                }
            }
        >
            {options}
        </select>
        <div role="status">{button}</div>
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
    get: Read<bool>,
    put: Write<bool>,
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
