//! 削除した項目: what was dropped, and the way back.

use super::desk::{Desk, TITLE};
use crate::app::parts::live::live_option;
use crate::app::words;
use crate::model::id::NodeId;
use crate::planning::dropped::{self, Dropped};
use leptos::prelude::*;

/// Lists what was dropped; nothing where there is none.
pub fn view(desk: Desk) -> AnyView {
    let w = &words().planning;
    let all = Memo::new(move |_| {
        let outline = desk.session.outline(desk.year);
        desk.session.read(|workbook| dropped::all(workbook, desk.year, &outline))
    });
    live_option(move || {
        let all = all.get();
        let count = all.len();
        let rows: Vec<AnyView> = all.into_iter().map(|it| row(desk, it)).collect();
        (count > 0).then(|| {
            view! {
                <details class="plan-dropped">
                    <summary class="roster-paste__summary">{(w.dropped_title)(count)}</summary>
                    <p class="form-control__support">{w.dropped_hint}</p>
                    <ul class="plan-dropped__list">{rows}</ul>
                </details>
            }
            .into_any()
        })
    })
}

fn row(desk: Desk, it: Dropped) -> AnyView {
    let w = &words().planning;
    let node: NodeId = it.node;
    let heading = untrack(|| desk.heading(node));
    let named = heading.clone();
    let about = (w.dropped_one)(it.below.len(), it.filled);
    let back = move |_| {
        let edit = desk.session.read(|workbook| dropped::bring_back(workbook, desk.year, &it));
        match desk.session.apply(edit, None) {
            Ok(()) => {
                desk.session.saving.tell((w.brought_back)(&named));
                desk.focus(node, TITLE);
            }
            Err(error) => desk.session.saving.tell((words().app.refused)(&error)),
        }
    };
    view! {
        <li class="plan-dropped__item">
            <span>{heading.clone()}</span>
            <span class="note">{about}</span>
            <button type="button" class="button button--outline" on:click=back>
                {w.bring_back}
                <span class="visually-hidden">{(w.of_field)(&heading)}</span>
            </button>
        </li>
    }
    .into_any()
}
