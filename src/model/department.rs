//! Departments (担当課), and how they are recognised in what was typed.

use super::id::{DepartmentId, IdSource};
use super::order::OrderKey;
use super::table::{Keyed, Table};
use super::value::{Owner, Owners};
use serde::{Deserialize, Serialize};

/// Is one department, or an organisation that answers for items like one (社協).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// The department's id.
    pub id: DepartmentId,
    /// The name as typed: 福祉課.
    pub name: String,
    /// The order in lists.
    pub order: OrderKey,
}

impl Keyed for Department {
    type Key = DepartmentId;
    fn key(&self) -> DepartmentId {
        self.id
    }
}

/// Ends of names of departments and other bodies, by which a ・ inside a name is told from one
/// between two names (人権・男女共同課).
const NAME_ENDS: [&str; 16] = [
    "課",
    "室",
    "局",
    "部",
    "係",
    "班",
    "館",
    "所",
    "校",
    "園",
    "署",
    "会",
    "社協",
    "センター",
    "院",
    "団体",
];

/// Returns the names of the departments in a text, in order and once each.
///
/// 「市（福祉課・くらし安全課）」 names 福祉課 and くらし安全課, 「市(企画課)社協」 names 企画課 and
/// 社協, 「市、社協」 names 市 and 社協: an organisation counts by itself only without brackets.
pub fn names_in(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['（', '(']) {
        let (outside, inside) = rest.split_at(open);
        let close = inside.find(['）', ')']).unwrap_or(inside.len());
        let organisation_start = outside.trim_end().rfind(is_separator).map_or(0, |at| at + 1);
        let before = outside.char_indices().rev().find(|(at, _)| *at < organisation_start);
        names.extend(outside[..before.map_or(0, |(at, _)| at)].split(is_separator));
        names.extend(bracketed(inside[..close].trim_start_matches(['（', '('])));
        rest = inside[close..].trim_start_matches(['）', ')']);
    }
    names.extend(rest.split(is_separator));
    let mut seen = Vec::new();
    for name in names.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// Splits what stands in brackets; a ・ splits only behind what ends like a name.
fn bracketed(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| is_separator(*c)) {
        let piece = text[start..at].trim();
        let inside_a_name = "・･".contains(c) && !is_name(piece);
        if !inside_a_name {
            names.push(piece);
            start = at + c.len_utf8();
        }
    }
    names.push(text[start..].trim());
    names
}

/// Returns whether a text ends like the name of a department or another body.
pub fn is_name(text: &str) -> bool {
    NAME_ENDS.iter().any(|end| text.ends_with(end))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "、，,・･/／;；".contains(c)
}

/// Recognises the departments of a text among those that are known, and makes those that are not.
///
/// Returns the value for a field of departments, and the departments to add with it.
pub fn resolve(known: &Table<Department>, text: &str, ids: &mut IdSource) -> (Owners, Vec<Department>) {
    let mut new: Vec<Department> = Vec::new();
    let mut owners = Owners { text: text.into(), departments: Vec::new() };
    let mut last = known.values().map(|department| department.order.clone()).max();
    for name in names_in(text) {
        let found = known.values().chain(&new).find(|department| department.name == name);
        let id = found.map(|department| department.id).unwrap_or_else(|| {
            let order = OrderKey::between(last.as_ref(), None);
            let department = Department { id: ids.draw(), name: name.into(), order: order.clone() };
            last = Some(order);
            let id = department.id;
            new.push(department);
            id
        });
        owners.departments.push(Owner { id, lead: false });
    }
    (owners, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_are_found_in_what_was_typed() {
        for (text, expected) in [
            ("市（福祉課・くらし安全課）", vec!["福祉課", "くらし安全課"]),
            ("市（企画課）社協", vec!["企画課", "社協"]),
            ("市 (高齢介護課)", vec!["高齢介護課"]),
            ("市(福祉課) 社協", vec!["福祉課", "社協"]),
            ("市、社協", vec!["市", "社協"]),
            ("社協", vec!["社協"]),
            ("社会福祉課、関係課", vec!["社会福祉課", "関係課"]),
            ("社協、市（福祉課", vec!["社協", "福祉課"]),
            ("福祉課・福祉課", vec!["福祉課"]),
            ("", vec![]),
            ("（）", vec![]),
            ("市（福祉課・人権・男女共同課）", vec!["福祉課", "人権・男女共同課"]),
            ("市（高齢介護課）・社協", vec!["高齢介護課", "社協"]),
            ("社協・市（福祉課）", vec!["社協", "福祉課"]),
        ] {
            assert_eq!(names_in(text), expected, "{text}");
        }
    }
}
