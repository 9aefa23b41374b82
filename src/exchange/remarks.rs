//! Splitting of a cell with several remarks into single ones.

use crate::find::fold::is_blank;

/// Is one remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The text without its bullet.
    pub text: String,
    /// Whether both its ends are clear from the text.
    pub certain: bool,
}

/// Bullets that are also used within sentences (自助・互助).
const DOTS: &str = "・･•·";
/// Bullets that are shapes; doubled (○○市) they stand for a name.
const SHAPES: &str = "○●◯◎◆◇■□▪";
const SENTENCE_ENDS: &str = "。．！？!?｡";
const CLOSERS: &str = "）)」』】〉》］";
const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('「', '」'), ('『', '』')];

/// Is a place where a remark begins.
struct Cut {
    /// Where the remark before ends (index of a character).
    at: usize,
    /// Where the text of the next one begins.
    text: usize,
    certain: bool,
}

/// Splits a text into remarks, each without its bullet.
///
/// A remark begins at a bullet at the start, after the end of a sentence or after a line break;
/// after mere white space or a bracket that is only proposed. A text without any bullet is split by
/// line breaks and by sentence ends before white space, and that is only proposed too.
pub(super) fn split(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let inside = inside_brackets(&chars);
    let mut cuts: Vec<Cut> =
        (0..chars.len()).filter(|&at| !inside[at]).filter_map(|at| bullet(&chars, at)).collect();
    if cuts.is_empty() {
        cuts = (1..chars.len()).filter(|&at| !inside[at]).filter_map(|at| sentence(&chars, at)).collect();
    }
    pieces(&chars, &cuts)
}

fn pieces(chars: &[char], cuts: &[Cut]) -> Vec<Piece> {
    let start = Cut { at: 0, text: 0, certain: true };
    let starts: Vec<&Cut> = std::iter::once(&start).chain(cuts).collect();
    let mut pieces = Vec::new();
    for (n, cut) in starts.iter().enumerate() {
        let next = starts.get(n + 1);
        let end = next.map_or(chars.len(), |next| next.at).max(cut.text);
        let text: String = chars[cut.text..end].iter().collect();
        let certain = cut.certain && next.is_none_or(|next| next.certain);
        if !text.trim().is_empty() {
            pieces.push(Piece { text: text.trim().to_owned(), certain });
        }
    }
    if let [only] = pieces.as_mut_slice() {
        only.certain = true;
    }
    pieces
}

/// Returns the cut at a bullet.
fn bullet(chars: &[char], at: usize) -> Option<Cut> {
    let c = chars[at];
    let dot = DOTS.contains(c);
    let shape = SHAPES.contains(c) && chars.get(at + 1) != Some(&c) && (at == 0 || chars[at - 1] != c);
    if !dot && !shape {
        return None;
    }
    let listed = chars.iter().find(|c| !is_blank(**c)).is_some_and(|first| DOTS.contains(*first));
    let certain = begins_after(chars, at, dot && listed)?;
    Some(Cut { at, text: at + 1, certain })
}

/// Returns whether a bullet begins a remark by what stands before it: surely, perhaps, or not.
fn begins_after(chars: &[char], at: usize, after_bracket: bool) -> Option<bool> {
    let spaces = chars[..at].iter().rev().take_while(|c| is_blank(**c)).count();
    let before = &chars[..at - spaces];
    if before.is_empty() || chars[at - spaces..at].contains(&'\n') || ends_sentence(before) {
        return Some(true);
    }
    let loose = chars.get(at + 1).is_none_or(|next| is_blank(*next));
    let bracket = before.last().is_some_and(|c| ['）', ')'].contains(c));
    ((spaces > 0 && !loose) || (bracket && after_bracket)).then_some(false)
}

/// Returns the cut before a character that begins a sentence after white space.
fn sentence(chars: &[char], at: usize) -> Option<Cut> {
    if is_blank(chars[at]) || !is_blank(chars[at - 1]) {
        return None;
    }
    let spaces = chars[..at].iter().rev().take_while(|c| is_blank(**c)).count();
    let broken = chars[at - spaces..at].contains(&'\n');
    let begins = spaces < at && (broken || ends_sentence(&chars[..at - spaces]));
    begins.then_some(Cut { at, text: at, certain: false })
}

fn ends_sentence(before: &[char]) -> bool {
    let last = before.iter().rev().find(|c| !CLOSERS.contains(**c));
    last.is_some_and(|c| SENTENCE_ENDS.contains(*c))
}

/// Tells for every character whether it stands inside brackets that are closed again.
fn inside_brackets(chars: &[char]) -> Vec<bool> {
    let mut depth = vec![0i32; chars.len() + 1];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if let Some((_, close)) = BRACKETS.iter().find(|(o, _)| o == c) {
            open.push((at, *close));
        } else if open.last().is_some_and(|(_, close)| close == c) {
            let start = open.pop().map_or(at, |(start, _)| start);
            depth[start] += 1;
            depth[at] -= 1;
        }
    }
    let sums = depth[..chars.len()].iter().scan(0, |sum, d| {
        *sum += d;
        Some(*sum > 0)
    });
    sums.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, bool)]) {
        let pieces = split(text);
        let pieces: Vec<(&str, bool)> = pieces.iter().map(|p| (p.text.as_str(), p.certain)).collect();
        assert_eq!(pieces, expected, "{text}");
    }

    #[test]
    fn bullets_split_where_sentences_end() {
        check("・甲。・乙。", &[("甲。", true), ("乙。", true)]);
        check("・甲\n・乙", &[("甲", true), ("乙", true)]);
        check("・甲（丙。）・乙", &[("甲（丙。）", true), ("乙", true)]);
        check("・甲である。 ・ 乙", &[("甲である。", true), ("乙", true)]);
        check("甲。○乙", &[("甲。", true), ("乙", true)]);
        check("・甲。\n乙。", &[("甲。\n乙。", true)]);
    }

    #[test]
    fn dots_within_sentences_do_not_split() {
        check("・自助・互助を強める。", &[("自助・互助を強める。", true)]);
        check("キノコ・山菜", &[("キノコ・山菜", true)]);
        check("自助 ・ 互助", &[("自助 ・ 互助", true)]);
        check("学校（小・中）・高校", &[("学校（小・中）・高校", true)]);
        check("・例（甲。・乙。）を見る。", &[("例（甲。・乙。）を見る。", true)]);
        check("○○市の例", &[("○○市の例", true)]);
    }

    #[test]
    fn unclear_bullets_are_proposed() {
        check("・甲 ・乙", &[("甲", false), ("乙", false)]);
        check("・甲（丙）・乙。・丁", &[("甲（丙）", false), ("乙。", false), ("丁", true)]);
    }

    #[test]
    fn lost_bullets_are_proposed() {
        check("甲。ただし乙。 丙。 ", &[("甲。ただし乙。", false), ("丙。", false)]);
        check("甲\n乙", &[("甲", false), ("乙", false)]);
        check("甲（乙。 丙。）丁。", &[("甲（乙。 丙。）丁。", true)]);
        check("甲。乙。", &[("甲。乙。", true)]);
        check(" ", &[]);
        check("・", &[]);
    }
}
