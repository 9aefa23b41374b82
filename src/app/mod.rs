//! The screens: they read through selectors and send edits. No storage and no JSON in here.

#![expect(missing_docs, reason = "the props that #[component] makes into fields are named by their types")]

pub mod arriving;
pub mod errand;
pub mod finding;
pub mod following;
pub mod grid;
pub mod keys;
pub mod opening;
pub mod outgoing;
pub mod pages;
pub mod parts;
pub mod presenting;
pub mod saving;
pub mod session;
pub mod shell;
pub mod tying;

use crate::edge;
use crate::model::id::WorkbookId;
use crate::model::year::FiscalYear;
use crate::route::{Page, Route, Spot};
use crate::words::storage::Message;
use crate::words::{JA, Words};
use errand::ErrandShell;
use leptos::prelude::*;
use leptos::task::spawn_local;
use opening::Shelf;
use pages::{new::NewPage, screen::ScreenPage, shelf::ShelfPage, start::StartPage, table::TablePage};
use session::Session;
use shell::Shell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// How long what a closed session keeps stays alive, in milliseconds.
const LET_GO_MS: i32 = 1000;

/// Returns the sentences of the language in use.
pub fn words() -> &'static Words {
    &JA
}

/// Is what every screen can reach.
#[derive(Clone, Copy)]
pub struct App {
    /// Where the person is.
    pub route: RwSignal<Route>,
    session: RwSignal<Option<Session>, LocalStorage>,
    shelf: StoredValue<Option<Shelf>, LocalStorage>,
    /// Whether the storage of this browser was tried out; until then nothing can be opened.
    pub ready: RwSignal<bool>,
    /// Who waits for that.
    waiting: StoredValue<Vec<Waker>, LocalStorage>,
    /// Whether what is opened from now on is to be kept in memory and in files only (この PC に残さない).
    pub leaves_nothing: RwSignal<bool>,
    /// Whether the list of keys is open.
    pub key_help: RwSignal<bool>,
    /// What could not be opened from the address; shown at the start.
    pub troubles: RwSignal<Vec<Message>>,
    /// The owner that lives as long as the app, for what a session keeps.
    owner: StoredValue<Owner>,
    /// The owner of what the open session keeps.
    of_session: StoredValue<Option<Owner>>,
}

impl App {
    /// Finds the app from within a view.
    pub fn here() -> Self {
        expect_context::<App>()
    }

    /// Does something with the app where it can be reached (in a running view or its handlers).
    pub fn here_or(act: impl FnOnce(App)) {
        if let Some(app) = use_context::<App>() {
            act(app);
        }
    }

    /// Goes to a place.
    pub fn go(&self, route: Route) {
        edge::hash::set(route.hash().trim_start_matches('#'));
        self.route.set(route);
    }

    /// Returns the open workbook.
    pub fn session(&self) -> Option<Session> {
        self.session.get_untracked()
    }

    /// Returns which workbook is open, and whether it is the sample.
    pub fn opened(&self) -> Option<(WorkbookId, bool)> {
        self.session().map(|session| (session.read(|workbook| workbook.id()), session.is_sample))
    }

    /// Reads what this browser keeps; `None` until it was tried out.
    pub fn shelf<T>(&self, select: impl FnOnce(&Shelf) -> T) -> Option<T> {
        self.shelf.with_value(|shelf| shelf.as_ref().map(select))
    }

    /// Waits until the storage of this browser was tried out.
    pub async fn until_ready(&self) {
        poll_fn(|context| {
            if self.ready.get_untracked() {
                return Poll::Ready(());
            }
            self.waiting.update_value(|waiting| waiting.push(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }

    /// Shows at the start what could not be opened.
    pub fn trouble(&self, message: Message) {
        self.troubles.update(|troubles| troubles.push(message));
    }

    /// Makes a workbook the open one and goes to it; the one before is written and let go.
    pub fn open(&self, make: impl FnOnce() -> Session, spot: Option<Spot>) {
        if let Some(before) = self.session() {
            before.saving.flush();
        }
        let owner = self.owner.with_value(Owner::child);
        let session = owner.with(make);
        let id = session.read(|workbook| workbook.id());
        self.session.set(Some(session));
        if let Some(before) = self.of_session.try_update_value(|kept| kept.replace(owner)).flatten() {
            // Views of the session before are still in the page until the next render.
            edge::timer::after(LET_GO_MS, move || before.cleanup());
        }
        self.go(if session.is_sample { Route::Sample(spot) } else { Route::Book(id, spot) });
    }

    /// Lets the open workbook go, where it was removed.
    pub fn close(&self) {
        self.session.set(None);
        if let Some(before) = self.of_session.try_update_value(Option::take).flatten() {
            edge::timer::after(LET_GO_MS, move || before.cleanup());
        }
    }

    /// Goes to a page of the open workbook.
    pub fn go_to(&self, year: FiscalYear, page: Page) {
        self.go(self.route.get_untracked().at(Spot { year, page }));
    }
}

/// Draws the app.
#[component]
pub fn Root() -> impl IntoView {
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let route = RwSignal::new(Route::parse(&edge::hash::get()));
    let app = App {
        route,
        session: RwSignal::new_local(None),
        shelf: StoredValue::new_local(None),
        ready: RwSignal::new(false),
        waiting: StoredValue::new_local(Vec::new()),
        leaves_nothing: RwSignal::new(false),
        key_help: RwSignal::new(false),
        troubles: RwSignal::new(Vec::new()),
        owner,
        of_session: StoredValue::new(None),
    };
    provide_context(app);
    let heard = edge::hash::on_change(move |hash| {
        let there = Route::parse(&hash);
        if there != route.get_untracked() {
            route.set(there);
        }
    });
    // The app lives as long as the page, and so does its listener.
    std::mem::forget(heard);
    keys::listen(app);
    parts::file_drop::keep_page();
    spawn_local(async move {
        let shelf = Shelf::reach().await;
        app.leaves_nothing.set(shelf.leaves_nothing());
        app.shelf.set_value(Some(shelf));
        // A copy of 評価帳 that carries a request shows it at once (持ち運び版).
        if let Some(text) = edge::carrying::carried() {
            opening::carried(app, &text).await;
        }
        app.ready.set(true);
        let waiting = app.waiting.try_update_value(std::mem::take).unwrap_or_default();
        waiting.into_iter().for_each(Waker::wake);
    });
    // A workbook that is named in the address is opened from what is kept here.
    Effect::new(move |_| {
        if app.ready.get() {
            opening::follow(app, route.get());
        }
    });
    let screen = Memo::new(move |_| match route.get() {
        Route::Start => Screen::Start,
        Route::New => Screen::New,
        Route::Table => Screen::Table,
        Route::Shelf => Screen::Shelf,
        Route::Screen(id) => Screen::Projector(id),
        Route::Sample(_) | Route::Book(..) => Screen::Book,
    });
    view! {
        {move || match screen.get() {
            Screen::Start => view! { <StartPage/> }.into_any(),
            Screen::New => view! { <NewPage/> }.into_any(),
            Screen::Table => view! { <TablePage/> }.into_any(),
            Screen::Shelf => view! { <ShelfPage/> }.into_any(),
            Screen::Projector(id) => view! { <ScreenPage id/> }.into_any(),
            Screen::Book => {
                move || match app.session.get() {
                    Some(session) if session.is_errand() => {
                        view! { <ErrandShell session/> }.into_any()
                    }
                    Some(session) => view! { <Shell session/> }.into_any(),
                    None => view! { <p class="opening" role="status">{words().app.opening}</p> }.into_any(),
                }
            }
            .into_any(),
        }}
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Start,
    New,
    Table,
    Shelf,
    Projector(WorkbookId),
    Book,
}
