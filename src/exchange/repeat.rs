//! 再掲: items that a sheet prints a second time, and the items they seem to repeat.

use super::draft::{DraftIndicator, DraftNode, DraftValue};
use super::heading::same_value;
use super::notice::Notice;
use crate::find::fold::{fold, near, same};
use crate::model::form::{FieldKind, Form};
use crate::model::id::FieldId;
use std::collections::HashMap;

/// The word that marks a repetition.
const WORD: &str = "再掲";
const OPEN: &str = "(（[［【〔";
const CLOSE: &str = ")）]］】〕";
/// How many titles are compared by their letters in one reading; beyond, only equal titles are found.
const COMPARISONS: usize = 20_000;
/// Titles shorter than this (characters) are only compared as a whole.
const SHORT: usize = 5;

/// Returns the text without its 再掲 mark, `None` where it has none.
///
/// Marks are （再掲）, ※再掲, 再掲 at an end of the text, (再), and brackets that name the
/// other place: （施策4-2(1)再掲）.
pub(super) fn without_mark(text: &str) -> Option<String> {
    let (start, end) = word(text).or_else(|| short(text))?;
    let (before, after) = (text[..start].trim_end(), text[end..].trim_start());
    let space = if before.is_empty() || after.is_empty() { "" } else { " " };
    Some(format!("{before}{space}{after}").trim().to_owned())
}

fn word(text: &str) -> Option<(usize, usize)> {
    let start = text.find(WORD)?;
    let end = start + WORD.len();
    enclosing(text, start, end).or_else(|| bare(text, start, end))
}

/// Finds the brackets around a place, those nested between ignored.
fn enclosing(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let mut depth = 0;
    let open = text[..start].char_indices().rev().find(|(_, c)| {
        if CLOSE.contains(*c) {
            depth += 1;
        } else if OPEN.contains(*c) {
            depth -= 1;
        }
        depth < 0
    })?;
    let close = text[end..].char_indices().find(|(_, c)| CLOSE.contains(*c))?;
    Some((open.0, end + close.0 + close.1.len_utf8()))
}

/// Takes 再掲 without brackets, with the ※ or the place in front of it; 再掲示 is another word.
fn bare(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let next = text[end..].chars().next();
    next.is_none_or(|c| c.is_whitespace() || "：:、。,".contains(c)).then_some(())?;
    let before = &text[..start];
    let last = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let last = text.ceil_char_boundary(last);
    let names_place = before[last..].contains(|c: char| c.is_numeric());
    let star = before.strip_suffix('※').map_or(start, str::len);
    Some((if names_place { last } else { star }, end))
}

fn short(text: &str) -> Option<(usize, usize)> {
    ["(再)", "（再）", "[再]", "【再】"]
        .iter()
        .find_map(|mark| text.find(mark).map(|start| (start, start + mark.len())))
}

/// Marks for every 再掲 the item that it seems to repeat: the first earlier one with the same title,
/// else the first later one, else the first title with one letter in ten changed; of several the one
/// with the same number. Nothing is merged: a person links them or not, and is told what differs.
pub(super) fn find_originals(nodes: &mut [DraftNode], form: &Form) -> Vec<Notice> {
    let titles: Vec<String> = nodes.iter().map(bare_title).collect();
    let mut by_title: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, title) in titles.iter().enumerate().filter(|(at, _)| !nodes[*at].repeat) {
        by_title.entry(title).or_default().push(at);
    }
    let mut budget = COMPARISONS;
    let mut found = Vec::new();
    for at in (0..nodes.len()).filter(|&at| nodes[at].repeat && !titles[at].is_empty()) {
        let equal = by_title.get(titles[at].as_str()).and_then(|all| best(nodes, at, all));
        found.push((at, equal.or_else(|| nearest(nodes, &titles, at, &mut budget))));
    }
    for &(at, original) in &found {
        nodes[at].candidate_of = original;
    }
    let line = |at: usize| nodes[at].line;
    let told = found.iter().map(|&(at, of)| Notice::Repeat { line: line(at), of: of.map(line) });
    let pairs = found.iter().filter_map(|&(at, of)| Some((&nodes[at], &nodes[of?])));
    told.chain(pairs.filter_map(|(copy, of)| difference(copy, of, form))).collect()
}

/// Says in which fields a copy is not like what it seems to repeat. What a copy leaves empty says nothing,
/// and the page is that of the place.
fn difference(copy: &DraftNode, of: &DraftNode, form: &Form) -> Option<Notice> {
    let agrees = |field: FieldId| match (copy.value(field), of.value(field)) {
        (Some(a), Some(b)) => alike(a, b),
        (own, _) => own.is_none(),
    };
    let said = form.fields.iter().filter(|field| field.kind != FieldKind::Page).map(|field| field.id);
    let fields = said.filter(|field| !agrees(*field));
    let fields: Vec<FieldId> = fields.collect();
    let differs = !fields.is_empty() || bare_title(copy) != bare_title(of);
    differs.then_some(Notice::CopyDiffers { line: copy.line, of: of.line, fields })
}

/// Returns whether two values say the same, white space and the width of letters aside.
fn alike(a: &DraftValue, b: &DraftValue) -> bool {
    let (DraftValue::Indicators(a), DraftValue::Indicators(b)) = (a, b) else { return same_value(a, b) };
    let texts =
        |it: &DraftIndicator| [it.label.clone(), it.unit.clone(), it.target.clone()].map(|t| fold(&t));
    let figures = |a: &DraftIndicator, b: &DraftIndicator| {
        let mut pairs = a.figures.iter().zip(&b.figures);
        a.figures.len() == b.figures.len() && pairs.all(|(a, b)| a.0 == b.0 && same(&a.1, &b.1))
    };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| texts(a) == texts(b) && figures(a, b))
}

/// Returns an item's title without a 再掲 mark, as it is compared.
pub(super) fn bare_title(node: &DraftNode) -> String {
    fold(&without_mark(&node.title).unwrap_or_else(|| node.title.clone()))
}

/// Picks the first earlier item of the same level, one with the same number before others, else the
/// first earlier one, else the first.
fn best(nodes: &[DraftNode], at: usize, all: &[usize]) -> Option<usize> {
    let earlier = || all.iter().copied().filter(|&other| other < at);
    let alike = || earlier().filter(|&other| nodes[other].level == nodes[at].level);
    let numbered = alike().find(|&other| same(&nodes[other].number, &nodes[at].number));
    numbered.or_else(|| alike().next()).or_else(|| earlier().next()).or_else(|| all.first().copied())
}

fn nearest(nodes: &[DraftNode], titles: &[String], at: usize, budget: &mut usize) -> Option<usize> {
    let limit = match titles[at].chars().count() {
        0..SHORT => return None,
        length => (length / 10).max(1),
    };
    if *budget == 0 {
        return None;
    }
    let alike = |other: &usize| !nodes[*other].repeat && nodes[*other].level == nodes[at].level;
    (0..nodes.len()).filter(alike).find(|&other| {
        *budget = budget.saturating_sub(1);
        *budget > 0 && near(&titles[other], &titles[at], limit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        for (text, expected) in [
            ("体制強化 ・相談（施策4-2(1)再掲）", Some("体制強化 ・相談")),
            ("（再掲）見守り", Some("見守り")),
            ("見守り※再掲", Some("見守り")),
            ("見守り 施策1-2(1)再掲", Some("見守り")),
            ("見守り【再掲】事業", Some("見守り 事業")),
            ("見守り　再掲：施策2", Some("見守り ：施策2")),
            ("基本方針１ 見守り(再)", Some("基本方針１ 見守り")),
            ("再掲", Some("")),
            ("再掲示板の設置", None),
            ("見守り", None),
            ("(再開)", None),
        ] {
            assert_eq!(without_mark(text).as_deref(), expected, "{text}");
        }
    }
}
