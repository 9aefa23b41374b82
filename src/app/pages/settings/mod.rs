//! 設定: the plan's tree, its form, and the people, each on a page of its own.

mod form;
mod people;
mod plan;

use crate::app::pages::table::into::IntoPage;
use crate::app::session::Session;
use crate::app::{App, words};
use crate::model::year::FiscalYear;
use crate::route::{Page, Setting, Spot};
use form::FormPage;
use leptos::prelude::*;
use people::PeoplePage;
use plan::PlanPage;

/// Draws a page of the settings under the list of all.
#[component]
pub fn SettingsPage(session: Session, year: FiscalYear, setting: Setting) -> impl IntoView {
    let app = App::here();
    let w = &words().settings;
    let tab = move |label: &'static str, to: Setting| {
        let href = move || app.route.get().at(Spot { year, page: Page::Settings(to) }).hash();
        view! {
            <li>
                <a class="tabs__tab" href=href aria-current=(to == setting).then_some("page")>{label}</a>
            </li>
        }
    };
    view! {
        <nav class="tabs settings__tabs" aria-label=w.settings>
            <ul class="tabs__list">
                {tab(w.plan, Setting::Plan)}
                {tab(w.form, Setting::Form)}
                {tab(w.people, Setting::People)}
                {tab(words().mapping.into, Setting::Table)}
            </ul>
        </nav>
        {match setting {
            Setting::Plan => view! { <PlanPage session year/> }.into_any(),
            Setting::Form => view! { <FormPage session year/> }.into_any(),
            Setting::People => view! { <PeoplePage session year/> }.into_any(),
            Setting::Table => view! { <IntoPage session year/> }.into_any(),
        }}
    }
}
