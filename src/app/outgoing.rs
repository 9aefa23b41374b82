//! What goes out: a workbook as a file, and as a text for the body of a mail.

use super::session::Session;
use super::words;
use crate::edge::deflate::deflate;
use crate::edge::{carrying, clipboard, files};
use crate::format::{self, CheckCode, ErrandFile, Kind};
use crate::mail::carrier::Carrier;
use crate::model::errand::Request;
use crate::model::workbook::Workbook;
use leptos::task::spawn_local;

/// The type of a page.
const HTML: &str = "text/html";
/// The type of a file of text.
const TEXT: &str = "text/plain";

/// Returns whether this page can make such files.
pub fn can_make(carrier: Carrier) -> bool {
    carrier != Carrier::Page || carrying::is_possible()
}

/// Saves a request's workbook as such a file; returns the name and the check code, `None` where it
/// could not be saved.
pub fn save(workbook: &Workbook, what: ErrandFile, carrier: Carrier) -> Option<(String, CheckCode)> {
    let name = format::errand_name(workbook, what, carrier.file_type());
    let (text, code) = format::write_with_code(workbook);
    let saved = match carrier {
        Carrier::Json => files::download(&name, &text, files::JSON),
        Carrier::Text => files::download(&name, &text, TEXT),
        Carrier::Page => files::download(&name, &carrying::page(&text)?, HTML),
    };
    saved.ok().map(|()| (name, code))
}

/// Copies a text to the clipboard, and tells whether it was done in the sentences for both.
pub fn copy(session: Session, text: String, done: &'static str, not_done: &'static str) {
    spawn_local(async move {
        session.saving.tell(if clipboard::copy(&text).await { done } else { not_done }.into());
    });
}

/// Writes a workbook as a text for the body of a mail, between lines that say where it begins and
/// ends; the error is a sentence.
pub async fn block(workbook: &Workbook) -> Result<String, String> {
    let (text, code) = format::write_with_code(workbook);
    let bytes = deflate(text.as_bytes()).await.map_err(|_| words().giving_back.no_block.to_string())?;
    let name = format::errand_name(workbook, kind_of(workbook), "");
    Ok(format::write_block(name.trim_end_matches('.'), code, &bytes))
}

/// Says what the file of a request is on its way out.
pub fn sent_kind(request: &Request) -> ErrandFile {
    match request.member() {
        Some(_) => ErrandFile::Ballot,
        None => ErrandFile::Request,
    }
}

/// Says how far a request's file is on its way.
pub fn kind_of(workbook: &Workbook) -> ErrandFile {
    let is_draft = workbook.content().answer.as_ref().is_none_or(|answer| answer.finished.is_empty());
    match format::kind_of(workbook) {
        Kind::Ballot => ErrandFile::Ballot,
        Kind::Reply if is_draft => ErrandFile::Draft,
        Kind::Reply => ErrandFile::Reply,
        _ => ErrandFile::Request,
    }
}
