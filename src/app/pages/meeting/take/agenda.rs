//! The items of a meeting, and how far each is.

use super::state::{Taking, link_id};
use crate::app::parts::live::{live, live_text};
use crate::app::session::Topic;
use crate::app::{App, words};
use crate::meeting::steps::{self, Progress};
use crate::model::id::NodeId;
use crate::route::{Page, Part, Spot};
use leptos::prelude::*;

/// Draws the agenda as a list of links.
pub fn agenda(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let items = live(move || {
        let items = taking.agenda.get().into_iter().map(|node| item(taking, node));
        items.collect::<Vec<_>>().into_any()
    });
    let done = move || {
        let agenda = taking.agenda.get();
        agenda.iter().for_each(|node| taking.session.track(Topic::Votes(taking.year, *node)));
        let closed = |node: &&NodeId| {
            taking.book(|book| steps::progress(book, taking.meeting, **node) == Progress::Closed)
        };
        (w.agenda_done)(agenda.iter().filter(closed).count(), agenda.len())
    };
    // A scale of many steps needs the room.
    let steps = taking.axes.with_untracked(|axes| axes.iter().map(|(_, scale)| scale.grades.len()).max());
    let opened = crate::edge::screen::is_wide() && steps.is_none_or(|steps| steps <= 5);
    view! {
        <details class="take__agenda" prop:open=opened>
            <summary class="take__agenda-summary">{live_text(done)}</summary>
            <nav aria-label=w.agenda><ol class="take__list">{items}</ol></nav>
        </details>
    }
    .into_any()
}

fn item(taking: Taking, node: NodeId) -> AnyView {
    let (app, w) = (App::here(), &words().meeting);
    let names = Memo::new(move |_| {
        taking.session.track(Topic::Node(taking.year, node));
        taking.book(|book| {
            book.nodes.get(node).map(|it| (it.number.clone(), it.title.clone())).unwrap_or_default()
        })
    });
    let progress = Memo::new(move |_| {
        taking.session.track(Topic::Votes(taking.year, node));
        taking.session.track(Topic::People(taking.year));
        taking.session.book(taking.year, |book| steps::progress(book, taking.meeting, node))
    });
    let mark = move || match progress.get() {
        Some(Progress::Closed) => "closed",
        Some(Progress::Begun) => "begun",
        Some(Progress::Parked) => "parked",
        _ => "untouched",
    };
    let here = Memo::new(move |_| taking.node.get() == Some(node));
    let page = Page::Meeting(taking.meeting, Part::Take(Some(node)));
    let href = app.route.get_untracked().at(Spot { year: taking.year, page }).hash();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        taking.go(app, node);
    };
    view! {
        <li>
            <a class="take__link" id=link_id(node) href=href on:click=go data-progress=mark aria-current=move || here.get().then_some("step")>
                <span class="take__link-name">
                    <span class="take__link-number">{live_text(move || names.get().0)}</span>
                    <span class="take__link-title">{live_text(move || names.get().1)}</span>
                </span>
                <span class="take__link-state">{live_text(move || progress.get().map(w.progress).unwrap_or_default().into())}</span>
            </a>
        </li>
    }
    .into_any()
}
