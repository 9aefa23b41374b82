//! One item by itself: every field under the other, with last year's text beside it.

use crate::app::finding::Finding;
use crate::app::parts::committee_items::decided_beside;
use crate::app::parts::field::{Cell, FieldCell, heading_of};
use crate::app::parts::heading::{Heading, level_label};
use crate::app::parts::item_tools::{add, part_level};
use crate::app::parts::last_year::{CopyAll, field_id, last_year_of};
use crate::app::parts::live::{live, live_option, live_text};
use crate::app::parts::status::StatusBar;
use crate::app::parts::{repeat_field, repeat_panel};
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge;
use crate::find::query::Query;
use crate::model::edit::YearEdit;
use crate::model::form::{Field, FieldKind};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::{Page, Spot};
use crate::tally::statuses::is_asked;
use leptos::prelude::*;

/// Draws an item and the way to its neighbours; the buttons stay while the item changes.
#[component]
pub fn ItemPage(session: Session, year: FiscalYear, page: Memo<Page>) -> impl IntoView {
    let node = Memo::new(move |before: Option<&Option<NodeId>>| match page.get() {
        Page::Item(node) => Some(node),
        _ => before.copied().flatten(),
    });
    let there = Memo::new(move |_| {
        let outline = session.outline(year);
        let node = node.get().filter(|node| outline.contains(*node))?;
        session.book(year, |book| item::whole(book, &outline, node))
    });
    Effect::new(move |before: Option<Option<NodeId>>| {
        let now = there.get();
        if before.is_some_and(|before| before != now) {
            edge::focus::to_top();
        }
        now
    });
    let is_there = Memo::new(move |_| there.get().is_some());
    live(move || match is_there.get() {
        true => view! {
            <Tools session year node=there/>
            {live_option(move || there.get().map(|node| view! { <Item session year node/> }.into_any()))}
        }
        .into_any(),
        false => view! { <p class="empty">{words().daily.no_item}</p> }.into_any(),
    })
}

/// Goes from an item to its row in the table.
pub fn go_back(app: App, session: Session, year: FiscalYear, node: NodeId) {
    let outline = session.outline_now(year);
    let place = session.book(year, |book| {
        (item::unit(book, &outline, node), item::bearing(book, &outline, item::whole(book, &outline, node)))
    });
    let Some((unit, rows)) = place else { return };
    app.go_to(year, Page::Sheet(unit));
    if let Some(row) = rows.first() {
        edge::focus::inside(&format!("row-{row}"), ".row-door a");
    }
}

/// The buttons to the neighbours and back, and the filter in use.
#[component]
fn Tools(session: Session, year: FiscalYear, node: Memo<Option<NodeId>>) -> impl IntoView {
    let (app, w) = (App::here(), &words().daily);
    let finding = expect_context::<Finding>();
    let step = move |id: &'static str, label: &'static str, to: Option<(FiscalYear, NodeId)>| {
        let go = move |_| {
            if let Some((year, node)) = to {
                app.go_to(year, Page::Item(node));
            }
        };
        view! {
            <button type="button" class="button button--outline" id=id aria-disabled=to.is_none().to_string() on:click=go>
                {label}
            </button>
        }
        .into_any()
    };
    let back = move |_| {
        if let Some(node) = node.get_untracked() {
            go_back(app, session, year, node);
        }
    };
    let unfilter = move |_| {
        finding.ask(Query::default());
        edge::focus::focus_soon("turn-next");
    };
    let note = move |found: usize| {
        let find = app.route.get_untracked().at(Spot { year, page: Page::Find }).hash();
        view! {
            <div class="filter-note">
                {(w.filtered)(found)}
                <a class="button button--text" href=find>{w.back_to_find}</a>
                <button type="button" class="button button--text" on:click=unfilter>{w.unfilter}</button>
            </div>
        }
        .into_any()
    };
    live_option(move || {
        let way = finding.way(session, year, node.get()?);
        let count = way.items.len();
        Some(
            view! {
                <div class="item-tools-bar">
                    {step("turn-previous", w.previous_item, way.step(-1))}
                    <span role="status">{way.at.map(|at| (w.item_at)(at + 1, count))}</span>
                    {step("turn-next", w.next_item, way.step(1))}
                    <button type="button" class="button button--text" on:click=back>{w.back_to_sheet}</button>
                </div>
                {way.is_filtered.then(|| note(count))}
            }
            .into_any(),
        )
    })
}

#[component]
fn Item(session: Session, year: FiscalYear, node: NodeId) -> impl IntoView {
    let w = &words().daily;
    let heading = Memo::new(move |_| {
        session.track(Topic::Node(year, node));
        session.book(year, |book| heading_of(book, node)).unwrap_or_default()
    });
    let named = Memo::new(move |_| (w.item_of)(&heading.get()));
    let path = live_text(move || {
        let outline = session.outline(year);
        let mut above: Vec<NodeId> = outline.ancestors(node).collect();
        above.reverse();
        let named = |book: &YearBook| above.iter().map(|&node| heading_of(book, node)).collect::<Vec<_>>();
        session.book(year, named).unwrap_or_default().join(" ＞ ")
    });
    let rows = Memo::new(move |_| {
        let outline = session.outline(year);
        session.book(year, |book| item::rows(book, &outline, node)).unwrap_or_default()
    });
    let parts = live(move || {
        let rows = rows.get();
        let count = rows.len();
        let before = rows.iter().take_while(|&&row| row == node).count();
        let row = |(at, row): (usize, NodeId)| {
            let number = (row != node && count > before)
                .then(|| (words().fields.part)(&level_label(session, year, row), at + 1 - before));
            view! { <Row session year node=row number/> }.into_any()
        };
        rows.into_iter().enumerate().map(row).collect::<Vec<_>>().into_any()
    });
    let adding = live_option(move || {
        session.track(Topic::Form(year));
        let level = session.book(year, |book| part_level(book, node)).flatten();
        let level = level.filter(|_| !session.is_closed(year))?;
        let label = (words().fields.add_part)(&level.label);
        let add = move |_| add(session, year, Some(node), &level);
        Some(
            view! { <button type="button" class="button button--outline" on:click=add>{label}</button> }
                .into_any(),
        )
    });
    view! {
        <article class="item" aria-label=named>
            <p class="item__path"><span class="visually-hidden">{w.path}</span>{path}</p>
            <div class="block__heading">
                <span class="block__level">{level_label(session, year, node)}</span>
                <h2 class="visually-hidden">{heading}</h2>
                <Heading session year node/>
            </div>
            <CopyAll session year rows heading/>
            {parts}
            {adding}
            {repeat_panel::places(session, year, node)}
        </article>
    }
}

/// The fields of an item, or of one of its parts.
#[component]
fn Row(session: Session, year: FiscalYear, node: NodeId, number: Option<String>) -> impl IntoView {
    let w = &words().daily;
    let list = live(move || {
        session.track(Topic::Form(year));
        let outline = session.outline(year);
        let own = |book: &YearBook| {
            book.nodes.get(node)?;
            Some(item::fields(book, &outline, node).cloned().collect::<Vec<Field>>())
        };
        let fields = session.book(year, own).flatten().unwrap_or_default();
        if fields.is_empty() {
            return view! { <p class="note">{w.no_fields}</p> }.into_any();
        }
        let fields = fields.into_iter().map(|field| item_field(session, year, node, field));
        fields.collect::<Vec<_>>().into_any()
    });
    view! {
        <section class="item__row">
            {number.map(|number| part_head(session, year, node, number))}
            {repeat_panel::view(session, year, node)}
            <StatusBar session year node/>
            {list}
        </section>
    }
}

/// The name of a part, and what takes it away.
fn part_head(session: Session, year: FiscalYear, node: NodeId, name: String) -> AnyView {
    let w = &words().app;
    let told = (w.dropped)(&name);
    let said = (words().fields.remove_part)(&name);
    let remove = move |_| {
        session.edit(year, YearEdit::Drop(node), None);
        session.saving.tell(told.clone());
    };
    let button = live_option(move || {
        let (said, remove) = (said.clone(), remove.clone());
        (!session.is_closed(year)).then(|| {
            view! { <button type="button" class="button button--text" on:click=remove>{said}</button> }
                .into_any()
        })
    });
    view! { <div class="item__part-head"><h3 class="item__part">{name}</h3>{button}</div> }.into_any()
}

/// A field after the form pattern: label, what helps to fill it, the field, and last year beside.
pub fn item_field(session: Session, year: FiscalYear, node: NodeId, field: Field) -> AnyView {
    let w = &words().daily;
    let id = format!("explain-{node}-{}", field.id);
    let label = session.book(year, |book| field.label_in(&book.label)).unwrap_or_default();
    let grades = session.book(year, |book| {
        let grades = book.form.scale_of(&field).map(|scale| scale.grades.clone()).unwrap_or_default();
        grades.into_iter().map(|it| format!("{}：{}", it.key, it.definition)).collect::<Vec<_>>()
    });
    let explained = grades.into_iter().flatten().chain([field.guidance.clone()]).filter(|it| !it.is_empty());
    let explained: Vec<String> = explained.collect();
    let explained_by = if explained.is_empty() { String::new() } else { id.clone() };
    let asked = is_asked(&field).then(|| view! { <span class="badge">{w.by_department}</span> }.into_any());
    let is_text = matches!(
        field.kind,
        FieldKind::LongText | FieldKind::Line | FieldKind::Number | FieldKind::Page | FieldKind::Departments
    );
    let cell = Cell { session, year, node, field };
    let head = view! {
        <span class="item-field__label">{label}{asked}</span>
        <span class="item-field__explained" id=id>
            {explained.join("\n")}
        </span>
    }
    .into_any();
    let decided = decided_beside(&cell);
    let own = view! { <FieldCell cell=cell.clone() explained_by/>{decided} }.into_any();
    // A click on the label leads into a text; radio buttons have labels of their own.
    let own = match is_text {
        true => view! { <label class="item-field__own">{head}{own}</label> }.into_any(),
        false => view! { <div class="item-field__own">{head}{own}</div> }.into_any(),
    };
    let id = field_id(&cell);
    let of_place = repeat_field::view(cell.clone(), id.clone());
    view! { <div class="item-field" id=id>{own}{of_place}{last_year_of(cell, true)}</div> }.into_any()
}
