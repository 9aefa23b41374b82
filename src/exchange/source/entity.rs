//! Characters that HTML writes by name or number: `&amp;`, `&#9312;`, `&#x2460;`.

/// The names that occur in tables; others stay as they stand.
const NAMED: [(&str, char); 40] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("yen", '¥'),
    ("sect", '§'),
    ("copy", '©'),
    ("reg", '®'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("para", '¶'),
    ("middot", '·'),
    ("frac12", '½'),
    ("times", '×'),
    ("divide", '÷'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("hellip", '…'),
    ("prime", '′'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("minus", '−'),
    ("ne", '≠'),
    ("le", '≤'),
    ("ge", '≥'),
    ("check", '✓'),
];
/// The longest name or number between `&` and `;`, in bytes.
const LONGEST: usize = 10;

/// Reads the entity that a text begins with; returns its character and its length in bytes.
pub(super) fn read(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let length = body.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if body[length..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let name = &body[..length];
    let end = length + 1 + usize::from(body[length..].starts_with(';'));
    let known = || NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    let c = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => known().filter(|_| end > length + 1)?,
    };
    Some((c, end))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    Some(char::from_u32(code.ok()?).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_characters() {
        for (text, expected) in [
            ("&amp;b", Some(('&', 5))),
            ("&nbsp;", Some(('\u{a0}', 6))),
            ("&#9312;", Some(('①', 7))),
            ("&#x2460 x", Some(('①', 7))),
            ("&#xd800;", Some(('\u{fffd}', 8))),
            ("&#99999999999;", None),
            ("&nothing;", None),
            ("&lt", None),
            ("& b", None),
            ("&", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
