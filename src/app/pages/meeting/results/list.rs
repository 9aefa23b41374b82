//! The list of results: counts, base, decision, and the year before.

use super::{Shown, cell, part, table};
use crate::app::{App, words};
use crate::meeting::results::{AxisResult, Before, ItemResult};
use crate::model::committee::Way;
use crate::model::form::Scale;
use crate::route::{Page, Part, Spot};
use leptos::prelude::*;

/// Draws one table for each axis.
pub fn list(shown: &Shown) -> AnyView {
    let w = &words().results;
    let several = shown.results.axes.len() > 1;
    let tables: Vec<AnyView> = (0..shown.results.axes.len())
        .map(|at| {
            let (axis, scale) = &shown.results.axes[at];
            let caption = several.then(|| axis.label.clone());
            let app = &words().app;
            let grades = scale.grades.iter().map(|grade| grade.key.clone());
            let heads = std::iter::once(app.item.to_string()).chain(grades);
            let rest = [app.answers, w.others, w.decision, w.before, w.change, w.state];
            let heads = heads.chain(rest.map(String::from)).collect();
            table(
                w.list,
                caption,
                heads,
                shown.results.items.iter().map(|it| row(shown, it, at, scale)).collect(),
            )
        })
        .collect();
    part(w.list, tables.into_any())
}

fn row(shown: &Shown, item: &ItemResult, at: usize, scale: &Scale) -> AnyView {
    let w = &words().results;
    let it = &item.axes[at];
    let spot = Spot { year: shown.year, page: Page::Meeting(shown.meeting, Part::Take(Some(item.node))) };
    let href = App::here().route.get_untracked().at(spot).hash();
    let mut cells = counts(shown, item, it, scale);
    cells.push(cell(it.before.as_ref().map_or_else(|| w.none_before.into(), before), "results__before", 1));
    cells.push(cell((w.change_of)(it.change).into(), "results__change", 1));
    cells.push(cell(state(shown, item), "results__state", 1));
    view! {
        <tr>
            <th scope="row"><a href=href>{shown.heading(item.node)}</a></th>
            {cells}
        </tr>
    }
    .into_any()
}

/// The cells from the grades to the decision.
fn counts(shown: &Shown, item: &ItemResult, it: &AxisResult, scale: &Scale) -> Vec<AnyView> {
    let w = &words().results;
    let Some(tally) = &it.tally else {
        return vec![cell(w.hidden.into(), "results__hidden", scale.grades.len() + 3)];
    };
    let mut cells: Vec<AnyView> = match item.way {
        Way::Discussion if tally.is_empty() => {
            vec![cell((words().meeting.way_of)(item.way).into(), "results__hidden", scale.grades.len() + 2)]
        }
        _ => {
            let grades = scale.grades.iter().map(|grade| {
                let votes = tally.grade(grade.id);
                cell(votes.to_string(), if votes == 0 { "number results__zero" } else { "number" }, 1)
            });
            let base = cell((w.base)(tally, shown.results.base), "number", 1);
            grades.chain([base, cell((w.other_classes)(tally), "results__others", 1)]).collect()
        }
    };
    cells.push(cell((w.decided)(it.decision.as_ref(), it.disputed, scale), "results__decision", 1));
    cells
}

fn before(it: &Before) -> String {
    let counts = it.counts.iter().map(|(key, votes)| format!("{key} {votes}")).collect::<Vec<_>>();
    let decision = it.decision.as_deref().unwrap_or(words().results.none_before);
    format!("{decision}（{}）", counts.join("・"))
}

fn state(shown: &Shown, item: &ItemResult) -> String {
    let w = &words().results;
    let elsewhere = item.elsewhere.and_then(|id| {
        let title = shown.session.book(shown.year, |book| book.meetings.get(id).map(|it| it.title.clone()));
        title.flatten()
    });
    match (&item.closed, elsewhere) {
        (_, Some(title)) => (w.elsewhere)(&title),
        (Some(time), None) => (w.closed)(time),
        (None, None) if item.parked => w.parked.into(),
        (None, None) => w.open.into(),
    }
}
