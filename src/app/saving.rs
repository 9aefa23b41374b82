//! Keeping the open workbook: the journal at every change, a snapshot when nobody types, files on request.

use super::session::Session;
use super::tying::Tying;
use super::words;
use crate::edge::error::StorageError;
use crate::edge::index::Entry;
use crate::edge::keeper::Keeper;
use crate::edge::local::Local;
use crate::edge::store::Store;
use crate::edge::timer::{JOURNAL_MS, SNAPSHOT_MS, Timer};
use crate::edge::{clock, files, leave, timer};
use crate::format;
use crate::model::workbook::Workbook;
use crate::words::storage::Message;
use leptos::prelude::*;

/// How long what was just done is told, in milliseconds.
const TOLD_MS: i32 = 6000;

/// Says how the workbook stands in this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All is stored.
    Saved,
    /// A change waits to be stored.
    Working,
    /// It could not be stored.
    Failed(StorageError),
}

struct Inner {
    store: Option<Store<Local>>,
    keeper: Option<Keeper<Local>>,
    pending: Option<Workbook>,
    journal: Option<Timer>,
    snapshot: Option<Timer>,
    told: u32,
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
}

impl Saving {
    /// Starts keeping a workbook with its keeper, or without one where there is no storage.
    pub fn new(
        store: Option<Store<Local>>,
        keeper: Option<Keeper<Local>>,
        missing: Option<StorageError>,
    ) -> Self {
        let kept = missing.clone().map_or(Kept::Working, Kept::Failed);
        let banners = missing.iter().map(|error| error.message(&words().storage)).collect();
        let inner = Inner { store, keeper, pending: None, journal: None, snapshot: None, told: 0 };
        Self {
            inner: StoredValue::new_local(inner),
            kept: RwSignal::new(kept),
            filed: RwSignal::new(None),
            changed: RwSignal::new(true),
            tying: Tying::new(),
            told: RwSignal::new(String::new()),
            banners: RwSignal::new(banners),
        }
    }

    /// Begins: the first snapshot, and what is done when the page is put away.
    pub fn begin(&self, session: Session) {
        let saving = *self;
        let journal = Timer::new(move || saving.flush());
        let snapshot = Timer::new(move || saving.snapshot(session));
        self.inner.update_value(|inner| {
            inner.journal = Some(journal);
            inner.snapshot = Some(snapshot);
        });
        let mut listeners = leave::on_hide(move || {
            saving.flush();
        });
        let unsaved = move || {
            let failed = saving.kept.try_get_untracked().is_some_and(|kept| matches!(kept, Kept::Failed(_)));
            failed && !session.is_sample && saving.changed.try_get_untracked().unwrap_or(false)
        };
        listeners.extend(leave::ask_before_leaving(unsaved));
        let listeners = StoredValue::new_local(Some(listeners));
        on_cleanup(move || listeners.dispose());
        self.snapshot(session);
        self.tying.begin(session);
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
        self.changed.set(true);
        if !matches!(self.kept.get_untracked(), Kept::Failed(_)) {
            self.kept.set(Kept::Working);
        }
        self.inner.update_value(|inner| {
            match &mut inner.pending {
                Some(pending) => {
                    let joined = pending.join(part);
                    debug_assert!(joined.is_ok(), "a session has one workbook");
                }
                None => inner.pending = Some(part.clone()),
            }
            if let (Some(journal), Some(snapshot)) = (&inner.journal, &inner.snapshot) {
                journal.start(if typing { JOURNAL_MS } else { 0 });
                snapshot.restart(SNAPSHOT_MS);
            }
        });
    }

    /// Writes what waits into the journal now.
    pub fn flush(&self) {
        let written = self.inner.try_update_value(|inner| {
            let part = inner.pending.take()?;
            Some(inner.keeper.as_mut()?.journal(&part))
        });
        if let Some(Some(written)) = written {
            self.show(written);
        }
    }

    /// Writes the whole workbook into this browser.
    pub fn snapshot(&self, session: Session) {
        self.flush();
        let entry = session.read(|workbook| Entry {
            id: workbook.id(),
            title: workbook.content().title.clone(),
            municipality: workbook.content().municipality.clone(),
            opened: clock::now(),
            units: 0,
        });
        let written = self.inner.try_update_value(|inner| {
            let units =
                session.read(|workbook| inner.keeper.as_mut().map(|keeper| keeper.snapshot(workbook)))?;
            let entered =
                |units| inner.store.as_ref().map_or(Ok(()), |store| store.enter(Entry { units, ..entry }));
            Some(units.and_then(entered))
        });
        if let Some(Some(written)) = written {
            self.show(written);
        }
    }

    /// Adds what stays in view until it is closed.
    pub fn add_banner(&self, message: Message) {
        self.banners.update(|banners| banners.push(message));
    }

    fn show(&self, written: Result<(), StorageError>) {
        match written {
            Err(error) => {
                self.banners.set(vec![error.message(&words().storage)]);
                self.kept.set(Kept::Failed(error));
            }
            Ok(()) => {
                let saved =
                    self.inner.with_value(|inner| inner.keeper.as_ref().is_some_and(Keeper::is_saved));
                if saved {
                    if matches!(self.kept.get_untracked(), Kept::Failed(_)) {
                        self.banners.set(Vec::new());
                    }
                    self.kept.set(Kept::Saved);
                }
            }
        }
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
            let label = workbook.years().last().map(|(_, book)| book.label.clone()).unwrap_or_default();
            format::file_name(workbook, &label, &clock::today())
        })
    }

    /// Saves the workbook as a file into the download folder.
    pub fn save_file(&self, session: Session) {
        let (text, name) = (session.read(format::write), self.file_name(session));
        match files::download(&name, &text, files::JSON) {
            Ok(()) => {
                self.filed.set(Some(clock::epoch_ms()));
                self.changed.set(false);
                self.tell((words().app.file_saved_as)(&name));
            }
            Err(_) => self.tell(words().app.file_not_saved.into()),
        }
    }
}
