//! The projector's window follows the window that runs the meeting.

use crate::edge::listener::Listener;
use crate::edge::presenter::{self, Presenter, Said};
use crate::edge::{clock, timer::Timer};
use crate::meeting::screen::Screen;
use crate::model::id::WorkbookId;
use leptos::prelude::*;

/// How often the projector's window says that it is there, in milliseconds.
const BEAT_MS: i32 = 1500;
/// After what silence it says that it waits, in milliseconds.
const SILENCE_MS: f64 = 2900.0;

/// Is what the projector's window has heard; copies are the same one.
#[derive(Clone, Copy)]
pub struct Following {
    /// What is to be shown.
    pub screen: RwSignal<Option<Screen>>,
    /// Whether it is to show nothing.
    pub blank: RwSignal<bool>,
    /// Whether nobody answers: what is shown is what was heard last.
    pub waiting: RwSignal<bool>,
}

/// What is kept as long as the page is.
struct Line {
    presenter: Presenter,
    _leaving: Option<Listener>,
}

/// What was heard, and when.
#[derive(Clone, Copy)]
struct Heard {
    /// The latest stamp; what bears an earlier one comes from a window that nobody acts in any more.
    stamp: u64,
    /// When anything was heard, in milliseconds since the page was opened.
    at: f64,
}

impl Following {
    /// Begins to follow, with what this window showed before its last load. To be called where a
    /// reactive owner lives as long as the page.
    pub fn new(id: WorkbookId) -> Self {
        let it = Self {
            screen: RwSignal::new(presenter::kept(id)),
            blank: RwSignal::new(false),
            waiting: RwSignal::new(false),
        };
        let heard = StoredValue::new(Heard { stamp: 0, at: clock::page_ms() });
        let line = StoredValue::<Option<Line>, LocalStorage>::new_local(None);
        let presenter = Presenter::join(id, move |stamp, said| {
            if heard.try_get_value().is_some_and(|heard| stamp >= heard.stamp) && it.take(id, said) {
                heard.set_value(Heard { stamp, at: clock::page_ms() });
            }
        });
        let beat = StoredValue::<Option<Timer>, LocalStorage>::new_local(None);
        let timer = Timer::new(move || {
            let Some(heard) = heard.try_get_value() else { return };
            let silent = clock::page_ms() - heard.at >= SILENCE_MS;
            if silent && !it.waiting.get_untracked() {
                it.waiting.set(true);
            }
            say(line, if silent { Said::Hello } else { Said::Here });
            beat.try_with_value(|beat| beat.iter().for_each(|beat| beat.start(BEAT_MS)));
        });
        timer.start(BEAT_MS);
        beat.set_value(Some(timer));
        presenter.say(0, Said::Hello);
        let _leaving = Listener::on_window("pagehide", move |_| say(line, Said::Bye));
        line.set_value(Some(Line { presenter, _leaving }));
        it
    }

    /// Takes over what the window says that runs the meeting; `false` where it is another projector.
    fn take(&self, id: WorkbookId, said: Said) -> bool {
        let (screen, keeps) = match said {
            Said::Hello | Said::Here | Said::Bye => return false,
            Said::There => {
                self.waiting.set(false);
                return true;
            }
            Said::Blank => (None, false),
            Said::Show(screen) => (Some(screen), true),
            Said::ShowOnly(screen) => (Some(screen), false),
        };
        presenter::keep(id, screen.as_deref().filter(|_| keeps));
        self.blank.set(screen.is_none());
        self.screen.set(screen.map(|screen| *screen));
        self.waiting.set(false);
        true
    }
}

fn say(line: StoredValue<Option<Line>, LocalStorage>, said: Said) {
    line.try_with_value(|line| line.iter().for_each(|line| line.presenter.say(0, said.clone())));
}
