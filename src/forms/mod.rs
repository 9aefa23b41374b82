//! The built-in forms (様式): JSON data, read by the same types as any city's own form.

use crate::model::form::Form;

/// Is a built-in form: a short stable name, and the form as JSON.
pub struct BuiltIn {
    /// The name in addresses and tests.
    pub name: &'static str,
    json: &'static str,
}

/// Lists the built-in forms in the order in which they are offered.
pub const BUILT_IN: [BuiltIn; 6] = [
    BuiltIn { name: "abc-committee", json: include_str!("abc_committee.json") },
    BuiltIn { name: "abcd-plain", json: include_str!("abcd_plain.json") },
    BuiltIn { name: "abc-plain", json: include_str!("abc_plain.json") },
    BuiltIn { name: "strategy-reports", json: include_str!("strategy_reports.json") },
    BuiltIn { name: "direction-policy", json: include_str!("direction_policy.json") },
    BuiltIn { name: "item-opinions", json: include_str!("item_opinions.json") },
];

impl BuiltIn {
    /// Returns the form. A test reads every one of them, so the empty form is never returned.
    pub fn form(&self) -> Form {
        serde_json::from_str(self.json).unwrap_or_default()
    }
}

/// Finds a built-in form by its stable name.
pub fn built_in(name: &str) -> Option<Form> {
    BUILT_IN.iter().find(|built_in| built_in.name == name).map(BuiltIn::form)
}

/// Returns the form with A・B・C and a committee, the first of the built-in ones.
pub fn abc_committee() -> Form {
    BUILT_IN[0].form()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_form_is_read_whole() {
        for built_in in &BUILT_IN {
            let form: Form = serde_json::from_str(built_in.json).expect(built_in.name);
            assert!(form.levels.len() >= 2 && !form.fields.is_empty());
            assert!(form.rating_fields().count() >= 1, "{}", built_in.name);
            let known = |id| form.level(id).is_some();
            assert!(form.fields.iter().all(|f| f.levels.iter().all(|&l| known(l))));
            assert!(form.committee.axes.iter().all(|a| form.scale(a.scale).is_some()));
            assert!(form.unit().is_some_and(known));
        }
    }
}
