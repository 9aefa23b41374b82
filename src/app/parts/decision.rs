//! What the committee settled for an item.

use super::grade_picker::GradePicker;
use super::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::committee::Decision;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::form::Scale;
use crate::model::id::{AxisId, GradeId, NodeId};
use crate::model::place::ElementKey;
use crate::model::undo::Visit;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Shows the decision on an item, and takes it. A tally never fills it in.
#[component]
pub fn DecisionPart(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    axis: AxisId,
    scale: Scale,
    /// The accessible name; 決定 where nothing is said.
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    let w = &words().app;
    let label = if label.is_empty() { w.decision.to_string() } else { label };
    let decision = Memo::new(move |_| {
        session.track(Topic::Votes(year, node));
        session.book(year, |book| book.decisions.get((node, axis)).cloned()).flatten()
    });
    let write = move |decision: Option<(Option<GradeId>, String)>, visit: Option<Visit>| {
        let edit = match decision {
            None => YearEdit::Remove(ElementKey::Decision(node, axis)),
            Some((grade, reason)) => YearEdit::Put(Element::Decision(Decision { node, axis, grade, reason })),
        };
        session.edit(year, edit, visit);
    };
    let grade = move || decision.get().and_then(|decision| decision.grade);
    let reason = move || decision.get().map(|decision| decision.reason).unwrap_or_default();
    let none_reached = move || decision.get().is_some_and(|decision| decision.grade.is_none());
    let choose = move |grade: Option<GradeId>| {
        let reason = untrack(reason);
        write((grade.is_some() || !reason.is_empty()).then_some((grade, reason)), None);
    };
    let choose_none = move |_| {
        let (reason, taken) = untrack(|| (reason(), none_reached()));
        write((!taken || !reason.is_empty()).then_some((None, reason)), None);
    };
    let explain = move |text: String, visit: Option<Visit>| {
        let grade = untrack(grade);
        let there = grade.is_some() || !text.is_empty();
        write(there.then_some((grade, text)), visit);
    };
    let visit = StoredValue::new(None);
    let closed = Memo::new(move |_| session.is_closed(year));
    view! {
        <div class="decision">
            <span class="decision__label" aria-hidden="true">{w.decision}</span>
            <GradePicker
                label=Signal::derive(move || label.clone())
                name=format!("decision-{node}-{axis}")
                scale
                marks=false
                read_only=closed
                value=Signal::derive(grade)
                on_choose=Callback::new(choose)
            />
            <button
                type="button"
                class="button button--text decision__none"
                aria-pressed=move || none_reached().to_string()
                disabled=closed
                on:click=choose_none
            >
                {move || if none_reached() { words().meeting.none_reached_is } else { words().meeting.none_reached }}
            </button>
            <span class="decision__reason-label" aria-hidden="true">{w.decision_reason}</span>
            <div class="decision__reason">
                <TextField
                    label=Signal::derive(move || w.decision_reason.to_string())
                    value=Signal::derive(reason)
                    read_only=closed
                    on_enter=Callback::new(move |()| visit.set_value(Some(session.visit())))
                    on_text=Callback::new(move |text| explain(text, visit.get_value()))
                />
            </div>
        </div>
    }
}
