//! The mark of a 再掲 beside its title.

use super::field::heading_of;
use super::live::live_option;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::id::NodeId;
use crate::model::repeat::{self, Standing};
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Says that an item is a 再掲, of what, and whether that is still there.
#[component]
pub fn RepeatBadge(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let (w, planning) = (&words().app, &words().planning);
    live_option(move || {
        let outline = session.outline(year);
        session.track(Topic::Node(year, node));
        let (text, is_lost) = session.book(year, |book| match repeat::standing(book, &outline, node) {
            Standing::Own => None,
            Standing::Candidate(_) => Some((w.repeat_candidate.to_string(), false)),
            Standing::Dropped(_) | Standing::Missing(_) => Some((planning.badge_lost.to_string(), true)),
            Standing::Linked(original) => {
                let unit = outline
                    .ancestors(original)
                    .find(|&id| book.nodes.get(id).is_some_and(|n| n.level == book.form.unit()));
                let number = unit.and_then(|unit| book.nodes.get(unit)).map(|unit| unit.number.clone());
                let heading = format!("{} {}", number.unwrap_or_default(), heading_of(book, original));
                Some(((w.repeat_of)(&heading), false))
            }
        })??;
        let class = if is_lost { "badge badge--conflict" } else { "badge" };
        Some(view! { <span class=class>{text}</span> }.into_any())
    })
}
