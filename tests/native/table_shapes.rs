//! Sheets of a city that does not exist in the shapes of others: headings in merged columns with reports
//! of several departments, and labels in brackets. Each has the traps that taking it out of a page makes.

use crate::cells::{Printed, compare, workbook_of};
use crate::table_outline::outline;
use hyokacho::exchange::draft::{Draft, DraftValue};
use hyokacho::exchange::notice::{Furniture, Notice};
use hyokacho::exchange::{Table, read};
use hyokacho::forms::built_in;
use hyokacho::model::form::Form;
use hyokacho::model::id::FieldId;
use std::time::{Duration, Instant};

const STRATEGY: &str = include_str!("../fixtures/sheets/strategy.txt");
const DIRECTION: &str = include_str!("../fixtures/sheets/direction.txt");

fn form(name: &str) -> Form {
    built_in(name).expect("a form")
}

fn sheets() -> [(&'static str, Form); 2] {
    [(STRATEGY, form("strategy-reports")), (DIRECTION, form("direction-policy"))]
}

fn draft(sheet: &str, form: &Form) -> Draft {
    read(&Table::from_text(sheet), form)
}

/// Shows the values of the items at a line.
fn values(draft: &Draft, form: &Form, line: usize) -> Vec<String> {
    let nodes = draft.nodes.iter().filter(|node| node.line == line);
    let shown = nodes.flat_map(|node| &node.values).map(|(field, value)| match value {
        DraftValue::Schedule(spans) => {
            let span =
                spans.iter().map(|s| format!("{}-{} {}", s.from.short_label(), s.to.short_label(), s.text));
            format!("{field} {}", span.collect::<Vec<_>>().join(", "))
        }
        DraftValue::Choice(id) => format!("{field} {id}"),
        DraftValue::Grade(id) => format!("{field} {}", form.scales[0].key(*id).unwrap_or_default()),
        value => format!("{field} {}", value.as_text().unwrap_or_default()),
    });
    shown.collect()
}

const STRATEGY_TREE: &str = "\
strategy 1|町で支える
  detail (1)|相談のしくみ
    priority ①|受けとめる窓口
      item 1|総合窓口の開設 <地域ささえ課・みどり課>
        report | [a] <地域ささえ課>
      item 2|夜間の電話当番 <地域ささえ課>
        report | [b] <地域ささえ課>
        report | [a] <健やか課>
    priority ②|出かける支え
      item 1|買い物の車 <交通課>
        report | [a] <交通課 みどり課>
      item 2|停留所の見直し <交通課・みどり課>
        report | [c] <交通課>
  detail (2)|集まる場づくり
    priority ①|居場所を増やす
      item 1|縁側ひろば <みどり課>
        report | [a] <みどり課>
        report | [b] <学び課>
      item 2|総合窓口の開設（再掲） <地域ささえ課> 再掲→5
        report | [a] <地域ささえ課>
    priority ②|見守り
      item 1|声かけ隊 <地域ささえ課>
        report | [a] <地域ささえ課>
      item 2|鍵の預かり <みどり課・社協>
        report | [b] <みどり課>
      item | <※社協>
      item 3|見守りの地図 <みどり課>
        report | <みどり課>
";

const DIRECTION_TREE: &str = "\
policy 【基本方針1】|人を育てる
  pillar 【施策の柱1】|学び合い
    direction 【方向性1】|学ぶ場づくり (重点)
      effort 【取組1】|出前の教室 [c]
      effort 【取組 2】|夜の教室 [b]
    direction 【方向性2】|教え合う仲間づくり
      effort 【取組3】|仲間の会 [b]
    direction 【方向性3】|道具をそろえる
      effort 【取組4】|貸し出しの棚 [a]
      effort 【取組5】|道具の学校
";

#[test]
fn the_trees_are_exactly_these() {
    for ((sheet, form), expected) in sheets().into_iter().zip([STRATEGY_TREE, DIRECTION_TREE]) {
        assert_eq!(outline(&draft(sheet, &form), &form), expected);
    }
}

#[test]
fn cells_are_read_under_their_columns_wherever_they_stand() {
    let [(_, form), _] = sheets();
    let draft = draft(STRATEGY, &form);
    for (line, expected) in [
        (5, vec!["page 12", "schedule R2-R2 準備, R4-R4 開設", "rating A", "sheetpage 1"]),
        (6, vec!["page 13", "schedule R1-R1 調査, R3-R3 試行, R5-R5 実施", "rating B", "sheetpage 2"]),
        (
            7,
            vec![
                "rating A",
                "sheetpage 3",
                "activity 夜の電話の受け方を学ぶ会をひらいた。",
                "plan 来年も続ける。",
            ],
        ),
        (13, vec!["page 31", "schedule R3-R3 実施", "rating A", "sheetpage 6"]),
        (19, vec!["page 42", "schedule R1-R1 調査, R2-R2 検討", "rating B", "outcome 箱は三つに絞れた。"]),
        (20, vec!["page 43"]),
        (22, vec!["page 44", "schedule R3-R3 作成", "sheetpage 11", "plan 配り方を決める。"]),
    ] {
        let found = values(&draft, &form, line);
        let missing: Vec<_> = expected.iter().filter(|text| !found.iter().any(|f| f == **text)).collect();
        assert!(missing.is_empty(), "line {line}: {missing:?} in {found:?}");
    }
}

#[test]
fn labels_in_brackets_say_what_their_texts_are() {
    let [_, (_, form)] = sheets();
    let draft = draft(DIRECTION, &form);
    for (line, expected) in [
        (16, vec!["priority yes", "goal だれもが学べる場を、歩いて行ける所につくります。"]),
        (
            17,
            vec!["result ○教室を八回ひらいた。【参加 延べ120人】", "issue ○先生の負担が大きい。", "rating C"],
        ),
        (
            18,
            vec![
                "result ○夜の教室を始めた。 ○電車の時刻に合わせた。",
                "issue ○帰り道が暗い。",
                "rating B",
                "next keep",
            ],
        ),
        (19, vec!["goal 教える人どうしが支え合います。"]),
        (
            22,
            vec![
                "result ○会を三つつくった。\n【会の名: あさひ会、ゆうひ会】",
                "issue ○若い人が少ない。\n○詳しくは【取組1】と同じ。",
                "rating B",
                "next improve",
            ],
        ),
        (
            23,
            vec![
                "goal 道具に困らないようにします。",
                "result ○棚を一つ置いた。",
                "issue ○返らない道具がある。",
                "rating A",
                "next expand",
            ],
        ),
        (27, vec!["result ○直し方を学んだ。", "issue ○部品が高い。"]),
    ] {
        assert_eq!(values(&draft, &form, line), expected, "line {line}");
    }
    let definitions: Vec<&str> = draft.definitions.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(definitions, ["めざした所に着いた。", "めざした所に近づいた。", "まだ遠い。"]);
    let guidance = "継続：同じやり方で行う\n改善：やり方を改める".to_owned();
    assert_eq!(draft.guidance, [(FieldId::known("next"), guidance)]);
    let year = draft.year.map(|(label, year)| (label, year.number()));
    assert_eq!(year, Some(("令和2年度".to_owned(), 2020)));
}

#[test]
fn the_notices_of_the_strategy_are_exactly_these() {
    let [(sheet, form), _] = sheets();
    let text = |text: &str| text.to_owned();
    let later = |line, first, heading: &str| Notice::HeadingLater { line, first, text: text(heading) };
    let expected = vec![
        Notice::NotUnderstood {
            line: 1, text: text("みどり野市 ささえあい戦略 進み具合の表")
        },
        Notice::Part { line: 7, first: 6 },
        later(12, 8, "② 出かける支え"),
        Notice::Joined { line: 16, with: 13, text: text("居場所を増やす") },
        later(16, 5, "1 町で支える"),
        later(16, 13, "(2) 集まる場づくり"),
        Notice::Part { line: 16, first: 13 },
        later(16, 18, "② 見守り"),
        Notice::Repeat { line: 17, of: Some(5) },
        Notice::CopyDiffers { line: 17, of: 5, fields: vec![FieldId::known("owner")] },
        Notice::NoTitle { line: 20 },
        Notice::NotUnderstood { line: 21, text: text("（次のページへ続く）") },
        Notice::UnknownGrade { line: 22, field: FieldId::known("rating"), text: text("A／B") },
        Notice::CellNotUsed { line: 22, column: 18, text: text("別紙あり") },
        Notice::Aligned { lines: vec![6, 7, 13, 19] },
        Notice::Furniture { kind: Furniture::Header, lines: vec![4, 11, 15] },
        Notice::Furniture { kind: Furniture::Legend, lines: vec![3, 10] },
    ];
    assert_eq!(draft(sheet, &form).notices, expected);
}

#[test]
fn the_notices_of_the_directions_are_exactly_these() {
    let [_, (sheet, form)] = sheets();
    let text = |text: &str| text.to_owned();
    let expected = vec![
        Notice::NotUnderstood { line: 1, text: text("みどり野市 令和2年度 ささえあい調書") },
        Notice::NotUnderstood {
            line: 13, text: text("【2】教え合う仲間づくり\t3. 仲間の会 4. まだない会")
        },
        Notice::Joined { line: 22, with: 19, text: text("教え合う仲間づくり") },
        Notice::CellNotUsed { line: 23, column: 1, text: text("はみ出た字") },
        Notice::UnknownChoice { line: 28, field: FieldId::known("next"), text: text("見送り") },
        Notice::Aligned { lines: vec![17, 18, 23] },
        Notice::TagsRemoved { lines: vec![22] },
        Notice::Furniture { kind: Furniture::Header, lines: vec![10, 15, 21, 25] },
        Notice::Furniture { kind: Furniture::Repeated, lines: vec![26] },
        Notice::Furniture { kind: Furniture::Legend, lines: vec![6] },
        Notice::Furniture { kind: Furniture::Overview, lines: vec![11, 12] },
    ];
    assert_eq!(draft(sheet, &form).notices, expected);
}

#[test]
fn every_cell_is_in_the_workbook() {
    let expected = [vec![(22, 12), (22, 18)], vec![(19, 1), (23, 1), (28, 7)]];
    for ((sheet, form), expected) in sheets().into_iter().zip(expected) {
        let table = Table::from_text(sheet);
        let (draft, workbook) = workbook_of(&table, &form);
        let beside = |line: usize| {
            draft.notices.iter().any(|notice| match notice {
                Notice::Furniture { lines, .. } => lines.contains(&line),
                Notice::NotUnderstood { line: told, .. } => *told == line,
                _ => false,
            })
        };
        let legend = |line: usize| sheet == DIRECTION && (3..9).contains(&line);
        let aside = |cell: &Printed| beside(cell.line) || legend(cell.line) || cell.text.ends_with("（再）");
        let found = compare(&table, &workbook, aside);
        let missing: Vec<(usize, usize)> =
            found.missing.iter().map(|cell| (cell.line, cell.column)).collect();
        assert_eq!(missing, expected, "{found}");
    }
}

/// A schedule cell that is merged over columns spans their years.
#[test]
fn merged_cells_of_a_schedule_span_their_years() {
    let [(_, form), _] = sheets();
    let heads = "重点事項・重点的取組\t掲載頁\tR1\tR2\tR3\tR4\tR5";
    let mut table = Table::from_text(&format!("{heads}\n1 甲の会\t5\t調査\t\t実施\t\t\n"));
    table.rows[1].cells[2].columns = 2;
    table.rows[1].cells[4].columns = 3;
    assert_eq!(values(&read(&table, &form), &form, 2), ["page 5", "schedule R1-R2 調査, R3-R5 実施"]);
}

/// 50,000 cells take under 0.3 s in the released app; the limit leaves room for other builds and busy
/// machines.
#[test]
fn large_sheets_take_little_time() {
    let brackets = format!("{DIRECTION}{}\t{}\n", "【目標】".repeat(50_000), "【取組1】".repeat(50_000));
    let restarts = "\t\t\t1 甲の会\t5\t課\n\t\t② 乙\t2 丙の会\t5\t課\n".repeat(8_000);
    for (text, form) in [
        (STRATEGY.repeat(200), form("strategy-reports")),
        (DIRECTION.repeat(350), form("direction-policy")),
        (format!("{STRATEGY}{restarts}"), form("strategy-reports")),
        (brackets, form("direction-policy")),
        (format!("{DIRECTION}【取組9】甲{}乙\n", " ".repeat(200_000)), form("direction-policy")),
    ] {
        let table = Table::from_text(&text);
        let cells: usize = table.rows.iter().map(|row| row.cells.len()).sum();
        let start = Instant::now();
        let draft = read(&table, &form);
        let taken = start.elapsed();
        println!("{taken:?} for {cells} cells");
        assert!(!draft.nodes.is_empty());
        assert!(taken < Duration::from_secs(5), "{taken:?}");
    }
}
