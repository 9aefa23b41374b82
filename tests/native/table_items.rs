//! Sheets with tick boxes, indicators and a committee's table on items: the real sheet of 白井市
//! (平成31年度), skipped where it is absent, and one of our own with the same traps.

use crate::cells::{Printed, compare_with, workbook_of};
use crate::table_outline::outline;
use hyokacho::exchange::Table;
use hyokacho::exchange::draft::{Draft, DraftIndicator, DraftNode, DraftValue};
use hyokacho::exchange::notice::{Furniture, Notice};
use hyokacho::format;
use hyokacho::forms::built_in;
use hyokacho::model::form::{Form, Period};
use hyokacho::model::id::{FieldId, GradeId, LevelId, NodeId};
use hyokacho::model::indicator::Indicator;
use hyokacho::model::node::Repeat;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::words::JA;
use std::collections::BTreeMap;
use std::path::Path;

const OWN: &str = include_str!("../fixtures/sheets/items.txt");
const PROGRESS: FieldId = FieldId::known("progress");
const MEASURE: FieldId = FieldId::known("measure");
const OWNER: FieldId = FieldId::known("owner");
const ITEM: LevelId = LevelId::known("item");

/// Is a sheet with what was made of it.
struct Made {
    text: String,
    draft: Draft,
    workbook: Workbook,
}

fn form() -> Form {
    built_in("item-opinions").expect("a built-in form")
}

fn made(text: String) -> Made {
    let (draft, workbook) = workbook_of(&Table::from_text(&text), &form());
    Made { text, draft, workbook }
}

fn seed() -> Option<Made> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/002_9871d5725838c91a.txt");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(made(text)),
        Err(_) => {
            println!("skipped: {} is absent", path.display());
            None
        }
    }
}

fn year(number: i32) -> FiscalYear {
    FiscalYear::new(number).expect("a year")
}

impl Made {
    fn book(&self) -> &YearBook {
        self.workbook.year(year(2019)).expect("the year")
    }

    fn items(&self) -> Vec<&DraftNode> {
        self.draft.nodes.iter().filter(|node| node.level == ITEM).collect()
    }

    fn at(&self, line: usize) -> &DraftNode {
        self.draft.nodes.iter().find(|node| node.line == line).expect("an item")
    }

    /// Shows the indicators of an item: name, unit, and its values by year.
    fn indicators(&self, line: usize) -> Vec<String> {
        let figures = |it: &DraftIndicator| {
            it.figures.iter().map(|(year, text)| format!(" {year}={text:?}")).collect::<String>()
        };
        match self.at(line).value(MEASURE) {
            Some(DraftValue::Indicators(all)) => {
                all.iter().map(|it| format!("{} [{}]{}", it.label, it.unit, figures(it))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Lists what is told, the lines that are empty furniture aside.
    fn told(&self) -> Vec<&Notice> {
        self.draft.notices.iter().filter(|notice| notice.line().is_some()).collect()
    }
}

/// Counts the self-ratings: the four grades, and none.
fn ratings(made: &Made) -> [usize; 5] {
    let count = |id: &str| {
        let wanted = Some(DraftValue::Grade(GradeId::known(id)));
        made.items().iter().filter(|node| node.value(PROGRESS).cloned() == wanted).count()
    };
    let none = made.items().iter().filter(|node| node.value(PROGRESS).is_none()).count();
    [count("well"), count("mostly"), count("late"), count("notyet"), none]
}

#[test]
fn the_real_sheet_s_items_are_read() {
    let Some(made) = seed() else { return };
    let repeats = made.items().iter().filter(|node| node.repeat).count();
    assert_eq!((made.items().len() - repeats, repeats), (45, 10));
    let count = |level| made.draft.of_level(LevelId::known(level)).count();
    assert_eq!(["policy", "direction", "project"].map(count), [5, 15, 26]);
    let mut sections = made.draft.of_level(LevelId::known("project"));
    assert!(sections.all(|(_, node)| node.values.len() == 2), "every 事業 has both its texts");
    let numbers: Vec<usize> =
        made.items().iter().filter(|n| !n.repeat).map(|n| n.number.parse().expect("a number")).collect();
    assert_eq!(numbers, (1..=45).collect::<Vec<_>>());
    let (label, of) = made.draft.year.as_ref().expect("a year");
    assert_eq!((label.as_str(), of.number()), ("平成31年度", 2019));
    assert_eq!(made.draft.period, Some(Period { from: year(2018), to: year(2020) }));
    assert_eq!(made.book().form.sheet.period, made.draft.period);
}

#[test]
fn the_real_sheet_s_boxes_are_one_per_item() {
    let Some(made) = seed() else { return };
    assert_eq!(ratings(&made), [30, 15, 5, 5, 0]);
    assert!(!made.draft.notices.iter().any(|notice| matches!(notice, Notice::Ticks { .. })));
    assert_eq!(made.text.matches("<input checked").count(), 55);
}

/// An indicator is one name, 上段 and 下段 each; a value is what stands of it in one year. Repetitions
/// are counted as they are printed.
#[test]
fn the_real_sheet_s_indicators_keep_every_value() {
    let Some(made) = seed() else { return };
    let book = made.book();
    let plain = book.figures.values().filter(|figure| figure.number().is_some()).count();
    assert_eq!((book.indicators.len(), book.figures.len(), plain), (71, 136, 115));
    assert!(book.indicators.values().all(|it| !it.label.is_empty() && !it.unit.is_empty()));
    let years = |n| book.figures.values().filter(|figure| figure.year == year(n)).count();
    assert_eq!([2018, 2019, 2020].map(years), [65, 70, 1]);
    assert_eq!(
        made.indicators(42),
        [
            "連携して対応した相談件数 (ケース会議件数/延べ相談件数) [件] 2018=\"22/655 (延件数)\" 2019=\"24/838\""
        ]
    );
    assert_eq!(
        made.indicators(28),
        [
            "上段:理事会・定例会開催回数 [回] 2018=\"各11\" 2019=\"理事会 11 定例会 10\"",
            "下段:研修等の実施回数 [回] 2018=\"5\" 2019=\"研修会 6\"",
        ]
    );
    assert_eq!(
        made.indicators(106),
        [
            "上段:活動拠点数 [箇所] 2018=\"9\" 2019=\"9\"",
            "下段:補助金の額 [円] 2018=\"7,600,938\" 2019=\"7,486,963\"",
        ]
    );
}

#[test]
fn the_real_sheet_s_opinions_stand_with_their_items() {
    let Some(made) = seed() else { return };
    let nodes = &made.draft.nodes;
    let places: Vec<(usize, usize)> =
        made.draft.remarks.iter().map(|r| (r.line, nodes[r.node].line)).collect();
    let expected = [(94, 83), (132, 109), (167, 146), (193, 184), (303, 274), (415, 401), (455, 441)];
    assert_eq!(places, expected);
    let overrides = made.book().opinions.values().filter(|opinion| opinion.text.contains("」とする。"));
    assert_eq!((made.book().opinions.len(), overrides.count()), (7, 5));
    assert!(made.book().decisions.is_empty(), "a text is no decision");
}

#[test]
fn the_real_sheet_s_copies_name_their_originals() {
    let Some(made) = seed() else { return };
    let original = |node: &DraftNode| node.candidate_of.map(|of| made.draft.nodes[of].line);
    let repeats: Vec<(usize, Option<usize>)> =
        made.items().iter().filter(|node| node.repeat).map(|node| (node.line, original(node))).collect();
    let expected = [
        (66, 15),
        (69, 18),
        (184, 83),
        (218, 106),
        (274, 109),
        (287, 123),
        (295, 119),
        (318, 79),
        (431, 123),
        (533, 519),
    ];
    assert_eq!(repeats, expected.map(|(line, of)| (line, Some(of))));
    let candidates = made.book().nodes.values().filter(|node| matches!(node.repeat, Repeat::Candidate(_)));
    assert_eq!(candidates.count(), 10);
    let differing = made.draft.notices.iter().filter_map(|notice| match notice {
        Notice::CopyDiffers { line, fields, .. } => Some((*line, fields.len())),
        _ => None,
    });
    assert_eq!(differing.collect::<Vec<_>>(), [(69, 1), (218, 1), (274, 2), (295, 2), (318, 2)]);
}

#[test]
fn the_real_sheet_s_notices_are_few_and_true() {
    let Some(made) = seed() else { return };
    let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for notice in made.told() {
        println!("{}", (JA.table.notice)(notice, &form()));
        lines.entry((JA.table.label)(notice)).or_default().extend(notice.line());
    }
    let expected: [(&str, &[usize]); 8] = [
        ("ずれたチェック欄", &[72, 82, 86, 280, 370, 500, 522, 536, 540]),
        ("再掲", &[66, 69, 184, 218, 274, 287, 295, 318, 431, 533]),
        ("再掲との違い", &[69, 218, 274, 295, 318]),
        ("取り込んでいない欄", &[29]),
        ("取り込んでいない行", &[3, 5, 47]),
        ("名前で分けた値", &[29]),
        ("項目の分からない意見", &[232]),
        ("食い違い", &[132, 133, 266, 306, 311]),
    ];
    assert_eq!(lines, expected.map(|(label, lines)| (label, lines.to_vec())).into());
}

/// Returns what such a sheet prints beside the items' own texts: number, title and owner once more in the
/// committee's table, a box for every grade, and the indicators in a row for each year.
fn printed_beside(book: &YearBook) -> Vec<(NodeId, String)> {
    let mut texts = Vec::new();
    for node in book.nodes.values().filter(|node| node.level == Some(ITEM)) {
        texts.extend([(node.id, node.number.clone()), (node.id, node.title.clone())]);
        if let Some(FieldValue::Owners(owners)) = node.values.get(&OWNER) {
            texts.push((node.id, owners.text.clone()));
        }
        for grade in &book.form.scales[0].grades {
            let ticked = node.values.get(&PROGRESS) == Some(&FieldValue::Grade(grade.id));
            texts.push((node.id, format!("{}{}", if ticked { "☑" } else { "□" }, grade.key)));
        }
        let mut own: Vec<&Indicator> = book.indicators.values().filter(|it| it.node == node.id).collect();
        own.sort_by(|a, b| a.order.cmp(&b.order));
        texts.extend(own.iter().map(|it| (node.id, it.label.clone())));
        let years = book.form.sheet.period.into_iter().flat_map(Period::years);
        let rows = years.flat_map(|year| printed_year(book, &own, year));
        texts.extend(rows.map(|text| (node.id, text)));
    }
    texts
}

/// Prints the year, its values and their units; one unit may stand for all.
fn printed_year(book: &YearBook, own: &[&Indicator], year: FiscalYear) -> Vec<String> {
    let mut row = vec![format!("年{year}")];
    let value = |it: &Indicator| book.figures.get((it.id, year)).map(|figure| figure.text.clone());
    let filled: Vec<(String, &str)> =
        own.iter().filter_map(|it| Some((value(it)?, it.unit.as_str()))).collect();
    if let Some((_, unit)) = filled.first() {
        row.push(format!("値{}", filled.iter().map(|(text, _)| text.as_str()).collect::<String>()));
        row.push(format!("単位{}", filled.iter().map(|(_, unit)| *unit).collect::<String>()));
        if filled.len() > 1 && filled.iter().all(|(_, other)| other == unit) {
            row.push(format!("単位{unit}"));
        }
    }
    row
}

/// Marks what the cells of a sheet are whose text alone does not say it: boxes, years, values and units.
fn marked(text: &str) -> Table {
    let mut table = Table::from_text(text);
    let mut of_items = false;
    for row in &mut table.rows {
        if row.cells[0].text == "No." {
            of_items = row.cells.len() == 10;
            continue;
        }
        let of_items = of_items && row.cells.len() == 10;
        for (at, cell) in row.cells.iter_mut().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
            let ticked = if cell.text.starts_with("<input checked") { "☑" } else { "□" };
            let label = cell.text.strip_prefix("<input").and_then(|rest| rest.split_once("/> "));
            let year = FiscalYear::parse_near(&cell.text, year(2019));
            cell.text = match (label, year, at) {
                (Some((_, label)), ..) => format!("{ticked}{label}"),
                (_, Some(year), 6) if of_items => format!("年{year}"),
                (_, _, 7) if of_items => format!("値{}", cell.text),
                (_, _, 8) if of_items => format!("単位{}", cell.text),
                _ => continue,
            };
        }
    }
    table
}

#[test]
fn no_cell_of_the_real_sheet_is_lost() {
    let Some(made) = seed() else { return };
    let table = marked(&made.text);
    let labels =
        ["基本方針", "施策の方向", "事業", "取り組み目標", "取組み目標", "主な取り組み", "主な取組み"];
    let first: BTreeMap<usize, (&str, usize)> =
        table.rows.iter().map(|row| (row.line, (row.cells[0].text.as_str(), row.cells.len()))).collect();
    let repeated = made.draft.notices.iter().find_map(|notice| match notice {
        Notice::Furniture { kind: Furniture::Repeated, lines } => Some(lines.clone()),
        _ => None,
    });
    let repeated = repeated.unwrap_or_default();
    let is_label = |cell: &Printed| cell.column == 1 && labels.contains(&first[&cell.line].0);
    let is_head = |cell: &Printed| first[&cell.line].0 == "No.";
    // The title, the mark and the caption of a page, and its head where it says the same as the page before.
    let of_page = |cell: &Printed| first[&cell.line].1 == 1 || repeated.contains(&cell.line);
    let furniture = |cell: &Printed| is_label(cell) || is_head(cell) || of_page(cell);
    let found = compare_with(&table, &made.workbook, &printed_beside(made.book()), furniture);
    println!("{found}");
    let missing: Vec<(usize, usize, &str)> =
        found.missing.iter().map(|cell| (cell.line, cell.column, cell.text.as_str())).collect();
    // Three units for two indicators; titles that the committee's table writes otherwise; a row there with
    // another item's number (18 twice); the head of two pages in other words than before. All are told in notices.
    let expected = [
        (29, 9, "単位回回回"),
        (132, 2, "地域福祉にかかる担当職員の配置"),
        (133, 2, "市民大学校のプログラム充実・周知"),
        (233, 1, "18"),
        (266, 2, "(3)地域福祉活動への市民参加の促進"),
        (306, 2, "市民向けコーディネーター講座の開催"),
        (311, 2, "(3)地域福祉活動への市民参加の促進"),
    ];
    assert_eq!(missing, expected);
    let of_pages = missing.iter().filter(|(line, ..)| first[line].0 == "基本方針").count();
    let lost = (missing.len() - of_pages) as f64 / found.total as f64;
    println!("{of_pages} page heads; {:.2} % of the other cells are missing", lost * 100.0);
    assert!(lost <= 0.005);
}

#[test]
fn our_own_sheet_s_tree_is_exactly_this() {
    let made = made(OWN.to_owned());
    let expected = "\
policy (1)|となりどうしで気づき合えるまち
  direction ①|気軽に話せる窓口
    project |窓口を知ってもらう
      item 1|窓口案内の発行 <地域課> [well]
      item 2|出前の相談 <地域課、関係課> [notyet]
    project |話を聞く人を増やす
      item 3|聞き手の会 <学び課、社協>
      item 4|聞き手の手引き <学び課>
      item 5|聞き手の名簿 <社協> [mostly]
  direction ②|役に立つ知らせ
    project |知らせを届ける
      item 1|窓口案内の発行 ※再掲 <地域課> [well] 再掲→11
      item 2|出前の相談 ※再掲 <地域課、関係課> [late] 再掲→14
      item 6|知らせの放送 <広報課> [mostly]
";
    assert_eq!(outline(&made.draft, &form()), expected);
    let text = |line, field| made.at(line).value(FieldId::known(field)).and_then(DraftValue::as_text);
    assert_eq!(text(6, "means"), Some("・窓口の案内を一冊にまとめる。\n・駅と店に案内を置く。"));
    assert_eq!(text(19, "aim"), Some("聞き手を各地区に置く。"));
    assert_eq!(made.draft.period, Some(Period { from: year(2018), to: year(2020) }));
}

#[test]
fn our_own_sheet_s_indicators_are_exactly_these() {
    let made = made(OWN.to_owned());
    for (line, expected) in [
        (
            11,
            &[
                "上段:刷った数 [部] 2018=\"1,200\" 2019=\"1,300\"",
                "下段:配った数 [部] 2018=\"980\" 2019=\"1,105\"",
            ] as &[&str],
        ),
        (14, &["相談の数 (その場で終えた数/すべての数) [件] 2018=\"22/655 (延件数)\" 2019=\"24/838\""]),
        (
            24,
            &[
                "上段：委員の会・例会の回数 [回] 2018=\"各11\" 2019=\"委員の会 11 例会 10\"",
                "下段：学びの会などの回数 [回] 2018=\"5\" 2019=\"学びの会 6\"",
            ],
        ),
        (28, &["① 作った数 [冊] 2018=\"刷り 1 2 見直し\" 2019=\"3\"", "② 直した数 [冊] 2019=\"4\""]),
        (31, &["名簿に載る人 [人] 2018=\"1,295 (内女性21)\" 2019=\"５２\""]),
        (58, &["上段：回数 [回] 2018=\"7\" 2019=\"8\"", "下段：人数 [人] 2020=\"0\""]),
        (61, &[]),
    ] {
        assert_eq!(made.indicators(line), expected, "line {line}");
    }
}

/// Checks a small sheet below a heading: its items with grades, indicators and remarks.
fn check(form: &Form, rows: &str, expected: &[&str]) {
    let text = format!("支え合いの表（平成31年度）\n基本方針\t(1) 甲\n施策の方向\t① 乙\n事業\t丙\n{rows}");
    let (draft, workbook) = workbook_of(&Table::from_text(&text), form);
    let made = Made { text, draft, workbook };
    let mut shown = Vec::new();
    for node in made.items() {
        let grade = match node.value(PROGRESS) {
            Some(DraftValue::Grade(grade)) => format!(" [{grade}]"),
            _ => String::new(),
        };
        shown.push(format!("{}|{}{grade}", node.number, node.title));
        shown.extend(made.indicators(node.line));
    }
    shown
        .extend(made.draft.remarks.iter().map(|r| format!("{}: {}", made.draft.nodes[r.node].title, r.text)));
    assert_eq!(shown, expected, "{rows}");
}

#[test]
fn values_may_stand_in_a_column_for_each_year() {
    let mut form = form();
    for field in form.fields.iter_mut().filter(|field| field.id == MEASURE) {
        field.heads.value = "{年度}の実績値".to_owned();
        field.heads.target = "目標値".to_owned();
    }
    let rows = "No.\t取組項目\t実績の指標\t平成30年度の実績値\t令和元年度の実績値\t目標値\t単位\n\
                1\tあ\t開いた数\t3\t4\t5\t回\n\t\t来た人\t12\t－\t30\t人\n2\tい\t\t\t約7\t\t";
    let first = "開いた数 [回] 2018=\"3\" 2019=\"4\"";
    let second = "来た人 [人] 2018=\"12\" 2019=\"－\"";
    check(&form, rows, &["1|あ", first, second, "2|い", " [] 2019=\"約7\""]);
}

#[test]
fn remarks_may_stand_in_the_table_of_the_items() {
    let rows = "No.\t取組項目\t進捗状況\t意見、行政等への要望\n1\tあ\t○概ね進んだ\tもっと。\n2\tい\t未実施\t・甲。・乙。";
    check(&form(), rows, &["1|あ [mostly]", "2|い [notyet]", "あ: もっと。", "い: 甲。", "い: 乙。"]);
}

#[test]
fn a_mark_beside_one_of_several_rows_is_enough() {
    let rows = "No.\t取組項目\t進捗状況\n1\tあ\t順調に進んだ\n\t\t✔概ね進んだ\n\t\t一部遅れがある\n2\tい\t[ ] 順調に進んだ\n\t\t[x] 未実施";
    check(&form(), rows, &["1|あ [mostly]", "2|い [notyet]"]);
}

#[test]
fn our_own_sheet_s_opinions_are_exactly_these() {
    let made = made(OWN.to_owned());
    let place = |node: usize| made.draft.nodes[node].line;
    let remarks: Vec<(usize, String, &str)> =
        made.draft.remarks.iter().map(|r| (place(r.node), r.heading.to_string(), r.text.as_str())).collect();
    let expected = [
        (11, "request", "字はもっと大きくてよい。"),
        (11, "request", "店にも置く。"),
        (14, "request", "車が直らなかったので、「未実施」とする。 来年は早めに直すこと。"),
        (14, "together", "町会の車を貸せる。ただし雨の日は除く。"),
        (28, "request", "絵を入れるとよい。"),
        (54, "request", "こちらにも書いておく。"),
        (61, "together", "声を出す役を引き受ける。"),
    ];
    assert_eq!(remarks, expected.map(|(line, heading, text)| (line, heading.to_owned(), text)));
}

#[test]
fn our_own_sheet_s_notices_are_exactly_these() {
    let made = made(OWN.to_owned());
    let text = |text: &str| text.to_owned();
    let (field, progress) = (MEASURE, PROGRESS);
    let box_of = |grade: &str, checked: &str| format!("<input {checked}type=\"checkbox\"/> {grade}");
    let title = "みどり野市ささえあい計画 取組ごとの進み具合（平成31年度）";
    let expected = [
        Notice::NotUnderstood { line: 1, text: text(title) },
        Notice::Moved { line: 17, column: 4, text: box_of("未実施", "checked=\"\" ") },
        Notice::Ticks { line: 24, field: progress, text: text("") },
        Notice::ByName { line: 25, field, text: text("委員の会 11 例会 10 学びの会 6") },
        Notice::CellNotUsed { line: 25, column: 9, text: text("回 回 回") },
        Notice::Ticks { line: 28, field: progress, text: text("順調に進んだ、概ね進んだ") },
        Notice::Unassigned { line: 28, field, text: text("刷り 1 2 見直し") },
        Notice::CellNotUsed { line: 31, column: 7, text: text("基準") },
        Notice::CellNotUsed { line: 31, column: 8, text: text("40") },
        Notice::Differs { line: 33, first: 31, text: text("名") },
        Notice::NotUnderstood { line: 35, text: text("委員の会の意見") },
        Notice::Joined {
            line: 40, with: 39, text: text("町会の車を貸せる。ただし雨の日は除く。")
        },
        Notice::NoSuchItem {
            line: 41,
            text: text("8\t聞き手の会\t学び課、社協\t会の名前を変えてはどうか。"),
            of: Some(24),
        },
        Notice::Differs { line: 42, first: 28, text: text("聞き手の手引書") },
        Notice::Differs {
            line: 47, first: 3, text: text("(1)となりどうしで気づきあえるまち")
        },
        Notice::Repeat { line: 54, of: Some(11) },
        Notice::Moved { line: 57, column: 1, text: box_of("未実施", "") },
        Notice::Repeat { line: 58, of: Some(14) },
        Notice::CopyDiffers { line: 58, of: 14, fields: vec![progress, field, FieldId::known("outcome")] },
        Notice::Differs { line: 68, first: 58, text: text("地域課") },
        Notice::TagsRemoved { lines: vec![8, 54] },
        Notice::Furniture { kind: Furniture::Header, lines: vec![10, 23, 37, 53, 66] },
        Notice::Furniture { kind: Furniture::Repeated, lines: vec![45, 64] },
    ];
    assert_eq!(made.draft.notices, expected);
    for notice in &made.draft.notices {
        let said = (JA.table.notice)(notice, &form());
        assert!(said.ends_with('。') && said.matches('。').count() >= 2, "{said}");
        assert!(notice.line().is_none_or(|line| said.contains(&format!("{line} 行目"))), "{said}");
    }
}

#[test]
fn the_workbooks_are_saved_and_opened_whole() {
    for made in seed().into_iter().chain([made(OWN.to_owned())]) {
        let text = format::write(&made.workbook);
        let opened = format::open(&text).expect("a file that opens");
        assert_eq!((&opened.workbook, opened.notices.len()), (&made.workbook, 0));
        let drafted = made.draft.nodes.iter().filter_map(|node| match node.value(MEASURE) {
            Some(DraftValue::Indicators(all)) => Some(all.len()),
            _ => None,
        });
        assert_eq!(made.book().indicators.len(), drafted.sum::<usize>());
        assert_eq!(made.book().opinions.len(), made.draft.remarks.len());
    }
}
