//! From bytes to text: byte order marks, UTF-8, UTF-16, Shift_JIS.

use super::MAX_BYTES;
use super::error::ReadError;

/// Turns a file's bytes into text.
///
/// Reads UTF-8 and UTF-16 with or without a byte order mark. Everything else goes to `legacy`,
/// which reads Shift_JIS (in the browser a `TextDecoder`) or returns `None`. A UTF-8 file with
/// some damaged bytes is not mistaken for Shift_JIS but reported as [`ReadError::BrokenText`].
pub fn decode(bytes: &[u8], legacy: &dyn Fn(&[u8]) -> Option<String>) -> Result<String, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let text = match encoding(bytes) {
        Encoding::Utf8(body) => utf8(body, legacy)?,
        Encoding::Utf16(body, unit) => utf16(body, unit)?,
    };
    match text.as_bytes().contains(&0) {
        true => Err(ReadError::NotText),
        false => Ok(text),
    }
}

/// Turns a file's bytes into text as far as possible, with U+FFFD where bytes were damaged;
/// `None` where it is no text at all.
pub fn decode_for_rescue(bytes: &[u8], legacy: &dyn Fn(&[u8]) -> Option<String>) -> Option<String> {
    match decode(bytes, legacy) {
        Ok(text) => Some(text),
        Err(ReadError::TooLarge { .. }) => None,
        Err(_) => Some(match encoding(bytes) {
            Encoding::Utf8(body) => String::from_utf8_lossy(body).replace('\0', "\u{fffd}"),
            Encoding::Utf16(body, unit) => {
                String::from_utf16_lossy(&units(body, unit)).replace('\0', "\u{fffd}")
            }
        }),
    }
}

type Unit = fn([u8; 2]) -> u16;

enum Encoding<'a> {
    Utf8(&'a [u8]),
    Utf16(&'a [u8], Unit),
}

/// Tells the encoding from the mark, or from where the zeros of the first two letters stand.
fn encoding(bytes: &[u8]) -> Encoding<'_> {
    match bytes {
        [0xef, 0xbb, 0xbf, body @ ..] => Encoding::Utf8(body),
        [0xff, 0xfe, body @ ..] => Encoding::Utf16(body, u16::from_le_bytes),
        [0xfe, 0xff, body @ ..] => Encoding::Utf16(body, u16::from_be_bytes),
        [1..=255, 0, 1..=255, 0, ..] => Encoding::Utf16(bytes, u16::from_le_bytes),
        [0, 1..=255, 0, 1..=255, ..] => Encoding::Utf16(bytes, u16::from_be_bytes),
        _ => Encoding::Utf8(bytes),
    }
}

fn units(bytes: &[u8], unit: Unit) -> Vec<u16> {
    bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect()
}

fn utf16(bytes: &[u8], unit: Unit) -> Result<String, ReadError> {
    if !bytes.len().is_multiple_of(2) {
        return Err(ReadError::NotText);
    }
    let mut text = String::with_capacity(bytes.len());
    for unit in char::decode_utf16(units(bytes, unit)) {
        let lone = |_| ReadError::LoneSurrogate { line: line_at(&text, text.len()) };
        let next = unit.map_err(lone)?;
        text.push(next);
    }
    Ok(text)
}

fn utf8(bytes: &[u8], legacy: &dyn Fn(&[u8]) -> Option<String>) -> Result<String, ReadError> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    if bytes.contains(&0) {
        return Err(ReadError::NotText);
    }
    if error.error_len().is_none() && is_damaged_utf8(bytes) {
        // Cut in the middle of the last character: what is missing is told by the stages that follow.
        return Ok(String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned());
    }
    if is_damaged_utf8(bytes) {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
        return Err(ReadError::BrokenText { line });
    }
    legacy(bytes).filter(|text| !text.contains('\u{fffd}')).ok_or(ReadError::NotText)
}

/// Returns whether most of what is not ASCII is sound UTF-8. Shift_JIS hardly ever is.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 4 * broken
}

/// Returns the line in which a byte stands, from 1.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    let before = &text.as_bytes()[..offset.min(text.len())];
    1 + before.iter().filter(|&&byte| byte == b'\n').count()
}
