//! Who gave what, where that may be shown; who has given nothing; and what counts nowhere.

use super::{Shown, cell, part, table};
use crate::app::words;
use crate::meeting::results::{AxisResult, ItemResult, Stray};
use crate::model::committee::Vote;
use crate::model::id::{AxisId, MemberId, NodeId};
use crate::model::year_book::YearBook;
use crate::tally::committee::Class;
use crate::tally::sitting::Late;
use leptos::prelude::*;

/// Draws members × items, or says that names are not shown beside votes. Votes without names are
/// not drawn either: their order would name the members.
pub fn matrix(shown: &Shown) -> AnyView {
    let w = &words().results;
    if !shown.results.named {
        return part(w.matrix, view! { <p>{w.not_named}</p> }.into_any());
    }
    let number = |item: &ItemResult| {
        let node = |book: &YearBook| {
            book.nodes.get(item.node).map(|it| it.number.clone()).filter(|it| !it.trim().is_empty())
        };
        let number = shown.session.book(shown.year, node).flatten();
        number.unwrap_or_else(|| shown.heading(item.node))
    };
    let heads = std::iter::once(words().meeting.member.to_string());
    let heads = heads.chain(shown.results.items.iter().map(number)).collect();
    let row = |&member: &MemberId| {
        let votes =
            shown.results.items.iter().map(|item| cell(votes_of(shown, item, member), "results__vote", 1));
        let votes: Vec<AnyView> = votes.collect();
        view! { <tr><th scope="row">{shown.name(member)}</th>{votes}</tr> }.into_any()
    };
    let rows = shown.results.members.iter().map(row).collect();
    let note = view! { <p class="note">{w.matrix_note}</p> };
    part(w.matrix, (table(w.matrix, None, heads, rows), note).into_any())
}

/// What a member gave an item on each axis.
fn votes_of(shown: &Shown, item: &ItemResult, member: MemberId) -> String {
    let w = &words().results;
    if item.hidden {
        return w.hidden.into();
    }
    let of_axes = item.axes.iter().zip(&shown.results.axes).filter_map(|(it, (_, scale))| {
        let class = it.votes.iter().find(|(id, _)| *id == member)?.1;
        Some((w.class)(class, scale))
    });
    let votes = of_axes.collect::<Vec<_>>();
    if votes.is_empty() { w.none_before.into() } else { votes.join("／") }
}

/// Draws who has given nothing, by item.
pub fn missing(shown: &Shown) -> AnyView {
    let w = &words().results;
    let line = |item: &ItemResult| {
        let mut names: Vec<MemberId> = Vec::new();
        for id in item.axes.iter().flat_map(|it| &it.missing) {
            if !names.contains(id) {
                names.push(*id);
            }
        }
        let is_empty = |it: &AxisResult| it.tally.as_ref().is_some_and(|tally| tally.is_empty());
        if !names.is_empty() && item.axes.iter().all(is_empty) {
            return Some(line(shown, item.node, w.missing_all.into()));
        }
        let names = names.into_iter().map(|id| shown.name(id)).collect::<Vec<_>>().join("、");
        (!names.is_empty()).then(|| line(shown, item.node, names))
    };
    let lines: Vec<AnyView> = shown.results.items.iter().filter_map(line).collect();
    let body = match lines.is_empty() {
        true => view! { <p>{w.missing_none}</p> }.into_any(),
        false => view! { <ul class="results__lines">{lines}</ul> }.into_any(),
    };
    part(w.missing, body)
}

fn line(shown: &Shown, node: NodeId, text: String) -> AnyView {
    view! { <li><span class="results__item">{shown.heading(node)}</span>{text}</li> }.into_any()
}

/// Draws what came after an item was closed: by name where votes are named.
pub fn late(shown: &Shown) -> AnyView {
    let w = &words().results;
    let named = shown.results.named;
    let mut lines: Vec<AnyView> = Vec::new();
    for item in shown.results.items.iter().filter(|item| !item.late.is_empty()) {
        match named {
            true => lines.extend(item.late.iter().map(|it| line(shown, item.node, late_of(shown, it)))),
            false => lines.push(line(shown, item.node, (w.late_count)(item.late.len()))),
        }
    }
    match lines.is_empty() {
        true => ().into_any(),
        false => part(w.late, view! { <ul class="results__lines">{lines}</ul> }.into_any()),
    }
}

fn late_of(shown: &Shown, late: &Late) -> String {
    let w = &words().meeting;
    let Some(member) = late.member else { return w.late_hands.into() };
    let [counted, now] = [late.counted, late.now].map(|vote| vote.map(|it| vote_text(shown, late.axis, it)));
    (w.late_of)(&shown.name(member), counted.as_deref(), now.as_deref())
}

fn vote_text(shown: &Shown, axis: AxisId, vote: Vote) -> String {
    let scale = shown.results.axes.iter().find(|(it, _)| it.id == axis);
    scale.map(|(_, scale)| (words().results.class)(Class::Vote(vote), scale)).unwrap_or_default()
}

/// Draws what was given and belongs to no item or no member of the meeting.
pub fn stray(shown: &Shown) -> AnyView {
    let w = &words().results;
    let text = |it: &Stray| {
        let name = it.member.map(|id| format!("{}　", shown.name(id))).unwrap_or_default();
        line(shown, it.node, format!("{name}{}", (w.stray)(it.dropped, it.member.is_some())))
    };
    let lines: Vec<AnyView> = shown.results.stray.iter().map(text).collect();
    match lines.is_empty() {
        true => ().into_any(),
        false => part(w.stray_list, view! { <ul class="results__lines">{lines}</ul> }.into_any()),
    }
}
