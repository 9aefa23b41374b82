//! A workbook tied to a file on a shared folder. The folder is `shared_folder.js`, since a headless
//! browser can neither show the dialog for a file nor grant the permission to write.

use crate::driver::{Browser, Folder, Options};
use crate::person::*;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

const NAME: &str = "R6計画.json";
const ITEM: &str = "① 福祉体験学習";
pub const TIED: &str = "共有ファイル「R6計画.json」に保存済み";

/// A browser that can reach the shared folder.
#[track_caller]
fn at_the_folder(options: &Options) -> Browser {
    let browser = Browser::chromium_with(options);
    reach_the_folder(&browser);
    browser
}

/// Lets the pages that are opened from now on reach the shared folder.
#[track_caller]
pub fn reach_the_folder(browser: &Browser) {
    let source = include_str!("shared_folder.js");
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
}

/// Lets the next dialog for a file return this one: drops it onto the page, which gives the
/// browser's own handle of it.
#[track_caller]
pub fn hold_file(browser: &Browser, folder: &Folder) {
    let path: PathBuf = folder.path().join(NAME);
    fs::write(&path, "").expect("a file to drop");
    let data = json!({ "items": [], "files": [path], "dragOperationsMask": 1 });
    for kind in ["dragEnter", "dragOver", "drop"] {
        browser.cdp("Input.dispatchDragEvent", json!({ "type": kind, "x": 40, "y": 40, "data": data }));
    }
    browser.wait_until("the handle of the file", || {
        browser.exec("return window.__folder.handle !== null", &[]) == json!(true)
    });
}

/// What stands in the shared file.
#[track_caller]
pub fn file_text(browser: &Browser) -> String {
    let text = browser.exec("return window.__folder.file?.text ?? ''", &[]);
    text.as_str().unwrap_or_default().to_string()
}

#[track_caller]
pub fn put_file(browser: &Browser, text: &str) {
    browser.exec("window.__folder.put(arguments[0])", &[json!(text)]);
}

#[track_caller]
fn wait_in_file(browser: &Browser, part: &str) {
    browser.wait_until(&format!("「{part}」 in the shared file"), || file_text(browser).contains(part));
}

/// Opens the dialog by the state in the header.
#[track_caller]
pub fn open_dialog(browser: &Browser) {
    let header = browser.by_role("banner", "");
    let part = if header.all_by_role("button").iter().any(|it| it.role_and_name().1.contains("共有ファイル"))
    {
        "共有ファイル"
    } else {
        "ファイルに保存:"
    };
    header.by_role_part("button", part).click();
    browser.by_role("dialog", "ファイルへの保存");
}

/// Opens the sample and ties it to a new file of the shared folder.
#[track_caller]
pub fn tie_sample(browser: &Browser, folder: &Folder) {
    open_sample(browser);
    hold_file(browser, folder);
    open_dialog(browser);
    browser.by_role("button", "新しいファイルと結ぶ").click();
    browser.wait_gone("dialog", "ファイルへの保存");
    browser.wait_text(TIED);
}

/// Opens the file of the shared folder at the start and goes on with it.
#[track_caller]
fn open_tied(browser: &Browser, folder: &Folder) {
    start(browser);
    hold_file(browser, folder);
    browser.by_role("button", "共有フォルダーのファイルを開き、続けて保存する").click();
    browser.by_role("article", FIRST_SHEET);
    browser.wait_text(TIED);
}

/// Carries the file to the other profile, as a folder that is kept in step does: the one written
/// last stands, and what the other wrote meanwhile is written over.
#[track_caller]
fn carry(one: &Browser, other: &Browser) {
    let files = [one, other].map(|browser| browser.exec("return window.__folder.file", &[]));
    let modified = |file: &Value| file["modified"].as_f64().unwrap_or_default();
    let put = "window.__folder.file = arguments[0]";
    if modified(&files[0]) > modified(&files[1]) {
        other.exec(put, &[files[0].clone()]);
    } else if modified(&files[1]) > modified(&files[0]) {
        one.exec(put, &[files[1].clone()]);
    }
}

/// Adds a mark to the text in one of the sheet's text fields.
#[track_caller]
fn add_mark(browser: &Browser, field: u64, mark: &str) {
    browser.exec(
        "const field = document.querySelectorAll('article .rows textarea')[arguments[0]];
         field.value += arguments[1];
         field.dispatchEvent(new Event('input', { bubbles: true }))",
        &[json!(field), json!(mark)],
    );
}

/// The texts in the text fields of the sheet's tables. (A schedule is one value, however many fields it
/// has: two people who fill it apart get a conflict.)
#[track_caller]
fn texts(browser: &Browser) -> Vec<String> {
    let texts = "return [...document.querySelectorAll('article .rows textarea')].map((field) => field.value)";
    let texts = browser.exec(texts, &[]);
    texts.as_array().into_iter().flatten().map(|text| text.as_str().unwrap_or_default().into()).collect()
}

#[test]
fn two_profiles_at_one_file_lose_none_of_200_alternating_edits() {
    const FIELDS: u64 = 20;
    let folders = [Folder::new("folder"), Folder::new("folder")];
    let one = at_the_folder(&Options::default());
    tie_sample(&one, &folders[0]);
    let other = at_the_folder(&Options::default());
    start(&other);
    put_file(&other, &file_text(&one));
    open_tied(&other, &folders[1]);
    assert_eq!(texts(&one), texts(&other));

    let mut expected = texts(&one);
    for number in 0..200u64 {
        let browser = if number % 2 == 0 { &one } else { &other };
        let (field, mark) = (number % FIELDS, format!("〔{number}〕"));
        add_mark(browser, field, &mark);
        expected[field as usize].push_str(&mark);
        carry(&one, &other);
    }
    // Everything comes to both, whoever wrote over whom.
    for browser in [&one, &other] {
        browser.wait_until("all of the edits", || {
            carry(&one, &other);
            texts(browser) == expected
        });
    }
    let whole = |browser: &Browser| {
        let text = file_text(browser);
        (0..200).all(|number| text.contains(&format!("〔{number}〕")))
    };
    for browser in [&one, &other] {
        browser.wait_until("all of the edits in the file", || {
            carry(&one, &other);
            whole(browser) && browser.shows(TIED)
        });
    }
    assert_eq!(file_text(&one), file_text(&other));
    assert_quiet(&one);
    assert_quiet(&other);
}

#[test]
fn after_a_restart_permission_is_asked_for_again_and_nothing_is_lost() {
    let (folder, profile) = (Folder::new("folder"), Folder::new("tied-profile"));
    let options = Options::in_profile(profile.path());
    let browser = at_the_folder(&options);
    tie_sample(&browser, &folder);
    assert!(browser.exec("return window.__folder.suggested", &[]).as_str().unwrap().ends_with(".json"));
    let file = folder.path().join("own.json");
    fs::write(&file, file_text(&browser)).expect("a file to give");

    // The sample forgets its file; a workbook of one's own does not.
    open_workbook(&browser, &file);
    hold_file(&browser, &folder);
    open_dialog(&browser);
    browser.by_role("button", "今あるファイルと結ぶ").click();
    browser.wait_text(TIED);
    wait_saved(&browser);
    browser.quit();

    let browser = at_the_folder(&options);
    start(&browser);
    browser.by_role("link", "みどり野市 第3期地域福祉計画").click();
    browser.wait_text("共有ファイル「R6計画.json」への保存には、あなたの許可が必要です");
    browser.wait_text("への保存は止まっています（許可が必要です）");
    rate(&browser, ITEM, "C 未着手");
    wait_saved(&browser);
    let before = file_text(&browser);
    browser.exec("window.__folder.denies = true", &[]);
    let resume = "共有ファイルへの保存を再開する";
    browser.by_role("button", resume).click();
    browser.wait_until("the question", || browser.exec("return window.__folder.asked", &[]) == json!(1));
    browser.exec("window.__folder.denies = false", &[]);
    assert_eq!(file_text(&browser), before);
    browser.by_role("button", resume).click();
    browser.wait_text(TIED);
    browser.wait_until("the edit in the file", || file_text(&browser) != before);
    browser.wait_gone("button", resume);

    // Taken back while the page is open, it stops and says so; untied, it is as before.
    browser.exec("window.__folder.granted = false", &[]);
    browser.by_role("button", resume);
    browser.by_role("alert", "").by_role("button", "結びつきを解く").click();
    browser.wait_text("との結びつきを解きました。");
    browser.reload();
    browser.by_role_part("article", "の評価シート");
    browser.wait_text("ファイルに保存: ");
    assert!(!browser.shows("共有ファイル"));
    assert_quiet(&browser);
}

#[test]
fn every_fault_of_the_file_is_said_and_nothing_is_written_over() {
    let folder = Folder::new("folder");
    let browser = at_the_folder(&Options::default());
    tie_sample(&browser, &folder);
    let whole = file_text(&browser);
    let cut: String = whole.chars().take(whole.chars().count() / 2).collect();
    let newer = whole.replacen("\"version\": 1", "\"version\": 2", 1);
    let other_plan = fs::read_to_string(fixture("files/fresh.json")).expect("the fixture");
    let contents: [(&str, &str, bool); 5] = [
        (&cut, "が壊れています", true),
        ("", "が空になっています", true),
        (&newer, "は、新しい版の評価帳で保存されています", false),
        (&other_plan, "が、別の計画のファイルに置き換わっています", false),
        ("{}", "は、この評価帳のファイルではありません", false),
    ];
    for (number, (content, sentence, can_be_made_anew)) in contents.into_iter().enumerate() {
        let before = file_text(&browser);
        put_file(&browser, content);
        add_mark(&browser, 1, &format!("〔{number}〕"));
        browser.wait_text(&format!("共有ファイル「{NAME}」{sentence}"));
        wait_saved(&browser);
        assert_eq!(file_text(&browser), content, "{sentence}");
        assert_eq!(browser.has("button", "このファイルを作り直す"), can_be_made_anew, "{sentence}");
        put_file(&browser, &before);
        browser.wait_text(TIED);
        wait_in_file(&browser, &format!("〔{number}〕"));
    }
    let refusals = [
        ("getFile", "NotFoundError", "が見つかりません"),
        ("createWritable", "NoModificationAllowedError", "を、ほかのソフトが使っています"),
        ("close", "QuotaExceededError", "を保存する場所がいっぱいです"),
        ("write", "UnknownError", "に保存できませんでした"),
    ];
    for (call, error, sentence) in refusals {
        let before = file_text(&browser);
        browser.exec("window.__folder.refuses[arguments[0]] = arguments[1]", &[json!(call), json!(error)]);
        add_mark(&browser, 1, &format!("〔{error}〕"));
        browser.wait_text(&format!("共有ファイル「{NAME}」{sentence}"));
        assert_eq!(file_text(&browser), before, "{sentence}");
        browser.exec("window.__folder.refuses = {}", &[]);
        wait_in_file(&browser, &format!("〔{error}〕"));
        browser.wait_text(TIED);
    }
    // Made anew on request.
    put_file(&browser, &cut);
    browser.by_role("button", "このファイルを作り直す").click();
    browser.wait_text(TIED);
    wait_in_file(&browser, "〔UnknownError〕");
    assert_quiet(&browser);
}

#[test]
fn another_plans_file_is_not_tied() {
    let folder = Folder::new("folder");
    let browser = at_the_folder(&Options::default());
    open_sample(&browser);
    hold_file(&browser, &folder);
    let other_plan = fs::read_to_string(fixture("files/fresh.json")).expect("the fixture");
    put_file(&browser, &other_plan);
    open_dialog(&browser);
    browser.by_role("button", "今あるファイルと結ぶ").click();
    browser.wait_text("このファイルとは結んでいません。");
    assert_eq!(file_text(&browser), other_plan);
    browser.press("Escape");
    browser.wait_text("ファイルに保存: まだ");
    assert_quiet(&browser);
}

#[test]
fn tying_needs_no_mouse() {
    let folder = Folder::new("folder");
    let browser = at_the_folder(&Options::default());
    open_sample(&browser);
    hold_file(&browser, &folder);
    browser.tab_to("button", "ファイルに保存: まだ");
    browser.press("Enter");
    browser.by_role("dialog", "ファイルへの保存");
    browser.tab_to("button", "新しいファイルと結ぶ");
    browser.press("Enter");
    browser.wait_text(TIED);
    browser.wait_until("the focus on the state in the header", || browser.focused().1.contains(TIED));
    rate(&browser, ITEM, "C 未着手");
    browser.press("Ctrl+s");
    browser.wait_text(TIED);
    wait_rated(&browser, ITEM, "C 未着手");
    put_file(&browser, "");
    browser.by_role("button", "このファイルを作り直す");
    browser.tab_to("button", "このファイルを作り直す");
    browser.press("Enter");
    browser.wait_text(TIED);
    assert_quiet(&browser);
}

/// A browser without the API, as Firefox is.
pub fn without_the_api(browser: &Browser) {
    let source = "delete window.showSaveFilePicker; delete window.showOpenFilePicker";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
}

#[test]
fn where_files_cannot_be_tied_an_earlier_one_is_compared_and_joined() {
    let colleague = Browser::chromium();
    open_sample(&colleague);
    rate(&colleague, ITEM, "C 未着手");
    let theirs = save_file(&colleague);

    let browser = Browser::chromium();
    without_the_api(&browser);
    open_sample(&browser);
    browser.by_role("button", "ファイルに保存: まだ").click();
    let dialog = browser.by_role("dialog", "ファイルへの保存");
    browser.wait_text("このブラウザでは、一つのファイルに続けて保存することができません。");
    assert!(!browser.has("button", "新しいファイルと結ぶ"));
    dialog.by_role("button", "上書き保存").click();
    let own = browser.wait_download(".json");
    let input = dialog.by_label("前のファイルを確かめる");
    let check = |file: &PathBuf, sentence: &str| {
        browser.set_files(&input, &[file]);
        browser.wait_text(sentence);
    };
    check(&own, "選んだファイルは、いまの内容と同じです。");
    check(&fixture("files/fresh.json"), "選んだファイルは、別の計画の評価帳です。");
    check(&fixture("files/cut-in-half.json"), "このファイルは途中で切れています");
    check(&theirs, "ここにない変更が 1 か所あったので、取り込みました。");
    check(&own, "選んだファイルの内容は、すべてここに入っています。");
    browser.press("Escape");
    wait_rated(&browser, ITEM, "C 未着手");
    browser.press("Ctrl+z");
    wait_rated(&browser, ITEM, "A 順調");
    assert_quiet(&browser);
}

#[test]
fn an_old_file_is_reminded_of_gently() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let file = save_file(&browser);
    open_workbook(&browser, &file);
    browser.press("Ctrl+s");
    browser.wait_text("ファイルに保存: たった今");
    rate(&browser, ITEM, "C 未着手");
    wait_saved(&browser);
    let reminder = "最後にファイルに保存してから 2 日たち";
    assert!(!browser.shows(reminder));
    browser.press("Ctrl+s");
    browser.wait_until("the second file", || browser.by_role("banner", "").text().contains("たった今"));
    let later = "const now = Date.now.bind(Date); Date.now = () => now() + 2.5 * 86400000";
    browser.exec(later, &[]);
    rate(&browser, ITEM, "B 着手");
    browser.wait_text(reminder);
    browser.by_role("button", "明日また知らせる").click();
    browser.wait_no_text(reminder);
    rate(&browser, ITEM, "A 順調");
    wait_saved(&browser);
    assert!(!browser.shows(reminder), "it is put off");
    assert_quiet(&browser);
}
