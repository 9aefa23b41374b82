//! Whether the values of a file fit together.

use crate::merge::history::{History, Versions};
use crate::merge::stamp::Stamp;
use crate::model::committee::Vote;
use crate::model::content::Content;
use crate::model::form::{Field, FieldKind, Form, FormFault};
use crate::model::id::*;
use crate::model::node::{Node, Repeat};
use crate::model::place::{ElementKey, NodePart, Place, Scope, YearPart};
use crate::model::tree::TreeNotice;
use crate::model::value::FieldValue;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::BTreeSet;

/// Says what does not fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The form has no such level.
    UnknownLevel(LevelId),
    /// The form has no such field, or not at the item's level.
    UnknownField(FieldId),
    /// The form has no such scale.
    UnknownScale(ScaleId),
    /// The scale has no such grade.
    UnknownGrade(GradeId),
    /// The field has no such option.
    UnknownChoice(ChoiceId),
    /// The field takes another kind of value.
    WrongKind(FieldId),
    /// A span of a schedule ends before it begins.
    BackwardSpan(FiscalYear, FiscalYear),
    /// A part of the form has two things with one id.
    TwiceInForm(String),
    /// What it refers to is not there.
    Dangling(String),
    /// A value in the history cannot stand at its place.
    Misfit,
    /// A stamp is not covered by the context beside it.
    Uncovered(Stamp),
    /// A count is higher than any that can be reached by editing.
    HighCount(Stamp),
    /// A value has no stamp: neither its own nor that of its year.
    NoStamp,
}

/// Says what is odd about a workbook and can still be worked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Values do not fit together: a grade whose scale was changed since.
    Fault(Place, Fault),
    /// The tree was set right.
    Tree(FiscalYear, TreeNotice),
    /// Different values carry one stamp, which no honest history does; both are kept.
    SameStamp(Place),
}

impl Notice {
    /// Returns whether it is content that the form does not show, as a change of the form leaves it.
    pub fn is_beside_form(&self) -> bool {
        use Fault::*;
        match self {
            Notice::Fault(Place::Node(..), fault) => {
                matches!(
                    fault,
                    UnknownField(_) | UnknownGrade(_) | UnknownChoice(_) | WrongKind(_) | UnknownLevel(_)
                )
            }
            Notice::Fault(Place::Element(..), fault) => matches!(fault, UnknownGrade(_)),
            _ => false,
        }
    }
}

/// No honest count comes near; beyond it counting on would overflow.
const MAX_COUNT: u32 = 1 << 31;

/// Finds the first thing in the history that no join can work with.
pub(super) fn broken_history(content: &Content, history: &History) -> Option<(Place, Fault)> {
    let high = history.made.iter().find(|(_, stamp)| stamp.counter > MAX_COUNT);
    if let Some((scope, stamp)) = high {
        return Some((first_of(*scope), Fault::HighCount(*stamp)));
    }
    let broken = |(place, versions): (&Place, &Versions)| Some((*place, broken_versions(place, versions)?));
    history.registers.iter().find_map(broken).or_else(|| unstamped(content, history))
}

fn first_of(scope: Scope) -> Place {
    match scope {
        Scope::Plan => Place::Plan(crate::model::place::PlanPart::Title),
        Scope::Year(year) => Place::Year(year, YearPart::Label),
    }
}

fn broken_versions(place: &Place, versions: &Versions) -> Option<Fault> {
    let stamps = || std::iter::once(versions.by).chain(versions.rivals.iter().map(|rival| rival.by));
    if let Some(stamp) = stamps().find(|stamp| !versions.over.covers(*stamp)) {
        return Some(Fault::Uncovered(stamp));
    }
    if let Some(stamp) = versions.over.stamps().iter().find(|stamp| stamp.counter > MAX_COUNT) {
        return Some(Fault::HighCount(*stamp));
    }
    versions.rivals.iter().any(|rival| !place.fits(&rival.value)).then_some(Fault::Misfit)
}

/// Finds a value without a stamp; only in a scope of which nothing says when it was made.
fn unstamped(content: &Content, history: &History) -> Option<(Place, Fault)> {
    let years = content.years.keys().map(|&year| Scope::Year(year));
    if years.chain([Scope::Plan]).all(|scope| history.made.contains_key(&scope)) {
        return None;
    }
    let stamped =
        |place: &Place| history.made.contains_key(&place.scope()) || history.registers.contains_key(place);
    content.places().into_iter().find(|place| !stamped(place)).map(|place| (place, Fault::NoStamp))
}

/// Lists what does not fit together in the years that are there as a whole. Every one of these
/// can come of honest edits: a form that was changed here while it was filled there.
pub(super) fn faults(content: &Content, history: &History) -> Vec<(Place, Fault)> {
    let mut faults = Vec::new();
    for (&year, book) in &content.years {
        if history.made.contains_key(&Scope::Year(year)) {
            form_faults(year, &book.form, &mut faults);
            for node in book.nodes.values() {
                node_faults(year, book, node, &mut faults);
            }
            element_faults(year, book, &mut faults);
        }
    }
    faults
}

/// Lists all that is odd about a workbook.
pub(super) fn notices(workbook: &Workbook, faults: Vec<(Place, Fault)>) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for (year, _) in workbook.years() {
        let tree = workbook.outline(year).notices;
        notices.extend(tree.into_iter().map(|notice| Notice::Tree(year, notice)));
    }
    let registers = workbook.history().registers.iter();
    let same = registers.filter(|(_, versions)| has_same_stamp(versions));
    notices.extend(same.map(|(place, _)| Notice::SameStamp(*place)));
    notices.extend(faults.into_iter().map(|(place, fault)| Notice::Fault(place, fault)));
    notices
}

fn has_same_stamp(versions: &Versions) -> bool {
    let mut seen = BTreeSet::from([versions.by]);
    versions.rivals.iter().any(|rival| !seen.insert(rival.by))
}

type Faults = Vec<(Place, Fault)>;

fn form_faults(year: FiscalYear, form: &Form, faults: &mut Faults) {
    let found = form.faults().into_iter();
    faults.extend(found.map(|(part, fault)| (Place::Year(year, part), fault.into())));
}

impl From<FormFault> for Fault {
    fn from(fault: FormFault) -> Fault {
        match fault {
            FormFault::Twice(id) => Fault::TwiceInForm(id.to_string()),
            FormFault::UnknownLevel(id) => Fault::UnknownLevel(id),
            FormFault::UnknownScale(id) => Fault::UnknownScale(id),
        }
    }
}

fn node_faults(year: FiscalYear, book: &YearBook, node: &Node, faults: &mut Faults) {
    let mut add = |part, fault| faults.push((Place::Node(year, node.id, part), fault));
    if let Some(level) = node.level.filter(|&level| book.form.level(level).is_none()) {
        add(NodePart::Level, Fault::UnknownLevel(level));
    }
    if let Repeat::Of(id) | Repeat::Candidate(id) = node.repeat
        && !book.nodes.contains(id)
    {
        add(NodePart::Repeat, Fault::Dangling(id.to_string()));
    }
    for (&id, value) in &node.values {
        let fault = match book.form.field(id).filter(|field| is_of_level(&book.form, field, node)) {
            Some(field) => value_fault(book, field, value),
            None => Some(Fault::UnknownField(id)),
        };
        fault.into_iter().for_each(|fault| add(NodePart::Value(id), fault));
    }
}

/// An unknown level is a fault of its own, and not of every value.
fn is_of_level(form: &Form, field: &Field, node: &Node) -> bool {
    let known = node.level.filter(|&level| form.level(level).is_some());
    known.is_none_or(|level| field.levels.contains(&level))
}

fn value_fault(book: &YearBook, field: &Field, value: &FieldValue) -> Option<Fault> {
    match (value, &field.kind) {
        (
            FieldValue::Text(_),
            FieldKind::LongText | FieldKind::Line | FieldKind::Number | FieldKind::Page,
        ) => None,
        (FieldValue::Grade(grade), FieldKind::Grade { scale }) => {
            let known = book.form.scale(*scale).is_none_or(|scale| scale.has(*grade));
            (!known).then_some(Fault::UnknownGrade(*grade))
        }
        (FieldValue::Choice(choice), FieldKind::Choice { options }) => {
            let known = options.iter().any(|option| option.id == *choice);
            (!known).then_some(Fault::UnknownChoice(*choice))
        }
        (FieldValue::Owners(owners), FieldKind::Departments) => {
            let unknown = owners.departments.iter().find(|owner| !book.departments.contains(owner.id));
            unknown.map(|owner| Fault::Dangling(owner.id.to_string()))
        }
        (FieldValue::Schedule(spans), FieldKind::Schedule) => {
            let backward = spans.iter().find(|span| span.from > span.to);
            backward.map(|span| Fault::BackwardSpan(span.from, span.to))
        }
        _ => Some(Fault::WrongKind(field.id)),
    }
}

/// Finds what the tables' elements refer to.
fn element_faults(year: FiscalYear, book: &YearBook, faults: &mut Faults) {
    use ElementKey as E;
    let mut add = |key: ElementKey, fault: Option<Fault>| {
        faults.extend(fault.map(|fault| (Place::Element(year, key), fault)));
    };
    let node = |id: NodeId| missing(book.nodes.contains(id), id);
    let member = |id: MemberId| missing(book.members.contains(id), id);
    let round = |id: RoundId| missing(book.rounds.contains(id), id);
    let meeting = |id: MeetingId| missing(book.meetings.contains(id), id);
    for it in book.indicators.values() {
        let field = missing(book.form.field(it.field).is_some(), it.field);
        add(E::Indicator(it.id), node(it.node).or(field));
    }
    for it in book.figures.values() {
        let known = book.indicators.contains(it.indicator);
        add(E::Figure(it.indicator, it.year), missing(known, it.indicator));
    }
    for it in book.attendances.values() {
        add(E::Attendance(it.meeting, it.member), meeting(it.meeting).or_else(|| member(it.member)));
    }
    for it in book.agenda.values() {
        add(E::Agenda(it.meeting, it.node), meeting(it.meeting).or_else(|| node(it.node)));
    }
    for it in book.proceedings.values() {
        add(E::Proceeding(it.meeting, it.node), meeting(it.meeting).or_else(|| node(it.node)));
    }
    for it in book.rounds.values() {
        add(E::Round(it.id), it.meeting.and_then(meeting));
    }
    for it in book.ballots.values() {
        let grade = match it.vote {
            Vote::Grade(grade) => Some(grade),
            _ => None,
        };
        let fault = round(it.round).or_else(|| node(it.node)).or_else(|| member(it.member));
        let fault = fault.or_else(|| grade_fault(&book.form, it.axis, grade.iter()));
        add(E::Ballot(it.round, it.node, it.axis, it.member), fault);
    }
    for it in book.hand_counts.values() {
        let fault = round(it.round).or_else(|| node(it.node));
        let fault = fault.or_else(|| grade_fault(&book.form, it.axis, it.counts.keys()));
        add(E::HandCount(it.round, it.node, it.axis), fault);
    }
    for it in book.decisions.values() {
        let fault = node(it.node).or_else(|| grade_fault(&book.form, it.axis, it.grade.iter()));
        add(E::Decision(it.node, it.axis), fault);
    }
    for it in book.opinions.values() {
        let heading = || missing(book.form.heading(it.heading).is_some(), it.heading);
        let author = || it.author.and_then(member);
        add(E::Opinion(it.id), node(it.node).or_else(heading).or_else(author));
    }
    for it in book.contributions.values() {
        let field = missing(book.form.field(it.field).is_some(), it.field);
        let department = missing(book.departments.contains(it.department), it.department);
        add(E::Contribution(it.node, it.field, it.department), node(it.node).or(field).or(department));
    }
}

fn missing(there: bool, id: impl ToString) -> Option<Fault> {
    (!there).then(|| Fault::Dangling(id.to_string()))
}

fn grade_fault<'a>(
    form: &Form,
    axis: AxisId,
    mut grades: impl Iterator<Item = &'a GradeId>,
) -> Option<Fault> {
    let Some(axis) = form.axis(axis) else {
        return Some(Fault::Dangling(axis.to_string()));
    };
    // A scale that is missing is named once, at the form.
    let scale = form.scale(axis.scale)?;
    grades.find(|grade| !scale.has(**grade)).map(|grade| Fault::UnknownGrade(*grade))
}
