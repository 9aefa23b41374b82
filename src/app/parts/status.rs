//! How far an item is, and what the 取りまとめ課 does about it.

use super::field::heading_of;
use super::live::live_option;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge;
use crate::model::edit::YearEdit;
use crate::model::id::NodeId;
use crate::model::review::{Review, Verdict};
use crate::model::year::FiscalYear;
use crate::tally::statuses::{Standing, Status, standing};
use leptos::html;
use leptos::prelude::*;

/// Returns how an item stands, and subscribes to it.
pub fn stands(session: Session, year: FiscalYear, node: NodeId) -> Option<Standing> {
    let outline = session.outline(year);
    session.track(Topic::Node(year, node));
    session.track(Topic::Figures(year));
    session.read(|workbook| standing(workbook, year, &outline, node))
}

/// Returns the name of a status' colour and sign.
fn tone(status: Status) -> &'static str {
    match status {
        Status::Unfilled => "unfilled",
        Status::Filled => "filled",
        Status::Returned => "returned",
        Status::Checked => "checked",
    }
}

/// Shows a standing in a few characters, with what was changed since.
pub fn chip(standing: Standing) -> AnyView {
    let w = &words().daily;
    let changed = standing.changed.then(|| {
        view! { <span class="status-chip" data-status="changed">{(w.changed)(standing.status)}</span> }
            .into_any()
    });
    view! {
        <span class="status-chip" data-status=tone(standing.status)>{(w.standing)(standing)}</span>
        {changed}
    }
    .into_any()
}

/// Shows how a row stands, and lets it be checked, given back with a reason, or neither.
#[component]
pub fn StatusBar(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let w = &words().daily;
    let asking = RwSignal::new(false);
    // The button that was pressed may be gone: the focus stays in the group.
    let judge = move |edit: YearEdit, told: fn(&str) -> String| {
        let heading = session.book(year, |book| heading_of(book, node)).unwrap_or_default();
        session.edit(year, edit, None);
        session.saving.tell(told(&heading));
        asking.set(false);
        edge::focus::focus_soon(group_id(node));
    };
    let act = Callback::new(move |action: Action| match action {
        Action::Check => {
            judge(Verdict::Checked.edit(node, String::new(), edge::clock::today()), w.now_checked);
        }
        Action::Return(note) => {
            judge(Verdict::Returned.edit(node, note, edge::clock::today()), w.now_returned)
        }
        Action::TakeBack => judge(YearEdit::Review(node, None), w.taken_back),
        Action::Ask => asking.set(true),
        Action::Leave => {
            asking.set(false);
            edge::focus::focus_soon(group_id(node));
        }
    });
    let group = live_option(move || {
        let standing = stands(session, year, node)?;
        let review = session.book(year, |book| book.nodes.get(node)?.review.clone()).flatten();
        let disputed = session.read(|workbook| workbook.is_disputed(year, node));
        let badge = || view! { <span class="badge badge--conflict">{w.disputed}</span> }.into_any();
        let open = !session.is_closed(year);
        Some(
            view! {
                <div class="status" role="group" id=group_id(node) tabindex="-1" aria-label=w.status>
                    <span class="status__label" aria-hidden="true">{w.status}</span>
                    {chip(standing)}
                    {disputed.then(badge)}
                    {review.as_ref().map(about)}
                    {open.then(|| actions(standing, review.is_some(), act))}
                </div>
            }
            .into_any(),
        )
    });
    view! {
        {group}
        {live_option(move || asking.get().then(|| reason_form(node, act)))}
    }
}

/// Is what a button does.
enum Action {
    Check,
    Ask,
    Return(String),
    TakeBack,
    Leave,
}

fn group_id(node: NodeId) -> String {
    format!("status-{node}")
}

/// Says when it was checked, and why it was given back.
fn about(review: &Review) -> AnyView {
    let note = (!review.note.is_empty()).then(|| {
        view! { <p class="status__reason">{(words().daily.reason_was)(&review.note)}</p> }.into_any()
    });
    view! { <span class="note">{review.day.clone()}</span>{note} }.into_any()
}

fn actions(standing: Standing, reviewed: bool, act: Callback<Action>) -> AnyView {
    let w = &words().daily;
    let button = |label: &'static str, action: fn() -> Action| {
        view! {
            <button type="button" class="button button--outline" on:click=move |_| act.run(action())>{label}</button>
        }
        .into_any()
    };
    let mut buttons = Vec::new();
    if standing.status != Status::Checked {
        buttons.push(button(w.check, || Action::Check));
    } else if standing.changed {
        buttons.push(button(w.check_again, || Action::Check));
    }
    buttons.push(button(w.give_back, || Action::Ask));
    if reviewed {
        buttons.push(button((w.take_back)(standing.status), || Action::TakeBack));
    }
    view! { <span class="status__actions">{buttons}</span> }.into_any()
}

/// Asks why an item is given back.
fn reason_form(node: NodeId, act: Callback<Action>) -> AnyView {
    let w = &words().daily;
    let field = NodeRef::<html::Textarea>::new();
    let (id, hint) = (format!("reason-{node}"), format!("reason-hint-{node}"));
    edge::focus::focus_soon(id.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        act.run(Action::Return(field.get_untracked().map(|field| field.value()).unwrap_or_default()));
    };
    view! {
        <form class="form-control status__form" on:submit=submit>
            <label class="form-control__label" for=id.clone()>{w.reason}</label>
            <p class="form-control__support" id=hint.clone()>{w.reason_hint}</p>
            <textarea class="textarea status__text" id=id node_ref=field aria-describedby=hint></textarea>
            <div class="form__buttons">
                <button type="submit" class="button button--fill">{w.give_back_now}</button>
                <button type="button" class="button button--outline" on:click=move |_| act.run(Action::Leave)>
                    {words().app.cancel}
                </button>
            </div>
        </form>
    }
    .into_any()
}
