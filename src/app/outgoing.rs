//! What goes out: a workbook as a file, as a text for the body of a mail, as a 持ち運び版.

use crate::format::{self, CheckCode};
use crate::model::workbook::Workbook;

/// Writes a workbook as a text for the body of a mail, between lines that say where it begins and
/// ends; the error is a sentence.
pub async fn block(workbook: &Workbook) -> Result<String, String> {
    Ok(format::write(workbook))
}

/// Writes a copy of this app's own HTML file with a workbook in it; `None` where the page is not the
/// packed file.
pub fn carried(workbook: &Workbook) -> Option<String> {
    let _ = workbook;
    None
}

/// Returns the check code of a workbook's file.
pub fn code(workbook: &Workbook) -> CheckCode {
    format::check_code(workbook)
}
