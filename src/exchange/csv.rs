//! CSV as we write it, and back.
//!
//! A spreadsheet takes a cell that begins like a formula for one. So a cell longer than one character
//! that begins with `= + - @`, a tab, CR or `'` gets one `'` in front; since one that begins with `'`
//! does, too, taking one away gives back exactly what was there. A table of ours says that it is one in
//! its first cell; of other tables nothing is taken away.

/// What stands in the first cell of a table of ours.
pub const MARK: &str = "評価帳CSV";

/// Writes rows below a row of heads. The first column belongs to the mark: it holds what the first cell
/// of each row says. Every cell is quoted; lines end with CR LF, as RFC 4180 asks.
pub fn write(heads: &[String], rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    let marked: Vec<String> =
        std::iter::once(MARK.to_string()).chain(heads.iter().skip(1).cloned()).collect();
    for row in std::iter::once(&marked).chain(rows) {
        for (at, cell) in row.iter().enumerate() {
            out.push_str(if at == 0 { "\"" } else { ",\"" });
            out.push_str(&guarded(cell).replace('"', "\"\""));
            out.push('"');
        }
        out.push_str("\r\n");
    }
    out
}

/// Reads a table of ours, heads first; `None` where the text is none, or a quote is not closed. A
/// program between may have dropped quotes that a cell does not need, and written LF alone.
pub fn read(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start_matches('"').starts_with(MARK) {
        return None;
    }
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if cell.is_empty() => loop {
                match chars.next()? {
                    '"' if chars.peek() == Some(&'"') => {
                        chars.next();
                        cell.push('"');
                    }
                    '"' => break,
                    c => cell.push(c),
                }
            },
            ',' => row.push(unguarded(std::mem::take(&mut cell))),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' => {
                row.push(unguarded(std::mem::take(&mut cell)));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(unguarded(cell));
        rows.push(row);
    }
    Some(rows)
}

fn needs_guard(cell: &str) -> bool {
    cell.chars().nth(1).is_some() && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\''])
}

fn guarded(cell: &str) -> String {
    if needs_guard(cell) { format!("'{cell}") } else { cell.to_string() }
}

fn unguarded(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest.to_string(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_is_guarded() {
        let row = ["=1+1", "+1", "-", "-1", "1-1", "'a", "'", "\tx", "@", "＝1"].map(String::from).to_vec();
        let csv = write(&["".into(), "甲".into()], std::slice::from_ref(&row));
        assert!(csv.starts_with("\"評価帳CSV\",\"甲\"\r\n"));
        assert!(
            csv.ends_with("\"'=1+1\",\"'+1\",\"-\",\"'-1\",\"1-1\",\"''a\",\"'\",\"'\tx\",\"@\",\"＝1\"\r\n")
        );
        assert_eq!(read(&csv).unwrap()[1], row);
    }

    #[test]
    fn another_table_is_not_ours() {
        assert_eq!(read("a,b\n'=1,c"), None);
        assert_eq!(read(""), None);
        assert_eq!(read("\"評価帳CSV\",\"open"), None);
        let plain = read("\u{feff}評価帳CSV,甲\n2019,'=1\n").unwrap();
        assert_eq!(plain, [["評価帳CSV", "甲"], ["2019", "=1"]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

        #[test]
        fn every_cell_comes_back(rows in prop::collection::vec(prop::collection::vec("[='+\\-@\t\r\n\",a1あ ]{0,6}", 1..4), 0..4)) {
            let read = read(&write(&["".into(), "甲".into()], &rows)).unwrap();
            prop_assert_eq!(&read[1..], &rows[..]);
        }
    }
}
