//! What is to be told about a table that was read.

use super::long_list::long_list;
use crate::app::words;
use crate::exchange::draft::Draft;
use crate::model::form::Form;
use crate::words::table::Concern;
use leptos::prelude::*;
use std::sync::Arc;

/// Draws all that is to be told, what a person has to look at first.
pub fn notices(draft: &Arc<Draft>, form: &Arc<Form>) -> AnyView {
    let w = words();
    let count = draft.notices.len();
    let group = |concern: Concern| {
        let told = draft.notices.iter().enumerate().filter(|(_, notice)| Concern::of(notice) == concern);
        let told: Vec<usize> = told.map(|(at, _)| at).collect();
        let (draft, form, lines) = (draft.clone(), form.clone(), told.len());
        let sentence = move |line: usize| {
            let notice = told.get(line).and_then(|at| draft.notices.get(*at));
            let said = notice.map(|notice| (w.table.notice)(notice, &form));
            view! { <li class="preview__notice">{said}</li> }.into_any()
        };
        (lines > 0).then(|| {
            view! {
                <details class="preview__group" open=concern == Concern::Check
                    data-concern=(concern == Concern::Check).then_some("check")>
                    <summary>{format!("{}（{lines}）", (w.table.concern)(concern))}</summary>
                    <p class="note">{(w.table.concern_hint)(concern)}</p>
                    {long_list("preview__notices", (w.table.concern)(concern), lines, sentence)}
                </details>
            }
            .into_any()
        })
    };
    let groups: Vec<AnyView> = Concern::ALL.into_iter().filter_map(group).collect();
    let none = (count == 0).then(|| view! { <p>{w.app.table_no_notices}</p> });
    view! {
        <h3>{(w.app.table_notices)(count)}</h3>
        {none}
        {groups}
    }
    .into_any()
}
