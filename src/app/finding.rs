//! A search of the open workbook in short slices, and the way through what it found.

use super::session::Session;
use crate::edge::{clock, timer};
use crate::find::query::Query;
use crate::find::search::{Hit, Search};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// How long a slice may take, in milliseconds; at a quarter of the speed the page stays usable.
const SLICE_MS: f64 = 8.0;
/// How many items are looked at before the clock is.
const ITEMS: usize = 8;
/// How long nobody may have typed before the search begins, in milliseconds.
const PAUSE_MS: i32 = 120;
/// How many results are drawn at first, and how many more at a time.
pub const SHOWN: usize = 50;

/// Is what is asked for and what was found; copies are the same one.
#[derive(Clone, Copy)]
pub struct Finding(StoredValue<State>);

struct State {
    query: Query,
    asked: ArcTrigger,
    found: ArcTrigger,
    ended: ArcTrigger,
    hits: Vec<Hit>,
    progress: Progress,
    /// Which search it is; a new one ends the one before.
    run: u32,
    search: Option<Search>,
}

/// Says how far the search is.
#[derive(Clone, Copy, Default)]
pub struct Progress {
    /// How many were found.
    pub found: usize,
    /// Whether all items were looked at.
    pub is_done: bool,
}

impl Default for Finding {
    fn default() -> Self {
        Self(StoredValue::new(State {
            query: Query::default(),
            asked: ArcTrigger::new(),
            found: ArcTrigger::new(),
            ended: ArcTrigger::new(),
            hits: Vec::new(),
            progress: Progress::default(),
            run: 0,
            search: None,
        }))
    }
}

impl Finding {
    /// Returns what is asked for.
    pub fn query(self) -> Query {
        self.0.with_value(|state| state.query.clone())
    }

    /// Subscribes to what is asked for.
    pub fn track_query(self) {
        self.0.with_value(|state| state.asked.clone()).track();
    }

    /// Asks for something else.
    pub fn ask(self, query: Query) {
        let asked = self.0.try_update_value(|state| {
            state.query = query;
            state.progress.is_done = false;
            state.asked.clone()
        });
        asked.into_iter().for_each(|asked| asked.notify());
    }

    /// Returns how far the search is, and subscribes to it.
    pub fn progress(self) -> Progress {
        self.0.with_value(|state| state.found.clone()).track();
        self.0.with_value(|state| state.progress)
    }

    /// Subscribes to the ends of searches.
    pub fn track_end(self) {
        self.0.with_value(|state| state.ended.clone()).track();
    }

    /// Returns what the last search found, from one place to another; subscribes to nothing.
    pub fn hits(self, from: usize, to: usize) -> Vec<Hit> {
        self.0.with_value(|state| state.hits.iter().take(to).skip(from).copied().collect())
    }

    /// Searches a year anew, after a moment in which nothing else is asked for.
    pub fn begin(self, session: Session, year: FiscalYear) {
        let run = self.0.try_update_value(|state| {
            state.run += 1;
            state.progress.is_done = false;
            state.run
        });
        let Some(run) = run else { return };
        self.told();
        timer::after(PAUSE_MS, move || {
            if self.is_run(run) {
                let query = self.query();
                let search = session.read(|workbook| Search::new(workbook, year, query));
                self.0.update_value(|state| state.search = Some(search));
                self.slice(session, run);
            }
        });
    }

    fn is_run(self, run: u32) -> bool {
        self.0.try_with_value(|state| state.run == run) == Some(true)
    }

    fn told(self) {
        let found = self.0.with_value(|state| state.found.clone());
        found.notify();
    }

    fn slice(self, session: Session, run: u32) {
        if !self.is_run(run) {
            return;
        }
        let begin = clock::page_ms();
        let Some(mut search) = self.0.try_update_value(|state| state.search.take()).flatten() else { return };
        while let Some(year) = search.year() {
            let outline = session.outline_now(year);
            session.read(|workbook| search.step(workbook, &outline, ITEMS));
            if clock::page_ms() - begin > SLICE_MS {
                break;
            }
        }
        let is_done = search.year().is_none();
        self.0.update_value(|state| {
            state.progress = Progress { found: search.len(), is_done };
            if is_done {
                state.hits = search.hits().collect();
            } else {
                state.search = Some(search);
            }
        });
        self.told();
        match is_done {
            true => self.0.with_value(|state| state.ended.clone()).notify(),
            false => timer::after(0, move || self.slice(session, run)),
        }
    }

    /// Returns the items to go through from one of them: what was found, where something was asked
    /// for and this item is among it, else all of the year.
    pub fn way(self, session: Session, year: FiscalYear, node: NodeId) -> Way {
        self.track_query();
        let is_done = self.0.with_value(|state| state.progress.is_done && !state.query.is_empty());
        let mut items: Vec<(FiscalYear, NodeId)> = Vec::new();
        for hit in self.hits(0, if is_done { usize::MAX } else { 0 }) {
            let outline = session.outline_now(hit.year);
            let whole = session.book(hit.year, |book| item::whole(book, &outline, hit.node));
            let item = (hit.year, whole.unwrap_or(hit.node));
            if items.last() != Some(&item) {
                items.push(item);
            }
        }
        let is_filtered = items.contains(&(year, node));
        if !is_filtered {
            let outline = session.outline(year);
            let all = session.book(year, |book| item::all(book, &outline)).unwrap_or_default();
            items = all.into_iter().map(|node| (year, node)).collect();
        }
        Way { at: items.iter().position(|item| *item == (year, node)), items, is_filtered }
    }
}

/// Is a list of items to go through.
pub struct Way {
    /// Where the item stands from which it was made; nowhere where it is a heading.
    pub at: Option<usize>,
    /// The items in order.
    pub items: Vec<(FiscalYear, NodeId)>,
    /// Whether they were found by a search.
    pub is_filtered: bool,
}

impl Way {
    /// Returns the item some steps on.
    pub fn step(&self, by: isize) -> Option<(FiscalYear, NodeId)> {
        self.items.get(self.at?.checked_add_signed(by)?).copied()
    }
}
