//! The lists of a form, alike in what can be done with them: add, name, move, remove.

use crate::model::form::{Axis, Carry, Choice, Field, FieldKind, FilledBy, Form, Grade, Heading};
use crate::model::form::{IndicatorHeads, Level, LevelShape, Mark, Scale};
use crate::model::id::{FieldId, Id, LevelId, ScaleId};

/// The most levels that a form has.
pub const MOST_LEVELS: usize = 6;
/// The most grades that a scale has.
pub const MOST_GRADES: usize = 12;

/// Names a list of a form. Its elements are named by their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 階層
    Levels,
    /// 記入欄
    Fields,
    /// 評価段階の表
    Scales,
    /// The grades of a scale.
    Grades(ScaleId),
    /// The marks of a scale.
    Marks(ScaleId),
    /// The options of a choice field.
    Options(FieldId),
    /// What the committee rates on.
    Axes,
    /// The committee's lists of remarks.
    Headings,
}

impl Part {
    /// Returns the ids of the elements in order.
    pub fn ids(self, form: &Form) -> Vec<Id> {
        match self {
            Part::Levels => form.levels.iter().map(|it| it.id.0).collect(),
            Part::Fields => form.fields.iter().map(|it| it.id.0).collect(),
            Part::Scales => form.scales.iter().map(|it| it.id.0).collect(),
            Part::Grades(id) => {
                scale(form, id).map_or(vec![], |it| it.grades.iter().map(|it| it.id.0).collect())
            }
            Part::Marks(id) => {
                scale(form, id).map_or(vec![], |it| it.marks.iter().map(|it| it.id.0).collect())
            }
            Part::Options(id) => options(form, id).map_or(vec![], |it| it.iter().map(|it| it.id.0).collect()),
            Part::Axes => form.committee.axes.iter().map(|it| it.id.0).collect(),
            Part::Headings => form.committee.headings.iter().map(|it| it.id.0).collect(),
        }
    }

    /// Returns the text by which a person knows an element: its label, or a grade's key.
    pub fn label(self, form: &Form, id: Id) -> Option<&str> {
        match self {
            Part::Levels => form.levels.iter().find(|it| it.id.0 == id).map(|it| it.label.as_str()),
            Part::Fields => form.fields.iter().find(|it| it.id.0 == id).map(|it| it.label.as_str()),
            Part::Scales => form.scales.iter().find(|it| it.id.0 == id).map(|it| it.label.as_str()),
            Part::Grades(of) => {
                scale(form, of)?.grades.iter().find(|it| it.id.0 == id).map(|it| it.key.as_str())
            }
            Part::Marks(of) => {
                scale(form, of)?.marks.iter().find(|it| it.id.0 == id).map(|it| it.key.as_str())
            }
            Part::Options(of) => {
                options(form, of)?.iter().find(|it| it.id.0 == id).map(|it| it.label.as_str())
            }
            Part::Axes => form.committee.axes.iter().find(|it| it.id.0 == id).map(|it| it.label.as_str()),
            Part::Headings => {
                form.committee.headings.iter().find(|it| it.id.0 == id).map(|it| it.label.as_str())
            }
        }
    }

    /// Returns the text of [`Part::label`] for writing.
    pub fn label_mut(self, form: &mut Form, id: Id) -> Option<&mut String> {
        match self {
            Part::Levels => form.levels.iter_mut().find(|it| it.id.0 == id).map(|it| &mut it.label),
            Part::Fields => form.fields.iter_mut().find(|it| it.id.0 == id).map(|it| &mut it.label),
            Part::Scales => form.scales.iter_mut().find(|it| it.id.0 == id).map(|it| &mut it.label),
            Part::Grades(of) => {
                scale_mut(form, of)?.grades.iter_mut().find(|it| it.id.0 == id).map(|it| &mut it.key)
            }
            Part::Marks(of) => {
                scale_mut(form, of)?.marks.iter_mut().find(|it| it.id.0 == id).map(|it| &mut it.key)
            }
            Part::Options(of) => {
                options_mut(form, of)?.iter_mut().find(|it| it.id.0 == id).map(|it| &mut it.label)
            }
            Part::Axes => form.committee.axes.iter_mut().find(|it| it.id.0 == id).map(|it| &mut it.label),
            Part::Headings => {
                form.committee.headings.iter_mut().find(|it| it.id.0 == id).map(|it| &mut it.label)
            }
        }
    }

    /// Adds an element under a new id at the end of the list; a level that is a heading goes in
    /// front of the rows. Says whether there was room, and for an axis a scale.
    pub fn add(self, form: &mut Form, id: Id, label: &str) -> bool {
        let label = label.to_string();
        match self {
            Part::Levels => return add_level(form, LevelId(id), label),
            Part::Fields => {
                let row = form.levels.iter().find(|it| it.shape == LevelShape::Row).or(form.levels.last());
                form.fields.push(Field {
                    id: FieldId(id),
                    levels: row.map(|it| it.id).into_iter().collect(),
                    label,
                    aliases: Vec::new(),
                    kind: FieldKind::LongText,
                    by: FilledBy::Department,
                    carry: Carry::Year,
                    guidance: String::new(),
                    width: 4,
                    when: None,
                    heads: IndicatorHeads::default(),
                });
            }
            Part::Scales => form.scales.push(Scale {
                id: ScaleId(id),
                label,
                ordered: true,
                grades: Vec::new(),
                marks: Vec::new(),
            }),
            Part::Grades(of) => match scale_mut(form, of) {
                Some(scale) if scale.grades.len() < MOST_GRADES => scale.grades.push(Grade {
                    id: id.into(),
                    key: label,
                    label: String::new(),
                    definition: String::new(),
                }),
                _ => return false,
            },
            Part::Marks(of) => match scale_mut(form, of) {
                Some(scale) => {
                    scale.marks.push(Mark {
                        id: id.into(),
                        key: label,
                        label: String::new(),
                        aliases: vec![],
                    });
                }
                None => return false,
            },
            Part::Options(of) => match options_mut(form, of) {
                Some(options) => options.push(Choice { id: id.into(), label }),
                None => return false,
            },
            Part::Axes => {
                let Some(scale) = form.scales.first().map(|it| it.id) else { return false };
                form.committee.axes.push(Axis { id: id.into(), label, aliases: vec![], scale, beside: None });
            }
            Part::Headings => {
                form.committee.headings.push(Heading { id: id.into(), label, aliases: Vec::new() });
            }
        }
        true
    }

    /// Moves an element one place up or down; at the end of the list nothing happens.
    pub fn shift(self, form: &mut Form, id: Id, down: bool) {
        let ids = self.ids(form);
        let Some(at) = ids.iter().position(|it| *it == id) else { return };
        let other = if down { at + 1 } else { at.wrapping_sub(1) };
        if other >= ids.len() {
            return;
        }
        match self {
            Part::Levels => form.levels.swap(at, other),
            Part::Fields => form.fields.swap(at, other),
            Part::Scales => form.scales.swap(at, other),
            Part::Grades(of) => scale_mut(form, of).into_iter().for_each(|it| it.grades.swap(at, other)),
            Part::Marks(of) => scale_mut(form, of).into_iter().for_each(|it| it.marks.swap(at, other)),
            Part::Options(of) => options_mut(form, of).into_iter().for_each(|it| it.swap(at, other)),
            Part::Axes => form.committee.axes.swap(at, other),
            Part::Headings => form.committee.headings.swap(at, other),
        }
    }

    /// Removes an element, and what else in the form speaks of it: a level from the fields, the
    /// committee and the sheet, a field from the axis that answers it and from the fields that are
    /// asked by it.
    pub fn remove(self, form: &mut Form, id: Id) {
        match self {
            Part::Levels => {
                let level = LevelId(id);
                form.levels.retain(|it| it.id != level);
                form.fields.iter_mut().for_each(|it| it.levels.retain(|it| *it != level));
                form.committee.levels.retain(|it| *it != level);
                form.sheet.unit = form.sheet.unit.filter(|it| *it != level);
            }
            Part::Fields => {
                form.fields.retain(|it| it.id.0 != id);
                for field in &mut form.fields {
                    field.when.take_if(|when| when.field.0 == id);
                }
                for axis in &mut form.committee.axes {
                    axis.beside = axis.beside.filter(|it| it.0 != id);
                }
            }
            Part::Scales => form.scales.retain(|it| it.id.0 != id),
            Part::Grades(of) => {
                scale_mut(form, of).into_iter().for_each(|it| it.grades.retain(|it| it.id.0 != id));
            }
            Part::Marks(of) => {
                scale_mut(form, of).into_iter().for_each(|it| it.marks.retain(|it| it.id.0 != id));
            }
            Part::Options(of) => {
                options_mut(form, of).into_iter().for_each(|it| it.retain(|it| it.id.0 != id))
            }
            Part::Axes => form.committee.axes.retain(|it| it.id.0 != id),
            Part::Headings => form.committee.headings.retain(|it| it.id.0 != id),
        }
    }
}

/// A form without rows gets its rows; any other gets one more heading above them.
fn add_level(form: &mut Form, id: LevelId, label: String) -> bool {
    if form.levels.len() >= MOST_LEVELS {
        return false;
    }
    let rows = form.levels.iter().position(|it| it.shape != LevelShape::Heading);
    let shape = if rows.is_some() { LevelShape::Heading } else { LevelShape::Row };
    let level = Level { id, label, aliases: Vec::new(), shape };
    form.levels.insert(rows.unwrap_or(form.levels.len()), level);
    true
}

fn scale(form: &Form, id: ScaleId) -> Option<&Scale> {
    form.scale(id)
}

fn scale_mut(form: &mut Form, id: ScaleId) -> Option<&mut Scale> {
    form.scales.iter_mut().find(|it| it.id == id)
}

fn options(form: &Form, id: FieldId) -> Option<&Vec<Choice>> {
    match &form.field(id)?.kind {
        FieldKind::Choice { options } => Some(options),
        _ => None,
    }
}

fn options_mut(form: &mut Form, id: FieldId) -> Option<&mut Vec<Choice>> {
    match &mut form.fields.iter_mut().find(|it| it.id == id)?.kind {
        FieldKind::Choice { options } => Some(options),
        _ => None,
    }
}
