//! One vote on a 委員票: given by the member, or entered from a paper by the secretariat.

use crate::model::committee::{Ballot, Vote};
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::id::{AxisId, MemberId, NodeId, RoundId};
use crate::model::place::ElementKey;
use crate::model::year_book::YearBook;

/// Names what a member is asked to give: one item on one axis in one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The round.
    pub round: RoundId,
    /// The item.
    pub node: NodeId,
    /// The axis.
    pub axis: AxisId,
    /// The member.
    pub member: MemberId,
    /// Whether the secretariat enters it from a paper (代理入力).
    pub proxy: bool,
}

impl Slip {
    /// Returns the key of its ballot.
    pub fn key(self) -> ElementKey {
        ElementKey::Ballot(self.round, self.node, self.axis, self.member)
    }

    /// Finds what was given.
    pub fn ballot(self, book: &YearBook) -> Option<&Ballot> {
        book.ballots.get((self.round, self.node, self.axis, self.member))
    }

    /// Makes the edit that gives a vote; a comment that stands there stays.
    pub fn give(self, book: &YearBook, vote: Vote) -> YearEdit {
        let comment = self.ballot(book).map(|it| it.comment.clone()).unwrap_or_default();
        self.put(vote, comment)
    }

    /// Makes the edit that writes the comment to a vote; `None` where none was given yet, for a
    /// comment belongs to a vote.
    pub fn comment(self, book: &YearBook, text: &str) -> Option<YearEdit> {
        self.ballot(book).map(|it| self.put(it.vote, text.into()))
    }

    /// Makes the edit that takes the vote away, and its comment with it.
    pub fn clear(self) -> YearEdit {
        YearEdit::Remove(self.key())
    }

    fn put(self, vote: Vote, comment: String) -> YearEdit {
        let Slip { round, node, axis, member, proxy } = self;
        YearEdit::Put(Element::Ballot(Ballot { round, node, axis, member, vote, comment, proxy }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::Id;

    fn slip() -> Slip {
        let id = Id::from_random;
        Slip {
            round: RoundId(id(1)),
            node: NodeId(id(2)),
            axis: AxisId(id(3)),
            member: MemberId(id(4)),
            proxy: true,
        }
    }

    fn ballot(edit: YearEdit) -> Ballot {
        match edit {
            YearEdit::Put(Element::Ballot(ballot)) => ballot,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_vote_keeps_its_comment_and_a_comment_its_vote() {
        let mut book = YearBook::default();
        assert_eq!(slip().comment(&book, "早めに"), None, "a comment needs a vote");
        book.ballots.put(ballot(slip().give(&book, Vote::Cannot)));
        book.ballots.put(ballot(slip().comment(&book, "早めに").unwrap()));
        let given = ballot(slip().give(&book, Vote::Abstain));
        assert_eq!((given.vote, given.comment.as_str(), given.proxy), (Vote::Abstain, "早めに", true));
        assert_eq!(slip().clear(), YearEdit::Remove(slip().key()));
    }
}
