//! The window that runs a meeting speaks to the projector's windows.

use super::App;
use crate::edge::clock;
use crate::edge::presenter::{self, Blocked, Presenter, Said};
use crate::edge::timer::Timer;
use crate::meeting::screen::Screen;
use crate::model::id::WorkbookId;
use leptos::prelude::*;

/// After what silence a projector's window is taken to be gone, in milliseconds.
const GONE_MS: i32 = 6000;

/// Is a handle on what the projector shows of the meetings of a workbook; copies are the same one.
///
/// Where two windows run the same meeting, the projector follows the one in which a person acted
/// last: each message bears the time of the last act, and who hears a later one is silent until
/// somebody acts here again.
#[derive(Clone, Copy)]
pub struct Presenting {
    id: WorkbookId,
    inner: StoredValue<Inner, LocalStorage>,
    shown: RwSignal<Option<Screen>>,
    /// Whether a projector's window is there (投影中).
    pub projecting: Signal<bool>,
}

struct Inner {
    /// Absent only while this is being made.
    presenter: Option<Presenter>,
    /// When a person last acted here.
    stamp: u64,
    /// The latest stamp of another window.
    heard: u64,
    /// Whether nothing is to be shown; before the first screen the projector keeps what it has.
    blank: bool,
    /// Whether what is shown is to be kept nowhere (この PC に残さない).
    leaves_nothing: Option<RwSignal<bool>>,
}

impl Presenting {
    /// Begins to speak. To be called where a reactive owner lives as long as the meeting's page; its
    /// opening is an act.
    pub fn new(id: WorkbookId) -> Self {
        let leaves_nothing = use_context::<App>().map(|app| app.leaves_nothing);
        let inner = Inner { presenter: None, stamp: now(), heard: 0, blank: false, leaves_nothing };
        let inner = StoredValue::new_local(inner);
        let projecting = RwSignal::new(false);
        let it = Self { id, inner, shown: RwSignal::new(None), projecting: projecting.into() };
        let set = move |there: bool| {
            if projecting.try_get_untracked().is_some_and(|now| now != there) {
                projecting.set(there);
            }
        };
        let gone = Timer::new(move || set(false));
        let presenter = Presenter::join(id, move |stamp, said| match said {
            Said::Hello | Said::Here => {
                set(true);
                gone.restart(GONE_MS);
                it.answer(said == Said::Hello);
            }
            Said::Bye => set(false),
            Said::There | Said::Blank | Said::Show(_) | Said::ShowOnly(_) => {
                it.inner.try_update_value(|inner| inner.heard = inner.heard.max(stamp));
            }
        });
        inner.update_value(|inner| inner.presenter = Some(presenter));
        it.answer(false);
        it
    }

    /// Shows this from now on; what is shown already is not sent again.
    pub fn show(&self, screen: Screen) {
        if self.shown.with_untracked(|shown| shown.as_ref() != Some(&screen)) {
            self.shown.set(Some(screen));
            self.set_blank(false);
        }
    }

    /// Shows nothing until [`show`](Self::show) is called.
    pub fn blank(&self) {
        if self.shown.with_untracked(Option::is_some) {
            self.shown.set(None);
        }
        self.set_blank(true);
    }

    fn set_blank(&self, blank: bool) {
        self.inner.update_value(|inner| inner.blank = blank);
        self.answer(true);
    }

    /// Notes that a person has just acted in this window; the projector follows it from now on.
    pub fn acted(&self) {
        let was_silent = self.inner.try_update_value(|inner| {
            let was_silent = inner.heard > inner.stamp;
            inner.stamp = now().max(inner.heard.saturating_add(1));
            was_silent
        });
        if was_silent == Some(true) {
            self.answer(true);
        }
    }

    /// Opens the projector's window. To be called while a click or key is dealt with.
    pub fn open(&self) -> Result<(), Blocked> {
        self.acted();
        let is_there = |inner: &Inner| inner.presenter.as_ref().is_some_and(Presenter::is_there);
        match self.inner.with_value(is_there) {
            true => presenter::open(self.id),
            false => Err(Blocked),
        }
    }

    /// Returns what is shown.
    pub fn shown(&self) -> Signal<Option<Screen>> {
        self.shown.into()
    }

    /// Says what is shown, or only that the meeting is run here; nothing where another window has
    /// been acted in since.
    fn answer(&self, whole: bool) {
        let Some(shown) = self.shown.try_get_untracked() else { return };
        self.inner.try_with_value(|inner| {
            let keeps_nothing = inner.leaves_nothing.and_then(|it| it.try_get_untracked()).unwrap_or(false);
            let said = match shown.filter(|_| whole) {
                Some(screen) if keeps_nothing => Said::ShowOnly(Box::new(screen)),
                Some(screen) => Said::Show(Box::new(screen)),
                None if whole && inner.blank => Said::Blank,
                None => Said::There,
            };
            match &inner.presenter {
                Some(presenter) if inner.heard <= inner.stamp => presenter.say(inner.stamp, said),
                _ => {}
            }
        });
    }
}

fn now() -> u64 {
    clock::epoch_ms() as u64
}
