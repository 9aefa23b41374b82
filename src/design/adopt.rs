//! Another form in the place of a year's own: what is the same in both keeps its id.

use super::part::Part;
use crate::find::fold::fold;
use crate::model::form::{FieldKind, Form};
use crate::model::id::{FieldId, Id, LevelId, ScaleId};
use std::collections::BTreeMap;

/// Returns a given form with the ids of a form that is in use: where an id is in both it is the same
/// thing, and where it is in one only, what has the same label there and here.
pub fn adopt(own: &Form, given: &Form) -> Form {
    let mut form = given.clone();
    let of = |parts: &[Part]| pairs(&list(own, parts), &list(given, parts));
    let (levels, fields, scales) = (of(&[Part::Levels]), of(&[Part::Fields]), of(&[Part::Scales]));
    let (axes, headings) = (of(&[Part::Axes]), of(&[Part::Headings]));
    let level = |id: &mut LevelId| rename(&levels, &mut id.0);
    let field = |id: &mut FieldId| rename(&fields, &mut id.0);
    let scale = |id: &mut ScaleId| rename(&scales, &mut id.0);
    form.levels.iter_mut().for_each(|it| level(&mut it.id));
    let mut chosen = BTreeMap::new();
    for it in &mut form.fields {
        let theirs = list(given, &[Part::Options(it.id)]);
        field(&mut it.id);
        it.levels.iter_mut().for_each(level);
        match &mut it.kind {
            FieldKind::Grade { scale: id } => scale(id),
            FieldKind::Choice { options } => {
                let ids = pairs(&list(own, &[Part::Options(it.id)]), &theirs);
                options.iter_mut().for_each(|it| rename(&ids, &mut it.id.0));
                chosen.insert(it.id, ids);
            }
            _ => {}
        }
    }
    for when in form.fields.iter_mut().filter_map(|it| it.when.as_mut()) {
        field(&mut when.field);
        let ids = chosen.get(&when.field);
        when.options.iter_mut().for_each(|it| ids.into_iter().for_each(|ids| rename(ids, &mut it.0)));
    }
    for it in &mut form.scales {
        let theirs = list(given, &[Part::Grades(it.id), Part::Marks(it.id)]);
        scale(&mut it.id);
        let ids = pairs(&list(own, &[Part::Grades(it.id), Part::Marks(it.id)]), &theirs);
        it.grades.iter_mut().for_each(|it| rename(&ids, &mut it.id.0));
        it.marks.iter_mut().for_each(|it| rename(&ids, &mut it.id.0));
    }
    form.committee.levels.iter_mut().for_each(level);
    for it in &mut form.committee.axes {
        rename(&axes, &mut it.id.0);
        scale(&mut it.scale);
        it.beside.iter_mut().for_each(field);
    }
    form.committee.headings.iter_mut().for_each(|it| rename(&headings, &mut it.id.0));
    form.sheet.unit.iter_mut().for_each(level);
    form
}

/// Lists what has its ids in common, with the labels as they are compared.
fn list(form: &Form, parts: &[Part]) -> Vec<(Id, String)> {
    let of_part = |part: &Part| {
        let labelled = |id| (id, fold(part.label(form, id).unwrap_or_default()));
        part.ids(form).into_iter().map(labelled).collect::<Vec<_>>()
    };
    parts.iter().flat_map(of_part).collect()
}

/// Finds for what is only in the given list its like that is only in the own list; each once.
fn pairs(own: &[(Id, String)], given: &[(Id, String)]) -> BTreeMap<Id, Id> {
    let has = |list: &[(Id, String)], id: Id| list.iter().any(|(other, _)| *other == id);
    let mut free: Vec<&(Id, String)> = own.iter().filter(|(id, _)| !has(given, *id)).collect();
    let mut pairs = BTreeMap::new();
    for (id, label) in given.iter().filter(|(id, label)| !has(own, *id) && !label.is_empty()) {
        if let Some(at) = free.iter().position(|(_, other)| other == label) {
            pairs.insert(*id, free.remove(at).0);
        }
    }
    pairs
}

fn rename(ids: &BTreeMap<Id, Id>, id: &mut Id) {
    if let Some(own) = ids.get(id) {
        *id = *own;
    }
}
