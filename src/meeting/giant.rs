//! How large the counts stand on the projector.

/// The least font size of the counts of up to six grades, in percent of the window's height: the
/// digits themselves are then at least 15 % high in the fonts that are asked for.
const SIX: f64 = 21.5;
/// The least font size of the counts of more grades.
const TWELVE: f64 = 15.2;
/// The largest font size.
const LARGEST: f64 = 30.0;
/// The narrowest that digits are made where they are many.
const NARROWEST: f64 = 0.6;
/// How many counts stand side by side at most.
const SIDE_BY_SIDE: u32 = 6;
/// What all rows may take of the window's height, in percent.
const HEIGHT: f64 = 57.0;
/// What a row takes beside its digits, in percent of the window's height.
const ROW: f64 = 10.0;
/// The height of a line of digits, in font sizes.
const LINE: f64 = 0.85;
/// The width of a digit, in font sizes.
const DIGIT: f64 = 0.6;
/// What stands to the left and right of all counts, in percent of the window's height.
const EDGES: f64 = 5.0;
/// What stands between two counts, in percent of the window's height.
const BETWEEN: f64 = 2.5;

/// Says how counts are laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Giant {
    /// How many counts stand side by side.
    pub columns: u32,
    /// The font size of the digits, in percent of the window's height.
    pub size: f64,
    /// How wide the digits are drawn, from 0.6 to 1 of their own width.
    pub squeeze: f64,
}

/// Lays out counts in the fewest rows in which their digits are large enough, and as large as they
/// can be there. `digits` is the length of the longest count, `aspect` the window's width by its
/// height.
pub fn giant(grades: u32, digits: u32, aspect: f64) -> Giant {
    let (grades, digits) = (grades.max(1), f64::from(digits.clamp(1, 3)));
    let enough = if grades > SIDE_BY_SIDE { TWELVE } else { SIX };
    let row = |rows: u32| {
        let columns = grades.div_ceil(rows);
        let width = (aspect * 100.0 - EDGES) / f64::from(columns) - BETWEEN;
        let by_height = (HEIGHT / f64::from(rows) - ROW) / LINE;
        (columns, width / (digits * DIGIT), by_height.min(LARGEST))
    };
    let fewest = grades.div_ceil(SIDE_BY_SIDE);
    for rows in [fewest, fewest + 1] {
        let (columns, by_width, by_height) = row(rows);
        if by_width.min(by_height) >= enough {
            return Giant { columns, size: by_width.min(by_height), squeeze: 1.0 };
        }
    }
    let (columns, by_width, _) = row(if grades > 1 { 2 } else { 1 });
    let squeeze = (by_width / enough).clamp(NARROWEST, 1.0);
    Giant { columns, size: enough.min(by_width / squeeze).max(1.0), squeeze }
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
                    let rows = f64::from(grades.div_ceil(it.columns));
                    assert!(rows * (it.size * LINE + ROW) <= HEIGHT + 0.001, "{it:?}");
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
        assert_eq!(columns(6, 2, WIDE), 6);
        assert_eq!(columns(6, 3, WIDE), 3);
    }

    #[test]
    fn a_window_that_is_no_projector_shows_something() {
        for aspect in [0.1, 0.5, 4.0] {
            let it = giant(12, 3, aspect);
            assert!(it.size > 0.0 && (NARROWEST..=1.0).contains(&it.squeeze), "{it:?}");
        }
    }
}
