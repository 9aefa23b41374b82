//! What came of a meeting, and the draft of its minutes, on the sample's two years.

use crate::driver::{Browser, Options};
use crate::person::*;
use crate::roster::go_to_committee;

const FIRST: &str = "施策1-1";
const MEETING: &str = "令和7年度第1回みどり野市地域福祉推進委員会";

/// Goes to the results by the list of meetings.
#[track_caller]
fn go_to_results(browser: &Browser) {
    go_to_committee(browser);
    browser.by_role("region", "会議").by_role("link", &format!("結果（{MEETING}）")).click();
    browser.by_role("region", "結果の一覧");
}

/// Goes to another page of the meeting.
#[track_caller]
fn go_to_part(browser: &Browser, part: &str) {
    browser.by_role("navigation", "会議の画面").by_role("link", part).click();
}

/// The cells behind an item's or a member's name in a table.
#[track_caller]
fn cells(browser: &Browser, table: &str, head: &str) -> Vec<String> {
    let script = "
        const table = [...document.querySelectorAll('table')].find((it) => it.caption?.textContent === arguments[0]);
        const head = [...table.querySelectorAll('tbody th')].find((it) => it.textContent.startsWith(arguments[1]));
        return [...head.parentNode.cells].slice(1).map((cell) => cell.textContent.trim());";
    let cells = browser.exec(script, &[table.into(), head.into()]);
    let cells = cells.as_array().cloned().unwrap_or_default();
    cells.iter().map(|cell| cell.as_str().unwrap_or_default().to_string()).collect()
}

#[track_caller]
fn minutes(browser: &Browser) -> String {
    browser.by_label("議事録案の本文").value()
}

#[test]
fn results_stand_beside_the_year_before() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_results(&browser);
    let row = cells(&browser, "結果の一覧", FIRST);
    assert_eq!(row[..4], ["8", "2", "0", "回答 10／定数 12"]);
    assert_eq!(row[5..], ["A", "B（A 2・B 8・C 0）", "↑ 上がった", "締切前"]);
    let row = cells(&browser, "結果の一覧", "施策2-3");
    assert_eq!(row[5], "評価なし");
    browser.wait_text("委員の氏名と評価を並べて出さない設定なので、合計だけを表示しています。");
    assert!(!browser.has("region", "委員ごとの評価"));

    let text = minutes(&browser);
    for line in [
        format!("{MEETING}　議事録（案）"),
        "　場所：みどり野市総合福祉センター 研修室1".into(),
        "　集計：A 8、B 2、C 0（回答 10／定数 12）".into(),
        "　理由：前年度の意見を受けて日程や時間帯を見直し、多くの事業で成果が表れた。".into(),
    ] {
        assert!(text.contains(&line), "{line}\n{text}");
    }
    browser.by_role("button", "テキストファイルに保存").click();
    let file = browser.wait_download(".txt");
    assert!(file.ends_with(format!("議事録案_令和6年度_{MEETING}.txt")), "{}", file.display());
    let saved = String::from_utf8(bytes(&file)).expect("the minutes are UTF-8");
    assert_eq!(saved, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    browser.wait_text("を保存しました。ダウンロードのフォルダーにあります。");
    browser.by_role("button", "コピー").click();
    browser.wait_until("an answer", || {
        browser.shows("議事録案をコピーしました。") || browser.shows("コピーできませんでした。")
    });
    assert_quiet(&browser);
}

#[test]
fn names_stand_beside_votes_where_the_rules_say_so() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_committee(&browser);
    browser.by_role("checkbox", "結果に委員名を出す").click();
    go_to_results(&browser);
    browser.wait_no_text("合計だけを表示しています。");
    let row = cells(&browser, "委員ごとの評価", "藤代 のぞみ");
    assert_eq!(row[0], "欠席");
    assert_eq!(cells(&browser, "委員ごとの評価", "髙梨 泰造")[0], "A");
    assert!(minutes(&browser).contains("　委員ごとの評価：髙梨 泰造 A、"));
    assert_quiet(&browser);
}

#[test]
fn of_hidden_items_nothing_is_shown_anywhere() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_results(&browser);
    go_to_part(&browser, "準備");
    browser.by_role("checkbox", "伏せて集計する").click();
    go_to_part(&browser, "結果");
    browser.by_role("region", "結果の一覧");
    let row = cells(&browser, "結果の一覧", FIRST);
    assert_eq!(row, ["伏せています", "B（A 2・B 8・C 0）", "－", "締切前"]);
    let text = minutes(&browser);
    assert!(text.contains("　評価は伏せています。") && !text.contains("　集計："), "{text}");

    browser.by_role("navigation", "画面").by_role("link", "評価シート").click();
    browser.wait_text("評価は伏せています（公開は会議の進行画面から）");
    assert!(!browser.shows("回答 10／定数 12"));
    go_to_numbers(&browser);
    let row = numbers(&browser, "推進委員会の評価", FIRST);
    assert_eq!(row, ["伏せています"]);
    assert_quiet(&browser);
}

#[test]
fn the_results_are_for_everybody() {
    let mut found = Vec::new();
    for (width, height) in [(1366, 768), (1024, 768), (390, 844)] {
        let browser = Browser::chromium_with(&Options::sized(width, height));
        open_sample(&browser);
        go_to_committee(&browser);
        browser.by_role("checkbox", "結果に委員名を出す").click();
        go_to_results(&browser);
        found.extend(browser.axe().into_iter().map(|it| format!("{width}: {it}")));
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.exec(wide, &[]).as_i64(), Some(0), "the page scrolls sideways at {width}");
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
