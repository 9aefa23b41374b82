//! The rescue file (救済ファイル): what a browser had stored, as it stood there.
//!
//! It is written where the app cannot run, by `boot/guard.js`, and by the app for what it could
//! not read. Nothing in it is interpreted when it is written; reading is as strict as from storage.

use super::envelope::Kind;
use super::error::ReadError;
use super::read::{check_version, explain};
use super::{FORMAT, MAX_BYTES, VERSION};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Is a piece as it was stored under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The key.
    pub key: String,
    /// What stood there.
    pub held: Held,
}

/// Is what stood under a key: local storage keeps texts, IndexedDB bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Is a rescue file as it is read and written.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "評価帳 (hyokacho) rescue file, version 1"))]
#[serde(deny_unknown_fields)]
pub(super) struct Bundle<'a> {
    /// Always `hyokacho`.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("const" = "hyokacho")))]
    format: Cow<'a, str>,
    /// The version of the format: 1.
    version: u64,
    /// Always `rescue`.
    kind: Kind,
    /// The version of the app that wrote it; empty where the app did not run.
    #[serde(borrow)]
    app: Cow<'a, str>,
    /// The pieces.
    #[serde(borrow)]
    pieces: Vec<Piece<'a>>,
}

/// Is a piece in the file: with a text, or with bytes in base64.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Piece<'a> {
    /// The key under which it was stored.
    #[serde(borrow)]
    key: Cow<'a, str>,
    /// The text that stood there.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    /// The bytes that stood there.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    base64: Option<Cow<'a, str>>,
}

/// Reads a rescue file. A piece whose base64 was damaged comes as no bytes, which is no piece that
/// the app writes and is named like one that was damaged in storage.
pub fn read_bundle(text: &str) -> Result<Vec<Stored>, ReadError> {
    if text.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let bundle: Bundle =
        serde_json::from_str(text).map_err(|error| explain(text, &[Kind::Rescue], &error))?;
    if bundle.format != FORMAT {
        return Err(ReadError::NotOurs);
    }
    check_version(bundle.version, &bundle.app)?;
    if bundle.kind != Kind::Rescue {
        return Err(ReadError::WrongKind { kind: bundle.kind });
    }
    let held = |piece: &Piece| match &piece.text {
        Some(text) => Held::Text(text.to_string()),
        None => Held::Bytes(piece.base64.as_ref().and_then(|text| decoded(text)).unwrap_or_default()),
    };
    Ok(bundle.pieces.iter().map(|piece| Stored { key: piece.key.to_string(), held: held(piece) }).collect())
}

/// Writes a rescue file.
pub fn write_bundle(pieces: &[Stored]) -> String {
    let piece = |stored: &'_ Stored| {
        let (text, base64) = match &stored.held {
            Held::Text(text) => (Some(Cow::Owned(text.clone())), None),
            Held::Bytes(bytes) => (None, Some(Cow::Owned(encoded(bytes)))),
        };
        Piece { key: Cow::Owned(stored.key.clone()), text, base64 }
    };
    let bundle = Bundle {
        format: FORMAT.into(),
        version: VERSION,
        kind: Kind::Rescue,
        app: env!("CARGO_PKG_VERSION").into(),
        pieces: pieces.iter().map(piece).collect(),
    };
    // Writing plain values into memory cannot fail.
    serde_json::to_string_pretty(&bundle).unwrap_or_default() + "\n"
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit)) & 63;
            text.push(if digit > chunk.len() { '=' } else { DIGITS[value as usize] as char });
        }
    }
    text
}

/// Reads base64; `None` where it is cut, or not what [`encoded`] would write.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for chunk in digits.chunks(4) {
        let mut bits = 0u32;
        for (at, digit) in chunk.iter().enumerate() {
            let value = match digit {
                b'A'..=b'Z' => digit - b'A',
                b'a'..=b'z' => digit - b'a' + 26,
                b'0'..=b'9' => digit - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => return None,
            };
            bits |= u32::from(value) << (18 - 6 * at);
        }
        bytes.extend(&bits.to_be_bytes()[1..chunk.len()]);
    }
    (encoded(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..50)) {
            prop_assert_eq!(decoded(&encoded(&bytes)), Some(bytes));
        }

        #[test]
        fn anything_else_is_nothing_or_what_encodes_to_it(text in "[A-Za-z0-9+/=]{0,9}|\\PC{0,9}") {
            if let Some(bytes) = decoded(&text) {
                prop_assert_eq!(encoded(&bytes), text);
            }
        }
    }

    #[test]
    fn base64_is_the_one_that_everybody_writes() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(encoded(bytes.as_bytes()), text);
            assert_eq!(decoded(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(["Zg=", "Zg", "Zh==", "Z", "Zg==Zg==", "あ"].map(decoded), [const { None }; 6]);
    }
}
