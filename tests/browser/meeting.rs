//! A meeting: ratings by name, by hands and by discussion, on the screen that runs it and on the
//! projector.

use crate::driver::{Browser, Element, Folder, Options};
use crate::person::*;
use crate::roster::go_to_committee;
use crate::table::{TALLIES, make_of_real_sheet};
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::ReplicaId;
use hyokacho::model::edit::{Edit, FormEdit, YearEdit};
use hyokacho::model::form::{Axis, Grade, Proposal, Scale};
use hyokacho::model::id::{AxisId, GradeId, Id, ScaleId};
use hyokacho::model::workbook::Author;
use hyokacho::model::year::FiscalYear;
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The address of the sample's second meeting, of which the last six items are still to be rated.
const MEETING: &str = "#/sample/2024/meeting/kaigi/take";
/// An item that is still to be rated, and the next one.
pub const ITEM: &str = "施策4-1";
const NEXT: &str = "施策4-2";
/// The members of the sample who were there, in the order of the roster.
const HERE: [&str; 11] = [
    "髙梨 泰造",
    "沢渡 紀美子",
    "山﨑 耕平",
    "大久保 忠雄",
    "水無瀬 千佳",
    "小早川 由香",
    "井深 俊一",
    "千田 麻衣子",
    "片桐 勇樹",
    "若槻 彩",
    "森田 アナ",
];

/// Opens the sample's meeting at an item that is still to be rated.
#[track_caller]
pub fn open_meeting(browser: &Browser) {
    browser.open_file(&crate::driver::packed_file(), MEETING);
    go_to_item(browser, ITEM);
}

#[track_caller]
pub fn go_to_item(browser: &Browser, number: &str) {
    browser.by_css("#take-heading");
    if !browser.has("navigation", "議題") {
        let summary = browser.by_css(".take__agenda-summary");
        summary.click();
    }
    browser.by_role("navigation", "議題").by_role_part("link", number).click();
    wait_item(browser, number);
}

/// Waits until an item is the one that is rated.
#[track_caller]
fn wait_item(browser: &Browser, number: &str) {
    let heading = browser.by_css("#take-heading");
    browser.wait_until(&format!("the item {number}"), || heading.text().replace(' ', "").starts_with(number));
}

/// A member's row.
#[track_caller]
fn row<'b>(browser: &'b Browser, member: &str) -> Element<'b> {
    browser.by_role("radiogroup", member)
}

/// Waits until it is a member's turn: the focus is in the row.
#[track_caller]
fn wait_turn(browser: &Browser, member: &str) {
    let script = "return document.activeElement.closest('[role=radiogroup]')?.getAttribute('aria-label')";
    browser.wait_until(&format!("the turn of {member}"), || browser.exec(script, &[]) == member);
}

/// Waits until the tally says so: `[("A", 3)]`, and the line of the classes.
#[track_caller]
pub fn wait_tally(browser: &Browser, counts: &str) {
    let script = "return [...document.querySelector('.take__tally')?.querySelectorAll('.tally__row') ?? []].map((row) =>
        row.querySelector('.tally__key').innerText + ' ' + row.querySelector('.tally__votes').innerText).join(' ')";
    browser.wait_until(&format!("the tally {counts}"), || browser.exec(script, &[]) == counts);
}

/// Waits until the projector shows this.
#[track_caller]
pub fn wait_projected(browser: &Browser, windows: &Windows, text: &str) {
    browser.use_window(&windows.projector);
    browser.wait_until(&format!("「{text}」 on the projector"), || {
        browser.text().replace(' ', "").contains(&text.replace(' ', ""))
    });
    browser.use_window(&windows.chair);
}

pub struct Windows {
    chair: String,
    projector: String,
}

/// Opens the projector's window and comes back.
#[track_caller]
pub fn project(browser: &Browser) -> Windows {
    let known = browser.windows();
    let chair = browser.window();
    browser.by_role("button", "投影画面を開く").click();
    let projector = browser.use_new_window(&known);
    browser.use_window(&chair);
    Windows { chair, projector }
}

/// Counts the keys of a meeting.
#[derive(Default)]
struct Hand(Cell<usize>);

impl Hand {
    #[track_caller]
    fn types(&self, browser: &Browser, keys: &str) {
        self.0.set(self.0.get() + keys.chars().count());
        browser.type_text(keys);
    }

    #[track_caller]
    fn presses(&self, browser: &Browser, chords: &str) {
        self.0.set(self.0.get() + chords.split_whitespace().count());
        browser.press(chords);
    }
}

/// Votes as keys: `aabbb` for 2, 3, 0.
fn keys_of(counts: [&str; 3]) -> String {
    let of = |(key, count): (&str, &str)| key.repeat(count.parse().unwrap_or(0));
    ["a", "b", "c"].into_iter().zip(counts).map(of).collect()
}

fn counts_of(counts: [&str; 3]) -> String {
    format!("A {} B {} C {}", counts[0], counts[1], counts[2])
}

const ELEVEN: &str =
    "氏名\n委員い\n委員ろ\n委員は\n委員に\n委員ほ\n委員へ\n委員と\n委員ち\n委員り\n委員ぬ\n委員る\n";

/// Makes a roster of eleven and a meeting in which all are there; leads to its first item.
#[track_caller]
fn prepare(browser: &Browser) {
    go_to_committee(browser);
    browser.by_role("button", "Excel の名簿を貼り付けて加える").click();
    browser.paste(&browser.by_label("名簿の貼り付け"), ELEVEN);
    browser.by_role("button", "貼り付けた委員を加える").click();
    browser.wait_text("委員 11 人");
    browser.by_role("button", "会議を追加").click();
    browser.by_role("button", "全員を出席にする").click();
    browser.wait_text("出席 11（会場 11）／定数 11");
    browser.by_role("link", "進行をはじめる").click();
    browser.by_role("radiogroup", "委員い");
}

#[test]
fn a_whole_meeting_comes_out_as_a_city_printed_it() {
    let browser = Browser::chromium();
    if !make_of_real_sheet(&browser) {
        return;
    }
    prepare(&browser);
    let windows = project(&browser);
    let hand = Hand::default();
    for (at, (number, counts)) in TALLIES.iter().enumerate() {
        wait_item(&browser, &format!("施策{number}"));
        wait_projected(&browser, &windows, &format!("施策{number}"));
        let by_hands = matches!(*number, "2-1" | "3-2" | "4-3" | "5-3");
        match by_hands {
            true => {
                browser.by_role("button", "挙手").click();
                browser.by_label("A の票数").focus();
                hand.types(&browser, &format!("{}\t{}\t{}", counts[0], counts[1], counts[2]));
                browser.wait_text("人数が合いました");
            }
            false => {
                browser.wait_focused("radio", "A 順調");
                // Of 1-2 one member was out of the room.
                let away = if *number == "1-2" { "." } else { "" };
                hand.types(&browser, &(keys_of(*counts) + away));
            }
        }
        wait_tally(&browser, &counts_of(*counts));
        let said = format!("A {}、B {}、C {}。", counts[0], counts[1], counts[2]);
        wait_projected(&browser, &windows, &said);
        match by_hands {
            true => browser.by_role("radiogroup", "決定（評価案）").by_role("radio", "A 順調").focus(),
            false => hand.presses(&browser, "Tab"),
        }
        hand.types(&browser, "b");
        wait_projected(&browser, &windows, "決定：B");
        if at + 1 < TALLIES.len() {
            hand.presses(&browser, "Enter");
        }
    }
    browser.by_role("button", "締め切って次へ").click();
    browser.wait_text("議題（締切 14／14）");
    assert!(hand.0.get() < 500, "{} keys", hand.0.get());

    browser.by_role("navigation", "会議の画面").by_role("link", "結果").click();
    for (number, counts) in TALLIES {
        let number = if *number == "4-2" { " 4-2" } else { number };
        let row = numbers(&browser, "結果の一覧", &format!("施策{number} "));
        assert_eq!(row[..3], counts.map(String::from), "{number}");
    }
    wait_saved(&browser);
    let file: Value = serde_json::from_slice(&fs::read(save_file(&browser)).unwrap()).unwrap();
    let book = &file["content"]["years"]["2019"];
    assert_eq!(
        counted(book),
        TALLIES.iter().map(|(n, c)| (format!("施策{n}"), c.map(|c| c.parse().unwrap()))).collect()
    );
    assert_quiet(&browser);
}

/// What a file says was counted when each item was closed, by its number.
fn counted(book: &Value) -> BTreeMap<String, [u64; 3]> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut counted = BTreeMap::new();
    for it in list(&book["proceedings"]) {
        let node = list(&book["nodes"]).into_iter().find(|node| node["id"] == it["node"]).unwrap();
        let meeting =
            list(&book["rounds"]).into_iter().find(|round| round["meeting"] == it["meeting"]).unwrap();
        let own = |value: &&Value| value["round"] == meeting["id"];
        let (votes, hands) = (list(&it["closed"]["votes"]), list(&it["closed"]["hands"]));
        let of = |grade: &str| {
            let named = votes.iter().filter(own).filter(|vote| vote["vote"]["grade"] == grade);
            let named: usize = named.map(|vote| list(&vote["members"]).len()).sum();
            let raised: u64 =
                hands.iter().filter(own).filter_map(|count| count["counts"][grade].as_u64()).sum();
            named as u64 + raised
        };
        let number = node["number"].as_str().unwrap().replace(' ', "");
        counted.insert(number, [of("a"), of("b"), of("c")]);
    }
    counted
}

/// Presses a key as an active input method leaves it to the page.
#[track_caller]
fn ime_press(browser: &Browser, code: &str) {
    for kind in ["rawKeyDown", "keyUp"] {
        let key = json!({ "type": kind, "key": "Process", "code": code, "windowsVirtualKeyCode": 229 });
        browser.cdp("Input.dispatchKeyEvent", key);
    }
}

#[test]
fn a_meeting_needs_no_mouse_and_no_other_input_method() {
    let browser = Browser::chromium();
    open_meeting(&browser);
    browser.wait_focused("radio", "A 順調");
    // Somebody who is absent is passed over, and every key goes on to the next.
    for code in ["KeyA", "KeyB", "KeyB", "KeyA", "KeyB", "KeyB", "KeyC", "KeyA", "KeyB", "Slash"] {
        ime_press(&browser, code);
    }
    wait_turn(&browser, HERE[10]);
    browser.type_text("?");
    wait_tally(&browser, "A 3 B 5 C 1");
    browser.wait_text("棄権 1　評価できない 1　欠席 1");
    browser.wait_text("最多による案：B");
    // A rating is set right with two keys.
    row(&browser, HERE[6]).by_role("radio", "A 順調").focus();
    browser.press("ArrowUp");
    ime_press(&browser, "KeyA");
    wait_tally(&browser, "A 4 B 4 C 1");
    browser.wait_text("最多では同数です（A・B）。");
    browser.press("ArrowUp Delete");
    wait_tally(&browser, "A 3 B 4 C 1");
    browser.press("Ctrl+z");
    wait_tally(&browser, "A 4 B 4 C 1");
    // The decision, its reason, and remarks as they are spoken.
    browser.press("End");
    browser.type_text("?");
    browser.wait_focused("group", "決定と理由（評価案）");
    // One key too many is no decision.
    ime_press(&browser, "KeyC");
    browser.press("Tab");
    browser.wait_focused("radio", "A 順調");
    assert_eq!(chosen(&browser.by_role("radiogroup", "決定（評価案）")), "");
    ime_press(&browser, "KeyB");
    browser.tab_to("textbox", "決定の理由");
    browser.ime_type("同数のため、委員長が決めた。");
    browser.tab_to("textbox", "推進委員会意見に加える");
    for spoken in ["周知が足りない。", "若い世代にも届けてほしい。"] {
        browser.ime_type(spoken);
        assert!(!browser.has("textbox", "推進委員会意見 3"), "an Enter of the input method adds nothing");
        browser.press("Enter");
        browser
            .wait_until("the empty field", || browser.by_label("推進委員会意見に加える").value().is_empty());
    }
    assert_eq!(browser.by_label("推進委員会意見 2").value(), "若い世代にも届けてほしい。");
    browser.tab_to("textbox", "推進委員会評価及び意見を受けて今後の方向性に加える");
    browser.ime_type("学校と組んで周知する。");
    browser.press("Enter");
    browser.by_role("radiogroup", "決定（評価案）").by_role("radio", "B 着手").focus();
    browser.press("Enter");
    wait_item(&browser, NEXT);
    browser.wait_focused("radio", "A 順調");
    browser.wait_text("議題（締切 1／15）");
    browser.press("PageUp");
    wait_item(&browser, ITEM);
    wait_tally(&browser, "A 4 B 4 C 1");
    assert_quiet(&browser);
}

/// Taps an element with a finger.
#[track_caller]
fn tap(browser: &Browser, element: &Element) {
    let place = browser.exec(
        "const target = arguments[0].closest('label') ?? arguments[0];
         target.scrollIntoView({block: 'nearest'});
         const box = target.getBoundingClientRect();
         return [box.x + box.width / 2, box.y + box.height / 2, box.width, box.height]",
        &[element.as_arg()],
    );
    let number = |at: usize| place[at].as_f64().unwrap();
    assert!(number(2) >= 44.0 && number(3) >= 43.9, "a target of {place}");
    let touch = json!([{ "x": number(0), "y": number(1) }]);
    browser.cdp("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": touch }));
    browser.cdp("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }));
}

#[test]
fn a_meeting_can_be_run_by_touch_alone() {
    let browser = Browser::chromium_with(&Options::sized(1024, 768));
    browser.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true }));
    open_meeting(&browser);
    for (member, grade) in HERE.iter().zip("ABBBBBCABBA".chars()) {
        let grade = match grade {
            'A' => "A 順調",
            'B' => "B 着手",
            _ => "C 未着手",
        };
        tap(&browser, &row(&browser, member).by_role("radio", grade));
        browser.wait_until("the tap", || row(&browser, member).by_role("radio", grade).is_checked());
    }
    wait_tally(&browser, "A 3 B 7 C 1");
    // A second tap on another grade sets it right.
    tap(&browser, &row(&browser, HERE[6]).by_role("radio", "B 着手"));
    wait_tally(&browser, "A 3 B 8 C 0");
    tap(&browser, &browser.by_role("radiogroup", "決定（評価案）").by_role("radio", "B 着手"));
    tap(&browser, &browser.by_role("button", "締め切って次へ"));
    wait_item(&browser, NEXT);
    tap(&browser, &browser.by_role("button", "挙手"));
    browser.by_label("B の票数").fill("11");
    browser.wait_text("人数が合いました");
    tap(&browser, &browser.by_role("button", "協議"));
    browser.wait_text("協議で決めます。");
    assert_quiet(&browser);
}

#[test]
fn hidden_ratings_are_shown_nowhere_until_they_are_revealed() {
    let browser = Browser::chromium();
    browser.open_file(&crate::driver::packed_file(), "#/sample/2024/meeting/kaigi/prepare");
    browser.by_role_part("checkbox", "伏せて集計").click();
    open_meeting(&browser);
    let windows = project(&browser);
    browser.by_css("#vote-0-0").focus();
    browser.type_text("abbabbcab");
    browser.wait_text("入力 9／11");
    assert!(
        !browser
            .exec("return !!document.querySelector('.take__tally, [role=radio][aria-checked=true]')", &[])
            .as_bool()
            .unwrap()
    );
    wait_projected(&browser, &windows, "9／11");
    browser.use_window(&windows.projector);
    let shown = browser.text();
    assert!(!["A 3", "B 5", "56", "33"].iter().any(|told| shown.contains(told)), "{shown}");
    browser.use_window(&windows.chair);
    for place in ["評価シート", "集計"] {
        browser.by_role("navigation", "画面").by_role("link", place).click();
        if place == "評価シート" {
            go_to_sheet(&browser, ITEM);
        }
        browser.wait_text("伏せてい");
    }
    // Hands are typed as ever, and leave the field with nothing to be seen.
    open_meeting(&browser);
    go_to_item(&browser, NEXT);
    browser.by_role("button", "挙手").click();
    browser.by_label("B の票数").click();
    browser.type_text("11");
    browser.wait_text("挙手 11 人分を入力済み（伏せています）");
    assert_eq!(browser.by_label("B の票数").value(), "11");
    browser.by_label("A の票数").click();
    browser.wait_until("the empty field", || browser.by_label("B の票数").value().is_empty());
    browser.wait_text("挙手 11 人分を入力済み（伏せています）");
    open_meeting(&browser);
    browser.by_role("button", "公開する").click();
    wait_tally(&browser, "A 3 B 5 C 1");
    wait_projected(&browser, &windows, "A 3、B 5、C 1。");
    assert_quiet(&browser);
}

#[test]
fn a_closed_item_keeps_its_counts_until_it_is_opened_with_a_reason() {
    let browser = Browser::chromium();
    open_meeting(&browser);
    browser.by_css("#vote-0-0").focus();
    browser.type_text("abbabbcab");
    wait_tally(&browser, "A 3 B 5 C 1");
    browser.by_role("button", "締め切って次へ").click();
    wait_item(&browser, NEXT);
    go_to_item(&browser, ITEM);
    browser.by_css("#vote-0-0").focus();
    browser.type_text("c");
    browser.wait_text("締め切っています。直すときは、理由を書いて再開してください。");
    wait_tally(&browser, "A 3 B 5 C 1");
    // A ballot that comes late is kept apart.
    browser.by_role("button", "遅れて届いた票を記録する").click();
    row(&browser, HERE[9]).by_role("radio", "C 未着手").click();
    browser.wait_text("締切後に届いた票（集計には入れていません）");
    browser.wait_text("若槻 彩 C");
    wait_tally(&browser, "A 3 B 5 C 1");
    browser.by_role("button", "再開する").click();
    browser.wait_text("再開の理由を書いてください。");
    browser.by_label("再開の理由").fill("若槻委員の票が届いたため");
    browser.by_role("button", "再開する").click();
    wait_tally(&browser, "A 3 B 5 C 2");
    browser.wait_text("若槻委員の票が届いたため");
    assert_quiet(&browser);
}

#[test]
fn who_comes_in_the_middle_is_noted_where_the_ratings_are() {
    let browser = Browser::chromium();
    open_meeting(&browser);
    browser.by_css("#vote-0-0").focus();
    browser.type_text("abbabbcabba");
    browser.by_role("button", "締め切って次へ").click();
    wait_item(&browser, NEXT);
    browser.by_role_part("button", "今来た").click();
    wait_turn(&browser, "藤代 のぞみ");
    browser.wait_text("回答 0／定数 12　出席 12　未提出 12");
    browser.type_text("c");
    wait_tally(&browser, "A 0 B 0 C 1");
    // What was closed before stays as it was.
    browser.by_role("navigation", "会議の画面").by_role("link", "準備").click();
    browser.wait_text("出席 12（会場 11・Web 1）／定数 12");
    browser.by_role("navigation", "会議の画面").by_role("link", "進行").click();
    wait_item(&browser, NEXT);
    go_to_item(&browser, ITEM);
    browser.wait_text("回答 11／定数 12　出席 11　欠席 1");
    assert_quiet(&browser);
}

#[test]
fn more_hands_than_people_are_named_and_kept() {
    let browser = Browser::chromium();
    open_meeting(&browser);
    browser.by_css("#vote-0-0").focus();
    browser.type_text("ab");
    browser.by_role("button", "挙手").click();
    browser.wait_text("挙手できる人：9 人");
    browser.by_label("B の票数").fill("10");
    browser.wait_text("数えた挙手 10 が、挙手できる 9 人より多くなっています。");
    browser.by_label("B の票数").fill("8");
    browser.wait_text("あと 1 人です");
    wait_tally(&browser, "A 1 B 9 C 0");
    // What is no number is not taken for one, and what stood there stays.
    browser.type_text("人");
    browser.wait_text("0 から 999 までの数を入力してください。");
    wait_tally(&browser, "A 1 B 9 C 0");
    // What is typed in one stay is one step of undo.
    browser.by_label("C の票数").click();
    browser.type_text("12");
    wait_tally(&browser, "A 1 B 9 C 12");
    browser.press("Ctrl+z");
    wait_tally(&browser, "A 1 B 9 C 0");
    assert_quiet(&browser);
}

#[test]
fn two_operators_at_once_lose_nothing() {
    let browser = Browser::chromium();
    open_meeting(&browser);
    wait_saved(&browser);
    let file = save_file(&browser);
    let other = Browser::chromium();
    start(&other);
    choose_file(&other, &file);
    other.by_role_part("article", "の評価シート");
    let address = other.address();
    let (there, _) = address.split_once("#/book/").map(|(_, book)| book.split_at(5)).unwrap();
    assert_eq!(there, "mihon");
    other.open_file(&crate::driver::packed_file(), "#/book/mihon/2024/meeting/kaigi/take");
    go_to_item(&other, ITEM);
    other.by_css("#vote-0-0").focus();
    other.type_text("ab");
    wait_tally(&other, "A 1 B 1 C 0");
    wait_saved(&other);
    let theirs = save_file(&other);

    let folder = Folder::new("two-operators");
    let own = Browser::chromium_with(&Options::in_profile(folder.path()));
    start(&own);
    choose_file(&own, &file);
    own.by_role_part("article", "の評価シート");
    own.open_file(&crate::driver::packed_file(), "#/book/mihon/2024/meeting/kaigi/take");
    go_to_item(&own, ITEM);
    own.by_css("#vote-0-0").focus();
    own.type_text("b");
    wait_tally(&own, "A 0 B 1 C 0");
    wait_saved(&own);
    import(&own, &theirs);
    own.open_file(&crate::driver::packed_file(), "#/book/mihon/2024/meeting/kaigi/take");
    go_to_item(&own, ITEM);
    own.wait_text("が同時に入力されました。正しい評価を押して決めてください");
    wait_tally(&own, "A 0 B 1 C 0");
    own.wait_text("未確定 1");
    own.by_role("button", "締め切って次へ").click();
    own.wait_text("未確定の票が 1 件あります。");
    row(&own, HERE[0]).by_role("radio", "A 順調").click();
    wait_tally(&own, "A 1 B 1 C 0");
    own.wait_no_text("同時に入力されました。正しい評価を押して決めてください");
    assert_quiet(&own);
}

/// Opens another state of the workbook from the start page; both are joined.
#[track_caller]
fn import(browser: &Browser, file: &Path) {
    start(browser);
    choose_file(browser, file);
    browser.by_role_part("article", "の評価シート");
}

#[test]
fn whichever_window_dies_the_meeting_goes_on() {
    let profile = Folder::new("killed-meeting");
    let options = Options::in_profile(profile.path());
    let mut browser = Browser::chromium_with(&options);
    let mut first = browser.window();
    browser.use_new_tab();
    open_meeting(&browser);
    let mut windows = project(&browser);
    let votes = "abbabbcabba";
    for (at, key) in votes.char_indices() {
        go_to_item(&browser, ITEM);
        row(&browser, HERE[at]).by_role("radio", "A 順調").focus();
        browser.type_text(&key.to_string());
        wait_saved(&browser);
        let given = &votes[..=at];
        let count = |key: char| given.chars().filter(|it| *it == key).count();
        let counts = format!("A {} B {} C {}", count('a'), count('b'), count('c'));
        match at % 4 {
            0 => {
                browser.use_window(&windows.projector);
                browser.close_window();
                browser.use_window(&windows.chair);
                windows = project(&browser);
            }
            // Both windows may live in one process.
            1 => {
                browser.crash_page();
                browser.use_window(&first);
                browser.use_new_tab();
                open_meeting(&browser);
                windows = project(&browser);
            }
            2 => browser.reload(),
            _ => {
                browser.crash();
                browser = Browser::chromium_with(&options);
                first = browser.window();
                browser.use_new_tab();
                open_meeting(&browser);
                windows = project(&browser);
            }
        }
        go_to_item(&browser, ITEM);
        wait_tally(&browser, &counts);
        let said = format!("A {}、B {}、C {}。", count('a'), count('b'), count('c'));
        wait_projected(&browser, &windows, &said);
    }
    assert_quiet(&browser);
}

#[test]
fn a_projector_that_is_reloaded_or_blocked_is_told_of() {
    let browser = Browser::chromium();
    open_meeting(&browser);
    let windows = project(&browser);
    browser.wait_text("投影中");
    browser.by_css("#vote-0-0").focus();
    browser.type_text("aab");
    browser.use_window(&windows.projector);
    browser.wait_text("A 2、B 1、C 0。");
    browser.reload();
    browser.wait_text("A 2、B 1、C 0。");
    browser.use_window(&windows.chair);
    browser.reload();
    go_to_item(&browser, ITEM);
    browser.by_css("#vote-3-0").focus();
    browser.type_text("c");
    wait_tally(&browser, "A 2 B 1 C 1");
    wait_projected(&browser, &windows, "A 2、B 1、C 1。");
    browser.exec("window.open = () => null", &[]);
    browser.by_role("button", "投影画面を開く").click();
    browser.wait_text("ブラウザーが新しい画面を開けませんでした。");
    browser.by_role("button", "この画面に映す").click();
    let over = browser.by_role("dialog", "投影画面");
    browser.wait_until("the counts in this window", || over.text().contains("施策4-1"));
    browser.press("Escape");
    browser.wait_gone("dialog", "投影画面");
    assert_quiet(&browser);
}

/// Writes the sample with another committee's way: twelve steps on one axis, three phrases without an
/// order on the other.
fn twelve_steps_and_two_axes(folder: &Folder) -> std::path::PathBuf {
    let mut workbook = hyokacho::sample::workbook();
    let year = FiscalYear::new(2024).unwrap();
    let mut form = workbook.year(year).unwrap().form.clone();
    let scale = |id: &str, label: &str, ordered: bool, keys: &[&str]| Scale {
        id: ScaleId::known(id),
        label: label.into(),
        ordered,
        grades: keys
            .iter()
            .enumerate()
            .map(|(at, key)| Grade {
                id: GradeId(Id::from_random(id.len() as u64 * 1000 + at as u64)),
                key: key.to_string(),
                label: String::new(),
                definition: String::new(),
            })
            .collect(),
        marks: Vec::new(),
    };
    let twelve = ["a+", "a±", "a-", "b+", "b±", "b-", "c+", "c±", "c-", "d+", "d±", "d-"];
    form.scales.push(scale("twelve", "十二段階", true, &twelve));
    form.scales.push(scale("way", "方向", false, &["このまま継続", "改善して継続", "終了"]));
    let axis = |id: &str, label: &str, scale: &str| Axis {
        id: AxisId::known(id),
        label: label.into(),
        aliases: Vec::new(),
        scale: ScaleId::known(scale),
        beside: None,
    };
    form.committee.axes = vec![axis("proposal", "達成度", "twelve"), axis("way", "今後", "way")];
    form.committee.proposal = Proposal::Median;
    let author = Author { replica: ReplicaId(Id::known("tester")), about: Replica::default() };
    for edit in [FormEdit::Scales(form.scales), FormEdit::Committee(Box::new(form.committee))] {
        workbook.apply(Edit::In(year, YearEdit::Form(edit)), &author).unwrap();
    }
    let file = folder.path().join("twelve.json");
    fs::write(&file, hyokacho::format::write(&workbook)).unwrap();
    file
}

#[test]
fn twelve_steps_with_signs_and_a_second_axis_are_typed() {
    let (browser, folder) = (Browser::chromium(), Folder::new("twelve"));
    start(&browser);
    choose_file(&browser, &twelve_steps_and_two_axes(&folder));
    browser.by_role_part("article", "の評価シート");
    browser.open_file(&crate::driver::packed_file(), "#/book/mihon/2024/meeting/kaigi/take");
    browser.wait_text("評価段階が変わったため数えられない票が 10 件あります。");
    go_to_item(&browser, ITEM);
    let windows = project(&browser);
    row(&browser, HERE[0]).by_role("radio", "a±").focus();
    browser.press("Home");
    // A letter gives its middle step and goes on; a sign after it makes it another one.
    browser.type_text("aa+b-bb-c;cdd-");
    wait_turn(&browser, HERE[9]);
    wait_tally(&browser, "a+ 1 a± 1 a- 0 b+ 0 b± 1 b- 2 c+ 1 c± 1 c- 0 d+ 0 d± 1 d- 1");
    browser.type_text("a");
    wait_turn(&browser, HERE[10]);
    browser.type_text("b");
    wait_turn(&browser, HERE[10]);
    browser.type_text("+");
    browser.wait_text("中央値による案：b-");
    wait_projected(&browser, &windows, "b- 2");
    browser.by_role("button", "今後").click();
    browser.wait_until("the other axis", || {
        browser.has("radio", "このまま継続") || !browser.all_by_role("radio").is_empty()
    });
    row(&browser, HERE[0]).by_role("radio", "このまま継続").focus();
    browser.type_text("12231111111");
    wait_projected(&browser, &windows, "このまま継続 8、改善して継続 2、終了 1。");
    assert_quiet(&browser);
}

#[test]
fn ballots_from_before_fill_the_grid_and_a_change_shows_both() {
    let browser = Browser::chromium();
    browser.open_file(&crate::driver::packed_file(), "#/sample/2024/meeting/kaigi/prepare");
    browser.by_role("button", "事前評価の回を加える").click();
    open_meeting(&browser);
    browser.by_label("票の回").choose("事前評価");
    browser.wait_focused("radio", "A 順調");
    // Who will be absent has sent a ballot, too.
    browser.type_text("abb");
    row(&browser, "藤代 のぞみ").by_role("radio", "C 未着手").click();
    browser.by_label("票の回").choose("会議");
    browser.wait_focused("radio", "A 順調");
    browser.wait_text("事前の評価 A");
    assert!(row(&browser, HERE[1]).by_role("radio", "B 着手").is_checked());
    wait_tally(&browser, "A 1 B 2 C 0");
    row(&browser, HERE[1]).by_role("radio", "A 順調").click();
    browser.wait_text("事前 B → A");
    wait_tally(&browser, "A 2 B 1 C 0");
    // Whether the ballot of who is absent counts is a rule that can be seen and chosen.
    go_to_committee(&browser);
    browser.by_label("欠席者の事前の評価を数える").click();
    open_meeting(&browser);
    wait_tally(&browser, "A 2 B 1 C 1");
    assert_quiet(&browser);
}

/// Two meetings, of which the later one has taken nothing yet: the item belongs to the one that runs.
#[test]
fn an_item_belongs_to_the_meeting_that_runs() {
    let browser = Browser::chromium();
    browser.open_file(&crate::driver::packed_file(), "#/sample/2024/committee");
    browser.by_role("button", "会議を追加").click();
    browser.by_role("link", "進行をはじめる");
    open_meeting(&browser);
    // Who is absent from this meeting is absent, whatever the later one says.
    browser.wait_text("出席 11　未提出 11　欠席 1");
    browser.by_css("#vote-0-0").focus();
    browser.type_text("a");
    browser.wait_text("出席 11　未提出 10　欠席 1");
    browser.by_role("navigation", "会議の画面").by_role("link", "結果").click();
    browser.by_role("region", "結果の一覧");
    assert!(!browser.text().contains("で取り上げました"), "nobody has taken it up elsewhere");
    assert_quiet(&browser);
}

#[test]
fn a_remark_that_was_not_sent_off_stays_with_its_item() {
    let browser = Browser::chromium();
    open_meeting(&browser);
    browser.by_label("推進委員会意見に加える").click();
    browser.ime_type("健診の案内が届いていない。");
    go_to_item(&browser, NEXT);
    browser.wait_text("書きかけの文を、前の施策の推進委員会意見に加えました。");
    assert!(browser.by_label("推進委員会意見に加える").value().is_empty());
    assert!(!browser.has("textbox", "推進委員会意見 1"), "the next item has no remark");
    go_to_item(&browser, ITEM);
    browser.wait_until("the remark", || {
        browser.by_label("推進委員会意見 1").value() == "健診の案内が届いていない。"
    });
    assert_quiet(&browser);
}

#[test]
fn a_second_vote_on_one_item_leaves_the_others_alone() {
    let browser = Browser::chromium();
    open_meeting(&browser);
    browser.by_css("#vote-0-0").focus();
    browser.type_text("abbab");
    browser.by_role("button", "投票をやりなおす（新しい回）").click();
    browser.wait_text("前の回の評価 A");
    wait_turn(&browser, HERE[0]);
    browser.type_text("c");
    browser.wait_text("前の回 A → C");
    wait_tally(&browser, "A 1 B 3 C 1");
    go_to_item(&browser, NEXT);
    wait_turn(&browser, HERE[0]);
    browser.type_text("a");
    browser.wait_no_text("前の回");
    browser.press("ArrowUp Delete");
    wait_tally(&browser, "A 0 B 0 C 0");
    go_to_item(&browser, ITEM);
    browser.wait_text("前の回 A → C");
    assert_quiet(&browser);
}
