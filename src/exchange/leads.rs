//! Labels in brackets within cells: 【基本方針1】, 【目標】, 【取組12】 say what the text after them is.

use super::labels::Labels;
use super::repeat::without_mark;
use crate::model::id::{FieldId, LevelId};

/// Is what a label in brackets names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A heading.
    Heading(LevelId),
    /// A field of a heading.
    Field(FieldId),
    /// A row of the table.
    Row,
}

/// Is a text that a label in brackets leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'t> {
    pub named: Named,
    /// The label with its number and brackets, as typed.
    pub number: &'t str,
    /// What follows, up to the next label; trimmed.
    pub text: &'t str,
}

/// A label in brackets is no longer than this (bytes).
const LONGEST: usize = 90;
/// What may stand before the first heading of a cell: a rest of what a narrow column cut (bytes).
const BEFORE: usize = 60;
/// Characters with which a text begins that follows a title in one cell.
const BULLETS: &str = "○●◯◎・◆◇■□※【";

/// Takes a cell apart at the labels in brackets that the form knows: what stands before the first, and
/// the texts that they lead. A label counts where a line begins with it; one of a heading or a field
/// also after white space. What follows the label of a row is all the row's.
pub(super) fn parts<'t>(labels: &Labels, cell: &'t str) -> (&'t str, Vec<Part<'t>>) {
    let mut starts: Vec<(usize, usize, Named)> = Vec::new();
    for (at, _) in cell.match_indices('【') {
        if matches!(starts.last(), Some((_, _, Named::Row))) {
            break;
        }
        let Some((end, named)) = label(labels, cell, at) else { continue };
        let from = cell.floor_char_boundary(at.saturating_sub(BEFORE));
        let line = cell[from..at].rfind('\n').map(|line| from + line + 1).or((from == 0).then_some(0));
        let begins = line.is_some_and(|line| is_blank_or_mark(&cell[line..at]));
        let spaced = cell[..at].ends_with(char::is_whitespace) && (named != Named::Row || !starts.is_empty());
        let broken = starts.is_empty() && at <= BEFORE && matches!(named, Named::Heading(_));
        if begins || spaced || broken {
            starts.push((at, end, named));
        }
    }
    let before = starts.first().map_or(cell, |(at, ..)| &cell[..*at]).trim();
    let ends = starts.iter().skip(1).map(|(at, ..)| *at).chain([cell.len()]);
    let part = |(&(at, end, named), next): (&(usize, usize, Named), usize)| Part {
        named,
        number: &cell[at..end],
        text: cell[end..next].trim(),
    };
    (before, starts.iter().zip(ends).map(part).collect())
}

/// Parts the title of a row from the text that follows in the same cell, where a bullet begins it.
pub(super) fn title_and_text(text: &str) -> (&str, &str) {
    let bullet = |at: usize| text[at..].trim_start().starts_with(|c| BULLETS.contains(c));
    let cut = text
        .char_indices()
        .find(|&(at, c)| c.is_whitespace() && !text[..at].ends_with(char::is_whitespace) && bullet(at));
    let (title, rest) = text.split_at(cut.map_or(text.len(), |(at, _)| at));
    match (rest.is_empty(), title.split_once('\n')) {
        (true, Some((title, rest))) if rest.contains('。') => (title.trim(), rest.trim()),
        _ => (title.trim(), rest.trim()),
    }
}

/// Returns whether nothing stands here but white space and a mark such as （再）.
pub(super) fn is_blank_or_mark(text: &str) -> bool {
    text.trim().is_empty() || without_mark(text).is_some_and(|bare| bare.is_empty())
}

/// Reads the label in brackets at a place: where it ends and what it names.
fn label(labels: &Labels, cell: &str, at: usize) -> Option<(usize, Named)> {
    let inner = cell[at..].strip_prefix('【')?;
    let length = inner.bytes().take(LONGEST).position(|b| b == b'\n').unwrap_or(inner.len().min(LONGEST));
    let inner = &inner[..inner.floor_char_boundary(length)];
    let close = inner.find('】')?;
    let named = labels.bracketed(&inner[..close])?;
    Some((at + '【'.len_utf8() + close + '】'.len_utf8(), named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::built_in;

    fn check(cell: &str, before: &str, expected: &[(&str, &str)]) {
        let form = built_in("direction-policy").expect("a form");
        let labels = Labels::of(&form);
        let (found, parts) = parts(&labels, cell);
        let parts: Vec<(&str, &str)> = parts.iter().map(|part| (part.number, part.text)).collect();
        assert_eq!((found, parts.as_slice()), (before, expected), "{cell}");
    }

    #[test]
    fn labels_in_brackets_lead_texts() {
        check("【取組1】甲", "", &[("【取組1】", "甲")]);
        check(
            "【方向性 2】乙\n【目標】丙。\n【取組 3】丁\n○戊【甲 5か所】",
            "",
            &[("【方向性 2】", "乙"), ("【目標】", "丙。"), ("【取組 3】", "丁\n○戊【甲 5か所】")],
        );
        check("（再）【施策の柱6】甲", "（再）", &[("【施策の柱6】", "甲")]);
        check("はみ出し【方向性9】甲", "はみ出し", &[("【方向性9】", "甲")]);
        check("【取組4】甲\n【目標】乙", "", &[("【取組4】", "甲\n【目標】乙")]);
    }

    #[test]
    fn other_brackets_are_text() {
        for cell in ["○甲【乙 3件】", "※数は【取組4】の再掲", "【サロン 4団体】", "【取組4】【", "【", ""]
        {
            let whole = cell.strip_prefix("【取組4】").is_none();
            if whole {
                check(cell, cell.trim(), &[]);
            }
        }
        check("詳しくは 【取組4】", "詳しくは 【取組4】", &[]);
    }

    #[test]
    fn a_title_ends_where_a_bullet_begins() {
        assert_eq!(title_and_text("甲の会 ○乙。 ○丙"), ("甲の会", "○乙。 ○丙"));
        assert_eq!(title_and_text("甲\n乙した。"), ("甲", "乙した。"));
        assert_eq!(title_and_text("甲の\n会"), ("甲の\n会", ""));
        assert_eq!(title_and_text("甲・乙"), ("甲・乙", ""));
    }
}
