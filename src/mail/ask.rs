//! Who is asked for what: departments by the plan's owners, members by what the committee rates.

use crate::model::errand::{Asked, Recipient, Request};
use crate::model::form::{Field, FieldKind};
use crate::model::id::{DepartmentId, FieldId, MemberId, NodeId, RequestId, RoundId};
use crate::model::item;
use crate::model::tree::Outline;
use crate::model::value::{FieldValue, Owner};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::{sitting, statuses};
use std::collections::BTreeMap;

/// Says who of several departments of one item is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// Only the 取りまとめ課: the one that is marked so, else the first.
    #[default]
    Lead,
    /// Each writes a contribution of its own.
    Each,
}

/// Lists what each department of the plan would be asked, and what nobody would be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asking {
    /// The departments in their order, each with its items in the order of the plan. Departments
    /// without any item are left out.
    pub departments: Vec<(DepartmentId, Vec<Asked>)>,
    /// Items that are asked about and have no department.
    pub nobody: Vec<NodeId>,
    /// How many items have several departments.
    pub shared: usize,
}

/// Finds what each department would be asked, by the owners of the items; of an item without owners
/// those of the item above it are asked.
pub fn asking(workbook: &Workbook, year: FiscalYear, outline: &Outline, sharing: Sharing) -> Asking {
    let Some(book) = workbook.year(year) else { return Asking::default() };
    let mut by_department: BTreeMap<DepartmentId, Vec<Asked>> = BTreeMap::new();
    let mut asking = Asking::default();
    for node in outline.below(None) {
        if statuses::standing(workbook, year, outline, node).is_none() {
            continue;
        }
        let owners = owners(book, outline, node);
        if owners.is_empty() {
            asking.nobody.push(node);
        }
        asking.shared += usize::from(owners.len() > 1);
        let each = sharing == Sharing::Each && owners.len() > 1;
        let lead = owners.iter().find(|owner| owner.lead).or(owners.first()).map(|owner| owner.id);
        for owner in &owners {
            if each || Some(owner.id) == lead {
                by_department.entry(owner.id).or_default().push(Asked { node, each });
            }
        }
    }
    let known = book.departments_in_order();
    let in_order = known.iter().filter_map(|it| by_department.remove_entry(&it.id));
    asking.departments = in_order.collect();
    asking.nobody.extend(by_department.into_values().flatten().map(|asked| asked.node));
    asking
}

/// Returns the owners of an item in the order of its text, none twice: its own, else those of the
/// nearest item above that has any.
pub fn owners(book: &YearBook, outline: &Outline, node: NodeId) -> Vec<Owner> {
    let chain = std::iter::once(node).chain(outline.ancestors(node));
    chain.map(|id| own_owners(book, id)).find(|owners| !owners.is_empty()).unwrap_or_default()
}

fn own_owners(book: &YearBook, node: NodeId) -> Vec<Owner> {
    let mut all: Vec<Owner> = Vec::new();
    let names = |field: &&Field| field.kind == FieldKind::Departments && item::has(book, node, field);
    for field in book.form.fields.iter().filter(names) {
        let Some(FieldValue::Owners(owners)) = book.value(node, field.id) else { continue };
        for owner in owners.departments.iter().filter(|it| book.departments.contains(it.id)) {
            match all.iter_mut().find(|known| known.id == owner.id) {
                Some(known) => known.lead |= owner.lead,
                None => all.push(owner.clone()),
            }
        }
    }
    all
}

/// Returns the fields that departments are asked for each year.
pub fn fields(book: &YearBook) -> Vec<FieldId> {
    book.form.fields.iter().filter(|field| statuses::is_asked(field)).map(|field| field.id).collect()
}

/// Makes the request of a department.
pub fn of_department(book: &YearBook, id: RequestId, department: DepartmentId, items: Vec<Asked>) -> Request {
    Request { items, fields: fields(book), ..blank(id, Recipient::Department(department)) }
}

/// Returns the members who can be asked, in the order of the roster: those who have not left.
pub fn members(book: &YearBook) -> Vec<MemberId> {
    book.roster().iter().filter(|member| !member.retired).map(|member| member.id).collect()
}

/// Makes the request of a member (委員票): all that the committee rates, or some of it.
pub fn of_member(id: RequestId, member: MemberId, round: RoundId, items: &[NodeId]) -> Request {
    let items = items.iter().map(|&node| Asked { node, each: false }).collect();
    Request { items, round: Some(round), ..blank(id, Recipient::Member(member)) }
}

fn blank(id: RequestId, to: Recipient) -> Request {
    Request {
        id,
        to,
        items: Vec::new(),
        fields: Vec::new(),
        round: None,
        deadline: String::new(),
        message: String::new(),
        day: String::new(),
        replaces: None,
        withdrawn: false,
        seen: Default::default(),
    }
}

/// Returns the items that members are asked to rate, in the order of the plan.
pub fn rated(workbook: &Workbook, year: FiscalYear, outline: &Outline) -> Vec<NodeId> {
    workbook.year(year).map(|book| sitting::rated(book, outline)).unwrap_or_default()
}

/// Returns the latest request to a recipient that no other has replaced, which a new one would
/// replace; of a member's, one for the same round.
pub fn latest(book: &YearBook, to: Recipient, round: Option<RoundId>) -> Option<&Request> {
    let own = book.requests.values().filter(|it| it.to == to && it.round == round && !it.withdrawn);
    own.filter(|it| !it.is_replaced(&book.requests)).max_by(|a, b| (&a.day, a.id).cmp(&(&b.day, b.id)))
}
