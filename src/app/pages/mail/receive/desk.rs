//! What lies on the desk: what came, held against the plan, and what was chosen about it.

use crate::app::arriving::{self, Came};
use crate::app::session::Session;
use crate::app::words;
use crate::edge::{clock, random, timer};
use crate::format::CheckCode;
use crate::mail::arrival::Arrival;
use crate::mail::choose::{Pick, choices};
use crate::mail::joint::{Joint, joints};
use crate::mail::preview::{Entry, Finding, Preview};
use crate::mail::take::{Choice, receipt};
use crate::model::id::IdSource;
use crate::model::place::Place;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::sync::Arc;
use web_sys::File;

/// Is one thing that came.
#[derive(Clone)]
pub struct Item {
    /// Tells it from the others.
    pub number: usize,
    /// The file's name, or that it was pasted.
    pub name: String,
    /// It, held against the plan; or why it could not be read.
    pub outcome: Result<Arc<Read>, String>,
    /// Whether it is to be taken.
    pub wanted: RwSignal<bool>,
    /// Whether the same file lies here already.
    pub is_twice: bool,
}

/// Is what was read.
pub struct Read {
    /// What came, where it is no state of the plan itself.
    answer: Option<Workbook>,
    code: CheckCode,
    /// How it stands to the plan.
    pub arrival: Arrival,
    /// How many places by itself it would write, and in how many it would leave a conflict.
    pub found: [usize; 2],
}

impl Read {
    /// Returns what came, to be held against the plan once more; `None` where that cannot change.
    fn came(&self) -> Option<Workbook> {
        match &self.answer {
            Some(answer) => Some(answer.clone()),
            None => (!self.arrival.is_barred()).then(|| self.arrival.part.clone()),
        }
    }
}

/// Is what the parts of the page share.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The open workbook.
    pub session: Session,
    /// What came, in its order.
    pub items: RwSignal<Vec<Item>, LocalStorage>,
    /// How many of how many files were read, while they are.
    pub reading: RwSignal<Option<(usize, usize)>>,
    /// What was chosen, by place.
    pub picks: RwSignal<BTreeMap<Place, Pick>>,
    /// Of which fields the departments' contributions are put together or not, where that was said.
    pub joins: RwSignal<BTreeMap<Place, bool>>,
    numbers: StoredValue<usize>,
}

impl Desk {
    /// Makes an empty one.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            items: RwSignal::new_local(Vec::new()),
            reading: RwSignal::new(None),
            picks: RwSignal::new(BTreeMap::new()),
            joins: RwSignal::new(BTreeMap::new()),
            numbers: StoredValue::new(0),
        }
    }

    /// Reads files, one after the other, while the page goes on. They are shown together, so that what
    /// taking them would do is found once and not after each.
    pub fn read_files(self, files: Vec<File>) {
        let all = files.len();
        spawn_local(async move {
            let mut items = Vec::new();
            for (at, file) in files.iter().enumerate() {
                for came in arriving::of_file(file).await {
                    items.extend(self.item(came, &items));
                }
                if self.reading.try_set(Some((at + 1, all))).is_some() {
                    return;
                }
                timer::sleep(0).await;
            }
            self.items.try_update(|there| there.extend(items));
        });
    }

    /// Reads a text that was pasted.
    pub fn read_text(self, text: String) {
        spawn_local(async move {
            let mut items = Vec::new();
            for came in arriving::of_text(words().receive.pasted, &text).await {
                items.extend(self.item(came, &items));
            }
            self.items.try_update(|there| there.extend(items));
        });
    }

    /// Holds one thing that came against the plan; `None` where the page was left meanwhile. `before`
    /// came together with it.
    fn item(self, Came { name, outcome }: Came, before: &[Item]) -> Option<Item> {
        let outcome = outcome.map(|(workbook, code)| Arc::new(self.read(workbook, code)));
        let number = self.numbers.try_update_value(|number| {
            *number += 1;
            *number
        })?;
        let is_known = |items: &[Item]| outcome.as_ref().is_ok_and(|it| is_among(items, it.code));
        let is_twice = is_known(before) || self.items.try_with_untracked(|items| is_known(items))?;
        let doubts = |read: &Arc<Read>| read.arrival.is_barred() || read.arrival.is_doubtful();
        let wanted = !is_twice && outcome.as_ref().is_ok_and(|read| !doubts(read));
        Some(Item { number, name, outcome, wanted: RwSignal::new(wanted), is_twice })
    }

    fn read(self, workbook: Workbook, code: CheckCode) -> Read {
        self.session.read(|plan| {
            // Of a state of the plan itself all may be taken, so the part is all of it.
            let answer = workbook.content().errand.is_some().then(|| workbook.clone());
            let arrival = Arrival::new(plan, workbook, code);
            let preview = Preview::new(plan, &[&arrival]);
            let found = [Finding::New, Finding::Conflict].map(|finding| preview.count(finding));
            Read { answer, code, arrival, found }
        })
    }

    /// Holds everything against the plan anew.
    pub fn look_again(self) {
        self.forget_picks();
        self.items.try_update(|items| {
            for item in items {
                if let Ok(read) = &item.outcome
                    && let Some(workbook) = read.came()
                {
                    item.outcome = Ok(Arc::new(self.read(workbook, read.code)));
                }
            }
        });
    }

    /// Forgets what was chosen. A choice names a value by its number, and what came or what stands here
    /// has changed since.
    pub fn forget_picks(self) {
        self.picks.try_set(BTreeMap::new());
        self.joins.try_set(BTreeMap::new());
    }

    /// Takes one thing off the desk.
    pub fn drop(self, number: usize) {
        self.forget_picks();
        self.items.update(|items| items.retain(|item| item.number != number));
    }

    /// Returns what is to be taken, and subscribes to it.
    pub fn wanted(self) -> Vec<Arc<Read>> {
        let wanted = |item: &Item| {
            let read = item.outcome.as_ref().ok().filter(|read| !read.arrival.is_barred());
            read.filter(|_| item.wanted.get() && !item.is_twice).cloned()
        };
        self.items.with(|items| items.iter().filter_map(wanted).collect())
    }

    /// Finds what taking all of it would do.
    pub fn preview(self, wanted: &[Arc<Read>]) -> Preview {
        let arrivals: Vec<&Arrival> = wanted.iter().map(|read| &read.arrival).collect();
        self.session.read(|plan| Preview::new(plan, &arrivals))
    }

    /// Finds the contributions that could be put together once it is taken.
    pub fn joints(self, preview: &Preview) -> Vec<(FiscalYear, Joint)> {
        // A part says nothing about how its years were made.
        let years: Vec<FiscalYear> = preview.part.content().years.keys().copied().collect();
        let of = |year: FiscalYear| {
            let outline = self.session.outline_now(year);
            let more = preview.part.year(year);
            let joints = self.session.book(year, |book| joints(book, &outline, more)).unwrap_or_default();
            joints.into_iter().filter(Joint::is_open).map(move |joint| (year, joint))
        };
        years.into_iter().flat_map(of).collect()
    }

    /// Returns whether contributions are to be put together, and subscribes to it.
    pub fn is_joined(self, year: FiscalYear, joint: &Joint) -> bool {
        let said = self.joins.with(|joins| joins.get(&joint.place(year)).copied());
        said.unwrap_or_else(|| joint.is_usual())
    }

    /// Takes it, after a backup, and clears the desk.
    pub fn take(self, preview: Arc<Preview>, wanted: Vec<Arc<Read>>) {
        let (w, session) = (&words().receive, self.session);
        spawn_local(async move {
            // What is taken can be taken back, so it goes on without a backup too.
            let _ = session.saving.back_up(session).await;
            // Pressed twice, it is taken once.
            if self.items.try_with_untracked(Vec::is_empty) != Some(false) {
                return;
            }
            // What another tab did meanwhile is looked at first.
            let again = untrack(|| self.preview(&self.wanted()));
            if by_place(&again.entries) != by_place(&preview.entries) {
                return session.saving.tell(w.changed.into());
            }
            let time = clock::now();
            let mut bits = random::bits;
            let mut ids = IdSource::new(&mut bits);
            let receipts = wanted.iter().filter_map(|read| receipt(&read.arrival, &time, &mut ids)).collect();
            let Some(picks) = self.picks.try_get_untracked() else { return };
            let mut chosen = choices(&preview.entries, &picks);
            let joints = self.joints(&preview).into_iter();
            let joints = joints.filter(|(year, joint)| untrack(|| self.is_joined(*year, joint)));
            chosen.extend(joints.filter_map(|(year, joint)| {
                Some(Choice { place: joint.place(year), datum: joint.datum()? })
            }));
            self.items.set(Vec::new());
            self.forget_picks();
            self.reading.set(None);
            session.saving.tell(match session.take_mail(&preview, chosen, receipts) {
                Ok(_) => told(session, wanted.len()),
                Err(_) => w.not_joined.into(),
            });
        });
    }
}

fn is_among(items: &[Item], code: CheckCode) -> bool {
    items.iter().any(|item| item.outcome.as_ref().is_ok_and(|read| read.code == code))
}

fn by_place(entries: &[Entry]) -> BTreeMap<Place, &Entry> {
    entries.iter().map(|entry| (entry.place, entry)).collect()
}

/// Says what was taken, and where what is open is to be settled.
fn told(session: Session, count: usize) -> String {
    let w = &words().receive;
    match session.read(|workbook| workbook.conflicts().len()) {
        0 => (w.taken)(count),
        open => format!("{}{}", (w.taken)(count), (w.open_conflicts)(open)),
    }
}
