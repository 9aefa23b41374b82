//! The files that workbooks are tied to, kept over a restart. The browser keeps the handle, not
//! the permission.

use super::file_handle::FileHandle;
use crate::model::id::WorkbookId;

/// Keeps the file that a workbook is tied to; `false` where this browser cannot.
pub async fn keep(_id: WorkbookId, _file: &FileHandle) -> bool {
    false
}

/// Returns the file that a workbook was tied to.
pub async fn find(_id: WorkbookId) -> Option<FileHandle> {
    None
}

/// Forgets the file that a workbook was tied to.
pub async fn forget(_id: WorkbookId) {}
