//! 印刷: what is printed, on which paper, and how it will look.

mod draw;

use crate::app::parts::choice::{choice, tick};
use crate::app::parts::live::{live, live_option};
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge::{clock, timer};
use crate::model::form::Form;
use crate::model::id::{DepartmentId, NodeId};
use crate::model::sheet;
use crate::model::year::FiscalYear;
use crate::paper::{self, Choice, Sheet};
use crate::tally::statuses::Status;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How many sheets are written before the page gets a turn.
const STEP: usize = 4;

/// Names the papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    A4Landscape,
    A3Landscape,
    A4Portrait,
}

impl Size {
    fn class(self) -> &'static str {
        match self {
            Size::A4Landscape => "paper paper--a4-landscape",
            Size::A3Landscape => "paper paper--a3-landscape",
            Size::A4Portrait => "paper paper--a4-portrait",
        }
    }
}

/// Is which kind of choice is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    All,
    Below,
    Department,
    Unfilled,
}

/// Is what the parts of the page share.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    year: FiscalYear,
    kind: RwSignal<Kind>,
    below: RwSignal<Option<NodeId>>,
    department: RwSignal<Option<DepartmentId>>,
    size: RwSignal<Size>,
    with_legend: RwSignal<bool>,
    /// The sheets that are written so far.
    sheets: RwSignal<Vec<Arc<Sheet>>>,
    /// How many there will be.
    all: RwSignal<usize>,
    /// Tells one run from the next; a run that is not the last stops.
    run: RwSignal<u32>,
}

impl Desk {
    fn choice(self) -> Choice {
        match self.kind.get() {
            Kind::All => Choice::All,
            Kind::Below => self.below.get().map_or(Choice::All, Choice::Below),
            Kind::Department => self.department.get().map_or(Choice::All, Choice::Department),
            Kind::Unfilled => Choice::Unfilled,
        }
    }

    /// Writes the sheets, a few at a time, while the page goes on.
    fn write(self, choice: Choice) {
        let run = self.run.try_update_untracked(|run| {
            *run += 1;
            *run
        });
        let Some(run) = run else { return };
        let (session, year) = (self.session, self.year);
        let outline = session.outline_now(year);
        let outline = session.read(|workbook| paper::outline_of(workbook, year, &outline, choice));
        let units = session.read(|workbook| paper::units_of(workbook, year, &outline, choice));
        self.sheets.set(Vec::new());
        self.all.set(units.len());
        spawn_local(async move {
            for step in units.chunks(STEP) {
                if self.run.try_get_untracked() != Some(run) {
                    return;
                }
                let write = |&unit: &NodeId| {
                    session.read(|it| Arc::new(paper::sheet(it, year, &outline, unit, choice, words())))
                };
                let written: Vec<Arc<Sheet>> = step.iter().map(write).collect();
                if self.sheets.try_update(|sheets| sheets.extend(written)).is_none() {
                    return;
                }
                timer::sleep(0).await;
            }
        });
    }
}

/// Draws the page.
#[component]
pub fn PrintPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().paper;
    let desk = Desk {
        session,
        year,
        kind: RwSignal::new(Kind::All),
        below: RwSignal::new(None),
        department: RwSignal::new(None),
        size: RwSignal::new(Size::A4Landscape),
        with_legend: RwSignal::new(true),
        sheets: RwSignal::new(Vec::new()),
        all: RwSignal::new(0),
        run: RwSignal::new(0),
    };
    let wanted = Memo::new(move |_| desk.choice());
    Effect::new(move |_| {
        session.track(Topic::Undo);
        desk.write(wanted.get());
    });
    view! {
        <section class="print">
            <div class="print__choices">
                <h2>{w.print}</h2>
                <p>{w.hint}</p>
                {kinds(desk)}
                {which(desk)}
                {sizes(desk)}
                {tick(w.with_legend.into(), move || desk.with_legend.get(), move |on| desk.with_legend.set(on))}
                {live(move || notes(desk))}
                {live(move || progress(desk))}
            </div>
            <h2 class="print__choices">{w.preview}</h2>
            {live(move || preview(desk))}
        </section>
    }
}

fn kinds(desk: Desk) -> AnyView {
    const KINDS: [Kind; 4] = [Kind::All, Kind::Below, Kind::Department, Kind::Unfilled];
    let w = &words().paper;
    let chosen = Memo::new(move |_| KINDS.iter().position(|it| *it == desk.kind.get()).unwrap_or(0));
    let set = Callback::new(move |at: usize| desk.kind.set(KINDS.get(at).copied().unwrap_or(Kind::All)));
    let options = [w.all, w.below, w.department, w.unfilled];
    choice("print-what", w.what, String::new(), &options, chosen, None, set, ().into_any())
}

fn sizes(desk: Desk) -> AnyView {
    const SIZES: [Size; 3] = [Size::A4Landscape, Size::A3Landscape, Size::A4Portrait];
    let w = &words().paper;
    let chosen = Memo::new(move |_| SIZES.iter().position(|it| *it == desk.size.get()).unwrap_or(0));
    let set =
        Callback::new(move |at: usize| desk.size.set(SIZES.get(at).copied().unwrap_or(Size::A4Landscape)));
    let options = [w.a4_landscape, w.a3_landscape, w.a4_portrait];
    choice("print-size", w.size, String::new(), &options, chosen, None, set, ().into_any())
}

/// The list to choose a goal, a sheet or a department from.
fn which(desk: Desk) -> AnyView {
    let w = &words().paper;
    let Desk { session, year, .. } = desk;
    live_option(move || match desk.kind.get() {
        Kind::All | Kind::Unfilled => None,
        Kind::Below => {
            let outline = session.outline(year);
            let items = session.book(year, |book| {
                let has_sheet = |id: &NodeId| sheet::first_unit(book, &outline, *id).is_some();
                let name = |id: NodeId| book.nodes.get(id).map(|node| node.heading()).unwrap_or_default();
                let all = outline.below(None).into_iter().filter(has_sheet);
                all.map(|id| (id.to_string(), name(id))).collect::<Vec<_>>()
            });
            let set = Callback::new(move |id: String| desk.below.set(id.parse().ok()));
            Some(select("print-below", w.which_below, items.unwrap_or_default(), set))
        }
        Kind::Department => {
            session.track(Topic::People(year));
            let all = session.book(year, |book| {
                let named = book.departments_in_order().into_iter();
                named.map(|it| (it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
            });
            let set = Callback::new(move |id: String| desk.department.set(id.parse().ok()));
            Some(select("print-department", w.which_department, all.unwrap_or_default(), set))
        }
    })
}

fn select(
    id: &'static str,
    label: &'static str,
    all: Vec<(String, String)>,
    set: Callback<String>,
) -> AnyView {
    // The first one is chosen until another is.
    if let Some((first, _)) = all.first() {
        set.run(first.clone());
    }
    let options = all.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }.into_any());
    view! {
        <label class="form-control" for=id>
            <span class="form-control__label">{label}</span>
            <select class="select" id=id on:change:target=move |event| set.run(event.target().value())>
                {options.collect::<Vec<_>>()}
            </select>
        </label>
    }
    .into_any()
}

/// What is to be known before it is printed.
fn notes(desk: Desk) -> AnyView {
    let w = &words().paper;
    let Desk { session, year, .. } = desk;
    session.track(Topic::Undo);
    let open = session.statuses(year, |statuses| statuses.whole().of(Status::Unfilled));
    let conflicts = session
        .read(|workbook| workbook.conflicts().into_iter().filter(|place| place.year() == Some(year)).count());
    let has_people =
        desk.sheets.with(|sheets| sheets.iter().any(|it| it.committee.is_some() || it.spoken.is_some()));
    let note = |text: String| view! { <p class="notice">{text}</p> }.into_any();
    let mut notes = Vec::new();
    if open > 0 {
        notes.push(note((w.open)(open as usize)));
    }
    if conflicts > 0 {
        notes.push(note((w.conflicts)(conflicts)));
    }
    if has_people {
        notes.push(note(w.people.into()));
    }
    notes.into_any()
}

fn progress(desk: Desk) -> AnyView {
    let w = &words().paper;
    let (at, all) = (desk.sheets.with(Vec::len), desk.all.get());
    if all == 0 {
        return view! { <p role="status">{w.nothing}</p> }.into_any();
    }
    let text = (w.preparing)(at, all);
    view! {
        <div class="form__buttons">
            <p role="status">{text}</p>
            <button type="button" class="button button--fill" disabled=at < all on:click=|_| drop(window().print())>
                {w.do_print}
            </button>
        </div>
    }
    .into_any()
}

/// The sheets as they will stand on paper.
fn preview(desk: Desk) -> AnyView {
    let Desk { session, year, .. } = desk;
    let form = session.book(year, |book| (book.form.clone(), book.label.clone()));
    let (form, label) = form.unwrap_or_default();
    let head = session.read(|workbook| {
        let content = workbook.content();
        format!("{} {} {label}", content.municipality, content.title).trim().to_string()
    });
    let legend = live_option(move || desk.with_legend.get().then(|| legend(&form)));
    view! {
        <div class=move || desk.size.get().class()>
            <p class="paper__plan">{head}<span class="paper__day">{(words().paper.printed_on)(&clock::today())}</span></p>
            {legend}
            <For each=move || desk.sheets.get() key=|sheet| Arc::as_ptr(sheet) as usize let:sheet>
                {draw::sheet(&sheet)}
            </For>
        </div>
    }
    .into_any()
}

/// The grades and marks with what they mean.
fn legend(form: &Form) -> AnyView {
    let entries = form.rating_fields().flat_map(|(_, scale)| {
        let grades = scale.grades.iter().map(|it| (&it.key, &it.label, it.definition.as_str()));
        grades.chain(scale.marks.iter().map(|it| (&it.key, &it.label, "")))
    });
    let entry = |(key, label, definition): (&String, &String, &str)| {
        let text = format!("{label} {definition}").trim().to_string();
        view! { <div><dt>{key.clone()}</dt><dd>{text}</dd></div> }.into_any()
    };
    let entries: Vec<AnyView> = entries.map(entry).collect();
    view! { <dl class="paper__legend" aria-label=words().paper.legend>{entries}</dl> }.into_any()
}
