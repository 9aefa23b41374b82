//! The text edition (テキスト版): the sheets as plain lines, for screen readers and for mail.

use super::{Part, Row, Sheet, Table};

/// Writes sheets one after the other under a title.
pub fn text(title: &str, line: &str, sheets: &[Sheet]) -> String {
    let mut out = Out(String::new());
    out.line(title);
    out.line(line);
    for sheet in sheets {
        out.line("");
        out.line(&format!("■　{}", sheet.place));
        sheet.parts.iter().for_each(|part| out.part(part));
    }
    out.0
}

struct Out(String);

impl Out {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(text) => {
                self.line("");
                self.line(&format!("【{text}】"));
            }
            Part::Lines(text) => self.line(text.trim_end()),
            Part::Rows(rows) => rows.iter().for_each(|row| self.row("", row)),
            Part::Table(table) => self.table(table),
        }
    }

    /// Writes `label：text`, and what goes on over lines under it.
    fn row(&mut self, indent: &str, row: &Row) {
        match (row.label.trim(), row.text.trim()) {
            ("", "") => {}
            ("", text) => self.line(&format!("{indent}{}", inner(indent, text))),
            // What is empty is said, so that nobody waits for it.
            (label, "") => self.line(&format!("{indent}{label}：－")),
            (label, text) if text.contains('\n') => {
                self.line(&format!("{indent}{label}："));
                self.line(&format!("{indent}　{}", inner(&format!("{indent}　"), text)));
            }
            (label, text) => self.line(&format!("{indent}{label}：{text}")),
        }
    }

    fn table(&mut self, table: &Table) {
        self.line("");
        table.above.iter().for_each(|line| self.line(&format!("【{line}】")));
        table.lead.iter().for_each(|row| self.row("", row));
        for row in &table.rows {
            // A row says its heads first, without a label; what is merged from above is not said again.
            self.line("");
            for cell in row {
                let label = match cell.kind {
                    super::CellKind::Head => "",
                    _ => table.heads.get(cell.column).map_or("", String::as_str),
                };
                let indent = if cell.kind == super::CellKind::Head { "○　" } else { "　　" };
                self.row(indent, &Row::new(label, cell.text.clone()));
            }
        }
    }
}

/// Indents all lines but the first.
fn inner(indent: &str, text: &str) -> String {
    let blank: String = indent.chars().map(|_| '　').collect();
    text.replace('\n', &format!("\n{blank}"))
}
