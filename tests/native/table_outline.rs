//! Shows a draft as text, so that expected drafts can be written down.

use hyokacho::exchange::draft::{Draft, DraftNode, DraftValue};
use hyokacho::model::form::{FieldKind, Form};

/// Shows every item on a line: indented, its level, number and title, its rating and owner, and 再掲 with
/// the line of the original.
pub fn outline(draft: &Draft, form: &Form) -> String {
    draft.nodes.iter().map(|node| format!("{}\n", item(draft, form, node))).collect()
}

fn item(draft: &Draft, form: &Form, node: &DraftNode) -> String {
    let above = std::iter::successors(node.parent, |at| draft.nodes[*at].parent).count();
    let mut text = format!("{}{} {}|{}", "  ".repeat(above), node.level, node.number, node.title);
    for (id, value) in &node.values {
        let kind = form.field(*id).map(|field| &field.kind);
        match (value, kind) {
            (DraftValue::Grade(grade), _) => text.push_str(&format!(" [{grade}]")),
            (DraftValue::Owners(owners), Some(FieldKind::Departments)) => {
                text.push_str(&format!(" <{owners}>"))
            }
            _ => {}
        }
    }
    if node.repeat {
        let original = node.candidate_of.map_or("?".to_owned(), |of| draft.nodes[of].line.to_string());
        text.push_str(&format!(" 再掲→{original}"));
    }
    text
}

/// Shows every notice on a line: its kind, its line, its text.
pub fn notices(draft: &Draft) -> Vec<String> {
    draft.notices.iter().map(|notice| format!("{notice:?}")).collect()
}
