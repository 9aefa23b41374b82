//! What the room sees: opening the projector's window, and choosing what it shows.

use super::state::Taking;
use crate::app::parts::live::{live, live_option};
use crate::app::presenting::Presenting;
use crate::app::session::Topic;
use crate::app::words;
use crate::meeting::screen::{Screen, View, screen};
use leptos::prelude::*;

/// Is what is projected; copies are the same.
#[derive(Clone, Copy)]
pub struct Projecting {
    /// Speaks to the projector's windows.
    pub presenting: Presenting,
    /// What of the item is shown.
    view: RwSignal<View>,
    /// Whether the same is shown in this window.
    pub here: RwSignal<bool>,
    /// Whether the browser refused a window.
    blocked: RwSignal<bool>,
}

/// Begins to send what is shown, and sends it anew whenever it changes.
pub fn begin(taking: Taking) -> Projecting {
    let presenting = expect_context::<Presenting>();
    let view = RwSignal::new(View::Counts);
    Effect::new(move |before: Option<Option<crate::model::id::NodeId>>| {
        let node = taking.node.get();
        if before.is_some_and(|before| before != node) {
            view.set(View::Counts);
        }
        node
    });
    let now: Memo<Option<Screen>> = Memo::new(move |_| {
        taking.track();
        taking.session.track(Topic::Remarks(taking.year));
        let (node, axis, view) = (taking.node.get()?, taking.axis_id.get()?, view.get());
        taking.session.track(Topic::Node(taking.year, node));
        taking.session.read(|workbook| screen(workbook, taking.year, taking.meeting, node, axis, view))
    });
    Effect::new(move |_| match now.get() {
        Some(screen) => presenting.show(screen),
        None => presenting.blank(),
    });
    Projecting { presenting, view, here: RwSignal::new(false), blocked: RwSignal::new(false) }
}

/// The buttons of the projector.
pub fn tools(taking: Taking, projecting: Projecting) -> AnyView {
    let w = &words().meeting;
    let Projecting { presenting, view, here, blocked } = projecting;
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
