//! The check code: eight characters that tell whether a file is whole.

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
    let mut hashing = Hashing { hasher: Sha256::new(), buffer: Vec::with_capacity(2 * BUFFER) };
    // Writing plain values into memory cannot fail.
    let _ = serde_json::to_writer(&mut hashing, &Canon { id, content, history });
    hashing.hasher.update(&hashing.buffer);
    let digest = hashing.hasher.finalize();
    let mut number = digest.iter().take(8).fold(0u64, |number, &byte| (number << 8) | u64::from(byte));
    CheckCode(std::array::from_fn(|_| {
        let at = number % ALPHABET.len() as u64;
        number /= ALPHABET.len() as u64;
        ALPHABET[at as usize]
    }))
}

/// Hashes what is written to it, in large pieces.
struct Hashing {
    hasher: Sha256,
    buffer: Vec<u8>,
}

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER {
            self.hasher.update(&self.buffer);
            self.buffer.clear();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
