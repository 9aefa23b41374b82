//! The content of a workbook: plain values, read and written by place.

use super::errand::{Answer, Errand};
use super::form::{CommitteePart, Form, Sheet};
use super::node::{Node, Position, Repeat};
use super::place::{Datum, ElementKey, NodePart, Place, PlanPart, YearPart};
use super::table::unique_map;
use super::year::FiscalYear;
use super::year_book::YearBook;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Is the content of a workbook, as a person can read it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The municipality's name: みどり野市.
    #[serde(default)]
    pub municipality: String,
    /// The plan's title: 第3期地域福祉計画.
    #[serde(default)]
    pub title: String,
    /// In a request: the plan that it was cut from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errand: Option<Errand>,
    /// In a request: what whoever answers says beside the answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The years' books by the year in which they begin.
    #[serde(default, deserialize_with = "unique_map")]
    pub years: BTreeMap<FiscalYear, YearBook>,
}

impl Content {
    /// Returns what stands at a place.
    pub fn get(&self, place: &Place) -> Datum {
        match place {
            Place::Plan(PlanPart::Municipality) => Datum::text(&self.municipality),
            Place::Plan(PlanPart::Title) => Datum::text(&self.title),
            Place::Plan(PlanPart::Errand) => self.errand.map_or(Datum::Absent, Datum::Errand),
            Place::Plan(PlanPart::Answer) => {
                self.answer.clone().map_or(Datum::Absent, |it| Datum::Answer(Box::new(it)))
            }
            Place::Year(year, part) => {
                self.years.get(year).map_or(Datum::Absent, |book| year_part(book, *part))
            }
            Place::Node(year, id, part) => {
                let node = self.years.get(year).and_then(|book| book.nodes.get(*id));
                node.map_or(Datum::Absent, |node| node_part(node, part))
            }
            Place::Element(year, key) => {
                self.years.get(year).and_then(|book| element(book, key)).unwrap_or_default()
            }
        }
    }

    /// Puts a datum at a place. Year and item are made where there is none yet, and taken away
    /// where nothing is left of them, so that equal registers mean equal content. A datum that does
    /// not fit the place is not taken; what comes from outside is checked before (`Place::fits`).
    pub(crate) fn set(&mut self, place: &Place, datum: Datum) {
        debug_assert!(place.fits(&datum), "{place} does not take {datum:?}");
        let emptied = datum.is_absent();
        match place {
            Place::Plan(PlanPart::Municipality) => self.municipality = into_text(datum),
            Place::Plan(PlanPart::Title) => self.title = into_text(datum),
            Place::Plan(PlanPart::Errand) => {
                self.errand = match datum {
                    Datum::Errand(errand) => Some(errand),
                    _ => None,
                }
            }
            Place::Plan(PlanPart::Answer) => {
                self.answer = match datum {
                    Datum::Answer(answer) => Some(*answer),
                    _ => None,
                }
            }
            Place::Year(year, part) => set_year_part(self.years.entry(*year).or_default(), *part, datum),
            Place::Node(year, id, part) => {
                let nodes = &mut self.years.entry(*year).or_default().nodes;
                if !nodes.contains(*id) {
                    nodes.put(Node::new(*id));
                }
                if let Some(node) = nodes.get_mut(*id) {
                    set_node_part(node, part, datum);
                    if emptied && *node == Node::new(*id) {
                        nodes.remove(*id);
                    }
                }
            }
            Place::Element(year, key) => set_element(self.years.entry(*year).or_default(), key, datum),
        }
        if let Some(year) = place.year().filter(|_| emptied)
            && self.years.get(&year).is_some_and(|book| *book == YearBook::default())
        {
            self.years.remove(&year);
        }
    }

    /// Returns the places at which something stands, of the plan's head and of every year.
    pub fn places(&self) -> Vec<Place> {
        let mut places = self.places_of_head();
        self.years.keys().for_each(|&year| places.extend(self.places_of(year, |_| true)));
        places
    }

    /// Returns the places of the plan's head at which something stands.
    pub fn places_of_head(&self) -> Vec<Place> {
        let head = [
            (PlanPart::Municipality, !self.municipality.is_empty()),
            (PlanPart::Title, !self.title.is_empty()),
            (PlanPart::Errand, self.errand.is_some()),
            (PlanPart::Answer, self.answer.is_some()),
        ];
        head.into_iter().filter(|(_, there)| *there).map(|(part, _)| Place::Plan(part)).collect()
    }

    /// Returns the places of a year at which something stands, of its items only those that are wanted.
    pub fn places_of(&self, year: FiscalYear, wanted: impl Fn(&Node) -> bool) -> Vec<Place> {
        self.years.get(&year).map(|book| places_of(year, book, wanted)).unwrap_or_default()
    }
}

fn places_of(year: FiscalYear, book: &YearBook, wanted: impl Fn(&Node) -> bool) -> Vec<Place> {
    use ElementKey as E;
    use YearPart::*;
    let parts = [Label, Closed, Dropped, FormName, Levels, Fields, Scales, Committee, Sheet];
    let there = |part: &YearPart| !year_part(book, *part).is_absent();
    let mut places: Vec<Place> =
        parts.into_iter().filter(there).map(|part| Place::Year(year, part)).collect();
    for node in book.nodes.values().filter(|node| wanted(node)) {
        use NodePart::*;
        let parts = [
            (Level, node.level.is_some()),
            (Number, !node.number.is_empty()),
            (Title, !node.title.is_empty()),
            (Position, !node.position.is_unset()),
            (Repeat, !node.repeat.is_none()),
            (Review, !node_part(node, &Review).is_absent()),
            (Dropped, node.dropped.is_some()),
        ];
        let there = parts.into_iter().filter(|(_, there)| *there).map(|(part, _)| part);
        let all = there.chain(node.values.keys().map(|&field| Value(field)));
        places.extend(all.map(|part| Place::Node(year, node.id, part)));
    }
    let elements = (book.departments.keys().map(E::Department))
        .chain(book.indicators.keys().map(E::Indicator))
        .chain(book.figures.keys().map(|(id, year)| E::Figure(id, year)))
        .chain(book.members.keys().map(E::Member))
        .chain(book.meetings.keys().map(E::Meeting))
        .chain(book.attendances.keys().map(|(meeting, member)| E::Attendance(meeting, member)))
        .chain(book.agenda.keys().map(|(meeting, node)| E::Agenda(meeting, node)))
        .chain(book.proceedings.keys().map(|(meeting, node)| E::Proceeding(meeting, node)))
        .chain(book.rounds.keys().map(E::Round))
        .chain(book.ballots.keys().map(|(r, n, a, m)| E::Ballot(r, n, a, m)))
        .chain(book.hand_counts.keys().map(|(r, n, a)| E::HandCount(r, n, a)))
        .chain(book.decisions.keys().map(|(n, a)| E::Decision(n, a)))
        .chain(book.opinions.keys().map(E::Opinion))
        .chain(book.requests.keys().map(E::Request))
        .chain(book.receipts.keys().map(E::Receipt))
        .chain(book.contributions.keys().map(|(n, f, d)| E::Contribution(n, f, d)));
    places.extend(elements.map(|key| Place::Element(year, key)));
    places
}

fn year_part(book: &YearBook, part: YearPart) -> Datum {
    match part {
        YearPart::Label => Datum::text(&book.label),
        YearPart::Closed => book.closed.clone().map_or(Datum::Absent, |c| Datum::Closing(Box::new(c))),
        YearPart::Dropped => book.dropped.clone().map_or(Datum::Absent, Datum::Dropped),
        part => form_part(&book.form, part),
    }
}

/// The parts of a year that are its form's.
pub(super) const FORM_PARTS: [YearPart; 6] = [
    YearPart::FormName,
    YearPart::Levels,
    YearPart::Fields,
    YearPart::Scales,
    YearPart::Committee,
    YearPart::Sheet,
];

/// Returns what stands in a form's part; nothing for a part that is not of a form.
pub(super) fn form_part(form: &Form, part: YearPart) -> Datum {
    match part {
        YearPart::Label | YearPart::Closed | YearPart::Dropped => Datum::Absent,
        YearPart::FormName => Datum::text(&form.name),
        YearPart::Levels => list(&form.levels, Datum::Levels),
        YearPart::Fields => list(&form.fields, Datum::Fields),
        YearPart::Scales => list(&form.scales, Datum::Scales),
        YearPart::Committee if form.committee == CommitteePart::default() => Datum::Absent,
        YearPart::Committee => Datum::Committee(Box::new(form.committee.clone())),
        YearPart::Sheet if form.sheet == Sheet::default() => Datum::Absent,
        YearPart::Sheet => Datum::Sheet(Box::new(form.sheet.clone())),
    }
}

fn list<T: Clone>(items: &[T], datum: fn(Vec<T>) -> Datum) -> Datum {
    if items.is_empty() { Datum::Absent } else { datum(items.to_vec()) }
}

fn set_year_part(book: &mut YearBook, part: YearPart, datum: Datum) {
    let form = &mut book.form;
    match (part, datum) {
        (YearPart::Label, datum) => book.label = into_text(datum),
        (YearPart::FormName, datum) => form.name = into_text(datum),
        (YearPart::Closed, Datum::Closing(closing)) => book.closed = Some(*closing),
        (YearPart::Closed, _) => book.closed = None,
        (YearPart::Dropped, Datum::Dropped(seen)) => book.dropped = Some(seen),
        (YearPart::Dropped, _) => book.dropped = None,
        (YearPart::Levels, Datum::Levels(levels)) => form.levels = levels,
        (YearPart::Levels, _) => form.levels = Vec::new(),
        (YearPart::Fields, Datum::Fields(fields)) => form.fields = fields,
        (YearPart::Fields, _) => form.fields = Vec::new(),
        (YearPart::Scales, Datum::Scales(scales)) => form.scales = scales,
        (YearPart::Scales, _) => form.scales = Vec::new(),
        (YearPart::Committee, Datum::Committee(part)) => form.committee = *part,
        (YearPart::Committee, _) => form.committee = CommitteePart::default(),
        (YearPart::Sheet, Datum::Sheet(sheet)) => form.sheet = *sheet,
        (YearPart::Sheet, _) => form.sheet = Sheet::default(),
    }
}

fn node_part(node: &Node, part: &NodePart) -> Datum {
    match part {
        NodePart::Level => node.level.map_or(Datum::Absent, Datum::Level),
        NodePart::Number => Datum::text(&node.number),
        NodePart::Title => Datum::text(&node.title),
        NodePart::Position if node.position == Position::default() => Datum::Absent,
        NodePart::Position => Datum::Position(node.position.clone()),
        NodePart::Repeat if node.repeat.is_none() => Datum::Absent,
        NodePart::Repeat => Datum::Repeat(node.repeat),
        NodePart::Review => node.review.clone().map_or(Datum::Absent, |it| Datum::Review(Box::new(it))),
        NodePart::Dropped => node.dropped.clone().map_or(Datum::Absent, Datum::Dropped),
        NodePart::Value(field) => Datum::value(node.values.get(field).cloned()),
    }
}

fn set_node_part(node: &mut Node, part: &NodePart, datum: Datum) {
    match (part, datum) {
        (NodePart::Level, Datum::Level(level)) => node.level = Some(level),
        (NodePart::Level, _) => node.level = None,
        (NodePart::Number, datum) => node.number = into_text(datum),
        (NodePart::Title, datum) => node.title = into_text(datum),
        (NodePart::Position, Datum::Position(position)) => node.position = position,
        (NodePart::Position, _) => node.position = Position::default(),
        (NodePart::Repeat, Datum::Repeat(repeat)) => node.repeat = repeat,
        (NodePart::Repeat, _) => node.repeat = Repeat::None,
        (NodePart::Review, Datum::Review(review)) => node.review = Some(*review),
        (NodePart::Review, _) => node.review = None,
        (NodePart::Dropped, Datum::Dropped(seen)) => node.dropped = Some(seen),
        (NodePart::Dropped, _) => node.dropped = None,
        (NodePart::Value(field), Datum::Value(value)) => {
            node.values.insert(*field, value);
        }
        (NodePart::Value(field), _) => {
            node.values.remove(field);
        }
    }
}

fn into_text(datum: Datum) -> String {
    match datum {
        Datum::Text(text) => text.into(),
        _ => String::new(),
    }
}

fn element(book: &YearBook, key: &ElementKey) -> Option<Datum> {
    use ElementKey as E;
    fn boxed<T: Clone>(found: Option<&T>, datum: fn(Box<T>) -> Datum) -> Option<Datum> {
        found.map(|element| datum(Box::new(element.clone())))
    }
    match *key {
        E::Department(id) => boxed(book.departments.get(id), Datum::Department),
        E::Indicator(id) => boxed(book.indicators.get(id), Datum::Indicator),
        E::Figure(id, year) => boxed(book.figures.get((id, year)), Datum::Figure),
        E::Member(id) => boxed(book.members.get(id), Datum::Member),
        E::Meeting(id) => boxed(book.meetings.get(id), Datum::Meeting),
        E::Attendance(meeting, member) => boxed(book.attendances.get((meeting, member)), Datum::Attendance),
        E::Agenda(meeting, node) => boxed(book.agenda.get((meeting, node)), Datum::Agenda),
        E::Proceeding(meeting, node) => boxed(book.proceedings.get((meeting, node)), Datum::Proceeding),
        E::Round(id) => boxed(book.rounds.get(id), Datum::Round),
        E::Ballot(r, n, a, m) => boxed(book.ballots.get((r, n, a, m)), Datum::Ballot),
        E::HandCount(r, n, a) => boxed(book.hand_counts.get((r, n, a)), Datum::HandCount),
        E::Decision(n, a) => boxed(book.decisions.get((n, a)), Datum::Decision),
        E::Opinion(id) => boxed(book.opinions.get(id), Datum::Opinion),
        E::Request(id) => boxed(book.requests.get(id), Datum::Request),
        E::Receipt(id) => boxed(book.receipts.get(id), Datum::Receipt),
        E::Contribution(n, f, d) => boxed(book.contributions.get((n, f, d)), Datum::Contribution),
    }
}

fn set_element(book: &mut YearBook, key: &ElementKey, datum: Datum) {
    use ElementKey as E;
    match (*key, datum) {
        (E::Department(_), Datum::Department(it)) => book.departments.put(*it),
        (E::Department(id), _) => book.departments.remove(id),
        (E::Indicator(_), Datum::Indicator(it)) => book.indicators.put(*it),
        (E::Indicator(id), _) => book.indicators.remove(id),
        (E::Figure(..), Datum::Figure(it)) => book.figures.put(*it),
        (E::Figure(id, year), _) => book.figures.remove((id, year)),
        (E::Member(_), Datum::Member(it)) => book.members.put(*it),
        (E::Member(id), _) => book.members.remove(id),
        (E::Meeting(_), Datum::Meeting(it)) => book.meetings.put(*it),
        (E::Meeting(id), _) => book.meetings.remove(id),
        (E::Attendance(..), Datum::Attendance(it)) => book.attendances.put(*it),
        (E::Attendance(meeting, member), _) => book.attendances.remove((meeting, member)),
        (E::Agenda(..), Datum::Agenda(it)) => book.agenda.put(*it),
        (E::Agenda(meeting, node), _) => book.agenda.remove((meeting, node)),
        (E::Proceeding(..), Datum::Proceeding(it)) => book.proceedings.put(*it),
        (E::Proceeding(meeting, node), _) => book.proceedings.remove((meeting, node)),
        (E::Round(_), Datum::Round(it)) => book.rounds.put(*it),
        (E::Round(id), _) => book.rounds.remove(id),
        (E::Ballot(..), Datum::Ballot(it)) => book.ballots.put(*it),
        (E::Ballot(r, n, a, m), _) => book.ballots.remove((r, n, a, m)),
        (E::HandCount(..), Datum::HandCount(it)) => book.hand_counts.put(*it),
        (E::HandCount(r, n, a), _) => book.hand_counts.remove((r, n, a)),
        (E::Decision(..), Datum::Decision(it)) => book.decisions.put(*it),
        (E::Decision(n, a), _) => book.decisions.remove((n, a)),
        (E::Opinion(_), Datum::Opinion(it)) => book.opinions.put(*it),
        (E::Opinion(id), _) => book.opinions.remove(id),
        (E::Request(_), Datum::Request(it)) => book.requests.put(*it),
        (E::Request(id), _) => book.requests.remove(id),
        (E::Receipt(_), Datum::Receipt(it)) => book.receipts.put(*it),
        (E::Receipt(id), _) => book.receipts.remove(id),
        (E::Contribution(..), Datum::Contribution(it)) => book.contributions.put(*it),
        (E::Contribution(n, f, d), _) => book.contributions.remove((n, f, d)),
    }
}
