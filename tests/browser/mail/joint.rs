//! An item of two departments: both write, and what they wrote is put together.

use super::{Department, go_to_mail, receive, take};
use crate::driver::Browser;
use crate::person::*;
use std::path::PathBuf;

/// The owners of the item in their order, as it stands in the sample.
const OWNERS: [&str; 2] = ["生涯学習課", "学校教育課"];
const ITEM: &str = "③ 家庭教育学級";
const FIELD: &str = "令和6年度の進捗状況";

/// Sends to both, and has the first one answer, all in one browser.
#[track_caller]
pub fn first_answers(browser: &Browser) {
    open_sample(browser);
    let [first, _] = send(browser);
    super::open_request(browser, &first);
    write_part(browser, "公民館で6回開いた。");
    browser.by_role("link", "項目の一覧へ").click();
    browser.by_role("link", "回答を返す").click();
    browser.by_role("button", "回答を保存").click();
    browser.by_role("heading", "確認コード");
    let answer = browser.wait_download_of(&["回答_", OWNERS[0]]);
    open_sample(browser);
    go_to_mail(browser, "受け取る");
    receive(browser, &[&answer]);
    browser.by_role("region", "各課の記入");
}

/// Sends to both, each for its own part.
#[track_caller]
fn send(office: &Browser) -> [PathBuf; 2] {
    go_to_mail(office, "送る");
    office.by_role("radio", "それぞれの課に送り、届いたものを合わせる（各課の記入）").click();
    for name in OWNERS {
        office.by_role("checkbox", name).click();
    }
    office.by_role("button", "2件のファイルを保存").click();
    office.wait_text("2件のファイルを保存しました。");
    OWNERS.map(|name| office.wait_download(&format!("_{name}.json")))
}

/// Writes into a field of the item that both own.
#[track_caller]
fn write_part(browser: &Browser, text: &str) {
    browser.by_role_part("link", ITEM).click();
    browser.by_role("link", "項目の一覧へ");
    browser.by_label(&format!("{ITEM} {FIELD}")).fill(text);
    wait_saved(browser);
}

#[test]
fn what_two_departments_wrote_for_one_field_is_put_together_in_their_order() {
    let office = Browser::chromium();
    open_sample(&office);
    let requests = send(&office);
    let texts = ["公民館で6回開いた。", "学校で案内を配った。"];
    let [first, second] = [0, 1].map(|at| {
        let department = Department::opens(&requests[at]);
        write_part(&department.browser, texts[at]);
        let file = department.saves("回答を保存", "回答_");
        assert_quiet(&department.browser);
        // The file lives as long as the browser.
        (file, department)
    });

    // The second owner's comes first, and by itself; nothing is put together over what stands there.
    go_to_mail(&office, "受け取る");
    receive(&office, &[&second.0]);
    office.wait_text(&format!("各課の記入「{ITEM}・{FIELD}・{}」", OWNERS[1]));
    let part = office.by_role("region", "各課の記入");
    assert!(part.text().contains("まだ届いていない課：生涯学習課"), "{}", part.text());
    let tick = part.by_role_part("checkbox", ITEM);
    assert!(!tick.is_checked(), "what the office has written stays unless a person says otherwise");
    take(&office);

    // With the first owner's it is both, in the order of the owners.
    go_to_mail(&office, "受け取る");
    receive(&office, &[&first.0]);
    let part = office.by_role("region", "各課の記入");
    part.by_role_part("checkbox", ITEM).click();
    take(&office);
    let both = "公民館で6回開いた。（生涯学習課）\n学校で案内を配った。（学校教育課）";
    office.by_role("navigation", "画面").by_role("link", "評価シート").click();
    let field = office.by_label(&format!("{ITEM} {FIELD}"));
    office.wait_until("both texts", || field.value() == both);

    // One step takes it back; then it is open, and can be put together later.
    office.by_role("button", "元に戻す").click();
    office.wait_until("neither", || !field.value().contains("公民館で6回開いた。"));
    office.by_role("button", "やり直す").click();
    office.wait_until("both texts again", || field.value() == both);
    assert_quiet(&office);
}
