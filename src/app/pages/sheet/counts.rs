//! The counts that stay in view above a sheet.

use crate::app::parts::counts::CountsLine;
use crate::app::parts::field::heading_of;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::form::Scale;
use crate::model::id::NodeId;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::ratings::{Counts, Ratings};
use leptos::prelude::*;

/// Live counts of the section, of the goal above it, and of the whole.
#[component]
pub fn CountsBar(session: Session, year: FiscalYear, unit: NodeId) -> impl IntoView {
    let w = &words().app;
    let goal = move || session.outline(year).ancestors(unit).last();
    let named = move |node: NodeId| {
        session.track(Topic::Node(year, node));
        let number = |book: &YearBook| {
            let number = &book.nodes.get(node)?.number;
            Some(if number.is_empty() { heading_of(book, node) } else { number.clone() })
        };
        session.book(year, number).flatten().unwrap_or_default()
    };
    let lines = move || {
        session.track(Topic::Form(year));
        let form = session.book(year, |book| book.form.clone()).unwrap_or_default();
        let scales = form.rating_fields().map(|(_, scale)| scale.clone()).collect::<Vec<_>>();
        let line = move |(at, scale): (usize, Scale)| {
            let count = move |select: fn(&Ratings, NodeId) -> Counts, node: NodeId| {
                // Only numbers are kept: whoever held on to the counts would have them copied at every rating.
                Memo::new(move |_| {
                    session.ratings(year).get(at).map(|one| select(one, node)).unwrap_or_default()
                })
            };
            let goal_line = goal().map(|goal| {
                view! {
                    <CountsLine label=Signal::derive(move || named(goal)) scale=scale.clone()
                        counts=count(Ratings::section, goal)/>
                }
            });
            view! {
                <CountsLine label=Signal::derive(move || named(unit)) scale=scale.clone()
                    counts=count(Ratings::section, unit)/>
                {goal_line}
                <CountsLine label=w.counts_whole scale=scale.clone()
                    counts=count(|ratings, _| ratings.whole().clone(), unit)/>
            }
        };
        scales.into_iter().enumerate().map(|(at, scale)| line((at, scale))).collect_view()
    };
    view! { <div class="counts-bar" role="status" aria-label=w.numbers>{lines}</div> }
}
