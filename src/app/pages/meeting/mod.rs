//! One meeting: its preparation, the taking of ratings, and what came of it.

pub mod prepare;
pub mod results;
pub mod take;

use crate::app::parts::live::live;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::model::id::{MeetingId, NodeId};
use crate::model::year::FiscalYear;
use crate::route::{Page, Part, Spot};
use leptos::prelude::*;
use prepare::PreparePage;
use results::ResultsPage;
use take::TakePage;
use take::project::Projecting;

/// Shows a page of a meeting, and the way to the other two.
#[component]
pub fn MeetingPage(
    session: Session,
    year: FiscalYear,
    meeting: MeetingId,
    page: Memo<Page>,
) -> impl IntoView {
    let w = &words().meeting;
    // Whoever goes back to the ratings goes on with the same item.
    let last = RwSignal::new(None::<NodeId>);
    // The projector goes on showing the item while the preparation or the results are looked at.
    provide_context(Projecting::begin(session, year, meeting));
    let title = Memo::new(move |_| {
        session.track(Topic::People(year));
        session.book(year, |book| book.meetings.get(meeting).map(|it| it.title.clone())).flatten()
    });
    let there = Memo::new(move |_| title.get().is_some());
    let part = Memo::new(move |_| match page.get() {
        Page::Meeting(_, part) => part,
        _ => Part::Prepare,
    });
    let which = Memo::new(move |_| std::mem::discriminant(&part.get()));
    let node = Memo::new(move |_| match part.get() {
        Part::Take(node) => node.or(last.get_untracked()),
        _ => None,
    });
    Effect::new(move |_| {
        if let Part::Take(Some(node)) = part.get() {
            last.set(Some(node));
        }
    });
    let body = move || {
        // Read, not only tracked: a memo that was never read counts as changed at the next change.
        which.get();
        match part.get_untracked() {
            Part::Prepare => view! { <PreparePage session year meeting/> }.into_any(),
            Part::Take(_) => view! { <TakePage session year meeting asked=node/> }.into_any(),
            Part::Results => view! { <ResultsPage session year meeting/> }.into_any(),
        }
    };
    view! {
        <div class="meeting-head">
            <h2 class="meeting-head__title">{move || title.get()}</h2>
            <nav class="meeting-head__parts" aria-label=w.parts>
                {part_link(year, meeting, part, Part::Prepare, w.prepare)}
                {part_link(year, meeting, part, Part::Take(None), w.take)}
                {part_link(year, meeting, part, Part::Results, w.results)}
            </nav>
        </div>
        {live(move || match there.get() {
            true => body(),
            false => view! { <p class="empty">{w.no_meeting}</p> }.into_any(),
        })}
    }
}

fn part_link(
    year: FiscalYear,
    meeting: MeetingId,
    part: Memo<Part>,
    to: Part,
    label: &'static str,
) -> AnyView {
    let app = App::here();
    let here = move || std::mem::discriminant(&part.get()) == std::mem::discriminant(&to);
    let href = move || app.route.get().at(Spot { year, page: Page::Meeting(meeting, to) }).hash();
    view! {
        <a class="meeting-head__part" href=href aria-current=move || here().then_some("page")>{label}</a>
    }
    .into_any()
}
