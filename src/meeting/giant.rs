//! How large the counts stand on the projector.

/// The least font size of the counts of up to six grades, in percent of the window's height: the
/// digits themselves are then at least 15 % high in the fonts that are asked for.
const SIX: f64 = 21.5;
/// The least font size of the counts of more grades.
const TWELVE: f64 = 15.2;
/// The largest font size.
const LARGEST: f64 = 36.0;
/// The narrowest that digits are made where they are many.
const NARROWEST: f64 = 0.6;
/// How narrow they may be made before another row is begun.
const HARDLY_NARROWER: f64 = 0.93;
/// How much larger what stands beside the digits is where there is one row of few counts.
const ROOMY: f64 = 1.35;
/// How many counts stand side by side at most.
const SIDE_BY_SIDE: u32 = 6;
/// What all rows may take of the window's height, in percent.
const HEIGHT: f64 = 58.0;
/// What a row takes beside its digits, in percent of the window's height.
const ROW: f64 = 9.4;
/// The height of a line of digits, in font sizes.
const LINE: f64 = 0.9;
/// The width of a digit, in font sizes.
const DIGIT: f64 = 0.6;
/// What stands to the left and right of all counts, in percent of the window's height.
const EDGES: f64 = 5.0;
/// What stands between two counts, in percent of the window's height: two numbers must not be read
/// as one.
const BETWEEN: f64 = 5.0;

/// The usual font size of a phrase, the least of one in a single line, and the least of all.
const LETTER: f64 = 3.7;
const READABLE: f64 = 2.9;
const SMALLEST: f64 = 2.2;
/// What stands to the left and right of a phrase, in percent of the window's height.
const PADDING: f64 = 2.0;

/// Says how counts are laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Giant {
    /// How many counts stand side by side.
    pub columns: u32,
    /// The font size of the digits, in percent of the window's height.
    pub size: f64,
    /// How wide the digits are drawn, from 0.6 to 1 of their own width.
    pub squeeze: f64,
    /// How large what stands beside the digits is, from 1.
    pub beside: f64,
    /// The width of a column, in percent of the window's height.
    pub width: f64,
}

/// Lays out counts in the fewest rows in which their digits are large enough, and as large as they
/// can be there. `digits` is the length of the longest count, `aspect` the window's width by its
/// height.
pub fn giant(grades: u32, digits: u32, aspect: f64) -> Giant {
    let (grades, digits) = (grades.max(1), digits.clamp(1, 3));
    let fewest = grades.div_ceil(SIDE_BY_SIDE);
    let enough = if grades > SIDE_BY_SIDE { TWELVE } else { SIX };
    let rows = [fewest, fewest + 1].into_iter().map(|rows| Row::new(grades, rows, digits, aspect));
    let fits = |row: &Row| row.by_height >= enough && row.by_width >= enough * HARDLY_NARROWER;
    let row = rows.into_iter().find(fits).unwrap_or_else(|| {
        let rows = if grades > 1 { 2 } else { 1 };
        Row { by_height: enough, ..Row::new(grades, rows, digits, aspect) }
    });
    let wished = row.by_width.max(enough).min(row.by_height);
    let squeeze = (row.by_width / wished).clamp(NARROWEST, 1.0);
    let size = wished.min(row.by_width / squeeze).max(1.0);
    Giant { columns: row.columns, size, squeeze, beside: row.beside, width: row.width }
}

/// Returns the font size of grades that are phrases, the longest of so many characters, in percent of
/// the window's height: in one line where it can be read there, else in two.
pub fn phrase(chars: u32, giant: &Giant) -> f64 {
    let in_lines = |lines: u32| (giant.width - PADDING) / f64::from(chars.div_ceil(lines).max(1));
    let one = in_lines(1);
    let size = if one >= READABLE { one } else { in_lines(2) };
    size.clamp(SMALLEST, LETTER * giant.beside)
}

/// Is a row of counts with the sizes that its room allows.
struct Row {
    columns: u32,
    by_width: f64,
    by_height: f64,
    beside: f64,
    width: f64,
}

impl Row {
    fn new(grades: u32, rows: u32, digits: u32, aspect: f64) -> Self {
        let columns = grades.div_ceil(rows);
        let beside = if rows == 1 && columns <= 4 { ROOMY } else { 1.0 };
        let width = (aspect * 100.0 - EDGES) / f64::from(columns) - BETWEEN;
        let height = (HEIGHT / f64::from(rows) - ROW * beside) / LINE;
        let by_width = width / (f64::from(digits) * DIGIT);
        Self { columns, by_width, by_height: height.min(LARGEST), beside, width }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: f64 = 1920.0 / 1080.0;
    const NARROW: f64 = 1024.0 / 768.0;

    #[test]
    fn the_digits_are_large_enough_at_every_size_and_fit() {
        for aspect in [NARROW, 1366.0 / 768.0, WIDE] {
            for grades in 1..=12 {
                for digits in 1..=3 {
                    let it = giant(grades, digits, aspect);
                    let least = if grades > 6 { 15.0 } else { 21.5 };
                    assert!(it.size >= least, "{grades} grades, {digits} digits at {aspect}: {it:?}");
                    let width = it.size * f64::from(digits) * DIGIT * it.squeeze + BETWEEN;
                    assert!(width * f64::from(it.columns) <= aspect * 100.0 - EDGES + 0.001, "{it:?}");
                    assert!(it.squeeze >= 0.59, "{grades} grades, {digits} digits at {aspect}: {it:?}");
                    let rows = f64::from(grades.div_ceil(it.columns));
                    assert!(rows * (it.size * LINE + ROW * it.beside) <= HEIGHT + 0.001, "{it:?}");
                    assert!(it.columns <= 6);
                }
            }
        }
    }

    #[test]
    fn few_counts_stand_in_one_row_and_many_in_two() {
        let columns = |grades, digits, aspect| giant(grades, digits, aspect).columns;
        assert_eq!([3, 4, 6, 7, 12].map(|grades| columns(grades, 1, NARROW)), [3, 4, 6, 4, 6]);
        assert_eq!([4, 6].map(|grades| columns(grades, 2, NARROW)), [4, 3]);
        assert_eq!([1, 2, 3].map(|digits| columns(6, digits, WIDE)), [6, 3, 3]);
        assert_eq!(columns(3, 3, NARROW), 3);
    }

    #[test]
    fn a_phrase_stands_in_one_line_where_it_can_be_read_there() {
        let size = |chars, grades, aspect| phrase(chars, &giant(grades, 2, aspect));
        assert!(size(6, 4, NARROW) * 6.0 + PADDING <= giant(4, 2, NARROW).width);
        assert!(size(10, 4, NARROW) > READABLE && size(10, 4, NARROW) * 5.0 + PADDING <= 28.0);
        assert!(size(7, 12, NARROW) >= SMALLEST);
        assert_eq!(size(3, 3, WIDE), LETTER * ROOMY);
        assert!(size(0, 1, WIDE) > 0.0);
    }

    #[test]
    fn a_window_that_is_no_projector_shows_something() {
        for aspect in [0.1, 0.5, 4.0] {
            let it = giant(12, 3, aspect);
            assert!(it.size > 0.0 && (NARROWEST..=1.0).contains(&it.squeeze), "{it:?}");
        }
    }
}
