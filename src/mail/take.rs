//! Taking what came in: a join, and the edits that a person chose, as one change.

use super::arrival::Arrival;
use super::preview::Preview;
use crate::merge::join::JoinError;
use crate::model::change::Change;
use crate::model::edit::{Edit, YearEdit};
use crate::model::element::Element;
use crate::model::errand::Receipt;
use crate::model::id::{IdSource, ReceiptId};
use crate::model::place::{Datum, Place};
use crate::model::workbook::{Author, Workbook};
use crate::model::year::FiscalYear;

/// Is what a person chose about one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Where.
    pub place: Place,
    /// What is to stand there: one of the values, both joined, or another.
    pub datum: Datum,
}

/// Takes a preview's part in and makes the edits that a person chose, as one change, so that one undo
/// takes all of it back. Conflicts about which nothing was chosen stay open. A choice that does not fit
/// its place, or whose year is closed, is left out.
pub fn take(
    plan: &mut Workbook,
    preview: &Preview,
    choices: Vec<Choice>,
    receipts: Vec<(FiscalYear, Receipt)>,
    author: &Author,
) -> Result<Change, JoinError> {
    let mut change = plan.join(&preview.part)?;
    let is_open = |year: FiscalYear| plan.year(year).is_some_and(|book| book.closed.is_none());
    let chosen =
        choices.into_iter().filter(|it| it.place.fits(&it.datum) && it.place.year().is_none_or(is_open));
    let mut edits: Vec<Edit> = chosen.map(|it| Edit::Settle(it.place, it.datum)).collect();
    let receipts = receipts.into_iter().filter(|(year, _)| is_open(*year));
    edits.extend(receipts.map(|(year, it)| Edit::In(year, YearEdit::Put(Element::Receipt(Box::new(it))))));
    // What could be refused was left out above.
    change.absorb(plan.apply(Edit::All(edits), author).unwrap_or_default());
    Ok(change)
}

/// Makes the entry of the log for an arrival; `None` where there is no request that it answers.
pub fn receipt(arrival: &Arrival, time: &str, ids: &mut IdSource) -> Option<(FiscalYear, Receipt)> {
    let (year, request) = arrival.request.as_ref()?;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let receipt = Receipt {
        id: ids.draw::<ReceiptId>(),
        request: Some(request.id),
        sender: arrival.sender.clone(),
        check: arrival.check.to_string(),
        time: time.into(),
        note: arrival.answer.note.clone(),
        draft: arrival.answer.finished.is_empty() && request.department().is_some(),
        taken: count(arrival.part.history().registers.len()),
        refused: count(arrival.refused.len()),
    };
    Some((*year, receipt))
}
