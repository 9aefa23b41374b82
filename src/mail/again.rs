//! Giving items back (差し戻し): a new request that takes the place of one that was answered.

use super::progress::progress;
use crate::model::errand::Request;
use crate::model::id::{NodeId, RequestId};
use crate::model::review::Verdict;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use std::collections::BTreeSet;

/// Proposes what of a request goes back: the items that a check gave back, else those in which
/// something is missing.
pub fn proposed(workbook: &Workbook, year: FiscalYear, request: &Request) -> BTreeSet<NodeId> {
    let Some(book) = workbook.year(year) else { return BTreeSet::new() };
    let is_returned = |node: &NodeId| {
        let review = book.nodes.get(*node).and_then(|node| node.review.as_ref());
        review.is_some_and(|review| review.verdict == Verdict::Returned)
    };
    let nodes = request.items.iter().map(|asked| asked.node);
    let returned: BTreeSet<NodeId> = nodes.filter(is_returned).collect();
    if !returned.is_empty() {
        return returned;
    }
    let answered = progress(workbook, year, request);
    answered.iter().filter(|it| !it.is_done()).map(|it| it.node).collect()
}

/// Makes the request that gives some items of another back, and takes its place.
pub fn given_back(before: &Request, id: RequestId, items: &BTreeSet<NodeId>, message: &str) -> Request {
    let mut request = Request { id, replaces: Some(before.id), withdrawn: false, ..before.clone() };
    request.items.retain(|asked| items.contains(&asked.node));
    request.message = message.trim().into();
    request
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::ask;
    use crate::model::id::{Id, MemberId, RoundId};

    #[test]
    fn only_what_was_chosen_goes_back_and_the_new_request_takes_the_place_of_the_old() {
        let [first, second] = [1, 2].map(|n| NodeId(Id::from_random(n)));
        let [old, new] = [3, 4].map(|n| RequestId(Id::from_random(n)));
        let (member, round) = (MemberId(Id::from_random(5)), RoundId(Id::from_random(6)));
        let mut before = ask::of_member(old, member, round, &[first, second]);
        before.withdrawn = true;
        let back = given_back(&before, new, &BTreeSet::from([second]), " 直してください ");
        assert_eq!((back.id, back.replaces, back.withdrawn), (new, Some(old), false));
        assert_eq!(back.items.iter().map(|asked| asked.node).collect::<Vec<_>>(), [second]);
        assert_eq!((back.to, back.round, back.message.as_str()), (before.to, Some(round), "直してください"));
    }
}
