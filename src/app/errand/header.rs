//! The plain header of a request: what it is, until when, and what keeps the work.

use crate::app::parts::live::live_text;
use crate::app::parts::save_states::SaveStates;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::errand::Request;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Draws it, and names the document.
#[component]
pub fn Header(session: Session, found: Memo<Option<(FiscalYear, Request)>>) -> impl IntoView {
    let w = &words().app;
    let title = Memo::new(move |_| title(session, found.get()));
    let deadline = move || {
        let day = found.get().map(|(_, request)| request.deadline).unwrap_or_default();
        if day.is_empty() { day } else { (words().errand.deadline)(&day) }
    };
    let steps = Memo::new(move |_| session.steps());
    Effect::new(move |_| document().set_title(&format!("{}｜{}", title.get().trim(), w.name)));
    on_cleanup(move || document().set_title(w.name));
    view! {
        <header class="header">
            <div class="header__row">
                <a class="header__brand" href="#/" title=w.to_start>{w.name}</a>
                <h1 class="header__title">{live_text(move || title.get())}</h1>
                <span class="errand__deadline">{live_text(deadline)}</span>
                <div class="header__tools">
                    <button type="button" class="button button--outline"
                        disabled=move || steps.get().0 == 0 on:click=move |_| session.undo()>
                        {w.undo}
                    </button>
                    <button type="button" class="button button--outline"
                        disabled=move || steps.get().1 == 0 on:click=move |_| session.redo()>
                        {w.redo}
                    </button>
                    <button type="button" class="button button--outline"
                        on:click=move |_| session.saving.save_file(session)>
                        {words().errand.save_draft}
                    </button>
                </div>
            </div>
            <div class="header__row"><SaveStates session/></div>
        </header>
    }
}

fn title(session: Session, found: Option<(FiscalYear, Request)>) -> String {
    let w = &words().errand;
    session.track(Topic::Plan);
    let plan = session.read(|workbook| workbook.content().title.clone());
    let Some((year, request)) = found else { return format!("{plan} {}", w.request) };
    let named = session.book(year, |book| {
        let name = request.to.name(book);
        let what = if request.member().is_some() { (w.to_member)(&name) } else { (w.to_department)(&name) };
        format!("{plan} {} {what}", book.label)
    });
    named.unwrap_or(plan)
}
