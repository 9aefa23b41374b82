//! Every sentence that the app says, one struct per language; a missing one does not compile.
//!
//! Each area has a struct of its own in a file of its own, with the Japanese beside it. A second
//! language is a matter of filling the same structs.

pub mod app;
pub mod daily;
pub mod read;
pub mod shelf;
pub mod storage;
pub mod table;
pub mod tied;

use app::AppWords;
use daily::DailyWords;
use read::ReadWords;
use shelf::ShelfWords;
use storage::StorageWords;
use table::TableWords;
use tied::TiedWords;

/// Holds all sentences of one language.
pub struct Words {
    /// On the screens.
    pub app: AppWords,
    /// In the daily work: statuses, one item, last year, finding, keys.
    pub daily: DailyWords,
    /// About files that are opened.
    pub read: ReadWords,
    /// About what is on this PC, and its backups.
    pub shelf: ShelfWords,
    /// About keeping the workbook in this browser and in files.
    pub storage: StorageWords,
    /// About a table that was read, before it becomes a workbook.
    pub table: TableWords,
    /// About a file on a shared folder.
    pub tied: TiedWords,
}

/// Official plain Japanese.
pub static JA: Words = Words {
    app: app::JA,
    daily: daily::JA,
    read: read::JA,
    shelf: shelf::JA,
    storage: storage::JA,
    table: table::JA,
    tied: tied::JA,
};
