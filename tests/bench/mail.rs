//! Files by mail into the largest plan: 40 answers at once, and another whole workbook.

use crate::driver::{Browser, Folder, Options};
use crate::memory;
use hyokacho::format;
use hyokacho::mail::ask;
use hyokacho::mail::cut::cut;
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::ReplicaId;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::errand::Asked;
use hyokacho::model::form::FieldKind;
use hyokacho::model::id::*;
use hyokacho::model::item;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::{Author, Workbook};
use hyokacho::model::year::FiscalYear;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const ANSWERS: usize = 40;
/// How many fields each of two people has written in a whole workbook, and how many of them are the same.
const WRITTEN: usize = 500;
const SAME: usize = 50;

/// Measures, from the moment when files were chosen, until a button is painted; and from its press
/// until something is told.
const WATCH: &str = "
    const done = arguments[arguments.length - 1];
    const painted = () => new Promise((then) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(0);
    }));
    const until = (holds) => new Promise((then) => {
      const look = () => { if (holds()) { watch.disconnect(); painted().then(then); } };
      const watch = new MutationObserver(look);
      watch.observe(document, { childList: true, subtree: true, characterData: true });
      look();
    });
    const button = () => document.querySelector('.receive__take .button--fill');
    window.__mail = {};
    addEventListener('change', (event) => {
      const start = performance.now();
      until(() => !!button()).then((at) => { __mail.shown = at - start; });
    }, { capture: true, once: true });
    window.__take = (then) => {
      const start = performance.now();
      button().click();
      until(() => !button()).then((at) => then(at - start));
    };
    done(0);";

/// Is what was measured of one way: the times until the preview is there and until it is taken, in
/// milliseconds, and the memory of the page's process after it, in MB.
pub struct Took {
    pub preview: f64,
    pub take: f64,
    pub memory: Option<f64>,
}

fn author(n: u64) -> Author {
    let about = Replica { name: format!("記入者{n}"), day: "2026-11-21".into() };
    Author { replica: ReplicaId(Id::from_random(0x5eed_0000_0000 + n)), about }
}

/// The rows of a year that have a progress and a rating, in the order of the plan.
fn rows(book: &Workbook, year: FiscalYear) -> Vec<NodeId> {
    let outline = book.outline(year);
    let content = book.year(year).expect("the year");
    let rating = content.form.field(FieldId::known("rating")).expect("a rating");
    outline.below(None).into_iter().filter(|&node| item::has(content, node, rating)).collect()
}

fn write(book: &mut Workbook, year: FiscalYear, node: NodeId, text: &str, by: u64) {
    let FieldKind::Grade { scale } =
        book.year(year).and_then(|it| it.form.field(FieldId::known("rating"))).expect("a rating").kind
    else {
        unreachable!("a rating is a grade")
    };
    let grade =
        book.year(year).and_then(|it| it.form.scale(scale)).expect("a scale").grades[by as usize % 3].id;
    let edits = [
        YearEdit::Value(node, FieldId::known("progress"), FieldValue::text(text)),
        YearEdit::Value(node, FieldId::known("rating"), Some(FieldValue::Grade(grade))),
    ];
    let edits = edits.into_iter().map(|edit| Edit::In(year, edit)).collect();
    book.apply(Edit::All(edits), &author(by)).expect("it can be written");
}

fn save(folder: &Folder, name: &str, book: &Workbook) -> PathBuf {
    let file = folder.path().join(name);
    fs::write(&file, format::write(book))
        .unwrap_or_else(|why| panic!("cannot write {}: {why}", file.display()));
    file
}

/// 40 answers, each to the questions about its share of the plan's items, all filled in.
pub fn answers(app: &Path, mut plan: Workbook) -> Took {
    let folder = Folder::new("bench-mail");
    let year = plan.years().last().expect("a year").0;
    let rows = rows(&plan, year);
    let department = plan.year(year).and_then(|it| it.departments.keys().next()).expect("a department");
    let mut files = Vec::new();
    for (at, share) in rows.chunks(rows.len().div_ceil(ANSWERS)).enumerate() {
        let items = share.iter().map(|&node| Asked { node, each: false }).collect();
        let book = plan.year(year).expect("the year");
        let request =
            ask::of_department(book, RequestId(Id::from_random(9000 + at as u64)), department, items);
        let put = YearEdit::Put(Element::Request(Box::new(request.clone())));
        plan.apply(Edit::In(year, put), &author(0)).expect("it is logged");
        let mut answer = cut(&plan, year, &request).expect("a request");
        for &node in share {
            write(
                &mut answer,
                year,
                node,
                "講座を年4回開き、延べ128人が参加した。欠席した方には資料を送った。",
                1 + at as u64,
            );
        }
        files.push(save(&folder, &format!("answer-{at}.json"), &answer));
    }
    let plan = save(&folder, "plan.json", &plan);
    receive(app, &plan, &files)
}

/// The workbook as another person has gone on with it, while it was gone on with here.
pub fn whole(app: &Path, plan: Workbook) -> Took {
    let folder = Folder::new("bench-merge");
    let year = plan.years().last().expect("a year").0;
    let rows = rows(&plan, year);
    let (mut own, mut other) = (plan.clone(), plan);
    for &node in &rows[..WRITTEN] {
        write(&mut own, year, node, "ここで書いた。", 1);
    }
    for &node in &rows[WRITTEN - SAME..2 * WRITTEN - SAME] {
        write(&mut other, year, node, "あちらで書いた。", 2);
    }
    let (own, other) = (save(&folder, "own.json", &own), save(&folder, "other.json", &other));
    receive(app, &own, &[other])
}

fn receive(app: &Path, plan: &Path, files: &[PathBuf]) -> Took {
    let profile = Folder::new("bench-mail-profile");
    let options = Options::in_profile(profile.path())
        .with_arg("--disable-frame-rate-limit")
        .with_arg("--disable-gpu-vsync");
    let browser = Browser::chromium_with(&options);
    browser.open_file(app, "");
    browser.set_files(&browser.by_css("input[type=file]"), &[plan]);
    browser.by_role_part("article", "の評価シート");
    browser.wait_text("ブラウザに保存済み");
    browser.by_role("link", "やりとり").click();
    browser.by_role("link", "受け取る").click();
    browser.exec_async(WATCH, &[]);
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    browser.set_files(&browser.by_css("input[type=file]"), &files);
    let time = |script: &str| browser.exec(script, &[]).as_f64();
    browser.wait_until("the preview", || time("return __mail.shown ?? null").is_some());
    let preview = time("return __mail.shown").unwrap_or_default();
    let taken: Value = browser.exec_async("__take(arguments[0])", &[]);
    for _ in 0..3 {
        browser.cdp("HeapProfiler.collectGarbage", json!({}));
    }
    Took { preview, take: taken.as_f64().unwrap_or_default(), memory: memory::of_page(profile.path()) }
}
