//! Who has answered and who has not (回答状況).

use super::progress::{Answered, progress};
use crate::model::errand::{Receipt, Recipient, Request};
use crate::model::id::RequestId;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;

/// Names how a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 未着: nothing came.
    Waiting,
    /// 途中: only a draft came, or a part of the items.
    Partly,
    /// 受領済
    Answered,
    /// 差し替え: another request has taken its place.
    Replaced,
    /// 取り消し
    Withdrawn,
}

/// Is one line of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The request.
    pub id: RequestId,
    /// Who was asked.
    pub to: Recipient,
    /// The recipient's name.
    pub name: String,
    /// How it stands.
    pub state: State,
    /// Whether the last day has passed; only where the deadline is a day, `2026-12-15`.
    pub overdue: bool,
    /// How many items were asked about.
    pub asked: usize,
    /// In how many of them all is filled, as the plan stands now.
    pub done: usize,
    /// The last thing that came.
    pub last: Option<Receipt>,
}

/// Lists the requests of a year, those to departments in their order, then those to members in
/// theirs; of one recipient the oldest first. `today` is `2026-11-21`.
pub fn board(workbook: &Workbook, year: FiscalYear, today: &str) -> Vec<Line> {
    let Some(book) = workbook.year(year) else { return Vec::new() };
    let departments: Vec<Recipient> =
        book.departments_in_order().iter().map(|it| Recipient::Department(it.id)).collect();
    let members = book.roster().into_iter().map(|it| Recipient::Member(it.id));
    let order: Vec<Recipient> = departments.into_iter().chain(members).collect();
    let rank = |to: Recipient| order.iter().position(|it| *it == to).unwrap_or(order.len());
    let mut requests: Vec<&Request> = book.requests.values().collect();
    requests.sort_by(|a, b| (rank(a.to), &a.day, a.id).cmp(&(rank(b.to), &b.day, b.id)));
    let line = |request: &Request| {
        let answered = progress(workbook, year, request);
        let receipts = book.receipts.values().filter(|it| it.request == Some(request.id));
        let last = receipts.max_by(|a, b| (&a.time, a.id).cmp(&(&b.time, b.id)));
        let done = answered.iter().filter(|it| it.is_done()).count();
        let state = state(request, request.is_replaced(&book.requests), last, &answered);
        let is_open = matches!(state, State::Waiting | State::Partly);
        Line {
            id: request.id,
            to: request.to,
            name: request.to.name(book),
            state,
            overdue: is_open && is_day(&request.deadline) && request.deadline.as_str() < today,
            asked: answered.len(),
            done,
            last: last.cloned(),
        }
    };
    requests.into_iter().map(line).collect()
}

fn state(request: &Request, is_replaced: bool, last: Option<&Receipt>, answered: &[Answered]) -> State {
    match last {
        _ if request.withdrawn => State::Withdrawn,
        _ if is_replaced => State::Replaced,
        // What a member gave on paper was entered here, and no file comes.
        None if request.member().is_some() && answered.iter().all(Answered::is_done) => State::Answered,
        None if request.member().is_some() && answered.iter().any(|it| it.filled > 0) => State::Partly,
        None => State::Waiting,
        Some(last) if last.draft || answered.iter().any(|it| !it.is_done()) => State::Partly,
        Some(_) => State::Answered,
    }
}

/// Whether a deadline is a day and can be compared as text.
fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() })
}
