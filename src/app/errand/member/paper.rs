//! The 委員票 on paper: what was given is marked, and what is open can be marked by hand.

use super::slips;
use crate::app::errand::track;
use crate::app::parts::field::heading_of;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::mail::slip::Slip;
use crate::model::committee::Vote;
use crate::model::errand::Request;
use crate::model::id::NodeId;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::prelude::*;

/// Draws it; it shows on paper alone.
pub fn paper(session: Session, year: FiscalYear, request: &Request) -> AnyView {
    let w = &words().ballot;
    session.track(Topic::Plan);
    track(session, year, request);
    let plan = session.read(|workbook| workbook.content().title.clone());
    let drawn = session.book(year, |book| {
        let rows: Vec<AnyView> =
            request.items.iter().flat_map(|asked| rows(book, request, asked.node)).collect();
        let round = request.round.and_then(|id| book.rounds.get(id)).map(|round| round.label.clone());
        (format!("{plan} {}", book.label), request.to.name(book), round.unwrap_or_default(), rows)
    });
    let Some((plan, name, round, rows)) = drawn else { return ().into_any() };
    let deadline = (!request.deadline.is_empty())
        .then(|| view! { <p>{(words().errand.deadline)(&request.deadline)}</p> }.into_any());
    view! {
        <section class="errand-paper" aria-hidden="true">
            <h2>{format!("{plan} {}", w.paper_title)}</h2>
            <p>{format!("{}：{name}", w.name)}</p>
            <p>{format!("{}：{round}", w.round)}</p>
            {deadline}
            <p>{w.paper_note}</p>
            <table class="errand-paper__votes">
                <thead>
                    <tr><th scope="col">{w.item}</th><th scope="col">{w.rate}</th><th scope="col">{w.comment}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn rows(book: &YearBook, request: &Request, node: NodeId) -> Vec<AnyView> {
    let slips = slips(book, request, node);
    let several = slips.len() > 1;
    let row = |slip: Slip| {
        let axis = book.form.axis(slip.axis).map(|axis| axis.label.clone()).filter(|_| several);
        let heading = heading_of(book, node);
        let heading = axis.map_or(heading.clone(), |axis| (words().ballot.of)(&heading, &axis));
        let comment = slip.ballot(book).map(|it| it.comment.clone()).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{heading}</th>
                <td>{boxes(book, slip)}</td>
                <td class="errand__text">{comment}</td>
            </tr>
        }
        .into_any()
    };
    slips.into_iter().map(row).collect()
}

/// All that can be given, each with a mark where it was given and room for one where it was not.
fn boxes(book: &YearBook, slip: Slip) -> AnyView {
    let given = slip.ballot(book).map(|it| it.vote);
    let scale = book.form.axis(slip.axis).and_then(|axis| book.form.scale(axis.scale));
    let grades = scale.into_iter().flat_map(|scale| &scale.grades);
    let grades = grades.map(|grade| (Vote::Grade(grade.id), grade.key.clone()));
    let others =
        [Vote::Abstain, Vote::Cannot].map(|vote| (vote, (words().meeting.vote_of)(vote).to_string()));
    let one = |(vote, label): (Vote, String)| {
        let marked = (given == Some(vote)).then_some("");
        view! { <span class="errand-paper__vote" data-marked=marked>{label}</span> }.into_any()
    };
    let all: Vec<AnyView> = grades.chain(others).map(one).collect();
    view! { <div class="errand-paper__boxes">{all}</div> }.into_any()
}
