//! 会議: the meetings of a year, how far they are, and the ways to their pages.

use super::all;
use crate::app::parts::live::{live, live_list, live_text};
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::meeting::preparation;
use crate::model::committee::Meeting;
use crate::model::id::{MeetingId, NodeId};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::{Page, Part, Spot};
use crate::tally::sitting;
use leptos::prelude::*;

/// Shows the meetings.
pub fn view(session: Session, year: FiscalYear) -> AnyView {
    let w = &words().committee;
    let app = App::here();
    let meetings = Memo::new(move |_| {
        session.track(Topic::People(year));
        let ids = |book: &YearBook| book.meetings_in_order().iter().map(|it| it.id).collect::<Vec<_>>();
        session.book(year, ids).unwrap_or_default()
    });
    let add = move |_| {
        let id: MeetingId = session.draw();
        let edits = session.book(year, |book| {
            let title = (w.meeting_title)(book.meetings.len() + 1, &book.form.committee.label);
            let label = words().app.default_round.into();
            preparation::new_meeting(book, id, session.draw(), title, label)
        });
        if all(session, year, edits.unwrap_or_default()) {
            app.go_to(year, Page::Meeting(id, Part::Prepare));
        }
    };
    let is_empty = Memo::new(move |_| meetings.with(Vec::is_empty));
    let list = live(move || {
        match is_empty.get() {
        true => view! { <p class="empty">{w.meetings_empty}</p> }.into_any(),
        false => view! {
            <ul class="meetings">
                {live_list(move || meetings.get().into_iter().map(|it| it.0).collect(), move |id| row(session, year, MeetingId(id)))}
            </ul>
        }
        .into_any(),
    }
    });
    view! {
        <section class="roster-part" aria-labelledby="meetings-title">
            <h3 class="roster-part__title" id="meetings-title">{w.meetings}</h3>
            {list}
            <div>
                <button type="button" class="button button--fill" on:click=add>{w.add_meeting}</button>
            </div>
        </section>
    }
    .into_any()
}

fn row(session: Session, year: FiscalYear, id: MeetingId) -> AnyView {
    let w = &words().committee;
    let app = App::here();
    let meeting = Memo::new(move |_| {
        session.track(Topic::People(year));
        session.book(year, |book| book.meetings.get(id).cloned()).flatten()
    });
    let title = Memo::new(move |_| {
        let title = meeting.with(|it| it.as_ref().map(|it| it.title.clone()));
        title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| w.untitled.into())
    });
    let when = live_text(move || {
        meeting.with(|it| match it {
            Some(Meeting { day, place, .. }) if !day.trim().is_empty() => {
                format!("{}　{place}", (w.day_of)(day))
            }
            _ => w.no_day.into(),
        })
    });
    let links = [
        (Part::Prepare, words().meeting.prepare),
        (Part::Take(None), words().meeting.take),
        (Part::Results, words().meeting.results),
    ];
    let links = links.map(|(part, label)| {
        let href = app.route.get_untracked().at(Spot { year, page: Page::Meeting(id, part) }).hash();
        view! {
            <a class="button button--outline" href=href aria-label=move || (w.to_part)(label, &title.get())>
                {label}
            </a>
        }
        .into_any()
    });
    let remove = move |_| {
        let title = title.get_untracked();
        let edits = session.book(year, |book| {
            let free = !preparation::is_meeting_used(book, id);
            free.then(|| preparation::remove_meeting(book, id))
        });
        match edits.flatten() {
            Some(edits) => {
                if all(session, year, edits) {
                    session.saving.tell((w.meeting_removed)(&title));
                }
            }
            None => session.saving.tell((w.meeting_kept)(&title)),
        }
    };
    view! {
        <li class="meetings__item">
            <div class="meetings__what">
                <b class="meetings__title">{live_text(move || title.get())}</b>
                <span>{when}</span>
                <span>{live_text(move || progress(session, year, id))}</span>
            </div>
            <div class="meetings__links">
                {Vec::from(links)}
                <button
                    type="button"
                    class="button button--text button--danger"
                    aria-label=move || (w.to_part)(w.remove, &title.get())
                    on:click=remove
                >
                    {w.remove}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// Says how many of a meeting's items are closed.
fn progress(session: Session, year: FiscalYear, id: MeetingId) -> String {
    session.track(Topic::People(year));
    let outline = session.outline(year);
    let items = session.book(year, |book| sitting::agenda(book, &outline, id)).unwrap_or_default();
    let is_closed = |&&node: &&NodeId| {
        session.track(Topic::Votes(year, node));
        let closed = |book: &YearBook| book.proceedings.get((id, node)).is_some_and(|it| it.closed.is_some());
        session.book(year, closed).unwrap_or(false)
    };
    let closed = items.iter().filter(is_closed).count();
    let noun = session.book(year, noun).unwrap_or_default();
    (words().committee.progress)(items.len(), &noun, closed)
}

/// Returns what the form calls the items that the committee rates, 項目 where they are of several levels.
pub fn noun(book: &YearBook) -> String {
    let own = match book.form.committee.levels.as_slice() {
        [level] => book.form.level(*level).map(|level| level.label.clone()),
        _ => None,
    };
    own.filter(|label| !label.is_empty()).unwrap_or_else(|| words().app.item.into())
}
