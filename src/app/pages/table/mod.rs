//! 表から作る: a pasted table, a preview of all that was read, a workbook.

mod columns;
pub mod into;
mod long_list;
mod notices;
mod preview;
mod reader;
mod source;

use super::new::{FormChoice, NewPlanFields, PlanFields};
use crate::app::parts::live::live_option;
use crate::app::{App, opening, words};
use crate::edge;
use crate::exchange::build::{NewPlan, workbook};
use crate::exchange::mapping;
use crate::model::form::Form;
use crate::model::id::IdSource;
use crate::route::Route;
use columns::{check, columns};
use leptos::prelude::*;
use leptos::task::spawn_local;
use preview::preview;
use reader::Reader;
use source::SourceForm;
use std::sync::Arc;

/// Draws the page.
#[component]
pub fn TablePage() -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let fields = NewPlanFields::start();
    let chosen = move || fields.chosen_form();
    let reader = Reader::new(chosen());
    let read_text = move |()| {
        reader.form.set(Arc::new(chosen()));
        reader.read(|draft| {
            if !draft.nodes.is_empty() {
                edge::focus::focus_soon("preview");
            }
        });
    };
    // A table that names its year says of which one the workbook is; what is typed after that stays.
    Effect::new(move |before: Option<Option<String>>| {
        let named = reader.draft.with(|draft| draft.as_ref()?.year.as_ref().map(|(label, _)| label.clone()));
        if let Some(label) = named.clone().filter(|_| before.flatten() != named) {
            fields.year.set(label);
        }
        named
    });
    let tools = move |()| tools(reader);
    view! {
        <main class="page" id="main">
            <h1>{w.table_title}</h1>
            <p>{w.table_hint}</p>
            <SourceForm reader read_text=Callback::new(read_text) cancel=Callback::new(move |()| app.go(Route::Start))>
                <FormChoice fields/>
            </SourceForm>
            {columns(reader, Callback::new(tools))}
            {live_option(move || Some(made(reader, fields)).filter(|_| has_items(reader)))}
        </main>
    }
}

fn has_items(reader: Reader) -> bool {
    reader.draft.with(|draft| draft.as_ref().is_some_and(|draft| !draft.nodes.is_empty()))
}

/// Draws what can be done with the form, where a workbook is made anew.
fn tools(reader: Reader) -> AnyView {
    let w = &words().mapping;
    let invent = move |_| {
        let Some(source) = reader.source.get_untracked() else { return };
        let header = reader.mapping.with_untracked(|mapping| mapping.header);
        let ids = &mut edge::random::bits;
        let (form, mapping) = mapping::invent(&source.table, header, w.invented_name, IdSource::new(ids));
        reader.form.set(Arc::new(form));
        reader.mapping.set(mapping);
        reader.is_mapped.set(true);
        reader.read_again();
    };
    view! {
        {check(w.wording, reader.wording)}
        <p class="note">{w.invent_hint}</p>
        <div class="form__buttons">
            <button type="button" class="button button--outline" on:click=invent>{w.invent}</button>
        </div>
    }
    .into_any()
}

/// Shows all that was read and all that was not, and makes the workbook on request.
fn made(reader: Reader, fields: NewPlanFields) -> AnyView {
    let app = App::here();
    let w = &words().app;
    let Some(draft) = reader.draft.get() else { return ().into_any() };
    let form: Arc<Form> = reader.form.get_untracked();
    let shown = preview(&draft, &form);
    let make = move || {
        let Some((year, label)) = fields.read_year() else { return };
        let (municipality, title) = (fields.municipality.get_untracked(), fields.title.get_untracked());
        let mut random = edge::random::bits;
        let id = IdSource::new(&mut random).draw();
        let ids = IdSource::new(&mut random);
        let plan = NewPlan { id, municipality: &municipality, title: &title, year, label: &label };
        spawn_local(opening::start(
            app,
            workbook(&draft, &reader.kept_form(Form::clone(&reader.form.get_untracked())), plan, ids),
            None,
        ));
    };
    view! {
        <section class="preview" id="preview" tabindex="-1" aria-label=w.table_preview>
            <h2>{w.table_preview}</h2>
            {shown}
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
    .into_any()
}
