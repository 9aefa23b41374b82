//! The check code: eight characters that tell whether a file is whole.

use super::scan::end_of_string;
use crate::merge::history::History;
use crate::model::content::Content;
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{fmt, io};

/// No two of these are taken for each other, on screen, in handwriting or on the telephone:
/// 0 o, 1 i l, 2 z, 5 s, 8 b, 9 g q, u v are reduced to one of each or none.
const ALPHABET: &[u8; 22] = b"34679acdefhjkmnprtvwxy";
const BUFFER: usize = 1 << 16;

/// Is a check code, shown as `acd3-7xyw`. It detects damage (a changed file passes once in
/// 5 × 10¹⁰); it is no proof of who wrote the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckCode([u8; 8]);

impl fmt::Display for CheckCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, &byte) in self.0.iter().enumerate() {
            let dash = if at == 4 { "-" } else { "" };
            write!(f, "{dash}{}", byte as char)?;
        }
        Ok(())
    }
}

/// Is what the code is reckoned of, as compact JSON.
#[derive(Serialize)]
struct Canon<'a> {
    id: WorkbookId,
    content: &'a Content,
    history: &'a History,
}

/// Returns the check code of a workbook: of its id, content and history, not of how they are indented.
pub fn check_code(workbook: &Workbook) -> CheckCode {
    code_of(workbook.id(), workbook.content(), workbook.history())
}

pub(super) fn code_of(id: WorkbookId, content: &Content, history: &History) -> CheckCode {
    code_of_value(&Canon { id, content, history })
}

/// Returns the check code of a value as compact JSON.
pub(super) fn code_of_value(value: &impl Serialize) -> CheckCode {
    let mut hashing = Hashing::new();
    // Writing plain values into memory cannot fail.
    let _ = serde_json::to_writer(&mut hashing, value);
    hashing.code()
}

/// Reckons the code of a file's text without reading it: that of the workbook, where the app laid
/// the text out, however it was indented since; else some other code.
///
/// Writing the values out again only to hash them would take longer than reading the file.
pub(super) fn code_of_text(text: &str) -> Option<CheckCode> {
    code_of_text_from(text, "\"id\"")
}

/// Reckons the code of what stands in a file's text from a key on, which is written with its quotes.
pub(super) fn code_of_text_from(text: &str, key: &str) -> Option<CheckCode> {
    let bytes = text.as_bytes();
    let head = &bytes[..bytes.len().min(HEAD)];
    let check = head.windows(7).position(|window| window == b"\"check\"")?;
    let from = check + head[check..].windows(key.len()).position(|window| window == key.as_bytes())?;
    let mut hashing = Hashing::new();
    hashing.put(b"{");
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let end = if byte == b'"' { end_of_string(bytes, at + 1) } else { at + 1 };
        if !byte.is_ascii_whitespace() {
            hashing.put(&bytes[at..end]);
        }
        at = end;
    }
    Some(hashing.code())
}

/// How far into a file its id may stand, in bytes.
const HEAD: usize = 500;

fn spell(digest: &[u8]) -> CheckCode {
    let mut number = digest.iter().take(8).fold(0u64, |number, &byte| (number << 8) | u64::from(byte));
    CheckCode(std::array::from_fn(|_| {
        let at = number % ALPHABET.len() as u64;
        number /= ALPHABET.len() as u64;
        ALPHABET[at as usize]
    }))
}

/// Hashes what is written to it, in large pieces.
pub(super) struct Hashing {
    hasher: Sha256,
    buffer: Vec<u8>,
}

impl Hashing {
    pub(super) fn new() -> Self {
        Self { hasher: Sha256::new(), buffer: Vec::with_capacity(2 * BUFFER) }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER {
            self.hasher.update(&self.buffer);
            self.buffer.clear();
        }
    }

    pub(super) fn code(mut self) -> CheckCode {
        self.hasher.update(&self.buffer);
        spell(&self.hasher.finalize())
    }
}

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
