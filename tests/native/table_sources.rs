//! Tables from pages and from columns that no form knows: what is read, and what is told.

use hyokacho::exchange::draft::{Draft, DraftValue};
use hyokacho::exchange::mapping::{self, Mapping, Use};
use hyokacho::exchange::notice::Notice;
use hyokacho::exchange::{Slices, Table, read, source};
use hyokacho::forms::abc_committee;
use hyokacho::model::form::{FieldKind, Form, LevelShape};
use hyokacho::model::id::*;
use std::time::Instant;

const SHEET: &str = "令和5年度 進捗一覧\n\
    基本の柱\t小さな柱\tNo\t取組の名前\t令和5年度にしたこと\t自己採点\t担当\t委員から\n\
    つながる\t集う\t1\t朝市カフェ\t月2回開いた\tA\t福祉課\t続けてほしい\n\
    \t\t2\t出前相談\t12件\tB\t福祉課、社協\t\n\
    \t学ぶ\t3\t見守り講座\t3回\tX\t高齢課\t\n\
    基本の柱\t小さな柱\tNo\t取組の名前\t令和5年度にしたこと\t自己採点\t担当\t委員から\n\
    支える\t集う\t1\t朝市カフェ\t別の会場\tC\t福祉課\t場所を広く\n";

fn field(id: &str) -> Use {
    Use::Field(FieldId::known(id))
}

fn mapping() -> Mapping {
    let level = |id| Use::Level(LevelId::known(id));
    let columns = vec![
        level("goal"),
        level("measure"),
        Use::Number,
        Use::Title,
        field("progress"),
        field("rating"),
        field("owner"),
        Use::Heading(HeadingId::known("opinion")),
    ];
    Mapping { header: Some(1), columns }
}

fn read_mapped(text: &str, form: &Form, mapping: &Mapping) -> Draft {
    let mapped = mapping::apply(&Table::from_text(text), form, mapping);
    mapping::complete(read(&mapped.table, &mapped.form), &mapped)
}

fn lines(draft: &Draft) -> Vec<String> {
    let depth =
        |at: usize| std::iter::successors(draft.nodes[at].parent, |&up| draft.nodes[up].parent).count();
    let line = |(at, node): (usize, &hyokacho::exchange::draft::DraftNode)| {
        let values: Vec<String> = node
            .values
            .iter()
            .map(|(field, value)| match value {
                DraftValue::Grade(grade) => format!("{field}={grade}"),
                value => format!("{field}={}", value.as_text().unwrap_or_default()),
            })
            .collect();
        format!("{}{} {} [{}]", "  ".repeat(depth(at)), node.number, node.title, values.join("; "))
    };
    draft.nodes.iter().enumerate().map(line).collect()
}

#[test]
fn columns_are_read_as_a_person_says() {
    let draft = read_mapped(SHEET, &abc_committee(), &mapping());
    assert_eq!(
        lines(&draft),
        [
            " つながる []",
            "   集う []",
            "    1 朝市カフェ [progress=月2回開いた; rating=a; owner=福祉課]",
            "    2 出前相談 [progress=12件; rating=b; owner=福祉課、社協]",
            "   学ぶ []",
            "    3 見守り講座 [progress=3回; owner=高齢課]",
            " 支える []",
            "   集う []",
            "    1 朝市カフェ [progress=別の会場; rating=c; owner=福祉課]",
        ]
    );
    assert_eq!(
        draft.year.as_ref().map(|(label, year)| (label.as_str(), year.number())),
        Some(("令和5年度", 2023))
    );
    let remarks: Vec<(&str, &str)> =
        draft.remarks.iter().map(|r| (draft.nodes[r.node].title.as_str(), r.text.as_str())).collect();
    assert_eq!(remarks, [("集う", "続けてほしい"), ("集う", "場所を広く")]);
    let told: Vec<_> = draft.notices.iter().filter(|notice| notice.line().is_some()).collect();
    let told_of = |line: usize| told.iter().any(|notice| notice.line() == Some(line));
    assert!(told_of(1) && told_of(5) && !told_of(3), "{told:#?}");
    let marked = format!("{draft:?}");
    assert!(!marked.contains('\u{f0000}'), "heads made for reading are never shown");
}

#[test]
fn what_was_learned_is_known_the_next_time() {
    let (form, table) = (abc_committee(), Table::from_text(SHEET));
    let before = mapping::propose(&table, &form);
    assert!(!before.columns.contains(&Use::Title), "{before:?}");
    let learned = mapping::learn(&form, &table, &mapping());
    assert_eq!(mapping::propose(&table, &learned), mapping());
    assert_eq!(mapping::learn(&learned, &table, &mapping()), learned, "nothing is learned twice");
    assert!(mapping().is_better_than(&read(&table, &learned)), "the levels stand in columns");
    let sheet = Table::from_text("目標\t目標1 甲\n番号\t事業名\t評価\n1\t相談\tA\n");
    let proposed = mapping::propose(&sheet, &form);
    assert!(!proposed.is_better_than(&read(&sheet, &form)), "the form's labels are enough: {proposed:?}");
    let next = SHEET.replace("令和5年度", "令和6年度").replace("取組の名前", "取組の\u{3000}名前");
    assert_eq!(mapping::propose(&Table::from_text(&next), &learned), mapping());
    let progress = learned.field(FieldId::known("progress")).expect("a field");
    assert!(progress.aliases.contains(&"{年度}にしたこと".to_owned()), "{:?}", progress.aliases);
}

#[test]
fn a_table_without_heads_is_read_by_its_columns() {
    let body: String = SHEET.lines().skip(2).take(3).map(|line| format!("{line}\n")).collect();
    let draft = read_mapped(&body, &abc_committee(), &Mapping { header: None, ..mapping() });
    assert_eq!(lines(&draft).len(), 6, "{:#?}", lines(&draft));
    let only = Mapping { header: None, columns: vec![Use::Title] };
    let draft = read_mapped("相談窓口\n見守り\n\n子ども食堂\n", &abc_committee(), &only);
    assert_eq!(lines(&draft), [" 相談窓口 []", " 見守り []", " 子ども食堂 []"]);
}

#[test]
fn swapped_columns_a_missing_level_and_two_heads_are_read_and_told() {
    let form = abc_committee();
    let swapped = "評価\t事業主体\t事業名\t番号\nA\t福祉課\t相談窓口\t①\n";
    let draft = read(&Table::from_text(swapped), &form);
    assert_eq!(lines(&draft), ["① 相談窓口 [rating=a; owner=福祉課]"]);
    assert!(draft.notices.iter().any(|n| matches!(n, Notice::NoParent { line: 2 })), "{:?}", draft.notices);
    let columns = vec![Use::Level(LevelId::known("goal")), Use::Title];
    let missing =
        read_mapped("柱\t名前\nつながる\t相談\n\t見守り\n", &form, &Mapping { header: Some(0), columns });
    assert_eq!(lines(&missing), [" つながる []", "   相談 []", "   見守り []"]);
    let two = format!("{swapped}事業名\t番号\t評価\n見守り\t②\tB\n");
    let draft = read(&Table::from_text(&two), &form);
    assert_eq!(lines(&draft)[1], "② 見守り [rating=b]");
}

#[test]
fn merged_heads_and_sections_of_a_page_are_read() {
    let html = "<table><tr><th rowspan=2>番号<th rowspan=2>事業名<th colspan=2>実績</tr>\
        <tr><th>進捗状況<th>評価</tr><tr><td colspan=4>目標1 つながる</tr>\
        <tr><td>1<td>相談<td>月2回<br>開いた<td><ruby>A<rt>エー</rt></ruby></tr></table>";
    let table = source::read(html).table;
    let form = abc_committee();
    let proposed = mapping::propose(&table, &form);
    assert_eq!(
        proposed,
        Mapping {
            header: Some(1),
            columns: vec![Use::Number, Use::Title, field("progress"), field("rating")]
        }
    );
    let mapped = mapping::apply(&table, &form, &proposed);
    let draft = mapping::complete(read(&mapped.table, &mapped.form), &mapped);
    assert_eq!(lines(&draft), ["目標1 つながる []", "  1 相談 [progress=月2回\n開いた; rating=a]"]);
}

#[test]
fn the_tables_own_words_become_the_forms() {
    let (form, table) = (abc_committee(), Table::from_text(SHEET));
    let (scale, grade) = (ScaleId::known("abc"), GradeId::known("a"));
    let draft = Draft { definitions: vec![(scale, grade, "よくできた".into())], ..Draft::default() };
    let worded = mapping::wording(&form, &table, &mapping(), &draft);
    let label = |id: &str| worded.field(FieldId::known(id)).map(|f| f.label.as_str());
    assert_eq!(label("rating"), Some("自己採点"));
    assert_eq!(label("progress"), Some("{年度}にしたこと"));
    assert_eq!(worded.sheet.title_label, "取組の名前");
    assert_eq!(worded.scales[0].grades[0].definition, "よくできた");
    assert_eq!(worded.committee.headings[0].label, "委員から");
    assert!(worded.field(FieldId::known("rating")).is_some_and(|f| f.aliases.contains(&"事業評価".into())));
    assert_eq!(mapping::propose(&table, &worded), mapping());
}

#[test]
fn a_form_is_proposed_from_heads_and_contents() {
    let mut count = 0;
    let mut random = || {
        count += 1;
        count
    };
    let table = Table::from_text(SHEET);
    let (form, mapping) = mapping::invent(&table, Some(1), "一覧の様式", IdSource::new(&mut random));
    let levels: Vec<(&str, LevelShape)> = form.levels.iter().map(|l| (l.label.as_str(), l.shape)).collect();
    assert_eq!(levels[0], ("基本の柱", LevelShape::Heading));
    assert_eq!(levels.last(), Some(&("取組の名前", LevelShape::Row)));
    let kind = |label: &str| &form.fields.iter().find(|f| f.label == label).expect("a field").kind;
    assert!(matches!(kind("担当"), FieldKind::Departments), "{:?}", kind("担当"));
    let mapped = mapping::apply(&table, &form, &mapping);
    let draft = mapping::complete(read(&mapped.table, &mapped.form), &mapped);
    assert_eq!(
        draft.nodes.iter().filter(|node| Some(node.level) == form.levels.last().map(|l| l.id)).count(),
        4
    );
    assert!(mapping.is_usable());
}

#[test]
fn bad_tables_are_no_error() {
    let form = abc_committee();
    for text in
        ["", "\n\n", "<table></table>", "<table><script>alert(1)</script></table>", "a", "\t\t\t", "=A1+1"]
    {
        let table = source::read(text).table;
        let mapping = mapping::propose(&table, &form);
        assert!(!mapping.is_usable(), "{text}");
        assert!(read(&table, &form).nodes.is_empty(), "{text}");
        let mut random = || 1;
        let (made, invented) = mapping::invent(&table, mapping.header, "", IdSource::new(&mut random));
        let mapped = mapping::apply(&table, &made, &invented);
        mapping::complete(read(&mapped.table, &mapped.form), &mapped);
    }
    let wide = format!("番号\t事業名{}\n1\t相談{}\n", "\t他".repeat(4_990), "\t語".repeat(6_000));
    let read_wide = source::read(&wide);
    assert_eq!(read_wide.notices.len(), 1);
    let mapped = mapping::apply(&read_wide.table, &form, &mapping::propose(&read_wide.table, &form));
    assert_eq!(lines(&mapping::complete(read(&mapped.table, &mapped.form), &mapped)), ["1 相談 []"]);
}

#[test]
fn fifty_thousand_cells_are_read_in_slices() {
    let mut text =
        String::from("番号\t事業名\t事業内容\t令和5年度の目標\t進捗状況\t評価\t評価の理由\t担当課\n");
    for at in 0..6_250 {
        text.push_str(&format!(
            "{at}\t事業{at}\t内容{at}を行う\t目標{at}回\t{at}回行った\tB\t理由{at}\t福祉課\n"
        ));
    }
    let start = Instant::now();
    let (form, table) = (abc_committee(), source::read(&text).table);
    let mut slices = Slices::new(&table, &form);
    let mut steps = 0;
    while slices.step(200) {
        steps += 1;
        assert!(slices.percent() <= 100);
    }
    let draft = slices.finish();
    println!("50,000 cells in {:?}", start.elapsed());
    assert_eq!((steps, draft.nodes.len()), (31, 6_250));
    assert_eq!(draft, read(&table, &form));
}
