//! 集計: self-ratings by section and department, what is unfilled, and the committee's results.

use crate::app::pages::status_numbers::StatusNumbers;
use crate::app::parts::field::heading_of;
use crate::app::parts::grade_picker::tone;
use crate::app::session::{Session, Topic};
use crate::app::{App, words};
use crate::edge::listener::Listener;
use crate::model::form::{Axis, Scale};
use crate::model::id::NodeId;
use crate::model::item;
use crate::model::sheet;
use crate::model::tree::Outline;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::route::{Page, Spot};
use crate::tally::committee::tally;
use crate::tally::ratings::{Counts, Ratings, is_row};
use crate::tally::sitting::is_hidden;
use leptos::prelude::*;

/// How many unfilled rows are listed, and how many more each time it is asked for.
const AT_ONCE: usize = 100;

/// Draws the numbers of a year, one part per grade field.
#[component]
pub fn NumbersPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().app;
    let parts = move || {
        session.track(Topic::Form(year));
        let label = |book: &YearBook| {
            let fields = book.form.rating_fields();
            fields.map(|(field, scale)| (field.label_in(&book.label), scale.clone())).collect::<Vec<_>>()
        };
        let fields = session.book(year, label).unwrap_or_default();
        fields
            .into_iter()
            .enumerate()
            .map(|(at, (label, scale))| view! { <RatingNumbers session year at label scale/> })
            .collect_view()
    };
    view! {
        <article class="numbers">
            <h2 class="numbers__title">{w.numbers}</h2>
            <StatusNumbers session year/>
            {parts}
            <CommitteeNumbers session year/>
            <Unfilled session year/>
        </article>
    }
}

/// Is one line of a table of counts.
#[derive(Clone, PartialEq)]
struct Line {
    label: String,
    depth: usize,
    node: Option<NodeId>,
    counts: Counts,
}

#[component]
fn RatingNumbers(
    session: Session,
    year: FiscalYear,
    at: usize,
    label: String,
    scale: Scale,
) -> impl IntoView {
    let w = &words().app;
    let lines = move |lines: fn(&YearBook, &Outline, &Ratings) -> Vec<Line>| {
        Memo::new(move |_| {
            let (outline, all) = (session.outline(year), session.ratings(year));
            let of_book = |book: &YearBook| all.get(at).map(|ratings| lines(book, &outline, ratings));
            session.book(year, of_book).flatten().unwrap_or_default()
        })
    };
    let (sections, departments) = (lines(section_lines), lines(department_lines));
    view! {
        <section class="numbers__part" aria-label=label.clone()>
            <h3>{label.clone()}</h3>
            {bar_legend(&scale)}
            <CountsTable caption=w.by_section first=w.item lines=sections scale=scale.clone() year/>
            <p class="note">{w.repeats_once}</p>
            <CountsTable caption=w.by_department first=w.department lines=departments scale year/>
            <p class="note">{w.department_note}</p>
        </section>
    }
}

fn section_lines(book: &YearBook, outline: &Outline, ratings: &Ratings) -> Vec<Line> {
    let whole = Line {
        label: words().app.counts_whole.into(),
        depth: 0,
        node: None,
        counts: ratings.whole().clone(),
    };
    let units = sheet::units(book, outline);
    let mut lines = vec![whole];
    let down_to_units =
        |id: &NodeId| units.contains(id) || outline.below(Some(*id)).iter().any(|b| units.contains(b));
    for id in outline.below(None).into_iter().filter(down_to_units) {
        let node = units.contains(&id).then_some(id);
        let depth = outline.ancestors(id).count() + 1;
        lines.push(Line { label: heading_of(book, id), depth, node, counts: ratings.section(id) });
    }
    lines
}

fn department_lines(book: &YearBook, _: &Outline, ratings: &Ratings) -> Vec<Line> {
    let mut lines: Vec<_> = ratings
        .departments()
        .iter()
        .filter_map(|(&id, counts)| {
            let department = book.departments.get(id)?;
            let line = Line { label: department.name.clone(), depth: 0, node: None, counts: counts.clone() };
            Some((department.order.clone(), line))
        })
        .collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.into_iter().map(|(_, line)| line).collect()
}

#[component]
fn CountsTable(
    caption: &'static str,
    first: &'static str,
    lines: Memo<Vec<Line>>,
    scale: Scale,
    year: FiscalYear,
) -> impl IntoView {
    let w = &words().app;
    let heads = scale.grades.iter().map(|grade| grade.key.clone());
    let heads = heads.chain(scale.marks.iter().map(|mark| mark.label.clone()));
    let heads: Vec<String> =
        heads.chain([w.undecided, w.unfilled, w.total, w.share].map(String::from)).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="numbers-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{first}</th>
                        {heads.into_iter().map(|head| view! { <th scope="col" class="number">{head}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {move || lines.get().into_iter().map(|line| line_view(line, &scale, year)).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

fn line_view(line: Line, scale: &Scale, year: FiscalYear) -> impl IntoView + use<> {
    let app = App::here();
    let counts = &line.counts;
    let grades = scale.grades.iter().map(|grade| counts.grade(grade.id));
    let marks = scale.marks.iter().map(|mark| counts.grade(mark.id));
    let all = grades.chain(marks).chain([counts.conflict, counts.unfilled, counts.total()]);
    let cells: Vec<u32> = all.collect();
    let bar = bar(counts, scale);
    let label = line.label.clone();
    let named = match line.node {
        Some(node) => {
            let href = app.route.get_untracked().at(Spot { year, page: Page::Sheet(Some(node)) }).hash();
            view! { <a href=href>{label}</a> }.into_any()
        }
        None => view! { <span>{label}</span> }.into_any(),
    };
    view! {
        <tr data-depth=line.depth>
            <th scope="row">{named}</th>
            {cells.into_iter().map(|n| view! { <td class="number" data-zero=(n == 0).then_some("")>{n}</td> }).collect_view()}
            <td class="bar-cell">{bar}</td>
        </tr>
    }
}

/// Says what the parts of the bars are.
fn bar_legend(scale: &Scale) -> impl IntoView + use<> {
    let w = &words().app;
    let grades = scale.grades.iter().map(|grade| (tone(scale, grade.id), grade.key.clone()));
    let marks = scale.marks.iter().map(|mark| ("mark".to_string(), mark.label.clone()));
    let entries = grades.chain(marks).chain([("unfilled".to_string(), w.unfilled.to_string())]);
    let entry = |(tone, label): (String, String)| {
        view! { <li><span class="numbers-legend__swatch" data-tone=tone></span>{label}</li> }
    };
    view! { <ul class="numbers-legend" aria-label=w.share>{entries.map(entry).collect_view()}</ul> }
}

/// A stacked bar of the grades; what is unfilled stays blank. The numbers stand beside it.
fn bar(counts: &Counts, scale: &Scale) -> impl IntoView + use<> {
    let total = f64::from(counts.total().max(1));
    let mut x = 0.0;
    let grades = scale.grades.iter().map(|grade| (grade.id, tone(scale, grade.id)));
    let marks = scale.marks.iter().map(|mark| (mark.id, "mark".to_string()));
    let rects: Vec<_> = grades
        .chain(marks)
        .map(|(id, tone)| {
            let width = f64::from(counts.grade(id)) / total * 100.0;
            let at = x;
            x += width;
            view! { <rect class="bar__part" data-tone=tone x=format!("{at:.2}") y="0" width=format!("{width:.2}") height="10"/> }
        })
        .collect();
    view! {
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{rects}</svg>
    }
}

/// The committee's tally and decision of every item that it rates.
#[component]
fn CommitteeNumbers(session: Session, year: FiscalYear) -> impl IntoView {
    let axes = Memo::new(move |_| {
        session.track(Topic::Form(year));
        let with_scale = |book: &YearBook| {
            let axes = book.form.committee.axes.iter();
            axes.filter_map(|axis| Some((axis.clone(), book.form.scale(axis.scale)?.clone())))
                .collect::<Vec<_>>()
        };
        session.book(year, with_scale).unwrap_or_default()
    });
    move || {
        let axes = axes.get();
        axes.into_iter().map(|(axis, scale)| view! { <AxisNumbers session year axis scale/> }).collect_view()
    }
}

#[component]
fn AxisNumbers(session: Session, year: FiscalYear, axis: Axis, scale: Scale) -> impl IntoView {
    let w = &words().app;
    let app = App::here();
    let nodes = Memo::new(move |_| {
        let outline = session.outline(year);
        let rated = |book: &YearBook| {
            let levels = &book.form.committee.levels;
            let is_rated = |id: &NodeId| {
                book.nodes.get(*id).and_then(|node| node.level).is_some_and(|level| levels.contains(&level))
            };
            outline.below(None).into_iter().filter(is_rated).collect::<Vec<_>>()
        };
        session.book(year, rated).unwrap_or_default()
    });
    let heads: Vec<String> = scale
        .grades
        .iter()
        .map(|grade| grade.key.clone())
        .chain([w.answers, w.decision].map(String::from))
        .collect();
    let row_scale = scale.clone();
    let row = move |node: NodeId| {
        session.track(Topic::Votes(year, node));
        session.track(Topic::People(year));
        let counted = session.read(|workbook| tally(workbook, year, node, axis.id));
        let hidden = session.book(year, |book| is_hidden(book, node)).unwrap_or(false);
        let (heading, decided) = session
            .book(year, |book| {
                let decided = book.decisions.get((node, axis.id)).and_then(|decision| decision.grade);
                let key = decided.and_then(|grade| row_scale.key(grade).map(str::to_string));
                (heading_of(book, node), key.unwrap_or_default())
            })
            .unwrap_or_default();
        let votes = row_scale.grades.iter().map(|grade| counted.grade(grade.id)).collect::<Vec<_>>();
        let answers = match counted.seats {
            0 => counted.answers().to_string(),
            seats => format!("{}／{seats}", counted.answers()),
        };
        let href = app.route.get_untracked().at(Spot { year, page: Page::Sheet(Some(node)) }).hash();
        if hidden {
            let columns = (votes.len() + 2).to_string();
            return view! {
                <tr>
                    <th scope="row"><a href=href>{heading}</a></th>
                    <td colspan=columns>{words().results.hidden}</td>
                </tr>
            }
            .into_any();
        }
        view! {
            <tr>
                <th scope="row"><a href=href>{heading}</a></th>
                {votes.into_iter().map(|n| view! { <td class="number" data-zero=(n == 0).then_some("")>{n}</td> }).collect_view()}
                <td class="number">{answers}</td>
                <td class="number">{decided}</td>
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=w.committee_result>
            <table class="numbers-table">
                <caption>{format!("{}（{}）", w.committee_result, axis.label)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.item}</th>
                        {heads.into_iter().map(|head| view! { <th scope="col" class="number">{head}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{move || nodes.get().into_iter().map(&row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// The unfilled rows as a work list that leads to their sheets.
#[component]
fn Unfilled(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().app;
    let app = App::here();
    let rows = Memo::new(move |_| {
        session.track(Topic::Ratings(year));
        let outline = session.outline(year);
        session.book(year, |book| unfilled_rows(book, &outline)).unwrap_or_default()
    });
    let item = move |(node, unit, label): (NodeId, NodeId, String)| {
        let href = app.route.get_untracked().at(Spot { year, page: Page::Sheet(Some(unit)) }).hash();
        let jump = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            app.go_to(year, Page::Sheet(Some(unit)));
            crate::edge::focus::inside(&format!("row-{node}"), "[role=radiogroup] input");
        };
        view! { <li><a href=href on:click=jump>{label}</a></li> }
    };
    // A year that has just begun has thousands of them.
    let shown = RwSignal::new(AT_ONCE);
    let left = move || rows.with(|rows| rows.len().saturating_sub(shown.get()));
    let print = Listener::on_window("beforeprint", move |_| shown.set(usize::MAX));
    let print = StoredValue::new_local(print);
    on_cleanup(move || print.dispose());
    view! {
        <section class="unfilled" aria-label=w.unfilled_list>
            <h3>{move || format!("{}（{}）", w.unfilled_list, rows.get().len())}</h3>
            <Show when=move || rows.get().is_empty()><p>{w.unfilled_none}</p></Show>
            <ul class="unfilled__list">
                {move || rows.get().into_iter().take(shown.get()).map(item).collect_view()}
            </ul>
            <Show when={move || left() > 0}>
                <button
                    type="button"
                    class="button button--outline"
                    on:click=move |_| shown.update(|shown| *shown = shown.saturating_add(AT_ONCE))
                >
                    {move || (w.show_more)(left())}
                </button>
            </Show>
        </section>
    }
}

fn unfilled_rows(book: &YearBook, outline: &Outline) -> Vec<(NodeId, NodeId, String)> {
    let fields: Vec<_> = book.form.rating_fields().map(|(field, _)| field).collect();
    let mut rows = Vec::new();
    for id in outline.below(None) {
        let repeats = book.nodes.get(id).is_some_and(|node| node.repeat.original().is_some());
        let open = |field: &&crate::model::form::Field| {
            is_row(book, outline, field, id) && book.asks(id, field) && book.value(id, field.id).is_none()
        };
        if !repeats
            && fields.iter().any(open)
            && let Some(unit) = item::unit(book, outline, id)
        {
            let unit_heading = book.nodes.get(unit).map(|node| node.number.clone()).unwrap_or_default();
            rows.push((id, unit, format!("{unit_heading}　{}", heading_of(book, id))));
        }
    }
    rows
}
