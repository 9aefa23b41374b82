//! The real sheet of 北本市 (令和元年度), read whole. The file is not part of this repository; where it
//! is absent the tests say so and pass.

use hyokacho::exchange::draft::{Draft, DraftNode, DraftValue};
use hyokacho::exchange::notice::{Furniture, Notice};
use hyokacho::exchange::{Table, read};
use hyokacho::forms::abc_committee;
use hyokacho::model::id::{FieldId, GradeId, HeadingId, LevelId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const GOAL: LevelId = LevelId::known("goal");
const MEASURE: LevelId = LevelId::known("measure");
const EFFORT: LevelId = LevelId::known("effort");
const GROUP: LevelId = LevelId::known("group");
const PROGRAMME: LevelId = LevelId::known("programme");
const PART: LevelId = LevelId::known("part");
const RATING: FieldId = FieldId::known("rating");

fn seed() -> Option<(String, Draft)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/000_fe34d9e8663a8304.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return None;
    };
    let draft = read(&Table::from_text(&text), &abc_committee());
    Some((text, draft))
}

fn rated(draft: &Draft) -> Vec<&DraftNode> {
    let whole = |at: usize| draft.nodes.iter().all(|node| node.parent != Some(at));
    let leaves = draft
        .nodes
        .iter()
        .enumerate()
        .filter(|(at, n)| n.level == PART || (n.level == PROGRAMME && whole(*at)));
    leaves.map(|(_, node)| node).collect()
}

#[test]
fn the_tree_is_read_whole() {
    let Some((_, draft)) = seed() else { return };
    let count = |level| draft.of_level(level).count();
    assert_eq!([GOAL, MEASURE, EFFORT].map(count), [5, 14, 28]);
    assert_eq!((count(PROGRAMME), count(PART), rated(&draft).len()), (109, 6, 112));
    assert_eq!(
        draft.year.as_ref().map(|(label, year)| (label.as_str(), year.number())),
        Some(("令和元年度", 2019))
    );
    let numbers: Vec<&str> = draft.of_level(MEASURE).map(|(_, node)| node.number.as_str()).collect();
    let folded: Vec<String> = numbers.iter().map(|n| n.replace(' ', "").replace("施策", "")).collect();
    let expected =
        ["1-1", "1-2", "1-3", "2-1", "2-2", "3-1", "3-2", "3-3", "4-1", "4-2", "4-3", "5-1", "5-2", "5-3"];
    assert_eq!(folded, expected);
    assert!(draft.of_level(MEASURE).all(|(_, node)| node.values.len() == 1), "every 施策 has its 説明");
    assert!(draft.nodes.iter().enumerate().all(|(at, node)| node.parent.is_none_or(|parent| parent < at)));
    for (_, group) in draft.of_level(GROUP) {
        println!("group {}: {} {}", group.line, group.number, group.title);
    }
}

#[test]
fn rows_that_a_page_break_or_an_owner_parts_are_one_item() {
    let Some((_, draft)) = seed() else { return };
    let at_line =
        |line| draft.nodes.iter().find(|n| n.level == PROGRAMME && n.line == line).expect("an item");
    let group = |node: &DraftNode| node.parent.map(|p| &draft.nodes[p]).filter(|p| p.level == GROUP);
    let groups: Vec<(usize, usize)> = draft
        .of_level(GROUP)
        .map(|(at, node)| (node.line, draft.nodes.iter().filter(|n| n.parent == Some(at)).count()))
        .collect();
    let expected = [
        (10, 2),
        (17, 4),
        (46, 3),
        (49, 2),
        (56, 3),
        (61, 1),
        (67, 1),
        (113, 4),
        (128, 3),
        (163, 7),
        (217, 5),
        (222, 3),
        (230, 2),
        (287, 5),
        (414, 2),
    ];
    assert_eq!(groups, expected);
    let watched = group(at_line(295)).expect("a group");
    assert_eq!((watched.number.as_str(), watched.title.as_str()), ("①", "見守り・助け合い活動"));
    assert_eq!(group(at_line(173)).map(|g| g.line), Some(163));
    let parts = |line| {
        let parent = draft.nodes.iter().position(|n| n.level == PROGRAMME && n.line == line);
        draft
            .nodes
            .iter()
            .filter(|n| n.level == PART && n.parent == parent)
            .map(|n| n.line)
            .collect::<Vec<_>>()
    };
    assert_eq!([89, 260, 330].map(parts), [vec![89, 95], vec![260, 261], vec![330, 331]]);
}

#[test]
fn the_ratings_are_counted() {
    let Some((_, draft)) = seed() else { return };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for node in rated(&draft) {
        let grade = match node.value(RATING) {
            Some(DraftValue::Grade(id)) => id.to_string(),
            _ => "empty".to_owned(),
        };
        *counts.entry(grade).or_default() += 1;
    }
    let expected = [("a", 44), ("b", 57), ("c", 8), ("none", 2), ("empty", 1)];
    assert_eq!(counts, expected.map(|(grade, count)| (grade.to_owned(), count)).into());
}

#[test]
fn the_committee_s_votes_and_remarks_are_read() {
    let Some((_, draft)) = seed() else { return };
    let votes = |key| GradeId::known(key);
    let tallies: Vec<[u32; 3]> = draft
        .counts
        .iter()
        .map(|c| {
            ["a", "b", "c"].map(|k| c.counts.iter().find(|(g, _)| *g == votes(k)).map_or(0, |(_, n)| *n))
        })
        .collect();
    let expected = [
        [2, 9, 0],
        [4, 6, 0],
        [1, 9, 1],
        [1, 10, 0],
        [3, 8, 0],
        [2, 9, 0],
        [4, 7, 0],
        [3, 7, 1],
        [1, 9, 1],
        [5, 6, 0],
        [2, 9, 0],
        [3, 8, 0],
        [1, 10, 0],
        [1, 10, 0],
    ];
    assert_eq!(tallies, expected);
    let measures: Vec<usize> = draft.of_level(MEASURE).map(|(at, _)| at).collect();
    assert_eq!(draft.counts.iter().map(|c| c.node).collect::<Vec<_>>(), measures);
    assert_eq!(draft.definitions.len(), 3);
    let remarks = |heading| {
        let all = draft.remarks.iter().filter(|r| r.heading == HeadingId::known(heading));
        measures.iter().map(|m| all.clone().filter(|r| r.node == *m).count()).collect::<Vec<_>>()
    };
    assert_eq!(remarks("opinion"), [6, 10, 7, 9, 4, 8, 8, 5, 9, 6, 6, 7, 5, 5]);
    assert_eq!(remarks("direction"), [2, 3, 1, 3, 2, 3, 1, 3, 1, 2, 2, 2, 2, 2]);
    assert_eq!(draft.remarks.iter().filter(|r| r.heading == HeadingId::known("opinion")).count(), 95);
    assert_eq!(draft.remarks.iter().filter(|r| r.heading == HeadingId::known("direction")).count(), 29);
    let proposed: BTreeSet<usize> = draft.remarks.iter().filter(|r| !r.certain).map(|r| r.line).collect();
    assert_eq!(proposed, BTreeSet::from([175, 176]));
}

#[test]
fn the_notices_are_few_and_true() {
    let Some((text, draft)) = seed() else { return };
    let mut furniture: BTreeMap<Furniture, usize> = BTreeMap::new();
    let mut others = Vec::new();
    for notice in &draft.notices {
        match notice {
            Notice::Furniture { kind, lines } => drop(furniture.insert(*kind, lines.len())),
            Notice::TagsRemoved { lines } => println!("tags removed in {} lines", lines.len()),
            notice => others.push(notice),
        }
    }
    others.iter().for_each(|notice| println!("{notice:?}"));
    println!("{furniture:?}");
    let not_understood = others.iter().filter(|n| matches!(n, Notice::NotUnderstood { .. })).count();
    assert_eq!(not_understood, 0);
    let told: Vec<usize> = others.iter().filter_map(|notice| notice.line()).collect();
    assert_eq!(told, [95, 173, 175, 176, 261, 294, 314, 326, 331, 344, 374, 415, 415]);
    let filled = text.lines().filter(|line| !line.trim().is_empty()).count();
    assert_eq!(filled, draft.used.len() + furniture.values().sum::<usize>() + 3);
}

#[test]
fn the_repeated_item_names_its_original() {
    let Some((_, draft)) = seed() else { return };
    let repeats: Vec<(usize, Option<usize>)> = draft
        .nodes
        .iter()
        .filter(|node| node.repeat)
        .map(|node| (node.line, node.candidate_of.map(|of| draft.nodes[of].line)))
        .collect();
    assert_eq!(repeats, [(415, Some(320))]);
}

/// Drops white space, tags and the dots that may be bullets.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if in_tag || c.is_whitespace() || c == '・' => {}
            c => out.push(c),
        }
    }
    out
}

/// The labels in first cells, the last as the sheet misprints it.
const LABELS: [&str; 8] = [
    "目標",
    "施策",
    "説明",
    "取組",
    "評価案",
    "推進委員会意見",
    "推進委員会評価及び意見を受けて今後の方向性",
    "推進委員会評価及び意見をを受けて今後の方向性",
];

/// Drops a label that stands in one cell with its text.
fn unlabelled(cell: &str) -> &str {
    cell.strip_prefix("取組").unwrap_or(cell)
}

/// Every cell of every line that holds something of its own is found in the draft, as often as it stands there.
#[test]
fn no_cell_is_lost() {
    let Some((text, draft)) = seed() else { return };
    let mut values: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for node in &draft.nodes {
        names.extend([
            bare(&node.number),
            bare(&node.title),
            bare(&format!("{}{}", node.number, node.title)),
        ]);
        for (_, value) in &node.values {
            let text = match value {
                DraftValue::Grade(id) => id.to_string().to_uppercase().replace("NONE", "-"),
                value => bare(value.as_text().unwrap_or_default()),
            };
            *values.entry(text).or_default() += 1;
        }
    }
    let mut remarks: BTreeMap<usize, String> = BTreeMap::new();
    draft.remarks.iter().for_each(|r| remarks.entry(r.line).or_default().push_str(&bare(&r.text)));
    let repaired: Vec<String> = draft
        .notices
        .iter()
        .filter_map(|n| if let Notice::Repaired { text, .. } = n { Some(bare(text)) } else { None })
        .collect();
    let used: BTreeSet<usize> = draft.used.iter().copied().collect();
    let mut checked = 0;
    for (at, line) in text.lines().enumerate().filter(|(at, _)| used.contains(&(at + 1))) {
        let tally = draft.counts.iter().any(|count| count.line == at + 1);
        for (column, cell) in line.split('\t').enumerate().filter(|(_, cell)| !bare(cell).is_empty()) {
            let cell = bare(cell);
            let found = match column {
                0 => {
                    LABELS.contains(&cell.as_str())
                        || names.iter().any(|name| name.contains(unlabelled(&cell)))
                }
                _ if tally => {
                    cell.len() <= 3 || draft.definitions.iter().any(|(_, _, text)| bare(text) == cell)
                }
                _ => {
                    names.contains(&cell)
                        || remarks.get(&(at + 1)).is_some_and(|text| *text == cell)
                        || values
                            .get_mut(&cell)
                            .is_some_and(|n| std::mem::replace(n, n.saturating_sub(1)) > 0)
                        || repaired.contains(&cell)
                }
            };
            assert!(found, "line {}, column {}: {cell}", at + 1, column + 1);
            checked += 1;
        }
    }
    let left: Vec<&String> = values.iter().filter(|(_, count)| **count > 0).map(|(text, _)| text).collect();
    assert_eq!(left.len(), 2, "only the two halves of the repaired cell stand nowhere as a cell: {left:?}");
    println!("{checked} cells found");
    assert!(checked > 1_000);
}
