//! The projector's window alone: it waits, shows what is sent to it, and never has to be scrolled.

use crate::driver::{Browser, packed_file};
use crate::person::*;
use serde_json::{Value, json};

/// The sizes of projectors.
const SIZES: [(u32, u32); 3] = [(1024, 768), (1366, 768), (1920, 1080)];

/// Opens the projector's window of a workbook of which nothing is known here.
fn open(browser: &Browser) {
    browser.open_file(&packed_file(), "#/screen/plan");
    browser.by_role("heading", "進行の画面を待っています");
}

/// A screen with so many grades, their names, and the votes of the first.
fn screen(grades: &[&str], votes: u32) -> Value {
    let grade = |(at, key): (usize, &&str)| {
        let votes = if at == 0 { votes } else { at as u32 };
        json!({ "key": key, "label": "", "tone": at + 1, "votes": votes, "share": 30 })
    };
    let grades: Vec<Value> = grades.iter().enumerate().map(grade).collect();
    let title = "互いの違いを認め合う意識の醸成と誰もが尊重される地域づくりの推進及び人権に関する啓発の充実";
    json!({
        "meeting": "第2回 地域福祉推進委員会", "number": "施策1-2", "title": title, "axis": "",
        "hidden": false, "discussion": false, "closed": true, "grades": grades, "base": "answers",
        "answers": 26, "present": 30, "seats": 32, "given": 26, "expected": 30,
        "classes": [["abstain", 1], ["cannot", 2], ["undecided", 1], ["missing", 3], ["absent", 2]],
        "decision": { "key": grades[0]["key"], "label": "", "tone": 1, "reason": "多数決による。".repeat(8) },
        "others": [{ "label": "今後の方向性", "counts": [["拡充", 6], ["継続", 4]], "decision": null }],
        "view": "counts", "opinions": [], "pages": 0,
    })
}

/// Sends a screen as the window that runs the meeting does, and waits until it is drawn.
fn send(browser: &Browser, stamp: u64, screen: &Value) {
    let message = json!({ "workbook": "plan", "stamp": stamp, "said": { "show": screen } });
    let script = "(window.meeting ??= new BroadcastChannel('hyokacho-screen')).postMessage(arguments[0])";
    browser.exec(script, &[json!(message.to_string())]);
    let shown = format!("return document.querySelectorAll('.screen-count').length === {}", count(screen));
    browser.wait_until("the screen that was sent", || browser.exec(&shown, &[]) == json!(true));
    // The text is fitted in the next frame.
    browser.exec_async("requestAnimationFrame(() => setTimeout(arguments[0]))", &[]);
}

fn count(screen: &Value) -> usize {
    match (screen["view"].as_str(), &screen["hidden"]) {
        (Some("counts"), Value::Bool(false)) => screen["grades"].as_array().map_or(0, Vec::len),
        _ => 0,
    }
}

/// How much goes beyond the window in pixels, and the least font size and height of a digit of the
/// counts in percent of its height.
fn measure(browser: &Browser) -> (f64, f64, f64) {
    let measured = browser.exec(
        "const page = document.documentElement, screen = document.querySelector('.screen');
         const beyond = Math.max(...[page, screen].flatMap((it) =>
           [it.scrollHeight - it.clientHeight, it.scrollWidth - it.clientWidth]));
         const inside = [...screen.querySelectorAll('.screen-count, .screen__foot, .screen__item')];
         const out = inside.some((it) => it.getBoundingClientRect().bottom > innerHeight + 1);
         const pen = document.createElement('canvas').getContext('2d');
         const sizes = [...screen.querySelectorAll('.screen-count__digits')].map((it) => {
           const style = getComputedStyle(it), size = parseFloat(style.fontSize);
           pen.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
           const glyph = pen.measureText('7');
           return [size, glyph.actualBoundingBoxAscent + glyph.actualBoundingBoxDescent];
         });
         const least = (at) => Math.min(...sizes.map((it) => it[at])) / innerHeight * 100;
         return [out ? 999 : beyond, least(0), least(1)]",
        &[],
    );
    let number = |at: usize| measured[at].as_f64().unwrap_or_default();
    (number(0), number(1), number(2))
}

#[test]
fn the_projector_waits_and_then_shows_giant_counts_without_scrolling() {
    let browser = Browser::chromium();
    open(&browser);
    assert_eq!(browser.exec("return document.title", &[]), json!("投影画面"));
    assert_eq!(browser.axe(), Vec::<String>::new());
    let phrases = ["順調に進んだ", "おおむね順調", "やや遅れている", "このまま継続できない"];
    let twelve = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];
    let long: Vec<&str> = phrases.iter().cycle().take(12).copied().collect();
    let scales: [&[&str]; 6] = [&twelve[..2], &twelve[..3], &phrases, &twelve[..6], &twelve, &long];
    let mut stamp = 1;
    let mut found = Vec::new();
    for (width, height) in SIZES {
        browser.set_viewport(width, height);
        for grades in scales {
            for votes in [3, 12, 123] {
                stamp += 1;
                send(&browser, stamp, &screen(grades, votes));
                let (beyond, font, glyph) = measure(&browser);
                let large = if grades.len() > 6 { font >= 15.0 } else { glyph >= 15.0 };
                if beyond > 1.0 || !large {
                    let what = format!("{} grades, {votes} votes at {width}×{height}", grades.len());
                    found.push(format!("{what}: beyond {beyond} px, font {font:.1} %, digit {glyph:.1} %"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let title = browser.exec("return document.title", &[]);
    assert!(
        title.as_str().is_some_and(|title| title.starts_with("施策1-2 ") && title.ends_with(" — 投影画面"))
    );
    assert_eq!(browser.axe(), Vec::<String>::new());
    browser.press("b");
    browser.wait_until("the black ground", || {
        browser.exec("return getComputedStyle(document.querySelector('.screen')).backgroundColor", &[])
            == json!("rgb(0, 0, 0)")
    });
    assert_eq!(browser.axe(), Vec::<String>::new());
    assert_quiet(&browser);
}

#[test]
fn larger_text_still_fits_and_is_remembered() {
    let browser = Browser::chromium();
    open(&browser);
    browser.set_viewport(1024, 768);
    send(&browser, 1, &screen(&["A", "B", "C"], 7));
    let size =
        || browser.exec("return document.querySelector('.screen').style.getPropertyValue('--text')", &[]);
    for _ in 0..9 {
        browser.press("ArrowUp");
    }
    browser.exec_async("requestAnimationFrame(() => setTimeout(arguments[0]))", &[]);
    assert!(measure(&browser).0 <= 1.0);
    for _ in 0..9 {
        browser.press("ArrowDown");
    }
    browser.wait_until("the smallest text", || size() == json!("0.55"));
    // The last screen is there at once after a reload, with the size of the text.
    browser.reload();
    browser.by_role_part("heading", "施策1-2");
    browser.wait_until("the smallest text again", || size() == json!("0.55"));
    browser.wait_text("進行の画面を待っています");
    browser.wait_text("回答 26／定数 32");
    assert_eq!(browser.axe(), Vec::<String>::new());
}
