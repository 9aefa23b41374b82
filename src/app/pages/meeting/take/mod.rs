//! 進行: one item after the other, its ratings, and what is settled.

mod acts;
mod agenda;
mod closing;
mod grid;
mod hands;
pub mod project;
mod side;
mod spoken;
mod state;

use crate::app::parts::live::{live, live_option, live_text};
use crate::app::parts::save_states::kept_mark;
use crate::app::parts::screen_view::InWindow;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::meeting::steps;
use crate::model::committee::Way;
use crate::model::id::{AxisId, MeetingId, NodeId, RoundId};
use crate::model::year::FiscalYear;
use crate::tally::attendance::attended;
use leptos::prelude::*;
use project::Projecting;
use state::Taking;

/// Shows an item of the agenda, takes its ratings, and settles it.
#[component]
pub fn TakePage(
    session: Session,
    year: FiscalYear,
    meeting: MeetingId,
    /// The item that the address names.
    asked: Memo<Option<NodeId>>,
) -> impl IntoView {
    let w = &words().meeting;
    let taking = Taking::new(session, year, meeting, asked);
    let projecting = expect_context::<Projecting>();
    projecting.follow(taking);
    taking.enter_grid();
    let there = Memo::new(move |_| taking.node.get().is_some());
    let said = live_text(move || taking.said.get());
    let page = live(move || {
        match there.get() {
        false => view! { <p class="empty">{w.no_agenda}</p> }.into_any(),
        true => view! {
            {agenda::agenda(taking)}
            <div class="take__item">
                {head(taking)}
                <div class="take__bar">{closing::tools(taking)}{project::tools(taking, projecting)}{kept_mark(session)}</div>
                {quorum(taking)}
                {closing::closed(taking)}
                <div class="take__columns">
                    <section class="take__votes" aria-label=w.grid>{choices(taking)}{votes(taking)}</section>
                    <div class="take__side">{side::side(taking)}</div>
                </div>
                {live_option(move || (!taking.hidden.get()).then(|| spoken::comments(taking)))}
                {spoken::spoken(taking)}
            </div>
        }
        .into_any(),
    }
    });
    view! {
        <div
            class="take"
            on:keydown=move |_| projecting.presenting.acted()
            on:pointerdown=move |_| projecting.presenting.acted()
        >
            {page}
        </div>
        <p class="visually-hidden" role="status">{said}</p>
        <InWindow screen=projecting.presenting.shown() open=projecting.here/>
    }
}

/// Number and title of the item, large enough for who stands behind the clerk.
fn head(taking: Taking) -> AnyView {
    let number = live_text(move || part_of(taking, |node| node.number.clone()));
    let title = live_text(move || part_of(taking, |node| node.title.clone()));
    view! {
        <h3 class="take__heading" id=state::HEADING>
            <span class="take__number">{number}</span>
            <span class="take__title">{title}</span>
        </h3>
    }
    .into_any()
}

fn part_of(taking: Taking, select: fn(&crate::model::node::Node) -> String) -> String {
    let Some(node) = taking.node.get() else { return String::new() };
    taking.session.track(Topic::Node(taking.year, node));
    taking.book(|book| book.nodes.get(node).map(select).unwrap_or_default())
}

/// Says that there are too few for a valid meeting, with the numbers.
fn quorum(taking: Taking) -> AnyView {
    live_option(move || {
        taking.track();
        let told = taking.book(|book| {
            let attended = attended(book, book.meetings.get(taking.meeting)?);
            let is_short = attended.is_valid() == Some(false) && attended.seats > 0;
            is_short.then(|| (words().committee.attended)(book, &attended))
        });
        told.map(|told| view! { <p class="notice" role="status">{told}</p> }.into_any())
    })
}

/// How ratings are taken, and for which axis and round.
fn choices(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let way =
        Memo::new(move |_| taking.proceeding.with(|it| it.as_ref().map(|it| it.way).unwrap_or_default()));
    let choice = move |own: Way| {
        view! {
            <button
                type="button"
                class="segment"
                aria-pressed=move || (way.get() == own).to_string()
                on:click=move |_| {
                    if taking.proceed(|it| it.way = own) && own == Way::Named {
                        taking.enter_grid();
                    }
                }
            >
                {(w.way_of)(own)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="take__choices">
            <div class="segments" role="group" aria-label=w.way>
                {Vec::from([Way::Named, Way::Hands, Way::Discussion].map(choice))}
            </div>
            {axes(taking)}
            {rounds(taking)}
        </div>
    }
    .into_any()
}

fn axes(taking: Taking) -> AnyView {
    let w = &words().meeting;
    live_option(move || {
        let axes = taking.axes.get();
        if axes.len() < 2 {
            return None;
        }
        let choice = |(id, label): (AxisId, String)| {
            view! {
                <button
                    type="button"
                    class="segment"
                    aria-pressed=move || (taking.axis_id.get() == Some(id)).to_string()
                    on:click=move |_| {
                        taking.axis.set(Some(id));
                        taking.held.set_value(Default::default());
                        taking.enter_grid();
                    }
                >
                    {label}
                </button>
            }
            .into_any()
        };
        let choices = axes.into_iter().map(|(axis, _)| choice((axis.id, axis.label))).collect::<Vec<_>>();
        Some(view! { <div class="segments" role="group" aria-label=w.axis>{choices}</div> }.into_any())
    })
}

/// The round in which ratings are taken; a second vote is a round of its own.
fn rounds(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let rounds = Memo::new(move |_| {
        taking.session.track(Topic::People(taking.year));
        let own = |meeting: Option<MeetingId>| meeting.is_none() || meeting == Some(taking.meeting);
        taking.book(|book| {
            let rounds = book.rounds_in_order().into_iter().filter(|it| own(it.meeting));
            rounds.map(|it| (it.id, it.label.clone(), it.meeting.is_some())).collect::<Vec<_>>()
        })
    });
    let choose = move |value: String| {
        taking.round.set(value.parse::<RoundId>().ok());
        taking.enter_grid();
    };
    // A second vote on one item, and one on another, are the same round.
    let vote_again = move |_| {
        let (node, round) = (taking.node.get_untracked(), taking.round_id.get_untracked());
        let free = node.zip(round).and_then(|(node, round)| {
            taking.book(|book| steps::next_round(book, taking.meeting, node, round))
        });
        let number = rounds.with_untracked(|it| it.iter().filter(|(.., own)| *own).count()) + 1;
        let round = free.unwrap_or_else(|| taking.new_round((w.round_label)(number)));
        taking.round.set(Some(round));
        taking.enter_grid();
    };
    live(move || {
        let option = |(id, label, _): (RoundId, String, bool)| {
            let chosen = move || taking.round_id.get() == Some(id);
            view! { <option value=id.to_string() selected=chosen>{label}</option> }
        };
        let options = rounds.get().into_iter().map(option).collect_view();
        view! {
            <label class="take__round">
                <span>{w.round}</span>
                <select class="select" on:change:target=move |event| choose(event.target().value())>
                    {options}
                </select>
            </label>
            <button type="button" class="button button--text" on:click=vote_again>{w.round_new}</button>
        }
        .into_any()
    })
}

/// The grid, the hands, or neither, as the item is dealt with; ways can be mixed.
fn votes(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let way =
        Memo::new(move |_| taking.proceeding.with(|it| it.as_ref().map(|it| it.way).unwrap_or_default()));
    let more = |summary: &'static str, body: AnyView| {
        view! {
            <details class="take__more"><summary>{summary}</summary>{body}</details>
        }
        .into_any()
    };
    live(move || match way.get() {
        Way::Named => view! { {grid::grid(taking)}{more(w.hands_add, hands::hands(taking))} }.into_any(),
        Way::Hands => view! { {hands::hands(taking)}{more(w.named_add, grid::grid(taking))} }.into_any(),
        Way::Discussion => view! {
            <p class="notice">{w.discussion_note}</p>
            {more(w.named_add, grid::grid(taking))}
            {more(w.hands_add, hands::hands(taking))}
        }
        .into_any(),
    })
}
