//! 出欠: who comes to a meeting, and how; late arrivals with their time.

use super::Prepared;
use crate::app::pages::committee::{ROSTER, all, named};
use crate::app::parts::live::{live, live_list, live_option, live_text};
use crate::app::parts::text_field::TextField;
use crate::app::session::Topic;
use crate::app::{App, words};
use crate::edge;
use crate::meeting::preparation;
use crate::model::committee::{Attendance, AttendanceState, Member};
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::id::MemberId;
use crate::model::place::ElementKey;
use crate::model::undo::Visit;
use crate::route::Page;
use crate::tally::attendance::roster;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

/// Shows the members of a meeting with how each attends.
pub fn view(it: Prepared) -> AnyView {
    let w = &words().committee;
    let app = App::here();
    let members = Memo::new(move |_| {
        it.meeting.with(|meeting| {
            it.session.track(Topic::People(it.year));
            let meeting = meeting.as_ref()?;
            it.session.book(it.year, |book| roster(book, meeting).iter().map(|it| it.id).collect::<Vec<_>>())
        })
    });
    let members = Memo::new(move |_| members.get().unwrap_or_default());
    let everyone = move |_| {
        let edits = it.meeting.with_untracked(|meeting| {
            let meeting = meeting.as_ref()?;
            it.session.book(it.year, |book| preparation::all_present(book, meeting))
        });
        let edits = edits.unwrap_or_default();
        if edits.is_empty() {
            return it.session.saving.tell(w.all_noted.into());
        }
        all(it.session, it.year, edits);
    };
    let to_roster = move |_| {
        app.go_to(it.year, Page::Committee);
        edge::focus::focus_soon(ROSTER);
    };
    let is_empty = Memo::new(move |_| members.with(Vec::is_empty));
    let ids = move || members.get().into_iter().map(|it| it.0).collect();
    let body = live(move || {
        match is_empty.get() {
        true => view! {
            <p class="empty">{w.attendance_empty}</p>
            <div>
                <button type="button" class="button button--outline" on:click=to_roster>{w.to_roster}</button>
            </div>
        }
        .into_any(),
        false => view! {
            <div>
                <button type="button" class="button button--outline" on:click=everyone>{w.all_present}</button>
            </div>
            <table class="attendance">
                <caption class="visually-hidden">{w.attendance}</caption>
                <tbody>
                    {live_list(ids, move |id| row(it, MemberId(id)))}
                </tbody>
            </table>
        }
        .into_any(),
    }
    });
    view! {
        <section class="roster-part" aria-labelledby="attendance-title">
            <h3 class="roster-part__title" id="attendance-title">{w.attendance}</h3>
            <p class="form-control__support">{w.attendance_hint}</p>
            {body}
        </section>
    }
    .into_any()
}

/// Is one member's attendance on the page.
#[derive(Clone, Copy)]
struct Row {
    it: Prepared,
    member: MemberId,
    name: Memo<String>,
    noted: Memo<Option<Attendance>>,
    visit: StoredValue<Option<Visit>>,
}

impl Row {
    /// Notes a state; the time of another state does not fit this one.
    fn note(self, state: AttendanceState) {
        if self.noted.with_untracked(|noted| noted.as_ref().is_none_or(|noted| noted.state != state)) {
            self.write(state, String::new(), self.visit.get_value());
        }
    }

    fn write(self, state: AttendanceState, time: String, visit: Option<Visit>) {
        let new = Attendance { meeting: self.it.id, member: self.member, state, time };
        self.it.session.edit(self.it.year, YearEdit::Put(Element::Attendance(new)), visit);
    }

    fn write_time(self, time: String, visit: Option<Visit>) {
        if let Some(noted) = self.noted.get_untracked() {
            self.write(noted.state, time, visit);
        }
    }

    fn clear(self) {
        if self.noted.with_untracked(Option::is_some) {
            let key = ElementKey::Attendance(self.it.id, self.member);
            self.it.session.edit(self.it.year, YearEdit::Remove(key), self.visit.get_value());
        }
    }

    fn state(self) -> Option<AttendanceState> {
        self.noted.with(|noted| noted.as_ref().map(|noted| noted.state))
    }

    /// The ways to attend as radio buttons; a stay among them is one step.
    fn states(self) -> AnyView {
        let w = &words().committee;
        let group = format!("attendance-{}", self.member);
        let first = move || format!("present-{}", self.member);
        let one = |state: AttendanceState| {
            let id = (state == AttendanceState::Present).then(first);
            view! {
                <label class="attendance__state">
                    <input
                        type="radio"
                        id=id
                        name=group.clone()
                        prop:checked=move || self.state() == Some(state)
                        on:change=move |_| self.note(state)
                    />
                    <span>{(w.state)(state)}</span>
                </label>
            }
            .into_any()
        };
        let on_key = move |event: ev::KeyboardEvent| {
            if matches!(event.key().as_str(), "Delete" | "Backspace") {
                event.prevent_default();
                self.clear();
            }
        };
        // Going from one button of the group to the next is no new stay.
        let on_enter = move |event: ev::FocusEvent| {
            let from = event.related_target().and_then(|from| from.dyn_into::<Node>().ok());
            let group = event.current_target().and_then(|group| group.dyn_into::<Node>().ok());
            if from.is_none() || !group.is_some_and(|group| group.contains(from.as_ref())) {
                self.visit.set_value(Some(self.it.session.visit()));
            }
        };
        let is_noted = Memo::new(move |_| self.noted.with(Option::is_some));
        let clear = move |_| {
            self.visit.set_value(None);
            self.clear();
            edge::focus::focus_soon(first());
        };
        view! {
            <div
                class="attendance__states"
                role="radiogroup"
                aria-label=move || (w.attendance_of)(&self.name.get())
                on:focusin=on_enter
                on:keydown=on_key
            >
                {Vec::from(AttendanceState::ALL.map(one))}
            </div>
            {live_option(move || is_noted.get().then(|| {
                view! {
                    <button
                        type="button"
                        class="icon-button mover"
                        title=w.clear
                        aria-label=move || (w.clear_of)(&self.name.get())
                        on:click=clear
                    >
                        "×"
                    </button>
                }
                .into_any()
            }))}
        }
        .into_any()
    }

    /// The time of who came late or left early.
    fn time(self) -> AnyView {
        let w = &words().committee;
        let state = Memo::new(move |_| self.state());
        live_option(move || {
            let (what, now) = match state.get() {
                Some(AttendanceState::Late) => (w.came_at, w.came_now),
                Some(AttendanceState::LeftEarly) => (w.left_at, w.left_now),
                _ => return None,
            };
            let visit = StoredValue::new(None);
            let value =
                move || self.noted.with(|it| it.as_ref().map(|it| it.time.clone()).unwrap_or_default());
            let write = move |text| self.write_time(text, visit.get_value());
            Some(
                view! {
                    <span class="attendance__time framed">
                        <span aria-hidden="true">{what}</span>
                        <TextField
                            label=Signal::derive(move || (w.time_of)(&self.name.get(), what))
                            value=Signal::derive(value)
                            single=true
                            on_enter=Callback::new(move |()| visit.set_value(Some(self.it.session.visit())))
                            on_text=Callback::new(write)
                        />
                        <button
                            type="button"
                            class="button button--outline"
                            on:click=move |_| self.write_time(edge::clock::time(), None)
                        >
                            {now}
                            <span class="visually-hidden">{live_text(move || (w.of)(&self.name.get()))}</span>
                        </button>
                    </span>
                }
                .into_any(),
            )
        })
    }
}

fn row(it: Prepared, id: MemberId) -> AnyView {
    let w = &words().committee;
    let member = Memo::new(move |_| {
        it.session.track(Topic::People(it.year));
        it.session.book(it.year, |book| book.members.get(id).cloned()).flatten()
    });
    let noted = Memo::new(move |_| {
        it.session.track(Topic::People(it.year));
        it.session.book(it.year, |book| book.attendances.get((it.id, id)).cloned()).flatten()
    });
    let name = Memo::new(move |_| named(member.with(|it| it.as_ref().map(|it| it.name.clone()))));
    let row = Row { it, member: id, name, noted, visit: StoredValue::new(None) };
    let about = live_text(move || {
        let about = |it: &Member| {
            let retired = if it.retired { w.retired } else { "" };
            let about = [it.role.trim(), it.seat.trim(), retired];
            about.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("・")
        };
        member.with(|it| it.as_ref().map(about)).unwrap_or_default()
    });
    view! {
        <tr class="attendance__row">
            <th scope="row" class="attendance__name">
                {live_text(move || name.get())}
                <span class="attendance__about">{about}</span>
            </th>
            <td class="attendance__cell"><div class="attendance__how">{row.states()}{row.time()}</div></td>
        </tr>
    }
    .into_any()
}
