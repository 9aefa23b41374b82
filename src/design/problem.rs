//! What is wrong with a form, told beside it. Nothing of it keeps a form from being used.

use super::part::{MOST_GRADES, MOST_LEVELS, Part};
use crate::find::fold::fold;
use crate::model::form::{Condition, Field, FieldKind, Form, FormFault, LevelShape, Scale};
use crate::model::id::{AxisId, FieldId, HeadingId, Id, LevelId, ScaleId};

/// Says what is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There are fewer than two levels.
    FewLevels,
    /// There are more than six levels.
    ManyLevels,
    /// No level is a row of the table.
    NoRowLevel,
    /// A heading stands below the rows.
    HeadingBelowRows(LevelId),
    /// A level has no name.
    LevelUnnamed(LevelId),
    /// Two levels have one name; this is the second.
    LevelTwice(LevelId),
    /// Each row would have a sheet of its own.
    UnitIsRow(LevelId),
    /// There is no field.
    NoFields,
    /// A field has no label.
    FieldUnnamed(FieldId),
    /// A field is of no level, and so nowhere to be filled.
    FieldNowhere(FieldId),
    /// Two fields of one level have one label; this is the second.
    FieldTwice(FieldId),
    /// A choice field has no options.
    NoOptions(FieldId),
    /// Two options of a field have one label.
    OptionTwice(FieldId, String),
    /// A field is asked of items with options that are not there, and so of none.
    AskedOfNone(FieldId),
    /// A scale has no grades.
    NoGrades(ScaleId),
    /// A scale has more than twelve grades.
    ManyGrades(ScaleId),
    /// A grade or mark has nothing that is printed.
    GradeUnnamed(ScaleId),
    /// Two grades or marks of a scale have one key.
    KeyTwice(ScaleId, String),
    /// The committee rates or remarks on no level.
    CommitteeNowhere,
    /// An axis has no name.
    AxisUnnamed(AxisId),
    /// The self-rating beside which an axis stands is of another scale or no longer there.
    AxisBeside(AxisId),
    /// A heading of remarks has no name.
    HeadingUnnamed(HeadingId),
    /// The plan's period ends before it begins.
    BackwardPeriod,
    /// Two changes that were made apart do not fit together.
    Fault(FormFault),
}

/// Names the sections of the designer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// 階層
    Levels,
    /// 記入欄
    Fields,
    /// 評価段階
    Scales,
    /// 委員会
    Committee,
    /// シート
    Sheet,
}

impl Problem {
    /// Returns where it is mended: the section, and the element where it is one's own.
    pub fn place(&self) -> (Section, Option<Id>) {
        use Problem as P;
        match self {
            P::FewLevels | P::ManyLevels | P::NoRowLevel => (Section::Levels, None),
            P::HeadingBelowRows(id) | P::LevelUnnamed(id) | P::LevelTwice(id) => {
                (Section::Levels, Some(id.0))
            }
            P::UnitIsRow(_) | P::BackwardPeriod => (Section::Sheet, None),
            P::NoFields => (Section::Fields, None),
            P::FieldUnnamed(id) | P::FieldNowhere(id) | P::FieldTwice(id) | P::NoOptions(id) => {
                (Section::Fields, Some(id.0))
            }
            P::OptionTwice(id, _) | P::AskedOfNone(id) => (Section::Fields, Some(id.0)),
            P::NoGrades(id) | P::ManyGrades(id) | P::GradeUnnamed(id) | P::KeyTwice(id, _) => {
                (Section::Scales, Some(id.0))
            }
            P::CommitteeNowhere => (Section::Committee, None),
            P::AxisUnnamed(id) | P::AxisBeside(id) => (Section::Committee, Some(id.0)),
            P::HeadingUnnamed(id) => (Section::Committee, Some(id.0)),
            P::Fault(_) => (Section::Fields, None),
        }
    }
}

/// Lists what is wrong with a form, in the order of its parts.
pub fn problems(form: &Form) -> Vec<Problem> {
    let mut found = Vec::new();
    levels(form, &mut found);
    fields(form, &mut found);
    form.scales.iter().for_each(|it| scale(it, &mut found));
    committee(form, &mut found);
    if form.sheet.period.is_some_and(|period| period.from > period.to) {
        found.push(Problem::BackwardPeriod);
    }
    found.extend(form.faults().into_iter().map(|(_, fault)| Problem::Fault(fault)));
    found
}

fn levels(form: &Form, found: &mut Vec<Problem>) {
    let levels = &form.levels;
    let is_row = |shape| matches!(shape, LevelShape::Row | LevelShape::Part);
    if levels.len() < 2 {
        found.push(Problem::FewLevels);
    }
    if levels.len() > MOST_LEVELS {
        found.push(Problem::ManyLevels);
    }
    let first_row = levels.iter().position(|it| it.shape == LevelShape::Row);
    match first_row {
        None => found.push(Problem::NoRowLevel),
        Some(at) => {
            let below = levels[at..].iter().filter(|it| it.shape == LevelShape::Heading);
            found.extend(below.map(|it| Problem::HeadingBelowRows(it.id)));
        }
    }
    for (at, level) in levels.iter().enumerate() {
        if is_blank(&level.label) {
            found.push(Problem::LevelUnnamed(level.id));
        } else if levels[..at].iter().any(|it| it.label == level.label) {
            found.push(Problem::LevelTwice(level.id));
        }
    }
    let unit = form.unit().and_then(|id| form.level(id)).filter(|it| is_row(it.shape));
    found.extend(unit.map(|it| Problem::UnitIsRow(it.id)));
}

fn fields(form: &Form, found: &mut Vec<Problem>) {
    if form.fields.is_empty() {
        found.push(Problem::NoFields);
    }
    for (at, field) in form.fields.iter().enumerate() {
        let same =
            |it: &Field| it.label == field.label && it.levels.iter().any(|id| field.levels.contains(id));
        if is_blank(&field.label) {
            found.push(Problem::FieldUnnamed(field.id));
        } else if form.fields[..at].iter().any(same) {
            found.push(Problem::FieldTwice(field.id));
        }
        if field.levels.is_empty() {
            found.push(Problem::FieldNowhere(field.id));
        }
        let known = |when: &Condition| {
            let options = Part::Options(when.field).ids(form);
            when.options.iter().any(|it| options.contains(&it.0))
        };
        if field.when.as_ref().is_some_and(|when| !known(when)) {
            found.push(Problem::AskedOfNone(field.id));
        }
        if let FieldKind::Choice { options } = &field.kind {
            if options.is_empty() {
                found.push(Problem::NoOptions(field.id));
            }
            let twice = first_twice(options.iter().map(|it| it.label.as_str()));
            found.extend(twice.map(|label| Problem::OptionTwice(field.id, label)));
        }
    }
}

fn scale(scale: &Scale, found: &mut Vec<Problem>) {
    let keys =
        || scale.grades.iter().map(|it| it.key.as_str()).chain(scale.marks.iter().map(|it| it.key.as_str()));
    if scale.grades.is_empty() {
        found.push(Problem::NoGrades(scale.id));
    }
    if scale.grades.len() > MOST_GRADES {
        found.push(Problem::ManyGrades(scale.id));
    }
    if keys().any(is_blank) {
        found.push(Problem::GradeUnnamed(scale.id));
    }
    found.extend(first_twice(keys()).map(|key| Problem::KeyTwice(scale.id, key)));
}

fn committee(form: &Form, found: &mut Vec<Problem>) {
    let part = &form.committee;
    if part.levels.is_empty() && !(part.axes.is_empty() && part.headings.is_empty()) {
        found.push(Problem::CommitteeNowhere);
    }
    for axis in &part.axes {
        if is_blank(&axis.label) {
            found.push(Problem::AxisUnnamed(axis.id));
        }
        let scale_of = |id| form.field(id).and_then(|field| form.scale_of(field)).map(|scale| scale.id);
        if axis.beside.is_some_and(|id| scale_of(id) != Some(axis.scale)) {
            found.push(Problem::AxisBeside(axis.id));
        }
    }
    let unnamed = part.headings.iter().filter(|it| is_blank(&it.label));
    found.extend(unnamed.map(|it| Problem::HeadingUnnamed(it.id)));
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Finds the first text that stands there twice; texts are compared as keys are read.
fn first_twice<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut seen = Vec::new();
    for text in texts.filter(|text| !is_blank(text)) {
        let folded = fold(text);
        if seen.contains(&folded) {
            return Some(text.into());
        }
        seen.push(folded);
    }
    None
}
