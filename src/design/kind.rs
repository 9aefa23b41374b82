//! The kinds of fields as a list to choose from.

use crate::find::fold::fold;
use crate::model::form::{Choice, FieldKind, Form};
use crate::model::id::{FieldId, Id};
use crate::model::tree::Outline;
use crate::model::value::FieldValue;
use crate::model::year_book::YearBook;

/// Names a kind of field without what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the kind of its name in the model")]
pub enum Kind {
    LongText,
    Line,
    Grade,
    Choice,
    Departments,
    Indicators,
    Schedule,
    Number,
    Page,
}

/// Lists the kinds in the order in which they are offered.
pub const KINDS: [Kind; 9] = [
    Kind::LongText,
    Kind::Line,
    Kind::Grade,
    Kind::Choice,
    Kind::Departments,
    Kind::Indicators,
    Kind::Schedule,
    Kind::Number,
    Kind::Page,
];

/// The most differing texts of which options are made.
const MOST_OPTIONS: usize = 12;

impl Kind {
    /// Returns the kind of a field.
    pub fn of(kind: &FieldKind) -> Kind {
        match kind {
            FieldKind::LongText => Kind::LongText,
            FieldKind::Line => Kind::Line,
            FieldKind::Grade { .. } => Kind::Grade,
            FieldKind::Choice { .. } => Kind::Choice,
            FieldKind::Departments => Kind::Departments,
            FieldKind::Indicators => Kind::Indicators,
            FieldKind::Schedule => Kind::Schedule,
            FieldKind::Number => Kind::Number,
            FieldKind::Page => Kind::Page,
        }
    }

    /// Makes a field's new kind: grades of the first scale, and as options what is entered already.
    /// `None` for grades where the form has no scale.
    pub fn make(
        self,
        form: &Form,
        field: FieldId,
        book: &YearBook,
        outline: &Outline,
        draw: &mut dyn FnMut() -> Id,
    ) -> Option<FieldKind> {
        Some(match self {
            Kind::LongText => FieldKind::LongText,
            Kind::Line => FieldKind::Line,
            Kind::Grade => FieldKind::Grade { scale: form.scales.first()?.id },
            Kind::Choice => FieldKind::Choice { options: options(form, field, book, outline, draw) },
            Kind::Departments => FieldKind::Departments,
            Kind::Indicators => FieldKind::Indicators,
            Kind::Schedule => FieldKind::Schedule,
            Kind::Number => FieldKind::Number,
            Kind::Page => FieldKind::Page,
        })
    }
}

/// Makes an option of each text in a field, or of each grade that it had; none where there are many.
fn options(
    form: &Form,
    field: FieldId,
    book: &YearBook,
    outline: &Outline,
    draw: &mut dyn FnMut() -> Id,
) -> Vec<Choice> {
    let scale = form.field(field).and_then(|field| form.scale_of(field));
    let mut labels: Vec<String> =
        scale.map_or(vec![], |scale| scale.grades.iter().map(|grade| grade.key.clone()).collect());
    let values = outline.below(None).into_iter().filter_map(|id| book.nodes.get(id)?.values.get(&field));
    for text in values.filter_map(FieldValue::as_text).map(str::trim) {
        if !labels.iter().any(|it| fold(it) == fold(text)) {
            labels.push(text.into());
        }
    }
    if labels.len() > MOST_OPTIONS || labels.iter().any(|it| it.contains('\n')) {
        return Vec::new();
    }
    labels.into_iter().map(|label| Choice { id: draw().into(), label }).collect()
}
