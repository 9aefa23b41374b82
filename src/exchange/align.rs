//! Cells and the columns they belong to, by what the cells say.
//!
//! A table that was taken out of a page loses merged cells, and then the cells of a row stand to the
//! left or right of their columns. Where a row does not fit its header as it stands, its cells are put
//! in order under the columns whose kinds they fit best: a grade under the grades, a page under the
//! pages, a long text under the long texts. Neighbours stay together where nothing speaks against it.

use super::header::{Column, Header};
use super::number::{numbering, split, way};
use super::value::{Reading, read};
use crate::model::department;
use crate::model::form::{Field, FieldKind, Form, Level, LevelShape};

/// Rows and headers of more filled cells or columns than this are read as they stand.
const MOST: usize = 64;
/// Below this score a cell may be in the wrong column; by this much another way has to be better.
const DOUBTFUL: i32 = 400;
const CLEARLY: i32 = 1_000;
/// What it costs that a cell has no column, that a row changes its shift by one column, and at most.
const UNPLACED: i32 = 4_000;
const SHIFT: i32 = 300;
const MOST_SHIFT: i32 = 1_500;

/// Is a place for a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A heading, in the column of the header at this index.
    Heading(usize),
    /// The row's number, where it stands in a cell before the title and has no column.
    Number,
    /// A column of the header.
    Column(usize),
}

/// Is what was found out about a row.
pub(super) struct Alignment {
    /// Each filled cell by its index, with its place if it has one.
    pub cells: Vec<(usize, Option<Slot>)>,
    /// Whether cells were moved from where they stand.
    pub moved: bool,
}

/// Finds the places of a row's filled cells. `titled`: its title was found elsewhere, so that none is
/// expected in a cell of its own.
pub(super) fn align(form: &Form, header: &Header, cells: &[(usize, &str)], titled: bool) -> Alignment {
    let slots = slots(header, titled);
    let fits = |text: &str, slot: &Place| fit(form, header, slot.slot, text);
    let mut standing: Vec<(usize, Option<Slot>)> = Vec::with_capacity(cells.len());
    let (mut cost, mut doubtful, mut misfits) = (0, false, Vec::with_capacity(cells.len()));
    for &(at, text) in cells {
        let mut here = slots.iter().filter(|slot| slot.at == at);
        let found = here.find_map(|slot| fits(text, slot).map(|score| (slot.slot, score)));
        cost += found.map_or(UNPLACED, |(_, score)| -score);
        doubtful |= found.is_none_or(|(_, score)| score < DOUBTFUL);
        misfits.push(found.is_none());
        let as_is = || slots.iter().rfind(|slot| slot.at == at).map(|slot| slot.slot);
        standing.push((at, found.map(|(slot, _)| slot).or_else(as_is)));
    }
    if doubtful && cells.len() <= MOST && slots.len() <= MOST {
        let scores = cells.iter().map(|(_, text)| slots.iter().map(|slot| fits(text, slot)).collect());
        let places: Vec<usize> = cells.iter().map(|(at, _)| *at).collect();
        let (cells, least) = best(&places, &slots, &scores.collect::<Vec<_>>());
        if least + CLEARLY < cost && is_shift(&standing, &cells, &misfits) {
            return Alignment { cells, moved: true };
        }
    }
    Alignment { cells: standing, moved: false }
}

/// Returns whether cells stand beside their columns: one that fits nowhere near, while all others stay,
/// is only a cell that says something else.
fn is_shift(standing: &[(usize, Option<Slot>)], found: &[(usize, Option<Slot>)], misfits: &[bool]) -> bool {
    let moved = |n: &usize| found[*n].1.is_some() && found[*n].1 != standing[*n].1;
    let moved: Vec<usize> = (0..found.len()).filter(moved).collect();
    moved.len() > 1 || moved.iter().any(|n| !misfits[*n])
}

/// Is a slot and the index at which its cell should stand.
struct Place {
    slot: Slot,
    at: usize,
}

fn slots(header: &Header, titled: bool) -> Vec<Place> {
    let numbered = header.position(Column::Number).is_some();
    let mut slots: Vec<Place> = Vec::new();
    for (at, column) in header.columns.iter().enumerate() {
        match column {
            Column::Title if titled => continue,
            Column::Title if !numbered && at > 0 => slots.push(Place { slot: Slot::Number, at: at - 1 }),
            _ => {}
        }
        let heading = matches!(column, Column::Level(_));
        slots.push(Place { slot: if heading { Slot::Heading(at) } else { Slot::Column(at) }, at });
    }
    slots
}

/// Finds the way of placing cells in their order under slots in their order that costs least. Where two
/// cost the same, cells keep the distance to their left neighbour.
fn best(places: &[usize], slots: &[Place], scores: &[Vec<Option<i32>>]) -> (Vec<(usize, Option<Slot>)>, i32) {
    let none = slots.len();
    let shift = |n: usize, slot: usize| places[n] as i32 - slots[slot].at as i32;
    let change = |n: usize, before: usize, beside: bool, slot: usize| match (n, beside) {
        (0, _) => shift(0, slot).abs(),
        (_, true) => (shift(n, slot) - shift(n - 1, before)).abs(),
        (_, false) => 0,
    };
    // By cell, by the slot of the last placed one (none: no cell was placed yet) and by whether that is
    // its left neighbour: what it costs from here on, and where the cell goes.
    let mut costs = vec![[(0i32, None); 2]; (places.len() + 1) * (none + 1)];
    let state = |n: usize, before: usize| n * (none + 1) + before;
    for n in (0..places.len()).rev() {
        for before in 0..=none {
            for beside in [false, true] {
                let kept = (costs[state(n + 1, before)][0].0 + UNPLACED, None);
                let first = if before == none { 0 } else { before + 1 };
                let ways = (first..none).filter_map(|slot| {
                    let score = scores[n][slot]?;
                    let moved = change(n, before, beside && before != none, slot) * (SHIFT - n as i32);
                    let cost = costs[state(n + 1, slot)][1].0 + moved.min(MOST_SHIFT - n as i32) - score;
                    Some((cost, Some(slot)))
                });
                let least = ways.fold(kept, |a, b| if b.0 < a.0 { b } else { a });
                costs[state(n, before)][usize::from(beside)] = least;
            }
        }
    }
    let (mut before, mut beside) = (none, 0);
    let mut found = Vec::with_capacity(places.len());
    for (n, &at) in places.iter().enumerate() {
        let slot = costs[state(n, before)][beside].1;
        beside = usize::from(slot.is_some());
        before = slot.unwrap_or(before);
        found.push((at, slot.map(|slot| slots[slot].slot)));
    }
    (found, costs[state(0, none)][0].0)
}

/// Says how well a text fits a place, `None` where it cannot stand there.
fn fit(form: &Form, header: &Header, slot: Slot, text: &str) -> Option<i32> {
    let at = match slot {
        Slot::Number => return is_number(text).then_some(2_500),
        Slot::Heading(at) | Slot::Column(at) => at,
    };
    match header.columns.get(at)? {
        Column::Number => Some(if is_number(text) { 4_000 } else { 0 }),
        Column::Title => is_title(text).then(|| numbered(form, text, false)),
        Column::Level(_) => is_title(text).then(|| numbered(form, text, true)),
        Column::Year(..) => is_step(text).then_some(2_000),
        Column::Field(id) => fit_field(form, form.field(*id)?, text),
        Column::Indicator(..) | Column::Remarks(_) | Column::Unknown => Some(0),
    }
}

/// Says how well a text fits a heading or a title by its number: as the form numbers that kind, as it
/// numbers others only, or neither. A text that names departments is none of both.
fn numbered(form: &Form, text: &str, heading: bool) -> i32 {
    let Some(way) = way(text) else {
        let named = departments(text).is_some_and(|score| score > 0);
        return if named { 0 } else { 1_500 };
    };
    let so = |level: &Level| level.aliases.iter().any(|alias| numbering(alias) == Some(way));
    let mut levels = form.levels.iter().filter(|level| so(level)).peekable();
    let declared = levels.peek().is_some();
    match levels.any(|level| (level.shape == LevelShape::Heading) == heading) {
        true if heading => 3_000,
        true => 3_500,
        false if declared => 500,
        false => 2_000,
    }
}

fn fit_field(form: &Form, field: &Field, text: &str) -> Option<i32> {
    let short = text.chars().nth(1).is_none();
    match &field.kind {
        FieldKind::Grade { .. } | FieldKind::Choice { .. } => {
            matches!(read(form, field, text), Reading::Value(_) | Reading::Boxes(_)).then_some(6_000)
        }
        FieldKind::Page => is_page(text).then_some(4_000),
        FieldKind::Number => text.contains(|c: char| c.is_numeric()).then_some(1_000),
        FieldKind::Departments => departments(text),
        FieldKind::Schedule => is_step(text).then_some(1_000),
        FieldKind::LongText if is_page(text) || short => None,
        FieldKind::LongText => Some(if is_long(text) { 3_000 } else { 0 }),
        FieldKind::Line => (!is_long(text)).then_some(500),
        FieldKind::Indicators => Some(0),
    }
}

/// Returns whether a text is a number of an item and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    matches!(split(text, &[]), (number, "") if !number.is_empty())
}

/// Returns whether a text is one page or several: 12, p.12, 12～15, 12・20頁.
fn is_page(text: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || "pPｐＰ.．頁ページ～〜-－・、,".contains(c);
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let others = text.chars().filter(|c| !c.is_numeric() && !marks(*c)).count();
    others == 0 && (1..=12).contains(&digits)
}

fn is_title(text: &str) -> bool {
    text.chars().nth(120).is_none()
        && !text.contains('。')
        && !is_number(text)
        && text.chars().nth(1).is_some()
}

/// Returns whether a text may be a step of a schedule: a few words, and no letter alone.
fn is_step(text: &str) -> bool {
    text.chars().nth(1).is_some() && text.chars().nth(30).is_none() && !text.contains('。') && !is_page(text)
}

fn is_long(text: &str) -> bool {
    text.contains('。') || text.chars().nth(24).is_some()
}

fn departments(text: &str) -> Option<i32> {
    if text.contains('。') || is_page(text) || text.chars().nth(1).is_none() {
        return None;
    }
    if text.chars().nth(200).is_some() {
        return None;
    }
    let names = department::names_in(text);
    let ends = names.iter().filter(|name| department::is_name(name)).count();
    match (ends * 2 > names.len(), is_long(text)) {
        (true, _) => Some(3_500),
        (false, false) => Some(0),
        (false, true) => None,
    }
}
