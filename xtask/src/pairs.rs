//! Bytes as printable ASCII, 13 bits in two characters: 8 % shorter than base64.

/// Begins and ends the characters in use; the three that HTML or JavaScript could take for
/// something else are left out, which leaves 91. Their pairs are 8,281, and 13 bits need 8,192.
const RANGE: std::ops::RangeInclusive<u8> = b'!'..=b'~';
const LEFT_OUT: &[u8] = b"\"<\\";
const BITS: u32 = 13;

/// Writes bytes as text; `boot/start.js` reads it.
pub fn encode(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = RANGE.filter(|byte| !LEFT_OUT.contains(byte)).map(char::from).collect();
    let mut text = String::with_capacity(bytes.len() * 16 / 13 + 2);
    let mut put = |value: u32| {
        let value = value as usize;
        text.extend([alphabet[value / alphabet.len()], alphabet[value % alphabet.len()]]);
    };
    let (mut held, mut count) = (0u32, 0);
    for &byte in bytes {
        (held, count) = ((held << 8) | u32::from(byte), count + 8);
        if count >= BITS {
            count -= BITS;
            put(held >> count);
            held &= (1 << count) - 1;
        }
    }
    if count > 0 {
        put(held << (BITS - count));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirteen_bits_take_two_characters_that_no_parser_minds() {
        assert_eq!(encode(&[]), "");
        assert_eq!(encode(&[0]), "!!");
        // 8,191 is 90 × 91 + 1: the last letter of the alphabet, then the second.
        assert_eq!(encode(&[0xff, 0xf8]), "~#!!");
        let all: Vec<u8> = (0..=u8::MAX).cycle().take(5000).collect();
        let text = encode(&all);
        assert_eq!(text.len(), (5000 * 8usize).div_ceil(13) * 2);
        assert!(text.bytes().all(|byte| RANGE.contains(&byte) && !LEFT_OUT.contains(&byte)));
    }
}
