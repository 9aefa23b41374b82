//! Whether the parts of a form fit together.

use super::{Choice, FieldKind, Form, Scale};
use crate::model::id::{Id, LevelId, ScaleId};
use crate::model::place::YearPart;
use std::collections::BTreeSet;

/// Says what in a form no workbook can work with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFault {
    /// Two things of one kind have one id.
    Twice(Id),
    /// It speaks of a level that the form does not have.
    UnknownLevel(LevelId),
    /// It speaks of a scale that the form does not have.
    UnknownScale(ScaleId),
}

impl Form {
    /// Lists what does not fit together, each with the part of the form in which it stands. An edit
    /// brings none of it in; two edits made apart can.
    pub fn faults(&self) -> Vec<(YearPart, FormFault)> {
        let mut faults = Vec::new();
        let mut add = |part, fault| faults.push((part, fault));
        let doubles = [
            (YearPart::Levels, twice(self.levels.iter().map(|level| level.id.0))),
            (YearPart::Fields, twice(self.fields.iter().map(|field| field.id.0))),
            (YearPart::Scales, twice(self.scales.iter().map(|scale| scale.id.0))),
            (YearPart::Scales, self.scales.iter().find_map(|scale| twice(grades(scale)))),
            (YearPart::Committee, twice(self.committee.axes.iter().map(|axis| axis.id.0))),
            (YearPart::Committee, twice(self.committee.headings.iter().map(|heading| heading.id.0))),
        ];
        for (part, id) in doubles {
            id.into_iter().for_each(|id| add(part, FormFault::Twice(id)));
        }
        let unknown = |levels: &[LevelId]| levels.iter().copied().find(|&id| self.level(id).is_none());
        for field in &self.fields {
            if let Some(id) = unknown(&field.levels) {
                add(YearPart::Fields, FormFault::UnknownLevel(id));
            }
            match &field.kind {
                FieldKind::Grade { scale } if self.scale(*scale).is_none() => {
                    add(YearPart::Fields, FormFault::UnknownScale(*scale));
                }
                FieldKind::Choice { options } => {
                    let id = twice(options.iter().map(|option: &Choice| option.id.0));
                    id.into_iter().for_each(|id| add(YearPart::Fields, FormFault::Twice(id)));
                }
                _ => {}
            }
        }
        if let Some(id) = unknown(&self.committee.levels) {
            add(YearPart::Committee, FormFault::UnknownLevel(id));
        }
        for axis in self.committee.axes.iter().filter(|axis| self.scale(axis.scale).is_none()) {
            add(YearPart::Committee, FormFault::UnknownScale(axis.scale));
        }
        if let Some(id) = self.sheet.unit.filter(|&id| self.level(id).is_none()) {
            add(YearPart::Sheet, FormFault::UnknownLevel(id));
        }
        faults
    }
}

fn grades(scale: &Scale) -> impl Iterator<Item = Id> {
    let grades = scale.grades.iter().map(|grade| grade.id.0);
    grades.chain(scale.marks.iter().map(|mark| mark.id.0))
}

fn twice(ids: impl Iterator<Item = Id>) -> Option<Id> {
    let mut seen = BTreeSet::new();
    ids.into_iter().find(|id| !seen.insert(*id))
}
