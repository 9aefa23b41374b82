//! 準備: what is met about, who comes, and which items are called.

mod agenda;
mod attendance;
mod details;
mod rounds;

use crate::app::parts::live::{live_option, live_text};
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::model::committee::Meeting;
use crate::model::id::MeetingId;
use crate::model::year::FiscalYear;
use crate::route::{Page, Part, Spot};
use crate::tally::attendance::attended;
use leptos::prelude::*;

/// Is a meeting that is being prepared.
#[derive(Clone, Copy)]
struct Prepared {
    session: Session,
    year: FiscalYear,
    id: MeetingId,
    meeting: Memo<Option<Meeting>>,
}

/// Shows it, with who is there and the way on always in view.
#[component]
pub fn PreparePage(session: Session, year: FiscalYear, meeting: MeetingId) -> impl IntoView {
    let w = &words().committee;
    let id = meeting;
    let meeting = Memo::new(move |_| {
        session.track(Topic::People(year));
        session.book(year, |book| book.meetings.get(id).cloned()).flatten()
    });
    let it = Prepared { session, year, id, meeting };
    let closed = Memo::new(move |_| session.is_closed(year));
    let note =
        live_option(move || closed.get().then(|| view! { <p class="notice">{w.year_closed}</p> }.into_any()));
    let quorum = live_text(move || {
        session.track(Topic::Form(year));
        session.track(Topic::People(year));
        let line = meeting.with(|meeting| {
            let meeting = meeting.as_ref()?;
            session.book(year, |book| (w.attended)(book, &attended(book, meeting)))
        });
        line.unwrap_or_default()
    });
    let spot = Spot { year, page: Page::Meeting(id, Part::Take(None)) };
    let take = App::here().route.get_untracked().at(spot).hash();
    view! {
        {note}
        <fieldset class="roster-page" disabled=closed>
            {details::view(it)}
            {attendance::view(it)}
            {agenda::view(it)}
            {rounds::view(it)}
        </fieldset>
        <div class="prepare-bar">
            <p class="prepare-bar__quorum" role="status">{quorum}</p>
            <a class="button button--fill" href=take>{w.begin}</a>
        </div>
    }
}
