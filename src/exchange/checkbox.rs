//! Tick boxes: the grades of a scale with a box before or after each, of which one is ticked.

use super::value::grade;
use crate::model::form::Scale;
use crate::model::id::GradeId;

/// Is one grade with its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tick {
    pub grade: GradeId,
    pub mark: Mark,
}

/// Is what stands in a box, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// No box.
    Bare,
    /// An empty box: □.
    Empty,
    /// A ring, which is ticked among bare grades, and empty beside a box that is filled.
    Ring,
    /// A ticked box: ☑.
    Ticked,
}

const TICKED: &str = "☑☒✓✔✅■▣●◉◼⬛";
const EMPTY: &str = "☐□▢◻⬜";
const RINGS: &str = "○◯〇";
const BRACKETS: [(char, char); 5] = [('[', ']'), ('(', ')'), ('［', '］'), ('（', '）'), ('〔', '〕')];
/// What between brackets means a tick.
const IN_BRACKETS: &str = "xXｘＸvVレﾚ*＊";
/// A tag of a box is no longer than this (bytes).
const LONGEST: usize = 200;

/// A cell with boxes is no longer than this (bytes).
const LONGEST_CELL: usize = 4_000;

/// Reads a cell that holds nothing but grades of the scale, at least one of them with a box.
pub(super) fn read(scale: &Scale, text: &str) -> Option<Vec<Tick>> {
    if text.len() > LONGEST_CELL {
        return None;
    }
    let mut ticks = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        ticks.extend(read_line(scale, line)?);
    }
    ticks.iter().any(|tick| tick.mark != Mark::Bare).then_some(ticks)
}

/// Returns the grades that are ticked, each once, in the order in which they stand.
pub(super) fn ticked(ticks: &[Tick]) -> Vec<GradeId> {
    let filled = ticks.iter().any(|tick| tick.mark == Mark::Ticked);
    let least = if filled { Mark::Ticked } else { Mark::Ring };
    let mut grades = Vec::new();
    for tick in ticks.iter().filter(|tick| tick.mark >= least) {
        if !grades.contains(&tick.grade) {
            grades.push(tick.grade);
        }
    }
    grades
}

/// Reads a line; boxes stand before their grades if one begins the line, else after them.
fn read_line(scale: &Scale, line: &str) -> Option<Vec<Tick>> {
    let mut parts = parts(line);
    let before = matches!(parts.first(), Some(Part::Box(_)));
    if !before {
        parts.reverse();
    }
    let mut ticks = Vec::new();
    let mut mark = None;
    for part in parts {
        match part {
            Part::Box(next) => mark = mark.max(Some(next)),
            Part::Text(text) => {
                let grades = grades(scale, text)?;
                let boxed = if before { 0 } else { grades.len() - 1 };
                let own = mark.take().unwrap_or(Mark::Bare);
                let of = |at| if at == boxed { own } else { Mark::Bare };
                let new = grades.iter().enumerate().map(|(at, &grade)| Tick { grade, mark: of(at) });
                ticks.extend(new);
            }
        }
    }
    if !before {
        ticks.reverse();
    }
    mark.is_none().then_some(ticks)
}

/// Reads one grade, or several parted by white space.
fn grades(scale: &Scale, text: &str) -> Option<Vec<GradeId>> {
    match grade(scale, text) {
        Some(grade) => Some(vec![grade]),
        None => text.split_whitespace().map(|word| grade(scale, word)).collect(),
    }
}

enum Part<'t> {
    Box(Mark),
    Text(&'t str),
}

fn parts(line: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = line[at..].chars().next() {
        let Some((mark, length)) = mark(line, at) else {
            at += c.len_utf8();
            continue;
        };
        parts.push(Part::Text(line[start..at].trim()));
        parts.push(Part::Box(mark));
        at += length;
        start = at;
    }
    parts.push(Part::Text(line[start..].trim()));
    parts.retain(|part| !matches!(part, Part::Text("")));
    parts
}

/// Returns the box at a place of a line, and its length in bytes.
fn mark(line: &str, at: usize) -> Option<(Mark, usize)> {
    let rest = &line[at..];
    let c = rest.chars().next()?;
    let length = c.len_utf8();
    match c {
        _ if TICKED.contains(c) => Some((Mark::Ticked, length)),
        _ if EMPTY.contains(c) => Some((Mark::Empty, length)),
        _ if RINGS.contains(c) => Some((Mark::Ring, length)),
        '<' => tag(rest),
        'レ' | 'ﾚ' => is_stroke(line, at, length).then_some((Mark::Ticked, length)),
        _ => BRACKETS.iter().find(|(open, _)| *open == c).and_then(|(_, close)| bracket(rest, *close)),
    }
}

/// Returns whether レ is a stroke of the pen and not a letter of a word.
fn is_stroke(line: &str, at: usize, length: usize) -> bool {
    let (before, after) = (line[..at].chars().next_back(), line[at + length..].chars().next());
    let letter = |c: char| matches!(c, 'ァ'..='ヿ' | 'ｦ'..='ﾟ');
    before.is_none_or(|c| c.is_whitespace() || mark_char(c)) && !after.is_some_and(letter)
}

fn mark_char(c: char) -> bool {
    EMPTY.contains(c) || TICKED.contains(c)
}

/// Reads `[x]`, `( )`, `（○）`.
fn bracket(rest: &str, close: char) -> Option<(Mark, usize)> {
    let end = rest.char_indices().take(6).find(|(_, c)| *c == close)?.0;
    let open = rest.chars().next()?.len_utf8();
    let mut inner = rest[open..end].chars().filter(|c| !c.is_whitespace());
    let mark = match (inner.next(), inner.next()) {
        (None, _) => Mark::Empty,
        (Some(c), None) if IN_BRACKETS.contains(c) || TICKED.contains(c) || RINGS.contains(c) => Mark::Ticked,
        (Some(c), None) if EMPTY.contains(c) => Mark::Empty,
        _ => return None,
    };
    Some((mark, end + close.len_utf8()))
}

/// Reads `<input type="checkbox" checked>`.
fn tag(rest: &str) -> Option<(Mark, usize)> {
    let name = rest.get(..6).filter(|name| name.eq_ignore_ascii_case("<input"))?;
    let end = rest.bytes().take(LONGEST).position(|b| b == b'>')?;
    let attributes = attributes(rest.get(name.len()..end)?)?;
    let named = |wanted: &str| attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let kind = named("type").map(|(_, value)| value.to_ascii_lowercase())?;
    let mark = if named("checked").is_some() { Mark::Ticked } else { Mark::Empty };
    ["checkbox", "radio"].contains(&kind.as_str()).then_some((mark, end + 1))
}

/// Reads the attributes of a tag; one without a value has an empty one.
fn attributes(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut found = Vec::new();
    let mut rest = text.trim().trim_end_matches('/').trim_end();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            found.push((name, ""));
            rest = after.trim_start();
            continue;
        };
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote)?,
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        found.push((name, value));
        rest = after.trim_start();
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::built_in;

    fn check(text: &str, expected: Option<&[&str]>) {
        let form = built_in("item-opinions").expect("a form");
        let found = read(&form.scales[0], text).map(|ticks| ticked(&ticks));
        let found = found.map(|grades| grades.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(found, expected.map(|e| e.iter().map(ToString::to_string).collect()), "{text}");
    }

    #[test]
    fn a_ticked_box_is_told_from_an_empty_one() {
        for text in [
            "<input checked=\"\" type=\"checkbox\"/> 順調に進んだ",
            "<INPUT type=radio checked>順調に進んだ <input type='radio' value='checked'>未実施",
            "☑順調に進んだ □概ね進んだ □一部遅れがある □未実施",
            "■ 順調に進んだ\n□ 概ね進んだ",
            "●順調に進んだ ○概ね進んだ",
            "○順調に進んだ\n概ね進んだ\n未実施",
            "[x]順調に進んだ [ ]概ね進んだ",
            "(ｘ) 順調に進んだ （　）概ね進んだ",
            "（○）順調に進んだ",
            "レ 順調に進んだ",
            "□レ順調に進んだ □未実施",
            "順調に進んだ ✓\n概ね進んだ",
            "未実施 順調に進んだ ✔ 概ね進んだ",
        ] {
            check(text, Some(&["well"]));
        }
        check("<input type=\"checkbox\"/> 概ね進んだ", Some(&[]));
        check("順調に進んだ □", Some(&[]));
        check("☑順調に進んだ ☑未実施", Some(&["well", "notyet"]));
        check("○順調に進んだ ○概ね進んだ", Some(&["well", "mostly"]));
    }

    #[test]
    fn what_is_no_grade_of_the_scale_is_no_box() {
        for text in [
            "順調に進んだ",
            "☑実施 □未実施",
            "□ □",
            "☑",
            "",
            "<input type=\"text\" checked> 順調に進んだ",
            "<input checked> 順調に進んだ",
            "<input type=\"checkbox 順調に進んだ",
            "（一）順調に進んだ",
            "☑レベル",
        ] {
            check(text, None);
        }
    }
}
