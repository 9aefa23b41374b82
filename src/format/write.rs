//! Writing a workbook as text.

use super::code::{CheckCode, code_of_text};
use super::envelope::{FileOut, Kind};
use super::{FORMAT, VERSION, check_code};
use crate::mail::progress::request_of;
use crate::merge::history::Versions;
use crate::model::place::{ElementKey, Place, PlanPart};
use crate::model::workbook::Workbook;

/// Writes a workbook as a file: UTF-8, two-space indented, the same bytes for the same workbook.
pub fn write(workbook: &Workbook) -> String {
    write_with_code(workbook).0
}

/// Writes a workbook as a file, and returns its check code beside it.
pub fn write_with_code(workbook: &Workbook) -> (String, CheckCode) {
    // Writing plain values into memory cannot fail: every key is a text and every number whole.
    let (text, code) =
        signed(serde_json::to_string_pretty(&file(workbook, kind_of(workbook))).unwrap_or_default() + "\n");
    (text, code.unwrap_or_else(|| check_code(workbook)))
}

/// Says what a workbook's file is: a plan; or a request as it goes out, as long as nothing was written
/// in it; or what came of it.
pub fn kind_of(workbook: &Workbook) -> Kind {
    let Some((_, request)) = request_of(workbook) else { return Kind::Workbook };
    let is_new = |versions: &Versions| {
        !request.seen.covers(versions.by) || versions.rivals.iter().any(|it| !request.seen.covers(it.by))
    };
    let own = |place: &Place| {
        matches!(place, Place::Plan(PlanPart::Errand) | Place::Element(_, ElementKey::Request(_)))
    };
    let mut registers = workbook.history().registers.iter().filter(|(place, _)| !own(place));
    match registers.any(|(_, versions)| is_new(versions)) {
        false => Kind::Request,
        true if request.member().is_some() => Kind::Ballot,
        true => Kind::Reply,
    }
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
