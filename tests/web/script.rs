//! A scripted session that keeps book of what was reported as saved.

use crate::book::{CELLS, author, replica, small, type_in};
use crate::fake::Fake;
use hyokacho::edge::keeper::Keeper;
use hyokacho::edge::key::Space;
use hyokacho::edge::store::Store;
use hyokacho::model::id::WorkbookId;
use hyokacho::model::workbook::{Author, Workbook};

pub const ID: WorkbookId = WorkbookId::known("plan");

/// Someone with the workbook open.
pub struct Session {
    pub book: Workbook,
    pub keeper: Keeper<Fake>,
    /// The state that was last reported as saved.
    pub saved: Option<Workbook>,
    author: Author,
}

impl Session {
    /// Makes the workbook and stores it for the first time.
    pub fn create(storage: &Fake, n: u64) -> Self {
        let keeper = store(storage, n).keeper(ID);
        let mut session = Self { book: small(ID), keeper, saved: None, author: author(n) };
        session.snapshot();
        session
    }

    /// Starts the app anew and opens what is stored.
    pub fn open(storage: &Fake, n: u64) -> Self {
        let loaded = store(storage, n).load(ID).unwrap();
        let book = loaded.workbook.unwrap();
        assert!(loaded.whole && loaded.unread.is_empty(), "{:?}", loaded.unread);
        Self { saved: Some(book.clone()), book, keeper: loaded.keeper, author: author(n) }
    }

    /// Types into a cell.
    pub fn write(&mut self, cell: usize, text: &str) -> bool {
        let part = type_in(&mut self.book, &self.author, CELLS[cell], text);
        let stored = self.keeper.journal(&part).is_ok();
        self.note(stored)
    }

    /// Writes a snapshot.
    pub fn snapshot(&mut self) -> bool {
        let stored = self.keeper.snapshot(&self.book).is_ok();
        self.note(stored)
    }

    fn note(&mut self, stored: bool) -> bool {
        if self.keeper.is_saved() {
            self.saved = Some(self.book.clone());
        }
        stored
    }
}

pub fn store(storage: &Fake, n: u64) -> Store<Fake> {
    Store::new(storage.clone(), Space::Own, replica(n))
}

/// An afternoon's work: two cells, typing on, three snapshots. Returns what was reported as saved.
pub fn afternoon(storage: &Fake) -> Option<Workbook> {
    let mut session = Session::create(storage, 1);
    for text in ["あ", "あい", "あいう"] {
        session.write(0, text);
    }
    session.write(1, "か");
    session.snapshot();
    for text in ["あいうえ", "あいうえお"] {
        session.write(0, text);
    }
    session.write(1, "かき");
    session.write(0, "さ");
    session.snapshot();
    session.write(1, "た");
    session.saved
}
