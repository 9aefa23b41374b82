//! The real sheet of 清瀬市 (令和2年度), read whole. The file is not part of this repository; where it
//! is absent the tests say so and pass.

use crate::cells::{Printed, compare, printed, workbook_of};
use hyokacho::exchange::Table;
use hyokacho::exchange::draft::{Draft, DraftNode, DraftValue};
use hyokacho::exchange::notice::{Furniture, Notice};
use hyokacho::forms::built_in;
use hyokacho::model::id::{FieldId, LevelId};
use hyokacho::model::workbook::Workbook;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const EFFORT: LevelId = LevelId::known("effort");
const DIRECTION: LevelId = LevelId::known("direction");

struct Read {
    table: Table,
    draft: Draft,
    workbook: Workbook,
}

fn seed() -> Option<Read> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/003_86dc044460a809b0.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return None;
    };
    let table = Table::from_text(&text);
    let (draft, workbook) = workbook_of(&table, &built_in("direction-policy").expect("a form"));
    Some(Read { table, draft, workbook })
}

/// Counts the grades or options of a field.
fn counts(draft: &Draft, level: LevelId, field: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (_, node) in draft.of_level(level) {
        let key = match node.value(FieldId::known(field)) {
            Some(DraftValue::Grade(id)) => id.to_string(),
            Some(DraftValue::Choice(id)) => id.to_string(),
            _ => continue,
        };
        *counts.entry(key).or_default() += 1;
    }
    counts
}

fn ordinals(draft: &Draft, level: LevelId) -> Vec<u32> {
    let digits = |node: &DraftNode| node.number.chars().filter(char::is_ascii_digit).collect::<String>();
    draft.of_level(level).map(|(_, node)| digits(node).parse().expect("a number")).collect()
}

#[test]
fn the_tree_is_read_whole() {
    let Some(Read { draft, .. }) = seed() else { return };
    assert_eq!(ordinals(&draft, LevelId::known("policy")), [1, 2, 3]);
    assert_eq!(ordinals(&draft, LevelId::known("pillar")), (1..=6).collect::<Vec<_>>());
    assert_eq!(ordinals(&draft, DIRECTION), (1..=17).collect::<Vec<_>>());
    assert_eq!(ordinals(&draft, EFFORT), (1..=39).collect::<Vec<_>>());
    let below = |level, last: &[u32]| {
        let node = |at: usize| &draft.nodes[at];
        let parents = draft.of_level(level).map(|(_, child)| child.parent.map(node).map(|p| p.line));
        let parents: BTreeSet<_> = parents.collect();
        assert!(parents.len() == last.len() && parents.iter().all(Option::is_some), "{level}");
    };
    below(LevelId::known("pillar"), &[2, 4, 6]);
    below(DIRECTION, &[2, 4, 7, 9, 13, 17]);
    assert_eq!(
        draft.year.as_ref().map(|(label, year)| (label.as_str(), year.number())),
        Some(("令和2年度", 2020))
    );
}

#[test]
fn what_departments_filled_is_counted() {
    let Some(Read { draft, .. }) = seed() else { return };
    let expected = |pairs: &[(&str, usize)]| {
        pairs.iter().map(|(k, n)| ((*k).to_owned(), *n)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(counts(&draft, EFFORT, "rating"), expected(&[("a", 1), ("b", 27), ("c", 10)]));
    assert_eq!(counts(&draft, EFFORT, "next"), expected(&[("keep", 24), ("expand", 8), ("improve", 5)]));
    assert_eq!(counts(&draft, DIRECTION, "priority"), expected(&[("yes", 4)]));
    let filled = |level, field| {
        let text =
            |node: &DraftNode| node.value(FieldId::known(field)).and_then(|v| v.as_text().map(str::to_owned));
        draft
            .of_level(level)
            .filter_map(|(_, node)| text(node))
            .filter(|text| text.chars().count() > 20)
            .count()
    };
    assert_eq!([filled(EFFORT, "result"), filled(EFFORT, "issue")], [39, 39]);
    assert_eq!(filled(DIRECTION, "goal"), 17);
    let blank: Vec<&str> = draft
        .of_level(EFFORT)
        .filter(|(_, node)| node.value(FieldId::known("next")).is_none())
        .map(|(_, node)| node.number.as_str())
        .collect();
    assert_eq!(blank, ["【取組1】", "【取組31】"]);
}

#[test]
fn what_the_sheet_says_of_grades_and_options_comes_along() {
    let Some(Read { table, draft, workbook }) = seed() else { return };
    let texts: Vec<String> = printed(&table).into_iter().map(|cell| cell.text).collect();
    let form = &workbook.content().years.values().next().expect("a year").form;
    let definitions = form.scales[0].grades.iter().take(3).map(|grade| &grade.definition);
    assert!(definitions.clone().all(|text| texts.contains(text)));
    assert_eq!(
        draft.guidance.iter().map(|(field, text)| (*field, text.lines().count())).collect::<Vec<_>>(),
        [(FieldId::known("next"), 6)]
    );
}

#[test]
fn the_notices_are_few_and_true() {
    let Some(Read { draft, .. }) = seed() else { return };
    draft.notices.iter().for_each(|notice| println!("{notice:?}"));
    let lines = |wanted: fn(&Notice) -> bool| {
        draft.notices.iter().filter(|n| wanted(n)).filter_map(Notice::line).collect::<Vec<_>>()
    };
    assert_eq!(lines(|n| matches!(n, Notice::NotUnderstood { .. })), [3, 4, 6, 8, 10, 17, 19]);
    assert_eq!(lines(|n| matches!(n, Notice::CellNotUsed { .. })), [61, 90, 94]);
    assert_eq!(lines(|n| matches!(n, Notice::Joined { .. })), [60, 64, 97]);
    assert_eq!(lines(|n| matches!(n, Notice::Differs { .. })), [64, 94, 120]);
    let told = draft.notices.iter().filter(|notice| notice.line().is_some()).count();
    assert_eq!(lines(|n| matches!(n, Notice::NamesItems { .. })), [32, 35, 46], "with slips in the names");
    assert_eq!(told, 19);
    let overview = draft.notices.iter().find_map(|notice| match notice {
        Notice::Furniture { kind: Furniture::Overview, lines } => Some(lines.len()),
        _ => None,
    });
    assert_eq!(overview, Some(17));
}

/// The lines that say nothing of an item: titles, legends, overviews, heads of columns.
fn is_furniture(draft: &Draft, cell: &Printed) -> bool {
    let head = draft.notices.iter().any(|notice| match notice {
        Notice::Furniture { lines, .. } => lines.contains(&cell.line),
        Notice::NotUnderstood { line, .. } | Notice::NamesItems { line, .. } => *line == cell.line,
        _ => false,
    });
    let legend = (12..=26).contains(&cell.line);
    let marked = ["（再）", "【再】"].iter().any(|mark| cell.text.contains(mark));
    let repeated = marked && !cell.text.contains("【取組");
    head || legend || repeated
}

#[test]
fn every_cell_is_in_the_workbook() {
    let Some(Read { table, draft, workbook }) = seed() else { return };
    let found = compare(&table, &workbook, |cell| is_furniture(&draft, cell));
    println!("{found}");
    let missing: Vec<(usize, usize)> = found.missing.iter().map(|cell| (cell.line, cell.column)).collect();
    // Heads of pages whose letters the extraction lost or mixed up. The heading is there in each case:
    // 56 is cut and whole on the next page; 61 has the end of its title before its label; 64 has 方向性3
    // with letters missing, and the title of 取組6; 90 and 94 have letters of a neighbour and of the mark
    // 重点 before and after their titles.
    assert_eq!(missing, [(56, 1), (61, 1), (64, 3), (90, 3), (94, 3)]);
    assert!(found.percent() >= 96.9);
}
