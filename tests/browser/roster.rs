//! The preparation of a meeting: roster, rules, attendance and agenda.

use crate::driver::{Browser, Element, Folder};
use crate::make::make;
use crate::person::*;
use hyokacho::format;
use hyokacho::model::form::CommitteePart;
use hyokacho::model::id::WorkbookId;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year_book::{Closing, YearBook};
use hyokacho::sample;
use std::fs;

/// A roster as it is copied from Excel, with its headings in an order of their own.
pub const PASTED: &str = "No.\t役職\t氏名\t選出区分\t部会\r\n\
    1\t委員長\t佐藤 花子\t学識経験者\t高齢部会\r\n\
    2\t\t鈴木 一郎\t民生委員\t高齢部会\r\n\
    3\t\t高橋 恵\t社会福祉協議会\t子ども部会\r\n\
    4\t\t伊藤 修\t公募市民\t子ども部会\r\n\
    5\t\t山田太郎\t公募市民\t\r\n\
    6\t\t渡辺 誠\t医師会\t\r\n\
    7\t\t中村 幸\t障害者団体\t\r\n";
/// The names of the roster that [`build_roster`] makes, the second 山田 not yet among them.
const NAMES: [&str; 10] = [
    "山田　太郎",
    "田中 明",
    "小林 光",
    "加藤 正",
    "佐藤 花子",
    "鈴木 一郎",
    "高橋 恵",
    "伊藤 修",
    "渡辺 誠",
    "中村 幸",
];
const ALL_HERE: &str = "出席 11（会場 11）／定数 11。過半数は6人以上 → 成立しています。";

/// Goes to 委員会.
#[track_caller]
pub fn go_to_committee(browser: &Browser) {
    browser.by_role("navigation", "画面").by_role("link", "委員会").click();
    browser.by_role("heading", "委員名簿");
}

/// The values of the fields of one column of the roster, from top to bottom.
fn column(browser: &Browser, label: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(`td[data-label=${arguments[0]}] textarea`)]
                    .map((field) => field.value)";
    let found = browser.exec(script, &[label.into()]);
    let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
    found.iter().map(|text| text.as_str().unwrap_or_default().to_string()).collect()
}

#[track_caller]
fn wait_names(browser: &Browser, what: &str, names: &[&str]) {
    browser.wait_until(what, || column(browser, "氏名") == names);
}

/// Types four names and pastes seven, of which one is on the roster already.
#[track_caller]
pub fn build_roster(browser: &Browser) {
    browser.wait_text("まだ委員がいません。");
    browser.by_label("加える委員の氏名").click();
    for (at, name) in NAMES[..4].iter().enumerate() {
        browser.ime_type(name);
        browser.press("Enter");
        wait_names(browser, "the name on the roster", &NAMES[..=at]);
        browser.wait_focused("textbox", "加える委員の氏名");
    }
    browser.by_role("button", "Excel の名簿を貼り付けて加える").click();
    browser.paste(&browser.by_label("名簿の貼り付け"), PASTED);
    browser.by_role("button", "貼り付けた委員を加える").click();
    browser.wait_text("もう名簿にあるので、加えていません：「山田　太郎」。");
    wait_names(browser, "the pasted names", &NAMES);
}

/// Makes a workbook with eleven members, two of them of one name.
#[track_caller]
fn eleven(browser: &Browser) {
    make(browser);
    go_to_committee(browser);
    build_roster(browser);
    browser.by_role("button", "同姓同名の別の人として加える").click();
    browser.wait_text("委員 11 人");
}

#[test]
fn a_roster_is_typed_pasted_and_put_into_order() {
    let browser = Browser::chromium();
    make(&browser);
    go_to_committee(&browser);
    browser.by_role("button", "加える").click();
    browser.wait_text("氏名を入力してください。");
    build_roster(&browser);
    assert_eq!(column(&browser, "選出区分")[4..6], ["学識経験者", "民生委員"]);
    assert_eq!(column(&browser, "役職")[4], "委員長");
    assert_eq!(column(&browser, "部会")[6], "子ども部会");

    // Nobody is there twice without being asked for, however the name is written.
    browser.by_role("button", "加えない").click();
    browser.wait_focused("textbox", "加える委員の氏名");
    browser.ime_type("佐藤花子");
    browser.press("Enter");
    browser.wait_text("もう名簿にあるので、加えていません：「佐藤 花子」（学識経験者・委員長）。");
    wait_names(&browser, "the same names", &NAMES);
    browser.by_role("button", "同姓同名の別の人として加える").click();
    browser.wait_text("同じ氏名の委員が二人以上います：佐藤 花子。");
    browser.wait_until("eleven", || column(&browser, "氏名").len() == 11);
    browser.by_role("button", "元に戻す").click();
    wait_names(&browser, "ten again", &NAMES);
    browser.wait_no_text("同じ氏名の委員が二人以上います");

    // A stay in a field is one step.
    let seat = browser.by_label("田中 明 の選出区分");
    seat.click();
    browser.ime_type("自治会");
    browser.ime_type("連合会");
    assert_eq!(seat.value(), "自治会連合会");
    browser.by_role("button", "元に戻す").click();
    browser.wait_until("the empty field", || seat.value().is_empty());
    browser.by_role("button", "やり直す").click();
    browser.wait_until("the text again", || seat.value() == "自治会連合会");

    // Moved by keyboard, the button keeps the focus, also at the end of the list.
    browser.by_role("button", "「田中 明」を上へ").focus();
    let moved = ["田中 明", "山田　太郎", "小林 光"];
    for _ in 0..2 {
        browser.press("Enter");
        browser.wait_until("the other order", || column(&browser, "氏名")[..3] == moved);
        browser.wait_focused("button", "「田中 明」を上へ");
    }

    browser.by_role("button", "退任にする（小林 光）").click();
    browser.wait_text("委員 9 人（ほかに退任 1 人）");
    browser.by_role("button", "復帰（小林 光）").click();
    browser.wait_text("委員 10 人");
    browser.by_role("button", "削除（加藤 正）").click();
    browser.wait_text("「加藤 正」を名簿から削除しました。");
    browser.wait_until("nine", || column(&browser, "氏名").len() == 9);

    wait_saved(&browser);
    browser.reload();
    browser.by_role("heading", "委員名簿");
    browser.wait_until("the order after a reload", || {
        let names = column(&browser, "氏名");
        names.len() == 9 && names[..3] == moved
    });
    assert_eq!(browser.by_label("田中 明 の選出区分").value(), "自治会連合会");
    assert_quiet(&browser);
}

#[test]
fn a_table_can_be_pasted_where_a_name_is_typed() {
    let browser = Browser::chromium();
    make(&browser);
    go_to_committee(&browser);
    browser.paste(&browser.by_label("加える委員の氏名"), PASTED);
    browser.wait_text("7 人を名簿に加えました。");
    browser.wait_until("seven names", || column(&browser, "氏名").len() == 7);
    assert_eq!(browser.by_label("加える委員の氏名").value(), "");
    browser.by_role("button", "元に戻す").click();
    browser.wait_text("まだ委員がいません。");
    assert_quiet(&browser);
}

#[test]
fn the_rules_are_chosen_and_a_wrong_number_changes_nothing() {
    let browser = Browser::chromium();
    eleven(&browser);
    let chosen_of = |group: &str| chosen(&browser.by_role("group", group));
    assert_eq!(chosen_of("定足数"), "過半数");
    assert_eq!(chosen_of("集計の母数"), "回答した人数");
    assert_eq!(chosen_of("評価の案"), "最多");
    browser.by_role("group", "集計の母数").by_role("radio", "出席した人数").click();
    browser.by_role("group", "評価の案").by_role("radio", "中央値").click();
    browser.by_role("group", "定足数").by_role("radio", "人数で決める").click();
    let number = browser.by_label("成立する人数");
    assert_eq!(number.value(), "6", "choosing it changes nothing by itself");
    for wrong in ["０", "1000", "七人", ""] {
        number.fill(wrong);
        browser.press("Tab");
        browser.wait_text("1 から 999 までの数を入力してください。");
    }
    number.fill("８人");
    browser.press("Tab");
    browser.wait_no_text("1 から 999 までの数を入力してください。");
    browser.wait_until("the number", || number.value() == "8");
    browser.by_role("checkbox", "代理を出席に数える").click();
    browser.by_role("checkbox", "書面を出席に数える").click();
    browser.by_role("checkbox", "意見に発言者名を出す").click();

    wait_saved(&browser);
    browser.reload();
    browser.by_role("heading", "きまり");
    assert_eq!(browser.by_label("成立する人数").value(), "8");
    assert_eq!((chosen_of("集計の母数"), chosen_of("評価の案")), ("出席した人数".into(), "中央値".into()));
    let ticked = |label: &str| browser.by_role("checkbox", label).is_checked();
    assert!(!ticked("代理を出席に数える") && ticked("書面を出席に数える"));
    assert!(!ticked("結果に委員名を出す") && ticked("意見に発言者名を出す"));
    assert_quiet(&browser);
}

/// The ways to attend of one member.
#[track_caller]
fn attends<'b>(browser: &'b Browser, name: &str) -> Element<'b> {
    browser.by_role("radiogroup", &format!("{name} の出欠"))
}

#[test]
fn attendance_is_taken_with_late_arrivals_and_the_quorum_follows() {
    let browser = Browser::chromium();
    eleven(&browser);
    browser.wait_text("まだ会議がありません。");
    browser.by_role("button", "会議を追加").click();
    browser.by_role("heading", "第1回推進委員会");
    browser.wait_text("出席 0／定数 11。過半数は6人以上 → 成立していません。未入力 11。");
    let title = browser.by_label("題名");
    title.click();
    browser.press("Ctrl+a");
    browser.ime_type("第1回評価委員会");
    browser.by_role("heading", "第1回評価委員会");
    browser.by_label("日時").fill("2026-11-27 14:00");
    browser.by_label("場所").fill("市役所3階");

    browser.by_role("button", "全員を出席にする").click();
    browser.wait_text(ALL_HERE);
    browser.by_role("button", "元に戻す").click();
    browser.wait_text("未入力 11。");
    attends(&browser, "鈴木 一郎").by_role("radio", "欠席").click();
    browser.by_role("button", "全員を出席にする").click();
    browser.wait_text("出席 10（会場 10）／定数 11。過半数は6人以上 → 成立しています。欠席 1。");

    attends(&browser, "佐藤 花子").by_role("radio", "遅参").click();
    browser
        .wait_text("出席 9（会場 9）／定数 11。過半数は6人以上 → 成立しています。まだ来ていない 1・欠席 1。");
    browser.by_role("button", "今来た（佐藤 花子）").click();
    browser.wait_text("出席 10（会場 10）／定数 11。");
    let time = browser.by_label("佐藤 花子 の来た時刻").value();
    assert!(time.len() == 5 && time.as_bytes()[2] == b':', "{time}");
    attends(&browser, "伊藤 修").by_role("radio", "早退").click();
    browser.wait_text("出席 10（会場 10）／定数 11。");
    browser.by_label("伊藤 修 の退出の時刻").click();
    browser.type_text("15:10");
    browser.wait_text("出席 9（会場 9）／定数 11。過半数は6人以上 → 成立しています。早退 1・欠席 1。");
    for (name, state) in [("高橋 恵", "Web"), ("渡辺 誠", "代理"), ("中村 幸", "書面")] {
        attends(&browser, name).by_role("radio", state).click();
    }
    let line = "出席 8（会場 6・Web 1・代理 1）／定数 11。過半数は6人以上 → 成立しています。\
                書面 1 は数えていません。早退 1・欠席 1。";
    browser.wait_text(line);

    wait_saved(&browser);
    browser.reload();
    browser.by_role("heading", "第1回評価委員会");
    browser.wait_text(line);
    assert_eq!(browser.by_label("佐藤 花子 の来た時刻").value(), time);
    assert_eq!(browser.by_label("場所").value(), "市役所3階");

    // A meeting of a 部会 has its members, and those of whom something is noted.
    browser.by_label("部会").choose("子ども部会");
    browser.wait_text(line);
    browser.by_role("button", "高橋 恵 の出欠を消す").click();
    browser.wait_text("未入力 1。");
    browser.by_role("button", "鈴木 一郎 の出欠を消す").click();
    browser.wait_gone("radiogroup", "鈴木 一郎 の出欠");

    // Who has an entry is not deleted from the roster.
    go_to_committee(&browser);
    browser.wait_text("2026年11月27日 14:00");
    browser.by_role("button", "削除（伊藤 修）").click();
    browser.wait_text("「伊藤 修」には評価・出欠・意見の記録があるので、削除せずに退任にしました。");
    browser.by_role("button", "削除（第1回評価委員会）").click();
    browser.wait_text("「第1回評価委員会」を削除しました。");
    browser.wait_text("まだ会議がありません。");
    browser.by_role("button", "元に戻す").click();
    browser.by_role("link", "準備（第1回評価委員会）").click();
    browser.wait_text("早退 1");
    assert_quiet(&browser);
}

#[test]
fn attendance_is_taken_by_the_keyboard_alone() {
    let browser = Browser::chromium();
    eleven(&browser);
    browser.by_role("button", "会議を追加").click();
    browser.by_role("heading", "第1回推進委員会");
    browser.tab_to("button", "全員を出席にする");
    browser.press("Space");
    browser.wait_text(ALL_HERE);
    // Into the first member's radio buttons, and along them; it is one step.
    browser.press("Tab ArrowRight");
    browser.wait_text("出席 10（会場 10）／定数 11。過半数は6人以上 → 成立しています。まだ来ていない 1。");
    browser.tab_to("button", "今来た（山田　太郎）");
    browser.press("Enter");
    browser.wait_text(ALL_HERE);
    browser.tab_to("radio", "出席");
    browser.press("ArrowRight ArrowRight ArrowRight");
    browser.wait_text("出席 11（会場 10・Web 1）／定数 11。");
    browser.press("Delete");
    browser.wait_text("出席 10（会場 10）／定数 11。過半数は6人以上 → 成立しています。未入力 1。");
    browser.press("Ctrl+z");
    browser.wait_text(ALL_HERE);
    assert_quiet(&browser);
}

/// The headings of the agenda from top to bottom.
fn agenda(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('ol.agenda .agenda__heading')]
                    .map((heading) => heading.innerText.trim().split(' ')[0])";
    let found = browser.exec(script, &[]);
    let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
    found.iter().map(|text| text.as_str().unwrap_or_default().to_string()).collect()
}

#[test]
fn the_agenda_is_put_into_order_chosen_and_given_back_to_the_plan() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_committee(&browser);
    browser.by_role("button", "会議を追加").click();
    browser.by_role("heading", "第2回推進委員会");
    let plan = agenda(&browser);
    let count = plan.len();
    assert_eq!(plan[..3], ["施策1-1", "施策1-2", "施策1-3"]);
    browser.wait_text(&format!("計画の順に、{count} 施策をすべて取り上げます。"));
    let name = "「施策1-1 福祉を学び、考える機会の充実」を下へ";
    browser.by_role("button", name).focus();
    browser.press("Enter");
    browser.wait_until("施策1-2 first", || agenda(&browser)[..3] == ["施策1-2", "施策1-1", "施策1-3"]);
    browser.wait_focused("button", name);
    browser.press("Enter");
    browser.wait_until("施策1-1 third", || agenda(&browser)[..3] == ["施策1-2", "施策1-3", "施策1-1"]);
    browser.wait_text(&format!("{count} 施策を、この順に取り上げます。"));
    browser.by_role("button", "元に戻す").click();
    browser.wait_until("施策1-1 second", || agenda(&browser)[..3] == ["施策1-2", "施策1-1", "施策1-3"]);

    // Nothing is chosen before it is taken.
    browser.by_role("button", "取り上げるものを選ぶ").click();
    browser.by_role("button", "印をすべて外す").click();
    browser.by_role("button", "選んだものを議題にする").click();
    browser.wait_text("一つも選ばれていません。");
    assert_eq!(agenda(&browser).len(), count);
    for item in ["施策1-3", "施策1-1", "施策1-2"] {
        browser.by_role_part("checkbox", item).click();
    }
    browser.by_role("button", "選んだものを議題にする").click();
    browser.wait_until("three items", || agenda(&browser) == ["施策1-2", "施策1-1", "施策1-3"]);
    browser.wait_text(&format!("議題に入れていない施策が {} あります。", count - 3));
    browser.by_role("button", "保留にする（施策1-1 福祉を学び、考える機会の充実）").click();
    browser.by_role("button", "保留をやめる（施策1-1 福祉を学び、考える機会の充実）");

    wait_saved(&browser);
    browser.reload();
    browser.wait_until("the agenda after a reload", || agenda(&browser) == ["施策1-2", "施策1-1", "施策1-3"]);
    browser.by_role("button", "保留をやめる（施策1-1 福祉を学び、考える機会の充実）").click();
    browser.by_role("button", "計画の順に戻す").click();
    browser.wait_until("the order of the plan", || agenda(&browser) == plan);
    browser.wait_gone("button", "計画の順に戻す");
    browser.by_role("link", "進行をはじめる").click();
    browser.wait_until("the page on which ratings are taken", || browser.address().ends_with("/take"));
    assert_quiet(&browser);
}

#[test]
fn an_item_that_was_dropped_from_the_plan_stands_apart() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_committee(&browser);
    browser.by_role("button", "会議を追加").click();
    browser.by_role("button", "「施策1-1 福祉を学び、考える機会の充実」を下へ").click();
    browser.by_role("button", "計画の順に戻す");
    let count = agenda(&browser).len();
    browser.by_role("navigation", "画面").by_role("link", "評価シート").click();
    browser.by_role("article", FIRST_SHEET);
    browser.by_role("button", "項目を編集").click();
    let outline = browser.by_role("navigation", "計画の目次");
    outline.by_role("button", "「施策1-1 福祉を学び、考える機会の充実」を削除").click();
    browser.wait_text("を削除しました。");
    browser.by_role("button", "項目の編集を終わる").click();
    go_to_committee(&browser);
    browser.by_role("link", "準備（第2回推進委員会）").click();
    browser.wait_text("次の議題は、計画から削除されたので呼びません。");
    browser.wait_until("one item less", || agenda(&browser).len() == count - 1);
    browser.by_role("button", "議題から除く（施策1-1 福祉を学び、考える機会の充実）").click();
    browser.wait_no_text("次の議題は、計画から削除されたので呼びません。");
    browser.by_role("button", "元に戻す").click();
    browser.by_role("button", "元に戻す").click();
    browser.wait_until("all items", || agenda(&browser).len() == count);
    assert_eq!(agenda(&browser)[..2], ["施策1-2", "施策1-1"]);
    assert_quiet(&browser);
}

#[test]
fn what_was_given_keeps_its_member_and_its_meeting() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_committee(&browser);
    browser.wait_text("評価を取り始めてから名簿を変えても、締め切った分の集計は変わりません。");
    let first = column(&browser, "氏名")[0].clone();
    browser.by_role("button", &format!("削除（{first}）")).click();
    browser.wait_text("評価・出欠・意見の記録があるので、削除せずに退任にしました。");
    browser.by_role("button", &format!("復帰（{first}）"));
    let removing = browser.by_role("region", "会議").by_role_part("button", "削除（");
    removing.click();
    browser.wait_text("取った評価や締切の記録があるので、削除できません。");
    browser.by_role("region", "会議").by_role_part("link", "準備（").click();

    browser.by_role("button", "事前評価の回を加える").click();
    browser.by_role("button", "この会議の投票の回を加える").click();
    let rounds = browser.by_role("region", "評価を取る回");
    let labels = || {
        let script = "return [...arguments[0].querySelectorAll('textarea')].map((field) => field.value)";
        browser.exec(script, &[rounds.as_arg()])
    };
    let three = serde_json::json!(["事前評価", "会議", "第2回の投票"]);
    browser.wait_until("three rounds", || labels() == three);
    assert!(!browser.has("button", "削除（会議）"), "ballots were given in it");
    rounds.by_role("button", "削除（第2回の投票）").click();
    browser.wait_until("two rounds", || labels() == serde_json::json!(["事前評価", "会議"]));
    browser.by_role("checkbox", "伏せて集計する").click();
    wait_saved(&browser);
    browser.reload();
    browser.wait_until("the box", || browser.by_role("checkbox", "伏せて集計する").is_checked());
    assert_quiet(&browser);
}

/// Opens the sample's content as a workbook of its own, with something changed in its last year.
fn open_changed(browser: &Browser, change: fn(&mut YearBook)) {
    let mut content = sample::workbook().content().clone();
    content.years.values_mut().last().map(change).expect("the sample has a year");
    let workbook = Workbook::made_of(WorkbookId::known("kaita"), content);
    let folder = Folder::new("changed");
    let file = folder.path().join("changed.json");
    fs::write(&file, format::write(&workbook)).expect("a folder of this test");
    open_workbook(browser, &file);
    go_to_committee(browser);
}

/// Whether a field refuses to be used, by itself or by what it stands in.
fn is_disabled(browser: &Browser, field: &Element) -> bool {
    browser.exec("return arguments[0].matches(':disabled')", &[field.as_arg()]) == true
}

#[test]
fn a_closed_year_is_shown_and_refuses_every_change() {
    let browser = Browser::chromium();
    open_changed(&browser, |book| book.closed = Some(Closing::default()));
    browser.wait_text("この年度は締め切られているので、見るだけで書きかえられません。");
    let first = column(&browser, "氏名")[0].clone();
    let name = browser.by_label(&format!("{first} の氏名"));
    assert!(is_disabled(&browser, &name));
    assert!(is_disabled(&browser, &browser.by_role("button", "会議を追加")));
    assert!(is_disabled(&browser, &browser.by_role("checkbox", "代理を出席に数える")));
    browser.by_role("region", "会議").by_role_part("link", "準備（").click();
    browser.wait_text("この年度は締め切られているので、見るだけで書きかえられません。");
    assert!(is_disabled(&browser, &browser.by_role("button", "全員を出席にする")));
    assert!(is_disabled(&browser, &attends(&browser, &first).by_role("radio", "欠席")));
    browser.wait_text("／定数 12。");
    assert_quiet(&browser);
}

#[test]
fn a_scale_without_an_order_has_no_median() {
    let browser = Browser::chromium();
    open_changed(&browser, |book| book.form.scales.iter_mut().for_each(|scale| scale.ordered = false));
    browser.wait_text("この様式には順序のない評価段階があります。");
    let rules = browser.by_role("group", "評価の案");
    assert!(is_disabled(&browser, &rules.by_role("radio", "中央値")));
    assert!(!is_disabled(&browser, &rules.by_role("radio", "過半数")));
    assert_quiet(&browser);
}

#[test]
fn a_form_without_a_committee_says_so() {
    let browser = Browser::chromium();
    open_changed(&browser, |book| book.form.committee = CommitteePart::default());
    browser.wait_text("この年度の様式には、委員会が評価する欄がありません。");
    assert!(!browser.has("heading", "きまり"));
    browser.by_role("region", "会議").by_role_part("link", "準備（").click();
    browser.wait_text("取り上げる項目がありません。");
    assert_quiet(&browser);
}
