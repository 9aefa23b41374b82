//! What comes in, by file or by pasted text, recognised for what it is: JSON, a text with blocks, a
//! page that carries something, or a file of another program, which is named as such.

use super::words;
use crate::edge::deflate::inflate;
use crate::edge::files;
use crate::format::{self, Block, CheckCode, Foreign, foreign};
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

/// Reads a file: JSON whatever its name, or a text with blocks in it.
pub async fn of_file(file: &File) -> Vec<Came> {
    let name = file.name();
    let bytes = match files::read_bytes(file).await {
        Ok(bytes) => bytes,
        Err(_) => return vec![Came { name, outcome: Err(words().app.file_unreadable.into()) }],
    };
    if let Some(foreign) = foreign(&bytes) {
        return vec![Came { name, outcome: Err((words().read.foreign)(foreign)) }];
    }
    match files::decode(&bytes) {
        Ok(text) => of_text(&name, &text).await,
        Err(error) => vec![Came { name, outcome: Err((words().read.arrived)(&error)) }],
    }
}

/// Reads a text: the contents of a file, or what was pasted.
pub async fn of_text(name: &str, text: &str) -> Vec<Came> {
    let mut came = Vec::new();
    for (name, text) in texts(name, text).await {
        let outcome = text.and_then(|text| read(&text));
        came.push(Came { name, outcome });
    }
    came
}

/// Returns the files' texts that a text holds: those in its blocks, else the text itself.
pub async fn texts(name: &str, text: &str) -> Vec<(String, Result<String, String>)> {
    if format::is_page(text) {
        let found = format::find_carried(text).map(str::to_string);
        return vec![(name.into(), found.ok_or_else(|| (words().read.foreign)(Foreign::Page)))];
    }
    if text.trim_start().starts_with('{') || !format::has_block(text) {
        return vec![(name.into(), Ok(text.into()))];
    }
    let blocks = format::find_blocks(text);
    let count = blocks.len();
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let name = if count > 1 { (words().giving_back.nth)(name, at + 1) } else { name.to_string() };
        found.push((name, unpacked(block).await));
    }
    found
}

/// Returns the first of these texts that is whole: of a mail that quotes older ones the newest. The
/// error is a sentence about the first.
pub async fn first_sound(text: String) -> Result<String, String> {
    let mut found = texts("", &text).await.into_iter().map(|(_, text)| text);
    let first = found.next().unwrap_or(Ok(text));
    if first.is_ok() { first } else { found.find(Result::is_ok).unwrap_or(first) }
}

async fn unpacked(block: &Block) -> Result<String, String> {
    let w = &words().giving_back;
    let bytes = block.bytes.as_ref().ok_or_else(|| w.cut_block.to_string())?;
    inflate(bytes).await.map_err(|_| w.broken_block.to_string())
}

fn read(text: &str) -> Result<(Workbook, CheckCode), String> {
    let opened = format::open(text).map_err(|error| (words().read.arrived)(&error))?;
    let code = format::check_code(&opened.workbook);
    Ok((opened.workbook, code))
}
