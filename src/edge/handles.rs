//! The files that workbooks are tied to, kept over a restart. The browser keeps the handle, not
//! the permission.

use super::file_handle::FileHandle;
use super::key::Space;
use super::vault::{Batch, Idb, Vault};
use crate::model::id::WorkbookId;

/// Keeps the file that a workbook is tied to; `false` where this browser cannot.
pub async fn keep(id: WorkbookId, file: &FileHandle) -> bool {
    match Idb::open().await {
        Ok(idb) => idb.keep_value(&Space::Own.tied(id), file.value()).await.is_ok(),
        Err(_) => false,
    }
}

/// Returns the file that a workbook was tied to.
pub async fn find(id: WorkbookId) -> Option<FileHandle> {
    let value = Idb::open().await.ok()?.value(&Space::Own.tied(id)).await.ok()??;
    value.is_object().then(|| FileHandle::kept(value))
}

/// Forgets the file that a workbook was tied to.
pub async fn forget(id: WorkbookId) {
    if let Ok(idb) = Idb::open().await {
        // Where it stays, the user unties once more.
        let _ = idb.write(Batch { put: Vec::new(), remove: vec![Space::Own.tied(id)] }).await;
    }
}
