//! Writing a workbook as text.

use super::envelope::{FileOut, Kind};
use super::{FORMAT, VERSION, check_code};
use crate::model::workbook::Workbook;

/// Writes a workbook as a file: UTF-8, two-space indented, the same bytes for the same workbook.
pub fn write(workbook: &Workbook) -> String {
    // Writing plain values into memory cannot fail: every key is a text and every number whole.
    serde_json::to_string_pretty(&file(workbook, Kind::Workbook)).map(|text| text + "\n").unwrap_or_default()
}

/// Writes a part of a workbook as one line, for the journal and for other tabs.
pub fn write_part(part: &Workbook) -> String {
    serde_json::to_string(&file(part, Kind::Part)).unwrap_or_default()
}

fn file(workbook: &Workbook, kind: Kind) -> FileOut<'_> {
    FileOut {
        format: FORMAT,
        version: VERSION,
        kind,
        app: env!("CARGO_PKG_VERSION"),
        check: check_code(workbook).to_string(),
        id: workbook.id(),
        content: workbook.content(),
        history: workbook.history(),
    }
}
