//! Taking what came in: a join, and what a person chose, as one change.

use super::arrival::Arrival;
use super::preview::Preview;
use crate::merge::join::JoinError;
use crate::model::change::Change;
use crate::model::errand::Receipt;
use crate::model::id::{IdSource, ReceiptId};
use crate::model::place::{Datum, ElementKey, Place};
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

/// Takes a preview's part in and writes what a person chose, as one change, so that one undo takes all
/// of it back. Conflicts about which nothing was chosen stay open. A choice that does not fit its place
/// is left out.
pub fn take(
    plan: &mut Workbook,
    preview: &Preview,
    choices: Vec<Choice>,
    receipts: Vec<(FiscalYear, Receipt)>,
    author: &Author,
) -> Result<Change, JoinError> {
    let mut change = plan.join(&preview.part)?;
    let chosen = choices.into_iter().filter(|choice| choice.place.fits(&choice.datum));
    let mut writes: Vec<(Place, Vec<Datum>)> =
        chosen.map(|choice| (choice.place, vec![choice.datum])).collect();
    writes.extend(receipts.into_iter().map(|(year, receipt)| {
        (Place::Element(year, ElementKey::Receipt(receipt.id)), vec![Datum::Receipt(Box::new(receipt))])
    }));
    change.absorb(plan.write(writes, author));
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
