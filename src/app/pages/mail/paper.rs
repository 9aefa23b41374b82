//! 紙の委員票: what members gave on paper, entered by the secretariat (代理入力).

use super::rounds::RoundChoice;
use super::send::no_raters;
use crate::app::parts::ballot::BallotField;
use crate::app::parts::field::heading_of;
use crate::app::parts::live::{live, live_option};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::mail::ask;
use crate::mail::slip::Slip;
use crate::model::errand::Recipient;
use crate::model::id::{MemberId, NodeId, RoundId};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::prelude::*;

/// Draws the page.
#[component]
pub fn PaperPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().ballot;
    let round = RoundChoice::new(session, year);
    let member = RwSignal::new(None::<MemberId>);
    let closed = Memo::new(move |_| session.is_closed(year));
    view! {
        <h2>{w.paper}</h2>
        <p>{w.paper_hint}</p>
        {live_option(move || {
            closed.get().then(|| view! { <p class="notice">{words().mail.closed}</p> }.into_any())
        })}
        {live(move || head(session, year, round, member))}
        {live(move || ballots(session, year, round, member.get()))}
    }
}

/// Who and for which round.
fn head(
    session: Session,
    year: FiscalYear,
    round: RoundChoice,
    member: RwSignal<Option<MemberId>>,
) -> AnyView {
    let w = &words().ballot;
    session.track(Topic::People(year));
    let members = session.book(year, |book| {
        let named = |id: MemberId| (id, Recipient::Member(id).name(book));
        ask::members(book).into_iter().map(named).collect::<Vec<_>>()
    });
    let members = members.unwrap_or_default();
    if members.is_empty() {
        return no_raters(year, false);
    }
    let option = |(id, name): (MemberId, String)| {
        let chosen = move || member.get() == Some(id);
        view! { <option value=id.to_string() selected=chosen>{name}</option> }.into_any()
    };
    let options: Vec<AnyView> = members.into_iter().map(option).collect();
    let make = round.chosen().is_none().then(|| {
        view! {
            <button type="button" class="button button--outline" on:click=move |_| { round.made(); }>
                {w.make_round}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="mail__form">
            <label class="form-control">
                <span class="form-control__label">{w.member}</span>
                <select class="select" on:change:target=move |event| member.set(event.target().value().parse().ok())>
                    <option value="">{w.choose}</option>
                    {options}
                </select>
            </label>
            {round.view()}
            <div>{make}</div>
        </div>
    }
    .into_any()
}

/// The items to enter, once member and round are chosen.
fn ballots(session: Session, year: FiscalYear, round: RoundChoice, member: Option<MemberId>) -> AnyView {
    session.track(Topic::Form(year));
    session.track(Topic::Tree(year));
    let Some((member, round)) = member.zip(round.chosen()) else { return ().into_any() };
    let outline = session.outline(year);
    let nodes = session.read(|workbook| ask::rated(workbook, year, &outline));
    if nodes.is_empty() {
        return no_raters(year, true);
    }
    let rows: Vec<AnyView> = nodes.iter().map(|node| item(session, year, round, member, *node)).collect();
    view! {
        <p role="status">{live(move || entered(session, year, round, member, &nodes))}</p>
        <ol class="paper-ballots">{rows}</ol>
    }
    .into_any()
}

fn item(session: Session, year: FiscalYear, round: RoundId, member: MemberId, node: NodeId) -> AnyView {
    let drawn = session.book(year, |book| {
        let slips = book.form.committee.axes.iter();
        let slips = slips.map(|axis| Slip { round, node, axis: axis.id, member, proxy: true });
        (heading_of(book, node), slips.collect::<Vec<_>>())
    });
    let (heading, slips) = drawn.unwrap_or_default();
    let fields: Vec<AnyView> = slips
        .into_iter()
        .map(|slip| view! { <BallotField session year slip of=heading.clone()/> }.into_any())
        .collect();
    view! { <li>{fields}</li> }.into_any()
}

fn entered(
    session: Session,
    year: FiscalYear,
    round: RoundId,
    member: MemberId,
    nodes: &[NodeId],
) -> AnyView {
    nodes.iter().for_each(|node| session.track(Topic::Votes(year, *node)));
    let is_entered = |book: &YearBook, node: NodeId| {
        let axes = &book.form.committee.axes;
        axes.iter().all(|axis| book.ballots.contains((round, node, axis.id, member)))
    };
    let done = session.book(year, |book| nodes.iter().filter(|node| is_entered(book, **node)).count());
    (words().ballot.entered)(done.unwrap_or_default(), nodes.len()).into_any()
}
