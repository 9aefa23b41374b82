//! One item to rate: its sheet to read, the votes, a comment.

use super::sheet::sheet;
use super::slips;
use crate::app::errand::href;
use crate::app::parts::ballot::BallotField;
use crate::app::parts::field::heading_of;
use crate::app::parts::live::live_text;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::model::errand::Request;
use crate::model::id::NodeId;
use crate::model::year::FiscalYear;
use crate::route::Page;
use leptos::prelude::*;

/// Draws it.
#[component]
pub fn ItemPage(session: Session, year: FiscalYear, request: Request, node: NodeId) -> impl IntoView {
    let w = &words().ballot;
    let Some(at) = request.items.iter().position(|asked| asked.node == node) else {
        return view! {
            <p class="empty">{words().errand.not_asked}</p>
            <a class="button button--outline" href=href(year, Page::Sheet(None))>{w.to_front}</a>
        }
        .into_any();
    };
    let count = request.items.len();
    let address = |at: Option<usize>| {
        at.and_then(|at| request.items.get(at)).map(|asked| href(year, Page::Item(asked.node)))
    };
    let previous = address(at.checked_sub(1)).map(|to| {
        view! { <a class="button button--outline" id="turn-previous" href=to>{w.previous}</a> }.into_any()
    });
    let next = match address(at.checked_add(1)) {
        Some(to) => view! { <a class="button button--fill" id="turn-next" href=to>{w.next}</a> }.into_any(),
        None => {
            let to = href(year, Page::Return);
            view! { <a class="button button--fill" id="turn-next" href=to>{w.to_end}</a> }.into_any()
        }
    };
    let heading = live_text(move || {
        session.track(Topic::Node(year, node));
        session.book(year, |book| heading_of(book, node)).unwrap_or_default()
    });
    let slips = session.book(year, |book| slips(book, &request, node)).unwrap_or_default();
    let fields =
        slips.into_iter().map(|slip| view! { <BallotField session year slip of=String::new()/> }.into_any());
    let place = format!("{}/{count}", at + 1);
    view! {
        <div class="member__way">
            <progress aria-label=w.items max=count.to_string() value=(at + 1).to_string()></progress>
            <span role="status">{place}</span>
            <a class="button button--text" href=href(year, Page::Sheet(None))>{w.to_front}</a>
            <button type="button" class="button button--outline member__to-rate" on:click=|_| { edge::focus::focus("rate"); }>
                {w.to_rate}
            </button>
        </div>
        <h2>{heading}</h2>
        <div class="member__item">
            <section aria-labelledby="to-read" class="member__sheet">
                <h3 id="to-read">{w.sheet}</h3>
                {sheet(session, year, node)}
            </section>
            <section aria-labelledby="rate" class="member__rate">
                <h3 id="rate" tabindex="-1">{w.rate}</h3>
                {fields.collect::<Vec<_>>()}
                <div class="form__buttons member__onward">{previous}{next}</div>
            </section>
        </div>
    }
    .into_any()
}
