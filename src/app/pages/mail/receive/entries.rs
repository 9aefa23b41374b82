//! What taking it would do, place by place, and the button that does it.

use super::desk::{Desk, Read};
use super::entry;
use crate::app::pages::mail::joints::{joint_text, joint_view};
use crate::app::parts::choice::tick;
use crate::app::parts::live::live;
use crate::app::words;
use crate::mail::choose::{Pick, usual};
use crate::mail::joint::Joint;
use crate::mail::preview::{Entry, Finding, Preview};
use crate::model::id::NodeId;
use crate::model::year::FiscalYear;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// How many entries are drawn at once.
const PIECE: usize = 50;
const FINDINGS: [Finding; 4] = [Finding::New, Finding::Conflict, Finding::Superseded, Finding::Undone];

/// Draws it; nothing where nothing is to be taken.
pub fn view(desk: Desk, year: FiscalYear) -> AnyView {
    let w = &words().receive;
    let wanted = desk.wanted();
    if wanted.is_empty() {
        return ().into_any();
    }
    let mut preview = desk.preview(&wanted);
    in_order_of_plan(desk, year, &mut preview.entries);
    let preview = Arc::new(preview);
    let only = RwSignal::new(None::<Finding>);
    let shown = RwSignal::new(PIECE);
    let (a, b) = (preview.clone(), preview.clone());
    let list = live(move || list(desk, &a, only.get(), shown));
    view! {
        <section class="receive__part" aria-labelledby="receive-preview">
            <h3 id="receive-preview">{w.preview}</h3>
            {filters(&preview, only)}
            {list}
            {joining(desk, &preview)}
            {live(move || summary(desk, &b, &wanted))}
        </section>
    }
    .into_any()
}

/// Sorts the entries as their items stand in the plan; what belongs to no item comes first.
fn in_order_of_plan(desk: Desk, year: FiscalYear, entries: &mut [Entry]) {
    let outline = desk.session.outline_now(year);
    let ranks: HashMap<NodeId, usize> =
        outline.below(None).into_iter().enumerate().map(|(at, node)| (node, at + 1)).collect();
    let rank = |entry: &Entry| entry::node_of(entry).and_then(|node| ranks.get(&node)).copied().unwrap_or(0);
    entries.sort_by_key(|entry| (entry.place.year(), rank(entry), entry.place));
}

/// The buttons that show one finding alone.
fn filters(preview: &Preview, only: RwSignal<Option<Finding>>) -> AnyView {
    let w = &words().receive;
    let button = |label: String, to: Option<Finding>| {
        view! {
            <button type="button" class="button button--outline"
                aria-pressed=move || (only.get() == to).to_string()
                on:click=move |_| only.set(to)>
                {label}
            </button>
        }
        .into_any()
    };
    let all = button(format!("{}（{}）", w.all, preview.entries.len()), None);
    let counted = FINDINGS.into_iter().map(|finding| (finding, preview.count(finding)));
    let each = counted.filter(|(_, count)| *count > 0);
    let each: Vec<AnyView> =
        each.map(|(it, count)| button(format!("{}（{count}）", (w.finding)(it)), Some(it))).collect();
    view! { <div class="receive__filters">{all}{each}</div> }.into_any()
}

fn list(desk: Desk, preview: &Arc<Preview>, only: Option<Finding>, shown: RwSignal<usize>) -> AnyView {
    let w = &words().receive;
    let fits = move |entry: &&Entry| only.is_none_or(|only| entry.finding == only);
    let all = preview.entries.iter().filter(fits).count();
    if all == 0 {
        return view! { <p>{w.nothing}</p> }.into_any();
    }
    let preview = preview.clone();
    live(move || {
        let count = shown.get();
        let fitting = preview.entries.iter().filter(fits);
        let rows = fitting.take(count).map(|it| entry::view(desk, &preview, it)).collect::<Vec<_>>();
        let more = (count < all).then(|| {
            view! {
                <p>{(w.shown)(count, all)}</p>
                <button type="button" class="button button--outline"
                    on:click=move |_| shown.update(|shown| *shown += PIECE)>
                    {w.more}
                </button>
            }
            .into_any()
        });
        view! { <div class="receive__entries">{rows}</div>{more} }.into_any()
    })
}

/// What several departments wrote for one field, put together, each with a box to say so.
fn joining(desk: Desk, preview: &Preview) -> Option<AnyView> {
    let w = &words().receive;
    let joints = desk.joints(preview);
    if joints.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = joints.into_iter().map(|(year, joint)| join_one(desk, year, joint)).collect();
    Some(
        view! {
            <section class="receive__part" aria-labelledby="receive-joining">
                <h4 id="receive-joining">{w.joining}</h4>
                <p>{w.joining_hint}</p>
                <ul class="receive__joints">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn join_one(desk: Desk, year: FiscalYear, joint: Joint) -> AnyView {
    let shown = joint_text(desk.session, year, &joint);
    let place = joint.place(year);
    let label = (words().receive.join_of)(&shown.name);
    let set = move |on: bool| {
        desk.joins.update(|joins| {
            joins.insert(place, on);
        })
    };
    let box_ = joint.joined.is_some().then(|| tick(label, move || desk.is_joined(year, &joint), set));
    view! { <li class="receive__joint">{joint_view(shown)}{box_}</li> }.into_any()
}

/// Says what will happen, with the button that does it.
fn summary(desk: Desk, preview: &Arc<Preview>, wanted: &[Arc<Read>]) -> AnyView {
    let w = &words().receive;
    let picks = desk.picks.get();
    let pick = |entry: &Entry| picks.get(&entry.place).cloned().unwrap_or_else(|| usual(entry));
    let open = preview.entries.iter().filter(|it| pick(it) == Pick::Later).count();
    let stay = preview.entries.iter().filter(|it| pick(it) == Pick::Ours).count();
    let refused = wanted.iter().map(|read| read.arrival.refused.len()).sum();
    let text = (w.summary)(wanted.len(), preview.entries.len().saturating_sub(open + stay), open, refused);
    let (preview, wanted) = (preview.clone(), wanted.to_vec());
    view! {
        <div class="receive__take">
            <p role="status">{text}</p>
            <button type="button" class="button button--fill"
                on:click=move |_| desk.take(preview.clone(), wanted.clone())>
                {w.take}
            </button>
        </div>
    }
    .into_any()
}
