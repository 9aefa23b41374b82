//! The tables of a sheet: rows, merged cells, and a field in every other cell.

use crate::app::parts::field::{Cell, FieldCell, heading_of};
use crate::app::parts::heading::{Heading, NumberField, TitleField, level_label};
use crate::app::parts::item_tools::{AddButtons, ItemTools};
use crate::app::parts::last_year::last_year_of;
use crate::app::parts::live::live_option;
use crate::app::parts::repeat_badge::RepeatBadge;
use crate::app::parts::row_door::RowDoor;
use crate::app::parts::window::{PIECE, PieceBody, Window};
use crate::app::session::{Session, Topic};
use crate::app::shell::Frame;
use crate::model::form::{Carry, Field, Form};
use crate::model::id::NodeId;
use crate::model::sheet::{Block, Merged, Piece, Row, pieces};
use crate::model::year::FiscalYear;
use leptos::prelude::*;
use std::sync::Arc;

/// One table of the sheet under its heading.
#[component]
pub fn BlockTable(
    session: Session,
    year: FiscalYear,
    block: Block,
    form: Memo<(Form, String)>,
) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    let headings = block.headings.clone();
    let last = headings.last().copied();
    let heading = move |node: NodeId| {
        view! {
            <div class="block__heading">
                <span class="block__level">{level_label(session, year, node)}</span>
                <h2 class="visually-hidden">
                    {move || {
                        session.track(Topic::Node(year, node));
                        session.book(year, |book| heading_of(book, node))
                    }}
                </h2>
                <Heading session year node/>
                <Show when=move || editing.get()>
                    <ItemTools session year node/>
                </Show>
            </div>
        }
    };
    let window = expect_context::<Window>();
    let rows = block.rows;
    let count = rows.len();
    let table = move || {
        let (form, label) = form.get();
        let columns: Arc<[Field]> = columns(&form).into();
        let heads = (widths(&form, &columns), table_head(&form, &columns, &label));
        let (form, year_label, width) = (Arc::new(form), Arc::<str>::from(label), columns.len() + 2);
        let draw = move |Piece { from, rows }: &Piece, continued: bool| {
            let row = |(at, row): (usize, &Row)| {
                let (columns, form, year_label) = (columns.clone(), form.clone(), year_label.clone());
                let (at, continued) = (from + at, continued && at == 0);
                view! { <RowCells session year row=row.clone() at columns form year_label continued/> }
            };
            rows.iter().enumerate().map(row).collect_view().into_any()
        };
        let bodies = match window.is_long.get() {
            false => {
                view! { <tbody>{draw(&Piece { from: 0, rows: rows.clone() }, false)}</tbody> }.into_any()
            }
            true => pieces(&rows, PIECE)
                .into_iter()
                .map(|piece| {
                    let continued = rows[piece.from].number.is_none();
                    let (draw, own) = (draw.clone(), piece.rows.clone());
                    let draw = Box::new(move || draw(&piece, continued));
                    view! { <PieceBody window rows=own columns=width draw/> }
                })
                .collect_view()
                .into_any(),
        };
        (count > 0).then(|| {
            view! {
                <div class="block__scroll">
                    <table class="rows" aria-rowcount=count + 1>
                        {heads}
                        {bodies}
                    </table>
                </div>
            }
        })
    };
    view! {
        <section class="block">
            {headings.into_iter().map(heading).collect_view()}
            {table}
            <Show when=move || editing.get()>
                {last.map(|last| view! { <AddButtons session year parent=Some(last)/> })}
            </Show>
        </section>
    }
}

/// Returns the fields that stand in columns: those of the levels that are rows.
fn columns(form: &Form) -> Vec<Field> {
    let row_levels: Vec<_> = form.row_levels().map(|level| level.id).collect();
    let in_row = |field: &&Field| field.levels.iter().any(|level| row_levels.contains(level));
    form.fields.iter().filter(in_row).cloned().collect()
}

fn widths(form: &Form, columns: &[Field]) -> impl IntoView + use<> {
    let shares = [form.sheet.number_width, form.sheet.title_width].into_iter();
    let shares: Vec<u32> = shares.chain(columns.iter().map(|field| field.width)).map(u32::from).collect();
    let all: u32 = shares.iter().sum::<u32>().max(1);
    let cols = shares.into_iter().map(move |share| {
        let percent = format!("{:.2}%", f64::from(share) / f64::from(all) * 100.0);
        view! { <col style:width=percent/> }
    });
    view! { <colgroup>{cols.collect_view()}</colgroup> }
}

fn table_head(form: &Form, columns: &[Field], year_label: &str) -> impl IntoView + use<> {
    let labels = [form.sheet.number_label.clone(), form.sheet.title_label.clone()].into_iter();
    let labels: Vec<String> = labels.chain(columns.iter().map(|field| field.label_in(year_label))).collect();
    let heads = labels.into_iter().map(|label| view! { <th scope="col">{label}</th> });
    view! { <thead><tr aria-rowindex="1">{heads.collect_view()}</tr></thead> }
}

#[component]
fn RowCells(
    session: Session,
    year: FiscalYear,
    row: Row,
    at: usize,
    columns: Arc<[Field]>,
    form: Arc<Form>,
    year_label: Arc<str>,
    /// Whether its number cell begins further up, in another piece.
    continued: bool,
) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    let node = row.node;
    let row_number = move |cell: Merged| {
        view! {
            <td class="rows__number" rowspan=cell.rows.to_string() data-row=at data-col="0" data-label=form.sheet.number_label.clone()>
                {match row.title.is_some_and(|title| title.node == cell.node) {
                    true => view! { <NumberField session year node=cell.node/> }.into_any(),
                    false => view! { <GroupCell session year node=cell.node continued/> }.into_any(),
                }}
            </td>
        }
    };
    let row_title = move |cell: Merged| {
        view! {
            <th class="rows__title" scope="row" rowspan=cell.rows.to_string() data-row=at data-col="1" >
                <TitleField session year node=cell.node/>
                <RepeatBadge session year node=cell.node/>
                <RowDoor session year node=cell.node/>
                <Show when=move || editing.get()>
                    <ItemTools session year node=cell.node/>
                    <AddButtons session year parent=Some(cell.node)/>
                </Show>
            </th>
        }
    };
    let level = session.book(year, |book| book.nodes.get(node).and_then(|node| node.level)).flatten();
    let cells = columns.iter().cloned().enumerate().map(|(column, field)| {
        let label = field.label_in(&year_label);
        let has = level.is_some_and(|level| field.levels.contains(&level));
        let id = field.id.to_string();
        view! {
            <td class="rows__cell" data-field=id data-row=at data-col=column + 2 data-label=label>
                {has.then(|| field_cell(Cell { session, year, node, field }))}
            </td>
        }
    });
    let cells = cells.collect_view();
    view! { <tr class="rows__row" id=format!("row-{node}") aria-rowindex=at + 2>{row.number.map(row_number)}{row.title.map(row_title)}{cells}</tr> }
}

/// A field, and last year's content under it while that is asked for.
fn field_cell(cell: Cell) -> impl IntoView {
    let beside = expect_context::<Frame>().beside;
    let last = cell.clone();
    let starts_empty = cell.field.carry == Carry::Year;
    view! {
        <FieldCell cell/>
        {starts_empty.then(|| live_option(move || beside.get().then(|| last_year_of(last.clone(), false))))}
    }
}

#[component]
fn GroupCell(session: Session, year: FiscalYear, node: NodeId, continued: bool) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    view! {
        <span class="group-cell" id=(!continued).then(|| format!("item-{node}"))>
            <NumberField session year node/>
            <TitleField session year node/>
            <Show when=move || editing.get()>
                <ItemTools session year node/>
                <AddButtons session year parent=Some(node)/>
            </Show>
        </span>
    }
}
