//! The round for which members rate: one that is there, or a new one.

use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::meeting::preparation::{order_by_mail, usual_round_by_mail};
use crate::model::committee::Round;
use crate::model::edit::{Edit, YearEdit};
use crate::model::element::Element;
use crate::model::id::RoundId;
use crate::model::year::FiscalYear;
use leptos::prelude::*;

/// Is the choice of a round.
#[derive(Clone, Copy)]
pub struct RoundChoice {
    session: Session,
    year: FiscalYear,
    chosen: RwSignal<Option<RoundId>>,
    label: RwSignal<String>,
}

impl RoundChoice {
    /// Begins with the usual round: the first that is given beforehand, else a new one.
    pub fn new(session: Session, year: FiscalYear) -> Self {
        let usual = session.book(year, usual_round_by_mail).flatten();
        let label = RwSignal::new(words().ballot.usual_round.into());
        Self { session, year, chosen: RwSignal::new(usual), label }
    }

    /// Returns the round that is chosen and still there; none where a new one is to be made.
    pub fn chosen(self) -> Option<RoundId> {
        self.session.track(Topic::People(self.year));
        let there =
            |id: &RoundId| self.session.book(self.year, |book| book.rounds.contains(*id)) == Some(true);
        self.chosen.get().filter(there)
    }

    /// Returns the round to write into, made now where it is new; `None` where that was refused,
    /// which is shown.
    pub fn made(self) -> Option<RoundId> {
        if let Some(id) = untrack(|| self.chosen()) {
            return Some(id);
        }
        let id: RoundId = self.session.draw();
        let label = self.label.get_untracked().trim().to_string();
        let label = if label.is_empty() { words().ballot.usual_round.into() } else { label };
        let order = self.session.book(self.year, order_by_mail).unwrap_or_default();
        let put = YearEdit::Put(Element::Round(Round { id, label, meeting: None, order }));
        if let Err(error) = self.session.apply(Edit::In(self.year, put), None) {
            self.session.saving.tell((words().app.refused)(&error));
            return None;
        }
        self.chosen.set(Some(id));
        Some(id)
    }

    /// Draws the choice, and the name of a new round where one is to be made.
    pub fn view(self) -> AnyView {
        let w = &words().ballot;
        let rounds = self.session.book(self.year, |book| {
            let named = |round: &&Round| {
                let meeting = round.meeting.and_then(|id| book.meetings.get(id));
                let label = match meeting {
                    Some(meeting) => (w.round_of_meeting)(&round.label, &meeting.title),
                    None => round.label.clone(),
                };
                (round.id, label)
            };
            book.rounds_in_order().iter().map(named).collect::<Vec<_>>()
        });
        let chosen = self.chosen();
        let option = |(id, label): (RoundId, String)| {
            view! { <option value=id.to_string() selected=chosen == Some(id)>{label}</option> }.into_any()
        };
        let options: Vec<AnyView> = rounds.unwrap_or_default().into_iter().map(option).collect();
        let name = chosen.is_none().then(|| {
            view! {
                <label class="form-control">
                    <span class="form-control__label">{w.round_name}</span>
                    <input class="input" type="text" prop:value=move || self.label.get()
                        on:input:target=move |event| self.label.set(event.target().value())/>
                </label>
            }
            .into_any()
        });
        view! {
            <label class="form-control">
                <span class="form-control__label">{w.round}</span>
                <select class="select" on:change:target=move |event| self.chosen.set(event.target().value().parse().ok())>
                    {options}
                    <option value="" selected=chosen.is_none()>{w.new_round}</option>
                </select>
            </label>
            {name}
        }
        .into_any()
    }
}
