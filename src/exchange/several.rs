//! Cells that hold the names, values or units of several indicators at once.

use crate::find::fold::{fold, fold_char};

/// Words for the places in a cell, as printed sheets use them.
const TIERS: [&str; 3] = ["上段", "中段", "下段"];
/// Texts longer than this (characters) are not compared by name.
const LONG: usize = 100;
/// How many named values one cell may hold.
const MANY: usize = 20;

/// Is what a cell with values says of several indicators.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Values {
    /// A text for each of them, in their order.
    Each(Vec<String>),
    /// The same, as guessed by the names beside the values.
    Named(Vec<String>),
    /// It does not say which value is whose.
    Whole,
}

/// Parts a cell with the names of indicators: at 上段 and 下段, at circled numbers, or line by line where
/// the values of every year have as many lines. A cell that is not parted is one name.
pub(super) fn labels(text: &str, values: &[&str]) -> Vec<String> {
    let lines = lines(text);
    let in_lines = lines.len() > 1 && !values.is_empty();
    let marked = tiers(text).or_else(|| circled(text));
    let by_line = || values.iter().all(|v| self::lines(v).len() == lines.len());
    match marked {
        Some(parts) => parts,
        None if in_lines && by_line() => lines,
        None => vec![text.to_owned()],
    }
}

/// Parts a cell with the values of indicators.
pub(super) fn values(text: &str, labels: &[String]) -> Values {
    let count = labels.len();
    if count < 2 || text.is_empty() {
        return Values::Each(vec![text.to_owned(); count.min(1)]);
    }
    let fits = |parts: &Vec<String>| parts.len() == count;
    let marked = tiers(text).or_else(|| circled(text)).filter(fits);
    let parts =
        marked.or_else(|| Some(lines(text)).filter(fits)).or_else(|| Some(numbers(text)?).filter(fits));
    match parts {
        Some(parts) => Values::Each(parts),
        None => named(text, labels).unwrap_or(Values::Whole),
    }
}

/// Parts a cell with the units of indicators; one unit is that of all. `None` where it has another
/// number of them.
pub(super) fn units(text: &str, count: usize) -> Option<Vec<String>> {
    if count < 2 {
        return Some(vec![text.to_owned(); count]);
    }
    let words = || text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let marked = tiers(text).into_iter().flatten().map(|part| without_tier(&part).to_owned()).collect();
    [marked, lines(text), words()].into_iter().find_map(|parts| match parts.len() {
        1 if !parts[0].contains(char::is_whitespace) => Some(vec![parts[0].clone(); count]),
        n if n == count => Some(parts),
        _ => None,
    })
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Cuts a text before every 上段, 中段 and 下段 that stands as a label.
fn tiers(text: &str) -> Option<Vec<String>> {
    let mut starts: Vec<usize> = Vec::new();
    for tier in TIERS {
        starts.extend(text.match_indices(tier).filter_map(|(at, _)| label_start(text, at, tier.len())));
    }
    starts.sort_unstable();
    cut(text, &starts)
}

/// Returns where the label at a place begins: `上段：`, `（上段）`, `上段 `.
fn label_start(text: &str, at: usize, length: usize) -> Option<usize> {
    let (before, after) = (&text[..at], &text[at + length..]);
    let open = before.chars().next_back().filter(|c| "(（[［【".contains(*c));
    let start = at - open.map_or(0, char::len_utf8);
    let alone = text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "、。,/／".contains(c));
    let ends = |c: char| c.is_whitespace() || "：:)）]］】".contains(c);
    (alone && after.chars().next().is_some_and(ends)).then_some(start)
}

fn without_tier(text: &str) -> &str {
    let marks = |c: char| c.is_whitespace() || "(（[［【：:)）]］】".contains(c);
    let rest = text.trim_start_matches(marks);
    let rest = TIERS.iter().find_map(|tier| rest.strip_prefix(tier)).unwrap_or(rest);
    rest.trim_start_matches(marks)
}

/// Cuts a text before circled numbers that follow each other from ①.
fn circled(text: &str) -> Option<Vec<String>> {
    let mut next = '①';
    let mut starts = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| ('①'..='⑳').contains(c)) {
        let alone = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        if c == next && alone {
            starts.push(at);
            next = char::from_u32(next as u32 + 1)?;
        }
    }
    cut(text, &starts)
}

/// Cuts a text at two places or more, the first of them its beginning.
fn cut(text: &str, starts: &[usize]) -> Option<Vec<String>> {
    let begins = starts.first().is_some_and(|first| text[..*first].trim().is_empty());
    if starts.len() < 2 || !begins {
        return None;
    }
    let ends = starts[1..].iter().copied().chain([text.len()]);
    Some(starts.iter().zip(ends).map(|(start, end)| text[*start..end].trim().to_owned()).collect())
}

/// Parts a text at white space where every word has a digit or is a stroke.
fn numbers(text: &str) -> Option<Vec<String>> {
    let is_value = |word: &str| word.chars().any(is_digit) || word.chars().all(|c| fold_char(c) == '-');
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    words.iter().all(|word| is_value(word)).then_some(words)
}

fn is_digit(c: char) -> bool {
    fold_char(c).is_ascii_digit()
}

/// Gives values with names beside them (理事会 11 研修会 6) to the indicators whose names are like theirs.
fn named(text: &str, labels: &[String]) -> Option<Values> {
    let pieces = pieces(text).filter(|pieces| pieces.len() <= MANY)?;
    let folded: Vec<String> = labels.iter().map(|label| fold(without_tier(label))).collect();
    let mut texts = vec![Vec::new(); labels.len()];
    let mut sure = pieces.len() == labels.len();
    for piece in &pieces {
        let name: String = fold(piece.split(is_digit).next().unwrap_or_default());
        let (at, common) = likest(&name, &folded)?;
        sure &= common == name.chars().count();
        texts[at].push(piece.as_str());
    }
    let texts: Vec<String> = texts.iter().map(|texts: &Vec<&str>| texts.join(" ")).collect();
    let all = texts.iter().all(|text| !text.is_empty());
    Some(if sure && all { Values::Each(texts) } else { Values::Named(texts) })
}

/// Parts a text behind every value; each has a name before it.
fn pieces(text: &str) -> Option<Vec<String>> {
    let mut pieces = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.starts_with(is_digit);
        if bare && open.is_empty() {
            return None;
        }
        open.push(word);
        if bare || word.ends_with(is_digit) {
            pieces.push(std::mem::take(&mut open).join(" "));
        }
    }
    (open.is_empty() && !pieces.is_empty()).then_some(pieces)
}

/// Finds the one name that has the most in common with another, at least two characters in a row.
fn likest(name: &str, names: &[String]) -> Option<(usize, usize)> {
    let common: Vec<usize> = names.iter().map(|other| common(name, other)).collect();
    let most = common.iter().copied().max().filter(|most| *most >= 2)?;
    let mut best = (0..common.len()).filter(|at| common[*at] == most);
    let first = best.next()?;
    best.next().is_none().then_some((first, most))
}

/// Returns the length (characters) of the longest text that stands in both.
fn common(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().max(b.len()) > LONG {
        return 0;
    }
    let mut above = vec![0; b.len() + 1];
    let mut longest = 0;
    for x in &a {
        let mut row = vec![0; b.len() + 1];
        for at in (0..b.len()).filter(|at| b[*at] == *x) {
            row[at + 1] = above[at] + 1;
            longest = longest.max(row[at + 1]);
        }
        above = row;
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_are_parted() {
        for (text, years, expected) in [
            ("上段:部数 下段:回数", &[] as &[&str], &["上段:部数", "下段:回数"] as &[&str]),
            ("（上段）部数\n（中段）数\n（下段）回数", &[], &["（上段）部数", "（中段）数", "（下段）回数"]),
            ("① 部数 ② 回数", &[], &["① 部数", "② 回数"]),
            ("部数\n回数", &["1\n2", "3\n4"], &["部数", "回数"]),
            ("部数\n回数", &["1\n2", "3"], &["部数\n回数"]),
            ("部数\n（冊子）", &[], &["部数\n（冊子）"]),
            ("上段の部数", &[], &["上段の部数"]),
            ("部数 上段:甲 下段:乙", &[], &["部数 上段:甲 下段:乙"]),
        ] {
            assert_eq!(labels(text, years), expected, "{text}");
        }
    }

    #[test]
    fn values_are_parted_where_they_say_whose_they_are() {
        let names = owned(&["上段:理事の会・例会の回数", "下段:研修などの回数"]);
        let each = |texts: &[&str]| Values::Each(owned(texts));
        for (text, expected) in [
            ("2,300 1,895", each(&["2,300", "1,895"])),
            ("各11 －", each(&["各11", "－"])),
            ("12 人\n3 人", each(&["12 人", "3 人"])),
            ("上段：12 下段：3", each(&["上段：12", "下段：3"])),
            ("理事の会 1 研修 0", each(&["理事の会 1", "研修 0"])),
            ("理事の会 11 例会 10 研修会 6", Values::Named(owned(&["理事の会 11 例会 10", "研修会 6"]))),
            ("研修会 6", Values::Named(owned(&["", "研修会 6"]))),
            ("実施 11 未実施 3", Values::Whole),
            ("約 12", Values::Whole),
            ("12", Values::Whole),
            ("1 2 3", Values::Whole),
            ("", each(&[""])),
        ] {
            assert_eq!(values(text, &names), expected, "{text}");
        }
        assert_eq!(values("1 2", &owned(&["甲"])), each(&["1 2"]));
    }

    #[test]
    fn units_are_parted() {
        for (text, expected) in [
            ("部 回", Some(&["部", "回"])),
            ("部\n回", Some(&["部", "回"])),
            ("上段:部 下段:回", Some(&["部", "回"])),
            ("回", Some(&["回", "回"])),
            ("回 回 回", None),
        ] {
            assert_eq!(units(text, 2), expected.map(|e| owned(e)), "{text}");
        }
        assert_eq!(units("回 回", 1), Some(owned(&["回 回"])));
    }
}
