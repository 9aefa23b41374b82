//! How large the counts can stand on the projector.

/// The smallest font size of the counts of up to six grades, in percent of the window's height:
/// the digits themselves are then 15 % high in every font that is asked for.
pub const SIX: f64 = 21.6;
/// The largest font size, in percent of the window's height.
const LARGEST: f64 = 30.0;
/// What the counts may take of the window's height, in percent.
const HEIGHT: f64 = 57.0;
/// What a row takes beside its digits, in percent of the window's height.
const ROW: f64 = 10.0;
/// The same in the last of more rows than two, where the grades stand in one line.
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
}

/// Lays out counts in the fewest rows in which they are nearly as large as they can be.
///
/// `digits` is the length of the longest count, `aspect` the window's width by its height.
pub fn giant(grades: u32, digits: u32, aspect: f64) -> Giant {
    let (grades, digits) = (grades.max(1), digits.clamp(1, 3));
    let of = |rows: u32| {
        let columns = grades.div_ceil(rows);
        let width = (aspect * 100.0 - EDGES) / f64::from(columns) - BETWEEN;
        let by_width = width / (f64::from(digits) * DIGIT);
        let by_height = (HEIGHT / f64::from(rows) - ROW) / LINE;
        Giant { columns, size: by_width.min(by_height).clamp(4.0, LARGEST) }
    };
    let enough = if grades > 6 { 15.2 } else { SIX };
    let ways = [of(1), of(2), of(3)];
    let first = ways.iter().find(|way| way.size >= enough).copied();
    first.unwrap_or_else(|| {
        ways.into_iter().fold(of(1), |best, way| if way.size > best.size { way } else { best })
    })
}
