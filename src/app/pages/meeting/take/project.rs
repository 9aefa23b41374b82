//! What the room sees: opening the projector's window, and choosing what it shows.

use super::state::Taking;
use crate::app::parts::live::{live, live_option};
use crate::app::presenting::Presenting;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::meeting::screen::{Screen, View, screen};
use crate::model::id::{AxisId, MeetingId, NodeId};
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Is what is projected; copies are the same.
#[derive(Clone, Copy)]
pub struct Projecting {
    /// Speaks to the projector's windows.
    pub presenting: Presenting,
    /// What of the item is shown.
    view: RwSignal<View>,
    /// The item and axis; none before the first.
    at: RwSignal<Option<(NodeId, AxisId)>>,
    /// Whether the same is shown in this window.
    pub here: RwSignal<bool>,
    /// Whether the browser refused a window.
    blocked: RwSignal<bool>,
}

impl Projecting {
    /// Begins to send what is shown, and sends it anew whenever it changes: also while the preparation
    /// or the results are looked at, so that what is hidden there is hidden in the room.
    pub fn begin(session: Session, year: FiscalYear, meeting: MeetingId) -> Self {
        let presenting = Presenting::new(session.read(|workbook| workbook.id()));
        let (view, at) = (RwSignal::new(View::Counts), RwSignal::new(None::<(NodeId, AxisId)>));
        let now: Memo<Option<Screen>> = Memo::new(move |_| {
            let ((node, axis), view) = (at.get()?, view.get());
            for topic in [
                Topic::Votes(year, node),
                Topic::Node(year, node),
                Topic::People(year),
                Topic::Form(year),
                Topic::Remarks(year),
            ] {
                session.track(topic);
            }
            session.read(|workbook| screen(workbook, year, meeting, node, axis, view))
        });
        Effect::new(move |_| match now.get() {
            Some(screen) => presenting.show(screen),
            None if at.with_untracked(Option::is_some) => presenting.blank(),
            None => {}
        });
        Self { presenting, view, at, here: RwSignal::new(false), blocked: RwSignal::new(false) }
    }

    /// Shows the item and axis that ratings are taken of, from the counts on.
    pub fn follow(self, taking: Taking) {
        Effect::new(move |_| {
            let now = taking.node.get().zip(taking.axis_id.get());
            let node = |at: Option<(NodeId, AxisId)>| at.map(|(node, _)| node);
            if node(now) != node(self.at.get_untracked()) {
                self.view.set(View::Counts);
            }
            self.at.set(now);
        });
    }
}

/// The buttons of the projector.
pub fn tools(taking: Taking, projecting: Projecting) -> AnyView {
    let w = &words().meeting;
    let Projecting { presenting, view, here, blocked, .. } = projecting;
    let open = move |_| {
        let refused = presenting.open().is_err();
        blocked.set(refused);
        if !refused {
            // Whoever comes back to this window goes on with the ratings.
            taking.enter_grid();
        }
    };
    let pages = move || presenting.shown().with(|screen| screen.as_ref().map_or(0, |it| it.pages));
    let turn = move |_| {
        view.update(|view| {
            *view = match *view {
                View::Opinions(_) => View::Counts,
                View::Counts => View::Opinions(0),
            }
        });
    };
    let more = move |_| {
        let count = untrack(pages).max(1);
        view.update(|view| {
            if let View::Opinions(page) = *view {
                *view = View::Opinions((page + 1) % count);
            }
        });
    };
    let is_opinions = move || view.with(|view| matches!(view, View::Opinions(_)));
    let turning_page = live_option(move || {
        (is_opinions() && pages() > 1).then(|| {
            view! { <button type="button" class="button button--text" on:click=more>{w.project_more}</button> }
                .into_any()
        })
    });
    let state = live(move || match presenting.projecting.get() {
        true => view! { <span class="take__projecting">{w.projecting}</span> }.into_any(),
        false => ().into_any(),
    });
    let refused = live_option(move || {
        blocked.get().then(|| {
            view! {
                <p class="notice" role="alert">
                    {w.project_blocked}
                    " "
                    <button type="button" class="button button--outline" on:click=move |_| here.set(true)>
                        {w.project_here}
                    </button>
                </p>
            }
            .into_any()
        })
    });
    view! {
        <div class="take__project" role="group" aria-label=words().screen.projector>
            <button type="button" class="button button--outline" on:click=open>{w.project}</button>
            {state}
            <button type="button" class="button button--text" aria-pressed=move || is_opinions().to_string() on:click=turn>
                {move || if is_opinions() { w.project_counts } else { w.project_opinions }}
            </button>
            {turning_page}
        </div>
        {refused}
    }
    .into_any()
}
