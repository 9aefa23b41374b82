//! Why something is not kept in this browser, and the sentences for it.

use super::key_value::Refusal;
use crate::format::ReadError;
use crate::words::storage::{Message, StorageWords};

/// Says why something is not kept in this browser. What was reported as kept before still is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser has no local storage.
    Missing,
    /// The browser, or whoever administers it, denies access.
    Blocked,
    /// What is there can be read, but nothing can be written.
    ReadOnly,
    /// There is no space left; both in UTF-16 units, 0 where they are not known.
    Full {
        /// What was to be written.
        needed: u64,
        /// What is in use, by other local pages too.
        used: u64,
    },
    /// What was written read back as something else.
    ReadBackDiffers,
    /// The list of workbooks cannot be read; the workbooks are kept apart from it.
    IndexDamaged,
    /// The workbook was removed from this PC while it was open.
    Removed,
    /// Anything else, in the browser's words.
    Failed(String),
}

impl StorageError {
    /// Returns the sentences for a lasting banner: what happened, what is lost, what to do.
    pub fn message(&self, words: &StorageWords) -> Message {
        match self {
            StorageError::Missing => (words.missing)(),
            StorageError::Blocked => (words.blocked)(),
            StorageError::ReadOnly => (words.read_only)(),
            StorageError::Full { needed, used } => (words.full)(*needed, *used),
            StorageError::ReadBackDiffers => (words.read_back_differs)(),
            StorageError::IndexDamaged => (words.index_damaged)(),
            StorageError::Removed => (words.removed)(),
            StorageError::Failed(detail) => (words.failed)(detail),
        }
    }

    /// Says what a refusal of the strict store means.
    pub fn of(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Denied => StorageError::Blocked,
            Refusal::Full => StorageError::Full { needed: 0, used: 0 },
            Refusal::Damaged => StorageError::ReadBackDiffers,
            Refusal::Other(detail) => StorageError::Failed(detail.clone()),
        }
    }
}

/// Names something in storage that could not be read, and was left where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// The key.
    pub key: String,
    /// The reason.
    pub reason: Reason,
}

/// Says why something in storage could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It is not, or no longer, what the app writes.
    Content(ReadError),
    /// It is cut or altered.
    Damaged,
    /// It belongs to another workbook than its key says.
    AnotherWorkbook,
    /// The storage did not hand it out.
    Storage(StorageError),
}
