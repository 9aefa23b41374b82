//! What is met about: title, day, place, 部会, and whether ratings are hidden until they are shown.

use super::Prepared;
use crate::app::parts::choice::check;
use crate::app::parts::live::live;
use crate::app::parts::text_field::TextField;
use crate::app::session::Topic;
use crate::app::words;
use crate::meeting::roster;
use crate::model::committee::Meeting;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::undo::Visit;
use leptos::prelude::*;

impl Prepared {
    fn change(self, visit: Option<Visit>, change: impl FnOnce(&mut Meeting)) {
        if let Some(mut meeting) = self.meeting.get_untracked() {
            change(&mut meeting);
            self.session.edit(self.year, YearEdit::Put(Element::Meeting(meeting)), visit);
        }
    }

    fn field(
        self,
        label: &'static str,
        get: fn(&Meeting) -> &String,
        put: fn(&mut Meeting) -> &mut String,
    ) -> AnyView {
        let visit = StoredValue::new(None);
        let value = move || self.meeting.with(|it| it.as_ref().map(get).cloned().unwrap_or_default());
        let write = move |text| self.change(visit.get_value(), |it| *put(it) = text);
        view! {
            <label class="form-control framed">
                <span class="form-control__label">{label}</span>
                <TextField
                    label=Signal::derive(move || label.to_string())
                    value=Signal::derive(value)
                    single=true
                    on_enter=Callback::new(move |()| visit.set_value(Some(self.session.visit())))
                    on_text=Callback::new(write)
                />
            </label>
        }
        .into_any()
    }
}

/// Shows the details of a meeting, to be written in place.
pub fn view(it: Prepared) -> AnyView {
    let w = &words().committee;
    let blind = Memo::new(move |_| it.meeting.with(|it| it.as_ref().is_some_and(|it| it.blind)));
    let set_blind = Callback::new(move |on| it.change(None, |meeting| meeting.blind = on));
    view! {
        <section class="roster-part" aria-labelledby="details-title">
            <h3 class="roster-part__title" id="details-title">{w.details}</h3>
            <div class="details">
                {it.field(w.title, |it| &it.title, |it| &mut it.title)}
                {it.field(w.day, |it| &it.day, |it| &mut it.day)}
                {it.field(w.place, |it| &it.place, |it| &mut it.place)}
                {section(it)}
            </div>
            {check("meeting-blind", w.blind, blind, set_blind)}
        </section>
    }
    .into_any()
}

/// The 部会 that meets, out of those on the roster.
fn section(it: Prepared) -> AnyView {
    let w = &words().committee;
    let chosen = Memo::new(move |_| it.meeting.with(|it| it.as_ref().map(|it| it.section.clone())));
    let chosen = move || chosen.get().unwrap_or_default();
    let options = live(move || {
        it.session.track(Topic::People(it.year));
        let mut all = it.session.book(it.year, roster::sections).unwrap_or_default();
        let own = chosen();
        if !own.is_empty() && !all.contains(&own) {
            all.push(own.clone());
        }
        all.insert(0, String::new());
        let option = |section: String| {
            let label = if section.is_empty() { w.whole.into() } else { section.clone() };
            view! { <option value=section.clone() selected={section == own}>{label}</option> }.into_any()
        };
        all.into_iter().map(option).collect::<Vec<_>>().into_any()
    });
    view! {
        <label class="form-control">
            <span class="form-control__label">{w.section}</span>
            <select
                class="select"
                on:change:target=move |event| it.change(None, |meeting| meeting.section = event.target().value())
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}
