//! Bytes as text, for places that keep nothing but texts.

/// The first character in use; all that are used are sound Unicode, and none is a surrogate.
const FIRST: u32 = 0x20;
const BITS: u32 = 15;
const LAST: u32 = FIRST + (1 << BITS) - 1;

/// Packs bytes into a text of 15 bits a character. A first character says how many bits of the
/// last one are not used.
pub fn pack(bytes: &[u8]) -> String {
    let spare = (BITS - (bytes.len() as u32 * 8) % BITS) % BITS;
    let mut text = String::with_capacity(3 + bytes.len() * 8 / 5 + 3);
    text.extend(char::from_u32(FIRST + spare));
    let (mut held, mut count) = (0u32, 0);
    for &byte in bytes {
        (held, count) = ((held << 8) | u32::from(byte), count + 8);
        if count >= BITS {
            count -= BITS;
            text.extend(char::from_u32(FIRST + (held >> count)));
            held &= (1 << count) - 1;
        }
    }
    if count > 0 {
        text.extend(char::from_u32(FIRST + (held << (BITS - count))));
    }
    text
}

/// Unpacks what [`pack`] made; `None` where a text is none of these.
pub fn unpack(text: &str) -> Option<Vec<u8>> {
    let mut units = text.chars().map(|c| match c as u32 {
        unit @ FIRST..=LAST => Some(unit - FIRST),
        _ => None,
    });
    let spare = units.next()??;
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut count) = (0u32, 0);
    for unit in units {
        (held, count) = ((held << BITS) | unit?, count + BITS);
        while count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    // Whole bytes among the spare bits were never packed.
    let surplus = spare.checked_sub(count)?;
    let surplus = surplus.is_multiple_of(8).then_some(surplus as usize / 8)?;
    let length = bytes.len().checked_sub(surplus)?;
    bytes.truncate(length);
    (pack(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = pack(&bytes);
            prop_assert_eq!(unpack(&text), Some(bytes.clone()));
            prop_assert_eq!(text.encode_utf16().count(), 1 + (bytes.len() * 8).div_ceil(15));
        }

        #[test]
        fn anything_else_is_nothing_or_what_packs_to_it(text in "\\PC*") {
            if let Some(bytes) = unpack(&text) {
                prop_assert_eq!(pack(&bytes), text);
            }
        }
    }

    #[test]
    fn a_text_that_was_cut_or_is_foreign_is_refused() {
        let text = pack(b"0123456789abcdef");
        let cut: String = text.chars().take(text.chars().count() - 2).collect();
        for other in ["", "{\"format\":1}", "\u{3}", &cut[..0]] {
            assert_eq!(unpack(other), None, "{other}");
        }
        assert_ne!(unpack(&cut).as_deref(), Some(b"0123456789abcdef".as_slice()));
    }
}
