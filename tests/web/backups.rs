//! Backups in the real IndexedDB.

use crate::book::{CELLS, replica, small, text, write};
use hyokacho::edge::error::Reason;
use hyokacho::edge::key::{Saved, Space};
use hyokacho::edge::vault::{Batch, Idb, Vault};
use hyokacho::model::id::WorkbookId;
use wasm_bindgen_test::wasm_bindgen_test as test;
