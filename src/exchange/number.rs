//! Numbers of items: 施策1-1, (2), ③, 1. and their titles.

use crate::find::fold::{fold_char, is_blank};

/// A number of an item has at most this many digits in a row; 2019 is one, a telephone number is none.
const DIGITS: usize = 4;

/// Splits a text into number and title, both as typed and trimmed; the number may be empty.
///
/// A number is digits (`1`, `1-1`, `２．３`), digits in parentheses, circled digits or several of these,
/// with or without one of the labels before it (`施策1-1`). Without a label, plain digits count only
/// where white space or a mark follows: 「1 相談」 has a number, 「24時間対応」 has none.
pub(crate) fn split<'a>(text: &'a str, labels: &[&str]) -> (&'a str, &'a str) {
    let text = text.trim();
    let labelled = labels.iter().filter_map(|label| strip_label(text, label)).min_by_key(|rest| rest.len());
    let with_label = labelled.map(str::trim_start).and_then(|rest| {
        let (length, _) = number(rest)?;
        Some(text.len() - rest.len() + length)
    });
    let end =
        with_label.or_else(|| number(text).filter(|(end, sure)| *sure || ends(&text[*end..])).map(|n| n.0));
    let end = end.map_or(0, |end| end + mark(&text[end..]));
    (text[..end].trim(), text[end..].trim())
}

/// Is a way in which items are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Numbering {
    /// 1, 2-1
    Plain,
    /// (1)
    Parentheses,
    /// ①
    Circled,
    /// Ⅰ
    Roman,
}

/// Returns the way in which a text is numbered, `None` where it begins with no number.
pub(super) fn way(text: &str) -> Option<Numbering> {
    let number = split(text, &[]).0;
    number.chars().next().map(|first| match first {
        '(' | '（' => Numbering::Parentheses,
        'Ⅰ'..='Ⅻ' => Numbering::Roman,
        first if fold_char(first).is_ascii_digit() => Numbering::Plain,
        _ => Numbering::Circled,
    })
}

/// Returns the way of numbering that another name of a level shows: a number and nothing else.
pub(super) fn numbering(alias: &str) -> Option<Numbering> {
    way(alias).filter(|_| split(alias, &[]).1.is_empty())
}

/// Returns which one it is, by the last number in it: 3 for ③, (3), 第3 or 施策1-3.
pub(super) fn ordinal(number: &str) -> Option<u32> {
    let one = |c: char, first: char| Some(c as u32 - first as u32 + 1);
    match number.chars().rev().find(|c| c.is_numeric())? {
        c @ '①'..='⑳' => one(c, '①'),
        c @ 'Ⅰ'..='Ⅻ' => one(c, 'Ⅰ'),
        _ => {
            let folded: String = number.chars().map(fold_char).collect();
            let last = folded.split(|c: char| !c.is_ascii_digit()).rfind(|digits| !digits.is_empty());
            last.and_then(|digits| digits.parse().ok())
        }
    }
}

/// Returns what follows a label at the start of a text; white space within is ignored.
pub(crate) fn strip_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut wanted = label.chars().filter(|c| !is_blank(*c)).map(fold_char).peekable();
    wanted.peek()?;
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(&text[at..]);
        }
        if !is_blank(c) && wanted.next() != Some(fold_char(c)) {
            return None;
        }
    }
    wanted.peek().is_none().then_some("")
}

/// Returns the length of the number at the start, and whether it is one by its form alone.
fn number(text: &str) -> Option<(usize, bool)> {
    let (mut end, mut sure) = element(text)?;
    loop {
        let rest = &text[end..];
        let separator = rest.chars().next().filter(|c| "-－‐–−ー.．".contains(*c)).map_or(0, char::len_utf8);
        match element(&rest[separator..]) {
            Some((length, s)) if separator > 0 || s => {
                end += separator + length;
                sure |= s;
            }
            _ => return Some((end, sure)),
        }
    }
}

fn element(text: &str) -> Option<(usize, bool)> {
    let first = text.chars().next()?;
    match first {
        '①'..='⒛' | '⓪' | '㉑'..='㉟' | '㊱'..='㊿' | '❶'..='❿' | '⓵'..='⓾' => {
            Some((first.len_utf8(), true))
        }
        'Ⅰ'..='Ⅻ' => Some((first.len_utf8(), false)),
        '(' | '（' => parenthesised(text).map(|length| (length, true)),
        _ => digits(text).map(|length| (length, false)),
    }
}

fn parenthesised(text: &str) -> Option<usize> {
    let open = text.chars().next()?.len_utf8();
    let inner = text[open..].trim_start();
    let kana = inner.chars().next().filter(|c| matches!(c, 'ア'..='ン') || c.is_ascii_alphabetic());
    let length = kana.map(char::len_utf8).or_else(|| digits(inner))?;
    let after = inner[length..].trim_start();
    let close = after.chars().next().filter(|c| [')', '）'].contains(c))?;
    Some(text.len() - after.len() + close.len_utf8())
}

fn digits(text: &str) -> Option<usize> {
    let is_digit = |c: &char| fold_char(*c).is_ascii_digit();
    let count = text.chars().take(DIGITS + 1).take_while(is_digit).count();
    (1..=DIGITS).contains(&count).then(|| text.chars().take(count).map(char::len_utf8).sum())
}

/// Returns whether plain digits before this are a number.
fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace) || mark(rest) > 0
}

/// Returns the length of a mark that ends a number: 「1.」「1）」.
fn mark(rest: &str) -> usize {
    rest.chars().next().filter(|c| ".．、)）:：".contains(*c)).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_split_off() {
        for (text, number, title) in [
            ("目標1 すべての世代に", "目標1", "すべての世代に"),
            ("目標 4 一人ひとりの", "目標 4", "一人ひとりの"),
            ("目 標４一人ひとりの", "目 標４", "一人ひとりの"),
            ("施策1-1 学習機会", "施策1-1", "学習機会"),
            ("基本施策１－２　交流", "基本施策１－２", "交流"),
            ("(1) 意識の向上", "(1)", "意識の向上"),
            ("（ 2 ）支援", "（ 2 ）", "支援"),
            ("③ 地域教育", "③", "地域教育"),
            ("①専門的な人材", "①", "専門的な人材"),
            ("㉑ 二十一", "㉑", "二十一"),
            ("(1)① 二つ", "(1)①", "二つ"),
            ("1-① 二つ", "1-①", "二つ"),
            ("2", "2", ""),
            ("2. 相談", "2.", "相談"),
            ("２　相談", "２", "相談"),
            ("1.2.3 相談", "1.2.3", "相談"),
            ("Ⅱ 相談", "Ⅱ", "相談"),
            ("(ア) 相談", "(ア)", "相談"),
        ] {
            assert_eq!(split(text, &["目標", "施策", "基本施策"]), (number, title), "{text}");
        }
    }

    #[test]
    fn titles_that_begin_with_digits_stay_whole() {
        for text in
            ["24時間対応", "3歳児健診", "3.6.9ヶ月", "10000 人", "(新規) 相談", "目標設定", "施策の方向", ""]
        {
            assert_eq!(split(text, &["目標", "施策"]), ("", text), "{text}");
        }
    }

    #[test]
    fn numbers_show_their_way_and_their_order() {
        for (text, expected, order) in [
            ("(3) 支援", Some(Numbering::Parentheses), Some(3)),
            ("③支援", Some(Numbering::Circled), Some(3)),
            ("3 支援", Some(Numbering::Plain), Some(3)),
            ("1-3 支援", Some(Numbering::Plain), Some(3)),
            ("Ⅲ 支援", Some(Numbering::Roman), Some(3)),
            ("支援", None, None),
        ] {
            assert_eq!(way(text), expected, "{text}");
            assert_eq!(ordinal(split(text, &[]).0), order, "{text}");
        }
        assert_eq!(numbering("(1)"), Some(Numbering::Parentheses));
        assert_eq!([numbering("施策"), numbering("1 支援")], [None, None]);
    }

    #[test]
    fn labels_are_found_in_spite_of_spaces() {
        assert_eq!(strip_label("取 組 (2) 支援", "取組"), Some(" (2) 支援"));
        assert_eq!(strip_label("取組", "取組"), Some(""));
        assert_eq!(strip_label("取り組み", "取組"), None);
        assert_eq!(strip_label("取", "取組"), None);
        assert_eq!(strip_label("", ""), None);
    }
}
