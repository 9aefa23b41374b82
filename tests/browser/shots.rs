//! Pictures of every screen, made by `cargo xtask shots` into `shots/<size>/` and, printed,
//! into `shots/print/`. A new screen or state is one more line in [`STEPS`].

use crate::designer;
use crate::driver::{Browser, Folder, Options};
use crate::mail;
use crate::make::make;
use crate::meeting;
use crate::paper;
use crate::person::*;
use crate::planning;
use crate::roster;
use crate::tied::{self, reach_the_folder};
use std::env;
use std::fs;
use std::path::PathBuf;

/// One picture: how to get there from where the step before has ended.
struct Step {
    /// The file's name; a number is put before it.
    name: &'static str,
    go: fn(&Browser),
    /// Whether it is printed, too.
    print: bool,
}

const STEPS: &[Step] = &[
    Step { name: "start", go: start, print: true },
    Step {
        name: "start-error",
        go: |browser| {
            choose_file(browser, &fixture("files/cut-in-half.json"));
            browser.wait_text("途中で切れています");
        },
        print: false,
    },
    Step {
        name: "new",
        go: |browser| {
            browser.by_role("link", "新しく作る").click();
            browser.by_role("heading", "新しく作る");
        },
        print: false,
    },
    Step {
        name: "new-error",
        go: |browser| {
            browser.by_label("評価する年度").fill("来年");
            browser.by_role("button", "この内容で作る").click();
            browser.wait_text("年度として読めません。");
        },
        print: false,
    },
    Step {
        name: "sheet-empty",
        go: |browser| {
            browser.by_label("評価する年度").fill("令和6年度");
            browser.by_role("button", "この内容で作る").click();
            browser.wait_text("まだ項目がありません。");
        },
        print: false,
    },
    Step {
        name: "table",
        go: |browser| {
            start(browser);
            browser.by_role("link", "表から作る").click();
            browser.by_role("heading", "表から作る");
        },
        print: false,
    },
    Step {
        name: "table-preview",
        go: |browser| {
            let sheet = fs::read_to_string(fixture("sheets/traps.txt")).expect("the fixture");
            browser.paste(&browser.by_label("表の貼り付け"), &sheet);
            browser.by_role("button", "読み取る").click();
            browser.wait_focused("region", "読み取った内容");
        },
        print: false,
    },
    Step {
        name: "start-with-a-workbook",
        go: |browser| {
            let plan = browser.by_role("region", "読み取った内容");
            plan.by_label("自治体の名前").fill("みどり川市");
            plan.by_label("計画の名前").fill("ささえあい計画");
            browser.by_role("button", "この内容で評価帳を作る").click();
            browser.by_role_part("article", "施策1-1");
            wait_saved(browser);
            start(browser);
            browser.by_role("link", "みどり川市 ささえあい計画");
        },
        print: false,
    },
    Step {
        name: "sheet-made-of-a-table",
        go: |browser| {
            browser.by_role("link", "みどり川市 ささえあい計画").click();
            browser.by_role_part("article", "施策1-1");
        },
        print: true,
    },
    Step { name: "meeting-by-name", go: meeting::open_meeting, print: false },
    Step {
        name: "meeting-rated",
        go: |browser| {
            browser.by_css("#vote-0-0").focus();
            browser.type_text("abbabbcab/?");
            browser.wait_focused("group", "決定と理由（評価案）");
        },
        print: true,
    },
    Step {
        name: "meeting-closed",
        go: |browser| {
            browser.press("Tab");
            browser.type_text("b");
            browser.press("Enter");
            browser.wait_text("を締め切りました。");
            meeting::go_to_item(browser, meeting::ITEM);
            browser.by_role("button", "遅れて届いた票を記録する").click();
            browser.by_role("radiogroup", "若槻 彩").by_role("radio", "C 未着手").click();
            browser.wait_text("締切後に届いた票");
        },
        print: false,
    },
    Step {
        name: "meeting-hands",
        go: |browser| {
            meeting::go_to_item(browser, "施策4-2");
            browser.by_role("button", "挙手").click();
            browser.by_label("A の票数").fill("4");
            browser.by_label("B の票数").fill("8");
            browser.wait_text("より多くなっています。");
        },
        print: false,
    },
    Step {
        name: "meeting-discussion",
        go: |browser| {
            meeting::go_to_item(browser, "施策4-3");
            browser.by_role("button", "協議").click();
            browser.wait_text("協議で決めます。");
        },
        print: false,
    },
    Step {
        name: "meeting-in-this-window",
        go: |browser| {
            browser.exec("window.open = () => null", &[]);
            meeting::go_to_item(browser, meeting::ITEM);
            browser.by_role("button", "投影画面を開く").click();
            browser.by_role("button", "この画面に映す").click();
            browser.by_role("dialog", "投影画面");
        },
        print: false,
    },
    Step {
        name: "meeting-hidden",
        go: |browser| {
            browser.open_file(&crate::driver::packed_file(), "#/sample/2024/meeting/kaigi/prepare");
            browser.by_label("伏せて集計する").click();
            browser.by_role("link", "進行をはじめる").click();
            browser.wait_text("評価は伏せています。");
        },
        print: true,
    },
    Step {
        name: "meeting-results",
        go: |browser| {
            browser.by_role("button", "元に戻す").click();
            browser.by_role("navigation", "会議の画面").by_role("link", "結果").click();
            browser.by_role("region", "結果の一覧");
        },
        print: true,
    },
    Step { name: "sheet", go: open_sample, print: true },
    Step { name: "sheet-committee", go: |browser| scroll_to(browser, "推進委員会"), print: false },
    Step {
        name: "sheet-too-many-votes",
        go: |browser| {
            browser.by_label("A の票数").fill("99");
            browser.wait_text("数を確かめてください。");
            scroll_to(browser, "推進委員会");
        },
        print: false,
    },
    Step {
        name: "sheet-editing",
        go: |browser| {
            browser.by_label("A の票数").fill("");
            browser.by_role("button", "項目を編集").click();
            browser.by_role("button", "項目の編集を終わる");
            browser.exec("document.activeElement.blur(); scrollTo(0, 0)", &[]);
        },
        print: false,
    },
    Step {
        name: "sheet-editing-rows",
        go: |browser| scroll_to(browser, "(1) 学校における福祉教育の推進"),
        print: false,
    },
    Step {
        name: "sheet-repeat",
        go: |browser| {
            browser.by_role("button", "項目の編集を終わる").click();
            go_to_sheet(browser, "施策3-1");
            let script = "const badge = [...document.querySelectorAll('.badge')]
                            .find((badge) => badge.textContent.includes('再掲'));
                          (badge || document.querySelector('.group-cell'))
                            ?.scrollIntoView({ block: 'center' })";
            browser.exec(script, &[]);
        },
        print: true,
    },
    Step {
        name: "sheet-last-year",
        go: |browser| {
            browser.by_role("button", "前年度を並べる").click();
            browser.wait_text("前年度：令和5年度の進捗状況");
            browser.exec("scrollTo(0, 0)", &[]);
        },
        print: false,
    },
    Step {
        name: "find",
        go: |browser| {
            browser.by_role("button", "前年度を並べる").click();
            browser.by_role("navigation", "画面").by_role("link", "項目を探す").click();
            browser.by_label("探す言葉や番号").fill("見守り");
            browser.wait_text("件見つかりました。");
        },
        print: false,
    },
    Step {
        name: "find-filtered",
        go: |browser| {
            browser.by_role("button", "条件を消す").click();
            browser.by_label("状態").choose("未記入");
            browser.wait_text("12 件見つかりました。");
        },
        print: false,
    },
    Step {
        name: "item",
        go: |browser| {
            browser.by_role("region", "見つかった項目").by_role("link", "一時預かり事業").click();
            browser.by_role("article", "一時預かり事業 の記入");
        },
        print: true,
    },
    Step {
        name: "item-returned",
        go: |browser| {
            browser.by_role("group", "状態").by_role("button", "差し戻す").click();
            browser.by_label("差し戻す理由").fill("人数を書いてください。");
        },
        print: false,
    },
    Step {
        name: "item-mended",
        go: |browser| {
            browser.by_role("button", "この理由で差し戻す").click();
            browser.wait_text("差し戻しの理由：");
            browser.by_role("button", "空いている欄に前年度を写す（評価を除く）").click();
            browser.wait_text("差し戻し後に修正あり");
        },
        print: false,
    },
    Step {
        name: "sheet-statuses",
        go: |browser| {
            browser.by_role("button", "シートに戻る").click();
            browser.by_role_part("article", "施策4-2");
            scroll_to_row(browser, "一時預かり事業");
        },
        print: false,
    },
    Step {
        name: "key-help",
        go: |browser| {
            browser.exec("scrollTo(0, 0)", &[]);
            browser.by_role("button", "キー操作").click();
            browser.by_role("dialog", "キー操作");
        },
        print: false,
    },
    Step {
        name: "numbers",
        go: |browser| {
            browser.by_role("dialog", "キー操作").by_role("button", "閉じる").click();
            browser.wait_gone("dialog", "キー操作");
            go_to_numbers(browser);
            browser.exec("scrollTo(0, 0)", &[]);
        },
        print: true,
    },
    Step {
        name: "numbers-committee",
        go: |browser| {
            let script = "arguments[0].scrollIntoView({ block: 'center' })";
            browser.exec(script, &[browser.by_role("region", "推進委員会の評価").as_arg()]);
        },
        print: false,
    },
    Step {
        name: "numbers-unfilled",
        go: |browser| {
            let script = "arguments[0].scrollIntoView({ block: 'center' })";
            browser.exec(script, &[browser.by_role("region", "未記入の項目").as_arg()]);
        },
        print: false,
    },
    Step {
        name: "plan-dialog",
        go: |browser| {
            browser.exec("scrollTo(0, 0)", &[]);
            browser.by_role("button", "計画の名前を直す").click();
            browser.by_role("dialog", "計画の名前を直す");
        },
        print: false,
    },
    Step {
        name: "year-2023",
        go: |browser| {
            browser.by_role("dialog", "計画の名前を直す").by_role("button", "やめる").click();
            browser.wait_gone("dialog", "計画の名前を直す");
            browser.by_label("年度").choose("令和5年度");
            go_to_sheet(browser, "施策1-1");
            browser.by_label("① 福祉体験学習 令和5年度の進捗状況");
            browser.exec("scrollTo(0, 0)", &[]);
        },
        print: false,
    },
    Step {
        name: "file-dialog",
        go: |browser| {
            reach_the_folder(browser);
            open_sample(browser);
            tied::open_dialog(browser);
        },
        print: false,
    },
    Step { name: "tied", go: |browser| tied::tie_sample(browser, &Folder::new("folder")), print: false },
    Step { name: "file-dialog-tied", go: tied::open_dialog, print: false },
    Step {
        name: "tied-stopped",
        go: |browser| {
            browser.press("Escape");
            tied::put_file(browser, "");
            browser.by_role("button", "このファイルを作り直す");
        },
        print: false,
    },
    Step {
        name: "tied-permission",
        go: |browser| {
            browser.exec("window.__folder.granted = false", &[]);
            browser.by_role("button", "共有ファイルへの保存を再開する");
        },
        print: false,
    },
    Step {
        name: "file-dialog-without-tying",
        go: |browser| {
            tied::without_the_api(browser);
            open_sample(browser);
            tied::open_dialog(browser);
        },
        print: false,
    },
    Step {
        name: "print",
        go: |browser| {
            open_sample(browser);
            paper::go_to_print(browser);
        },
        print: true,
    },
    Step { name: "print-preview", go: |browser| scroll_to(browser, "見本"), print: false },
    Step {
        name: "print-minutes",
        go: |browser| {
            browser.by_role("radio", "会議の議事録案").click();
            browser.by_css("summary:has(+ p + ul)").click();
            scroll_to(browser, "公開用に保存");
        },
        print: true,
    },
    Step {
        name: "print-results",
        go: |browser| {
            browser.by_role("radio", "会議の結果").click();
            browser.wait_text("ページです。");
            scroll_to(browser, "見本");
        },
        print: true,
    },
    Step {
        name: "print-ballot",
        go: |browser| {
            browser.by_role("radio", "白紙の委員票").click();
            browser.wait_until("the ballot", || browser.text().contains("委員の氏名"));
            browser.by_role("radio", "A4 縦").click();
            scroll_to(browser, "見本");
        },
        print: true,
    },
    Step {
        name: "backups",
        go: |browser| {
            open_sample(browser);
            let field = browser.by_label("① 福祉体験学習 評価の理由・課題");
            field.fill("前の内容をまちがえて消してしまった。");
            rate(browser, "① 福祉体験学習", "C 未着手");
            wait_saved(browser);
            browser.by_role("navigation", "画面").by_role("link", "バックアップ").click();
            browser.by_role_part("button", "のバックアップの中を見る");
            browser.exec("scrollTo(0, 0)", &[]);
        },
        print: false,
    },
    Step {
        name: "backups-inside",
        go: |browser| {
            browser
                .all_by_role("button")
                .into_iter()
                .find(|button| button.role_and_name().1.contains("のバックアップの中を見る"))
                .expect("a backup")
                .click();
            browser.wait_text("いまの内容との違い");
        },
        print: false,
    },
    Step {
        name: "backups-tidy",
        go: |browser| scroll_to(browser, "整理（消した内容と記録を完全に消す）"),
        print: false,
    },
    Step {
        name: "backups-tidy-dialog",
        go: |browser| {
            browser.by_role("button", "整理する").click();
            browser.by_role("dialog", "この評価帳を整理しますか");
        },
        print: false,
    },
    Step {
        name: "shelf",
        go: |browser| {
            start(browser);
            browser.by_role("link", "呼び名・バックアップ・削除").click();
            browser.by_role("link", "みどり川市 ささえあい計画");
        },
        print: false,
    },
    Step {
        name: "shelf-rename",
        go: |browser| {
            browser.by_role("button", "みどり川市 ささえあい計画 の呼び名を付ける").click();
            browser.by_label("呼び名");
        },
        print: false,
    },
    Step {
        name: "shelf-remove",
        go: |browser| {
            browser.by_role("button", "みどり川市 ささえあい計画 をこの PC から消す").click();
            browser.by_role_part("dialog", "みどり川市 ささえあい計画");
        },
        print: false,
    },
    Step {
        name: "storage-full",
        go: |browser| {
            let script = "Storage.prototype.setItem = IDBObjectStore.prototype.put = () => {
                            throw new DOMException('full', 'QuotaExceededError') }";
            open_sample(browser);
            browser.exec(script, &[]);
            rate(browser, "① 福祉体験学習", "B 着手");
            browser.wait_text("このブラウザの保存場所がいっぱいです");
            browser.exec("scrollTo(0, 0)", &[]);
        },
        print: false,
    },
    Step {
        name: "committee-names",
        go: |browser| {
            make(browser);
            roster::go_to_committee(browser);
            roster::build_roster(browser);
        },
        print: false,
    },
    Step {
        name: "committee",
        go: |browser| {
            open_sample(browser);
            roster::go_to_committee(browser);
        },
        print: false,
    },
    Step { name: "committee-rules", go: |browser| scroll_to(browser, "きまり"), print: false },
    Step {
        name: "prepare",
        go: |browser| {
            browser.by_role("button", "会議を追加").click();
            browser.by_role("button", "全員を出席にする").click();
            browser.wait_text("成立しています。");
        },
        print: false,
    },
    Step {
        name: "prepare-late",
        go: |browser| {
            let groups = browser.by_role("table", "出欠").all_by_role("radiogroup");
            groups[1].by_role("radio", "遅参").click();
            groups[2].by_role("radio", "早退").click();
            groups[3].by_role("radio", "Web").click();
            scroll_to(browser, "出欠");
        },
        print: false,
    },
    Step {
        name: "prepare-agenda",
        go: |browser| {
            browser.by_role("button", "「施策1-1 福祉を学び、考える機会の充実」を下へ").click();
            browser.by_role("button", "取り上げるものを選ぶ").click();
            scroll_to(browser, "議題");
        },
        print: false,
    },
    Step {
        name: "mail-send",
        go: |browser| {
            open_sample(browser);
            mail::go_to_mail(browser, "送る");
        },
        print: false,
    },
    Step {
        name: "mail-sent",
        go: |browser| {
            mail::send(browser, &["学校教育課"]);
            scroll_to(browser, "3．確かめて保存");
        },
        print: false,
    },
    Step { name: "mail-board", go: |browser| drop(mail::go_to_mail(browser, "状況")), print: false },
    Step {
        name: "request",
        go: |browser| {
            let request = browser.wait_download("_学校教育課.json");
            mail::open_request(browser, &request);
        },
        print: true,
    },
    Step {
        name: "request-item",
        go: |browser| {
            browser.by_css(".errand__items li:first-child a").click();
            browser.by_css(".item__row .errand__field:first-child textarea").fill("学校教育課の実績です。");
            wait_saved(browser);
        },
        print: false,
    },
    Step {
        name: "request-return",
        go: |browser| {
            browser.by_role("link", "項目の一覧へ").click();
            browser.by_role("link", "回答を返す").click();
            browser.by_role("button", "回答を保存").click();
            browser.by_role("heading", "確認コード");
        },
        print: true,
    },
    Step {
        name: "mail-receive",
        go: |browser| {
            let answer = browser.wait_download("回答_");
            open_sample(browser);
            mail::go_to_mail(browser, "受け取る");
            mail::receive(browser, &[&answer]);
            scroll_to(browser, "取り込むとこうなります");
        },
        print: false,
    },
    Step {
        name: "mail-receive-conflict",
        go: |browser| {
            browser.by_role("navigation", "画面").by_role("link", "評価シート").click();
            browser.by_label("① 福祉体験学習 令和6年度の目標").fill("事務局が書き直した目標です。");
            wait_saved(browser);
            let answer = browser.wait_download("回答_");
            mail::go_to_mail(browser, "受け取る");
            mail::receive(browser, &[&answer]);
            scroll_to(browser, "取り込むとこうなります");
        },
        print: false,
    },
    Step {
        name: "mail-conflicts",
        go: |browser| {
            browser.by_role("button", "取り込む").click();
            mail::go_to_mail(browser, "食い違い");
            browser.wait_text("事務局が書き直した目標です。");
        },
        print: false,
    },
    Step {
        name: "mail-joint",
        go: |browser| {
            mail::joint::first_answers(browser);
            scroll_to(browser, "各課の記入");
        },
        print: false,
    },
    Step {
        name: "mail-send-members",
        go: |browser| {
            open_sample(browser);
            mail::member::turn_to_members(browser);
        },
        print: false,
    },
    Step {
        name: "ballot",
        go: |browser| {
            let [member, _] = mail::member::MEMBERS;
            let ballot = mail::member::send_to(browser, member, "評価帳のファイル（.json）");
            mail::open_ballot(browser, &ballot);
        },
        print: false,
    },
    Step {
        name: "ballot-item",
        go: |browser| {
            browser.by_role("link", "評価を始める").click();
            mail::member::vote(browser, "B 着手", "進み方に差があります。");
        },
        print: false,
    },
    Step { name: "ballot-item-large", go: |browser| enlarge(browser, "200%"), print: false },
    Step {
        name: "ballot-rate-large",
        go: |browser| browser.by_role("button", "評価の欄へ").click(),
        print: false,
    },
    Step {
        name: "ballot-front-large",
        go: |browser| {
            browser.by_role("link", "項目の一覧へ").click();
            browser.by_role("link", "委員票を返す");
        },
        print: false,
    },
    Step {
        name: "ballot-return",
        go: |browser| {
            enlarge(browser, "");
            browser.by_role("link", "委員票を返す").click();
            browser.by_role("button", "委員票を保存").click();
            browser.by_role("heading", "確認コード");
            scroll_to(browser, "返し方");
        },
        print: true,
    },
    Step {
        name: "mail-paper",
        go: |browser| {
            open_sample(browser);
            mail::go_to_mail(browser, "紙の委員票");
            let [member, _] = mail::member::MEMBERS;
            browser.by_role("combobox", "委員").choose(member);
            browser.by_css(".paper-ballots li:first-child");
        },
        print: false,
    },
    // The last one, since the app is gone after it.
    Step {
        name: "stopped",
        go: |browser| {
            let panic = "window.dispatchEvent(new CustomEvent('hyokacho-panic',
                           { detail: 'panicked at src/app.rs:1:1' }))";
            browser.exec(panic, &[]);
            let notice = browser.by_role("alertdialog", "申し訳ありません。評価帳が止まりました");
            notice.by_role("button", "救済ファイルを保存");
        },
        print: false,
    },
    Step {
        name: "settings-plan",
        go: |browser| {
            open_sample(browser);
            planning::go_to_settings(browser, "計画の構成");
        },
        print: false,
    },
    Step {
        name: "settings-people",
        go: |browser| planning::go_to_settings(browser, "担当課・委員"),
        print: false,
    },
    Step { name: "settings-form", go: designer::go_to_designer, print: false },
    Step {
        name: "settings-fields",
        go: |browser| {
            browser.by_role("button", "記入欄").click();
            browser.by_role("heading", "記入欄");
        },
        print: false,
    },
    Step {
        name: "settings-table",
        go: |browser| planning::go_to_settings(browser, "表を読み込む"),
        print: false,
    },
];

/// Scrolls to the row of an item in the table.
fn scroll_to_row(browser: &Browser, title: &str) {
    let field = browser.by_label(&format!("{title} の名前"));
    browser.exec("arguments[0].scrollIntoView({ block: 'center' })", &[field.as_arg()]);
}

/// Makes all text larger, as the setting of a browser does.
fn enlarge(browser: &Browser, size: &str) {
    browser.exec("document.documentElement.style.fontSize = arguments[0]", &[size.into()]);
}

fn scroll_to(browser: &Browser, heading: &str) {
    let heading = browser.by_role("heading", heading);
    browser.exec("arguments[0].scrollIntoView()", &[heading.as_arg()]);
}

/// An office PC, a projector, a phone.
const SIZES: &[(u32, u32)] = &[(1366, 768), (1024, 768), (390, 844)];

#[test]
#[ignore = "makes pictures and checks nothing: run `cargo xtask shots`"]
fn every_screen() {
    let folder = env::var_os("HYOKACHO_SHOTS").map(PathBuf::from);
    let folder = folder.expect("HYOKACHO_SHOTS names a folder: run `cargo xtask shots`");
    for (width, height) in SIZES {
        let browser = Browser::chromium_with(&Options::sized(*width, *height));
        for (number, step) in STEPS.iter().enumerate() {
            (step.go)(&browser);
            let name = format!("{:02}-{}", number + 1, step.name);
            let size = folder.join(format!("{width}x{height}"));
            browser.screenshot(&size.join(format!("{name}.png")));
            // A phone shows little at a time, so there the whole page is kept as well.
            if *width < 500 {
                browser.screenshot_whole(&size.join(format!("{name}-whole.png")));
            }
            if step.print && (*width, *height) == SIZES[0] {
                browser.print_pdf(&folder.join("print").join(format!("{name}.pdf")));
            }
        }
    }
}
