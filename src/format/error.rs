//! Why a file was not opened.

use super::check::Fault;
use super::code::CheckCode;
use super::envelope::Kind;
use super::spot::Spot;

/// Says why a file was not opened; nothing was applied. The sentences are in `words::read`.
///
/// The variants stand in the order of the stages: a file has the first error that applies.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// It is larger than any workbook.
    TooLarge {
        /// The size in bytes.
        bytes: usize,
    },
    /// It is no text: a picture, a spreadsheet, a program.
    NotText,
    /// It is UTF-8 with damaged bytes.
    BrokenText {
        /// The line of the first damaged byte, from 1.
        line: usize,
    },
    /// There is nothing in it.
    Empty,
    /// It is text and no JSON.
    NotJson {
        /// The line of the first error, from 1.
        line: usize,
        /// The byte within the line, from 1.
        column: usize,
    },
    /// It begins like a file and ends in the middle.
    CutShort {
        /// The line in which it ends, from 1.
        line: usize,
    },
    /// Brackets stand within brackets far deeper than in any workbook.
    TooDeep {
        /// The line where it becomes too deep, from 1.
        line: usize,
    },
    /// A text has half of a character (a UTF-16 surrogate without its partner).
    LoneSurrogate {
        /// The line, from 1.
        line: usize,
    },
    /// It is the JSON of another program.
    NotOurs,
    /// A newer version of the app wrote it.
    NewerVersion {
        /// The version of its format.
        version: u64,
        /// The version of the app, as the file says.
        app: String,
    },
    /// It is of a kind that is not opened here.
    WrongKind {
        /// Its kind.
        kind: Kind,
    },
    /// It has a key that the format does not know.
    UnknownKey {
        /// The object with the key.
        spot: Spot,
        /// The key.
        key: String,
    },
    /// A value is not as the format has it.
    InvalidValue {
        /// Where.
        spot: Spot,
        /// What is wrong with it.
        what: What,
    },
    /// Two elements of a list have one id.
    DuplicateId {
        /// The second of them.
        spot: Spot,
        /// The id, or the ids together that name the element.
        id: String,
    },
    /// Every value can be read by itself, and they do not fit together.
    Faulty {
        /// Where.
        spot: Spot,
        /// What does not fit.
        fault: Fault,
    },
    /// Something was changed, added or taken away after the file was written.
    Altered {
        /// The code that stands in the file.
        expected: String,
        /// The code of what is in it.
        found: CheckCode,
    },
}

/// Says what is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The key is missing.
    Missing(String),
    /// The key stands there twice.
    Twice(String),
    /// It is none of the words that may stand there.
    NotOneOf(String),
    /// It is a number where a text belongs, a list where an object belongs, and so on.
    WrongType,
    /// It is of the right type and cannot be: an id with a capital, the year 30, no such place.
    NotAllowed,
}

impl ReadError {
    /// Returns whether it makes sense to offer the rescue of what can be read.
    pub fn can_be_rescued(&self) -> bool {
        use ReadError::*;
        match self {
            BrokenText { .. } | NotJson { .. } | CutShort { .. } | LoneSurrogate { .. } => true,
            UnknownKey { .. } | InvalidValue { .. } | DuplicateId { .. } => true,
            Faulty { .. } | Altered { .. } => true,
            TooLarge { .. } | NotText | Empty | TooDeep { .. } | NotOurs => false,
            NewerVersion { .. } | WrongKind { .. } => false,
        }
    }
}
