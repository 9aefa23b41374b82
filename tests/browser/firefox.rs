//! The core of the work in the other engine.

use crate::driver::Browser;
use crate::meeting::{open_meeting, project, wait_projected, wait_tally};
use crate::person::*;

const ITEM: &str = "① 福祉体験学習";

#[test]
fn a_rating_counts_and_is_kept() {
    let browser = Browser::firefox();
    open_sample(&browser);
    wait_counts(&browser, "計画全体", "A 44、B 55、C 6、対象外 1、未記入 12");
    rate(&browser, ITEM, "C 未着手");
    wait_counts(&browser, "施策1-1", "A 5、B 2、C 1、未記入 0");
    wait_counts(&browser, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");
    wait_saved(&browser);
    browser.reload();
    browser.by_role("article", FIRST_SHEET);
    wait_rated(&browser, ITEM, "C 未着手");
    wait_counts(&browser, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");
    assert_quiet(&browser);
}

#[test]
fn a_meeting_is_run_beside_a_projector() {
    let browser = Browser::firefox();
    open_meeting(&browser);
    let windows = project(&browser);
    browser.by_css("#vote-0-0").focus();
    browser.type_text("abbabbcab/?");
    wait_tally(&browser, "A 3 B 5 C 1");
    wait_projected(&browser, &windows, "A 3、B 5、C 1。");
    wait_saved(&browser);
    browser.reload();
    wait_tally(&browser, "A 3 B 5 C 1");
    browser.by_role("button", "意見を映す").click();
    wait_projected(&browser, &windows, "意見");
    assert_quiet(&browser);
}
