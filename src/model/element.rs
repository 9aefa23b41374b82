//! Elements of a year's tables as an edit puts them there, checked for what they refer to.

use super::committee::*;
use super::department::Department;
use super::edit::EditError;
use super::errand::{Contribution, Receipt, Recipient, Request};
use super::id::*;
use super::indicator::{Figure, Indicator};
use super::place::{Datum, ElementKey, Place};
use super::site::Site;
use super::year::FiscalYear;

/// Is an element of one of a year's tables.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant holds the type of its name")]
pub enum Element {
    Department(Department),
    Indicator(Indicator),
    Figure(Figure),
    Member(Member),
    Meeting(Meeting),
    Attendance(Attendance),
    Agenda(AgendaItem),
    Proceeding(Box<Proceeding>),
    Round(Round),
    Ballot(Ballot),
    HandCount(HandCount),
    Decision(Decision),
    Opinion(Opinion),
    Request(Box<Request>),
    Receipt(Box<Receipt>),
    Contribution(Contribution),
}

impl Element {
    pub(super) fn write(self, year: FiscalYear) -> (Place, Datum) {
        use ElementKey as E;
        let (key, datum) = match self {
            Element::Department(it) => (E::Department(it.id), Datum::Department(Box::new(it))),
            Element::Indicator(it) => (E::Indicator(it.id), Datum::Indicator(Box::new(it))),
            Element::Figure(it) => (E::Figure(it.indicator, it.year), Datum::Figure(Box::new(it))),
            Element::Member(it) => (E::Member(it.id), Datum::Member(Box::new(it))),
            Element::Meeting(it) => (E::Meeting(it.id), Datum::Meeting(Box::new(it))),
            Element::Attendance(it) => {
                (E::Attendance(it.meeting, it.member), Datum::Attendance(Box::new(it)))
            }
            Element::Agenda(it) => (E::Agenda(it.meeting, it.node), Datum::Agenda(Box::new(it))),
            Element::Proceeding(it) => (E::Proceeding(it.meeting, it.node), Datum::Proceeding(it)),
            Element::Round(it) => (E::Round(it.id), Datum::Round(Box::new(it))),
            Element::Ballot(it) => {
                (E::Ballot(it.round, it.node, it.axis, it.member), Datum::Ballot(Box::new(it)))
            }
            Element::HandCount(it) => {
                (E::HandCount(it.round, it.node, it.axis), Datum::HandCount(Box::new(it)))
            }
            Element::Decision(it) => (E::Decision(it.node, it.axis), Datum::Decision(Box::new(it))),
            Element::Opinion(it) => (E::Opinion(it.id), Datum::Opinion(Box::new(it))),
            Element::Request(it) => (E::Request(it.id), Datum::Request(it)),
            Element::Receipt(it) => (E::Receipt(it.id), Datum::Receipt(it)),
            Element::Contribution(it) => {
                (E::Contribution(it.node, it.field, it.department), Datum::Contribution(Box::new(it)))
            }
        };
        (Place::Element(year, key), datum)
    }

    /// Checks that what an element refers to is there.
    pub(super) fn check(&self, site: Site) -> Result<(), EditError> {
        let book = site.book;
        let node = |id| site.find(id).map(|_| ());
        let graded = |axis, grades: &[GradeId]| {
            let scale = book.form.axis(axis).and_then(|axis| book.form.scale(axis.scale));
            let scale = scale.ok_or(EditError::NoReference)?;
            let unknown = grades.iter().find(|&&grade| scale.grade(grade).is_none());
            unknown.map_or(Ok(()), |&grade| Err(EditError::NoGrade(grade)))
        };
        let there = |found: bool| if found { Ok(()) } else { Err(EditError::NoReference) };
        match self {
            Element::Department(_) | Element::Member(_) | Element::Meeting(_) | Element::Round(_) => Ok(()),
            Element::Indicator(it) => node(it.node),
            Element::Figure(it) => there(book.indicators.contains(it.indicator)),
            Element::Attendance(it) => {
                there(book.meetings.contains(it.meeting) && book.members.contains(it.member))
            }
            Element::Agenda(it) => {
                there(book.meetings.contains(it.meeting))?;
                node(it.node)
            }
            Element::Proceeding(it) => {
                there(book.meetings.contains(it.meeting))?;
                node(it.node)
            }
            Element::Ballot(it) => {
                there(book.rounds.contains(it.round) && book.members.contains(it.member))?;
                let grade = match it.vote {
                    Vote::Grade(grade) => Some(grade),
                    _ => None,
                };
                graded(it.axis, grade.as_slice())?;
                node(it.node)
            }
            Element::HandCount(it) => {
                there(book.rounds.contains(it.round))?;
                graded(it.axis, &it.counts.keys().copied().collect::<Vec<_>>())?;
                node(it.node)
            }
            Element::Decision(it) => {
                graded(it.axis, it.grade.as_slice())?;
                node(it.node)
            }
            Element::Opinion(it) => {
                there(book.form.heading(it.heading).is_some())?;
                node(it.node)
            }
            Element::Request(it) => {
                let known = match it.to {
                    Recipient::Department(id) => book.departments.contains(id),
                    Recipient::Member(id) => book.members.contains(id),
                };
                there(known && it.round.is_none_or(|round| book.rounds.contains(round)))?;
                it.items.iter().try_for_each(|asked| node(asked.node))
            }
            Element::Receipt(_) => Ok(()),
            Element::Contribution(it) => {
                there(book.departments.contains(it.department))?;
                let field = book.form.field(it.field).ok_or(EditError::NoField(it.field))?;
                match book.form.takes(field, &it.value) {
                    true => node(it.node),
                    false => Err(EditError::WrongKind(it.field)),
                }
            }
        }
    }
}
