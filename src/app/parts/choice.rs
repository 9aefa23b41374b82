//! A choice of one among a few, and a yes or no, each with the sentence that explains it.

use leptos::prelude::*;
use std::collections::BTreeSet;

/// Shows options by their numbers as radio buttons under a heading; `off` is the number of one that
/// cannot be chosen, `more` is shown below them.
#[expect(clippy::too_many_arguments, reason = "each is one thing that differs")]
pub fn choice(
    id: &'static str,
    label: &'static str,
    hint: String,
    options: &[&'static str],
    chosen: Memo<usize>,
    off: Option<usize>,
    on_choose: Callback<usize>,
    more: AnyView,
) -> AnyView {
    let (hint_id, explained_by) = (format!("{id}-hint"), format!("{id}-hint"));
    let option = |(at, text): (usize, &&'static str)| {
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name=id
                    disabled={off == Some(at)}
                    prop:checked=move || chosen.get() == at
                    on:change=move |_| on_choose.run(at)
                />
                <span>{*text}</span>
            </label>
        }
        .into_any()
    };
    let options: Vec<AnyView> = options.iter().enumerate().map(option).collect();
    view! {
        <fieldset class="rule" aria-describedby=explained_by>
            <legend class="form-control__label">{label}</legend>
            <p class="form-control__support" id=hint_id>{hint}</p>
            {options}
            {more}
        </fieldset>
    }
    .into_any()
}

/// Shows a box to tick, with its label and the sentence that explains it.
pub fn check(id: &'static str, text: [&'static str; 2], on: Memo<bool>, set: Callback<bool>) -> AnyView {
    let hint_id = format!("{id}-hint");
    view! {
        <div class="ticked">
            <label class="radio">
                <input
                    type="checkbox"
                    aria-describedby=hint_id.clone()
                    prop:checked=move || on.get()
                    on:change:target=move |event| set.run(event.target().checked())
                />
                <span>{text[0]}</span>
            </label>
            <p class="form-control__support ticked__hint" id=hint_id>{text[1]}</p>
        </div>
    }
    .into_any()
}

/// Shows a box to tick with its label.
pub fn tick(
    label: String,
    on: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + Send + Sync + 'static,
) -> AnyView {
    let (on, set) = (Memo::new(move |_| on()), Callback::new(set));
    view! {
        <label class="radio">
            <input type="checkbox" prop:checked=move || on.get()
                on:change:target=move |event| set.run(event.target().checked())/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// Puts something among others, or takes it out.
pub fn put_in<T: Ord + Send + Sync + 'static>(among: RwSignal<BTreeSet<T>>, it: T, is_in: bool) {
    among.update(|among| {
        let _ = if is_in { among.insert(it) } else { among.remove(&it) };
    });
}
