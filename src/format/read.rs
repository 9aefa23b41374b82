//! Reading a text in stages, each with its own error.

use super::check::{self, Notice};
use super::code::{CheckCode, code_of, code_of_text};
use super::decode::line_at;
use super::envelope::{File, Kind};
use super::error::{ReadError, What};
use super::spot::Spot;
use super::{FORMAT, MAX_BYTES, VERSION, scan};
use crate::model::content::Content;
use crate::model::id::{RequestId, WorkbookId};
use crate::model::table::{DUPLICATE, TWICE};
use crate::model::workbook::Workbook;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::error::Category;

/// Is a workbook as it was read, with what a person should know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The workbook.
    pub workbook: Workbook,
    /// What is odd about it and can still be worked with.
    pub notices: Vec<Notice>,
}

/// The kinds that are workbooks of their own: a plan, and what is cut from it and comes back.
const WHOLE: &[Kind] = &[Kind::Workbook, Kind::Request, Kind::Reply, Kind::Ballot];

/// Reads a workbook's file, that of a request or of an answer, and says what is odd about it.
pub fn open(text: &str) -> Result<Opened, ReadError> {
    read_kind(text, WHOLE)
}

/// Reads a workbook's file, that of a request or of an answer.
pub fn read(text: &str) -> Result<Workbook, ReadError> {
    open(text).map(|opened| opened.workbook)
}

/// Reads a part of a workbook: an entry of the journal, or a message of another tab.
pub fn read_part(text: &str) -> Result<Workbook, ReadError> {
    read_kind(text, &[Kind::Part]).map(|opened| opened.workbook)
}

fn read_kind(text: &str, kinds: &[Kind]) -> Result<Opened, ReadError> {
    if text.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: File = serde_json::from_str(text).map_err(|error| explain(text, kinds, &error))?;
    check_head(&file, kinds)?;
    checked(file, text)
}

fn check_head(file: &File, kinds: &[Kind]) -> Result<(), ReadError> {
    if file.format != FORMAT {
        return Err(ReadError::NotOurs);
    }
    check_version(file.version, &file.app)?;
    let fits = kinds.contains(&file.kind) && fits_content(file.kind, file.id, &file.content);
    if fits { Ok(()) } else { Err(ReadError::WrongKind { kind: file.kind }) }
}

/// Whether the kind says what the content is: a request holds itself under its own id, a plan is none.
fn fits_content(kind: Kind, id: WorkbookId, content: &Content) -> bool {
    let request = content.errand.map(|errand| {
        let book = content.years.get(&errand.year)?;
        book.requests.get(RequestId(id.0))
    });
    match (kind, request) {
        (Kind::Part, _) | (Kind::Workbook, None) => true,
        (Kind::Reply, Some(Some(request))) => request.department().is_some(),
        (Kind::Ballot, Some(Some(request))) => request.member().is_some(),
        (Kind::Request, Some(Some(_))) => true,
        _ => false,
    }
}

pub(super) fn check_version(version: u64, app: &str) -> Result<(), ReadError> {
    match version {
        0 => Err(invalid("version", What::NotAllowed)),
        1..=VERSION => Ok(()),
        _ => Err(ReadError::NewerVersion { version, app: app.chars().take(40).collect() }),
    }
}

/// Checks that the values fit together. What an honest history can lead to is a notice where the
/// check code says that the file is as it was written, and the likely cause where it is not.
fn checked(file: File, text: &str) -> Result<Opened, ReadError> {
    let File { kind, check: expected, id, content, history, .. } = file;
    if let Some((place, fault)) = check::broken_history(&content, &history) {
        return Err(ReadError::Faulty { spot: Spot::of(&place, &content).inside("history"), fault });
    }
    let faults = if kind == Kind::Workbook { check::faults(&content, &history) } else { Vec::new() };
    let is_right = |code: &CheckCode| code.to_string() == expected;
    let found = code_of_text(text).filter(is_right).unwrap_or_else(|| code_of(id, &content, &history));
    if !is_right(&found) {
        return Err(match faults.into_iter().next() {
            Some((place, fault)) => ReadError::Faulty { spot: Spot::of(&place, &content), fault },
            None => ReadError::Altered { expected: expected.chars().take(20).collect(), found },
        });
    }
    let workbook = Workbook::from_parts(id, content, history);
    let notices = if kind == Kind::Workbook { check::notices(&workbook, faults) } else { Vec::new() };
    Ok(Opened { workbook, notices })
}

/// Says why the fast reading failed. Goes through the stages in order, since a typed error may
/// stand in front of a cut end, or come of a newer version's keys.
pub(super) fn explain(text: &str, kinds: &[Kind], error: &serde_json::Error) -> ReadError {
    broken_text(text)
        .or_else(|| not_json(text))
        .or_else(|| scan::too_deep(text).map(|line| ReadError::TooDeep { line }))
        .or_else(|| scan::lone_surrogate(text).map(|line| ReadError::LoneSurrogate { line }))
        .or_else(|| foreign(text, kinds))
        .unwrap_or_else(|| typed(text, error))
}

fn broken_text(text: &str) -> Option<ReadError> {
    match text {
        text if text.trim().is_empty() => Some(ReadError::Empty),
        text if text.contains('\0') => Some(ReadError::NotText),
        _ => None,
    }
}

fn not_json(text: &str) -> Option<ReadError> {
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    let (line, column) = (error.line(), error.column());
    Some(match error.classify() {
        Category::Eof if text.trim_start().starts_with('{') => {
            ReadError::CutShort { line: line_at(text, text.trim_end().len()) }
        }
        _ => ReadError::NotJson { line, column },
    })
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: Value,
    #[serde(default)]
    version: Value,
    #[serde(default)]
    kind: Value,
    #[serde(default)]
    app: Value,
}

/// Reads nothing but the head, and says whether the file is another program's, newer, or of
/// another kind.
fn foreign(text: &str, kinds: &[Kind]) -> Option<ReadError> {
    let head = match serde_json::from_str::<Head>(text) {
        Ok(head) => head,
        Err(error) if error.to_string().starts_with(DUPLICATE_FIELD) => return None,
        Err(_) => return Some(ReadError::NotOurs),
    };
    if head.format.as_str() != Some(FORMAT) {
        return Some(ReadError::NotOurs);
    }
    let version = head.version.as_u64()?;
    if let Err(error) = check_version(version, head.app.as_str().unwrap_or_default()) {
        return Some(error);
    }
    let name = head.kind.as_str()?;
    Kind::named(name).filter(|other| !kinds.contains(other)).map(|kind| ReadError::WrongKind { kind })
}

const DUPLICATE_FIELD: &str = "duplicate field `";

/// Turns serde's message into an error with its place.
fn typed(text: &str, error: &serde_json::Error) -> ReadError {
    let message = error.to_string();
    let quoted = |start: &str| {
        let rest = message.strip_prefix(start)?;
        Some(rest.split('`').next().unwrap_or_default().to_owned())
    };
    let offset = offset_of(text, error.line(), error.column());
    let spot = |around| scan::spot_at(text, offset, around);
    if let Some(key) = quoted("unknown field `") {
        return ReadError::UnknownKey { spot: spot(true), key };
    }
    if let Some(id) = message.strip_prefix(DUPLICATE) {
        let id = before_position(id);
        let (number, id) = id.split_once(": ").unwrap_or_default();
        return ReadError::DuplicateId { spot: scan::spot_in_list(text, offset, number, id), id: id.into() };
    }
    let what = if let Some(key) = quoted("missing field `") {
        return ReadError::InvalidValue { spot: spot(true), what: What::Missing(key) };
    } else if let Some(key) = quoted(DUPLICATE_FIELD) {
        return ReadError::InvalidValue { spot: spot(true), what: What::Twice(key) };
    } else if let Some(key) = message.strip_prefix(TWICE) {
        What::Twice(before_position(key))
    } else if let Some(word) = quoted("unknown variant `") {
        What::NotOneOf(word)
    } else if message.starts_with("invalid type") {
        What::WrongType
    } else {
        What::NotAllowed
    };
    ReadError::InvalidValue { spot: spot(false), what }
}

fn before_position(rest: &str) -> String {
    rest.rsplit_once(" at line ").map_or(rest, |(before, _)| before).trim().to_owned()
}

/// Returns the offset of a line and a byte in it, both from 1.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 => return text.len(),
        1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    (start + column).min(text.len())
}

fn invalid(key: &str, what: What) -> ReadError {
    ReadError::InvalidValue { spot: Spot::at(&[key]), what }
}
