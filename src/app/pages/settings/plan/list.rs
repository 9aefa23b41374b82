//! 一覧から作る: a pasted list, the tree that was read from it, and its correction.

use super::ask::buttons;
use super::desk::{Desk, TITLE};
use crate::app::parts::live::{live_option, live_text};
use crate::app::words;
use crate::model::edit::Edit;
use crate::model::form::Form;
use crate::model::id::LevelId;
use crate::planning::paste::{self, Item, Listed};
use leptos::prelude::*;

/// How many lines are shown at first, and each time more are asked for.
const SHOWN: usize = 200;

/// Draws the dialog's content.
pub fn view(desk: Desk, listed: RwSignal<Listed>, shut: Callback<()>) -> AnyView {
    let w = &words().planning;
    let chosen = untrack(|| desk.chosen());
    let text = RwSignal::new(String::new());
    let below = RwSignal::new(false);
    let alike = RwSignal::new(true);
    let shown = RwSignal::new(SHOWN);
    let form = StoredValue::new(desk.session.book(desk.year, |book| book.form.clone()).unwrap_or_default());
    let read = move || {
        let parent = chosen.filter(|_| below.get_untracked());
        let level = parent.and_then(|node| desk.with(|book, _| book.nodes.get(node)?.level).flatten());
        let found = text.with_untracked(|text| form.with_value(|form| paste::read(text, form, level)));
        listed.set(found);
        shown.set(SHOWN);
    };
    let act = Callback::new(move |()| {
        let parent = chosen.filter(|_| below.get_untracked());
        let last = desk.session.outline_now(desk.year).children(parent).last().copied();
        let listed = listed.get_untracked();
        let mut first = None;
        let edit = form.with_value(|form| {
            listed.edit(form, (parent, last), || {
                let id = desk.session.draw();
                first.get_or_insert(id);
                id
            })
        });
        if let Err(error) = desk.session.apply(Edit::In(desk.year, edit), None) {
            return desk.session.saving.tell((words().app.refused)(&error));
        }
        desk.session.saving.tell((w.made)(listed.count()));
        shut.run(());
        if let Some(first) = first {
            desk.focus(first, TITLE);
        }
    });
    let place = |at: bool, label: String| {
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name="list-place"
                    prop:checked=move || below.get() == at
                    on:change=move |_| {
                        below.set(at);
                        read();
                    }
                />
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    let places = chosen.map(|node| {
        let heading = untrack(|| desk.heading(node));
        view! {
            <fieldset>
                <legend class="form-control__label">{w.where_to}</legend>
                {place(false, w.top.into())}
                {place(true, (w.below_item)(&heading))}
            </fieldset>
        }
        .into_any()
    });
    let off = Memo::new(move |_| listed.with(|it| it.count() == 0));
    let label = live_text(move || (w.make)(listed.with(Listed::count)));
    view! {
        <div class="form">
            {places}
            <div class="form-control">
                <label class="form-control__label" for="plan-list-text">{w.list_label}</label>
                <p class="form-control__support" id="plan-list-hint">{w.list_hint}</p>
                <textarea
                    class="textarea plan-list-text"
                    id="plan-list-text"
                    aria-describedby="plan-list-hint"
                    prop:value=move || text.get()
                    on:input:target=move |event| {
                        text.set(event.target().value());
                        read();
                    }
                ></textarea>
            </div>
            {live_option(move || {
                let filled = listed.with(|it| !it.items.is_empty() || !it.left.is_empty());
                filled.then(|| preview(listed, alike, shown, form))
            })}
            {buttons(label, off, act, shut)}
        </div>
    }
    .into_any()
}

/// What was read, line by line, with the level of each to correct.
fn preview(
    listed: RwSignal<Listed>,
    alike: RwSignal<bool>,
    shown: RwSignal<usize>,
    form: StoredValue<Form>,
) -> AnyView {
    let w = &words().planning;
    let said = listed
        .with_untracked(|it| format!("{}{}", (w.read_by)(it.by), (w.read_count)(it.count(), it.left.len())));
    let (rows, left, more) = listed.with(|it| {
        let parents = form.with_value(|form| it.parents(form));
        let mut depths: Vec<usize> = Vec::new();
        for parent in &parents {
            depths.push(parent.map_or(0, |above| depths[above] + 1));
        }
        let show = shown.get();
        let rows: Vec<AnyView> = it
            .items
            .iter()
            .take(show)
            .enumerate()
            .map(|(at, item)| line(listed, alike, form, at, item, depths[at]))
            .collect();
        let left: Vec<AnyView> = it
            .left
            .iter()
            .take(SHOWN)
            .map(|left| view! { <li>{(w.left)(left.why, left.line, &left.text)}</li> }.into_any())
            .collect();
        (rows, left, it.items.len().saturating_sub(show))
    });
    let more = (more > 0).then(|| {
        view! {
            <button type="button" class="button button--text" on:click=move |_| shown.update(|it| *it += SHOWN)>
                {(w.show_more)(more)}
            </button>
        }
        .into_any()
    });
    view! {
        <p role="status">{said}</p>
        <label class="radio">
            <input
                type="checkbox"
                prop:checked=move || alike.get()
                on:change:target=move |event| alike.set(event.target().checked())
            />
            <span>{w.alike}</span>
        </label>
        <div class="plan-preview" tabindex="0" role="region" aria-label=w.preview>
            <ul class="plan-preview__lines">{rows}</ul>
            {more}
        </div>
        {(!left.is_empty()).then(|| view! { <ul class="plan-preview__left">{left}</ul> }.into_any())}
    }
    .into_any()
}

fn line(
    listed: RwSignal<Listed>,
    alike: RwSignal<bool>,
    form: StoredValue<Form>,
    at: usize,
    item: &Item,
    depth: usize,
) -> AnyView {
    let w = &words().planning;
    let own = item.level;
    let option = |id: Option<LevelId>, label: String| {
        let value = id.map(|id| id.to_string()).unwrap_or_default();
        view! { <option value=value selected=own == id>{label}</option> }.into_any()
    };
    let levels = form
        .with_value(|form| form.levels.iter().map(|it| (Some(it.id), it.label.clone())).collect::<Vec<_>>());
    let levels = levels.into_iter().chain([(None, w.left_out.to_string())]);
    let options: Vec<AnyView> = levels.map(|(id, label)| option(id, label)).collect();
    let name = format!("{}：{} {}", (w.line)(item.line), item.number, item.title);
    let change = move |value: String| {
        let level = value.parse::<LevelId>().ok();
        listed.update(|it| it.set_level(at, level, alike.get_untracked()));
        crate::edge::focus::focus_soon(format!("list-level-{at}"));
    };
    view! {
        <li class="plan-preview__line" data-depth=depth.min(5).to_string() data-out=own.is_none().then_some("")>
            <select
                class="select plan-row__select"
                id=format!("list-level-{at}")
                aria-label=name
                on:change:target=move |event| change(event.target().value())
            >
                {options}
            </select>
            <span>{format!("{} {}", item.number, item.title)}</span>
        </li>
    }
    .into_any()
}
