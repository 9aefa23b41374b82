//! The form that a form begins as: a few levels, and nothing to fill in.

use crate::model::form::{Form, Level, LevelShape, Sheet};
use crate::model::id::{Id, LevelId};

/// Is what a new form is called and has in it.
#[derive(Clone, Copy, Debug)]
pub struct Labels {
    /// The form's name.
    pub name: &'static str,
    /// The levels: two headings, and the rows below them.
    pub levels: [&'static str; 3],
    /// The head of the column with the rows' numbers.
    pub number: &'static str,
    /// The head of the column with the rows' titles.
    pub title: &'static str,
}

/// Makes a form of three levels without fields and scales; ids are drawn from `draw`.
pub fn blank(labels: Labels, mut draw: impl FnMut() -> Id) -> Form {
    let shapes = [LevelShape::Heading, LevelShape::Heading, LevelShape::Row];
    let level = |(label, shape): (&str, LevelShape)| Level {
        id: LevelId(draw()),
        label: label.into(),
        aliases: Vec::new(),
        shape,
    };
    let levels: Vec<Level> = labels.levels.into_iter().zip(shapes).map(level).collect();
    let sheet = Sheet {
        unit: levels.get(1).map(|level| level.id),
        number_label: labels.number.into(),
        title_label: labels.title.into(),
        number_width: 2,
        title_width: 4,
        ..Sheet::default()
    };
    Form { name: labels.name.into(), levels, sheet, ..Form::default() }
}
