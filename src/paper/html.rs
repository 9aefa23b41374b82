//! Sheets as HTML: what the page prints, and an edition for publishing that is one file without
//! script. Nothing but [`escape`] puts a text between the tags.

use super::{Cell, CellKind, Part, Row, Sheet, Table};

/// Writes a text so that it is read as that text, between tags and in quoted attributes alike. What no
/// HTML can hold (NUL and other control characters) becomes U+FFFD.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A reader of HTML takes CR for LF, unless it is written as a number.
            '\r' => out.push_str("&#13;"),
            c if c.is_control() && !matches!(c, '\t' | '\n') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Writes a sheet as one element. What stands above is the head of a table around all of it, which
/// browsers repeat on every page; assistive technology reads that table as no table.
pub fn sheet(sheet: &Sheet) -> String {
    let mut out = Out(String::new());
    out.raw("<table class=\"paper__sheet\" role=\"presentation\"><thead aria-hidden=\"true\"><tr><td class=\"paper__place\">");
    out.text(&sheet.place);
    out.raw("</td></tr></thead><tbody><tr><td class=\"paper__body\">");
    // The first row with a number and title is what the sheet is of; without one the place says it.
    let has_heading = sheet
        .parts
        .iter()
        .any(|part| matches!(part, Part::Rows(rows) if rows.iter().any(|row| row.is_heading)));
    if !has_heading {
        out.element("h2", "paper__heading", &sheet.place);
    }
    sheet.parts.iter().for_each(|part| out.part(part));
    out.raw("</td></tr></tbody></table>\n");
    out.0
}

struct Out(String);

impl Out {
    fn raw(&mut self, tags: &str) {
        self.0.push_str(tags);
    }

    fn text(&mut self, text: &str) {
        push(&mut self.0, text);
    }

    fn element(&mut self, name: &str, class: &str, text: &str) {
        self.raw(&format!("<{name} class=\"{class}\">"));
        self.text(text);
        self.raw(&format!("</{name}>"));
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(text) => self.element("h3", "paper__heading", text),
            Part::Lines(text) => self.element("p", "paper__lines", text),
            Part::Rows(rows) => self.rows(rows),
            Part::Table(table) => self.table(table),
        }
    }

    fn rows(&mut self, rows: &[Row]) {
        self.raw("<table class=\"paper__table paper__table--rows\"><col class=\"paper__label\"><col><tbody>");
        for row in rows {
            self.raw("<tr>");
            self.raw("<th scope=\"row\">");
            self.text(&row.label);
            self.raw("</th><td>");
            match row.is_heading {
                true => self.element("h2", "paper__title", &row.text),
                false => self.text(&row.text),
            }
            self.raw("</td></tr>");
        }
        self.raw("</tbody></table>");
    }

    fn table(&mut self, table: &Table) {
        let class = if table.is_small { "paper__table paper__table--small" } else { "paper__table" };
        self.raw(&format!("<table class=\"{class}\">"));
        let all: f64 = table.shares.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        for share in &table.shares {
            // An attribute, since a policy with hashes allows no style that stands in the markup.
            self.raw(&format!("<col width=\"{:.2}%\">", share / all * 100.0));
        }
        let columns = table.heads.len().max(1);
        self.raw("<thead>");
        for line in &table.above {
            self.raw(&format!("<tr class=\"paper__above\"><th colspan=\"{columns}\" scope=\"colgroup\">"));
            self.element("h3", "paper__title", line);
            self.raw("</th></tr>");
        }
        self.raw("<tr class=\"paper__heads\">");
        table.heads.iter().for_each(|head| {
            self.raw("<th scope=\"col\">");
            self.text(head);
            self.raw("</th>");
        });
        self.raw("</tr></thead><tbody>");
        if !table.lead.is_empty() {
            self.raw(&format!("<tr><td colspan=\"{columns}\"><dl class=\"paper__lead\">"));
            for row in &table.lead {
                self.raw("<div><dt>");
                self.text(&row.label);
                self.raw("</dt><dd>");
                self.text(&row.text);
                self.raw("</dd></div>");
            }
            self.raw("</dl></td></tr>");
        }
        for row in &table.rows {
            self.raw("<tr>");
            row.iter().for_each(|cell| self.cell(cell));
            self.raw("</tr>");
        }
        self.raw("</tbody></table>");
    }

    fn cell(&mut self, cell: &Cell) {
        let rows = if cell.rows > 1 { format!(" rowspan=\"{}\"", cell.rows) } else { String::new() };
        let (open, close) = match cell.kind {
            CellKind::Head => ("<th scope=\"row\"", "</th>"),
            CellKind::Grade => ("<td class=\"paper__grade\"", "</td>"),
            CellKind::Blank => ("<td class=\"paper__blank\"", "</td>"),
            CellKind::Text => ("<td", "</td>"),
        };
        self.raw(open);
        self.raw(&rows);
        self.raw(">");
        self.text(&cell.text);
        self.raw(close);
    }
}

/// Is what a page of its own says beside the sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The language, as in `ja`.
    pub language: &'a str,
    /// The title of the page.
    pub title: &'a str,
    /// The line under it: when it was made.
    pub line: &'a str,
    /// The grades with what they mean; none where they are not wanted.
    pub legend: &'a [Row],
    /// What the legend is called.
    pub legend_label: &'a str,
    /// The style sheet.
    pub style: &'a str,
    /// The name of the paper: `a4-landscape`.
    pub paper: &'a str,
}

/// Writes a page of its own: one file, without script, that asks for nothing. Its policy forbids
/// scripts, should a text ever be taken for one.
pub fn page(frame: &Frame, sheets: &[Sheet]) -> String {
    let mut out = Out(String::new());
    out.raw("<!doctype html>\n<html lang=\"");
    out.text(frame.language);
    out.raw("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"format-detection\" content=\"telephone=no\">\n<title>");
    out.text(frame.title);
    out.raw("</title>\n<style>\n");
    out.raw(frame.style);
    out.raw("</style>\n</head>\n<body class=\"paper-page\">\n<main class=\"paper paper--");
    out.text(frame.paper);
    out.raw("\">\n");
    out.raw(&head(frame));
    sheets.iter().for_each(|it| out.raw(&sheet(it)));
    out.raw("</main>\n</body>\n</html>\n");
    out.0
}

/// Writes title, day and legend, as they stand above the first sheet.
pub fn head(frame: &Frame) -> String {
    let mut out = Out(String::new());
    out.raw("<header class=\"paper__top\">");
    out.element("h1", "paper__plan", frame.title);
    out.element("p", "paper__day", frame.line);
    if !frame.legend.is_empty() {
        out.raw("<dl class=\"paper__legend\" aria-label=\"");
        out.text(frame.legend_label);
        out.raw("\">");
        for row in frame.legend {
            out.raw("<div><dt>");
            out.text(&row.label);
            out.raw("</dt><dd>");
            out.text(&row.text);
            out.raw("</dd></div>");
        }
        out.raw("</dl>");
    }
    out.raw("</header>\n");
    out.0
}

/// Writes the grades and marks of a form with what they mean, each once.
pub fn legend(form: &crate::model::form::Form) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let scales = form.rating_fields().map(|(_, scale)| scale);
    let of_committee = form.committee.axes.iter().filter_map(|axis| form.scale(axis.scale));
    for scale in scales.chain(of_committee) {
        let grades = scale.grades.iter().map(|it| (&it.key, &it.label, it.definition.as_str()));
        let marks = scale.marks.iter().map(|it| (&it.key, &it.label, ""));
        for (key, label, definition) in grades.chain(marks) {
            let row = Row::new(key.clone(), format!("{label} {definition}").trim());
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    rows
}
