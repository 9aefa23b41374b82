//! Writing a workbook as text.

use super::code::{CheckCode, code_of_text};
use super::envelope::{FileOut, Kind};
use super::{FORMAT, VERSION, check_code};
use crate::model::workbook::Workbook;

/// Writes a workbook as a file: UTF-8, two-space indented, the same bytes for the same workbook.
pub fn write(workbook: &Workbook) -> String {
    write_with_code(workbook).0
}

/// Writes a workbook as a file, and returns its check code beside it.
pub fn write_with_code(workbook: &Workbook) -> (String, CheckCode) {
    // Writing plain values into memory cannot fail: every key is a text and every number whole.
    let (text, code) =
        signed(serde_json::to_string_pretty(&file(workbook, Kind::Workbook)).unwrap_or_default() + "\n");
    (text, code.unwrap_or_else(|| check_code(workbook)))
}

/// Writes a part of a workbook as one line, for the journal and for other tabs.
pub fn write_part(part: &Workbook) -> String {
    signed(serde_json::to_string(&file(part, Kind::Part)).unwrap_or_default()).0
}

/// Puts the check code of a text into its head.
fn signed(text: String) -> (String, Option<CheckCode>) {
    let code = code_of_text(&text);
    with_code(text, code)
}

/// Puts a check code into the head of a text.
pub(super) fn with_code(mut text: String, code: Option<CheckCode>) -> (String, Option<CheckCode>) {
    if let (Some(at), Some(code)) = (text.find(OPEN_CODE), code) {
        text.replace_range(at..at + OPEN_CODE.len(), &code.to_string());
    }
    (text, code)
}

/// Stands in a file's head until its code is reckoned.
pub(super) const OPEN_CODE: &str = "####-####";

pub(super) fn file(workbook: &Workbook, kind: Kind) -> FileOut<'_> {
    FileOut {
        format: FORMAT,
        version: VERSION,
        kind,
        app: env!("CARGO_PKG_VERSION"),
        check: OPEN_CODE,
        id: workbook.id(),
        content: workbook.content(),
        history: workbook.history(),
    }
}
