//! What a person does again and again, and what has to hold at the end of every test.

use crate::driver::{Browser, Element, packed_file};
use std::fs;
use std::path::{Path, PathBuf};

/// The accessible name of the sample's first sheet.
pub const FIRST_SHEET: &str = "施策1-1 福祉を学び、考える機会の充実 の評価シート";
/// The state in the header when all is in this browser.
pub const SAVED: &str = "このブラウザに保存済み";

/// Opens the packed file with a double click.
#[track_caller]
pub fn start(browser: &Browser) {
    browser.open_file(&packed_file(), "");
    browser.by_role("heading", "評価帳");
}

/// Opens the packed file and the sample in it.
#[track_caller]
pub fn open_sample(browser: &Browser) {
    start(browser);
    browser.by_role("link", "見本を見る").click();
    browser.by_role("article", FIRST_SHEET);
}

/// Chooses a file at the start, whatever comes of it.
#[track_caller]
pub fn choose_file(browser: &Browser, file: &Path) {
    browser.set_files(&browser.by_css("input[type=file]"), &[file]);
}

/// Opens a workbook's file at the start, and returns its first sheet.
#[track_caller]
pub fn open_workbook<'b>(browser: &'b Browser, file: &Path) -> Element<'b> {
    start(browser);
    choose_file(browser, file);
    browser.by_role_part("article", "の評価シート")
}

/// Goes to a sheet by the outline at the left.
#[track_caller]
pub fn go_to_sheet<'b>(browser: &'b Browser, heading: &str) -> Element<'b> {
    // Where there is little room, the outline is folded.
    if !browser.has("navigation", "計画の目次") {
        browser.by_role("button", "計画の目次").click();
    }
    let outline = browser.by_role("navigation", "計画の目次");
    outline.by_role_part("link", heading).click();
    browser.by_role_part("article", heading)
}

/// Goes to 集計.
#[track_caller]
pub fn go_to_numbers(browser: &Browser) {
    browser.by_role("navigation", "画面").by_role("link", "集計").click();
    browser.by_role("heading", "集計");
}

/// The radio buttons of an item's 事業評価.
#[track_caller]
pub fn rating<'b>(browser: &'b Browser, item: &str) -> Element<'b> {
    browser.by_role("radiogroup", &format!("{item} 事業評価"))
}

/// Chooses a grade by its whole name, as 「C 未着手」.
#[track_caller]
pub fn rate(browser: &Browser, item: &str, grade: &str) {
    rating(browser, item).by_role("radio", grade).click();
}

/// Waits until an item has this grade; `""` is none.
#[track_caller]
pub fn wait_rated(browser: &Browser, item: &str, grade: &str) {
    let group = rating(browser, item);
    browser.wait_until(&format!("the grade 「{grade}」 on {item}"), || chosen(&group) == grade);
}

/// The name of the button that is chosen in a group, or nothing.
#[track_caller]
pub fn chosen(group: &Element) -> String {
    let radios = group.all_by_role("radio");
    let checked = radios.iter().find(|radio| radio.is_checked());
    checked.map(|radio| radio.role_and_name().1).unwrap_or_default()
}

/// Waits until the counts above a sheet say this, as in `("施策1-1", "A 6、B 2、C 0、未記入 0")`.
#[track_caller]
pub fn wait_counts(browser: &Browser, of: &str, counts: &str) {
    browser.by_role("group", &format!("{of}：{counts}"));
}

/// The cells behind a row's heading in one of the tables of 集計.
#[track_caller]
pub fn numbers(browser: &Browser, table: &str, heading: &str) -> Vec<String> {
    let head = browser.by_role("region", table).by_role_part("rowheader", heading);
    let script = "return [...arguments[0].closest('tr').cells].slice(1).map((cell) => cell.innerText.trim())";
    let cells = browser.exec(script, &[head.as_arg()]);
    let cells = cells.as_array().map(Vec::as_slice).unwrap_or_default();
    cells.iter().map(|cell| cell.as_str().unwrap_or_default().to_string()).collect()
}

/// Waits until everything is kept in this browser.
#[track_caller]
pub fn wait_saved(browser: &Browser) {
    browser.wait_text(SAVED);
}

/// Presses 「ファイルに保存」 in the header, and returns the file.
#[track_caller]
pub fn save_file(browser: &Browser) -> PathBuf {
    browser.by_role("banner", "").by_role("button", "ファイルに保存").click();
    browser.wait_download(".json")
}

/// The bytes of a file.
#[track_caller]
pub fn bytes(file: &Path) -> Vec<u8> {
    fs::read(file).unwrap_or_else(|why| panic!("cannot read {}: {why}", file.display()))
}

/// One of the project's own fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// Nothing was stopped by the page's policy, nothing failed, nothing was loaded.
#[track_caller]
pub fn assert_quiet(browser: &Browser) {
    assert_eq!(browser.violations(), Vec::<String>::new(), "stopped by the policy");
    assert_eq!(browser.requests(), Vec::<String>::new(), "loaded from elsewhere");
    assert_eq!(browser.console_errors(), Vec::<String>::new(), "errors in the console");
}
