//! What a source of tables has to say before anything is read by a form.

/// Is one thing to tell about a source. Lines are numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceNotice {
    /// The page holds several tables; they were put under each other.
    Tables {
        /// How many.
        count: usize,
    },
    /// The page has text beside its tables, which is not read.
    Outside {
        /// How many characters that can be seen.
        characters: usize,
    },
    /// Formulas stand there as text, without their results.
    Formulas {
        /// The lines, ascending.
        lines: Vec<usize>,
    },
    /// Rows have more columns than are read; the rest of them is left out.
    TooWide {
        /// The first such line.
        line: usize,
        /// How many columns are read.
        limit: usize,
    },
    /// There are more rows, or more cells, than are read; the rest is left out.
    TooLong {
        /// How many rows were read.
        rows: usize,
    },
}
