//! The names of the plan and of the year, and the start of the next year.

use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge;
use crate::model::edit::{Edit, EditError};
use crate::model::place::{Datum, Place, YearPart};
use crate::model::year::FiscalYear;
use crate::route::Page;
use leptos::html;
use leptos::prelude::*;

/// Shows the dialog while `open` holds.
#[component]
pub fn PlanDialog(session: Session, year: Memo<Option<FiscalYear>>, open: RwSignal<bool>) -> impl IntoView {
    let w = &words().app;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (open.get(), dialog.get()) {
            edge::dialog::open(&dialog);
        }
    });
    let shut = move || {
        if let Some(dialog) = dialog.get_untracked() {
            edge::dialog::close(&dialog);
        }
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="plan-dialog-title" on:close=move |_| open.set(false)>
            <h2 class="dialog__title" id="plan-dialog-title">{w.plan_settings}</h2>
            <Show when=move || open.get()>
                <PlanForm session year shut=Callback::new(move |()| shut())/>
            </Show>
        </dialog>
    }
}

#[component]
fn PlanForm(session: Session, year: Memo<Option<FiscalYear>>, shut: Callback<()>) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    session.track(Topic::Plan);
    let (municipality, title) = session.read(|workbook| {
        let content = workbook.content();
        (RwSignal::new(content.municipality.clone()), RwSignal::new(content.title.clone()))
    });
    let name = move || {
        let edit =
            Edit::NamePlan { municipality: municipality.get_untracked(), title: title.get_untracked() };
        if let Err(error) = session.apply(edit, None) {
            session.saving.tell((w.refused)(&error));
        }
    };
    let keep = move || {
        name();
        shut.run(());
    };
    let next = move |_| {
        name();
        let last = session.read(|workbook| workbook.years().map(|(year, _)| year).last());
        let Some((from, year)) = last.or(year.get_untracked()).map(|last| (last, last.next())) else {
            return;
        };
        let label = year.label();
        match session.apply(Edit::StartYear { from, year, label: label.clone() }, None) {
            Ok(()) => {
                session.saving.tell((w.next_year_started)(&label));
                app.go_to(year, Page::Sheet(None));
            }
            Err(EditError::YearExists(_)) if was_taken_back(session, year) => {
                restore_year(session, app, year)
            }
            Err(error) => session.saving.tell((w.refused)(&error)),
        }
        shut.run(());
    };
    view! {
        <form
            class="form"
            on:submit=move |event| {
                event.prevent_default();
                keep();
            }
        >
            <LabelledInput id="plan-municipality" label=w.municipality_label support=w.municipality_support value=municipality/>
            <LabelledInput id="plan-title" label=w.plan_title_label support=w.plan_title_support value=title/>
            <div class="dialog__buttons">
                <button type="submit" class="button button--fill">{w.keep}</button>
                <button type="button" class="button button--outline" on:click=move |_| shut.run(())>{w.cancel}</button>
                <button type="button" class="button button--outline" on:click=next>{w.start_next_year}</button>
            </div>
        </form>
    }
}

/// Returns whether a year is in the file and was taken back; of one that somebody else has started,
/// less may be here yet.
fn was_taken_back(session: Session, year: FiscalYear) -> bool {
    session.read(|workbook| workbook.content().years.get(&year).is_some_and(|book| book.dropped.is_some()))
}

/// Brings back a year that was started and taken back.
fn restore_year(session: Session, app: App, year: FiscalYear) {
    let w = &words().app;
    match session.apply(Edit::Settle(Place::Year(year, YearPart::Dropped), Datum::Absent), None) {
        Ok(()) => {
            session.saving.tell((w.next_year_restored)(&year.label()));
            app.go_to(year, Page::Sheet(None));
        }
        Err(error) => session.saving.tell((w.refused)(&error)),
    }
}

/// A one-line input with label and support text, after the Digital Agency's form pattern.
#[component]
pub fn LabelledInput(
    /// The input's id.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// The support text under the label.
    support: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// The error text, where there is one.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (support_id, error_id) = (format!("{id}-support"), format!("{id}-error"));
    let described = {
        let (support_id, error_id) = (support_id.clone(), error_id.clone());
        move || match error.get() {
            Some(_) => format!("{support_id} {error_id}"),
            None => support_id.clone(),
        }
    };
    view! {
        <div class="form-control">
            <label class="form-control__label" for=id>{label}</label>
            <p class="form-control__support" id=support_id>{support}</p>
            <input
                class="input"
                type="text"
                id=id
                autocomplete="off"
                aria-describedby=described
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <p class="error-text" id=error_id role="alert">{move || error.get()}</p>
        </div>
    }
}
