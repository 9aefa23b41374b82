//! Small tables, one behaviour of the reader each: a table, the tree it gives, and what is told about it.

use crate::table_outline::{notices, outline};
use hyokacho::exchange::{Table, read};
use hyokacho::forms::{BUILT_IN, abc_committee};
use hyokacho::model::form::Form;

/// Above every table: one item of each heading level, and a header.
const ABOVE: &str = "目標\t目標1 甲\n施策\t施策1-1 乙\n取組\t(1) 丙\n番号\t事業名\t事業内容\t評価\t担当課\n";
/// What every outline begins with.
const TOP: &str = "goal 目標1|甲\n  measure 施策1-1|乙\n    effort (1)|丙\n";

fn check_with(form: &Form, table: &str, tree: &str, told: &[&str]) {
    let draft = read(&Table::from_text(table), form);
    assert_eq!(outline(&draft, form), tree, "{table}");
    let notices = notices(&draft);
    let notices: Vec<&str> =
        notices.iter().map(String::as_str).filter(|n| !n.starts_with("Furniture")).collect();
    assert_eq!(notices, told, "{table}");
}

/// Checks rows below [`ABOVE`]; their lines begin at 5.
fn check(rows: &str, tree: &str, told: &[&str]) {
    let tree: String = tree.lines().map(|line| format!("      {line}\n")).collect();
    check_with(&abc_committee(), &format!("{ABOVE}{rows}"), &format!("{TOP}{tree}"), told);
}

#[test]
fn numbers_open_and_close_groups() {
    check("①\tあ\n②\tい", "programme ①|あ\nprogramme ②|い", &[]);
    check("①\tあ\n\tい\n②\tう", "group ①|\n  programme |あ\n  programme |い\nprogramme ②|う", &[]);
    check("① 群\tあ\n\tい\n2\tう", "group ①|群\n  programme |あ\n  programme |い\nprogramme 2|う", &[]);
    check("① 群\t\t\n\tあ\tx", "group ①|群\n  programme |あ", &[]);
    check("① あ\t\tx", "programme ①|あ", &[]);
    check("1\tあ\n1\tい", "programme 1|あ\nprogramme 1|い", &[]);
    check("\tあ\n\tい", "programme |あ\nprogramme |い", &[]);
    check("①（再掲）\tあ", "programme ①（再掲）|あ 再掲→?", &["Repeat { line: 5, of: None }"]);
}

#[test]
fn groups_go_on_after_a_page_break() {
    let tree = "group ①|群\n  programme |あ\n  programme |い";
    check("① 群\tあ\n\n施策\t施策1-1 乙\n\tい", tree, &[]);
    check("① 群\tあ\n\n① 群\tい", tree, &[]);
    check("① 群\tあ\n\n群\tい", tree, &[]);
    let joined = r#"Joined { line: 7, with: 5, text: "群れ" }"#;
    check("① 群\tあ\n\nれ\tい", "group ①|群れ\n  programme |あ\n  programme |い", &[joined]);
    check("①\tあ\n\n群れ\tい", "group ①|群れ\n  programme |あ\n  programme |い", &[joined]);
    let apart = "group |群\n  programme |あ\ngroup |別\n  programme |い";
    check("群\tあ\n\n別\tい", apart, &[]);
}

#[test]
fn further_rows_are_parts_or_rests() {
    let parts = "programme ①|あ\n  part | [a] <市>\n  part | [b] <社協>";
    check("①\tあ\tx\tA\t市\n\t\ty\tB\t社協", parts, &["Part { line: 6, first: 5 }"]);
    check("①\tあ\tx\tA\t市\n\n①\tあ\ty\tB\t社協", parts, &["Part { line: 7, first: 5 }"]);
    let rest = "programme ①|あ [a] <市>";
    check("①\tあ\tx\tA\t市\n\t\ty", rest, &[r#"Joined { line: 6, with: 5, text: "y" }"#]);
    check("①\tあ\tx\n\n\t\ty\tA\t市", rest, &[r#"Joined { line: 7, with: 5, text: "y\nA\n市" }"#]);
    check("①\tあ\tx\tA\t市\n\n①\tあ\ty\tA\t市", rest, &[r#"Joined { line: 7, with: 5, text: "y\nA\n市" }"#]);
    let three = "programme ①|あ\n  part | [a] <市>\n  part | [b] <社協>\n  part | [c] <県>";
    let told = &["Part { line: 6, first: 5 }", "Part { line: 7, first: 5 }"];
    check("①\tあ\tx\tA\t市\n\t\ty\tB\t社協\n\t\tz\tC\t県", three, told);
}

#[test]
fn what_fits_nothing_is_told() {
    let row = "programme ①|あ";
    check(
        "①\tあ\tx\t良",
        row,
        &[
            "ShortRow { line: 5, expected: 5, found: 4 }",
            r#"UnknownGrade { line: 5, field: rating, text: "良" }"#,
        ],
    );
    check("①\tあ\tx\t\t\t余", row, &[r#"CellNotUsed { line: 5, column: 6, text: "余" }"#]);
    check("①\tあ\n※ 注\t", row, &[r#"NotUnderstood { line: 6, text: "※ 注" }"#]);
    check("①\tあ\n終わり", row, &[r#"NotUnderstood { line: 6, text: "終わり" }"#]);
    check("①\tあ\n事業\t① あ～② い", row, &[r#"NotUnderstood { line: 6, text: "① あ～② い" }"#]);
    check("①\t\tx", "programme ①|", &["NoTitle { line: 5 }"]);
    check("①\tあ\n推進委員会意見\t・意見。\t", row, &[]);
    check("①\tあ\n評価案\t未定", row, &[r#"NotUnderstood { line: 6, text: "評価案\t未定" }"#]);
    check(
        "①\tあ\n評価案\tA\t2\tB\t9\tC\n評価案\tA2\tB8\tC1",
        row,
        &[r#"Differs { line: 7, first: 6, text: "A2\tB8\tC1" }"#],
    );
}

#[test]
fn headings_are_met_again_in_spite_of_slips() {
    let same = "番号\t事業名\n施 策\t施策１－１　乙\n①\tあ";
    check(same, "programme ①|あ", &[]);
    let slip = "施策\t施策1-1 己\n①\tあ";
    check(slip, "programme ①|あ", &[r#"Differs { line: 5, first: 2, text: "施策1-1 己" }"#]);
    check("取組\t(1) 丙（再）\n①\tあ", "programme ①|あ", &[]);
}

#[test]
fn a_new_heading_closes_what_is_open_below_it() {
    let table = format!("{ABOVE}① 群\tあ\n施策\t施策1-2 丁\n\tい\n目標\t目標2 戊\n②\tう\n");
    let tree = "goal 目標1|甲\n  measure 施策1-1|乙\n    effort (1)|丙\n      group ①|群\n        programme |あ\n  \
                measure 施策1-2|丁\n    programme |い\ngoal 目標2|戊\n  programme ②|う\n";
    check_with(&abc_committee(), &table, tree, &[]);
}

#[test]
fn tables_without_headings_or_numbers_are_read() {
    let form = abc_committee();
    let told = ["NoParent { line: 2 }", "NoParent { line: 3 }"];
    check_with(
        &form,
        "事業名\t評価\n(1) あ\tA\n24時間対応\tB",
        "programme (1)|あ [a]\nprogramme |24時間対応 [b]\n",
        &told,
    );
    let csv = "\u{feff}目標,目標1 甲\r\n番号,事業名,担当課\r\n1,\"あ, い\",市\r\n";
    check_with(&form, csv, "goal 目標1|甲\n  programme 1|あ, い <市>\n", &[]);
    let shifted = "\t目標\t目標1 甲\n\t番号\t事業名\n\t1\tあ\t余";
    let told = [r#"CellNotUsed { line: 3, column: 4, text: "余" }"#];
    check_with(&form, shifted, "goal 目標1|甲\n  programme 1|あ\n", &told);
}

#[test]
fn another_year_is_told() {
    let rows = "番号\t事業名\t令和元年度の目標\n番号\t事業名\t令和2年度の目標\n番号\t事業名\t30年度の目標";
    check(rows, "", &[r#"YearDiffers { line: 6, text: "令和2年度" }"#]);
}

#[test]
fn a_form_without_groups_and_parts_is_read() {
    let form = BUILT_IN[1].form();
    let table = "基本方針\t１ 甲\n施策\t(1) 乙\nNo.\t取組\t内容\t令和2年度の成果\t評価\t次年度方針\t担当課\n\
                 ① 群\tあ\tx\ty\tD\t継続\t子ども課\n\tい\tx\ty\tＡ\t延期\t長寿課\n\t\tz\ty\tB\t\t社協";
    let tree = "policy １|甲\n  pillar (1)|乙\n    effort ① 群|あ [d] <子ども課>\n    \
                effort |い [a] <長寿課>\n    effort |い [b] <社協>\n";
    check_with(&form, table, tree, &[r#"UnknownChoice { line: 5, field: policyahead, text: "延期" }"#]);
}
