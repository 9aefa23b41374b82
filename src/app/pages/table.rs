//! 表から作る: a pasted table, a preview of all that was read, a workbook.

use super::new::{FormChoice, NewPlanFields, PlanFields};
use crate::app::parts::file_drop::{FileButton, FileDrop, read};
use crate::app::{App, opening, words};
use crate::edge;
use crate::exchange::build::{NewPlan, workbook};
use crate::exchange::draft::{Draft, DraftNode};
use crate::exchange::{self, Table};
use crate::model::form::{Form, LevelShape};
use crate::model::id::IdSource;
use crate::route::Route;
use crate::words::table::Concern;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use web_sys::File;

/// Is what was read, with the form that it was read by.
#[derive(Clone)]
struct Reading {
    draft: Arc<Draft>,
    form: Arc<Form>,
}

/// Draws the page.
#[component]
pub fn TablePage() -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let fields = NewPlanFields::start();
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let reading = RwSignal::new(None::<Reading>);
    let read_text = move || {
        let typed = text.get_untracked();
        error.set(typed.trim().is_empty().then(|| w.table_empty.to_string()));
        if error.get_untracked().is_some() {
            return reading.set(None);
        }
        let form = fields.chosen_form();
        let draft = exchange::read(&Table::from_text(&typed), &form);
        if let Some((label, _)) = &draft.year {
            fields.year.set(label.clone());
        }
        if draft.nodes.is_empty() {
            error.set(Some(w.table_nothing.to_string()));
            return reading.set(None);
        }
        reading.set(Some(Reading { draft: draft.into(), form: form.into() }));
        edge::focus::focus_soon("preview");
    };
    let take = move |file: File| {
        spawn_local(async move {
            match read(&file).await {
                Ok(content) => {
                    text.set(content);
                    read_text();
                }
                Err(not_opened) => error.set(Some(not_opened.message)),
            }
        });
    };
    view! {
        <main class="page" id="main">
            <h1>{w.table_title}</h1>
            <p>{w.table_hint}</p>
            <FileDrop class="form card" label=w.table_choose on_file=Callback::new(take)>
                <FormChoice fields/>
                <PasteField text error/>
                <div class="form__buttons">
                    <button type="button" class="button button--fill" on:click=move |_| read_text()>{w.table_read}</button>
                    <FileButton label=w.table_choose on_file=Callback::new(take)/>
                    <button type="button" class="button button--outline" on:click=move |_| app.go(Route::Start)>
                        {w.cancel}
                    </button>
                </div>
            </FileDrop>
            {move || reading.get().map(|reading| view! { <Preview reading fields/> })}
        </main>
    }
}

#[component]
fn PasteField(text: RwSignal<String>, error: RwSignal<Option<String>>) -> impl IntoView {
    let w = &words().app;
    view! {
        <div class="form-control">
            <label class="form-control__label" for="table-text">{w.table_paste}</label>
            <textarea
                class="textarea"
                id="table-text"
                spellcheck="false"
                aria-describedby="table-error"
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=move || text.get()
                on:change:target=move |event| text.set(event.target().value())
            ></textarea>
            <p class="error-text" id="table-error" role="alert">{move || error.get()}</p>
        </div>
    }
}

/// Shows all that was read and all that was not, and makes the workbook on request.
#[component]
fn Preview(reading: Reading, fields: NewPlanFields) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let Reading { draft, form } = reading;
    let (summary, tallies) = (summary(&draft, &form), tallies(&draft, &form));
    let notices = notices(&draft, &form);
    let nodes = draft.nodes.iter().map(|node| item(&draft, &form, node)).collect_view();
    let make = move || {
        let Some((year, label)) = fields.read_year() else { return };
        let (municipality, title) = (fields.municipality.get_untracked(), fields.title.get_untracked());
        let mut random = edge::random::bits;
        let id = IdSource::new(&mut random).draw();
        let ids = IdSource::new(&mut random);
        let plan = NewPlan { id, municipality: &municipality, title: &title, year, label: &label };
        spawn_local(opening::start(app, workbook(&draft, &form, plan, ids), None));
    };
    view! {
        <section class="preview" id="preview" tabindex="-1" aria-label=w.table_preview>
            <h2>{w.table_preview}</h2>
            <ul class="preview__summary">{summary.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            {notices}
            <details open=true>
                <summary>{w.table_tree}</summary>
                <ul class="preview__tree" tabindex="0" aria-label=w.table_tree>{nodes}</ul>
            </details>
            {tallies}
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    make();
                }
            >
                <PlanFields fields/>
                <div class="form__buttons">
                    <button type="submit" class="button button--fill">{w.table_make}</button>
                </div>
            </form>
        </section>
    }
}

fn summary(draft: &Draft, form: &Form) -> Vec<String> {
    let w = &words().app;
    let count = |level: &crate::model::form::Level| draft.of_level(level.id).count();
    let headings = form.levels.iter().filter(|level| level.shape == LevelShape::Heading);
    let mut lines: Vec<String> = headings.map(|level| format!("{} {}", level.label, count(level))).collect();
    let rows = draft.nodes.iter().filter(|node| !node.values.is_empty() && is_row(form, node)).count();
    let programmes = form.levels.iter().filter(|level| level.shape == LevelShape::Row).map(count).sum();
    lines.push((w.table_rows)(rows, programmes));
    for (field, scale) in form.rating_fields() {
        let of = |grade| {
            let rated = |node: &&DraftNode| {
                node.value(field.id) == Some(&crate::exchange::draft::DraftValue::Grade(grade))
            };
            draft.nodes.iter().filter(rated).count()
        };
        lines.extend(scale.grades.iter().map(|grade| format!("{} {}", grade.key, of(grade.id))));
        lines.extend(scale.marks.iter().map(|mark| format!("{} {}", mark.label, of(mark.id))));
        let rated = draft.nodes.iter().filter(|node| node.value(field.id).is_some()).count();
        lines.push(format!("{} {}", w.unfilled, rows.saturating_sub(rated)));
    }
    for heading in &form.committee.headings {
        let count = draft.remarks.iter().filter(|remark| remark.heading == heading.id).count();
        lines.push((w.table_remarks)(&heading.label, count));
    }
    lines
}

fn is_row(form: &Form, node: &DraftNode) -> bool {
    form.row_levels().any(|level| level.id == node.level)
}

fn item(draft: &Draft, form: &Form, node: &DraftNode) -> impl IntoView + use<> {
    let depth = std::iter::successors(node.parent, |&at| draft.nodes.get(at)?.parent).count();
    let level = form.level(node.level).map(|level| level.label.clone());
    let grade = form.rating_fields().find_map(|(field, scale)| match node.value(field.id)? {
        crate::exchange::draft::DraftValue::Grade(grade) => scale.key(*grade).map(str::to_string),
        _ => None,
    });
    let repeat = node.repeat.then_some(words().app.repeat_candidate);
    view! {
        <li class="preview__item" data-depth=depth.min(5)>
            <span class="preview__level">{level}</span>
            <span>{format!("{} {}", node.number, node.title)}</span>
            <strong>{grade}</strong>
            {repeat.map(|repeat| view! { <span class="badge">{repeat}</span> })}
        </li>
    }
}

fn tallies(draft: &Draft, form: &Form) -> impl IntoView + use<> {
    let w = &words().app;
    let rows = draft.counts.iter().filter_map(|count| {
        let node = draft.nodes.get(count.node)?;
        let scale = form.axis(count.axis).and_then(|axis| form.scale(axis.scale))?;
        let votes: Vec<String> = count
            .counts
            .iter()
            .filter_map(|(grade, votes)| Some(format!("{} {votes}", scale.key(*grade)?)))
            .collect();
        Some((format!("{} {}", node.number, node.title), votes.join("　")))
    });
    let rows: Vec<(String, String)> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{}（{}）", w.table_tallies, rows.len())}</summary>
                <table class="numbers-table">
                    <tbody>
                        {rows.into_iter().map(|(heading, votes)| view! {
                            <tr><th scope="row">{heading}</th><td>{votes}</td></tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </details>
        }
    })
}

/// All that is to be told about the table, what a person has to look at first.
fn notices(draft: &Draft, form: &Form) -> impl IntoView + use<> {
    let w = words();
    let count = draft.notices.len();
    let group = |concern: Concern| {
        let told = draft.notices.iter().filter(|notice| Concern::of(notice) == concern);
        let told: Vec<String> = told.map(|notice| (w.table.notice)(notice, form)).collect();
        (!told.is_empty()).then(|| view! {
            <details class="preview__group" open=concern == Concern::Check>
                <summary>{format!("{}（{}）", (w.table.concern)(concern), told.len())}</summary>
                <p class="note">{(w.table.concern_hint)(concern)}</p>
                <ul class="preview__notices" data-concern=(concern == Concern::Check).then_some("check")>
                    {told.into_iter().map(|sentence| view! { <li class="preview__notice">{sentence}</li> }).collect_view()}
                </ul>
            </details>
        })
    };
    view! {
        <h3>{(w.app.table_notices)(count)}</h3>
        {(count == 0).then(|| view! { <p>{w.app.table_no_notices}</p> })}
        {Concern::ALL.map(group).collect_view()}
    }
}
