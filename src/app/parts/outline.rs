//! The outline of the plan at the left: down to the items that have a sheet of their own.

use super::heading::Heading;
use super::item_tools::{AddButtons, ItemTools};
use crate::app::session::{Session, Topic};
use crate::app::shell::Frame;
use crate::app::{App, words};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::{Page, Spot};
use leptos::prelude::*;

/// Shows the outline with the number of unfilled rows at every sheet.
#[component]
pub fn OutlineNav(session: Session, year: FiscalYear, unit: Memo<Option<NodeId>>) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    view! {
        <nav class="outline" aria-label=words().app.outline>
            <OutlineList session year unit parent=None/>
            <Show when=move || editing.get()>
                <AddButtons session year parent=None/>
            </Show>
        </nav>
    }
}

#[component]
fn OutlineList(
    session: Session,
    year: FiscalYear,
    unit: Memo<Option<NodeId>>,
    parent: Option<NodeId>,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let outline = session.outline(year);
        session.track(Topic::Form(year));
        let down_to_units = |id: &NodeId| {
            session.book(year, |book| {
                let depth = |level| book.form.depth(level);
                let own = book.nodes.get(*id).and_then(|node| node.level).and_then(depth);
                own <= book.form.unit().and_then(depth) || item::is_unit(book, &outline, *id)
            })
        };
        let children = outline.children(parent).iter().copied();
        children.filter(|id| down_to_units(id).unwrap_or(false)).collect::<Vec<_>>()
    });
    let list = move || {
        view! {
            <ul class="outline__list">
                <For each=move || shown.get() key=|node| *node let:node>
                    <OutlineItem session year unit node/>
                </For>
            </ul>
        }
    };
    view! { <Show when=move || !shown.get().is_empty()>{list()}</Show> }
}

#[component]
fn OutlineItem(
    session: Session,
    year: FiscalYear,
    unit: Memo<Option<NodeId>>,
    node: NodeId,
) -> impl IntoView {
    let app = App::here();
    let editing = expect_context::<Frame>().editing;
    let heading = Memo::new(move |_| {
        session.track(Topic::Node(year, node));
        session
            .book(year, |book| book.nodes.get(node).map(|node| node.heading()))
            .flatten()
            .unwrap_or_default()
    });
    let outline = session.outline_now(year);
    let is_unit = session.book(year, |book| item::is_unit(book, &outline, node)).unwrap_or(false);
    // Where the tree skips levels, an item can have a sheet and others with sheets below it.
    let is_above = session.book(year, |book| !is_lowest(book, node)).unwrap_or(false);
    let unfilled = Memo::new(move |_| {
        session.ratings(year).iter().map(|ratings| ratings.section(node).unfilled).sum::<u32>()
    });
    let href = move || app.route.get().at(Spot { year, page: Page::Sheet(Some(node)) }).hash();
    let current = move || (unit.get() == Some(node) && shows_sheet(app)).then_some("page");
    let label = move || {
        let w = &words().app;
        let left = unfilled.get();
        view! {
            <span class="outline__heading">{move || named(&heading.get())}</span>
            {(left > 0 && is_unit).then(|| view! {
                <span class="outline__unfilled">
                    <span class="visually-hidden">{w.unfilled}</span>
                    {left}
                </span>
            })}
        }
        .into_any()
    };
    view! {
        <li class="outline__item">
            {match is_unit {
                true => view! { <a class="outline__link" href=href aria-current=current>{label}</a> }.into_any(),
                false => group(session, year, node, label).into_any(),
            }}
            <Show when=move || editing.get()>
                <ItemTools session year node/>
            </Show>
            {is_above.then(|| view! {
                <OutlineList session year unit parent=Some(node)/>
                <Show when=move || editing.get()>
                    <AddButtons session year parent=Some(node)/>
                </Show>
            }.into_any())}
        </li>
    }
}

/// Returns whether an item is of the level whose items have sheets, or deeper.
fn is_lowest(book: &YearBook, node: NodeId) -> bool {
    let unit = book.form.unit();
    item::is_below_units(book, node) || book.nodes.get(node).is_some_and(|node| node.level == unit)
}

/// An item without a sheet of its own is named here, since there is no other place for it.
fn group(
    session: Session,
    year: FiscalYear,
    node: NodeId,
    label: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let editing = expect_context::<Frame>().editing;
    move || match editing.get() {
        true => view! { <Heading session year node place="outline"/> }.into_any(),
        false => view! { <span class="outline__group">{label()}</span> }.into_any(),
    }
}

fn shows_sheet(app: App) -> bool {
    app.route.get().spot().is_none_or(|spot| matches!(spot.page, Page::Sheet(_) | Page::Item(_)))
}

fn named(heading: &str) -> String {
    if heading.is_empty() { words().app.no_title.into() } else { heading.into() }
}
