//! A file as a block of text for the body of a mail, and finding it again in what a mail program made
//! of it.
//!
//! Between a line that begins it and one that ends it stand the deflated bytes in base64, in the
//! alphabet for addresses, whose `-` and `_` no mail program makes into something else. Quoting,
//! wrapping elsewhere, spaces of any width and words around it do no harm: between the two lines
//! everything that is no letter of the alphabet is passed over.

use super::code::CheckCode;

/// Begins the words of the first line; nobody writes this by chance.
const BEGIN: &str = "評価帳ここから";
/// Begins the words of the last line.
const END: &str = "評価帳ここまで";
const EDGE: &str = "＝＝＝";
/// Mail programs wrap longer lines.
const LINE: usize = 64;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Is a block that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The check code that stands in its first line, as it was found there; empty where none was.
    pub code: String,
    /// The deflated file; none where the block is cut off or has letters too few.
    pub bytes: Option<Vec<u8>>,
}

/// Writes the deflated bytes of a file as a block; `what` is said in its first line, as 「回答 福祉課」.
pub fn write_block(what: &str, code: CheckCode, bytes: &[u8]) -> String {
    // The first line is read up to its closing bracket, so there is no other in it.
    let plain = |c: char| match c {
        '＝' | '（' | '）' | '(' | ')' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    let what: String = what.chars().map(plain).collect();
    let letters = encoded(bytes);
    let lines = letters.as_bytes().chunks(LINE).map(|line| String::from_utf8_lossy(line).into_owned());
    let body: Vec<String> = lines.collect();
    format!("{EDGE}{BEGIN}（{what}、確認コード {code}）{EDGE}\n{}\n{EDGE}{END}{EDGE}\n", body.join("\n"))
}

/// Returns whether a text has the beginning of a block in it.
pub fn has_block(text: &str) -> bool {
    squeezed(text).contains(BEGIN)
}

/// Finds all blocks in a text, in their order.
pub fn find_blocks(text: &str) -> Vec<Block> {
    let text = squeezed(text);
    let mut pieces = text.split(BEGIN);
    pieces.next();
    pieces.map(block).collect()
}

fn block(piece: &str) -> Block {
    // The first line ends with its edge; a quoting mark in it does not matter any more.
    let (head, rest) = piece.split_once("）").unwrap_or(("", piece));
    let code = head.rsplit_once("確認コード").map(|(_, code)| code.to_string()).unwrap_or_default();
    let body = rest.split_once(END).map(|(body, _)| body);
    Block { code, bytes: body.and_then(|body| decoded(body.trim_matches('＝'))) }
}

/// Takes out what mail programs put in: spaces and breaks of any kind, marks of quoting, and width.
fn squeezed(text: &str) -> String {
    text.chars().filter_map(narrow).collect()
}

fn narrow(c: char) -> Option<char> {
    match c {
        '>' | '|' | '＞' | '｜' | '=' => None,
        '(' => Some('（'),
        ')' => Some('）'),
        '－' | '‐' | '‑' | '–' | '−' => Some('-'),
        '＿' => Some('_'),
        c if c.is_whitespace() || c.is_control() => None,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => None,
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => char::from_u32(u32::from(c) - 0xfee0),
        c => Some(c),
    }
}

fn encoded(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 3);
    for chunk in bytes.chunks(3) {
        let mut bits = 0u32;
        (0..3).for_each(|at| bits = (bits << 8) | u32::from(chunk.get(at).copied().unwrap_or(0)));
        let letters = (0..=chunk.len()).map(|at| ALPHABET[(bits >> (18 - 6 * at)) as usize & 63] as char);
        out.extend(letters);
    }
    out
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let values = text.bytes().filter_map(|byte| ALPHABET.iter().position(|it| *it == byte));
    let values: Vec<u32> = values.map(|value| value as u32).collect();
    let mut out = Vec::with_capacity(values.len() * 3 / 4);
    for chunk in values.chunks(4) {
        if chunk.len() == 1 {
            return None;
        }
        let bits = chunk.iter().fold(0u32, |bits, value| (bits << 6) | value) << (6 * (4 - chunk.len()));
        let bytes = bits.to_be_bytes();
        out.extend_from_slice(&bytes[1..chunk.len()]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::check_code;
    use crate::sample;

    fn code() -> CheckCode {
        check_code(&sample::workbook())
    }

    fn bytes(count: usize) -> Vec<u8> {
        (0..count).map(|at| (at * 37 % 251) as u8).collect()
    }

    #[test]
    fn every_length_comes_back() {
        for count in 0..70 {
            let text = write_block("回答 福祉課", code(), &bytes(count));
            assert_eq!(find_blocks(&text), [Block { code: code().to_string(), bytes: Some(bytes(count)) }]);
        }
    }

    #[test]
    fn brackets_in_a_name_are_no_harm() {
        let text = write_block("回答_地域福祉計画（第3期）_福祉課(地域係)", code(), &bytes(90));
        assert_eq!(find_blocks(&text), [Block { code: code().to_string(), bytes: Some(bytes(90)) }]);
    }

    #[test]
    fn what_mail_programs_do_is_no_harm() {
        let text = write_block("回答 福祉課", code(), &bytes(500));
        let expected = [Block { code: code().to_string(), bytes: Some(bytes(500)) }];
        let chars: Vec<char> = text.chars().collect();
        for width in [20, 33, 76] {
            let lines: Vec<String> = chars.chunks(width).map(|it| it.iter().collect()).collect();
            let quoted = lines.iter().map(|line| format!(">> {}　\r\n", line.replace('\n', "\r\n> ")));
            let mail =
                format!("お世話になっております。\r\n{}\r\n-- \r\n署名 abc\r\n", quoted.collect::<String>());
            assert_eq!(find_blocks(&mail), expected, "wrapped at {width}");
        }
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
            c => c,
        };
        assert_eq!(find_blocks(&text.chars().map(wide).collect::<String>()), expected, "in full width");
        assert_eq!(find_blocks(&format!("{text}\n{text}")).len(), 2);
    }

    #[test]
    fn a_block_that_is_cut_off_says_so() {
        let text = write_block("回答", code(), &bytes(500));
        let cut: String = text.chars().take(text.chars().count() / 2).collect();
        assert_eq!(find_blocks(&cut)[0].bytes, None);
        assert!(!has_block("評価帳のファイルを送ります。"));
    }
}
