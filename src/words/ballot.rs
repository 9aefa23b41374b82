//! What is said on a member's 委員票.

/// Holds the sentences on a member's 委員票.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct BallotWords {
    pub ballot: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: BallotWords = BallotWords {
    ballot: "この委員票は、この版の評価帳ではまだ記入できません。事務局に連絡してください。",
};
