//! 項目を探す: words, numbers and filters above, what was found below.

use crate::app::finding::{Finding, SHOWN};
use crate::app::parts::field::heading_of;
use crate::app::parts::live::{live, live_option, live_text};
use crate::app::parts::status::chip;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge;
use crate::find::excerpt::{Piece, excerpt, pieces};
use crate::find::query::{Query, Stage};
use crate::find::search::Hit;
use crate::model::item;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::{Page, Spot};
use crate::tally::statuses::standing;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The id of the field for the words.
pub const FIELD: &str = "find-text";

/// Draws the page and keeps what was found up to date.
#[component]
pub fn FindPage(session: Session, year: FiscalYear) -> impl IntoView {
    let (app, w) = (App::here(), &words().daily);
    let finding = expect_context::<Finding>();
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        finding.track_query();
        for topic in [Topic::Tree(year), Topic::Form(year), Topic::Statuses(year), Topic::Remarks(year)] {
            session.track(topic);
        }
        finding.begin(session, year);
    });
    // Enter opens the first item, as soon as it is known.
    let entered = StoredValue::new(false);
    let open_first = move || {
        if entered.get_value() && finding.progress().is_done {
            entered.set_value(false);
            if let Some(&hit) = finding.hits(0, 1).first() {
                app.go_to(hit.year, page_of(session, hit));
            }
        }
    };
    edge::focus::focus_soon(FIELD);
    let composing = StoredValue::new(false);
    let ask = move || {
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let query = finding.query();
        if query.text != text {
            finding.ask(Query { text, ..query });
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            entered.set_value(true);
            open_first();
        }
    };
    let clear = move |_| {
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        finding.ask(Query::default());
        edge::focus::focus(FIELD);
    };
    let told = live_text(move || {
        let progress = finding.progress();
        open_first();
        match (progress.is_done, progress.found) {
            (false, n) => (w.finding)(n),
            (true, 0) => w.found_none.into(),
            (true, n) => (w.found)(n),
        }
    });
    view! {
        <article class="find" aria-labelledby="find-title">
            <h2 class="find__title" id="find-title">{w.find}</h2>
            <div class="form-control" role="search">
                <label class="form-control__label" for=FIELD>{w.find_label}</label>
                <p class="form-control__support" id="find-hint">{w.find_hint}</p>
                <input
                    class="input"
                    type="search"
                    id=FIELD
                    autocomplete="off"
                    aria-describedby="find-hint"
                    node_ref=field
                    value=finding.query().text
                    on:keydown=on_key
                    on:compositionstart=move |_| composing.set_value(true)
                    on:compositionend=move |_| {
                        composing.set_value(false);
                        ask();
                    }
                    on:input=move |_| if !composing.get_value() { ask() }
                />
            </div>
            {filters(session, year, finding)}
            <div class="find__told">
                <p role="status">{told}</p>
                <button type="button" class="button button--outline" on:click=clear>{w.clear}</button>
            </div>
            <div class="find__list" role="region" aria-label=w.results>{results(session, finding, 0)}</div>
        </article>
    }
}

/// Is how a choice changes what is asked for.
type Change = fn(&mut Query, &str);

/// What is offered changes with the workbook, and what is chosen with the query.
fn filters(session: Session, year: FiscalYear, finding: Finding) -> AnyView {
    let (w, a) = (&words().daily, &words().app);
    live(move || {
        finding.track_query();
        session.track(Topic::Form(year));
        session.track(Topic::Statuses(year));
        let Query { filter, all_years, .. } = finding.query();
        let departments = session.book(year, departments).unwrap_or_default();
        let grades = session.book(year, grades).unwrap_or_default();
        let stage = filter.stage.and_then(|stage| Stage::ALL.iter().position(|it| *it == stage));
        let select = |label, options, now, change| select(finding, label, options, now, change);
        let check = |label, on, change| check(finding, label, on, change);
        view! {
            <div class="find__filters">
                {select(a.department, departments, filter.department.map(|id| id.to_string()),
                    |query, id| query.filter.department = id.parse().ok())}
                {select(w.grade, grades, filter.grade.map(|id| id.to_string()),
                    |query, id| query.filter.grade = id.parse().ok())}
                {select(w.status, stages(), stage.map(|at| at.to_string()), |query, at| {
                    query.filter.stage = at.parse().ok().and_then(|at: usize| Stage::ALL.get(at).copied());
                })}
                {check(w.only_conflict, filter.conflict, |query, _| query.filter.conflict ^= true)}
                {check(w.only_repeat, filter.repeat, |query, _| query.filter.repeat ^= true)}
                {check(w.all_years, all_years, |query, _| query.all_years ^= true)}
            </div>
        }
        .into_any()
    })
}

fn change_query(finding: Finding, change: Change, value: &str) {
    let mut query = finding.query();
    change(&mut query, value);
    finding.ask(query);
}

fn select(
    finding: Finding,
    label: &'static str,
    options: Vec<(String, String)>,
    now: Option<String>,
    change: Change,
) -> AnyView {
    let any = (String::new(), words().daily.any.to_string());
    let now = now.unwrap_or_default();
    let option = |(value, label): (String, String)| {
        let chosen = value == now;
        view! { <option value=value prop:selected=chosen>{label}</option> }.into_any()
    };
    let options: Vec<AnyView> = std::iter::once(any).chain(options).map(option).collect();
    view! {
        <label class="find__filter">
            <span>{label}</span>
            <select
                class="select"
                on:change:target=move |event| change_query(finding, change, &event.target().value())
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn check(finding: Finding, label: &'static str, on: bool, change: Change) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=on on:change=move |_| change_query(finding, change, "")/>
            {label}
        </label>
    }
    .into_any()
}

fn departments(book: &YearBook) -> Vec<(String, String)> {
    book.departments_in_order().iter().map(|it| (it.id.to_string(), it.name.clone())).collect()
}

fn grades(book: &YearBook) -> Vec<(String, String)> {
    let mut grades: Vec<(String, String)> = Vec::new();
    for (_, scale) in book.form.rating_fields() {
        let own = scale.grades.iter().map(|it| (it.id, &it.key, &it.label));
        for (id, key, label) in own.chain(scale.marks.iter().map(|it| (it.id, &it.key, &it.label))) {
            let id = id.to_string();
            if !grades.iter().any(|(other, _)| *other == id) {
                grades.push((id, format!("{key} {label}")));
            }
        }
    }
    grades
}

fn stages() -> Vec<(String, String)> {
    let stages = Stage::ALL.iter().enumerate();
    stages.map(|(at, stage)| (at.to_string(), (words().daily.stage_of)(*stage).to_string())).collect()
}

/// Draws the results from one on; the next ones on request. They are drawn anew when a search ends.
fn results(session: Session, finding: Finding, from: usize) -> AnyView {
    let more = RwSignal::new(false);
    let drawn = live(move || {
        finding.track_end();
        more.set(false);
        let words = finding.query().words();
        let hits = finding.hits(from, from + SHOWN);
        hits.into_iter().map(|hit| result(session, hit, &words)).collect::<Vec<AnyView>>().into_any()
    });
    let next = live_option(move || {
        finding.track_end();
        let left = finding.hits(from + SHOWN, from + SHOWN + SHOWN).len();
        (left > 0).then(|| match more.get() {
            true => results(session, finding, from + SHOWN),
            false => more_button(more, from + SHOWN, left),
        })
    });
    view! {
        <ul class="find__part" id=format!("found-{from}")>{drawn}</ul>
        {next}
    }
    .into_any()
}

/// The button gives way to the next results, and the focus goes to the first of them.
fn more_button(more: RwSignal<bool>, from: usize, left: usize) -> AnyView {
    let show = move |_| {
        more.set(true);
        edge::focus::inside(&format!("found-{from}"), "a");
    };
    view! {
        <button type="button" class="button button--outline" on:click=show>{(words().daily.more)(left)}</button>
    }
    .into_any()
}

/// Returns the page that shows an item: the sheet of a 施策, and every other item by itself.
fn page_of(session: Session, hit: Hit) -> Page {
    let outline = session.outline_now(hit.year);
    let page = session.book(hit.year, |book| match item::unit(book, &outline, hit.node) {
        Some(unit) if unit == hit.node => Page::Sheet(Some(unit)),
        _ => Page::Item(item::whole(book, &outline, hit.node)),
    });
    page.unwrap_or(Page::Sheet(None))
}

fn result(session: Session, hit: Hit, words: &[String]) -> AnyView {
    let Hit { year, node } = hit;
    let outline = session.outline_now(year);
    let (heading, path, found) = session
        .book(year, |book| {
            let mut above: Vec<String> = outline.ancestors(node).map(|id| heading_of(book, id)).collect();
            above.push(book.label.clone());
            above.reverse();
            (heading_of(book, node), above.join(" ＞ "), excerpt(book, node, words))
        })
        .unwrap_or_default();
    let standing = session.read(|workbook| standing(workbook, year, &outline, node));
    let page = page_of(session, hit);
    let href = App::here().route.get_untracked().at(Spot { year, page }).hash();
    let text = found.map(|it| view! { <p>{it.label}"："{marked(it.pieces)}</p> }.into_any());
    view! {
        <li class="found">
            <a class="found__link" href=href>{marked(pieces(&heading, words))}</a>
            {standing.map(chip)}
            <p class="note">{path}</p>
            {text}
        </li>
    }
    .into_any()
}

fn marked(pieces: Vec<Piece>) -> Vec<AnyView> {
    let piece = |piece: Piece| match piece.marked {
        true => view! { <mark>{piece.text}</mark> }.into_any(),
        false => piece.text.into_any(),
    };
    pieces.into_iter().map(piece).collect()
}
