//! Keeping the open workbook: the journal at every change, bases when nobody types, the other tabs,
//! files on request.

use super::session::{Origin, Session};
use super::tying::Tying;
use super::{outgoing, words};
use crate::edge::error::{StorageError, Unread};
use crate::edge::keeper::Standing;
use crate::edge::key::Piece;
use crate::edge::key_value::Refusal;
use crate::edge::listener::Listener;
use crate::edge::tabs::{Heard, Tabs};
use crate::edge::timer::{JOURNAL_MS, LOOK_MS, SNAPSHOT_MS, Timer};
use crate::edge::{Backups, Keeper, Store, clock, files, leave, timer};
use crate::format::{self, Stored};
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use crate::rotation;
use crate::tally::sitting::hides_any;
use crate::words::storage::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// How long what was just done is told, in milliseconds.
const TOLD_MS: i32 = 6000;
/// When a base that could not be written is tried again, in milliseconds.
const AGAIN_MS: i32 = 10_000;

/// Says how the workbook stands in this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Everything is on the disk.
    Saved,
    /// Everything is stored; the browser writes it to the disk some seconds later.
    ForNow,
    /// A change waits to be stored.
    Working,
    /// It could not be stored.
    Failed(StorageError),
    /// It is not to be kept on this PC.
    NotHere,
}

impl From<Standing> for Kept {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Saved => Kept::Saved,
            Standing::ForNow => Kept::ForNow,
            Standing::Working => Kept::Working,
            Standing::Failed(error) => Kept::Failed(error),
        }
    }
}

/// Says where an open workbook is kept.
pub enum Keeping {
    /// In this browser.
    Here(Store, Keeper),
    /// Nowhere, as the user wants it.
    NotHere,
    /// Nowhere, and this is why.
    Refused(StorageError),
}

struct Inner {
    store: Option<Store>,
    keeper: Option<Keeper>,
    pending: Option<Workbook>,
    journal: Option<Timer>,
    base: Option<Timer>,
    tabs: Option<Tabs>,
    /// Messages of other pages that were no entries; each is named once.
    refused: BTreeSet<Piece>,
    told: u32,
    /// When it is looked again whether a backup is due, in milliseconds since the page was opened.
    backup_at: f64,
}

/// Keeps one open workbook; copies are the same one.
#[derive(Clone, Copy)]
pub struct Saving {
    inner: StoredValue<Inner, LocalStorage>,
    /// How it stands in this browser.
    pub kept: RwSignal<Kept>,
    /// When it was last saved into a file, in milliseconds since 1970.
    pub filed: RwSignal<Option<f64>>,
    /// Whether something was changed since.
    pub changed: RwSignal<bool>,
    /// The file on a shared folder that it is saved into continuously.
    pub tying: Tying,
    /// What was just done.
    pub told: RwSignal<String>,
    /// What stays in view until it is settled.
    pub banners: RwSignal<Vec<Message>>,
    /// What of it could not be read from storage.
    pub unread: RwSignal<Vec<Unread>>,
}

impl Saving {
    /// Starts keeping a workbook.
    pub fn new(keeping: Keeping) -> Self {
        let (kept, store, keeper) = match keeping {
            Keeping::Here(store, keeper) => (Kept::Working, Some(store), Some(keeper)),
            Keeping::NotHere => (Kept::NotHere, None, None),
            Keeping::Refused(error) => (Kept::Failed(error), None, None),
        };
        let banners = match &kept {
            Kept::Failed(error) => vec![error.message(&words().storage)],
            _ => Vec::new(),
        };
        let (pending, journal, base, tabs) = (None, None, None, None);
        let refused = BTreeSet::new();
        let inner = Inner { store, keeper, pending, journal, base, tabs, refused, told: 0, backup_at: 0.0 };
        Self {
            inner: StoredValue::new_local(inner),
            kept: RwSignal::new(kept),
            filed: RwSignal::new(None),
            changed: RwSignal::new(true),
            tying: Tying::new(),
            told: RwSignal::new(String::new()),
            banners: RwSignal::new(banners),
            unread: RwSignal::new(Vec::new()),
        }
    }

    /// Begins: the first base, the other tabs, and what is done when the page is put away.
    pub fn begin(&self, session: Session) {
        let saving = *self;
        let journal = Timer::new(move || saving.flush());
        let base = Timer::new(move || saving.snapshot(session));
        let tabs =
            self.store().map(|store| Tabs::join(store.space(), move |heard| saving.hear(session, heard)));
        self.inner.update_value(|inner| {
            inner.journal = Some(journal);
            inner.base = Some(base);
            inner.tabs = tabs;
        });
        if let Some(keeper) = self.keeper() {
            keeper.on_told(move || saving.refresh());
        }
        let mut listeners = leave::on_hide(move || saving.flush());
        let unsaved = move || {
            let kept = saving.kept.try_get_untracked();
            let lost = kept.is_some_and(|kept| matches!(kept, Kept::Failed(_) | Kept::NotHere));
            lost && !session.is_sample && saving.changed.try_get_untracked().unwrap_or(false)
        };
        listeners.extend(leave::ask_before_leaving(unsaved));
        self.look_around(session, &mut listeners);
        let listeners = StoredValue::new_local(Some(listeners));
        on_cleanup(move || listeners.dispose());
        self.snapshot(session);
        self.tying.begin(session);
    }

    /// Looks now and then, while the page is in view, for what no message told.
    fn look_around(&self, session: Session, listeners: &mut Vec<Listener>) {
        let saving = *self;
        let look = move || {
            if leave::is_visible() {
                saving.look(session);
            }
        };
        listeners.extend(Listener::on_window("focus", move |_| look()));
        let every = set_interval_with_handle(look, std::time::Duration::from_millis(LOOK_MS));
        if let Ok(every) = every {
            on_cleanup(move || every.clear());
        }
    }

    fn look(&self, session: Session) {
        let saving = *self;
        let Some(keeper) = self.keeper() else { return };
        for (piece, text) in keeper.unseen() {
            self.hear(session, Heard::Entry(piece, text));
        }
        spawn_local(async move {
            if keeper.was_emptied().await && saving.is_open() {
                saving.tell(words().storage.written_again.into());
                saving.snapshot(session);
            }
        });
    }

    /// Takes in what another tab says, checked as strictly as a file.
    fn hear(&self, session: Session, heard: Heard) {
        let Some(keeper) = self.keeper() else { return };
        let id = session.read(|workbook| workbook.id());
        match heard {
            Heard::Removed(removed) if removed == id => {
                keeper.stop();
                self.refresh();
            }
            Heard::Entry(piece, text) if piece.workbook == id && !keeper.holds(&piece) => {
                match piece.read_text(&text) {
                    Ok(part) => {
                        if session.take_in(&part, Origin::Tab).is_ok() {
                            keeper.hold(&piece, &part);
                            self.changed.set(true);
                        }
                    }
                    Err(_) => self.name_refused(piece),
                }
            }
            _ => {}
        }
    }

    fn name_refused(&self, piece: Piece) {
        let new = self.inner.try_update_value(|inner| inner.refused.insert(piece));
        if new == Some(true) {
            self.tell(words().storage.not_understood.into());
        }
    }

    fn keeper(&self) -> Option<Keeper> {
        self.inner.try_with_value(|inner| inner.keeper.clone()).flatten()
    }

    fn store(&self) -> Option<Store> {
        self.inner.try_with_value(|inner| inner.store.clone()).flatten()
    }

    /// Returns whether the workbook is still open.
    fn is_open(&self) -> bool {
        self.inner.try_with_value(|_| ()).is_some()
    }

    /// Tells what was just done, at the lower edge and to screen readers.
    pub fn tell(&self, sentence: String) {
        let saving = *self;
        let number = self.inner.try_update_value(|inner| {
            inner.told += 1;
            inner.told
        });
        self.told.set(sentence);
        timer::after(TOLD_MS, move || {
            if saving.inner.try_with_value(|inner| Some(inner.told) == number) == Some(true) {
                saving.told.set(String::new());
            }
        });
    }

    /// Writes the part that carries a change into the journal: at once, or where someone is
    /// typing at most 50 ms later.
    pub fn journal(&self, part: &Workbook, typing: bool) {
        if !self.changed.get_untracked() {
            self.changed.set(true);
        }
        if matches!(self.kept.get_untracked(), Kept::Saved | Kept::ForNow) {
            self.kept.set(Kept::Working);
        }
        self.inner.update_value(|inner| {
            match &mut inner.pending {
                // A session has one workbook, so the two always join.
                Some(pending) => drop(pending.join(part)),
                None => inner.pending = Some(part.clone()),
            }
            let size = inner.keeper.as_ref().map_or(0, Keeper::bytes);
            if let (Some(journal), Some(base)) = (&inner.journal, &inner.base) {
                journal.start(if typing { JOURNAL_MS } else { 0 });
                // A large plan is written less often: one second later per megabyte.
                base.restart(SNAPSHOT_MS + (size / 1000).min(30_000) as i32);
            }
        });
    }

    /// Writes what waits into the journal now, and tells the other tabs.
    pub fn flush(&self) {
        let written = self.inner.try_update_value(|inner| {
            let part = inner.pending.take()?;
            let (key, text) = inner.keeper.as_ref()?.journal(&part)?;
            inner.tabs.iter().for_each(|tabs| tabs.tell_entry(&key, &text));
            Some(())
        });
        if written.flatten().is_some() {
            self.refresh();
        }
    }

    /// Writes what was touched as a whole into this browser.
    pub fn snapshot(&self, session: Session) {
        self.flush();
        let (Some(keeper), Some(store)) = (self.keeper(), self.store()) else { return };
        let saving = *self;
        let id = session.read(|workbook| workbook.id());
        let writing = session.read(|workbook| keeper.base(workbook));
        spawn_local(async move {
            writing.await;
            if saving.is_open() && !keeper.is_stopped() {
                saving.refresh();
                saving.come_back(&keeper);
                let noted = store.note(id, saving.entry(session, &keeper)).await;
                if let (Err(error), true) = (noted, saving.is_open()) {
                    saving.add_banner(error.message(&words().storage));
                }
                // Where it is refused, the next one comes when it is due again.
                let _ = saving.back_up_if_due(&store, &keeper, id).await;
            }
        });
    }

    /// Makes a backup of what is on the disk, an hour after the last one.
    async fn back_up_if_due(&self, store: &Store, keeper: &Keeper, id: WorkbookId) -> Result<(), Refusal> {
        let due = self.inner.try_with_value(|inner| clock::page_ms() >= inner.backup_at);
        let Some(backups) = store.backups(id).filter(|_| due == Some(true) && keeper.is_based()) else {
            return Ok(());
        };
        let due_in = backups.due_in().await?;
        let next = clock::page_ms() + if due_in > 0.0 { due_in } else { rotation::INTERVAL_MS };
        self.inner.try_update_value(|inner| inner.backup_at = next);
        if due_in > 0.0 { Ok(()) } else { backups.make(&keeper.bases().await?).await }
    }

    /// Returns the backups of the open workbook; `None` where none can be kept.
    pub fn backups(&self, session: Session) -> Option<Backups> {
        self.keeper()?;
        self.store()?.backups(session.read(|workbook| workbook.id()))
    }

    /// Makes a backup of the workbook as it is now.
    pub async fn back_up(&self, session: Session) -> Result<(), Refusal> {
        self.flush();
        let (Some(backups), Some(keeper)) = (self.backups(session), self.keeper()) else {
            return Err(Refusal::Denied);
        };
        let made = keeper.back_up(&backups, || session.read(|workbook| keeper.base(workbook))).await;
        if self.is_open() {
            self.refresh();
        }
        made
    }

    /// Returns what is stored of the workbook and could not be read, as it stands there.
    pub async fn stored_unread(&self, session: Session) -> Vec<Stored> {
        let unread = self.unread.get_untracked();
        let id = session.read(|workbook| workbook.id());
        let stored = match self.store() {
            Some(store) => store.stored(id).await,
            None => Vec::new(),
        };
        let is_unread = |stored: &Stored| unread.iter().any(|unread| unread.key == stored.key);
        stored.into_iter().filter(is_unread).collect()
    }

    /// Keeps the workbook in memory and in files only from here on.
    pub async fn leave(&self) {
        let keeper = self.inner.try_update_value(|inner| inner.keeper.take()).flatten();
        if let Some(keeper) = keeper {
            keeper.stop();
            self.kept.set(Kept::NotHere);
            self.banners.set(Vec::new());
            self.unread.set(Vec::new());
            keeper.rest().await;
        }
    }

    /// Tries again later where a base could not be written.
    fn come_back(&self, keeper: &Keeper) {
        let waits = |base: &Timer| !base.is_waiting() && keeper.needs_base();
        self.inner.with_value(|inner| {
            inner.base.iter().filter(|base| waits(base)).for_each(|base| base.start(AGAIN_MS));
        });
    }

    /// Says what the list of workbooks says of this one.
    fn entry(&self, session: Session, keeper: &Keeper) -> impl Fn(&mut crate::edge::index::Entry) + use<> {
        let (title, municipality) = session.read(|workbook| {
            let content = workbook.content();
            (content.title.clone(), content.municipality.clone())
        });
        let (opened, bytes) = (clock::now(), keeper.bytes());
        let (filed, changed) = (self.filed.get_untracked(), self.changed.get_untracked());
        move |entry| {
            entry.title = title.clone();
            entry.municipality = municipality.clone();
            entry.opened = opened.clone();
            entry.bytes = bytes;
            entry.changed = changed;
            if let Some(filed) = filed {
                entry.filed = filed as u64;
            }
        }
    }

    /// Tries again to store what could not be stored.
    pub fn retry(&self, session: Session) {
        if let Some(keeper) = self.keeper() {
            keeper.retry();
            self.snapshot(session);
        }
    }

    /// Adds what stays in view until it is closed.
    pub fn add_banner(&self, message: Message) {
        self.banners.update(|banners| banners.push(message));
    }

    /// Shows how the workbook stands.
    fn refresh(&self) {
        let Some(keeper) = self.keeper() else { return };
        let (now, before) = (Kept::from(keeper.standing()), self.kept.get_untracked());
        let waits = self.inner.try_with_value(|inner| inner.pending.is_some()).unwrap_or(false);
        let now = if waits && !matches!(now, Kept::Failed(_)) { Kept::Working } else { now };
        if now == before {
            return;
        }
        match &now {
            Kept::Failed(error) => self.banners.set(vec![error.message(&words().storage)]),
            Kept::Working => {}
            _ if matches!(before, Kept::Failed(_)) => self.banners.set(Vec::new()),
            _ => {}
        }
        self.kept.set(now);
    }

    /// Saves into the tied file, or as a file into the download folder.
    pub fn save(&self, session: Session) {
        match self.tying.name.get_untracked() {
            Some(_) => self.tying.save(session),
            None => self.save_file(session),
        }
    }

    /// Returns the name that is proposed for a file.
    pub fn file_name(&self, session: Session) -> String {
        session.read(|workbook| {
            if workbook.content().errand.is_some() {
                return format::errand_name(workbook, outgoing::kind_of(workbook), "json");
            }
            let label = workbook.years().last().map(|(_, book)| book.label.clone()).unwrap_or_default();
            format::file_name(workbook, &label, &clock::today())
        })
    }

    /// Saves the workbook as a file into the download folder.
    pub fn save_file(&self, session: Session) {
        let (text, name) = (session.read(format::write), self.file_name(session));
        match files::download(&name, &text, files::JSON) {
            Ok(()) => {
                self.note_filed(session);
                let mut told = (words().app.file_saved_as)(&name);
                if session.read(|workbook| workbook.years().any(|(_, book)| hides_any(book))) {
                    told.push_str(words().meeting.hidden_in_file);
                }
                self.tell(told);
            }
            Err(_) => self.tell(words().app.file_not_saved.into()),
        }
    }

    /// Notes that the workbook as it is now stands in a file.
    pub fn note_filed(&self, session: Session) {
        self.filed.set(Some(clock::epoch_ms()));
        self.changed.set(false);
        if let (Some(store), Some(keeper)) = (self.store(), self.keeper()) {
            let id = session.read(|workbook| workbook.id());
            let entry = self.entry(session, &keeper);
            // The list says less then, and nothing is lost.
            spawn_local(async move { drop(store.note(id, entry).await) });
        }
    }
}
