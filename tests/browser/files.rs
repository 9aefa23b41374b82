//! Files that are broken, are something else, or mean harm.

use crate::driver::{Browser, Folder};
use crate::person::*;
use serde_json::json;
use std::fs;

const ITEM: &str = "① 福祉体験学習";

/// A file and a part of what is said about it.
const BROKEN: &[(&str, &str)] = &[
    ("picture.png", "画像のファイルです。評価帳で保存したファイルを選んでください"),
    ("empty.json", "何も書かれていません"),
    ("mail.txt", "評価帳のファイルとして読めない書き方があります（1 行目、1 バイト目）"),
    ("broken-utf8.json", "このファイルの 336 行目に、壊れて読めない文字があります"),
    ("cut-in-half.json", "このファイルは途中で切れています（"),
    ("cut-in-key.json", "このファイルは途中で切れています（"),
    ("other-program.json", "評価帳ではない別のソフトのファイルです"),
    ("version-999.json", "新しい版の評価帳で作られています"),
    ("request.json", "「記入依頼」のファイルです"),
    ("part.json", "一つの評価帳としては開けません"),
    ("unknown-key.json", "評価帳の形式にない名前「colour」があります"),
    ("duplicate-id.json", "と同じ識別番号（q）のものが、もう一つあります"),
    ("unknown-grade.json", "が、ほかの内容と合いません"),
    ("byte-changed.json", "このファイルは、保存した後に内容が変わっています"),
];

#[test]
fn a_broken_file_is_named_and_touches_nothing() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let file = save_file(&browser);
    open_workbook(&browser, &file);
    rate(&browser, ITEM, "C 未着手");
    wait_saved(&browser);

    browser.by_role("link", "評価帳").click();
    browser.by_role("heading", "評価帳");
    for (name, sentence) in BROKEN {
        choose_file(&browser, &fixture("files").join(name));
        browser.wait_until(&format!("「{sentence}」 about {name}"), || {
            let alerts = browser.all_by_role("alert");
            alerts.iter().any(|alert| alert.text().contains(sentence))
        });
        assert_eq!(browser.all_by_role("alert").len(), 1, "{name}: the sentence before is gone");
    }
    // The same file once more is answered once more.
    let (name, sentence) = BROKEN[0];
    choose_file(&browser, &fixture("files").join(name));
    browser.wait_text(sentence);

    browser.by_role("link", "みどり野市 第3期地域福祉計画").click();
    browser.by_role("article", FIRST_SHEET);
    wait_rated(&browser, ITEM, "C 未着手");
    wait_counts(&browser, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");
    assert_quiet(&browser);
}

#[test]
fn what_can_be_read_of_a_cut_file_is_opened_on_request() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let whole = bytes(&save_file(&browser));
    let folder = Folder::new("cut");
    let cut = folder.path().join("途中まで.json");
    fs::write(&cut, &whole[..whole.len() / 3]).expect("a file to give");

    start(&browser);
    choose_file(&browser, &cut);
    browser.wait_text("「読める部分だけ開く」を選んでください。");
    browser.by_role("button", "読める部分だけ開く").click();
    browser.by_role_part("article", "施策1-1");
    browser.wait_text("読める部分だけを、新しい評価帳として開きました");
    assert!(!browser.by_label(&format!("{ITEM} 事業内容")).value().is_empty());
    assert_quiet(&browser);
}

#[test]
fn a_file_with_a_broken_letter_is_opened_but_for_that() {
    let browser = Browser::chromium();
    start(&browser);
    choose_file(&browser, &fixture("files/broken-utf8.json"));
    browser.wait_text("336 行目に、壊れて読めない文字があります");
    browser.by_role("button", "読める部分だけ開く").click();
    browser.by_role_part("article", "の評価シート");
    browser.wait_text("読める部分だけを、新しい評価帳として開きました");
    assert_quiet(&browser);
}

#[test]
fn a_file_with_scripts_in_every_text_runs_none() {
    let browser = Browser::chromium();
    start(&browser);
    browser.exec("window.ran = 0; window.alert = () => { window.ran += 1 }", &[]);
    choose_file(&browser, &fixture("files/script.json"));
    browser.by_role_part("article", "の評価シート");
    assert!(browser.by_role_part("heading", "みどり野市").text().contains("<script>alert("));
    go_to_numbers(&browser);
    browser.by_role_part("region", "推進委員会の評価");
    browser.by_role("button", "計画の名前を直す").click();
    let name = browser.by_label("自治体の名前");
    assert_eq!(name.value(), "<script>alert(\"みどり野市\")</script>");
    assert_eq!(browser.exec("return window.ran", &[]), json!(0));
    let count = "return document.body.querySelectorAll('script').length";
    let scripts = browser.exec(count, &[]);
    start(&browser);
    assert_eq!(browser.exec(count, &[]), scripts, "the file has added no script");
    assert_quiet(&browser);
}
