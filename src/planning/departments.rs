//! Departments in one place: renamed, merged and replaced in all items of a year.

use crate::find::fold::same;
use crate::model::department::{Department, names_in};
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::form::FieldKind;
use crate::model::id::{DepartmentId, FieldId, NodeId};
use crate::model::node::Node;
use crate::model::order::OrderKey;
use crate::model::place::ElementKey;
use crate::model::tree::Outline;
use crate::model::value::{FieldValue, Owner, Owners};
use crate::model::year_book::YearBook;
use std::collections::BTreeMap;

/// Says what an act would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// In how many items the department was recognised.
    pub items: usize,
    /// In how many of them the typed text has its name.
    pub texts: usize,
}

/// Is a field of an item in which departments stand.
type Spot<'a> = (NodeId, FieldId, &'a Owners);

fn spots(book: &YearBook) -> impl Iterator<Item = Spot<'_>> {
    let of_departments = |node: &Node, id: FieldId| {
        let field = book.form.field(id).filter(|field| field.kind == FieldKind::Departments);
        field.zip(node.level).is_some_and(|(field, level)| field.levels.contains(&level))
    };
    let there = book.nodes.values().filter(|node| node.dropped.is_none() && node.level.is_some());
    there.flat_map(move |node| {
        node.values.iter().filter_map(move |(&field, value)| match value {
            FieldValue::Owners(owners) if of_departments(node, field) => Some((node.id, field, &**owners)),
            _ => None,
        })
    })
}

/// Counts the items of every department in the tree.
pub fn uses(book: &YearBook, outline: &Outline) -> BTreeMap<DepartmentId, usize> {
    let mut uses: BTreeMap<DepartmentId, Vec<NodeId>> = BTreeMap::new();
    for (node, _, owners) in spots(book).filter(|(node, ..)| outline.contains(*node)) {
        for owner in &owners.departments {
            uses.entry(owner.id).or_default().push(node);
        }
    }
    let count = |mut nodes: Vec<NodeId>| {
        nodes.sort();
        nodes.dedup();
        nodes.len()
    };
    uses.into_iter().map(|(id, nodes)| (id, count(nodes))).collect()
}

/// Counts what renaming, replacing or removing a department would reach.
pub fn reach(book: &YearBook, id: DepartmentId) -> Reach {
    let Some(department) = book.departments.get(id) else { return Reach::default() };
    let has = |owners: &Owners| owners.departments.iter().any(|owner| owner.id == id);
    let mut reach = Reach::default();
    let mut last = None;
    for (node, _, owners) in spots(book).filter(|(_, _, owners)| has(owners)) {
        reach.items += usize::from(last.replace(node) != Some(node));
        reach.texts += usize::from(names_in(&owners.text).contains(&department.name.as_str()));
    }
    reach
}

/// Renames a department; in the typed texts of the items too, where that is asked for.
pub fn rename(book: &YearBook, id: DepartmentId, name: &str, in_texts: bool) -> Vec<YearEdit> {
    let Some(old) = book.departments.get(id).filter(|old| old.name != name) else { return Vec::new() };
    let new = Department { name: name.into(), ..old.clone() };
    let mut edits = vec![YearEdit::Put(Element::Department(new))];
    let has = |owners: &Owners| owners.departments.iter().any(|owner| owner.id == id);
    for (node, field, owners) in spots(book).filter(|(_, _, owners)| in_texts && has(owners)) {
        let text = replaced(&owners.text, &old.name, name);
        if text != owners.text {
            let owners = Owners { text, departments: owners.departments.clone() };
            edits.push(put(node, field, owners));
        }
    }
    edits
}

/// Puts one department in the place of others in all items, and removes the others.
pub fn replace(book: &YearBook, old: &[DepartmentId], new: DepartmentId, in_texts: bool) -> Vec<YearEdit> {
    let Some(name) = book.departments.get(new).map(|it| it.name.as_str()) else { return Vec::new() };
    let gone = |id: DepartmentId| id != new && old.contains(&id);
    let mut edits = Vec::new();
    for (node, field, owners) in spots(book) {
        if !owners.departments.iter().any(|owner| gone(owner.id)) {
            continue;
        }
        let mut text = owners.text.clone();
        let mut departments: Vec<Owner> = Vec::new();
        for owner in &owners.departments {
            let id = if gone(owner.id) { new } else { owner.id };
            match departments.iter_mut().find(|it| it.id == id) {
                Some(there) => there.lead |= owner.lead,
                None => departments.push(Owner { id, lead: owner.lead }),
            }
            if let Some(was) = book.departments.get(owner.id).filter(|it| in_texts && gone(it.id)) {
                text = replaced(&text, &was.name, name);
            }
        }
        edits.push(put(node, field, Owners { text, departments }));
    }
    let removed = old.iter().filter(|&&id| gone(id) && book.departments.contains(id));
    edits.extend(removed.map(|&id| YearEdit::Remove(ElementKey::Department(id))));
    edits
}

/// Removes a department from the list: it is no longer recognised, and what was typed stays.
pub fn remove(book: &YearBook, id: DepartmentId) -> Vec<YearEdit> {
    let mut edits = Vec::new();
    for (node, field, owners) in spots(book) {
        let departments: Vec<Owner> =
            owners.departments.iter().filter(|owner| owner.id != id).cloned().collect();
        if departments.len() < owners.departments.len() {
            edits.push(put(node, field, Owners { text: owners.text.clone(), departments }));
        }
    }
    edits.push(YearEdit::Remove(ElementKey::Department(id)));
    edits
}

/// Puts a new department behind the last; `None` where the name is empty or there already.
pub fn add(book: &YearBook, id: DepartmentId, name: &str) -> Option<YearEdit> {
    let name = name.trim();
    if name.is_empty() || named(book, name).is_some() {
        return None;
    }
    let order = OrderKey::between(book.departments_in_order().last().map(|it| &it.order), None);
    Some(YearEdit::Put(Element::Department(Department { id, name: name.into(), order })))
}

/// Finds a department by its name, the width of letters and spaces aside.
pub fn named<'a>(book: &'a YearBook, name: &str) -> Option<&'a Department> {
    book.departments.values().find(|it| same(&it.name, name))
}

/// Moves a department one place up or down; `None` where there is no further place.
pub fn step(book: &YearBook, id: DepartmentId, down: bool) -> Option<YearEdit> {
    let all = book.departments_in_order();
    let at = all.iter().position(|it| it.id == id)?;
    let order = |at: usize| all.get(at).map(|it| &it.order);
    let order = match down {
        true if at + 1 < all.len() => OrderKey::between(order(at + 1), order(at + 2)),
        false if at > 0 => OrderKey::between(at.checked_sub(2).and_then(order), order(at - 1)),
        _ => return None,
    };
    Some(YearEdit::Put(Element::Department(Department { order, ..all[at].clone() })))
}

fn put(node: NodeId, field: FieldId, owners: Owners) -> YearEdit {
    YearEdit::Value(node, field, (!owners.text.is_empty()).then(|| FieldValue::Owners(Box::new(owners))))
}

const SEPARATORS: &str = "、，,・･/／;；";
const BRACKETS: &str = "（()）";

/// Puts a name in the place of another wherever it stands by itself. Where the new name is there
/// already, the old one goes with the mark before or behind it.
fn replaced(text: &str, old: &str, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let is_there = old != new && names_in(text).contains(&new);
    while let Some(at) = rest.find(old).filter(|_| !old.is_empty()) {
        let (before, after) = (&rest[..at], &rest[at + old.len()..]);
        let ends = |c: Option<char>| {
            c.is_none_or(|c| c.is_whitespace() || SEPARATORS.contains(c) || BRACKETS.contains(c))
        };
        let stands_alone =
            ends(before.chars().next_back().or(out.chars().next_back())) && ends(after.chars().next());
        out.push_str(before);
        rest = after;
        if !stands_alone {
            out.push_str(old);
        } else if !is_there {
            out.push_str(new);
        } else if out.ends_with(|c: char| SEPARATORS.contains(c)) {
            out.pop();
        } else {
            rest = rest.strip_prefix(|c: char| SEPARATORS.contains(c)).unwrap_or(rest);
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_replaced_where_it_stands_by_itself() {
        for (text, expected) in [
            ("福祉課", "福祉政策課"),
            ("市（福祉課・くらし安全課）", "市（福祉政策課・くらし安全課）"),
            ("社会福祉課、福祉課", "社会福祉課、福祉政策課"),
            ("社会福祉課", "社会福祉課"),
            ("福祉課長", "福祉課長"),
            ("福祉課 福祉課", "福祉政策課 福祉政策課"),
            ("福祉課、福祉政策課", "福祉政策課"),
            ("福祉政策課・福祉課・社協", "福祉政策課・社協"),
            ("", ""),
        ] {
            assert_eq!(replaced(text, "福祉課", "福祉政策課"), expected, "{text}");
            assert_eq!(replaced(text, "福祉課", "福祉課"), text);
        }
    }
}
