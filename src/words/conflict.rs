//! What is said where values differ.

/// Holds the sentences where values differ.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct ConflictWords {
    pub conflict: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: ConflictWords = ConflictWords { conflict: "食い違い" };
