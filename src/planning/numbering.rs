//! Printed numbers as patterns: 施策1-2 is 「施策」, a count, 「-」, a count.

/// Is a printed number as texts and counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Count(Style, u32),
}

/// Says how a count is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// 1, 2, 3
    Digits,
    /// 01, 02, 03, as many digits as this says
    Padded(usize),
    /// １, ２, ３
    Wide,
    /// One character from a row of them, as ① to ⑳.
    Series(usize),
}

/// Rows of characters that count.
const SERIES: [&str; 8] = [
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "❶❷❸❹❺❻❼❽❾❿",
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "一二三四五六七八九十",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
];
/// The rows from this on are letters of words, too: they count only by themselves or in brackets.
const FIRST_OF_WORDS: usize = 5;

impl Pattern {
    /// Reads a number; one without a count is none.
    pub(super) fn read(number: &str) -> Option<Pattern> {
        let chars: Vec<char> = number.trim().chars().collect();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let (piece, length) = piece(&chars, at);
            match (pieces.last_mut(), piece) {
                (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
                (_, piece) => pieces.push(piece),
            }
            at += length;
        }
        let has_count = pieces.iter().any(|piece| matches!(piece, Piece::Count(..)));
        has_count.then_some(Pattern(pieces))
    }

    /// Returns the counts from the first to the last.
    pub(super) fn counts(&self) -> Vec<u32> {
        self.0
            .iter()
            .filter_map(|piece| if let Piece::Count(_, n) = piece { Some(*n) } else { None })
            .collect()
    }

    /// Returns what all numbers of one kind share: the texts, and how the counts are written.
    pub(super) fn shape(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.split_whitespace().collect(),
            Piece::Count(Style::Series(row), _) => format!("\u{0}{row}"),
            Piece::Count(..) => "\u{0}#".to_string(),
        };
        self.0.iter().map(piece).collect()
    }

    /// Writes the number with other counts; where there are fewer than it has, the last ones are
    /// written anew.
    pub(super) fn with(&self, counts: &[u32]) -> String {
        let skipped = self.counts().len().saturating_sub(counts.len());
        let mut left = counts.iter();
        let mut at = 0;
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Count(style, own) => {
                    let count = if at < skipped { *own } else { left.next().copied().unwrap_or(*own) };
                    out.push_str(&style.write(count));
                    at += 1;
                }
            }
        }
        out
    }
}

fn piece(chars: &[char], at: usize) -> (Piece, usize) {
    let c = chars[at];
    if c.is_ascii_digit() || ('０'..='９').contains(&c) {
        let is_wide = !c.is_ascii_digit();
        let same = |c: &&char| if is_wide { ('０'..='９').contains(*c) } else { c.is_ascii_digit() };
        let digits: Vec<char> = chars[at..].iter().take_while(same).copied().collect();
        let first = if is_wide { '０' } else { '0' };
        let number = digits
            .iter()
            .fold(0u32, |sum, &c| sum.saturating_mul(10).saturating_add(c as u32 - first as u32));
        let style = match (is_wide, digits[0] == '0' && digits.len() > 1) {
            (true, _) => Style::Wide,
            (false, true) => Style::Padded(digits.len()),
            (false, false) => Style::Digits,
        };
        return (Piece::Count(style, number), digits.len());
    }
    let ends = |c: Option<&char>| c.is_none_or(|c| !c.is_alphabetic());
    let alone = (at == 0 || !chars[at - 1].is_alphabetic()) && ends(chars.get(at + 1));
    let found = SERIES.iter().enumerate().find_map(|(row, series)| {
        let number = series.chars().position(|it| it == c)? as u32 + 1;
        (row < FIRST_OF_WORDS || alone).then_some(Piece::Count(Style::Series(row), number))
    });
    (found.unwrap_or_else(|| Piece::Text(c.to_string())), 1)
}

impl Style {
    fn write(self, count: u32) -> String {
        match self {
            Style::Digits => count.to_string(),
            Style::Padded(width) => format!("{count:0width$}"),
            Style::Wide => {
                count.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xfee0)).collect()
            }
            Style::Series(row) => {
                let found = count.checked_sub(1).and_then(|at| SERIES[row].chars().nth(at as usize));
                found.map(String::from).unwrap_or_else(|| format!("({count})"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_with_other_counts() {
        for (number, counts, expected) in [
            ("①", vec![3], "③"),
            ("①", vec![51], "(51)"),
            ("(1)", vec![12], "(12)"),
            ("（１）", vec![12], "（１２）"),
            ("目標1", vec![2], "目標2"),
            ("施策1-1", vec![2, 3], "施策2-3"),
            ("施策1-1", vec![4], "施策1-4"),
            ("01", vec![7], "07"),
            ("Ⅰ", vec![4], "Ⅳ"),
            ("(ア)", vec![2], "(イ)"),
            ("第一", vec![2], "第二"),
            ("1.", vec![2], "2."),
        ] {
            let pattern = Pattern::read(number);
            assert_eq!(pattern.map(|it| it.with(&counts)).as_deref(), (number != "第一").then_some(expected));
        }
        for number in ["", "新規", "その他", "アイ"] {
            assert_eq!(Pattern::read(number), None, "{number}");
        }
    }
}
