//! バックアップ: earlier states of the open workbook, what is in them, and the way back.

use crate::app::pages::tidying::Tidying;
use crate::app::session::{Origin, Session};
use crate::app::{App, opening, words};
use crate::edge::key::Saved;
use crate::edge::{Backups, clock, files, focus};
use crate::format;
use crate::merge::difference::{Difference, differences, parted};
use crate::model::content::Content;
use crate::model::edit::Edit;
use crate::model::place::{NodePart, Place};
use crate::model::workbook::Workbook;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The id of the page's heading.
const TITLE: &str = "backups-title";
/// Up to this size, in bytes, a backup is compared without being asked for.
const SMALL: u64 = 300_000;
/// How many differences are shown; more do not help to decide.
const SHOWN: usize = 100;

/// Is how many items a backup has otherwise, and how many other places; `None` where it is damaged.
type Count = Option<(usize, usize)>;

/// Is what the parts of the page share.
#[derive(Clone, Copy)]
struct Shown {
    session: Session,
    list: RwSignal<Option<Vec<Saved>>>,
    counts: RwSignal<Vec<(u32, Count)>>,
    looked: RwSignal<Option<(Saved, Option<Arc<Look>>)>>,
}

/// Is what is seen of one backup.
struct Look {
    workbook: Workbook,
    differences: Vec<Difference>,
}

/// Draws the page.
#[component]
pub fn BackupsPage(session: Session) -> impl IntoView {
    let w = &words().shelf;
    let shown = Shown {
        session,
        list: RwSignal::new(None),
        counts: RwSignal::new(Vec::new()),
        looked: RwSignal::new(None),
    };
    shown.load();
    let back_up = move |_| {
        spawn_local(async move {
            let made = session.saving.back_up(session).await;
            session.saving.tell(if made.is_ok() { w.backed_up } else { w.not_backed_up }.into());
            shown.load();
        });
    };
    let none = move || shown.list.with(|list| list.as_ref().is_some_and(Vec::is_empty));
    let can = session.saving.backups(session).is_some();
    view! {
        <section class="backups" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">{w.backups}</h2>
            <p class="note">{if can { w.backups_hint } else { w.backups_nowhere }}</p>
            {can.then(|| view! {
                <p><button type="button" class="button button--outline" on:click=back_up>{w.back_up_now}</button></p>
                <Show when=none><p>{w.backups_none}</p></Show>
            })}
            <ul class="backups__list">
                {move || {
                    let list = shown.list.get().unwrap_or_default().into_iter().rev();
                    list.map(|backup| shown.item(backup).into_any()).collect_view()
                }}
            </ul>
        </section>
        <Tidying session/>
        <Leaving session/>
    }
}

fn time_of(backup: &Saved) -> String {
    clock::text_of(backup.time as f64)
}

impl Shown {
    /// Lists the backups, and compares the small ones with what there is now.
    fn load(self) {
        let Some(backups) = self.session.saving.backups(self.session) else { return };
        spawn_local(async move {
            let list = backups.list().await.unwrap_or_default();
            let _ = self.list.try_set(Some(list.clone()));
            for backup in list.iter().rev().filter(|backup| backup.bytes <= SMALL) {
                if self.look(&backups, backup).await.is_none() {
                    return;
                }
            }
        });
    }

    /// Reads a backup and counts what differs; `None` where the page was left meanwhile.
    async fn look(self, backups: &Backups, backup: &Saved) -> Option<Option<Arc<Look>>> {
        let read = backups.read(backup).await.ok();
        self.list.try_get_untracked()?;
        let look = read.map(|workbook| {
            let differences = self.session.read(|now| differences(&workbook, now));
            Arc::new(Look { workbook, differences })
        });
        let count = look.as_ref().map(|look| count(&look.differences));
        self.counts.try_update(|counts| counts.push((backup.number, count)));
        Some(look)
    }

    /// Returns what was counted last.
    fn count_of(self, number: u32) -> Option<Count> {
        self.counts.with(|counts| counts.iter().rev().find(|(it, _)| *it == number).map(|(_, count)| *count))
    }

    fn item(self, backup: Saved) -> impl IntoView {
        let w = &words().shelf;
        let is_open = move || self.looked.with(|open| open.as_ref().is_some_and(|(it, _)| *it == backup));
        let toggle = move |_| {
            if is_open() {
                return self.looked.set(None);
            }
            let Some(backups) = self.session.saving.backups(self.session) else { return };
            spawn_local(async move {
                if let Some(look) = self.look(&backups, &backup).await {
                    self.looked.set(Some((backup, look)));
                }
            });
        };
        let differs = move || match self.count_of(backup.number) {
            None => String::new(),
            Some(None) => w.unreadable.into(),
            Some(Some((items, others))) => (w.differs)(items, others),
        };
        let inside = move || {
            let look = self.looked.get().filter(|(it, _)| *it == backup)?.1?;
            Some(self.inside(backup, look).into_any())
        };
        view! {
            <li class="backups__item">
                <h3 class="backups__time">{(w.at)(&time_of(&backup))}</h3>
                <span class="note">{(w.bytes)(backup.bytes)}</span>
                <span>{differs}</span>
                <button
                    type="button"
                    class="button button--outline"
                    aria-expanded=move || is_open().to_string()
                    aria-label=(w.look_at)(&time_of(&backup))
                    on:click=toggle
                >
                    {w.look}
                </button>
                {inside}
            </li>
        }
    }

    /// What is in a backup, and what can be done with it.
    fn inside(self, backup: Saved, look: Arc<Look>) -> impl IntoView {
        let w = &words().shelf;
        let session = self.session;
        let years = look.workbook.years().map(|(year, book)| {
            let items = look.workbook.outline(year).below(None);
            let filled =
                items.iter().filter_map(|id| book.nodes.get(*id)).map(|node| node.values.len()).sum();
            view! { <li>{(w.years)(&book.label, items.len(), filled)}</li> }
        });
        let years = years.collect_view();
        let now = session.read(|workbook| workbook.content().clone());
        let shown = look.differences.iter().take(SHOWN);
        let rows = shown.map(|it| row(it, look.workbook.content(), &now).into_any()).collect_view();
        let more = look.differences.len().saturating_sub(SHOWN);
        let (saved, restored) = (look.clone(), look.clone());
        let save = move |_| save(session, &saved.workbook, &backup);
        let restore = move |_| self.restore(backup, restored.workbook.clone());
        let differs = !look.differences.is_empty();
        view! {
            <div class="backups__inside">
                <ul>{years}</ul>
                <div class="backups__actions">
                    <button type="button" class="button button--outline" on:click=save>{words().app.save_to_file}</button>
                    {differs.then(|| view! {
                        <button type="button" class="button button--fill" on:click=restore>{w.restore}</button>
                        <p class="note">{w.restore_hint}</p>
                    })}
                </div>
                {differs.then(|| view! { <h4>{w.differences}</h4> })}
                <dl class="differences">{rows}</dl>
                {(more > 0).then(|| (w.more)(more))}
            </div>
        }
    }

    /// Goes back to a backup, after one of the present state was made.
    fn restore(self, backup: Saved, then: Workbook) {
        let (w, session) = (&words().shelf, self.session);
        spawn_local(async move {
            let made = session.saving.back_up(session).await;
            if made.is_err() && session.saving.changed.get_untracked() {
                return session.saving.tell(w.not_restored.into());
            }
            // A backup of this workbook is known to it; only where it is not, it is taken in first.
            if !session.read(|workbook| workbook.covers(&then)) {
                let _ = session.take_in(&then, Origin::Import);
            }
            session.saving.tell(match session.apply(Edit::Restore(Box::new(then)), None) {
                Ok(()) => (w.restored)(&time_of(&backup)),
                Err(error) => (words().app.refused)(&error),
            });
            self.looked.try_set(None);
            self.load();
            // The button that was pressed is gone.
            focus::focus(TITLE);
        });
    }
}

fn count(differences: &[Difference]) -> (usize, usize) {
    let item = |(year, node)| Place::Node(year, node, NodePart::Level);
    let items: BTreeSet<Place> = differences.iter().filter_map(Difference::item).map(item).collect();
    (items.len(), differences.iter().filter(|it| it.item().is_none()).count())
}

/// Draws one difference, with the differing part of both texts marked.
fn row(difference: &Difference, then: &Content, now: &Content) -> impl IntoView + use<> {
    let w = &words().shelf;
    let place = (w.place)(difference, then, now);
    let one = (w.datum)(&difference.place, &difference.one, then);
    let other = (w.datum)(&difference.place, &difference.other, now);
    let [head, one, other, tail] = parted(&one, &other).map(str::to_string);
    let side = |label: &'static str, own: String| {
        let all = format!("{head}{own}{tail}");
        let text = match (all.is_empty(), own.is_empty()) {
            (true, _) => view! { <span class="note">{w.nothing}</span> }.into_any(),
            (false, true) => all.into_any(),
            (false, false) => view! { {head.clone()}<mark>{own}</mark>{tail.clone()} }.into_any(),
        };
        view! { <dd class="differences__side"><b class="differences__when">{label}</b><span>{text}</span></dd> }
    };
    let sides = (side(w.then, one), side(w.now, other));
    view! { <div class="differences__one"><dt>{place}</dt>{sides}</div> }
}

fn save(session: Session, workbook: &Workbook, backup: &Saved) {
    let label = workbook.years().last().map(|(_, book)| book.label.clone()).unwrap_or_default();
    let name = format::file_name(workbook, &label, &time_of(backup));
    session.saving.tell(match files::download(&name, &format::write(workbook), files::JSON) {
        Ok(()) => (words().app.file_saved_as)(&name),
        Err(_) => words().app.file_not_saved.into(),
    });
}

/// この PC に残さない, for the open workbook.
#[component]
fn Leaving(session: Session) -> impl IntoView {
    let app = App::here();
    let w = &words().shelf;
    let saving = session.saving;
    let leave = move |_| {
        spawn_local(async move {
            let Some((id, is_sample)) = app.opened() else { return };
            match opening::remove(app, id, is_sample).await {
                Ok(()) => saving.tell(w.left.into()),
                Err(error) => saving.add_banner(error.message(&words().storage)),
            }
        });
    };
    let kept = move || saving.kept.get() != crate::app::saving::Kept::NotHere;
    view! {
        <Show when=kept>
            <section class="backups" aria-labelledby="leaving-title">
                <h2 id="leaving-title">{w.on_this_pc}</h2>
                <p class="note">{w.leave_this_hint}</p>
                <Show when=move || saving.changed.get()>
                    <p class="note"><strong>{w.leave_this_first}</strong></p>
                </Show>
                <p>
                    <button type="button" class="button button--outline" disabled=move || saving.changed.get() on:click=leave>
                        {w.leave_this}
                    </button>
                </p>
            </section>
        </Show>
    }
}
