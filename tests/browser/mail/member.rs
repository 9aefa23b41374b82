//! Two members of the sample's committee: they are asked, they rate, and what they gave is looked up.

use super::post::posted;
use super::{go_to_mail, open_ballot};
use crate::driver::Browser;
use crate::person::*;
use std::path::{Path, PathBuf};

/// One gets a file, the other the page with the file in it.
pub const MEMBERS: [&str; 2] = ["髙梨 泰造", "山﨑 耕平"];

/// Asks both for the items that the committee rates; returns their files.
#[track_caller]
pub fn send(office: &Browser) -> [PathBuf; 2] {
    turn_to_members(office);
    let file = send_to(office, MEMBERS[0], "評価帳のファイル（.json）");
    let page = send_to(office, MEMBERS[1], "持ち運び版（.html：評価帳がなくても開ける）");
    [file, page]
}

/// Goes to where members are asked.
#[track_caller]
pub fn turn_to_members(office: &Browser) {
    go_to_mail(office, "送る");
    office.by_role("radio", "委員（評価を依頼する）").click();
}

/// Asks one member by such a file.
#[track_caller]
pub fn send_to(office: &Browser, name: &str, kind: &str) -> PathBuf {
    office.by_role("checkbox", name).click();
    office.by_role("radio", kind).click();
    office.by_role("button", "1件のファイルを保存").click();
    office.by_role("heading", name);
    let family = name.split(' ').next().unwrap_or(name);
    office.wait_download(family)
}

/// Has both rate the first two items, each in a fresh profile; returns what they give back.
#[track_caller]
pub fn rate(files: &[PathBuf; 2], folder: &Path) -> [PathBuf; 2] {
    let first = Browser::chromium();
    open_ballot(&first, &files[0]);
    first.by_role("link", "評価を始める").click();
    vote(&first, "棄権", "資料が足りません。");
    first.by_role("link", "次の項目へ").click();
    first.wait_text("2/");
    vote(&first, "評価できない", "");
    let file = give_back(&first, "委員票を保存", ".json");
    let file = posted(folder, "票.json", &bytes(&file));

    // A double click shows the first question, without 評価帳 on that PC.
    let second = Browser::chromium();
    second.open_file(&files[1], "");
    second.wait_text("1/");
    vote(&second, "A 順調", "よくできています。");
    second.by_role("link", "次の項目へ").click();
    second.wait_text("2/");
    vote(&second, "棄権", "");
    // What was given is still there after the file was closed and opened again.
    second.open_file(&files[1], "");
    second.wait_text("3/");
    second.by_role("link", "前の項目へ").click();
    second.wait_text("2/");
    assert!(second.by_role("radio", "棄権").is_checked());
    let page = give_back(&second, "持ち運び版（.html）で保存", ".html");
    let page = posted(folder, "票.html", &bytes(&page));
    [file, page]
}

/// Gives a vote to the item that is open, and a comment.
#[track_caller]
pub fn vote(browser: &Browser, vote: &str, comment: &str) {
    let radio = browser.by_role("radio", vote);
    radio.click();
    browser.wait_until("the vote stands", || radio.is_checked());
    if !comment.is_empty() {
        browser.by_css(".ballot textarea").fill(comment);
    }
    wait_saved(browser);
}

#[track_caller]
fn give_back(browser: &Browser, button: &str, ending: &str) -> PathBuf {
    browser.by_role("link", "項目の一覧へ").click();
    browser.by_role("link", "委員票を返す").click();
    browser.by_role("heading", "評価の一覧");
    browser.by_role("button", button).click();
    browser.by_role("heading", "確認コード");
    let file = browser.wait_download(ending);
    assert_quiet(browser);
    file
}

/// Looks up at the office what both gave, or that nothing of it is there.
#[track_caller]
pub fn assert_taken(office: &Browser, taken: bool) {
    go_to_mail(office, "紙の委員票");
    for (name, vote, comment) in
        [(MEMBERS[0], "棄権", "資料が足りません。"), (MEMBERS[1], "A 順調", "よくできています。")]
    {
        office.by_role("combobox", "委員").choose(name);
        let first = office.by_css(".paper-ballots li:first-child");
        office.wait_until(&format!("{name}: {vote}, {taken}"), || {
            let text = office.by_css(".paper-ballots li:first-child textarea").value();
            first.by_role("radio", vote).is_checked() == taken && (text == comment) == taken
        });
    }
}
