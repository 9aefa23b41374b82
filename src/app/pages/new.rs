//! 新しく作る: a form, the names, the year.

use crate::app::parts::file_drop::{self, FileButton, first};
use crate::app::parts::live::{live_option, live_text};
use crate::app::parts::plan_dialog::LabelledInput;
use crate::app::{App, opening, words};
use crate::design;
use crate::edge;
use crate::format;
use crate::forms::BUILT_IN;
use crate::model::content::Content;
use crate::model::form::Form;
use crate::model::id::{Id, IdSource, WorkbookId};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::{Page, Route, Setting};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::sync::Arc;
use web_sys::File;

/// The numbers of the choices behind the built-in forms.
const FROM_FILE: usize = BUILT_IN.len();
const BLANK: usize = FROM_FILE + 1;

/// Is what is typed about a new plan, here and in 表から作る.
#[derive(Clone, Copy)]
pub struct NewPlanFields {
    /// The municipality.
    pub municipality: RwSignal<String>,
    /// The plan's title.
    pub title: RwSignal<String>,
    /// The year's label as typed.
    pub year: RwSignal<String>,
    /// Which form: one of the built-in ones, behind them that of a file and the empty one.
    pub form: RwSignal<usize>,
    /// The form of the file that was chosen.
    from_file: RwSignal<Option<Arc<Form>>>,
    /// Why a file was not taken.
    not_taken: RwSignal<String>,
    wrong_year: RwSignal<bool>,
}

impl NewPlanFields {
    /// Starts with nothing typed but this year.
    pub fn start() -> Self {
        let year = fiscal_year_of(&edge::clock::today()).map(|year| year.label()).unwrap_or_default();
        Self {
            municipality: RwSignal::new(String::new()),
            title: RwSignal::new(String::new()),
            year: RwSignal::new(year),
            form: RwSignal::new(0),
            from_file: RwSignal::new(None),
            not_taken: RwSignal::new(String::new()),
            wrong_year: RwSignal::new(false),
        }
    }

    /// Returns the form that is chosen.
    pub fn chosen_form(&self) -> Form {
        let file = self.from_file.get_untracked();
        match (self.form.get_untracked(), file) {
            (FROM_FILE, Some(form)) => Form::clone(&form),
            (BLANK, _) => design::blank(words().design.blank, || Id::from_random(edge::random::bits())),
            (at, _) => BUILT_IN.get(at).unwrap_or(&BUILT_IN[0]).form(),
        }
    }

    /// Takes the form of a file, or says why not.
    async fn take_form(self, file: File) {
        let text = file_drop::read(&file).await.map_err(|it| it.message);
        match text.and_then(|text| format::read_form(&text).map_err(|error| opening::sentence(&error))) {
            Ok(form) => {
                self.not_taken.set(String::new());
                self.from_file.set(Some(Arc::new(form)));
                self.form.set(FROM_FILE);
            }
            Err(sentence) => self.not_taken.set(sentence),
        }
    }

    /// Reads the year with its label, or shows that it cannot be read. A label that is written
    /// out is kept as typed; R6 and 2024 become 令和6年度, as the heads of the columns need it.
    pub fn read_year(&self) -> Option<(FiscalYear, String)> {
        let typed = self.year.get_untracked().trim().to_string();
        let year = FiscalYear::parse(&typed);
        self.wrong_year.set(year.is_none());
        let written_out =
            typed.ends_with("年度") && !typed.starts_with(|c: char| c.is_alphanumeric() && c.is_ascii());
        year.map(|year| (year, if written_out { typed } else { year.label() }))
    }
}

/// Returns the fiscal year of a day, `2026-03-31` being of 2025.
fn fiscal_year_of(day: &str) -> Option<FiscalYear> {
    let mut parts = day.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month) = (parts.next()??, parts.next()??);
    FiscalYear::new(if month < 4 { year - 1 } else { year })
}

/// The fields for municipality, plan and year.
#[component]
pub fn PlanFields(fields: NewPlanFields) -> impl IntoView {
    let w = &words().app;
    let error = Signal::derive(move || fields.wrong_year.get().then(|| w.year_error.to_string()));
    view! {
        <LabelledInput id="new-municipality" label=w.municipality_label support=w.municipality_support
            value=fields.municipality/>
        <LabelledInput id="new-title" label=w.plan_title_label support=w.plan_title_support value=fields.title/>
        <LabelledInput id="new-year" label=w.year_label support=w.year_support value=fields.year error/>
    }
}

/// The choice among the built-in forms, that of a file, and where it makes sense an empty one.
#[component]
pub fn FormChoice(
    fields: NewPlanFields,
    /// Whether an empty form is offered.
    #[prop(optional)]
    blank: bool,
) -> impl IntoView {
    let (w, d) = (&words().app, &words().design);
    let option = move |(at, name): (usize, String)| {
        view! {
            <label class="radio">
                <input type="radio" name="form" prop:checked=move || fields.form.get() == at
                    on:change=move |_| fields.form.set(at)/>
                <span>{name}</span>
            </label>
        }
        .into_any()
    };
    let forms = BUILT_IN.iter().map(|built_in| built_in.form().name).enumerate();
    let options: Vec<AnyView> = forms.map(option).collect();
    let own =
        live_option(move || fields.from_file.get().map(|form| option((FROM_FILE, (d.of_file)(&form.name)))));
    let empty = blank.then(|| option((BLANK, d.from_blank.to_string())));
    let take = move |file: File| spawn_local(fields.take_form(file));
    view! {
        <fieldset class="form-control">
            <legend class="form-control__label">{w.form_label}</legend>
            {options}
            {empty}
            {own}
            <div><FileButton label=d.from_file on_files=first(take)/></div>
            <p class="error-text" role="alert">{live_text(move || fields.not_taken.get())}</p>
        </fieldset>
    }
}

/// Draws the page.
#[component]
pub fn NewPage() -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let fields = NewPlanFields::start();
    let make = move || {
        let Some((year, label)) = fields.read_year() else { return };
        let form = fields.chosen_form();
        let is_blank = form.fields.is_empty();
        let book = YearBook { label, form, ..YearBook::default() };
        let content = Content {
            municipality: fields.municipality.get_untracked(),
            title: fields.title.get_untracked(),
            years: BTreeMap::from([(year, book)]),
            ..Content::default()
        };
        let id: WorkbookId = IdSource::new(&mut edge::random::bits).draw();
        spawn_local(async move {
            opening::start(app, Workbook::made_of(id, content), None).await;
            if is_blank {
                app.go_to(year, Page::Settings(Setting::Form));
            }
        });
    };
    view! {
        <main class="page" id="main">
            <h1>{w.make_new}</h1>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    make();
                }
            >
                <FormChoice fields blank=true/>
                <PlanFields fields/>
                <div class="form__buttons">
                    <button type="submit" class="button button--fill">{w.make}</button>
                    <button type="button" class="button button--outline" on:click=move |_| app.go(Route::Start)>
                        {w.cancel}
                    </button>
                </div>
            </form>
        </main>
    }
}
