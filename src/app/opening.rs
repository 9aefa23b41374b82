//! How a workbook comes onto the screen: from this browser, from a file, new, or as the sample.

use super::saving::{Keeping, Kept, Saving};
use super::session::Session;
use super::{App, arriving, words};
use crate::edge::bundle::Rescued;
use crate::edge::error::StorageError;
use crate::edge::key::Space;
use crate::edge::local::Local;
use crate::edge::probe::{Found, probe};
use crate::edge::store::Loaded;
use crate::edge::tabs::Tabs;
use crate::edge::vault::Idb;
use crate::edge::{self, Keeper, Store, clock, handles, quota, random, timer};
use crate::format::{self, Kind, Notice, Opened, ReadError};
use crate::mail::progress::{progress, request_of};
use crate::merge::history::Replica;
use crate::merge::stamp::ReplicaId;
use crate::model::id::{Id, IdSource, WorkbookId};
use crate::model::place::Place;
use crate::model::workbook::{Author, Workbook};
use crate::route::{Page, Route, Spot};
use crate::sample;
use crate::words::storage::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The setting 「この PC に残さない」.
const LEAVES_NOTHING: &str = "leavesNothing";
/// The setting that remembers that the browser was asked not to throw anything away.
const ASKED: &str = "askedToPersist";
/// How long other tabs are given to hear that a workbook was removed, in milliseconds.
const HEAR_MS: i32 = 300;

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

    /// Returns whether nothing is to be kept on this PC, as it was last set.
    pub fn leaves_nothing(&self) -> bool {
        self.own.setting(LEAVES_NOTHING).unwrap_or(false)
    }

    /// Remembers whether nothing is to be kept on this PC.
    pub fn set_leaves_nothing(&self, leaves_nothing: bool) -> Result<(), StorageError> {
        self.own.set_setting(LEAVES_NOTHING, &leaves_nothing)
    }

    /// Returns the store of the user's own workbooks.
    pub fn own(&self) -> &Store {
        &self.own
    }

    /// Returns the store of the user's own workbooks, or of the sample.
    pub fn of(&self, is_sample: bool) -> Store {
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
    let found = match app.leaves_nothing.get_untracked() {
        true => None,
        false => load(app, fresh.id(), true).await,
    };
    // Whoever went on meanwhile is not called back.
    if matches!(app.route.get_untracked(), Route::Sample(_)) {
        show(app, found, Some(fresh), true, spot, None).await;
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
    show(app, found, None, false, spot, None).await;
}

async fn load(app: App, id: WorkbookId, is_sample: bool) -> Option<Loaded<Local, Idb>> {
    app.shelf(|shelf| shelf.of(is_sample))?.load(id).await.ok()
}

/// Opens a workbook that was made or came in a file. Where this browser keeps it too, both are
/// joined; the join loses nothing.
pub async fn start(app: App, workbook: Workbook, told: Option<String>) {
    app.until_ready().await;
    let found = match app.leaves_nothing.get_untracked() {
        true => None,
        false => load(app, workbook.id(), false).await,
    };
    if let Some(loaded) = &found {
        back_up_kept(app, loaded, &workbook).await;
    }
    show(app, found, Some(workbook), false, None, told).await;
    // The page that led here may have been scrolled far down.
    edge::focus::top("main");
}

/// Opens the request that this page carries (持ち運び版), joined with what this browser keeps of it,
/// at the first item that is open. An address that names another workbook is followed instead.
pub async fn carried(app: App, text: &str) {
    let workbook = match format::open(text) {
        Ok(opened) => opened.workbook,
        Err(error) => {
            let title = words().storage.carried_unreadable.into();
            return app.trouble(Message { title, text: sentence(&error) });
        }
    };
    let spot = match app.route.get_untracked() {
        Route::Start => None,
        Route::Book(id, spot) if id == workbook.id() => spot,
        _ => return,
    };
    let found = match app.leaves_nothing.get_untracked() {
        true => None,
        false => load(app, workbook.id(), false).await,
    };
    show(app, found, Some(workbook), false, spot, None).await;
    let first = app.session().and_then(|session| session.read(first_open));
    if let (None, Some(first)) = (spot, first) {
        app.go_to(first.year, first.page);
    }
}

/// Returns the first item of a request in which something is open.
fn first_open(workbook: &Workbook) -> Option<Spot> {
    let (year, request) = request_of(workbook)?;
    let open = progress(workbook, year, request).into_iter().find(|it| !it.is_done())?;
    Some(Spot { year, page: Page::Item(open.node) })
}

/// Makes a backup of what is kept, where something comes in that it does not know.
async fn back_up_kept(app: App, loaded: &Loaded<Local, Idb>, given: &Workbook) {
    let backups = app.shelf(|shelf| shelf.own.backups(given.id())).flatten();
    if let (Some(kept), Some(backups)) = (&loaded.workbook, backups)
        && loaded.is_whole()
        && !kept.covers(given)
    {
        // The join loses nothing, so it goes on without a backup too.
        let _ = loaded.keeper.back_up(&backups, || loaded.keeper.base(kept)).await;
    }
}

async fn show(
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
    let author = author_for(&workbook, author);
    let entry = match &keeper {
        Some(_) => store.entry(workbook.id()).await,
        None => None,
    };
    let unsaved = keeper.as_ref().is_some_and(|keeper| !keeper.is_based());
    if !is_sample && keeper.is_some() && store.setting::<bool>(ASKED).is_none() {
        // Where the setting is not taken, the browser is asked once more.
        let _ = store.set_setting(ASKED, &true);
        spawn_local(quota::persist());
    }
    let keeping = match (keeper, error) {
        (None, _) if app.leaves_nothing.get_untracked() => Keeping::NotHere,
        (_, Some(error)) => Keeping::Refused(error),
        (Some(keeper), None) => Keeping::Here(store, keeper),
        (None, None) => Keeping::Refused(StorageError::Missing),
    };
    let make = move || {
        let session = Session::open(workbook, author, Saving::new(keeping), is_sample);
        session.saving.unread.set(unread);
        if let Some(entry) = entry.filter(|entry| entry.filed > 0) {
            session.saving.filed.set(Some(entry.filed as f64));
            session.saving.changed.set(entry.changed || unsaved);
        }
        session.saving.begin(session);
        session
    };
    app.open(make, spot);
    if let (Some(told), Some(session)) = (told, app.session()) {
        session.saving.tell(told);
    }
}

/// Returns who writes in a workbook. Whoever fills in a request writes in the recipient's name, under a
/// replica that wrote in no other workbook: the stamps of two workbooks that come together again must
/// not be taken for each other.
fn author_for(workbook: &Workbook, page: Author) -> Author {
    let Some((year, request)) = request_of(workbook) else { return page };
    let name = workbook.year(year).map(|book| request.to.name(book)).unwrap_or_default();
    let replica = ReplicaId(Id::from_random(random::bits()));
    Author { replica, about: Replica { name, ..page.about } }
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

/// Is a file that was not opened: why, and its text where a part of it may still be read.
#[derive(Clone)]
pub struct NotOpened {
    /// The sentences.
    pub message: String,
    /// The text, where 「読める部分だけ開く」 can be offered.
    pub rescue: Option<String>,
    /// The workbooks of a rescue file that has more than one: their names, and the file's text.
    pub choices: Vec<(WorkbookId, String, String)>,
}

impl NotOpened {
    /// Says why a file was not opened, where nothing else can be offered.
    pub fn because(message: String) -> Self {
        Self { message, rescue: None, choices: Vec::new() }
    }
}

/// Opens a file's text. Nothing that is open is touched where it cannot be read.
pub async fn file(app: App, text: String) -> Result<(), NotOpened> {
    let text = arriving::first_sound(text).await.map_err(NotOpened::because)?;
    match format::open(&text) {
        Ok(Opened { workbook, notices }) => {
            let say = words().read.notice;
            let (hidden, notices): (Vec<Notice>, Vec<Notice>) =
                notices.into_iter().partition(Notice::is_beside_form);
            let mut sentences: Vec<String> = notices.iter().map(|it| say(it, workbook.content())).collect();
            if !hidden.is_empty() {
                sentences.push((words().read.beside_form)(hidden.len()));
            }
            start(app, workbook, (!sentences.is_empty()).then(|| sentences.join("\n"))).await;
            // What came out of a file and is kept in none else has nothing to lose yet.
            if let Some(saving) = app.session().map(|session| session.saving)
                && saving.kept.get_untracked() == Kept::NotHere
            {
                saving.changed.set(false);
            }
            Ok(())
        }
        Err(ReadError::WrongKind { kind: Kind::Rescue }) => bundle(app, text, None).await,
        Err(error) => {
            let rescue = error.can_be_rescued().then_some(text);
            Err(NotOpened { rescue, ..NotOpened::because(sentence(&error)) })
        }
    }
}

/// Opens a workbook of a rescue file: the one that is named, or the only one. What of it could not
/// be read is named.
pub async fn bundle(app: App, text: String, which: Option<WorkbookId>) -> Result<(), NotOpened> {
    let pieces = format::read_bundle(&text).map_err(|error| NotOpened::because(sentence(&error)))?;
    let Rescued { workbooks, unread } = edge::bundle::join(pieces).await;
    let w = &words().shelf;
    let of_choice = |workbook: &Workbook| which.is_none_or(|id| workbook.id() == id) && workbook.is_whole();
    let mut whole: Vec<Workbook> = workbooks.into_iter().filter(of_choice).collect();
    if whole.len() > 1 {
        let choice = |workbook: &Workbook| {
            let content = workbook.content();
            (workbook.id(), title_of(&content.municipality, &content.title), text.clone())
        };
        let choices = whole.iter().map(choice).collect();
        return Err(NotOpened { choices, ..NotOpened::because(w.rescued_several.into()) });
    }
    let workbook = whole.pop().ok_or_else(|| NotOpened::because(w.rescued_nothing.into()))?;
    let own = unread.into_iter().filter(|(id, _)| *id == workbook.id());
    let keys: Vec<String> = own.map(|(_, unread)| unread.key).collect();
    start(app, workbook, Some(w.rescued_all.into())).await;
    if let Some(session) = app.session().filter(|_| !keys.is_empty()) {
        session.saving.add_banner((w.rescued_without)(&keys));
    }
    Ok(())
}

/// Returns how a workbook is called on the screens.
pub fn title_of(municipality: &str, title: &str) -> String {
    let title = if title.is_empty() { words().app.untitled } else { title };
    format!("{municipality} {title}").trim().to_string()
}

/// Returns what a workbook is called on this PC; empty where it has no such name.
pub async fn alias(app: App, id: WorkbookId, is_sample: bool) -> String {
    let Some(store) = app.shelf(|shelf| shelf.of(is_sample)) else { return String::new() };
    store.entry(id).await.map(|entry| entry.alias).unwrap_or_default()
}

/// Calls one of the user's own workbooks so on this PC.
pub async fn name(app: App, id: WorkbookId, alias: String) {
    if let Some(store) = app.shelf(|shelf| shelf.of(false)).filter(|_| !alias.is_empty()) {
        // The name is a comfort; without it the list shows the plan's title.
        let _ = store.note(id, |entry| entry.alias.clone_from(&alias)).await;
    }
}

/// Removes a workbook from this PC, with its backups, wherever it is open.
pub async fn remove(app: App, id: WorkbookId, is_sample: bool) -> Result<(), StorageError> {
    if let Some(session) = app.session().filter(|_| app.opened() == Some((id, is_sample))) {
        session.saving.leave().await;
    }
    let Some(store) = app.shelf(|shelf| shelf.of(is_sample)) else { return Ok(()) };
    Tabs::join(store.space(), |_| ()).tell_removed(id);
    store.remove(id).await?;
    if !is_sample {
        handles::forget(id).await;
    }
    // What another tab was just writing while it heard of it goes too.
    timer::sleep(HEAR_MS).await;
    store.remove(id).await
}

/// Says why a file was not opened.
pub fn sentence(error: &ReadError) -> String {
    (words().read.error)(error)
}

/// Opens what can be read of a damaged file as a new workbook, and lists what cannot.
pub async fn rescue(app: App, text: &str) -> Result<(), NotOpened> {
    let id: WorkbookId = IdSource::new(&mut random::bits).draw();
    let nothing = || NotOpened::because(words().app.rescued_nothing.into());
    let rescued = format::rescue(text, id).ok_or_else(nothing)?;
    let title = (words().app.rescued)(rescued.kept.items, rescued.lost.len());
    let lost: Vec<String> = rescued.lost.iter().map(|loss| (words().read.loss)(loss)).collect();
    start(app, rescued.workbook, None).await;
    if let Some(session) = app.session() {
        session.saving.add_banner(Message { title, text: lost.join("\n") });
    }
    Ok(())
}
