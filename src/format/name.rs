//! The name that is proposed for a saved file.

use crate::mail::progress::request_of;
use crate::model::form::Form;
use crate::model::workbook::Workbook;

/// Windows allows 255 UTF-16 units, others 255 bytes; mail programs and folders take their share.
const MUNICIPALITY_BYTES: usize = 48;
const TITLE_BYTES: usize = 78;
const YEAR_BYTES: usize = 30;

/// Proposes a file name such as `みどり野市_第3期地域福祉計画_令和元年度_20261121.json`.
///
/// `year_label` may be empty where the file is about no year; `date` is `2026-11-21`. What no
/// file system takes, and what would make the name read other than it is, is replaced.
pub fn file_name(workbook: &Workbook, year_label: &str, date: &str) -> String {
    let content = workbook.content();
    let day: String = date.chars().filter(char::is_ascii_digit).take(8).collect();
    let parts = [
        part(&content.municipality, MUNICIPALITY_BYTES),
        part(&content.title, TITLE_BYTES),
        part(year_label, YEAR_BYTES),
        day,
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match parts.is_empty() {
        true => "評価帳.json".into(),
        false => format!("{}.json", parts.join("_")),
    }
}

/// Proposes a name for the file of a request, as it goes out and as it comes back:
/// `記入依頼_第3期地域福祉計画_令和5年度_福祉課.json`, `回答_…`, `回答（途中）_…`, `委員票_…`. The type is
/// `json`, `txt` or `html`. The name for a whole workbook is [`file_name`]'s.
pub fn errand_name(file: &Workbook, kind: ErrandFile, file_type: &str) -> String {
    let content = file.content();
    let (year, recipient) = request_of(file)
        .and_then(|(year, request)| {
            let book = file.year(year)?;
            Some((book.label.clone(), request.to.name(book)))
        })
        .unwrap_or_default();
    let kind = match kind {
        ErrandFile::Request => "記入依頼",
        ErrandFile::Draft => "回答（途中）",
        ErrandFile::Reply => "回答",
        ErrandFile::Ballot => "委員票",
    };
    let parts = [
        kind.to_string(),
        part(&content.title, TITLE_BYTES),
        part(&year, YEAR_BYTES),
        part(&recipient, MUNICIPALITY_BYTES),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{file_type}", parts.join("_"))
}

/// Says how far a request's file is on its way, for its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrandFile {
    /// As it goes out to a department.
    Request,
    /// An answer that is not finished (途中保存).
    Draft,
    /// A department's answer.
    Reply,
    /// A member's ballot, on the way out and back.
    Ballot,
}

/// Proposes a file name for a form such as `様式_実施計画の評価_20261121.json`; `date` is `2026-11-21`.
pub fn form_name(form: &Form, date: &str) -> String {
    let day: String = date.chars().filter(char::is_ascii_digit).take(8).collect();
    let parts = ["様式".to_string(), part(&form.name, TITLE_BYTES), day];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.json", parts.join("_"))
}

/// Proposes a name for a file about one thing: `議事録案_令和5年度_第2回推進委員会.txt`.
pub fn export_name(parts: [&str; 3], extension: &str) -> String {
    let parts = parts.map(|it| part(it, TITLE_BYTES)).into_iter().filter(|it| !it.is_empty());
    format!("{}.{extension}", parts.collect::<Vec<_>>().join("_"))
}

fn part(text: &str, bytes: usize) -> String {
    let mut out = String::new();
    for c in text.trim().chars().filter(|c| !is_invisible(*c)).map(safe) {
        if out.len() + c.len_utf8() > bytes {
            break;
        }
        out.push(c);
    }
    out.trim().to_owned()
}

fn safe(c: char) -> char {
    match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '_',
        // A point would begin the file's type, or make `CON.x` a device.
        '.' => '．',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Returns whether a character only steers others: controls but line breaks, marks of direction.
fn is_invisible(c: char) -> bool {
    let steers =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    steers || (c.is_control() && !c.is_whitespace())
}
