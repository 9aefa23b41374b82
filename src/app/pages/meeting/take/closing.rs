//! Closing an item, opening it again, and what came too late.

use super::state::{GO_ON, Taking};
use crate::app::parts::live::{live, live_option};
use crate::app::parts::text_field::TextField;
use crate::app::{App, words};
use crate::edge::clock;
use crate::meeting::steps;
use crate::model::committee::Reopening;
use crate::tally::sitting;
use leptos::prelude::*;

/// The buttons that close an item, put it off, and lead to its neighbours.
pub fn tools(taking: Taking) -> AnyView {
    let (app, w) = (App::here(), &words().meeting);
    let begun = Memo::new(move |_| {
        taking.track();
        let node = taking.node.get();
        let own = |node| taking.book(|book| steps::is_begun(book, taking.meeting, node));
        node.is_some_and(own)
            || taking.proceeding.with(|it| it.as_ref().is_some_and(|it| it.way != Default::default()))
    });
    let parked = Memo::new(move |_| taking.proceeding.with(|it| it.as_ref().is_some_and(|it| it.parked)));
    let closes = Memo::new(move |_| begun.get() && !taking.is_closed());
    let go_on = move |_| {
        if !closes.get_untracked() || taking.close() {
            taking.next(app);
        }
    };
    let place = move || {
        let agenda = taking.agenda.get();
        let at = taking.node.get().and_then(|node| agenda.iter().position(|it| *it == node));
        at.map(|at| (w.item_at)(at + 1, agenda.len())).unwrap_or_default()
    };
    view! {
        <div class="take__tools">
            <button type="button" class="button button--outline" id="turn-previous" on:click=move |_| taking.step(app, -1)>
                {w.previous}
            </button>
            <span class="take__place">{place}</span>
            <button type="button" class="button button--outline" id="turn-next" on:click=move |_| taking.step(app, 1)>
                {w.next}
            </button>
            <button
                type="button"
                class="button button--text"
                aria-pressed=move || parked.get().to_string()
                on:click=move |_| { taking.proceed(|it| it.parked = !it.parked); }
            >
                {move || if parked.get() { w.unpark } else { w.park }}
            </button>
            <button type="button" class="button button--fill take__go-on" id=GO_ON on:click=go_on>
                {move || if closes.get() { w.close_and_next } else { w.next_open }}
            </button>
        </div>
    }
    .into_any()
}

/// Says that an item is closed, and how it is opened again.
pub fn closed(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let reason = RwSignal::new(String::new());
    let wanting = RwSignal::new(false);
    let reopen = move |_| {
        let why = reason.get_untracked().trim().to_string();
        wanting.set(why.is_empty());
        if !why.is_empty() {
            let time = clock::time();
            let done = taking.proceed(|it| {
                it.closed = None;
                it.reopened.push(Reopening { time, reason: why });
            });
            if !done {
                return;
            }
            reason.set(String::new());
            taking.late.set(false);
            taking.enter_grid();
        }
    };
    let is_closed = Memo::new(move |_| taking.is_closed());
    // What another window does must not draw the field of the reason anew.
    let disputes = Memo::new(move |_| taking.is_disputed());
    live(move || {
        let year = taking.session.is_closed(taking.year);
        let year = year.then(|| view! { <p class="notice">{w.year_closed}</p> }.into_any());
        let disputed =
            disputes.get().then(|| view! { <p class="notice" role="alert">{w.item_conflict}</p> }.into_any());
        let before = live_option(move || {
            let reopened = taking.proceeding.get().map(|it| it.reopened).unwrap_or_default();
            let line = |it: &Reopening| view! { <li>{(w.reopened)(&it.time, &it.reason)}</li> };
            (!reopened.is_empty()).then(|| {
                view! { <ul class="take__reopened">{reopened.iter().map(line).collect_view()}</ul> }
                    .into_any()
            })
        });
        if !is_closed.get() {
            return view! { {year}{disputed}{before} }.into_any();
        }
        let time = move || {
            taking
                .proceeding
                .with(|it| it.as_ref().and_then(|it| it.closed.clone()))
                .map(|it| (w.closed_at)(&it.time))
        };
        let toggle = move |_| {
            taking.late.update(|late| *late = !*late);
            if taking.late.get_untracked() {
                taking.enter_grid();
            }
        };
        view! {
            {year}
            {disputed}
            <div class="notice take__closed">
                <p><strong>{time}</strong>"　"{w.closed_note}</p>
                <div class="take__reopen">
                    <span class="take__reopen-label" aria-hidden="true">{w.reopen_reason}</span>
                    <span class="take__reopen-field">
                        <TextField
                            label=Signal::derive(move || w.reopen_reason.to_string())
                            value=reason
                            single=true
                            on_enter=Callback::new(|()| ())
                            on_text=Callback::new(move |text| reason.set(text))
                        />
                    </span>
                    <button type="button" class="button button--outline" on:click=reopen>{w.reopen}</button>
                    <button type="button" class="button button--text" aria-pressed=move || taking.late.get().to_string() on:click=toggle>
                        {move || if taking.late.get() { w.stop_late } else { w.add_late }}
                    </button>
                </div>
                {live_option(move || wanting.get().then(|| view! { <p class="error-text" role="alert">{w.reopen_why}</p> }.into_any()))}
                {before}
                {late(taking)}
            </div>
        }
        .into_any()
    })
}

/// Lists what came since the closing.
fn late(taking: Taking) -> AnyView {
    let w = &words().meeting;
    live_option(move || {
        taking.track();
        let node = taking.node.get()?;
        let late =
            taking.session.read(|workbook| sitting::late(workbook, taking.year, (node, taking.meeting)));
        if late.is_empty() || taking.hidden.get() {
            return None;
        }
        let line = |it: &sitting::Late| {
            let key = |vote: Option<crate::model::committee::Vote>| {
                vote.map(|vote| taking.key_of_axis(vote, it.axis))
            };
            match it.member {
                Some(member) => {
                    (w.late_of)(&taking.name(member), key(it.counted).as_deref(), key(it.now).as_deref())
                }
                None => w.late_hands.into(),
            }
        };
        let lines = late.iter().map(|it| view! { <li>{line(it)}</li> }.into_any()).collect::<Vec<_>>();
        Some(view! { <div><h4>{w.late}</h4><ul class="take__late">{lines}</ul></div> }.into_any())
    })
}
