//! 印刷・公開: what goes to paper or into a file to be published, on which paper, how it will look, and
//! what is to be known before.

mod choices;
mod editions;
mod notes;

use crate::app::parts::live::live;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::edge::{clock, timer};
use crate::model::form::Form;
use crate::model::id::{DepartmentId, MeetingId, NodeId};
use crate::model::year::FiscalYear;
use crate::paper::html::{self, Frame};
use crate::paper::{self, Choice, Pile, Row, Sheet};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Names the papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    A4Landscape,
    A3Landscape,
    A4Portrait,
}

impl Size {
    fn name(self) -> &'static str {
        match self {
            Size::A4Landscape => "a4-landscape",
            Size::A3Landscape => "a3-landscape",
            Size::A4Portrait => "a4-portrait",
        }
    }

    /// How high a page's content is, in mm: the paper without its margins.
    fn height(self) -> f64 {
        match self {
            Size::A4Landscape => 186.0,
            Size::A3Landscape => 273.0,
            Size::A4Portrait => 273.0,
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
    Results,
    Minutes,
    Ballot,
}

/// Is how far the preview is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Writing,
    Stopped,
    Ready,
}

/// Is what the parts of the page share.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    year: FiscalYear,
    kind: RwSignal<Kind>,
    below: RwSignal<Option<NodeId>>,
    department: RwSignal<Option<DepartmentId>>,
    meeting: RwSignal<Option<MeetingId>>,
    size: RwSignal<Size>,
    with_legend: RwSignal<bool>,
    /// What is written.
    pile: RwSignal<Arc<Pile>>,
    /// The sheets that are written so far.
    sheets: RwSignal<Vec<Arc<Sheet>>>,
    state: RwSignal<State>,
    /// Tells one run from the next; a run that is not the last stops.
    run: RwSignal<u32>,
    /// The preview.
    paper: NodeRef<Div>,
}

impl Desk {
    fn choice(self) -> Choice {
        match self.kind.get() {
            Kind::All => Choice::All,
            Kind::Below => self.below.get().map_or(Choice::All, Choice::Below),
            Kind::Department => self.department.get().map_or(Choice::All, Choice::Department),
            Kind::Unfilled => Choice::Unfilled,
            Kind::Results => self.meeting.get().map_or(Choice::All, Choice::Results),
            Kind::Minutes => self.meeting.get().map_or(Choice::All, Choice::Minutes),
            Kind::Ballot => Choice::Ballot,
        }
    }

    /// Begins anew with what is wanted.
    fn begin(self, choice: Choice) {
        let outline = self.session.outline_now(self.year);
        let pile = self.session.read(|workbook| paper::pile(workbook, self.year, &outline, choice));
        self.pile.set(Arc::new(pile));
        self.sheets.set(Vec::new());
        self.go_on();
    }

    /// Writes the sheets that are missing, one at a time, while the page goes on.
    fn go_on(self) {
        let run = self.run.try_update_untracked(|run| {
            *run += 1;
            *run
        });
        let pile = self.pile.get_untracked();
        self.state.set(State::Writing);
        spawn_local(async move {
            loop {
                // The page may be gone by now, or something else be wanted.
                if self.run.try_get_untracked() != run {
                    return;
                }
                let Some(at) = self.sheets.try_with_untracked(Vec::len) else { return };
                if at >= pile.len() {
                    self.state.try_set(State::Ready);
                    return;
                }
                let sheet = self.session.read(|it| Arc::new(pile.sheet(it, at, words())));
                self.sheets.try_update(|sheets| sheets.push(sheet));
                timer::sleep(0).await;
            }
        });
    }

    fn stop(self) {
        self.run.update(|run| *run += 1);
        self.state.set(State::Stopped);
    }
}

/// Draws the page.
#[component]
pub fn PrintPage(session: Session, year: FiscalYear) -> impl IntoView {
    let w = &words().paper;
    let outline = session.outline_now(year);
    let desk = Desk {
        session,
        year,
        kind: RwSignal::new(Kind::All),
        below: RwSignal::new(None),
        department: RwSignal::new(None),
        meeting: RwSignal::new(None),
        size: RwSignal::new(Size::A4Landscape),
        with_legend: RwSignal::new(true),
        pile: RwSignal::new(Arc::new(session.read(|it| paper::pile(it, year, &outline, Choice::All)))),
        sheets: RwSignal::new(Vec::new()),
        state: RwSignal::new(State::Writing),
        run: RwSignal::new(0),
        paper: NodeRef::new(),
    };
    let wanted = Memo::new(move |_| desk.choice());
    Effect::new(move |_| {
        session.track(Topic::Undo);
        desk.begin(wanted.get());
    });
    view! {
        <section class="print">
            <div class="print__choices">
                <h2>{w.print}</h2>
                <p>{w.hint}</p>
                {choices::choices(desk)}
                {notes::notes(desk)}
                {progress(desk)}
                {editions::editions(desk)}
                <h2>{w.preview}</h2>
            </div>
            {preview(desk)}
        </section>
    }
}

/// How far it is, and the button to print.
fn progress(desk: Desk) -> AnyView {
    let w = &words().paper;
    let line = Memo::new(move |_| {
        let (at, all) = (desk.sheets.with(Vec::len), desk.pile.with(|pile| pile.len()));
        match desk.state.get() {
            _ if all == 0 => w.nothing.to_string(),
            State::Writing => (w.preparing)(at, all),
            State::Stopped => (w.stopped)(at, all),
            State::Ready => (w.ready)(all, notes::pages(desk)),
        }
    });
    let has_none = move || desk.sheets.with(Vec::is_empty);
    let stop = move || {
        match desk.state.get() {
        State::Writing => Some(view! { <button type="button" class="button button--outline" on:click=move |_| desk.stop()>{w.stop}</button> }.into_any()),
        State::Stopped => Some(view! { <button type="button" class="button button--outline" on:click=move |_| desk.go_on()>{w.go_on}</button> }.into_any()),
        State::Ready => None,
    }
    };
    view! {
        <div class="print__go">
            <p role="status">{move || line.get()}</p>
            <div class="form__buttons">
                <button
                    type="button"
                    class="button button--fill"
                    disabled=move || desk.state.get() == State::Writing || has_none()
                    on:click=|_| drop(window().print())
                >
                    {w.do_print}
                </button>
                {stop}
            </div>
        </div>
    }
    .into_any()
}

/// The sheets as they will stand on paper.
fn preview(desk: Desk) -> AnyView {
    let class = move || format!("paper paper--{}", desk.size.get().name());
    let top = move || {
        desk.session.track(Topic::Plan);
        Top::of(desk).html(desk)
    };
    view! {
        <div class="print__stage" tabindex="0" role="region" aria-label=words().paper.preview>
            <div class=class node_ref=desk.paper>
                {live(move || view! { <div inner_html=top()></div> }.into_any())}
                <For each=move || desk.sheets.get() key=|sheet| Arc::as_ptr(sheet) as usize let:sheet>
                    <div inner_html=html::sheet(&sheet)></div>
                </For>
            </div>
        </div>
    }
    .into_any()
}

/// Is what stands above the first sheet.
struct Top {
    title: String,
    line: String,
    legend: Vec<Row>,
}

impl Top {
    fn of(desk: Desk) -> Self {
        let (form, label) = desk
            .session
            .book(desk.year, |book| (book.form.clone(), book.label.clone()))
            .unwrap_or((Form::default(), String::new()));
        let title = desk.session.read(|workbook| {
            let content = workbook.content();
            format!("{} {} {label}", content.municipality, content.title).trim().to_string()
        });
        let legend = if desk.with_legend.get() { html::legend(&form) } else { Vec::new() };
        Self { title, line: (words().paper.printed_on)(&clock::today()), legend }
    }

    fn frame(&self, desk: Desk) -> Frame<'_> {
        Frame {
            language: "ja",
            title: &self.title,
            line: &self.line,
            legend: &self.legend,
            legend_label: words().paper.legend,
            style: include_str!("../../../../style/paper.css"),
            paper: desk.size.get_untracked().name(),
        }
    }

    fn html(&self, desk: Desk) -> String {
        html::head(&self.frame(desk))
    }
}
