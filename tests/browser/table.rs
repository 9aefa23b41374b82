//! 表から作る: a sheet as it is copied from a table becomes a workbook.

use crate::driver::Browser;
use crate::person::*;
use std::fs;
use std::path::{Path, PathBuf};

/// Pastes a sheet and has it read; returns the lines of the summary.
#[track_caller]
fn read_table(browser: &Browser, sheet: &str) -> Vec<String> {
    start(browser);
    browser.by_role("link", "表から作る").click();
    browser.by_role("heading", "表から作る");
    browser.paste(&browser.by_label("表の貼り付け"), sheet);
    browser.by_role("button", "読み取る").click();
    let preview = browser.by_role("region", "読み取った内容");
    let lines = preview.all_by_role("listitem");
    lines.iter().take(20).map(|line| line.text().trim().to_string()).collect()
}

#[track_caller]
fn assert_told(lines: &[String], expected: &[&str]) {
    for line in expected {
        assert!(lines.iter().any(|told| told == line), "「{line}」 is not among {lines:#?}");
    }
}

fn text_of(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|why| panic!("cannot read {}: {why}", file.display()))
}

#[test]
fn a_sheet_full_of_traps_becomes_a_workbook() {
    let browser = Browser::chromium();
    let told = read_table(&browser, &text_of(&fixture("sheets/traps.txt")));
    let counts = ["目標 1", "施策 2", "取組 2", "A 5", "B 7", "C 2", "対象外 1"];
    assert_told(&told, &counts);
    assert!(told.iter().any(|line| line.contains("項目 14 件")), "{told:#?}");
    browser.by_role("button", "この内容で評価帳を作る").click();
    browser.by_role_part("article", "施策1-1 集まれる場所づくり");
    wait_counts(&browser, "計画全体", "A 5、B 7、C 2、対象外 1、未記入 1");
    assert_eq!(browser.by_label("A の票数").value(), "3");
    assert_eq!(browser.by_label("B の票数").value(), "6");
    go_to_numbers(&browser);
    assert_eq!(numbers(&browser, "推進委員会の評価", "施策1-1")[..3], ["3", "6", "0"]);
    // A text that looks like markup is a text.
    go_to_sheet(&browser, "施策1-2");
    let shown = browser.by_label("出前相談 令和元年度の進捗状況").value();
    assert!(shown.contains("<script>alert('出前')</script>"), "{shown}");
    assert_quiet(&browser);
}

#[test]
fn a_sheet_that_is_dropped_is_read() {
    let browser = Browser::chromium();
    start(&browser);
    browser.by_role("link", "表から作る").click();
    let field = browser.by_label("表の貼り付け");
    browser.drop_file(&field, "評価シート.txt", &bytes(&fixture("sheets/traps.txt")));
    let preview = browser.by_role("region", "読み取った内容");
    browser.wait_until("the preview of the file", || preview.text().contains("集まれる場所づくり"));
    assert!(field.value().contains("朝市カフェ"), "what was read stands in the field");
    assert_quiet(&browser);
}

#[test]
fn an_empty_table_is_named_and_nothing_is_made() {
    let browser = Browser::chromium();
    start(&browser);
    browser.by_role("link", "表から作る").click();
    browser.by_role("button", "読み取る").click();
    browser.wait_text("表がまだ貼り付けられていません。");
    browser.paste(&browser.by_label("表の貼り付け"), "買い物\n牛乳\t2\n");
    browser.by_role("button", "読み取る").click();
    browser.wait_text("この様式の見出し（目標・施策など）が見つかりませんでした。");
    assert!(!browser.has("button", "この内容で評価帳を作る"), "nothing can be made of nothing");
    assert_quiet(&browser);
}

const PAGE: &str = "<html><head><style>td{color:red}</style></head><body><table>\
    <tr><th>基本の柱<th>No<th>取組の名前<th>令和5年度にしたこと<th>自己採点</tr>\
    <tr><td rowspan=2>つながる<td>1<td>朝市カフェ<td>月2回<br>開いた<td>A</tr>\
    <tr><td>2<td>出前相談<script>alert(1)</script><td>12件<td>B</tr></table></body></html>";

#[test]
fn a_table_of_a_page_is_mapped_by_keyboard_and_read_into_the_year_again() {
    let browser = Browser::chromium();
    start(&browser);
    browser.by_role("link", "表から作る").click();
    let plain = "基本の柱\tNo\t取組の名前\t令和5年度にしたこと\t自己採点\nつながる\t1\t朝市カフェ";
    browser.paste_page(&browser.by_label("表の貼り付け"), plain, PAGE);
    browser.by_role("button", "読み取る").click();
    browser.wait_text("様式の見出し（目標・施策など）が見つかりませんでした。");
    for (column, key) in
        [("1 列目「基本の柱」", "上の階層：施策"), ("3 列目「取組の名前」", "項目の名称（事業名）")]
    {
        browser.by_label(&format!("{column}を入れる欄")).choose(key);
    }
    browser.by_role("region", "読み取った内容");
    browser.by_label("4 列目「令和5年度にしたこと」を入れる欄").focus();
    browser.type_text("年度の進");
    browser.by_label("5 列目「自己採点」を入れる欄").focus();
    browser.type_text("事業評");
    browser.by_label("2 列目「No」を入れる欄").choose("項目の番号（計画・事業No.）");
    let preview = browser.by_role("region", "読み取った内容");
    browser.wait_until("both ratings", || preview.text().contains("A 1") && preview.text().contains("B 1"));
    assert!(!browser.text().contains("alert"), "a script is no text");
    browser.by_role("button", "この内容で評価帳を作る").click();
    browser.by_role_part("article", "つながる");
    assert_eq!(chosen(&rating(&browser, "2 出前相談")), "B 着手");

    // The next table with the same heads is read without asking, and only what differs is taken.
    for (page, said) in [
        (PAGE.to_string(), "変わるところはありません。"),
        (PAGE.replace("12件", "15件"), "変わる項目 1 件"),
        (PAGE.replace("12件", "15件"), "変わるところはありません。"),
    ] {
        browser.by_role("link", "設定").click();
        browser.by_role("link", "表を読み込む").click();
        let field = browser.by_label("表の貼り付け");
        field.fill("");
        browser.paste_page(&field, "表", &page);
        browser.by_role("button", "読み取る").click();
        let found = browser.by_role("region", "取り込むと変わるところ");
        browser.wait_until("what would change", || found.text().contains(said));
        browser.by_role("button", "この内容を取り込む").click();
        browser.by_role("link", "評価シート").click();
        browser.by_role_part("article", "つながる");
    }
    assert_eq!(browser.by_label("2 出前相談 令和5年度の進捗状況").value(), "15件");
    browser.press("Ctrl+z");
    let shown = browser.by_label("2 出前相談 令和5年度の進捗状況");
    browser.wait_until("one step takes it back", || shown.value() == "12件");
    assert_quiet(&browser);
}

#[test]
fn a_picture_and_an_empty_clipboard_are_named() {
    let browser = Browser::chromium();
    start(&browser);
    browser.by_role("link", "表から作る").click();
    let field = browser.by_label("表の貼り付け");
    browser.paste_page(&field, "", "<img src=''>");
    browser.wait_text("クリップボードに文字がありません。");
    browser.exec(
        "const transfer = new DataTransfer();
         transfer.items.add(new File([new Uint8Array(4)], 'a.png', { type: 'image/png' }));
         arguments[0].dispatchEvent(new ClipboardEvent('paste',
           { bubbles: true, cancelable: true, clipboardData: transfer }));",
        &[field.as_arg()],
    );
    browser.wait_text("貼り付けられたのは画像だけで、文字がありません。");
    assert_quiet(&browser);
}

/// 施策 with its votes for A, B and C, as the city printed them.
pub const TALLIES: &[(&str, [&str; 3])] = &[
    ("1-1", ["2", "9", "0"]),
    ("1-2", ["4", "6", "0"]),
    ("1-3", ["1", "9", "1"]),
    ("2-1", ["1", "10", "0"]),
    ("2-2", ["3", "8", "0"]),
    ("3-1", ["2", "9", "0"]),
    ("3-2", ["4", "7", "0"]),
    ("3-3", ["3", "7", "1"]),
    ("4-1", ["1", "9", "1"]),
    ("4-2", ["5", "6", "0"]),
    ("4-3", ["2", "9", "0"]),
    ("5-1", ["3", "8", "0"]),
    ("5-2", ["1", "10", "0"]),
    ("5-3", ["1", "10", "0"]),
];

/// A real sheet beside the repository, where this machine has it.
fn real_sheet() -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds/000_fe34d9e8663a8304.txt");
    if !file.exists() {
        eprintln!("{} is not here: the test of the real sheet is skipped", file.display());
        return None;
    }
    Some(file)
}

/// Makes a workbook of the real sheet; `false` where this machine has none.
#[track_caller]
pub fn make_of_real_sheet(browser: &Browser) -> bool {
    let Some(file) = real_sheet() else { return false };
    read_table(browser, &text_of(&file));
    browser.by_role("button", "この内容で評価帳を作る").click();
    browser.by_role_part("article", "施策1-1");
    true
}

#[test]
fn a_real_sheet_is_read_whole() {
    let Some(file) = real_sheet() else { return };
    let browser = Browser::chromium();
    let told = read_table(&browser, &text_of(&file));
    assert_told(&told, &["目標 5", "施策 14", "取組 28", "A 44", "B 57", "C 8"]);
    assert_told(&told, &["推進委員会意見 95 件", "推進委員会評価及び意見を受けて今後の方向性 29 件"]);
    assert!(told.iter().any(|line| line.contains("表の行 112 行")), "{told:#?}");
    browser.by_role("button", "この内容で評価帳を作る").click();
    browser.by_role_part("article", "施策1-1");
    go_to_numbers(&browser);
    for (measure, votes) in TALLIES {
        let row = numbers(&browser, "推進委員会の評価", &format!("施策{measure} "));
        assert_eq!(row[..3], votes[..], "施策{measure}");
    }
    let whole = numbers(&browser, "目標・施策ごと", "計画全体");
    assert_eq!(whole[..3], ["44", "57", "8"]);

    wait_saved(&browser);
    let saved = save_file(&browser);
    assert_quiet(&browser);
    let colleague = Browser::chromium();
    open_workbook(&colleague, &saved);
    go_to_numbers(&colleague);
    let row = numbers(&colleague, "推進委員会の評価", "施策3-3 ");
    assert_eq!(row[..3], ["3", "7", "1"]);
    let again = save_file(&colleague);
    assert!(bytes(&saved) == bytes(&again), "saved again, the file has other bytes");
    assert_quiet(&colleague);
}
