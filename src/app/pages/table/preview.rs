//! What was read from a table: how much, what is to be told, the items, the votes.

use super::long_list::long_list;
use super::notices::notices;
use crate::app::words;
use crate::exchange::draft::{Draft, DraftNode, DraftValue};
use crate::model::form::{Form, Level, LevelShape};
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// Draws what was read.
pub fn preview(draft: &Arc<Draft>, form: &Arc<Form>) -> AnyView {
    let w = &words().app;
    let counts: Vec<AnyView> =
        summary(draft, form).into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
    let (of_draft, of_form) = (draft.clone(), form.clone());
    let line = move |at: usize| {
        of_draft.nodes.get(at).map_or_else(|| ().into_any(), |node| item(&of_draft, &of_form, node))
    };
    view! {
        <ul class="preview__summary">{counts}</ul>
        {notices(draft, form)}
        <details open=true>
            <summary>{w.table_tree}</summary>
            {long_list("preview__tree", w.table_tree, draft.nodes.len(), line)}
        </details>
        {tallies(draft, form)}
    }
    .into_any()
}

fn summary(draft: &Draft, form: &Form) -> Vec<String> {
    let w = &words().app;
    let count = |level: &Level| draft.of_level(level.id).count();
    let headings = form.levels.iter().filter(|level| level.shape == LevelShape::Heading);
    let mut lines: Vec<String> = headings.map(|level| format!("{} {}", level.label, count(level))).collect();
    let parents: HashSet<usize> = draft.nodes.iter().filter_map(|node| node.parent).collect();
    let is_last = |at: usize, node: &DraftNode| is_row(form, node) && !parents.contains(&at);
    let rows = draft.nodes.iter().enumerate().filter(|(at, node)| is_last(*at, node)).count();
    let programmes = form.levels.iter().filter(|level| level.shape == LevelShape::Row).map(count).sum();
    lines.push((w.table_rows)(rows, programmes));
    for (field, scale) in form.rating_fields() {
        let of = |grade| {
            let rated = |node: &&DraftNode| node.value(field.id) == Some(&DraftValue::Grade(grade));
            draft.nodes.iter().filter(rated).count()
        };
        lines.extend(scale.grades.iter().map(|grade| format!("{} {}", grade.key, of(grade.id))));
        lines.extend(scale.marks.iter().map(|mark| format!("{} {}", mark.label, of(mark.id))));
        let rated = draft.nodes.iter().filter(|node| node.value(field.id).is_some()).count();
        lines.push(format!("{} {}", w.unfilled, rows.saturating_sub(rated)));
    }
    for heading in &form.committee.headings {
        let count = draft.remarks.iter().filter(|remark| remark.heading == heading.id).count();
        lines.push((w.table_remarks)(&heading.label, count));
    }
    lines
}

fn is_row(form: &Form, node: &DraftNode) -> bool {
    form.row_levels().any(|level| level.id == node.level)
}

/// Draws an item of the tree.
fn item(draft: &Draft, form: &Form, node: &DraftNode) -> AnyView {
    let depth = std::iter::successors(node.parent, |&at| draft.nodes.get(at)?.parent).count();
    let level = form.level(node.level).map(|level| level.label.clone());
    let grade = form.rating_fields().find_map(|(field, scale)| match node.value(field.id)? {
        DraftValue::Grade(grade) => scale.key(*grade).map(str::to_string),
        _ => None,
    });
    let repeat = node.repeat.then_some(words().app.repeat_candidate);
    view! {
        <li class="preview__item" data-depth=depth.min(5)>
            <span class="preview__level">{level}</span>
            <span>{format!("{} {}", node.number, node.title)}</span>
            <strong>{grade}</strong>
            {repeat.map(|repeat| view! { <span class="badge">{repeat}</span> })}
        </li>
    }
    .into_any()
}

/// Draws the committee's votes.
fn tallies(draft: &Draft, form: &Form) -> Option<AnyView> {
    let w = &words().app;
    let rows = draft.counts.iter().filter_map(|count| {
        let node = draft.nodes.get(count.node)?;
        let scale = form.axis(count.axis).and_then(|axis| form.scale(axis.scale))?;
        let votes: Vec<String> = count
            .counts
            .iter()
            .filter_map(|(grade, votes)| Some(format!("{} {votes}", scale.key(*grade)?)))
            .collect();
        Some((format!("{} {}", node.number, node.title), votes.join("　")))
    });
    let rows: Vec<(String, String)> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{}（{}）", w.table_tallies, rows.len())}</summary>
                <table class="numbers-table">
                    <tbody>
                        {rows.into_iter().map(|(heading, votes)| view! {
                            <tr><th scope="row">{heading}</th><td>{votes}</td></tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </details>
        }
        .into_any()
    })
}
