//! Every sentence that the app says, one struct per language; a missing one does not compile.
//!
//! Each area has a struct of its own in a file of its own, with the Japanese beside it. A second
//! language is a matter of filling the same structs.

pub mod app;
pub mod ballot;
pub mod committee;
pub mod conflict;
pub mod daily;
mod day;
pub mod design;
pub mod errand;
pub mod fields;
pub mod giving_back;
pub mod listing;
pub mod mail;
pub mod mapping;
pub mod meeting;
pub mod paper;
pub mod planning;
pub mod read;
pub mod receive;
pub mod results;
pub mod screen;
pub mod settings;
pub mod shelf;
pub mod storage;
pub mod table;
pub mod tidy;
pub mod tied;

use app::AppWords;
use ballot::BallotWords;
use committee::CommitteeWords;
use conflict::ConflictWords;
use daily::DailyWords;
use design::DesignWords;
use errand::ErrandWords;
use fields::FieldsWords;
use giving_back::GivingBackWords;
use listing::ListingWords;
use mail::MailWords;
use mapping::MappingWords;
use meeting::MeetingWords;
use paper::PaperWords;
use planning::PlanningWords;
use read::ReadWords;
use receive::ReceiveWords;
use results::ResultsWords;
use screen::ScreenWords;
use settings::SettingsWords;
use shelf::ShelfWords;
use storage::StorageWords;
use table::TableWords;
use tidy::TidyWords;
use tied::TiedWords;

/// Holds all sentences of one language.
pub struct Words {
    /// On the screens.
    pub app: AppWords,
    /// In the daily work: statuses, one item, last year, finding, keys.
    pub daily: DailyWords,
    /// The committee's roster, its rules, its meetings and their preparation.
    pub committee: CommitteeWords,
    /// In a meeting, while ratings are taken.
    pub meeting: MeetingWords,
    /// What came of a meeting, and its minutes.
    pub results: ResultsWords,
    /// On the projector.
    pub screen: ScreenWords,
    /// About files that are opened.
    pub read: ReadWords,
    /// About what is on this PC, and its backups.
    pub shelf: ShelfWords,
    /// About keeping the workbook in this browser and in files.
    pub storage: StorageWords,
    /// About a table that was read, before it becomes a workbook.
    pub table: TableWords,
    /// In the designer of forms.
    pub design: DesignWords,
    /// In fields other than text.
    pub fields: FieldsWords,
    /// While a table is mapped to a form and into a workbook.
    pub mapping: MappingWords,
    /// About printing.
    pub paper: PaperWords,
    /// The heads of the list of all items.
    pub listing: ListingWords,
    /// While the plan's tree and its people are edited.
    pub planning: PlanningWords,
    /// On the pages of the settings.
    pub settings: SettingsWords,
    /// About what is deleted for good.
    pub tidy: TidyWords,
    /// About a file on a shared folder.
    pub tied: TiedWords,
    /// Files by mail: what is sent, and who has answered.
    pub mail: MailWords,
    /// What came back by mail, before and while it is taken in.
    pub receive: ReceiveWords,
    /// On a 委員票, and while one is entered from paper.
    pub ballot: BallotWords,
    /// While a department fills in a request.
    pub errand: ErrandWords,
    /// How an answer goes back, and what is said of files that come.
    pub giving_back: GivingBackWords,
    /// Where values differ, until a person settles it.
    pub conflict: ConflictWords,
}

/// Official plain Japanese.
pub static JA: Words = Words {
    app: app::JA,
    committee: committee::JA,
    meeting: meeting::JA,
    results: results::JA,
    screen: screen::JA,
    daily: daily::JA,
    read: read::JA,
    shelf: shelf::JA,
    storage: storage::JA,
    table: table::JA,
    design: design::JA,
    fields: fields::JA,
    mapping: mapping::JA,
    paper: paper::JA,
    listing: listing::JA,
    planning: planning::JA,
    settings: settings::JA,
    tidy: tidy::JA,
    tied: tied::JA,
    mail: mail::JA,
    receive: receive::JA,
    ballot: ballot::JA,
    errand: errand::JA,
    giving_back: giving_back::JA,
    conflict: conflict::JA,
};
