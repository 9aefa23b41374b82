//! Rows in which a grade has run together with the text beside it.

use super::checkbox;
use super::header::{Column, Header};
use super::value::grade;
use crate::model::form::{Form, Scale};
use crate::model::id::FieldId;
use std::borrow::Cow;

/// Is a row whose cell was split.
pub(super) struct Repair {
    /// The grade's field.
    pub field: FieldId,
    /// The cell as it stood.
    pub text: String,
}

/// Splits the one cell that explains why a row is one cell short of its header: a grade followed by
/// white space and text, or text followed by white space and a grade, in the grade's place. In a row
/// of full length a grade with text is split where the cell after it is empty.
pub(super) fn repair(cells: &mut Vec<Cow<'_, str>>, header: &Header, form: &Form) -> Option<Repair> {
    let columns = header.columns.iter().enumerate();
    let graded = columns.filter_map(|(at, column)| match column {
        Column::Field(id) => Some((at, *id, form.scale_of(form.field(*id)?)?)),
        _ => None,
    });
    let short = cells.len() + 1 == header.columns.len();
    for (at, field, scale) in graded {
        let Some(split) = split_at(cells, at, scale, short) else { continue };
        let text = cells[split.cell].to_string();
        let empty_follows = !short;
        cells[split.cell] = Cow::Owned(split.first);
        cells.insert(split.cell + 1, Cow::Owned(split.second));
        if empty_follows {
            cells.remove(split.cell + 2);
        }
        return Some(Repair { field, text });
    }
    None
}

struct Split {
    cell: usize,
    first: String,
    second: String,
}

fn split_at(cells: &[Cow<'_, str>], at: usize, scale: &Scale, short: bool) -> Option<Split> {
    let cell = cells.get(at)?;
    let split = |cell: usize, parts: (&str, &str)| {
        let (first, second) = (parts.0.trim().to_owned(), parts.1.trim().to_owned());
        Some(Split { cell, first, second })
    };
    if grade(scale, cell).is_some() || checkbox::read(scale, cell).is_some() {
        return None;
    }
    let room = short || cells.get(at + 1).is_some_and(|next| next.is_empty());
    if let Some(parts) = cell.split_once(char::is_whitespace).filter(|(head, _)| is_grade(scale, head)) {
        return room.then(|| split(at, parts))?;
    }
    let before = cells.get(at.checked_sub(1)?)?;
    let parts = before.rsplit_once(char::is_whitespace).filter(|(_, tail)| is_grade(scale, tail))?;
    short.then(|| split(at - 1, parts))?
}

/// Returns whether the text is a grade; marks (－) also begin lines of text.
fn is_grade(scale: &Scale, text: &str) -> bool {
    grade(scale, text).is_some_and(|id| scale.grade(id).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::header::Heads;
    use super::*;
    use crate::forms::abc_committee;

    fn check(row: &[&str], expected: &[&str], repaired: bool) {
        let form = abc_committee();
        let heads = ["番号", "事業名", "進捗状況", "評価", "評価理由", "担当課"];
        let header = Heads::of(&form).read(&heads).expect("a header");
        let mut cells: Vec<Cow<'_, str>> = row.iter().map(|cell| Cow::Borrowed(*cell)).collect();
        let repair = repair(&mut cells, &header, &form);
        assert_eq!(cells, expected);
        assert_eq!(repair.is_some(), repaired, "{row:?}");
    }

    #[test]
    fn a_fused_grade_is_split() {
        check(
            &["①", "甲", "進んだ", "A ○良い 点", "市"],
            &["①", "甲", "進んだ", "A", "○良い 点", "市"],
            true,
        );
        check(&["①", "甲", "進ん だ Ｂ", "○良い", "市"], &["①", "甲", "進ん だ", "Ｂ", "○良い", "市"], true);
        check(&["①", "甲", "乙", "C 丙", "", "市"], &["①", "甲", "乙", "C", "丙", "市"], true);
    }

    #[test]
    fn other_rows_stay_as_they_are() {
        for row in [
            &["①", "甲", "進んだ", "A", "市"] as &[&str],
            &["①", "甲", "進んだ", "A 丙", "丁", "市"],
            &["①", "甲", "進んだ", "良い", "市"],
            &["①", "甲"],
            &[],
        ] {
            check(row, row, false);
        }
    }
}
