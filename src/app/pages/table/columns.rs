//! Which column is what: chosen by a person, with what comes of it shown below.

use super::reader::Reader;
use crate::app::parts::live::{live, live_option};
use crate::app::words;
use crate::exchange::Table;
use crate::exchange::mapping::{self, HEADER_ROWS, Use};
use crate::model::form::{Form, LevelShape};
use leptos::prelude::*;

/// So many columns are shown to choose for.
const SHOWN: usize = 60;
/// So many characters of an example are shown.
const EXAMPLE: usize = 30;

/// Draws the choice, once a table was read; open where nothing came of it.
pub fn columns(reader: Reader, more: Callback<(), AnyView>) -> AnyView {
    live_option(move || {
        let source = reader.source.get()?;
        let w = &words().mapping;
        let open =
            reader.draft.with_untracked(|draft| draft.as_ref().is_none_or(|draft| draft.nodes.is_empty()));
        let open = open || reader.is_mapped.get_untracked();
        let header = Memo::new(move |_| reader.mapping.with(|mapping| mapping.header));
        let first = source.clone();
        let list = live(move || {
            let form = reader.form.get();
            list(reader, &first.table, header.get(), &form)
        });
        let missing = live_option(move || {
            let usable = reader.mapping.with(|mapping| mapping.is_usable()) || !reader.is_mapped.get();
            (!usable).then(|| view! { <p class="error-text" role="alert">{w.no_title}</p> }.into_any())
        });
        let said: Vec<AnyView> = source
            .notices
            .iter()
            .map(|notice| view! { <li class="preview__notice">{(w.source)(notice)}</li> }.into_any())
            .collect();
        Some(
            view! {
                <ul class="preview__notices">{said}</ul>
                <details class="columns card" open=open>
                    <summary>{w.title}</summary>
                    <p class="note">{w.hint}</p>
                    {header_choice(reader, &source.table)}
                    {list}
                    {missing}
                    {check(w.remember, reader.remember)}
                    {more.run(())}
                </details>
            }
            .into_any(),
        )
    })
}

/// Draws a box to tick.
pub fn check(label: &'static str, value: RwSignal<bool>) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || value.get()
                on:change:target=move |event| value.set(event.target().checked())/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

fn header_choice(reader: Reader, table: &Table) -> AnyView {
    let w = &words().mapping;
    let option = |(at, text): (usize, String)| {
        let chosen =
            move || reader.mapping.with(|mapping| mapping.header.map_or(0, |header| header + 1)) == at;
        view! { <option value=at.to_string() prop:selected=chosen>{text}</option> }.into_any()
    };
    let rows = table.rows.iter().take(HEADER_ROWS).enumerate().filter(|(_, row)| !row.is_empty());
    let rows: Vec<AnyView> = rows
        .map(|(at, row)| option((at + 1, (w.row)(row.line, &short(&row.text().replace(['\t', '\n'], "｜"))))))
        .collect();
    let chosen = move |value: String| {
        let Some(source) = reader.source.get_untracked() else { return };
        let header = value.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
        reader.mapping.set(mapping::columns_for(&source.table, &reader.form.get_untracked(), header));
        changed(reader);
    };
    view! {
        <div class="form-control">
            <label class="form-control__label" for="table-header">{w.header}</label>
            <select class="select" id="table-header"
                on:change:target=move |event| chosen(event.target().value())>
                {option((0, w.no_header.to_string()))}
                {rows}
            </select>
        </div>
    }
    .into_any()
}

/// Reads by the columns from now on.
fn changed(reader: Reader) {
    reader.is_mapped.set(true);
    reader.read_again();
}

fn list(reader: Reader, table: &Table, header: Option<usize>, form: &Form) -> AnyView {
    let w = &words().mapping;
    let heads = mapping::heads(table, header);
    let options = options(form);
    let rows: Vec<AnyView> = heads
        .iter()
        .enumerate()
        .take(SHOWN)
        .map(|(at, head)| {
            let below = table.rows.iter().skip(header.map_or(0, |header| header + 1)).take(200);
            let example = below.filter_map(|row| row.cells.get(at)).find(|cell| !cell.text.trim().is_empty());
            let example = example.map(|cell| short(cell.text.trim())).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{(w.column_number)(at + 1)}</th>
                    <td>{head.clone()}</td>
                    <td class="columns__example">{example}</td>
                    <td>{choice(reader, at, head, &options)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let rest = (heads.len() > SHOWN).then(|| view! { <p class="note">{(w.too_many)(SHOWN)}</p> });
    view! {
        <table class="numbers-table columns__table">
            <thead>
                <tr><th scope="col">{w.column}</th><th scope="col">{w.head}</th><th scope="col">{w.example}</th>
                    <th scope="col">{w.used_as}</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {rest}
    }
    .into_any()
}

/// Lists what a column can be, in the words of the form.
fn options(form: &Form) -> Vec<(Use, String)> {
    let w = &words().mapping;
    let mut options = vec![(Use::Leave, w.leave.to_string())];
    let levels = form.levels.iter().filter(|level| level.shape == LevelShape::Heading);
    options.extend(levels.map(|level| (Use::Level(level.id), (w.level)(&level.label))));
    options.extend([(Use::Number, (w.number)(form)), (Use::Title, (w.title_column)(form))]);
    options.extend(form.fields.iter().map(|field| (Use::Field(field.id), field.label_in("年度"))));
    let headings = form.committee.headings.iter();
    options.extend(headings.map(|heading| (Use::Heading(heading.id), (w.remarks)(&heading.label))));
    options
}

fn choice(reader: Reader, at: usize, head: &str, options: &[(Use, String)]) -> AnyView {
    let uses: Vec<Use> = options.iter().map(|(column, _)| *column).collect();
    let items: Vec<AnyView> = options
        .iter()
        .enumerate()
        .map(|(option, (column, label))| {
            let column = *column;
            let chosen = move || {
                reader.mapping.with(|mapping| mapping.columns.get(at).copied().unwrap_or_default()) == column
            };
            view! { <option value=option.to_string() prop:selected=chosen>{label.clone()}</option> }
                .into_any()
        })
        .collect();
    let chosen = move |value: String| {
        let column = value.parse::<usize>().ok().and_then(|at| uses.get(at).copied()).unwrap_or_default();
        reader.mapping.update(|mapping| {
            // A column that was this before is none any more.
            for (other, used) in mapping.columns.iter_mut().enumerate() {
                if other == at {
                    *used = column;
                } else if *used == column && column != Use::Leave {
                    *used = Use::Leave;
                }
            }
        });
        changed(reader);
    };
    view! {
        <select class="select" aria-label=(words().mapping.use_of)(at + 1, head)
            on:change:target=move |event| chosen(event.target().value())>
            {items}
        </select>
    }
    .into_any()
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(EXAMPLE).collect();
    if text.chars().nth(EXAMPLE).is_some() {
        short.push('…');
    }
    short
}
