//! The plan's tree and its people, edited by keyboard.

use crate::driver::{Browser, Folder};
use crate::make::make;
use crate::person::*;
use hyokacho::format;
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::ReplicaId;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::id::{FieldId, Id, NodeId};
use hyokacho::model::node::Repeat;
use hyokacho::model::repeat;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Author;
use hyokacho::sample;

/// A plan of 20 items as it stands in a document.
pub const PLAN: &str = "目標1 支え合う心を育てる\n施策1-1 学ぶ機会をつくる\n(1) 学校で学ぶ\n① 福祉体験学習\n② 協力校の指定\n\
    (2) 地域で学ぶ\n① 市民講座\n② 公民館の講座\n施策1-2 認め合う\n(1) 人権を学ぶ\n① 講演会\n② 研修会\n目標2 安心して暮らす\n\
    施策2-1 見守る\n(1) 見守りの輪\n① 訪問\n② 配食\n③ 電話\n施策2-2 備える\n(1) 訓練";

/// Goes to a page of the settings.
#[track_caller]
pub fn go_to_settings(browser: &Browser, page: &str) {
    browser.by_role("navigation", "画面").by_role("link", "設定").click();
    browser.by_role("navigation", "設定").by_role("link", page).click();
    browser.by_role("heading", page);
}

/// The headings of the list from top to bottom, each with how deep it stands.
fn rows(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.plan-row')].map((row) =>
        '  '.repeat(row.dataset.depth) + [...row.querySelectorAll('textarea')].map((it) => it.value).join(' ').trim())";
    let found = browser.exec(script, &[]);
    let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
    found.iter().map(|text| text.as_str().unwrap_or_default().to_string()).collect()
}

#[track_caller]
fn wait_row(browser: &Browser, at: usize, row: &str) {
    browser.wait_until(&format!("「{row}」 in row {at}"), || {
        rows(browser).get(at).is_some_and(|it| it == row)
    });
}

/// Makes the plan of 20 items from a pasted list, by keyboard, in a workbook that is open.
#[track_caller]
pub fn paste_plan(browser: &Browser) {
    go_to_settings(browser, "計画の構成");
    let before = rows(browser).len();
    browser.by_role("button", "一覧から作る").focus();
    browser.press("Enter");
    browser.by_role("dialog", "一覧から作る");
    let field = browser.by_label("項目の一覧");
    field.focus();
    browser.paste(&field, PLAN);
    browser.wait_text("番号の形で階層を読み取りました。20 項目になります。");
    browser.tab_to("button", "20 項目を作る");
    browser.press("Enter");
    browser.wait_text("20 項目を作りました。");
    browser.wait_until("20 rows more", || rows(browser).len() == before + 20);
}

#[test]
fn a_plan_is_pasted_moved_dropped_and_undone_by_keyboard() {
    let browser = Browser::chromium();
    make(&browser);
    paste_plan(&browser);
    wait_row(&browser, 3, "      ① 福祉体験学習");

    // Among its siblings, and to another level and back.
    browser.by_label("① 福祉体験学習 の名前").focus();
    browser.press("Alt+ArrowDown");
    wait_row(&browser, 4, "      ① 福祉体験学習");
    browser.wait_focused("textbox", "① 福祉体験学習 の名前");
    browser.press("Alt+ArrowUp");
    wait_row(&browser, 3, "      ① 福祉体験学習");
    browser.press("Alt+ArrowLeft");
    wait_row(&browser, 4, "    ① 福祉体験学習");
    browser.wait_text("「① 福祉体験学習」は「取組」です。");
    browser.press("Ctrl+z");
    wait_row(&browser, 3, "      ① 福祉体験学習");

    // A new item behind it, named at once.
    browser.by_label("① 福祉体験学習 の名前").focus();
    browser.press("Enter");
    wait_row(&browser, 4, "      ");
    browser.ime_type("出前講座");
    wait_row(&browser, 4, "      出前講座");
    browser.by_role("button", "番号を付け直す").focus();
    browser.press("Enter");
    browser.by_role("dialog", "番号を付け直す");
    browser.tab_to("button", "2 項目の番号を付け直す");
    browser.press("Enter");
    wait_row(&browser, 4, "      ② 出前講座");
    wait_row(&browser, 5, "      ③ 協力校の指定");

    // Dropped with what is below it, listed, brought back; and undone.
    browser.by_label("(1) 学校で学ぶ の名前").focus();
    browser.press("Alt+Delete");
    browser.wait_text("「(1) 学校で学ぶ」と、その下の 3 項目を削除しました");
    browser.wait_until("17 rows", || rows(&browser).len() == 17);
    browser.wait_focused("textbox", "(2) 地域で学ぶ の名前");
    browser.by_css(".plan-dropped summary").focus();
    browser.press("Enter");
    browser.tab_to("button", "戻す：(1) 学校で学ぶ");
    browser.press("Enter");
    browser.wait_until("21 rows", || rows(&browser).len() == 21);
    browser.press("Ctrl+z Ctrl+z");
    browser.wait_until("21 rows again", || rows(&browser).len() == 21);

    // To a place far away, by the dialog.
    browser.by_label("(1) 訓練 の名前").focus();
    browser.press("Alt+m");
    browser.by_role("dialog", "「(1) 訓練」の移動先");
    browser.by_label("移動先を探す（番号や名前の一部）").focus();
    browser.type_text("1-1");
    browser.tab_to("listbox", "どの項目の下に置きますか");
    browser.press("ArrowDown");
    browser.tab_to("button", "ここへ移動する");
    browser.press("Enter");
    wait_row(&browser, 9, "    (1) 訓練");
    browser.wait_focused("textbox", "(1) 訓練 の名前");
    wait_saved(&browser);
    assert_quiet(&browser);
}

#[test]
fn a_department_is_replaced_in_all_items_and_that_is_undone() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_settings(&browser, "担当課・委員");
    browser.by_role("table", "担当課");
    let count = |name: &str| {
        let script = "const row = [...document.querySelectorAll('table.roster tbody tr')]
            .find((row) => row.cells[0].innerText.trim() === arguments[0]);
            return row ? parseInt(row.cells[1].innerText) : -1";
        browser.exec(script, &[name.into()]).as_i64().unwrap_or(-1)
    };
    let names = browser.exec(
        "return [...document.querySelectorAll('table.roster tbody tr')].slice(0, 2).map((row) => row.cells[0].innerText.trim())",
        &[],
    );
    let [old, new] = [0, 1].map(|at| names[at].as_str().unwrap_or_default().to_string());
    let (was, is) = (count(&old), count(&new));
    assert!(was > 0 && is > 0, "{old} {was}, {new} {is}");
    browser.by_role("button", &format!("別の課に置き換える（{old}）")).focus();
    browser.press("Enter");
    browser.wait_text("担当課として読み取られている項目：");
    browser.by_label("置き換える先の課").choose(&new);
    browser.by_role("button", "すべての項目で置き換える").focus();
    browser.press("Enter");
    browser.wait_until("the old one to be gone", || count(&old) == -1);
    assert!(count(&new) > is && count(&new) <= was + is);
    browser.press("Ctrl+z");
    browser.wait_until("both again", || (count(&old), count(&new)) == (was, is));
    assert_quiet(&browser);
}

/// Writes the sample with one of its 再掲 made a candidate whose content differs.
pub fn with_candidate(folder: &Folder) -> std::path::PathBuf {
    let mut workbook = sample::workbook();
    let (year, book) = workbook.years().last().expect("the sample has years");
    let outline = workbook.outline(year);
    let linked = |id: &NodeId| book.nodes.get(*id).and_then(|it| it.repeat.original()).is_some();
    let place = outline.below(None).into_iter().find(linked).expect("the sample has a 再掲");
    let original = book.original(place);
    let mut edits = repeat::unlink(book, &outline, place);
    edits.retain(|edit| !matches!(edit, YearEdit::Repeat(..)));
    edits.push(YearEdit::Repeat(place, Repeat::Candidate(original)));
    edits.push(YearEdit::Value(place, FieldId::known("content"), FieldValue::text("ここだけの事業内容")));
    let about = Replica { name: String::new(), day: "2026-11-21".into() };
    let author = Author { replica: ReplicaId(Id::from_random(7)), about };
    let edits = edits.into_iter().map(|edit| Edit::In(year, edit)).collect();
    workbook.apply(Edit::All(edits), &author).expect("a candidate");
    let file = folder.path().join("candidate.json");
    std::fs::write(&file, format::write(&workbook)).expect("the file");
    file
}

/// Opens the candidate in the tall form.
#[track_caller]
pub fn open_candidate(browser: &Browser) {
    go_to_sheet(browser, "施策1-2");
    browser.wait_text("再掲候補");
    browser.by_role("link", "開く：⑤ 認知症サポーター養成講座").click();
    browser.wait_text("内容の異なる記入欄が 1 か所あります。");
}

#[test]
fn a_candidate_is_linked_with_what_differs_and_counted_once() {
    let browser = Browser::chromium();
    let folder = Folder::new("candidate");
    open_workbook(&browser, &with_candidate(&folder));
    go_to_numbers(&browser);
    let counted = browser.text();
    browser.by_role("navigation", "画面").by_role("link", "評価シート").click();
    open_candidate(&browser);
    browser.by_role("button", "再掲としてつなぐ").focus();
    browser.press("Enter");
    browser.wait_text("再掲の項目です。");
    browser.wait_text("この場所だけの内容");
    assert_eq!(browser.by_label("⑤ 認知症サポーター養成講座 事業内容").value(), "ここだけの事業内容");
    go_to_numbers(&browser);
    assert_ne!(browser.text(), counted, "one less is counted");
    assert_quiet(&browser);
}
