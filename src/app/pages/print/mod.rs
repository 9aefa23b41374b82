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
