//! Where the words stand in a text.

use super::fold::folded;
use super::texts::each;
use crate::model::id::NodeId;
use crate::model::year_book::YearBook;

/// How many characters are shown before the first word, and how many in all.
const BEFORE: usize = 20;
const LENGTH: usize = 100;

/// Is a piece of a text, cut where the words begin and end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text as it was typed, line breaks as spaces.
    pub text: String,
    /// Whether it is one of the words.
    pub marked: bool,
}

/// Is the first text of an item, behind number and title, that holds one of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What the text is called.
    pub label: String,
    /// The text around the first word.
    pub pieces: Vec<Piece>,
}

/// Finds the text of an item to show beside its heading.
pub fn excerpt(book: &YearBook, node: NodeId, words: &[String]) -> Option<Excerpt> {
    let mut found = None;
    each(book, None, node, &mut |label, text| {
        let marks = if label.is_empty() { Vec::new() } else { marks(text, words) };
        if let Some(first) = marks.first() {
            let label = label.replace(crate::model::form::YEAR_TOKEN, &book.label);
            found = Some(Excerpt { label, pieces: around(text, first.0, &marks) });
        }
        found.is_none()
    });
    found
}

/// Cuts a whole text into pieces.
pub fn pieces(text: &str, words: &[String]) -> Vec<Piece> {
    cut(text, 0, text.len(), &marks(text, words))
}

/// Returns from where to where, in bytes, words stand in a text; in order, none touching another.
fn marks(text: &str, words: &[String]) -> Vec<(usize, usize)> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    if words.is_empty() {
        return marks;
    }
    let words: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
    let (places, letters): (Vec<usize>, Vec<char>) = folded(text).unzip();
    for at in 0..letters.len() {
        let here = words.iter().filter(|word| letters[at..].starts_with(word));
        let Some(length) = here.map(Vec::len).max() else { continue };
        let (start, end) = (places[at], places.get(at + length).copied().unwrap_or(text.len()));
        let end = start + text[start..end].trim_end().len();
        match marks.last_mut() {
            Some(before) if start <= before.1 => before.1 = before.1.max(end),
            _ => marks.push((start, end)),
        }
    }
    marks
}

fn around(text: &str, first: usize, marks: &[(usize, usize)]) -> Vec<Piece> {
    let start = text[..first].char_indices().rev().take(BEFORE).last().map_or(first, |(at, _)| at);
    let end = text[start..].char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| start + at);
    let mut pieces = cut(text, start, end, marks);
    let dots = || Piece { text: "…".into(), marked: false };
    if start > 0 {
        pieces.insert(0, dots());
    }
    if end < text.len() {
        pieces.push(dots());
    }
    pieces
}

fn cut(text: &str, start: usize, end: usize, marks: &[(usize, usize)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |from: usize, to: usize, marked: bool| {
        if from < to {
            pieces.push(Piece { text: text[from..to].replace(['\r', '\n'], " "), marked });
        }
    };
    let mut at = start;
    for (from, to) in marks.iter().filter(|(from, to)| *to > start && *from < end) {
        let (from, to) = ((*from).max(start), (*to).min(end));
        add(at, from, false);
        add(from, to, true);
        at = to;
    }
    add(at, end, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::fold::fold;

    fn shown(pieces: &[Piece]) -> String {
        pieces.iter().map(|it| if it.marked { format!("[{}]", it.text) } else { it.text.clone() }).collect()
    }

    #[test]
    fn words_are_marked_as_they_were_typed() {
        for (text, words, expected) in [
            ("見守り活動", vec!["見守り"], "[見守り]活動"),
            ("ｻｰﾋﾞｽの充実", vec!["サービス"], "[ｻｰﾋﾞｽ]の充実"),
            ("サー\nビス の充実", vec!["さーびす"], "[サー ビス] の充実"),
            ("見守り見守り", vec!["見守り"], "[見守り見守り]"),
            ("ＡＢＣとabc", vec!["abc"], "[ＡＢＣ]と[abc]"),
            ("地域の福祉", vec!["福祉", "地域"], "[地域]の[福祉]"),
            ("が", vec!["か"], "が"),
            ("何もない", vec!["見守り"], "何もない"),
        ] {
            let words: Vec<String> = words.into_iter().map(fold).collect();
            assert_eq!(shown(&pieces(text, &words)), expected);
        }
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_word() {
        let text = format!("{}見守り{}", "あ".repeat(50), "い".repeat(200));
        let words = [fold("見守り")];
        let pieces = around(&text, 150, &marks(&text, &words));
        let expected = format!("…{}[見守り]{}…", "あ".repeat(20), "い".repeat(77));
        assert_eq!(shown(&pieces), expected);
    }
}
