//! 評価シート: the official table of one item, edited in place, with live counts in view.

use crate::app::parts::committee::CommitteeBlock;
use crate::app::parts::counts::CountsLine;
use crate::app::parts::field::{Cell, FieldCell, heading_of};
use crate::app::parts::item_tools::{AddButtons, ItemTools};
use crate::app::parts::text_field::TextField;
use crate::app::session::{Session, Topic};
use crate::app::shell::Frame;
use crate::app::{App, grid, words};
use crate::model::edit::YearEdit;
use crate::model::form::{Field, Form};
use crate::model::id::NodeId;
use crate::model::node::Repeat;
use crate::model::sheet::{self, Block, Merged, Row};
use crate::model::year::FiscalYear;
use crate::route::Page;
use crate::tally::ratings::{Counts, Ratings};
use leptos::prelude::*;

/// Draws the sheet of an item, or says what to do where there is none.
#[component]
pub fn SheetPage(session: Session, year: FiscalYear, unit: Memo<Option<NodeId>>) -> impl IntoView {
    let w = &words().app;
    let editing = expect_context::<Frame>().editing;
    let empty = move || {
        view! {
            <div class="empty">
                <p class="empty__title">{w.no_items}</p>
                <p>{w.no_items_hint}</p>
                <EditToggle editing/>
            </div>
        }
    };
    move || match unit.get() {
        Some(unit) => view! { <Sheet session year unit/> }.into_any(),
        None => empty().into_any(),
    }
}

#[component]
fn EditToggle(editing: RwSignal<bool>) -> impl IntoView {
    let w = &words().app;
    view! {
        <button
            type="button"
            class="button button--outline"
            aria-pressed=move || editing.get().to_string()
            on:click=move |_| editing.update(|editing| *editing = !*editing)
        >
            {move || if editing.get() { w.edit_items_done } else { w.edit_items }}
        </button>
    }
}

#[component]
fn Sheet(session: Session, year: FiscalYear, unit: NodeId) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    let form = Memo::new(move |_| {
        session.track(Topic::Form(year));
        session.book(year, |book| (book.form.clone(), book.label.clone())).unwrap_or_default()
    });
    let blocks = Memo::new(move |_| {
        let outline = session.outline(year);
        session.track(Topic::Form(year));
        session.book(year, |book| sheet::blocks(book, &outline, unit)).unwrap_or_default()
    });
    let indexed = move || {
        let blocks = blocks.get();
        blocks.into_iter().map(|block| (key_of(&block), block)).collect::<Vec<_>>()
    };
    let heading = Memo::new(move |_| {
        session.track(Topic::Node(year, unit));
        session.book(year, |book| heading_of(book, unit)).unwrap_or_default()
    });
    view! {
        <article class="sheet" aria-label=move || (words().app.evaluation_of)(&heading.get()) on:keydown=grid::on_key>
            <CountsBar session year unit/>
            <div class="sheet__tools">
                <Turn session year unit/>
                <EditToggle editing/>
            </div>
            <UnitHead session year unit/>
            <Legend form/>
            <For each=indexed key=|(key, block)| (key.clone(), block.rows.len()) let:item>
                <BlockTable session year block=item.1 form/>
            </For>
            <Show when=move || editing.get()>
                <AddButtons session year parent=Some(unit)/>
            </Show>
            <CommitteeBlock session year node=unit/>
        </article>
    }
}

/// A block is drawn anew where its headings, rows or merged cells change.
fn key_of(block: &Block) -> String {
    let rows = block.rows.iter().map(|row| format!("{}{:?}{:?}", row.node, row.number, row.title));
    format!("{:?}{}", block.headings, rows.collect::<String>())
}

/// Live counts of the section, of the goal above it, and of the whole.
#[component]
fn CountsBar(session: Session, year: FiscalYear, unit: NodeId) -> impl IntoView {
    let w = &words().app;
    let ratings = Memo::new(move |_| session.ratings(year));
    let goal = move || session.outline(year).ancestors(unit).last();
    let named = move |node: NodeId| {
        session.track(Topic::Node(year, node));
        let number = |book: &crate::model::year_book::YearBook| {
            let node = book.nodes.get(node)?;
            Some(if node.number.is_empty() { node.title.clone() } else { node.number.clone() })
        };
        session.book(year, number).flatten().unwrap_or_default()
    };
    let lines = move || {
        session.track(Topic::Form(year));
        let form = session.book(year, |book| book.form.clone()).unwrap_or_default();
        let scales = form.rating_fields().map(|(_, scale)| scale.clone()).collect::<Vec<_>>();
        let line = move |(at, scale): (usize, crate::model::form::Scale)| {
            let count = move |select: fn(&Ratings, NodeId) -> Counts, node: NodeId| {
                Memo::new(move |_| {
                    ratings.with(|all| all.get(at).map(|one| select(one, node)).unwrap_or_default())
                })
            };
            let goal_line = goal().map(|goal| {
                view! {
                    <CountsLine label=Signal::derive(move || named(goal)) scale=scale.clone()
                        counts=count(Ratings::section, goal)/>
                }
            });
            view! {
                <CountsLine label=Signal::derive(move || named(unit)) scale=scale.clone()
                    counts=count(Ratings::section, unit)/>
                {goal_line}
                <CountsLine label=w.counts_whole scale=scale.clone()
                    counts=count(|ratings, _| ratings.whole().clone(), unit)/>
            }
        };
        scales.into_iter().enumerate().map(|(at, scale)| line((at, scale))).collect_view()
    };
    view! { <div class="counts-bar" role="status" aria-label=w.numbers>{lines}</div> }
}

#[component]
fn Turn(session: Session, year: FiscalYear, unit: NodeId) -> impl IntoView {
    let app = App::here();
    let w = &words().app;
    let neighbours = Memo::new(move |_| {
        let outline = session.outline(year);
        let units = session.book(year, |book| sheet::units(book, &outline)).unwrap_or_default();
        let at = units.iter().position(|&id| id == unit);
        let at_step = |step: isize| units.get(at?.checked_add_signed(step)?).copied();
        (at_step(-1), at_step(1))
    });
    let go = move |node: Option<NodeId>| {
        if let Some(node) = node {
            app.go_to(year, Page::Sheet(Some(node)));
        }
    };
    view! {
        <button type="button" class="button button--outline" disabled=move || neighbours.get().0.is_none()
            on:click=move |_| go(neighbours.get_untracked().0)>{w.previous_sheet}</button>
        <button type="button" class="button button--outline" disabled=move || neighbours.get().1.is_none()
            on:click=move |_| go(neighbours.get_untracked().1)>{w.next_sheet}</button>
    }
}

/// The heading rows of the official sheet: the items above, the item, and its own fields.
#[component]
fn UnitHead(session: Session, year: FiscalYear, unit: NodeId) -> impl IntoView {
    let path = Memo::new(move |_| {
        let outline = session.outline(year);
        let mut path: Vec<NodeId> = outline.ancestors(unit).collect();
        path.reverse();
        path.push(unit);
        path
    });
    let fields = Memo::new(move |_| {
        session.track(Topic::Form(year));
        let own = |book: &crate::model::year_book::YearBook| {
            let level = book.nodes.get(unit)?.level?;
            let label = book.label.clone();
            Some(
                book.form
                    .fields_of(level)
                    .map(|field| (field.label_in(&label), field.clone()))
                    .collect::<Vec<_>>(),
            )
        };
        session.book(year, own).flatten().unwrap_or_default()
    });
    view! {
        <table class="unit-head">
            <tbody>
                <For each=move || path.get() key=|node| *node let:node>
                    <tr>
                        <th scope="row">{level_label(session, year, node)}</th>
                        <td><Heading session year node/></td>
                    </tr>
                </For>
                {move || fields.get().into_iter().map(|(label, field)| view! {
                    <tr>
                        <th scope="row">{label}</th>
                        <td><FieldCell cell=Cell { session, year, node: unit, field }/></td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

fn level_label(session: Session, year: FiscalYear, node: NodeId) -> String {
    let label = session.book(year, |book| {
        let level = book.nodes.get(node)?.level?;
        book.form.level(level).map(|level| level.label.clone())
    });
    label.flatten().unwrap_or_default()
}

/// Number and title of an item, both edited in place.
#[component]
fn Heading(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    view! {
        <span class="heading-fields" id=format!("item-{node}")>
            <span class="heading-fields__number"><NumberField session year node/></span>
            <span class="heading-fields__title"><TitleField session year node/></span>
        </span>
    }
}

#[component]
fn NumberField(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let number = move |node: &crate::model::node::Node| node.number.clone();
    part_field(session, year, node, words().app.number_of, number, YearEdit::Number)
}

#[component]
fn TitleField(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let title = move |node: &crate::model::node::Node| node.title.clone();
    part_field(session, year, node, words().app.title_of, title, YearEdit::Title)
}

fn part_field(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    named: fn(&str) -> String,
    select: impl Fn(&crate::model::node::Node) -> String + Copy + Send + Sync + 'static,
    edit: fn(NodeId, String) -> YearEdit,
) -> impl IntoView {
    let visit = StoredValue::new(None);
    let value = Memo::new(move |_| {
        session.track(Topic::Node(year, node));
        session.book(year, |book| book.nodes.get(node).map(select)).flatten().unwrap_or_default()
    });
    let label = Memo::new(move |_| {
        session.track(Topic::Node(year, node));
        named(&session.book(year, |book| heading_of(book, node)).unwrap_or_default())
    });
    let closed = Memo::new(move |_| {
        session.track(Topic::Years);
        session.book(year, |book| book.closed.is_some()).unwrap_or(true)
    });
    view! {
        <TextField
            label
            value
            read_only=closed
            single=true
            on_enter=Callback::new(move |()| visit.set_value(Some(session.visit())))
            on_text=Callback::new(move |text| session.edit(year, edit(node, text), visit.get_value()))
        />
    }
}

/// The grades with their definitions, and the keys for them.
#[component]
fn Legend(form: Memo<(Form, String)>) -> impl IntoView {
    let w = &words().app;
    let entries = move || {
        let (form, _) = form.get();
        let scales = form.rating_fields().map(|(_, scale)| scale.clone()).collect::<Vec<_>>();
        let entry = |key: String, text: String| {
            view! {
                <div class="legend__entry"><dt>{key}</dt><dd>{text}</dd></div>
            }
        };
        scales
            .into_iter()
            .flat_map(|scale| {
                let grades = scale.grades.into_iter().map(|grade| (grade.key, grade.definition, grade.label));
                let marks = scale.marks.into_iter().map(|mark| (mark.key, mark.label, String::new()));
                grades.chain(marks).collect::<Vec<_>>()
            })
            .map(|(key, text, label)| entry(key, if text.is_empty() { label } else { text }))
            .collect_view()
    };
    view! {
        <details class="legend">
            <summary>{w.grade_legend}</summary>
            <dl class="legend__list">{entries}</dl>
            <p>{w.rating_keys}</p>
        </details>
    }
}

/// One table of the sheet under its heading.
#[component]
fn BlockTable(session: Session, year: FiscalYear, block: Block, form: Memo<(Form, String)>) -> impl IntoView {
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
    let rows = StoredValue::new(block.rows);
    let table = move || {
        let (form, label) = form.get();
        let columns: Vec<Field> = columns(&form);
        (!rows.with_value(Vec::is_empty)).then(|| view! {
            <div class="block__scroll">
                <table class="rows">
                    {widths(&form, &columns)}
                    {table_head(&form, &columns, &label)}
                    <tbody>
                        {rows.with_value(Clone::clone).into_iter().enumerate().map(|(at, row)| {
                            view! { <RowCells session year row at columns=columns.clone() form=form.clone() year_label=label.clone()/> }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
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
    view! { <thead><tr>{heads.collect_view()}</tr></thead> }
}

#[component]
fn RowCells(
    session: Session,
    year: FiscalYear,
    row: Row,
    at: usize,
    columns: Vec<Field>,
    form: Form,
    year_label: String,
) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    let node = row.node;
    let row_number = move |cell: Merged| {
        view! {
            <td class="rows__number" rowspan=cell.rows.to_string() data-row=at data-col="0" data-label=form.sheet.number_label.clone()>
                {match row.title.is_some_and(|title| title.node == cell.node) {
                    true => view! { <NumberField session year node=cell.node/> }.into_any(),
                    false => view! { <GroupCell session year node=cell.node/> }.into_any(),
                }}
            </td>
        }
    };
    let row_title = move |cell: Merged| {
        view! {
            <th class="rows__title" scope="row" rowspan=cell.rows.to_string() data-row=at data-col="1" id=format!("item-{}", cell.node)>
                <TitleField session year node=cell.node/>
                <RepeatBadge session year node=cell.node/>
                <Show when=move || editing.get()>
                    <ItemTools session year node=cell.node/>
                    <AddButtons session year parent=Some(cell.node)/>
                </Show>
            </th>
        }
    };
    let level = session.book(year, |book| book.nodes.get(node).and_then(|node| node.level)).flatten();
    let cells = columns.into_iter().enumerate().map(|(column, field)| {
        let label = field.label_in(&year_label);
        let has = level.is_some_and(|level| field.levels.contains(&level));
        let id = field.id.to_string();
        view! {
            <td class="rows__cell" data-field=id data-row=at data-col=column + 2 data-label=label>
                {has.then(|| view! { <FieldCell cell=Cell { session, year, node, field }/> })}
            </td>
        }
    });
    let cells = cells.collect_view();
    view! { <tr class="rows__row">{row.number.map(row_number)}{row.title.map(row_title)}{cells}</tr> }
}

#[component]
fn GroupCell(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    view! {
        <span class="group-cell" id=format!("item-{node}")>
            <NumberField session year node/>
            <TitleField session year node/>
            <Show when=move || editing.get()>
                <ItemTools session year node/>
                <AddButtons session year parent=Some(node)/>
            </Show>
        </span>
    }
}

#[component]
fn RepeatBadge(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let w = &words().app;
    let badge = move || {
        session.track(Topic::Tree(year));
        session.track(Topic::Node(year, node));
        session.book(year, |book| match book.nodes.get(node)?.repeat {
            Repeat::None => None,
            Repeat::Candidate(_) => Some(w.repeat_candidate.to_string()),
            Repeat::Of(original) => Some((w.repeat_of)(&heading_of(book, original))),
        })?
    };
    move || badge().map(|badge| view! { <span class="badge">{badge}</span> })
}
