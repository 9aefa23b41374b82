//! How a workbook comes onto the screen: from this browser, from a file, new, or as the sample.

use super::saving::{Keeping, Saving};
use super::session::Session;
use super::{App, words};
use crate::edge::error::{StorageError, Unread};
use crate::edge::key::Space;
use crate::edge::local::Local;
use crate::edge::probe::{Found, probe};
use crate::edge::store::Loaded;
use crate::edge::vault::Idb;
use crate::edge::{Keeper, Store, clock, random};
use crate::format::{self, Opened, ReadError};
use crate::merge::history::Replica;
use crate::merge::stamp::ReplicaId;
use crate::model::id::{Id, IdSource, WorkbookId};
use crate::model::place::Place;
use crate::model::workbook::{Author, Workbook};
use crate::route::{Route, Spot};
use crate::sample;
use crate::words::storage::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Is what this browser keeps, and who writes at this start of the app.
pub struct Shelf {
    /// The replica of this start of the app.
    pub author: Author,
    own: Store,
    sample: Store,
    /// Why nothing can be kept, where that is so.
    pub error: Option<StorageError>,
}

impl Shelf {
    /// Tries both storages out, once at the start.
    pub async fn reach() -> Self {
        let replica = ReplicaId(Id::from_random(random::bits()));
        let found: Found<Local> = probe(replica);
        let vault = Idb::open().await.ok();
        let store = |space| Store::new(found.storage().cloned(), vault.clone(), space, replica);
        Self {
            author: Author { replica, about: Replica { name: String::new(), day: clock::today() } },
            own: store(Space::Own),
            sample: store(Space::Sample),
            // Where one of the two works, nothing is lost.
            error: found.error().cloned().filter(|_| vault.is_none()),
        }
    }

    /// Returns the store of the user's own workbooks.
    pub fn own(&self) -> &Store {
        &self.own
    }

    fn of(&self, is_sample: bool) -> Store {
        if is_sample { self.sample.clone() } else { self.own.clone() }
    }
}

/// Opens what the address names, unless it is open already.
pub fn follow(app: App, route: Route) {
    let open = app.opened();
    match route {
        Route::Sample(spot) if open.is_none_or(|(_, is_sample)| !is_sample) => {
            spawn_local(async move { sample(app, spot).await });
        }
        Route::Book(id, spot) if open != Some((id, false)) => {
            spawn_local(async move { kept(app, id, spot).await });
        }
        _ => {}
    }
}

async fn sample(app: App, spot: Option<Spot>) {
    let fresh = sample::workbook();
    let found = load(app, fresh.id(), true).await;
    // Whoever went on meanwhile is not called back.
    if matches!(app.route.get_untracked(), Route::Sample(_)) {
        show(app, found, Some(fresh), true, spot, None);
    }
}

async fn kept(app: App, id: WorkbookId, spot: Option<Spot>) {
    let found = load(app, id, false).await;
    if !matches!(app.route.get_untracked(), Route::Book(there, _) if there == id) {
        return;
    }
    let w = &words().storage;
    let missing = match &found {
        Some(loaded) if loaded.is_whole() => None,
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

async fn load(app: App, id: WorkbookId, is_sample: bool) -> Option<Loaded<Local, Idb>> {
    app.shelf(|shelf| shelf.of(is_sample))?.load(id).await.ok()
}

/// Opens a workbook that was made or came in a file. Where this browser keeps it too, both are
/// joined; the join loses nothing.
pub async fn start(app: App, workbook: Workbook, told: Option<String>) {
    let found = match app.leaves_nothing.get_untracked() {
        true => None,
        false => load(app, workbook.id(), false).await,
    };
    show(app, found, Some(workbook), false, None, told);
}

fn show(
    app: App,
    found: Option<Loaded<Local, Idb>>,
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
        (Some(given), Some(kept)) => {
            let (joined, has_more) = join(kept, given, keeper.as_ref());
            if has_more && !is_sample {
                told.get_or_insert_with(|| words().app.newer_than_kept.into());
            }
            joined
        }
        (Some(workbook), None) | (None, Some(workbook)) => workbook,
        (None, None) => return,
    };
    let Some((store, error, author)) =
        app.shelf(|shelf| (shelf.of(is_sample), shelf.error.clone(), shelf.author.clone()))
    else {
        return;
    };
    let keeping = match (keeper, error) {
        (None, _) if app.leaves_nothing.get_untracked() => Keeping::NotHere,
        (_, Some(error)) => Keeping::Refused(error),
        (Some(keeper), None) => Keeping::Here(store, keeper),
        (None, None) => Keeping::Refused(StorageError::Missing),
    };
    let make = move || {
        let session = Session::open(workbook, author, Saving::new(keeping), is_sample);
        name_unread(session, &unread);
        session.saving.begin(session);
        session
    };
    app.open(make, spot);
    if let (Some(told), Some(session)) = (told, app.session()) {
        session.saving.tell(told);
    }
}

/// Joins what is kept with what was given; says whether what is kept had more to say.
fn join(mut kept: Workbook, given: Workbook, keeper: Option<&Keeper>) -> (Workbook, bool) {
    if kept == given {
        return (kept, false);
    }
    let has_more = !given.covers(&kept);
    // Both were found under one id, so they always join.
    let change = kept.join(&given).unwrap_or_default();
    if let Some(keeper) = keeper {
        keeper.touch(change.places().map(|place: Place| place.scope()));
    }
    (kept, has_more)
}

fn name_unread(session: Session, unread: &[Unread]) {
    if !unread.is_empty() {
        let keys: Vec<String> = unread.iter().map(|unread| unread.key.clone()).collect();
        session.saving.add_banner((words().storage.unread)(&keys));
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
pub async fn file(app: App, text: String) -> Result<(), NotOpened> {
    match format::open(&text) {
        Ok(Opened { workbook, notices }) => {
            let say = words().read.notice;
            let sentences: Vec<String> = notices.iter().map(|it| say(it, workbook.content())).collect();
            start(app, workbook, (!sentences.is_empty()).then(|| sentences.join("\n"))).await;
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
pub async fn rescue(app: App, text: &str) -> Result<(), NotOpened> {
    let id: WorkbookId = IdSource::new(&mut random::bits).draw();
    let nothing = || NotOpened { message: words().app.rescued_nothing.into(), rescue: None };
    let rescued = format::rescue(text, id).ok_or_else(nothing)?;
    let title = (words().app.rescued)(rescued.kept.items, rescued.lost.len());
    let lost: Vec<String> = rescued.lost.iter().map(|loss| (words().read.loss)(loss)).collect();
    start(app, rescued.workbook, None).await;
    if let Some(session) = app.session() {
        session.saving.add_banner(Message { title, text: lost.join("\n") });
    }
    Ok(())
}
