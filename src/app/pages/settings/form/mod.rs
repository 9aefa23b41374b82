//! 様式: the designer of the form.

mod ask;
mod committee;
mod designer;
mod fields;
mod file;
mod inputs;
mod levels;
mod preview;
mod rows;
mod scales;
mod sheet;

use crate::app::parts::live::{live, live_option, live_text};
use crate::app::session::Session;
use crate::app::words;
use crate::design::{Problem, Section, problems};
use crate::model::form::Form;
use crate::model::year::FiscalYear;
use designer::Designer;
use leptos::prelude::*;
use std::sync::Arc;

const SECTIONS: [Section; 5] =
    [Section::Levels, Section::Fields, Section::Scales, Section::Committee, Section::Sheet];

/// Draws the page.
#[component]
pub fn FormPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().design;
    let designer = Designer::new(session, year);
    let section = RwSignal::new(0usize);
    let body = live(move || match SECTIONS[section.get()] {
        Section::Levels => levels::view(designer),
        Section::Fields => fields::view(designer),
        Section::Scales => scales::view(designer),
        Section::Committee => committee::view(designer),
        Section::Sheet => sheet::view(designer),
    });
    let notes = live_option(move || {
        designer.closed.get().then(|| view! { <p class="notice">{w.year_closed}</p> }.into_any())
    });
    view! {
        <h2>{words().settings.form}</h2>
        {notes}
        <div class="design">
            <div class="design__edit">
                <p class="form-control__support">{w.hint}</p>
                {inputs::text(
                    designer,
                    "design-name".into(),
                    [w.name, w.name_hint],
                    Arc::new(|form| form.name.clone()),
                    Arc::new(|form, text| form.name = text),
                )}
                {file::view(designer)}
                {tabs(designer, section)}
                <section class="design__section" id="design-section" tabindex="-1" aria-labelledby="design-section-title">
                    <h3 class="roster-part__title" id="design-section-title">
                        {live_text(move || w.sections[section.get()].into())}
                    </h3>
                    <p class="form-control__support">{live_text(move || w.section_hints[section.get()].into())}</p>
                    {problems_of(designer, section)}
                    {body}
                </section>
            </div>
            {preview::view(designer)}
        </div>
        {ask::view(designer)}
    }
}

/// The sections to choose from, each with how much there is to look at.
fn tabs(designer: Designer, section: RwSignal<usize>) -> AnyView {
    let w = &words().design;
    let tab = |at: usize| {
        let count = designer.see::<usize>(Arc::new(move |form| of_section(form, at).len()));
        let label = live_text(move || match count.get() {
            0 => w.sections[at].into(),
            count => format!("{}{}", w.sections[at], (w.with_problems)(count)),
        });
        view! {
            <button
                type="button"
                class="design__tab"
                id=format!("design-tab-{at}")
                aria-pressed=move || (section.get() == at).to_string()
                on:click=move |_| section.set(at)
            >
                {label}
            </button>
        }
        .into_any()
    };
    let tabs: Vec<AnyView> = (0..SECTIONS.len()).map(tab).collect();
    view! { <div class="design__tabs" role="group" aria-label=w.sections_label>{tabs}</div> }.into_any()
}

fn of_section(form: &Form, at: usize) -> Vec<Problem> {
    problems(form).into_iter().filter(|it| it.place().0 == SECTIONS[at]).collect()
}

/// What is wrong in the section; said once more when its number changes.
fn problems_of(designer: Designer, section: RwSignal<usize>) -> AnyView {
    let w = &words().design;
    let sentences = designer.see::<Vec<String>>(Arc::new(move |form| {
        of_section(form, section.get()).iter().map(|it| (w.problem)(it, form)).collect()
    }));
    let count = Memo::new(move |_| sentences.with(Vec::len));
    let list = live_option(move || {
        let item = |it: String| view! { <li>{it}</li> }.into_any();
        let items: Vec<AnyView> = sentences.get().into_iter().map(item).collect();
        (!items.is_empty()).then(|| view! { <ul class="design__problems">{items}</ul> }.into_any())
    });
    let title = live_option(move || {
        let count = count.get();
        (count > 0).then(|| view! { <p class="design__problems-title">{(w.problems)(count)}</p> }.into_any())
    });
    view! {
        <div role="status">{title}</div>
        {list}
    }
    .into_any()
}
