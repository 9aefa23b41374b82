//! Registers by their place in a workbook, and what can stand in them.

use super::committee::*;
use super::department::Department;
use super::errand::{Answer, Contribution, Errand, Receipt, Request};
use super::form::{CommitteePart, Field, Level, Scale, Sheet};
use super::id::*;
use super::indicator::{Figure, Indicator};
use super::node::{Position, Repeat};
use super::review::Review;
use super::value::FieldValue;
use super::year::FiscalYear;
use super::year_book::Closing;
use crate::merge::stamp::{Context, serde_as_text};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// Names one register of a workbook; written as a path: `2019/node/k3…/value/rating`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A part of the plan's head.
    Plan(PlanPart),
    /// A part of a year.
    Year(FiscalYear, YearPart),
    /// A part of an item.
    Node(FiscalYear, NodeId, NodePart),
    /// An element of one of a year's tables, as a whole.
    Element(FiscalYear, ElementKey),
}

/// Names the parts of the plan's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanPart {
    /// The municipality's name.
    Municipality,
    /// The plan's title.
    Title,
    /// In a request: the plan that it was cut from.
    Errand,
    /// In a request: what whoever answers says beside the answers.
    Answer,
}

/// Names the parts of a year that are registers of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearPart {
    /// The label as typed.
    Label,
    /// Whether it is closed.
    Closed,
    /// Whether it was taken back.
    Dropped,
    /// The form's name.
    FormName,
    /// The form's levels.
    Levels,
    /// The form's fields.
    Fields,
    /// The form's scales.
    Scales,
    /// The form's committee part.
    Committee,
    /// The form's sheet layout.
    Sheet,
}

/// Names the parts of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodePart {
    /// The level.
    Level,
    /// The printed number.
    Number,
    /// The title.
    Title,
    /// The place in the tree.
    Position,
    /// Whether it is a 再掲.
    Repeat,
    /// Whether it was checked.
    Review,
    /// Whether it was dropped.
    Dropped,
    /// A field's value.
    Value(FieldId),
}

/// Names an element of one of a year's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementKey {
    /// A department.
    Department(DepartmentId),
    /// An indicator.
    Indicator(IndicatorId),
    /// An indicator's value of a year.
    Figure(IndicatorId, FiscalYear),
    /// A member.
    Member(MemberId),
    /// A meeting.
    Meeting(MeetingId),
    /// An attendance.
    Attendance(MeetingId, MemberId),
    /// An item on a meeting's agenda.
    Agenda(MeetingId, NodeId),
    /// How a meeting deals with an item.
    Proceeding(MeetingId, NodeId),
    /// A round.
    Round(RoundId),
    /// A ballot.
    Ballot(RoundId, NodeId, AxisId, MemberId),
    /// A hand count.
    HandCount(RoundId, NodeId, AxisId),
    /// A decision.
    Decision(NodeId, AxisId),
    /// A remark.
    Opinion(OpinionId),
    /// A request.
    Request(RequestId),
    /// An entry of the log of what came in.
    Receipt(ReceiptId),
    /// What one of several departments wrote for a field.
    Contribution(NodeId, FieldId, DepartmentId),
}

/// Names what is made at one time and shares one stamp until it is written: the plan's head, or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The plan's head.
    Plan,
    /// A year.
    Year(FiscalYear),
}

/// Is what stands in a register. Empty texts and lists are [`Datum::Absent`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "each variant holds the type of its name")]
pub enum Datum {
    #[default]
    Absent,
    Text(Box<str>),
    Closing(Box<Closing>),
    Dropped(Context),
    Levels(Vec<Level>),
    Fields(Vec<Field>),
    Scales(Vec<Scale>),
    Committee(Box<CommitteePart>),
    Sheet(Box<Sheet>),
    Level(LevelId),
    Position(Position),
    Repeat(Repeat),
    Review(Box<Review>),
    Value(FieldValue),
    Department(Box<Department>),
    Indicator(Box<Indicator>),
    Figure(Box<Figure>),
    Member(Box<Member>),
    Meeting(Box<Meeting>),
    Attendance(Box<Attendance>),
    Agenda(Box<AgendaItem>),
    Proceeding(Box<Proceeding>),
    Round(Box<Round>),
    Ballot(Box<Ballot>),
    HandCount(Box<HandCount>),
    Decision(Box<Decision>),
    Opinion(Box<Opinion>),
    Errand(Errand),
    Answer(Box<Answer>),
    Request(Box<Request>),
    Receipt(Box<Receipt>),
    Contribution(Box<Contribution>),
}

impl Datum {
    /// Returns whether nothing stands there.
    pub fn is_absent(&self) -> bool {
        *self == Datum::Absent
    }

    /// Makes a text; absent where it is empty.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Datum::Absent } else { Datum::Text(text.into()) }
    }

    /// Makes a field's value, or its absence.
    pub fn value(value: Option<FieldValue>) -> Self {
        value.map_or(Datum::Absent, Datum::Value)
    }
}

impl Place {
    /// Returns the scope that the register was made with.
    pub fn scope(&self) -> Scope {
        match self.year() {
            Some(year) => Scope::Year(year),
            None => Scope::Plan,
        }
    }

    /// Returns the year that the register belongs to.
    pub fn year(&self) -> Option<FiscalYear> {
        match self {
            Place::Plan(_) => None,
            Place::Year(year, _) | Place::Node(year, ..) | Place::Element(year, _) => Some(*year),
        }
    }

    /// Returns the item that the register belongs to or speaks about.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Place::Node(_, node, _) => Some(*node),
            Place::Element(_, key) => match key {
                ElementKey::Ballot(_, node, ..) | ElementKey::HandCount(_, node, _) => Some(*node),
                ElementKey::Decision(node, _) | ElementKey::Proceeding(_, node) => Some(*node),
                ElementKey::Contribution(node, ..) => Some(*node),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns whether a datum may stand here: of the right type, and under its own key.
    pub fn fits(&self, datum: &Datum) -> bool {
        use ElementKey as E;
        match (self, datum) {
            (_, Datum::Absent) => true,
            (
                Place::Plan(PlanPart::Municipality | PlanPart::Title)
                | Place::Year(_, YearPart::Label | YearPart::FormName),
                Datum::Text(t),
            ) => !t.is_empty(),
            (Place::Plan(PlanPart::Errand), Datum::Errand(_))
            | (Place::Plan(PlanPart::Answer), Datum::Answer(_))
            | (Place::Year(_, YearPart::Closed), Datum::Closing(_))
            | (Place::Year(_, YearPart::Dropped), Datum::Dropped(_))
            | (Place::Year(_, YearPart::Levels), Datum::Levels(_))
            | (Place::Year(_, YearPart::Fields), Datum::Fields(_))
            | (Place::Year(_, YearPart::Scales), Datum::Scales(_))
            | (Place::Year(_, YearPart::Committee), Datum::Committee(_))
            | (Place::Year(_, YearPart::Sheet), Datum::Sheet(_))
            | (Place::Node(_, _, NodePart::Level), Datum::Level(_))
            | (Place::Node(_, _, NodePart::Position), Datum::Position(_))
            | (Place::Node(_, _, NodePart::Repeat), Datum::Repeat(_))
            | (Place::Node(_, _, NodePart::Review), Datum::Review(_))
            | (Place::Node(_, _, NodePart::Dropped), Datum::Dropped(_))
            | (Place::Node(_, _, NodePart::Value(_)), Datum::Value(_)) => true,
            (Place::Node(_, _, NodePart::Number | NodePart::Title), Datum::Text(text)) => !text.is_empty(),
            (Place::Element(_, key), datum) => match (key, datum) {
                (E::Department(id), Datum::Department(it)) => it.id == *id,
                (E::Indicator(id), Datum::Indicator(it)) => it.id == *id,
                (E::Figure(id, year), Datum::Figure(it)) => (it.indicator, it.year) == (*id, *year),
                (E::Member(id), Datum::Member(it)) => it.id == *id,
                (E::Meeting(id), Datum::Meeting(it)) => it.id == *id,
                (E::Attendance(m, p), Datum::Attendance(it)) => (it.meeting, it.member) == (*m, *p),
                (E::Agenda(m, n), Datum::Agenda(it)) => (it.meeting, it.node) == (*m, *n),
                (E::Proceeding(m, n), Datum::Proceeding(it)) => (it.meeting, it.node) == (*m, *n),
                (E::Round(id), Datum::Round(it)) => it.id == *id,
                (E::Ballot(r, n, a, m), Datum::Ballot(it)) => {
                    (it.round, it.node, it.axis, it.member) == (*r, *n, *a, *m)
                }
                (E::HandCount(r, n, a), Datum::HandCount(it)) => (it.round, it.node, it.axis) == (*r, *n, *a),
                (E::Decision(n, a), Datum::Decision(it)) => (it.node, it.axis) == (*n, *a),
                (E::Opinion(id), Datum::Opinion(it)) => it.id == *id,
                (E::Request(id), Datum::Request(it)) => it.id == *id,
                (E::Receipt(id), Datum::Receipt(it)) => it.id == *id,
                (E::Contribution(n, f, d), Datum::Contribution(it)) => {
                    (it.node, it.field, it.department) == (*n, *f, *d)
                }
                _ => false,
            },
            _ => false,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::Plan => f.write_str("plan"),
            Scope::Year(year) => year.fmt(f),
        }
    }
}

impl FromStr for Scope {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "plan" => Ok(Scope::Plan),
            year => Ok(Scope::Year(read_year(year)?)),
        }
    }
}

const PLAN_PARTS: [(&str, PlanPart); 4] = [
    ("municipality", PlanPart::Municipality),
    ("title", PlanPart::Title),
    ("errand", PlanPart::Errand),
    ("answer", PlanPart::Answer),
];

const YEAR_PARTS: [(&str, YearPart); 9] = [
    ("label", YearPart::Label),
    ("closed", YearPart::Closed),
    ("dropped", YearPart::Dropped),
    ("formName", YearPart::FormName),
    ("levels", YearPart::Levels),
    ("fields", YearPart::Fields),
    ("scales", YearPart::Scales),
    ("committee", YearPart::Committee),
    ("sheet", YearPart::Sheet),
];

const NODE_PARTS: [(&str, NodePart); 7] = [
    ("level", NodePart::Level),
    ("number", NodePart::Number),
    ("title", NodePart::Title),
    ("position", NodePart::Position),
    ("repeat", NodePart::Repeat),
    ("review", NodePart::Review),
    ("dropped", NodePart::Dropped),
];

fn name_of<T: PartialEq>(parts: &[(&'static str, T)], part: &T) -> &'static str {
    parts.iter().find(|(_, other)| other == part).map_or("", |(name, _)| name)
}

fn part_named<T: Copy>(parts: &[(&str, T)], name: &str) -> Result<T, &'static str> {
    parts.iter().find(|(other, _)| *other == name).map(|(_, part)| *part).ok_or(NO_PLACE)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Plan(part) => write!(f, "plan/{}", name_of(&PLAN_PARTS, part)),
            Place::Year(year, part) => write!(f, "{year}/{}", name_of(&YEAR_PARTS, part)),
            Place::Node(year, node, NodePart::Value(field)) => {
                write!(f, "{year}/node/{node}/value/{field}")
            }
            Place::Node(year, node, part) => write!(f, "{year}/node/{node}/{}", name_of(&NODE_PARTS, part)),
            Place::Element(year, key) => write!(f, "{year}/{key}"),
        }
    }
}

impl fmt::Display for ElementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ElementKey::Department(id) => write!(f, "department/{id}"),
            ElementKey::Indicator(id) => write!(f, "indicator/{id}"),
            ElementKey::Figure(id, year) => write!(f, "figure/{id}/{year}"),
            ElementKey::Member(id) => write!(f, "member/{id}"),
            ElementKey::Meeting(id) => write!(f, "meeting/{id}"),
            ElementKey::Attendance(meeting, member) => write!(f, "attendance/{meeting}/{member}"),
            ElementKey::Agenda(meeting, node) => write!(f, "agenda/{meeting}/{node}"),
            ElementKey::Proceeding(meeting, node) => write!(f, "proceeding/{meeting}/{node}"),
            ElementKey::Round(id) => write!(f, "round/{id}"),
            ElementKey::Ballot(r, n, a, m) => write!(f, "ballot/{r}/{n}/{a}/{m}"),
            ElementKey::HandCount(r, n, a) => write!(f, "handCount/{r}/{n}/{a}"),
            ElementKey::Decision(n, a) => write!(f, "decision/{n}/{a}"),
            ElementKey::Opinion(id) => write!(f, "opinion/{id}"),
            ElementKey::Request(id) => write!(f, "request/{id}"),
            ElementKey::Receipt(id) => write!(f, "receipt/{id}"),
            ElementKey::Contribution(n, field, d) => write!(f, "contribution/{n}/{field}/{d}"),
        }
    }
}

const NO_PLACE: &str = "no such place";

fn read_year(text: &str) -> Result<FiscalYear, &'static str> {
    text.parse().ok().and_then(FiscalYear::new).ok_or(NO_PLACE)
}

fn read_id<T: FromStr>(text: &str) -> Result<T, &'static str> {
    text.parse().map_err(|_| NO_PLACE)
}

impl FromStr for Place {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<&str> = text.split('/').collect();
        match parts.as_slice() {
            ["plan", part] => Ok(Place::Plan(part_named(&PLAN_PARTS, part)?)),
            [year, part] => Ok(Place::Year(read_year(year)?, part_named(&YEAR_PARTS, part)?)),
            [year, "node", node, "value", field] => {
                let part = NodePart::Value(read_id(field)?);
                Ok(Place::Node(read_year(year)?, read_id(node)?, part))
            }
            [year, "node", node, part] => {
                Ok(Place::Node(read_year(year)?, read_id(node)?, part_named(&NODE_PARTS, part)?))
            }
            [year, rest @ ..] => Ok(Place::Element(read_year(year)?, read_element(rest)?)),
            [] => Err(NO_PLACE),
        }
    }
}

fn read_element(parts: &[&str]) -> Result<ElementKey, &'static str> {
    Ok(match parts {
        ["department", id] => ElementKey::Department(read_id(id)?),
        ["indicator", id] => ElementKey::Indicator(read_id(id)?),
        ["figure", id, year] => ElementKey::Figure(read_id(id)?, read_year(year)?),
        ["member", id] => ElementKey::Member(read_id(id)?),
        ["meeting", id] => ElementKey::Meeting(read_id(id)?),
        ["attendance", meeting, member] => ElementKey::Attendance(read_id(meeting)?, read_id(member)?),
        ["agenda", meeting, node] => ElementKey::Agenda(read_id(meeting)?, read_id(node)?),
        ["proceeding", meeting, node] => ElementKey::Proceeding(read_id(meeting)?, read_id(node)?),
        ["round", id] => ElementKey::Round(read_id(id)?),
        ["ballot", r, n, a, m] => ElementKey::Ballot(read_id(r)?, read_id(n)?, read_id(a)?, read_id(m)?),
        ["handCount", r, n, a] => ElementKey::HandCount(read_id(r)?, read_id(n)?, read_id(a)?),
        ["decision", n, a] => ElementKey::Decision(read_id(n)?, read_id(a)?),
        ["opinion", id] => ElementKey::Opinion(read_id(id)?),
        ["request", id] => ElementKey::Request(read_id(id)?),
        ["receipt", id] => ElementKey::Receipt(read_id(id)?),
        ["contribution", n, f, d] => ElementKey::Contribution(read_id(n)?, read_id(f)?, read_id(d)?),
        _ => return Err(NO_PLACE),
    })
}

serde_as_text!(Place, "^(plan|[0-9]{4})/[A-Za-z0-9/]+$");
serde_as_text!(Scope, "^(plan|[0-9]{4})$");
