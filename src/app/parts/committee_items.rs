//! The committee's part for rows: what it says of each item of a sheet, and what it decided beside the
//! self-rating.

use super::decision::DecisionPart;
use super::field::{Cell, heading_of};
use super::live::{live, live_option, live_text};
use super::remarks::Remarks;
use super::window::{PIECE, PieceBody, Window};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::model::form::{Axis, CommitteePart, Field, FieldKind, Scale};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::sheet::Row;
use crate::model::tree::Outline;
use crate::model::written::written;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::sitting::is_hidden;
use leptos::prelude::*;
use std::sync::Arc;

/// Is what a form says of the committee, with the scales and the field that names who does it.
struct Part {
    part: CommitteePart,
    axes: Vec<(Axis, Scale)>,
    owner: Option<Field>,
    title_label: String,
}

/// Returns the items of a sheet on which the committee speaks, without the sheet's own.
fn items(book: &YearBook, outline: &Outline, unit: NodeId) -> Vec<NodeId> {
    let levels = &book.form.committee.levels;
    let spoken_of = |id: &NodeId| {
        let node = book.nodes.get(*id);
        node.and_then(|node| node.level).is_some_and(|level| levels.contains(&level))
            && node.is_some_and(|node| node.repeat.original().is_none())
            && item::unit(book, outline, *id) == Some(unit)
    };
    if levels.is_empty() {
        Vec::new()
    } else {
        outline.below(Some(unit)).into_iter().filter(spoken_of).collect()
    }
}

fn part_of(book: &YearBook) -> Part {
    let form = &book.form;
    let part = form.committee.clone();
    let axes = part.axes.iter().filter_map(|axis| Some((axis.clone(), form.scale(axis.scale)?.clone())));
    let axes = axes.collect();
    let owner = form.fields.iter().find(|field| field.kind == FieldKind::Departments).cloned();
    Part { part, axes, owner, title_label: form.sheet.title_label.clone() }
}

/// Shows the table of the committee's part below a sheet, where it speaks of single items.
#[component]
pub fn CommitteeItems(session: Session, year: FiscalYear, unit: NodeId) -> impl IntoView {
    let nodes = Memo::new(move |_| {
        let outline = session.outline(year);
        session.track(Topic::Form(year));
        session.book(year, |book| items(book, &outline, unit)).unwrap_or_default()
    });
    let window = expect_context::<Window>();
    live_option(move || {
        session.track(Topic::Form(year));
        let nodes = nodes.get();
        let part = Arc::new(session.book(year, part_of).filter(|_| !nodes.is_empty())?);
        let w = &words().fields;
        let title = if part.title_label.is_empty() { w.item.into() } else { part.title_label.clone() };
        let heads = std::iter::once(title)
            .chain(part.axes.iter().map(|(axis, _)| axis.label.clone()))
            .chain(part.part.headings.iter().map(|heading| heading.label.clone()));
        let heads: Vec<AnyView> =
            heads.map(|head| view! { <th scope="col">{head}</th> }.into_any()).collect();
        let columns = heads.len();
        let rows: Vec<Row> =
            nodes.into_iter().map(|node| Row { node, owner: node, number: None, title: None }).collect();
        let draw = move |rows: &[Row], part: &Arc<Part>| {
            let rows = rows.iter().map(|row| item_row(session, year, row.node, part));
            rows.collect::<Vec<_>>().into_any()
        };
        let bodies = match window.is_long.get() {
            false => view! { <tbody>{draw(&rows, &part)}</tbody> }.into_any(),
            true => rows
                .chunks(PIECE)
                .map(|piece| {
                    let (own, rows, part) = (piece.to_vec(), piece.to_vec(), part.clone());
                    let draw = Box::new(move || draw(&own, &part));
                    view! { <PieceBody window rows columns draw/> }.into_any()
                })
                .collect::<Vec<_>>()
                .into_any(),
        };
        let label = part.part.label.clone();
        Some(
            view! {
                <section class="committee" aria-label=label>
                    <h2 class="committee__heading">{part.part.label.clone()}</h2>
                    <div class="block__scroll">
                        <table class="committee-items"><thead><tr>{heads}</tr></thead>{bodies}</table>
                    </div>
                </section>
            }
            .into_any(),
        )
    })
}

fn item_row(session: Session, year: FiscalYear, node: NodeId, part: &Arc<Part>) -> AnyView {
    let heading = live_text(move || {
        session.track(Topic::Node(year, node));
        session.book(year, |book| heading_of(book, node)).unwrap_or_default()
    });
    let owner = part.owner.clone().map(|field| {
        let cell = Cell { session, year, node, field };
        let owners =
            move || cell.value().and_then(|value| value.as_text().map(String::from)).unwrap_or_default();
        view! { <span class="committee-items__owner">{live_text(owners)}</span> }.into_any()
    });
    let label = |text: &str| text.to_string();
    let axes = part.axes.iter().cloned().map(|(axis, scale)| {
        let named = session.book(year, |book| format!("{} {}", heading_of(book, node), axis.label));
        let (id, shown, head) = (axis.id, axis.clone(), label(&axis.label));
        let hidden = Memo::new(move |_| {
            session.track(Topic::Votes(year, node));
            session.track(Topic::People(year));
            session.book(year, |book| is_hidden(book, node)).unwrap_or(false)
        });
        let rated = shown.beside.map(|field| self_rating(session, year, node, field));
        let body = live(move || match hidden.get() {
            true => view! { <p class="axis__hidden">{words().results.hidden_on_sheet}</p> }.into_any(),
            false => {
                let (scale, label) = (scale.clone(), named.clone().unwrap_or_default());
                view! { <DecisionPart session year node axis=id scale label/> }.into_any()
            }
        });
        view! { <td data-label=head>{rated}{body}</td> }.into_any()
    });
    let axes: Vec<AnyView> = axes.collect();
    let remarks = part.part.headings.iter().cloned().map(|heading| {
        let head = label(&heading.label);
        view! { <td data-label=head><Remarks session year node heading/></td> }.into_any()
    });
    let remarks: Vec<AnyView> = remarks.collect();
    view! { <tr><th scope="row"><span>{heading}</span>{owner}</th>{axes}{remarks}</tr> }.into_any()
}

/// What the department gave itself, in words.
fn self_rating(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    field: crate::model::id::FieldId,
) -> AnyView {
    live_option(move || {
        session.track(Topic::Node(year, node));
        let said = session.book(year, |book| {
            let field = book.form.field(field)?;
            let value = book.value(node, field.id)?;
            Some(format!("{}：{}", field.label_in(&book.label), written(&book.form, field, value)))
        });
        said.flatten().map(|said| view! { <p class="committee-items__rated">{said}</p> }.into_any())
    })
}

/// Shows beside a self-rating what the committee decided on it, with the reason; nothing where it did
/// not, or where ratings are hidden.
pub fn decided_beside(cell: &Cell) -> AnyView {
    let Cell { session, year, node, ref field } = *cell;
    let id = field.id;
    let is_rating = matches!(field.kind, FieldKind::Grade { .. });
    let axes = session.book(year, |book| {
        let level = book.nodes.get(node).and_then(|node| node.level);
        let part = &book.form.committee;
        let spoken_of = is_rating && level.is_some_and(|level| part.levels.contains(&level));
        let axes = part.axes.iter().filter(|axis| spoken_of && axis.beside == Some(id));
        axes.map(|axis| axis.id).collect::<Vec<_>>()
    });
    let Some(axes) = axes.filter(|axes| !axes.is_empty()) else { return ().into_any() };
    live(move || {
        let of = session.book(year, |book| book.original(node)).unwrap_or(node);
        session.track(Topic::Node(year, node));
        session.track(Topic::Votes(year, of));
        session.track(Topic::People(year));
        let w = &words().fields;
        let decided = session.book(year, |book| {
            let decision_on = |axis| {
                let decision = book.decisions.get((of, axis)).filter(|_| !is_hidden(book, of))?;
                let scale = book.form.axis(axis).and_then(|axis| book.form.scale(axis.scale));
                let grade = decision.grade.and_then(|grade| scale?.grade(grade));
                let grade =
                    grade.map_or_else(|| w.none_reached.into(), |it| format!("{} {}", it.key, it.label));
                Some(((w.decided)(&book.form.committee.label, grade.trim()), decision.reason.clone()))
            };
            axes.iter().filter_map(|&axis| decision_on(axis)).collect::<Vec<_>>()
        });
        let one = |(grade, reason): (String, String)| {
            view! { <p class="decided"><strong>{grade}</strong><span class="decided__reason">{reason}</span></p> }
                .into_any()
        };
        decided.unwrap_or_default().into_iter().map(one).collect::<Vec<_>>().into_any()
    })
}
