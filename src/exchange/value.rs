//! What a cell means in a field.

use super::checkbox::{self, Tick};
use super::draft::{DraftIndicator, DraftValue};
use crate::find::fold::{fold, is_blank};
use crate::model::form::{Choice, Field, FieldKind, Form, Scale};
use crate::model::id::GradeId;

/// Is what a cell means in its field.
pub(super) enum Reading {
    /// Nothing was entered.
    Empty,
    /// A value.
    Value(DraftValue),
    /// Grades with tick boxes.
    Boxes(Vec<Tick>),
    /// A text that the scale or the list does not have.
    Unknown,
}

impl Reading {
    /// Takes the one grade that is ticked; boxes of which none or several are ticked say nothing.
    pub fn settled(self) -> Self {
        match self {
            Self::Boxes(boxes) => match checkbox::ticked(&boxes).as_slice() {
                [one] => Self::Value(DraftValue::Grade(*one)),
                _ => Self::Unknown,
            },
            other => other,
        }
    }
}

/// Reads a cell's text, trimmed, as a value of a field.
pub(super) fn read(form: &Form, field: &Field, text: &str) -> Reading {
    if text.is_empty() {
        return Reading::Empty;
    }
    let kept = text.to_owned();
    let value = match &field.kind {
        FieldKind::LongText | FieldKind::Line | FieldKind::Number | FieldKind::Page => {
            Some(DraftValue::Text(kept))
        }
        FieldKind::Grade { scale } => {
            let Some(scale) = form.scale(*scale) else { return Reading::Unknown };
            let found = grade(scale, text).map(DraftValue::Grade);
            if let Some(boxes) = found.is_none().then(|| checkbox::read(scale, text)).flatten() {
                return Reading::Boxes(boxes);
            }
            found
        }
        FieldKind::Choice { options } => choice(options, text).map(|option| DraftValue::Choice(option.id)),
        FieldKind::Departments => Some(DraftValue::Owners(kept)),
        FieldKind::Indicators => {
            Some(DraftValue::Indicators(vec![DraftIndicator { label: kept, ..DraftIndicator::default() }]))
        }
        FieldKind::Schedule => Some(DraftValue::ScheduleText(kept)),
    };
    value.map_or(Reading::Unknown, Reading::Value)
}

/// Finds the grade or mark that a text is, white space ignored: by key, label or alias, or a grade by
/// key and label together.
pub(super) fn grade(scale: &Scale, text: &str) -> Option<GradeId> {
    let text: String = text.chars().filter(|c| !is_blank(*c)).collect();
    scale.read(&text).or_else(|| {
        let folded = fold(&text);
        let whole = scale.grades.iter().find(|grade| fold(&grade.key) + &fold(&grade.label) == folded);
        whole.filter(|_| !folded.is_empty()).map(|grade| grade.id)
    })
}

pub(super) fn choice<'a>(options: &'a [Choice], text: &str) -> Option<&'a Choice> {
    let text = fold(text);
    options.iter().find(|option| fold(&option.label) == text)
}

/// Returns whether a field says who or how well, so that two different contents mean two rows,
/// while a text may be the rest of a text that a page break had cut.
pub(super) fn is_short(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Grade { .. } | FieldKind::Choice { .. } | FieldKind::Departments => true,
        FieldKind::Number | FieldKind::Page => true,
        FieldKind::LongText | FieldKind::Line | FieldKind::Indicators | FieldKind::Schedule => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::abc_committee;

    #[test]
    fn grades_are_read_by_key_label_and_alias() {
        let form = abc_committee();
        let scale = &form.scales[0];
        let read = |text| grade(scale, text).map(|id| id.to_string());
        for (text, expected) in [
            ("A", Some("a")),
            ("Ｂ", Some("b")),
            ("A 順調", Some("a")),
            ("未着手", Some("c")),
            ("－", Some("none")),
            ("-", Some("none")),
            ("—", Some("none")),
            ("A／B", None),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }
}
