//! 食い違い: where values differ, and how it is settled.

use super::joints::open_joints;
use crate::app::parts::conflict::{ConflictPanel, named};
use crate::app::parts::live::live;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::model::id::NodeId;
use crate::model::place::Place;
use crate::model::year::FiscalYear;
use crate::route::{Page, Spot};
use leptos::prelude::*;
use std::collections::HashMap;

/// Draws the page.
#[component]
pub fn ConflictsPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().conflict;
    let places = Memo::new(move |_| {
        session.track(Topic::Undo);
        in_order(session, year)
    });
    view! {
        <h2>{w.conflict}</h2>
        <p>{w.hint}</p>
        {live(move || {
            let rows: Vec<AnyView> = places.get().into_iter().map(|place| row(session, place)).collect();
            match rows.is_empty() {
                true => view! { <p class="empty" role="status">{w.none}</p> }.into_any(),
                false => view! { <ul class="conflict__all">{rows}</ul> }.into_any(),
            }
        })}
        {open_joints(session, year)}
    }
}

/// Lists them: those of the year first, in the order of the plan.
fn in_order(session: Session, year: FiscalYear) -> Vec<Place> {
    let outline = session.outline_now(year);
    let mut places = session.read(|workbook| workbook.conflicts());
    let ranks: HashMap<NodeId, usize> =
        outline.below(None).into_iter().enumerate().map(|(at, node)| (node, at)).collect();
    let rank = |place: &Place| place.node().and_then(|node| ranks.get(&node)).copied();
    places.sort_by_key(|place| (place.year() != Some(year), rank(place), *place));
    places
}

fn row(session: Session, place: Place) -> AnyView {
    let app = App::here();
    let item = place.year().zip(place.node()).map(|(year, node)| {
        let href = app.route.get_untracked().at(Spot { year, page: Page::Item(node) }).hash();
        view! { <a class="button button--text" href=href>{words().conflict.to_item}</a> }.into_any()
    });
    view! {
        <li class="conflict__one">
            <h3 class="conflict__name">{named(session, place)}</h3>
            {item}
            <ConflictPanel session place/>
        </li>
    }
    .into_any()
}
