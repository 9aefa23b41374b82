//! How many items are filled in and checked: the whole plan, and each department.

use crate::app::parts::live::live;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::year::FiscalYear;
use crate::tally::statuses::{Counts, Status};
use leptos::prelude::*;

/// A table of the counts, one line for the whole and one for each department.
#[component]
pub fn StatusNumbers(session: Session, year: FiscalYear) -> impl IntoView {
    let (w, a) = (&words().daily, &words().app);
    let lines = live(move || {
        session.track(Topic::Form(year));
        let departments = session.book(year, |book| {
            book.departments_in_order().iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>()
        });
        session
            .statuses(year, |statuses| {
                let mut lines = vec![line(a.counts_whole.into(), statuses.whole(), "0")];
                for (id, name) in departments.unwrap_or_default() {
                    let counts = statuses.department(id);
                    if counts.total() > 0 {
                        lines.push(line(name, &counts, "1"));
                    }
                }
                lines
            })
            .into_any()
    });
    let heads = [
        (w.status_of)(Status::Unfilled),
        w.partly,
        (w.status_of)(Status::Filled),
        (w.status_of)(Status::Returned),
        w.changed_since,
        (w.status_of)(Status::Checked),
        w.changed_since,
        a.total,
    ];
    view! {
        <section class="numbers__part">
            <h3>{w.by_status}</h3>
            <div class="table-scroll" tabindex="0" role="region" aria-label=w.by_status>
                <table class="numbers-table">
                    <caption class="visually-hidden">{w.by_status}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{a.department}</th>
                            {heads.map(|head| view! { <th scope="col" class="number">{head}</th> }.into_any()).into_iter().collect::<Vec<_>>()}
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <p class="note">{w.status_note}</p>
        </section>
    }
}

fn line(label: String, counts: &Counts, depth: &'static str) -> AnyView {
    let of = |status| counts.of(status);
    let cells = [
        of(Status::Unfilled),
        counts.partly,
        of(Status::Filled),
        of(Status::Returned),
        counts.mended,
        of(Status::Checked),
        counts.changed,
        counts.total(),
    ];
    let cell = |n: u32| view! { <td class="number" data-zero=(n == 0).then_some("")>{n}</td> }.into_any();
    view! {
        <tr data-depth=depth>
            <th scope="row">{label}</th>
            {cells.map(cell).into_iter().collect::<Vec<_>>()}
        </tr>
    }
    .into_any()
}
