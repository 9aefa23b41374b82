//! The daily work: finding an item, filling it in by itself beside last year's text, checking it.

use crate::driver::{Browser, Element, Options};
use crate::person::*;

const ITEM: &str = "一時預かり事業";

/// Goes to 項目を探す by its tab.
#[track_caller]
fn go_to_find(browser: &Browser) -> Element<'_> {
    browser.by_role("navigation", "画面").by_role("link", "項目を探す").click();
    browser.by_role("searchbox", "探す言葉や番号")
}

/// Waits until as many were found.
#[track_caller]
fn wait_found(browser: &Browser, count: usize) {
    browser.wait_text(&format!("{count} 件見つかりました。"));
}

/// The names of the results in their order.
#[track_caller]
fn results(browser: &Browser) -> Vec<String> {
    let links = browser.by_role("region", "見つかった項目").all_by_role("link");
    links.iter().map(|link| link.role_and_name().1).collect()
}

/// Opens an item of the sample by its title.
#[track_caller]
fn open_item<'b>(browser: &'b Browser, title: &str) -> Element<'b> {
    go_to_find(browser).fill(title);
    browser.by_role("region", "見つかった項目").by_role("link", title).click();
    browser.by_role("article", &format!("{title} の記入"))
}

/// The group with the status of the item in view.
#[track_caller]
fn status<'b>(browser: &'b Browser) -> Element<'b> {
    browser.by_role("group", "状態")
}

#[track_caller]
fn wait_status(browser: &Browser, text: &str) {
    browser.wait_until(&format!("the status 「{text}」"), || status(browser).text().contains(text));
}

#[track_caller]
fn field(browser: &Browser, label: &str) -> String {
    browser.by_label(&format!("{ITEM} {label}")).value()
}

#[test]
fn an_item_is_found_filled_and_checked_by_keyboard_alone() {
    let browser = Browser::chromium();
    start(&browser);
    browser.tab_to("link", "見本を見る");
    browser.press("Enter");
    browser.by_role("article", FIRST_SHEET);

    browser.press("Ctrl+f");
    browser.wait_focused("searchbox", "探す言葉や番号");
    browser.ime_type(ITEM);
    browser.press("Enter");
    browser.by_role("article", &format!("{ITEM} の記入"));
    wait_status(&browser, "未記入 1/4");
    assert!(browser.shows("施策4-2 子どもと子育て家庭への支援 ＞"));

    browser.tab_to("button", "空いている欄に前年度を写す（評価を除く）");
    browser.press("Enter");
    browser
        .wait_until("last year's text", || field(&browser, "令和6年度の進捗状況").starts_with("5か所で延べ"));
    wait_status(&browser, "未記入 3/4");
    browser.wait_text("前年度と同じ");
    browser.tab_to("textbox", &format!("{ITEM} 評価の理由・課題"));
    browser.press("Ctrl+Home");
    browser.ime_type("本年度も、");
    browser.press("Shift+Tab Shift+Tab");
    rating(&browser, ITEM).by_role("radio", "B 着手").focus();
    browser.press("b");
    wait_rated(&browser, ITEM, "B 着手");
    wait_status(&browser, "記入済");

    browser.tab_to("button", "空いている欄に前年度を写す（評価を除く）");
    browser.tab_to("button", "確認済にする");
    browser.press("Enter");
    wait_status(&browser, "確認済");
    browser.wait_focused("group", "状態");

    // Check, rating, text, and the three fields at once: four steps back.
    browser.press("Ctrl+z");
    wait_status(&browser, "記入済");
    browser.press("Ctrl+z Ctrl+z");
    wait_status(&browser, "未記入 3/4");
    browser.press("Ctrl+z");
    wait_status(&browser, "未記入 1/4");
    assert_eq!(field(&browser, "令和6年度の進捗状況"), "");
    browser.press("Ctrl+y Ctrl+y Ctrl+y Ctrl+y");
    wait_status(&browser, "確認済");
    assert!(field(&browser, "評価の理由・課題").starts_with("本年度も、"));

    // Back to the sheet by a key, and from its row to the item again.
    browser.press("Ctrl+Enter");
    browser.by_role_part("article", "施策4-2");
    let on_its_link = || {
        let (role, name) = browser.focused();
        role == "link" && name.starts_with("開く") && name.ends_with(ITEM)
    };
    browser.wait_until("the focus on the row's link", on_its_link);
    browser.press("Ctrl+Enter");
    browser.by_role("article", &format!("{ITEM} の記入"));
    assert_quiet(&browser);
}

#[test]
fn a_returned_item_says_why_and_shows_that_it_was_mended() {
    let browser = Browser::chromium();
    open_sample(&browser);
    open_item(&browser, ITEM);
    status(&browser).by_role("button", "差し戻す").click();
    browser.by_label("差し戻す理由").fill("人数を書いてください。");
    browser.by_role("button", "この理由で差し戻す").click();
    wait_status(&browser, "差し戻し");
    wait_status(&browser, "差し戻しの理由：人数を書いてください。");
    browser.by_label(&format!("{ITEM} 令和6年度の進捗状況")).fill("延べ 3,900人");
    wait_status(&browser, "差し戻し後に修正あり");
    status(&browser).by_role("button", "確認済にする").click();
    browser.wait_until("no change since", || !status(&browser).text().contains("修正あり"));
    browser.by_label(&format!("{ITEM} 令和6年度の進捗状況")).fill("延べ 3,950人");
    wait_status(&browser, "確認後に変更あり");

    // The numbers follow, and the state is there after a reload and in the file.
    go_to_numbers(&browser);
    let whole = numbers(&browser, "記入と確認の状況", "計画全体");
    assert_eq!(whole[5..7], ["1".to_string(), "1".into()], "{whole:?}");
    assert_eq!(numbers(&browser, "記入と確認の状況", "子育て支援課")[5], "1");
    wait_saved(&browser);
    browser.reload();
    browser.wait_until("the numbers again", || numbers(&browser, "記入と確認の状況", "計画全体") == whole);
    let file = save_file(&browser);
    let colleague = Browser::chromium();
    open_workbook(&colleague, &file);
    open_item(&colleague, ITEM);
    wait_status(&colleague, "確認後に変更あり");
    status(&colleague).by_role("button", "確認を取り消す").click();
    wait_status(&colleague, "未記入 2/4");
    assert_quiet(&colleague);
    assert_quiet(&browser);
}

#[test]
fn last_years_text_stands_beside_and_is_taken_over_field_by_field() {
    let browser = Browser::chromium();
    open_sample(&browser);
    open_item(&browser, ITEM);
    let name = "令和6年度の進捗状況";
    browser.wait_text("前年度：令和5年度の進捗状況");
    browser.by_role("button", &format!("前年度を写す（{name}）")).click();
    browser.wait_until("last year's text", || field(&browser, name).starts_with("5か所で延べ"));
    browser.wait_gone("button", &format!("前年度を写す（{name}）"));
    let text = browser.by_label(&format!("{ITEM} {name}"));
    text.fill("4か所で延べ 3,900人");
    browser.by_role("button", &format!("前年度に置きかえる（{name}）")).click();
    browser.wait_until("last year's text", || field(&browser, name).starts_with("5か所で延べ"));
    browser.press("Ctrl+z");
    browser.wait_until("the own text", || field(&browser, name) == "4か所で延べ 3,900人");

    // In the table it stands under the cell while it is switched on, and is no field.
    browser.by_role("button", "シートに戻る").click();
    browser.by_role_part("article", "施策4-2");
    assert!(!browser.shows("前年度：令和5年度の進捗状況"));
    let fields = browser.all_by_role("textbox").len();
    browser.by_role("button", "前年度を並べる").click();
    browser.wait_text("前年度：令和5年度の進捗状況");
    assert_eq!(browser.all_by_role("textbox").len(), fields);
    browser.by_role("button", "前年度を並べる").click();
    browser.wait_no_text("前年度：令和5年度の進捗状況");

    // The first year has none before it.
    browser.by_label("年度").choose("令和5年度");
    browser.by_role_part("article", "施策4-2");
    browser.wait_gone("button", "前年度を並べる");
    assert_quiet(&browser);
}

#[test]
fn items_are_found_by_words_numbers_and_filters() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let search = go_to_find(&browser);
    search.fill("ボランティア");
    browser.wait_text("件見つかりました。");
    browser.by_role("region", "見つかった項目").by_role_part("link", "災害ボランティアセンター");
    let katakana = results(&browser);
    search.fill("ﾎﾞﾗﾝﾃｨｱ");
    browser.wait_until("the same results", || results(&browser) == katakana);
    let marks = "return [...document.querySelectorAll('mark')].map((mark) => mark.textContent)";
    let marks = browser.exec(marks, &[]).to_string();
    assert!(marks.contains("ボランティア"), "{marks}");
    search.fill("どこにもない言葉");
    browser.wait_text("見つかりませんでした。");

    for number in ["1-2", "１－２"] {
        search.fill(number);
        browser.wait_until("施策1-2 first", || {
            results(&browser).first().is_some_and(|first| first.starts_with("施策1-2 "))
        });
    }
    search.focus();
    browser.press("Enter");
    browser.by_role_part("article", "施策1-2");

    go_to_find(&browser);
    assert_eq!(browser.by_label("探す言葉や番号").value(), "１－２", "what was asked for stays");
    browser.by_role("button", "条件を消す").click();
    browser.by_label("状態").choose("未記入");
    wait_found(&browser, 12);
    browser.by_label("担当課").choose("子育て支援課");
    wait_found(&browser, 2);
    browser.by_label("再掲だけ").click();
    browser.wait_text("見つかりませんでした。");
    browser.by_role("button", "条件を消す").click();
    browser.by_label("評価").choose("C 未着手");
    wait_found(&browser, 6);
    browser.by_label("すべての年度").click();
    wait_found(&browser, 15);
    browser.by_role("button", "条件を消す").click();
    browser.wait_until("all rows", || results(&browser).len() == 50);
    browser.by_role_part("button", "さらに 50 件を表示").click();
    browser.wait_until("more rows", || results(&browser).len() == 100);
    assert_quiet(&browser);
}

#[test]
fn the_filter_leads_from_item_to_item() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_find(&browser);
    browser.by_label("状態").choose("未記入");
    wait_found(&browser, 12);
    let names = results(&browser);
    browser.by_role("region", "見つかった項目").by_role("link", &names[0]).click();
    browser.by_role("article", &format!("{} の記入", names[0]));
    browser.wait_text("1／12 件目");
    browser.wait_text("絞り込み中：12 件");
    browser.by_role("button", "次の項目").click();
    browser.by_role("article", &format!("{} の記入", names[1]));
    browser.wait_focused("button", "次の項目");
    browser.press("Alt+PageDown");
    browser.by_role("article", &format!("{} の記入", names[2]));
    browser.press("Alt+PageUp");
    browser.by_role("article", &format!("{} の記入", names[1]));
    browser.by_role("button", "絞り込みを解除").click();
    browser.wait_no_text("絞り込み中");
    browser.wait_no_text("／12 件目");
    browser.by_role("article", &format!("{} の記入", names[1]));
    assert_quiet(&browser);
}

#[test]
fn a_row_leads_to_its_item_with_all_its_parts() {
    let browser = Browser::chromium_with(&Options::sized(390, 844));
    open_sample(&browser);
    go_to_sheet(&browser, "施策1-3");
    let doors = browser.exec(
        "return [...document.querySelectorAll('tr')].filter((row) =>
             row.querySelector('th[rowspan=\"2\"]')).map((row) => row.querySelector('.row-door a').textContent)",
        &[],
    );
    let door = doors[0].as_str().expect("a row with two parts").trim().to_string();
    browser.by_role("link", &door).click();
    browser.by_role_part("article", "の記入");
    browser.by_role("heading", "実施主体別1");
    browser.by_role("heading", "実施主体別2");
    assert_eq!(browser.all_by_role("radiogroup").len(), 2);
    assert_eq!(browser.all_by_role("group").iter().filter(|it| it.role_and_name().1 == "状態").count(), 2);
    assert_quiet(&browser);
}

#[test]
fn a_repeated_item_leads_to_its_original() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_find(&browser);
    browser.by_label("再掲だけ").click();
    wait_found(&browser, 5);
    browser.by_role("region", "見つかった項目").by_role("link", "④ 市民後見人の養成").click();
    browser.by_role("article", "④ 市民後見人の養成 の記入");
    browser.wait_text("再掲の項目です。");
    assert!(!browser.has("group", "状態"), "it is checked at its original");
    browser.by_role("button", "元の項目を直す").click();
    browser.by_role("group", "状態");
    assert_quiet(&browser);
}

#[test]
fn a_closed_year_offers_nothing_to_change() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let file = save_file(&browser);
    let text = String::from_utf8(bytes(&file)).expect("the file is text");
    let label = "\"label\": \"令和6年度\",";
    assert!(text.contains(label));
    let closed =
        text.replacen(label, &format!("{label}\n        \"closed\": {{ \"day\": \"2025-06-30\" }},"), 1);
    // The code no longer fits: what can be read is opened as a new workbook.
    let path = file.with_file_name("closed.json");
    std::fs::write(&path, closed).expect("the folder of the downloads");
    start(&browser);
    choose_file(&browser, &path);
    browser.by_role("button", "読める部分だけ開く").click();
    browser.by_role_part("article", "の評価シート");
    open_item(&browser, ITEM);
    wait_status(&browser, "未記入 1/4");
    assert!(status(&browser).all_by_role("button").is_empty());
    assert!(!browser.shows("前年度を写す（令和6年度"));
    assert!(browser.by_label(&format!("{ITEM} 令和6年度の進捗状況")).attribute("readonly").is_some());
    assert_quiet(&browser);
}

#[test]
fn the_list_of_keys_opens_by_button_and_key() {
    let browser = Browser::chromium();
    open_sample(&browser);
    browser.by_role("button", "キー操作").click();
    let dialog = browser.by_role("dialog", "キー操作");
    dialog.by_role_part("rowheader", "Ctrl＋F");
    browser.press("Escape");
    browser.wait_gone("dialog", "キー操作");
    browser.press("F1");
    browser.by_role("dialog", "キー操作").by_role("button", "閉じる").click();
    browser.wait_gone("dialog", "キー操作");
    browser.exec("document.activeElement.blur()", &[]);
    browser.type_text("?");
    browser.by_role("dialog", "キー操作");
    browser.press("Escape");
    browser.wait_gone("dialog", "キー操作");
    // In a text, signs are text.
    let name = browser.by_label("① 福祉体験学習 の名前");
    name.focus();
    browser.press("Ctrl+End");
    browser.type_text("?/");
    assert_eq!(name.value(), "福祉体験学習?/");
    browser.exec("document.activeElement.blur()", &[]);
    browser.type_text("/");
    browser.wait_focused("searchbox", "探す言葉や番号");
    // On this page the browser's own search is let through; elsewhere the key is the app's.
    let listen = "window.taken = []; window.addEventListener('keydown', (event) => {
                    if (event.key === 'f') window.taken.push(event.defaultPrevented) })";
    browser.exec(listen, &[]);
    browser.press("Ctrl+f");
    go_to_numbers(&browser);
    browser.press("Ctrl+f");
    browser.wait_focused("searchbox", "探す言葉や番号");
    assert_eq!(browser.exec("return window.taken", &[]), serde_json::json!([false, true]));
    assert_quiet(&browser);
}
