//! What a form learns from a mapping: heads as aliases, or the table's own words as its labels.

use super::{Known, Mapping, Use, heads};
use crate::exchange::draft::Draft;
use crate::exchange::table::Table;
use crate::model::form::{Form, LevelShape, YEAR_TOKEN};
use crate::model::year::FiscalYear;

/// Returns the form with the table's heads as aliases, so that the next table with the same heads is
/// read without asking. A head that the form knows as something else stays what it is.
pub fn learn(form: &Form, table: &Table, mapping: &Mapping) -> Form {
    let mut form = form.clone();
    for (head, column) in heads(table, mapping.header).iter().zip(&mapping.columns) {
        if head.is_empty() || Known::of(&form).find(head).is_some() {
            continue;
        }
        let alias = with_token(head);
        match column {
            Use::Leave => {}
            Use::Number => form.sheet.number_aliases.push(alias),
            Use::Title => form.sheet.title_aliases.push(alias),
            Use::Level(id) => form
                .levels
                .iter_mut()
                .filter(|level| level.id == *id)
                .for_each(|it| it.aliases.push(alias.clone())),
            Use::Field(id) => form
                .fields
                .iter_mut()
                .filter(|field| field.id == *id)
                .for_each(|it| it.aliases.push(alias.clone())),
            Use::Heading(id) => {
                let headings = form.committee.headings.iter_mut().filter(|heading| heading.id == *id);
                headings.for_each(|it| it.aliases.push(alias.clone()));
            }
        }
    }
    form
}

/// Returns the form with the table's own words: the heads as labels, what it says that its grades
/// mean, and what it says about its fields. The labels before stay as aliases.
pub fn wording(form: &Form, table: &Table, mapping: &Mapping, draft: &Draft) -> Form {
    let mut form = form.clone();
    for (head, column) in heads(table, mapping.header).iter().zip(&mapping.columns) {
        if head.is_empty() {
            continue;
        }
        let label = with_token(head);
        match column {
            Use::Leave => {}
            Use::Number => {
                rename(&mut form.sheet.number_label, &mut form.sheet.number_aliases, label);
            }
            Use::Title => {
                let rows = form.levels.iter_mut().filter(|level| level.shape == LevelShape::Row);
                rows.for_each(|level| rename(&mut level.label, &mut level.aliases, label.clone()));
                rename(&mut form.sheet.title_label, &mut form.sheet.title_aliases, label);
            }
            Use::Level(id) => {
                let levels = form.levels.iter_mut().filter(|level| level.id == *id);
                levels.for_each(|level| rename(&mut level.label, &mut level.aliases, label.clone()));
            }
            Use::Field(id) => {
                let fields = form.fields.iter_mut().filter(|field| field.id == *id);
                fields.for_each(|field| rename(&mut field.label, &mut field.aliases, label.clone()));
            }
            Use::Heading(id) => {
                let headings = form.committee.headings.iter_mut().filter(|heading| heading.id == *id);
                headings.for_each(|heading| rename(&mut heading.label, &mut heading.aliases, label.clone()));
            }
        }
    }
    for (scale, grade, text) in draft.definitions.iter().filter(|(_, _, text)| !text.is_empty()) {
        let scales = form.scales.iter_mut().filter(|known| known.id == *scale);
        let grades = scales.flat_map(|scale| &mut scale.grades).filter(|known| known.id == *grade);
        grades.for_each(|grade| grade.definition.clone_from(text));
    }
    for (field, text) in draft.guidance.iter().filter(|(_, text)| !text.is_empty()) {
        let fields = form.fields.iter_mut().filter(|known| known.id == *field);
        fields.for_each(|field| field.guidance.clone_from(text));
    }
    form
}

fn rename(label: &mut String, aliases: &mut Vec<String>, new: String) {
    if *label != new {
        aliases.retain(|alias| *alias != new);
        let old = std::mem::replace(label, new);
        if !old.is_empty() && !aliases.contains(&old) {
            aliases.push(old);
        }
    }
}

/// Writes a head as a label for any year: 令和元年度の目標 as {年度}の目標. Line breaks of a narrow
/// column are none of the label.
fn with_token(head: &str) -> String {
    let head: String = head.chars().filter(|c| !c.is_control()).collect();
    match FiscalYear::find(&head) {
        Some((label, _)) => head.replacen(label, YEAR_TOKEN, 1),
        None => head,
    }
}
