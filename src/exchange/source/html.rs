//! Tables of a web page or of what Excel puts on the clipboard: a tolerant reader of HTML that
//! knows tables, line breaks and form controls, and takes everything else for text or for nothing.
//!
//! Nothing is executed, and no document is built: a page may be cut anywhere or be no HTML at all.

use super::entity;
use super::grid::Grid;
use super::text::Shown;
use crate::exchange::table::Cell;

/// Elements of which nothing is shown as text.
const SILENT: [&str; 12] = [
    "script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math", "xmp", "noembed",
    "noframes",
];
/// Elements that begin on a line of their own.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "address",
    "hr",
];
/// Tables within tables are read to this depth.
const DEEPEST: usize = 20;
/// So many cells are read at most; merged cells count with all their places.
const MAX_CELLS: usize = 2_000_000;
/// Quotes in a tag are looked at for this many bytes; beyond, the next `>` ends the tag.
const LONG_TAG: usize = 65_536;

/// Is a page that is being read.
pub(super) struct Html<'a> {
    pub text: &'a str,
    pub at: usize,
    /// The tables that are complete, each with its rows.
    pub tables: Vec<Vec<Vec<Cell>>>,
    pub too_wide: bool,
    /// Whether there was more than is read.
    pub too_long: bool,
    /// How many characters stand outside of tables.
    pub outside: usize,
    pub rows: usize,
    cells: usize,
    open: Vec<Open>,
    /// A heading of the page between its tables.
    heading: Option<Shown>,
    muted: bool,
    /// Whether no tag ends any more.
    no_more_tags: bool,
}

/// Is a table that is not complete.
#[derive(Default)]
struct Open {
    grid: Grid,
    cell: Option<(Shown, u16, u16)>,
    caption: Option<Shown>,
}

/// Is a start tag.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
}

impl<'a> Html<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            tables: Vec::new(),
            too_wide: false,
            too_long: false,
            outside: 0,
            rows: 0,
            cells: 0,
            open: Vec::new(),
            heading: None,
            muted: false,
            no_more_tags: false,
        }
    }

    /// Reads the next tag, or the text up to it. Returns whether there is more.
    pub fn step(&mut self) -> bool {
        let rest = &self.text[self.at..];
        if rest.is_empty() || self.too_long {
            return false;
        }
        let length = rest.starts_with('<').then(|| self.markup(rest)).flatten();
        self.at += length.unwrap_or_else(|| {
            let next = rest.bytes().skip(1).position(|b| b == b'<');
            let end = next.map_or(rest.len(), |end| end + 1);
            self.words(&rest[..end]);
            end
        });
        true
    }

    /// Completes what is open.
    pub fn finish(&mut self) {
        while !self.open.is_empty() {
            self.end_table();
        }
        self.end_heading();
    }

    /// Reads the tag or comment that a text begins with and returns its length.
    fn markup(&mut self, rest: &'a str) -> Option<usize> {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return Some(comment.find("-->").map_or(rest.len(), |end| end + 7));
        }
        let first = rest[1..].chars().next()?;
        if self.no_more_tags || !(first.is_ascii_alphabetic() || "/!?".contains(first)) {
            return None;
        }
        let Some(end) = tag_end(rest) else {
            self.no_more_tags = true;
            return None;
        };
        let inner = &rest[1..end];
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let name = inner[..name_end].to_ascii_lowercase();
        let tag = Tag { name: &name, attributes: &inner[name_end..] };
        if closing {
            self.end_tag(&name);
        } else if first.is_ascii_alphabetic() {
            if SILENT.contains(&tag.name) && !tag.attributes.ends_with('/') {
                return Some(end + 1 + silent_length(&rest[end + 1..], &name));
            }
            self.start_tag(&tag);
        }
        Some(end + 1)
    }

    fn start_tag(&mut self, tag: &Tag) {
        match tag.name {
            "table" if self.open.len() < DEEPEST => {
                self.muted = false;
                self.end_heading();
                // A table cannot stand between the rows of another, so that one was not closed.
                if self.open.last().is_some_and(|open| open.cell.is_none() && open.caption.is_none()) {
                    self.end_table();
                }
                self.open.push(Open::default());
            }
            "tr" => {
                self.end_cell();
                self.muted = false;
                self.end_row();
                if let Some(open) = self.open.last_mut() {
                    open.grid.begin_row();
                    self.rows += 1;
                }
            }
            "td" | "th" => {
                self.end_cell();
                self.muted = false;
                let (columns, rows) = (span(tag, "colspan"), span(tag, "rowspan"));
                if let Some(open) = self.open.last_mut() {
                    open.cell = Some((Shown::default(), columns, rows));
                }
            }
            "caption" => {
                if let Some(open) = self.open.last_mut() {
                    open.caption = Some(Shown::default());
                }
            }
            "br" => self.with(Shown::break_line),
            "input" => self.input(tag),
            // The reading of a word stands beside it, as Excel copies it along.
            "rt" | "rp" => self.muted = true,
            "rb" => self.muted = false,
            "option" => self.muted = attribute(tag, "selected").is_none(),
            name if is_heading(name) && self.open.is_empty() => {
                self.end_heading();
                self.heading = Some(Shown::default());
            }
            name if BLOCKS.contains(&name) => self.with(Shown::begin_block),
            _ => {}
        }
    }

    fn end_tag(&mut self, name: &str) {
        match name {
            "table" => self.end_table(),
            "tr" => {
                self.end_cell();
                self.end_row();
            }
            "td" | "th" => self.end_cell(),
            "caption" => self.end_caption(),
            "rt" | "rp" | "ruby" | "option" | "select" => self.muted = false,
            name if is_heading(name) && self.open.is_empty() => self.end_heading(),
            name if BLOCKS.contains(&name) => self.with(Shown::begin_block),
            _ => {}
        }
    }

    /// Adds text where it belongs.
    fn words(&mut self, raw: &str) {
        if self.muted {
            return;
        }
        let mut rest = raw;
        self.with(|shown| {
            while let Some(c) = rest.chars().next() {
                let (c, length) = entity::read(rest).unwrap_or((c, c.len_utf8()));
                shown.push(c);
                rest = &rest[length..];
            }
        });
    }

    /// Does something with the text that is open; outside of tables it is only counted.
    fn with(&mut self, act: impl FnOnce(&mut Shown)) {
        let open = self.open.last_mut().map(|open| match (&mut open.cell, &mut open.caption) {
            (Some((shown, ..)), _) => Some(shown),
            (None, caption) => caption.as_mut(),
        });
        let inside = open.unwrap_or(self.heading.as_mut());
        match inside {
            Some(shown) => act(shown),
            None => {
                let mut shown = Shown::default();
                act(&mut shown);
                self.outside += shown.visible();
            }
        }
    }

    /// Shows a form control as a reader of the page sees it.
    fn input(&mut self, tag: &Tag) {
        let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
        let box_text = if attribute(tag, "checked").is_some() { "☑" } else { "☐" };
        match kind.as_str() {
            "checkbox" | "radio" => self.words(box_text),
            "hidden" | "submit" | "button" | "image" | "reset" | "file" | "password" => {}
            _ => self.words(attribute(tag, "value").unwrap_or_default()),
        }
    }

    /// Completes the open row and counts its cells, those that merged ones cover among them.
    fn end_row(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        self.cells += open.grid.end_row();
        self.too_long |= self.cells > MAX_CELLS;
    }

    fn end_cell(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if let Some((shown, columns, rows)) = open.cell.take() {
            open.grid.put(Cell { text: shown.finish(), columns, rows });
        }
    }

    fn end_caption(&mut self) {
        let caption = self.open.last_mut().and_then(|open| open.caption.take()).map(Shown::finish);
        if let Some(caption) = caption.filter(|text| !text.is_empty()) {
            self.tables.push(vec![vec![Cell::new(caption)]]);
        }
    }

    fn end_heading(&mut self) {
        let heading = self.heading.take().map(Shown::finish);
        if let Some(heading) = heading.filter(|text| !text.is_empty()) {
            self.tables.push(vec![vec![Cell::new(heading)]]);
        }
    }

    /// Completes the innermost table. Within a table that has columns of its own it is text of its
    /// cell; within one that only lays the page out it is a table like any other.
    fn end_table(&mut self) {
        self.end_cell();
        self.end_caption();
        self.end_row();
        let Some(mut done) = self.open.pop() else { return };
        self.too_wide |= done.grid.too_wide;
        let rows = done.grid.drain();
        let outer = self.open.last_mut();
        match outer {
            Some(outer) if outer.grid.has_columns() || !is_real(&rows) => {
                if let Some((shown, ..)) = &mut outer.cell {
                    shown.begin_block();
                    shown.push_str(&as_text(&rows));
                    shown.begin_block();
                }
            }
            Some(outer) => {
                self.tables.push(outer.grid.drain());
                self.tables.push(rows);
            }
            None => self.tables.push(rows),
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Returns whether a table has two rows and two columns at least.
fn is_real(rows: &[Vec<Cell>]) -> bool {
    rows.len() > 1 && rows.iter().any(|row| row.len() > 1)
}

fn as_text(rows: &[Vec<Cell>]) -> String {
    let line = |row: &Vec<Cell>| {
        let texts = row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(" ")
    };
    rows.iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Finds the `>` that ends a tag; one in quotes does not, unless the quotes are never closed.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, b) in text.bytes().enumerate().take(LONG_TAG) {
        match (quote, b) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if text[..at].trim_end().ends_with('=') => quote = Some(b),
            (Some(q), b) if q == b => quote = None,
            _ => {}
        }
    }
    text.find('>')
}

/// Returns how long the content of a silent element is, with its end tag.
fn silent_length(text: &str, name: &str) -> usize {
    let ends = |at: &usize| {
        text.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let end = text.match_indices("</").map(|(at, _)| at).find(ends);
    end.map_or(text.len(), |at| text[at..].find('>').map_or(text.len(), |end| at + end + 1))
}

fn span(tag: &Tag, name: &str) -> u16 {
    let value = attribute(tag, name).and_then(|value| value.trim().parse::<u16>().ok());
    value.unwrap_or(1).clamp(1, 5_000)
}

/// Finds an attribute's value; empty for one without.
fn attribute<'t>(tag: &Tag<'t>, wanted: &str) -> Option<&'t str> {
    let mut rest = tag.attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(value) => value_of(value.trim_start()),
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        // A name may be empty where an equals sign stands alone; the sign was passed all the same.
        rest = after;
    }
}

fn value_of(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|c| "\"'".contains(*c));
    match quote.and_then(|quote| text[1..].split_once(quote)) {
        Some(parts) => parts,
        None => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}
