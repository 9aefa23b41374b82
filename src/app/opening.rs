//! How a workbook comes onto the screen: from this browser, from a file, new, or as the sample.

use super::saving::Saving;
use super::session::Session;
use super::{App, words};
use crate::edge::error::StorageError;
use crate::edge::key::Space;
use crate::edge::local::Local;
use crate::edge::probe::{Found, probe};
use crate::edge::store::{Loaded, Store};
use crate::edge::{clock, random};
use crate::format::{self, Opened, ReadError};
use crate::merge::history::Replica;
use crate::merge::stamp::ReplicaId;
use crate::model::id::{Id, IdSource, WorkbookId};
use crate::model::workbook::{Author, Workbook};
use crate::route::{Route, Spot};
use crate::sample;
use crate::words::storage::Message;

/// Is what this browser keeps, and who writes at this start of the app.
pub struct Shelf {
    /// The replica of this start of the app.
    pub author: Author,
    own: Option<Store<Local>>,
    sample: Option<Store<Local>>,
    /// Why nothing can be kept, where that is so.
    pub error: Option<StorageError>,
}

impl Shelf {
    /// Tries the storage out, once at the start.
    pub fn reach() -> Self {
        let replica = ReplicaId(Id::from_random(random::bits()));
        let found: Found<Local> = probe(replica);
        let store = |space| found.storage().map(|storage| Store::new(storage.clone(), space, replica));
        Self {
            author: Author { replica, about: Replica { name: String::new(), day: clock::today() } },
            own: store(Space::Own),
            sample: store(Space::Sample),
            error: found.error().cloned(),
        }
    }

    /// Returns the store of the user's own workbooks.
    pub fn own(&self) -> Option<&Store<Local>> {
        self.own.as_ref()
    }

    fn of(&self, is_sample: bool) -> Option<&Store<Local>> {
        if is_sample { self.sample.as_ref() } else { self.own.as_ref() }
    }
}

/// Opens what the address names, unless it is open already.
pub fn follow(app: App, route: Route) {
    let open = app.opened();
    match route {
        Route::Sample(spot) if open.is_none_or(|(_, is_sample)| !is_sample) => sample(app, spot),
        Route::Book(id, spot) if open != Some((id, false)) => kept(app, id, spot),
        _ => {}
    }
}

fn sample(app: App, spot: Option<Spot>) {
    let fresh = sample::workbook();
    let found = load(app, fresh.id(), true);
    show(app, found, Some(fresh), true, spot, None);
}

fn kept(app: App, id: WorkbookId, spot: Option<Spot>) {
    let found = load(app, id, false);
    let w = &words().storage;
    let missing = match &found {
        Some(loaded) if loaded.whole => None,
        // Changes without the whole that they rest on stay where they are, until a file brings it.
        Some(loaded) if loaded.workbook.is_some() => Some((w.only_changes)()),
        _ => Some((w.nothing_found)()),
    };
    if let Some(message) = missing {
        app.trouble(message);
        app.go(Route::Start);
        return;
    }
    show(app, found, None, false, spot, None);
}

fn load(app: App, id: WorkbookId, is_sample: bool) -> Option<Loaded<Local>> {
    app.shelf(|shelf| shelf.of(is_sample).and_then(|store| store.load(id).ok()))
}

/// Opens a workbook that was made or came in a file. Where this browser keeps it too, both are
/// joined; the join loses nothing.
pub fn start(app: App, workbook: Workbook, told: Option<String>) {
    let found = load(app, workbook.id(), false);
    show(app, found, Some(workbook), false, None, told);
}

fn show(
    app: App,
    found: Option<Loaded<Local>>,
    given: Option<Workbook>,
    is_sample: bool,
    spot: Option<Spot>,
    told: Option<String>,
) {
    let mut told = told;
    let (kept, keeper, unread) = match found {
        Some(loaded) => (loaded.workbook, Some(loaded.keeper), loaded.unread),
        None => (None, None, Vec::new()),
    };
    let workbook = match (given, kept) {
        (Some(mut given), Some(kept)) => {
            let joined = given.join(&kept).is_ok_and(|change| !change.is_empty());
            if joined && !is_sample {
                told.get_or_insert_with(|| words().app.newer_than_kept.into());
            }
            given
        }
        (Some(workbook), None) | (None, Some(workbook)) => workbook,
        (None, None) => return,
    };
    let (store, error, author) =
        app.shelf(|shelf| (shelf.of(is_sample).cloned(), shelf.error.clone(), shelf.author.clone()));
    let make = move || {
        let session = Session::open(workbook, author, Saving::new(store, keeper, error), is_sample);
        if !unread.is_empty() {
            let keys: Vec<String> = unread.iter().map(|unread| unread.key.clone()).collect();
            session.saving.add_banner((words().storage.unread)(&keys));
        }
        session.saving.begin(session);
        session
    };
    app.open(make, spot);
    if let (Some(told), Some(session)) = (told, app.session()) {
        session.saving.tell(told);
    }
}

/// Is a file that was not opened: why, and its text where a part of it may still be read.
#[derive(Clone)]
pub struct NotOpened {
    /// The sentences.
    pub message: String,
    /// The text, where 「読める部分だけ開く」 can be offered.
    pub rescue: Option<String>,
}

/// Opens a file's text. Nothing that is open is touched where it cannot be read.
pub fn file(app: App, text: String) -> Result<(), NotOpened> {
    match format::open(&text) {
        Ok(Opened { workbook, notices }) => {
            let say = words().read.notice;
            let sentences: Vec<String> = notices.iter().map(|it| say(it, workbook.content())).collect();
            start(app, workbook, (!sentences.is_empty()).then(|| sentences.join("\n")));
            Ok(())
        }
        Err(error) => {
            Err(NotOpened { message: sentence(&error), rescue: error.can_be_rescued().then_some(text) })
        }
    }
}

/// Says why a file was not opened.
pub fn sentence(error: &ReadError) -> String {
    (words().read.error)(error)
}

/// Opens what can be read of a damaged file as a new workbook, and lists what cannot.
pub fn rescue(app: App, text: &str) -> Result<(), NotOpened> {
    let id: WorkbookId = IdSource::new(&mut random::bits).draw();
    let nothing = || NotOpened { message: words().app.rescued_nothing.into(), rescue: None };
    let rescued = format::rescue(text, id).ok_or_else(nothing)?;
    let title = (words().app.rescued)(rescued.kept.items, rescued.lost.len());
    let lost: Vec<String> = rescued.lost.iter().map(|loss| (words().read.loss)(loss)).collect();
    start(app, rescued.workbook, None);
    if let Some(session) = app.session() {
        session.saving.add_banner(Message { title, text: lost.join("\n") });
    }
    Ok(())
}
