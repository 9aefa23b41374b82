//! The open workbook tied to a file on a shared folder: when the file is looked at and written,
//! and how that stands.

use super::saving::Kept;
use super::session::{Origin, Session};
use super::words;
use crate::edge::file_handle::{self, FileHandle};
use crate::edge::shared_file::{Refused, SharedFile};
use crate::edge::tie::{Desk, Done, Tie, Trouble};
use crate::edge::timer::Timer;
use crate::edge::{clock, handles, leave};
use crate::format::{self, CheckCode};
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use crate::words::storage::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long nobody may have changed anything before the file is written, in milliseconds.
const SAVE_MS: f64 = 1500.0;
/// How long a change waits at most where changes go on, in milliseconds.
const SAVE_MOST_MS: f64 = 10_000.0;
/// How often the file is looked at for what others wrote, in milliseconds.
const LOOK_MS: i32 = 3000;

/// Says how the open workbook stands to the file that it is tied to.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Changes wait to be written, or are being written.
    Waiting,
    /// All is in the file, since this time of day (`14:05`).
    Saved(String),
    /// Saving has stopped, and is tried again and again.
    Stopped(Trouble),
}

#[derive(Default)]
struct Inner {
    file: Option<FileHandle>,
    /// Is away while it takes its turn.
    tie: Option<Tie<FileHandle>>,
    /// Counts the files that were tied, so that the end of an earlier one's turn changes nothing.
    number: u32,
    timer: Option<Timer>,
    /// When the first change was made that waits for its turn.
    since: Option<f64>,
    /// Whether something is being taken in from the file, which is no change for the file.
    taking: bool,
    /// Whether the next turn may write over what cannot be read.
    allowed: bool,
    /// Whether the user waits to be told that all is saved.
    asked: bool,
}

/// Ties one open workbook; copies are the same one.
#[derive(Clone, Copy)]
pub struct Tying {
    inner: StoredValue<Inner, LocalStorage>,
    /// The name of the file, where the workbook is tied to one.
    pub name: RwSignal<Option<String>>,
    /// How it stands there.
    pub standing: RwSignal<Standing>,
}

impl Tying {
    /// Begins untied.
    pub fn new() -> Self {
        Self {
            inner: StoredValue::new_local(Inner::default()),
            name: RwSignal::new(None),
            standing: RwSignal::new(Standing::Waiting),
        }
    }

    /// Ties again to the file of last time, and sees to what is due from here on.
    pub fn begin(&self, session: Session) {
        let tying = *self;
        let timer = Timer::new(move || tying.ring(session));
        self.inner.update_value(|inner| inner.timer = Some(timer));
        let listeners = leave::on_hide(move || {
            if tying.inner.try_with_value(|inner| inner.since.is_some()) == Some(true) {
                tying.turn(session);
            }
        });
        let listeners = StoredValue::new_local(Some(listeners));
        on_cleanup(move || listeners.dispose());
        if !is_remembered(session) || !file_handle::can_tie() {
            return;
        }
        let id = session.read(|workbook| workbook.id());
        spawn_local(async move {
            if let Some(file) = handles::find(id).await
                && tying.is_there()
                && tying.name.get_untracked().is_none()
            {
                tying.take_on(session, file.clone(), Tie::again(file));
            }
        });
    }

    /// Notes that the workbook was changed; it is written when nobody changes it for a while.
    pub fn changed(&self) {
        let now = clock::page_ms();
        let tied = self.inner.try_update_value(|inner| {
            if inner.file.is_none() || inner.taking {
                return false;
            }
            let most = *inner.since.get_or_insert(now) + SAVE_MOST_MS - now;
            inner.timer.iter().for_each(|timer| timer.restart(most.clamp(0.0, SAVE_MS) as i32));
            true
        });
        if tied == Some(true) && matches!(self.standing.get_untracked(), Standing::Saved(_)) {
            self.standing.set(Standing::Waiting);
        }
    }

    /// Ties to a file that the user chose: joins what stands there, or fills it. Where neither can
    /// be, nothing is tied, and the answer says why.
    pub async fn tie(&self, session: Session, file: FileHandle) -> Result<(), Message> {
        let mut tie = Tie::new(file.clone());
        let outcome = match file.ask().await {
            Ok(()) => tie.turn(&Open(session)).await,
            Err(refused) => Err(refused.into()),
        };
        let name = file.name();
        let done = outcome.map_err(|trouble| match trouble {
            Trouble::File(Refused::Denied) => (words().tied.not_allowed)(&name),
            trouble => (words().tied.not_tied)(message(&name, &trouble).1),
        })?;
        let Some(id) = Open(session).id() else { return Ok(()) };
        self.take_on(session, file.clone(), tie);
        let w = &words().tied;
        let mut told = (w.tied)(&name);
        if done.taken > 0 {
            told.push_str(&(w.taken)(&name, done.taken));
        }
        if is_remembered(session) && !handles::keep(id, &file).await {
            told.push_str(w.not_remembered);
        }
        if self.is_there() {
            session.saving.tell(told);
        }
        Ok(())
    }

    fn take_on(&self, session: Session, file: FileHandle, mut tie: Tie<FileHandle>) {
        let name = file.name();
        // What was changed while the file was asked for waits, too.
        tie.touch();
        self.inner.update_value(|inner| {
            inner.number += 1;
            (inner.file, inner.tie) = (Some(file), Some(tie));
        });
        self.standing.set(Standing::Waiting);
        self.name.set(Some(name));
        self.turn(session);
    }

    /// Unties; the file stays as it is.
    pub fn untie(&self, session: Session) {
        self.inner.update_value(|inner| {
            inner.number += 1;
            (inner.file, inner.tie, inner.since) = (None, None, None);
            inner.timer.iter().for_each(Timer::stop);
        });
        let id = session.read(|workbook| workbook.id());
        spawn_local(handles::forget(id));
        if let Some(name) = self.name.get_untracked() {
            session.saving.tell((words().tied.untied)(&name));
        }
        self.name.set(None);
    }

    /// Writes now what waits, and tells when it is done.
    pub fn save(&self, session: Session) {
        self.inner.update_value(|inner| inner.asked = true);
        self.turn(session);
    }

    /// Asks for the permission that the browser wants anew, and goes on.
    pub fn resume(&self, session: Session) {
        let tying = *self;
        let Some(Some(file)) = self.inner.try_with_value(|inner| inner.file.clone()) else { return };
        spawn_local(async move {
            // A refusal shows at the turn.
            let _ = file.ask().await;
            tying.turn(session);
        });
    }

    /// Writes over what cannot be read, as the user was shown it.
    pub fn overwrite(&self, session: Session) {
        self.inner.update_value(|inner| inner.allowed = true);
        self.turn(session);
    }

    fn is_there(&self) -> bool {
        self.inner.try_with_value(|_| ()).is_some()
    }

    /// Does what is due when the timer rings: nobody needs to look while the page is hidden.
    fn ring(&self, session: Session) {
        let idle = self.inner.try_with_value(|inner| inner.since.is_none());
        if idle == Some(true) && !leave::is_visible() {
            self.inner.update_value(|inner| inner.timer.iter().for_each(|timer| timer.restart(LOOK_MS)));
        } else {
            self.turn(session);
        }
    }

    /// Lets the tie take its turn, unless it is at it already.
    fn turn(&self, session: Session) {
        let taken = self.inner.try_update_value(|inner| {
            let mut tie = inner.tie.take()?;
            if inner.since.take().is_some() {
                tie.touch();
            }
            if std::mem::take(&mut inner.allowed) {
                tie.allow();
            }
            Some((tie, inner.number))
        });
        let Some((mut tie, number)) = taken.flatten() else { return };
        let tying = *self;
        spawn_local(async move {
            let outcome = tie.turn(&Open(session)).await;
            tying.end(session, tie, number, outcome);
        });
    }

    fn end(&self, session: Session, tie: Tie<FileHandle>, number: u32, outcome: Result<Done, Trouble>) {
        let state = self.inner.try_update_value(|inner| {
            if inner.number != number {
                return None;
            }
            inner.tie = Some(tie);
            let waits = inner.since.is_some();
            let ms = if waits { SAVE_MS as i32 } else { LOOK_MS };
            inner.timer.iter().for_each(|timer| timer.restart(ms));
            Some((waits, std::mem::take(&mut inner.asked)))
        });
        let Some((waits, asked)) = state.flatten() else { return };
        match outcome {
            Ok(done) => self.ended_well(session, done, waits, asked),
            Err(trouble) => self.stand(Standing::Stopped(trouble)),
        }
    }

    fn ended_well(&self, session: Session, done: Done, waits: bool, asked: bool) {
        let name = self.name.get_untracked().unwrap_or_default();
        let was_saved = matches!(self.standing.get_untracked(), Standing::Saved(_));
        if waits {
            self.stand(Standing::Waiting);
        } else if done.wrote || done.taken > 0 || asked || !was_saved {
            let now = clock::now();
            let time = now.rsplit_once(' ').map_or(now.as_str(), |(_, time)| time);
            self.stand(Standing::Saved(time.into()));
            session.saving.note_filed(session);
            if asked {
                session.saving.tell((words().tied.saved)(&name, time));
            }
        }
        if done.taken > 0 {
            session.saving.tell((words().tied.taken)(&name, done.taken));
        }
    }

    fn stand(&self, standing: Standing) {
        if self.standing.get_untracked() != standing {
            self.standing.set(standing);
        }
    }
}

impl Default for Tying {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns whether the file may be remembered in this browser.
fn is_remembered(session: Session) -> bool {
    !session.is_sample && session.saving.kept.get_untracked() != Kept::NotHere
}

/// Is the session's workbook as a tie needs it.
pub struct Open(pub Session);

impl Open {
    fn read<T>(&self, select: impl FnOnce(&Workbook) -> T) -> Option<T> {
        self.0.saving.tying.is_there().then(|| self.0.read(select))
    }

    /// Takes in what another state of the workbook knows.
    fn join(&self, other: &Workbook, from: Origin) -> Option<usize> {
        self.0.saving.tying.is_there().then(|| self.0.take_in(other, from).unwrap_or_default())
    }
}

impl Desk for Open {
    fn id(&self) -> Option<WorkbookId> {
        self.read(Workbook::id)
    }

    fn write(&self) -> Option<(String, CheckCode)> {
        self.read(format::write_with_code)
    }

    fn take_in(&self, other: &Workbook) -> Option<usize> {
        let taking = |taking| self.0.saving.tying.inner.try_update_value(|inner| inner.taking = taking);
        taking(true)?;
        let taken = self.join(other, Origin::Shared);
        taking(false);
        taken
    }
}

/// Is the session's workbook as a comparison with a file needs it: what is taken in is one step of
/// undo.
pub struct Import(pub Session);

impl Desk for Import {
    fn id(&self) -> Option<WorkbookId> {
        Open(self.0).id()
    }

    fn write(&self) -> Option<(String, CheckCode)> {
        Open(self.0).write()
    }

    fn take_in(&self, other: &Workbook) -> Option<usize> {
        Open(self.0).join(other, Origin::Import)
    }
}

/// Returns why saving into a file has stopped: in a word or two, and in sentences.
pub fn message(name: &str, trouble: &Trouble) -> (&'static str, Message) {
    let w = &words().tied;
    let (short, say) = match trouble {
        Trouble::File(Refused::Other(said)) => return (w.failed.0, (w.failed.1)(name, said)),
        Trouble::Unreadable(error) => return (w.unreadable.0, (w.unreadable.1)(name, error)),
        Trouble::File(Refused::Gone) => w.gone,
        Trouble::File(Refused::Locked) => w.locked,
        Trouble::File(Refused::Denied) => w.denied,
        Trouble::File(Refused::Full) => w.full,
        Trouble::Busy => w.busy,
        Trouble::Emptied => w.emptied,
        Trouble::AnotherPlan => w.another_plan,
    };
    (short, say(name))
}
