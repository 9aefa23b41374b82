//! Sources of tables: text with tabs or commas, and tables of web pages and of the clipboard.
//!
//! A large source is read in steps, so that a page can show how far it is and be stopped.

mod entity;
mod grid;
mod html;
pub mod notice;
mod text;

use super::table::{Cell, Scan, Table, TableRow};
use html::Html;
use notice::SourceNotice;

/// So many columns are read at most.
pub const MAX_COLUMNS: usize = 5_000;
/// So many rows are read at most.
pub const MAX_ROWS: usize = 200_000;

/// Is a table with what is to be told about where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sourced {
    /// The table.
    pub table: Table,
    /// What is to be told.
    pub notices: Vec<SourceNotice>,
}

/// Is a source that is being read.
pub struct Sourcing<'a> {
    length: usize,
    work: Work<'a>,
    too_wide: Option<usize>,
    too_long: bool,
}

enum Work<'a> {
    Text(Scan<'a>, Vec<TableRow>),
    Html(Box<Html<'a>>),
}

/// Reads a source whole.
pub fn read(text: &str) -> Sourced {
    let mut sourcing = Sourcing::new(text);
    while sourcing.step(usize::MAX) {}
    sourcing.finish()
}

/// Returns whether a text is a page with tables, not a table in plain text.
pub fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with('<') && has_table(start)
}

/// Returns whether a text has the tag of a table.
fn has_table(text: &str) -> bool {
    let name = |at: usize| text.get(at + 1..at + 6).is_some_and(|name| name.eq_ignore_ascii_case("table"));
    text.match_indices('<').any(|(at, _)| name(at))
}

impl<'a> Sourcing<'a> {
    /// Begins to read a source, which is told by its text alone.
    pub fn new(text: &'a str) -> Self {
        let work = match is_html(text) {
            true => Work::Html(Box::new(Html::new(text))),
            false => Work::Text(Scan::new(text), Vec::new()),
        };
        Self { length: text.len(), work, too_wide: None, too_long: false }
    }

    /// Reads on for about so many bytes. Returns whether there is more.
    pub fn step(&mut self, bytes: usize) -> bool {
        match &mut self.work {
            Work::Html(html) => {
                let until = html.at.saturating_add(bytes);
                while html.at < until {
                    if !html.step() {
                        return false;
                    }
                    html.too_long |= html.rows > MAX_ROWS;
                }
            }
            Work::Text(scan, rows) => {
                let until = scan.at().saturating_add(bytes);
                while scan.at() < until {
                    if scan.is_done() {
                        return false;
                    }
                    if rows.len() >= MAX_ROWS {
                        self.too_long = true;
                        return false;
                    }
                    let mut row = scan.row();
                    if row.cells.len() > MAX_COLUMNS {
                        self.too_wide.get_or_insert(row.line);
                        row.cells.truncate(MAX_COLUMNS);
                    }
                    rows.push(row);
                }
            }
        }
        true
    }

    /// Returns how much of the source was read, in hundredths.
    pub fn percent(&self) -> usize {
        let at = match &self.work {
            Work::Html(html) => html.at,
            Work::Text(scan, _) => scan.at(),
        };
        at.saturating_mul(100).checked_div(self.length).unwrap_or(100)
    }

    /// Returns the table of what was read.
    pub fn finish(self) -> Sourced {
        let mut notices = Vec::new();
        let (rows, too_wide, too_long) = match self.work {
            Work::Text(_, rows) => (rows, self.too_wide, self.too_long),
            Work::Html(mut html) => {
                html.finish();
                let tables: Vec<Vec<Vec<Cell>>> =
                    html.tables.into_iter().filter(|rows| !rows.is_empty()).collect();
                let count = tables.iter().filter(|rows| rows.len() > 1).count();
                if count > 1 {
                    notices.push(SourceNotice::Tables { count });
                }
                if html.outside > 0 {
                    notices.push(SourceNotice::Outside { characters: html.outside });
                }
                (under_each_other(tables), html.too_wide.then_some(1), html.too_long)
            }
        };
        let formulas: Vec<usize> =
            rows.iter().filter(|row| row.cells.iter().any(is_formula)).map(|row| row.line).collect();
        if !formulas.is_empty() {
            notices.push(SourceNotice::Formulas { lines: formulas });
        }
        notices.extend(too_wide.map(|line| SourceNotice::TooWide { line, limit: MAX_COLUMNS }));
        notices.extend(too_long.then_some(SourceNotice::TooLong { rows: rows.len() }));
        Sourced { table: Table { rows }, notices }
    }
}

/// Puts tables under each other with an empty row between; a heading of one cell stands right above.
fn under_each_other(tables: Vec<Vec<Vec<Cell>>>) -> Vec<TableRow> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for table in tables {
        if table.len() > 1 && !rows.is_empty() {
            rows.push(Vec::new());
        }
        rows.extend(table);
    }
    rows.into_iter().enumerate().map(|(at, cells)| TableRow { line: at + 1, cells }).collect()
}

/// Returns whether a cell holds a formula of a spreadsheet: `=A1+B1`, `=SUM(…)`; a rule of `=` is none.
fn is_formula(cell: &Cell) -> bool {
    let body = cell.text.trim().strip_prefix('=');
    body.and_then(|body| body.chars().next())
        .is_some_and(|c| c.is_ascii_alphanumeric() || "('\"+-$".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&[&str]]) {
        let table = read(html).table;
        let rows: Vec<Vec<&str>> =
            table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(rows, expected, "{html}");
    }

    #[test]
    fn merged_cells_leave_their_places_empty() {
        let html = "<table><tr><th rowspan=2>目標</th><td colspan='2'>a</td><td>b</td></tr>\
            <tr><td>c</td><td>d</td><td rowspan=3>e</td></tr><tr><td>f</td></tr><tr></tr></table>";
        check(html, &[&["目標", "a", "", "b"], &["", "c", "d", "e"], &["f", "", "", ""], &["", "", "", ""]]);
        let first = &read(html).table.rows[0].cells;
        assert_eq!((first[0].rows, first[1].columns, first[3].columns), (2, 2, 1));
    }

    #[test]
    fn text_is_as_it_is_shown() {
        check(
            "<TABLE><TR><TD> a\n  b </TD><TD>見守り\r\n  活動&nbsp;</TD></TR></TABLE>",
            &[&["a b", "見守り活動"]],
        );
        check(
            "<table><tr><td>一<br>二<p>三</p><ul><li>四<li>五</ul></td></tr></table>",
            &[&["一\n二\n三\n四\n五"]],
        );
        check(
            "<table><tr><td>&lt;b&gt; &amp;amp; &#9312; a<1 b&c</td></tr></table>",
            &[&["<b> &amp; ① a<1 b&c"]],
        );
        check(
            "<table><tr><td><ruby>福祉<rp>(</rp><rt>フクシ</rt><rp>)</rp></ruby>課</td></tr></table>",
            &[&["福祉課"]],
        );
    }

    #[test]
    fn controls_are_read_as_they_stand() {
        let html = "<table><tr><td><input type=checkbox checked>A</td><td><input type='checkbox'/>B</td>\
            <td><input value=\"3 人\"><input type=hidden value=x></td>\
            <td><select><option>未定<option selected>実施</select></td></tr></table>";
        check(html, &[&["☑A", "☐B", "3 人", "実施"]]);
    }

    #[test]
    fn scripts_and_styles_are_no_text() {
        let html = "<html><head><title>t</title><style>td{}</style></head><body>案内<script>var a='<table>';</script>\
            <table><tr><td onclick=\"alert('>')\">甲<SCRIPT>alert(1)</SCRIPT></td><td>乙<!-- <td>x --></td></tr></table>";
        check(html, &[&["甲", "乙"]]);
        assert_eq!(read(html).notices, [SourceNotice::Outside { characters: 2 }]);
        check("<table><tr><td>甲<script>never closed", &[&["甲"]]);
    }

    #[test]
    fn tables_follow_each_other() {
        let html = "<h2>目標1</h2><table><caption>表1</caption><tr><td>a<td>b<tr><td>c<td>d</table>\
            <table><tr><td>e<tr><td>f</table>";
        check(html, &[&["目標1"], &["表1"], &[], &["a", "b"], &["c", "d"], &[], &["e"], &["f"]]);
        assert_eq!(read(html).notices, [SourceNotice::Tables { count: 2 }]);
    }

    #[test]
    fn a_table_in_a_cell_is_its_text_and_one_that_is_laid_out_a_table() {
        let inner = "<table><tr><td>1<td>2<tr><td>3<td>4</table>";
        check(
            &format!("<table><tr><td>a<td>b<tr><td>c<td>指標{inner}後</table>"),
            &[&["a", "b"], &["c", "指標\n1 2\n3 4\n後"]],
        );
        check(
            &format!("<table><tr><td>案内<tr><td>{inner}</table>"),
            &[&["案内"], &[], &["1", "2"], &["3", "4"], &[""]],
        );
    }

    #[test]
    fn broken_pages_are_read_as_far_as_they_go() {
        check("<table><td>a<td>b</table", &[&["a", "b</table"]]);
        check("<table><tr><td title=\"never closed>a</td><td>b</td></tr>", &[&["a", "b"]]);
        check("<table>", &[]);
        check("</table></td><table><tr><td>a", &[&["a"]]);
        check("<p>文</p>\tb", &[&["<p>文</p>", "b"]]);
        let many = "<a ".repeat(200_000);
        assert!(read(&format!("<table><tr><td>{many}")).table.rows.len() == 1);
    }

    #[test]
    fn limits_are_told() {
        let wide = vec!["a"; 6_000].join("\t");
        let read_wide = read(&wide);
        assert_eq!(read_wide.table.rows[0].cells.len(), MAX_COLUMNS);
        assert_eq!(read_wide.notices, [SourceNotice::TooWide { line: 1, limit: MAX_COLUMNS }]);
        let bomb = format!("<table>{}", "<tr><td colspan=5000 rowspan=60000>a".repeat(2_000));
        let bombed = read(&bomb);
        assert!(bombed.notices.contains(&SourceNotice::TooLong { rows: bombed.table.rows.len() }));
        let long = "a\n".repeat(MAX_ROWS + 5);
        assert_eq!(read(&long).notices, [SourceNotice::TooLong { rows: MAX_ROWS }]);
        assert_eq!(
            read("=A1+B1\ta\n====\t=SUM(B1:B3)\n=\t＝甲\n").notices,
            [SourceNotice::Formulas { lines: vec![1, 2] }]
        );
    }
}
