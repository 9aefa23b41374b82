//! How texts are compared and searched: without white space, without the width of letters, without
//! the difference of hiragana and katakana, and with all strokes as one.
//!
//! Only what is compared is folded. The texts themselves stay as they were typed.

/// Above this length (characters) texts are only compared as a whole.
const LONG: usize = 200;

/// Half-width kana from ｦ to ﾝ as hiragana, in their order; the long-vowel mark is a stroke.
const HALF_KANA: &str = "をぁぃぅぇぉゃゅょっ-あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";

/// Returns the text as it is compared.
pub fn fold(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

/// Returns the characters of a text as they are compared, each with the place in bytes of the
/// character that it comes of. A kana and a voicing mark that stands by itself become one.
pub fn folded(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut chars = text.char_indices().filter(|(_, c)| !is_blank(*c)).peekable();
    std::iter::from_fn(move || {
        let (at, c) = chars.next()?;
        let c = fold_char(c);
        let voiced = chars.peek().and_then(|(_, mark)| voiced(c, *mark));
        if voiced.is_some() {
            chars.next();
        }
        Some((at, voiced.unwrap_or(c)))
    })
}

/// Returns a character as it is compared by itself.
pub fn fold_char(c: char) -> char {
    let shifted = |by: i32| u32::try_from(c as i32 + by).ok().and_then(char::from_u32).unwrap_or(c);
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='~' => c,
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => shifted(-0x60),
        '－' | 'ー' | 'ｰ' | '‐'..='―' | '−' | '─' | '━' | '﹘' | '﹣' => '-',
        'Ａ'..='Ｚ' => shifted(0x20 - 0xfee0),
        '！'..='～' => shifted(-0xfee0),
        '〜' => '~',
        'ｦ'..='ﾝ' => HALF_KANA.chars().nth(c as usize - 'ｦ' as usize).unwrap_or(c),
        '･' => '・',
        '｡' => '。',
        '､' => '、',
        '｢' => '「',
        '｣' => '」',
        _ => c,
    }
}

/// Returns a folded kana with a voicing mark on it; `None` where it takes none.
fn voiced(c: char, mark: char) -> Option<char> {
    let by = match (mark, c) {
        ('ﾞ' | '\u{3099}' | '゛', 'う') => 0x4e,
        ('ﾞ' | '\u{3099}' | '゛', _) if "かきくけこさしすせそたちつてとはひふへほ".contains(c) => {
            1
        }
        ('ﾟ' | '\u{309a}' | '゜', _) if "はひふへほ".contains(c) => 2,
        _ => return None,
    };
    char::from_u32(c as u32 + by)
}

/// Returns whether a character cannot be seen: white space and the characters without width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Returns whether both texts say the same.
pub fn same(a: &str, b: &str) -> bool {
    a == b || fold(a) == fold(b)
}

/// Returns whether one text becomes the other by at most `limit` characters added, dropped or replaced.
/// Texts of more than 200 characters are near only where they are equal.
pub fn near(a: &str, b: &str, limit: usize) -> bool {
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
    fn what_looks_or_sounds_the_same_is_folded_into_one() {
        for (text, expected) in [
            (" 目　標\n１－Ａ（ア）", "目標1-a(あ)"),
            ("サービス", "さ-びす"),
            ("ｻｰﾋﾞｽ", "さ-びす"),
            ("ヘ\u{309a}ット", "ぺっと"),
            ("ｳﾞｧｲｵﾘﾝ ヴァイオリン ゔぁいおりん", "ゔぁいおりんゔぁいおりんゔぁいおりん"),
            ("か゛んﾞ", "がんﾞ"),
            ("1‐2 １ー２ 1−2 1–2 1—2 1―2 1─2", "1-21-21-21-21-21-21-2"),
            ("①Ⅱ㈱髙﨑葛󠄀", "①Ⅱ㈱髙﨑葛󠄀"),
            ("10〜12月～", "10~12月~"),
            ("｢ﾎﾟｲﾝﾄ･ｶｰﾄﾞ｡､｣", "「ぽいんと・か-ど。、」"),
            ("ＡＢｃ！", "abc!"),
            ("仮名\u{200b}の\u{feff}間", "仮名の間"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn folded_characters_know_where_they_come_from() {
        let places: Vec<_> = folded("a ﾊﾞ\n犬").collect();
        assert_eq!(places, [(0, 'a'), (2, 'ば'), (9, '犬')]);
    }

    #[test]
    fn texts_that_say_the_same_are_the_same() {
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
