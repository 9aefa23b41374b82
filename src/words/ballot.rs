//! What is said on a member's 委員票.

/// Holds the sentences on a member's 委員票.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct BallotWords {
    pub ballot: &'static str,
    pub paper: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: BallotWords = BallotWords { ballot: "委員票", paper: "紙の委員票" };
