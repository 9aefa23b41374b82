//! 印刷・公開: what the printed pages and the editions hold, as somebody gets them. Pages are read back
//! with poppler's `pdftotext`; where that is absent, a test says that it was skipped.

use crate::driver::{Browser, Folder};
use crate::hostile;
use crate::person::*;
use hyokacho::exchange::csv;
use hyokacho::exchange::{Table, build, read};
use hyokacho::find::texts;
use hyokacho::format;
use hyokacho::forms::built_in;
use hyokacho::merge::history::Replica;
use hyokacho::merge::stamp::ReplicaId;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::form::FieldKind;
use hyokacho::model::id::{Id, IdSource, WorkbookId};
use hyokacho::model::item;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::{Author, Workbook};
use hyokacho::model::year::FiscalYear;
use hyokacho::paper::{Choice, pile};
use hyokacho::{sample, words};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The real sheets with the form that reads them. They are not part of this repository.
const SEEDS: [(&str, &str); 4] = [
    ("000_fe34d9e8663a8304.txt", "abc-committee"),
    ("001_bcce55fcd9814b7a.txt", "strategy-reports"),
    ("002_9871d5725838c91a.txt", "item-opinions"),
    ("003_86dc044460a809b0.txt", "direction-policy"),
];
/// The papers with the size of a page and its margins, in points of a PDF.
const PAPERS: [(&str, [f64; 2]); 3] =
    [("A4 横", [841.9, 595.3]), ("A3 横", [1190.6, 841.9]), ("A4 縦", [595.3, 841.9])];
const MARGINS: [f64; 2] = [28.3, 34.0];

/// Goes from a sheet to 印刷・公開 and waits until the preview is ready.
#[track_caller]
pub fn go_to_print(browser: &Browser) {
    browser.by_role("link", "印刷・公開").click();
    browser.by_role("heading", "印刷・公開");
    browser.wait_text("ページです。");
}

/// Reads a page's text, or its words with their places, from a PDF; `None` where pdftotext is absent.
fn read_pdf(file: &Path, how: &str) -> Option<String> {
    let Ok(output) = Command::new("pdftotext").args([how, "-enc", "UTF-8"]).arg(file).arg("-").output()
    else {
        println!("skipped: pdftotext (poppler-utils) is absent");
        return None;
    };
    assert!(output.status.success(), "pdftotext: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// A text without white space. Fonts give some signs that look alike one shape, and what comes out of
/// a PDF is one of them; both sides take the same.
fn bare(text: &str) -> String {
    let one = |c: char| match c {
        '⼀'..='⿕' => '⼀',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).map(one).collect()
}

/// Whether a text stands on the pages: on one, or begun on one and ended on the next.
fn stands_on(pages: &[String], text: &str) -> bool {
    if pages.iter().any(|page| page.contains(text)) {
        return true;
    }
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
    pages
        .windows(2)
        .any(|two| cuts.iter().any(|&at| two[0].contains(&text[..at]) && two[1].contains(&text[at..])))
}

/// All texts of a year's items, with what they are called.
fn data(book: &Workbook, year: FiscalYear) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let of = book.year(year).expect("the year");
    for id in book.outline(year).below(None) {
        texts::each(of, None, id, &mut |label, text| {
            all.push((label.to_string(), text.to_string()));
            true
        });
    }
    all
}

/// Asserts that all texts of the workbook are on the printed pages, each page says where in the plan it
/// is, and no word lies beyond the margins.
#[track_caller]
fn assert_printed(pdf: &Path, book: &Workbook, year: FiscalYear, size: [f64; 2]) {
    let Some(text) = read_pdf(pdf, "-raw") else { return };
    let pages: Vec<String> = text.split('\u{c}').map(bare).filter(|page| !page.is_empty()).collect();
    let missing: Vec<String> = data(book, year)
        .into_iter()
        .filter(|(_, text)| !stands_on(&pages, &bare(text)))
        .map(|(label, text)| format!("{label}：{text}"))
        .collect();
    assert!(
        missing.is_empty(),
        "{} texts are not on paper: {:#?}",
        missing.len(),
        &missing[..missing.len().min(5)]
    );
    let sheets = pile(book, year, &book.outline(year), Choice::All).all(book, &words::JA);
    let places: Vec<String> = sheets.iter().map(|sheet| bare(&sheet.place)).collect();
    for (at, page) in pages.iter().enumerate() {
        assert!(places.iter().any(|place| page.contains(place)), "page {} says nowhere where it is", at + 1);
    }
    let boxes = read_pdf(pdf, "-bbox").expect("pdftotext was there");
    let number = |line: &str, key: &str| -> f64 {
        let value = line.split_once(&format!("{key}=\"")).and_then(|(_, rest)| rest.split_once('"'));
        value.and_then(|(value, _)| value.parse().ok()).expect("a number")
    };
    for line in boxes.lines() {
        if line.trim_start().starts_with("<page") {
            let is = [number(line, "width"), number(line, "height")];
            assert!(is.iter().zip(size).all(|(is, of)| (is - of).abs() < 1.5), "the page is {is:?}");
        }
        if line.trim_start().starts_with("<word") {
            let [x, y] = [number(line, "xMax"), number(line, "yMax")];
            // The numbers of the pages stand in the margin at the foot.
            let is_number = line.contains('/');
            let is_inside = number(line, "xMin") >= MARGINS[0] - 3.0
                && x <= size[0] - MARGINS[0] + 3.0
                && (is_number || y <= size[1] - MARGINS[1] + 6.0);
            assert!(is_inside, "beyond the margins: {line}");
        }
    }
}

/// Chooses each paper, prints, and looks at the pages. Where the variable `HYOKACHO_KEEP` names a folder,
/// the PDFs are kept in it, to be looked at.
#[track_caller]
fn assert_printed_on_every_paper(browser: &Browser, name: &str, book: &Workbook, year: FiscalYear) {
    let folder = Folder::new("paper");
    for (paper, size) in PAPERS {
        browser.by_role("radio", paper).click();
        let pdf = folder.path().join(format!("{name}-{}.pdf", paper.replace(' ', "")));
        browser.print_pdf(&pdf);
        if let Ok(keep) = std::env::var("HYOKACHO_KEEP") {
            fs::copy(&pdf, Path::new(&keep).join(pdf.file_name().expect("a name"))).expect("a copy");
        }
        assert_printed(&pdf, book, year, size);
    }
}

#[test]
fn all_of_the_sample_is_printed_on_every_paper() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_print(&browser);
    let year = FiscalYear::new(2024).expect("a year");
    assert_printed_on_every_paper(&browser, "sample", &sample::workbook(), year);
    browser.quit();
}

#[test]
fn all_of_every_real_sheet_is_printed_on_every_paper() {
    let folder = Folder::new("seeds");
    for (file, form) in SEEDS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds").join(file);
        let Ok(text) = fs::read_to_string(&path) else {
            println!("skipped: {} is absent", path.display());
            return;
        };
        let form = built_in(form).expect("a built-in form");
        let draft = read(&Table::from_text(&text), &form);
        let default = || ("令和元年度".to_owned(), FiscalYear::new(2019).expect("a year"));
        let (label, year) = draft.year.clone().unwrap_or_else(default);
        let mut state = 7u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state ^ (state >> 31)
        };
        let plan = build::NewPlan {
            id: WorkbookId::known("made"),
            municipality: "試し市",
            title: "計画",
            year,
            label: &label,
        };
        let book = build::workbook(&draft, &form, plan, IdSource::new(&mut random));
        let json = folder.path().join("plan.json");
        fs::write(&json, format::write(&book)).expect("a file");
        let browser = Browser::chromium();
        open_workbook(&browser, &json);
        go_to_print(&browser);
        assert_printed_on_every_paper(&browser, &file[..3], &book, year);
        browser.quit();
    }
}

/// Writes the sample with hostile texts in place of its items' texts, and returns them.
fn hostile_sample(folder: &Folder) -> (PathBuf, Vec<String>) {
    let mut book = sample::workbook();
    let year = FiscalYear::new(2024).expect("a year");
    let author = Author { replica: ReplicaId(Id::known("tester")), about: Replica::default() };
    let of = book.year(year).expect("the year");
    let mut texts = hostile::texts().into_iter();
    let mut edits = Vec::new();
    let mut used = Vec::new();
    for id in book.outline(year).below(None) {
        for field in
            of.form.fields.iter().filter(|it| it.kind == FieldKind::LongText && item::has(of, id, it))
        {
            let own = of.nodes.get(id).is_some_and(|node| node.repeat.original().is_none());
            let Some(text) = own.then(|| texts.next()).flatten() else { continue };
            used.push(text.clone());
            edits.push(YearEdit::Value(id, field.id, Some(FieldValue::Text(text.into()))));
        }
    }
    for edit in edits {
        book.apply(Edit::In(year, edit), &author).expect("an edit");
    }
    let file = folder.path().join("hostile.json");
    fs::write(&file, format::write(&book)).expect("a file");
    (file, used)
}

/// What a page shows in the cells of its sheets, joined.
fn shown(browser: &Browser) -> String {
    let script = "return [...document.querySelectorAll('.paper td, .paper th, .paper dd')].map(it => it.textContent).join('\\u0000')";
    browser.exec(script, &[]).as_str().expect("a text").to_string()
}

#[test]
fn hostile_texts_are_printed_and_published_as_they_are() {
    let folder = Folder::new("hostile");
    let (file, used) = hostile_sample(&folder);
    assert_eq!(used.len(), 200);
    let browser = Browser::chromium();
    open_workbook(&browser, &file);
    go_to_print(&browser);
    let assert_whole = |text: &str| {
        for it in &used {
            assert!(text.contains(it), "altered: {it:?}");
        }
    };
    assert_whole(&shown(&browser));
    browser.print_pdf(&folder.path().join("hostile.pdf"));
    assert!(browser.exec("return window.hit === undefined", &[]).as_bool() == Some(true), "a text has run");
    browser.by_role("button", "テキスト版を保存").click();
    let text = fs::read_to_string(browser.wait_download_of(&["テキスト版", ".txt"])).expect("UTF-8");
    for it in used.iter().filter(|it| !it.contains('\n')) {
        assert!(text.contains(it.trim()), "altered: {it:?}");
    }
    browser.by_role("button", "一覧表（CSV）を保存").click();
    let list = fs::read_to_string(browser.wait_download_of(&["一覧表", ".csv"])).expect("UTF-8");
    let list = csv::read(&list).expect("a list of ours");
    for it in &used {
        assert!(list.iter().flatten().any(|cell| cell == it), "altered: {it:?}");
    }
    browser.by_role("button", "HTML 版を保存").click();
    let page = browser.wait_download_of(&["公開用", ".html"]);
    assert_quiet(&browser);
    // The saved page by itself, as a citizen opens it.
    browser.exec("location.href = arguments[0]", &[format!("file://{}", page.display()).into()]);
    browser.wait_until("the edition", || {
        browser.exec("return document.readyState === 'complete' && !document.querySelector('.header')", &[])
            == true
    });
    assert_whole(&shown(&browser));
    let harmless = "return window.hit === undefined && !document.querySelector('script, iframe, img, link, base, form, input, textarea')";
    assert_eq!(browser.exec(harmless, &[]), true);
    browser.quit();
}

#[test]
fn a_clerk_prints_one_department_and_the_results() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_print(&browser);
    browser.exec("window.print = () => { window.printed = (window.printed || 0) + 1 }", &[]);
    browser.by_role("radio", "担当課を選ぶ").click();
    browser.by_label("担当課").choose("福祉課");
    browser.wait_text("ページです。");
    let text = || browser.by_role("region", "見本").text();
    browser.wait_until("only the department's sheets", || !text().contains("みどり野塾"));
    browser.by_role("button", "印刷する").click();
    assert_eq!(browser.exec("return window.printed", &[]), 1);
    browser.by_role("radio", "会議の結果").click();
    browser.wait_until("the results", || text().contains("結果の一覧"));
    browser.by_role("radio", "会議の議事録案").click();
    browser.wait_until("the minutes", || text().contains("出席の状況"));
    browser.by_role("radio", "白紙の委員票").click();
    browser.wait_until("the ballot", || text().contains("□ A") && text().contains("委員の氏名"));
    // Before anything is published the personal data in it are named.
    browser.by_role("radio", "会議の議事録案").click();
    browser.wait_text("入っている個人情報");
    assert_quiet(&browser);
    browser.quit();
}
