//! この PC にある評価帳: what this browser keeps, what it is called here, and how it is removed.

use crate::app::opening::{self, title_of};
use crate::app::parts::plan_dialog::LabelledInput;
use crate::app::{App, words};
use crate::edge::index::Entry;
use crate::edge::{self, clock, files, quota};
use crate::format;
use crate::model::year::FiscalYear;
use crate::route::{Page, Route, Spot};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Is a workbook on this PC, as the list shows it.
#[derive(Clone, PartialEq)]
pub struct Shelved {
    /// What the list says of it.
    pub entry: Entry,
    /// The size of its backups, in bytes.
    pub backups: u64,
    /// Whether it is the sample.
    pub is_sample: bool,
}

impl Shelved {
    /// Returns how it is called on this PC.
    pub fn name(&self) -> String {
        let Entry { alias, title, municipality, .. } = &self.entry;
        match (alias.is_empty(), title.is_empty() && municipality.is_empty()) {
            (false, _) => alias.clone(),
            (true, true) => words().shelf.no_name.into(),
            (true, false) => title_of(municipality, title),
        }
    }

    /// Returns when it was last saved into a file, in words.
    pub fn filed(&self) -> String {
        let time = (self.entry.filed > 0).then(|| clock::text_of(self.entry.filed as f64));
        (words().shelf.filed)(time.as_deref(), self.entry.changed)
    }

    fn route(&self, spot: Option<Spot>) -> Route {
        if self.is_sample { Route::Sample(spot) } else { Route::Book(self.entry.id, spot) }
    }
}

/// Lists what this browser keeps, the one opened last first; the sample comes last.
pub async fn list(app: App) -> Vec<Shelved> {
    let mut all = Vec::new();
    for is_sample in [false, true] {
        let Some(store) = app.shelf(|shelf| shelf.of(is_sample)) else { continue };
        let found = store.list().await.unwrap_or_default().workbooks;
        for listed in found.into_iter().rev().filter(|listed| listed.found) {
            let backups = match store.backups(listed.entry.id) {
                Some(backups) => backups.list().await.unwrap_or_default(),
                None => Vec::new(),
            };
            let backups = backups.iter().map(|backup| backup.bytes).sum();
            all.push(Shelved { entry: listed.entry, backups, is_sample });
        }
    }
    all
}

/// Draws the page.
#[component]
pub fn ShelfPage() -> impl IntoView {
    let app = App::here();
    let w = &words().shelf;
    let shelved = RwSignal::new(None::<Vec<Shelved>>);
    let used = RwSignal::new(None::<u64>);
    let told = RwSignal::new(String::new());
    let removing = RwSignal::new(None::<Shelved>);
    let load = move || {
        spawn_local(async move {
            let _ = shelved.try_set(Some(list(app).await));
            let _ = used.try_set(quota::used().await);
        });
    };
    Effect::new(move |_| {
        if app.ready.get() {
            load();
        }
    });
    let changed = Callback::new(move |said: String| {
        told.set(said);
        load();
    });
    let none = move || shelved.with(|shelved| shelved.as_ref().is_some_and(Vec::is_empty));
    view! {
        <main class="page shelf" id="main">
            <p><a href=Route::Start.hash()>{w.back}</a></p>
            <h1>{w.title}</h1>
            <p class="note">{w.hint}</p>
            <p class="note">{move || used.get().map(w.used)}</p>
            <div role="status"><p class="shelf__told">{move || told.get()}</p></div>
            <Show when=none><p>{w.empty}</p></Show>
            <ul class="shelf__list">
                {move || {
                    let all = shelved.get().unwrap_or_default().into_iter();
                    all.map(|one| view! { <Item one removing changed/> }.into_any()).collect_view()
                }}
            </ul>
            {move || removing.get().map(|one| view! { <RemoveDialog one removing changed/> }.into_any())}
        </main>
    }
}

#[component]
fn Item(one: Shelved, removing: RwSignal<Option<Shelved>>, changed: Callback<String>) -> impl IntoView {
    let app = App::here();
    let w = &words().shelf;
    let name = one.name();
    let renaming = RwSignal::new(false);
    let alias = RwSignal::new(one.entry.alias.clone());
    let (id, is_sample) = (one.entry.id, one.is_sample);
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let alias = alias.get_untracked().trim().to_string();
        spawn_local(async move {
            if let Some(store) = app.shelf(|shelf| shelf.of(is_sample)) {
                let noted = store.note(id, |entry| entry.alias = alias.clone()).await;
                changed
                    .run(noted.err().map(|error| error.message(&words().storage).title).unwrap_or_default());
            }
        });
    };
    // Where the workbook has not this year, its last one is shown.
    let year = clock::today().get(..4).and_then(FiscalYear::parse);
    let backups = one.route(year.map(|year| Spot { year, page: Page::Backups })).hash();
    let opened = (!one.entry.opened.is_empty()).then(|| (words().app.last_opened)(&one.entry.opened));
    let title = (!one.entry.alias.is_empty()).then(|| title_of(&one.entry.municipality, &one.entry.title));
    view! {
        <li class="shelf__item">
            <h2 class="shelf__name">
                {is_sample.then(|| view! { <span class="badge">{w.sample}</span>" " })}
                <a href=one.route(None).hash()>{name.clone()}</a>
            </h2>
            <p class="note">{title}</p>
            <p>{one.filed()}</p>
            <p class="note">{opened}" "{(w.size)(one.entry.bytes, one.backups)}</p>
            <div class="shelf__actions">
                <button
                    type="button"
                    class="button button--outline"
                    aria-expanded=move || renaming.get().to_string()
                    aria-label=(w.rename)(&name)
                    on:click=move |_| renaming.update(|it| *it = !*it)
                >
                    {w.rename_action}
                </button>
                <a class="button button--outline" href=backups aria-label=(w.backups_of)(&name)>{w.backups}</a>
                <button
                    type="button"
                    class="button button--outline"
                    aria-label=(w.remove_one)(&name)
                    on:click=move |_| removing.set(Some(one.clone()))
                >
                    {w.remove}
                </button>
            </div>
            <Show when=move || renaming.get()>
                <form class="form" on:submit=rename>
                    <LabelledInput id="alias" label=w.alias support=w.alias_support value=alias/>
                    <button type="submit" class="button button--fill">{words().app.keep}</button>
                </form>
            </Show>
        </li>
    }
}

/// Says what will be lost, offers the file first, and removes.
#[component]
fn RemoveDialog(
    one: Shelved,
    removing: RwSignal<Option<Shelved>>,
    changed: Callback<String>,
) -> impl IntoView {
    let app = App::here();
    let w = &words().shelf;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            edge::dialog::open(&dialog);
        }
    });
    let name = one.name();
    let (id, is_sample, entry) = (one.entry.id, one.is_sample, one.entry.clone());
    // What was saved in this dialog, and what is said of it.
    let saved = RwSignal::new(None::<String>);
    let failed = RwSignal::new(None::<String>);
    let save = move |_| {
        spawn_local(async move {
            let _ = match save(app, id, is_sample).await {
                Ok(said) => saved.try_set(Some(said)),
                Err(said) => failed.try_set(Some(said)),
            };
        });
    };
    let said = (w.removed)(&name);
    let remove = move |_| {
        let said = said.clone();
        spawn_local(async move {
            let removed = opening::remove(app, id, is_sample).await;
            if app.opened() == Some((id, is_sample)) {
                app.close();
            }
            match removed {
                Ok(()) => {
                    let _ = removing.try_set(None);
                    changed.run(said);
                }
                Err(error) => drop(failed.try_set(Some(error.message(&words().storage).title))),
            }
        });
    };
    let filed = match entry.filed {
        0 => w.remove_never_filed.to_string(),
        time => (w.remove_filed)(&clock::text_of(time as f64)),
    };
    let changed_since = (entry.filed > 0 && entry.changed).then_some(w.remove_changed);
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="remove-title" on:close=move |_| removing.set(None)>
            <h2 class="dialog__title" id="remove-title">{(w.remove_title)(&name)}</h2>
            <p>{w.remove_what}</p>
            <p><strong>{filed}{changed_since}</strong></p>
            <p role="status">{move || saved.get()}</p>
            <p class="error-text" role="alert">{move || failed.get()}</p>
            <div class="dialog__buttons">
                <Show when=move || saved.with(Option::is_none)>
                    <button type="button" class="button button--fill" on:click=save>{w.remove_file_first}</button>
                </Show>
                <button
                    type="button"
                    class="button button--outline"
                    on:click=move |_| {
                        if let Some(dialog) = dialog.get_untracked() {
                            edge::dialog::close(&dialog);
                        }
                    }
                >
                    {words().app.cancel}
                </button>
                <button type="button" class="button button--outline button--danger" on:click=remove>
                    {move || if saved.with(Option::is_some) { w.remove_now } else { w.remove_anyway }}
                </button>
            </div>
        </dialog>
    }
}

/// Saves a workbook of this PC as a file: as a workbook, or where something of it cannot be read,
/// everything as it stands there.
async fn save(app: App, id: crate::model::id::WorkbookId, is_sample: bool) -> Result<String, String> {
    let w = &words().shelf;
    let none = || words().app.file_not_saved.to_string();
    if let Some(session) = app.session().filter(|_| app.opened() == Some((id, is_sample))) {
        session.saving.flush();
    }
    let store = app.shelf(|shelf| shelf.of(is_sample)).ok_or_else(none)?;
    let loaded = store.load(id).await.map_err(|error| error.message(&words().storage).title)?;
    let is_sound = loaded.is_whole() && loaded.unread.is_empty();
    let (name, text, said) = match loaded.workbook.filter(|_| is_sound) {
        Some(workbook) => {
            let label = workbook.years().last().map(|(_, book)| book.label.clone()).unwrap_or_default();
            let name = format::file_name(&workbook, &label, &clock::today());
            (name, format::write(&workbook), w.remove_saved)
        }
        None => {
            let text = format::write_bundle(&store.stored(id).await);
            ((w.rescue_name)(&clock::today()), text, w.remove_raw)
        }
    };
    files::download(&name, &text, files::JSON).map_err(|_| none())?;
    Ok(said(&name))
}
