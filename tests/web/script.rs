//! A scripted session that keeps book of what was reported as saved.

use crate::book::{CELLS, author, replica, small, type_in};
use crate::fake::{Fake, FakeVault};
use crate::page::until;
use hyokacho::edge::keeper::{Keeper, Standing};
use hyokacho::edge::key::Space;
use hyokacho::edge::store::Store;
use hyokacho::model::id::WorkbookId;
use hyokacho::model::workbook::{Author, Workbook};

pub const ID: WorkbookId = WorkbookId::known("plan");

/// What a browser has: local storage, a vault, or both.
#[derive(Clone)]
pub struct Places {
    pub local: Option<Fake>,
    pub vault: Option<FakeVault>,
}

impl Places {
    pub fn both() -> Self {
        Self { local: Some(Fake::new()), vault: Some(FakeVault::new()) }
    }

    pub fn local() -> Self {
        Self { vault: None, ..Self::both() }
    }

    pub fn vault() -> Self {
        Self { local: None, ..Self::both() }
    }

    /// Lets everything work again.
    pub fn mend(&self) {
        self.local.iter().for_each(Fake::mend);
        self.vault.iter().for_each(FakeVault::mend);
    }

    pub fn store(&self, n: u64) -> Store<Fake, FakeVault> {
        Store::new(self.local.clone(), self.vault.clone(), Space::Own, replica(n))
    }
}

/// Someone with the workbook open.
pub struct Session {
    pub book: Workbook,
    pub keeper: Keeper<Fake, FakeVault>,
    /// The state that was last reported as saved.
    pub saved: Option<Workbook>,
    author: Author,
}

impl Session {
    /// Makes the workbook and stores it for the first time.
    pub async fn create(places: &Places, n: u64) -> Self {
        let keeper = places.store(n).keeper(ID);
        let mut session = Self { book: small(ID), keeper, saved: None, author: author(n) };
        session.base().await;
        session
    }

    /// Starts the app anew and opens what is stored.
    pub async fn open(places: &Places, n: u64) -> Self {
        let loaded = places.store(n).load(ID).await.unwrap();
        assert!(loaded.is_whole() && loaded.unread.is_empty(), "{:?}", loaded.unread);
        let book = loaded.workbook.unwrap();
        Self { saved: Some(book.clone()), book, keeper: loaded.keeper, author: author(n) }
    }

    /// Types into a cell and goes on at once.
    pub fn type_on(&mut self, cell: usize, text: &str) {
        let part = type_in(&mut self.book, &self.author, CELLS[cell], text);
        self.keeper.journal(&part);
        self.note();
    }

    /// Types into a cell, and waits until it has reached what it can reach.
    pub async fn write(&mut self, cell: usize, text: &str) -> bool {
        self.type_on(cell, text);
        self.rest().await
    }

    /// Writes what was touched as a whole.
    pub async fn base(&mut self) -> bool {
        self.keeper.base(&self.book).await;
        self.rest().await
    }

    /// Waits until nothing is on its way; says whether everything is reported as saved.
    pub async fn rest(&mut self) -> bool {
        until(|| self.keeper.standing() != Standing::Working).await;
        self.note()
    }

    fn note(&mut self) -> bool {
        let is_saved = matches!(self.keeper.standing(), Standing::Saved | Standing::ForNow);
        if is_saved {
            self.saved = Some(self.book.clone());
        }
        is_saved
    }
}

/// An afternoon's work: two cells, typing on, three times everything as a whole. Returns what was
/// reported as saved.
pub async fn afternoon(places: &Places) -> Option<Workbook> {
    let mut session = Session::create(places, 1).await;
    for text in ["あ", "あい", "あいう"] {
        session.write(0, text).await;
    }
    session.write(1, "か").await;
    session.base().await;
    for text in ["あいうえ", "あいうえお"] {
        session.type_on(0, text);
    }
    session.write(1, "かき").await;
    session.write(0, "さ").await;
    session.base().await;
    session.write(1, "た").await;
    session.saved
}
