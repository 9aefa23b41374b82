//! A meeting of 30 members on 40 施策: from a key to both windows, the one that runs it and the
//! projector's.

use crate::driver::{Browser, Folder, Options};
use hyokacho::forms;
use hyokacho::model::builder::BookBuilder;
use hyokacho::model::committee::*;
use hyokacho::model::content::Content;
use hyokacho::model::id::*;
use hyokacho::model::order::OrderKey;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const MEMBERS: usize = 30;
const MEASURES: usize = 40;
/// The items on which keys are measured; those of the first are not counted.
const MEASURED: usize = 3;

/// Notes, on the clock that all windows share, when a key was pressed and when each tally was
/// painted that differs from the one before.
const WATCH: &str = "
    const shown = () => document.querySelector(arguments[0])?.textContent ?? '';
    const bench = (window.__meeting = { keys: [], paints: [] });
    const now = () => performance.timeOrigin + performance.now();
    let before = shown();
    new MutationObserver(() => {
      if (shown() === before) return;
      before = shown();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => bench.paints.push(now());
        port2.postMessage(0);
      });
    }).observe(document, { childList: true, subtree: true, characterData: true });
    addEventListener('keydown', (event) => bench.keys.push(performance.timeOrigin + event.timeStamp), true);";

/// Measures each key until the tally is painted in the window that runs the meeting, and in the
/// projector's, in milliseconds, with the processor slowed down by a factor.
pub fn keys(app: &Path, slow: u32) -> [Vec<f64>; 2] {
    let folder = Folder::new("bench-meeting");
    let plan = folder.path().join("meeting.json");
    let written = fs::write(&plan, hyokacho::format::write(&workbook()));
    written.unwrap_or_else(|why| panic!("cannot write {}: {why}", plan.display()));
    let options =
        Options::sized(1366, 768).with_arg("--disable-frame-rate-limit").with_arg("--disable-gpu-vsync");
    let browser = Browser::chromium_with(&options);
    browser.open_file(app, "");
    browser.set_files(&browser.by_css("input[type=file]"), &[&plan]);
    browser.by_role_part("article", "の評価シート");
    browser.open_file(app, &format!("#/book/{}/2024/meeting/kaigi/take", WorkbookId::known("keisoku")));
    browser.by_css("#vote-0-0");
    let (chair, known) = (browser.window(), browser.windows());
    browser.by_role("button", "投影画面を開く").click();
    let projector = browser.use_new_window(&known);
    browser.wait_text("計測のための施策");
    for (window, tally) in [(&projector, "main"), (&chair, ".take__tally")] {
        browser.use_window(window);
        browser.exec(WATCH, &[json!(tally)]);
        browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": slow }));
    }
    for item in 1..=MEASURED {
        browser.by_role_part("link", &format!("施策{item}計測")).click();
        browser
            .wait_until("the item", || browser.exec("return document.activeElement.id", &[]) == "vote-0-0");
        for key in "abc".chars().cycle().take(MEMBERS) {
            let count = |of: &str| browser.exec(&format!("return __meeting.{of}.length"), &[]).as_u64();
            let painted = count("paints");
            let (key, code) = (key.to_string(), format!("Key{}", key.to_ascii_uppercase()));
            let down = json!({ "type": "keyDown", "key": key, "text": key, "code": code });
            browser.cdp("Input.dispatchKeyEvent", down);
            browser.cdp("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key, "code": code }));
            browser.wait_until("the tally", || count("paints") > painted);
            // A clerk does not type faster, and what is put off by a moment belongs to the key.
            let rest = "setTimeout(arguments[0], 120)";
            browser.exec_async(rest, &[]);
        }
    }
    let of = |window: &str, list: &str| -> Vec<f64> {
        browser.use_window(window);
        let times = browser.exec(&format!("return __meeting.{list}"), &[]);
        times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    };
    let keys = of(&chair, "keys");
    [of(&chair, "paints"), of(&projector, "paints")].map(|paints| {
        let until = |(at, key): (usize, &f64)| {
            let next = keys.get(at + 1).copied().unwrap_or(f64::INFINITY);
            let painted = paints.iter().filter(|paint| (*key..next).contains(*paint));
            painted
                .copied()
                .fold(None, |last: Option<f64>, it| Some(last.map_or(it, |last| last.max(it))))
                .map(|it| it - key)
        };
        keys.iter().enumerate().skip(MEMBERS).filter_map(until).collect()
    })
}

/// Makes the workbook: 30 members, all of them there, and 40 施策 with three 事業 each.
fn workbook() -> Workbook {
    let mut content =
        Content {
            municipality: "計測市".into(), title: "第1期地域福祉計画".into(), ..Content::default()
        };
    let Some(year) = FiscalYear::new(2024) else { unreachable!("2024 is a fiscal year") };
    let mut drawn = 0u64;
    let mut random = || {
        drawn += 1;
        drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let mut builder = BookBuilder::new(&year.label(), forms::abc_committee(), IdSource::new(&mut random));
    let goal = builder.node(None, LevelId::known("goal"), "目標1", "支え合うまち");
    for at in 1..=MEASURES {
        let (number, title) = (format!("施策{at}"), "計測のための施策");
        let measure = builder.node(Some(goal), LevelId::known("measure"), &number, title);
        for programme in ["見守り", "学習会", "相談窓口"] {
            builder.node(Some(measure), LevelId::known("programme"), "", programme);
        }
    }
    let mut book = builder.finish();
    let (meeting, order) = (MeetingId::known("kaigi"), OrderKey::between(None, None));
    let members = OrderKey::spread(MEMBERS).into_iter().enumerate().map(|(at, order)| Member {
        id: MemberId(Id::from_random(1 + at as u64)),
        name: format!("委員 {}", at + 1),
        seat: "公募市民".into(),
        role: String::new(),
        section: String::new(),
        retired: false,
        order,
    });
    book.members = members.collect();
    let here = book.members.keys().map(|member| Attendance {
        meeting,
        member,
        state: AttendanceState::Present,
        time: String::new(),
    });
    book.attendances = here.collect();
    book.meetings = [Meeting {
        id: meeting,
        title: "計測の会議".into(),
        day: String::new(),
        place: String::new(),
        section: String::new(),
        blind: false,
        order: order.clone(),
    }]
    .into_iter()
    .collect();
    let round = RoundId::known("round");
    book.rounds =
        [Round { id: round, label: "会議".into(), meeting: Some(meeting), order }].into_iter().collect();
    content.years.insert(year, book);
    Workbook::made_of(WorkbookId::known("keisoku"), content)
}
