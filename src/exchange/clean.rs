//! Cleaning of cells: tags that a conversion left around the text, and trimming. Every visible
//! character of the text stays, and whatever is not clearly such a tag is text.

use std::borrow::Cow;

/// Tags that only shape text. `true`: a new line begins at it.
const TAGS: [(&str, bool); 12] = [
    ("p", true),
    ("br", true),
    ("li", true),
    ("ul", true),
    ("ol", true),
    ("div", true),
    ("b", false),
    ("strong", false),
    ("i", false),
    ("em", false),
    ("u", false),
    ("span", false),
];
/// Attributes that only shape text; a tag with any other is text.
const ATTRIBUTES: [&str; 5] = ["style", "class", "type", "start", "align"];
/// A tag is no longer than this (bytes).
const LONGEST: usize = 200;

/// Returns the cell's text without tags that only shape it and without white space at its ends.
/// A tag of a block becomes a line break; line breaks that tags make never follow each other.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !has_tag(text) {
        return Cow::Borrowed(text.trim());
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some((length, block)) = tag(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        rest = &rest[length..];
        if block {
            end_line(&mut out);
            rest = rest.trim_start();
        }
    }
    out.push_str(rest);
    Cow::Owned(out.trim().to_owned())
}

/// Returns whether the text has a tag that [`clean`] takes out.
pub(super) fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| tag(&text[at..]).is_some())
}

/// Puts two parts of a text together that a page break had cut: a bullet begins a new line, and
/// a space stands only between two words of Latin letters.
pub(super) fn join_cut(first: &str, rest: &str) -> String {
    let (a, b) = (first.chars().next_back(), rest.chars().next());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let bullet = b.is_some_and(|c| "○●◯◎・◆◇■□※【①②③④⑤⑥⑦⑧⑨".contains(c));
    let between = match () {
        () if first.is_empty() || rest.is_empty() => "",
        () if bullet => "\n",
        () if latin(a) && latin(b) => " ",
        () => "",
    };
    format!("{first}{between}{rest}")
}

/// Drops the spaces that stand beside Japanese characters, as narrow columns put them into words.
pub(super) fn close_up(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let wide = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| !c.is_ascii());
    let kept = chars.iter().enumerate().filter(|&(at, c)| {
        let beside = wide(at.checked_sub(1)) || wide(Some(at + 1));
        !(c.is_whitespace() && beside)
    });
    kept.map(|(_, c)| c).collect()
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
}

/// Returns the length of the shaping tag that the text begins with, and whether a new line begins at it.
fn tag(text: &str) -> Option<(usize, bool)> {
    let end = text.bytes().take(LONGEST).position(|b| b == b'>')?;
    let inner = text.get(1..end)?;
    let (closing, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let name_end = inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len());
    let (name, rest) = inner.split_at(name_end);
    let (_, block) = TAGS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known))?;
    let rest = rest.trim_end().trim_end_matches('/').trim_end();
    (rest.is_empty() || (!closing && attributes(rest))).then_some((end + 1, *block))
}

/// Returns whether the text is a list of shaping attributes, each with a value in quotes.
fn attributes(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let trimmed = rest.trim_start();
        let Some((name, after)) = trimmed.split_once('=') else { return false };
        let known = ATTRIBUTES.iter().any(|known| name.trim().eq_ignore_ascii_case(known));
        let value = after.trim_start();
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
        let Some((_, after)) = quote.and_then(|q| value[1..].split_once(q)) else { return false };
        if !known || trimmed.len() == rest.len() {
            return false;
        }
        rest = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shaping_tags_become_line_breaks() {
        for (text, expected) in [
            ("  a  b　", "a  b"),
            ("<p>a</p> <p>b</p>", "a\nb"),
            ("<ul style=\"list-style-type: none\"> ○a ○b ", "○a ○b"),
            ("<P>a</P><ul class='x' type=\"y\"><li>・b</li><li>・c</li></ul>", "a\n・b\n・c"),
            ("a<br>b<br/>c<BR />d", "a\nb\nc\nd"),
            ("a\n\nb<br>c", "a\n\nb\nc"),
            ("<p></p>", ""),
            ("甲 <b>※再掲</b><br>乙<span style=\"x\">丙</span>", "甲 ※再掲\n乙丙"),
        ] {
            assert_eq!(clean(text), expected, "{text}");
        }
    }

    #[test]
    fn anything_else_stays_text() {
        for text in [
            "<script>alert(1)</script>",
            "<input type=\"checkbox\" checked>済",
            "a < b > c",
            "<p onclick=\"x()\">",
            "<ul style=none>",
            "<pre>",
            "<p",
            "<<",
            "</p class=\"x\">",
            "<ulstyle=\"x\">",
        ] {
            assert_eq!(clean(text), text, "{text}");
        }
        assert_eq!(clean("<<p>a"), "<\na");
    }

    #[test]
    fn cut_texts_are_put_together() {
        assert_eq!(join_cut("講座を開", "催した。"), "講座を開催した。");
        assert_eq!(join_cut("開催した。", "○参加者"), "開催した。\n○参加者");
        assert_eq!(join_cut("NPO", "LINE"), "NPO LINE");
        assert_eq!(join_cut("", "a"), "a");
    }

    #[test]
    fn spaces_beside_japanese_are_dropped() {
        assert_eq!(close_up("り・ 助け 合い 活動"), "り・助け合い活動");
        assert_eq!(close_up("a b 見 c d"), "a b見c d");
    }
}
