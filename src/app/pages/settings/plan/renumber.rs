//! 番号を付け直す: what would change is shown first.

use super::ask::buttons;
use super::desk::Desk;
use crate::app::parts::choice::check;
use crate::app::parts::field::heading_of;
use crate::app::parts::live::{live_option, live_text};
use crate::app::parts::repeat_make::all;
use crate::app::words;
use crate::planning::renumber::{self, Renumbered, Scope};
use leptos::prelude::*;

/// How many changes are shown.
const SHOWN: usize = 300;

/// Draws the dialog's content.
pub fn view(desk: Desk, shut: Callback<()>) -> AnyView {
    let w = &words().planning;
    let chosen = untrack(|| desk.chosen());
    let scope = RwSignal::new(0usize);
    let through = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let at = scope.get();
        let below = chosen.filter(|_| at > 0);
        let scope = Scope { below, deep: at < 2, through: through.get() };
        desk.with(|book, outline| renumber::plan(book, outline, scope)).unwrap_or_default()
    });
    let heading = chosen.map(|node| untrack(|| desk.heading(node)));
    let option = |(at, label): (usize, String)| {
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name="renumber-scope"
                    prop:checked=move || scope.get() == at
                    on:change=move |_| scope.set(at)
                />
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    let labels = [w.renumber_all.to_string()]
        .into_iter()
        .chain(heading.into_iter().flat_map(|it| [(w.renumber_below)(&it), (w.renumber_children)(&it)]));
    let options: Vec<AnyView> = labels.enumerate().map(option).collect();
    let table = live_option(move || {
        let found = found.get();
        (!found.is_empty()).then(|| changes(desk, &found))
    });
    let count = live_text(move || (w.renumber_count)(found.with(Vec::len)));
    let act = Callback::new(move |()| {
        let found = found.get_untracked();
        if all(desk.session, desk.year, renumber::edits(&found)) {
            desk.session.saving.tell((w.renumbered)(found.len()));
        }
        shut.run(());
    });
    let label = live_text(move || (w.renumber_do)(found.with(Vec::len)));
    let off = Memo::new(move |_| found.with(Vec::is_empty));
    let ticked = Memo::new(move |_| through.get());
    view! {
        <div class="form">
            <fieldset>
                <legend class="form-control__label">{w.renumber_scope}</legend>
                {options}
            </fieldset>
            {check("renumber-through", w.through, ticked, Callback::new(move |on| through.set(on)))}
            <p role="status">{count}</p>
            {table}
            {buttons(label, off, act, shut)}
        </div>
    }
    .into_any()
}

fn changes(desk: Desk, found: &[Renumbered]) -> AnyView {
    let w = &words().planning;
    let number = |text: &str| if text.is_empty() { w.no_number.to_string() } else { text.to_string() };
    let row = |it: &Renumbered| {
        let title = desk.with(|book, _| {
            let title = book.nodes.get(it.node).map(|node| node.title.clone()).filter(|it| !it.is_empty());
            title.unwrap_or_else(|| heading_of(book, it.node))
        });
        view! {
            <tr><th scope="row">{title}</th><td>{number(&it.old)}</td><td>{number(&it.new)}</td></tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = found.iter().take(SHOWN).map(row).collect();
    let left = found.len().saturating_sub(SHOWN);
    let heads = w.renumber_columns.map(|label| view! { <th scope="col">{label}</th> }.into_any());
    view! {
        <div class="plan-preview" tabindex="0" role="region" aria-label=w.renumber>
            <table class="plan-preview__table">
                <thead><tr>{Vec::from(heads)}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {(left > 0).then(|| (w.left_over)(left))}
        </div>
    }
    .into_any()
}
