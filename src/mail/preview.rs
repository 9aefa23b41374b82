//! What taking what came in would do, place by place, before anything is done.

use super::arrival::{Arrival, is_shown_alike};
use crate::merge::history::Replica;
use crate::merge::register::Register;
use crate::merge::stamp::Stamp;
use crate::model::place::{Datum, NodePart, Place, YearPart};
use crate::model::workbook::Workbook;
use std::collections::{BTreeMap, BTreeSet};

/// Is what several arrivals would do together.
#[derive(Clone, Debug)]
pub struct Preview {
    /// All that may be taken, joined.
    pub part: Workbook,
    /// What would change, or might, in the order of the places.
    pub entries: Vec<Entry>,
}

/// Is one place of a preview.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where.
    pub place: Place,
    /// What is found there.
    pub finding: Finding,
    /// What stands here.
    pub ours: Datum,
    /// The values that came, each with who wrote it; none of them stands here.
    pub theirs: Vec<Voice>,
    /// Which of the arrivals have it, by their number from 0.
    pub from: Vec<usize>,
}

/// Is one value with who wrote it, where that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// The value.
    pub datum: Datum,
    /// Who wrote it, and when it was begun.
    pub by: Option<Replica>,
    /// Its stamp; none for a value that is not kept as a register any more.
    pub stamp: Option<Stamp>,
}

/// Says what is found at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// They wrote over what stands here, having seen it, or where nothing stood.
    New,
    /// Both wrote without having seen the other, or several of them did.
    Conflict,
    /// It was taken before, or a later version of it was, and something else stands here since; that
    /// stays.
    Superseded,
    /// It was taken before and taken back (取り消した取り込み); it is offered again, as a new edit.
    Undone,
}

impl Preview {
    /// Finds what some arrivals would do together. Those that are barred do nothing.
    pub fn new(plan: &Workbook, arrivals: &[&Arrival]) -> Preview {
        let mut part = plan.part([]);
        let mut from: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        let mut known: BTreeMap<Place, (Vec<Datum>, BTreeSet<usize>, bool)> = BTreeMap::new();
        for (at, arrival) in arrivals.iter().enumerate().filter(|(_, it)| !it.is_barred()) {
            for place in plan.places_to_join(&arrival.part) {
                from.entry(place).or_default().push(at);
            }
            // Both are of this plan, so they always join.
            let _ = part.join(&arrival.part);
            // Where something of the same request was taken and still stands, an older version that
            // comes late is no import that was taken back.
            let is_logged = arrival.request.as_ref().is_some_and(|(year, request)| {
                plan.year(*year).is_some_and(|book| {
                    book.receipts.values().any(|receipt| receipt.request == Some(request.id))
                })
            });
            for (place, datum) in &arrival.known {
                let entry = known.entry(*place).or_default();
                if !entry.0.contains(datum) {
                    entry.0.push(datum.clone());
                }
                entry.1.insert(at);
                entry.2 |= is_logged || arrival.request.is_none();
            }
        }
        let mut entries: Vec<Entry> = from
            .into_iter()
            .filter(|(place, _)| is_shown(place))
            .filter_map(|(place, from)| entry(plan, &part, place, from))
            .collect();
        let found: BTreeSet<Place> = entries.iter().map(|entry| entry.place).collect();
        for (place, (data, from, is_logged)) in known {
            if found.contains(&place) || !is_shown(&place) {
                continue;
            }
            let finding = if is_logged { Finding::Superseded } else { Finding::Undone };
            let theirs = data.into_iter().map(|datum| Voice { datum, by: None, stamp: None }).collect();
            let from = from.into_iter().collect();
            entries.push(Entry { place, finding, ours: plan.content().get(&place), theirs, from });
        }
        entries.sort_by_key(|entry| entry.place);
        Preview { part, entries }
    }

    /// Returns how many entries have a finding.
    pub fn count(&self, finding: Finding) -> usize {
        self.entries.iter().filter(|entry| entry.finding == finding).count()
    }
}

/// Whether a place is shown by itself: not how an item stands in the tree's order, for one.
fn is_shown(place: &Place) -> bool {
    !matches!(
        place,
        Place::Year(_, YearPart::Dropped) | Place::Node(_, _, NodePart::Level | NodePart::Position)
    )
}

fn entry(plan: &Workbook, part: &Workbook, place: Place, from: Vec<usize>) -> Option<Entry> {
    let theirs = part.register(&place)?;
    let Some(ours) = plan.register(&place) else {
        let finding = if theirs.is_conflict() { Finding::Conflict } else { Finding::New };
        return Some(Entry { place, finding, ours: Datum::Absent, theirs: voices(part, &theirs, &[]), from });
    };
    if is_shown_alike(&ours, &theirs) {
        return None;
    }
    let joined = ours.join(&theirs);
    if joined == ours {
        return None;
    }
    let here: Vec<Datum> = ours.values.values().flatten().cloned().collect();
    let finding = if joined.is_conflict() { Finding::Conflict } else { Finding::New };
    let theirs = voices(part, &theirs, if finding == Finding::Conflict { &here } else { &[] });
    Some(Entry { place, finding, ours: plan.content().get(&place), theirs, from })
}

/// Lists the values of a register with who wrote them, but for those that stand here.
pub(super) fn voices(book: &Workbook, register: &Register, but: &[Datum]) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for (stamp, datum) in register.values.iter().flat_map(|(s, data)| data.iter().map(move |d| (s, d))) {
        if !but.contains(datum) && !voices.iter().any(|voice| voice.datum == *datum) {
            let by = book.history().replicas.get(&stamp.replica).cloned();
            voices.push(Voice { datum: datum.clone(), by, stamp: Some(*stamp) });
        }
    }
    voices
}

/// Lists the values that stand at a place in a workbook, each with who wrote it: one, or those of a
/// conflict, the shown one first.
pub fn standing(workbook: &Workbook, place: &Place) -> Vec<Voice> {
    workbook.register(place).map(|register| voices(workbook, &register, &[])).unwrap_or_default()
}
