//! axe-core on every screen and state: no violation of WCAG 2.1 A and AA.

use crate::designer;
use crate::driver::{Browser, Folder, Options};
use crate::mail;
use crate::make::make;
use crate::meeting;
use crate::paper;
use crate::person::*;
use crate::planning;
use crate::roster;
use crate::tied;
use std::fs;

const SIZES: [(u32, u32); 3] = [(1366, 768), (1024, 768), (390, 844)];

/// Collects what axe finds, so that one run names everything.
struct Audit<'b> {
    browser: &'b Browser,
    width: u32,
    found: Vec<String>,
}

impl Audit<'_> {
    #[track_caller]
    fn look(&mut self, state: &str) {
        let problems = self.browser.axe();
        self.found.extend(problems.iter().map(|problem| format!("{state} at {}: {problem}", self.width)));
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        let wide = self.browser.exec(wide, &[]).as_i64().unwrap_or_default();
        if wide > 0 {
            self.found.push(format!("{state} at {}: the page scrolls sideways by {wide} px", self.width));
        }
    }
}

/// Runs a tour at every size and fails with all that was found.
fn tour(go: fn(&Browser, &mut Audit)) {
    let mut found = Vec::new();
    for (width, height) in SIZES {
        let browser = Browser::chromium_with(&Options::sized(width, height));
        let mut audit = Audit { browser: &browser, width, found: Vec::new() };
        go(&browser, &mut audit);
        found.append(&mut audit.found);
        assert_quiet(&browser);
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn the_ways_in() {
    tour(|browser, audit| {
        start(browser);
        audit.look("start");
        choose_file(browser, &fixture("files/cut-in-half.json"));
        browser.wait_text("途中で切れています");
        audit.look("start with an error");
        browser.by_role("link", "新しく作る").click();
        browser.by_role("heading", "新しく作る");
        audit.look("new");
        browser.by_label("評価する年度").fill("来年");
        browser.by_role("button", "この内容で作る").click();
        browser.wait_text("年度として読めません。");
        audit.look("new with an error");
    });
}

#[test]
fn the_table() {
    tour(|browser, audit| {
        start(browser);
        browser.by_role("link", "表から作る").click();
        browser.by_role("heading", "表から作る");
        audit.look("table");
        browser.by_role("button", "読み取る").click();
        browser.wait_text("表がまだ貼り付けられていません。");
        audit.look("table with an error");
        let sheet = fs::read_to_string(fixture("sheets/traps.txt")).expect("the fixture");
        browser.paste(&browser.by_label("表の貼り付け"), &sheet);
        browser.by_role("button", "読み取る").click();
        browser.by_role("region", "読み取った内容");
        audit.look("table with a preview");
    });
}

#[test]
fn the_workbook() {
    tour(|browser, audit| {
        open_sample(browser);
        audit.look("sheet");
        browser.by_label("A の票数").fill("999");
        browser.wait_text("数を確かめてください。");
        audit.look("sheet with too many votes");
        go_to_sheet(browser, "施策4-1");
        audit.look("sheet without votes");
        browser.by_role("button", "項目を編集").click();
        browser.by_role("button", "項目の編集を終わる");
        audit.look("sheet with item editing");
        browser.by_role("button", "項目の編集を終わる").click();
        go_to_numbers(browser);
        audit.look("numbers");
        browser.by_role("button", "計画の名前を直す").click();
        browser.by_role("dialog", "計画の名前を直す");
        audit.look("plan dialog");
    });
}

#[test]
fn the_paper() {
    tour(|browser, audit| {
        open_sample(browser);
        paper::go_to_print(browser);
        audit.look("print");
        for choice in ["担当課を選ぶ", "会議の結果", "会議の議事録案", "白紙の委員票"]
        {
            browser.by_role("radio", choice).click();
            browser.wait_text("ページです。");
            audit.look(choice);
        }
    });
}

#[test]
fn the_plan_and_its_people() {
    tour(|browser, audit| {
        open_sample(browser);
        planning::go_to_settings(browser, "計画の構成");
        audit.look("plan");
        browser.by_label("施策1-1 福祉を学び、考える機会の充実 の名前").focus();
        audit.look("plan with an item chosen");
        browser.by_role("button", "一覧から作る").click();
        browser.paste(&browser.by_label("項目の一覧"), planning::PLAN);
        browser.wait_text("番号の形で階層を読み取りました。");
        audit.look("a pasted list");
        browser.by_role("button", "やめる").click();
        browser.by_role("button", "番号を付け直す").click();
        browser.by_role("dialog", "番号を付け直す");
        audit.look("numbers given anew");
        browser.by_role("button", "やめる").click();
        browser.by_role("button", "移動…").click();
        browser.by_label("どの項目の下に置きますか");
        audit.look("where to move");
        browser.by_role("button", "やめる").click();
        browser.by_role("button", "削除").click();
        browser.by_css(".plan-dropped summary").click();
        audit.look("plan with what was dropped");
        browser.by_role("button", "元に戻す").click();
        planning::go_to_settings(browser, "担当課・委員");
        browser.by_css("table.roster tbody tr:first-child .mover + .button--text").click();
        browser.wait_text("担当課として読み取られている項目：");
        audit.look("people");
        let folder = Folder::new("candidate");
        open_workbook(browser, &planning::with_candidate(&folder));
        planning::open_candidate(browser);
        audit.look("a candidate beside its original");
        browser.by_role("button", "再掲としてつなぐ").click();
        browser.wait_text("再掲の項目です。");
        audit.look("another place of an item");
    });
}

#[test]
fn a_meeting_under_way() {
    tour(|browser, audit| {
        meeting::open_meeting(browser);
        audit.look("ratings by name");
        browser.by_css("#vote-0-0").focus();
        browser.type_text("abc");
        browser.by_role("button", "挙手").click();
        browser.by_label("B の票数").fill("99");
        browser.wait_text("より多くなっています。");
        audit.look("more hands than people");
        browser.by_role("button", "協議").click();
        browser.wait_text("協議で決めます。");
        audit.look("by discussion");
        browser.by_role("button", "締め切って次へ").click();
        meeting::go_to_item(browser, meeting::ITEM);
        browser.by_role("button", "再開する").click();
        browser.wait_text("再開の理由を書いてください。");
        audit.look("a closed item");
    });
}

#[test]
fn the_daily_work() {
    tour(|browser, audit| {
        open_sample(browser);
        browser.by_role("button", "前年度を並べる").click();
        browser.wait_text("前年度：令和5年度の進捗状況");
        audit.look("sheet with last year");
        browser.by_role("button", "前年度を並べる").click();
        browser.by_role("navigation", "画面").by_role("link", "項目を探す").click();
        browser.by_label("探す言葉や番号").fill("事業");
        browser.wait_text("件見つかりました。");
        audit.look("find");
        browser.by_label("状態").choose("未記入");
        browser.by_role("region", "見つかった項目").by_role("link", "一時預かり事業").click();
        browser.by_role("article", "一時預かり事業 の記入");
        audit.look("item");
        browser.by_role("group", "状態").by_role("button", "差し戻す").click();
        browser.by_label("差し戻す理由").fill("人数を書いてください。");
        audit.look("item that is given back");
        browser.by_role("button", "この理由で差し戻す").click();
        browser.wait_text("差し戻しの理由：");
        browser.by_role("button", "空いている欄に前年度を写す（評価を除く）").click();
        browser.wait_text("差し戻し後に修正あり");
        audit.look("item that was mended");
        browser.by_role("button", "キー操作").click();
        browser.by_role("dialog", "キー操作");
        audit.look("list of keys");
    });
}

#[test]
fn the_committee() {
    tour(|browser, audit| {
        make(browser);
        roster::go_to_committee(browser);
        audit.look("committee without members");
        roster::build_roster(browser);
        browser.by_role("group", "定足数").by_role("radio", "人数で決める").click();
        browser.by_label("成立する人数").fill("0");
        browser.press("Tab");
        browser.wait_text("1 から 999 までの数を入力してください。");
        audit.look("committee with a name that is there and a wrong number");
        open_sample(browser);
        roster::go_to_committee(browser);
        audit.look("committee");
        browser.by_role("button", "会議を追加").click();
        browser.by_role("button", "全員を出席にする").click();
        browser.wait_text("成立しています。");
        browser.by_role("button", "「施策1-1 福祉を学び、考える機会の充実」を下へ").click();
        browser.by_role("button", "取り上げるものを選ぶ").click();
        audit.look("preparation");
    });
}

#[test]
fn the_shelf_and_the_backups() {
    tour(|browser, audit| {
        open_sample(browser);
        wait_saved(browser);
        rate(browser, "① 福祉体験学習", "C 未着手");
        browser.by_role("navigation", "画面").by_role("link", "バックアップ").click();
        browser.wait_text("いまと違う項目：1 件");
        audit.look("backups");
        browser.by_role_part("button", "のバックアップの中を見る").click();
        browser.wait_text("いまの内容との違い");
        audit.look("inside a backup");
        browser.by_role("button", "整理する").click();
        browser.by_role("dialog", "この評価帳を整理しますか");
        audit.look("tidying, with the dialog");
        start(browser);
        browser.by_role("link", "呼び名・バックアップ・削除").click();
        browser.by_role_part("button", "の呼び名を付ける").click();
        browser.by_label("呼び名");
        audit.look("shelf");
        browser.by_role_part("button", "をこの PC から消す").click();
        browser.by_role_part("dialog", "をこの PC から消しますか");
        audit.look("shelf with the dialog");
    });
}

#[test]
fn the_notices() {
    tour(|browser, audit| {
        browser.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            serde_json::json!({ "source": "for (const place of ['localStorage', 'indexedDB'])
                Object.defineProperty(window, place, {
                    get() { throw new DOMException('denied', 'SecurityError') } })" }),
        );
        start(browser);
        browser.wait_text("このブラウザへの保存が止められています");
        audit.look("start without storage");
        browser.by_role("link", "見本を見る").click();
        browser.by_role("article", FIRST_SHEET);
        browser.wait_text("このブラウザへの保存が止められています");
        audit.look("sheet without storage");
    });
}

#[test]
fn the_files() {
    tour(|browser, audit| {
        let folder = Folder::new("folder");
        tied::reach_the_folder(browser);
        open_sample(browser);
        tied::open_dialog(browser);
        audit.look("file dialog");
        tied::tie_sample(browser, &folder);
        audit.look("sheet with a tied file");
        tied::open_dialog(browser);
        audit.look("file dialog with a tied file");
        browser.press("Escape");
        tied::put_file(browser, "");
        browser.by_role("button", "このファイルを作り直す");
        audit.look("sheet with a stopped file");
        browser.reload();
        tied::without_the_api(browser);
        open_sample(browser);
        tied::open_dialog(browser);
        audit.look("file dialog of a browser that cannot tie");
    });
}

#[test]
fn the_designer() {
    tour(|browser, audit| {
        open_sample(browser);
        designer::go_to_designer(browser);
        audit.look("levels of a form");
        for (tab, title) in [(1, "記入欄"), (2, "評価段階"), (3, "委員会"), (4, "シート")] {
            browser.by_css(&format!("#design-tab-{tab}")).click();
            browser.by_role("heading", title);
            audit.look(title);
        }
        browser.by_css("#design-tab-1").click();
        browser.by_role("button", "記入欄を追加").click();
        browser.by_label("見出し").fill("");
        browser.wait_text("見出しのない記入欄があります。");
        audit.look("a field without a label");
        browser.by_role("button", "削除：事業内容").click();
        browser.by_role("dialog", "変える前に確かめてください");
        audit.look("what a change would hide");
    });
}

#[test]
fn the_files_by_mail() {
    tour(|browser, audit| {
        open_sample(browser);
        mail::go_to_mail(browser, "状況");
        audit.look("board without requests");
        let requests = mail::send(browser, &["学校教育課"]);
        audit.look("what was sent");
        mail::go_to_mail(browser, "状況");
        audit.look("board");
        mail::open_request(browser, &requests[0]);
        audit.look("request");
        browser.by_css(".errand__items li:first-child a").click();
        let field = browser.by_css(".item__row .errand__field:first-child textarea");
        field.fill("学校教育課の実績です。");
        wait_saved(browser);
        audit.look("item of a request");
        browser.by_role("link", "項目の一覧へ").click();
        browser.by_role("link", "回答を返す").click();
        browser.by_role("button", "回答を保存").click();
        browser.by_role("heading", "確認コード");
        browser.by_role("button", "文を作る").click();
        browser.by_label("メールに貼り付ける文");
        audit.look("ways back");
        let answer = browser.wait_download("回答_");
        open_sample(browser);
        mail::go_to_mail(browser, "受け取る");
        mail::receive(browser, &[&answer]);
        browser.by_role("heading", "取り込むとこうなります");
        audit.look("what came");
        mail::go_to_mail(browser, "食い違い");
        audit.look("no conflicts");
        // The same answer once more, when the office has written something else into its field.
        browser.by_role("navigation", "画面").by_role("link", "評価シート").click();
        browser.by_label("① 福祉体験学習 令和6年度の目標").fill("事務局が書き直した目標です。");
        wait_saved(browser);
        mail::go_to_mail(browser, "受け取る");
        mail::receive(browser, &[&answer]);
        browser.by_role_part("group", "をどうしますか");
        audit.look("a conflict in what came");
        browser.by_role("button", "取り込む").click();
        mail::go_to_mail(browser, "食い違い");
        browser.by_role_part("group", "食い違い：");
        audit.look("a conflict");
        mail::joint::first_answers(browser);
        audit.look("what departments wrote for one field");
    });
}

#[test]
fn the_ballots_by_mail() {
    tour(|browser, audit| {
        open_sample(browser);
        mail::member::turn_to_members(browser);
        audit.look("members to be asked");
        let [member, _] = mail::member::MEMBERS;
        let ballot = mail::member::send_to(browser, member, "評価帳のファイル（.json）");
        mail::open_ballot(browser, &ballot);
        audit.look("ballot");
        browser.by_role("link", "評価を始める").click();
        browser.by_role("radio", "棄権");
        audit.look("item to rate");
        mail::member::vote(browser, "棄権", "資料が足りません。");
        audit.look("rated item");
        browser.by_role("link", "項目の一覧へ").click();
        browser.by_role("link", "委員票を返す").click();
        browser.by_role("button", "委員票を保存").click();
        browser.by_role("heading", "確認コード");
        audit.look("ways back of a ballot");
        open_sample(browser);
        mail::go_to_mail(browser, "紙の委員票");
        browser.by_role("combobox", "委員").choose(member);
        browser.by_css(".paper-ballots li:first-child");
        audit.look("ballots from paper");
    });
}
