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
) -> impl IntoView {
    let w = &words().app;
    let decision = Memo::new(move |_| {
        session.track(Topic::Votes(year, node));
        session.book(year, |book| book.decisions.get((node, axis)).cloned()).flatten()
    });
    let write = move |grade: Option<GradeId>, reason: String, visit: Option<Visit>| {
        let edit = match grade.is_none() && reason.is_empty() {
            true => YearEdit::Remove(ElementKey::Decision(node, axis)),
            false => YearEdit::Put(Element::Decision(Decision { node, axis, grade, reason })),
        };
        session.edit(year, edit, visit);
    };
    let grade = move || decision.get().and_then(|decision| decision.grade);
    let reason = move || decision.get().map(|decision| decision.reason).unwrap_or_default();
    let visit = StoredValue::new(None);
    let closed = Memo::new(move |_| session.is_closed(year));
    view! {
        <div class="decision">
            <span class="decision__label">{w.decision}</span>
            <GradePicker
                label=Signal::derive(move || w.decision.to_string())
                name=format!("decision-{node}-{axis}")
                scale
                marks=false
                read_only=closed
                value=Signal::derive(grade)
                on_choose=Callback::new(move |grade| write(grade, reason(), None))
            />
            <span class="decision__none">
                {move || grade().is_none().then_some(w.decision_none)}
            </span>
            <span class="decision__reason-label" aria-hidden="true">{w.decision_reason}</span>
            <div class="decision__reason">
                <TextField
                    label=Signal::derive(move || w.decision_reason.to_string())
                    value=Signal::derive(reason)
                    read_only=closed
                    on_enter=Callback::new(move |()| visit.set_value(Some(session.visit())))
                    on_text=Callback::new(move |text| write(grade(), text, visit.get_value()))
                />
            </div>
        </div>
    }
}
