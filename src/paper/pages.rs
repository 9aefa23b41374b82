//! How many pages sheets come to, reckoned from how high their parts are drawn.

/// How much is left between two tables, in mm.
const GAP: f64 = 3.0;

/// Is how high the parts of a sheet are, in mm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// What is repeated at the top of each page.
    pub head: f64,
    /// What stays together where a page has room for it, from top to bottom: the height of the head
    /// that is repeated above it, 0 without one, and its own.
    pub rows: Vec<(f64, f64)>,
}

/// Returns about how many pages the sheets fill, each begun on a page of its own. `page` is the height
/// of a page's content in mm.
pub fn pages(sheets: &[Measured], page: f64) -> usize {
    sheets.iter().map(|sheet| pages_of(sheet, page)).sum()
}

fn pages_of(sheet: &Measured, page: f64) -> usize {
    let (mut pages, mut filled, mut above) = (1, sheet.head, f64::NAN);
    for &(head, height) in &sheet.rows {
        // Another head is another table, and stands above its first row.
        let begins = if head == above { 0.0 } else { GAP + head };
        if filled + begins + height <= page {
            filled += begins + height;
        } else {
            let room = (page - sheet.head - head).max(page / 10.0);
            let more = (height / room).ceil().max(1.0);
            pages += more as usize;
            filled = sheet.head + head + height - (more - 1.0) * room;
        }
        above = head;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fill_pages_under_their_heads() {
        let rows = |rows: &[(f64, f64)]| pages(&[Measured { head: 10.0, rows: rows.to_vec() }], 100.0);
        assert_eq!(rows(&[]), 1);
        assert_eq!(rows(&[(0.0, 40.0), (0.0, 40.0)]), 1);
        assert_eq!(rows(&[(0.0, 40.0), (0.0, 40.0), (0.0, 40.0)]), 2);
        assert_eq!(rows(&[(20.0, 50.0), (20.0, 50.0)]), 2, "the head is repeated");
        assert_eq!(rows(&[(0.0, 40.0), (0.0, 300.0)]), 5, "longer than a page");
        assert_eq!(pages(&[Measured::default(), Measured::default()], 100.0), 2);
        assert_eq!(rows(&[(200.0, 500.0)]), 51, "a head that leaves no room");
    }
}
