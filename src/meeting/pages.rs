//! Remarks on the projector, in pages that need no scrolling.

use serde::{Deserialize, Serialize};

/// How many full-width characters stand in a line, a little below what a narrow projector holds.
const COLUMNS: usize = 26;
/// How high a page is, in half lines.
const PAGE: usize = 19;
/// How high a heading is, in half lines.
const HEADING: usize = 3;
/// What stands between two remarks, in half lines.
const GAP: usize = 1;
/// A remark that goes over to the next page leaves at least so many lines here.
const WORTH_IT: usize = 3;

/// Is a remark with the heading that it stands under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark<'a> {
    /// The heading.
    pub heading: &'a str,
    /// The text as typed.
    pub text: &'a str,
    /// Who said it, where that is shown.
    pub author: &'a str,
}

/// Is a remark, or the part of a long one that stands on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// The heading above it; empty where it is the one before still.
    pub heading: String,
    /// Whether it goes on from the page before.
    pub goes_on: bool,
    /// The text.
    pub text: String,
    /// Who said it; empty where that is not shown, and where the remark goes on.
    pub author: String,
}

/// Parts remarks into pages: in order, nothing left out but remarks without a text. A long remark
/// goes over several pages, cut after a sentence where there is one near the end of the page.
pub fn pages(remarks: &[Remark]) -> Vec<Vec<Piece>> {
    let mut pages: Vec<Vec<Piece>> = Vec::new();
    let mut room: usize = 0;
    let mut last = None;
    for remark in remarks.iter().filter(|remark| !remark.text.trim().is_empty()) {
        let mut rest = remark.text;
        while !rest.is_empty() {
            let above = |last| if last == Some(remark.heading) { 0 } else { HEADING };
            let fits = room.saturating_sub(above(last) + GAP) / 2;
            let needed = lines(rest, remark.author);
            if fits < needed.min(WORTH_IT) {
                pages.push(Vec::new());
                (room, last) = (PAGE, None);
                continue;
            }
            let at = if needed <= fits { rest.len() } else { cut(rest, fits) };
            let (text, next) = rest.split_at(at);
            let author = if next.is_empty() { remark.author } else { "" };
            let piece = Piece {
                heading: if above(last) > 0 { remark.heading.into() } else { String::new() },
                goes_on: rest.len() < remark.text.len(),
                text: text.into(),
                author: author.into(),
            };
            room = room.saturating_sub(above(last) + GAP + 2 * lines(text, author));
            last = Some(remark.heading);
            rest = next;
            if let Some(page) = pages.last_mut() {
                page.push(piece);
            }
        }
    }
    pages
}

/// Estimates how many lines a text needs, with who said it behind.
fn lines(text: &str, author: &str) -> usize {
    let mut filling = Filling::default();
    text.trim_end().chars().for_each(|c| filling.add(c));
    if !author.is_empty() {
        // Stands in brackets behind a space.
        author.chars().chain("（） ".chars()).for_each(|c| filling.add(c));
    }
    filling.lines + 1
}

/// Finds where a text is to be cut so that what stands before needs at most so many lines: after
/// a sentence in their last third, else anywhere. At least one character stands before.
fn cut(text: &str, fits: usize) -> usize {
    let mut filling = Filling::default();
    let (mut end, mut sentence) = (0, None);
    for (at, c) in text.char_indices() {
        filling.add(c);
        if filling.lines >= fits && end > 0 {
            break;
        }
        end = at + c.len_utf8();
        if matches!(c, '。' | '\n') && (filling.lines + 1) * 3 > fits * 2 {
            sentence = Some(end);
        }
    }
    sentence.unwrap_or(end)
}

/// Is a text that is filled into lines.
#[derive(Default)]
struct Filling {
    /// Full lines so far.
    lines: usize,
    /// The width of the line that is being filled, in half characters.
    width: usize,
}

impl Filling {
    fn add(&mut self, c: char) {
        let width = match c {
            '\n' => {
                self.lines += 1;
                self.width = 0;
                return;
            }
            ' '..='~' | '｡'..='ﾟ' => 1,
            _ => 2,
        };
        if self.width + width > 2 * COLUMNS {
            self.lines += 1;
            self.width = 0;
        }
        self.width += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remark(text: &str) -> Remark<'_> {
        Remark { heading: "意見", text, author: "" }
    }

    /// How high a page is, in half lines, by the same estimate.
    fn height(page: &[Piece]) -> usize {
        let one = |piece: &Piece| {
            let heading = if piece.heading.is_empty() { 0 } else { HEADING };
            heading + GAP + 2 * lines(&piece.text, &piece.author)
        };
        page.iter().map(one).sum()
    }

    #[test]
    fn short_remarks_share_a_page_under_one_heading() {
        let pages = pages(&[remark("夜間の相談を増やしてほしい。"), remark("  "), remark("駅前にも\n一つ")]);
        let [page] = pages.as_slice() else { panic!("{pages:?}") };
        assert_eq!(page.iter().map(|it| it.heading.as_str()).collect::<Vec<_>>(), ["意見", ""]);
        assert_eq!(page[1].text, "駅前にも\n一つ");
    }

    #[test]
    fn a_long_remark_goes_over_several_pages_and_is_cut_after_a_sentence() {
        let text = "相談の窓口は、開いている時間が短く、働いている人には使いにくい。".repeat(30);
        let remarks = [Remark { author: "髙﨑", ..remark(&text) }];
        let pages = pages(&remarks);
        assert!(pages.len() >= 4, "{}", pages.len());
        for (at, page) in pages.iter().enumerate() {
            assert!(height(page) <= PAGE);
            assert!(page[0].text.ends_with('。'));
            assert_eq!(page[0].heading, "意見", "each page says what it shows");
            assert_eq!(page[0].goes_on, at > 0);
            assert_eq!(page[0].author.is_empty(), at + 1 < pages.len(), "who said it stands at the end");
        }
        let whole: String = pages.iter().flatten().map(|it| it.text.as_str()).collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn nothing_is_lost_whatever_the_text() {
        for text in
            ["あ".repeat(3000), "\n".repeat(80) + "終", "long words ".repeat(300), "𠮷野家\r\n".repeat(90)]
        {
            let remarks = [remark("前"), remark(&text), Remark { heading: "方向性", ..remark("後") }];
            let pages = pages(&remarks);
            let whole: String = pages.iter().flatten().map(|it| it.text.as_str()).collect();
            assert_eq!(whole, format!("前{text}後"));
            assert!(pages.iter().all(|page| !page.is_empty() && height(page) <= PAGE));
        }
    }
}
