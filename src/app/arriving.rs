//! What comes in, by file or by pasted text, recognised for what it is.

use super::{opening, words};
use crate::edge::files;
use crate::format::{self, CheckCode};
use crate::model::workbook::Workbook;
use web_sys::File;

/// Is one thing that came in: a workbook (whole, a request, an answer), or why it is none.
pub struct Came {
    /// The file's name, or where in a text it stood.
    pub name: String,
    /// The workbook and the check code of its file, or a sentence that says what and where and what
    /// to do.
    pub outcome: Result<(Workbook, CheckCode), String>,
}

/// Reads a file: JSON whatever its name, a text with blocks in it, a 持ち運び版.
pub async fn of_file(file: &File) -> Vec<Came> {
    let name = file.name();
    match files::read_text(file).await {
        Ok(text) => of_text(&name, &text).await,
        Err(_) => vec![Came { name, outcome: Err(words().app.file_unreadable.into()) }],
    }
}

/// Reads a text: the contents of a file, or what was pasted.
pub async fn of_text(name: &str, text: &str) -> Vec<Came> {
    let outcome = format::open(text).map_err(|error| opening::sentence(&error));
    let outcome = outcome.map(|opened| {
        let code = format::check_code(&opened.workbook);
        (opened.workbook, code)
    });
    vec![Came { name: name.into(), outcome }]
}
