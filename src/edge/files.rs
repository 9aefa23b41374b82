//! Files that go out as downloads and come in by choice or drop.

use super::timer;
use crate::format::{self, ReadError};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, HtmlInputElement, TextDecoder,
    TextDecoderOptions, Url,
};

/// The type of the app's own files.
pub const JSON: &str = "application/json";
/// How long a browser may take to begin with a download, in milliseconds.
const REVOKE_MS: i32 = 60_000;

/// Says why a file did not come in or go out.
#[derive(Clone, Debug, PartialEq)]
pub enum FileError {
    /// The browser could not read it: moved, locked, or on a drive that is gone. In its words.
    Unreadable(String),
    /// It is no text.
    NotText(ReadError),
    /// The browser refused the download, in its words.
    NotSaved(String),
}

/// Saves a text as a file in the browser's download folder.
///
/// Success means that the download was handed over; browsers do not say whether it was written.
pub fn download(name: &str, text: &str, mime: &str) -> Result<(), FileError> {
    start_download(name, text, mime).map_err(|error| FileError::NotSaved(in_words(&error)))
}

fn start_download(name: &str, text: &str, mime: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    timer::after(REVOKE_MS, move || {
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}

/// Reads a file that was chosen or dropped.
pub async fn read_bytes(file: &File) -> Result<Vec<u8>, FileError> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|error| FileError::Unreadable(in_words(&error)))?;
    Ok(Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec())
}

/// Reads a file as text: UTF-8, UTF-16 or, through the browser, Shift_JIS.
pub async fn read_text(file: &File) -> Result<String, FileError> {
    decode(&read_bytes(file).await?).map_err(FileError::NotText)
}

/// Decodes bytes as text: UTF-8, UTF-16 or, through the browser, Shift_JIS.
pub fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    format::decode(bytes, &shift_jis)
}

/// Decodes Shift_JIS as Windows writes it; `None` where the bytes are not valid in it.
pub fn shift_jis(bytes: &[u8]) -> Option<String> {
    let strict = TextDecoderOptions::new();
    strict.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("shift_jis", &strict).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// Takes the files out of an `<input type="file">`, so that the same file can be chosen again.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files().map(|files| all(&files)).unwrap_or_default();
    input.set_value("");
    files
}

pub(super) fn all(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

fn in_words(error: &JsValue) -> String {
    let error = error.dyn_ref::<js_sys::Error>();
    error.map(|error| format!("{}: {}", error.name(), error.message())).unwrap_or_default()
}
