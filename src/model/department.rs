//! Departments (担当課), and how they are recognised in what was typed.

use super::id::DepartmentId;
use super::order::OrderKey;
use super::table::Keyed;
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
        let mut before: Vec<&str> = outside.split(is_separator).filter(|name| !name.is_empty()).collect();
        if !outside.ends_with(is_separator) || outside.trim_end().ends_with(|c| !is_separator(c)) {
            before.pop();
        }
        names.extend(before);
        let inside_text = inside[..close].trim_start_matches(['（', '(']);
        names.extend(inside_text.split(is_separator));
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

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "、，,・･/／;；".contains(c)
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
        ] {
            assert_eq!(names_in(text), expected, "{text}");
        }
    }
}
