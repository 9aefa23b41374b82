//! What is on this PC: removing it, leaving nothing, backups and the way back, the rescue file.

use crate::driver::{Browser, Folder, Options, packed_file};
use crate::person::*;
use serde_json::{Value, json};
use std::fs;

const ITEM: &str = "① 福祉体験学習";
const PLAN: &str = "みどり川市 ささえあい計画";

/// Makes an empty workbook that is kept on this PC.
#[track_caller]
fn make(browser: &Browser) {
    start(browser);
    browser.by_role("link", "新しく作る").click();
    browser.by_label("自治体の名前").fill("みどり川市");
    browser.by_label("計画の名前").fill("ささえあい計画");
    browser.by_label("評価する年度").fill("令和6年度");
    browser.by_role("button", "この内容で作る").click();
    browser.wait_text("まだ項目がありません。");
}

#[track_caller]
fn wait_kept(browser: &Browser) {
    browser.wait_text("このブラウザに保存済み");
}

#[track_caller]
fn to_shelf(browser: &Browser) {
    start(browser);
    browser.by_role("link", "呼び名・バックアップ・削除").click();
    browser.by_role("heading", "この PC にある評価帳");
}

#[track_caller]
fn to_backups(browser: &Browser) {
    browser.by_role("navigation", "画面").by_role("link", "バックアップ").click();
    browser.by_role("heading", "バックアップ");
}

/// Saves a file, and returns what is in it; the file goes, so that the next one is found.
#[track_caller]
fn saved_text(browser: &Browser) -> String {
    let file = save_file(browser);
    let text = fs::read_to_string(&file).expect("a text");
    fs::remove_file(file).expect("the file goes");
    text
}

/// Every key of the app in both storages.
fn keys(browser: &Browser) -> Vec<String> {
    let script = "const done = arguments[arguments.length - 1];
        const local = Object.keys(localStorage);
        const open = indexedDB.open('hyokacho');
        open.onsuccess = () => {
          const all = open.result.transaction('pieces').objectStore('pieces').getAllKeys();
          all.onsuccess = () => { open.result.close(); done(local.concat(all.result)); };
        };";
    let keys = browser.exec_async(script, &[]);
    let keys = keys.as_array().map(Vec::as_slice).unwrap_or_default();
    keys.iter().filter_map(|key| Some(key.as_str()?.to_string())).collect()
}

fn pieces(browser: &Browser) -> Vec<String> {
    keys(browser)
        .into_iter()
        .filter(|key| ["/base/", "/journal/", "/backup/", "/entry"].iter().any(|it| key.contains(it)))
        .collect()
}

#[test]
fn a_workbook_is_renamed_and_removed_after_its_file_was_saved() {
    let browser = Browser::chromium();
    make(&browser);
    wait_kept(&browser);
    to_shelf(&browser);
    browser.wait_text("まだファイルに保存していません");
    browser.by_role("button", &format!("{PLAN} の呼び名を付ける")).click();
    browser.by_label("呼び名").fill("係の分");
    browser.by_role("button", "この内容にする").click();
    browser.by_role("link", "係の分");

    browser.by_role("button", "係の分 をこの PC から消す").click();
    let dialog = browser.by_role("dialog", "「係の分」をこの PC から消しますか");
    assert!(dialog.text().contains("まだ一度もファイルに保存していません"));
    dialog.by_role("button", "ファイルに保存してから消す").click();
    let file = browser.wait_download(".json");
    browser.wait_text("ダウンロードのフォルダーにあることを確かめてから");
    dialog.by_role("button", "この PC から消す").click();
    browser.wait_text("「係の分」をこの PC から消しました。");
    assert_eq!(pieces(&browser), Vec::<String>::new());

    // Its address leads nowhere, and its file brings it back.
    start(&browser);
    browser.wait_text("この PC にはまだ評価帳がありません。");
    choose_file(&browser, &file);
    browser.wait_text("まだ項目がありません。");
    assert!(browser.shows("みどり川市 ささえあい計画"));
    assert_quiet(&browser);
}

#[test]
fn the_workbook_that_is_open_in_this_and_in_another_tab_is_removed() {
    let browser = Browser::chromium();
    make(&browser);
    wait_kept(&browser);
    let address = browser.address();
    let first = browser.windows()[0].clone();
    let other = browser.use_new_tab();
    browser.open_file(&packed_file(), &address[address.find('#').expect("a hash")..]);
    wait_kept(&browser);
    browser.use_window(&first);
    browser.exec("location.hash = '#/pc'", &[]);
    browser.by_role("button", &format!("{PLAN} をこの PC から消す")).click();
    browser.by_role_part("dialog", PLAN).by_role("button", "保存せずに消す").click();
    browser.wait_text("この PC から消しました。");
    assert_eq!(pieces(&browser), Vec::<String>::new());

    // The other tab says so, and writes nothing more.
    browser.use_window(&other);
    browser.wait_text("この評価帳は、この PC から消されました");
    browser.by_role("button", "項目を編集").click();
    browser.by_role_part("button", "を加える").click();
    assert_eq!(pieces(&browser), Vec::<String>::new());
    browser.use_window(&first);
    browser.exec("history.back()", &[]);
    browser.wait_text("この評価帳は、このブラウザに残っていません");
}

#[test]
fn on_a_shared_pc_nothing_is_left() {
    let browser = Browser::chromium();
    start(&browser);
    browser.by_label("この PC に残さない（共用の PC のとき）").click();
    make(&browser);
    browser.wait_text("この PC に残さない");
    browser.by_role("button", "項目を編集").click();
    browser.by_role_part("button", "を加える").click();
    assert_eq!(pieces(&browser), Vec::<String>::new());
    let asks = "const event = new Event('beforeunload', { cancelable: true });
                window.dispatchEvent(event); return event.defaultPrevented";
    assert_eq!(browser.exec(asks, &[]), json!(true));
    save_file(&browser);
    assert_eq!(browser.exec(asks, &[]), json!(false));
    // The switch is remembered.
    start(&browser);
    let switch = browser.by_label("この PC に残さない（共用の PC のとき）");
    browser.wait_until("the switch is on", || switch.is_checked());
    browser.by_role("link", "見本を見る").click();
    browser.by_role("article", FIRST_SHEET);
    assert_eq!(pieces(&browser), Vec::<String>::new());
    assert_quiet(&browser);
}

#[test]
fn an_open_workbook_is_left_to_its_file() {
    let browser = Browser::chromium();
    make(&browser);
    wait_kept(&browser);
    to_backups(&browser);
    browser.wait_text("先に「ファイルに保存」を押してください。");
    assert!(browser.by_role("button", "この評価帳をこの PC に残さない").attribute("disabled").is_some());
    save_file(&browser);
    browser.wait_no_text("先に「ファイルに保存」を押してください。");
    browser.by_role("button", "この評価帳をこの PC に残さない").click();
    browser.wait_text("この PC から消しました。");
    assert_eq!(pieces(&browser), Vec::<String>::new());
    assert!(browser.shows("みどり川市 ささえあい計画"));
    assert_quiet(&browser);
}

#[test]
fn a_backup_is_made_looked_into_restored_and_the_restore_undone() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let field = browser.by_label(&format!("{ITEM} 評価の理由・課題"));
    let before = field.value();
    wait_kept(&browser);
    to_backups(&browser);
    browser.wait_text("いまの内容と同じです");
    browser.by_role("navigation", "画面").by_role("link", "評価シート").click();
    let field = browser.by_label(&format!("{ITEM} 評価の理由・課題"));
    field.fill("まちがえて消した。");
    rate(&browser, ITEM, "C 未着手");
    wait_kept(&browser);

    to_backups(&browser);
    browser.wait_text("いまと違う項目：1 件");
    browser.by_role_part("button", "のバックアップの中を見る").click();
    browser.wait_text("いまの内容との違い");
    browser.wait_text("まちがえて消した。");
    assert!(browser.shows(&before), "what stood there then");
    browser.by_role("button", "この内容に戻す").click();
    browser.wait_text("の内容に戻しました。");
    // The state before the restore is a backup, too.
    browser.wait_until("two backups", || {
        let keys = keys(&browser);
        keys.iter().filter(|key| key.contains("/backup/")).count() == 2
    });
    browser.by_role("navigation", "画面").by_role("link", "評価シート").click();
    let field = browser.by_label(&format!("{ITEM} 評価の理由・課題"));
    assert_eq!(field.value(), before);
    browser.by_role("banner", "").by_role("button", "元に戻す").click();
    browser.wait_until("the restore is undone", || field.value() == "まちがえて消した。");
    wait_rated(&browser, ITEM, "C 未着手");
    wait_kept(&browser);
    browser.reload();
    wait_rated(&browser, ITEM, "C 未着手");
    assert_quiet(&browser);
}

const PANIC: &str = "window.dispatchEvent(new CustomEvent('hyokacho-panic', { detail: 'at src/x.rs:1' }))";
const STOPPED: &str = "申し訳ありません。評価帳が止まりました";

#[test]
fn after_a_panic_nothing_is_written_and_a_rescue_file_takes_everything_elsewhere() {
    let browser = Browser::chromium();
    open_sample(&browser);
    rate(&browser, ITEM, "C 未着手");
    wait_kept(&browser);
    let before = keys(&browser);
    browser.exec(PANIC, &[]);
    let notice = browser.by_role("alertdialog", STOPPED);
    let late = "const field = document.querySelector('main textarea'); field.value = '壊れた状態';
                field.dispatchEvent(new InputEvent('input', { bubbles: true }));
                try { localStorage.setItem('hyokacho/x', 'y') } catch (refused) { return refused.message }";
    assert_eq!(browser.exec(late, &[]), json!("hyokacho has stopped"));
    notice.by_role("button", "救済ファイルを保存").click();
    let file = browser.wait_download("救済");
    assert_eq!(keys(&browser), before);
    assert_eq!(browser.axe(), Vec::<String>::new());

    let elsewhere = Browser::chromium();
    start(&elsewhere);
    choose_file(&elsewhere, &file);
    elsewhere.by_role("article", FIRST_SHEET);
    wait_rated(&elsewhere, ITEM, "C 未着手");
    assert!(!elsewhere.shows("壊れた状態"));
    wait_kept(&elsewhere);
    assert_quiet(&elsewhere);
}

#[test]
fn where_it_stops_at_every_start_the_rescue_file_names_what_is_odd() {
    let browser = Browser::chromium();
    open_sample(&browser);
    rate(&browser, ITEM, "C 未着手");
    wait_kept(&browser);
    let odd = "for (const key of Object.keys(localStorage).filter((key) => key.includes('/base/'))) {
                 localStorage.setItem(key.replace(/\\/base\\/[^/]+\\//, '/journal/').replace(/[0-9]+$/, '99'), '\\ud800 odd');
                 break;
               }";
    browser.exec(odd, &[]);
    let source =
        format!("window.addEventListener('TrunkApplicationStarted', () => setTimeout(() => {PANIC}))");
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    browser.reload();
    browser.by_role("alertdialog", STOPPED).by_role("button", "救済ファイルを保存").click();
    let file = browser.wait_download("救済");
    let text = fs::read_to_string(&file).expect("the rescue file");
    let pieces: Value = serde_json::from_str(&text).expect("JSON");
    assert!(pieces["pieces"].as_array().is_some_and(|pieces| pieces.len() > 2), "{text:.300}");

    let elsewhere = Browser::chromium();
    start(&elsewhere);
    choose_file(&elsewhere, &file);
    elsewhere.wait_text("救済ファイルの内容のうち、1件を読めませんでした");
    wait_rated(&elsewhere, ITEM, "C 未着手");
}

#[test]
fn without_webassembly_what_is_stored_can_be_taken_along() {
    let profile = Folder::new("no-wasm-profile");
    let options = Options::in_profile(profile.path());
    let browser = Browser::chromium_with(&options);
    make(&browser);
    wait_kept(&browser);
    browser.quit();
    let without = Browser::chromium_with(&options.with_arg("--js-flags=--jitless"));
    without.open_file(&packed_file(), "");
    without.wait_text("WebAssembly が止められているため");
    without.by_role("button", "救済ファイルを保存").click();
    let file = without.wait_download("救済");
    let elsewhere = Browser::chromium();
    start(&elsewhere);
    choose_file(&elsewhere, &file);
    elsewhere.wait_text("まだ項目がありません。");
    assert!(elsewhere.shows("みどり川市 ささえあい計画"));
}

#[test]
fn where_nothing_is_stored_no_rescue_is_offered() {
    let browser = Browser::chromium();
    start(&browser);
    browser.exec(PANIC, &[]);
    browser.by_role("alertdialog", STOPPED);
    assert!(!browser.has("button", "救済ファイルを保存"));
}

#[test]
fn what_was_deleted_is_gone_for_good_after_tidying_and_the_rest_goes_on() {
    const SECRET: &str = "連絡先は090-0000-1111";
    let browser = Browser::chromium();
    open_sample(&browser);
    let file = save_file(&browser);
    open_workbook(&browser, &file);
    fs::remove_file(file).expect("the file goes");
    let progress = browser.by_label(&format!("{ITEM} 令和6年度の進捗状況"));
    progress.fill(SECRET);
    rate(&browser, "② 福祉教育協力校の指定", "C 未着手");
    browser.by_role("button", "項目を編集").click();
    browser.by_role("button", &format!("「{ITEM}」を削除")).click();
    browser.wait_text("を削除しました");
    browser.by_role("button", "項目の編集を終わる").click();
    wait_kept(&browser);
    assert!(saved_text(&browser).contains(SECRET));
    let address = browser.address();
    let after = address.split_once("#/book/").expect("a workbook").1;
    let old = format!("/{}/", after.split('/').next().expect("its id"));

    to_backups(&browser);
    browser.by_role("button", "いまの内容をバックアップする").click();
    browser.wait_text("バックアップしました。");
    browser.wait_text("削除した項目：1 件");
    browser.by_role("button", "整理する").click();
    let dialog = browser.by_role("dialog", "この評価帳を整理しますか");
    assert!(dialog.text().contains("すでに送った依頼への回答"), "it says what it costs");
    dialog.by_role("button", "完全に消して整理する").click();
    browser.wait_text("整理しました。消した内容は、この評価帳にはもう入っていません。");

    // The rest is there, nothing of the old one is on this PC, and nothing of it comes back.
    assert!(!browser.address().contains(&old), "{}", browser.address());
    browser.wait_until("nothing of the old one", || {
        // The sample, which has the same id, has a place of its own.
        keys(&browser).iter().all(|key| !key.contains(&old) || key.starts_with("hyokacho-sample"))
    });
    let text = saved_text(&browser);
    assert!(!text.contains(SECRET) && text.contains("協力校の指定"));
    assert!(browser.by_role("button", "元に戻す").attribute("disabled").is_some(), "nothing to undo");
    to_backups(&browser);
    browser.wait_text("いま、整理で消えるものはありません。");
    browser.reload();
    browser.by_role("heading", "バックアップ");
    assert_quiet(&browser);
}
