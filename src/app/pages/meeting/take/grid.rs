//! 記名: members × grades, one key or tap each.

use super::state::{Taking, cell_id};
use crate::app::parts::grade_picker::tone;
use crate::app::parts::live::{live, live_option, live_text};
use crate::app::session::Topic;
use crate::app::{App, words};
use crate::meeting::keys::{ABSTAIN, AWAY, CANNOT, Held, Keys, Press, typed};
use crate::meeting::steps::{self, Shown};
use crate::model::committee::{AttendanceState, Presence, Roll, Vote};
use crate::model::form::Scale;
use crate::model::id::MemberId;
use crate::route::{Page, Spot};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Is one column: a vote, what is printed for it, and its key.
#[derive(Clone, PartialEq)]
struct Column {
    vote: Vote,
    key: String,
    name: String,
    pressed: String,
    tone: String,
}

fn columns(scale: &Scale) -> Vec<Column> {
    let w = &words().meeting;
    let keys = Keys::of(scale);
    let grades = scale.grades.iter().map(|grade| Column {
        vote: Vote::Grade(grade.id),
        key: grade.key.clone(),
        name: format!("{} {}", grade.key, grade.label).trim().to_string(),
        pressed: keys.printed(grade.id),
        tone: tone(scale, grade.id),
    });
    let others = [(Vote::Abstain, ABSTAIN), (Vote::Cannot, CANNOT), (Vote::Away, AWAY)];
    let others = others.into_iter().map(|(vote, key)| Column {
        vote,
        key: (w.vote_of)(vote).into(),
        name: (w.vote_of)(vote).into(),
        pressed: key.to_string(),
        tone: "mark".into(),
    });
    grades.chain(others).collect()
}

/// Draws the grid of the axis in use; it stays while the item changes.
pub fn grid(taking: Taking) -> AnyView {
    let columns = Memo::new(move |_| taking.scale().map(|(_, scale)| columns(&scale)).unwrap_or_default());
    let members = Memo::new(move |_| {
        taking.roll.with(|roll| roll.iter().map(|it| it.member).collect::<Vec<MemberId>>())
    });
    live(move || {
        let members = members.get();
        if members.is_empty() {
            return no_roster(taking);
        }
        let columns = columns.get();
        let count = columns.len();
        let rows = members.into_iter().enumerate();
        let rows = rows.map(|(at, member)| row(taking, at, member, &columns)).collect::<Vec<_>>();
        let heads = columns.into_iter().map(head).collect::<Vec<_>>();
        let label = move || {
            let axis = taking.scale().map(|(axis, _)| axis.label).unwrap_or_default();
            (words().meeting.grid_of)(&axis)
        };
        let wide = (count > 8).then_some("");
        view! {
            <div
                class="votes"
                role="group"
                aria-label=label
                data-wide=wide
                on:keydown=keyboard(taking, count)
                on:focusin=move |event| follow(taking, &event)
            >
                <div class="votes__row votes__heads" aria-hidden="true">
                    <span class="votes__member">{words().meeting.member}</span>
                    {heads}
                </div>
                {rows}
            </div>
            <p class="note">{words().meeting.keys_note}</p>
        }
        .into_any()
    })
}

fn no_roster(taking: Taking) -> AnyView {
    let w = &words().meeting;
    let spot = Spot { year: taking.year, page: Page::Committee };
    let href = App::here().route.get_untracked().at(spot).hash();
    view! {
        <p class="notice">{w.no_roster}" "<a href=href>{w.to_committee}</a></p>
    }
    .into_any()
}

fn head(column: Column) -> AnyView {
    let same = column.key.eq_ignore_ascii_case(&column.pressed).then_some("");
    view! {
        <span class="votes__head">
            <span class="votes__head-key">{column.key}</span>
            <kbd class="votes__kbd" data-same=same>{column.pressed}</kbd>
        </span>
    }
    .into_any()
}

/// A member with the buttons of all votes.
fn row(taking: Taking, at: usize, member: MemberId, columns: &[Column]) -> AnyView {
    let shown = Memo::new(move |_| {
        taking.track();
        let Some(spot) = taking.spot() else { return Shown::default() };
        taking.session.read(|workbook| steps::shown(workbook, spot, member))
    });
    // What is hidden is not told by the buttons either.
    let vote = Memo::new(move |_| match taking.hidden.get() {
        true => None,
        false => shown.with(Shown::vote),
    });
    let inherited = Memo::new(move |_| shown.with(|it| it.own.is_none() && it.before.is_some()));
    let focused = Memo::new(move |_| {
        let (row, column) = taking.at.get();
        (row == at).then_some(column)
    });
    let name = Memo::new(move |_| {
        taking.session.track(Topic::People(taking.year));
        taking.name(member)
    });
    let role = taking.book(|book| book.members.get(member).map(|it| it.role.clone()).unwrap_or_default());
    let buttons = columns.iter().cloned().enumerate().map(|(number, column)| {
        let own = column.vote;
        view! {
            <button
                type="button"
                role="radio"
                class="votes__vote"
                id=cell_id(at, number)
                data-tone=column.tone
                data-from=move || inherited.get().then_some("before")
                aria-checked=move || if vote.get() == Some(own) { "true" } else { "false" }
                aria-label=column.name
                tabindex=move || if focused.get() == Some(number) { "0" } else { "-1" }
                on:click=move |_| {
                    if taking.give(member, Some(own)) {
                        taking.advance(at, number, false);
                    }
                }
            >
                {column.key}
            </button>
        }
        .into_any()
    });
    let buttons = buttons.collect::<Vec<_>>();
    let state = live_option(move || {
        let roll = taking.roll.with(|roll| roll.get(at).copied());
        let text = presence(taking, member, roll)?;
        // Where hands were counted, who was there is noted already.
        let noted = taking.proceeding.with(|it| it.as_ref().is_some_and(|it| !it.roll.is_empty()));
        let is_open = !noted && !taking.is_closed();
        let came = (is_open && roll?.presence == Presence::Away).then(|| came(taking, member));
        Some(view! { <span class="votes__presence">{text}</span>{came} }.into_any())
    });
    let away = move || {
        taking.roll.with(|roll| roll.get(at).is_some_and(|it| it.presence == Presence::Away)).then_some("")
    };
    view! {
        <div class="votes__row" role="radiogroup" aria-label=name data-away=away>
            <span class="votes__member">
                <span class="votes__name">{live_text(move || name.get())}</span>
                <span class="votes__role">{role}</span>
                {state}
                {note(taking, shown)}
            </span>
            {buttons}
        </div>
    }
    .into_any()
}

/// What stands beside a name: a rating from before, a change, or two that were entered at once.
fn note(taking: Taking, shown: Memo<Shown>) -> AnyView {
    let w = &words().meeting;
    live_option(move || {
        let it = shown.get();
        if !it.rivals.is_empty() {
            let votes: Vec<String> = it.rivals.iter().map(|vote| taking.key_of(*vote)).collect();
            let votes = if taking.hidden.get() { w.votes.to_string() } else { votes.join("・") };
            return Some(view! { <span class="votes__rivals">{(w.rivals)(&votes)}</span> }.into_any());
        }
        let text = match (taking.hidden.get(), it.own, it.before) {
            (true, None, None) | (false, _, None) => return None,
            (true, ..) => w.is_entered.to_string(),
            (false, Some(own), Some(before)) if own != before => {
                let when = if it.before_here { w.round_before } else { w.before };
                format!("{when} {}", (w.changed)(&taking.key_of(before), &taking.key_of(own)))
            }
            (false, Some(_), Some(_)) => return None,
            (false, None, Some(before)) if it.before_here => (w.round_before_of)(&taking.key_of(before)),
            (false, None, Some(before)) => (w.before_of)(&taking.key_of(before)),
        };
        Some(view! { <span class="votes__note">{text}</span> }.into_any())
    })
}

/// Says how a member attends, where that is not simply 出席.
fn presence(taking: Taking, member: MemberId, roll: Option<Roll>) -> Option<String> {
    let presence = roll?.presence;
    let attendance = taking.book(|book| book.attendances.get((taking.meeting, member)).cloned());
    let w = &words().meeting;
    let state = attendance.as_ref().map(|it| it.state);
    let time = attendance.map(|it| it.time).unwrap_or_default();
    let text = match (presence, state) {
        (Presence::Here, Some(AttendanceState::Web)) => "Web".into(),
        (Presence::Here, Some(AttendanceState::Late)) => (w.came)(&time),
        (Presence::Away, Some(AttendanceState::Late)) => w.not_yet.into(),
        (Presence::Away, Some(AttendanceState::LeftEarly)) => (w.left)(&time),
        (Presence::Here | Presence::Unknown, _) => return None,
        (presence, _) => (w.presence)(presence).into(),
    };
    Some(text)
}

/// The button for a member who comes in the middle of the meeting.
fn came(taking: Taking, member: MemberId) -> AnyView {
    let label = words().committee.came_now;
    let name = (words().committee.of)(&taking.name(member));
    view! {
        <button type="button" class="votes__came" on:click=move |_| taking.came(member)>
            {label}<span class="visually-hidden">{name}</span>
        </button>
    }
    .into_any()
}

/// Remembers which button has the focus.
fn follow(taking: Taking, event: &ev::FocusEvent) {
    let id = event.target().and_then(|it| it.dyn_into::<Element>().ok()).map(|it| it.id());
    if let Some(at) = id.as_deref().and_then(place_of) {
        taking.at.set(at);
    }
}

fn place_of(id: &str) -> Option<(usize, usize)> {
    let (row, column) = id.strip_prefix("vote-")?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// Keys of the grid: a vote and on to the next member, arrows, Delete.
fn keyboard(taking: Taking, columns: usize) -> impl Fn(ev::KeyboardEvent) {
    let app = App::here();
    move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        // Other buttons of a row have keys of their own.
        let id = event.target().and_then(|it| it.dyn_into::<Element>().ok()).map(|it| it.id());
        let Some((row, column)) = id.as_deref().and_then(place_of) else { return };
        let roll = taking.roll.get_untracked();
        let Some(member) = roll.get(row).map(|it| it.member) else { return };
        let last = roll.len().saturating_sub(1);
        let moved = match event.key().as_str() {
            "ArrowDown" => Some(((row + 1).min(last), column)),
            "ArrowUp" => Some((row.saturating_sub(1), column)),
            "ArrowRight" => Some((row, (column + 1).min(columns.saturating_sub(1)))),
            "ArrowLeft" => Some((row, column.saturating_sub(1))),
            "Home" => Some((0, column)),
            "End" => Some((last, column)),
            _ => None,
        };
        match (moved, event.key().as_str()) {
            (Some((row, column)), _) => {
                taking.held.set_value(Default::default());
                taking.move_to(row, column);
            }
            (None, "PageDown") => taking.step(app, 1),
            (None, "PageUp") => taking.step(app, -1),
            (None, "Delete" | "Backspace") => {
                taking.give(member, None);
            }
            (None, key) => {
                let Some(typed) = typed(key, &event.code(), event.shift_key()) else { return };
                if !press(taking, typed, (row, column), member) {
                    return;
                }
            }
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Does what a typed key means; `false` where it means nothing here.
fn press(taking: Taking, typed: char, (row, column): (usize, usize), member: MemberId) -> bool {
    let Some((_, scale)) = untrack(|| taking.scale()) else { return false };
    let (mut held, last) = taking.held.get_value();
    let pressed = Keys::of(&scale).press(typed, &mut held);
    let waits = held != Held::default();
    match pressed {
        None => {}
        Some(Press::Vote(vote)) => {
            if taking.give(member, Some(vote)) {
                taking.advance(row, column, waits);
            }
            taking.held.set_value((held, Some(member)));
        }
        Some(Press::Amend(vote)) => {
            taking.give(last.unwrap_or(member), Some(vote));
            taking.held.set_value((held, last));
        }
        Some(Press::Begin) => {
            let letter = if taking.hidden.get_untracked() { '●' } else { typed };
            taking.said.set((words().meeting.waits_for_sign)(letter));
            taking.held.set_value((held, None));
        }
    }
    pressed.is_some()
}
