//! Where in the app a person is, as it stands in the address behind `#`.

use crate::model::id::{MeetingId, NodeId, WorkbookId};
use crate::model::year::FiscalYear;

/// Is a place in the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// はじめに: open, make, or look at the sample.
    #[default]
    Start,
    /// 新しく作る
    New,
    /// 表から作る
    Table,
    /// この PC にある評価帳
    Shelf,
    /// 見本
    Sample(Option<Spot>),
    /// 投影画面: what a meeting's screen sends, and nothing else.
    Screen(WorkbookId),
    /// A workbook on this PC.
    Book(WorkbookId, Option<Spot>),
}

/// Is a place in a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The year.
    pub year: FiscalYear,
    /// The page.
    pub page: Page,
}

/// Is a page of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// 評価シート of an item; of the first one where none is named.
    Sheet(Option<NodeId>),
    /// One item by itself, with every field under the other.
    Item(NodeId),
    /// 項目を探す
    Find,
    /// 集計
    Numbers,
    /// 委員会: roster, rules and meetings.
    Committee,
    /// A meeting.
    Meeting(MeetingId, Part),
    /// 印刷
    Print,
    /// バックアップ
    Backups,
    /// 設定
    Settings(Setting),
    /// やりとり: files by mail.
    Mail(Mail),
    /// 回答を返す: of a request that was filled in.
    Return,
}

/// Is a page of the files by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mail {
    /// 状況: who has answered, and what is open.
    Board,
    /// 送る: requests to departments and members.
    Send,
    /// 受け取る: what came back.
    Receive,
    /// 紙の委員票: ballots that came on paper, entered by the secretariat.
    Paper,
    /// 食い違い: where values differ.
    Conflicts,
}

/// Is a page of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// 計画の構成: the tree of items.
    Plan,
    /// 様式: levels, fields, scales, the committee's part.
    Form,
    /// 担当課と委員
    People,
    /// 表を読み込む: a table into the year.
    Table,
}

/// Is a page of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 準備: what, when, who comes, which items.
    Prepare,
    /// 進行: an item; the first that is open where none is named.
    Take(Option<NodeId>),
    /// 結果
    Results,
}

impl Route {
    /// Reads what stands behind `#`; anything that is no place leads to the start.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = hash.split('/').collect();
        match parts.as_slice() {
            ["new"] => Route::New,
            ["table"] => Route::Table,
            ["pc"] => Route::Shelf,
            ["screen", id] => id.parse().map_or(Route::Start, Route::Screen),
            ["sample", rest @ ..] => Route::Sample(spot(rest)),
            ["book", id, rest @ ..] => match id.parse() {
                Ok(id) => Route::Book(id, spot(rest)),
                Err(_) => Route::Start,
            },
            _ => Route::Start,
        }
    }

    /// Writes the address, with its `#`.
    pub fn hash(&self) -> String {
        match self {
            Route::Start => "#/".into(),
            Route::New => "#/new".into(),
            Route::Table => "#/table".into(),
            Route::Shelf => "#/pc".into(),
            Route::Screen(id) => format!("#/screen/{id}"),
            Route::Sample(spot) => format!("#/sample{}", spot_path(*spot)),
            Route::Book(id, spot) => format!("#/book/{id}{}", spot_path(*spot)),
        }
    }

    /// Returns the place in the workbook.
    pub fn spot(&self) -> Option<Spot> {
        match self {
            Route::Sample(spot) | Route::Book(_, spot) => *spot,
            _ => None,
        }
    }

    /// Returns the same workbook at another place.
    pub fn at(&self, spot: Spot) -> Route {
        match self {
            Route::Book(id, _) => Route::Book(*id, Some(spot)),
            _ => Route::Sample(Some(spot)),
        }
    }
}

fn spot(parts: &[&str]) -> Option<Spot> {
    let (year, rest) = parts.split_first()?;
    let year = FiscalYear::new(year.parse().ok()?)?;
    let page = match rest {
        ["numbers"] => Page::Numbers,
        ["print"] => Page::Print,
        ["backups"] => Page::Backups,
        ["settings", "form"] => Page::Settings(Setting::Form),
        ["settings", "people"] => Page::Settings(Setting::People),
        ["settings", "table"] => Page::Settings(Setting::Table),
        ["settings", ..] => Page::Settings(Setting::Plan),
        ["mail", "send"] => Page::Mail(Mail::Send),
        ["mail", "receive"] => Page::Mail(Mail::Receive),
        ["mail", "paper"] => Page::Mail(Mail::Paper),
        ["mail", "conflicts"] => Page::Mail(Mail::Conflicts),
        ["mail", ..] => Page::Mail(Mail::Board),
        ["return"] => Page::Return,
        ["find"] => Page::Find,
        ["committee"] => Page::Committee,
        ["meeting", id, part @ ..] => match (id.parse(), part) {
            (Ok(id), ["take"]) => Page::Meeting(id, Part::Take(None)),
            (Ok(id), ["take", node]) => Page::Meeting(id, Part::Take(node.parse().ok())),
            (Ok(id), ["results"]) => Page::Meeting(id, Part::Results),
            (Ok(id), _) => Page::Meeting(id, Part::Prepare),
            (Err(_), _) => Page::Committee,
        },
        ["sheet", node] => Page::Sheet(node.parse().ok()),
        ["item", node] => node.parse().map_or(Page::Sheet(None), Page::Item),
        _ => Page::Sheet(None),
    };
    Some(Spot { year, page })
}

fn spot_path(spot: Option<Spot>) -> String {
    let Some(Spot { year, page }) = spot else { return String::new() };
    match page {
        Page::Sheet(None) => format!("/{year}"),
        Page::Sheet(Some(node)) => format!("/{year}/sheet/{node}"),
        Page::Item(node) => format!("/{year}/item/{node}"),
        Page::Find => format!("/{year}/find"),
        Page::Numbers => format!("/{year}/numbers"),
        Page::Committee => format!("/{year}/committee"),
        Page::Meeting(id, Part::Prepare) => format!("/{year}/meeting/{id}/prepare"),
        Page::Meeting(id, Part::Take(None)) => format!("/{year}/meeting/{id}/take"),
        Page::Meeting(id, Part::Take(Some(node))) => format!("/{year}/meeting/{id}/take/{node}"),
        Page::Meeting(id, Part::Results) => format!("/{year}/meeting/{id}/results"),
        Page::Print => format!("/{year}/print"),
        Page::Backups => format!("/{year}/backups"),
        Page::Mail(Mail::Board) => format!("/{year}/mail"),
        Page::Mail(Mail::Send) => format!("/{year}/mail/send"),
        Page::Mail(Mail::Receive) => format!("/{year}/mail/receive"),
        Page::Mail(Mail::Paper) => format!("/{year}/mail/paper"),
        Page::Mail(Mail::Conflicts) => format!("/{year}/mail/conflicts"),
        Page::Return => format!("/{year}/return"),
        Page::Settings(Setting::Plan) => format!("/{year}/settings/plan"),
        Page::Settings(Setting::Form) => format!("/{year}/settings/form"),
        Page::Settings(Setting::People) => format!("/{year}/settings/people"),
        Page::Settings(Setting::Table) => format!("/{year}/settings/table"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_where_it_was_written() {
        let year = FiscalYear::new(2024).unwrap();
        let id = WorkbookId::known("plan");
        let node = NodeId::known("m");
        let meeting = MeetingId::known("kai");
        for route in [
            Route::Start,
            Route::New,
            Route::Table,
            Route::Shelf,
            Route::Sample(None),
            Route::Sample(Some(Spot { year, page: Page::Numbers })),
            Route::Sample(Some(Spot { year, page: Page::Backups })),
            Route::Screen(id),
            Route::Book(id, Some(Spot { year, page: Page::Committee })),
            Route::Book(id, Some(Spot { year, page: Page::Meeting(meeting, Part::Prepare) })),
            Route::Book(id, Some(Spot { year, page: Page::Meeting(meeting, Part::Take(None)) })),
            Route::Book(id, Some(Spot { year, page: Page::Meeting(meeting, Part::Take(Some(node))) })),
            Route::Book(id, Some(Spot { year, page: Page::Meeting(meeting, Part::Results) })),
            Route::Book(id, None),
            Route::Book(id, Some(Spot { year, page: Page::Sheet(None) })),
            Route::Book(id, Some(Spot { year, page: Page::Sheet(Some(node)) })),
            Route::Book(id, Some(Spot { year, page: Page::Item(node) })),
            Route::Sample(Some(Spot { year, page: Page::Find })),
            Route::Sample(Some(Spot { year, page: Page::Settings(Setting::Plan) })),
            Route::Sample(Some(Spot { year, page: Page::Settings(Setting::Form) })),
            Route::Book(id, Some(Spot { year, page: Page::Settings(Setting::People) })),
            Route::Book(id, Some(Spot { year, page: Page::Settings(Setting::Table) })),
            Route::Book(id, Some(Spot { year, page: Page::Mail(Mail::Board) })),
            Route::Book(id, Some(Spot { year, page: Page::Mail(Mail::Send) })),
            Route::Book(id, Some(Spot { year, page: Page::Mail(Mail::Receive) })),
            Route::Book(id, Some(Spot { year, page: Page::Mail(Mail::Paper) })),
            Route::Book(id, Some(Spot { year, page: Page::Mail(Mail::Conflicts) })),
            Route::Book(id, Some(Spot { year, page: Page::Return })),
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
        for hash in ["", "#", "#/nowhere", "#/book", "#/book/ABC", "#/book/%zz/2024"] {
            assert_eq!(Route::parse(hash), Route::Start, "{hash}");
        }
    }
}
