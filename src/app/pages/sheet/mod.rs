//! 評価シート: the official table of one item, edited in place, with live counts in view.

mod counts;
mod table;

use crate::app::parts::committee::CommitteeBlock;
use crate::app::parts::committee_items::CommitteeItems;
use crate::app::parts::field::heading_of;
use crate::app::parts::heading::{Heading, level_label};
use crate::app::parts::item_tools::AddButtons;
use crate::app::parts::live::live_option;
use crate::app::parts::section::{fields_above, section_rows};
use crate::app::parts::window::Window;
use crate::app::session::{Session, Topic};
use crate::app::shell::Frame;
use crate::app::{App, grid, words};
use crate::model::form::Form;
use crate::model::id::NodeId;
use crate::model::last_year;
use crate::model::sheet::{self, Block};
use crate::model::year::FiscalYear;
use crate::route::{Page, Setting, Spot};
use counts::CountsBar;
use leptos::prelude::*;
use table::BlockTable;

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
                <div class="form__buttons">
                    <EditToggle editing/>
                    {table_link(year)}
                </div>
            </div>
        }
    };
    move || match unit.get() {
        Some(unit) => view! { <Sheet session year unit/> }.into_any(),
        None => empty().into_any(),
    }
}

/// Draws the way to take a table into the year.
fn table_link(year: FiscalYear) -> AnyView {
    let app = App::here();
    let to = Spot { year, page: Page::Settings(Setting::Table) };
    let href = move || app.route.get().at(to).hash();
    view! { <a class="button button--outline" href=href>{words().mapping.into}</a> }.into_any()
}

/// Draws the way to paper.
fn print_link(year: FiscalYear) -> AnyView {
    let app = App::here();
    let href = move || app.route.get().at(Spot { year, page: Page::Print }).hash();
    view! { <a class="button button--outline" href=href>{words().paper.print}</a> }.into_any()
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

/// The switch for last year's content in the table; nothing where there is no year before.
#[component]
fn BesideToggle(session: Session, year: FiscalYear) -> impl IntoView {
    let beside = expect_context::<Frame>().beside;
    let before = Memo::new(move |_| {
        session.track(Topic::Years);
        session.read(|workbook| last_year::before(workbook, year)).is_some()
    });
    let button = move || {
        view! {
            <button
                type="button"
                class="button button--outline"
                aria-pressed=move || beside.get().to_string()
                on:click=move |_| beside.update(|beside| *beside = !*beside)
            >
                {words().daily.beside}
            </button>
        }
        .into_any()
    };
    live_option(move || before.get().then(button))
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
    provide_context(Window::new(move || {
        blocks.with(|blocks| blocks.iter().map(|block| block.rows.len()).sum())
    }));
    let heading = Memo::new(move |_| {
        session.track(Topic::Node(year, unit));
        session.book(year, |book| heading_of(book, unit)).unwrap_or_default()
    });
    view! {
        <article class="sheet" aria-label=move || (words().app.evaluation_of)(&heading.get()) on:keydown=grid::on_key>
            <CountsBar session year unit/>
            <div class="sheet__tools">
                <Turn session year unit/>
                <BesideToggle session year/>
                <EditToggle editing/>
                {print_link(year)}
            </div>
            <UnitHead session year unit/>
            <Legend form/>
            // A block is drawn anew where its headings, rows or merged cells change.
            <For each=move || blocks.get() key=Block::clone let:block>
                <BlockTable session year unit block form/>
            </For>
            <Show when=move || editing.get()>
                <AddButtons session year parent=Some(unit)/>
                {table_link(year)}
            </Show>
            <CommitteeBlock session year node=unit/>
            <CommitteeItems session year unit/>
        </article>
    }
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
    let row = move |node: NodeId| {
        view! {
            <tr>
                <th scope="row">{level_label(session, year, node)}</th>
                <td>
                    <Heading session year node/>
                    {if node == unit { ().into_any() } else { fields_above(session, year, node, unit) }}
                </td>
            </tr>
        }
    };
    view! {
        <table class="unit-head">
            <tbody>
                <For each=move || path.get() key=|node| *node let:node>{row(node)}</For>
                {section_rows(session, year, unit)}
            </tbody>
        </table>
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
