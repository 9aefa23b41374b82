//! Laws of the table reader: it never fails, accounts for every line, and loses no word.

use hyokacho::exchange::draft::Draft;
use hyokacho::exchange::notice::Notice;
use hyokacho::exchange::{Table, read};
use hyokacho::forms::{BUILT_IN, abc_committee, built_in};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Lists the lines that are accounted for, with repetitions.
fn accounted(draft: &Draft) -> Vec<usize> {
    let told = draft.notices.iter().flat_map(|notice| match notice {
        Notice::NotUnderstood { line, .. } | Notice::NamesItems { line, .. } => vec![*line],
        Notice::Furniture { lines, .. } => lines.clone(),
        _ => Vec::new(),
    });
    let mut lines: Vec<usize> = draft.used.iter().copied().chain(told).collect();
    lines.sort_unstable();
    lines
}

fn filled(table: &Table) -> Vec<usize> {
    table.rows.iter().filter(|row| !row.is_empty()).map(|row| row.line).collect()
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let table = Table::from_text(text);
    for built_in in &BUILT_IN {
        let draft = read(&table, &built_in.form());
        prop_assert_eq!(accounted(&draft), filled(&table));
        let count = draft.nodes.len();
        prop_assert!(draft.nodes.iter().enumerate().all(|(at, n)| n.parent.is_none_or(|p| p < at)));
        prop_assert!(draft.nodes.iter().all(|n| n.candidate_of.is_none_or(|of| of < count)));
        prop_assert!(draft.remarks.iter().all(|r| r.node < count && !r.text.is_empty()));
        prop_assert!(draft.counts.iter().all(|c| c.node < count));
    }
    Ok(())
}

/// Makes a cell of what such tables are made of; `語` stands for a word of its own.
fn cell() -> impl Strategy<Value = String> {
    let parts = [
        "",
        "",
        "",
        "語",
        "語",
        "語",
        "①",
        "② 語",
        "(1) 語",
        "1",
        "目標",
        "目標1 語",
        "施 策",
        "施策1-1 語",
        "取組",
        "取組 (2) 語",
        "説明",
        "事業",
        "評価案",
        "A2",
        "B",
        "推進委員会意見",
        "・語。・語",
        "語。 語。",
        "今後の方向性",
        "番号",
        "事業名",
        "事業内容",
        "評価",
        "担当課",
        "令和元年度の目標",
        "備考",
        "A",
        "－",
        "A 語",
        "語 B",
        "語（再掲）",
        "<p>語</p>",
        "<script>語",
        "\"語\n語\"",
        "\"語",
        "---",
        "- 3 -",
        "語 語",
        "基本方針",
        "１ 語",
        "施策の方向性",
        "現状の課題",
        "次年度方針",
        "【取組1】語 ○語",
        "【方向性2】語 【目標】語",
        "（再）【方向性2】語",
        "語【施策の柱3】語",
        "（重点）語",
        "重点施策",
        "重点事項・重点的取組",
        "掲載頁",
        "R2",
        "① 語",
        "3 語",
        "12",
        "継続",
        "A:達成 B:未達成",
        "",
    ];
    prop::sample::select(parts.to_vec()).prop_map(str::to_owned)
}

/// Makes a cell of what sheets with boxes and indicators are made of.
fn item_cell() -> impl Strategy<Value = String> {
    let parts = [
        "",
        "",
        "",
        "",
        "語",
        "語",
        "1",
        "2",
        "語 ※再掲",
        "語",
        "<input checked=\"\" type=\"checkbox\"/> 順調に進んだ",
        "<input type=\"checkbox\"/> 概ね進んだ",
        "☑順調に進んだ □未実施",
        "□ 一部遅れがある",
        "○順調に進んだ ○未実施",
        "順調に進んだ",
        "上段:語 下段:語",
        "① 語 ② 語",
        "語",
        "30",
        "31",
        "2",
        "R2",
        "基準語",
        "12",
        "1,200 語3",
        "語4 語5",
        "\"語6\n語7\"",
        "回",
        "回 回",
        "回 回 回",
        "人語",
        "・語。・語。",
        "語。 語。",
        "基本方針",
        "事業",
        "取り組み目標",
        "平成31年度語",
        "(1)語",
        "No.",
        "取組項目",
    ];
    prop::sample::select(parts.to_vec()).prop_map(str::to_owned)
}

/// Makes sheets of items with a committee's table on them.
fn item_sheet() -> impl Strategy<Value = String> {
    let row = prop::collection::vec(item_cell(), 0..11).prop_map(|cells| cells.join("\t"));
    let items = Just(
        "No.\t取組項目\t担当課\t取組内容\t進捗状況\t実績の指標\t年度\t実績値\t単位\t今後の課題".to_owned(),
    );
    let opinions = Just("No.\t取組項目\t担当課\t意見、行政等への要望\t連携・協力できること".to_owned());
    let above = Just("基本方針\t(1)語\n施策の方向\t①語\n事業\t語".to_owned());
    let item = Just("1\t甲\t語\t語\t☑未実施\t上段:語 下段:語\t30\t1 2\t回\t語".to_owned());
    let row = prop_oneof![8 => row, 2 => items, 1 => opinions, 1 => above, 2 => item];
    prop::collection::vec(row, 0..30).prop_map(|rows| number_words(&rows.join("\n")))
}

fn sheet() -> impl Strategy<Value = String> {
    let row = prop::collection::vec(cell(), 0..7).prop_map(|cells| cells.join("\t"));
    let header = Just("番号\t事業名\t事業内容\t令和元年度の目標\t評価\t担当課".to_owned());
    let levels =
        Just("基本方針\t施策の柱\t施策の方向性と具体的な取組\t令和2年度の成果\t評価\t次年度方針".to_owned());
    let merged =
        Just("基本戦略\t重点施策\t重点事項・重点的取組\t掲載頁\tR1\tR2\t自己評価\t主な実行課".to_owned());
    let header = prop_oneof![header, levels, merged];
    let above = Just("目標\t目標1 甲\n施策\t施策1-1 乙".to_owned());
    let row = prop_oneof![8 => row, 1 => header, 1 => above];
    prop::collection::vec(row, 0..30).prop_map(|rows| number_words(&rows.join("\n")))
}

/// Gives every word its number, so that each can be looked for.
fn number_words(text: &str) -> String {
    let parts: Vec<&str> = text.split('語').collect();
    let words = parts
        .iter()
        .enumerate()
        .map(|(at, part)| if at == 0 { part.to_string() } else { format!("語{at}w{part}") });
    words.collect()
}

fn words(text: &str) -> Vec<String> {
    let word = |part: &str| part.split_once('w').map(|(number, _)| format!("語{number}w"));
    text.split('語').skip(1).filter_map(word).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn any_table_is_read(text in "[\\t\\n\\r\",<>p/ul=・。（）() 0-9A-C①②目標施策取組評価案再掲-]{0,300}") {
        check(&text)?;
    }

    #[test]
    fn any_sheet_is_read_and_no_word_is_lost(text in sheet()) {
        check(&text)?;
        for built_in in &BUILT_IN {
            let draft = read(&Table::from_text(&text), &built_in.form());
            let shown = format!("{draft:?}");
            for word in words(&text) {
                prop_assert!(shown.contains(&word), "{} is lost by {}", word, built_in.name);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_sheet_of_items_is_read_and_no_word_is_lost(text in item_sheet()) {
        check(&text)?;
        let draft = read(&Table::from_text(&text), &built_in("item-opinions").expect("a form"));
        let shown = format!("{draft:?}");
        for word in words(&text) {
            prop_assert!(shown.contains(&word), "{} is lost", word);
        }
    }
}

/// A heading that was opened without a name keeps what was put into it.
#[test]
fn a_value_below_a_heading_without_a_name_is_not_lost() {
    let text = "基本方針\t(1)語1w\n施策の方向\t①語2w\n事業\t語3w\n\n基本方針\t取組項目\t\t取り組み目標\t\t\n\
                語4w\t・語5w。・語6w。\n1\t甲\t語7w\t語8w\t☑未実施\t上段:語9w 下段:語10w\t30\t1 2\t回\t語11w";
    let shown = format!("{:?}", read(&Table::from_text(text), &built_in("item-opinions").expect("a form")));
    for word in words(text) {
        assert!(shown.contains(&word), "{word} is lost");
    }
}

/// 50,000 cells take under 0.3 s in the released app; the limit here leaves room for builds without
/// optimisation and for busy machines.
#[test]
fn large_tables_take_little_time() {
    let sheet = include_str!("../fixtures/sheets/traps.txt");
    let rows = "①\tあ\tい\tう\t令和\tえ\tA\tお\t市\n".repeat(6_000);
    let marked: String =
        (0..6_000).map(|n| format!("①\t事業の名前{n}（再掲）\tい\tう\t令和\tえ\tA\tお\t市\n")).collect();
    let headings: String = (0..25_000).map(|n| format!("施策\t施策1-1 {}\n", "あ".repeat(n % 90))).collect();
    let remarks = "・（".repeat(200_000);
    let items = include_str!("../fixtures/sheets/items.txt");
    let head = "No.\t取組項目\t意見、行政等への要望\n";
    let opinions: String = (0..6_000).map(|n| format!("{}\t取組の名前{}\t語\n", n % 7, n % 900)).collect();
    let (own, of_items) = (abc_committee(), built_in("item-opinions").expect("a form"));
    for (form, text) in [
        (&own, sheet.repeat(110)),
        (&own, format!("{sheet}{rows}")),
        (&own, format!("{sheet}{marked}")),
        (&own, format!("{sheet}{headings}")),
        (&own, format!("{sheet}推進委員会意見\t{remarks}\n")),
        (&of_items, items.repeat(110)),
        (&of_items, format!("{items}No.\t取組項目\t担当課\n{opinions}{head}{opinions}")),
        (
            &of_items,
            format!(
                "{items}No.\t取組項目\t実績の指標\t実績値\n1\tあ\t上段:い 下段:う\t{}\n",
                "え 1 ".repeat(50_000)
            ),
        ),
    ] {
        let start = Instant::now();
        let draft = read(&Table::from_text(&text), form);
        let taken = start.elapsed();
        println!("{taken:?} for {} characters", text.chars().count());
        assert!(!draft.nodes.is_empty());
        assert!(taken < Duration::from_secs(5), "{taken:?}");
    }
}

/// A number that is split from its cell moves the cells behind it, one of them past the row's own end.
#[test]
fn a_schedule_behind_a_cell_that_is_split_keeps_its_text() {
    let text = "\t番号\t評価\t\tR2\n\t\tA 語1w\t語2w";
    for built_in in &BUILT_IN {
        let draft = read(&Table::from_text(text), &built_in.form());
        assert!(format!("{draft:?}").contains("語2w"), "{}", built_in.name);
    }
}
