//! What is said about the committee: roster, rules, meetings and their preparation.

/// Holds these sentences.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct CommitteeWords {
    pub committee: &'static str,
}

/// The Japanese sentences.
pub const JA: CommitteeWords = CommitteeWords { committee: "委員会" };
