//! Files by mail: requests go out, are filled in elsewhere, come back in every way, are taken, settled,
//! taken back and taken again.

pub mod joint;
pub mod member;
mod post;

use crate::driver::{Browser, Element, Folder};
use crate::person::*;
use hyokacho::format;
use hyokacho::mail::progress::request_of;
use std::path::{Path, PathBuf};

/// Three departments of the sample.
const DEPARTMENTS: [&str; 3] = ["福祉課", "学校教育課", "高齢介護課"];

/// Goes to a part of やりとり.
#[track_caller]
pub fn go_to_mail<'b>(browser: &'b Browser, part: &str) -> Element<'b> {
    browser.by_role("navigation", "画面").by_role("link", "やりとり").click();
    browser.by_role("navigation", "やりとり").by_role_part("link", part).click();
    browser.by_role("heading", part)
}

/// Sends requests to some departments, and returns their files in the same order.
#[track_caller]
pub fn send(browser: &Browser, departments: &[&str]) -> Vec<PathBuf> {
    go_to_mail(browser, "送る");
    for name in departments {
        browser.by_role("checkbox", name).click();
    }
    browser.by_label("提出期限").focus();
    // As the fields of a date stand in an English browser.
    browser.type_text("12152099");
    browser.by_role("button", &format!("{}件のファイルを保存", departments.len())).click();
    browser.wait_text(&format!("{}件のファイルを保存しました。", departments.len()));
    departments.iter().map(|name| browser.wait_download(&format!("_{name}.json"))).collect()
}

/// What a department does: opens its request in a fresh profile, writes, and saves its answer.
struct Department {
    browser: Browser,
}

impl Department {
    #[track_caller]
    fn opens(request: &Path) -> Self {
        let browser = Browser::chromium();
        open_request(&browser, request);
        Self { browser }
    }

    /// Writes into the first text that is asked for; returns where that is in any file.
    #[track_caller]
    fn writes(&self, text: &str) -> Spot {
        let browser = &self.browser;
        browser.by_css(".errand__items li:first-child a").click();
        browser.by_role("link", "項目の一覧へ");
        let field = browser.by_css(".item__row .errand__field:first-child textarea");
        field.fill(text);
        wait_saved(browser);
        let address = browser.address();
        let item = address.rsplit('/').next().unwrap_or_default().to_string();
        let script = "return arguments[0].closest('.item-field').id";
        let place = browser.exec(script, &[field.as_arg()]).as_str().unwrap_or_default().to_string();
        Spot { item, place }
    }

    #[track_caller]
    fn goes_to_return(&self) {
        self.browser.by_role("link", "項目の一覧へ").click();
        self.browser.by_role("link", "回答を返す").click();
        self.browser.by_role("heading", "返し方");
    }

    #[track_caller]
    fn saves(&self, button: &str, ending: &str) -> PathBuf {
        self.goes_to_return();
        self.browser.by_role("button", button).click();
        self.browser.by_role("heading", "確認コード");
        self.browser.wait_download(ending)
    }
}

/// Opens a request that came by mail, on its first page.
#[track_caller]
pub fn open_request(browser: &Browser, request: &Path) {
    start(browser);
    choose_file(browser, request);
    browser.by_role_part("heading", "への記入依頼");
}

/// Opens a 委員票 that came by mail, on its first page.
#[track_caller]
pub fn open_ballot(browser: &Browser, ballot: &Path) {
    start(browser);
    choose_file(browser, ballot);
    browser.by_role_part("heading", "委員の委員票");
}

/// Gives files to the page that receives them.
#[track_caller]
pub fn receive(browser: &Browser, files: &[&Path]) {
    browser.set_files(&browser.by_css("input[type=file][multiple]"), files);
}

#[track_caller]
fn take(browser: &Browser) {
    browser.by_role("button", "取り込む").click();
    browser.wait_text("取り込みました。");
}

#[test]
fn requests_go_out_come_back_in_every_way_and_lose_nothing() {
    let office = Browser::chromium();
    open_sample(&office);
    let requests = send(&office, &DEPARTMENTS);
    let ballots = member::send(&office);
    let folder = Folder::new("post");

    // One comes back as text in a file, and twice.
    let first = Department::opens(&requests[0]);
    first.browser.wait_text("提出期限：令和81年12月15日");
    let on_first = first.writes("福祉課の実績です。");
    let text_file = first.saves("文字のファイル（.txt）で保存", ".txt");
    assert_quiet(&first.browser);
    let twice = post::posted(folder.path(), "もう一度.txt", &bytes(&text_file));

    // One comes back as the text of a mail that was quoted and wrapped elsewhere.
    let second = Department::opens(&requests[1]);
    let on_second = second.writes("学校教育課の実績です。");
    second.goes_to_return();
    second.browser.by_role("button", "文を作る").click();
    let mail = second.browser.by_label("メールに貼り付ける文").value();
    assert!(mail.contains("学校教育課"), "{mail}");
    assert_quiet(&second.browser);

    // One is altered outside of its items, and once more by a fault on the way.
    let third = Department::opens(&requests[2]);
    let on_third = third.writes("高齢介護課の実績です。");
    let file = third.saves("回答を保存", "回答_");
    let answer = post::opened(&file);
    let (year, _) = request_of(&answer).expect("an answer");
    let altered = format::write(&post::altered_outside(answer, year));
    let altered = post::posted(folder.path(), "書き換え.json", altered.as_bytes());
    let broken = post::posted(folder.path(), "壊れた.json", &post::with_a_letter_changed(&bytes(&file)));
    assert_quiet(&third.browser);

    // Two members rate: one gives a file back, the other the page that was sent.
    let ballots = member::rate(&ballots, folder.path());

    // Meanwhile the office writes into the first department's field: that becomes a conflict.
    let before = at(&office, &on_second).value();
    at(&office, &on_first).fill("事務局が直しました。");
    go_to_mail(&office, "受け取る");
    receive(&office, &[&text_file, &twice, &altered, &broken]);
    office.wait_text("4件のうち4件を読みました。");
    office.wait_text("同じファイルが、もう一つ上にあります。");
    office.wait_text("このファイルは、保存した後に内容が変わっています");
    office.wait_text("取り込まない変更（1）");
    office.by_css(".receive__paste summary").click();
    let field = office.by_label("貼り付けた文");
    office.paste(&field, &post::quoted(&mail));
    office.by_role("button", "貼り付けた文を読み取る").click();
    office.by_role("heading", "学校教育課");
    let all = "3件から、2か所を取り込みます。食い違い1か所は、後で決めます。範囲外の1か所は取り込みません。";
    office.wait_text(all);
    assert_eq!(at(&office, &on_second).value(), before, "nothing is taken before a person says so");
    go_to_mail(&office, "受け取る");
    receive(&office, &[&text_file, &altered, &ballots[0], &ballots[1]]);
    office.by_css(".receive__paste summary").click();
    office.paste(&office.by_label("貼り付けた文"), &mail);
    office.by_role("button", "貼り付けた文を読み取る").click();
    office.wait_text(
        "5件から、6か所を取り込みます。食い違い1か所は、後で決めます。範囲外の1か所は取り込みません。",
    );
    take(&office);
    member::assert_taken(&office, true);
    assert_eq!(at(&office, &on_second).value(), "学校教育課の実績です。");
    assert_eq!(at(&office, &on_third).value(), "高齢介護課の実績です。");

    // Both values stand in the sheet until a person settles it.
    go_to_mail(&office, "食い違い");
    office.wait_text("事務局が直しました。");
    office.by_role_part("button", "福祉課（").click();
    office.wait_text("食い違いはありません。");
    assert_eq!(at(&office, &on_first).value(), "福祉課の実績です。");

    // One step back is the choice, the next the whole import.
    office.by_role("button", "元に戻す").click();
    office.by_role_part("group", "食い違い：");
    office.by_role("button", "元に戻す").click();
    assert_eq!(at(&office, &on_first).value(), "事務局が直しました。");
    assert_eq!(at(&office, &on_second).value(), before);
    member::assert_taken(&office, false);

    // The same files once more bring it back.
    go_to_mail(&office, "受け取る");
    receive(&office, &[&ballots[1], &text_file, &altered, &ballots[0]]);
    office.wait_text("4件から、");
    take(&office);
    member::assert_taken(&office, true);
    assert_eq!(at(&office, &on_third).value(), "高齢介護課の実績です。");
    go_to_mail(&office, "状況");
    office.by_role("region", "送った相手と届いたもの").by_role("rowheader", "福祉課");
    office.by_role("heading", "受付の記録");
    assert_quiet(&office);
}

#[test]
fn a_department_and_the_office_do_their_parts_by_keyboard_alone() {
    let browser = Browser::chromium();
    open_sample(&browser);
    browser.tab_to("link", "やりとり");
    browser.press("Enter");
    browser.by_role("heading", "状況");
    browser.tab_to("link", "送る");
    browser.press("Enter");
    browser.by_role("heading", "送る");
    browser.tab_to("checkbox", "学校教育課");
    browser.press("Space");
    browser.tab_to("button", "1件のファイルを保存");
    browser.press("Enter");
    let request = browser.wait_download("_学校教育課.json");

    open_request(&browser, &request);
    browser.tab_to("link", "① 福祉体験学習");
    browser.press("Enter");
    browser.tab_to("textbox", "① 福祉体験学習 令和6年度の目標");
    browser.press("Ctrl+End");
    browser.type_text(" abc");
    browser.tab_to("link", "項目の一覧へ");
    browser.press("Enter");
    browser.tab_to("link", "回答を返す");
    browser.press("Enter");
    browser.tab_to("button", "回答を保存");
    browser.press("Enter");
    browser.by_role("heading", "確認コード");
    let answer = browser.wait_download("回答_");

    open_sample(&browser);
    browser.tab_to("link", "やりとり");
    browser.press("Enter");
    browser.tab_to("link", "受け取る");
    browser.press("Enter");
    browser.by_role("heading", "受け取る");
    // The system's own dialog for choosing a file is out of a test's reach.
    receive(&browser, &[&answer]);
    browser.by_role("checkbox", "学校教育課 を取り込む");
    browser.tab_to("button", "取り込む");
    browser.press("Enter");
    browser.wait_text("1件を取り込みました。");
    assert_quiet(&browser);
}

#[test]
fn a_member_rates_and_gives_back_by_keyboard_alone() {
    let browser = Browser::chromium();
    open_sample(&browser);
    member::turn_to_members(&browser);
    let ballot = member::send_to(&browser, member::MEMBERS[0], "評価帳のファイル（.json）");

    open_ballot(&browser, &ballot);
    browser.tab_to("link", "評価を始める");
    browser.press("Enter");
    browser.wait_text("1/");
    browser.tab_to("radio", "A 順調");
    browser.press("Space");
    browser.wait_until("the vote", || browser.by_role("radio", "A 順調").is_checked());
    browser.press("ArrowRight");
    browser.wait_until("the next grade", || browser.by_role("radio", "B 着手").is_checked());
    browser.press("c");
    browser.wait_until("by its letter", || browser.by_role("radio", "C 未着手").is_checked());
    browser.tab_to("textbox", "意見");
    browser.ime_type("人手が足りない。");
    wait_saved(&browser);
    browser.tab_to("link", "次の項目へ");
    browser.press("Enter");
    browser.wait_text("2/");
    browser.tab_to("link", "前の項目へ");
    browser.press("Enter");
    browser.wait_text("1/");
    browser.wait_until("what was given", || {
        browser.by_role("radio", "C 未着手").is_checked()
            && browser.by_css(".ballot textarea").value() == "人手が足りない。"
    });

    browser.tab_to("link", "項目の一覧へ");
    browser.press("Enter");
    browser.tab_to("link", "委員票を返す");
    browser.press("Enter");
    browser.by_role("heading", "評価の一覧");
    browser.tab_to("button", "委員票を保存");
    browser.press("Enter");
    browser.by_role("heading", "確認コード");
    browser.wait_download("委員票_");
    assert_quiet(&browser);
}

/// Is a field of an item, alike in every file.
struct Spot {
    item: String,
    place: String,
}

/// Goes to a field at the office.
#[track_caller]
fn at<'b>(browser: &'b Browser, spot: &Spot) -> Element<'b> {
    let address = format!("#/sample/2024/item/{}", spot.item);
    browser.exec("location.hash = arguments[0]", &[address.into()]);
    // Parts of an item have fields of the same name.
    browser.by_css(&format!("#{} textarea", spot.place))
}
