//! What came back, held against the request that it answers: what of it may be taken, what was
//! changed outside of what was asked, and what is odd about it as a whole.

use super::progress::{progress, request_of};
use super::scope::gives;
use crate::format::CheckCode;
use crate::merge::register::Register;
use crate::model::errand::{Answer, Recipient, Request};
use crate::model::id::{NodeId, RequestId, WorkbookId};
use crate::model::place::{Datum, ElementKey, NodePart, Place};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;

/// Is one thing that came in, as it stands to the plan.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The check code of its file.
    pub check: CheckCode,
    /// Who sent it: the recipient of the request, by name.
    pub sender: String,
    /// The year and the request that it answers, as the plan logged it, else as it says itself; none for a
    /// whole workbook.
    pub request: Option<(FiscalYear, Request)>,
    /// What its sender says beside the answers.
    pub answer: Answer,
    /// What is odd about it, in the order of weight.
    pub oddities: Vec<Oddity>,
    /// The registers that may be taken, as a part of the plan.
    pub part: Workbook,
    /// What was changed and may not be taken.
    pub refused: Vec<Refused>,
    /// Values that were superseded here: taken before and changed or undone since.
    pub known: Vec<(Place, Datum)>,
    /// Asked items in which nothing was filled.
    pub missing: Vec<NodeId>,
    /// Of how many asked items something is there.
    pub answered: usize,
    /// Of how many answers the same stands here already.
    pub same: usize,
}

/// Is a value that is not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Where.
    pub place: Place,
    /// What stands there in what came in.
    pub theirs: Datum,
    /// Why.
    pub why: Why,
}

/// Says why a value is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The request did not give this place to its recipient.
    Outside,
    /// It does not fit the plan's form: a grade that its scale does not have.
    Misfit,
    /// Under a stamp that is known here stands something else: changed by hand, or by a fault.
    Altered,
}

/// Says what is odd about what came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// It answers a request of another plan.
    AnotherPlan {
        /// The municipality and title that stand in it.
        named: String,
    },
    /// Its year is not in this plan.
    NoYear(FiscalYear),
    /// Its year is closed.
    YearClosed(FiscalYear),
    /// It is a whole workbook under the id of this plan's request, or a request without its recipient.
    NotAnAnswer,
    /// The plan does not know of the request: it was made on another PC, or in another copy.
    UnknownRequest,
    /// The request was withdrawn.
    Withdrawn,
    /// Another request has taken its place.
    Replaced {
        /// The one that took its place.
        by: RequestId,
        /// The day on which that was made.
        day: String,
    },
    /// Just this file was taken before, at this time.
    Taken(String),
    /// It is a draft (途中保存).
    Draft,
    /// It is a request in which nothing was filled in.
    Unanswered,
}

impl Oddity {
    /// Returns whether nothing of it can be taken here.
    pub fn is_bar(&self) -> bool {
        use Oddity::*;
        matches!(self, AnotherPlan { .. } | NoYear(_) | YearClosed(_) | NotAnAnswer)
    }

    /// Returns whether a person has to agree before it is taken.
    pub fn is_doubt(&self) -> bool {
        matches!(self, Oddity::UnknownRequest | Oddity::Withdrawn | Oddity::Replaced { .. })
    }
}

impl Arrival {
    /// Returns whether nothing of it can be taken.
    pub fn is_barred(&self) -> bool {
        self.oddities.iter().any(Oddity::is_bar)
    }

    /// Returns whether a person has to agree before it is taken.
    pub fn is_doubtful(&self) -> bool {
        self.oddities.iter().any(Oddity::is_doubt)
    }

    /// Holds what came in against the plan. What came in is a request that was filled in (回答, 委員票),
    /// or another state of the plan itself.
    pub fn new(plan: &Workbook, came: Workbook, check: CheckCode) -> Arrival {
        match came.content().errand {
            None => whole(plan, came, check),
            Some(errand) => answer(plan, came, errand.plan, errand.year, check),
        }
    }

    fn blank(plan: &Workbook, check: CheckCode) -> Arrival {
        Arrival {
            check,
            sender: String::new(),
            request: None,
            answer: Answer::default(),
            oddities: Vec::new(),
            part: plan.part([]),
            refused: Vec::new(),
            known: Vec::new(),
            missing: Vec::new(),
            answered: 0,
            same: 0,
        }
    }
}

fn named(came: &Workbook) -> String {
    format!("{} {}", came.content().municipality, came.content().title).trim().to_string()
}

fn whole(plan: &Workbook, came: Workbook, check: CheckCode) -> Arrival {
    let blank = Arrival::blank(plan, check);
    if came.id() != plan.id() {
        return Arrival { oddities: vec![Oddity::AnotherPlan { named: named(&came) }], ..blank };
    }
    let known = plan.places_to_join(&came).into_iter().filter_map(|place| {
        let theirs = came.register(&place)?;
        let ours = plan.register(&place)?;
        (ours.join(&theirs) == ours && !stands(&ours, &theirs)).then(|| (place, shown(&theirs)))
    });
    Arrival { known: known.collect(), part: came, ..blank }
}

fn answer(plan: &Workbook, came: Workbook, of: WorkbookId, year: FiscalYear, check: CheckCode) -> Arrival {
    let mut arrival = Arrival::blank(plan, check);
    let own = request_of(&came).map(|(_, request)| request.clone());
    let logged = plan.year(year).and_then(|book| book.requests.get(RequestId(came.id().0)));
    arrival.answer = came.content().answer.clone().unwrap_or_default();
    // What was asked is for the plan to say, what was in the file for the file.
    let request = match (logged, own) {
        (Some(logged), Some(own)) => Some(Request { seen: own.seen, ..logged.clone() }),
        (logged, own) => logged.cloned().or(own),
    };
    if let (Some(request), Some(book)) = (&request, came.year(year)) {
        arrival.sender = request.to.name(book);
    }
    arrival.oddities = oddities(plan, &came, of, year, &arrival, request.as_ref());
    let Some(request) = request.filter(|_| !arrival.is_barred()) else { return arrival };
    if arrival.sender.is_empty() {
        arrival.sender = plan.year(year).map(|book| request.to.name(book)).unwrap_or_default();
    }
    sort(plan, &came, year, &request, &mut arrival);
    let answered = progress(&came, year, &request);
    arrival.missing = answered.iter().filter(|it| it.is_empty()).map(|it| it.node).collect();
    arrival.answered = answered.iter().filter(|it| it.filled > 0).count();
    if is_nothing(&arrival) {
        arrival.oddities.push(Oddity::Unanswered);
    }
    arrival.request = Some((year, request));
    arrival
}

fn is_nothing(arrival: &Arrival) -> bool {
    let nothing =
        arrival.part.history().registers.is_empty() && arrival.known.is_empty() && arrival.same == 0;
    nothing && arrival.refused.is_empty() && arrival.answer == Answer::default()
}

fn oddities(
    plan: &Workbook,
    came: &Workbook,
    of: WorkbookId,
    year: FiscalYear,
    arrival: &Arrival,
    request: Option<&Request>,
) -> Vec<Oddity> {
    if of != plan.id() {
        return vec![Oddity::AnotherPlan { named: named(came) }];
    }
    let there = plan.years().find(|(there, _)| *there == year);
    let Some((_, book)) = there else { return vec![Oddity::NoYear(year)] };
    if book.closed.is_some() {
        return vec![Oddity::YearClosed(year)];
    }
    let Some(request) = request else { return vec![Oddity::NotAnAnswer] };
    let mut oddities = Vec::new();
    match book.requests.get(request.id) {
        None => oddities.push(Oddity::UnknownRequest),
        Some(logged) if logged.withdrawn => oddities.push(Oddity::Withdrawn),
        Some(_) => {}
    }
    let newer = book.requests.values().find(|it| it.replaces == Some(request.id) && !it.withdrawn);
    oddities.extend(newer.map(|it| Oddity::Replaced { by: it.id, day: it.day.clone() }));
    let code = arrival.check.to_string();
    let taken = book.receipts.values().filter(|it| it.check == code).map(|it| it.time.clone()).max();
    oddities.extend(taken.map(Oddity::Taken));
    if arrival.answer.finished.is_empty() && matches!(request.to, Recipient::Department(_)) {
        oddities.push(Oddity::Draft);
    }
    oddities
}

/// Sorts the registers of an answer into those that may be taken, those that are known, and those that
/// are refused. What the request held and nobody wrote since is passed over.
fn sort(plan: &Workbook, came: &Workbook, year: FiscalYear, request: &Request, arrival: &mut Arrival) {
    let theirs = came.part_for(plan.id(), came.all_places());
    let books: Vec<_> = [plan.year(year), came.year(year)].into_iter().flatten().collect();
    let mut taken = Vec::new();
    for place in came.all_places().into_iter().filter(|place| !is_of_the_file(place)) {
        let Some(register) = theirs.register(&place) else { continue };
        let given = gives(request, year, &books, &place);
        let is_written = register.values.keys().any(|stamp| !request.seen.covers(*stamp));
        let ours = plan.register(&place);
        if let Some(ours) = &ours {
            if is_altered(ours, &register) {
                arrival.refused.push(Refused { place, theirs: shown(&register), why: Why::Altered });
                continue;
            }
            if ours.join(&register) == *ours {
                match stands(ours, &register) {
                    _ if !(given && is_written) => {}
                    true => arrival.same += 1,
                    false => arrival.known.push((place, shown(&register))),
                }
                continue;
            }
        }
        match given {
            _ if !is_written => {}
            false => arrival.refused.push(Refused { place, theirs: shown(&register), why: Why::Outside }),
            true if !fits(plan, year, &place, &register) => {
                arrival.refused.push(Refused { place, theirs: shown(&register), why: Why::Misfit });
            }
            true => {
                arrival.same += usize::from(ours.is_some_and(|ours| is_shown_alike(&ours, &register)));
                taken.push(place);
            }
        }
    }
    arrival.part = theirs.part(taken);
}

/// Whether a place says something about the file itself and nothing about the plan.
fn is_of_the_file(place: &Place) -> bool {
    use crate::model::place::PlanPart::{Answer, Errand};
    matches!(place, Place::Plan(Errand | Answer) | Place::Element(_, ElementKey::Request(_)))
}

/// Whether something else stands under a stamp that is known here.
fn is_altered(ours: &Register, theirs: &Register) -> bool {
    theirs.values.iter().any(|(stamp, data)| {
        let here = ours.values.get(stamp);
        here.is_some_and(|here| data.iter().any(|datum| !here.contains(datum)))
    })
}

fn shown(register: &Register) -> Datum {
    register.shown().map(|(_, datum)| datum.clone()).unwrap_or_default()
}

pub(super) fn is_shown_alike(ours: &Register, theirs: &Register) -> bool {
    !ours.is_conflict() && !theirs.is_conflict() && shown(ours) == shown(theirs)
}

/// Whether all values of a register stand here, be it as one of those of an open conflict.
fn stands(ours: &Register, theirs: &Register) -> bool {
    let here: Vec<&Datum> = ours.values.values().flatten().collect();
    theirs.values.values().flatten().all(|datum| here.contains(&datum))
}

/// Whether all values of a register fit the plan's form. What an item or a form is not known here for
/// may come yet, with the workbook that knows of it.
fn fits(plan: &Workbook, year: FiscalYear, place: &Place, register: &Register) -> bool {
    let Some(book) = plan.year(year) else { return true };
    let fits = |datum: &Datum| match (place, datum) {
        (_, Datum::Absent) => true,
        (Place::Node(_, _, NodePart::Value(field)), Datum::Value(value)) => {
            book.form.field(*field).is_none_or(|field| book.form.takes(field, value))
        }
        (_, Datum::Contribution(it)) => {
            book.form.field(it.field).is_none_or(|field| book.form.takes(field, &it.value))
        }
        (_, Datum::Ballot(it)) => {
            let scale = book.form.axis(it.axis).and_then(|axis| book.form.scale(axis.scale));
            match it.vote {
                crate::model::committee::Vote::Grade(grade) => {
                    scale.is_none_or(|scale| scale.grade(grade).is_some())
                }
                _ => true,
            }
        }
        _ => true,
    };
    register.values.values().flatten().all(fits)
}
