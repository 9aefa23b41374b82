//! The JSON file: envelope, versions, reading in stages, check code, rescue.
//!
//! `docs/FORMAT.md` describes the file for people and other programs. Until the first release
//! version 1 may change in place; after it every change raises [`VERSION`] and brings a migration.
//!
//! **Architecture invariants.** Reading never panics and applies nothing before all of it is
//! checked. What this version wrote it reads again, whatever edits and joins have made of the
//! workbook: a state that an honest history can reach is a notice, never an error.

mod block;
mod bundle;
mod carried;
mod check;
mod code;
mod decode;
mod envelope;
mod error;
mod foreign;
mod form_file;
mod mend;
mod name;
mod packed;
mod read;
mod rescue;
mod scan;
mod slices;
mod spot;
mod write;

pub use block::{Block, find_blocks, has_block, write_block};
pub use bundle::{Held, Stored, read_bundle, write_bundle};
pub use carried::{carried_block, find_carried, is_page};
pub use check::{Fault, Notice};
pub use code::{CheckCode, check_code};
pub use decode::{decode, decode_for_rescue};
pub use envelope::Kind;
#[cfg(feature = "schema")]
pub use envelope::{form_schema, rescue_schema, schema};
pub use error::{ReadError, What};
pub use foreign::{Foreign, foreign};
pub use form_file::{read_form, write_form};
pub use name::{ErrandFile, errand_name, export_name, file_name, form_name};
pub use packed::{pack, unpack};
pub use read::{Opened, open, read, read_part};
pub use rescue::{Counts, Loss, Lost, Rescued, rescue};
pub use slices::Slices;
pub use spot::{Spot, Step};
pub use write::{kind_of, write, write_part, write_with_code};

/// The value of the key `format` in every file.
pub const FORMAT: &str = "hyokacho";
/// The newest version that this app reads, and the one that it writes.
pub const VERSION: u64 = 1;
/// The largest file that is opened, in bytes (5,000 items over 5 years have 53 MB, and more with a
/// long history).
pub const MAX_BYTES: usize = 96 * 1024 * 1024;
