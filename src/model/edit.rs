//! Edits: what a person can do to a workbook, checked before anything is written.

use super::content::{FORM_PARTS, form_part};
use super::department::Department;
use super::element::Element;
use super::form::{CommitteePart, Field, FieldKind, Form, FormFault, Level, Scale, Sheet};
use super::id::*;
use super::node::{Node, Position, Repeat};
use super::order::OrderKey;
use super::place::{Datum, ElementKey, NodePart, Place, PlanPart, Scope, YearPart};
use super::plant::{Sapling, plant, shift};
use super::review::Review;
use super::site::Site;
use super::tree::Outline;
use super::value::{FieldValue, Owners};
use super::workbook::Workbook;
use super::year::FiscalYear;
use super::year_book::{Closing, YearBook};

/// Is one thing that a person does to a workbook.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Names municipality and plan.
    NamePlan {
        /// The municipality.
        municipality: String,
        /// The plan's title.
        title: String,
    },
    /// Does something in one year.
    In(FiscalYear, YearEdit),
    /// Starts a year from another: structure, people and plan fields come along.
    StartYear {
        /// The year to start from.
        from: FiscalYear,
        /// The year to start; nothing of it is known yet.
        year: FiscalYear,
        /// Its label as typed.
        label: String,
    },
    /// Settles a conflict, or writes anything, at a place: `Absent` empties it.
    Settle(Place, Datum),
    /// Goes back to another state of this workbook, in closed years too.
    Restore(Box<Workbook>),
    /// Does several things at once, or none of them. Each is checked against the workbook as it
    /// was before the first.
    All(Vec<Edit>),
}

/// Is something done in one year.
#[derive(Clone, Debug, PartialEq)]
pub enum YearEdit {
    /// Changes the year's label.
    Label(String),
    /// Closes the year.
    Close(Closing),
    /// Opens a closed year again.
    Reopen,
    /// Changes a part of the form.
    Form(FormEdit),
    /// Puts another form in the place of the year's, part by part where it differs, together with
    /// values as they are entered in it. Both are checked against the new form.
    Reform(Box<Form>, Vec<(NodeId, FieldId, Option<FieldValue>)>),
    /// Adds an item below `parent`, behind `after` or as the first.
    AddNode {
        /// The new item's id.
        id: NodeId,
        /// Its level, deeper than the parent's.
        level: LevelId,
        /// The item above.
        parent: Option<NodeId>,
        /// The sibling in front.
        after: Option<NodeId>,
        /// The printed number.
        number: String,
        /// The title.
        title: String,
    },
    /// Moves an item with all below it.
    Move {
        /// The item.
        node: NodeId,
        /// The item above.
        parent: Option<NodeId>,
        /// The sibling in front.
        after: Option<NodeId>,
    },
    /// Moves an item, and gives levels to it and to items below it, so that everything stands
    /// deeper than what is above it; where it stands already, only the levels change.
    Shift {
        /// The item.
        node: NodeId,
        /// The item above.
        parent: Option<NodeId>,
        /// The sibling in front.
        after: Option<NodeId>,
        /// The new levels, of the item and of items below it.
        levels: Vec<(NodeId, LevelId)>,
    },
    /// Adds many items at once, in reading order.
    Plant {
        /// The item above the uppermost of them.
        parent: Option<NodeId>,
        /// The sibling in front of the first.
        after: Option<NodeId>,
        /// The items, each behind the one above it.
        items: Vec<Sapling>,
    },
    /// Drops an item with all below it; it stays in the file.
    Drop(NodeId),
    /// Changes the printed number.
    Number(NodeId, String),
    /// Changes the title.
    Title(NodeId, String),
    /// Makes an item a 再掲, a candidate of one, or an item of its own.
    Repeat(NodeId, Repeat),
    /// Checks an item, gives it back, or takes that away; what was seen of the item is entered here,
    /// whatever stands in `seen`.
    Review(NodeId, Option<Review>),
    /// Fills or empties a field.
    Value(NodeId, FieldId, Option<FieldValue>),
    /// Fills a field of departments, adding those that are new.
    Owners(NodeId, FieldId, Owners, Vec<Department>),
    /// Adds or changes an element of a table.
    Put(Element),
    /// Removes an element of a table.
    Remove(ElementKey),
}

/// Is a change of a part of the form.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant holds the part of its name")]
pub enum FormEdit {
    Name(String),
    Levels(Vec<Level>),
    Fields(Vec<Field>),
    Scales(Vec<Scale>),
    Committee(Box<CommitteePart>),
    Sheet(Box<Sheet>),
}

/// Says why an edit was refused; nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// There is no such year.
    NoYear(FiscalYear),
    /// The year is there already, or somebody else started it and only something of it has arrived.
    YearExists(FiscalYear),
    /// The year is closed.
    YearClosed(FiscalYear),
    /// There is no such item in the year.
    NoNode(NodeId),
    /// An item with this id is there already.
    NodeExists(NodeId),
    /// The form has no such level.
    NoLevel(LevelId),
    /// An item of this level cannot stand there.
    WrongLevel(LevelId),
    /// The item would stand below itself.
    BelowItself(NodeId),
    /// Items of this level have no such field.
    NoField(FieldId),
    /// The field does not take this kind of value.
    WrongKind(FieldId),
    /// The scale has no such grade.
    NoGrade(GradeId),
    /// The field has no such option.
    NoChoice(ChoiceId),
    /// What the element refers to is not there.
    NoReference,
    /// The parts of the form would not fit together.
    BadForm(FormFault),
    /// The place does not take this.
    WrongDatum(Place),
    /// A year cannot be started, and an earlier state not restored, together with other edits.
    NotTogether,
    /// It is a state of another workbook.
    AnotherWorkbook,
}

/// Is what an edit writes.
pub(crate) enum Plan {
    Writes(Vec<(Place, Datum)>),
    Year(FiscalYear, Box<YearBook>),
    Restore(Box<Workbook>),
}

pub(super) type Writes = Result<Vec<(Place, Datum)>, EditError>;

impl Edit {
    pub(crate) fn plan(self, workbook: &Workbook) -> Result<Plan, EditError> {
        match self {
            Edit::StartYear { from, year, label } => start_year(workbook, from, year, &label),
            Edit::Restore(then) => workbook.check_restore(&then).map(|()| Plan::Restore(then)),
            edit => edit.writes(workbook).map(Plan::Writes),
        }
    }

    fn writes(self, workbook: &Workbook) -> Writes {
        match self {
            Edit::NamePlan { municipality, title } => Ok(vec![
                (Place::Plan(PlanPart::Municipality), Datum::text(&municipality)),
                (Place::Plan(PlanPart::Title), Datum::text(&title)),
            ]),
            Edit::In(year, edit) => {
                let book = open_book(workbook, year, &edit)?;
                edit.writes(Site { workbook, year, book })
            }
            Edit::Settle(place, datum) => settle(workbook, place, datum),
            Edit::All(edits) => {
                let writes: Result<Vec<_>, _> = edits.into_iter().map(|edit| edit.writes(workbook)).collect();
                Ok(writes?.into_iter().flatten().collect())
            }
            Edit::StartYear { .. } | Edit::Restore(_) => Err(EditError::NotTogether),
        }
    }
}

fn start_year(
    workbook: &Workbook,
    from: FiscalYear,
    year: FiscalYear,
    label: &str,
) -> Result<Plan, EditError> {
    let book = workbook.year(from).ok_or(EditError::NoYear(from))?;
    // A history without content is of the year too: what is put in under it would bear its stamps.
    match workbook.scopes().contains(&Scope::Year(year)) {
        true => Err(EditError::YearExists(year)),
        false => Ok(Plan::Year(year, Box::new(book.successor(label)))),
    }
}

fn open_book<'a>(
    workbook: &'a Workbook,
    year: FiscalYear,
    edit: &YearEdit,
) -> Result<&'a YearBook, EditError> {
    let book = workbook.year(year).ok_or(EditError::NoYear(year))?;
    match book.closed {
        Some(_) if *edit != YearEdit::Reopen => Err(EditError::YearClosed(year)),
        _ => Ok(book),
    }
}

fn settle(workbook: &Workbook, place: Place, datum: Datum) -> Writes {
    if let Some(year) = place.year() {
        let book = workbook.year(year).ok_or(EditError::NoYear(year))?;
        if book.closed.is_some() {
            return Err(EditError::YearClosed(year));
        }
    }
    if place.fits(&datum) { Ok(vec![(place, datum)]) } else { Err(EditError::WrongDatum(place)) }
}

impl YearEdit {
    fn writes(self, site: Site) -> Writes {
        let Site { workbook, year, book } = site;
        let at = |node, part| Place::Node(year, node, part);
        let one = |place, datum| Ok(vec![(place, datum)]);
        match self {
            YearEdit::Label(label) => one(Place::Year(year, YearPart::Label), Datum::text(&label)),
            YearEdit::Close(closing) => {
                one(Place::Year(year, YearPart::Closed), Datum::Closing(Box::new(closing)))
            }
            YearEdit::Reopen => one(Place::Year(year, YearPart::Closed), Datum::Absent),
            YearEdit::Form(edit) => {
                let (form, part) = edit.applied(book.form.clone());
                check_form(&book.form, &form)?;
                one(Place::Year(year, part), form_part(&form, part))
            }
            YearEdit::Reform(form, values) => {
                check_form(&book.form, &form)?;
                let differs = |part: &YearPart| form_part(&book.form, *part) != form_part(&form, *part);
                let write = |part| (Place::Year(year, part), form_part(&form, part));
                let mut writes: Vec<_> = FORM_PARTS.into_iter().filter(differs).map(write).collect();
                for (node, field, value) in values {
                    check_value(&form, site.find(node)?, field, value.as_ref())?;
                    writes.push((at(node, NodePart::Value(field)), Datum::value(value)));
                }
                Ok(writes)
            }
            YearEdit::AddNode { id, level, parent, after, number, title } => {
                if book.nodes.contains(id) {
                    return Err(EditError::NodeExists(id));
                }
                let depth = book.form.depth(level).ok_or(EditError::NoLevel(level))?;
                check_parent(site, parent, depth, level)?;
                let order = order_behind(&workbook.outline(year), book, parent, after, None);
                Ok(vec![
                    (at(id, NodePart::Level), Datum::Level(level)),
                    (at(id, NodePart::Position), Datum::Position(Position { parent, order })),
                    (at(id, NodePart::Number), Datum::text(&number)),
                    (at(id, NodePart::Title), Datum::text(&title)),
                ])
            }
            YearEdit::Move { node, parent, after } => move_node(site, node, parent, after),
            YearEdit::Shift { node, parent, after, levels } => shift(site, node, parent, after, &levels),
            YearEdit::Plant { parent, after, items } => plant(site, parent, after, items),
            YearEdit::Drop(node) => {
                site.find(node)?;
                let below = workbook.outline(year).below(Some(node));
                let dropped =
                    |id| (at(id, NodePart::Dropped), Datum::Dropped(workbook.seen_at(year, Some(id))));
                Ok(std::iter::once(node).chain(below).map(dropped).collect())
            }
            YearEdit::Number(node, number) => {
                site.find(node)?;
                one(at(node, NodePart::Number), Datum::text(&number))
            }
            YearEdit::Title(node, title) => {
                site.find(node)?;
                one(at(node, NodePart::Title), Datum::text(&title))
            }
            YearEdit::Repeat(node, repeat) => {
                site.find(node)?;
                if let Repeat::Of(original) | Repeat::Candidate(original) = repeat {
                    site.find(original)?;
                    if book.original(original) == node || original == node {
                        return Err(EditError::BelowItself(node));
                    }
                }
                let datum = if repeat.is_none() { Datum::Absent } else { Datum::Repeat(repeat) };
                one(at(node, NodePart::Repeat), datum)
            }
            YearEdit::Review(node, review) => {
                site.find(node)?;
                let seen = workbook.seen_by_checker(year, node);
                let datum = review.map(|review| Datum::Review(Box::new(Review { seen, ..review })));
                one(at(node, NodePart::Review), datum.unwrap_or_default())
            }
            YearEdit::Value(node, field, value) => {
                check_value(&book.form, site.find(node)?, field, value.as_ref())?;
                one(at(node, NodePart::Value(field)), Datum::value(value))
            }
            YearEdit::Owners(node, field, owners, new) => {
                let value = (!owners.text.is_empty()).then(|| FieldValue::Owners(Box::new(owners)));
                check_value(&book.form, site.find(node)?, field, value.as_ref())?;
                let mut writes = vec![(at(node, NodePart::Value(field)), Datum::value(value))];
                writes.extend(new.into_iter().map(|department| Element::Department(department).write(year)));
                Ok(writes)
            }
            YearEdit::Put(element) => {
                element.check(site)?;
                Ok(vec![element.write(year)])
            }
            YearEdit::Remove(key) => one(Place::Element(year, key), Datum::Absent),
        }
    }
}

impl FormEdit {
    /// Makes the change, and says which part it is of.
    fn applied(self, mut form: Form) -> (Form, YearPart) {
        let part = match self {
            FormEdit::Name(name) => {
                form.name = name;
                YearPart::FormName
            }
            FormEdit::Levels(levels) => {
                form.levels = levels;
                YearPart::Levels
            }
            FormEdit::Fields(fields) => {
                form.fields = fields;
                YearPart::Fields
            }
            FormEdit::Scales(scales) => {
                form.scales = scales;
                YearPart::Scales
            }
            FormEdit::Committee(part) => {
                form.committee = *part;
                YearPart::Committee
            }
            FormEdit::Sheet(sheet) => {
                form.sheet = *sheet;
                YearPart::Sheet
            }
        };
        (form, part)
    }
}

/// Refuses what would not fit together. What does not already, after edits made apart, is no reason
/// to refuse another edit.
fn check_form(before: &Form, after: &Form) -> Result<(), EditError> {
    let old = before.faults();
    let new = after.faults().into_iter().find(|fault| !old.contains(fault));
    new.map_or(Ok(()), |(_, fault)| Err(EditError::BadForm(fault)))
}

pub(super) fn check_parent(
    site: Site,
    parent: Option<NodeId>,
    depth: usize,
    level: LevelId,
) -> Result<(), EditError> {
    let above = match parent {
        Some(parent) => site.find(parent)?.level.and_then(|level| site.book.form.depth(level)),
        None => return Ok(()),
    };
    if above.is_none_or(|above| above < depth) { Ok(()) } else { Err(EditError::WrongLevel(level)) }
}

pub(super) fn order_behind(
    outline: &Outline,
    book: &YearBook,
    parent: Option<NodeId>,
    after: Option<NodeId>,
    moving: Option<NodeId>,
) -> OrderKey {
    let siblings: Vec<NodeId> =
        outline.children(parent).iter().copied().filter(|&id| Some(id) != moving).collect();
    let at = after.and_then(|after| siblings.iter().position(|&id| id == after)).map_or(0, |at| at + 1);
    let key = |id: &NodeId| book.nodes.get(*id).map(|node| &node.position.order);
    let lower = at.checked_sub(1).and_then(|at| siblings.get(at)).and_then(key);
    OrderKey::between(lower, siblings.get(at).and_then(key))
}

pub(super) fn move_node(site: Site, node: NodeId, parent: Option<NodeId>, after: Option<NodeId>) -> Writes {
    let Site { workbook, year, book } = site;
    let outline = workbook.outline(year);
    let level = site.find(node)?.level.ok_or(EditError::NoNode(node))?;
    if let Some(parent) = parent
        && (parent == node || outline.ancestors(parent).any(|above| above == node))
    {
        return Err(EditError::BelowItself(node));
    }
    check_parent(site, parent, book.form.depth(level).unwrap_or(usize::MAX), level)?;
    let order = order_behind(&outline, book, parent, after, Some(node));
    let position = Datum::Position(Position { parent, order });
    Ok(vec![(Place::Node(year, node, NodePart::Position), position)])
}

fn check_value(
    form: &Form,
    node: &Node,
    field: FieldId,
    value: Option<&FieldValue>,
) -> Result<(), EditError> {
    let known = form.field(field).filter(|field| node.level.is_some_and(|l| field.levels.contains(&l)));
    let known = known.ok_or(EditError::NoField(field))?;
    let Some(value) = value.filter(|value| !form.takes(known, value)) else { return Ok(()) };
    Err(match (value, &known.kind) {
        (FieldValue::Grade(grade), FieldKind::Grade { .. }) => EditError::NoGrade(*grade),
        (FieldValue::Choice(choice), FieldKind::Choice { .. }) => EditError::NoChoice(*choice),
        _ => EditError::WrongKind(field),
    })
}
