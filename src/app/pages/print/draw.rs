//! Sheets on paper: plain elements, without anything that is typed into.

use crate::app::words;
use crate::paper::{Axis, Block, Cell, CellKind, Committee, Heading, Labelled, Sheet, Table};
use leptos::prelude::*;

/// Draws a sheet. What stands above it is the head of every one of its tables, so that a browser
/// repeats it on each page.
pub fn sheet(sheet: &Sheet) -> AnyView {
    let fields: Vec<AnyView> = sheet.path.iter().flat_map(|it| it.fields.iter().map(labelled)).collect();
    let fields = (!fields.is_empty()).then(|| view! { <dl class="paper__fields">{fields}</dl> }.into_any());
    let blocks: Vec<AnyView> = sheet.blocks.iter().map(|it| block(&sheet.path, it)).collect();
    let committee = sheet.committee.as_ref().map(|it| committee(&sheet.path, it));
    let spoken = sheet.spoken.as_ref().map(|(label, it)| {
        let title = Heading { text: label.clone(), ..Heading::default() };
        table(&sheet.path, &[title], it)
    });
    view! {
        <section class="paper__sheet">
            {above(&sheet.path)}
            {fields}
            {blocks}
            {committee}
            {spoken}
        </section>
    }
    .into_any()
}

/// The items above and the sheet's own: the title of a sheet.
fn above(path: &[Heading]) -> AnyView {
    let lines = path.iter().map(|it| line(it, "paper__title"));
    view! { <div class="paper__path">{lines.collect::<Vec<_>>()}</div> }.into_any()
}

fn line(heading: &Heading, class: &'static str) -> AnyView {
    let level = (!heading.level.is_empty() && !heading.text.starts_with(&heading.level))
        .then(|| view! { <span class="paper__level">{heading.level.clone()}</span>" " }.into_any());
    view! { <p class=class>{level}{heading.text.clone()}</p> }.into_any()
}

fn labelled(it: &Labelled) -> AnyView {
    view! { <div class="paper__field"><dt>{it.label.clone()}</dt><dd>{it.text.clone()}</dd></div> }.into_any()
}

fn block(path: &[Heading], block: &Block) -> AnyView {
    let back = block.back.iter().map(|text| Heading { text: text.clone(), ..Heading::default() });
    let headings: Vec<Heading> = block.headings.iter().cloned().chain(back).collect();
    match &block.table {
        Some(it) => table(path, &headings, it),
        None => {
            let lines = headings.iter().map(|heading| {
                let fields: Vec<AnyView> = heading.fields.iter().map(labelled).collect();
                view! { {line(heading, "paper__heading")}<dl class="paper__fields">{fields}</dl> }.into_any()
            });
            view! { <div class="paper__block">{lines.collect::<Vec<_>>()}</div> }.into_any()
        }
    }
}

/// Draws a table. Its head, which is repeated on each page, says where one is.
fn table(path: &[Heading], headings: &[Heading], table: &Table) -> AnyView {
    let all: f64 = table.shares.iter().sum::<f64>().max(1.0);
    let columns = table.heads.len().max(1);
    let cols = table.shares.iter().map(|share| {
        let width = format!("{:.2}%", share / all * 100.0);
        view! { <col style:width=width/> }.into_any()
    });
    let place: Vec<&str> = path.iter().map(|it| it.text.as_str()).filter(|text| !text.is_empty()).collect();
    let own = headings.iter().map(|heading| {
        let fields: Vec<AnyView> = heading.fields.iter().map(labelled).collect();
        let fields = (!fields.is_empty()).then(|| view! { <dl class="paper__fields">{fields}</dl> }.into_any());
        view! {
            <tr><th class="paper__group" colspan=columns.to_string() scope="colgroup">{line(heading, "paper__heading")}{fields}</th></tr>
        }
        .into_any()
    });
    let heads = table.heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> }.into_any());
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<AnyView> = row.iter().map(cell).collect();
        view! { <tr>{cells}</tr> }.into_any()
    });
    view! {
        <table class="paper__table">
            <colgroup>{cols.collect::<Vec<_>>()}</colgroup>
            <thead>
                <tr class="paper__where"><th colspan=columns.to_string() scope="colgroup">{place.join("　＞　")}</th></tr>
                {own.collect::<Vec<_>>()}
                <tr class="paper__heads">{heads.collect::<Vec<_>>()}</tr>
            </thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

fn cell(cell: &Cell) -> AnyView {
    let rows = (cell.rows > 1).then(|| cell.rows.to_string());
    let text = cell.text.clone();
    match cell.kind {
        CellKind::Head => {
            view! { <th class="paper__cell paper__cell--head" scope="row" rowspan=rows>{text}</th> }
                .into_any()
        }
        CellKind::Grade => {
            view! { <td class="paper__cell paper__cell--grade" rowspan=rows>{text}</td> }.into_any()
        }
        CellKind::Text => view! { <td class="paper__cell" rowspan=rows>{text}</td> }.into_any(),
    }
}

fn committee(path: &[Heading], part: &Committee) -> AnyView {
    let place = path.last().map(|it| it.text.clone()).unwrap_or_default();
    let axes: Vec<AnyView> = part.axes.iter().map(axis).collect();
    let remarks = part.remarks.iter().map(|(label, said)| {
        let said = said.iter().map(|text| view! { <li>{text.clone()}</li> }.into_any());
        view! {
            <div class="paper__remarks"><h4>{label.clone()}</h4><ul>{said.collect::<Vec<_>>()}</ul></div>
        }
        .into_any()
    });
    view! {
        <section class="paper__committee">
            <h3>{part.label.clone()}<span class="paper__of">{place}</span></h3>
            {axes}
            {remarks.collect::<Vec<_>>()}
        </section>
    }
    .into_any()
}

fn axis(axis: &Axis) -> AnyView {
    let w = &words().paper;
    let heads = axis.votes.iter().map(|it| view! { <th scope="col">{it.grade.clone()}</th> }.into_any());
    let counts = axis.votes.iter().map(|it| view! { <td>{it.count}</td> }.into_any());
    let shares =
        axis.votes.iter().map(|it| view! { <td>{it.share.map(|share| format!("{share}%"))}</td> }.into_any());
    let votes = (!axis.votes.is_empty()).then(|| {
        view! {
            <table class="paper__tally">
                <thead><tr><th scope="col">{w.grade}</th>{heads.collect::<Vec<_>>()}</tr></thead>
                <tbody>
                    <tr><th scope="row">{w.votes}</th>{counts.collect::<Vec<_>>()}</tr>
                    <tr><th scope="row">{w.share}</th>{shares.collect::<Vec<_>>()}</tr>
                </tbody>
            </table>
        }
        .into_any()
    });
    let decision =
        axis.decision.as_ref().map(|it| view! { <dl class="paper__fields">{labelled(it)}</dl> }.into_any());
    view! {
        <div class="paper__axis">
            <h4>{axis.label.clone()}</h4>
            {votes}
            <p>{axis.base.clone()}</p>
            {decision}
        </div>
    }
    .into_any()
}
