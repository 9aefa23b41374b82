//! How wide the columns of a sheet are.

use crate::model::form::{Field, FieldKind, Form, LevelShape, Scale};

/// Returns whether a form has a column of numbers: where it has a head, or groups that stand in it.
pub fn has_numbers(form: &Form) -> bool {
    !form.sheet.number_label.is_empty() || form.levels.iter().any(|level| level.shape == LevelShape::Group)
}

/// Returns the shares of the columns in rem, none so narrow that its content would stand in the next one.
pub fn shares(form: &Form, columns: &[Field], with_number: bool) -> Vec<f64> {
    /// What one part of a width comes to.
    const PART: f64 = 0.95;
    let share = |width: u8, least: f64| (f64::from(width) * PART).max(least);
    let number = with_number.then(|| share(form.sheet.number_width, 2.5)).into_iter();
    let own = columns.iter().map(|field| {
        let least = match &field.kind {
            FieldKind::Grade { .. } if form.scale_of(field).is_some_and(has_long_keys) => 8.0,
            FieldKind::Grade { .. } => 6.5,
            FieldKind::Indicators => 10.0,
            FieldKind::Schedule => 9.0,
            FieldKind::LongText => 7.0,
            FieldKind::Choice { options } if options.len() > 1 => 6.5,
            FieldKind::Line | FieldKind::Departments | FieldKind::Choice { .. } => 5.0,
            FieldKind::Number | FieldKind::Page => 3.5,
        };
        share(field.width, least)
    });
    number.chain([share(form.sheet.title_width, 6.0)]).chain(own).collect()
}

fn has_long_keys(scale: &Scale) -> bool {
    scale.grades.iter().any(|grade| grade.key.chars().count() > 2)
}
