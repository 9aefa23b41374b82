//! 計画の構成: the tree of items as one list, to add, name, number, move and drop.

mod ask;
mod desk;
mod dropped;
mod list;
mod move_to;
mod renumber;
mod tools;
mod tree;

use crate::app::parts::live::{live_option, live_text};
use crate::app::session::Session;
use crate::app::words;
use crate::model::year::FiscalYear;
use ask::dialog;
use desk::Desk;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn PlanPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().planning;
    let desk = Desk::new(session, year);
    let closed = move || session.is_closed(year);
    let count = live_text(move || (w.count)(desk.ids.with(Vec::len)));
    let note = live_option(move || {
        closed().then(|| view! { <p class="notice">{words().committee.year_closed}</p> }.into_any())
    });
    let keys = w.keys.map(|(key, what)| {
        view! { <div class="plan-keys__key"><dt>{key}</dt><dd>{what}</dd></div> }.into_any()
    });
    view! {
        <h2>{words().settings.plan}</h2>
        <p class="form-control__support">{w.plan_hint}" "{count}</p>
        <details class="legend plan-keys">
            <summary>{w.keys_title}</summary>
            <dl class="legend__list">{Vec::from(keys)}</dl>
        </details>
        {note}
        <fieldset class="plan-page" disabled=closed>
            {tools::view(desk)}
            {tree::view(desk)}
            {dropped::view(desk)}
        </fieldset>
        {dialog(desk)}
    }
}
