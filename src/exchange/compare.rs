//! How texts of a table are compared: without white space and without the width of letters.

/// Above this length (characters) texts are only compared as a whole.
const LONG: usize = 200;

/// Returns the text as it is compared: without white space, full-width ASCII as half-width, letters small.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).map(fold_char).collect()
}

/// Returns a character as it is compared.
pub(super) fn fold_char(c: char) -> char {
    let c = match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '〜' => '~',
        '･' => '・',
        c => c,
    };
    c.to_ascii_lowercase()
}

/// Returns whether a character cannot be seen: white space and the characters without width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Returns whether both texts say the same.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || fold(a) == fold(b)
}

/// Returns whether one text becomes the other by at most `limit` characters added, dropped or replaced.
/// Texts of more than 200 characters are near only where they are equal.
pub(super) fn near(a: &str, b: &str, limit: usize) -> bool {
    if a == b {
        return true;
    }
    if limit == 0 {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit || a.len().max(b.len()) > LONG {
        return false;
    }
    distance(&a, &b, limit) <= limit
}

/// Reckons the edit distance as far as it does not exceed `limit`; beyond, some larger number.
fn distance(a: &[char], b: &[char], limit: usize) -> usize {
    let far = limit + 1;
    let mut above: Vec<usize> = (0..=b.len()).map(|j| j.min(far)).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![far; b.len() + 1];
        for j in (i + 1).saturating_sub(limit)..=(i + 1 + limit).min(b.len()) {
            row[j] = match j {
                0 => i + 1,
                _ => (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + usize::from(*x != b[j - 1])),
            };
        }
        above = row;
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_width_do_not_count() {
        assert_eq!(fold(" 目　標\n１－Ａ（ア）"), "目標1-a(ア)");
        assert!(same("施策 4-2", "施策４－２"));
        assert!(!same("施策4-2", "施策4-3"));
    }

    #[test]
    fn nearness_is_counted_in_characters() {
        for (a, b, limit, expected) in [
            ("意見を受けて", "意見をを受けて", 1, true),
            ("意見を受けて", "意見受けて", 1, true),
            ("意見を受けて", "意見の受けて", 1, true),
            ("意見を受けて", "意見のを受けてて", 1, false),
            ("意見を受けて", "意見のを受けてて", 2, true),
            ("abcdef", "badcfe", 3, false),
            ("", "a", 1, true),
            ("a", "b", 0, false),
        ] {
            assert_eq!(near(a, b, limit), expected, "{a} {b} {limit}");
        }
    }
}
