//! 整理: what was deleted, and the history, are given up for good. The workbook goes on as another one.

use crate::app::parts::live::live;
use crate::app::saving::Kept;
use crate::app::session::{Session, Topic};
use crate::app::{App, opening, words};
use crate::edge::{self, random};
use crate::model::id::{IdSource, WorkbookId};
use crate::model::year::FiscalYear;
use crate::planning::tidy::{Left, tidied};
use crate::route::{Mail, Page, Spot};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Draws the section: what would go, and the way to do it; nothing in a request.
#[component]
pub fn Tidying(session: Session) -> impl IntoView {
    let w = &words().tidy;
    let is_asking = RwSignal::new(false);
    let found = Memo::new(move |_| {
        session.track(Topic::Undo);
        session.read(|workbook| tidied(workbook, workbook.id()).map(|(_, left)| left))
    });
    (!session.is_errand()).then(|| {
        view! {
            <section class="backups" aria-labelledby="tidying-title">
                <h2 id="tidying-title">{w.title}</h2>
                <p class="note">{w.hint}</p>
                {live(move || found.with(|found| about(session, found, is_asking)))}
                <Show when=move || is_asking.get()>
                    <TidyDialog session is_asking/>
                </Show>
            </section>
        }
    })
}

fn about(session: Session, found: &Result<Left, usize>, is_asking: RwSignal<bool>) -> AnyView {
    let w = &words().tidy;
    match found {
        Err(conflicts) => {
            let page = Page::Mail(Mail::Conflicts);
            let year = session.read(|workbook| workbook.years().last().map(|(year, _)| year));
            let to = |year: FiscalYear| App::here().route.get_untracked().at(Spot { year, page }).hash();
            let link = year.map(|year| view! { <p><a href=to(year)>{w.to_conflicts}</a></p> });
            view! { <p>{(w.conflicts)(*conflicts)}</p>{link} }.into_any()
        }
        Ok(left) if left.is_nothing() => view! { <p>{w.nothing}</p> }.into_any(),
        Ok(left) => {
            let lines = (w.left)(left).into_iter().map(|line| view! { <li>{line}</li> }.into_any());
            let start = move |_| is_asking.set(true);
            view! {
                <ul class="bullets">{lines.collect_view()}</ul>
                <p><button type="button" class="button button--outline" on:click=start>{w.start}</button></p>
            }
            .into_any()
        }
    }
}

/// Says what it costs, offers the file first, and does it.
#[component]
fn TidyDialog(session: Session, is_asking: RwSignal<bool>) -> impl IntoView {
    let app = App::here();
    let w = &words().tidy;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            edge::dialog::open(&dialog);
        }
    });
    let costs = w.costs.iter().map(|cost| view! { <li>{*cost}</li> }.into_any()).collect_view();
    let act = move |_| {
        spawn_local(tidy(app, session));
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            edge::dialog::close(&dialog);
        }
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="tidy-title" on:close=move |_| is_asking.set(false)>
            <h2 class="dialog__title" id="tidy-title">{w.question}</h2>
            <ul class="bullets">{costs}</ul>
            <p role="status">{move || session.saving.told.get()}</p>
            <div class="dialog__buttons">
                <button type="button" class="button button--fill" on:click=move |_| session.saving.save_file(session)>
                    {w.file_first}
                </button>
                <button type="button" class="button button--outline" on:click=close>{words().app.cancel}</button>
                <button type="button" class="button button--outline button--danger" on:click=act>{w.act}</button>
            </div>
        </dialog>
    }
}

/// Opens the tidied workbook, and removes the old one with its backups once the new one is stored.
async fn tidy(app: App, session: Session) {
    let w = &words().tidy;
    let Some((old, is_sample)) = app.opened() else { return };
    let id: WorkbookId = IdSource::new(&mut random::bits).draw();
    let Ok((workbook, _)) = session.read(|workbook| tidied(workbook, id)) else { return };
    let alias = opening::alias(app, old, is_sample).await;
    opening::start(app, workbook, None).await;
    let Some(session) = app.session().filter(|_| app.opened() == Some((id, false))) else { return };
    let saving = session.saving;
    // A backup is made of what is on the disk; where none can be kept, the journal counts.
    let is_stored = saving.back_up(session).await.is_ok()
        || matches!(saving.kept.try_get_untracked(), Some(Kept::Saved | Kept::ForNow));
    if !is_stored && saving.kept.try_get_untracked() != Some(Kept::NotHere) {
        return saving.add_banner((w.not_stored)());
    }
    opening::name(app, id, alias).await;
    match opening::remove(app, old, is_sample).await {
        Ok(()) => saving.tell(w.done.into()),
        Err(_) => saving.add_banner((w.not_removed)()),
    }
}
