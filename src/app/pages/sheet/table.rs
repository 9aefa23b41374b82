//! The tables of a sheet: rows, merged cells, and a field in every other cell.

use crate::app::parts::committee_items::decided_beside;
use crate::app::parts::field::{Cell, FieldCell, heading_of};
use crate::app::parts::heading::{Heading, NumberField, TitleField, level_label};
use crate::app::parts::item_tools::{AddButtons, ItemTools};
use crate::app::parts::last_year::last_year_of;
use crate::app::parts::live::{live_option, live_text};
use crate::app::parts::repeat_badge::RepeatBadge;
use crate::app::parts::row_door::RowDoor;
use crate::app::parts::section::section_fields;
use crate::app::parts::window::{PIECE, PieceBody, Window};
use crate::app::session::{Session, Topic};
use crate::app::shell::Frame;
use crate::app::words;
use crate::model::form::{Carry, Field, Form, LevelShape};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::sheet::{Block, Merged, Piece, Row, Slot, columns, has_numbers, pieces, shares, slots};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::prelude::*;
use std::sync::Arc;

/// One table of the sheet under its heading.
#[component]
pub fn BlockTable(
    session: Session,
    year: FiscalYear,
    /// The item whose sheet it is.
    unit: NodeId,
    block: Block,
    form: Memo<(Form, String)>,
) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    let headings = block.headings.clone();
    let last = headings.last().copied();
    // Rows that come after another heading's say where they belong; nothing above them does.
    let goes_back = headings.is_empty() && block.under != unit;
    let under = block.under;
    let back = goes_back.then(|| {
        let heading = live_text(move || {
            session.track(Topic::Node(year, under));
            let heading = session.book(year, |book| heading_of(book, under)).unwrap_or_default();
            (words().fields.further_rows)(&heading)
        });
        view! { <p class="block__back">{heading}</p> }.into_any()
    });
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
                {section_fields(session, year, node)}
            </div>
        }
    };
    let window = expect_context::<Window>();
    let rows = block.rows;
    let count = rows.len();
    let table = move || {
        let (form, label) = form.get();
        let columns: Arc<[Field]> = columns(&form).into();
        let with_number = has_numbers(&form);
        let shares = shares(&form, &columns, with_number);
        let least = format!("{:.2}rem", shares.iter().sum::<f64>());
        let heads = (widths(&shares), table_head(&form, &columns, &label, with_number));
        let width = columns.len() + 1 + usize::from(with_number);
        let table = Arc::new(Table {
            columns,
            year_label: label,
            number_label: form.sheet.number_label,
            with_number,
        });
        let draw = move |Piece { from, rows }: &Piece, continued: [bool; 2]| {
            let row = |(at, row): (usize, &Row)| {
                let (table, continued) = (table.clone(), continued.map(|it| it && at == 0));
                view! { <RowCells session year row=row.clone() at=from + at table continued/> }
            };
            rows.iter().enumerate().map(row).collect_view().into_any()
        };
        let bodies = match window.is_long.get() {
            false => {
                view! { <tbody>{draw(&Piece { from: 0, rows: rows.clone() }, [false; 2])}</tbody> }.into_any()
            }
            true => pieces(&rows, PIECE)
                .into_iter()
                .map(|piece| {
                    let first = &rows[piece.from];
                    let continued = [first.number.is_none(), first.title.is_none()];
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
                    <table class="rows" style=("--rows-width", least) aria-rowcount=count + 1>
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
            {back}
            {table}
            <Show when=move || editing.get()>
                {last.map(|last| view! { <AddButtons session year parent=Some(last)/> })}
            </Show>
        </section>
    }
}

/// Is what the rows of a table have in common.
struct Table {
    columns: Arc<[Field]>,
    year_label: String,
    number_label: String,
    with_number: bool,
}

fn widths(shares: &[f64]) -> AnyView {
    let all: f64 = shares.iter().sum::<f64>().max(1.0);
    let cols = shares.iter().map(|share| {
        let percent = format!("{:.2}%", share / all * 100.0);
        view! { <col style:width=percent/> }
    });
    view! { <colgroup>{cols.collect_view()}</colgroup> }.into_any()
}

fn table_head(form: &Form, columns: &[Field], year_label: &str, with_number: bool) -> AnyView {
    let number = with_number.then(|| form.sheet.number_label.clone()).into_iter();
    let labels = number.chain([form.sheet.title_label.clone()]);
    let labels: Vec<String> = labels.chain(columns.iter().map(|field| field.label_in(year_label))).collect();
    let heads = labels.into_iter().map(|label| view! { <th scope="col">{label}</th> });
    view! { <thead><tr aria-rowindex="1">{heads.collect_view()}</tr></thead> }.into_any()
}

#[component]
fn RowCells(
    session: Session,
    year: FiscalYear,
    row: Row,
    at: usize,
    table: Arc<Table>,
    /// Whether its number cell and its title cell begin further up, in another piece.
    continued: [bool; 2],
) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    let node = row.node;
    let with_number = table.with_number;
    let number_label = table.number_label.clone();
    let own_number = row.number.zip(row.title).is_some_and(|(number, title)| number.node == title.node);
    let row_number = move |cell: Merged| {
        view! {
            <td class="rows__number" rowspan=cell.rows.to_string() data-row=at data-col="0" data-label=number_label>
                {match own_number {
                    true => view! { <NumberField session year node=cell.node/> }.into_any(),
                    false => group_cell(session, year, cell.node, continued[0]),
                }}
            </td>
        }
        .into_any()
    };
    let row_title = move |cell: Merged| {
        let number = (!with_number || !own_number).then(|| loose_number(session, year, cell.node));
        // A group without rows has its fields here; one with rows has them beside its number.
        let is_group = session.book(year, |book| item::shape(book, cell.node) == Some(LevelShape::Group));
        let fields = (is_group == Some(true)).then(|| section_fields(session, year, cell.node));
        view! {
            <th class="rows__title" scope="row" rowspan=cell.rows.to_string() data-row=at data-col="1" >
                {number}
                <TitleField session year node=cell.node/>
                <RepeatBadge session year node=cell.node/>
                {fields}
                <RowDoor session year node=cell.node/>
                <Show when=move || editing.get()>
                    <ItemTools session year node=cell.node/>
                    <AddButtons session year parent=Some(cell.node)/>
                </Show>
            </th>
        }
        .into_any()
    };
    let outline = session.outline_now(year);
    let slots = session.book(year, |book| slots(book, &outline, &row, &table.columns)).unwrap_or_default();
    let mut tools = (node != row.owner).then_some(node);
    let cells = slots.into_iter().enumerate().map(|(column, slot)| {
        let field = table.columns[column].clone();
        let label = field.label_in(&table.year_label);
        let id = field.id.to_string();
        let (drawn, rows) = match slot {
            Slot::Covered => return ().into_any(),
            Slot::Empty => (None, 1),
            // In a piece that goes on with a merged cell, the field stands in the piece before.
            Slot::Field(own, rows) if continued[1] && own != node => (None, rows),
            Slot::Field(own, rows) => (Some(own), rows),
        };
        let own = drawn.filter(|own| *own == node).and_then(|_| tools.take());
        let own =
            own.map(|node| view! { <Show when=move || editing.get()><ItemTools session year node/></Show> });
        view! {
            <td class="rows__cell" data-field=id data-row=at data-col=column + 2 data-label=label
                rowspan={(rows > 1).then(|| rows.to_string())}>
                {drawn.map(|node| field_cell(Cell { session, year, node, field }))}
                {own}
            </td>
        }
        .into_any()
    });
    let cells = cells.collect::<Vec<_>>();
    let number = row.number.filter(|_| with_number).map(row_number);
    view! {
        <tr class="rows__row" id=format!("row-{node}") aria-rowindex=at + 2>
            {number}{row.title.map(row_title)}{cells}
        </tr>
    }
    .into_any()
}

/// The number of an item that has no cell of its own for it: shown where there is one.
fn loose_number(session: Session, year: FiscalYear, node: NodeId) -> AnyView {
    let editing = expect_context::<Frame>().editing;
    let there = Memo::new(move |_| {
        session.track(Topic::Node(year, node));
        let has = |book: &YearBook| book.nodes.get(node).is_some_and(|node| !node.number.is_empty());
        editing.get() || session.book(year, has) == Some(true)
    });
    live_option(move || there.get().then(|| view! { <NumberField session year node/> }.into_any()))
}

/// A field, and last year's content under it while that is asked for.
fn field_cell(cell: Cell) -> AnyView {
    let beside = expect_context::<Frame>().beside;
    let last = cell.clone();
    let starts_empty = cell.field.carry == Carry::Year;
    let decided = decided_beside(&cell);
    view! {
        <FieldCell cell/>
        {decided}
        {starts_empty.then(|| live_option(move || beside.get().then(|| last_year_of(last.clone(), false))))}
    }
    .into_any()
}

fn group_cell(session: Session, year: FiscalYear, node: NodeId, continued: bool) -> AnyView {
    let editing = expect_context::<Frame>().editing;
    view! {
        <span class="group-cell" id=(!continued).then(|| format!("item-{node}"))>
            <NumberField session year node/>
            <TitleField session year node/>
            {(!continued).then(|| section_fields(session, year, node))}
            <Show when=move || editing.get()>
                <ItemTools session year node/>
                <AddButtons session year parent=Some(node)/>
            </Show>
        </span>
    }
    .into_any()
}
